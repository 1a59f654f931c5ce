// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/model/lane_plan.h"
#include "core/model/provenance.h"
#include "core/trace/timeline.h"

namespace switchscope {

/// A value that a step carried from one cell of the lanes to another.
struct LaneMove {
    CellId from, to;
    bool swap = false;            ///< the same instruction carried the value of `to` the other way
    Owner owner = Owner::scratch; ///< of what `to` holds now
    bool operator==(const LaneMove&) const = default;
};

/// A cell that a step wrote.
struct LaneWrite {
    CellId cell;
    std::optional<std::uint64_t> before; ///< what it held in front of the step; none: not known
    bool operator==(const LaneWrite&) const = default;
};

/// What moved between the cells of the lanes, and what was written last, at the moment of a cursor.
///
/// The lanes show the registers of the hart in force and the slots of its save area. A step of
/// another hart therefore shows only where it wrote one of these slots: its registers have no cell.
class LaneMoves {
  public:
    explicit LaneMoves(const LanePlan& plan);

    /// `values`: whose the values are at this moment, as CurrentSwitch has it.
    void update(const Timeline& timeline, const ProvenanceTracker& values);

    /// The cell that shows a place; none: the lanes do not show it. A register is that of the hart
    /// in force.
    std::optional<CellId> find(const Location& location) const;
    const std::vector<LaneMove>& moves() const { return moves_; } ///< of the last step
    /// Of the hart's steps before the last one in the same macro, oldest first.
    const std::vector<LaneMove>& trail() const { return trail_; }
    const std::vector<LaneWrite>& writes() const { return writes_; } ///< of the last step
    /// What the last step wrote last. Where it wrote a slot and a register, it is the slot.
    std::optional<CellId> last_written() const { return last_written_; }

  private:
    std::optional<CellId> find(const Location& location, const Step& of) const;
    void add_moves(const Step& step, const ProvenanceTracker& values,
                   std::vector<LaneMove>& moves) const;

    // The cells by the number of the place that they show.
    std::array<std::optional<CellId>, 32> gprs_;
    std::map<std::uint64_t, CellId> csrs_;
    std::vector<std::optional<CellId>> slots_;
    std::uint32_t hart_ = 0; ///< in force
    std::uint16_t area_ = 0; ///< its save area
    std::vector<LaneMove> moves_, trail_;
    std::vector<LaneWrite> writes_;
    std::optional<CellId> last_written_;
};

/// Whether a step changed what `hart` finds at `location`: each hart has registers of its own,
/// slots and memory are everybody's.
inline bool is_seen_by(std::uint32_t hart, const Step& step, const Location& location) {
    return step.hart == hart || !location.is_register();
}

} // namespace switchscope
