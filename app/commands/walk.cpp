// SPDX-License-Identifier: MIT
#include "app/commands/walk.h"

#include <ostream>
#include <utility>

#include "core/base/hex.h"

namespace switchscope::app {

namespace {

/// Passes on what a session tells, and remembers where it was last.
class Watched final : public SessionListener {
  public:
    explicit Watched(SessionListener& to) : to_(to) {}
    void area_met(const MachineState::Area& area) override { to_.area_met(area); }
    void stepped(const Step& step) override {
        last_pc = step.pc;
        to_.stepped(step);
    }

    void noted(const Phrase& what) override { to_.noted(what); }

    std::uint64_t last_pc = 0;

  private:
    SessionListener& to_;
};

/// "stopped by breakpoint 1 (guest-exit if cause == 23) at 0x... in HS-mode on hart 0, hit once".
std::string hit_text(const BreakpointHit& hit, const Session& session) {
    const auto facts = session.facts();
    const MachineState& now = session.state();
    return "stopped by breakpoint " + std::to_string(hit.id) + " (" +
           hit.breakpoint.text(facts->routine, facts->area) + ") at " + hex(now.pc) + " in " +
           world_mode_name(now.world) + "-mode on hart " + std::to_string(hit.hart) + " with " +
           vcpu_name(now.area, now.areas[now.area]) + ", hit " + std::to_string(hit.hits) +
           (hit.hits == 1 ? " time" : " times");
}

struct Unheard final : SessionListener {
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step&) override {}
};

} // namespace

Result<std::optional<BreakpointHit>> reach(Session& session, const std::vector<std::string>& texts,
                                           std::stop_token cancel) {
    const auto facts = session.facts();
    BreakpointSet set;
    for (const std::string& text : texts) {
        auto breakpoint = Breakpoint::parse(text, facts->routine, facts->area);
        if (!breakpoint) {
            return fail(breakpoint.error());
        }
        set.add(std::move(*breakpoint));
    }
    SWITCHSCOPE_TRY(session.set_breakpoints(std::move(set)));
    Unheard unheard;
    return session.run_to_breakpoint(unheard, std::move(cancel));
}

Result<void> walk_switches(Session& session, std::size_t switches, SessionListener& listener,
                           std::stop_token cancel, const std::function<void()>& after_each) {
    const auto facts = session.facts();
    const std::uint64_t ret = facts->routine.instructions()[facts->routine.ret_index()].address;
    Watched watched(listener);
    for (std::size_t n = 0; n < switches && !cancel.stop_requested(); ++n) {
        if (session.state().pc != facts->routine.begin()) {
            SWITCHSCOPE_TRY(session.advance(Stride::macro, watched, cancel));
        }
        // Half by half up to the routine's `ret`: the C code behind it belongs to no switch.
        bool in_switch = true;
        while (in_switch && !cancel.stop_requested()) {
            SWITCHSCOPE_TRY(session.advance(Stride::half, watched, cancel));
            in_switch = watched.last_pc != ret;
        }
        after_each();
    }
    return {};
}

Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel) {
    std::string stopped;
    if (!options.breakpoints.empty()) {
        const auto hit = reach(session, options.breakpoints, cancel);
        if (!hit) {
            return fail(hit.error());
        }
        if (!*hit) {
            return {};
        }
        stopped = hit_text(**hit, session);
    }
    StepPrinter printer(session.facts(), session.state(), options.print, out);
    if (!stopped.empty() && !options.print.json) {
        out << stopped << '\n';
    }
    SWITCHSCOPE_TRY(walk_switches(session, options.switches, printer, std::move(cancel), [&] {
        printer.flush();
        out.flush();
    }));
    printer.finish();
    return {};
}

} // namespace switchscope::app
