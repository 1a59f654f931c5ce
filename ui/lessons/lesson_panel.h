// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QWidget>

#include "ui/lessons/lesson_guide.h"
#include "ui/widgets/choice_button.h"

class QVBoxLayout;

namespace switchscope::ui {

class Theme;
class WindowActions;

/// The lessons to choose from, and the one that is led through: a note at a time, with what it asks.
class LessonPanel : public QWidget {
    Q_OBJECT
  public:
    LessonPanel(const Theme& theme, const WindowActions& actions, LessonGuide& guide,
                SessionController& controller, QWidget* parent = nullptr);

    void translate() { write(); } ///< the language of the program changed
    bool shows_list() const { return pages_->currentIndex() == 0; }
    void show_list();
    QString text() const;     ///< of the note, as it is read
    QString feedback() const; ///< to the last answer

    const std::vector<ChoiceButton*>& lessons() const { return lessons_; }
    const std::vector<ChoiceButton*>& choices() const { return choices_; }
    QCheckBox* on_recording() const { return on_recording_; }

  private:
    QWidget* make_list();
    QWidget* make_note();
    void lay_out();
    void follow();
    void write();
    void write_list();
    void write_note();
    void write_question(const Question& question);
    QString feedback_text(const Question& question) const;
    QString missed_text(const Location& place, const Question& question) const;
    QString place_name(const Location& place) const;
    std::string told(const Words& words) const;
    void set_count(std::vector<ChoiceButton*>& buttons, std::size_t count, QVBoxLayout* room);

    const Theme& theme_;
    const WindowActions& actions_;
    LessonGuide& guide_;
    SessionController& controller_;
    QStackedWidget* pages_;
    // The list.
    QLabel *about_, *progress_text_, *error_;
    QVBoxLayout *list_, *list_room_;
    QCheckBox* on_recording_;
    QPushButton* resume_;
    std::vector<ChoiceButton*> lessons_;
    std::vector<std::string> ids_; ///< parallel to lessons_
    // The note.
    QPushButton *all_, *give_up_;
    QLabel *title_, *place_, *text_, *question_, *hint_, *feedback_, *problems_, *away_;
    QPushButton* come_back_;
    QProgressBar* progress_;
    QScrollArea* scroll_;
    QVBoxLayout *note_, *note_room_, *choice_room_;
    std::vector<ChoiceButton*> choices_;
    std::size_t shown_ = ~std::size_t{0}; ///< the note that was written last
};

} // namespace switchscope::ui
