// SPDX-License-Identifier: MIT
#include "core/session/log_account.h"

#include <algorithm>
#include <utility>

namespace switchscope {

namespace {

constexpr std::uint64_t hstatus_spv = 1u << 7;

} // namespace

const Instruction* SharedLog::find_code(std::uint64_t host_code) const {
    const auto known = code_.find(host_code);
    return known == code_.end() ? nullptr : &known->second;
}

void SharedLog::code(const LoggedCode& code) {
    constexpr std::size_t most = 4096;
    if (fresh_code_.size() >= most) {
        fresh_code_.clear();
    }
    fresh_code_[code.pc] = code;
}

void SharedLog::translated(const LoggedBlock& block) {
    const auto fresh = fresh_code_.find(block.pc);
    if (fresh == fresh_code_.end()) {
        return;
    }
    const LoggedCode& code = fresh->second;
    const std::array bytes{static_cast<std::uint8_t>(code.encoding),
                           static_cast<std::uint8_t>(code.encoding >> 8),
                           static_cast<std::uint8_t>(code.encoding >> 16),
                           static_cast<std::uint8_t>(code.encoding >> 24)};
    code_.erase(block.host_code);
    if (auto decoded = decode(std::span(bytes).first(code.size), code.pc)) {
        code_.emplace(block.host_code, std::move(*decoded));
    }
    fresh_code_.erase(fresh);
}

LogAccount::LogAccount(const Routine& routine, const SaveArea& area, TraceMode mode,
                       const Start& start, SharedLog& shared, LogLedger& ledger)
    : routine_(routine), area_(area), mode_(mode), start_(start), shared_(shared),
      state_(shared.state), ledger_(ledger) {
    for (const Instruction& instruction : routine.instructions()) {
        if (instruction.csr) {
            routine_csrs_.insert(instruction.csr->number);
        }
    }
}

void LogAccount::not_executed(bool certain) {
    executed_ = certain ? Executed::no : Executed::perhaps;
}

World LogAccount::world_of(const LoggedBlock& block) const {
    if (block.registers->virtualized.value_or(false)) {
        return World::guest;
    }
    // The flags tell the privilege of memory accesses, which firmware may lower (mstatus.MPRV): they count where
    // the code was entered, and what goes on straight stays where it is.
    constexpr std::uint64_t after_state = 4;
    if (started_ && state_.world != World::guest && block.pc - state_.pc <= after_state &&
        mode_ == TraceMode::instruction) {
        return state_.world;
    }
    return (block.flags & 3) == 3 ? World::firmware : World::host;
}

void LogAccount::block(const LoggedBlock& block) {
    state_.select_hart(start_.hart);
    const World world = world_of(block);
    const bool in_routine = world == World::host && routine_.index_of(block.pc).has_value();
    if (mode_ == TraceMode::block && !in_routine) {
        return; // a log that no -dfilter confines
    }
    const Observation seen = observation_of(*block.registers, world);
    const bool same_place = seen.pc == state_.pc && world == state_.world;
    if (!started_ && (start_.stands || same_place)) {
        if (!interrupted_at_once(*block.registers, seen, world)) {
            first_block(seen, world);
        }
    } else if (!started_ && mode_ == TraceMode::instruction) {
        run(seen, world, false);
    } else if (mode_ == TraceMode::instruction) {
        next_instruction(*block.registers, seen, world);
    } else {
        next_anchor(seen, world);
    }
    started_ = true;
    executed_ = Executed::yes;
    host_code_ = block.host_code;
    anchor_ = {block.pc, shared_.time};
}

bool LogAccount::interrupted_at_once(const LoggedRegisters& registers, const Observation& seen,
                                     World world) {
    const auto cause_pc =
        world == World::firmware ? registers.csr(csr::mepc) : seen.csr_value(csr::sepc);
    if (mode_ != TraceMode::instruction || seen.pc == state_.pc || cause_pc != state_.pc ||
        !std::ranges::equal(seen.gprs, state_.gprs)) {
        return false;
    }
    trap(instruction_at_hand(), seen, world);
    return true;
}

void LogAccount::first_block(const Observation& seen, World world) {
    Step probe = describe();
    reconcile(probe, state_, seen, area_);
    if (seen.pc != state_.pc || world != state_.world || !probe.effects.empty()) {
        run(seen, world, start_.stands); // not where the state at hand was read
    }
}

void LogAccount::run(const Observation& seen, World world, bool corrected) {
    Step step = describe();
    step.kind = Step::Kind::run;
    step.verified = true;
    step.corrected = corrected;
    step.world_after = world;
    step.pc_after = seen.pc;
    step.trapped = step.world == World::guest && world != World::guest;
    reconcile(step, state_, seen, area_);
    if (mode_ == TraceMode::block) {
        forget_unseen(step, seen);
    }
    add_trap_effects(step, state_, seen);
    arrive(step, seen);
    hold(std::move(step));
    if (mode_ == TraceMode::instruction && !ledger_.is_over()) {
        tell();
    }
}

/// At the routine's entry the struct pointer is in a0, and a switch is over. Where a guest comes from whose entry was
/// not seen, sscratch has the pointer.
void LogAccount::arrive(Step& step, const Observation& seen) {
    if (step.world_after != World::host) {
        return;
    }
    if (step.pc_after == routine_.begin()) {
        meet_area(seen.gprs[Gpr::a0]);
        step.area = state_.area;
        ledger_.arrived(start_.hart, state_.area);
    } else if (step.pc_after == routine_.return_label() && !start_.knows_area) {
        if (const auto pointer = seen.csr_value(csr::sscratch)) {
            meet_area(*pointer);
            step.area = state_.area;
        }
    }
}

void LogAccount::meet_area(std::uint64_t address) {
    start_.knows_area = true;
    const auto known = std::ranges::find(state_.areas, address, &MachineState::Area::address);
    state_.area = static_cast<std::uint16_t>(known - state_.areas.begin());
    if (known == state_.areas.end()) {
        // Its slots show as they are loaded and stored.
        state_.areas.push_back({address, std::nullopt, {}});
        state_.areas.back().slots.resize(area_.slots().size());
        ledger_.area_met(state_.areas.back());
    }
}

/// What the log cannot show and the routine does not touch has no value once the machine ran unobserved.
void LogAccount::forget_unseen(Step& step, const Observation& seen) const {
    const auto forget = [&](const Location& at) {
        if (const auto value = state_.value(at)) {
            step.effects.push_back({at, value, std::nullopt, std::nullopt});
        }
    };
    for (const auto& [number, value] : state_.csrs) {
        if (value && !routine_csrs_.contains(number) && !seen.looked_at(number)) {
            forget(Location::csr(number));
        }
    }
    if (step.world == World::guest) {
        return; // the guest cannot reach the struct
    }
    for (std::size_t area = 0; area < state_.areas.size(); ++area) {
        for (std::size_t n = 0; n < area_.slots().size(); ++n) {
            if (!routine_.touches(area_.slots()[n])) {
                forget(Location::slot(static_cast<std::uint16_t>(area), n, area_.slots()[n].size));
            }
        }
    }
}

/// A trap fills CSRs that dumps lack.
void LogAccount::forget_trap_csrs(Step& step, const Observation& seen) const {
    for (const std::uint16_t number : csr::filled_by_trap) {
        const auto value = state_.value(Location::csr(number));
        if (step.trapped && step.world_after == World::host && value && !seen.looked_at(number)) {
            step.effects.push_back({Location::csr(number), value, std::nullopt, std::nullopt});
        }
    }
}

/// What a write through one of several windows onto a register did to those that dumps lack.
void LogAccount::forget_windows(Step& step, const Observation& seen) const {
    const auto written = std::ranges::find_if(step.effects, [](const Effect& effect) {
        return effect.at.kind == LocationKind::csr && !windows_beside(effect.at.id).empty();
    });
    if (written == step.effects.end()) {
        return;
    }
    const Location through = written->at;
    for (const std::uint16_t number : windows_beside(through.id)) {
        const auto value = state_.value(Location::csr(number));
        if (value && number != through.id && !seen.looked_at(number)) {
            step.effects.push_back({Location::csr(number), value, std::nullopt, through});
        }
    }
}

/// The value an instruction gives to what it writes, as far as the state tells.
void LogAccount::complete(const Instruction& instruction, Effect& effect) const {
    const auto known = [&](std::optional<std::uint8_t> gpr) {
        return !gpr || (unknown_gprs_ >> *gpr & 1) == 0;
    };
    const auto value = [&](std::optional<std::uint8_t> gpr) {
        return gpr ? state_.gprs[*gpr] : std::uint64_t{0};
    };
    if (effect.at.kind == LocationKind::csr && instruction.csr) {
        const CsrAccess& access = *instruction.csr;
        const std::uint64_t operand = access.immediate.value_or(0) + value(instruction.rs1);
        const std::uint64_t old = effect.before.value_or(0);
        if (!known(instruction.rs1)) {
            effect.after.reset();
        } else if (access.operation == CsrOperation::write) {
            effect.after = operand;
        } else if (effect.before) {
            effect.after = access.operation == CsrOperation::set ? old | operand : old & ~operand;
        }
        return;
    }
    if (effect.at.kind != LocationKind::gpr) {
        if (!known(instruction.rs2)) {
            effect.after.reset();
        }
        return;
    }
    if (effect.after || (effect.from && effect.from->kind == LocationKind::csr)) {
        effect.after = effect.from && effect.from->kind == LocationKind::csr
                           ? state_.value(*effect.from)
                           : effect.after;
        return;
    }
    const auto immediate = static_cast<std::uint64_t>(instruction.immediate);
    switch (instruction.operation) {
    case Operation::lui:
        effect.after = immediate;
        break;
    case Operation::auipc:
        effect.after = instruction.address + immediate;
        break;
    case Operation::add_immediate:
        if (known(instruction.rs1)) {
            effect.after = value(instruction.rs1) + immediate;
        }
        break;
    case Operation::jump:
    case Operation::jump_register:
        effect.after = instruction.next_address();
        break;
    default:
        break; // shown by the next dump
    }
}

/// sret with SPV=1 enters the guest; ecall (SBI NACL) asks the firmware to.
void LogAccount::complete_hand_over(const Instruction& instruction, Step& step) const {
    if (instruction.operation == Operation::sret) {
        const Location at = Location::csr(csr::hstatus);
        const auto hstatus = state_.value(at);
        if (hstatus && (*hstatus & hstatus_spv) != 0) {
            step.world_after = World::guest;
            step.effects.push_back({at, hstatus, *hstatus & ~hstatus_spv, std::nullopt});
        }
        step.pc_after = state_.value(Location::csr(csr::sepc)).value_or(0);
    } else {
        step.world_after = World::firmware;
        step.pc_after = state_.value(Location::csr(csr::mtvec)).value_or(0) & ~std::uint64_t{3};
    }
}

void LogAccount::hold(Step step) {
    state_.apply(step);
    held_.push_back(std::move(step));
}

void LogAccount::tell() {
    for (Step& step : held_) {
        ledger_.stepped(std::move(step));
    }
    held_.clear();
}

const Instruction* LogAccount::instruction_at_hand() const {
    if (state_.world == World::host) {
        if (const auto index = routine_.index_of(state_.pc)) {
            return &routine_.instructions()[*index];
        }
    }
    const Instruction* known = shared_.find_code(host_code_);
    return known == nullptr || known->address != state_.pc ? nullptr : known;
}

void LogAccount::next_instruction(const LoggedRegisters& registers, const Observation& seen,
                                  World world) {
    const Instruction* instruction = instruction_at_hand();
    const bool same_place = seen.pc == state_.pc && world == state_.world;
    const bool stood_still = same_place && std::ranges::equal(seen.gprs, state_.gprs);
    if (executed_ == Executed::no || (executed_ == Executed::perhaps && stood_still)) {
        if (!same_place) {
            trap(instruction, seen, world); // an interrupt came first
        }
        return;
    }
    if (instruction == nullptr) {
        run(seen, world, false);
        return;
    }
    const auto successor = instruction->successor(state_.gprs);
    if (instruction->operation == Operation::sret && state_.world == World::host) {
        Step entering = describe();
        complete_hand_over(*instruction, entering);
        const bool arrived = seen.pc == entering.pc_after && world == entering.world_after;
        retire(*instruction, seen, entering.world_after, entering.pc_after, !arrived);
        if (!arrived) {
            trap(nullptr, seen, world); // the guest's first instruction could not be fetched
        }
        return;
    }
    if (!successor || (*successor == seen.pc && world == state_.world)) {
        retire(*instruction, seen, world, seen.pc, false);
        return;
    }
    const auto cause_pc = world == World::firmware ? registers.csr(csr::mepc)
                          : world == World::host   ? seen.csr_value(csr::sepc)
                                                   : seen.csr_value(csr::vsepc);
    if (cause_pc == state_.pc) {
        trap(instruction, seen, world);
    } else if (cause_pc == *successor) {
        retire(*instruction, seen, state_.world, *successor, true);
        trap(nullptr, seen, world);
    } else if (const auto stvec = state_.value(Location::csr(csr::stvec));
               world == World::firmware && stvec && cause_pc == (*stvec & ~std::uint64_t{3}) &&
               (seen.csr_value(csr::sepc) == state_.pc ||
                seen.csr_value(csr::sepc) == *successor)) {
        // It trapped to the host, and in front of the host's first instruction an interrupt to the firmware came.
        const bool retired = seen.csr_value(csr::sepc) != state_.pc;
        if (retired) {
            retire(*instruction, seen, state_.world, *successor, true);
        }
        Observation between = seen;
        between.pc = *cause_pc;
        trap(retired ? nullptr : instruction, between, World::host);
        trap(nullptr, seen, world);
    } else {
        run(seen, world, true);
    }
}

void LogAccount::retire(const Instruction& instruction, const Observation& seen, World world_after,
                        std::uint64_t pc_after, bool trap_follows) {
    Step step = describe();
    step.encoding = instruction.encoding;
    step.size = instruction.size;
    step.effects = predict(instruction, state_, area_).effects;
    step.world_after = world_after;
    step.pc_after = pc_after;
    step.trapped = step.world == World::guest && world_after != World::guest;
    step.verified = !trap_follows;
    std::optional<Effect> revealed;
    for (Effect& effect : step.effects) {
        const auto expected = effect.after;
        complete(instruction, effect);
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
    if (revealed) {
        step.effects.push_back(*revealed);
    }
    if (instruction.operation == Operation::sret && step.world == World::host) {
        complete_hand_over(instruction, step);
    }
    if (!trap_follows) {
        add_window_effects(step, state_, seen);
        forget_windows(step, seen);
        const std::size_t accounted = step.effects.size();
        reconcile(step, state_, seen, area_);
        // Writing one CSR can show in others (mstatus in sstatus), and a trap or a return writes several.
        const bool explained =
            instruction.operation == Operation::csr || !instruction.successor(seen.gprs);
        step.corrected = step.corrected || (!explained && step.effects.size() != accounted);
        add_trap_effects(step, state_, seen);
        forget_trap_csrs(step, seen);
    }
    arrive(step, seen);
    hold(std::move(step));
    if (!ledger_
             .is_over()) { // what comes next begins in front of the entry, so that it is not taken for a switch
        tell();
    }
}

void LogAccount::trap(const Instruction* instruction, const Observation& seen, World world) {
    Step step = describe();
    if (instruction != nullptr) {
        step.encoding = instruction->encoding;
        step.size = instruction->size;
    }
    step.world_after = world;
    step.pc_after = seen.pc;
    step.trapped = step.verified = true;
    reconcile(step, state_, seen, area_);
    add_trap_effects(step, state_, seen);
    forget_trap_csrs(step, seen);
    hold(std::move(step));
    tell();
}

} // namespace switchscope
