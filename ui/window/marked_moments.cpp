// SPDX-License-Identifier: MIT
#include "ui/window/marked_moments.h"

#include <utility>
#include <vector>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/panels/panels.h"
#include "ui/session/session_actions.h"
#include "ui/session/session_controller.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/widgets/note_editor.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct MarkedMomentsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

} // namespace

MarkedMoments::MarkedMoments(WindowActions& actions, TimelineBar& bar, NoteEditor& editor,
                             Panels& panels, SessionController& controller)
    : bar_(bar), editor_(editor), panels_(panels), controller_(controller) {
    add_actions(actions);
    connect(&controller_.bookmarks(), &BookmarkList::changed, this, &MarkedMoments::show);
    connect(&editor_, &NoteEditor::note_entered, this,
            [this](std::size_t position, const QString& note) {
                controller_.bookmarks().set(position, note.toStdString());
            });
}

void MarkedMoments::add_actions(WindowActions& actions) {
    const auto no_recording = needs_recording(controller_);
    actions.add({ActionId::bookmark, no_recording, [this] { edit_bookmark(); }});
    for (const auto& [id, which] :
         {std::pair(ActionId::marker_a, Marker::a), std::pair(ActionId::marker_b, Marker::b)}) {
        actions.add({id, no_recording, [this, which = which] {
                         set_marker(which, controller_.timeline()->position());
                     }});
    }
    actions.add({ActionId::compare_previous,
                 [this, no_recording] {
                     const QString reason = no_recording();
                     return reason.isEmpty() && !controller_.cursor().has_previous_switch()
                                ? MarkedMomentsText::tr("there is no world switch before")
                                : reason;
                 },
                 [this] {
                     if (const auto before = controller_.cursor().same_place_in_previous_switch()) {
                         compare(*before, controller_.timeline()->position());
                     }
                 }});
}

void MarkedMoments::edit_bookmark() {
    const std::size_t position = controller_.timeline()->position();
    const Bookmark* there = controller_.bookmarks().at(position);
    editor_.edit(position,
                 there != nullptr ? tr("BOOKMARK AT STEP %1").arg(grouped(position))
                                  : tr("NEW BOOKMARK AT STEP %1").arg(grouped(position)),
                 there != nullptr ? text_of(there->name) : QString());
}

void MarkedMoments::set_marker(Marker which, std::size_t position) {
    markers_.at(static_cast<std::size_t>(which)) = position;
    show();
    if (markers_[0] && markers_[1]) {
        panels_.show_difference(*markers_[0], *markers_[1]);
    } else {
        Q_EMIT said(which == Marker::a
                        ? tr("A: step %1. Now set B (Ctrl+2) where it is to be compared.")
                              .arg(grouped(position))
                        : tr("B: step %1. Now set A (Ctrl+1) where it is to be compared.")
                              .arg(grouped(position)));
    }
}

void MarkedMoments::compare(std::size_t a, std::size_t b) {
    const bool moved = (markers_[0] && *markers_[0] != a) || (markers_[1] && *markers_[1] != b);
    markers_ = {a, b};
    show();
    if (moved) {
        Q_EMIT said(tr("A is at step %1 now, and B at step %2.").arg(grouped(a), grouped(b)));
    }
    panels_.show_difference(a, b);
}

void MarkedMoments::forget() {
    markers_ = {};
}

void MarkedMoments::show() {
    std::vector<TimelineBar::Mark> marks;
    for (const Bookmark& one : controller_.bookmarks().all()) {
        marks.push_back(
            {one.position,
             Role::done,
             {},
             tr("Bookmark at step %1\n%2").arg(grouped(one.position), text_of(one.name))});
    }
    for (const auto& [which, letter] :
         {std::pair(Marker::a, QStringLiteral("A")), std::pair(Marker::b, QStringLiteral("B"))}) {
        if (const auto position = marker(which)) {
            marks.push_back({*position, Role::firmware, letter,
                             tr("Marker %1 at step %2").arg(letter, grouped(*position))});
        }
    }
    bar_.mark(std::move(marks));
}

} // namespace switchscope::ui
