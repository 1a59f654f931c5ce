// SPDX-License-Identifier: MIT
#include "ui/look/shaped_text.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <QGlyphRun>
#include <QPaintEngine>

namespace switchscope::ui {

namespace {

QString hex_digits() {
    return QStringLiteral("0123456789abcdef");
}

/// The characters of instructions, numbers and names of macros, and the signs between them.
QString common_characters() {
    QString all = QStringLiteral("\u2026\u2192\u2190\u00b7\u2020");
    for (char c = ' '; c <= '~'; ++c) {
        all += QLatin1Char(c);
    }
    return all;
}

} // namespace

ShapedText::ShapedText(const QFont& font)
    : font_(font), metrics_(font), raw_(QRawFont::fromFont(font)) {
    // Most fonts give all digits the same width, but not all fonts do. If even the narrowest and
    // the widest letters have that width, the font has fixed pitch, and any common character can be
    // set without shaping.
    const QString digits = hex_digits();
    const qreal width = metrics_.horizontalAdvance(digits.front());
    const auto add = [&](const QString& characters) {
        const auto indexes = raw_.glyphIndexesForString(characters);
        for (qsizetype n = 0; n < characters.size() && n < indexes.size(); ++n) {
            const QChar one = characters.at(n);
            if (indexes.at(n) != 0 && qFuzzyCompare(metrics_.horizontalAdvance(one), width)) {
                glyphs_.insert(one, indexes.at(n));
            }
        }
    };
    add(digits);
    if (std::ranges::all_of(digits, [&](QChar digit) { return glyphs_.contains(digit); })) {
        glyph_width_ = width;
    }
    const QString extremes = QStringLiteral("il.MW");
    if (glyph_width_ > 0 && std::ranges::all_of(extremes, [&](QChar one) {
            return qFuzzyCompare(metrics_.horizontalAdvance(one), width);
        })) {
        add(common_characters());
    }
}

const ShapedText& ShapedText::of(const QFont& font) {
    static QHash<QFont, std::shared_ptr<ShapedText>> shelf;
    std::shared_ptr<ShapedText>& known = shelf[font];
    if (!known) {
        known = std::make_shared<ShapedText>(font);
    }
    return *known;
}

qreal ShapedText::width(const QString& name) const {
    auto known = widths_.find(name);
    if (known == widths_.end()) {
        known = widths_.insert(name, metrics_.horizontalAdvance(name));
    }
    return *known;
}

bool ShapedText::has_glyphs_of(const QString& text) const {
    return glyph_width_ > 0 &&
           std::ranges::all_of(text, [&](QChar one) { return glyphs_.contains(one); });
}

qreal ShapedText::width_of_characters(const QString& text) const {
    return has_glyphs_of(text) ? glyph_width_ * static_cast<qreal>(text.size())
                               : metrics_.horizontalAdvance(text);
}

void ShapedText::draw_name(QPainter& painter, const QRectF& box, Qt::AlignmentFlag alignment,
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

void ShapedText::draw_characters(QPainter& painter, const QRectF& box, const QString& text) const {
    if (painter.paintEngine()->type() != QPaintEngine::Raster || !has_glyphs_of(text)) {
        // Engines other than the raster engine need the letters themselves, that of an SVG for one.
        painter.setFont(font_);
        painter.drawText(box, static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter),
                         text);
        return;
    }
    // A glyph run says which glyph goes where, so nothing is left for QPainter to shape.
    QList<quint32> indexes;
    QList<QPointF> places;
    indexes.reserve(text.size());
    places.reserve(text.size());
    for (qsizetype n = 0; n < text.size(); ++n) {
        indexes.append(glyphs_.value(text.at(n)));
        places.append({glyph_width_ * static_cast<qreal>(n), 0});
    }
    QGlyphRun run;
    run.setRawFont(raw_);
    run.setGlyphIndexes(indexes);
    run.setPositions(places);
    const qreal baseline = box.center().y() + (metrics_.ascent() - metrics_.descent()) / 2;
    painter.drawGlyphRun(QPointF(box.left(), baseline), run);
}

void ShapedText::draw_fitted(QPainter& painter, const QRectF& box, Qt::Alignment alignment,
                             const QString& text, Qt::TextElideMode mode) const {
    QString shown = text;
    qreal width = width_of_characters(shown);
    if (width > box.width()) {
        shown = metrics_.elidedText(text, mode, box.width());
        width = width_of_characters(shown);
    }
    const bool right = alignment.testFlag(Qt::AlignRight);
    const bool middle = alignment.testFlag(Qt::AlignHCenter);
    const qreal left = right    ? box.right() - width
                       : middle ? box.center().x() - width / 2
                                : box.left();
    // QPainter sets its own texts at whole pixels. Glyphs look like those only at whole pixels.
    draw_characters(painter, QRectF(std::round(left), box.top(), width + 1, box.height()), shown);
}

} // namespace switchscope::ui
