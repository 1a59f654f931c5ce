// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QObject>

#include "ui/base/words.h"

namespace switchscope::ui {

class MessageArea;
class Presenter;
class RecordingFiles;
class SessionController;
class WindowActions;

/// Asks before steps are lost that no file has. The question holds nothing up: a user who goes on
/// stepping has answered it, too.
class LossQuestion : public QObject {
    Q_OBJECT
  public:
    LossQuestion(WindowActions& actions, MessageArea& messages, RecordingFiles& files,
                 Presenter& presenter, const SessionController& controller);

    bool is_wanted() const { return wanted_; } ///< whether the user wants to be asked at all
    void set_wanted(bool wanted) { wanted_ = wanted; }
    bool would_ask() const; ///< steps would be lost now
    /// Does `go_on` at once where nothing would be lost, else once the user has answered.
    /// `without_saving`: the words of the button that does it without saving.
    void ask_before(const ScreenText& without_saving, std::function<void()> go_on);

    static ScreenText save_words(); ///< of the button that saves first

  private:
    void take_answer(bool save);
    void go_on_without_saving();

    MessageArea& messages_;
    RecordingFiles& files_;
    Presenter& presenter_;
    const SessionController& controller_;
    bool wanted_ = true;
    std::function<void()> go_on_; ///< what the question that is shown is about
};

} // namespace switchscope::ui
