// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iosfwd>

#include "core/analysis/subject.h"

namespace switchscope::app {

enum class ReportFormat : std::uint8_t { text, json, sarif };

/// Exit statuses of `check` and `compare`, for scripts and CI.
enum class Verdict : int { clean = 0, findings = 1, could_not_check = 2 };

/// `switchscope check`: checks every routine of an image, or every switch of a recording, and
/// prints the result to `out`. What cannot be checked is printed to `errors`.
Verdict check_command(const SubjectOptions& options, ReportFormat format, std::ostream& out,
                      std::ostream& errors);

/// `switchscope compare`: compares two images routine by routine, or two recordings switch by
/// switch.
Verdict compare_command(const SubjectOptions& a, const SubjectOptions& b, bool json,
                        std::ostream& out, std::ostream& errors);

} // namespace switchscope::app
