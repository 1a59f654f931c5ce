// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_geometry.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace switchscope::ui {

namespace {

constexpr std::array all_lanes{Lane::host, Lane::cpu, Lane::guest};

/// Puts groups side by side into `columns` columns, in their order, so that the highest column is
/// as low as possible. Returns the groups at which columns begin, and sets the height of the
/// highest column.
std::vector<std::size_t> split(const std::vector<LaneGroup>& groups, std::size_t columns, qreal row,
                               qreal title, qreal& height) {
    const auto height_of = [&](std::size_t begin, std::size_t end) {
        qreal sum = 0;
        for (std::size_t n = begin; n < end; ++n) {
            sum += title + row * static_cast<qreal>(groups.at(n).count);
        }
        return sum;
    };
    if (columns <= 1 || groups.size() <= 1) {
        height = height_of(0, groups.size());
        return {0};
    }
    std::vector<std::size_t> best;
    for (std::size_t first = 1; first < groups.size(); ++first) {
        const std::vector<LaneGroup> rest(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                          groups.end());
        qreal below = 0;
        std::vector<std::size_t> begins = split(rest, columns - 1, row, title, below);
        const qreal highest = std::max(height_of(0, first), below);
        if (best.empty() || highest < height) {
            height = highest;
            best = {0};
            for (const std::size_t begin : begins) {
                best.push_back(begin + first);
            }
        }
    }
    return best;
}

/// Puts groups one below the other from `y` on, each below its title. Calls `titled` with each
/// title's top and `placed` with each row's top. Returns the bottom of all of it.
template <class Titled, class Placed>
qreal stack(const std::vector<LaneGroup>& groups, std::size_t first, std::size_t end, qreal y,
            qreal title_height, qreal row_height, Titled titled, Placed placed) {
    for (std::size_t group = first; group < end; ++group) {
        titled(group, y);
        y += title_height;
        const LaneGroup& rows = groups.at(group);
        for (std::size_t row = rows.first; row < rows.first + rows.count; ++row) {
            placed(row, y);
            y += row_height;
        }
    }
    return y;
}

} // namespace

LanesGeometry::LanesGeometry(const LanesModel& model, const LanesScale& scale, const QSizeF& space,
                             Arrangement arrangement)
    : scale_(scale), arrangement_(arrangement), space_(space), margin_(scale.px(4)),
      header_height_(scale.px(30)), title_height_(scale.px(15)), cells_(model.rows().size()) {
    switch (arrangement) {
    case Arrangement::memory:
        lay_out_memory(model);
        break;
    case Arrangement::compact:
        lay_out_compact(model);
        break;
    default:
        lay_out_by_register(model);
        break;
    }
}

/// Names, offsets and 16 digits must fit. What is left over is shared between the lanes, the gaps
/// and the margins.
void LanesGeometry::share_width(double slot_units, double most_slot_units) {
    const qreal smallest_slot = scale_.px(slot_units);
    const qreal smallest_cpu = scale_.px(208);
    const qreal smallest_gap = scale_.px(30);
    const qreal needed = 2 * (margin_ + smallest_slot + smallest_gap) + smallest_cpu;
    const qreal width = std::max(space_.width(), needed);
    const qreal spare = width - needed;
    slot_width_ = std::min(smallest_slot + spare * 0.26, scale_.px(most_slot_units));
    gap_ = std::min(smallest_gap + spare * 0.15, scale_.px(110));
    cpu_width_ = std::min(smallest_cpu + spare * 0.18, scale_.px(330));
    margin_ = std::max(margin_, (width - 2 * (slot_width_ + gap_) - cpu_width_) / 2);
    size_.setWidth(width);
    for (const Lane lane : all_lanes) {
        const QRectF box = column(lane);
        headers_.push_back({lane, {box.x(), 0, box.width(), header_height_}, true});
    }
}

void LanesGeometry::choose_row_height(qreal rows, qreal titles) {
    const qreal fixed = header_height_ + titles * title_height_ + scale_.px(6);
    row_height_ = std::clamp((space_.height() - fixed) / std::max(rows, 1.0),
                             scale_.px(smallest_row), scale_.px(largest_row));
    row_height_ = std::floor(row_height_ * 2) / 2;
}

QRectF LanesGeometry::column(Lane lane) const {
    switch (lane) {
    case Lane::host:
        return {margin_, 0, slot_width_, 0};
    case Lane::cpu:
        return {margin_ + slot_width_ + gap_, 0, cpu_width_, 0};
    case Lane::guest:
        break;
    }
    return {margin_ + slot_width_ + gap_ + cpu_width_ + gap_, 0, slot_width_, 0};
}

QRectF LanesGeometry::in_column(Lane lane, qreal y) const {
    const QRectF box = column(lane);
    return {box.x(), y + 1, box.width(), row_height_ - 2};
}

void LanesGeometry::lay_out_by_register(const LanesModel& model) {
    share_width(236, 400);
    choose_row_height(static_cast<qreal>(model.rows().size()),
                      static_cast<qreal>(model.groups().size()));
    const qreal end = stack(
        model.groups(), 0, model.groups().size(), header_height_, title_height_, row_height_,
        [&](std::size_t group, qreal y) {
            titles_.push_back({{margin_, y, slot_width_, title_height_}, group});
        },
        [&](std::size_t row, qreal y) {
            for (const Lane lane : all_lanes) {
                cells_.at(row).at(static_cast<std::size_t>(lane)) = in_column(lane, y);
            }
        });
    size_.setHeight(end + scale_.px(4));
}

void LanesGeometry::lay_out_memory(const LanesModel& model) {
    share_width(262, 520);
    // The registers with their titles are one column of three. The longest of the three must fit.
    const auto registers = static_cast<qreal>(model.rows().size());
    const auto titles = static_cast<qreal>(model.groups().size());
    const auto pieces = static_cast<qreal>(
        std::max(model.pieces(Lane::host).size(), model.pieces(Lane::guest).size()));
    choose_row_height(std::max(pieces, registers), 0);
    if (const qreal used = titles * title_height_ + registers * row_height_;
        used > std::max(pieces * row_height_, space_.height() - header_height_ - scale_.px(6))) {
        choose_row_height(registers, titles);
    }
    qreal lowest = stack(
        model.groups(), 0, model.groups().size(), header_height_, title_height_, row_height_,
        [&](std::size_t group, qreal y) {
            const QRectF box = column(Lane::cpu);
            titles_.push_back({{box.x(), y, box.width(), title_height_}, group});
        },
        [&](std::size_t row, qreal y) {
            cells_.at(row).at(static_cast<std::size_t>(Lane::cpu)) = in_column(Lane::cpu, y);
        });
    for (const Lane lane : {Lane::host, Lane::guest}) {
        qreal y = header_height_;
        for (const LanePiece& piece : model.pieces(lane)) {
            if (piece.cell) {
                cells_.at(piece.cell->row).at(static_cast<std::size_t>(lane)) = in_column(lane, y);
            } else {
                between_.push_back({in_column(lane, y), &piece});
            }
            y += row_height_;
        }
        lowest = std::max(lowest, y);
    }
    size_.setHeight(lowest + scale_.px(4));
}

void LanesGeometry::lay_out_compact(const LanesModel& model) {
    header_height_ = scale_.px(22);
    title_height_ = scale_.px(13);
    const qreal apart = scale_.px(14); // between two columns of the three lanes
    const qreal smallest_slot = scale_.px(82);
    const qreal smallest_cpu = scale_.px(138);
    gap_ = scale_.px(22);
    const qreal smallest_block = 2 * (smallest_slot + gap_) + smallest_cpu;
    const auto fitting = static_cast<std::size_t>(std::max(
        1.0, std::floor((space_.width() - 2 * margin_ + apart) / (smallest_block + apart))));
    const qreal fixed = header_height_ + scale_.px(6);
    const qreal smallest = scale_.px(15);
    std::vector<std::size_t> begins{0};
    qreal height = 0;
    for (const std::size_t columns : {std::size_t{2}, std::size_t{3}}) {
        if (columns <= std::max(fitting, std::size_t{2})) {
            begins = split(model.groups(), columns, smallest, title_height_, height);
            if (fixed + height <= space_.height()) {
                break;
            }
        }
    }
    // What is left over makes rows higher and cells wider.
    row_height_ = smallest;
    for (qreal higher = smallest; higher <= scale_.px(largest_row); higher += 0.5) {
        split(model.groups(), begins.size(), higher, title_height_, height);
        if (fixed + height > space_.height()) {
            break;
        }
        row_height_ = higher;
    }
    const auto columns = static_cast<qreal>(begins.size());
    const qreal block = std::clamp((space_.width() - 2 * margin_ - (columns - 1) * apart) / columns,
                                   smallest_block, scale_.px(620));
    const qreal spare = block - smallest_block;
    slot_width_ = smallest_slot + spare * 0.3;
    cpu_width_ = smallest_cpu + spare * 0.26;
    gap_ += spare * 0.07;
    const qreal used = columns * block + (columns - 1) * apart;
    const qreal width = std::max(space_.width(), used + 2 * margin_);
    margin_ = (width - used) / 2;
    const qreal first_margin = margin_;
    qreal lowest = header_height_;
    for (std::size_t n = 0; n < begins.size(); ++n) {
        margin_ = first_margin + static_cast<qreal>(n) * (block + apart);
        for (const Lane lane : all_lanes) {
            const QRectF box = column(lane);
            headers_.push_back({lane, {box.x(), 0, box.width(), header_height_}, n == 0});
        }
        const std::size_t end = n + 1 < begins.size() ? begins.at(n + 1) : model.groups().size();
        const qreal below = stack(
            model.groups(), begins.at(n), end, header_height_, title_height_, row_height_,
            [&](std::size_t group, qreal y) {
                titles_.push_back({{column(Lane::host).x(), y, block, title_height_}, group});
            },
            [&](std::size_t row, qreal y) {
                for (const Lane lane : all_lanes) {
                    cells_.at(row).at(static_cast<std::size_t>(lane)) = in_column(lane, y);
                }
            });
        lowest = std::max(lowest, below);
    }
    margin_ = first_margin;
    size_ = {width, lowest + scale_.px(4)};
}

std::optional<CellId> LanesGeometry::cell_at(const QPointF& point) const {
    for (std::size_t row = 0; row < cells_.size(); ++row) {
        for (const Lane lane : all_lanes) {
            // The pixel between two rows belongs to them.
            const QRectF box = cell({row, lane});
            if (!box.isEmpty() && box.adjusted(0, -1, 0, 1).contains(point)) {
                return CellId{row, lane};
            }
        }
    }
    return std::nullopt;
}

const LanePiece* LanesGeometry::piece_at(const QPointF& point) const {
    const auto found =
        std::ranges::find_if(between_, [&](const Between& one) { return one.box.contains(point); });
    return found == between_.end() ? nullptr : found->piece;
}

std::optional<CellId> LanesGeometry::neighbour(const LanesModel& model, CellId from, int down,
                                               int right) const {
    // Sideways, the other cells of the same register come first.
    for (int lane = static_cast<int>(from.lane) + right;
         right != 0 && lane >= 0 && lane <= static_cast<int>(Lane::guest); lane += right) {
        const CellId id{from.row, static_cast<Lane>(lane)};
        if (model.cell(id).kept) {
            return id;
        }
    }
    const QRectF here = cell(from);
    std::optional<CellId> nearest;
    qreal least = 0;
    for (std::size_t row = 0; row < cells_.size(); ++row) {
        for (const Lane lane : all_lanes) {
            const QRectF there = cell({row, lane});
            if (there.isEmpty() || !model.cell({row, lane}).kept) {
                continue;
            }
            const QPointF way = there.center() - here.center();
            const qreal along = way.x() * right + way.y() * down;
            const bool beside = right != 0
                                    ? there.top() < here.bottom() && there.bottom() > here.top()
                                    : there.left() < here.right() && there.right() > here.left();
            if (along > 1 && beside && (!nearest || along < least)) {
                nearest = CellId{row, lane};
                least = along;
            }
        }
    }
    return nearest;
}

} // namespace switchscope::ui
