// SPDX-License-Identifier: MIT
#include "ui/actions/actions.h"

#include <array>

#include <QCoreApplication>

namespace switchscope::ui {

namespace {

using enum ActionId;
using G = ActionGroup;

/// Gives the texts of the table their translation context.
struct Table {
    Q_DECLARE_TR_FUNCTIONS(actions)
  public:
    static constexpr std::array<ActionSpec, static_cast<std::size_t>(ActionId::count)> rows{{
        {instruction, "instruction", G::forward, Icon::instruction, QT_TR_NOOP("Step Instruction"),
         QT_TR_NOOP("Instruction"), "F11", QT_TR_NOOP("Execute one instruction"), "step()",
         QT_TR_NOOP("next single stepi")},
        {macro, "macro", G::forward, Icon::macro, QT_TR_NOOP("Step Macro"), QT_TR_NOOP("Macro"),
         "F10",
         QT_TR_NOOP(
             "Execute to the end of this macro, of the guest's run, or of the C code in between"),
         "macro()", QT_TR_NOOP("next over")},
        {half, "half", G::forward, Icon::half, QT_TR_NOOP("To the End of the Half"),
         QT_TR_NOOP("End of half"), "Shift+F11",
         QT_TR_NOOP(
             "Execute until the guest's first instruction, or until the switch is back in C"),
         "half()", QT_TR_NOOP("finish out guest")},
        {world_switch, "world-switch", G::forward, Icon::world_switch,
         QT_TR_NOOP("To the Next Switch"), QT_TR_NOOP("Next switch"), "F5",
         QT_TR_NOOP("Execute until the next world switch begins"), "worldSwitch()",
         QT_TR_NOOP("continue go resume entry")},
        {run_to_here, "run-to-here", G::forward, Icon::none, QT_TR_NOOP("Run to Here"), nullptr,
         "Ctrl+F10",
         QT_TR_NOOP(
             "Go on until the instruction that is picked in the routine is about to be executed"),
         nullptr, QT_TR_NOOP("until cursor")},
        {run_to_breakpoint, "run-to-breakpoint", G::forward, Icon::none,
         QT_TR_NOOP("Run to a Breakpoint"), nullptr, "F6",
         QT_TR_NOOP("Let the target run until one of the breakpoints stops it"), nullptr,
         QT_TR_NOOP("continue go resume")},
        {breakpoint, "breakpoint", G::forward, Icon::none, QT_TR_NOOP("Breakpoint"), nullptr, "F9",
         QT_TR_NOOP(
             "Set a breakpoint on the instruction that is picked in the routine, or take it away"),
         nullptr, QT_TR_NOOP("stop halt remove delete clear toggle")},
        {new_breakpoint, "new-breakpoint", G::forward, Icon::none,
         QT_TR_NOOP("New Breakpoint\u2026"), nullptr, "Ctrl+F9",
         QT_TR_NOOP("Type where and when the target is to stop: guest-exit if cause == 23"),
         nullptr, QT_TR_NOOP("stop halt condition add")},
        {clear_breakpoints, "clear-breakpoints", G::forward, Icon::none,
         QT_TR_NOOP("Remove All Breakpoints"), nullptr, "Ctrl+Shift+F9",
         QT_TR_NOOP("Take every breakpoint away, those that are switched off as well"), nullptr,
         QT_TR_NOOP("delete clear")},
        {back_instruction, "back-instruction", G::back, Icon::back_instruction,
         QT_TR_NOOP("Back One Instruction"), QT_TR_NOOP("Back"), "Ctrl+Shift+F11",
         QT_TR_NOOP("Go back one instruction in the recording; the target stays where it is"),
         "back()", QT_TR_NOOP("reverse undo previous")},
        {back_macro, "back-macro", G::back, Icon::back_macro, QT_TR_NOOP("Back One Macro"), nullptr,
         "Ctrl+Shift+F10", QT_TR_NOOP("Go back to the start of this macro in the recording"),
         nullptr, QT_TR_NOOP("reverse undo previous")},
        {back_switch, "back-switch", G::back, Icon::none,
         QT_TR_NOOP("Back to the Start of the Switch"), nullptr, "Shift+F5",
         QT_TR_NOOP("Go back to where this world switch begins in the recording; from there, to "
                    "where the one before does"),
         nullptr, QT_TR_NOOP("reverse previous before entry")},
        {to_start, "to-start", G::back, Icon::to_start, QT_TR_NOOP("To the Start of the Recording"),
         nullptr, "Ctrl+Shift+Home", QT_TR_NOOP("Show the first recorded moment"), "goTo(0)",
         QT_TR_NOOP("first begin home rewind")},
        {to_now, "to-now", G::back, Icon::to_end, QT_TR_NOOP("To Now"), nullptr, "Ctrl+Shift+End",
         QT_TR_NOOP("Show where the target is now"), "goTo(state().size)",
         QT_TR_NOOP("end last latest live")},
        {next_hart, "next-hart", G::back, Icon::none, QT_TR_NOOP("Follow the Next Hart"), nullptr,
         "Ctrl+H",
         QT_TR_NOOP("Show another hart at this moment and move along it; the target steps it next"),
         nullptr, QT_TR_NOOP("cpu core processor smp")},
        {show_pc, "show-pc", G::back, Icon::none, QT_TR_NOOP("Show the Next Instruction"), nullptr,
         "Ctrl+L",
         QT_TR_NOOP("Open the macro that is executed now and show where in it the hart stands"),
         nullptr, QT_TR_NOOP("where program counter current")},
        {previous_write, "previous-write", G::write, Icon::back_instruction,
         QT_TR_NOOP("Previous Write of the Selection"), nullptr, "Alt+Up",
         QT_TR_NOOP("Go to the step that last wrote the selected register or slot"), nullptr,
         QT_TR_NOOP("who wrote history last")},
        {next_write, "next-write", G::write, Icon::instruction,
         QT_TR_NOOP("Next Write of the Selection"), nullptr, "Alt+Down",
         QT_TR_NOOP("Go to the step that writes the selected register or slot next"), nullptr,
         QT_TR_NOOP("history")},
        {edit_value, "edit-value", G::write, Icon::none, QT_TR_NOOP("Edit the Value\u2026"),
         nullptr, "F4",
         QT_TR_NOOP("Put another value into the selected register or slot of the target"), nullptr,
         QT_TR_NOOP("set change poke modify write")},
        {go_to_place, "go-to-place", G::write, Icon::none,
         QT_TR_NOOP("Go to a Register or Slot\u2026"), nullptr, "Ctrl+G",
         QT_TR_NOOP("Find a register, a CSR or a slot by a part of its name and inspect it"),
         nullptr, QT_TR_NOOP("find search select inspect csr")},
        {watch_value, "watch-value", G::write, Icon::none, QT_TR_NOOP("Watch"), nullptr,
         "Ctrl+Shift+W",
         QT_TR_NOOP("Keep the selected register or slot in sight in the list of what is watched"),
         nullptr, QT_TR_NOOP("list keep add follow")},
        {break_on_write, "break-on-write", G::write, Icon::none, QT_TR_NOOP("Breakpoint on Writes"),
         nullptr, "Shift+F9",
         QT_TR_NOOP("Set a breakpoint behind whatever writes the selected slot, or take it away"),
         nullptr, QT_TR_NOOP("stop halt watchpoint data")},
        {bookmark, "bookmark", G::bookmarks, Icon::none, QT_TR_NOOP("Bookmark Here\u2026"), nullptr,
         "Ctrl+D",
         QT_TR_NOOP("Set a bookmark with a note at this moment, or change the one that is there"),
         nullptr, QT_TR_NOOP("note comment delete remove")},
        {next_bookmark, "next-bookmark", G::bookmarks, Icon::none, QT_TR_NOOP("Next Bookmark"),
         nullptr, "F2", QT_TR_NOOP("Go to the next bookmark in the recording")},
        {previous_bookmark, "previous-bookmark", G::bookmarks, Icon::none,
         QT_TR_NOOP("Previous Bookmark"), nullptr, "Shift+F2",
         QT_TR_NOOP("Go to the bookmark before")},
        {marker_a, "marker-a", G::bookmarks, Icon::none, QT_TR_NOOP("Set Marker A"), nullptr,
         "Ctrl+1", QT_TR_NOOP("Mark this moment as the first of two to compare"), nullptr,
         QT_TR_NOOP("compare diff")},
        {marker_b, "marker-b", G::bookmarks, Icon::none, QT_TR_NOOP("Set Marker B"), nullptr,
         "Ctrl+2", QT_TR_NOOP("Mark this moment as the second of two; what differs is listed"),
         nullptr, QT_TR_NOOP("compare diff")},
        {compare_previous, "compare-previous", G::bookmarks, Icon::none,
         QT_TR_NOOP("Compare with the Previous Switch"), nullptr, "Ctrl+Shift+D",
         QT_TR_NOOP("List what differs from the same place of the world switch before"), nullptr,
         QT_TR_NOOP("diff difference")},
        {proof, "proof", G::proof, Icon::proven, QT_TR_NOOP("Proof or Inspector"), nullptr, "F7",
         QT_TR_NOOP("Show what is proven about the routine, or the inspector again"), nullptr,
         QT_TR_NOOP("check verify findings")},
        {next_finding, "next-finding", G::proof, Icon::next_finding, QT_TR_NOOP("Next Finding"),
         nullptr, "F8",
         QT_TR_NOOP("Show the next place where the routine breaks what a world switch must keep")},
        {previous_finding, "previous-finding", G::proof, Icon::previous_finding,
         QT_TR_NOOP("Previous Finding"), nullptr, "Shift+F8",
         QT_TR_NOOP("Show the finding before")},
        {finding_step, "finding-step", G::proof, Icon::none,
         QT_TR_NOOP("To the Step of the Finding"), nullptr, "Ctrl+F8",
         QT_TR_NOOP("Go to where this world switch has executed the instruction of the finding")},
        {lesson_next, "lesson-next", G::lessons, Icon::none, QT_TR_NOOP("Next Note"), nullptr,
         "Alt+Right", QT_TR_NOOP("Go to the next note of the lesson, and to its moment")},
        {lesson_previous, "lesson-previous", G::lessons, Icon::none, QT_TR_NOOP("Previous Note"),
         nullptr, "Alt+Left", QT_TR_NOOP("Go to the note before, and to its moment")},
        {lesson_return, "lesson-return", G::lessons, Icon::none, QT_TR_NOOP("Back to the Lesson"),
         nullptr, "Alt+Home", QT_TR_NOOP("Go to the moment that the lesson speaks of")},
        {open_script, "open-script", G::lessons, Icon::none, QT_TR_NOOP("Play a Script\u2026"),
         nullptr, "Ctrl+Shift+O",
         QT_TR_NOOP("Play a script of your own (.js) as a lesson: on the recording that is open, "
                    "or else on the demo machine that it names")},
        {cancel, "cancel", G::session, Icon::cancel, QT_TR_NOOP("Cancel"), nullptr, "Esc",
         QT_TR_NOOP("Stop waiting for the target; what was recorded stays"), nullptr,
         QT_TR_NOOP("stop abort interrupt break")},
        {attach, "attach", G::session, Icon::none, QT_TR_NOOP("Attach to a Machine\u2026"), nullptr,
         "Ctrl+Shift+A", QT_TR_NOOP("Step a machine that runs already; it runs on afterwards"),
         nullptr, QT_TR_NOOP("connect gdb remote qemu")},
        {open_recording, "open-recording", G::session, Icon::open,
         QT_TR_NOOP("Open Recording\u2026"), nullptr, "Ctrl+O",
         QT_TR_NOOP("Show a recording file (.swrec); dropping it onto the window does the same"),
         nullptr, QT_TR_NOOP("load file swrec")},
        {record, "record", G::session, Icon::record, QT_TR_NOOP("Record to File\u2026"), nullptr,
         "Ctrl+R",
         QT_TR_NOOP(
             "Keep everything recorded so far, and every step to come, in a file; again ends it"),
         nullptr, QT_TR_NOOP("save trace capture log swrec stop")},
        {start_page, "start-page", G::session, Icon::none, QT_TR_NOOP("Choose a Target\u2026"),
         nullptr, "Ctrl+W", QT_TR_NOOP("End this session and go to the start page"), nullptr,
         QT_TR_NOOP("close end disconnect home start page demo lessons recent")},
        {restart, "restart", G::session, Icon::restart, QT_TR_NOOP("Restart the Target"), nullptr,
         "Ctrl+Shift+R", QT_TR_NOOP("Start the same target again with an empty recording"), nullptr,
         QT_TR_NOOP("reboot again rerun")},
        {reconnect, "reconnect", G::session, Icon::none, QT_TR_NOOP("Reconnect"), nullptr,
         "Ctrl+Alt+R",
         QT_TR_NOOP("Connect to the same machine again and go on with this recording"), nullptr,
         QT_TR_NOOP("attach again")},
        {ask_before_loss, "ask-before-loss", G::session, Icon::none,
         QT_TR_NOOP("Ask before Steps Are Lost"), nullptr, "",
         QT_TR_NOOP("Offer to save steps that no file has before the session ends"), nullptr,
         QT_TR_NOOP("confirm question warn unsaved")},
        {panel_routine, "panel-routine", G::panels, Icon::none, QT_TR_NOOP("Routine"), nullptr,
         "Ctrl+Alt+1", QT_TR_NOOP("Show or put away the routine")},
        {panel_side, "panel-side", G::panels, Icon::none, QT_TR_NOOP("Inspector and Proof"),
         nullptr, "Ctrl+Alt+2", QT_TR_NOOP("Show or put away the inspector and the proof"), nullptr,
         QT_TR_NOOP("details value")},
        {panel_breakpoints, "panel-breakpoints", G::panels, Icon::none, QT_TR_NOOP("Breakpoints"),
         nullptr, "Ctrl+Alt+B", QT_TR_NOOP("Show or put away the list of breakpoints")},
        {panel_bookmarks, "panel-bookmarks", G::panels, Icon::none, QT_TR_NOOP("Bookmarks"),
         nullptr, "Ctrl+B", QT_TR_NOOP("Show or put away the list of bookmarks")},
        {panel_exits, "panel-exits", G::panels, Icon::none, QT_TR_NOOP("Exits"), nullptr, "Ctrl+E",
         QT_TR_NOOP("Show or put away the list of the guest's exits"), nullptr,
         QT_TR_NOOP("traps causes")},
        {panel_difference, "panel-difference", G::panels, Icon::none, QT_TR_NOOP("Difference"),
         nullptr, "Ctrl+Alt+D", QT_TR_NOOP("Show or put away what differs between two moments"),
         nullptr, QT_TR_NOOP("diff compare")},
        {panel_watch, "panel-watch", G::panels, Icon::none, QT_TR_NOOP("Watch"), nullptr,
         "Ctrl+Alt+W", QT_TR_NOOP("Show or put away the registers and slots that are watched"),
         nullptr, QT_TR_NOOP("variables registers")},
        {panel_packets, "panel-packets", G::panels, Icon::none, QT_TR_NOOP("Packets"), nullptr,
         "Ctrl+Alt+P", QT_TR_NOOP("Show or put away what goes over the connection to the target"),
         nullptr, QT_TR_NOOP("gdb protocol log")},
        {panel_console, "panel-console", G::panels, Icon::none, QT_TR_NOOP("Monitor"), nullptr,
         "Ctrl+Alt+M",
         QT_TR_NOOP("Show or put away the console for commands to the monitor of QEMU"), nullptr,
         QT_TR_NOOP("qemu console terminal command")},
        {panel_lessons, "panel-lessons", G::panels, Icon::none, QT_TR_NOOP("Lessons"), nullptr,
         "Ctrl+Alt+L", QT_TR_NOOP("Show or put away the lessons"), nullptr,
         QT_TR_NOOP("tutorial learn course")},
        {layout_teach, "layout-teach", G::panels, Icon::none, QT_TR_NOOP("Layout Teach"), nullptr,
         "Alt+1",
         QT_TR_NOOP("Arrange the panels for teaching: the routine, the lanes and the inspector"),
         nullptr, QT_TR_NOOP("arrange view windows")},
        {layout_debug, "layout-debug", G::panels, Icon::none, QT_TR_NOOP("Layout Debug"), nullptr,
         "Alt+2",
         QT_TR_NOOP("Arrange the panels for debugging: with breakpoints, watched values, packets "
                    "and the monitor"),
         nullptr, QT_TR_NOOP("arrange view windows")},
        {layout_trace, "layout-trace", G::panels, Icon::none, QT_TR_NOOP("Layout Trace"), nullptr,
         "Alt+3",
         QT_TR_NOOP(
             "Arrange the panels for long recordings: with exits, bookmarks and differences"),
         nullptr, QT_TR_NOOP("arrange view windows")},
        {layout_reset, "layout-reset", G::panels, Icon::none, QT_TR_NOOP("Arrange as at First"),
         nullptr, "", QT_TR_NOOP("Put every panel of this layout where it was at first"), nullptr,
         QT_TR_NOOP("reset default layout panels restore")},
        {layout_export, "layout-export", G::panels, Icon::none,
         QT_TR_NOOP("Export the Layout\u2026"), nullptr, "",
         QT_TR_NOOP("Write where the panels are to a file"), nullptr,
         QT_TR_NOOP("save share arrangement")},
        {layout_import, "layout-import", G::panels, Icon::none, QT_TR_NOOP("Import a Layout\u2026"),
         nullptr, "", QT_TR_NOOP("Arrange the panels as a file says"), nullptr,
         QT_TR_NOOP("load open arrangement")},
        {undo, "undo", G::panels, Icon::none, QT_TR_NOOP("Undo"), nullptr, "Ctrl+Z",
         QT_TR_NOOP("Bring back what was removed last: what was watched, a bookmark, a breakpoint"),
         nullptr, QT_TR_NOOP("restore revert delete back")},
        {copy_value, "copy-value", G::take_away, Icon::none, QT_TR_NOOP("Copy the Value"), nullptr,
         "Ctrl+C", QT_TR_NOOP("Copy what the selected register or slot holds, in hex"), nullptr,
         QT_TR_NOOP("clipboard hex number")},
        {copy_name, "copy-name", G::take_away, Icon::none, QT_TR_NOOP("Copy the Name"), nullptr, "",
         QT_TR_NOOP("Copy the name of the selected register or slot"), nullptr,
         QT_TR_NOOP("clipboard path")},
        {copy_row, "copy-row", G::take_away, Icon::none, QT_TR_NOOP("Copy the Row"), nullptr, "",
         QT_TR_NOOP("Copy the selected register with its slots, in columns that a spreadsheet "
                    "takes apart"),
         nullptr, QT_TR_NOOP("clipboard tabs tsv")},
        {copy_text, "copy-text", G::take_away, Icon::none, QT_TR_NOOP("Copy as Text"), nullptr,
         "Ctrl+Shift+C",
         QT_TR_NOOP("Copy the table that has the keyboard, or else the lanes, as text")},
        {copy_markdown, "copy-markdown", G::take_away, Icon::none, QT_TR_NOOP("Copy as Markdown"),
         nullptr, "",
         QT_TR_NOOP(
             "Copy the table that has the keyboard, or else the lanes, as a Markdown table")},
        {copy_csv, "copy-csv", G::take_away, Icon::none, QT_TR_NOOP("Copy as CSV"), nullptr, "",
         QT_TR_NOOP(
             "Copy the table that has the keyboard, or else the lanes, as comma separated values")},
        {save_picture, "save-picture", G::take_away, Icon::none,
         QT_TR_NOOP("Save the Picture\u2026"), nullptr, "Ctrl+S",
         QT_TR_NOOP("Save the lanes as they are now as a picture (PNG or SVG)"), nullptr,
         QT_TR_NOOP("screenshot image png svg export print")},
        {presenter, "presenter", G::view, Icon::none, QT_TR_NOOP("Present"), nullptr, "F12",
         QT_TR_NOOP("Fill the screen with the lanes, larger and without panels, or end that"),
         nullptr, QT_TR_NOOP("full screen fullscreen projector slideshow")},
        {legend, "legend", G::view, Icon::none, QT_TR_NOOP("Legend"), nullptr, "Shift+F1",
         QT_TR_NOOP("Show what the colours, shapes and arrows of the lanes mean, or put it away"),
         nullptr, QT_TR_NOOP("explain colours colors symbols meaning")},
        {lanes_by_register, "lanes-by-register", G::view, Icon::none,
         QT_TR_NOOP("Lanes by Register"), nullptr, "Alt+4",
         QT_TR_NOOP("A row a register: the host's slot, the CPU and the guest's slot")},
        {lanes_memory, "lanes-memory", G::view, Icon::none,
         QT_TR_NOOP("Lanes in the Order of Memory"), nullptr, "Alt+5",
         QT_TR_NOOP("The slots as they lie in memory, byte by byte, with what the switch leaves "
                    "untouched; the CPU in the middle"),
         nullptr, QT_TR_NOOP("struct offset layout bytes")},
        {lanes_compact, "lanes-compact", G::view, Icon::none, QT_TR_NOOP("Lanes Compact"), nullptr,
         "Alt+6",
         QT_TR_NOOP("All registers side by side with short values, so that a small screen shows "
                    "them all"),
         nullptr, QT_TR_NOOP("small dense short")},
        {lanes_larger, "lanes-larger", G::view, Icon::zoom_in, QT_TR_NOOP("Lanes Larger"), nullptr,
         "Ctrl+=;Ctrl++", QT_TR_NOOP("Only the lanes larger; Ctrl and the wheel do the same"),
         nullptr, QT_TR_NOOP("zoom bigger font size")},
        {lanes_smaller, "lanes-smaller", G::view, Icon::zoom_out, QT_TR_NOOP("Lanes Smaller"),
         nullptr, "Ctrl+-", QT_TR_NOOP("Only the lanes smaller"), nullptr,
         QT_TR_NOOP("zoom tinier font size")},
        {lanes_normal, "lanes-normal", G::view, Icon::none, QT_TR_NOOP("Lanes at 100%"), nullptr,
         "Ctrl+0", QT_TR_NOOP("The lanes in their normal size"), nullptr,
         QT_TR_NOOP("reset zoom normal size")},
        {timeline_in, "timeline-in", G::view, Icon::none, QT_TR_NOOP("Zoom the Timeline In"),
         nullptr, "Alt+=;Alt++", QT_TR_NOOP("Show half as much of it, about the cursor")},
        {timeline_out, "timeline-out", G::view, Icon::none, QT_TR_NOOP("Zoom the Timeline Out"),
         nullptr, "Alt+-", QT_TR_NOOP("Show twice as much of it")},
        {timeline_switch, "timeline-switch", G::view, Icon::none,
         QT_TR_NOOP("Zoom the Timeline to the Switch"), nullptr, "Ctrl+Alt+S",
         QT_TR_NOOP("Show the world switch of the cursor, macro by macro")},
        {timeline_all, "timeline-all", G::view, Icon::none, QT_TR_NOOP("Show the Whole Timeline"),
         nullptr, "Alt+0", QT_TR_NOOP("Show all that is recorded")},
        {zoom_in, "zoom-in", G::view, Icon::zoom_in, QT_TR_NOOP("Everything Larger"), nullptr,
         "Ctrl+Alt+=;Ctrl+Alt++", QT_TR_NOOP("The whole window larger"), nullptr,
         QT_TR_NOOP("zoom bigger font size")},
        {zoom_out, "zoom-out", G::view, Icon::zoom_out, QT_TR_NOOP("Everything Smaller"), nullptr,
         "Ctrl+Alt+-", QT_TR_NOOP("The whole window smaller"), nullptr,
         QT_TR_NOOP("zoom tinier font size")},
        {zoom_reset, "zoom-reset", G::view, Icon::none, QT_TR_NOOP("Everything at 100%"), nullptr,
         "Ctrl+Alt+0", QT_TR_NOOP("The whole window in its normal size"), nullptr,
         QT_TR_NOOP("reset zoom normal size")},
        {ActionId::theme, "theme", G::view, Icon::theme, QT_TR_NOOP("Dark or Light"), nullptr,
         "Ctrl+Shift+T", QT_TR_NOOP("Change between the dark and the light theme"), nullptr,
         QT_TR_NOOP("colours colors night day mode")},
        {theme_system, "theme-system", G::view, Icon::none, QT_TR_NOOP("Theme of the System"),
         nullptr, "Ctrl+Shift+S", QT_TR_NOOP("Dark or light as the system is"), nullptr,
         QT_TR_NOOP("colours colors mode auto")},
        {motion, "motion", G::view, Icon::motion, QT_TR_NOOP("Reduce Motion"), nullptr,
         "Ctrl+Shift+M",
         QT_TR_NOOP("Draw arrows at once instead of letting values travel along them"), nullptr,
         QT_TR_NOOP("animation arrows accessibility")},
        {language_english, "language-english", G::view, Icon::none, "English", nullptr, "",
         QT_TR_NOOP("Show everything in English"), nullptr, QT_TR_NOOP("language translation")},
        {language_chinese, "language-chinese", G::view, Icon::none, "\u7b80\u4f53\u4e2d\u6587",
         nullptr, "", QT_TR_NOOP("Show everything in Chinese"), nullptr,
         QT_TR_NOOP("language translation chinese zhongwen")},
        {palette, "palette", G::program, Icon::none, QT_TR_NOOP("All Actions\u2026"), nullptr,
         "Ctrl+Shift+P", QT_TR_NOOP("Find an action by a few letters of its name and run it"),
         nullptr, QT_TR_NOOP("commands search find")},
        {shortcuts, "shortcuts", G::program, Icon::none, QT_TR_NOOP("Change Keys\u2026"), nullptr,
         "Ctrl+Shift+K", QT_TR_NOOP("Give actions other keys"), nullptr,
         QT_TR_NOOP("shortcuts hotkeys bindings keyboard settings preferences")},
        {keys, "keys", G::program, Icon::keys, QT_TR_NOOP("Keys"), nullptr, "F1",
         QT_TR_NOOP("Show every key on one sheet"), nullptr,
         QT_TR_NOOP("help shortcuts hotkeys keyboard")},
        {quit, "quit", G::program, Icon::quit, QT_TR_NOOP("Quit"), nullptr, "Ctrl+Q",
         QT_TR_NOOP("End the session and the program"), nullptr, QT_TR_NOOP("exit close leave")},
    }};
};

constexpr bool in_id_order() {
    for (std::size_t n = 0; n < Table::rows.size(); ++n) {
        if (Table::rows.at(n).id != static_cast<ActionId>(n)) {
            return false;
        }
    }
    return true;
}
static_assert(in_id_order(), "the table is indexed by id");

} // namespace

std::span<const ActionSpec> action_table() {
    return Table::rows;
}

const ActionSpec& action_spec(ActionId id) {
    return Table::rows.at(static_cast<std::size_t>(id));
}

QString action_text(const ActionSpec& spec) {
    const bool language = // is called what its speakers call it
        spec.id == ActionId::language_english || spec.id == ActionId::language_chinese;
    return language ? QString::fromUtf8(spec.text) : Table::tr(spec.text);
}

QString action_brief(const ActionSpec& spec) {
    return spec.brief == nullptr ? QString() : Table::tr(spec.brief);
}

QString action_tip(const ActionSpec& spec) {
    return Table::tr(spec.tip);
}

QString action_words(const ActionSpec& spec) {
    return spec.words == nullptr
               ? QString()
               : Table::tr(spec.words) + QLatin1Char(' ') + QLatin1String(spec.words);
}

QString action_group_title(ActionGroup group) {
    switch (group) {
    case ActionGroup::forward:
        return Table::tr("Let the target go on");
    case ActionGroup::back:
        return Table::tr("Move in the recording");
    case ActionGroup::write:
        return Table::tr("Follow a value");
    case ActionGroup::bookmarks:
        return Table::tr("Bookmarks and markers");
    case ActionGroup::proof:
        return Table::tr("Proof");
    case ActionGroup::lessons:
        return Table::tr("Lessons");
    case ActionGroup::session:
        return Table::tr("Session");
    case ActionGroup::panels:
        return Table::tr("Panels");
    case ActionGroup::take_away:
        return Table::tr("Copy and save");
    case ActionGroup::view:
        return Table::tr("View");
    case ActionGroup::program:
        return Table::tr("Program");
    }
    return {};
}

} // namespace switchscope::ui
