// SPDX-License-Identifier: MIT
#include "ui/widgets/link_button.h"

#include <algorithm>

#include <QStyleOptionButton>

namespace switchscope::ui {

LinkButton::LinkButton(const QString& text, QWidget* parent) : QPushButton(text, parent) {
    setProperty("role", "link");
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize LinkButton::minimumSizeHint() const {
    return {1, QPushButton::minimumSizeHint().height()};
}

QString LinkButton::seen_text() const {
    QStyleOptionButton option;
    QPushButton::initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width();
    return fontMetrics().elidedText(text(), Qt::ElideMiddle, std::max(room, 1));
}

void LinkButton::initStyleOption(QStyleOptionButton* option) const {
    QPushButton::initStyleOption(option);
    option->text = seen_text();
}

} // namespace switchscope::ui
