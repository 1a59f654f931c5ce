// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_tracks.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/format.h"
#include "ui/timeline/timeline_model.h"

namespace switchscope::ui {

namespace {

constexpr double lane_units = 21, least_lane_units = 7, most_lanes_units = 66, gap_units = 3;
constexpr double rail_units = 5, name_units = 54;

struct TimelineTracksText {
    Q_DECLARE_TR_FUNCTIONS(timeline)
};

QString percent(std::uint32_t part, std::uint32_t all) {
    return QString::number(100.0 * part / all, 'f', 1);
}

} // namespace

void TimelineTracks::show_session(const SessionFacts* facts) {
    facts_ = facts;
    recording_ = nullptr;
    range_ = {};
    summary_.clear();
    harts_ = {0};
    stretches_.clear();
    read_from_ = read_to_ = 0;
    columns_.clear();
    counted_ = {};
}

void TimelineTracks::show_moment(const Timeline& timeline) {
    recording_ = &timeline.recording();
    harts_ = {timeline.state().hart};
    for (const HartState& other : timeline.state().parked) {
        harts_.push_back(other.hart);
    }
    std::ranges::sort(harts_);
    range_.set_size(timeline.size());
    range_.reveal(timeline.position());
}

qreal TimelineTracks::height() const {
    const auto lanes = static_cast<double>(std::max(harts_.size(), std::size_t{1}));
    const double each =
        std::clamp(most_lanes_units / lanes - gap_units, least_lane_units, lane_units);
    return theme_.px(lanes * (each + gap_units) + rail_units);
}

QRectF TimelineTracks::steps_area(const QRectF& area) const {
    return area.adjusted(harts_.size() > 1 ? theme_.px(name_units) : 0, 0, 0, 0);
}

QRectF TimelineTracks::lane(std::size_t hart_index, const QRectF& area) const {
    const QRectF steps = steps_area(area);
    const qreal each = (steps.height() - theme_.px(rail_units)) / static_cast<qreal>(harts_.size());
    return {steps.left(), steps.top() + each * static_cast<qreal>(hart_index), steps.width(),
            each - theme_.px(gap_units)};
}

QRectF TimelineTracks::name_box(std::size_t hart_index, const QRectF& area) const {
    if (harts_.size() < 2) {
        return {};
    }
    const QRectF own = lane(hart_index, area);
    return {area.left(), own.top() - theme_.px(1), theme_.px(name_units - 6),
            own.height() + theme_.px(2)};
}

double TimelineTracks::steps_per_pixel(const QRectF& area) const {
    return range_.span() / std::max(steps_area(area).width(), 1.0);
}

bool TimelineTracks::is_near(const QRectF& area) const {
    return steps_per_pixel(area) < static_cast<double>(TraceSummary::fine);
}

double TimelineTracks::step_at(qreal x, const QRectF& area) const {
    const QRectF steps = steps_area(area);
    const double part = std::clamp((x - steps.left()) / std::max(steps.width(), 1.0), 0.0, 1.0);
    return range_.from() + part * range_.span();
}

std::optional<qreal> TimelineTracks::x_of(std::size_t position, const QRectF& area) const {
    const auto at = static_cast<double>(position);
    if (at < range_.from() || at > range_.to()) {
        return std::nullopt;
    }
    const QRectF steps = steps_area(area);
    return steps.left() + steps.width() * (at - range_.from()) / range_.span();
}

std::optional<QRectF> TimelineTracks::ring_around(std::size_t begin, std::size_t end,
                                                  std::uint32_t hart, const QRectF& area) const {
    const auto place = std::ranges::find(harts_, hart);
    if (place == harts_.end()) {
        return std::nullopt;
    }
    const QRectF steps = steps_area(area);
    const double per_step = steps.width() / range_.span();
    const qreal left = steps.left() + (static_cast<double>(begin) - range_.from()) * per_step;
    const qreal right = steps.left() + (static_cast<double>(end) - range_.from()) * per_step;
    if (right <= steps.left() || left >= steps.right() || right - left <= theme_.px(5)) {
        return std::nullopt;
    }
    const QRectF own = lane(static_cast<std::size_t>(place - harts_.begin()), area);
    return QRectF(left, own.top() - theme_.px(1.5), right - left, own.height() + theme_.px(3));
}

void TimelineTracks::lay_out(const QRectF& area) {
    if (recording_ == nullptr) {
        return;
    }
    if (is_near(area)) {
        read_stretches(
            static_cast<std::size_t>(range_.from()),
            std::min(static_cast<std::size_t>(std::ceil(range_.to())), recording_->size()));
    } else {
        changes_ += stretches_.empty() ? 0U : 1U;
        stretches_.clear();
        read_from_ = read_to_ = 0;
        count_columns(static_cast<std::size_t>(std::max(steps_area(area).width(), 1.0)));
    }
}

/// Steps that were read before are not read again. Stepping thereby reads one step, and scrolling
/// reads those that come into sight. What was read is dropped when it has become much more than
/// what is in sight.
void TimelineTracks::read_stretches(std::size_t from, std::size_t to) {
    constexpr std::size_t kept = 8; // as many times what is in sight
    const bool goes_on = read_to_ > read_from_ && from >= read_from_ && from <= read_to_ &&
                         read_to_ - read_from_ <= kept * (to - from + TraceSummary::coarse);
    if (!goes_on) {
        stretches_.clear();
        read_from_ = read_to_ = from;
        ++changes_;
    }
    changes_ += read_to_ < to ? 1U : 0U;
    for (; read_to_ < to; ++read_to_) {
        const Step& step = recording_->step(read_to_);
        const auto last =
            std::find_if(stretches_.rbegin(), stretches_.rend(),
                         [&](const Stretch& stretch) { return stretch.hart == step.hart; });
        const bool unobserved = step.kind == Step::Kind::run;
        const bool same = last != stretches_.rend() && last->end == read_to_ && !last->exit &&
                          last->world == step.world && last->span == step.span &&
                          last->switch_number == step.switch_number &&
                          last->unobserved == unobserved;
        Stretch* stretch = same ? &*last : nullptr;
        if (stretch == nullptr) {
            stretches_.push_back({read_to_, read_to_, step.hart, step.world, step.span,
                                  step.switch_number, unobserved, false});
            stretch = &stretches_.back();
        }
        stretch->end = read_to_ + 1;
        stretch->exit = step.world == World::guest && step.world_after != World::guest;
    }
}

/// Counts what each hart did in each column. The counts depend on nothing but `now`, so equal
/// values mean that nothing has changed.
void TimelineTracks::count_columns(std::size_t columns) {
    const Counted now{range_.from(), range_.to(), columns, summary_.seen()};
    if (now == counted_ && columns_.size() == harts_.size()) {
        return;
    }
    counted_ = now;
    ++changes_;
    columns_.assign(harts_.size(), std::vector<Column>(columns));
    const double each = range_.span() / static_cast<double>(columns);
    for (std::size_t hart = 0; hart < harts_.size(); ++hart) {
        for (std::size_t n = 0; n < columns; ++n) {
            Column& column = columns_[hart][n];
            const auto from =
                static_cast<std::size_t>(range_.from() + each * static_cast<double>(n));
            const auto to =
                static_cast<std::size_t>(range_.from() + each * static_cast<double>(n + 1));
            column.seen = to <= summary_.seen() || to > recording_->size();
            const StretchSummary what = summary_.of(harts_[hart], from, to);
            if (what.all() > 0) {
                const auto all = static_cast<float>(what.all());
                column.host = static_cast<float>(what.of(World::host)) / all;
                column.guest = static_cast<float>(what.of(World::guest)) / all;
                column.firmware = static_cast<float>(what.of(World::firmware)) / all;
                column.exit = what.exits > 0;
            }
        }
    }
}

QRectF TimelineTracks::level(const QRectF& lane, World world) const {
    switch (world) {
    case World::guest:
        return lane.adjusted(0, lane.height() * 0.38, 0, 0);
    case World::firmware:
        return lane.adjusted(0, lane.height() * 0.3, 0, -lane.height() * 0.3);
    case World::host:
        break;
    }
    return lane.adjusted(0, 0, 0, -lane.height() * 0.38);
}

void TimelineTracks::paint_columns(QPainter& painter, const QRectF& lane, const QRectF& part,
                                   const std::vector<Column>& columns) const {
    const qreal each = lane.width() / static_cast<qreal>(std::max(columns.size(), std::size_t{1}));
    for (std::size_t begin = 0, end = 0; begin < columns.size(); begin = end) {
        const Column& column = columns[begin];
        while (end < columns.size() && columns[end] == column) { // equal columns are one rectangle
            ++end;
        }
        const QRectF box(lane.left() + each * static_cast<qreal>(begin), lane.top(),
                         each * static_cast<qreal>(end - begin), lane.height());
        if (box.right() < part.left() || box.left() > part.right()) {
            continue;
        }
        if (!column.seen) {
            painter.fillRect(box.adjusted(0, box.height() * 0.4, 0, -box.height() * 0.4),
                             theme_.tint(Role::outline, 0.8));
            continue;
        }
        const auto fill = [&](World world, Role role, float share) {
            if (share > 0) { // a small share is visible as well
                painter.fillRect(level(box, world), theme_.tint(role, 0.25 + 0.5 * share));
            }
        };
        fill(World::host, Role::host, column.host);
        fill(World::guest, Role::guest, column.guest);
        fill(World::firmware, Role::firmware, column.firmware);
    }
}

Role TimelineTracks::role_of(const Stretch& stretch) const {
    return stretch.world == World::host && stretch.span >= 0
               ? ui::role_of(
                     facts_->routine.spans().at(static_cast<std::size_t>(stretch.span)).kind)
               : ui::role_of(stretch.world);
}

QString TimelineTracks::name_of(const Stretch& stretch) const {
    if (stretch.world == World::host && stretch.span >= 0) {
        return text_of(facts_->routine.spans().at(static_cast<std::size_t>(stretch.span)).name);
    }
    return stretch.world == World::guest      ? TimelineTracksText::tr("guest")
           : stretch.world == World::firmware ? TimelineTracksText::tr("firmware")
                                              : TimelineTracksText::tr("host C code");
}

void TimelineTracks::paint_stretches(QPainter& painter, std::size_t hart_index, const QRectF& area,
                                     const QRectF& part) const {
    const QRectF own = lane(hart_index, area);
    painter.setFont(theme_.text_font(9, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    const double per_step = own.width() / range_.span();
    const auto x = [&](std::size_t step) {
        return own.left() + (static_cast<double>(step) - range_.from()) * per_step;
    };
    const bool shows_exits = per_step > theme_.px(0.03);
    const qreal exit_size = theme_.px(3.2);
    for (const Stretch& stretch : stretches_) {
        if (stretch.hart != harts_.at(hart_index)) {
            continue;
        }
        const qreal left = std::max(x(stretch.begin), own.left());
        const qreal right = std::min(x(stretch.end), own.right());
        if (right <= left || left > part.right() ||
            std::max(right + exit_size, left + 1) < part.left()) {
            continue;
        }
        const bool routine = stretch.world == World::host && stretch.span >= 0;
        const qreal air = right - left > theme_.px(4) ? theme_.px(0.5) : 0;
        const QRectF box =
            level({left, own.top(), std::max(right - left, 1.0), own.height()}, stretch.world)
                .adjusted(air, 0, -air, 0);
        const Role role = role_of(stretch);
        painter.fillRect(box, theme_.tint(role, stretch.unobserved              ? 0.16
                                                : stretch.world == World::guest ? 0.62
                                                : routine                       ? 0.5
                                                                                : 0.24));
        if (shows_exits && stretch.exit) {
            QPainterPath arrow; // points up, where the host's lane is
            arrow.moveTo(right - exit_size, box.top());
            arrow.lineTo(right + exit_size, box.top());
            arrow.lineTo(right, box.top() - exit_size * 1.6);
            arrow.closeSubpath();
            painter.fillPath(arrow, theme_.color(Role::text));
        }
        const qreal width = box.width() - theme_.px(5);
        if (box.height() >= metrics.height() * 0.72 && width > theme_.px(26)) {
            painter.setPen(theme_.color(Role::text));
            painter.drawText(box, Qt::AlignCenter,
                             metrics.elidedText(name_of(stretch), Qt::ElideMiddle, width));
        }
    }
}

/// Paints a tick at each finding. Findings within two pixels share a tick, so that a million of
/// them cost no more than the pixels they are on.
void TimelineTracks::paint_findings(QPainter& painter, const QRectF& area,
                                    const QRectF& part) const {
    const QRectF steps = steps_area(area);
    const double each = range_.span() / std::max(steps.width(), 1.0);
    auto from = static_cast<std::size_t>(range_.from());
    const auto end = static_cast<std::size_t>(std::ceil(range_.to()));
    const qreal half = theme_.px(2.2);
    while (from < end) {
        const std::size_t found = summary_.finding_in(from, end);
        if (found >= end) {
            return;
        }
        const qreal x = steps.left() + (static_cast<double>(found) - range_.from()) / each;
        if (x + half >= part.left() && x - half <= part.right()) {
            QPainterPath tick;
            tick.moveTo(x, steps.bottom() - theme_.px(rail_units));
            tick.lineTo(x + half, steps.bottom());
            tick.lineTo(x - half, steps.bottom());
            tick.closeSubpath();
            painter.fillPath(tick, theme_.color(Role::error));
        }
        from = found + static_cast<std::size_t>(std::max(each * theme_.px(2), 1.0));
    }
}

void TimelineTracks::paint_name(QPainter& painter, std::size_t hart_index, const QRectF& box,
                                bool followed) const {
    if (followed) {
        QPainterPath pill;
        pill.addRoundedRect(box, theme_.px(3), theme_.px(3));
        painter.fillPath(pill, theme_.color(Role::raised));
    }
    painter.setFont(theme_.text_font(std::min(10.5, box.height() / theme_.px(1) - 1),
                                     followed ? QFont::Bold : QFont::Normal));
    painter.setPen(theme_.color(followed ? Role::text : Role::dim));
    painter.drawText(box.adjusted(theme_.px(4), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     (followed ? QStringLiteral("\u25b8 ") : QString()) +
                         TimelineTracksText::tr("hart %1").arg(harts_[hart_index]));
}

void TimelineTracks::paint(QPainter& painter, const QRectF& area, const QRectF& part,
                           std::uint32_t in_force) const {
    if (recording_ == nullptr) {
        return;
    }
    for (std::size_t n = 0; n < harts_.size(); ++n) {
        const QRectF own = lane(n, area);
        painter.fillRect(own, theme_.tint(Role::cell, 0.9));
        if (is_near(area)) {
            paint_stretches(painter, n, area, part);
        } else if (n < columns_.size()) {
            paint_columns(painter, own, part, columns_[n]);
        }
        if (harts_.size() > 1 && part.left() <= own.left()) {
            paint_name(painter, n, name_box(n, area), harts_[n] == in_force);
        }
    }
    paint_findings(painter, area, part);
}

QString TimelineTracks::tip_at(const QPointF& point, const QRectF& area) const {
    if (recording_ == nullptr || recording_->empty()) {
        return {};
    }
    for (std::size_t n = 0; n < harts_.size(); ++n) {
        if (name_box(n, area).contains(point)) {
            return TimelineTracksText::tr("Follow hart %1").arg(harts_[n]);
        }
    }
    const QRectF steps = steps_area(area);
    const auto at = static_cast<std::size_t>(step_at(point.x(), area));
    if (!steps.contains(point) || at >= recording_->size()) {
        return {};
    }
    const double each = steps_per_pixel(area);
    if (point.y() >= steps.bottom() - theme_.px(rail_units + 1)) {
        const auto reach = static_cast<std::size_t>(std::ceil(each * theme_.px(3)));
        const std::size_t from = at - std::min(at, reach), to = at + reach + 1;
        const std::size_t found = summary_.finding_in(from, to);
        return found < to ? TimelineTracksText::tr("Finding at step %1").arg(grouped(found + 1))
                          : QString();
    }
    std::size_t index = 0;
    while (index + 1 < harts_.size() && point.y() >= lane(index + 1, area).top()) {
        ++index;
    }
    const QString hart = harts_.size() > 1
                             ? TimelineTracksText::tr("hart %1 \u00b7 ").arg(harts_[index])
                             : QString();
    if (is_near(area)) {
        const auto stretch = std::ranges::find_if(stretches_, [&](const Stretch& one) {
            return one.hart == harts_[index] && one.begin <= at && at < one.end;
        });
        return stretch == stretches_.end()
                   ? hart + TimelineTracksText::tr("another hart was followed here")
                   : hart + TimelineTracksText::tr("%1 \u00b7 switch %2\nsteps %3 to %4")
                                .arg(name_of(*stretch), grouped(stretch->switch_number),
                                     grouped(stretch->begin + 1), grouped(stretch->end));
    }
    const auto end = std::max(static_cast<std::size_t>(step_at(point.x() + 1, area)), at + 1);
    const StretchSummary what = summary_.of(harts_[index], at, end);
    return what.all() == 0
               ? hart + TimelineTracksText::tr("step %1").arg(grouped(at + 1))
               : hart +
                     TimelineTracksText::tr("about step %1: host %2 %, guest %3 %, firmware %4 %")
                         .arg(grouped(at + 1), percent(what.of(World::host), what.all()),
                              percent(what.of(World::guest), what.all()),
                              percent(what.of(World::firmware), what.all()));
}

} // namespace switchscope::ui
