// SPDX-License-Identifier: MIT
#include "core/session/live_session.h"

#include "core/base/hex.h"
#include "core/session/breakpoint_run.h"
#include "core/session/bulk_tracer.h"

namespace switchscope {

LiveSession::LiveSession(std::shared_ptr<void> keep_alive, std::unique_ptr<Target> target,
                         std::shared_ptr<const SessionFacts> facts, LiveSessionOptions options)
    : keep_alive_(std::move(keep_alive)), target_(std::move(target)), facts_(std::move(facts)),
      options_(std::move(options)),
      stepper_(std::make_unique<Stepper>(*target_, facts_->routine, facts_->area,
                                         facts_->interrupts_held_off)) {}

Result<std::unique_ptr<LiveSession>>
LiveSession::open(std::unique_ptr<Target> target, const Image& image, LiveSessionOptions options,
                  std::shared_ptr<void> keep_alive, std::stop_token cancel) {
    SubjectOptions wanted;
    wanted.routines = {options.routine};
    wanted.source = options.sources;
    // Shared with nobody: what is made of the image here does not outlive this call.
    auto subject =
        open_subject(std::shared_ptr<const Image>(std::shared_ptr<void>(), &image), wanted);
    if (!subject) {
        return fail(subject.error());
    }
    return open(std::move(target), image, std::move(subject->routines.front()), std::move(options),
                std::move(keep_alive), std::move(cancel));
}

Result<std::unique_ptr<LiveSession>> LiveSession::open(std::unique_ptr<Target> target,
                                                       const Image& image, SwitchCode code,
                                                       LiveSessionOptions options,
                                                       std::shared_ptr<void> keep_alive,
                                                       std::stop_token cancel) {
    bool held_off = options.interrupts_held_off;
    if (target->description().step_mask) {
        SWITCHSCOPE_TRY(target->set_step_interrupts(!held_off));
    } else {
        held_off = false; // nothing is known about this target, so nothing is promised
    }
    std::string image_line = image.path().filename().string();
    if (!image.build_id().empty()) {
        image_line += " · " + image.build_id().substr(0, 8);
    }
    if (code.inferred) {
        image_line += " · slots worked out from the code";
    }
    auto facts = std::make_shared<const SessionFacts>(
        SessionFacts{options.title, target->description().peer, std::move(image_line),
                     std::move(code.routine), std::move(code.area), std::move(code.sources),
                     held_off, image.path().string(), image.build_id()});
    std::unique_ptr<LiveSession> session(new LiveSession(std::move(keep_alive), std::move(target),
                                                         std::move(facts), std::move(options)));
    session->stepper_->set_vcpu_layout(
        VcpuLayout::from_image(image, session->facts_->area, session->facts_->routine.begin()));
    SWITCHSCOPE_TRY(session->reach_entry(cancel));
    SWITCHSCOPE_TRY(session->check_code(image));
    SWITCHSCOPE_TRY(session->stepper_->start(session->options_.hart));
    return session;
}

Result<void> LiveSession::reach_entry(std::stop_token cancel) {
    const Routine& routine = facts_->routine;
    SWITCHSCOPE_TRY(target_->set_breakpoint(routine.begin()));
    for (std::size_t entered = 0; entered <= options_.skip_switches; ++entered) {
        auto arrived = run_to_entry(cancel);
        if (!arrived) {
            return fail(arrived.error());
        }
        options_.hart = *arrived;
    }
    return set_own_breakpoints();
}

Result<std::uint32_t> LiveSession::run_to_entry(std::stop_token cancel) {
    const Routine& routine = facts_->routine;
    Request request;
    request.hart = options_.hart;
    request.resume = Resume::run;
    request.patience = options_.patience;
    auto reply = target_->exchange(request, cancel);
    if (!reply) {
        return fail(reply.error().while_doing("running to " + routine.name()));
    }
    switch (reply->stop->reason) {
    case Stop::Reason::exited:
        return fail("the target ended before it reached " + routine.name(),
                    "Does its CPU have the hypervisor extension (-cpu rv64,h=true)?");
    case Stop::Reason::interrupted:
        return fail("cancelled while waiting for " + routine.name());
    case Stop::Reason::timed_out:
        return fail("the target did not reach " + routine.name() + " (" + hex(routine.begin()) +
                        ") within " + std::to_string(options_.patience.count() / 1000) + " s",
                    "Is a guest running, and is this the image of the running kernel?");
    default:
        return reply->stop->hart;
    }
}

Result<void> LiveSession::check_code(const Image& image) {
    const Routine& routine = facts_->routine;
    const std::size_t size = routine.end() - routine.begin();
    Request request;
    request.hart = options_.hart;
    request.memory.push_back({AddressSpace::current, routine.begin(), size});
    auto reply = target_->exchange(request);
    if (!reply) {
        return fail(reply.error());
    }
    auto expected = image.read(routine.begin(), size);
    if (!expected) {
        return fail(expected.error());
    }
    if (!reply->memory.front() || *reply->memory.front() != *expected) {
        return fail("the code of " + routine.name() + " in the target is not that of " +
                        image.path().string(),
                    "Give the image that was built together with the running kernel.");
    }
    return {};
}

Result<void> LiveSession::guest_stretch(SessionListener& listener, std::stop_token cancel) {
    SWITCHSCOPE_TRY(stepper_->step(Stride::macro, options_.guest_instructions, listener, cancel));
    if (state().world == World::guest && !cancel.stop_requested()) {
        return stepper_->run(listener, cancel);
    }
    return {};
}

Result<void> LiveSession::run_back(SessionListener& listener, std::stop_token cancel) {
    const std::uint64_t address = *stepper_->interrupted_at();
    const bool permanent =
        address == facts_->routine.begin() || address == facts_->routine.return_label();
    if (!permanent) {
        SWITCHSCOPE_TRY(target_->set_breakpoint(address));
    }
    auto ran = stepper_->run(listener, cancel);
    if (ran && !permanent) {
        SWITCHSCOPE_TRY(target_->clear_breakpoint(address));
    }
    return ran;
}

Result<std::vector<HartPlace>> LiveSession::harts() {
    std::vector<HartPlace> places;
    for (const std::uint32_t hart : target_->description().harts) {
        Request request;
        request.hart = hart;
        request.gprs = true;
        const auto reply = target_->exchange(request);
        const auto mode = reply ? target_->mode(hart) : fail(reply.error());
        if (!mode) {
            return fail(mode.error());
        }
        const bool in_routine = mode->world() == World::host && facts_->routine.contains(reply->pc);
        places.push_back({hart, reply->pc, mode->world(), in_routine});
    }
    return places;
}

Result<void> LiveSession::advance(Stride stride, SessionListener& listener,
                                  std::stop_token cancel) {
    constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
    SWITCHSCOPE_TRY(stepper_->catch_up(listener));
    if (stride == Stride::instruction) {
        auto made = stepper_->step(stride, 1, listener, cancel);
        if (!made) {
            return fail(made.error());
        }
        // Nothing was made in front of a `wfi`: only running lets the interrupt it waits for arrive.
        return *made > 0 ? Result<void>{} : stepper_->run(listener, cancel);
    }
    while (!cancel.stop_requested()) {
        const MachineState& now = state();
        const bool was_away = stepper_->interrupted_at().has_value();
        if (now.world == World::guest) {
            SWITCHSCOPE_TRY(guest_stretch(listener, cancel));
        } else if (now.world == World::host && facts_->routine.index_of(now.pc)) {
            const Stride within = stride == Stride::world_switch ? Stride::half : stride;
            SWITCHSCOPE_TRY(stepper_->step(within, unlimited, listener, cancel));
        } else if (stepper_->interrupted_at()) {
            SWITCHSCOPE_TRY(run_back(listener, cancel));
        } else {
            SWITCHSCOPE_TRY(stepper_->run(listener, cancel));
        }
        if (was_away || stepper_->interrupted_at()) {
            continue; // an interrupt in the middle is no end of a stretch
        }
        if (stride != Stride::world_switch || state().pc == facts_->routine.begin()) {
            return {};
        }
    }
    return {};
}

Result<std::string> LiveSession::monitor(const std::string& command) {
    if (!target_->description().monitor) {
        return fail("this target has no monitor", "QEMU has one; other gdbservers need not.");
    }
    return target_->monitor(command);
}

Result<TraceProgress> LiveSession::trace(const TraceOptions& options, SessionListener& listener,
                                         std::stop_token cancel) {
    if (!options_.open_log) {
        return Session::trace(options, listener, std::move(cancel));
    }
    auto log = options_.open_log();
    if (!log) {
        return fail(log.error());
    }
    const Routine& routine = facts_->routine;
    while (state().pc != routine.begin() || state().world != World::host) {
        SWITCHSCOPE_TRY(advance(Stride::world_switch, listener, cancel));
        if (cancel.stop_requested()) {
            return TraceProgress{};
        }
    }
    // The account of each hart begins where it stands.
    const std::uint32_t in_force = state().hart;
    for (const std::uint32_t hart : target_->description().harts) {
        SWITCHSCOPE_TRY(stepper_->select_hart(hart));
        SWITCHSCOPE_TRY(stepper_->catch_up(listener));
    }
    SWITCHSCOPE_TRY(stepper_->select_hart(in_force));
    // While tracing nothing stops the machine.
    SWITCHSCOPE_TRY(clear_own_breakpoints());
    BulkTracer tracer(*target_, **log, routine, facts_->area);
    auto traced = tracer.trace(options, state(), stepper_->numbers(), traced_, listener, cancel);
    if (!traced) {
        return fail(traced.error());
    }
    SWITCHSCOPE_TRY(set_own_breakpoints());
    traced_ = traced->time;
    SWITCHSCOPE_TRY(
        stepper_->go_on_from(std::move(traced->state), std::move(traced->numbers), listener));
    return traced->totals;
}

Result<void> LiveSession::set_own_breakpoints() {
    SWITCHSCOPE_TRY(target_->set_breakpoint(facts_->routine.begin()));
    return target_->set_breakpoint(facts_->routine.return_label());
}

Result<void> LiveSession::clear_own_breakpoints() {
    SWITCHSCOPE_TRY(target_->clear_breakpoint(facts_->routine.begin()));
    return target_->clear_breakpoint(facts_->routine.return_label());
}

Result<void> LiveSession::set_breakpoints(BreakpointSet breakpoints) {
    SWITCHSCOPE_TRY(BreakpointRun::check(breakpoints, facts_->routine, facts_->area));
    breakpoints_ = std::move(breakpoints);
    return {};
}

Result<std::optional<BreakpointHit>> LiveSession::run_to_breakpoint(SessionListener& listener,
                                                                    std::stop_token cancel) {
    SWITCHSCOPE_TRY(clear_own_breakpoints());
    BreakpointRun run(*target_, *stepper_, facts_->routine, facts_->area, breakpoints_);
    auto hit = run.run(listener, std::move(cancel));
    if (!hit) {
        return hit;
    }
    SWITCHSCOPE_TRY(set_own_breakpoints());
    return hit;
}

Result<void> LiveSession::set_interrupts_held_off(bool held_off) {
    if (!target_->description().step_mask) {
        return Session::set_interrupts_held_off(held_off);
    }
    SWITCHSCOPE_TRY(target_->set_step_interrupts(!held_off));
    stepper_->set_interrupts_held_off(held_off);
    return {};
}

} // namespace switchscope
