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

/// All that is known of one hart. Each value has the name of its true owner: while the guest runs,
/// `sstatus` is the host's, as it was before sret, and `vsstatus` is the guest's.
struct HartState {
    std::uint64_t pc = 0;
    World world = World::host;
    std::uint32_t hart = 0;
    std::uint16_t area = 0; ///< index of the save area in force on this hart
    std::array<std::uint64_t, 32> gprs{};
    /// The followed CSRs, by number. There is no entry where a CSR is not followed or the target
    /// has none; there is no value where it is not available at this step.
    std::map<std::uint16_t, std::optional<std::uint64_t>> csrs;
    bool operator==(const HartState&) const = default;
};

/// The vCPU of a save area, as the kernel identifies it.
struct VcpuIdentity {
    std::uint64_t id = 0;            ///< its number within its VM
    std::optional<std::uint64_t> vm; ///< host virtual address of the VM's struct, if known
    bool operator==(const VcpuIdentity&) const = default;
};

/// All that is known at one moment: the hart in force, whose step led here, the other harts as
/// their last steps left them (parked), and the save areas, which all harts share.
struct MachineState : HartState {
    /// One `struct kvm_vcpu_arch` in memory.
    struct Area {
        std::uint64_t address = 0;             ///< host virtual address
        std::optional<std::uint64_t> physical; ///< its physical address
        std::vector<std::optional<std::uint64_t>>
            slots;                          ///< by slot index; none where not known yet
        std::optional<VcpuIdentity> vcpu{}; ///< if known
        bool operator==(const Area&) const = default;
    };

    std::vector<Area> areas;
    std::vector<HartState> parked; ///< the harts not in force, by number

    /// Puts the hart `number` in force and parks the one that was. A hart that is not parked was
    /// never read. It then takes over the values of the hart in force, because recordings of format
    /// 1 follow a single hart.
    void select_hart(std::uint32_t number);
    /// The state of any hart; null where nothing is known of it.
    const HartState* find_hart(std::uint32_t number) const;
    /// The hart in force and the save areas, without the parked harts.
    MachineState alone() const;

    /// The value at `location`, if known. Registers are those of the hart in force. Memory has no
    /// values here.
    std::optional<std::uint64_t> value(const Location& location) const;
    /// Sets the value at `location`. Memory, unknown slots and CSRs that are not followed are
    /// ignored.
    void set(const Location& location, std::optional<std::uint64_t> value);

    /// Goes from before `step` to after it. Its hart is in force then.
    void apply(const Step& step);
    /// Goes from after `step` to before it. Its hart stays in force; the caller selects the hart of
    /// the step before.
    void undo(const Step& step);
    bool operator==(const MachineState&) const = default;
};

/// "vCPU 1 (id 0 of VM 0xff60000000a00000, save area 0xff60000000610100)", in English, for the
/// terminal. The number counts the save areas of the recording in the order in which they appeared,
/// from 0.
std::string vcpu_name(std::size_t number, const MachineState::Area& area);

} // namespace switchscope
