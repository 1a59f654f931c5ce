// SPDX-License-Identifier: MIT
#include "core/session/breakpoint_run.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using namespace std::chrono_literals;
using Kind = Breakpoint::Kind;

/// One instruction takes no longer, unless something is wrong.
constexpr auto step_patience = 2000ms;

Result<void> check_one(const Breakpoint& breakpoint, const Routine& routine, const SaveArea& area) {
    if ((breakpoint.kind == Kind::macro && breakpoint.span >= routine.spans().size()) ||
        (breakpoint.kind == Kind::slot_write && breakpoint.slot >= area.slots().size()) ||
        (breakpoint.kind == Kind::instruction && !routine.index_of(breakpoint.address))) {
        return fail(en("the breakpoint %1 belongs to another routine or save area than %2")(
                        breakpoint.text(routine, area), routine.name()),
                    en("Set it anew for this machine."));
    }
    if (breakpoint.condition.empty()) {
        return {};
    }
    const auto condition = Condition::parse(breakpoint.condition, area);
    return condition ? Result<void>{} : fail(condition.error());
}

} // namespace

Result<void> BreakpointRun::check(const BreakpointSet& breakpoints, const Routine& routine,
                                  const SaveArea& area) {
    for (const BreakpointSet::Entry& one : breakpoints.entries()) {
        SWITCHSCOPE_TRY(check_one(one.breakpoint, routine, area));
    }
    return {};
}

/// Has what `place` shows while the hart is in `world` read at each look.
void BreakpointRun::want(World world, const Location& place) {
    if (place.kind == LocationKind::csr) {
        if (const auto index = stepper_.register_for(static_cast<std::uint16_t>(place.id), world)) {
            registers_.insert(*index);
        }
    }
}

Result<void> BreakpointRun::prepare() {
    for (const BreakpointSet::Entry& one : breakpoints_.entries()) {
        const Breakpoint& breakpoint = one.breakpoint;
        if (!breakpoint.enabled) {
            continue;
        }
        const std::size_t number = points_.size();
        Point& point = points_.emplace_back();
        point.id = one.id;
        if (!breakpoint.condition.empty()) {
            auto condition = Condition::parse(breakpoint.condition, area_);
            if (!condition) {
                return fail(condition.error());
            }
            point.places = condition->needs().places;
            point.condition = std::move(*condition);
        }
        for (const Location& place : point.places) {
            want(breakpoint.world(), place);
            point.asks_slots = point.asks_slots || place.kind == LocationKind::slot;
        }
        step_halves_of(breakpoint);
        switch (breakpoint.kind) {
        case Kind::guest_entry:
            addresses_.try_emplace(breakpoint.places(routine_, area_).front());
            guest_entries_.push_back(number);
            want(World::host, Location::csr(csr::sepc));
            break;
        case Kind::guest_address:
        case Kind::host_address:
            addresses_[breakpoint.address].push_back(number);
            break;
        case Kind::slot_write:
            if (breakpoint.writer != Breakpoint::Writer::routine) {
                slot_writes_.push_back(number);
                break;
            }
            for (const std::uint64_t store : breakpoint.places(routine_, area_)) {
                const auto index = routine_.index_of(store);
                addresses_[routine_.instructions()[*index].next_address()].push_back(number);
            }
            break;
        default:
            for (const std::uint64_t place : breakpoint.places(routine_, area_)) {
                addresses_[place].push_back(number);
            }
        }
    }
    // Which switch this is, and of which vCPU, can be seen wherever the hart stands in the routine; for the guest it has
    // to be seen on the way there.
    const bool in_guest = std::ranges::any_of(
        points_, [&](Point& one) { return entry(one).breakpoint.world() == World::guest; });
    const std::uint64_t end =
        in_guest ? routine_.instructions()[routine_.sret_index()].next_address() : routine_.end();
    const auto first = addresses_.lower_bound(routine_.begin());
    if (first == addresses_.end() || first->first >= end) {
        addresses_.try_emplace(routine_.begin());
    }
    want(World::host, Location::csr(csr::sscratch));
    return {};
}

Result<void> BreakpointRun::arm() {
    for (const auto& address : addresses_) {
        SWITCHSCOPE_TRY(target_.set_breakpoint(address.first));
    }
    if (!stepper_.interrupts_held_off() && target_.description().step_mask) {
        // Getting past a breakpoint is to execute that instruction and nothing else.
        SWITCHSCOPE_TRY(target_.set_step_interrupts(false));
    }
    return arm_watches();
}

/// Watches the slots of every save area that was met by now.
Result<void> BreakpointRun::arm_watches() {
    const auto& areas = stepper_.state().areas;
    for (const std::size_t number : slot_writes_) {
        const Slot& slot = area_.slots()[entry(points_[number]).breakpoint.slot];
        for (std::uint16_t area = 0; area < areas.size(); ++area) {
            const bool known = std::ranges::any_of(watches_, [&](const Watch& one) {
                return one.area == area && one.point == number;
            });
            if (!known) {
                watches_.push_back({areas[area].address + slot.offset, slot.size, area, number});
                SWITCHSCOPE_TRY(
                    target_.set_watchpoint(watches_.back().address, watches_.back().size));
            }
        }
    }
    return {};
}

Result<void> BreakpointRun::disarm_watches() {
    for (const Watch& watch : watches_) {
        SWITCHSCOPE_TRY(target_.clear_watchpoint(watch.address, watch.size));
    }
    watches_.clear();
    return {};
}

Result<void> BreakpointRun::disarm() {
    for (const auto& address : addresses_) {
        SWITCHSCOPE_TRY(target_.clear_breakpoint(address.first));
    }
    SWITCHSCOPE_TRY(disarm_watches());
    if (!stepper_.interrupts_held_off() && target_.description().step_mask) {
        SWITCHSCOPE_TRY(target_.set_step_interrupts(true));
    }
    return {};
}

void BreakpointRun::stand(const HartState& hart) {
    const auto index = hart.world == World::host ? routine_.index_of(hart.pc) : std::nullopt;
    accounts_[hart.hart] = {false, index == 0u, 0, place_of(hart.world, index), hart.area};
    written_.reset();
}

Result<std::optional<BreakpointHit>> BreakpointRun::run(SessionListener& listener,
                                                        std::stop_token cancel) {
    SWITCHSCOPE_TRY(prepare());
    stand(stepper_.state());
    for (const HartState& parked : stepper_.state().parked) {
        stand(parked);
    }
    const auto armed = arm();
    auto id = armed ? go(listener, std::move(cancel)) : fail(armed.error());
    // Whatever happened, nothing of ours stays in a target that is still there.
    const auto disarmed = disarm();
    if (!id) {
        return fail(id.error());
    }
    if (!disarmed) {
        return fail(disarmed.error());
    }
    if (!*id) {
        return std::optional<BreakpointHit>{};
    }
    const BreakpointSet::Entry& stopped = *breakpoints_.find(**id);
    BreakpointHit hit{stopped.id, stopped.hits, stopped.breakpoint, stepper_.state().hart};
    if (hit.breakpoint.one_shot) {
        breakpoints_.remove(hit.id);
    }
    return std::optional(std::move(hit));
}

Result<std::optional<int>> BreakpointRun::go(SessionListener& listener, std::stop_token cancel) {
    if (to_be_stepped(stepper_.state())) {
        auto hit = step_half(listener, cancel);
        if (!hit || *hit) {
            return hit;
        }
    }
    Stop::Reason reason = Stop::Reason::breakpoint;
    while (!cancel.stop_requested() &&
           (reason == Stop::Reason::breakpoint || reason == Stop::Reason::watchpoint)) {
        Request request;
        request.hart = stepper_.state().hart;
        request.resume = Resume::run;
        for (auto& [number, account] : accounts_) {
            account.ran = true;
        }
        auto reply = target_.exchange(request, cancel);
        if (!reply) {
            return fail(reply.error());
        }
        stepper_.machine_ran();
        reason = reply->stop->reason;
        if (reason == Stop::Reason::exited) {
            return fail(en("the target ended while it was running"),
                        en("What was recorded so far is kept. Start it again to go on."));
        }
        if (reason == Stop::Reason::breakpoint || reason == Stop::Reason::watchpoint) {
            SWITCHSCOPE_TRY(stepper_.select_hart(reply->stop->hart));
        }
        Result<std::optional<int>> hit{std::nullopt};
        if (reason == Stop::Reason::watchpoint) {
            hit = behind_write(*reply->stop, listener, cancel);
        } else if (reason == Stop::Reason::breakpoint) {
            auto here = look();
            if (!here) {
                return fail(here.error());
            }
            hit = count_here(*here, listener);
            if (hit) {
                hit = finish(*hit, *here, listener, cancel);
            }
        }
        if (!hit || *hit) {
            return hit;
        }
    }
    SWITCHSCOPE_TRY(tell(listener));
    return std::optional<int>{};
}

/// Counts the points among `numbers` that are hit; the id of the first that stops the machine.
Result<std::optional<int>> BreakpointRun::count(const std::vector<std::size_t>& numbers, Look& look,
                                                std::uint16_t area) {
    std::optional<int> hit;
    for (const std::size_t number : numbers) {
        auto stopped = stops(points_[number], look, area);
        if (!stopped) {
            return fail(stopped.error());
        }
        if (*stopped && !hit) {
            hit = points_[number].id;
            note_written(points_[number], area);
        }
    }
    return hit;
}

void BreakpointRun::note_written(const Point& point, std::uint16_t area) {
    const Breakpoint& breakpoint = breakpoints_.find(point.id)->breakpoint;
    if (breakpoint.kind == Kind::slot_write) {
        written_ = Location::slot(area, breakpoint.slot, area_.slots()[breakpoint.slot].size);
    }
}

/// The same with those that belong to the place where the hart stands.
Result<std::optional<int>> BreakpointRun::count_here(Look& look, SessionListener& listener) {
    const auto here = addresses_.find(look.pc);
    if (here == addresses_.end()) {
        return std::optional<int>{};
    }
    SWITCHSCOPE_TRY(observe(look, listener));
    return count(here->second, look, account().area);
}

Result<std::optional<int>> BreakpointRun::finish(std::optional<int> hit, Look& look,
                                                 SessionListener& listener,
                                                 std::stop_token cancel) {
    if (hit) {
        SWITCHSCOPE_TRY(tell(listener));
        return hit;
    }
    if (look.index == routine_.sret_index()) {
        return enter_guest(look, listener, std::move(cancel));
    }
    if (stepped_halves_.contains(look.pc)) {
        const auto world = world_of(look);
        if (!world) {
            return fail(world.error());
        }
        if (*world == World::host) { // a guest has code of its own at this address
            SWITCHSCOPE_TRY(tell(listener));
            return step_half(listener, std::move(cancel));
        }
    }
    return hit;
}

/// The hart stands in front of the sret. What the guest is going to find is there already; the instruction is executed
/// only where that is enough to stop.
Result<std::optional<int>> BreakpointRun::enter_guest(Look& look, SessionListener& listener,
                                                      std::stop_token cancel) {
    auto hit = count(guest_entries_, look, account().area);
    if (!hit || !*hit) {
        return hit;
    }
    SWITCHSCOPE_TRY(tell(listener));
    auto made = stepper_.step(Stride::instruction, 1, listener, std::move(cancel));
    if (!made) {
        return fail(made.error());
    }
    stand(stepper_.state());
    if (stepper_.state().world != World::guest) {
        return std::optional<int>{};
    }
    // The target does not tell of breakpoints at an instruction that a step has led to.
    auto first = this->look();
    if (!first) {
        return fail(first.error());
    }
    auto others = count_here(*first, listener);
    return others ? hit : others;
}

/// Executes the instruction the hart stands at, in one world; where it stands then.
Result<BreakpointRun::Look> BreakpointRun::step_over(const Look& from, std::stop_token cancel) {
    constexpr int patience_with_idle_steps = 100;
    Request request;
    request.hart = stepper_.state().hart;
    request.resume = Resume::step;
    request.patience = step_patience;
    account().ran = true;
    for (int idle = 0;; ++idle) {
        const auto reply = target_.exchange(request, cancel);
        if (!reply) {
            return fail(reply.error());
        }
        auto now = look();
        if (!now) {
            return fail(now.error());
        }
        // QEMU now and then reports a step that a pending interrupt kept from being made.
        if (now->pc != from.pc || reply->stop->reason != Stop::Reason::stepped ||
            idle == patience_with_idle_steps) {
            now->world = from.world;
            return now;
        }
    }
}

Result<std::optional<int>> BreakpointRun::behind_write(const Stop& stop, SessionListener& listener,
                                                       std::stop_token cancel) {
    auto before = look();
    if (!before) {
        return fail(before.error());
    }
    auto world = world_of(*before);
    if (!world) {
        return fail(world.error());
    }
    std::vector<Watch> written;
    std::ranges::copy_if(watches_, std::back_inserter(written), [&](const Watch& watch) {
        return stop.address >= watch.address && stop.address < watch.address + watch.size;
    });
    for (const Watch& watch : written) {
        SWITCHSCOPE_TRY(target_.clear_watchpoint(watch.address, watch.size));
    }
    auto behind = step_over(*before, cancel);
    for (const Watch& watch : written) {
        SWITCHSCOPE_TRY(target_.set_watchpoint(watch.address, watch.size));
    }
    if (!behind) {
        return fail(behind.error());
    }
    if (*world == World::host && before->index) {
        SWITCHSCOPE_TRY(observe(*before, listener));
    }
    // The target does not tell of breakpoints at an instruction that a step has led to.
    auto hit = count_here(*behind, listener);
    for (const Watch& watch : written) {
        Point& point = points_[watch.point];
        const bool by_routine = *world == World::host && before->index.has_value();
        if (by_routine && entry(point).breakpoint.writer == Breakpoint::Writer::other_code) {
            ++entry(point).passed;
            continue;
        }
        auto stopped = stops(point, *behind, watch.area);
        if (!hit || !stopped) {
            return fail(hit ? stopped.error() : hit.error());
        }
        if (*stopped && (!*hit || point.id < **hit)) {
            *hit = point.id;
            note_written(point, watch.area);
        }
    }
    return hit ? finish(*hit, *behind, listener, std::move(cancel)) : hit;
}

} // namespace switchscope
