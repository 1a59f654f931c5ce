// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/reports/check_report.h"

namespace switchscope::app {

/// The findings as a SARIF 2.1.0 log, for services that show code-scanning results. A finding stands at its source line
/// where DWARF names one (files below the working directory by relative path, as such services want it), otherwise at
/// its address in the image. Its id is the fingerprint `switchscope/v1`; what the check does not follow is a tool
/// notification. Source: OASIS SARIF 2.1.0.
std::string check_sarif(const CheckedImage& image);

} // namespace switchscope::app
