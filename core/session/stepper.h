// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/account.h"
#include "core/session/prediction.h"
#include "core/session/session.h"
#include "core/session/target.h"
#include "core/session/vcpu_layout.h"

namespace switchscope {

/// What is known of a stretch that ran, besides where it began and ended.
struct Passed {
    std::uint64_t entries =
        0; ///< of the routine; not those at which the hart stood before, or stands now
    std::optional<std::uint16_t> area; ///< the save area that was in force last; none: no other was
    std::optional<Location> written;   ///< was written, even if with the value that it had
    bool told_anyway = true;           ///< as a step even where nothing has changed
};

/// Executes one instruction at a time on the hart in force, while the others stand still, and tells exactly what each
/// changed.
///
/// After every instruction it reads all GPRs, the pc and just those CSRs and bytes the decoded instruction can have
/// written. At the end of every macro and at every change of world it reads everything (CSRs only where some instruction
/// can have written one since they were read) and holds its own account against that: a step so proven is `verified`; where the target disagrees, the target's values go into the step,
/// which is then `corrected`.
class Stepper {
  public:
    /// `routine`, `area` and `target` must outlive the stepper.
    Stepper(Target& target, const Routine& routine, const SaveArea& area, bool interrupts_held_off);

    const MachineState& state() const { return state_; }
    /// The instruction of the routine in front of which an interrupt took the hart away; none when it is not away.
    std::optional<std::uint64_t> interrupted_at() const { return hart().interrupted_at; }

    /// Takes the state of all harts. `hart`, which becomes the one in force, stands at the routine's entry; meets the
    /// first save area.
    Result<void> start(std::uint32_t hart);

    /// Puts another hart in force.
    Result<void> select_hart(std::uint32_t number);
    /// Where the hart in force has run since it was looked at last (another one was waited for), tells that as one step
    /// of kind `run`. Needed before anything else is done with it.
    Result<void> catch_up(SessionListener& listener);

    /// Executes instructions to the end of the stretch (see begins_new_stretch) that begins here, `limit`
    /// instructions at most; stops early on `cancel`, and in front of an instruction that waits for an interrupt
    /// which stepping holds off. Steps are reported in order; one of kind `run` means a wait had to be broken off.
    /// Returns how many steps were made.
    Result<std::size_t> step(Stride stride, std::size_t limit, SessionListener& listener,
                             std::stop_token cancel);

    /// Takes the account over as it was when a connection was lost: state() is `state`, until go_on_from() says how it
    /// went on.
    void resume_account(MachineState state, SwitchCounter numbers);
    /// Takes the account over from one that followed the harts in another way up to `state`; what has happened since
    /// on the hart in force is told as one step of kind `run`.
    Result<void> go_on_from(MachineState state, SwitchCounter numbers, SessionListener& listener);
    const SwitchCounter& numbers() const { return numbers_; }
    std::uint64_t switches_entered() const { return numbers_.entered(); }

    /// Lets all harts run at full speed until the one in force hits a breakpoint set in the target: one step of kind
    /// `run`. Others that hit one in the routine meanwhile are told up to there, and go on; one that hits one elsewhere
    /// ends the run, and is in force then. So does one that enters the routine with the vCPU that the hart which is
    /// waited for entered with last: it is the vCPU that one follows, until another hart is selected.
    Result<void> run(SessionListener& listener, std::stop_token cancel);

    /// Puts a value into a register, a slot or memory; what changed is told as one step of kind `run` at the same pc.
    /// An Error (the place cannot be reached in this world, or keeps its value) tells no step.
    Result<void> write(const Location& place, std::uint64_t value, SessionListener& listener);

    /// Accounts for everything that happened since state() by a full read, as one step of kind `run`.
    Result<void> account_for_run(SessionListener& listener, const Passed& passed = {});

    /// The index of the save area at `address`. One that is new is read and told, which needs the hart to be in the
    /// host.
    Result<std::uint16_t> meet_area(std::uint64_t address, SessionListener* listener);

    /// The target's register that shows the CSR `csr` while the hart is in `world`; none: it cannot be read there.
    std::optional<std::size_t> register_for(std::uint16_t csr, World world) const;

    /// The machine was let run: what is known of each hart is what it was before.
    void machine_ran();

    /// How save areas that are met from now on say whose they are.
    void set_vcpu_layout(std::optional<VcpuLayout> layout) { vcpu_layout_ = layout; }

    /// What the target was told about interrupts while single-stepping.
    void set_interrupts_held_off(bool held_off) { interrupts_held_off_ = held_off; }
    bool interrupts_held_off() const { return interrupts_held_off_; }

  private:
    void read_identity(MachineState::Area& area);
    struct TrackedCsr {
        std::uint16_t number;              ///< under its true owner
        std::optional<std::size_t> normal; ///< target register to read while V=0
        std::optional<std::size_t>
            virtualized; ///< ... while V=1; none: cannot be read then, carried over
    };
    std::optional<std::size_t> look_up(std::uint16_t csr, World world) const;
    bool is_followed(std::uint16_t csr) const;
    std::optional<Request::Memory> memory_of(const MachineState::Area& area, World world) const;
    /// `csrs`: with the CSRs, too, which cost more than all the rest.
    Request full_request(World world, bool csrs = true) const;
    Observation take_apart(const Reply& reply, World world, bool csrs = true) const;
    Result<Observation> observe(World world);

    struct Planned {
        Step step;
        Prediction prediction;
        Request reads;                   ///< what has to be read once the instruction has executed
        std::vector<std::uint16_t> csrs; ///< parallel to reads.registers
        bool full = false; ///< all GPRs and slots are read, and where `full_csrs` all CSRs
        bool full_csrs = false;
        std::optional<std::size_t> stored; ///< index into step.effects of a store that is read back
    };
    Planned plan(const Instruction& instruction);
    Step describe(std::uint64_t pc, World world) const {
        return describe_step(routine_, state_, numbers_, pc, world);
    }
    bool waits(const Instruction& instruction) const;
    bool is_last_of_span(std::size_t instruction) const;
    bool span_writes_csrs(std::size_t span) const;
    /// Whether the next resume may ride on the reads of this step: it cannot trap.
    bool may_pipeline(const Planned& planned, const Instruction& instruction) const;
    /// Fills in what the instruction did. `ran_ahead`: the next one has executed already, behind these reads.
    Result<void> finish(Planned& planned, const Reply& reply, bool ran_ahead);
    /// A step was reported, but nothing was executed.
    bool stood_still(const Planned& planned, const Reply& reply) const;
    Result<void> finish_world_change(Step& step, std::uint64_t pc, bool ran_ahead);
    Result<Instruction> fetch();
    Result<void> read_code();
    /// The bytes of the instruction at `pc` in the window: all of them, or none.
    std::span<const std::uint8_t> code_at(std::uint64_t pc) const;
    Result<void> put(const Location& place, std::uint64_t value);
    void forget_out_of_reach(Step& step) const;
    Result<std::optional<std::uint16_t>> meet_area_of(const Observation& seen,
                                                      SessionListener& listener);
    void commit(const Step& step, SessionListener& listener);

    Target& target_;
    const Routine& routine_;
    const SaveArea& area_;
    bool interrupts_held_off_;
    std::optional<VcpuLayout> vcpu_layout_;
    std::vector<TrackedCsr> tracked_;
    MachineState state_;
    SwitchCounter numbers_;
    /// Code read ahead outside the routine, good until something may have written it or moved its mapping.
    struct CodeWindow {
        std::uint64_t address = 0;
        std::vector<std::uint8_t> bytes;
    };
    /// What is known of a hart besides its state.
    struct Hart {
        std::optional<std::uint64_t> interrupted_at;
        CodeWindow code;
        bool ran = false; ///< since its state was read
    };
    const Hart& hart() const { return harts_.at(state_.hart); }
    Hart& hart() { return harts_[state_.hart]; }
    Result<void> read_hart();
    Result<void> meet_area_in_force();
    /// What became of a run of all harts while `waiting` was waited for: whether it is over.
    Result<bool> arrive(std::uint32_t waiting, const Stop& stop, SessionListener& listener);
    std::map<std::uint32_t, Hart> harts_{{0, {}}};
    std::map<std::uint16_t, std::uint32_t>
        last_hart_; ///< by save area: which hart entered the routine with it last
};

} // namespace switchscope
