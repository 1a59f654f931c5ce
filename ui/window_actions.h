// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QAction>
#include <QObject>

#include "ui/actions.h"

namespace switchscope::ui {

class Theme;

/// The QActions of a window, made from the table.
class WindowActions : public QObject {
    Q_OBJECT
  public:
    /// Shortcuts work anywhere in `window`.
    WindowActions(const Theme& theme, QWidget* window);

    QAction* get(ActionId id) const { return actions_.at(static_cast<std::size_t>(id)); }
    /// Enables an action, or disables it for a reason that its tooltip tells.
    void set_available(ActionId id, const QString& why_not = {});

  private:
    const Theme& theme_;
    std::array<QAction*, static_cast<std::size_t>(ActionId::count)> actions_{};
};

} // namespace switchscope::ui
