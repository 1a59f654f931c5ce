// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>

#include "core/image/debug_file.h"

namespace switchscope::app {

/// Called now and then with the bytes that have come and those that are expected (0: nobody knows
/// how many). The download ends when it returns false.
using DownloadProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// What gets debug files from debuginfod servers; empty where $DEBUGINFOD_URLS names none. It needs
/// libdebuginfod of elfutils at run time, which keeps what it got in the user's cache.
DebugServer debuginfod_server(DownloadProgress progress = {});

} // namespace switchscope::app
