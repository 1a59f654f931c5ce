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

    Likeness likeness() const; ///< of all of it: the least alike
};

/// For people: a verdict, then macro by macro with what differs.
std::string compare_text(const ComparedImages& compared);
/// For programs: {"a","b","likeness","routines":[{"name","likeness","instructions":{"a","b"},"macros":[...],
/// "differences":[{"place","a","b"}],"moved_slots":[...],"not_followed":[...]}],"only_in_a","only_in_b"}.
std::string compare_json(const ComparedImages& compared);

/// Two compared recordings, for people and for programs.
std::string compare_recordings_text(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared);
std::string compare_recordings_json(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared);

} // namespace switchscope::app
