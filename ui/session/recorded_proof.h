// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "core/analysis/recording_check.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// Checks each world switch of a recording when it is complete, while the recording grows.
class RecordedProof {
  public:
    RecordedProof(std::shared_ptr<const SessionFacts> facts, const Recording& recording);

    /// Looks at the steps recorded since the last call, `slice` of them at most; what it finds in the switches that
    /// they complete, each with its step.
    std::vector<Finding> follow(const Recording& recording);
    bool is_behind(const Recording& recording) const { return seen_ < recording.size(); }
    std::size_t steps() const { return seen_; } ///< looked at so far

    static constexpr std::size_t slice = 4096;         ///< some milliseconds
    std::size_t switches() const { return switches_; } ///< checked so far

  private:
    std::shared_ptr<const SessionFacts> facts_;
    RecordingChecker checker_;
    std::size_t areas_; ///< save areas the checker knows of
    std::size_t seen_ = 0;
    std::size_t switches_ = 0;
};

} // namespace switchscope::ui
