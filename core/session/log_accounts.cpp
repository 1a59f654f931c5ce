// SPDX-License-Identifier: MIT
#include "core/session/log_accounts.h"

#include <algorithm>
#include <utility>

#include "core/session/block_log_account.h"
#include "core/session/instruction_log_account.h"

namespace switchscope {

LogAccounts::LogAccounts(const Routine& routine, const SaveArea& area, TraceMode mode,
                         Account& account, std::uint64_t switches, SessionListener& listener)
    : routine_(routine), log_(account.state()), account_(account), wanted_(switches),
      listener_(listener) {
    const auto make = [&](std::uint32_t hart) -> std::unique_ptr<LogAccount> {
        const bool stands = hart == account.state().hart;
        const LogStart start{hart, stands, stands};
        LogLedger& ledger = *this;
        if (mode == TraceMode::block) {
            return std::make_unique<BlockLogAccount>(routine, area, start, log_, ledger);
        }
        return std::make_unique<InstructionLogAccount>(routine, area, start, log_, ledger);
    };
    harts_[account.state().hart] = make(account.state().hart);
    for (const HartState& parked : account.state().parked) {
        harts_[parked.hart] = make(parked.hart);
    }
}

void LogAccounts::block(const LoggedBlock& block) {
    if (done_) {
        return;
    }
    log_.translated(block);
    const auto hart = harts_.find(block.hart);
    // A block without registers was left before its dump, or the log has none at all.
    if (block.registers == nullptr || hart == harts_.end()) {
        ++counts_.unusable;
        return;
    }
    hart->second->block(block);
}

void LogAccounts::not_executed(std::uint64_t host_code) {
    // QEMU does not say which hart left the block. Where several have just announced it, what they
    // do next says so.
    const auto at_it = [&](const auto& hart) { return hart.second->host_code() == host_code; };
    const bool certain = std::ranges::count_if(harts_, at_it) == 1;
    for (auto& [number, hart] : harts_) {
        if (hart->host_code() == host_code) {
            hart->not_executed(certain);
        }
    }
}

void LogAccounts::area_met(const MachineState::Area& area) {
    account_.add_area(area);
    listener_.area_met(area);
}

/// A switch is over when its hart, or its vCPU elsewhere, comes to the entry again.
void LogAccounts::arrived(std::uint32_t hart, std::uint16_t area) {
    counts_.switches += std::erase_if(
        entered_, [&](const auto& one) { return one.first == hart || one.second == area; });
    done_ = wanted_ != 0 && counts_.switches >= wanted_;
}

void LogAccounts::stepped(Step step) {
    if (is_entry(step, routine_)) {
        entered_[step.hart] = step.area;
        ++counts_.entries;
    }
    step.switch_number = account_.numbers().number_of(step, routine_);
    (void)account_.select_hart(step.hart); // there is an account for each of its harts
    for (Effect& effect : step.effects) {
        if (effect.at.kind == LocationKind::slot) {
            effect.before = account_.state().value(effect.at);
        }
    }
    if (step.kind == Step::Kind::run) {
        std::erase_if(step.effects, [](const Effect& effect) {
            return effect.at.kind == LocationKind::slot && effect.before == effect.after;
        });
    }
    ++counts_.steps;
    counts_.corrected += step.corrected ? 1 : 0;
    account_.commit(step, listener_);
}

} // namespace switchscope
