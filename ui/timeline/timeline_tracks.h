// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QRectF>
#include <QString>

#include "core/model/session_facts.h"
#include "core/trace/timeline.h"
#include "ui/look/theme.h"
#include "core/moment/trace_summary.h"
#include "ui/timeline/timeline_range.h"

class QPainter;

namespace switchscope::ui {

/// A lane for each hart, as an oscilloscope draws it: the host's time is high, the guest's low, the firmware's in the
/// middle. Far away a column says how much of each there was; near enough, each macro has a box of its own. Below all
/// lanes is a rail with what was found wrong. Any stretch costs about the same: as much as can be seen of it.
class TimelineTracks {
  public:
    explicit TimelineTracks(const Theme& theme) : theme_(theme) {}

    void show_session(const SessionFacts* facts); ///< outlives this, or the next call
    void show_moment(const Timeline& timeline);
    TimelineRange& range() { return range_; }
    const TimelineRange& range() const { return range_; }
    TraceSummary& summary() { return summary_; }
    const std::vector<std::uint32_t>& harts() const { return harts_; }

    qreal height() const; ///< of all lanes with the rail
    /// Where steps are, without the names of the harts at the left.
    QRectF steps_area(const QRectF& area) const;
    QRectF lane(std::size_t hart_index, const QRectF& area) const;
    /// The name of a hart, where there are several: a click follows it.
    QRectF name_box(std::size_t hart_index, const QRectF& area) const;

    /// Brings what is drawn up to date, with one pixel a column.
    void lay_out(const QRectF& area);
    /// What of it lies in `part` (in the coordinates of `area`).
    void paint(QPainter& painter, const QRectF& area, const QRectF& part,
               std::uint32_t in_force) const;
    /// Grows with each change of what lay_out() has brought up to date.
    std::uint64_t changes() const { return changes_; }

    std::optional<qreal> x_of(std::size_t position,
                              const QRectF& area) const; ///< none: not in sight
    double step_at(qreal x, const QRectF& area) const;
    double steps_per_pixel(const QRectF& area) const;
    QString tip_at(const QPointF& point, const QRectF& area) const;

    /// A stretch that a hart spent in one macro or world.
    struct Run {
        std::size_t begin = 0, end = 0;
        std::uint32_t hart = 0;
        World world = World::host;
        std::int16_t span = -1;
        std::uint64_t switch_number = 0;
        bool unobserved = false;
        bool exit = false; ///< ends with the guest coming back
    };
    /// What is drawn box by box; empty from afar.
    const std::vector<Run>& runs() const { return runs_; }
    bool is_near(const QRectF& area) const;

  private:
    struct Column {
        float host = 0, guest = 0, firmware = 0; ///< shares; all 0: the hart did nothing
        bool exit = false;
        bool seen = true;
        bool operator==(const Column&) const = default;
    };
    void read_runs(std::size_t from, std::size_t to);
    void count_columns(std::size_t columns);
    void paint_columns(QPainter& painter, const QRectF& lane, const QRectF& part,
                       const std::vector<Column>& columns) const;
    void paint_runs(QPainter& painter, std::size_t hart_index, const QRectF& area,
                    const QRectF& part) const;
    void paint_findings(QPainter& painter, const QRectF& area, const QRectF& part) const;
    void paint_name(QPainter& painter, std::size_t hart_index, const QRectF& box,
                    bool followed) const;
    QRectF level(const QRectF& lane, World world) const;
    Role role_of(const Run& run) const;
    QString name_of(const Run& run) const;

    const Theme& theme_;
    const SessionFacts* facts_ = nullptr;
    const Recording* recording_ = nullptr;
    TimelineRange range_;
    TraceSummary summary_;
    std::uint64_t changes_ = 0;
    std::vector<std::uint32_t> harts_;
    std::vector<Run> runs_; ///< of steps [runs_from_, runs_to_)
    std::size_t runs_from_ = 0, runs_to_ = 0;
    std::vector<std::vector<Column>> columns_; ///< by hart
    struct Counted {
        double from = 0, to = 0;
        std::size_t columns = 0, seen = 0;
        bool operator==(const Counted&) const = default;
    } counted_; ///< what columns_ are of
};

} // namespace switchscope::ui
