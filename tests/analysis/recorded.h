// SPDX-License-Identifier: MIT
// Compares the interpreter with a recording of the real machine, instruction by instruction.
#pragma once

#include <algorithm>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/trace/timeline.h"
#include "tests/analysis/interpreter.h"

namespace switchscope::test {

/// The value that a CSR keeps of a written one: UXL and VSXL stay "64 bits".
inline std::uint64_t kept_in_csr(std::uint64_t number, std::uint64_t value) {
    const bool has_width = number == csr::sstatus || number == csr::hstatus;
    return has_width ? value & ~(3ULL << 32) : value;
}

/// The recorded state as a machine of the interpreter. Memory between the slots is zero.
inline Machine machine_of(const MachineState& state, const SaveArea& area) {
    Machine machine;
    machine.pc = state.pc;
    machine.gprs = state.gprs;
    for (const auto& [number, value] : state.csrs) {
        if (value) {
            machine.csrs[number] = *value;
        }
    }
    const MachineState::Area& recorded = state.areas.at(state.area);
    machine.area = recorded.address;
    machine.memory.resize(area.size());
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        const Slot& slot = area.slots()[n];
        machine.set_word(slot.offset, recorded.slots.at(n).value_or(0), slot.size);
    }
    return machine;
}

/// The differences between interpreter and recording, in words; empty where all GPRs, CSRs and
/// slots are equal.
inline std::string disagreement(const Machine& machine, const MachineState& state,
                                const SaveArea& area, bool with_csrs, bool with_slots) {
    std::string text;
    const auto compare = [&](const std::string& what, std::uint64_t interpreted,
                             std::uint64_t recorded) {
        if (interpreted != recorded) {
            text += what + " " + hex(interpreted) + ", recorded " + hex(recorded) + "; ";
        }
    };
    compare("pc", machine.pc, state.pc);
    for (unsigned gpr = 0; gpr < gpr_count; ++gpr) {
        compare(std::string(gpr_name(gpr)), machine.gprs[gpr], state.gprs[gpr]);
    }
    for (const auto& [number, value] : state.csrs) {
        if (const auto held = machine.csrs.find(number);
            with_csrs && value && held != machine.csrs.end()) {
            compare(csr_name(number), kept_in_csr(number, held->second),
                    kept_in_csr(number, *value));
        }
    }
    const MachineState::Area& recorded = state.areas.at(state.area);
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        const Slot& slot = area.slots()[n];
        if (with_slots && recorded.slots.at(n)) {
            compare(slot.path, machine.word(slot.offset, slot.size), *recorded.slots[n]);
        }
    }
    return text;
}

struct Comparison {
    std::size_t instructions = 0; ///< of the routine, executed by both
    std::size_t halves = 0;       ///< each started from the recorded state
    std::string disagreement;     ///< the first one; empty: none
};

/// Executes every recorded instruction of the routine with the interpreter, too.
inline Comparison compare_with(const Recording& recording, const Routine& routine,
                               const SaveArea& area, const Code& code) {
    Comparison made;
    Timeline timeline(recording);
    Machine machine;
    Half half = Half::none;
    bool slots_are_known = true;
    while (!timeline.at_end() && made.disagreement.empty()) {
        const MachineState before = timeline.state();
        const Step& step = recording.step(timeline.position());
        timeline.forward(Stride::instruction);
        if (step.kind != Step::Kind::instruction || step.world != World::host ||
            !routine.contains(step.pc)) {
            half = Half::none;
            continue;
        }
        if (step.half != half) {
            half = step.half;
            machine = machine_of(before, area);
            ++made.halves;
        }
        const std::string where = "after the instruction at " + hex(step.pc) + " of switch " +
                                  std::to_string(step.switch_number) + ": ";
        const auto executed = execute(machine, code);
        if (!executed) {
            made.disagreement = where + "the interpreter " + executed.error();
            return made;
        }
        ++made.instructions;
        // A store to a part of a slot is recorded as one to memory. The slot changes with the next
        // full read.
        const bool partly_stored = std::ranges::any_of(step.effects, [](const Effect& effect) {
            return effect.at.kind == LocationKind::memory;
        });
        slots_are_known = step.verified || (slots_are_known && !partly_stored);
        // From sret on the guest sees its own CSRs.
        const std::string found = disagreement(machine, timeline.state(), area,
                                               *executed != Executed::sret, slots_are_known);
        made.disagreement = found.empty() ? "" : where + found;
    }
    return made;
}

} // namespace switchscope::test
