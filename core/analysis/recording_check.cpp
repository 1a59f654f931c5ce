// SPDX-License-Identifier: MIT
#include "core/analysis/recording_check.h"

#include <algorithm>
#include <utility>

#include "core/analysis/blame.h"
#include "core/analysis/findings.h"
#include "core/base/hex.h"
#include "core/model/explain.h"
#include "core/model/provenance.h"
#include "core/trace/recording.h"

namespace switchscope {

namespace {

using Kind = Quantity::Kind;
using Moment = Clause::Moment;

/// A contract has the slots of area 0. This is the same place in the save area of a recorded
/// switch.
Location in_area(Location place, std::uint16_t area) {
    if (place.kind == LocationKind::slot) {
        place.area = area;
    }
    return place;
}

/// The bits of a CSR that have values of the hart's own, whatever is written: the sizes of XLEN
/// (WARL, and fixed on all hardware that runs KVM) and the summary bit SD. A slot that was never
/// saved has other values there.
std::uint64_t fixed_bits(const Location& place) {
    constexpr std::uint64_t xlen = std::uint64_t{3} << 32;
    constexpr std::uint64_t sd = std::uint64_t{1} << 63;
    if (place.kind != LocationKind::csr) {
        return 0;
    }
    return place.id == csr::sstatus ? (xlen | sd) : place.id == csr::hstatus ? xlen : 0;
}

/// Whether a step ran through a part of the routine unobserved. The single instructions are not
/// known then.
bool ran_unseen(const Step& step) {
    return step.kind == Step::Kind::run && step.world == World::host && step.span >= 0 &&
           !step.trapped && step.pc != step.pc_after;
}

} // namespace

RecordingChecker::RecordingChecker(const Routine& routine, const SaveArea& area, MachineState start)
    : routine_(routine), area_(area), state_(std::move(start)) {}

void RecordingChecker::add_area(const MachineState::Area& area) {
    state_.areas.push_back(area);
    for (auto& [hart, watch] : watches_) {
        if (watch.now) {
            watch.now->entry.areas.push_back(area);
        }
    }
}

void RecordingChecker::keep(const Step& step, std::size_t number, Watch& watch) {
    const bool in_routine = step.world == World::host && step.span >= 0;
    const bool trap = step.world == World::guest && step.world_after == World::host;
    if (!in_routine && !trap) {
        return;
    }
    watch.kept.push_back(step);
    watch.numbers.push_back(number);
    for (const Effect& effect : step.effects) {
        if (in_routine && effect.at.kind == LocationKind::slot &&
            effect.at.area == watch.now->entry.area) {
            watch.written.insert(effect.at.id);
        }
    }
}

std::vector<Finding> RecordingChecker::feed(const Step& step) {
    const std::size_t number = fed_++;
    std::vector<Finding> findings;
    constexpr std::size_t elsewhere = ~std::size_t{0};
    const std::size_t instruction =
        step.world == World::host && step.kind == Step::Kind::instruction
            ? routine_.index_of(step.pc).value_or(elsewhere)
            : elsewhere;
    Watch& watch = watches_[step.hart];
    state_.select_hart(step.hart);
    state_.area = step.area;
    if (instruction == 0) {
        report_.incomplete += watch.now ? std::size_t{1} : std::size_t{0};
        watch.kept.clear();
        watch.numbers.clear();
        watch.written.clear();
        watch.now = Moments{state_.alone(), std::nullopt, std::nullopt, 0, step.switch_number};
    }
    if (watch.now && (ran_unseen(step) ||
                      (instruction != elsewhere && step.switch_number != watch.now->number))) {
        ++report_.incomplete;
        watch.now.reset();
    }
    if (watch.now && instruction != elsewhere) {
        if (instruction == routine_.sret_index()) {
            watch.now->guest_entry = state_.alone();
            watch.now->steps_to_guest = watch.kept.size();
        } else if (step.pc == routine_.return_label() && !watch.now->trap) {
            watch.now->trap = state_.alone();
        } else if (instruction == routine_.ret_index()) {
            if (watch.now->guest_entry && watch.now->trap) {
                findings = judge(watch);
                ++report_.switches;
            } else {
                ++report_.incomplete;
            }
            watch.now.reset();
        }
    }
    if (watch.now) {
        keep(step, number, watch);
    }
    state_.apply(step);
    return findings;
}

RecordingReport RecordingChecker::report() const {
    RecordingReport report = report_;
    for (const auto& [hart, watch] : watches_) {
        report.incomplete += watch.now ? std::size_t{1} : std::size_t{0};
    }
    return report;
}

const std::vector<Clause>& RecordingChecker::contract(const Watch& watch) {
    if (contract_for_ != watch.written) {
        contract_ = contract_of(routine_, area_, watch.written);
        contract_for_ = watch.written;
    }
    return contract_;
}

std::optional<std::uint64_t> RecordingChecker::expected(const Clause& clause,
                                                        const Moments& moments) const {
    const MachineState& entry = moments.entry;
    switch (clause.what.kind) {
    case Kind::host_at_entry:
        return entry.value(clause.what.home);
    case Kind::guest_kept: {
        const std::size_t slot = *slot_of(clause.what, area_);
        return entry.value(Location::slot(entry.area, slot, area_.slots()[slot].size));
    }
    case Kind::guest_at_trap:
        return moments.trap->value(clause.what.home);
    case Kind::struct_pointer:
        return entry.area < entry.areas.size() ? std::optional(entry.areas[entry.area].address)
                                               : std::nullopt;
    case Kind::return_label:
        return routine_.return_label();
    }
    return std::nullopt;
}

// At the return of the routine the current state is the one in question.
std::optional<std::uint64_t> RecordingChecker::held(const Clause& clause,
                                                    const Moments& moments) const {
    const MachineState& then = clause.when == Moment::guest_entry ? *moments.guest_entry : state_;
    return then.value(in_area(clause.where, moments.entry.area));
}

std::vector<Finding> RecordingChecker::judge(const Watch& watch) {
    std::vector<Finding> findings;
    for (const Clause& clause : contract(watch)) {
        ++report_.clauses;
        const auto wanted = expected(clause, *watch.now);
        const auto actual = held(clause, *watch.now);
        const std::uint64_t fixed =
            clause.what.kind == Kind::guest_kept ? fixed_bits(clause.where) : 0;
        if (!wanted || !actual) {
            ++report_.unknown;
        } else if ((*wanted | fixed) != (*actual | fixed)) {
            findings.push_back(accuse(clause, *actual, *wanted, watch));
        }
    }
    for (const Finding& finding : findings) {
        const auto [known, fresh] = known_.emplace(finding.id, report_.findings.size());
        if (fresh) {
            report_.findings.push_back(finding);
        } else {
            ++report_.findings[known->second].times;
        }
    }
    return findings;
}

Finding RecordingChecker::accuse(const Clause& clause, std::uint64_t actual, std::uint64_t wanted,
                                 const Watch& watch) const {
    const std::uint16_t area = watch.now->entry.area;
    const std::size_t end =
        clause.when == Moment::guest_entry ? watch.now->steps_to_guest : watch.kept.size();
    const Location where = in_area(clause.where, area);
    ProvenanceTracker values(routine_, area_, watch.now->entry);
    for (std::size_t n = 0; n < end; ++n) {
        values.apply(watch.kept[n], watch.numbers[n]);
    }
    const Provenance provenance = values.of(where);
    const Blame blame = find_blame(watch.kept, end, where, clause.what, area_, area);
    const std::string text = blame.step ? instruction_text(watch.kept[*blame.step]) : "";
    Finding finding = finding_of(clause, routine_, area_, provenance.owner);
    finding.message = message_of(
        consequence(clause, en("%1 (%2)")(hex(actual), describe(provenance, area_)), area_),
        en("%1; %2 was to be there")(cause(blame, text, clause, area_), hex(wanted)));
    const std::size_t accused = blame.step ? *blame.step : end == 0 ? 0 : end - 1;
    finding.step = watch.numbers.at(accused);
    finding.switch_number = watch.now->number;
    finding.instruction = routine_.index_of(watch.kept.at(accused).pc);
    for (const std::size_t step : blame.chain) {
        if (const auto instruction = routine_.index_of(watch.kept[step].pc);
            step != accused && instruction) {
            finding.related.push_back({*instruction, en("passes it on")});
        }
    }
    return finding;
}

RecordingReport check_recording(const Recording& recording, const Routine& routine,
                                const SaveArea& area) {
    RecordingChecker checker(routine, area, recording.start());
    for (std::size_t n = 0; n < recording.size(); ++n) {
        checker.feed(recording.step(n));
    }
    return checker.report();
}

} // namespace switchscope
