// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_range.h"

#include <algorithm>

namespace switchscope::ui {

double TimelineRange::all() const {
    return std::max(static_cast<double>(size_), widest_start);
}

void TimelineRange::set_size(std::size_t steps) {
    size_ = steps;
    if (whole_) {
        show_whole();
    }
}

void TimelineRange::show_whole() {
    whole_ = true;
    from_ = 0;
    to_ = all();
}

void TimelineRange::show(double a, double b) {
    const double length = std::clamp(std::max(a, b) - std::min(a, b), narrowest, all());
    from_ = std::clamp((a + b - length) / 2, 0.0, all() - length);
    to_ = from_ + length;
    whole_ = length >= all();
}

void TimelineRange::zoom(double factor, double about) {
    const double length = std::clamp(span() * factor, narrowest, all());
    const double scale = length / span();
    const double from = about - (about - from_) * scale;
    show(from, from + length);
}

void TimelineRange::scroll(double steps) {
    if (!whole_) {
        show(from_ + steps, to_ + steps);
    }
}

void TimelineRange::reveal(std::size_t step) {
    const auto at = static_cast<double>(step);
    if (at < from_ || at > to_) {
        show(at - span() / 2, at + span() / 2);
    }
}

} // namespace switchscope::ui
