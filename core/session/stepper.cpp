// SPDX-License-Identifier: MIT
#include "core/session/stepper.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/prediction.h"

namespace switchscope {

namespace {

using namespace std::chrono_literals;

/// A step that takes longer waits for something that stepping holds off.
constexpr auto step_patience = 2000ms;
/// So many steps in a row without an executed instruction are an error.
constexpr int most_idle_steps = 1000;

/// Whether code that was read ahead may not be what is fetched next.
bool may_move_code(const Instruction& instruction) {
    switch (instruction.operation) {
    case Operation::store:
    case Operation::atomic:
    case Operation::csr: // satp and its kin
    case Operation::fence:
        return true;
    default:
        return false;
    }
}

bool can_trap(const Instruction& instruction) {
    switch (instruction.operation) {
    case Operation::lui:
    case Operation::auipc:
    case Operation::add_immediate:
    case Operation::move:
    case Operation::alu:
    case Operation::branch:
    case Operation::jump:
    case Operation::jump_register:
        return false;
    default:
        return true;
    }
}

/// Whether a trap could land at `pc`, going by the trap vectors of `state`.
bool is_trap_vector(const MachineState& state, std::uint64_t pc) {
    for (const std::uint16_t vector : {csr::stvec, csr::vstvec, csr::mtvec}) {
        const auto value = state.value(Location::csr(vector));
        if (!value) {
            continue;
        }
        const std::uint64_t base = *value & ~std::uint64_t{3};
        // Vectored mode: interrupts land at base + 4 * cause.
        const std::uint64_t reach = (*value & 1) != 0 ? std::uint64_t{4} * 64 : 0;
        if (pc >= base && pc <= base + reach) {
            return true;
        }
    }
    return false;
}

bool was_stepped(const Reply& reply) {
    return reply.stop->reason == Stop::Reason::stepped;
}

} // namespace

Result<std::size_t> Stepper::step(Stride stride, std::size_t limit, SessionListener& listener,
                                  std::stop_token cancel) {
    Stretch stretch{stride, limit, listener, std::move(cancel)};
    while (!stretch.over && stretch.made < limit) {
        SWITCHSCOPE_TRY(make_step(stretch));
    }
    return stretch.made;
}

/// One turn: the instruction at the pc is executed, read back, and entered. Where it stays within
/// the stretch, the same round trip that reads it back has the next one executed, and that one's
/// turn begins with the plan.
Result<void> Stepper::make_step(Stretch& stretch) {
    const Instruction instruction = SWITCHSCOPE_TRY(fetch());
    if (!stretch.executed) {
        stretch.over = waits(instruction);
        if (!stretch.over) {
            SWITCHSCOPE_TRY(execute(stretch));
        }
        if (stretch.over) {
            return {};
        }
    }

    Plan plan = make_plan(instruction);
    plan.runs_ahead = may_run_ahead(plan, instruction, stretch);
    if (plan.runs_ahead) {
        plan.reads.resume = Resume::step;
        plan.reads.patience = step_patience;
    }

    const Reply reply = SWITCHSCOPE_TRY(machine_.target().exchange(plan.reads, stretch.cancel));
    if (plan.runs_ahead) {
        SWITCHSCOPE_TRY(check_alive(*reply.stop));
    }

    if (stood_still(plan, reply)) {
        // QEMU 7.2 now and then reports a step that executed nothing: a pending interrupt, which
        // stepping holds off, made it stop in front of the instruction. A resume that went out with
        // the reads has then executed this instruction and not the next one.
        if (++stretch.idle > most_idle_steps) {
            return fail(en("the target reports steps but stays at %1")(hex(state().pc)),
                        en("Let it run (F5), or start it again."));
        }
        stretch.executed = plan.runs_ahead;
        return {};
    }
    stretch.idle = 0;

    SWITCHSCOPE_TRY(finish(plan, reply));
    const Step& step = plan.step;
    if (may_move_code(instruction)) {
        machine_.code().forget(step.hart);
    }
    machine_.commit(step, stretch.listener);
    ++stretch.made;
    if (plan.runs_ahead && !was_stepped(reply)) {
        return stop_short(stretch);
    }
    // A step of kind `run` has the instruction that ran ahead in its account.
    stretch.executed = plan.runs_ahead && step.kind == Step::Kind::instruction;
    stretch.over = !stretch.executed &&
                   (step.kind == Step::Kind::run || ends_stretch(stretch, step, step.pc_after));
    return {};
}

Result<Instruction> Stepper::fetch() {
    if (state().world == World::host) {
        if (const auto index = routine_.index_of(state().pc)) {
            return routine_.instructions()[*index];
        }
    }
    return machine_.code().fetch(state().hart, state().pc);
}

Result<void> Stepper::execute(Stretch& stretch) {
    Request request;
    request.hart = state().hart;
    request.resume = Resume::step;
    request.patience = step_patience;
    const Reply reply = SWITCHSCOPE_TRY(machine_.target().exchange(request, stretch.cancel));
    SWITCHSCOPE_TRY(check_alive(*reply.stop));
    return was_stepped(reply) ? Result<void>{} : stop_short(stretch);
}

/// The target stopped for another reason than a finished step: whatever happened is one `run`.
Result<void> Stepper::stop_short(Stretch& stretch) {
    SWITCHSCOPE_TRY(machine_.account_for_run(stretch.listener));
    ++stretch.made;
    stretch.over = true;
    return {};
}

bool Stepper::ends_stretch(const Stretch& stretch, const Step& step, std::uint64_t next_pc) const {
    return stretch.cancel.stop_requested() ||
           begins_new_stretch(step, machine_.account().describe(next_pc, step.world_after),
                              stretch.stride);
}

bool Stepper::waits(const Instruction& instruction) const {
    // With hstatus.VTW set a guest's wfi traps to the host at once, so it can be stepped.
    constexpr std::uint64_t vtw = 1u << 21;
    const auto hstatus = state().value(Location::csr(csr::hstatus));
    return instruction.operation == Operation::wfi &&
           (state().world != World::guest || (hstatus.value_or(0) & vtw) == 0);
}

bool Stepper::is_last_of_span(std::size_t instruction) const {
    const auto span = routine_.span_of(instruction);
    return span && instruction + 1 == routine_.spans()[*span].first + routine_.spans()[*span].count;
}

/// Whether the span writes more than one CSR. A macro of GPRs writes one (it exchanges sscratch
/// with a0), and that CSR is read back with its instruction.
bool Stepper::span_writes_csrs(std::size_t span) const {
    const MacroSpan& macro = routine_.spans()[span];
    const auto instructions = std::span(routine_.instructions()).subspan(macro.first, macro.count);
    return std::ranges::count(instructions, Operation::csr, &Instruction::operation) > 1;
}

Stepper::Plan Stepper::make_plan(const Instruction& instruction) const {
    Prediction prediction = predict(instruction, state(), area_);
    Plan plan;
    plan.successor = prediction.successor;
    plan.may_change_world = prediction.may_change_world;
    plan.step = machine_.account().describe();
    plan.step.encoding = instruction.encoding;
    plan.step.size = instruction.size;
    plan.step.effects = std::move(prediction.effects);
    // A change of world is read in full behind it, in the way that the new world has to be read.
    plan.full = plan.step.span >= 0 && !plan.may_change_world &&
                is_last_of_span(*routine_.index_of(state().pc));
    if (plan.full) {
        plan.full_csrs = span_writes_csrs(static_cast<std::size_t>(plan.step.span));
        plan.reads = reader().full_request(state(), state().world, plan.full_csrs);
    } else {
        plan_reads(plan);
    }
    return plan;
}

/// All GPRs, and of the CSRs and slots those that the instruction can have written.
void Stepper::plan_reads(Plan& plan) const {
    plan.reads.hart = state().hart;
    plan.reads.gprs = true;
    const auto want_csr = [&](std::uint16_t number) {
        const auto index = reader().register_for(number, state().world);
        if (index && std::ranges::find(plan.csrs, number) == plan.csrs.end()) {
            plan.reads.registers.push_back(*index);
            plan.csrs.push_back(number);
        }
    };
    for (std::size_t n = 0; n < plan.step.effects.size(); ++n) {
        const Effect& effect = plan.step.effects[n];
        if (effect.at.kind == LocationKind::csr) {
            const auto number = static_cast<std::uint16_t>(effect.at.id);
            want_csr(number);
            for (const std::uint16_t window : windows_beside(number)) {
                if (reader().is_followed(window)) {
                    want_csr(window);
                }
            }
        } else if (effect.at.kind == LocationKind::slot && !plan.stored) {
            const Slot& slot = area_.slots()[effect.at.id];
            plan.stored = n;
            plan.reads.memory.push_back({AddressSpace::current,
                                         state().areas[effect.at.area].address + slot.offset,
                                         slot.size});
        }
    }
}

/// Whether the resume for the next instruction may go out with the reads of this one: this one
/// cannot trap, and the stretch goes on behind it.
bool Stepper::may_run_ahead(const Plan& plan, const Instruction& instruction,
                            const Stretch& stretch) const {
    if (stretch.made + 1 >= stretch.limit || !interrupts_held_off_ || plan.may_change_world ||
        !plan.successor || is_trap_vector(state(), *plan.successor)) {
        return false;
    }
    // In the routine the host works on memory that it has mapped. Elsewhere a load may fault, and
    // what runs ahead has to be known without a read of it afterwards.
    const bool in_routine = plan.step.span >= 0 && routine_.index_of(*plan.successor).has_value();
    const bool safe = in_routine || (!plan.full && !can_trap(instruction) &&
                                     machine_.code().has(state().hart, *plan.successor));
    return safe && !ends_stretch(stretch, plan.step, *plan.successor);
}

/// Whether the target reported a step without having executed anything.
bool Stepper::stood_still(const Plan& plan, const Reply& reply) const {
    return reply.pc == state().pc && plan.successor && *plan.successor != reply.pc &&
           !is_trap_vector(state(), reply.pc) && std::ranges::equal(reply.gprs, state().gprs);
}

/// Makes the planned step what the instruction did.
Result<void> Stepper::finish(Plan& plan, const Reply& reply) {
    plan.step.pc_after = reply.pc;
    const bool straight =
        plan.successor && *plan.successor == reply.pc && !is_trap_vector(state(), reply.pc);
    if (!straight) {
        return finish_elsewhere(plan, reply);
    }
    finish_straight(plan, reply);
    return {};
}

/// The hart is not at the decoded successor, or where a trap could have led it: the world is asked
/// for, and everything is read.
Result<void> Stepper::finish_elsewhere(Plan& plan, const Reply& reply) {
    Step& step = plan.step;
    // sret and mret go where a CSR says. Anything else that missed its successor has trapped, and
    // so has an instruction whose bytes could not even be read: it was not fetched.
    step.trapped = step.size == 0 || (plan.successor && *plan.successor != reply.pc);
    if (step.trapped) {
        step.effects.clear(); // the instruction did not retire
    }
    for (Effect& effect : step.effects) {
        if (effect.at.kind == LocationKind::gpr) {
            effect.after = reply.gprs[effect.at.id];
        }
    }
    step.world_after = SWITCHSCOPE_TRY(machine_.reader().world_of(state().hart));
    const Observation seen = SWITCHSCOPE_TRY(machine_.reader().read(state(), step.world_after));
    if (plan.runs_ahead) {
        // An instruction that cannot trap did, and one instruction behind the trap has run as well.
        // The read shows what both did.
        step.kind = Step::Kind::run;
        step.corrected = true;
        step.pc_after = seen.pc;
    }
    reconcile(step, state(), seen, area_);
    step.trapped = step.trapped || (step.world == World::guest && step.world_after != World::guest);
    add_trap_effects(step, state(), seen);
    step.verified = true;
    return {};
}

Observation Stepper::observation_of(const Plan& plan, const Reply& reply) const {
    if (plan.full) {
        return reader().take_apart(reply, state(), state().world, plan.full_csrs);
    }
    Observation seen;
    seen.world = state().world;
    seen.gprs = reply.gprs;
    seen.pc = reply.pc;
    for (std::size_t n = 0; n < plan.csrs.size(); ++n) {
        seen.add_csr(plan.csrs[n], reply.registers[n]);
    }
    return seen;
}

/// The hart is at the decoded successor: what was read is held against what was expected.
void Stepper::finish_straight(Plan& plan, const Reply& reply) const {
    Step& step = plan.step;
    const auto settle = [&step](Effect& effect, std::optional<std::uint64_t> actual) {
        step.corrected = step.corrected || (effect.after && effect.after != actual);
        effect.after = actual;
    };
    const Observation seen = observation_of(plan, reply);
    for (Effect& effect : step.effects) {
        if (effect.at.kind == LocationKind::gpr) {
            settle(effect, seen.gprs[effect.at.id]);
        } else if (effect.at.kind == LocationKind::csr) {
            settle(effect, seen.csr_value(static_cast<std::uint16_t>(effect.at.id)));
        }
    }
    if (plan.stored && !plan.full) {
        const auto& bytes = reply.memory.front();
        settle(step.effects[*plan.stored],
               bytes ? std::optional(little_endian(*bytes)) : std::nullopt);
    }
    add_window_effects(step, state(), seen);
    const std::size_t accounted = step.effects.size();
    reconcile(step, state(), seen, area_);
    step.corrected = step.corrected || step.effects.size() != accounted;
    step.verified = plan.full;
}

} // namespace switchscope
