// SPDX-License-Identifier: MIT
#include "core/session/source_files.h"

#include <fstream>

namespace switchscope {

namespace fs = std::filesystem;

std::optional<fs::path> find_source(const std::string& recorded, const fs::path& folder) {
    std::error_code ignored;
    const fs::path path = fs::path(recorded).lexically_normal();
    if (!folder.empty()) {
        const fs::path relative = path.relative_path();
        for (auto first = relative.begin(); first != relative.end(); ++first) {
            fs::path candidate = folder;
            for (auto part = first; part != relative.end(); ++part) {
                candidate /= *part;
            }
            if (fs::is_regular_file(candidate, ignored)) {
                return candidate;
            }
        }
    }
    return fs::is_regular_file(path, ignored) ? std::optional(path) : std::nullopt;
}

std::map<std::string, std::vector<std::string>> read_sources(const Routine& routine,
                                                             const fs::path& folder) {
    std::map<std::string, std::vector<std::string>> sources;
    for (const MacroSpan& span : routine.spans()) {
        if (span.file.empty() || sources.contains(span.file)) {
            continue;
        }
        const auto path = find_source(span.file, folder);
        if (!path) {
            continue;
        }
        std::ifstream file(*path);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);) {
            lines.push_back(line);
        }
        if (!lines.empty()) {
            sources.emplace(span.file, std::move(lines));
        }
    }
    return sources;
}

} // namespace switchscope
