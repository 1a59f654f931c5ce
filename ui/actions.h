// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "ui/icons.h"

namespace switchscope::ui {

enum class ActionId : std::uint8_t {
    instruction,
    macro,
    half,
    world_switch,
    back_instruction,
    back_macro,
    back_switch,
    to_start,
    to_now,
    previous_write,
    next_write,
    proof,
    next_finding,
    previous_finding,
    finding_step,
    cancel,
    open_recording,
    record,
    start_page,
    restart,
    zoom_in,
    zoom_out,
    zoom_reset,
    theme,
    theme_system,
    motion,
    keys,
    quit,
    count
};

enum class ActionGroup : std::uint8_t { forward, back, write, proof, session, view, program };

/// One thing the user can do: the toolbar, the menu, the keys overlay and the tooltips are all made from this.
struct ActionSpec {
    ActionId id;
    ActionGroup group;
    Icon icon;
    const char* text;      ///< for menus
    const char* brief;     ///< for the toolbar; null where it is not there
    const char* shortcuts; ///< portable text, alternatives separated by ';'
    const char* tip;       ///< what it does, one sentence without full stop
};

std::span<const ActionSpec> action_table();
const ActionSpec& action_spec(ActionId id);
const char* action_group_title(ActionGroup group);

} // namespace switchscope::ui
