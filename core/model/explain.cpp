// SPDX-License-Identifier: MIT
#include "core/model/explain.h"

#include <algorithm>
#include <array>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/exit.h"

namespace switchscope {

namespace {

/// Whether a run ended where it began: then the user wrote a value while the hart was stopped.
bool stands_still(const Step& step) {
    return step.kind == Step::Kind::run && step.pc == step.pc_after &&
           step.world == step.world_after;
}

/// The two forms of a sentence: for a slot of the host and for one of the guest.
struct ByOwner {
    English host, guest;
    English of(const Slot& slot) const { return slot.owner == SlotOwner::host ? host : guest; }
};

/// The name of the register that a slot keeps: "ra", "sstatus".
std::string kept_in(const Slot& slot) {
    if (slot.gpr) {
        return std::string(gpr_name(*slot.gpr));
    }
    return slot.csr ? csr_name(*slot.csr) : slot.label;
}

const Effect* find_effect(const Step& step, LocationKind kind) {
    const auto found = std::ranges::find_if(
        step.effects, [&](const Effect& effect) { return effect.at.kind == kind; });
    return found == step.effects.end() ? nullptr : &*found;
}

Phrase explain_store(const Effect& store, const Slot& slot) {
    const std::string register_name = kept_in(slot);
    if (store.from && store.from->kind == LocationKind::gpr) {
        const std::string_view source = gpr_name(static_cast<unsigned>(store.from->id));
        if (source == register_name) {
            constexpr ByOwner saved{en("The host's %1 is saved in its slot, %2."),
                                    en("The guest's %1 is saved in its slot, %2.")};
            return saved.of(slot)(register_name, slot.label);
        }
        constexpr ByOwner swapped{
            en("The host's %1, held in %2 since the swap, is saved in its slot, %3."),
            en("The guest's %1, held in %2 since the swap, is saved in its slot, %3.")};
        return swapped.of(slot)(register_name, source, slot.label);
    }
    return en("Slot %1 is written.")(slot.label);
}

Phrase explain_load(unsigned rd, const Slot& slot) {
    const std::string_view name = gpr_name(rd);
    if (slot.gpr == rd) {
        if (rd == Gpr::a0 && slot.owner == SlotOwner::guest) {
            return en("Last of all the guest's a0 is loaded: the struct pointer leaves the "
                      "register file and lives on in sscratch.");
        }
        constexpr ByOwner back{
            en("The host's %1 comes back from its slot: from here on %1 belongs to the host."),
            en("The guest's %1 comes back from its slot: from here on %1 belongs to the guest.")};
        return back.of(slot)(name);
    }
    constexpr ByOwner fetched{en("The host's %1 is fetched into %2, on its way into the CSR."),
                              en("The guest's %1 is fetched into %2, on its way into the CSR.")};
    return fetched.of(slot)(kept_in(slot), name);
}

Phrase explain_csr(const Step& step, const Effect& written, const Effect* fetched) {
    const bool outward = step.half == Half::host_to_guest;
    const std::string name = csr_name(static_cast<unsigned>(written.at.id));
    const std::string_view into =
        fetched ? gpr_name(static_cast<unsigned>(fetched->at.id)) : std::string_view();
    switch (written.at.id) {
    case csr::stvec:
        return outward ? en("stvec now points at the return label, so the guest's next trap lands "
                            "in this routine; the host's trap vector waits in %1.")(into)
                       : en("stvec is the host's own trap vector again.");
    case csr::sscratch:
        if (outward) {
            return en("The struct pointer goes into sscratch, the one place the guest cannot "
                      "touch; the host's sscratch waits in %1.")(into);
        }
        if (into == "a0") {
            return en("a0 and sscratch trade places: a0 is the struct pointer again, the guest's "
                      "a0 is safe in sscratch.");
        }
        return en("sscratch is the host's again; the guest's a0 comes out into %1.")(into);
    case csr::sepc:
        return outward ? en("sepc is set to where the guest will go on.") : en("sepc is written.");
    case csr::scounteren:
        return outward ? en("The guest's counter permissions take effect; the host's wait in "
                            "%1.")(into)
                       : en("The host's counter permissions take effect again.");
    default:
        break;
    }
    if (fetched) {
        return (outward ? en("%1 now holds the guest's value; the host's waits in %2 to be saved.")
                        : en("%1 now holds the host's value; the guest's waits in %2 to be "
                             "saved."))(name, into);
    }
    return (outward ? en("%1 now holds the guest's value.")
                    : en("%1 now holds the host's value."))(name);
}

Phrase explain_world_change(const Step& step, const MachineState* after) {
    const std::string there = hex(step.pc_after);
    if (step.world_after == World::guest) {
        return en("sret drops into the guest: V becomes 1 and the guest goes on at %1.")(there);
    }
    if (const auto exit = exit_of(step, after)) {
        return (step.world_after == World::firmware
                    ? en("The guest exits: %1. V is 0 again and the hart stands at %2, in machine "
                         "mode.")
                    : en("The guest exits: %1. V is 0 again and the hart stands at %2, where "
                         "stvec pointed."))(exit->text, there);
    }
    return (step.world_after == World::firmware
                ? en("From the host to the firmware, at %1.")
                : en("From the firmware to the host, at %1."))(there);
}

Phrase explain_in_routine(const Step& step, const SaveArea& area) {
    const Effect* slot_effect = find_effect(step, LocationKind::slot);
    if (slot_effect && slot_effect->at.id < area.slots().size()) {
        return explain_store(*slot_effect, area.slots()[slot_effect->at.id]);
    }
    const Effect* csr_effect = find_effect(step, LocationKind::csr);
    const Effect* gpr_effect = find_effect(step, LocationKind::gpr);
    if (csr_effect) {
        return explain_csr(step, *csr_effect, gpr_effect);
    }
    if (!gpr_effect) {
        return en("Nothing that this view shows changes.");
    }
    const auto rd = static_cast<unsigned>(gpr_effect->at.id);
    if (gpr_effect->from) {
        const Location& from = *gpr_effect->from;
        if (from.kind == LocationKind::slot && from.id < area.slots().size()) {
            return explain_load(rd, area.slots()[from.id]);
        }
        if (from.kind == LocationKind::csr) {
            return (from.id == csr::sepc ? en("%1 is read into %2: it is where the guest stopped.")
                                         : en("%1 is read into %2."))(
                csr_name(static_cast<unsigned>(from.id)), gpr_name(rd));
        }
    }
    return (step.half == Half::host_to_guest
                ? en("The address of the return label is being formed in %1.")
                : en("%1 is computed."))(gpr_name(rd));
}

Phrase explain_run(const Step& step, const MachineState* after) {
    const std::string there = hex(step.pc_after);
    if (const auto exit = exit_of(step, after)) {
        return en("The guest ran on, unwatched, until it exited: %1. V is 0 again and the hart "
                  "stands at %2.")(exit->text, there);
    }
    const auto differing = step.effects.size();
    switch (step.world) {
    case World::guest:
        return en("The guest ran on to %1 without being watched instruction by instruction; %2 "
                  "values differ afterwards.")(there, differing);
    case World::firmware:
        return en("The firmware ran to %1 without being watched instruction by instruction; %2 "
                  "values differ afterwards.")(there, differing);
    case World::host:
        break;
    }
    if (step.half != Half::none) {
        return en(
            "The switch ran on to %1 without being watched instruction by instruction, so it is "
            "not checked; values that differ afterwards: %2.")(there, differing);
    }
    return en("C code of the host ran to %1 without being watched instruction by instruction; %2 "
              "values differ afterwards.")(there, differing);
}

/// Explains one instruction outside the routine.
Phrase explain_elsewhere(const Step& step) {
    const bool guest = step.world == World::guest;
    const auto registers = std::ranges::count(step.effects, LocationKind::gpr,
                                              [](const Effect& effect) { return effect.at.kind; });
    const Effect* effect = find_effect(step, LocationKind::gpr);
    if (registers != 1 || effect == nullptr) {
        return guest ? en("The guest's own code runs.") : en("Code outside the switch runs.");
    }
    const std::string_view name = gpr_name(static_cast<unsigned>(effect->at.id));
    if (!effect->after) {
        return (guest ? en("The guest's own code sets %1.")
                      : en("Code outside the switch sets %1."))(name);
    }
    return (guest ? en("The guest's own code sets %1 to %2.")
                  : en("Code outside the switch sets %1 to %2."))(name, hex(*effect->after));
}

} // namespace

Phrase explain(const Step& step, const Routine& routine, const SaveArea& area,
               const MachineState* after) {
    if (stands_still(step)) {
        return step.effects.size() == 1
                   ? en("The hart stands where it stood; %1 was changed meanwhile.")(
                         location_name(step.effects.front().at, area))
                   : en("The hart stands where it stood; %1 values were changed meanwhile.")(
                         step.effects.size());
    }
    if (step.kind == Step::Kind::run) {
        return explain_run(step, after);
    }
    if (step.world != step.world_after) {
        return explain_world_change(step, after);
    }
    if (step.trapped) {
        return en("An interrupt or a fault took the hart away before the instruction; it stands at "
                  "%1.")(hex(step.pc_after));
    }
    const auto& spans = routine.spans();
    if (step.span < 0 || static_cast<std::size_t>(step.span) >= spans.size()) {
        return explain_elsewhere(step);
    }
    if (spans[static_cast<std::size_t>(step.span)].kind == MacroSpan::Kind::return_to_host) {
        return en("Back in C: the world switch is complete, and the caller finds every register it "
                  "relies on as it left it.");
    }
    return explain_in_routine(step, area);
}

Phrase why_not_saved(const SaveArea& area, const Routine& routine, SlotOwner owner,
                     const Location& location) {
    const bool host = owner == SlotOwner::host;
    const bool is_gpr = location.kind == LocationKind::gpr;
    const auto index = is_gpr ? area.index_of_gpr(owner, static_cast<unsigned>(location.id))
                              : area.index_of_csr(owner, static_cast<unsigned>(location.id));
    if (index && routine.touches(area.slots()[*index])) {
        return {};
    }
    constexpr English not_kept = en("not kept by this routine");
    if (is_gpr) {
        const auto number = location.id;
        const bool temporary = (number >= Gpr::t0 && number <= Gpr::t2) || number >= Gpr::t3;
        if (host && number == Gpr::a0) {
            return en("carries the struct pointer");
        }
        return host && temporary ? en("caller-saved: not kept") : not_kept;
    }
    switch (location.id) {
    case csr::sepc:
        return en("not needed: set by the next trap");
    case csr::stvec:
        return host ? not_kept : en("return label while in the guest");
    case csr::sscratch:
        return host ? not_kept : en("struct pointer while in the guest");
    case csr::hstatus:
    case csr::scounteren:
        return en("swapped in C, around the call");
    default:
        return not_kept;
    }
}

Phrase instruction_of(const Step& step) {
    if (stands_still(step)) {
        return en("(changed where it stands)");
    }
    if (step.kind == Step::Kind::run) {
        return step.world == World::guest ? en("(guest runs)") : en("(runs to the next stop)");
    }
    if (step.size == 0) {
        return en("(not fetched)");
    }
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        bytes[n] = static_cast<std::uint8_t>(step.encoding >> (8 * n));
    }
    const auto instruction = decode(std::span(bytes).first(step.size), step.pc);
    return instruction ? Phrase(instruction->text()) : Phrase(en("(unknown instruction)"));
}

std::string instruction_text(const Step& step) {
    return instruction_of(step).english();
}

} // namespace switchscope
