// SPDX-License-Identifier: MIT
#include "core/model/explain.h"

#include <algorithm>
#include <array>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/exit.h"

namespace switchscope {

namespace {

/// A run that ends where it began: somebody wrote a value while the hart was stopped.
bool stands_still(const Step& step) {
    return step.kind == Step::Kind::run && step.pc == step.pc_after &&
           step.world == step.world_after;
}

std::string owner_of(const Slot& slot) {
    return slot.owner == SlotOwner::host ? "host" : "guest";
}

/// The register a slot keeps, by name: "ra", "sstatus".
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

std::string explain_store(const Effect& store, const Slot& slot) {
    const std::string register_name = kept_in(slot);
    if (store.from && store.from->kind == LocationKind::gpr) {
        const std::string source(gpr_name(static_cast<unsigned>(store.from->id)));
        if (source == register_name) {
            return "The " + owner_of(slot) + "'s " + register_name + " is saved in its slot, " +
                   slot.label + ".";
        }
        return "The " + owner_of(slot) + "'s " + register_name + ", held in " + source +
               " since the swap, is saved in its slot, " + slot.label + ".";
    }
    return "Slot " + slot.label + " is written.";
}

std::string explain_load(unsigned rd, const Slot& slot) {
    const std::string name(gpr_name(rd));
    if (slot.gpr == rd) {
        if (rd == Gpr::a0 && slot.owner == SlotOwner::guest) {
            return "Last of all the guest's a0 is loaded: the struct pointer leaves the register "
                   "file "
                   "and lives on in sscratch.";
        }
        return "The " + owner_of(slot) + "'s " + name + " comes back from its slot: from here on " +
               name + " belongs to the " + owner_of(slot) + ".";
    }
    return "The " + owner_of(slot) + "'s " + kept_in(slot) + " is fetched into " + name +
           ", on its way into the CSR.";
}

std::string explain_csr(const Step& step, const Effect& written, const Effect* fetched) {
    const bool outward = step.half == Half::host_to_guest;
    const std::string name = csr_name(static_cast<unsigned>(written.at.id));
    const std::string into =
        fetched ? std::string(gpr_name(static_cast<unsigned>(fetched->at.id))) : "";
    switch (written.at.id) {
    case csr::stvec:
        return outward
                   ? "stvec now points at the return label, so the guest's next trap lands in this "
                     "routine; the host's trap vector waits in " +
                         into + "."
                   : "stvec is the host's own trap vector again.";
    case csr::sscratch:
        if (outward) {
            return "The struct pointer goes into sscratch, the one place the guest cannot touch; "
                   "the host's sscratch waits in " +
                   into + ".";
        }
        if (into == "a0") {
            return "a0 and sscratch trade places: a0 is the struct pointer again, the guest's a0 "
                   "is "
                   "safe in sscratch.";
        }
        return "sscratch is the host's again; the guest's a0 comes out into " + into + ".";
    case csr::sepc:
        return outward ? "sepc is set to where the guest will go on." : "sepc is written.";
    case csr::scounteren:
        return outward
                   ? "The guest's counter permissions take effect; the host's wait in " + into + "."
                   : "The host's counter permissions take effect again.";
    default:
        break;
    }
    const std::string incoming = outward ? "guest" : "host";
    const std::string outgoing = outward ? "host" : "guest";
    std::string sentence = name + " now holds the " + incoming + "'s value";
    if (fetched) {
        sentence += "; the " + outgoing + "'s waits in " + into + " to be saved";
    }
    return sentence + ".";
}

std::string explain_world_change(const Step& step, const MachineState* after) {
    if (step.world_after == World::guest) {
        return "sret drops into the guest: V becomes 1 and the guest goes on at " +
               hex(step.pc_after) + ".";
    }
    if (const auto exit = exit_of(step, after)) {
        return "The guest exits: " + exit->text + ". V is 0 again and the hart stands at " +
               hex(step.pc_after) +
               (step.world_after == World::firmware ? ", in machine mode."
                                                    : ", where stvec pointed.");
    }
    return std::string("From the ") + world_name(step.world) + " to the " +
           world_name(step.world_after) + ", at " + hex(step.pc_after) + ".";
}

std::string explain_in_routine(const Step& step, const SaveArea& area) {
    const Effect* slot_effect = find_effect(step, LocationKind::slot);
    if (slot_effect && slot_effect->at.id < area.slots().size()) {
        return explain_store(*slot_effect, area.slots()[slot_effect->at.id]);
    }
    const Effect* csr_effect = find_effect(step, LocationKind::csr);
    const Effect* gpr_effect = find_effect(step, LocationKind::gpr);
    if (csr_effect) {
        return explain_csr(step, *csr_effect, gpr_effect);
    }
    if (gpr_effect && gpr_effect->from) {
        const auto rd = static_cast<unsigned>(gpr_effect->at.id);
        const Location& from = *gpr_effect->from;
        if (from.kind == LocationKind::slot && from.id < area.slots().size()) {
            return explain_load(rd, area.slots()[from.id]);
        }
        if (from.kind == LocationKind::csr) {
            return csr_name(static_cast<unsigned>(from.id)) + " is read into " +
                   std::string(gpr_name(rd)) +
                   (from.id == csr::sepc ? ": it is where the guest stopped." : ".");
        }
    }
    if (gpr_effect) {
        const std::string name(gpr_name(static_cast<unsigned>(gpr_effect->at.id)));
        return step.half == Half::host_to_guest
                   ? "The address of the return label is being formed in " + name + "."
                   : name + " is computed.";
    }
    return "Nothing that this view shows changes.";
}

} // namespace

std::string explain(const Step& step, const Routine& routine, const SaveArea& area,
                    const MachineState* after) {
    if (stands_still(step)) {
        return "The hart stands where it stood; " +
               (step.effects.size() == 1 ? location_name(step.effects.front().at, area) + " was"
                                         : std::to_string(step.effects.size()) + " values were") +
               " changed meanwhile.";
    }
    if (step.kind == Step::Kind::run) {
        if (const auto exit = exit_of(step, after)) {
            return "The guest ran on, unwatched, until it exited: " + exit->text +
                   ". V is 0 again and the hart stands at " + hex(step.pc_after) + ".";
        }
        const std::string who = step.world == World::guest      ? "The guest ran on"
                                : step.world == World::firmware ? "The firmware ran"
                                                                : "C code of the host ran";
        return who + " to " + hex(step.pc_after) +
               " without being watched instruction by instruction; " +
               std::to_string(step.effects.size()) + " values differ afterwards.";
    }
    if (step.world != step.world_after) {
        return explain_world_change(step, after);
    }
    if (step.trapped) {
        return "An interrupt or a fault took the hart away before the instruction; it stands at " +
               hex(step.pc_after) + ".";
    }
    if (step.span >= 0 && static_cast<std::size_t>(step.span) < routine.spans().size()) {
        if (routine.spans()[static_cast<std::size_t>(step.span)].kind ==
            MacroSpan::Kind::return_to_host) {
            return "Back in C: the world switch is complete, and the caller finds every register "
                   "it "
                   "relies on as it left it.";
        }
        return explain_in_routine(step, area);
    }
    const std::string who =
        step.world == World::guest ? "The guest's own code" : "Code outside the switch";
    const auto registers = std::ranges::count(step.effects, LocationKind::gpr,
                                              [](const Effect& effect) { return effect.at.kind; });
    const Effect* effect = find_effect(step, LocationKind::gpr);
    if (registers == 1 && effect != nullptr) {
        return who + " sets " + std::string(gpr_name(static_cast<unsigned>(effect->at.id))) +
               (effect->after ? " to " + hex(*effect->after) : "") + ".";
    }
    return who + " runs.";
}

std::string why_not_saved(const SaveArea& area, const Routine& routine, SlotOwner owner,
                          const Location& location) {
    const bool host = owner == SlotOwner::host;
    const bool is_gpr = location.kind == LocationKind::gpr;
    const auto index = is_gpr ? area.index_of_gpr(owner, static_cast<unsigned>(location.id))
                              : area.index_of_csr(owner, static_cast<unsigned>(location.id));
    if (index && routine.touches(area.slots()[*index])) {
        return {};
    }
    if (is_gpr) {
        const auto number = location.id;
        const bool temporary = (number >= Gpr::t0 && number <= Gpr::t2) || number >= Gpr::t3;
        if (host && number == Gpr::a0) {
            return "carries the struct pointer";
        }
        if (host && temporary) {
            return "caller-saved: not kept";
        }
        return "not kept by this routine";
    }
    switch (location.id) {
    case csr::sepc:
        return "not needed: set by the next trap";
    case csr::stvec:
        return host ? "not kept by this routine" : "return label while in the guest";
    case csr::sscratch:
        return host ? "not kept by this routine" : "struct pointer while in the guest";
    case csr::hstatus:
    case csr::scounteren:
        return "swapped in C, around the call";
    default:
        return "not kept by this routine";
    }
}

std::string instruction_text(const Step& step) {
    if (stands_still(step)) {
        return "(changed where it stands)";
    }
    if (step.kind == Step::Kind::run) {
        return step.world == World::guest ? "(guest runs)" : "(runs to the next stop)";
    }
    if (step.size == 0) {
        return "(not fetched)";
    }
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        bytes[n] = static_cast<std::uint8_t>(step.encoding >> (8 * n));
    }
    const auto instruction = decode(std::span(bytes).first(step.size), step.pc);
    return instruction ? instruction->text() : "(unknown instruction)";
}

} // namespace switchscope
