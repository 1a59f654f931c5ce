// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/model/step.h"

namespace switchscope {

/// All that is known of one hart and the save areas at one moment. Values sit under their true owner: while the
/// guest runs, `sstatus` is the host's (as it was before sret) and `vsstatus` the guest's live one.
struct MachineState {
    /// One `struct kvm_vcpu_arch` in memory.
    struct Area {
        std::uint64_t address = 0;                       ///< host virtual address
        std::optional<std::uint64_t> physical;           ///< the same place, physical
        std::vector<std::optional<std::uint64_t>> slots; ///< by slot index; none: not read yet
        bool operator==(const Area&) const = default;
    };

    std::uint64_t pc = 0;
    World world = World::host;
    std::uint32_t hart = 0;
    std::uint16_t area = 0; ///< index of the save area in force
    std::array<std::uint64_t, 32> gprs{};
    /// The CSRs that are followed, by number; no entry: not followed, or the target has no such CSR; no value: not
    /// available at this step.
    std::map<std::uint16_t, std::optional<std::uint64_t>> csrs;
    std::vector<Area> areas;

    std::optional<std::uint64_t> value(const Location& location) const; ///< none for memory
    /// Only places that are there already are set: memory, unknown slots and CSRs not followed are ignored.
    void set(const Location& location, std::optional<std::uint64_t> value);

    void apply(const Step& step); ///< from before `step` to after it
    void undo(const Step& step);  ///< from after `step` to before it
    bool operator==(const MachineState&) const = default;
};

} // namespace switchscope
