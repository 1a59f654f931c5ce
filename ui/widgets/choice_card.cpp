// SPDX-License-Identifier: MIT
#include "ui/widgets/choice_card.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/language.h"
#include "ui/base/words.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr double pad_units = 18, text_left_units = 65, least_height_units = 96;
constexpr int wrapped = static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignTop) |
                        static_cast<int>(Qt::TextWordWrap);

QFont name_font(const Theme& theme) {
    return theme.text_font(16, QFont::Bold);
}

QFont description_font(const Theme& theme) {
    return theme.text_font(13);
}

QRectF room_of(const QFont& font, qreal width, const QString& text) {
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), wrapped, text);
}

} // namespace

ChoiceCard::ChoiceCard(const Theme& theme, TargetChoice choice, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), choice_(std::move(choice)) {
    setObjectName(QStringLiteral("card_") + text_of(choice_.id));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    keep_translated(this, [this] {
        setAccessibleName(text_of(choice_.name));
        setAccessibleDescription(text_of(choice_.description));
        updateGeometry();
        update();
    });
}

/// The name stands beside the sign of the card, and the description below both.
ChoiceCard::Places ChoiceCard::places(qreal width) const {
    const qreal pad = theme_.px(pad_units);
    const qreal left = theme_.px(text_left_units);
    const qreal right = width - pad - (choice_.broken ? theme_.px(22) : 0);
    QRectF name = room_of(name_font(theme_), std::max(right - left, 1.0), text_of(choice_.name));
    name = {left, pad - theme_.px(3), std::max(right - left, 1.0), std::ceil(name.height()) + 1};
    const qreal wide = std::max(width - 2 * pad, 1.0);
    const QRectF text = room_of(description_font(theme_), wide, text_of(choice_.description));
    return {name, {pad, name.bottom() + theme_.px(7), wide, std::ceil(text.height()) + 1}};
}

QSize ChoiceCard::sizeHint() const {
    const int width = theme_.ipx(300);
    return {width, heightForWidth(width)};
}

QSize ChoiceCard::minimumSizeHint() const {
    const qreal pad = theme_.px(pad_units);
    const qreal name = room_of(name_font(theme_), 1, text_of(choice_.name)).width();
    const qreal description =
        room_of(description_font(theme_), 1, text_of(choice_.description)).width();
    const qreal beside = theme_.px(text_left_units) + (choice_.broken ? theme_.px(22) : 0);
    return {static_cast<int>(std::ceil(std::max(beside + name + pad, description + 2 * pad))), 0};
}

int ChoiceCard::heightForWidth(int width) const {
    const qreal text = places(width).description.bottom() + theme_.px(14);
    return static_cast<int>(std::ceil(std::max(text, theme_.px(least_height_units))));
}

void ChoiceCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isEnabled() && (underMouse() || hasFocus());
    const QRectF box = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    QPainterPath shape;
    shape.addRoundedRect(box, theme_.px(9), theme_.px(9));
    painter.fillPath(shape, theme_.color(lit ? Role::raised : Role::cell));
    painter.strokePath(
        shape, QPen(theme_.color(lit ? Role::host : Role::outline), hasFocus() ? theme_.px(2) : 1));
    const qreal pad = theme_.px(pad_units);
    // The sign is a small world switch: the host, an arrow and the guest.
    const QRectF host(pad, pad + theme_.px(2), theme_.px(9), theme_.px(14));
    const QRectF guest = host.translated(theme_.px(24), 0);
    painter.fillRect(host, theme_.color(isEnabled() ? Role::host : Role::faint));
    painter.fillRect(guest, theme_.color(isEnabled() ? Role::guest : Role::faint));
    paint_icon(painter, Icon::instruction,
               QRectF(host.right() + theme_.px(1), host.top(), theme_.px(14), theme_.px(14)),
               theme_.color(Role::dim));
    if (choice_.broken) {
        paint_icon(painter, Icon::finding,
                   QRectF(width() - pad - theme_.px(16), pad, theme_.px(16), theme_.px(16)),
                   theme_.color(isEnabled() ? Role::error : Role::faint));
    }
    const Places at = places(width());
    painter.setFont(name_font(theme_));
    painter.setPen(theme_.color(isEnabled() ? Role::text : Role::faint));
    painter.drawText(at.name, wrapped, text_of(choice_.name));
    painter.setFont(description_font(theme_));
    painter.setPen(theme_.color(isEnabled() ? Role::dim : Role::faint));
    painter.drawText(at.description, wrapped, text_of(choice_.description));
}

void ChoiceCard::enterEvent(QEnterEvent*) {
    update();
}

void ChoiceCard::leaveEvent(QEvent*) {
    update();
}

} // namespace switchscope::ui
