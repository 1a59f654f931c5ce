// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QPushButton>

namespace switchscope::ui {

/// A small button that does what `action` does and is as enabled as it is; its tooltip says why when it is not.
QPushButton* make_action_link(QAction* action, const QString& text);

} // namespace switchscope::ui
