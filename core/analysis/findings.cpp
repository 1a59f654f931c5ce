// SPDX-License-Identifier: MIT
#include "core/analysis/findings.h"

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = Quantity::Kind;
using Moment = Clause::Moment;

std::string register_name(const Location& place) {
    return place.kind == LocationKind::gpr ? std::string(gpr_name(static_cast<unsigned>(place.id)))
                                           : csr_name(static_cast<unsigned>(place.id));
}

Phrase quantity_name(const Quantity& quantity) {
    switch (quantity.kind) {
    case Kind::host_at_entry:
        return en("the host's %1")(register_name(quantity.home));
    case Kind::guest_kept:
    case Kind::guest_at_trap:
        return en("the guest's %1")(register_name(quantity.home));
    case Kind::struct_pointer:
        return en("the struct pointer");
    case Kind::return_label:
        return en("the return label");
    }
    return {};
}

} // namespace

std::string place_name(const Location& place, const SaveArea& area) {
    if (place.kind == LocationKind::slot && place.id < area.slots().size()) {
        return area.slots()[place.id].label;
    }
    return location_name(place, area);
}

std::string finding_id(const Rule& rule, const Routine& routine, const std::string& subject) {
    return std::string(rule.id) + ":" + routine.name() + ":" + subject;
}

const Rule& broken_rule(const Clause& clause, Owner actual) {
    const bool gpr = clause.where.kind == LocationKind::gpr;
    switch (clause.what.kind) {
    case Kind::struct_pointer:
        return rule("struct-pointer-lost");
    case Kind::return_label:
        return rule("trap-lands-elsewhere");
    case Kind::guest_kept:
        if (!gpr) {
            return rule("guest-csr-wrong");
        }
        return rule(actual == Owner::host || actual == Owner::plumbing ? "host-value-leaks"
                                                                       : "guest-register-wrong");
    case Kind::guest_at_trap:
        if (clause.where.kind == LocationKind::csr) {
            return rule("exit-cause-lost");
        }
        return rule(clause.what.home.kind == LocationKind::gpr ? "guest-register-not-saved"
                                                               : "guest-csr-not-saved");
    case Kind::host_at_entry:
        break;
    }
    if (clause.when == Moment::guest_entry) {
        return rule("firmware-call-wrong");
    }
    if (clause.where.kind == LocationKind::slot) {
        return rule("slot-holds-other-register");
    }
    if (!gpr) {
        return rule("host-csr-lost");
    }
    return rule(actual == Owner::guest ? "guest-value-leaks" : "host-register-lost");
}

Phrase consequence(const Clause& clause, const Phrase& actual, const SaveArea& area) {
    const std::string name = place_name(clause.where, area);
    if (clause.when == Moment::guest_entry) {
        switch (clause.what.kind) {
        case Kind::struct_pointer:
            return en("While the guest runs sscratch holds %1 instead of the struct pointer")(
                actual);
        case Kind::return_label:
            return en("While the guest runs stvec holds %1 instead of the return label")(actual);
        case Kind::host_at_entry:
            return en("Firmware is called with %1 in %2")(actual, name);
        default:
            return en("The guest is entered with %1 in %2 instead of its own")(actual, name);
        }
    }
    return (clause.where.kind == LocationKind::slot
                ? en("After the switch slot %1 holds %2 instead of %3")
                : en("After the switch %1 holds %2 instead of %3"))(name, actual,
                                                                    quantity_name(clause.what));
}

Phrase cause(const Blame& blame, const std::string& instruction, const Clause& clause,
             const SaveArea& area) {
    const Phrase what = quantity_name(clause.what);
    const std::string place = place_name(blame.place, area);
    const bool from_slot = blame.place.kind == LocationKind::slot;
    switch (blame.cause) {
    case Blame::Cause::never_written:
        return clause.what.kind == Kind::guest_at_trap && from_slot
                   ? en("nothing stores %1 there")(what)
                   : en("nothing brings %1 into %2")(what, place);
    case Blame::Cause::slot_unwritten:
        return en("`%1` loads slot %2, into which nothing has stored %3")(instruction, place, what);
    case Blame::Cause::wrong_slot:
        if (const auto slot = slot_of(clause.what, area)) {
            return (from_slot ? en("`%1` loads slot %2, not slot %3")
                              : en("`%1` loads %2, not slot %3"))(instruction, place,
                                                                  area.slots()[*slot].label);
        }
        return (from_slot ? en("`%1` loads slot %2") : en("`%1` loads %2"))(instruction, place);
    case Blame::Cause::wrong_csr:
        return en("`%1` takes %2 where %3 is wanted")(instruction, place, what);
    case Blame::Cause::wrong_register:
        if (blame.to.kind == LocationKind::slot && blame.place != clause.what.home) {
            return en("`%1` stores %2 into slot %3")(instruction, place,
                                                     place_name(blame.to, area));
        }
        return en("`%1` takes %2, which does not hold %3 at that point")(instruction, place, what);
    case Blame::Cause::made:
        return en("`%1` leaves another value there")(instruction);
    }
    return {};
}

Finding finding_of(const Clause& clause, const Routine& routine, const SaveArea& area,
                   Owner owner) {
    Finding finding;
    finding.rule = &broken_rule(clause, owner);
    finding.id = finding_id(*finding.rule, routine, place_name(clause.where, area));
    finding.half = clause.when == Moment::guest_entry ? Half::host_to_guest : Half::guest_to_host;
    finding.place = clause.what.home;
    finding.slot = clause.where.kind == LocationKind::slot
                       ? std::optional<std::size_t>(clause.where.id)
                       : slot_of(clause.what, area);
    return finding;
}

Phrase message_of(const Phrase& consequence, const Phrase& cause) {
    return en("%1: %2.")(consequence, cause);
}

} // namespace switchscope
