// SPDX-License-Identifier: MIT
#include "core/session/log_accounts.h"

#include <algorithm>
#include <utility>

namespace switchscope {

LogAccounts::LogAccounts(const Routine& routine, const SaveArea& area, TraceMode mode,
                         MachineState start, SwitchCounter numbers, std::uint64_t switches,
                         SessionListener& listener)
    : routine_(routine), area_(area), shared_(start), told_(std::move(start)),
      numbers_(std::move(numbers)), wanted_(switches), listener_(listener) {
    const auto add = [&](std::uint32_t hart) {
        const bool stands = hart == told_.hart;
        const LogAccount::Start begin{hart, stands, stands};
        accounts_.try_emplace(hart, routine, area, mode, begin, shared_,
                              static_cast<LogLedger&>(*this));
    };
    add(told_.hart);
    for (const HartState& parked : told_.parked) {
        add(parked.hart);
    }
}

void LogAccounts::block(const LoggedBlock& block) {
    if (done_) {
        return;
    }
    shared_.translated(block);
    const auto account = accounts_.find(block.hart);
    // A block without registers was left before its dump, or the log has none at all.
    if (block.registers == nullptr || account == accounts_.end()) {
        ++counts_.unusable;
        return;
    }
    account->second.block(block);
}

void LogAccounts::not_executed(std::uint64_t host_code) {
    // The log does not say on which hart: where several have just announced that block, what they do next will.
    const auto at_it = [&](const auto& account) { return account.second.host_code() == host_code; };
    const bool certain = std::ranges::count_if(accounts_, at_it) == 1;
    for (auto& [hart, account] : accounts_) {
        if (account.host_code() == host_code) {
            account.not_executed(certain);
        }
    }
}

void LogAccounts::area_met(const MachineState::Area& area) {
    told_.areas.push_back(area);
    listener_.area_met(area);
}

/// A switch is over when its hart, or its vCPU elsewhere, comes to the entry again.
void LogAccounts::arrived(std::uint32_t hart, std::uint16_t area) {
    counts_.switches += std::erase_if(
        entered_, [&](const auto& one) { return one.first == hart || one.second == area; });
    done_ = wanted_ != 0 && counts_.switches >= wanted_;
}

void LogAccounts::stepped(Step step) {
    if (numbers_.begins(step, routine_)) {
        numbers_.enter(step.hart);
    }
    if (is_entry(step, routine_)) {
        entered_[step.hart] = step.area;
        ++counts_.entries;
    }
    step.switch_number = numbers_.of(step.hart);
    told_.select_hart(step.hart);
    for (Effect& effect : step.effects) {
        if (effect.at.kind == LocationKind::slot) {
            effect.before = told_.value(effect.at);
        }
    }
    if (step.kind == Step::Kind::run) {
        std::erase_if(step.effects, [](const Effect& effect) {
            return effect.at.kind == LocationKind::slot && effect.before == effect.after;
        });
    }
    told_.apply(step);
    ++counts_.steps;
    counts_.corrected += step.corrected ? 1 : 0;
    listener_.stepped(step);
}

} // namespace switchscope
