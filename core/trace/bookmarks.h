// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace switchscope {

struct Bookmark {
    std::size_t position = 0; ///< as Timeline has it
    std::string name;         ///< one line
    bool operator==(const Bookmark&) const = default;
};

/// Named positions of a recording. They are kept in a text file beside it ("x.swrec.bookmarks"), a line each: the
/// position, a space, the name; so they can be set while it is still being recorded, and by hand.
class Bookmarks {
  public:
    /// Those of a recording file; none where there is no such file. A line that makes no sense is an error that names
    /// it.
    static Result<Bookmarks> load(const std::filesystem::path& recording);
    /// Replaces the file as a whole: it is never half written.
    Result<void> save(const std::filesystem::path& recording) const;

    const std::vector<Bookmark>& all() const { return all_; } ///< by position
    const Bookmark* at(std::size_t position) const;
    /// One bookmark a position: a second one renames it.
    void set(std::size_t position, std::string name);
    void remove(std::size_t position);

  private:
    std::vector<Bookmark> all_;
};

} // namespace switchscope
