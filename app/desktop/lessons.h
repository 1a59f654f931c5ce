// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/script/script_host.h"
#include "ui/lessons/lesson_provider.h"

namespace switchscope::app {

/// Plays lessons for the window: those of the program (assets/lessons) and scripts of the user. A
/// lesson is played on the demo machine or on a recording. The machine has no timer interrupts, so
/// that the lesson is the same each time.
class LessonPlayer final : public ui::LessonProvider {
  public:
    /// Needs a QCoreApplication.
    LessonPlayer();

    std::vector<ui::LessonInfo> lessons() const override;
    Result<ui::LessonInfo> add(const std::filesystem::path& script) override;
    ui::PlayedLesson play(const std::string& id, std::stop_token cancel) override;
    ui::PlayedLesson play_on(const std::string& id, const std::filesystem::path& recording,
                             std::stop_token cancel) override;

    /// Whether a script could not be stopped. Its thread then runs until the program ends.
    bool left_running() const { return left_running_; }

  private:
    struct Lesson {
        ui::LessonInfo info;
        Script script;
    };
    std::optional<Lesson> find(const std::string& id) const;
    ui::PlayedLesson run(const Script& script, const std::shared_ptr<Stage>& stage,
                         const std::stop_token& cancel);

    mutable std::mutex mutex_; ///< other threads play lessons
    std::vector<Lesson> lessons_;
    std::atomic<bool> left_running_ = false;
};

} // namespace switchscope::app
