// SPDX-License-Identifier: MIT
#include "ui/window/inspected_place.h"

#include <utility>

#include <QClipboard>
#include <QGuiApplication>

#include "ui/actions/command_palette.h"
#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/lanes/lanes_table.h"
#include "ui/lanes/lanes_view.h"
#include "ui/panels/panels.h"
#include "ui/panels/watch_model.h"
#include "ui/routine/routine_view.h"
#include "ui/session/session_actions.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/dock_area.h"
#include "ui/widgets/table_text.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct InspectedPlaceText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

} // namespace

InspectedPlace::InspectedPlace(WindowActions& actions, Views views, Panels& panels, DockArea& docks,
                               SessionController& controller)
    : actions_(actions), views_(views), panels_(panels), docks_(docks), controller_(controller) {
    add_moves();
    add_edits();
    add_copies();
    connect(views_.lanes, &LanesView::selection_changed, this, [this] {
        without_cell_.reset();
        show();
    });
    connect(views_.inspector, &InspectorPanel::release_wanted, this, &InspectedPlace::release);
    connect(&panels_, &Panels::place_wanted, this, &InspectedPlace::inspect);
}

std::optional<Location> InspectedPlace::get() const {
    const LanesModel* model = views_.lanes->model();
    if (model == nullptr) {
        return std::nullopt;
    }
    const auto selected = views_.lanes->selected();
    if (!selected && without_cell_) {
        return without_cell_;
    }
    if (const auto cell = selected ? selected : model->last_written()) {
        return model->cell(*cell).location;
    }
    // Outside the routine a step may write a place that the lanes do not show.
    const Step* last =
        controller_.timeline() != nullptr ? controller_.timeline()->last_step() : nullptr;
    if (last != nullptr && !last->effects.empty()) {
        return last->effects.front().at;
    }
    return std::nullopt;
}

void InspectedPlace::inspect(const Location& place) {
    const LanesModel* model = views_.lanes->model();
    const auto cell = model != nullptr ? model->find(place) : std::nullopt;
    views_.lanes->select(cell);
    without_cell_ = cell ? std::nullopt : std::optional(place);
    Q_EMIT inspector_wanted();
    show();
}

bool InspectedPlace::is_pinned() const {
    return views_.lanes->selected() || without_cell_;
}

void InspectedPlace::release() {
    views_.lanes->select(std::nullopt);
    without_cell_.reset();
    show();
}

void InspectedPlace::forget() {
    without_cell_.reset();
}

void InspectedPlace::show() {
    const auto place = get();
    const Timeline* timeline = controller_.timeline();
    views_.inspector->show_pinned(is_pinned());
    show_chain(place);
    if (place && timeline != nullptr) {
        views_.inspector->show_inspection(
            ui::inspect(*controller_.facts(), *timeline, *controller_.cursor().now(), *place),
            controller_.shared_facts(), *timeline);
    } else {
        views_.inspector->show_nothing();
    }
    actions_.changed();
}

/// The way that the value of a selected place has come, in the lanes and in the routine.
void InspectedPlace::show_chain(const std::optional<Location>& place) {
    std::vector<ChainMove> moves;
    std::vector<std::size_t> instructions;
    Owner owner = Owner::scratch;
    const Timeline* timeline = controller_.timeline();
    if (place && views_.lanes->selected() && timeline != nullptr) {
        const Provenance provenance = controller_.cursor().now()->provenance().of(*place);
        owner = provenance.owner;
        moves = moves_of_chain(timeline->recording(), provenance, *place);
        for (const std::size_t number : provenance.chain) {
            const Step& step = timeline->recording().step(number);
            if (const auto index = controller_.facts()->routine.index_of(step.pc);
                index && step.world == World::host) {
                instructions.push_back(*index);
            }
        }
    }
    views_.lanes->show_chain(moves, owner);
    views_.routine->show_chain(std::move(instructions), role_of(owner));
}

void InspectedPlace::find_in(CommandPalette& palette) {
    actions_.add({ActionId::go_to_place, needs_recording(controller_),
                  [&palette] { palette.find_place(); }});
    palette.find_places_with([this] {
        const Timeline* timeline = controller_.timeline();
        return timeline == nullptr ? QStringList()
                                   : watchable_names(*controller_.facts(), timeline->state());
    });
    connect(&palette, &CommandPalette::place_chosen, this, [this](const QString& name) {
        const Timeline* timeline = controller_.timeline();
        const auto place = timeline == nullptr
                               ? std::nullopt
                               : place_named(name, *controller_.facts(), timeline->state());
        if (place) {
            inspect(*place);
            views_.lanes->setFocus();
        }
    });
}

/// A write is shown at the moment behind its step.
void InspectedPlace::go_behind(std::optional<std::size_t> step) {
    if (step) {
        controller_.cursor().go_to(*step + 1);
    }
}

void InspectedPlace::add_moves() {
    const auto why_not = [this](const std::optional<std::size_t>& write, const QString& no_write) {
        return !get()  ? InspectedPlaceText::tr("nothing is selected")
               : write ? QString()
                       : no_write;
    };
    actions_.add({ActionId::previous_write,
                  [this, why_not] {
                      return why_not(views_.inspector->inspection().previous_write,
                                     InspectedPlaceText::tr("it was not written before"));
                  },
                  [this] { go_behind(views_.inspector->inspection().previous_write); }});
    actions_.add({ActionId::next_write,
                  [this, why_not] {
                      return why_not(
                          views_.inspector->inspection().next_write,
                          InspectedPlaceText::tr("it is not written later in the recording"));
                  },
                  [this] { go_behind(views_.inspector->inspection().next_write); }});
}

void InspectedPlace::add_edits() {
    actions_.add({ActionId::edit_value, [this] { return why_no_edit(); },
                  [this] {
                      Q_EMIT inspector_wanted();
                      views_.inspector->edit();
                  }});
    actions_.add({ActionId::watch_value, [this] { return why_no_watch(); }, [this] { watch(); }});
    actions_.add({ActionId::break_on_write, [this] { return why_no_breakpoint(); },
                  [this] { toggle_breakpoint(); }});
    connect(views_.inspector, &InspectorPanel::value_wanted, this, [this](qulonglong value) {
        if (const auto& place = views_.inspector->inspection().location) {
            controller_.target().write(*place, value);
        }
    });
}

void InspectedPlace::add_copies() {
    const auto why_not = [this] { return why_none(); };
    actions_.add({ActionId::copy_value, why_not, [this] { copy(value()); }});
    actions_.add({ActionId::copy_name, why_not, [this] { copy(name()); }});
    actions_.add({ActionId::copy_row, why_not, [this] { copy(row()); }});
}

QString InspectedPlace::name() const {
    const auto place = get();
    return place ? text_of(location_name(*place, controller_.facts()->area)) : QString();
}

QString InspectedPlace::value() const {
    const auto place = get();
    const auto value = place ? controller_.timeline()->state().value(*place) : std::nullopt;
    return value ? QStringLiteral("0x") + hex_value(value, place->size) : QString();
}

QString InspectedPlace::row() const {
    const auto place = get();
    const auto cell = place ? views_.lanes->model()->find(*place) : std::nullopt;
    if (!cell) { // the lanes have no row for it
        return place ? name() + QLatin1Char('\t') + value() : QString();
    }
    return table_text(*make_lanes_table(*views_.lanes->model(), Arrangement::by_register),
                      {static_cast<int>(cell->row)}, TableFormat::tabs);
}

void InspectedPlace::copy(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(tr("Copied: %1").arg(text.simplified()));
}

void InspectedPlace::watch() {
    const QString watched = name();
    docks_.show_panel(Panel::watch);
    panels_.watch(watched);
    Q_EMIT said(tr("%1 is watched.").arg(watched));
}

void InspectedPlace::toggle_breakpoint() {
    Breakpoint on_writes;
    on_writes.kind = Breakpoint::Kind::slot_write;
    on_writes.slot = get()->id;
    const bool set = controller_.breakpoints().toggle(on_writes);
    Q_EMIT said(set ? tr("What writes %1 stops the target from now on.").arg(name())
                    : tr("Writes of %1 no longer stop the target.").arg(name()));
}

QString InspectedPlace::why_none() const {
    return controller_.timeline() == nullptr ? why_no_recording(controller_.cursor())
           : get()                           ? QString()
                                             : InspectedPlaceText::tr("nothing is selected");
}

QString InspectedPlace::why_no_edit() const {
    using State = LiveTarget::State;
    switch (controller_.target().state()) {
    case State::recorded:
        return InspectedPlaceText::tr("this is a recording: what happened cannot be changed");
    case State::gone:
        return InspectedPlaceText::tr("the target has ended; Restart starts it again");
    case State::advancing:
        return InspectedPlaceText::tr("the target is running; Esc stops it");
    case State::none:
    case State::opening:
    case State::ready:
        break;
    }
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return why_no_recording(controller_.cursor());
    }
    if (!timeline->at_end()) {
        return InspectedPlaceText::tr(
            "the cursor is in the past; To Now goes to where the target is");
    }
    const auto place = get();
    return !place                            ? InspectedPlaceText::tr("nothing is selected")
           : timeline->state().value(*place) ? QString()
                                             : InspectedPlaceText::tr("its value is not known");
}

QString InspectedPlace::why_no_watch() const {
    const QString reason = why_none();
    return reason.isEmpty() && get()->kind == LocationKind::memory
               ? InspectedPlaceText::tr(
                     "memory is selected; only registers and slots can be watched")
               : reason;
}

QString InspectedPlace::why_no_breakpoint() const {
    const QString reason = why_none();
    return !reason.isEmpty() ? reason
           : get()->kind == LocationKind::slot
               ? controller_.breakpoints().why_none()
               : InspectedPlaceText::tr(
                     "a register is selected; only writes of slots can be waited for");
}

} // namespace switchscope::ui
