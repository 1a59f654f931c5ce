// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/routine.h"

namespace switchscope {

/// Where a source file is that DWARF calls `recorded` (mostly an absolute path of the machine that built it): under
/// `folder`, by the longest end of that path which is there; or, where that finds nothing, at that very path. None:
/// it is not at hand.
std::optional<std::filesystem::path> find_source(const std::string& recorded,
                                                 const std::filesystem::path& folder);

/// The text lines of every source file the routine's line rows name, by the name they have there; files that are not
/// at hand are left out. `folder`: as in find_source(); empty: none.
std::map<std::string, std::vector<std::string>>
read_sources(const Routine& routine, const std::filesystem::path& folder = {});

} // namespace switchscope
