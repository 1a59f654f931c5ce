// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "core/model/routine.h"
#include "core/session/hart_reader.h"

namespace switchscope {

/// A hart that a breakpoint has stopped, read as far as anything asks for it.
///
/// The world is asked of the target once, and as late as possible: that costs a round trip of its
/// own, and most stops turn out not to be meant before it is needed.
class StoppedHart : public RawRegisters {
  public:
    /// Reads the GPRs, the pc and the registers `wanted` of the target. `reader` must outlive the
    /// result.
    static Result<StoppedHart> read(HartReader& reader, const Routine& routine, std::uint32_t hart,
                                    std::span<const std::size_t> wanted);

    /// The routine's instruction at the pc. A guest may have code of its own at that address.
    std::optional<std::size_t> index() const { return index_; }
    /// The save area's address, as the routine has it there; none: elsewhere.
    std::optional<std::uint64_t> area_pointer() const { return area_pointer_; }

    Result<World> world();
    /// For where the world is known already.
    void set_world(World world) { world_ = world; }

  private:
    StoppedHart(RawRegisters raw, HartReader& reader, std::uint32_t hart)
        : RawRegisters(std::move(raw)), reader_(&reader), hart_(hart) {}

    HartReader* reader_;
    std::uint32_t hart_;
    std::optional<std::size_t> index_;
    std::optional<std::uint64_t> area_pointer_;
    std::optional<World> world_; ///< none: not asked for yet
};

} // namespace switchscope
