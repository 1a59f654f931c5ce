// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>

#include "core/session/log_account.h"

namespace switchscope {

/// Turns a log into steps: one account for each hart, and what they tell put in order.
///
/// Accounts hold steps back until they are complete, so the order of the log is not that of the steps. Where places are
/// shared (the slots), what a step found there is therefore made right here, as the steps go out; and here the world
/// switches are numbered, in the order of their entry.
class LogAccounts final : public QemuLogListener, private LogLedger {
  public:
    struct Counts {
        std::uint64_t switches = 0; ///< complete
        std::uint64_t steps = 0;
        std::uint64_t entries = 0; ///< of the routine
        std::uint64_t corrected = 0;
        std::uint64_t unusable = 0; ///< blocks without registers
    };

    /// `start`: of all harts; the one in force stands where the log begins, at the routine's entry. Stops by itself after
    /// `switches` complete ones (0: never).
    LogAccounts(const Routine& routine, const SaveArea& area, TraceMode mode, MachineState start,
                SwitchCounter numbers, std::uint64_t switches, SessionListener& listener);

    // QemuLogListener
    void block(const LoggedBlock& block) override;
    void code(const LoggedCode& code) override { shared_.code(code); }
    void not_executed(std::uint64_t host_code) override;

    /// When what comes next arrived, in nanoseconds; block mode gives it to the steps.
    void set_time(std::uint64_t nanoseconds) { shared_.time = nanoseconds; }

    /// No block counts after it. Halves that are not complete are given up: what C code changed before them may not have
    /// shown yet.
    void finish() { done_ = true; }
    bool done() const { return done_; }
    const Counts& counts() const { return counts_; }
    const MachineState& state() const { return told_; } ///< behind the last step told
    const SwitchCounter& numbers() const { return numbers_; }

  private:
    void area_met(const MachineState::Area& area) override;
    void stepped(Step step) override;
    void arrived(std::uint32_t hart, std::uint16_t area) override;
    bool is_over() const override { return done_; }

    const Routine& routine_;
    const SaveArea& area_;
    SharedLog shared_;
    MachineState told_;
    SwitchCounter numbers_;
    std::uint64_t wanted_;
    SessionListener& listener_;
    std::map<std::uint32_t, LogAccount> accounts_; ///< by hart
    std::map<std::uint32_t, std::uint16_t>
        entered_; ///< by hart: the vCPU whose switch is not over yet
    bool done_ = false;
    Counts counts_;
};

} // namespace switchscope
