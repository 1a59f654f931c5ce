// SPDX-License-Identifier: MIT
#include "ui/window/presenter.h"

#include <algorithm>

#include "ui/actions/window_actions.h"
#include "ui/look/theme.h"
#include "ui/session/session_actions.h"
#include "ui/widgets/dock_area.h"

namespace switchscope::ui {

Presenter::Presenter(WindowActions& actions, Theme& theme, DockArea& docks, QWidget& aside,
                     QWidget& window, const SessionController& controller)
    : theme_(theme), docks_(docks), aside_(aside), window_(window) {
    actions.add({ActionId::presenter, needs_recording(controller),
                 [this] { present(!presenting_); }, [this] { return presenting_; }});
}

void Presenter::present(bool presenting) {
    constexpr double presenting_scale = 1.5;
    if (presenting == presenting_) {
        return;
    }
    presenting_ = presenting;
    docks_.show_center_alone(presenting);
    aside_.setVisible(!presenting);
    if (presenting) {
        scale_before_ = theme_.scale();
        theme_.set_scale(std::max(presenting_scale, scale_before_));
    } else {
        theme_.set_scale(scale_before_);
    }
    window_.setWindowState(window_.windowState().setFlag(Qt::WindowFullScreen, presenting));
}

} // namespace switchscope::ui
