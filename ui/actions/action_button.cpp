// SPDX-License-Identifier: MIT
#include "ui/actions/action_button.h"

#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>

#include "ui/look/theme.h"

namespace switchscope::ui {

ActionButton::ActionButton(const Theme& theme, ActionId id, QAction* action, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), spec_(action_spec(id)), action_(action) {
    setFocusPolicy(Qt::TabFocus);
    setObjectName(QStringLiteral("button_") + action->objectName());
    setAccessibleName(action->text());
    connect(action, &QAction::changed, this, &ActionButton::follow_action);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(&theme_, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    follow_action();
}

void ActionButton::follow_action() {
    setEnabled(action_->isEnabled());
    setToolTip(action_->toolTip());
    update();
}

QString ActionButton::key_text() const {
    return detail_ == Detail::all && has_brief()
               ? action_->shortcut().toString(QKeySequence::NativeText)
               : QString();
}

void ActionButton::set_detail(Detail detail) {
    detail_ = detail;
    update();
}

QSize ActionButton::sizeHint() const {
    qreal width = theme_.px(icon_only() ? 32 : 34);
    if (!icon_only()) {
        width += QFontMetricsF(theme_.text_font(13, QFont::Medium))
                     .horizontalAdvance(action_brief(spec_)) +
                 QFontMetricsF(theme_.text_font(10.5)).horizontalAdvance(key_text()) +
                 theme_.px(detail_ == Detail::all ? 16 : 9);
    }
    return {static_cast<int>(width) + 1, theme_.ipx(30)};
}

void ActionButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(box, theme_.px(6), theme_.px(6));
    const bool lit = isEnabled() && underMouse();
    painter.fillPath(shape, theme_.color(isDown() ? Role::outline
                                         : lit    ? Role::raised
                                                  : Role::cell));
    painter.strokePath(shape, QPen(theme_.color(lit ? Role::dim : Role::outline), 1));
    if (hasFocus()) {
        painter.strokePath(shape, QPen(theme_.color(Role::focus), theme_.px(2)));
    }
    const QColor ink = theme_.color(isEnabled() ? Role::text : Role::faint);
    const qreal icon = theme_.px(15);
    qreal x = icon_only() ? box.center().x() - icon / 2 : box.left() + theme_.px(11);
    paint_icon(painter, spec_.icon, QRectF(x, box.center().y() - icon / 2, icon, icon), ink);
    if (icon_only()) {
        return;
    }
    x += icon + theme_.px(6);
    painter.setFont(theme_.text_font(13, QFont::Medium));
    painter.setPen(ink);
    const QString text = action_brief(spec_);
    painter.drawText(QRectF(x, box.top(), box.width(), box.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
    x += QFontMetricsF(painter.font()).horizontalAdvance(text) + theme_.px(8);
    painter.setFont(theme_.text_font(10.5));
    painter.setPen(theme_.color(isEnabled() ? Role::dim : Role::faint));
    painter.drawText(QRectF(x, box.top(), box.right() - x, box.height() + theme_.px(1)),
                     Qt::AlignLeft | Qt::AlignVCenter, key_text());
}

void ActionButton::enterEvent(QEnterEvent*) {
    update();
}

void ActionButton::leaveEvent(QEvent*) {
    update();
}

} // namespace switchscope::ui
