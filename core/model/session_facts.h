// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

/// The facts of a session that never change, which its recording keeps as well. Threads may share
/// them.
struct SessionFacts {
    std::string title;  ///< "demo machine, macro variant"
    std::string target; ///< "qemu-system-riscv64 · unix socket"
    std::string image;  ///< file name and build id
    Routine routine;
    SaveArea area;
    /// The lines of the source files that the routine's line rows name, by file, the first line at
    /// 0. Files that were not found are missing.
    std::map<std::string, std::vector<std::string>> sources;
    bool interrupts_held_off = true; ///< whether QEMU holds interrupts off while single-stepping
    std::string image_path{};        ///< of the image, as it was opened
    std::string build_id{};          ///< of the image, all hex digits; empty where it has none
};

} // namespace switchscope
