// SPDX-License-Identifier: MIT
#include "app/commands/walk.h"

#include <ostream>
#include <utility>

#include "core/base/hex.h"

namespace switchscope::app {

namespace {

/// Passes on what a session reports, and keeps the pc of the last step.
class PositionKeeper final : public SessionListener {
  public:
    explicit PositionKeeper(SessionListener& to) : to_(to) {}
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

/// Ignores what a session reports.
struct IgnoringListener final : SessionListener {
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step&) override {}
};

} // namespace

Result<std::optional<BreakpointHit>> reach(Session& session, const std::vector<std::string>& texts,
                                           std::stop_token cancel) {
    const auto facts = session.facts();
    BreakpointSet set;
    for (const std::string& text : texts) {
        Breakpoint breakpoint =
            SWITCHSCOPE_TRY(Breakpoint::parse(text, facts->routine, facts->area));
        set.add(std::move(breakpoint));
    }
    SWITCHSCOPE_TRY(session.set_breakpoints(std::move(set)));
    IgnoringListener ignoring;
    return session.run_to_breakpoint(ignoring, std::move(cancel));
}

Result<void> walk_switches(Session& session, std::size_t switches, SessionListener& listener,
                           std::stop_token cancel, const std::function<void()>& after_each) {
    const auto facts = session.facts();
    const std::uint64_t ret = facts->routine.instructions()[facts->routine.ret_index()].address;
    PositionKeeper keeper(listener);
    for (std::size_t n = 0; n < switches && !cancel.stop_requested(); ++n) {
        if (session.state().pc != facts->routine.begin()) {
            SWITCHSCOPE_TRY(session.advance(Stride::macro, keeper, cancel));
        }
        // Goes half by half up to the routine's `ret`. The C code after it belongs to no switch.
        bool in_switch = true;
        while (in_switch && !cancel.stop_requested()) {
            SWITCHSCOPE_TRY(session.advance(Stride::half, keeper, cancel));
            in_switch = keeper.last_pc != ret;
        }
        after_each();
    }
    return {};
}

Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel) {
    std::string stopped;
    if (!options.breakpoints.empty()) {
        const auto hit = SWITCHSCOPE_TRY(reach(session, options.breakpoints, cancel));
        if (!hit) {
            return {};
        }
        stopped = hit_text(*hit, session);
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
