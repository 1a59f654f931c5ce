// SPDX-License-Identifier: MIT
#include "core/session/live_session.h"

#include "core/session/breakpoint_run.h"
#include "core/session/bulk_tracer.h"

namespace switchscope {

LiveSession::LiveSession(std::shared_ptr<void> keep_alive, std::unique_ptr<Target> target,
                         std::shared_ptr<const SessionFacts> facts, LiveSessionOptions options)
    : keep_alive_(std::move(keep_alive)), target_(std::move(target)), facts_(std::move(facts)),
      options_(std::move(options)),
      stepper_(std::make_unique<Stepper>(*target_, facts_->routine, facts_->area,
                                         facts_->interrupts_held_off)) {}

Result<SwitchCode> find_switch_code(const Image& image, const LiveSessionOptions& options) {
    SubjectOptions wanted;
    wanted.routines = {options.routine};
    wanted.source = options.sources;
    wanted.symbols = options.symbols;
    wanted.at = options.at;
    // Shared with nobody: what is made of the image here does not outlive this call.
    auto subject =
        open_subject(std::shared_ptr<const Image>(std::shared_ptr<void>(), &image), wanted);
    if (!subject) {
        return fail(subject.error());
    }
    return std::move(subject->routines.front());
}

Result<std::unique_ptr<LiveSession>>
LiveSession::open(std::unique_ptr<Target> target, const Image& image, LiveSessionOptions options,
                  std::shared_ptr<void> keep_alive, std::stop_token cancel) {
    auto code = find_switch_code(image, options);
    if (!code) {
        return fail(code.error());
    }
    return open(std::move(target), image, std::move(*code), std::move(options),
                std::move(keep_alive), std::move(cancel));
}

Result<std::unique_ptr<LiveSession>> LiveSession::open(std::unique_ptr<Target> target,
                                                       const Image& image, SwitchCode code,
                                                       LiveSessionOptions options,
                                                       std::shared_ptr<void> keep_alive,
                                                       std::stop_token cancel) {
    const Routine& routine = code.routine;
    auto bytes = image.read(routine.begin(), routine.end() - routine.begin());
    if (!bytes) {
        return fail(bytes.error());
    }
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
    session->code_ = std::move(*bytes);
    const Symbol* notes = image.find_symbol("__start_notes"); // in Linux the first is the build id
    session->notes_ = notes == nullptr ? 0 : notes->address;
    SWITCHSCOPE_TRY(session->check_code_early());
    SWITCHSCOPE_TRY(session->reach_entry(cancel));
    SWITCHSCOPE_TRY(session->check_code());
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
        if (*made == 0) {
            SWITCHSCOPE_TRY(stepper_->run(listener, cancel));
        }
        return wait_for_restart(listener, cancel);
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
        if (was_reset()) {
            return wait_for_restart(listener, cancel);
        }
        if (was_away || stepper_->interrupted_at()) {
            continue; // an interrupt in the middle is no end of a stretch
        }
        const bool at_entry = state().pc == facts_->routine.begin() && state().world == World::host;
        if (stride != Stride::world_switch || at_entry) {
            return {};
        }
    }
    return {};
}

Result<std::string> LiveSession::monitor(const std::string& command) {
    if (!target_->description().monitor) {
        return fail(en("this target has no monitor"),
                    en("QEMU has one; other gdbservers need not."));
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
    // After an error, too: it may have been a watchpoint that the target refused, which is there as before.
    const auto restored = set_own_breakpoints();
    return hit && !restored ? fail(restored.error()) : std::move(hit);
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
