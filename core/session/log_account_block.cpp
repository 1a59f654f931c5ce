// SPDX-License-Identifier: MIT
// LogAccount in block mode: the routine's instructions from one anchor to the next.
#include <algorithm>
#include <utility>

#include "core/session/log_account.h"

namespace switchscope {

void LogAccount::next_anchor(const Observation& seen, World world) {
    // The same block again: it was left, or trapped, in front of its first instruction.
    if (left_at_ == seen.pc && std::ranges::equal(seen.gprs, state_.gprs)) {
        return;
    }
    left_at_.reset();
    const auto here = state_.world == World::host ? routine_.index_of(state_.pc) : std::nullopt;
    if (!here) {
        run(seen, world, false);
        return;
    }
    if (seen.pc == state_.pc) {
        first_block(seen, world);
        return;
    }
    const std::size_t there = *routine_.index_of(seen.pc);
    const bool first_half = *here <= routine_.sret_index();
    const bool straight = there > *here && (there <= routine_.sret_index()) == first_half;
    const std::size_t half_end = (first_half ? routine_.sret_index() : routine_.ret_index()) + 1;
    for (std::size_t n = *here; n < (straight ? there : half_end); ++n) {
        execute(n);
    }
    if (straight) {
        settle(seen);
        if (there + 1 == half_end) {
            // All is known of this half, and nothing can come between its last instruction and its end: told now, it is
            // in front of what the vCPU does next, be it on another hart.
            anchor_ = {seen.pc, shared_.time};
            execute(there);
            leave_half();
            tell();
            left_at_ = seen.pc;
        }
        return;
    }
    leave_half();
    tell();
    run(seen, world, false);
}

void LogAccount::execute(std::size_t index) {
    const Instruction& instruction = routine_.instructions()[index];
    Prediction prediction = predict(instruction, state_, area_);
    Step step = describe();
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
        complete(instruction, effect);
        const Mark mark{held_.size(), n};
        if (effect.at.kind == LocationKind::gpr) {
            const std::uint32_t bit = std::uint32_t{1} << effect.at.id;
            unknown_gprs_ = effect.after ? unknown_gprs_ & ~bit : unknown_gprs_ | bit;
            gpr_marks_[effect.at.id] = mark;
        } else if (effect.at.kind == LocationKind::csr) {
            csr_marks_[static_cast<std::uint16_t>(effect.at.id)] = mark;
        }
    }
    if (index == routine_.sret_index()) {
        complete_hand_over(instruction, step);
    }
    hold(std::move(step));
}

void LogAccount::settle(const Observation& seen) {
    for (unsigned n = 1; n < gpr_count; ++n) {
        if (state_.gprs[n] != seen.gprs[n] || (unknown_gprs_ >> n & 1) != 0) {
            settle_gpr(n, seen.gprs[n]);
        }
    }
    for (const auto& [number, value] : seen.csrs) {
        if (state_.value(Location::csr(number)) != value) {
            settle_csr(number, value);
        }
    }
    held_.back().verified = true;
    gpr_marks_.fill(std::nullopt);
    csr_marks_.clear();
    unknown_gprs_ = 0;
}

void LogAccount::settle_gpr(unsigned number, std::uint64_t value) {
    const Location at = Location::gpr(number);
    if (const auto& mark = gpr_marks_[number]) {
        Step& step = held_[mark->step];
        Effect& effect = step.effects[mark->effect];
        const auto expected = std::exchange(effect.after, value);
        const bool news =
            effect.from &&
            (effect.from->kind == LocationKind::slot ||
             (effect.from->kind == LocationKind::csr && !dumps_show(effect.from->id)));
        if (news) {
            step.corrected = !reveal(*effect.from, *mark, value) || step.corrected;
        } else if (expected) {
            step.corrected = true;
        }
    } else {
        Step& step = held_.back();
        step.effects.push_back({at, state_.gprs[number], value, std::nullopt});
        step.corrected = true;
    }
    state_.set(at, value);
}

void LogAccount::settle_csr(std::uint16_t number, std::optional<std::uint64_t> value) {
    const Location at = Location::csr(number);
    if (const auto mark = csr_marks_.find(number); mark != csr_marks_.end()) {
        // Not every bit of a CSR can be written: what the dump shows is what became of it.
        held_[mark->second.step].effects[mark->second.effect].after = value;
    } else {
        Step& step = held_.back();
        step.effects.push_back({at, state_.value(at), value, std::nullopt});
        step.corrected = true;
    }
    state_.set(at, value);
}

bool LogAccount::reveal(const Location& place, const Mark& mark, std::uint64_t value) {
    Effect* overwritten = nullptr; // by the very instruction that read it: a swap
    bool written = false;
    for (std::size_t n = 1; n < held_.size(); ++n) {
        for (Effect& effect : held_[n].effects) {
            if (effect.at == place && n < mark.step) {
                return false; // the routine itself wrote something else
            }
            if (effect.at == place) {
                overwritten = n == mark.step ? &effect : overwritten;
                written = true;
            }
        }
    }
    if (held_.front().kind != Step::Kind::run || held_.front().world == World::guest) {
        return false; // nothing ran in between that could have written it
    }
    Step& run = held_.front();
    const auto known = std::ranges::find(run.effects, place, &Effect::at);
    if (known != run.effects.end()) {
        known->after = value;
    } else {
        const auto before = overwritten != nullptr ? overwritten->before : state_.value(place);
        run.effects.push_back({place, before, value, std::nullopt});
    }
    if (overwritten != nullptr) {
        overwritten->before = value;
    }
    if (!written) {
        state_.set(place, value);
    }
    return true;
}

/// A log without an anchor in front of the hand-over: what was loaded since the last one is not known.
void LogAccount::leave_half() {
    for (unsigned n = 1; n < gpr_count; ++n) {
        if (const auto& mark = gpr_marks_[n]) {
            Effect& effect = held_[mark->step].effects[mark->effect];
            const bool loaded = effect.from && effect.from->kind == LocationKind::slot;
            if (loaded && held_[mark->step].half == Half::host_to_guest) {
                effect.after.reset();
            }
        }
    }
    gpr_marks_.fill(std::nullopt);
    csr_marks_.clear();
    unknown_gprs_ = 0;
}

} // namespace switchscope
