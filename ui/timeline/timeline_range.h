// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace switchscope::ui {

/// The stretch of a recording that the timeline shows, in steps. It is the whole recording, or the
/// part that was zoomed to.
class TimelineRange {
  public:
    double from() const { return from_; }
    double to() const { return to_; }
    double span() const { return to_ - from_; }
    bool is_whole() const { return whole_; }

    /// The number of steps that the recording has now. A stretch that is the whole grows with it.
    void set_size(std::size_t steps);
    void show_whole();
    /// Shows the steps between two, which may come in any order. The stretch is kept inside the
    /// recording, and at least `narrowest` long.
    void show(double a, double b);
    /// Makes the stretch `factor` times as long. The step `about` stays at its place on screen.
    void zoom(double factor, double about);
    void scroll(double steps);
    /// Scrolls to a step that is not in sight.
    void reveal(std::size_t step);

    static constexpr double narrowest = 4;
    /// The least number of steps that the whole shows, so that the first few do not fill the
    /// timeline.
    static constexpr double widest_start = 400;

  private:
    double all() const;

    std::size_t size_ = 0;
    double from_ = 0, to_ = widest_start;
    bool whole_ = true;
};

} // namespace switchscope::ui
