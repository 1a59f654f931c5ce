// SPDX-License-Identifier: MIT
#include "ui/timeline_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "ui/format.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(timeline)
};

Role role_of(MacroSpan::Kind kind) {
    switch (kind) {
    case MacroSpan::Kind::save_host_gprs:
    case MacroSpan::Kind::restore_host_gprs:
    case MacroSpan::Kind::return_to_host:
        return Role::host;
    case MacroSpan::Kind::restore_guest_gprs:
    case MacroSpan::Kind::save_guest_gprs:
    case MacroSpan::Kind::enter_guest:
        return Role::guest;
    case MacroSpan::Kind::swap_to_guest_csrs:
    case MacroSpan::Kind::swap_to_host_csrs:
        return Role::plumbing;
    case MacroSpan::Kind::other:
        break;
    }
    return Role::scratch;
}

/// The cause of the guest's exit within [begin, end), in words; empty when it has not exited there.
QString exit_cause(const Recording& recording, std::size_t begin, std::size_t end) {
    for (std::size_t n = end; n > begin; --n) {
        const Step& step = recording.step(n - 1);
        if (step.world != World::guest || step.world_after == World::guest) {
            continue;
        }
        for (const Effect& effect : step.effects) {
            if (effect.at == Location::csr(csr::scause) && effect.after) {
                return text_of(trap_cause(*effect.after));
            }
        }
        return Text::tr("same cause as before");
    }
    return {};
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
    switch (step.world) {
    case World::guest:
        band.text = Text::tr("guest");
        band.role = Role::guest;
        band.strong = true;
        break;
    case World::firmware:
        band.text = Text::tr("firmware");
        band.role = Role::firmware;
        break;
    case World::host:
        band.text = Text::tr("host C code");
        band.role = Role::host;
        break;
    }
    return band;
}

void TimelineModel::add_recorded(const Timeline& timeline, std::size_t begin, std::size_t end) {
    const Recording& recording = timeline.recording();
    for (std::size_t n = begin; n < end; ++n) {
        const Step& step = recording.step(n);
        if (n == begin || begins_new_stretch(recording.step(n - 1), step, Stride::macro)) {
            bands_.push_back(band_for(step));
            bands_.back().begin = n;
        }
        bands_.back().end = n + 1;
    }
    for (TimelineBand& band : bands_) {
        band.length = std::max(band.length, band.end - band.begin);
        if (band.strong) {
            band.text = Text::tr("VS \u00b7 guest, %1 steps").arg(grouped(band.length));
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
            guest.text = Text::tr("VS \u00b7 guest");
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

std::optional<std::size_t> TimelineModel::entry_of(std::size_t number) const {
    return about_to_enter_ && number == index_.count() ? end_ : index_.entry_of(number);
}

std::size_t TimelineModel::entry_before(std::size_t position) const {
    const auto record = index_.at(position);
    return record ? record->entry : 0;
}

void TimelineModel::update(const Timeline& timeline, const SwitchIndex& index,
                           const CurrentSwitch& now) {
    position_ = timeline.position();
    end_ = timeline.size();
    current_ = now.number();
    index_ = index;
    about_to_enter_ = current_ && *current_ >= index.count();
    bands_.clear();
    std::size_t begin = 0;
    std::size_t end = end_;
    if (const auto record = index.at(position_); record && !about_to_enter_) {
        begin = record->begin;
        end = record->end;
    } else if (about_to_enter_ && index.count() > 0) {
        begin = end;
    }
    add_recorded(timeline, begin, end);
    if (end == end_ && !over_) {
        add_planned();
    }
    title_ = Text::tr("Timeline");
    if (current_) {
        title_ += Text::tr(" \u00b7 switch %1 of %2")
                      .arg(grouped(*current_ + 1), grouped(switch_count()));
        const QString cause = exit_cause(timeline.recording(), begin, std::min(end, position_));
        if (!cause.isEmpty()) {
            title_ += Text::tr(" \u00b7 exit: %1").arg(cause);
        }
    } else {
        title_ += Text::tr(" \u00b7 before the first switch");
    }
}

} // namespace switchscope::ui
