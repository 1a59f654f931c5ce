// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

class QSettings;

namespace switchscope::ui {

/// The recordings that were opened or written lately, kept in the settings.
class RecentRecordings {
  public:
    explicit RecentRecordings(QSettings& settings) : settings_(settings) {}

    void add(const std::filesystem::path& path); ///< the latest
    /// Those that are still there, the latest first.
    std::vector<std::filesystem::path> there() const;

    static constexpr std::size_t most = 5;

  private:
    QSettings& settings_;
};

} // namespace switchscope::ui
