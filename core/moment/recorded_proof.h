// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "core/analysis/recording_check.h"
#include "core/model/session_facts.h"
#include "core/trace/recording.h"

namespace switchscope {

/// Checks each world switch of a recording as soon as it is complete, while the recording grows.
class RecordedProof {
  public:
    RecordedProof(std::shared_ptr<const SessionFacts> facts, const Recording& recording);

    /// Checks the steps that were recorded since the last call, `slice` of them at most. Returns
    /// what it finds in the switches that end with these steps, each finding with its step.
    std::vector<Finding> follow(const Recording& recording);
    bool is_behind(const Recording& recording) const { return seen_ < recording.size(); }
    std::size_t steps() const { return seen_; } ///< checked so far

    std::size_t switches() const { return switches_; } ///< checked so far

    static constexpr std::size_t slice = 4096; ///< takes some milliseconds

  private:
    std::shared_ptr<const SessionFacts> facts_;
    RecordingChecker checker_;
    std::size_t areas_; ///< the save areas that the checker knows
    std::size_t seen_ = 0;
    std::size_t switches_ = 0;
};

} // namespace switchscope
