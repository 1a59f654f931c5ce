// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/model/lane_plan.h"
#include "core/model/memory_plan.h"
#include "core/model/session_facts.h"
#include "core/moment/current_switch.h"
#include "core/moment/lane_moves.h"
#include "ui/session/provenance_text.h"

namespace switchscope::ui {

/// What one cell of the lanes shows.
struct LaneCell {
    bool kept = true; ///< false: the cell is hatched, and shows the reason and nothing else
    QString reason;   ///< why nothing is kept: "caller-saved: not kept"
    Location location;
    QString label;                      ///< "host.ra", "ra"
    QString offset;                     ///< of a slot: "0368", in hex, from the start of the struct
    std::optional<std::uint64_t> value; ///< none: not known
    Owner owner = Owner::scratch;
    bool written = false; ///< by the last step
    // Where the last step wrote the cell: what it held in front of that step.
    std::optional<std::uint64_t> before;
    Owner owner_before = Owner::scratch;
};

/// The cells of one register.
struct LaneRow {
    std::array<LaneCell, 3> cells; ///< by Lane
    const LaneCell& cell(Lane lane) const { return cells.at(static_cast<std::size_t>(lane)); }
    LaneCell& cell(Lane lane) { return cells.at(static_cast<std::size_t>(lane)); }
};

/// Rows that stand together under a title.
struct LaneGroup {
    QString title;
    std::size_t first = 0; ///< row
    std::size_t count = 0; ///< rows
};

/// A stretch of the save area as it lies in memory.
struct LanePiece {
    std::optional<CellId> cell;         ///< none: the switch does not touch it
    std::uint64_t offset = 0, size = 0; ///< in bytes, from the start of the struct
    // Texts of a stretch that is not touched.
    QString text;  ///< "0x0148..0x0360: not touched by the switch, 536 bytes"
    QString brief; ///< the same for narrow lanes
    QString tip;   ///< the same with the slots that lie there
};

/// What the three lanes show: a row for each register that the switch handles, with the host's
/// slot, the CPU and the guest's slot. It puts core's LanePlan, CurrentSwitch and LaneMoves into
/// the words of the window, and knows nothing of pixels.
class LanesModel {
  public:
    explicit LanesModel(std::shared_ptr<const SessionFacts> facts);

    void update(const Timeline& timeline, const CurrentSwitch& now);

    const std::vector<LaneRow>& rows() const { return rows_; }
    const std::vector<LaneGroup>& groups() const { return groups_; }
    const std::vector<LaneMove>& moves() const { return moves_.moves(); } ///< of the last step
    /// Of the steps before the last one in the same macro, oldest first.
    const std::vector<LaneMove>& trail() const { return moves_.trail(); }
    /// The moves that brought the selected value where it is, oldest first.
    const std::vector<LaneMove>& chain() const { return chain_; }
    /// `owner`: whose the selected value is. Moves from or to places that the lanes do not show are
    /// left out.
    void show_chain(const std::vector<ChainMove>& moves, Owner owner);
    const LaneCell& cell(CellId id) const { return rows_.at(id.row).cell(id.lane); }
    std::optional<CellId> find(const Location& location) const { return moves_.find(location); }
    /// What the last step wrote, where the lanes show it. Where it wrote a slot and a register, it
    /// is the slot.
    std::optional<CellId> last_written() const { return moves_.last_written(); }
    /// The save area by address: each lane has the slots of its world, and what lies between them.
    const std::vector<LanePiece>& pieces(Lane lane) const {
        return lane == Lane::host ? host_pieces_ : guest_pieces_;
    }
    /// The address of the save area in force; none: not known.
    std::optional<std::uint64_t> area_address() const { return area_address_; }
    /// The address of a slot; none: not known, or the cell is no slot.
    std::optional<std::uint64_t> address_of(CellId id) const;

  private:
    LanesModel(std::shared_ptr<const SessionFacts> facts, const LanePlan& plan);
    LaneCell slot_cell(const LanePlan::Cell& planned) const;
    std::vector<LanePiece> pieces_of(const std::vector<MemoryPlan::Piece>& planned,
                                     Lane lane) const;
    void show_values(const MachineState& state, const ProvenanceTracker& values);

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<LaneRow> rows_;
    std::vector<LaneGroup> groups_;
    LaneMoves moves_;
    std::vector<LaneMove> chain_;
    std::vector<LanePiece> host_pieces_, guest_pieces_;
    std::optional<std::uint64_t> area_address_;
};

} // namespace switchscope::ui
