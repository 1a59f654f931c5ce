// SPDX-License-Identifier: MIT
#include "core/session/breakpoint_stops.h"

#include <algorithm>
#include <utility>

namespace switchscope {

namespace {

/// Hands everything on and keeps the last step.
class LastStep final : public SessionListener {
  public:
    explicit LastStep(SessionListener& listener) : listener_(listener) {}
    void area_met(const MachineState::Area& area) override { listener_.area_met(area); }
    void stepped(const Step& step) override {
        last = step;
        listener_.stepped(step);
    }
    void noted(const Phrase& what) override { listener_.noted(what); }

    std::optional<Step> last;

  private:
    SessionListener& listener_;
};

} // namespace

BreakpointStops::BreakpointStops(FollowedMachine& machine, Stepper& stepper, const Routine& routine,
                                 const SaveArea& area, const BreakpointPlan& plan,
                                 BreakpointSet& set, SessionListener& listener,
                                 std::stop_token cancel)
    : machine_(machine), stepper_(stepper), routine_(routine), plan_(plan), listener_(listener),
      cancel_(std::move(cancel)), runs_(machine.account(), routine),
      armed_(machine.target(), plan, area, !stepper.interrupts_held_off()),
      hits_(machine, routine, area, plan, runs_, set) {}

Result<StoppedHart> BreakpointStops::look() {
    return StoppedHart::read(machine_.reader(), routine_, state().hart, plan_.registers);
}

Result<void> BreakpointStops::note_switch(StoppedHart& hart) {
    if (!hart.index() || !hart.area_pointer()) {
        return {};
    }
    const auto& areas = state().areas;
    const auto known = std::ranges::find(areas, *hart.area_pointer(), &MachineState::Area::address);
    auto area = static_cast<std::uint16_t>(known - areas.begin());
    if (known == areas.end()) {
        const World world = SWITCHSCOPE_TRY(hart.world());
        if (world != World::host) {
            return {}; // a guest has code of its own at this address
        }
        area = SWITCHSCOPE_TRY(machine_.meet_area(*hart.area_pointer(), listener_));
        SWITCHSCOPE_TRY(armed_.watch(state().areas));
    }
    runs_.saw(*hart.index(), area);
    return {};
}

Result<std::optional<Hit>> BreakpointStops::count_here(StoppedHart& hart) {
    const auto here = plan_.addresses.find(hart.pc);
    if (here == plan_.addresses.end()) {
        return std::optional<Hit>{};
    }
    SWITCHSCOPE_TRY(note_switch(hart));
    return hits_.count(here->second, hart, runs_.area());
}

Result<std::optional<Step>> BreakpointStops::step() {
    LastStep listener(listener_);
    SWITCHSCOPE_TRY(stepper_.step(Stride::instruction, 1, listener, cancel_));
    if (listener.last) {
        runs_.begin_again();
    }
    return std::move(listener.last);
}

Result<std::optional<Hit>> BreakpointStops::enter_guest(StoppedHart& hart) {
    const auto hit = SWITCHSCOPE_TRY(hits_.count(plan_.guest_entries, hart, runs_.area()));
    if (!hit) {
        return hit;
    }
    SWITCHSCOPE_TRY(report());
    SWITCHSCOPE_TRY(step());
    if (state().world != World::guest) {
        return std::optional<Hit>{};
    }
    // The target reports no breakpoint at an instruction that a step has led to.
    StoppedHart first = SWITCHSCOPE_TRY(look());
    SWITCHSCOPE_TRY(count_here(first));
    return hit;
}

Result<void> BreakpointStops::report(const std::optional<Location>& written) {
    const std::uint32_t in_force = state().hart;
    std::vector<std::uint32_t> others;
    for (const HartState& parked : state().parked) {
        if (runs_.has_entered(parked.hart)) {
            others.push_back(parked.hart);
        }
    }
    for (const std::uint32_t hart : others) {
        SWITCHSCOPE_TRY(machine_.select_hart(hart));
        SWITCHSCOPE_TRY(report_hart({}));
    }
    SWITCHSCOPE_TRY(machine_.select_hart(in_force));
    return report_hart(written);
}

Result<void> BreakpointStops::report_hart(const std::optional<Location>& written) {
    if (!machine_.account().has_run(state().hart)) {
        return {};
    }
    StoppedHart here = SWITCHSCOPE_TRY(look());
    const World world = SWITCHSCOPE_TRY(here.world());
    runs_.end(world, here.index());
    UnobservedRun run = runs_.run();
    run.written = written;
    SWITCHSCOPE_TRY(machine_.account_for_run(listener_, run));
    runs_.begin_again();
    return {};
}

} // namespace switchscope
