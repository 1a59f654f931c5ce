// SPDX-License-Identifier: MIT
#include "core/session/session.h"

namespace switchscope {

Result<void> Session::write(const Location&, std::uint64_t, SessionListener&) {
    return fail(en("this target does not let its values be changed"));
}

Result<std::string> Session::monitor(const std::string&) {
    return fail(en("this target has no monitor"));
}

std::vector<Traffic> Session::traffic(std::uint64_t) const {
    return {};
}

Result<std::vector<HartPlace>> Session::harts() {
    const MachineState& now = state();
    const bool in_routine = now.world == World::host && facts()->routine.contains(now.pc);
    return std::vector{HartPlace{now.hart, now.pc, now.world, in_routine}};
}

Result<void> Session::select_hart(std::uint32_t hart) {
    return hart == state().hart ? Result<void>{}
                                : fail(en("this session follows hart %1 alone")(state().hart));
}

Result<TraceProgress> Session::trace(const TraceOptions&, SessionListener&, std::stop_token) {
    return fail(en("this target writes no log that could be traced"),
                en("Record with --mode step."));
}

Result<void> Session::set_breakpoints(BreakpointSet) {
    return fail(en("this target cannot be given breakpoints"));
}

const BreakpointSet& Session::breakpoints() const {
    static const BreakpointSet none;
    return none;
}

Result<std::optional<BreakpointHit>> Session::run_to_breakpoint(SessionListener&, std::stop_token) {
    return fail(en("this target cannot run to a breakpoint"));
}

Result<void> Session::set_interrupts_held_off(bool) {
    return fail(en("this target does not say whether interrupts come in while it is stepped"));
}

bool Session::interrupts_held_off() const {
    return facts()->interrupts_held_off;
}

Result<void> Session::reconnect(SessionListener&, std::stop_token) {
    return fail(en("this target cannot be connected to again"));
}

} // namespace switchscope
