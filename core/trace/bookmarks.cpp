// SPDX-License-Identifier: MIT
#include "core/trace/bookmarks.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <utility>

namespace switchscope {

namespace {

std::filesystem::path bookmarks_path(const std::filesystem::path& recording) {
    return recording.string() + ".bookmarks";
}

} // namespace

Result<Bookmarks> Bookmarks::load(const std::filesystem::path& recording) {
    const auto path = bookmarks_path(recording);
    Bookmarks bookmarks;
    std::ifstream file(path);
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty()) {
            continue;
        }
        std::size_t position = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), position);
        const auto used = static_cast<std::size_t>(end - line.data());
        if (error != std::errc{} || (used < line.size() && line[used] != ' ')) {
            return fail(en("line %1 of %2 is no bookmark")(number, path.string()),
                        en("A line is a position, a space and a name."));
        }
        bookmarks.set(position, used < line.size() ? line.substr(used + 1) : std::string());
    }
    return bookmarks;
}

Result<void> Bookmarks::save(const std::filesystem::path& recording) const {
    const auto path = bookmarks_path(recording);
    const std::filesystem::path fresh = path.string() + ".new";
    std::ofstream file(fresh, std::ios::trunc);
    for (const Bookmark& bookmark : all_) {
        file << bookmark.position << ' ' << bookmark.name << '\n';
    }
    file.close();
    std::error_code error;
    if (file) {
        std::filesystem::rename(fresh, path, error);
    }
    if (!file || error) {
        std::error_code ignored;
        std::filesystem::remove(fresh, ignored);
        return fail(en("the bookmarks could not be written to %1")(path.string()),
                    en("Is there room, and may files be made in this folder?"));
    }
    return {};
}

const Bookmark* Bookmarks::at(std::size_t position) const {
    const auto found = std::ranges::find(all_, position, &Bookmark::position);
    return found == all_.end() ? nullptr : &*found;
}

void Bookmarks::set(std::size_t position, std::string name) {
    std::ranges::replace_if(
        name, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const auto found = std::ranges::lower_bound(all_, position, {}, &Bookmark::position);
    if (found != all_.end() && found->position == position) {
        found->name = std::move(name);
    } else {
        all_.insert(found, {position, std::move(name)});
    }
}

void Bookmarks::remove(std::size_t position) {
    std::erase_if(all_, [&](const Bookmark& one) { return one.position == position; });
}

} // namespace switchscope
