// SPDX-License-Identifier: MIT
#include "ui/look/background_fill.h"

#include <QPaintEvent>
#include <QPainter>
#include <QWidget>

namespace switchscope::ui {

BackgroundFill::BackgroundFill(QWidget* widget, const Theme& theme, Role role)
    : QObject(widget), theme_(theme), role_(role) {
    widget->setAttribute(Qt::WA_OpaquePaintEvent);
    widget->installEventFilter(this);
}

bool BackgroundFill::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        QPainter painter(static_cast<QWidget*>(watched));
        for (const QRect& part : static_cast<QPaintEvent*>(event)->region()) {
            painter.fillRect(part, theme_.color(role_));
        }
    }
    return false; // the widget goes on and paints itself on top
}

} // namespace switchscope::ui
