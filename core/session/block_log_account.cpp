// SPDX-License-Identifier: MIT
#include "core/session/block_log_account.h"

#include <algorithm>
#include <utility>

#include "core/session/log_effects.h"
#include "core/session/log_plan.h"
#include "core/session/prediction.h"

namespace switchscope {

BlockLogAccount::BlockLogAccount(const Routine& routine, const SaveArea& area,
                                 const LogStart& start, SharedLog& log, LogLedger& ledger)
    : routine_(routine), area_(area), start_(start), log_(log),
      steps_(routine, area, start, log.state, ledger) {
    for (const Instruction& instruction : routine.instructions()) {
        if (instruction.csr) {
            routine_csrs_.insert(instruction.csr->number);
        }
    }
}

void BlockLogAccount::block(const LoggedBlock& block) {
    steps_.put_in_force();
    const bool in_guest = block.registers->virtualized.value_or(false);
    const bool in_firmware = (block.flags & 3) == 3;
    if (in_guest || in_firmware || !routine_.index_of(block.pc)) {
        return; // a log that no -dfilter confines
    }
    const Observation seen = observation_of(*block.registers, World::host);
    const bool same_place = seen.pc == state().pc && seen.world == state().world;
    if (!started_ && (start_.stands || same_place)) {
        first(seen);
    } else {
        next(seen);
    }
    started_ = true;
    set_host_code(block.host_code);
    anchor_ = {block.pc, log_.time};
}

/// The first block of a hart that stands there: nothing has happened, unless the state at hand is
/// not what was read there.
void BlockLogAccount::first(const Observation& seen) {
    if (steps_.differs(seen)) {
        run(seen, start_.stands);
    }
}

void BlockLogAccount::run(const Observation& seen, bool corrected) {
    Step step = steps_.describe_run(seen, corrected);
    forget_unseen(step, seen);
    add_trap_effects(step, state(), seen);
    steps_.hold_arrival(std::move(step), seen);
}

void BlockLogAccount::next(const Observation& seen) {
    // The same block again: it was left, or trapped, in front of its first instruction.
    if (left_at_ == seen.pc && std::ranges::equal(seen.gprs, state().gprs)) {
        return;
    }
    left_at_.reset();
    const auto here = state().world == World::host ? routine_.index_of(state().pc) : std::nullopt;
    if (!here) {
        run(seen, false);
    } else if (seen.pc == state().pc) {
        first(seen);
    } else {
        next_in_half(*here, seen);
    }
}

/// The hart was at the routine's instruction `here`, and has come to another anchor since.
void BlockLogAccount::next_in_half(std::size_t here, const Observation& seen) {
    const std::size_t there = *routine_.index_of(seen.pc);
    const bool first_half = here <= routine_.sret_index();
    const bool straight = there > here && (there <= routine_.sret_index()) == first_half;
    const std::size_t last = first_half ? routine_.sret_index() : routine_.ret_index();
    for (std::size_t n = here; n < (straight ? there : last + 1); ++n) {
        execute(n);
    }
    if (!straight) {
        leave_half();
        steps_.report();
        run(seen, false);
        return;
    }
    settle(seen);
    if (there == last) {
        end_half(last, seen.pc);
    }
}

/// All is known of this half, and nothing can come between its last instruction and its end. The
/// half is reported at once, so that it comes before what the vCPU does next, be it on another
/// hart.
void BlockLogAccount::end_half(std::size_t last, std::uint64_t pc) {
    anchor_ = {pc, log_.time};
    execute(last);
    leave_half();
    steps_.report();
    left_at_ = pc;
}

/// What the log cannot show and the routine does not touch has no value once the machine ran
/// unobserved.
void BlockLogAccount::forget_unseen(Step& step, const Observation& seen) const {
    const auto forget = [&](const Location& at) {
        if (const auto value = state().value(at)) {
            step.effects.push_back({at, value, std::nullopt, std::nullopt});
        }
    };
    for (const auto& [number, value] : state().csrs) {
        if (value && !routine_csrs_.contains(number) && !seen.looked_at(number)) {
            forget(Location::csr(number));
        }
    }
    if (step.world == World::guest) {
        return; // the guest cannot reach the struct
    }
    for (std::size_t area = 0; area < state().areas.size(); ++area) {
        for (std::size_t n = 0; n < area_.slots().size(); ++n) {
            if (!routine_.touches(area_.slots()[n])) {
                forget(Location::slot(static_cast<std::uint16_t>(area), n, area_.slots()[n].size));
            }
        }
    }
}

/// Executes an instruction of the routine on the state at hand, and marks what it writes.
void BlockLogAccount::execute(std::size_t index) {
    const Instruction& instruction = routine_.instructions()[index];
    Prediction prediction = predict(instruction, state(), area_);
    Step step = steps_.describe();
    step.encoding = instruction.encoding;
    step.size = instruction.size;
    step.effects = std::move(prediction.effects);
    step.pc_after = prediction.successor.value_or(instruction.next_address());
    const bool timed = index == 0 || index == routine_.sret_index() ||
                       index == routine_.sret_index() + 1 || index == routine_.ret_index();
    if (timed && anchor_.pc == instruction.address) {
        step.time = anchor_.time;
    }
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        Effect& effect = step.effects[n];
        complete_effect(instruction, state(), unknown_gprs_, effect);
        const Mark mark{steps_.size(), n};
        if (effect.at.kind == LocationKind::gpr) {
            const std::uint32_t bit = std::uint32_t{1} << effect.at.id;
            unknown_gprs_ = effect.after ? unknown_gprs_ & ~bit : unknown_gprs_ | bit;
            gpr_marks_[effect.at.id] = mark;
        } else if (effect.at.kind == LocationKind::csr) {
            csr_marks_[static_cast<std::uint16_t>(effect.at.id)] = mark;
        }
    }
    if (index == routine_.sret_index()) {
        complete_hand_over(instruction, state(), step);
    }
    steps_.hold(std::move(step));
}

/// Holds a dump against what the instructions since the last one did.
void BlockLogAccount::settle(const Observation& seen) {
    for (unsigned n = 1; n < gpr_count; ++n) {
        if (state().gprs[n] != seen.gprs[n] || (unknown_gprs_ >> n & 1) != 0) {
            settle_gpr(n, seen.gprs[n]);
        }
    }
    for (const auto& [number, value] : seen.csrs) {
        if (state().value(Location::csr(number)) != value) {
            settle_csr(number, value);
        }
    }
    steps_.back().verified = true;
    clear_marks();
}

void BlockLogAccount::settle_gpr(unsigned number, std::uint64_t value) {
    const Location at = Location::gpr(number);
    if (const auto& mark = gpr_marks_[number]) {
        Step& step = steps_[mark->step];
        Effect& effect = step.effects[mark->effect];
        const auto expected = std::exchange(effect.after, value);
        // What a register shows beside its own bits says nothing of what was written there.
        const std::uint64_t found = effect.from && effect.from->kind == LocationKind::csr
                                        ? value & own_bits(static_cast<unsigned>(effect.from->id))
                                        : value;
        const bool news =
            effect.from &&
            (effect.from->kind == LocationKind::slot ||
             (effect.from->kind == LocationKind::csr && !dumps_show(effect.from->id)));
        if (news) {
            step.corrected = !reveal(*effect.from, *mark, found) || step.corrected;
        } else if (expected) {
            step.corrected = true;
        }
    } else {
        Step& step = steps_.back();
        step.effects.push_back({at, state().gprs[number], value, std::nullopt});
        step.corrected = true;
    }
    steps_.state().set(at, value);
}

void BlockLogAccount::settle_csr(std::uint16_t number, std::optional<std::uint64_t> value) {
    const Location at = Location::csr(number);
    if (const auto mark = csr_marks_.find(number); mark != csr_marks_.end()) {
        // Not every bit of a CSR can be written: what the dump shows is what became of it.
        steps_[mark->second.step].effects[mark->second.effect].after = value;
    } else {
        Step& step = steps_.back();
        step.effects.push_back({at, state().value(at), value, std::nullopt});
        step.corrected = true;
    }
    steps_.state().set(at, value);
}

/// A load or a CSR access at `mark` found `value` in `place`. C code must have written that before
/// this half, and the `run` before the half gets an effect. False: it cannot be so.
bool BlockLogAccount::reveal(const Location& place, const Mark& mark, std::uint64_t value) {
    Effect* overwritten = nullptr; // by the very instruction that read it: a swap
    bool written = false;
    for (std::size_t n = 1; n < steps_.size(); ++n) {
        for (Effect& effect : steps_[n].effects) {
            if (effect.at == place && n < mark.step) {
                return false; // the routine itself wrote something else
            }
            if (effect.at == place) {
                overwritten = n == mark.step ? &effect : overwritten;
                written = true;
            }
        }
    }
    Step& run = steps_.front();
    if (run.kind != Step::Kind::run || run.world == World::guest) {
        return false; // nothing ran in between that could have written it
    }
    const auto known = std::ranges::find(run.effects, place, &Effect::at);
    if (known != run.effects.end()) {
        known->after = value;
    } else {
        const auto before = overwritten != nullptr ? overwritten->before : state().value(place);
        run.effects.push_back({place, before, value, std::nullopt});
    }
    if (overwritten != nullptr) {
        overwritten->before = value;
    }
    if (!written) {
        steps_.state().set(place, value);
    }
    return true;
}

/// In a log without an anchor in front of the hand-over nothing shows what was loaded since the
/// last one.
void BlockLogAccount::leave_half() {
    for (unsigned n = 1; n < gpr_count; ++n) {
        if (const auto& mark = gpr_marks_[n]) {
            Effect& effect = steps_[mark->step].effects[mark->effect];
            const bool loaded = effect.from && effect.from->kind == LocationKind::slot;
            if (loaded && steps_[mark->step].half == Half::host_to_guest) {
                effect.after.reset();
            }
        }
    }
    clear_marks();
}

void BlockLogAccount::clear_marks() {
    gpr_marks_.fill(std::nullopt);
    csr_marks_.clear();
    unknown_gprs_ = 0;
}

} // namespace switchscope
