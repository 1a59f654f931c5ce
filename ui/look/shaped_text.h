// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QStaticText>

namespace switchscope::ui {

/// Draws texts of one font and works out their shape only once. Shaping takes most of the time that
/// painting a text takes, and fitting a text with QFontMetrics shapes it a second time.
///
/// A name is a text of which there are few, such as a register's: its shape is kept. A text that
/// changes with each step is set character by character, if the font gives each the same width.
class ShapedText {
  public:
    explicit ShapedText(const QFont& font);
    /// The instance for a font. It is kept until the program ends, and needs `font` no more. A
    /// reference to it is taken with a font that has a name: GCC 14 suspects that it refers to a
    /// temporary one.
    static const ShapedText& of(const QFont& font);

    const QFontMetricsF& metrics() const { return metrics_; }
    qreal width(const QString& name) const;
    qreal width_of_characters(const QString& text) const;
    /// Draws a name in the middle of the height of `box`.
    void draw_name(QPainter& painter, const QRectF& box, Qt::AlignmentFlag alignment,
                   const QString& name) const;
    /// Draws any text from the left edge of `box` on, and in the middle of its height. The text is
    /// not shaped if the font has fixed pitch. In other fonts hex digits are not.
    void draw_characters(QPainter& painter, const QRectF& box, const QString& text) const;
    /// The same at the left, the middle or the right of `box`. Characters are left out where the
    /// text is too wide.
    void draw_fitted(QPainter& painter, const QRectF& box, Qt::Alignment alignment,
                     const QString& text, Qt::TextElideMode mode) const;

  private:
    bool has_glyphs_of(const QString& text) const;

    QFont font_;
    QFontMetricsF metrics_;
    QRawFont raw_;
    QHash<QChar, quint32> glyphs_; ///< of characters that all have the same width
    qreal glyph_width_ = 0;        ///< that width; 0: there are no such characters
    mutable QHash<QString, QStaticText> names_;
    mutable QHash<QString, qreal> widths_; ///< of names
};

} // namespace switchscope::ui
