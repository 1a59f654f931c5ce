// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/step.h"

namespace switchscope {

/// All that is known of one hart. Values sit under their true owner: while the guest runs, `sstatus` is the host's (as it
/// was before sret) and `vsstatus` the guest's live one.
struct HartState {
    std::uint64_t pc = 0;
    World world = World::host;
    std::uint32_t hart = 0;
    std::uint16_t area = 0; ///< index of the save area in force on it
    std::array<std::uint64_t, 32> gprs{};
    /// The CSRs that are followed, by number; no entry: not followed, or the target has no such CSR; no value: not
    /// available at this step.
    std::map<std::uint16_t, std::optional<std::uint64_t>> csrs;
    bool operator==(const HartState&) const = default;
};

/// Which vCPU a save area belongs to, by the kernel's own names.
struct VcpuIdentity {
    std::uint64_t id = 0;            ///< its number within its VM
    std::optional<std::uint64_t> vm; ///< host virtual address of the VM's struct; none: not known
    bool operator==(const VcpuIdentity&) const = default;
};

/// All that is known at one moment: the hart in force, whose step led here, with the save areas that all harts share.
/// What the others were left with is parked.
struct MachineState : HartState {
    /// One `struct kvm_vcpu_arch` in memory.
    struct Area {
        std::uint64_t address = 0;                       ///< host virtual address
        std::optional<std::uint64_t> physical;           ///< the same place, physical
        std::vector<std::optional<std::uint64_t>> slots; ///< by slot index; none: not read yet
        std::optional<VcpuIdentity> vcpu{};              ///< none: not known
        bool operator==(const Area&) const = default;
    };

    std::vector<Area> areas;
    std::vector<HartState> parked; ///< the harts not in force, by number

    /// Puts `number` in force and parks the hart that was. A hart that is not parked has never been read: what is known
    /// then passes for its own (recordings of format 1 follow a single hart).
    void select_hart(std::uint32_t number);
    /// Of any hart; null: not known.
    const HartState* find_hart(std::uint32_t number) const;
    /// The hart in force and the save areas, without the parked harts.
    MachineState alone() const;

    /// Registers are those of the hart in force. None for memory.
    std::optional<std::uint64_t> value(const Location& location) const;
    /// Only places that are there already are set: memory, unknown slots and CSRs not followed are ignored.
    void set(const Location& location, std::optional<std::uint64_t> value);

    /// From before `step` to after it; its hart is in force then.
    void apply(const Step& step);
    /// From after `step` to before it. Its hart stays in force: select that of the step before.
    void undo(const Step& step);
    bool operator==(const MachineState&) const = default;
};

/// "vCPU 1 (id 0 of VM 0xff60000000a00000, save area 0xff60000000610100)": the number counts the save areas as they were
/// met, from 0.
std::string vcpu_name(std::size_t number, const MachineState::Area& area);

} // namespace switchscope
