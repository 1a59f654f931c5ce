// SPDX-License-Identifier: MIT
#include "ui/widgets/action_link.h"

#include "ui/base/language.h"

namespace switchscope::ui {

QPushButton* make_action_link(QAction* action, const std::function<QString()>& text) {
    auto* button = new QPushButton;
    keep_translated(button, [button, action, text] {
        button->setText(text());
        button->setAccessibleName(action->text());
    });
    button->setProperty("role", "link");
    button->setObjectName(QStringLiteral("button_") + action->objectName());
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace switchscope::ui
