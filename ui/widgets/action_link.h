// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QAction>
#include <QPushButton>

namespace switchscope::ui {

/// A small button that does what `action` does and is as enabled as it is; its tooltip says why when it is not.
/// `text` is asked again when the language changes.
QPushButton* make_action_link(QAction* action, const std::function<QString()>& text);

} // namespace switchscope::ui
