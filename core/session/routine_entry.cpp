// SPDX-License-Identifier: MIT
#include "core/session/routine_entry.h"

#include <algorithm>

#include "core/base/hex.h"

namespace switchscope {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

Result<bool> stands_at_entry(Target& target, const Routine& routine, std::uint32_t hart) {
    Request where;
    where.hart = hart;
    where.gprs = true;
    const Reply reply = SWITCHSCOPE_TRY(target.exchange(where));
    if (reply.pc != routine.begin()) {
        return false; // at another breakpoint
    }
    const Mode mode = SWITCHSCOPE_TRY(target.mode(hart));
    return mode.world() == World::host;
}

/// The Error of a stop that is no breakpoint.
Result<void> check_stop(Stop::Reason reason, const Routine& routine, milliseconds patience) {
    switch (reason) {
    case Stop::Reason::exited:
        return fail(en("the target ended before it reached %1")(routine.name()),
                    en("Does its CPU have the hypervisor extension (-cpu rv64,h=true)?"));
    case Stop::Reason::interrupted:
        return fail(en("cancelled while waiting for %1")(routine.name()));
    case Stop::Reason::timed_out:
        return fail(en("the target did not reach %1 (%2) within %3 s")(
                        routine.name(), hex(routine.begin()), patience.count() / 1000),
                    en("Is a guest running, and is this the image of the running kernel?"));
    default:
        return {};
    }
}

} // namespace

bool is_at_entry(const HartState& hart, const Routine& routine) {
    return hart.pc == routine.begin() && hart.world == World::host;
}

Result<std::uint32_t> run_to_entry(Target& target, const Routine& routine, std::uint32_t hart,
                                   milliseconds patience, std::stop_token cancel) {
    const auto until = Clock::now() + patience;
    while (true) {
        Request request;
        request.hart = hart;
        request.resume = Resume::run;
        request.patience = std::max(milliseconds(1),
                                    std::chrono::duration_cast<milliseconds>(until - Clock::now()));
        const auto reply = target.exchange(request, cancel);
        if (!reply) {
            return fail(reply.error().while_doing(en("running to %1")(routine.name())));
        }
        SWITCHSCOPE_TRY(check_stop(reply->stop->reason, routine, patience));
        const bool there = SWITCHSCOPE_TRY(stands_at_entry(target, routine, reply->stop->hart));
        if (there) {
            return reply->stop->hart;
        }
    }
}

Result<void> StrideBreakpoints::set() {
    for (const std::uint64_t address : addresses_) {
        SWITCHSCOPE_TRY(target_.set_breakpoint(address));
    }
    return {};
}

Result<void> StrideBreakpoints::clear() {
    for (const std::uint64_t address : addresses_) {
        SWITCHSCOPE_TRY(target_.clear_breakpoint(address));
    }
    return {};
}

bool StrideBreakpoints::contains(std::uint64_t address) const {
    return std::ranges::find(addresses_, address) != addresses_.end();
}

} // namespace switchscope
