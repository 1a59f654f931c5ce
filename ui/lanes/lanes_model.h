// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/model/lane_plan.h"
#include "core/model/memory_plan.h"
#include "core/model/provenance.h"
#include "core/session/session.h"
#include "ui/session/current_switch.h"
#include "ui/session/provenance_text.h"

namespace switchscope::ui {

enum class Lane : std::uint8_t { host, cpu, guest };

/// A place in the three-lane picture.
struct CellId {
    std::size_t row = 0;
    Lane lane = Lane::cpu;
    bool operator==(const CellId&) const = default;
};

struct LaneCell {
    bool kept = true; ///< false: hatched, with the reason and nothing else
    QString reason;
    Location location;
    QString label;                      ///< "host.ra", "ra"
    QString offset;                     ///< slots: "0368", in hex from the start of the struct
    std::optional<std::uint64_t> value; ///< none: not read
    Owner owner = Owner::scratch;
    bool written = false; ///< by the last step
    // Where it was written: what was there before.
    std::optional<std::uint64_t> before;
    Owner owner_before = Owner::scratch;
};

struct LaneRow {
    std::array<LaneCell, 3> cells; ///< by Lane
    const LaneCell& cell(Lane lane) const { return cells.at(static_cast<std::size_t>(lane)); }
    LaneCell& cell(Lane lane) { return cells.at(static_cast<std::size_t>(lane)); }
};

struct LaneGroup {
    QString title;
    std::size_t first = 0; ///< row
    std::size_t count = 0;
};

/// A stretch of the save area as it lies in memory.
struct LanePiece {
    std::optional<CellId> cell; ///< none: the switch does not touch it
    std::uint64_t offset = 0, size = 0;
    QString text;  ///< what is not touched: "0x0148..0x0360: not touched by the switch, 536 bytes"
    QString brief; ///< the same for narrow lanes
    QString tip;   ///< with the slots that lie there
};

/// A value going from one cell to another.
struct LaneMove {
    CellId from, to;
    bool swap = false; ///< and the other cell's value the other way, in the same instruction
    Owner owner = Owner::scratch;
    bool operator==(const LaneMove&) const = default;
};

/// What the three lanes show: a row for each register the switch handles, with the host's slot, the CPU and the guest's
/// slot. Knows nothing of pixels.
class LanesModel {
  public:
    explicit LanesModel(std::shared_ptr<const SessionFacts> facts);

    void update(const Timeline& timeline, const CurrentSwitch& now);

    const std::vector<LaneRow>& rows() const { return rows_; }
    const std::vector<LaneGroup>& groups() const { return groups_; }
    const std::vector<LaneMove>& moves() const { return moves_; } ///< of the last step
    /// Of the steps before the last one in the same macro, oldest first.
    const std::vector<LaneMove>& trail() const { return trail_; }
    /// The moves that brought the selected value where it is, oldest first.
    const std::vector<LaneMove>& chain() const { return chain_; }
    void show_chain(const std::vector<ChainMove>& moves, Owner owner);
    const LaneCell& cell(CellId id) const { return rows_.at(id.row).cell(id.lane); }
    std::optional<CellId> find(const Location& location) const;
    /// What the last step wrote, where the lanes show it; the slot before the register when it wrote both.
    std::optional<CellId> last_written() const { return last_written_; }
    /// The save area by address: a column has the slots of its world, with what lies between them.
    const std::vector<LanePiece>& pieces(Lane lane) const {
        return lane == Lane::host ? host_pieces_ : guest_pieces_;
    }
    /// Of the save area in force; none: not known.
    std::optional<std::uint64_t> area_address() const { return area_address_; }
    std::optional<std::uint64_t> address_of(CellId id) const; ///< of a slot

  private:
    LaneCell slot_cell(const LanePlan::Cell& planned) const;
    std::vector<LanePiece> pieces_of(const std::vector<MemoryPlan::Piece>& planned,
                                     Lane lane) const;
    std::vector<LaneMove> moves_of(const Step& step) const;

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<LaneRow> rows_;
    std::vector<LaneGroup> groups_;
    std::vector<LaneMove> moves_, trail_, chain_;
    std::optional<CellId> last_written_;
    std::map<std::pair<LocationKind, std::uint64_t>, CellId> cells_; ///< where to look for a place
    std::vector<LanePiece> host_pieces_, guest_pieces_;
    std::optional<std::uint64_t> area_address_;
};

} // namespace switchscope::ui
