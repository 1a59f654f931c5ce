// SPDX-License-Identifier: MIT
#include "core/session/instruction_log_account.h"

#include <algorithm>
#include <utility>

#include "core/isa/registers.h"
#include "core/session/log_effects.h"
#include "core/session/log_plan.h"
#include "core/session/prediction.h"

namespace switchscope {

namespace {

/// A trap fills CSRs that dumps lack.
void forget_trap_csrs(Step& step, const MachineState& state, const Observation& seen) {
    if (!step.trapped || step.world_after != World::host) {
        return;
    }
    for (const std::uint16_t number : csr::filled_by_trap) {
        const auto value = state.value(Location::csr(number));
        if (value && !seen.looked_at(number)) {
            step.effects.push_back({Location::csr(number), value, std::nullopt, std::nullopt});
        }
    }
}

/// A write through one of several windows onto a register changes those that dumps lack, too.
void forget_windows(Step& step, const MachineState& state, const Observation& seen) {
    const auto written = std::ranges::find_if(step.effects, [](const Effect& effect) {
        return effect.at.kind == LocationKind::csr && !windows_beside(effect.at.id).empty();
    });
    if (written == step.effects.end()) {
        return;
    }
    const Location through = written->at;
    for (const std::uint16_t number : windows_beside(through.id)) {
        const auto value = state.value(Location::csr(number));
        if (value && number != through.id && !seen.looked_at(number)) {
            step.effects.push_back({Location::csr(number), value, std::nullopt, through});
        }
    }
}

std::uint64_t trap_base(std::uint64_t vector) {
    return vector & ~std::uint64_t{3};
}

} // namespace

void InstructionLogAccount::not_executed(bool certain) {
    executed_ = certain ? Executed::no : Executed::perhaps;
}

World InstructionLogAccount::world_of(const LoggedBlock& block) const {
    if (block.registers->virtualized.value_or(false)) {
        return World::guest;
    }
    // The flags have the privilege of memory accesses, which firmware may lower (mstatus.MPRV).
    // They count where code was entered. What goes on straight stays in its world.
    constexpr std::uint64_t longest_instruction = 4;
    if (started_ && state().world != World::guest && block.pc - state().pc <= longest_instruction) {
        return state().world;
    }
    return (block.flags & 3) == 3 ? World::firmware : World::host;
}

void InstructionLogAccount::block(const LoggedBlock& block) {
    steps_.put_in_force();
    const Observation seen = observation_of(*block.registers, world_of(block));
    if (started_) {
        next(*block.registers, seen);
    } else {
        first(*block.registers, seen);
    }
    started_ = true;
    executed_ = Executed::yes;
    set_host_code(block.host_code);
}

/// The first block of the log. The hart stood somewhere when the machine was let run, and is
/// accounted for up to here where that is not here.
void InstructionLogAccount::first(const LoggedRegisters& registers, const Observation& seen) {
    const bool same_place = seen.pc == state().pc && seen.world == state().world;
    if (!start_.stands && !same_place) {
        run(seen, false);
        return;
    }
    const auto cause_pc =
        seen.world == World::firmware ? registers.csr(csr::mepc) : seen.csr_value(csr::sepc);
    if (seen.pc != state().pc && cause_pc == state().pc &&
        std::ranges::equal(seen.gprs, state().gprs)) {
        // An interrupt was pending, and came before the first instruction.
        trap(instruction_at_hand(), seen);
    } else if (steps_.differs(seen)) {
        run(seen, start_.stands);
    }
}

void InstructionLogAccount::run(const Observation& seen, bool corrected) {
    Step step = steps_.describe_run(seen, corrected);
    add_trap_effects(step, state(), seen);
    steps_.hold_arrival(std::move(step), seen);
    steps_.report_if_wanted();
}

const Instruction* InstructionLogAccount::instruction_at_hand() const {
    if (state().world == World::host) {
        if (const auto index = routine_.index_of(state().pc)) {
            return &routine_.instructions()[*index];
        }
    }
    const Instruction* known = log_.find_code(host_code());
    return known == nullptr || known->address != state().pc ? nullptr : known;
}

void InstructionLogAccount::next(const LoggedRegisters& registers, const Observation& seen) {
    const Instruction* instruction = instruction_at_hand();
    const bool same_place = seen.pc == state().pc && seen.world == state().world;
    const bool stood_still = same_place && std::ranges::equal(seen.gprs, state().gprs);
    if (executed_ == Executed::no || (executed_ == Executed::perhaps && stood_still)) {
        if (!same_place) {
            trap(instruction, seen); // an interrupt came first
        }
        return;
    }
    if (instruction == nullptr) {
        run(seen, false);
        return;
    }
    if (instruction->operation == Operation::sret && state().world == World::host) {
        hand_over(*instruction, seen);
        return;
    }
    const auto successor = instruction->successor(state().gprs);
    if (!successor || (*successor == seen.pc && seen.world == state().world)) {
        retire(*instruction, seen, seen.world, seen.pc, false);
        return;
    }
    const auto cause_pc = seen.world == World::firmware ? registers.csr(csr::mepc)
                          : seen.world == World::host   ? seen.csr_value(csr::sepc)
                                                        : seen.csr_value(csr::vsepc);
    detour(*instruction, *successor, cause_pc, seen);
}

void InstructionLogAccount::hand_over(const Instruction& sret, const Observation& seen) {
    Step entering = steps_.describe();
    complete_hand_over(sret, state(), entering);
    const bool arrived = seen.pc == entering.pc_after && seen.world == entering.world_after;
    retire(sret, seen, entering.world_after, entering.pc_after, !arrived);
    if (!arrived) {
        trap(nullptr, seen); // the guest's first instruction could not be fetched
    }
}

/// Whether the hart trapped to the host, and an interrupt to the firmware came in front of the
/// host's first instruction.
bool InstructionLogAccount::trapped_twice(std::uint64_t successor,
                                          std::optional<std::uint64_t> cause_pc,
                                          const Observation& seen) const {
    const auto stvec = state().value(Location::csr(csr::stvec));
    const auto sepc = seen.csr_value(csr::sepc);
    return seen.world == World::firmware && stvec && cause_pc == trap_base(*stvec) &&
           (sepc == state().pc || sepc == successor);
}

void InstructionLogAccount::detour(const Instruction& instruction, std::uint64_t successor,
                                   std::optional<std::uint64_t> cause_pc, const Observation& seen) {
    if (cause_pc == state().pc) {
        trap(&instruction, seen);
    } else if (cause_pc == successor) {
        retire(instruction, seen, state().world, successor, true);
        trap(nullptr, seen);
    } else if (trapped_twice(successor, cause_pc, seen)) {
        const bool retired = seen.csr_value(csr::sepc) != state().pc;
        if (retired) {
            retire(instruction, seen, state().world, successor, true);
        }
        Observation between = seen;
        between.pc = *cause_pc;
        between.world = World::host;
        trap(retired ? nullptr : &instruction, between);
        trap(nullptr, seen);
    } else {
        run(seen, true);
    }
}

void InstructionLogAccount::retire(const Instruction& instruction, const Observation& seen,
                                   World world_after, std::uint64_t pc_after, bool trap_follows) {
    Step step = steps_.describe();
    step.encoding = instruction.encoding;
    step.size = instruction.size;
    step.effects = predict(instruction, state(), area_).effects;
    step.world_after = world_after;
    step.pc_after = pc_after;
    step.trapped = step.world == World::guest && world_after != World::guest;
    step.verified = !trap_follows;
    if (const auto revealed = take_results(instruction, seen, trap_follows, step)) {
        step.effects.push_back(*revealed);
    }
    if (instruction.operation == Operation::sret && step.world == World::host) {
        complete_hand_over(instruction, state(), step);
    }
    if (!trap_follows) {
        compare(instruction, seen, step);
    }
    steps_.hold_arrival(std::move(step), seen);
    // Where the log is over, what comes next begins in front of the routine's entry. This step
    // stays held, so that nobody takes that entry for another switch.
    steps_.report_if_wanted();
}

/// Gives the effects of `step` the values that `seen` shows. Returns what a load has revealed of a
/// slot: it held something else than it was known to.
std::optional<Effect> InstructionLogAccount::take_results(const Instruction& instruction,
                                                          const Observation& seen,
                                                          bool trap_follows, Step& step) const {
    std::optional<Effect> revealed;
    for (Effect& effect : step.effects) {
        const auto expected = effect.after;
        complete_effect(instruction, state(), 0, effect);
        if (effect.at.kind == LocationKind::gpr) {
            const auto worked_out = std::exchange(effect.after, seen.gprs[effect.at.id]);
            step.corrected = step.corrected || (worked_out && worked_out != effect.after);
            const bool slot = effect.from && effect.from->kind == LocationKind::slot;
            if (slot && expected != effect.after) {
                revealed = Effect{*effect.from, expected, effect.after, std::nullopt};
            }
        } else if (effect.at.kind == LocationKind::csr && !trap_follows) {
            if (const auto value = seen.csr_value(static_cast<std::uint16_t>(effect.at.id))) {
                effect.after = value;
            }
        }
    }
    return revealed;
}

void InstructionLogAccount::compare(const Instruction& instruction, const Observation& seen,
                                    Step& step) const {
    add_window_effects(step, state(), seen);
    forget_windows(step, state(), seen);
    const std::size_t accounted = step.effects.size();
    reconcile(step, state(), seen, area_);
    // A write of one CSR can show in others (mstatus in sstatus), and a trap or a return writes
    // several.
    const bool explained =
        instruction.operation == Operation::csr || !instruction.successor(seen.gprs);
    step.corrected = step.corrected || (!explained && step.effects.size() != accounted);
    add_trap_effects(step, state(), seen);
    forget_trap_csrs(step, state(), seen);
}

void InstructionLogAccount::trap(const Instruction* instruction, const Observation& seen) {
    Step step = steps_.describe();
    if (instruction != nullptr) {
        step.encoding = instruction->encoding;
        step.size = instruction->size;
    }
    step.world_after = seen.world;
    step.pc_after = seen.pc;
    step.trapped = step.verified = true;
    reconcile(step, state(), seen, area_);
    add_trap_effects(step, state(), seen);
    forget_trap_csrs(step, state(), seen);
    steps_.hold(std::move(step));
    steps_.report();
}

} // namespace switchscope
