// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct TimelineModelText {
    Q_DECLARE_TR_FUNCTIONS(timeline)
};

/// Why the guest of a hart exited within [begin, end), in words; empty: it did not exit there.
QString exit_cause(const Recording& recording, std::size_t begin, std::size_t end,
                   std::uint32_t hart) {
    const auto exit = recording.previous(Landmark::exit().by_hart(hart), end);
    if (!exit || *exit < begin) {
        return {};
    }
    const Step& step = recording.step(*exit);
    const auto cause = std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
    return cause != step.effects.end() && cause->after
               ? text_of(trap_cause(*cause->after))
               : TimelineModelText::tr("same cause as before");
}

} // namespace

TimelineModel::TimelineModel(std::shared_ptr<const SessionFacts> facts)
    : facts_(std::move(facts)) {}

TimelineBand TimelineModel::band_for_span(std::size_t span) const {
    const MacroSpan& macro = facts_->routine.spans().at(span);
    TimelineBand band;
    band.text = text_of(macro.name);
    band.role = role_of(macro.kind);
    band.length = macro.count;
    band.span = span;
    return band;
}

TimelineBand TimelineModel::band_for(const Step& step) const {
    if (step.span >= 0 && step.world == World::host) {
        return band_for_span(static_cast<std::size_t>(step.span));
    }
    TimelineBand band;
    band.role = role_of(step.world);
    band.strong = step.world == World::guest;
    band.text = step.world == World::guest      ? TimelineModelText::tr("guest")
                : step.world == World::firmware ? TimelineModelText::tr("firmware")
                                                : TimelineModelText::tr("host C code");
    return band;
}

/// Steps that were read before are not read again, so a new step costs the same however long the
/// switch is.
void TimelineModel::add_recorded(const Recording& recording, std::size_t begin, std::size_t end,
                                 std::uint32_t hart) {
    if (begin != recorded_from_ || hart != hart_ || end < recorded_to_) {
        recorded_.clear();
        recorded_from_ = recorded_to_ = begin;
        hart_ = hart;
        last_.reset();
    }
    for (; recorded_to_ < end; ++recorded_to_) {
        const Step& step = recording.step(recorded_to_);
        if (step.hart != hart) {
            continue; // the other hart has a lane of its own
        }
        if (!last_ || begins_new_stretch(*last_, step, Stride::macro)) {
            recorded_.push_back(band_for(step));
            recorded_.back().begin = recorded_to_;
        }
        recorded_.back().end = recorded_to_ + 1;
        last_ = step;
    }
    bands_ = recorded_;
    for (TimelineBand& band : bands_) {
        band.length = std::max(band.length, band.end - band.begin);
        if (band.strong) {
            band.text =
                TimelineModelText::tr("VS \u00b7 guest, %1 steps").arg(grouped(band.length));
        }
    }
}

void TimelineModel::add_planned() {
    const auto& spans = facts_->routine.spans();
    bool guest_begun = false;
    std::size_t first_planned = 0;
    for (const TimelineBand& band : bands_) {
        guest_begun = guest_begun || band.strong;
        if (band.span) {
            first_planned = *band.span + 1;
        }
    }
    for (std::size_t span = first_planned; span < spans.size(); ++span) {
        if (!guest_begun && spans.at(span).half == Half::guest_to_host) {
            TimelineBand guest;
            guest.text = TimelineModelText::tr("VS \u00b7 guest");
            guest.role = Role::guest;
            guest.length = 12;
            guest.begin = guest.end = end_;
            guest.strong = true;
            bands_.push_back(guest);
            guest_begun = true;
        }
        bands_.push_back(band_for_span(span));
        bands_.back().begin = bands_.back().end = end_;
    }
}

std::size_t TimelineModel::entry_before(std::size_t position) const {
    const auto extent = index_.at(position, hart_);
    return extent ? extent->entry : 0;
}

void TimelineModel::update(const Timeline& timeline, const SwitchIndex& index,
                           const CurrentSwitch& now) {
    position_ = timeline.position();
    end_ = timeline.size();
    current_ = now.number();
    index_ = index;
    about_to_enter_ = current_ && *current_ >= index.count();
    const std::uint32_t hart = timeline.state().hart;
    std::size_t begin = 0;
    std::size_t end = end_;
    if (const auto extent = index.at(position_, hart); extent && !about_to_enter_) {
        begin = extent->begin;
        end = extent->end;
    } else if (!about_to_enter_ && index.first_entry() && position_ <= *index.first_entry()) {
        end = *index.first_entry(); // the stretch before all switches
    } else if (index.count() > 0) {
        begin = end; // the hart is about to enter its switch, or has not entered any
    }
    add_recorded(timeline.recording(), begin, end, hart);
    if (end == end_ && !over_) {
        add_planned();
    }
    title_ = TimelineModelText::tr("Timeline");
    if (current_) {
        title_ += TimelineModelText::tr(" \u00b7 switch %1 \u00b7 %2 in all")
                      .arg(grouped(index.first_number() + *current_), grouped(switch_count()));
        const QString cause =
            exit_cause(timeline.recording(), begin, std::min(end, position_), hart);
        if (!cause.isEmpty()) {
            title_ += TimelineModelText::tr(" \u00b7 exit: %1").arg(cause);
        }
    } else {
        title_ += TimelineModelText::tr(" \u00b7 before the first switch");
    }
}

} // namespace switchscope::ui
