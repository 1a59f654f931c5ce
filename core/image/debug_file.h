// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"

namespace switchscope {

/// A file that has the DWARF of an image, which was stripped of it.
struct DebugFile {
    enum class FoundBy : std::uint8_t {
        build_id,   ///< in a folder of debug files, where the name is the build id
        debug_link, ///< by the name in .gnu_debuglink
        name,       ///< by the image's own name with ".debug"
        server,     ///< a debuginfod server has it
    };
    std::filesystem::path path;
    FoundBy found_by = FoundBy::build_id;
    std::shared_ptr<const Image> image; ///< opened, and placed as the image is
};

/// How it was found, as a sentence: "DWARF and symbols come from ..., which ... names".
Phrase describe(const DebugFile& file);

struct DebugFileSearch {
    std::optional<DebugFile> found;
    /// Why files that lay in the right place were not taken, each as a clause.
    std::vector<Phrase> passed_over;
};

/// Gets the debug file of a build from elsewhere, such as a server. It takes the build id in hex.
using DebugServer = std::function<Result<std::filesystem::path>(const std::string& build_id)>;

/// Where distributions install debug files.
std::vector<std::filesystem::path> default_debug_roots();

/// Looks for the debug file of an image where gdb does, too. That is below each of `roots`
/// (/usr/lib/debug) by the build id, by the name in .gnu_debuglink in the image's folder, its folder
/// .debug and below the roots, and by the image's name with ".debug" there. The files may be packed.
/// A file is taken where it has DWARF, and where build ids, the link's CRC, or at the least all
/// sections in memory are those of the image. Where there is none, `server` is asked for it.
DebugFileSearch find_debug_file(const Image& image, std::span<const std::filesystem::path> roots,
                                const DebugServer& server = {});

} // namespace switchscope
