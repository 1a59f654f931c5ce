// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/phrase.h"
#include "core/isa/instruction.h"
#include "core/model/machine_state.h"
#include "core/model/step.h"

namespace switchscope {

/// What a hart and a recording know of a trap out of the guest. Nothing in here is a guess: what is not known has no
/// value.
struct ExitEvidence {
    /// An instruction as it stands in memory.
    struct Code {
        std::uint32_t encoding = 0;
        std::uint8_t size = 0; ///< in bytes: 2 or 4
    };
    /// Machine mode took the trap: scause and the like do not speak of it.
    bool to_firmware = false;
    /// The hart was looked at some way behind the trap: scause and the like may speak of another one, and are left out.
    bool ran_on = false;
    std::optional<std::uint64_t> scause, sepc, stval, htval, htinst;
    std::optional<std::uint64_t> hstatus;              ///< as the trap left it: GVA, SPVP
    std::array<std::optional<std::uint64_t>, 32> gprs; ///< the guest's, as it trapped
    std::optional<Code> code;                          ///< at the guest's pc
};

/// Whether `step` is an exit: the guest's trap to the host or to the firmware.
bool is_exit(const Step& step);

/// Gathers what is known of an exit. `after`: the state behind `step`; null: the step's own effects are all there is.
ExitEvidence exit_evidence(const Step& step, const MachineState* after);

/// Why the guest came back, decoded. Sources: RISC-V privileged specification, chapters on the supervisor and the
/// hypervisor extension (traps, htinst); SBI specification.
struct Exit {
    enum class Access : std::uint8_t { none, fetch, load, store };
    /// Where `instruction` is known from.
    enum class KnownFrom : std::uint8_t {
        nothing, ///< it is not known
        code,    ///< executed or read at the guest's pc
        htinst,  ///< the hart wrote it down, without its base register and offset
        stval,   ///< the hart wrote its bits down
        cause,   ///< only one instruction traps like this
    };
    struct SbiCall {
        std::optional<std::uint64_t> extension, function; ///< a7, a6
    };

    std::optional<std::uint64_t> cause; ///< as scause has it
    std::optional<std::uint64_t> pc;    ///< of the guest
    std::optional<bool> user;           ///< it trapped in VU-mode, not in VS-mode
    Access access = Access::none;
    std::optional<std::uint64_t>
        guest_physical; ///< guest-page faults: the address that is not mapped
    std::optional<std::uint64_t> guest_virtual; ///< the address that the guest used
    /// The access was one to the guest's own page tables, made for the one that the guest wanted: `guest_physical` is
    /// the entry's.
    bool walking_tables = false;
    /// Of one that htinst tells, rs1 and the immediate are zero and not the instruction's own.
    std::optional<Instruction> instruction;
    KnownFrom instruction_from = KnownFrom::nothing;
    std::optional<std::uint8_t> bytes;  ///< width of the access
    std::optional<std::uint64_t> value; ///< that a store was to write
    std::optional<SbiCall> sbi;

    bool is_interrupt() const { return cause && (*cause >> 63) != 0; }
    /// As much of the instruction as is known ("sw s1" of one that htinst tells); empty where nothing is.
    std::string instruction_text() const;
    /// "store guest-page fault", as trap_cause() has it; "cause not available", "trap to the firmware".
    Phrase cause_text;
    /// What it was about, the same for every exit of its kind: "GPA 0x10000000, sw", "SBI TIME set_timer", "wfi";
    /// empty where the cause says all.
    Phrase subject;
    /// All of it, as a clause: "store guest-page fault at GPA 0x10000000: `sw s1, 0(s0)`, 4 bytes, value 0x2a".
    Phrase text;
};

Exit decode_exit(const ExitEvidence& evidence);

/// exit_evidence() and decode_exit(); none for a step that is no exit.
std::optional<Exit> exit_of(const Step& step, const MachineState* after);

} // namespace switchscope
