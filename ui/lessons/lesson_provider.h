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

/// A lesson that the user can choose.
struct LessonInfo {
    std::string id;
    Words title;
    std::string machine; ///< the target it is about: a TargetChoice's id
    bool own = false;    ///< a script of the user's
};

/// A lesson that was played: to its end, or to where it failed.
struct PlayedLesson {
    Narration narration;
    std::vector<std::string> failures; ///< each claim that did not hold, "lesson.js:12: ..."
    std::optional<Error> error;        ///< why it did not come to its end
    /// The machine that it was played on, and all that the machine did. Null: it was played on a
    /// recording, or the machine could not be started.
    std::unique_ptr<Session> session;
    std::shared_ptr<MemoryRecording> recording;
};

/// Plays lessons. It is implemented where scripts are run (app/). play() and play_on() take a
/// while: they are for a thread that may wait. The others return soon.
class LessonProvider {
  public:
    virtual ~LessonProvider() = default;
    virtual std::vector<LessonInfo> lessons() const = 0;
    /// Makes a lesson of a script of the user's. A script that is one already is read again.
    virtual Result<LessonInfo> add(const std::filesystem::path& script) = 0;
    /// Plays a lesson on a machine of its own.
    virtual PlayedLesson play(const std::string& id, std::stop_token cancel) = 0;
    /// Plays a lesson on what is recorded in a file.
    virtual PlayedLesson play_on(const std::string& id, const std::filesystem::path& recording,
                                 std::stop_token cancel) = 0;
};

} // namespace switchscope::ui
