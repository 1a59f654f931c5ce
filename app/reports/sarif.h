// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/reports/check_report.h"

namespace switchscope::app {

/// The findings as a SARIF 2.1.0 log, for services that show results of code scanning. The place of
/// a finding is its source line, or its address in the image where DWARF has no line. Files below
/// the working directory have relative paths, which such services need. The id of a finding is its
/// fingerprint `switchscope/v1`. What the check does not follow is a tool notification. Source:
/// OASIS SARIF 2.1.0.
std::string check_sarif(const CheckedImage& image);

} // namespace switchscope::app
