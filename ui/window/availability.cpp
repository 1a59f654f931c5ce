// SPDX-License-Identifier: MIT
#include "ui/window/availability.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/base/language.h"
#include "ui/lessons/lesson_guide.h"
#include "ui/session/session_controller.h"
#include "ui/window/session_page.h"

namespace switchscope::ui {

namespace {

struct Why {
    Q_DECLARE_TR_FUNCTIONS(availability)
  public:
    static QString not_forward(const Circumstances& now);
    static QString not_back(const Circumstances& now);
    static QString not_to_now(const Circumstances& now);
    static QString not_write(const Circumstances& now, bool there, const QString& not_there);
    static QString no_bookmark(const Circumstances& now, bool forward);
    static QString not_previous_switch(const Circumstances& now);
    static QString not_running_to(const Circumstances& now, bool picked);
    static QString no_breakpoints(const Circumstances& now); ///< that may stop the target
    static QString not_next_hart(const Circumstances& now);
    static QString not_edit(const Circumstances& now);
    static QString not_selected(const Circumstances& now);
    static QString not_break_on_write(const Circumstances& now);
    static QString not_record(const Circumstances& now);
    static QString not_lanes_zoom(ActionId id, const Circumstances& now);
    static QString no_note(const Circumstances& now, bool forward);
    static QString no_session(const Circumstances& now) {
        return now.controller.timeline() == nullptr ? tr("no target is open") : QString();
    }
};

QString Why::not_forward(const Circumstances& now) {
    using State = SessionController::State;
    const Timeline* timeline = now.controller.timeline();
    const State state = now.controller.state();
    if (timeline == nullptr) {
        return no_session(now);
    }
    if (!timeline->at_end() || state == State::ready) {
        return {};
    }
    if (state == State::recorded) {
        return tr("the recording ends here");
    }
    if (state == State::gone) {
        return tr("the target has ended; Restart starts it again");
    }
    return now.running_told ? tr("the target is running; Esc stops it") : QString();
}

QString Why::not_back(const Circumstances& now) {
    const Timeline* timeline = now.controller.timeline();
    return timeline == nullptr         ? no_session(now)
           : timeline->position() == 0 ? tr("the recording starts here")
                                       : QString();
}

QString Why::not_to_now(const Circumstances& now) {
    const Timeline* timeline = now.controller.timeline();
    return timeline == nullptr  ? no_session(now)
           : timeline->at_end() ? tr("the cursor is there")
                                : QString();
}

QString Why::not_write(const Circumstances& now, bool there, const QString& not_there) {
    return !now.page.inspected() ? tr("nothing is selected") : there ? QString() : not_there;
}

/// Breakpoints stop a target; in a recording one can go to an instruction that it has.
QString Why::not_running_to(const Circumstances& now, bool picked) {
    using State = SessionController::State;
    if (now.controller.timeline() == nullptr) {
        return no_session(now);
    }
    if (picked && !now.page.picked_instruction()) {
        return tr("no instruction of the routine is picked");
    }
    switch (now.controller.state()) {
    case State::advancing:
        return tr("the target is running; Esc stops it");
    default:
        return now.controller.why_no_breakpoints();
    }
}

QString Why::no_breakpoints(const Circumstances& now) {
    const auto& all = now.controller.breakpoints().entries();
    return all.empty() ? tr("there are no breakpoints; a click at the left of an instruction sets "
                            "one")
           : std::ranges::none_of(all, [](const auto& one) { return one.breakpoint.enabled; })
               ? tr("all breakpoints are switched off")
               : QString();
}

QString Why::not_next_hart(const Circumstances& now) {
    return now.controller.timeline() == nullptr ? no_session(now)
           : now.controller.harts().size() < 2  ? tr("there is one hart only")
           : now.running_told                   ? tr("the target is running; Esc stops it")
                                                : QString();
}

QString Why::not_edit(const Circumstances& now) {
    using State = SessionController::State;
    const Timeline* timeline = now.controller.timeline();
    switch (now.controller.state()) {
    case State::recorded:
        return tr("this is a recording: what happened cannot be changed");
    case State::gone:
        return tr("the target has ended; Restart starts it again");
    case State::advancing:
        return tr("the target is running; Esc stops it");
    default:
        break;
    }
    if (timeline == nullptr) {
        return no_session(now);
    }
    if (!timeline->at_end()) {
        return tr("the cursor is in the past; To Now goes to where the target is");
    }
    if (!now.page.inspected()) {
        return tr("nothing is selected");
    }
    return timeline->state().value(*now.page.inspected()) ? QString()
                                                          : tr("its value is not known");
}

QString Why::not_selected(const Circumstances& now) {
    return now.controller.timeline() == nullptr ? no_session(now)
           : now.page.inspected()               ? QString()
                                                : tr("nothing is selected");
}

QString Why::not_break_on_write(const Circumstances& now) {
    if (const QString reason = not_selected(now); !reason.isEmpty()) {
        return reason;
    }
    return now.page.inspected()->kind == LocationKind::slot
               ? now.controller.why_no_breakpoints()
               : tr("a register is selected; only writes of slots can be waited for");
}

QString Why::no_bookmark(const Circumstances& now, bool forward) {
    if (now.controller.timeline() == nullptr) {
        return no_session(now);
    }
    if (now.controller.bookmarks().all().empty()) {
        return tr("there are no bookmarks; Bookmark Here sets one");
    }
    const bool there =
        forward ? now.page.next_bookmark().has_value() : now.page.previous_bookmark().has_value();
    return there     ? QString()
           : forward ? tr("no bookmark comes after this step")
                     : tr("no bookmark comes before this step");
}

QString Why::no_note(const Circumstances& now, bool forward) {
    const LessonGuide& guide = now.guide;
    return guide.state() != LessonGuide::State::leading
               ? tr("no lesson is open; Lessons lists those there are")
           : forward && guide.index() + 1 == guide.count() ? tr("this is the last note")
           : !forward && guide.index() == 0                ? tr("this is the first note")
                                                           : QString();
}

QString Why::not_previous_switch(const Circumstances& now) {
    return now.controller.timeline() == nullptr   ? no_session(now)
           : now.controller.has_previous_switch() ? QString()
                                                  : tr("there is no world "
                                                       "switch before");
}

QString Why::not_record(const Circumstances& now) {
    return now.controller.file() != nullptr ? tr("this is a file already") : no_session(now);
}

QString Why::not_lanes_zoom(ActionId id, const Circumstances& now) {
    if (now.controller.timeline() == nullptr) {
        return no_session(now);
    }
    const double zoom = now.page.lanes()->zoom();
    if (id == ActionId::lanes_larger) {
        return zoom < LanesScale::largest_zoom ? QString() : tr("they are as large as they get");
    }
    if (id == ActionId::lanes_smaller) {
        return zoom > LanesScale::smallest_zoom ? QString() : tr("they are as small as they get");
    }
    return zoom == 1 ? tr("they have their normal size") : QString();
}

} // namespace

QString why_not(ActionId id, const Circumstances& now) {
    switch (id) {
    case ActionId::instruction:
    case ActionId::macro:
    case ActionId::half:
    case ActionId::world_switch:
        return Why::not_forward(now);
    case ActionId::back_instruction:
    case ActionId::back_macro:
    case ActionId::back_switch:
    case ActionId::to_start:
        return Why::not_back(now);
    case ActionId::to_now:
        return Why::not_to_now(now);
    case ActionId::previous_write:
        return Why::not_write(now, now.page.previous_write().has_value(),
                              Why::tr("it was not written before"));
    case ActionId::next_write:
        return Why::not_write(now, now.page.next_write().has_value(),
                              Why::tr("it is not written later in the recording"));
    case ActionId::breakpoint:
    case ActionId::run_to_here:
        return Why::not_running_to(now, true);
    case ActionId::run_to_breakpoint: {
        const QString reason = Why::not_running_to(now, false);
        return reason.isEmpty() ? Why::no_breakpoints(now) : reason;
    }
    case ActionId::new_breakpoint:
        return now.controller.why_no_breakpoints();
    case ActionId::clear_breakpoints: {
        const QString reason = now.controller.why_no_breakpoints();
        return reason.isEmpty() && now.controller.breakpoints().empty() ? Why::no_breakpoints(now)
                                                                        : reason;
    }
    case ActionId::show_pc:
        return now.controller.timeline() == nullptr ? Why::no_session(now)
               : now.controller.now()->next_instruction().has_value()
                   ? QString()
                   : Why::tr("the hart is not in the routine");
    case ActionId::next_hart:
        return Why::not_next_hart(now);
    case ActionId::edit_value:
        return Why::not_edit(now);
    case ActionId::watch_value: {
        const QString reason = Why::not_selected(now);
        return reason.isEmpty() && now.page.inspected()->kind == LocationKind::memory
                   ? Why::tr("memory is selected; only registers and slots can be watched")
                   : reason;
    }
    case ActionId::copy_value:
    case ActionId::copy_name:
    case ActionId::copy_row:
        return Why::not_selected(now);
    case ActionId::break_on_write:
        return Why::not_break_on_write(now);
    case ActionId::undo:
        return now.page.panels()->removals().empty() ? Why::tr("nothing was removed") : QString();
    case ActionId::bookmark:
    case ActionId::legend:
    case ActionId::go_to_place:
    case ActionId::marker_a:
    case ActionId::marker_b:
    case ActionId::copy_text:
    case ActionId::copy_markdown:
    case ActionId::copy_csv:
    case ActionId::save_picture:
    case ActionId::timeline_in:
    case ActionId::timeline_out:
    case ActionId::timeline_switch:
    case ActionId::timeline_all:
    case ActionId::presenter:
    case ActionId::panel_routine:
    case ActionId::panel_side:
    case ActionId::panel_breakpoints:
    case ActionId::panel_bookmarks:
    case ActionId::panel_exits:
    case ActionId::panel_difference:
    case ActionId::panel_watch:
    case ActionId::panel_packets:
    case ActionId::panel_console:
    case ActionId::panel_lessons:
        return Why::no_session(now);
    case ActionId::lanes_by_register:
    case ActionId::lanes_memory:
    case ActionId::lanes_compact:
        return Why::no_session(now);
    case ActionId::lanes_larger:
    case ActionId::lanes_smaller:
    case ActionId::lanes_normal:
        return Why::not_lanes_zoom(id, now);
    case ActionId::lesson_next:
        return Why::no_note(now, true);
    case ActionId::lesson_previous:
        return Why::no_note(now, false);
    case ActionId::lesson_return:
        return now.guide.state() != LessonGuide::State::leading ? Why::no_note(now, true)
               : now.guide.at_note() ? Why::tr("the cursor is at the moment of the note")
                                     : QString();
    case ActionId::open_script:
        return now.guide.can_play() ? QString() : Why::tr("this window cannot play scripts");
    case ActionId::next_bookmark:
        return Why::no_bookmark(now, true);
    case ActionId::previous_bookmark:
        return Why::no_bookmark(now, false);
    case ActionId::compare_previous:
        return Why::not_previous_switch(now);
    case ActionId::cancel:
        return now.controller.busy() ? QString() : Why::tr("nothing is going on");
    case ActionId::record:
        return Why::not_record(now);
    case ActionId::start_page:
        return now.controller.timeline() == nullptr &&
                       now.controller.state() == SessionController::State::none
                   ? Why::tr("this is the start page")
                   : QString();
    case ActionId::reconnect:
        return now.controller.why_no_reconnect();
    case ActionId::language_chinese:
        return Language::can_be_shown(QString::fromLatin1(Language::chinese))
                   ? QString()
                   : Why::tr("no font here has Chinese characters; install one, such as Debian's "
                             "fonts-droid-fallback");
    case ActionId::restart:
        return now.controller.choice().empty() ? Why::tr("no target has been opened") : QString();
    default:
        return {};
    }
}

} // namespace switchscope::ui
