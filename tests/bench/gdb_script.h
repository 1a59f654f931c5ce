// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace switchscope::bench {

/// Starts the demo machine of `image` and gdb-multiarch beside it, which executes `prepare` and
/// then, timed by itself, `measured`: the seconds that took.
double gdb_seconds(const std::filesystem::path& image, const std::string& prepare,
                   const std::string& measured);

} // namespace switchscope::bench
