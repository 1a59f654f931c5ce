// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include <QObject>
#include <QString>

#include "ui/lessons/lesson_provider.h"

namespace switchscope::ui {

class SessionController;

/// Leads the user through a lesson: what is said at which moment, what was asked and answered. The
/// lesson is played to its end first, so going from note to note only moves the cursor. The user
/// may move the cursor elsewhere and come back. Lives on the GUI thread and never waits there, its
/// destructor apart.
class LessonGuide : public QObject {
    Q_OBJECT
  public:
    /// A null `provider`: there are no lessons.
    LessonGuide(SessionController& controller, LessonProvider* provider, QObject* parent = nullptr);
    ~LessonGuide() override;

    enum class State : std::uint8_t {
        none,    ///< no lesson
        playing, ///< a lesson is being played; the user is led through it afterwards
        leading,
        failed, ///< it could not be played: error() says why
    };

    // What to do.
    void start(const std::string& id);              ///< on a machine of its own
    void start_on_recording(const std::string& id); ///< on the file that is open
    /// Plays a script of the user's, on the file that is open or else on a machine.
    void open_script(const std::filesystem::path& path);
    void leave();
    void go(std::size_t note); ///< to its moment; an index
    void next();
    void previous();
    void come_back(); ///< to the moment of the note
    void answer_choice(std::size_t choice);
    void answer_place(const Location& place);
    void give_up(); ///< shows the answer

    // What there is.
    std::vector<LessonInfo> lessons() const;
    bool can_play() const { return provider_ != nullptr; }
    bool has_recording() const; ///< a file is open that a lesson can be played on
    State state() const { return state_; }
    const LessonInfo& lesson() const { return lesson_; } ///< the one of state()
    QString title() const;
    std::size_t count() const { return narration_.notes.size(); }
    std::size_t index() const { return index_; } ///< of the note that is shown
    const Note* note() const { return index_ < count() ? &narration_.notes[index_] : nullptr; }
    bool at_note() const; ///< whether the cursor is at the moment of the note
    const std::vector<std::string>& failures() const { return failures_; }
    const std::optional<Error>& error() const { return error_; }

    /// What the user has answered to the question of a note.
    struct Answer {
        bool solved = false; ///< the answer was right, or the user gave up
        bool given_up = false;
        std::vector<std::size_t> wrong; ///< choices (indices) that were tried
        std::optional<Location> missed; ///< the wrong place that was tried last
        bool operator==(const Answer&) const = default;
    };
    const Answer& answer() const { return answers_.at(index_); } ///< of the note that is shown
    /// Whether the note asks for a place that the user has not found yet, and the cursor is at its
    /// moment.
    bool wants_place() const;
    /// The places to point at now; none while the cursor is elsewhere.
    std::vector<Location> pointed() const;

  Q_SIGNALS:
    void changed();    ///< something of the above
    void started();    ///< the user is led through a lesson from now on
    void note_shown(); ///< the cursor went to a note's moment

  private:
    void begin(const LessonInfo& lesson);
    void fail_with(const Error& error);
    /// Does `work` on a thread of its own. `take` gets its result here, unless another lesson was
    /// begun since.
    template <class Work, class Take> void in_background(Work work, Take take);
    void take(PlayedLesson& played);
    void follow_cursor();
    void follow_session();
    void follow_state();
    std::optional<LessonInfo> find(const std::string& id) const;

    SessionController& controller_;
    LessonProvider* provider_;
    State state_ = State::none;
    LessonInfo lesson_;
    Narration narration_;
    std::vector<std::string> failures_;
    std::optional<Error> error_;
    std::size_t index_ = 0;
    std::vector<Answer> answers_; ///< parallel to the notes
    bool was_at_note_ = false;
    /// A lesson that is being played on a machine. The worker fills `played` and then sets `done`.
    struct Awaited {
        std::atomic<bool> done = false;
        PlayedLesson played;
    };
    std::shared_ptr<Awaited> awaited_;
    std::jthread player_;   ///< reads scripts, and plays lessons on recordings
    std::size_t plays_ = 0; ///< numbers what player_ does, so that late results are dropped
};

} // namespace switchscope::ui
