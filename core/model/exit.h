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

/// What a hart and a recording know of a trap out of the guest. Nothing in here is a guess: what is
/// not known is unset.
struct ExitEvidence {
    /// An instruction as it lies in memory.
    struct Code {
        std::uint32_t encoding = 0;
        std::uint8_t size = 0; ///< in bytes: 2 or 4
    };
    /// The trap went to machine mode: scause and the other CSRs do not describe it, and are unset.
    bool to_firmware = false;
    /// The hart was read some time after the trap: scause and the other CSRs may describe another
    /// trap, and are unset.
    bool ran_on = false;
    std::optional<std::uint64_t> scause, sepc, stval, htval, htinst;
    std::optional<std::uint64_t> hstatus; ///< after the trap; its GVA and SPVP bits describe it
    std::array<std::optional<std::uint64_t>, 32> gprs; ///< the guest's, at the trap
    std::optional<Code> code;                          ///< at the guest's pc
};

/// Whether `step` is an exit: a trap from the guest to the host or to the firmware.
bool is_exit(const Step& step);

/// Gathers what is known of an exit, from the effects of `step` and from the state after it.
/// `after` is null where that state is not known.
ExitEvidence exit_evidence(const Step& step, const MachineState* after);

/// Why the guest came back, decoded from the evidence. Sources: RISC-V privileged specification,
/// chapters on the supervisor and the hypervisor extension (traps, htinst); SBI specification.
struct Exit {
    enum class Access : std::uint8_t { none, fetch, load, store };
    /// The source of `instruction`.
    enum class KnownFrom : std::uint8_t {
        nothing, ///< the instruction is not known
        code,    ///< it was executed, or read from memory at the guest's pc
        htinst,  ///< the hart reported it in htinst, without its base register and offset
        stval,   ///< the hart reported its bits in stval
        cause,   ///< only one instruction has this cause
    };
    struct SbiCall {
        std::optional<std::uint64_t> extension, function; ///< a7, a6
    };

    std::optional<std::uint64_t> cause; ///< the value of scause
    std::optional<std::uint64_t> pc;    ///< of the guest
    std::optional<bool> user;           ///< whether it trapped in VU-mode; else in VS-mode
    Access access = Access::none;
    /// The guest physical address that is not mapped; guest-page faults only.
    std::optional<std::uint64_t> guest_physical;
    std::optional<std::uint64_t> guest_virtual; ///< the address that the guest used
    /// The hart was reading the guest's page tables for the access that the guest wanted. Then
    /// `guest_physical` is the address of the table entry.
    bool walking_tables = false;
    /// Where it comes from htinst, its rs1 and its immediate are zero, whatever the real
    /// instruction had.
    std::optional<Instruction> instruction;
    KnownFrom instruction_from = KnownFrom::nothing;
    std::optional<std::uint8_t> bytes;  ///< width of the access
    std::optional<std::uint64_t> value; ///< the value that a store should have written
    std::optional<SbiCall> sbi;

    bool is_interrupt() const { return cause && (*cause >> 63) != 0; }
    /// What is known of the instruction: all of it, or "sw s1" where it comes from htinst. Empty
    /// where nothing is known.
    std::string instruction_text() const;
    /// "store guest-page fault", from trap_cause(); or "cause not available", "trap to the
    /// firmware".
    Phrase cause_text;
    /// What the guest wanted, in the same words for all exits of that kind: "GPA 0x10000000, sw",
    /// "SBI TIME set_timer", "wfi". Empty where the cause says all.
    Phrase subject;
    /// The whole exit in one clause: "store guest-page fault at GPA 0x10000000: `sw s1, 0(s0)`, 4
    /// bytes, value 0x2a".
    Phrase text;
};

Exit decode_exit(const ExitEvidence& evidence);

/// The exit that a step is, from exit_evidence() and decode_exit(); none for a step that is no
/// exit.
std::optional<Exit> exit_of(const Step& step, const MachineState* after);

} // namespace switchscope
