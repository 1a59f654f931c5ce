// SPDX-License-Identifier: MIT
#include "core/analysis/checker.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/analysis/blame.h"
#include "core/analysis/contract.h"
#include "core/analysis/findings.h"
#include "core/analysis/placement.h"
#include "core/analysis/walked_routine.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = Quantity::Kind;

std::set<std::size_t> slots_written(std::span<const Step> steps) {
    std::set<std::size_t> written;
    for (const Step& step : steps) {
        for (const Effect& effect : step.effects) {
            if (effect.at.kind == LocationKind::slot) {
                written.insert(effect.at.id);
            }
        }
    }
    return written;
}

class StaticCheck {
  public:
    StaticCheck(const Routine& routine, const SaveArea& area)
        : routine_(routine), area_(area), walked_(routine, area), walk_(walked_.walk()),
          placement_(walked_) {}

    CheckReport check() {
        report_.not_followed = walk_.not_followed();
        check_label();
        check_strays();
        check_stray_stores();
        const auto contract = contract_of(routine_, area_, slots_written(walk_.steps()));
        report_.clauses = contract.size();
        for (const Clause& clause : contract) {
            check_clause(clause);
        }
        report_moved_pointers();
        drop_repetitions();
        std::ranges::stable_sort(report_.findings, {}, &Finding::instruction);
        fill_matrix();
        return std::move(report_);
    }

  private:
    bool holds(const Clause& clause) const {
        const SymbolicWalk::Snapshot& then = walked_.at(clause.when);
        const auto number = then.numbers.find(clause.where);
        switch (clause.what.kind) {
        case Kind::struct_pointer:
            return number != then.numbers.end() && number->second == SymbolicWalk::struct_address;
        case Kind::return_label:
            return number != then.numbers.end() && number->second == routine_.return_label();
        default:
            return then.values.origin_of(clause.where) == walked_.expected_origin(clause.what);
        }
    }

    void check_clause(const Clause& clause) {
        if (holds(clause)) {
            return;
        }
        const SymbolicWalk::Snapshot& then = walked_.at(clause.when);
        const Provenance actual = then.values.of(clause.where);
        if (actual.origin.kind == Origin::Kind::made && !then.numbers.contains(clause.where) &&
            is_beyond_us(actual.origin.step, clause)) {
            return;
        }
        const std::size_t end = walk_.step_of(walked_.last_instruction(clause.when));
        const Blame blame = find_blame(walk_.steps(), end, clause.where, clause.what, area_);
        if (follows_from_a_stray(blame)) {
            return;
        }
        const auto culprit = blame.step ? walk_.instruction_of(*blame.step) : std::nullopt;
        const std::string text = culprit ? walked_.code(*culprit).text() : "";
        Finding finding = finding_of(clause, routine_, area_, actual.owner);
        finding.instruction = culprit;
        Phrase why = partial(blame, culprit).value_or(cause(blame, text, clause, area_));
        if (!culprit) {
            why = placement_.place_missing(finding, clause, std::move(why));
        }
        finding.message = message_of(consequence(clause, text_of(actual, clause), area_), why);
        placement_.relate(finding, blame, actual, clause);
        report_.findings.push_back(std::move(finding));
    }

    Phrase text_of(const Provenance& actual, const Clause& clause) const {
        const bool untouched = clause.where.kind == LocationKind::slot && actual.chain.empty();
        return untouched ? Phrase(en("what it held before")) : describe(actual, area_);
    }

    /// Whether a wrong value may in truth be right: it was computed in a way that the walk does not
    /// follow. The check then reports that it does not know.
    bool is_beyond_us(std::size_t step, const Clause& clause) {
        const auto maker = walk_.instruction_of(step);
        if (!maker) {
            return false;
        }
        const Instruction& instruction = walked_.code(*maker);
        if (instruction.memory) {
            return std::ranges::find(report_.not_followed, maker, &Unfollowed::instruction) !=
                   report_.not_followed.end();
        }
        if (adds_to_a_value(*maker)) {
            return false;
        }
        if (std::ranges::find(report_.not_followed, maker, &Unfollowed::instruction) ==
            report_.not_followed.end()) {
            report_.not_followed.push_back(
                {maker, en("a computation on whose result %1 depends (%2)")(
                            place_name(clause.where, area_), instruction.text())});
        }
        return true;
    }

    /// Whether an instruction adds a number other than 0 to a value that was only moved so far. The
    /// result is certainly another value.
    bool adds_to_a_value(std::size_t instruction) const {
        const Instruction& adds = walked_.code(instruction);
        if (adds.operation != Operation::add_immediate || adds.immediate == 0 || !adds.rs1) {
            return false;
        }
        const Location source = Location::gpr(*adds.rs1);
        const auto writer = walked_.writer_in_half(source, instruction);
        return !writer || std::ranges::any_of(walk_.steps()[walk_.step_of(*writer)].effects,
                                              [&](const Effect& effect) {
                                                  return effect.at == source && effect.from;
                                              });
    }

    /// Why a value is not complete: the access is too narrow.
    std::optional<Phrase> partial(const Blame& blame, std::optional<std::size_t> culprit) const {
        if (blame.cause != Blame::Cause::made || !culprit || !walked_.code(*culprit).memory ||
            walked_.code(*culprit).memory->size == 8) {
            return std::nullopt;
        }
        return en("`%1` moves only %2 of the 8 bytes")(walked_.text(*culprit),
                                                       walked_.code(*culprit).memory->size);
    }

    bool is_stray(std::size_t instruction) const {
        return std::ranges::find(walk_.strays(), instruction, &SymbolicWalk::Stray::instruction) !=
               walk_.strays().end();
    }

    /// Whether the cause is an access that went astray. That has a finding of its own already.
    bool follows_from_a_stray(const Blame& blame) const {
        if (walk_.strays().empty()) {
            return false;
        }
        return !blame.step || blame.cause == Blame::Cause::slot_unwritten ||
               is_stray(walk_.instruction_of(*blame.step).value_or(0));
    }

    void check_label() {
        const std::uint64_t label = routine_.return_label();
        if (label % 4 == 0) {
            return;
        }
        Finding finding;
        finding.rule = &rule("return-label-misaligned");
        finding.id = finding_id(*finding.rule, routine_, "stvec");
        finding.message =
            en("The return label %1 is not aligned to 4 bytes: written to stvec, its two lowest "
               "bits are taken for the mode, and the trap does not land there.")(hex(label));
        finding.half = Half::host_to_guest;
        finding.place = Location::csr(csr::stvec);
        add_holders_of_label(finding);
        finding.instruction = routine_.index_of(label).value_or(routine_.sret_index() + 1);
        report_.findings.push_back(std::move(finding));
    }

    void add_holders_of_label(Finding& finding) const {
        for (const std::size_t step : walked_.steps_making(routine_.return_label())) {
            if (const auto instruction = walk_.instruction_of(step);
                instruction && walked_.half_of(*instruction) == Half::host_to_guest) {
                finding.related.push_back({*instruction, en("has its address")});
            }
        }
    }

    void check_strays() {
        std::map<std::pair<std::size_t, Location>, std::vector<const SymbolicWalk::Stray*>> groups;
        for (const SymbolicWalk::Stray& stray : walk_.strays()) {
            const auto writer = walked_.writer_in_half(stray.base, stray.instruction);
            const std::size_t unwritten = walked_.half_of(stray.instruction) == Half::host_to_guest
                                              ? 0
                                              : routine_.sret_index() + 1;
            // A register that nothing has written yet is a group of its own, with a key after all
            // instructions.
            const std::size_t key = writer ? *writer : routine_.instructions().size() + unwritten;
            groups[{key, stray.base}].push_back(&stray);
        }
        for (const auto& [key, strays] : groups) {
            report_strays(key.first < routine_.instructions().size() ? std::optional(key.first)
                                                                     : std::nullopt,
                          strays);
        }
    }

    void report_strays(std::optional<std::size_t> writer,
                       const std::vector<const SymbolicWalk::Stray*>& strays) {
        const SymbolicWalk::Stray& first = *strays.front();
        const std::string base = place_name(first.base, area_);
        Finding finding;
        finding.rule = &rule("struct-pointer-lost");
        finding.id = finding_id(*finding.rule, routine_, base);
        finding.half = walked_.half_of(first.instruction);
        finding.place = first.base;
        finding.instruction = writer.value_or(first.instruction);
        const std::string from = walked_.text(first.instruction);
        const Phrase held =
            first.offset
                ? en("an address outside the struct, %1 bytes from its start")(*first.offset)
                : en("%1 instead of the struct pointer")(describe(first.held, area_));
        const Phrase astray =
            strays.size() == 1
                ? en("From `%1` on a load or store goes through %2, which holds %3")(from, base,
                                                                                     held)
                : en("From `%1` on %4 loads and stores go through %2, which holds %3")(
                      from, base, held, strays.size());
        finding.message = writer ? en("%1: `%2` put it there.")(astray, walked_.text(*writer))
                                 : en("%1: nothing has put it there yet.")(astray);
        if (writer) {
            finding.related.push_back({first.instruction, en("the first access that goes astray")});
        }
        for (const std::size_t step : walked_.steps_making(SymbolicWalk::struct_address)) {
            if (const auto instruction = walk_.instruction_of(step)) {
                finding.related.push_back({*instruction, en("has the struct pointer")});
            }
        }
        if (finding.half == Half::guest_to_host && !writer) {
            add_holders_of_label(finding);
        }
        report_.findings.push_back(std::move(finding));
    }

    void check_stray_stores() {
        for (std::size_t n = 0; n < walk_.steps().size(); ++n) {
            const Step& step = walk_.steps()[n];
            const bool into_slot =
                std::ranges::find(step.effects, LocationKind::slot, [](const Effect& effect) {
                    return effect.at.kind;
                }) != step.effects.end();
            for (const Effect& effect : step.effects) {
                if (effect.at.kind != LocationKind::memory || into_slot) {
                    continue;
                }
                const std::size_t instruction = *walk_.instruction_of(n);
                const std::uint64_t offset = effect.at.id - SymbolicWalk::struct_address;
                Finding finding;
                finding.rule = &rule("stray-store");
                finding.id = finding_id(*finding.rule, routine_, "+" + hex(offset));
                finding.message = en("`%1` writes %2 bytes at offset %3 of struct %4, where no "
                                     "register is kept.")(walked_.text(instruction), effect.at.size,
                                                          hex(offset), area_.struct_name());
                finding.half = walked_.half_of(instruction);
                finding.instruction = instruction;
                if (walked_.code(instruction).rs2) {
                    finding.place = Location::gpr(*walked_.code(instruction).rs2);
                }
                report_.findings.push_back(std::move(finding));
                break;
            }
        }
    }

    /// Replaces the findings of accesses that miss their slots because an instruction changed their
    /// base register by one finding for that instruction.
    void report_moved_pointers() {
        std::map<std::size_t, std::vector<Finding>> by_mover;
        std::vector<Finding> rest;
        for (Finding& finding : report_.findings) {
            const auto mover = mover_of_base(*finding.instruction);
            if (mover && finding.rule != &rule("struct-pointer-lost")) {
                by_mover[*mover].push_back(std::move(finding));
            } else {
                rest.push_back(std::move(finding));
            }
        }
        report_.findings = std::move(rest);
        for (auto& [mover, missed] : by_mover) {
            std::ranges::stable_sort(missed, {}, &Finding::instruction);
            Finding finding;
            finding.rule = &rule("struct-pointer-lost");
            finding.place = Location::gpr(*walked_.code(mover).rd);
            finding.id = finding_id(*finding.rule, routine_, place_name(*finding.place, area_));
            finding.half = walked_.half_of(mover);
            finding.instruction = mover;
            finding.message = en("After `%1` accesses through %2 miss their slots; the first: %3")(
                walked_.text(mover), place_name(*finding.place, area_), missed.front().message);
            std::set<std::size_t> reported;
            for (const Finding& one : missed) {
                if (reported.insert(*one.instruction).second) {
                    finding.related.push_back({*one.instruction, en("misses its slot")});
                }
            }
            report_.findings.push_back(std::move(finding));
        }
    }

    /// The instruction that put another address of the struct than the struct pointer into the base
    /// of this access.
    std::optional<std::size_t> mover_of_base(std::size_t instruction) const {
        if (!walked_.code(instruction).memory) {
            return std::nullopt;
        }
        const Location base = Location::gpr(walked_.code(instruction).memory->base);
        const auto writer = walked_.writer_in_half(base, instruction);
        if (!writer || !walked_.code(*writer).rd || walked_.code(*writer).rd != base.id) {
            return std::nullopt;
        }
        for (const Effect& effect : walk_.steps()[walk_.step_of(*writer)].effects) {
            if (effect.at == base && !effect.from && effect.after &&
                *effect.after != SymbolicWalk::struct_address) {
                return writer;
            }
        }
        return std::nullopt;
    }

    /// Keeps one finding for each mistake. A wrong store breaks two clauses: its slot has the wrong
    /// value, and so has what is loaded from there.
    void drop_repetitions() {
        std::vector<Finding> kept;
        std::set<std::tuple<std::string_view, std::size_t, std::optional<Location>>> seen;
        for (Finding& finding : report_.findings) {
            const bool about_slot = finding.rule == &rule("slot-holds-other-register");
            const bool repeated =
                about_slot && std::ranges::any_of(report_.findings, [&](const Finding& other) {
                    return other.rule != nullptr && &other != &finding &&
                           other.instruction == finding.instruction &&
                           other.place == finding.place && other.rule != finding.rule;
                });
            if (!repeated &&
                seen.emplace(finding.rule->id, *finding.instruction, finding.place).second) {
                kept.push_back(finding);
            }
        }
        report_.findings = std::move(kept);
    }

    void fill_matrix() {
        for (std::size_t n = 0; n < area_.slots().size(); ++n) {
            const Slot& slot = area_.slots()[n];
            MatrixRow row;
            row.owner = slot.owner;
            row.place = slot.gpr ? Location::gpr(*slot.gpr) : Location::csr(*slot.csr);
            row.slot = n;
            const Location place = Location::slot(0, n, slot.size);
            for (std::size_t step = 0; step < walk_.steps().size(); ++step) {
                const auto instruction = walk_.instruction_of(step);
                for (const Effect& effect : walk_.steps()[step].effects) {
                    if (effect.at == place) {
                        row.saved_by.push_back(*instruction);
                    } else if (effect.from == place) {
                        row.restored_by.push_back(*instruction);
                    }
                }
            }
            if (!row.saved_by.empty() || !row.restored_by.empty()) {
                report_.matrix.push_back(std::move(row));
            }
        }
        std::ranges::stable_sort(report_.matrix, {}, [](const MatrixRow& row) {
            return std::tuple(row.owner, row.place.kind, row.place.id);
        });
    }

    const Routine& routine_;
    const SaveArea& area_;
    WalkedRoutine walked_;
    const SymbolicWalk& walk_;
    Placement placement_;
    CheckReport report_;
};

} // namespace

CheckReport check_routine(const Routine& routine, const SaveArea& area) {
    return StaticCheck(routine, area).check();
}

} // namespace switchscope
