// SPDX-License-Identifier: MIT
#include "ui/window/main_menu.h"

#include <optional>

#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

MainMenu::MainMenu(const WindowActions& actions, QWidget* window)
    : QMenu(window), actions_(actions) {
    setToolTipsVisible(true);
    keep_translated(this, [this] { build(); });
}

void MainMenu::build() {
    clear();
    QMenu* group_menu = this;
    std::optional<ActionGroup> group;
    for (const ActionSpec& spec : action_table()) {
        if (group != spec.group) {
            group = spec.group;
            group_menu = this;
            if (spec.group == ActionGroup::program) {
                addSeparator();
            } else {
                group_menu = addMenu(action_group_title(spec.group));
                group_menu->setToolTipsVisible(true);
            }
        }
        group_menu->addAction(actions_.get(spec.id));
    }
}

QToolButton* MainMenu::make_button(const Theme& theme) {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("button_menu"));
    keep_translated(button, [button] {
        button->setAccessibleName(tr("Menu"));
        button->setToolTip(tr("Everything this window can do"));
    });
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(this);
    button->setFocusPolicy(Qt::TabFocus);
    const auto draw = [&theme, button] {
        button->setIcon(make_icon(Icon::menu, theme));
        button->setIconSize({theme.ipx(16), theme.ipx(16)});
        button->setFixedSize(theme.ipx(32), theme.ipx(30));
    };
    connect(&theme, &Theme::changed, button, draw);
    draw();
    return button;
}

} // namespace switchscope::ui
