// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <array>

namespace switchscope::ui {

namespace {

using enum ActionId;
using G = ActionGroup;

constexpr std::array<ActionSpec, static_cast<std::size_t>(ActionId::count)> table{{
    {instruction, G::forward, Icon::instruction, "Step Instruction", "Instruction", "F11",
     "Execute one instruction"},
    {macro, G::forward, Icon::macro, "Step Macro", "Macro", "F10",
     "Execute to the end of this macro, of the guest's run, or of the C code in between"},
    {half, G::forward, Icon::half, "To the End of the Half", "End of half", "Shift+F11",
     "Execute until the guest's first instruction, or until the switch is back in C"},
    {world_switch, G::forward, Icon::world_switch, "To the Next Switch", "Next switch", "F5",
     "Execute until the next world switch begins"},
    {back_instruction, G::back, Icon::back_instruction, "Back One Instruction", "Back",
     "Ctrl+Shift+F11", "Go back one instruction in the recording; the target stays where it is"},
    {back_macro, G::back, Icon::back_macro, "Back One Macro", nullptr, "Ctrl+Shift+F10",
     "Go back to the start of this macro in the recording"},
    {back_switch, G::back, Icon::none, "Back to the Previous Switch", nullptr, "Shift+F5",
     "Go back to where this world switch begins in the recording, or the one before"},
    {to_start, G::back, Icon::to_start, "To the Start of the Recording", nullptr, "Ctrl+Shift+Home",
     "Show the first recorded moment"},
    {to_now, G::back, Icon::to_end, "To Now", nullptr, "Ctrl+Shift+End",
     "Show where the target is now"},
    {previous_write, G::write, Icon::back_instruction, "Previous Write of the Selection", nullptr,
     "Alt+Up", "Go to the step that last wrote the selected register or slot"},
    {next_write, G::write, Icon::instruction, "Next Write of the Selection", nullptr, "Alt+Down",
     "Go to the step that writes the selected register or slot next"},
    {proof, G::proof, Icon::proven, "Proof or Inspector", nullptr, "F7",
     "Show what is proven about the routine, or the inspector again"},
    {next_finding, G::proof, Icon::next_finding, "Next Finding", nullptr, "F8",
     "Show the next place where the routine breaks what a world switch must keep"},
    {previous_finding, G::proof, Icon::previous_finding, "Previous Finding", nullptr, "Shift+F8",
     "Show the finding before"},
    {finding_step, G::proof, Icon::none, "To the Step of the Finding", nullptr, "Ctrl+F8",
     "Go to where this world switch has executed the instruction of the finding"},
    {cancel, G::session, Icon::cancel, "Cancel", nullptr, "Esc",
     "Stop waiting for the target; what was recorded stays"},
    {open_recording, G::session, Icon::open, "Open Recording...", nullptr, "Ctrl+O",
     "Show a recording file (.swrec); dropping it onto the window does the same"},
    {record, G::session, Icon::record, "Record to File...", nullptr, "Ctrl+R",
     "Keep everything recorded so far, and every step to come, in a file; again ends it"},
    {start_page, G::session, Icon::none, "Choose a Target...", nullptr, "Ctrl+W",
     "End this session and go to the start page"},
    {restart, G::session, Icon::restart, "Restart the Target", nullptr, "Ctrl+Shift+R",
     "Start the same target again with an empty recording"},
    {zoom_in, G::view, Icon::zoom_in, "Larger", nullptr, "Ctrl+=;Ctrl++", "Everything larger"},
    {zoom_out, G::view, Icon::zoom_out, "Smaller", nullptr, "Ctrl+-", "Everything smaller"},
    {zoom_reset, G::view, Icon::none, "100%", nullptr, "Ctrl+0", "Back to normal size"},
    {ActionId::theme, G::view, Icon::theme, "Dark or Light", nullptr, "Ctrl+Shift+T",
     "Change between the dark and the light theme"},
    {theme_system, G::view, Icon::none, "Theme of the System", nullptr, "Ctrl+Shift+S",
     "Dark or light as the system is"},
    {motion, G::view, Icon::motion, "Reduce Motion", nullptr, "Ctrl+Shift+M",
     "Draw arrows at once instead of letting them grow"},
    {keys, G::program, Icon::keys, "Keys", nullptr, "F1", "Show every key on one sheet"},
    {quit, G::program, Icon::quit, "Quit", nullptr, "Ctrl+Q", "End the session and the program"},
}};

constexpr bool in_id_order() {
    for (std::size_t n = 0; n < table.size(); ++n) {
        if (table.at(n).id != static_cast<ActionId>(n)) {
            return false;
        }
    }
    return true;
}
static_assert(in_id_order(), "the table is indexed by id");

} // namespace

std::span<const ActionSpec> action_table() {
    return table;
}

const ActionSpec& action_spec(ActionId id) {
    return table.at(static_cast<std::size_t>(id));
}

const char* action_group_title(ActionGroup group) {
    switch (group) {
    case ActionGroup::forward:
        return "Let the target go on";
    case ActionGroup::back:
        return "Move in the recording";
    case ActionGroup::write:
        return "Follow a value";
    case ActionGroup::proof:
        return "Proof";
    case ActionGroup::session:
        return "Session";
    case ActionGroup::view:
        return "View";
    case ActionGroup::program:
        return "Program";
    }
    return "";
}

} // namespace switchscope::ui
