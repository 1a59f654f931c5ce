// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QRawFont>
#include <QStaticText>

namespace switchscope::ui {

/// Text in one font whose shape is worked out once: names, which are few, as a whole; numbers digit by digit. A world
/// switch changes the whose of everything at once, and shaping would be most of what painting that takes.
class LanesText {
  public:
    explicit LanesText(const QFont& font);

    const QFontMetricsF& metrics() const { return metrics_; }
    qreal width(const QString& name) const; ///< of one of few texts
    qreal width_of_digits(const QString& digits) const;
    /// One of few texts, in the middle of the height of `box`.
    void draw_name(QPainter& painter, const QRectF& box, Qt::AlignmentFlag alignment,
                   const QString& name) const;
    /// Hex digits from the left of `box` on.
    void draw_digits(QPainter& painter, const QRectF& box, const QString& digits) const;

  private:
    bool has_glyphs_of(const QString& digits) const;

    QFont font_;
    QFontMetricsF metrics_;
    QRawFont raw_;
    QHash<QChar, quint32> glyphs_; ///< of hex digits
    qreal digit_width_ = 0;        ///< 0: they are not all as wide
    mutable QHash<QString, QStaticText> names_;
    mutable QHash<QString, qreal> widths_; ///< of names
};

} // namespace switchscope::ui
