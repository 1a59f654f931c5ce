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

std::string quoted(const std::string& text) {
    return "`" + text + "`";
}

std::string quantity_name(const Quantity& quantity) {
    switch (quantity.kind) {
    case Kind::host_at_entry:
        return "the host's " + register_name(quantity.home);
    case Kind::guest_kept:
    case Kind::guest_at_trap:
        return "the guest's " + register_name(quantity.home);
    case Kind::struct_pointer:
        return "the struct pointer";
    case Kind::return_label:
        return "the return label";
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

std::string consequence(const Clause& clause, const std::string& actual, const SaveArea& area) {
    const std::string name = place_name(clause.where, area);
    if (clause.when == Moment::guest_entry) {
        switch (clause.what.kind) {
        case Kind::struct_pointer:
            return "While the guest runs sscratch holds " + actual + " instead of the struct pointer";
        case Kind::return_label:
            return "While the guest runs stvec holds " + actual + " instead of the return label";
        case Kind::host_at_entry:
            return "Firmware is called with " + actual + " in " + name;
        default:
            return "The guest is entered with " + actual + " in " + name + " instead of its own";
        }
    }
    if (clause.where.kind == LocationKind::slot) {
        return "After the switch slot " + name + " holds " + actual + " instead of " +
               quantity_name(clause.what);
    }
    return "After the switch " + name + " holds " + actual + " instead of " +
           quantity_name(clause.what);
}

std::string cause(const Blame& blame, const std::string& instruction, const Clause& clause,
                  const SaveArea& area) {
    const std::string what = quantity_name(clause.what);
    const std::string place = place_name(blame.place, area);
    const auto slot = slot_of(clause.what, area);
    const std::string right_slot = slot ? area.slots()[*slot].label : "";
    switch (blame.cause) {
    case Blame::Cause::never_written:
        if (clause.what.kind == Kind::guest_at_trap && blame.place.kind == LocationKind::slot) {
            return "nothing stores " + what + " there";
        }
        return "nothing brings " + what + " into " + place;
    case Blame::Cause::slot_unwritten:
        return quoted(instruction) + " loads slot " + place + ", into which nothing has stored " +
               what;
    case Blame::Cause::wrong_slot:
        return quoted(instruction) + " loads " +
               (blame.place.kind == LocationKind::slot ? "slot " + place : place) +
               (right_slot.empty() ? "" : ", not slot " + right_slot);
    case Blame::Cause::wrong_csr:
        return quoted(instruction) + " takes " + place + " where " + what + " is wanted";
    case Blame::Cause::wrong_register:
        return quoted(instruction) + " takes " + place + ", which does not hold " + what +
               " at that point";
    case Blame::Cause::made:
        return quoted(instruction) + " leaves another value there";
    }
    return {};
}

Finding finding_of(const Clause& clause, const Routine& routine, const SaveArea& area, Owner owner,
                   const std::string& consequence, const std::string& cause) {
    Finding finding;
    finding.rule = &broken_rule(clause, owner);
    finding.id = finding_id(*finding.rule, routine, place_name(clause.where, area));
    finding.message = consequence + ": " + cause + ".";
    finding.half =
        clause.when == Moment::guest_entry ? Half::host_to_guest : Half::guest_to_host;
    finding.place = clause.what.home;
    finding.slot = clause.where.kind == LocationKind::slot ? std::optional<std::size_t>(clause.where.id)
                                                           : slot_of(clause.what, area);
    return finding;
}

} // namespace switchscope
