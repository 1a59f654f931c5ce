// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QRectF>
#include <QString>

#include "core/model/session_facts.h"
#include "core/moment/trace_summary.h"
#include "core/trace/timeline.h"
#include "ui/look/theme.h"
#include "ui/timeline/timeline_range.h"

class QPainter;

namespace switchscope::ui {

/// A lane for each hart, drawn like a trace of an oscilloscope. The host's time is high, the
/// guest's is low, and the firmware's lies between them. Where many steps share a pixel, a column
/// shows how much of the time each had. Where few do, each macro has a box of its own. A rail below
/// the lanes shows where the findings are. The cost depends on the number of pixels, not on the
/// number of steps.
///
/// `area` is always the part of the widget that the lanes and the rail have.
class TimelineTracks {
  public:
    explicit TimelineTracks(const Theme& theme) : theme_(theme) {}

    /// `facts` must live as long as this, or until the next call.
    void show_session(const SessionFacts* facts);
    void show_moment(const Timeline& timeline);
    TimelineRange& range() { return range_; }
    const TimelineRange& range() const { return range_; }
    TraceSummary& summary() { return summary_; }
    const std::vector<std::uint32_t>& harts() const { return harts_; }

    qreal height() const; ///< of all lanes with the rail
    /// The part of `area` in which steps are drawn: the names of the harts stand to its left.
    QRectF steps_area(const QRectF& area) const;
    QRectF lane(std::size_t hart_index, const QRectF& area) const;
    /// Where the name of a hart stands, which a click follows. Empty where there is only one hart.
    QRectF name_box(std::size_t hart_index, const QRectF& area) const;

    /// Brings what is drawn up to date, with one column a pixel.
    void lay_out(const QRectF& area);
    /// Paints what lies in `part`, which has the coordinates of `area`.
    void paint(QPainter& painter, const QRectF& area, const QRectF& part,
               std::uint32_t in_force) const;
    /// Grows whenever lay_out() changed something that is drawn.
    std::uint64_t changes() const { return changes_; }

    /// None: the position is not in sight.
    std::optional<qreal> x_of(std::size_t position, const QRectF& area) const;
    double step_at(qreal x, const QRectF& area) const;
    double steps_per_pixel(const QRectF& area) const;
    /// The frame around the steps [begin, end) in the lane of `hart`. None where they are out of
    /// sight, or too narrow for a frame.
    std::optional<QRectF> ring_around(std::size_t begin, std::size_t end, std::uint32_t hart,
                                      const QRectF& area) const;
    QString tip_at(const QPointF& point, const QRectF& area) const;

    /// Steps that a hart made one after the other in the same macro or world.
    struct Stretch {
        std::size_t begin = 0, end = 0;
        std::uint32_t hart = 0;
        World world = World::host;
        std::int16_t span = -1;
        std::uint64_t switch_number = 0;
        bool unobserved = false;
        bool exit = false; ///< its last step left the guest
    };
    /// What is drawn as boxes. Empty where columns are drawn.
    const std::vector<Stretch>& stretches() const { return stretches_; }
    /// True where so few steps share a pixel that boxes are drawn.
    bool is_near(const QRectF& area) const;

  private:
    struct Column {
        /// The share of each in the column's steps, 0 to 1. All 0: the hart did nothing.
        float host = 0, guest = 0, firmware = 0;
        bool exit = false;
        bool seen = true; ///< the summary has counted its steps
        bool operator==(const Column&) const = default;
    };
    void read_stretches(std::size_t from, std::size_t to);
    void count_columns(std::size_t columns);
    void paint_columns(QPainter& painter, const QRectF& lane, const QRectF& part,
                       const std::vector<Column>& columns) const;
    void paint_stretches(QPainter& painter, std::size_t hart_index, const QRectF& area,
                         const QRectF& part) const;
    void paint_findings(QPainter& painter, const QRectF& area, const QRectF& part) const;
    void paint_name(QPainter& painter, std::size_t hart_index, const QRectF& box,
                    bool followed) const;
    QRectF level(const QRectF& lane, World world) const;
    Role role_of(const Stretch& stretch) const;
    QString name_of(const Stretch& stretch) const;

    const Theme& theme_;
    const SessionFacts* facts_ = nullptr;
    const Recording* recording_ = nullptr;
    TimelineRange range_;
    TraceSummary summary_;
    std::uint64_t changes_ = 0;
    std::vector<std::uint32_t> harts_;
    std::vector<Stretch> stretches_; ///< of the steps [read_from_, read_to_)
    std::size_t read_from_ = 0, read_to_ = 0;
    std::vector<std::vector<Column>> columns_; ///< by hart
    /// What columns_ were counted from.
    struct Counted {
        double from = 0, to = 0;
        std::size_t columns = 0, seen = 0;
        bool operator==(const Counted&) const = default;
    } counted_;
};

} // namespace switchscope::ui
