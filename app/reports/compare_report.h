// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/analysis/compare.h"

namespace switchscope::app {

/// Two compared images, for printing.
struct ComparedImages {
    std::filesystem::path a, b;
    std::vector<RoutineComparison> routines; ///< those that both have
    std::vector<std::string> only_in_a, only_in_b;

    Likeness likeness() const; ///< that of the least similar routine
};

/// The report as text: a verdict, and the differences macro by macro.
std::string compare_text(const ComparedImages& compared);
/// The report as JSON:
///   {"a","b","likeness","routines":[{"name","likeness","instructions":{"a","b"},"macros":[...],
///    "differences":[{"place","a","b"}],"moved_slots":[...],"not_followed":[...]}],
///    "only_in_a","only_in_b"}
std::string compare_json(const ComparedImages& compared);

/// The report on two recordings, as text and as JSON.
std::string compare_recordings_text(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared);
std::string compare_recordings_json(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared);

} // namespace switchscope::app
