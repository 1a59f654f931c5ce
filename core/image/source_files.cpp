// SPDX-License-Identifier: MIT
#include "core/image/source_files.h"

#include <fstream>
#include <optional>

namespace switchscope {

namespace fs = std::filesystem;

namespace {

/// Whether `path` is a regular file. An image may also name a pipe or a device; reading that might
/// never end.
bool is_readable_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// The file below `folder` whose path there is the longest possible end of the path of `file`.
std::optional<fs::path> below(const fs::path& folder, const fs::path& file) {
    if (folder.empty()) {
        return std::nullopt;
    }
    const fs::path relative = file.relative_path().lexically_normal();
    for (auto begin = relative.begin(); begin != relative.end(); ++begin) {
        fs::path candidate = folder;
        for (auto part = begin; part != relative.end(); ++part) {
            candidate /= *part;
        }
        if (is_readable_file(candidate)) {
            return candidate;
        }
    }
    return std::nullopt;
}

} // namespace

const std::vector<std::string>& SourceFiles::lines(const std::string& file) const {
    const auto [place, is_new] = read_.try_emplace(file);
    if (!is_new || file.empty()) {
        return place->second;
    }
    const fs::path path = below(folder_, file).value_or(file);
    if (is_readable_file(path)) {
        std::ifstream in(path);
        for (std::string line; std::getline(in, line);) {
            place->second.push_back(std::move(line));
        }
    }
    return place->second;
}

std::string SourceFiles::line(const std::string& file, unsigned line) const {
    const auto& all = lines(file);
    return line == 0 || line > all.size() ? std::string() : all[line - 1];
}

} // namespace switchscope
