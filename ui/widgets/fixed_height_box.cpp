// SPDX-License-Identifier: MIT
#include "ui/widgets/fixed_height_box.h"

#include <QEvent>

namespace switchscope::ui {

FixedHeightBox::FixedHeightBox(QWidget* content, QWidget* parent)
    : QWidget(parent), content_(content) {
    content_->setParent(this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    take_height();
}

void FixedHeightBox::take_height() {
    const bool fixed = content_->minimumHeight() == content_->maximumHeight();
    const int height = fixed ? content_->minimumHeight() : content_->sizeHint().height();
    if (height != minimumHeight() || height != maximumHeight()) {
        setFixedHeight(height);
    }
}

bool FixedHeightBox::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) {
        take_height();
        return true;
    }
    return QWidget::event(event);
}

void FixedHeightBox::resizeEvent(QResizeEvent*) {
    content_->setGeometry(rect());
}

} // namespace switchscope::ui
