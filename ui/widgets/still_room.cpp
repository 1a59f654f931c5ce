// SPDX-License-Identifier: MIT
#include "ui/widgets/still_room.h"

#include <QEvent>

namespace switchscope::ui {

StillRoom::StillRoom(QWidget* content, QWidget* parent) : QWidget(parent), content_(content) {
    content_->setParent(this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    take_height();
}

void StillRoom::take_height() {
    const bool fixed = content_->minimumHeight() == content_->maximumHeight();
    const int height = fixed ? content_->minimumHeight() : content_->sizeHint().height();
    if (height != minimumHeight() || height != maximumHeight()) {
        setFixedHeight(height);
    }
}

bool StillRoom::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) {
        take_height();
        return true;
    }
    return QWidget::event(event);
}

void StillRoom::resizeEvent(QResizeEvent*) {
    content_->setGeometry(rect());
}

} // namespace switchscope::ui
