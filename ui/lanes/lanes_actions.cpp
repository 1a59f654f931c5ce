// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_actions.h"

#include <array>

#include <QCoreApplication>

#include "ui/actions/window_actions.h"
#include "ui/lanes/lanes_scale.h"
#include "ui/lanes/lanes_view.h"
#include "ui/lanes/legend.h"
#include "ui/session/session_actions.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct LanesActionsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

constexpr std::array arrangement_actions{
    std::pair(ActionId::lanes_by_register, Arrangement::by_register),
    std::pair(ActionId::lanes_memory, Arrangement::memory),
    std::pair(ActionId::lanes_compact, Arrangement::compact),
};
static_assert(arrangement_actions.size() == static_cast<std::size_t>(Arrangement::count));

void add_zoom(WindowActions& actions, LanesView& lanes, std::function<QString()> no_recording) {
    const auto add = [&](ActionId id, std::function<QString()> why_not, auto zoom) {
        actions.add({id,
                     [no_recording, why_not = std::move(why_not)] {
                         const QString reason = no_recording();
                         return reason.isEmpty() ? why_not() : reason;
                     },
                     [&lanes, zoom] { lanes.set_zoom(zoom()); }});
    };
    add(
        ActionId::lanes_larger,
        [&lanes] {
            return lanes.zoom() < LanesScale::largest_zoom
                       ? QString()
                       : LanesActionsText::tr("they are as large as they get");
        },
        [&lanes] { return lanes.zoom() * LanesScale::zoom_step; });
    add(
        ActionId::lanes_smaller,
        [&lanes] {
            return lanes.zoom() > LanesScale::smallest_zoom
                       ? QString()
                       : LanesActionsText::tr("they are as small as they get");
        },
        [&lanes] { return lanes.zoom() / LanesScale::zoom_step; });
    add(
        ActionId::lanes_normal,
        [&lanes] {
            return lanes.zoom() == 1 ? LanesActionsText::tr("they have their normal size")
                                     : QString();
        },
        [] { return 1.0; });
}

} // namespace

void add_lanes_actions(WindowActions& actions, LanesView& lanes, Legend& legend,
                       const SessionController& controller) {
    const auto no_recording = needs_recording(controller);
    for (const auto& [id, arrangement] : arrangement_actions) {
        actions.add(
            {id, no_recording, [&lanes, arrangement = arrangement] { lanes.arrange(arrangement); },
             [&lanes, arrangement = arrangement] { return lanes.arrangement() == arrangement; }});
    }
    add_zoom(actions, lanes, no_recording);
    actions.add({ActionId::legend, no_recording, [&legend] { legend.toggle(); },
                 [&legend] { return !legend.isHidden(); }});
    QObject::connect(&lanes, &LanesView::view_changed, &actions, &WindowActions::changed);
    QObject::connect(&lanes, &LanesView::selection_changed, &actions, &WindowActions::changed);
    QObject::connect(&legend, &Legend::shown, &actions, &WindowActions::changed);
}

} // namespace switchscope::ui
