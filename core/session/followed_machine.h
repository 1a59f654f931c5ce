// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/session/account.h"
#include "core/session/code_reader.h"
#include "core/session/hart_reader.h"
#include "core/session/target.h"

namespace switchscope {

/// Why the machine ended, where `stop` says that it did.
Result<void> check_alive(const Stop& stop);

/// The machine behind one connection, together with the account that is kept of it.
///
/// Everything that lets the machine go on passes through here or is committed here afterwards, so
/// that the account never claims more than what was read: a hart that ran is read in full before
/// anything else is done with it.
class FollowedMachine {
  public:
    /// All references must outlive it. `layout`: as in HartReader.
    FollowedMachine(Target& target, const Routine& routine, const SaveArea& area,
                    std::optional<VcpuLayout> layout, Account& account);

    Target& target() { return target_; }
    HartReader& reader() { return reader_; }
    const HartReader& reader() const { return reader_; }
    CodeReader& code() { return code_; }
    const Account& account() const { return account_; }
    const MachineState& state() const { return account_.state(); }

    /// Begins the account with a read of all harts. `hart`, which becomes the one in force, has to
    /// stand at the routine's entry. Save areas that are known then are part of the state: no
    /// listener hears of them.
    Result<void> begin(std::uint32_t hart);

    /// Puts another hart in force. What it did since it was read last is not in its state: see
    /// catch_up().
    Result<void> select_hart(std::uint32_t number) { return account_.select_hart(number); }

    /// The machine went on in a way that nobody followed: see Account::lose_track().
    void lose_track();
    /// Lets all harts run until one of them stops. An Error where the machine ended.
    Result<Stop> let_run(std::stop_token cancel);
    /// Lets all harts run until the hart in force hits a breakpoint that is set in the target, as
    /// one step of kind `run`.
    ///
    /// Another hart that hits a breakpoint in the routine meanwhile is accounted for up to there,
    /// and goes on. Where it hits one elsewhere, the run ends and that hart is in force. The run
    /// ends so as well where another hart enters the routine with the vCPU that the awaited hart
    /// had: the host has moved that vCPU, and the session follows the vCPU until somebody selects a
    /// hart. A hart that was let run for the first time and stops where it stood is no news.
    ///
    /// An Error where the hart in force has not come within `patience`; zero: no limit.
    Result<void> run(SessionListener& listener, std::stop_token cancel,
                     std::chrono::milliseconds patience = {});
    /// Lets all harts run until one of them, whichever, comes to the routine's entry. It is in
    /// force then. An Error where none has come within `patience`; zero: no limit.
    Result<void> run_to_entry(SessionListener& listener, std::stop_token cancel,
                              std::chrono::milliseconds patience = {});

    /// Accounts for everything that happened on the hart in force since state(), as one step of
    /// kind `run`. It reads the hart in full.
    Result<void> account_for_run(SessionListener& listener, const UnobservedRun& run = {});
    /// The same where the hart in force has run since it was read, and only if anything has
    /// changed. It is needed before anything else is done with that hart.
    Result<void> catch_up(SessionListener& listener);
    /// Takes a step that was observed into the account, and reports it.
    void commit(const Step& step, SessionListener& listener);

    /// The index of the save area at `address`. A new one is read and reported, for which the hart
    /// in force has to be in the host.
    Result<std::uint16_t> meet_area(std::uint64_t address, SessionListener& listener);

    /// Writes `value` into a register, a slot or memory, and reports what changed as one step of
    /// kind `run` at the same pc. An Error (the place cannot be reached in this world, or keeps its
    /// value) comes without a step.
    Result<void> write(const Location& place, std::uint64_t value, SessionListener& listener);

  private:
    class Waiting;
    Result<Stop> let_run(std::stop_token cancel, const Waiting& waiting);
    Result<void> meet_area_in(MachineState& state);
    std::optional<std::uint64_t> area_pointer(const Observation& seen) const;
    /// What became of run() at `stop`: whether it is over.
    Result<bool> arrive(std::uint32_t awaited, const Stop& stop, SessionListener& listener);

    Target& target_;
    const Routine& routine_;
    const SaveArea& area_;
    Account& account_;
    HartReader reader_;
    CodeReader code_;
};

} // namespace switchscope
