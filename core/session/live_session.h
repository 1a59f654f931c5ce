// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "core/analysis/subject.h"
#include "core/image/image.h"
#include "core/session/account.h"
#include "core/session/code_check.h"
#include "core/session/followed_machine.h"
#include "core/session/log_source.h"
#include "core/session/routine_entry.h"
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
    DebugServer debug_server;        ///< for a stripped image: as in SubjectOptions
    bool interrupts_held_off = true; ///< while single-stepping
    /// How many guest instructions are stepped before the guest is left to run to its next trap.
    std::size_t guest_instructions = 256;
    /// How many world switches pass before the one that the session begins with.
    std::size_t skip_switches = 0;
    /// How long the machine may take to reach the routine for the first time, and after a reset.
    std::chrono::milliseconds patience{30000};
    /// How long a hart may take to come back to the routine after that, and a trace to its next
    /// switch. Zero: no limit, because somebody looks on who can end it.
    std::chrono::milliseconds later_patience{0};
    /// Where harts begin when the machine is reset: by default where QEMU's do.
    std::uint64_t reset_vector = 0x1000;
    /// Where the image lies in the machine, if that had to be found out. It is in English, because
    /// recordings keep it.
    std::string place;
    /// Says, in an Error, that the image is not there any more. It must not run the machine; may be
    /// empty.
    std::function<Result<void>(Target&)> check_place;
    /// Waits, in a machine that was started again, until the image can be there again. An Error
    /// where it then lies elsewhere; may be empty.
    std::function<Result<void>(Target&, std::stop_token cancel)> find_again;
    /// Connects to the same machine again; without it there is no reconnect().
    std::function<Result<Connection>(std::stop_token cancel)> connect;
    /// Makes what the target's log is read from; without it there is no trace().
    std::function<Result<std::unique_ptr<LogSource>>()> open_log;
};

/// The routine that a session with these options follows in `image`, with its save area.
Result<SwitchCode> find_switch_code(const Image& image, const LiveSessionOptions& options);

/// A session over any Target that is stopped now: runs it to the entry of the world-switch routine
/// and steps from there. It keeps the target, and whatever `keep_alive` holds (the process that it
/// runs in), for as long as it lives.
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
    const MachineState& state() const override { return account_.state(); }
    Result<std::vector<HartPlace>> harts() override;
    Result<void> select_hart(std::uint32_t hart) override { return account_.select_hart(hart); }
    Result<void> advance(Stride stride, SessionListener& listener, std::stop_token cancel) override;

    Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                std::stop_token cancel) override;

    Result<void> write(const Location& place, std::uint64_t value,
                       SessionListener& listener) override {
        return machine().write(place, value, listener);
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
    bool interrupts_held_off() const override { return attached_->stepper.interrupts_held_off(); }

    bool can_reconnect() const override { return options_.connect != nullptr; }
    Result<void> reconnect(SessionListener& listener, std::stop_token cancel) override;

    Target& target() { return *target_; }

  private:
    /// What belongs to one connection.
    struct Attached {
        Attached(Target& target, const SessionFacts& facts, std::optional<VcpuLayout> layout,
                 Account& account, std::uint64_t reset_vector, bool interrupts_held_off);
        FollowedMachine machine;
        Stepper stepper;
        StrideBreakpoints breakpoints;
    };

    LiveSession(std::shared_ptr<void> keep_alive, std::unique_ptr<Target> target,
                std::shared_ptr<const SessionFacts> facts, LiveSessionOptions options,
                CodeCheck code_check, std::optional<VcpuLayout> layout);
    void attach(bool interrupts_held_off);
    FollowedMachine& machine() { return attached_->machine; }
    Stepper& stepper() { return attached_->stepper; }

    /// From wherever the machine is to the routine's entry, where the account begins.
    Result<void> begin(std::stop_token cancel);
    Result<void> reach_entry(std::stop_token cancel);
    Result<void> advance_one(SessionListener& listener, std::stop_token cancel);
    Result<void> advance_part(Stride stride, SessionListener& listener, std::stop_token cancel);
    Result<void> guest_stretch(SessionListener& listener, std::stop_token cancel);
    /// From the handler of an interrupt back to where it took the routine away.
    Result<void> run_back(SessionListener& listener, std::stop_token cancel);
    bool at_entry() const { return is_at_entry(state(), facts_->routine); }
    /// Whether a hart stands in the code with which a machine begins.
    bool is_beginning(const HartState& hart) const;
    std::set<std::uint32_t> beginning_harts() const;
    /// Where the hart in force has come to the machine's beginning, and was not one of `before`,
    /// the machine was reset: on to the routine. Returns whether it was.
    Result<bool> wait_where_reset(const std::set<std::uint32_t>& before, SessionListener& listener,
                                  std::stop_token cancel);
    /// From a reset to the routine, with the hart that comes there first.
    Result<void> wait_for_restart(SessionListener& listener, std::stop_token cancel);
    /// Whether the code is still there, asked where the machine stopped without reaching it.
    Result<void> check_place();
    /// Lets the machine run until the hart in force is somewhere where it is let go on otherwise.
    Result<void> run(SessionListener& listener, std::stop_token cancel) {
        return machine().run(listener, std::move(cancel), options_.later_patience);
    }
    Result<void> catch_up_all(SessionListener& listener);

    // Destroyed last to first: the connection closes before the machine behind it goes.
    std::shared_ptr<void> keep_alive_;
    std::unique_ptr<Target> target_;
    std::shared_ptr<const SessionFacts> facts_;
    LiveSessionOptions options_;
    CodeCheck code_check_;
    std::optional<VcpuLayout> layout_;
    Account account_; ///< outlives connections
    std::unique_ptr<Attached> attached_;
    std::uint64_t traced_ = 0; ///< for how long the machine was traced, in nanoseconds
    BreakpointSet breakpoints_;
    bool restarting_ = false; ///< the machine was reset, and no hart has come to the routine since
};

} // namespace switchscope
