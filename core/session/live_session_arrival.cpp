// SPDX-License-Identifier: MIT
// How a session gets to the routine: when it begins, after the machine was reset, and over a new connection.
#include "core/session/live_session.h"

#include <algorithm>
#include <array>

#include "core/base/hex.h"

namespace switchscope {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// The code that a machine begins with is short: a hart that is in here has just been reset.
constexpr std::uint64_t reset_code_size = 0x40;

std::optional<std::vector<std::uint8_t>> read_memory(Target& target, std::uint32_t hart,
                                                     std::uint64_t address, std::size_t size) {
    Request request;
    request.hart = hart;
    request.memory.push_back({AddressSpace::current, address, size});
    auto reply = target.exchange(request);
    return reply ? std::move(reply->memory.front()) : std::nullopt;
}

bool is_blank(const std::vector<std::uint8_t>& bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

/// The build id in an ELF note, in hex; empty where these bytes are no such note.
std::string build_id_of_note(const std::vector<std::uint8_t>& note) {
    constexpr std::array<std::uint8_t, 4> gnu{'G', 'N', 'U', 0};
    constexpr std::size_t header = 16; // size of the name, of the id, type, "GNU"
    if (note.size() < header || note[0] != gnu.size() || note[8] != 3 ||
        !std::equal(gnu.begin(), gnu.end(), note.begin() + 12)) {
        return {};
    }
    const std::size_t size = std::min<std::size_t>(note[4], note.size() - header);
    std::string id;
    for (std::size_t n = 0; n < size; ++n) {
        constexpr const char* digits = "0123456789abcdef";
        id += digits[note[header + n] >> 4];
        id += digits[note[header + n] & 0xf];
    }
    return id;
}

} // namespace

Result<void> LiveSession::set_own_breakpoints() {
    SWITCHSCOPE_TRY(target_->set_breakpoint(facts_->routine.begin()));
    SWITCHSCOPE_TRY(target_->set_breakpoint(options_.reset_vector));
    return target_->set_breakpoint(facts_->routine.return_label());
}

Result<void> LiveSession::clear_own_breakpoints() {
    SWITCHSCOPE_TRY(target_->clear_breakpoint(facts_->routine.begin()));
    SWITCHSCOPE_TRY(target_->clear_breakpoint(options_.reset_vector));
    return target_->clear_breakpoint(facts_->routine.return_label());
}

Result<bool> LiveSession::stands_at_entry(std::uint32_t hart) {
    Request where;
    where.hart = hart;
    where.gprs = true;
    auto reply = target_->exchange(where);
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->pc != facts_->routine.begin()) {
        return false; // at another breakpoint
    }
    auto mode = target_->mode(hart);
    if (!mode) {
        return fail(mode.error());
    }
    return mode->world() == World::host; // a guest may have code at the same address
}

Result<std::uint32_t> LiveSession::run_to_entry(std::stop_token cancel) {
    const Routine& routine = facts_->routine;
    const auto until = Clock::now() + options_.patience;
    while (true) {
        Request request;
        request.hart = options_.hart;
        request.resume = Resume::run;
        request.patience = std::max(milliseconds(1),
                                    std::chrono::duration_cast<milliseconds>(until - Clock::now()));
        auto reply = target_->exchange(request, cancel);
        if (!reply) {
            return fail(reply.error().while_doing(en("running to %1")(routine.name())));
        }
        switch (reply->stop->reason) {
        case Stop::Reason::exited:
            return fail(en("the target ended before it reached %1")(routine.name()),
                        en("Does its CPU have the hypervisor extension (-cpu rv64,h=true)?"));
        case Stop::Reason::interrupted:
            return fail(en("cancelled while waiting for %1")(routine.name()));
        case Stop::Reason::timed_out:
            return fail(en("the target did not reach %1 (%2) within %3 s")(
                            routine.name(), hex(routine.begin()), options_.patience.count() / 1000),
                        en("Is a guest running, and is this the image of the running kernel?"));
        default:
            break;
        }
        auto there = stands_at_entry(reply->stop->hart);
        if (!there) {
            return fail(there.error());
        }
        if (*there) {
            return reply->stop->hart;
        }
    }
}

/// The build id of the kernel that runs, as far as its note lies where the image has it; empty: not known.
std::string LiveSession::running_build_id() {
    constexpr std::size_t note_size = 36;
    if (notes_ == 0) {
        return {};
    }
    const auto note = read_memory(*target_, options_.hart, notes_, note_size);
    return note ? build_id_of_note(*note) : std::string();
}

Result<void> LiveSession::compare_code(const std::vector<std::uint8_t>& running) {
    std::size_t different = 0;
    std::size_t first = code_.size();
    for (std::size_t n = 0; n < code_.size(); ++n) {
        if (running[n] != code_[n]) {
            ++different;
            first = std::min(first, n);
        }
    }
    if (different == 0) {
        return {};
    }
    const Routine& routine = facts_->routine;
    Phrase what =
        (different == 1 ? en("the code of %1 in the machine is not that of %2: of the %3 bytes at "
                             "%4 %5 differs, "
                             "the first at +%6")
                        : en("the code of %1 in the machine is not that of %2: of the %3 bytes at "
                             "%4 %5 differ, "
                             "the first at +%6"))(routine.name(), facts_->image_path, code_.size(),
                                                  hex(routine.begin()), different, hex(first));
    const std::string id = running_build_id();
    if (!id.empty() && id != facts_->build_id) {
        what = en("%1; the kernel that runs has the build id %2, the image %3")(std::move(what), id,
                                                                                facts_->build_id);
    }
    return fail(std::move(what),
                en("Give the image that was built together with the running kernel."));
}

Result<void> LiveSession::check_code() {
    const auto running =
        read_memory(*target_, options_.hart, facts_->routine.begin(), code_.size());
    if (!running) {
        return fail(en("the code of %1 (%2) cannot be read in the machine")(
                        facts_->routine.name(), hex(facts_->routine.begin())),
                    en("Is this the image of the running kernel?"));
    }
    return compare_code(*running);
}

Result<void> LiveSession::check_code_early() {
    // Firmware and guests have other addresses. Where nothing is mapped yet, or nothing loaded, the kernel is still to
    // come: the entry is waited for.
    const auto mode = target_->mode(options_.hart);
    if (!mode) {
        return fail(mode.error());
    }
    if (mode->world() != World::host) {
        return {};
    }
    const auto running =
        read_memory(*target_, options_.hart, facts_->routine.begin(), code_.size());
    return running && !is_blank(*running) ? compare_code(*running) : Result<void>{};
}

bool LiveSession::was_reset() const {
    return state().world == World::firmware && state().pc - options_.reset_vector < reset_code_size;
}

Result<void> LiveSession::wait_for_restart(SessionListener& listener, std::stop_token cancel) {
    if (!was_reset()) {
        return {};
    }
    listener.noted(en("The machine was reset. The recording goes on when it reaches %1 again.")(
        facts_->routine.name()));
    const auto at_entry = [this] {
        return state().pc == facts_->routine.begin() && state().world == World::host;
    };
    while (!at_entry() && !cancel.stop_requested()) { // every hart begins where the breakpoint is
        SWITCHSCOPE_TRY(stepper_->run(listener, cancel));
    }
    return {};
}

Result<void> LiveSession::reconnect(SessionListener& listener, std::stop_token cancel) {
    if (!options_.connect) {
        return Session::reconnect(listener, std::move(cancel));
    }
    target_->hang_up(); // a machine has room for one
    auto connection = options_.connect(cancel);
    if (!connection) {
        return fail(connection.error());
    }
    MachineState last = state();
    const SwitchCounter numbers = stepper_->numbers();
    const bool held_off = stepper_->interrupts_held_off();
    stepper_.reset();
    target_ = std::move(connection->target); // before the machine behind the old one goes
    keep_alive_ = std::move(connection->keep_alive);
    if (target_->description().step_mask) {
        SWITCHSCOPE_TRY(target_->set_step_interrupts(!held_off));
    }
    stepper_ = std::make_unique<Stepper>(*target_, facts_->routine, facts_->area, held_off);
    stepper_->resume_account(std::move(last), numbers);
    SWITCHSCOPE_TRY(check_code_early());
    SWITCHSCOPE_TRY(set_own_breakpoints());
    const auto arrived = run_to_entry(std::move(cancel));
    if (!arrived) {
        return fail(arrived.error());
    }
    options_.hart = *arrived;
    SWITCHSCOPE_TRY(check_code());
    SWITCHSCOPE_TRY(stepper_->select_hart(*arrived));
    return stepper_->go_on_from(stepper_->state(), numbers, listener);
}

} // namespace switchscope
