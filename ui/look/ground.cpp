// SPDX-License-Identifier: MIT
#include "ui/look/ground.h"

#include <QPaintEvent>
#include <QPainter>
#include <QWidget>

namespace switchscope::ui {

Ground::Ground(QWidget* widget, const Theme& theme, Role role)
    : QObject(widget), theme_(theme), role_(role) {
    widget->setAttribute(Qt::WA_OpaquePaintEvent);
    widget->installEventFilter(this);
}

bool Ground::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        QPainter painter(static_cast<QWidget*>(watched));
        for (const QRect& part : static_cast<QPaintEvent*>(event)->region()) {
            painter.fillRect(part, theme_.color(role_));
        }
    }
    return false; // what it paints itself comes on top
}

} // namespace switchscope::ui
