// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/narration.h"
#include "core/session/session.h"
#include "core/trace/memory_recording.h"

namespace switchscope::ui {

/// A lesson that can be taken.
struct LessonInfo {
    std::string id;
    Words title;
    std::string machine; ///< the target it is about: a TargetChoice's id
    bool own = false;    ///< a script of the user's
};

/// A lesson that was played to its end, or as far as it came.
struct PlayedLesson {
    Narration narration;
    std::vector<std::string> failures; ///< what did not hold, "lesson.js:12: ..." each
    std::optional<Error> error;        ///< why it did not come to its end
    /// Where it was played on a machine: that machine, and all it did. Null on a recording, and where there was none.
    std::unique_ptr<Session> session;
    std::shared_ptr<MemoryRecording> recording;
};

/// Plays lessons; implemented where scripts are run (app/). play() and play_on() take a while: call them on a thread
/// that may wait. The others return soon.
class LessonProvider {
  public:
    virtual ~LessonProvider() = default;
    virtual std::vector<LessonInfo> lessons() const = 0;
    /// A script of the user's becomes one more lesson, or is read anew.
    virtual Result<LessonInfo> add(const std::filesystem::path& script) = 0;
    /// On a machine of its own.
    virtual PlayedLesson play(const std::string& id, std::stop_token cancel) = 0;
    /// On what is recorded in a file.
    virtual PlayedLesson play_on(const std::string& id, const std::filesystem::path& recording,
                                 std::stop_token cancel) = 0;
};

} // namespace switchscope::ui
