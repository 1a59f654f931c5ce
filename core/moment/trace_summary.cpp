// SPDX-License-Identifier: MIT
#include "core/moment/trace_summary.h"

#include <algorithm>

namespace switchscope {

namespace {

template <class Cells> auto& cell_at(Cells& cells, std::size_t n) {
    if (cells.size() <= n) {
        cells.resize(n + 1);
    }
    return cells[n];
}

std::size_t cells_before(std::size_t step, std::size_t size) {
    return (step + size - 1) / size;
}

} // namespace

void TraceSummary::follow(const Recording& recording, std::size_t end) {
    constexpr std::uint32_t most_harts = 1024; // a damaged file may name any hart
    end = std::min(end, recording.size());
    for (; seen_ < end; ++seen_) {
        const Step& step = recording.step(seen_);
        if (step.hart >= most_harts) {
            continue;
        }
        if (harts_.size() <= step.hart) {
            harts_.resize(step.hart + 1);
        }
        Hart& hart = harts_[step.hart];
        auto& small = cell_at(hart.fine, seen_ / fine);
        auto& large = cell_at(hart.coarse, seen_ / coarse);
        ++small.steps.at(static_cast<std::size_t>(step.world));
        ++large.steps.at(static_cast<std::size_t>(step.world));
        if (step.world == World::guest && step.world_after != World::guest && small.exits == 0) {
            small.exits = 1;
            ++large.exits;
        }
    }
}

void TraceSummary::add_finding(std::size_t step) {
    // They come nearly in order, so that next to nothing has to move.
    findings_.insert(std::ranges::upper_bound(findings_, step), step);
}

template <class Cells>
void TraceSummary::sum(const Cells& cells, std::size_t first, std::size_t last,
                       StretchSummary& into) {
    for (std::size_t n = first; n < std::min(last, cells.size()); ++n) {
        for (std::size_t world = 0; world < into.steps.size(); ++world) {
            into.steps[world] += cells[n].steps[world];
        }
        into.exits += cells[n].exits;
    }
}

StretchSummary TraceSummary::of(std::uint32_t hart, std::size_t from, std::size_t to) const {
    StretchSummary all;
    if (hart >= harts_.size() || from >= to) {
        return all;
    }
    constexpr std::size_t ratio = coarse / fine;
    const std::size_t first = cells_before(from, fine), last = cells_before(to, fine);
    const std::size_t large_first = cells_before(first, ratio), large_last = last / ratio;
    if (large_first >= large_last) {
        sum(harts_[hart].fine, first, last, all);
        return all;
    }
    sum(harts_[hart].fine, first, large_first * ratio, all);
    sum(harts_[hart].coarse, large_first, large_last, all);
    sum(harts_[hart].fine, large_last * ratio, last, all);
    return all;
}

std::size_t TraceSummary::finding_in(std::size_t from, std::size_t to) const {
    const auto found = std::ranges::lower_bound(findings_, from);
    return found == findings_.end() ? to : std::min(*found, to);
}

} // namespace switchscope
