// SPDX-License-Identifier: MIT
#include "app/walk.h"

#include <ostream>

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

    void noted(const std::string& what) override { to_.noted(what); }

    std::uint64_t last_pc = 0;

  private:
    SessionListener& to_;
};

} // namespace

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
    StepPrinter printer(session.facts(), session.state(), options.print, out);
    SWITCHSCOPE_TRY(walk_switches(session, options.switches, printer, std::move(cancel), [&] {
        printer.flush();
        out.flush();
    }));
    printer.finish();
    return {};
}

} // namespace switchscope::app
