// SPDX-License-Identifier: MIT
#include "ui/lanes_text.h"

#include <algorithm>

#include <QGlyphRun>
#include <QPaintEngine>

namespace switchscope::ui {

LanesText::LanesText(const QFont& font)
    : font_(font), metrics_(font), raw_(QRawFont::fromFont(font)) {
    const QString digits = QStringLiteral("0123456789abcdef");
    const auto indexes = raw_.glyphIndexesForString(digits);
    const qreal width = metrics_.horizontalAdvance(digits.front());
    const bool alike =
        indexes.size() == digits.size() && std::ranges::all_of(digits, [&](QChar digit) {
            return qFuzzyCompare(metrics_.horizontalAdvance(digit), width);
        });
    if (alike && std::ranges::find(indexes, 0U) == indexes.end()) {
        digit_width_ = width;
        for (qsizetype n = 0; n < digits.size(); ++n) {
            glyphs_.insert(digits.at(n), indexes.at(n));
        }
    }
}

qreal LanesText::width(const QString& name) const {
    auto known = widths_.find(name);
    if (known == widths_.end()) {
        known = widths_.insert(name, metrics_.horizontalAdvance(name));
    }
    return *known;
}

bool LanesText::has_glyphs_of(const QString& digits) const {
    return digit_width_ > 0 &&
           std::ranges::all_of(digits, [&](QChar digit) { return glyphs_.contains(digit); });
}

qreal LanesText::width_of_digits(const QString& digits) const {
    return has_glyphs_of(digits) ? digit_width_ * static_cast<qreal>(digits.size())
                                 : metrics_.horizontalAdvance(digits);
}

void LanesText::draw_name(QPainter& painter, const QRectF& box, Qt::AlignmentFlag alignment,
                          const QString& name) const {
    painter.setFont(font_);
    auto known = names_.find(name);
    if (known == names_.end()) {
        QStaticText text(name);
        text.setTextFormat(Qt::PlainText);
        text.setPerformanceHint(QStaticText::AggressiveCaching);
        text.prepare({}, font_);
        known = names_.insert(name, text);
    }
    const QSizeF size = known->size();
    const qreal x = alignment == Qt::AlignLeft    ? box.left()
                    : alignment == Qt::AlignRight ? box.right() - size.width()
                                                  : box.center().x() - size.width() / 2;
    painter.drawStaticText(QPointF(x, box.center().y() - size.height() / 2), *known);
}

void LanesText::draw_digits(QPainter& painter, const QRectF& box, const QString& digits) const {
    if (painter.paintEngine()->type() != QPaintEngine::Raster || !has_glyphs_of(digits)) { // other engines want the letters
        painter.setFont(font_);
        painter.drawText(box, static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter),
                         digits);
        return;
    }
    QList<quint32> indexes;
    QList<QPointF> places;
    for (qsizetype n = 0; n < digits.size(); ++n) {
        indexes.append(glyphs_.value(digits.at(n)));
        places.append({digit_width_ * static_cast<qreal>(n), 0});
    }
    QGlyphRun run;
    run.setRawFont(raw_);
    run.setGlyphIndexes(indexes);
    run.setPositions(places);
    const qreal baseline = box.center().y() + (metrics_.ascent() - metrics_.descent()) / 2;
    painter.drawGlyphRun(QPointF(box.left(), baseline), run);
}

} // namespace switchscope::ui
