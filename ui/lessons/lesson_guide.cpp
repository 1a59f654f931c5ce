// SPDX-License-Identifier: MIT
#include "ui/lessons/lesson_guide.h"

#include <algorithm>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

LessonGuide::LessonGuide(SessionController& controller, LessonProvider* provider, QObject* parent)
    : QObject(parent), controller_(controller), provider_(provider) {
    // Through the queue, so that the window shows the session first.
    connect(&controller_, &SessionController::opened, this, &LessonGuide::follow_session,
            Qt::QueuedConnection);
    connect(&controller_.target(), &LiveTarget::state_changed, this, &LessonGuide::follow_state);
    connect(&controller_.cursor(), &SessionCursor::moved, this, &LessonGuide::follow_cursor);
}

LessonGuide::~LessonGuide() = default;

std::vector<LessonInfo> LessonGuide::lessons() const {
    return provider_ != nullptr ? provider_->lessons() : std::vector<LessonInfo>{};
}

bool LessonGuide::has_recording() const {
    return controller_.file() != nullptr;
}

std::optional<LessonInfo> LessonGuide::find(const std::string& id) const {
    const auto all = lessons();
    const auto found = std::ranges::find(all, id, &LessonInfo::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QString LessonGuide::title() const {
    const Words& title = narration_.title.empty() ? lesson_.title : narration_.title;
    const std::string& text = title.in(Language::instance().code().toStdString());
    return text_of(text.empty() ? lesson_.id : text);
}

void LessonGuide::begin(const LessonInfo& lesson) {
    player_ = {}; // cancels what it still does
    ++plays_;
    awaited_.reset();
    lesson_ = lesson;
    narration_ = {};
    failures_.clear();
    error_.reset();
    answers_.clear();
    index_ = 0;
    state_ = State::playing;
}

template <class Work, class Take> void LessonGuide::in_background(Work work, Take take) {
    player_ = std::jthread([this, work = std::move(work), take = std::move(take),
                            number = plays_](const std::stop_token& cancel) {
        const auto result = std::make_shared<decltype(work(cancel))>(work(cancel));
        QMetaObject::invokeMethod(
            this,
            [this, number, result, take] {
                if (number == plays_) {
                    take(*result);
                }
            },
            Qt::QueuedConnection);
    });
}

void LessonGuide::start(const std::string& id) {
    const auto lesson = find(id);
    if (!lesson) {
        return;
    }
    begin(*lesson);
    const auto awaited = std::make_shared<Awaited>();
    awaited_ = awaited;
    controller_.open_prepared(
        lesson->machine,
        [provider = provider_, id, awaited](std::stop_token cancel) -> Result<PreparedSession> {
            PlayedLesson& played = awaited->played;
            played = provider->play(id, std::move(cancel));
            const Error error = played.error.value_or(
                Error{verbatim(LessonGuide::tr("the lesson has no machine").toStdString()), {}});
            PreparedSession prepared{std::move(played.session), played.recording};
            awaited->done = true; // `played` belongs to the guide from here on
            return prepared.session ? Result<PreparedSession>(std::move(prepared)) : fail(error);
        });
    Q_EMIT changed();
}

void LessonGuide::start_on_recording(const std::string& id) {
    const auto lesson = find(id);
    const RecordingFile* file = controller_.file();
    if (!lesson || file == nullptr) {
        return;
    }
    begin(*lesson);
    in_background(
        [provider = provider_, id, path = file->path()](const std::stop_token& cancel) {
            return provider->play_on(id, path, cancel);
        },
        [this](PlayedLesson& played) { take(played); });
    Q_EMIT changed();
}

void LessonGuide::open_script(const std::filesystem::path& path) {
    if (provider_ == nullptr) {
        return;
    }
    begin({path.string(), path.filename().string(), {}, true});
    in_background(
        [provider = provider_, path](const std::stop_token&) { return provider->add(path); },
        [this](const Result<LessonInfo>& lesson) {
            if (!lesson) {
                fail_with(lesson.error());
            } else if (has_recording()) {
                start_on_recording(lesson->id);
            } else {
                start(lesson->id);
            }
        });
    Q_EMIT changed();
}

void LessonGuide::fail_with(const Error& error) {
    error_ = error;
    state_ = State::failed;
    Q_EMIT changed();
}

void LessonGuide::take(PlayedLesson& played) {
    narration_ = std::move(played.narration);
    failures_ = std::move(played.failures);
    error_ = std::move(played.error);
    answers_.assign(count(), {});
    index_ = 0;
    const Timeline* timeline = controller_.timeline();
    const bool shown =
        timeline != nullptr &&
        (played.recording ? &timeline->recording() == played.recording.get() : has_recording());
    state_ = shown && count() > 0 ? State::leading : State::failed;
    if (state_ == State::failed && !error_) {
        error_ = Error{verbatim(tr("%1 says nothing").arg(title()).toStdString()),
                       verbatim(tr("narrate(\"...\") says something at a moment.").toStdString())};
    }
    if (state_ == State::leading) {
        Q_EMIT started();
        go(0);
    } else {
        Q_EMIT changed();
    }
}

/// A lesson is awaited, but the session does not open any more: opening it has failed, or the user
/// has cancelled it or opened something else.
void LessonGuide::follow_state() {
    const LiveTarget& target = controller_.target();
    const bool opens = target.busy() || target.state() == LiveTarget::State::ready;
    if (!awaited_ || opens) {
        return;
    }
    const auto awaited = std::exchange(awaited_, nullptr);
    if (awaited->done) {
        take(awaited->played);
    } else {
        leave();
    }
}

void LessonGuide::follow_session() {
    const auto awaited = std::exchange(awaited_, nullptr);
    const Timeline* timeline = controller_.timeline();
    if (awaited && awaited->done && timeline != nullptr &&
        &timeline->recording() == awaited->played.recording.get()) {
        take(awaited->played);
    } else if (state_ != State::none) {
        leave(); // its notes are about another recording
    }
}

void LessonGuide::leave() {
    player_ = {};
    ++plays_;
    awaited_.reset();
    narration_ = {};
    failures_.clear();
    error_.reset();
    answers_.clear();
    index_ = 0;
    state_ = State::none;
    Q_EMIT changed();
}

void LessonGuide::go(std::size_t note) {
    if (state_ != State::leading || note >= count()) {
        return;
    }
    index_ = note;
    controller_.cursor().go_to(narration_.notes[note].position);
    was_at_note_ = at_note();
    Q_EMIT changed();
    Q_EMIT note_shown();
}

void LessonGuide::next() {
    go(index_ + 1);
}

void LessonGuide::previous() {
    if (index_ > 0) {
        go(index_ - 1);
    }
}

void LessonGuide::come_back() {
    go(index_);
}

bool LessonGuide::at_note() const {
    const Timeline* timeline = controller_.timeline();
    return state_ == State::leading && timeline != nullptr && note() != nullptr &&
           timeline->position() == note()->position;
}

void LessonGuide::follow_cursor() {
    if (state_ == State::leading && at_note() != was_at_note_) {
        was_at_note_ = at_note();
        Q_EMIT changed();
    }
}

bool LessonGuide::wants_place() const {
    return at_note() && note()->question && note()->question->choices.empty() && !answer().solved;
}

void LessonGuide::answer_choice(std::size_t choice) {
    if (state_ != State::leading || !note()->question ||
        choice >= note()->question->choices.size() || answer().solved) {
        return;
    }
    Answer& answer = answers_[index_];
    answer.solved = note()->question->choices[choice].right;
    if (!answer.solved && std::ranges::find(answer.wrong, choice) == answer.wrong.end()) {
        answer.wrong.push_back(choice);
    }
    Q_EMIT changed();
}

void LessonGuide::answer_place(const Location& place) {
    if (!wants_place()) {
        return;
    }
    const auto& right = note()->question->places;
    Answer& answer = answers_[index_];
    answer.solved = std::ranges::find(right, place) != right.end();
    answer.missed = answer.solved ? std::nullopt : std::optional(place);
    Q_EMIT changed();
}

void LessonGuide::give_up() {
    if (state_ == State::leading && note()->question && !answer().solved) {
        answers_[index_].solved = answers_[index_].given_up = true;
        Q_EMIT changed();
    }
}

std::vector<Location> LessonGuide::pointed() const {
    if (!at_note()) {
        return {};
    }
    std::vector<Location> places = note()->places;
    if (note()->question && answer().solved) {
        const auto& right = note()->question->places;
        places.insert(places.end(), right.begin(), right.end());
    }
    return places;
}

} // namespace switchscope::ui
