// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <set>

#include "core/analysis/exit_statistics.h"
#include "core/trace/recording.h"
#include "core/trace/switch_filter.h"

namespace switchscope::ui {

/// Counts why guests came back and what each world executed, in the world switches that are wanted: slice by slice, as
/// that means reading every step of them.
class ExitTally {
  public:
    /// Starts over. The recording outlives this, or the next call; null: nothing is counted.
    void start(const Recording* recording, const SwitchFilter& wanted);
    /// Looks at some more steps, `slice` of them at most. False: there are no more now.
    bool follow();
    ExitCounts counts() const;
    double part() const; ///< of what is to be looked at: 0..1

    static constexpr std::size_t slice = 8192; ///< some milliseconds

  private:
    bool is_past(const Step& step);

    const Recording* recording_ = nullptr;
    SwitchFilter wanted_;
    std::size_t begin_ = 0, seen_ = 0;
    bool over_ = false; ///< every hart is behind the last switch that is wanted
    MachineState state_;
    ExitStatistics statistics_;
    std::set<std::uint32_t> past_; ///< harts behind the last switch that is wanted
};

} // namespace switchscope::ui
