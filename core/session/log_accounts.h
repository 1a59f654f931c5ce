// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "core/session/account.h"
#include "core/session/log_account.h"
#include "core/session/log_ledger.h"
#include "core/session/shared_log.h"
#include "core/session/trace_options.h"

namespace switchscope {

/// Turns a log into steps of all harts: one LogAccount for each hart, and one Account to which
/// their steps are committed.
///
/// The accounts of the harts hold steps back until they are complete, so the order of the log is
/// not that of the steps. Two things follow from the order of the steps and are therefore made
/// here, as they are committed: what a step found in a slot, which all harts share, and the numbers
/// of the switches.
class LogAccounts final : public QemuLogListener, private LogLedger {
  public:
    struct Counts {
        std::uint64_t switches = 0; ///< complete
        std::uint64_t steps = 0;
        std::uint64_t entries = 0; ///< of the routine
        std::uint64_t corrected = 0;
        std::uint64_t unusable = 0; ///< blocks without registers
    };

    /// All references must outlive it. In `account` the hart in force stands where the log begins,
    /// at the routine's entry. It is done() after so many complete `switches` (0: never).
    LogAccounts(const Routine& routine, const SaveArea& area, TraceMode mode, Account& account,
                std::uint64_t switches, SessionListener& listener);

    // QemuLogListener
    void block(const LoggedBlock& block) override;
    void code(const LoggedCode& code) override { log_.code(code); }
    void not_executed(std::uint64_t host_code) override;

    /// When the text that comes next arrived, in nanoseconds. Block mode gives that time to the
    /// steps.
    void set_time(std::uint64_t nanoseconds) { log_.time = nanoseconds; }

    bool done() const { return done_; }
    const Counts& counts() const { return counts_; }

  private:
    void area_met(const MachineState::Area& area) override;
    void stepped(Step step) override;
    void arrived(std::uint32_t hart, std::uint16_t area) override;
    bool is_over() const override { return done_; }

    const Routine& routine_;
    SharedLog log_;
    Account& account_;
    std::uint64_t wanted_;
    SessionListener& listener_;
    std::map<std::uint32_t, std::unique_ptr<LogAccount>> harts_;
    /// By hart: the vCPU of the switch that the hart is in, until that switch is over.
    std::map<std::uint32_t, std::uint16_t> entered_;
    bool done_ = false;
    Counts counts_;
};

} // namespace switchscope
