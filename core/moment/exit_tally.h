// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>

#include "core/analysis/exit_statistics.h"
#include "core/trace/recording.h"
#include "core/trace/switch_filter.h"

namespace switchscope {

/// Counts why guests exited and what each world executed, in the world switches that are wanted. It
/// works slice by slice, because it reads every step of them.
class ExitTally {
  public:
    /// Starts over. The recording must outlive this object, or the next call. Null: nothing is
    /// counted.
    void start(const Recording* recording, const SwitchFilter& wanted);
    /// Counts some more steps, `slice` of them at most. False: for now there are no more.
    bool follow();
    ExitCounts counts() const;
    double part() const; ///< how much of the wanted steps is counted: 0..1

    static constexpr std::size_t slice = 8192; ///< takes some milliseconds

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

} // namespace switchscope
