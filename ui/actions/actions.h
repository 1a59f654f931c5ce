// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <QString>

#include "ui/look/icons.h"

namespace switchscope::ui {

enum class ActionId : std::uint8_t {
    instruction,
    macro,
    half,
    world_switch,
    run_to_here,
    run_to_breakpoint,
    breakpoint,
    new_breakpoint,
    clear_breakpoints,
    back_instruction,
    back_macro,
    back_switch,
    to_start,
    to_now,
    next_hart,
    show_pc,
    previous_write,
    next_write,
    edit_value,
    go_to_place,
    watch_value,
    break_on_write,
    bookmark,
    next_bookmark,
    previous_bookmark,
    marker_a,
    marker_b,
    compare_previous,
    proof,
    next_finding,
    previous_finding,
    finding_step,
    lesson_next,
    lesson_previous,
    lesson_return,
    open_script,
    cancel,
    attach,
    open_recording,
    record,
    start_page,
    restart,
    reconnect,
    ask_before_loss,
    panel_routine,
    panel_side,
    panel_breakpoints,
    panel_bookmarks,
    panel_exits,
    panel_difference,
    panel_watch,
    panel_packets,
    panel_console,
    panel_lessons,
    layout_teach,
    layout_debug,
    layout_trace,
    layout_reset,
    layout_export,
    layout_import,
    undo,
    copy_value,
    copy_name,
    copy_row,
    copy_text,
    copy_markdown,
    copy_csv,
    save_picture,
    presenter,
    legend,
    lanes_by_register,
    lanes_memory,
    lanes_compact,
    lanes_larger,
    lanes_smaller,
    lanes_normal,
    timeline_in,
    timeline_out,
    timeline_switch,
    timeline_all,
    zoom_in,
    zoom_out,
    zoom_reset,
    theme,
    theme_system,
    motion,
    language_english,
    language_chinese,
    palette,
    shortcuts,
    keys,
    quit,
    count
};

enum class ActionGroup : std::uint8_t {
    forward,
    back,
    write,
    bookmarks,
    proof,
    lessons,
    session,
    panels,
    take_away,
    view,
    program
};

/// How an action is called and found. The toolbar, the menu, the palette, the keys and the tooltips
/// are all made from this table; what the action does is in its row (ActionRow). Texts are as in
/// the source: the functions below translate them.
struct ActionSpec {
    ActionId id;
    const char* name; ///< in settings and scripts; it never changes
    ActionGroup group;
    Icon icon;
    const char* text;      ///< for menus
    const char* brief;     ///< for the toolbar; null: it is not there
    const char* shortcuts; ///< at first; portable text, alternatives separated by ';'
    const char* tip;       ///< what it does: one sentence without a full stop
    /// The call that does the same in a script: "macro()". Null: there is none.
    const char* script = nullptr;
    /// Other words that people look for it by, separated by blanks. Null: there are none.
    const char* words = nullptr;
};

std::span<const ActionSpec> action_table();
const ActionSpec& action_spec(ActionId id);

// In the language of the program.
QString action_text(const ActionSpec& spec);
QString action_brief(const ActionSpec& spec); ///< empty: it has none
QString action_tip(const ActionSpec& spec);
QString action_words(const ActionSpec& spec); ///< and in English, too
QString action_group_title(ActionGroup group);

} // namespace switchscope::ui
