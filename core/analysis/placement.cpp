// SPDX-License-Identifier: MIT
#include "core/analysis/placement.h"

#include <algorithm>
#include <set>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = Quantity::Kind;
using Moment = Clause::Moment;

/// Whether the routine handles two slots in the same way. GPRs and CSRs differ, and the guest's a0
/// is moved in its own way.
bool is_like(const Slot& one, const Slot& other) {
    return one.owner == other.owner && one.gpr.has_value() == other.gpr.has_value() &&
           !(one.owner == SlotOwner::guest && one.gpr == Gpr::a0);
}

} // namespace

Phrase Placement::place_missing(Finding& finding, const Clause& clause, Phrase cause) const {
    const std::size_t first = walked_.first_instruction(clause.when);
    const std::size_t last = walked_.last_instruction(clause.when);
    if (clause.where.kind == LocationKind::csr) {
        finding.instruction = last;
        for (std::size_t n = last; n-- > first;) {
            if (walked_.code(n).csr && walked_.code(n).csr->writes) {
                finding.instruction = n;
                break;
            }
        }
        return cause;
    }
    const bool stores = clause.where.kind == LocationKind::slot;
    if (const std::size_t fetched = stores ? fetched_in(first, clause) : last; fetched != last) {
        finding.instruction = fetched;
        return en("%1 (`%2` has fetched it)")(std::move(cause), walked_.text(fetched));
    }
    const auto slot =
        stores ? std::optional<std::size_t>(clause.where.id) : slot_of(clause.what, walked_.area());
    // The base register is loaded last, because every load before needs it.
    const bool goes_last = !slot || clause.where == Location::gpr(a0);
    finding.instruction =
        goes_last ? last : nearest(first, last, stores ? Operation::store : Operation::load, *slot);
    return en("%1 (next to `%2`)")(std::move(cause), walked_.text(*finding.instruction));
}

std::size_t Placement::fetched_in(std::size_t first, const Clause& clause) const {
    std::size_t fetched = walked_.last_instruction(clause.when);
    for (const std::size_t step : walked_.walk().moves_of(*walked_.expected_origin(clause.what))) {
        const std::size_t instruction = *walked_.walk().instruction_of(step);
        const auto& rd = walked_.code(instruction).rd;
        if (instruction >= first && rd && Location::gpr(*rd) != clause.what.home) {
            fetched = instruction;
        }
    }
    return fetched;
}

std::size_t Placement::nearest(std::size_t first, std::size_t last, Operation operation,
                               std::size_t slot) const {
    std::size_t best = last;
    std::uint64_t best_distance = 0;
    const Slot& wanted = walked_.area().slots()[slot];
    for (std::size_t n = first; n < last; ++n) {
        if (walked_.code(n).operation != operation || walked_.code(n).memory->base != a0) {
            continue;
        }
        const auto index =
            walked_.area().index_at(static_cast<std::uint64_t>(walked_.code(n).memory->offset));
        if (!index || !is_like(walked_.area().slots()[*index], wanted) || *index == slot) {
            continue;
        }
        const std::uint64_t offset = walked_.area().slots()[*index].offset;
        // A slot before the wanted one is better than any after it: the missing instruction would
        // follow it.
        const std::uint64_t distance =
            offset < wanted.offset ? wanted.offset - offset : 0x10000 + offset - wanted.offset;
        if (best == last || distance < best_distance) {
            best = n;
            best_distance = distance;
        }
    }
    return best;
}

void Placement::relate(Finding& finding, const Blame& blame, const Provenance& actual,
                       const Clause& clause) const {
    std::set<std::size_t> named{*finding.instruction};
    const auto add = [&](std::size_t step, English text) {
        const auto instruction = walked_.walk().instruction_of(step);
        if (instruction && named.insert(*instruction).second) {
            finding.related.push_back({*instruction, text});
        }
    };
    for (const std::size_t step : actual.chain) {
        add(step, en("moves what is there instead"));
    }
    for (const std::size_t step : blame.chain) {
        add(step, en("passes it on"));
    }
    if (const auto wanted = walked_.expected_origin(clause.what)) {
        for (const std::size_t step : walked_.walk().moves_of(*wanted)) {
            add(step, en("moves the value that is wanted"));
        }
    }
    if (const auto slot = slot_of(clause.what, walked_.area()); slot && !blame.step) {
        for (std::size_t n = walked_.first_instruction(clause.when);
             n < walked_.last_instruction(clause.when); ++n) {
            if (walked_.code(n).operation == Operation::load &&
                walked_.code(n).memory->base == a0 &&
                walked_.code(n).memory->offset ==
                    static_cast<std::int64_t>(walked_.area().slots()[*slot].offset)) {
                add(walked_.walk().step_of(n), en("loads the slot"));
            }
        }
    }
    if (clause.what.kind == Kind::return_label) {
        for (const std::size_t step : walked_.steps_making(walked_.routine().return_label())) {
            add(step, en("has the address of the return label"));
        }
    }
    if (blame.cause == Blame::Cause::slot_unwritten) {
        const std::size_t first =
            clause.what.kind == Kind::host_at_entry ? 0 : walked_.routine().sret_index() + 1;
        const std::size_t last =
            first == 0 ? walked_.routine().sret_index() : walked_.routine().ret_index();
        add(walked_.walk().step_of(nearest(first, last, Operation::store, blame.place.id)),
            en("next to this it would be stored"));
    }
    std::ranges::sort(finding.related, {}, &Finding::Related::instruction);
}

} // namespace switchscope
