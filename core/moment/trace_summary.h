// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/trace/recording.h"

namespace switchscope {

/// What one hart did in a stretch of a recording.
struct StretchSummary {
    std::array<std::uint32_t, 3> steps{}; ///< by World
    std::uint32_t exits = 0; ///< cells in which the guest exited: it exited at least so often

    std::uint32_t of(World world) const { return steps.at(static_cast<std::size_t>(world)); }
    std::uint32_t all() const { return steps[0] + steps[1] + steps[2]; }
};

/// A recording in so small a form that any stretch of it can be drawn at once, even one of millions
/// of steps. It counts in which worlds each hart was, by cells of 16 steps and of 1024, and knows
/// where something was found wrong. It reads each step once, and takes a quarter of a byte a step
/// and hart.
class TraceSummary {
  public:
    static constexpr std::size_t fine = 16, coarse = 1024; ///< steps a cell

    void clear() { *this = {}; }
    /// Takes in the steps in front of `end` that it has not seen yet.
    void follow(const Recording& recording, std::size_t end);
    void add_finding(std::size_t step);

    std::size_t seen() const { return seen_; } ///< in steps
    /// What the hart did in the cells that begin in [from, to).
    StretchSummary of(std::uint32_t hart, std::size_t from, std::size_t to) const;
    /// The step of the first finding in [from, to); `to` where there is none.
    std::size_t finding_in(std::size_t from, std::size_t to) const;
    std::size_t findings() const { return findings_.size(); }

  private:
    template <class Count> struct Cell {
        std::array<Count, 3> steps{};
        Count exits = 0; ///< of a coarse cell: its fine cells that have one
    };
    struct Hart {
        std::vector<Cell<std::uint8_t>> fine;
        std::vector<Cell<std::uint16_t>> coarse;
    };
    template <class Cells>
    static void sum(const Cells& cells, std::size_t first, std::size_t last, StretchSummary& into);

    std::vector<Hart> harts_;           ///< by number of the hart
    std::vector<std::size_t> findings_; ///< steps, in order
    std::size_t seen_ = 0;
};

} // namespace switchscope
