// SPDX-License-Identifier: MIT
#include "app/machine_session.h"

#include <utility>

namespace switchscope::app {

Error explain_ending(Error error, ChildProcess& machine) {
    // The connection ends a moment before the process can be reaped.
    const std::string ending = machine.ending(std::chrono::milliseconds(500));
    if (!ending.empty()) {
        error.what = "QEMU " + ending + " (" + error.what + ")";
        error.remedy = "Restart the machine to go on.";
        if (const std::string said = machine.errors(500); !said.empty()) {
            error.what += "; it said: " + said.substr(0, said.find_last_not_of('\n') + 1);
        }
    }
    return error;
}

Result<void> StartedSession::advance(Stride stride, SessionListener& listener,
                                     std::stop_token cancel) {
    auto result = session_->advance(stride, listener, std::move(cancel));
    return result ? result : Result<void>(fail(explain_ending(result.error(), *machine_)));
}

Result<TraceProgress> StartedSession::trace(const TraceOptions& options, SessionListener& listener,
                                            std::stop_token cancel) {
    auto traced = session_->trace(options, listener, std::move(cancel));
    return traced ? traced : Result<TraceProgress>(fail(explain_ending(traced.error(), *machine_)));
}

Result<void> StartedSession::write(const Location& place, std::uint64_t value,
                                   SessionListener& listener) {
    auto done = session_->write(place, value, listener);
    return done ? done : Result<void>(fail(explain_ending(done.error(), *machine_)));
}

Result<std::string> StartedSession::monitor(const std::string& command) {
    auto said = session_->monitor(command);
    return said ? said : Result<std::string>(fail(explain_ending(said.error(), *machine_)));
}

Result<void> StartedSession::set_breakpoints(BreakpointSet breakpoints) {
    return session_->set_breakpoints(std::move(breakpoints));
}

Result<std::optional<BreakpointHit>> StartedSession::run_to_breakpoint(SessionListener& listener,
                                                                       std::stop_token cancel) {
    auto hit = session_->run_to_breakpoint(listener, std::move(cancel));
    return hit ? std::move(hit)
               : Result<std::optional<BreakpointHit>>(fail(explain_ending(hit.error(), *machine_)));
}

Result<void> StartedSession::set_interrupts_held_off(bool held_off) {
    auto done = session_->set_interrupts_held_off(held_off);
    return done ? done : Result<void>(fail(explain_ending(done.error(), *machine_)));
}

} // namespace switchscope::app
