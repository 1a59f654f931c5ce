// SPDX-License-Identifier: MIT
#include "ui/widgets/elided_label.h"

#include <algorithm>

#include <QEvent>

namespace switchscope::ui {

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget* parent) : QLabel(parent), mode_(mode) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::set_whole(const QString& text) {
    if (text == whole_ && testAttribute(Qt::WA_WState_Polished)) {
        return; // most calls change nothing: one comes at every step
    }
    whole_ = text;
    setToolTip(text);
    write();
}

void ElidedLabel::write() {
    ensurePolished(); // the style sheet sets the font, by which the text is measured
    const QMargins around = contentsMargins();
    const int room = width() - around.left() - around.right() - 2 * margin();
    setText(fontMetrics().elidedText(whole_, mode_, std::max(room, 1)));
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    write();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        write();
    }
}

} // namespace switchscope::ui
