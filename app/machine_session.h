// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <stop_token>

#include "app/process.h"
#include "core/session/live_session.h"
#include "core/session/session.h"

namespace switchscope::app {

/// What became of a QEMU that was started here, added to an error that came after its start.
Error explain_ending(Error error, ChildProcess& machine);

/// A session on a QEMU that was started here, which lives exactly as long: its end is told with every error.
class StartedSession final : public Session {
  public:
    StartedSession(std::unique_ptr<LiveSession> session, std::shared_ptr<ChildProcess> machine)
        : machine_(std::move(machine)), session_(std::move(session)) {}

    std::shared_ptr<const SessionFacts> facts() const override { return session_->facts(); }
    const MachineState& state() const override { return session_->state(); }
    Result<void> advance(Stride stride, SessionListener& listener, std::stop_token cancel) override;
    Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                std::stop_token cancel) override;
    Result<void> write(const Location& place, std::uint64_t value,
                       SessionListener& listener) override;
    Result<std::string> monitor(const std::string& command) override;
    std::vector<Traffic> traffic(std::uint64_t from) const override {
        return session_->traffic(from);
    }
    Result<void> set_breakpoints(BreakpointSet breakpoints) override;
    const BreakpointSet& breakpoints() const override { return session_->breakpoints(); }
    Result<std::optional<BreakpointHit>> run_to_breakpoint(SessionListener& listener,
                                                           std::stop_token cancel) override;
    Result<void> set_interrupts_held_off(bool held_off) override;
    bool interrupts_held_off() const override { return session_->interrupts_held_off(); }

  private:
    std::shared_ptr<ChildProcess> machine_;
    std::unique_ptr<LiveSession> session_;
};

} // namespace switchscope::app
