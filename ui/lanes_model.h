// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/model/lane_plan.h"
#include "core/model/provenance.h"
#include "core/session/session.h"
#include "ui/current_switch.h"
#include "ui/provenance_text.h"

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

  private:
    LaneCell slot_cell(const LanePlan::Cell& planned) const;
    std::vector<LaneMove> moves_of(const Step& step) const;

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<LaneRow> rows_;
    std::vector<LaneGroup> groups_;
    std::vector<LaneMove> moves_, trail_, chain_;
    std::optional<CellId> last_written_;
};

} // namespace switchscope::ui
