// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/analysis/subject.h"
#include "core/session/log_source.h"
#include "core/session/session.h"
#include "core/session/stepper.h"

namespace switchscope {

/// A machine that is stopped, and what has to live as long (the process it runs in; may be null).
struct Connection {
    std::unique_ptr<Target> target;
    std::shared_ptr<void> keep_alive;
};

struct LiveSessionOptions {
    std::string title; ///< for people: "demo machine, macro variant"
    std::string routine = "__kvm_riscv_switch_to";
    std::uint32_t hart = 0;
    std::filesystem::path sources;   ///< folder to look for source files in: see SourceFiles
    std::filesystem::path symbols;   ///< of a stripped image: as in SubjectOptions
    std::optional<std::uint64_t> at; ///< of a routine without a symbol: as in SubjectOptions
    bool interrupts_held_off = true; ///< while single-stepping
    /// Guest instructions looked at one by one before the guest is left to run to its next trap.
    std::size_t guest_instructions = 256;
    /// World switches to let pass before the one the session starts with.
    std::size_t skip_switches = 0;
    /// How long the machine may take to reach the routine for the first time.
    std::chrono::milliseconds patience{30000};
    /// Where harts begin when the machine is reset: by default where QEMU's do.
    std::uint64_t reset_vector = 0x1000;
    /// Connects to the same machine again; without it there is no reconnect().
    std::function<Result<Connection>(std::stop_token cancel)> connect;
    /// Makes what the target's log is read from; without it there is no trace().
    std::function<Result<std::unique_ptr<LogSource>>()> open_log;
};

/// The routine that a session with these options follows in `image`, with its save area.
Result<SwitchCode> find_switch_code(const Image& image, const LiveSessionOptions& options);

/// A session over any Target that is stopped now: runs it to the entry of the world-switch routine and steps from
/// there. Keeps the target, and whatever `keep_alive` holds (the process it runs in), for as long as it lives.
class LiveSession final : public Session {
  public:
    /// Follows `code`, which is that of `image`.
    static Result<std::unique_ptr<LiveSession>>
    open(std::unique_ptr<Target> target, const Image& image, SwitchCode code,
         LiveSessionOptions options, std::shared_ptr<void> keep_alive, std::stop_token cancel);
    /// The same with what find_switch_code() finds.
    static Result<std::unique_ptr<LiveSession>> open(std::unique_ptr<Target> target,
                                                     const Image& image, LiveSessionOptions options,
                                                     std::shared_ptr<void> keep_alive,
                                                     std::stop_token cancel);

    std::shared_ptr<const SessionFacts> facts() const override { return facts_; }
    const MachineState& state() const override { return stepper_->state(); }
    Result<std::vector<HartPlace>> harts() override;
    Result<void> select_hart(std::uint32_t hart) override { return stepper_->select_hart(hart); }
    Result<void> advance(Stride stride, SessionListener& listener, std::stop_token cancel) override;

    Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                std::stop_token cancel) override;

    Result<void> write(const Location& place, std::uint64_t value,
                       SessionListener& listener) override {
        return stepper_->write(place, value, listener);
    }
    Result<std::string> monitor(const std::string& command) override;
    std::vector<Traffic> traffic(std::uint64_t from) const override {
        return target_->traffic(from);
    }

    Result<void> set_breakpoints(BreakpointSet breakpoints) override;
    const BreakpointSet& breakpoints() const override { return breakpoints_; }
    Result<std::optional<BreakpointHit>> run_to_breakpoint(SessionListener& listener,
                                                           std::stop_token cancel) override;

    Result<void> set_interrupts_held_off(bool held_off) override;
    bool interrupts_held_off() const override { return stepper_->interrupts_held_off(); }

    bool can_reconnect() const override { return options_.connect != nullptr; }
    Result<void> reconnect(SessionListener& listener, std::stop_token cancel) override;

    Target& target() { return *target_; }

  private:
    LiveSession(std::shared_ptr<void> keep_alive, std::unique_ptr<Target> target,
                std::shared_ptr<const SessionFacts> facts, LiveSessionOptions options);
    Result<void> reach_entry(std::stop_token cancel);
    /// Which hart arrived.
    Result<std::uint32_t> run_to_entry(std::stop_token cancel);
    Result<bool> stands_at_entry(std::uint32_t hart);
    /// Holds the routine's code in the machine, which is at the routine, against the image's.
    Result<void> check_code();
    /// The same as far as it can be said already, wherever the machine is.
    Result<void> check_code_early();
    Result<void> compare_code(const std::vector<std::uint8_t>& running);
    std::string running_build_id();
    /// The breakpoints at which every stride may end: the entry, the return label, and where a reset leads.
    Result<void> set_own_breakpoints();
    Result<void> clear_own_breakpoints();
    bool was_reset() const;
    /// Where it was reset: on to the routine.
    Result<void> wait_for_restart(SessionListener& listener, std::stop_token cancel);
    /// From the handler of an interrupt back to where it took the routine away.
    Result<void> run_back(SessionListener& listener, std::stop_token cancel);
    Result<void> guest_stretch(SessionListener& listener, std::stop_token cancel);

    // Destroyed last to first: the connection closes before the machine behind it goes.
    std::shared_ptr<void> keep_alive_;
    std::unique_ptr<Target> target_;
    std::shared_ptr<const SessionFacts> facts_;
    LiveSessionOptions options_;
    std::unique_ptr<Stepper> stepper_;
    std::uint64_t traced_ = 0; ///< for how long the machine was traced, in nanoseconds
    BreakpointSet breakpoints_;
    std::vector<std::uint8_t> code_; ///< of the routine, as the image has it
    std::uint64_t notes_ = 0;        ///< where the image has its build id; 0: not known
};

} // namespace switchscope
