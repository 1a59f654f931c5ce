// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace switchscope {

struct Bookmark {
    std::size_t position = 0; ///< as Timeline counts
    std::string name;         ///< one line
    bool operator==(const Bookmark&) const = default;
};

/// Named positions of a recording. A text file beside the recording ("x.swrec.bookmarks") keeps
/// them. Each line has a position, a space and a name. So a bookmark can be set while the recording
/// is being made, and by hand.
class Bookmarks {
  public:
    /// The bookmarks of a recording file; none where it has no such text file. Where a line makes
    /// no sense, the Error names the line.
    static Result<Bookmarks> load(const std::filesystem::path& recording);
    /// Replaces the text file as a whole, so that it is never half written.
    Result<void> save(const std::filesystem::path& recording) const;

    const std::vector<Bookmark>& all() const { return all_; } ///< by position
    const Bookmark* at(std::size_t position) const;
    /// A position has one bookmark: a second one renames it.
    void set(std::size_t position, std::string name);
    void remove(std::size_t position);

  private:
    std::vector<Bookmark> all_;
};

} // namespace switchscope
