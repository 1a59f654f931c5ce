// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QStaticText>

namespace switchscope::ui {

/// Text in one font whose shape is worked out once: names, which are few, as a whole; what changes with each step
/// character by character, where the font has them all as wide. Shaping is most of what painting a text takes, and
/// fitting it into a room with QFontMetrics takes it a second time.
class ShapedText {
  public:
    explicit ShapedText(const QFont& font);
    /// The one of this font, kept for as long as the program runs.
    static const ShapedText& of(const QFont& font);

    const QFontMetricsF& metrics() const { return metrics_; }
    qreal width(const QString& name) const; ///< of one of few texts
    qreal width_of_characters(const QString& text) const;
    /// One of few texts, in the middle of the height of `box`.
    void draw_name(QPainter& painter, const QRectF& box, Qt::AlignmentFlag alignment,
                   const QString& name) const;
    /// From the left of `box` on, in the middle of its height. In a font of fixed pitch any text, else hex digits, is
    /// drawn without shaping it.
    void draw_characters(QPainter& painter, const QRectF& box, const QString& text) const;
    /// The same at either end of `box`, with characters left out where it has no room for all.
    void draw_fitted(QPainter& painter, const QRectF& box, Qt::Alignment alignment,
                     const QString& text, Qt::TextElideMode mode) const;

  private:
    bool has_glyphs_of(const QString& text) const;

    QFont font_;
    QFontMetricsF metrics_;
    QRawFont raw_;
    QHash<QChar, quint32> glyphs_; ///< of characters that are all as wide
    qreal each_ = 0;               ///< their width; 0: there are none
    mutable QHash<QString, QStaticText> names_;
    mutable QHash<QString, qreal> widths_; ///< of names
};

} // namespace switchscope::ui
