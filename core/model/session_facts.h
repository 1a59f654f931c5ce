// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

/// What does not change while a session lasts, and what its recording says of it: safe to share between threads.
struct SessionFacts {
    std::string title;  ///< "demo machine, macro variant"
    std::string target; ///< "qemu-system-riscv64 · unix socket"
    std::string image;  ///< file name and build id
    Routine routine;
    SaveArea area;
    /// Source lines of the files the routine's rows name, by file then line-1; empty where not at hand.
    std::map<std::string, std::vector<std::string>> sources;
    bool interrupts_held_off = true; ///< step mask in force
    std::string image_path{};        ///< of the image, as opened
    std::string build_id{};          ///< in hex, whole; empty where it has none
};

} // namespace switchscope
