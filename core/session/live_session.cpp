// SPDX-License-Identifier: MIT
#include "core/session/live_session.h"

#include "core/session/breakpoint_plan.h"
#include "core/session/breakpoint_run.h"
#include "core/session/bulk_tracer.h"

namespace switchscope {

namespace {

/// The code with which a machine begins is short: a hart that is in here has just been reset.
constexpr std::uint64_t reset_code_size = 0x40;
constexpr std::size_t unlimited = static_cast<std::size_t>(-1);

std::string describe(const Image& image, const std::string& place, bool slots_inferred) {
    std::string line = image.path().filename().string();
    if (!image.build_id().empty()) {
        line += " · " + image.build_id().substr(0, 8);
    }
    if (!place.empty()) {
        line += " · " + place;
    }
    return slots_inferred ? line + " · slots worked out from the code" : line;
}

} // namespace

Result<SwitchCode> find_switch_code(const Image& image, const LiveSessionOptions& options) {
    SubjectOptions wanted;
    wanted.routines = {options.routine};
    wanted.source = options.sources;
    wanted.symbols = options.symbols;
    wanted.at = options.at;
    wanted.debug_server = options.debug_server;
    // Shared with nobody: what is made of the image here does not outlive this call.
    auto subject = SWITCHSCOPE_TRY(
        open_subject(std::shared_ptr<const Image>(std::shared_ptr<void>(), &image), wanted));
    return std::move(subject.routines.front());
}

LiveSession::Attached::Attached(Target& target, const SessionFacts& facts,
                                std::optional<VcpuLayout> layout, Account& account,
                                std::uint64_t reset_vector, bool interrupts_held_off)
    : machine(target, facts.routine, facts.area, layout, account),
      stepper(machine, facts.routine, facts.area, interrupts_held_off),
      breakpoints(target, facts.routine, reset_vector) {}

LiveSession::LiveSession(std::shared_ptr<void> keep_alive, std::unique_ptr<Target> target,
                         std::shared_ptr<const SessionFacts> facts, LiveSessionOptions options,
                         CodeCheck code_check, std::optional<VcpuLayout> layout)
    : keep_alive_(std::move(keep_alive)), target_(std::move(target)), facts_(std::move(facts)),
      options_(std::move(options)), code_check_(std::move(code_check)), layout_(layout),
      account_(facts_->routine, facts_->area) {
    attach(facts_->interrupts_held_off);
}

void LiveSession::attach(bool interrupts_held_off) {
    attached_ = std::make_unique<Attached>(*target_, *facts_, layout_, account_,
                                           options_.reset_vector, interrupts_held_off);
}

Result<std::unique_ptr<LiveSession>>
LiveSession::open(std::unique_ptr<Target> target, const Image& image, LiveSessionOptions options,
                  std::shared_ptr<void> keep_alive, std::stop_token cancel) {
    SwitchCode code = SWITCHSCOPE_TRY(find_switch_code(image, options));
    return open(std::move(target), image, std::move(code), std::move(options),
                std::move(keep_alive), std::move(cancel));
}

Result<std::unique_ptr<LiveSession>> LiveSession::open(std::unique_ptr<Target> target,
                                                       const Image& image, SwitchCode code,
                                                       LiveSessionOptions options,
                                                       std::shared_ptr<void> keep_alive,
                                                       std::stop_token cancel) {
    CodeCheck code_check = SWITCHSCOPE_TRY(CodeCheck::of(image, code.routine));
    bool held_off = options.interrupts_held_off;
    if (target->description().step_mask) {
        SWITCHSCOPE_TRY(target->set_step_interrupts(!held_off));
    } else {
        held_off = false; // nothing is known about this target, so nothing is promised
    }
    const Image& debug = code.debug != nullptr ? *code.debug : image;
    const auto layout = VcpuLayout::from_image(debug, code.area, code.routine.begin());
    auto facts = std::make_shared<const SessionFacts>(SessionFacts{
        options.title, target->description().peer, describe(image, options.place, code.inferred),
        std::move(code.routine), std::move(code.area), std::move(code.sources), held_off,
        image.path().string(), image.build_id()});
    std::unique_ptr<LiveSession> session(new LiveSession(std::move(keep_alive), std::move(target),
                                                         std::move(facts), std::move(options),
                                                         std::move(code_check), layout));
    SWITCHSCOPE_TRY(session->begin(std::move(cancel)));
    return session;
}

Result<void> LiveSession::begin(std::stop_token cancel) {
    SWITCHSCOPE_TRY(code_check_.check_early(*target_, options_.hart));
    if (auto reached = reach_entry(std::move(cancel)); !reached) {
        SWITCHSCOPE_TRY(check_place()); // that the code has gone says more than that time is up
        return reached;
    }
    SWITCHSCOPE_TRY(code_check_.check(*target_, options_.hart));
    return machine().begin(options_.hart);
}

Result<void> LiveSession::reach_entry(std::stop_token cancel) {
    const Routine& routine = facts_->routine;
    SWITCHSCOPE_TRY(target_->set_breakpoint(routine.begin()));
    for (std::size_t entered = 0; entered <= options_.skip_switches; ++entered) {
        options_.hart = SWITCHSCOPE_TRY(
            run_to_entry(*target_, routine, options_.hart, options_.patience, cancel));
    }
    return attached_->breakpoints.set();
}

Result<std::vector<HartPlace>> LiveSession::harts() {
    std::vector<HartPlace> places;
    for (const std::uint32_t hart : target_->description().harts) {
        Request request;
        request.hart = hart;
        request.gprs = true;
        const Reply reply = SWITCHSCOPE_TRY(target_->exchange(request));
        const Mode mode = SWITCHSCOPE_TRY(target_->mode(hart));
        const bool in_routine = mode.world() == World::host && facts_->routine.contains(reply.pc);
        places.push_back({hart, reply.pc, mode.world(), in_routine});
    }
    return places;
}

Result<void> LiveSession::advance(Stride stride, SessionListener& listener,
                                  std::stop_token cancel) {
    SWITCHSCOPE_TRY(machine().catch_up(listener));
    if (restarting_) { // the wait was cancelled
        return wait_for_restart(listener, std::move(cancel));
    }
    if (stride == Stride::instruction) {
        return advance_one(listener, std::move(cancel));
    }
    while (!cancel.stop_requested()) {
        const bool was_away = account_.interrupted_at().has_value();
        const auto beginning = beginning_harts();
        SWITCHSCOPE_TRY(advance_part(stride, listener, cancel));
        const bool reset = SWITCHSCOPE_TRY(wait_where_reset(beginning, listener, cancel));
        if (reset) {
            return {};
        }
        if (was_away || account_.interrupted_at()) {
            continue; // an interrupt in the middle is no end of a stretch
        }
        if (stride != Stride::world_switch || at_entry()) {
            return {};
        }
    }
    return check_place();
}

Result<void> LiveSession::check_place() {
    return options_.check_place && !facts_->routine.contains(state().pc)
               ? options_.check_place(*target_)
               : Result<void>{};
}

Result<void> LiveSession::advance_one(SessionListener& listener, std::stop_token cancel) {
    const auto beginning = beginning_harts();
    const std::size_t made =
        SWITCHSCOPE_TRY(stepper().step(Stride::instruction, 1, listener, cancel));
    // No step is made in front of a `wfi`: the interrupt that it waits for comes only while the
    // machine runs.
    if (made == 0) {
        SWITCHSCOPE_TRY(run(listener, cancel));
    }
    SWITCHSCOPE_TRY(wait_where_reset(beginning, listener, std::move(cancel)));
    return {};
}

/// To the next place where the hart is let go on in another way, or where `stride` ends.
Result<void> LiveSession::advance_part(Stride stride, SessionListener& listener,
                                       std::stop_token cancel) {
    if (state().world == World::guest) {
        return guest_stretch(listener, std::move(cancel));
    }
    if (state().world == World::host && facts_->routine.index_of(state().pc)) {
        const Stride within = stride == Stride::world_switch ? Stride::half : stride;
        SWITCHSCOPE_TRY(stepper().step(within, unlimited, listener, std::move(cancel)));
        return {};
    }
    return account_.interrupted_at() ? run_back(listener, std::move(cancel))
                                     : run(listener, std::move(cancel));
}

Result<void> LiveSession::guest_stretch(SessionListener& listener, std::stop_token cancel) {
    SWITCHSCOPE_TRY(stepper().step(Stride::macro, options_.guest_instructions, listener, cancel));
    if (state().world == World::guest && !cancel.stop_requested()) {
        return run(listener, std::move(cancel));
    }
    return {};
}

Result<void> LiveSession::run_back(SessionListener& listener, std::stop_token cancel) {
    const std::uint64_t address = *account_.interrupted_at();
    const bool set_already = attached_->breakpoints.contains(address);
    if (!set_already) {
        SWITCHSCOPE_TRY(target_->set_breakpoint(address));
    }
    SWITCHSCOPE_TRY(run(listener, std::move(cancel)));
    return set_already ? Result<void>{} : target_->clear_breakpoint(address);
}

bool LiveSession::is_beginning(const HartState& hart) const {
    return hart.world == World::firmware && hart.pc - options_.reset_vector < reset_code_size;
}

std::set<std::uint32_t> LiveSession::beginning_harts() const {
    std::set<std::uint32_t> harts;
    if (is_beginning(state())) {
        harts.insert(state().hart);
    }
    for (const HartState& parked : state().parked) {
        if (is_beginning(parked)) {
            harts.insert(parked.hart);
        }
    }
    return harts;
}

Result<bool> LiveSession::wait_where_reset(const std::set<std::uint32_t>& before,
                                           SessionListener& listener, std::stop_token cancel) {
    if (!is_beginning(state()) || before.contains(state().hart)) {
        return false;
    }
    listener.noted(en("The machine was reset. The recording goes on when it reaches %1 again.")(
        facts_->routine.name()));
    restarting_ = true;
    SWITCHSCOPE_TRY(wait_for_restart(listener, std::move(cancel)));
    return true;
}

Result<void> LiveSession::wait_for_restart(SessionListener& listener, std::stop_token cancel) {
    if (options_.find_again) { // it runs the machine until the kernel has chosen its place again
        SWITCHSCOPE_TRY(options_.find_again(*target_, cancel));
    }
    // All harts begin again. No one comes back to where it was, and a hart that makes its first
    // step later than the others has been reset with them.
    machine().lose_track();
    SWITCHSCOPE_TRY(catch_up_all(listener));
    SWITCHSCOPE_TRY(machine().run_to_entry(listener, std::move(cancel), options_.patience));
    restarting_ = !at_entry();
    return {};
}

Result<std::string> LiveSession::monitor(const std::string& command) {
    if (!target_->description().monitor) {
        return fail(en("this target has no monitor"),
                    en("QEMU has one; other gdbservers need not."));
    }
    return target_->monitor(command);
}

/// What every hart did since it was read last becomes part of the account.
Result<void> LiveSession::catch_up_all(SessionListener& listener) {
    const std::uint32_t in_force = state().hart;
    for (const std::uint32_t hart : target_->description().harts) {
        SWITCHSCOPE_TRY(account_.select_hart(hart));
        SWITCHSCOPE_TRY(machine().catch_up(listener));
    }
    return account_.select_hart(in_force);
}

Result<TraceProgress> LiveSession::trace(const TraceOptions& options, SessionListener& listener,
                                         std::stop_token cancel) {
    if (!options_.open_log) {
        return Session::trace(options, listener, std::move(cancel));
    }
    const auto log = SWITCHSCOPE_TRY(options_.open_log());
    while (!at_entry()) {
        SWITCHSCOPE_TRY(advance(Stride::world_switch, listener, cancel));
        if (cancel.stop_requested()) {
            return TraceProgress{};
        }
    }
    SWITCHSCOPE_TRY(catch_up_all(listener));
    // While it is traced nothing stops the machine.
    SWITCHSCOPE_TRY(attached_->breakpoints.clear());
    TraceOptions limited = options;
    if (limited.patience.count() == 0) {
        limited.patience = options_.later_patience;
    }
    BulkTracer tracer(*target_, *log, facts_->routine, facts_->area);
    const BulkTracer::Outcome traced =
        SWITCHSCOPE_TRY(tracer.trace(limited, account_, traced_, listener, cancel));
    SWITCHSCOPE_TRY(attached_->breakpoints.set());
    traced_ = traced.time;
    machine().lose_track();
    SWITCHSCOPE_TRY(machine().account_for_run(listener));
    return traced.totals;
}

Result<void> LiveSession::set_breakpoints(BreakpointSet breakpoints) {
    SWITCHSCOPE_TRY(BreakpointPlan::check(breakpoints, facts_->routine, facts_->area));
    breakpoints_ = std::move(breakpoints);
    return {};
}

Result<std::optional<BreakpointHit>> LiveSession::run_to_breakpoint(SessionListener& listener,
                                                                    std::stop_token cancel) {
    SWITCHSCOPE_TRY(attached_->breakpoints.clear());
    BreakpointRun run(machine(), stepper(), facts_->routine, facts_->area, breakpoints_);
    auto hit = run.run(listener, std::move(cancel));
    // After an Error, too. It may have been a watchpoint that the target refused, and then the
    // target is there as before.
    const auto restored = attached_->breakpoints.set();
    return hit && !restored ? fail(restored.error()) : std::move(hit);
}

Result<void> LiveSession::set_interrupts_held_off(bool held_off) {
    if (!target_->description().step_mask) {
        return Session::set_interrupts_held_off(held_off);
    }
    SWITCHSCOPE_TRY(target_->set_step_interrupts(!held_off));
    stepper().set_interrupts_held_off(held_off);
    return {};
}

Result<void> LiveSession::reconnect(SessionListener& listener, std::stop_token cancel) {
    if (!options_.connect) {
        return Session::reconnect(listener, std::move(cancel));
    }
    target_->hang_up(); // a machine takes one connection at a time
    Connection connection = SWITCHSCOPE_TRY(options_.connect(cancel));
    const bool held_off = interrupts_held_off();
    attached_.reset();
    target_ = std::move(connection.target); // before the machine behind the old one goes
    keep_alive_ = std::move(connection.keep_alive);
    attach(held_off);
    machine().lose_track();
    if (target_->description().step_mask) {
        SWITCHSCOPE_TRY(target_->set_step_interrupts(!held_off));
    }
    if (options_.find_again) {
        SWITCHSCOPE_TRY(options_.find_again(*target_, cancel));
    }
    SWITCHSCOPE_TRY(code_check_.check_early(*target_, options_.hart));
    SWITCHSCOPE_TRY(attached_->breakpoints.set());
    options_.hart = SWITCHSCOPE_TRY(run_to_entry(*target_, facts_->routine, options_.hart,
                                                 options_.patience, std::move(cancel)));
    SWITCHSCOPE_TRY(code_check_.check(*target_, options_.hart));
    SWITCHSCOPE_TRY(account_.select_hart(options_.hart));
    return machine().account_for_run(listener);
}

} // namespace switchscope
