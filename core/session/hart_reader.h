// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/session/observation.h"
#include "core/session/target.h"
#include "core/session/vcpu_layout.h"

namespace switchscope {

/// Registers of a hart as the target shows them, read without asking for the hart's world.
struct RawRegisters {
    std::uint64_t pc = 0;
    std::array<std::uint64_t, 32> gprs{};
    /// By index into TargetDescription::registers; no value: the target refused to read it.
    std::vector<std::pair<std::size_t, std::optional<std::uint64_t>>> registers;

    /// The value of a register that was asked for; none otherwise.
    std::optional<std::uint64_t> value(std::size_t index) const;
};

/// Reads and writes the harts of a stopped target.
///
/// The reader knows which registers of the target show which CSRs in which world, and how the save
/// areas can be reached from there. It keeps no state of the machine: where a call needs to know
/// which hart is meant and where the save areas are, it takes that from the MachineState `known`.
class HartReader {
  public:
    /// `target` and `area` must outlive the reader. `layout`: where a save area says which vCPU it
    /// belongs to; none: nothing says so.
    HartReader(Target& target, const SaveArea& area, std::optional<VcpuLayout> layout);

    /// The index (into TargetDescription::registers) of the register that shows the CSR `csr` while
    /// the hart is in `world`; none: nothing shows it there.
    std::optional<std::size_t> register_for(std::uint16_t csr, World world) const;
    /// Whether the target shows this CSR, and sessions follow it.
    bool is_followed(std::uint16_t csr) const;

    /// Everything that can be read of the hart in force in `world`: GPRs, save areas and, unless
    /// `csrs` is false, the followed CSRs, which cost more than all the rest.
    Request full_request(const MachineState& known, World world, bool csrs = true) const;
    /// What the reply to such a request shows. The arguments are those of the request.
    Observation take_apart(const Reply& reply, const MachineState& known, World world,
                           bool csrs = true) const;

    /// The world of a hart, asked of the target.
    Result<World> world_of(std::uint32_t hart);
    /// A full read of the hart in force, which is in `world`.
    Result<Observation> read(const MachineState& known, World world);
    /// The registers of a hart that nothing is known of.
    Result<HartState> read_hart(std::uint32_t number);
    /// The GPRs, the pc and these registers of the target.
    Result<RawRegisters> read_raw(std::uint32_t hart, std::span<const std::size_t> registers);
    /// The slots of one save area that are listed in `slots`, in that order; no value: not readable
    /// from `world`.
    Result<std::vector<std::optional<std::uint64_t>>>
    read_slots(std::uint32_t hart, const MachineState::Area& area, World world,
               std::span<const std::size_t> slots);

    /// The save area at `address`, with its slots, its physical address and its vCPU. `hart` is in
    /// the host. An Error where the slots cannot be read.
    Result<MachineState::Area> read_area(const HartState& hart, std::uint64_t address);

    /// Writes `value` into a place of the hart in force. An Error where the place cannot be reached
    /// from the hart's world.
    Result<void> put(const MachineState& known, const Location& place, std::uint64_t value);

  private:
    /// A followed CSR with the registers that show it.
    struct Csr {
        std::uint16_t number = 0;          ///< under its true owner
        std::optional<std::size_t> normal; ///< while V=0
        std::optional<std::size_t> guest;  ///< while V=1; none: hidden then
    };

    std::optional<std::size_t> look_up(std::uint16_t csr, World world) const;
    std::span<const Csr> csrs_of(bool csrs) const;
    /// `offset` and `size` in bytes, from the save area's start; none: not reachable from `world`.
    std::optional<Request::Memory> memory_in(const MachineState::Area& area, World world,
                                             std::uint64_t offset, std::uint64_t size) const;
    std::optional<Request::Memory> all_slots_of(const MachineState::Area& area, World world) const;
    std::vector<std::optional<std::uint64_t>>
    slots_in(const std::optional<std::vector<std::uint8_t>>& bytes) const;
    std::optional<std::uint64_t> physical_address(const HartState& hart, std::uint64_t address);
    std::optional<VcpuIdentity> read_identity(const HartState& hart, std::uint64_t address);
    Result<void> put_csr(const MachineState& known, const Location& place, std::uint64_t value);
    Result<void> put_slot(const MachineState& known, const Location& place,
                          const std::vector<std::uint8_t>& bytes);

    Target& target_;
    const SaveArea& area_;
    std::optional<VcpuLayout> layout_;
    std::vector<Csr> csrs_;
};

} // namespace switchscope
