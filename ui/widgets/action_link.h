// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QAction>
#include <QPushButton>

namespace switchscope::ui {

/// A small button that triggers `action` and is enabled when the action is. Its tooltip says why it
/// is not. `text` is called again when the language changes.
QPushButton* make_action_link(QAction* action, const std::function<QString()>& text);

} // namespace switchscope::ui
