// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace switchscope::ui {

/// The stretch of a recording that the timeline shows, in steps: all of it, or what one has zoomed to.
class TimelineRange {
  public:
    double from() const { return from_; }
    double to() const { return to_; }
    double span() const { return to_ - from_; }
    bool is_whole() const { return whole_; }

    /// The recording has so many steps now. The whole grows with it.
    void set_size(std::size_t steps);
    void show_whole();
    /// In any order; not less than `narrowest`, not outside of the recording.
    void show(double a, double b);
    /// Makes the stretch `factor` times as long; `about` stays where it is.
    void zoom(double factor, double about);
    void scroll(double steps);
    /// Scrolls there, where the step is not in sight.
    void reveal(std::size_t step);

    static constexpr double narrowest = 4;
    /// A recording that begins is drawn at this scale, so that its first steps do not fill the timeline.
    static constexpr double widest_start = 400;

  private:
    double all() const;

    std::size_t size_ = 0;
    double from_ = 0, to_ = widest_start;
    bool whole_ = true;
};

} // namespace switchscope::ui
