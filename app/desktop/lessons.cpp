// SPDX-License-Identifier: MIT
#include "app/desktop/lessons.h"

#include <algorithm>
#include <utility>

#include "app/desktop/lesson_assets.h"
#include "app/machines/open_target.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

ui::PlayedLesson not_played(Error error) {
    ui::PlayedLesson played;
    played.error = std::move(error);
    return played;
}

ui::LessonInfo info_of(std::string id, const Script& script, bool own) {
    ScriptHead head = read_script_head(script);
    return {std::move(id), std::move(head.title),
            head.demo.empty() ? TargetSpec{}.variant : std::move(head.demo), own};
}

} // namespace

LessonPlayer::LessonPlayer() {
    for (const lesson_assets::File& file : lesson_assets::files) {
        Script script{std::string(file.bytes), std::string(file.name)};
        ui::LessonInfo info = info_of(script.file, script, false);
        lessons_.push_back({std::move(info), std::move(script)});
    }
}

std::vector<ui::LessonInfo> LessonPlayer::lessons() const {
    const std::scoped_lock lock(mutex_);
    std::vector<ui::LessonInfo> all;
    for (const Lesson& lesson : lessons_) {
        all.push_back(lesson.info);
    }
    return all;
}

std::optional<LessonPlayer::Lesson> LessonPlayer::find(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found =
        std::ranges::find(lessons_, id, [](const Lesson& lesson) { return lesson.info.id; });
    return found == lessons_.end() ? std::nullopt : std::optional(*found);
}

Result<ui::LessonInfo> LessonPlayer::add(const std::filesystem::path& path) {
    Script script = SWITCHSCOPE_TRY(read_script(path));
    ui::LessonInfo info = info_of(path.string(), script, true);
    const std::scoped_lock lock(mutex_);
    std::erase_if(lessons_, [&](const Lesson& lesson) { return lesson.info.id == info.id; });
    lessons_.push_back({info, std::move(script)});
    return info;
}

ui::PlayedLesson LessonPlayer::run(const Script& script, const std::shared_ptr<Stage>& stage,
                                   const std::stop_token& cancel) {
    ScriptOutcome outcome = run_script(
        script, stage, {}, [](const std::string&) {}, [](const Error&) {}, cancel);
    ui::PlayedLesson played;
    played.narration = std::move(outcome.narration);
    played.failures = std::move(outcome.failures);
    played.error = std::move(outcome.error);
    if (outcome.left_running) {
        left_running_ = true;
    } else if (stage->is_live()) {
        Stage::Live live = stage->release();
        played.session = std::move(live.session);
        played.recording = std::move(live.recording);
    }
    return played;
}

ui::PlayedLesson LessonPlayer::play(const std::string& id, std::stop_token cancel) {
    const auto lesson = find(id);
    if (!lesson) {
        return not_played({en("there is no lesson called %1")(id), {}});
    }
    TargetSpec target;
    target.variant = lesson->info.machine;
    target.timer = false;
    auto session = open_target(target, cancel);
    return session ? run(lesson->script, std::make_shared<Stage>(std::move(*session)), cancel)
                   : not_played(session.error());
}

ui::PlayedLesson LessonPlayer::play_on(const std::string& id,
                                       const std::filesystem::path& recording,
                                       std::stop_token cancel) {
    const auto lesson = find(id);
    auto opened = RecordingFile::open(recording);
    if (!lesson || !opened) {
        return not_played(lesson ? opened.error()
                                 : Error{en("there is no lesson called %1")(id), {}});
    }
    const std::shared_ptr<RecordingFile> file = std::move(*opened);
    return run(lesson->script, std::make_shared<Stage>(file->facts(), file), cancel);
}

} // namespace switchscope::app
