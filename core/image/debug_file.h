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

/// Looks for the debug file of an image in the places that gdb knows, too:
/// - below each of `roots` (/usr/lib/debug), by the build id;
/// - in the image's folder, in its folder .debug and below the roots, by the name that the image
///   has in .gnu_debuglink, and by the image's own name with ".debug".
/// The files may be packed. A file is taken if it has DWARF and belongs to the image: by the build
/// id, by the link's CRC, or by all sections that are loaded. If there is none, `server` is asked.
DebugFileSearch find_debug_file(const Image& image, std::span<const std::filesystem::path> roots,
                                const DebugServer& server = {});

} // namespace switchscope
