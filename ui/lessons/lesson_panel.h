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

/// The lessons to choose from, and the lesson that is going on: one note at a time, with what it
/// asks.
class LessonPanel : public QWidget {
    Q_OBJECT
  public:
    /// Adds the actions of the lessons to `actions`.
    LessonPanel(const Theme& theme, WindowActions& actions, LessonGuide& guide,
                SessionController& controller, QWidget* parent = nullptr);

    bool shows_list() const { return pages_->currentIndex() == 0; }
    void show_list();
    QString text() const;     ///< of the note, without markup
    QString feedback() const; ///< to the last answer, without markup

    const std::vector<ChoiceButton*>& lessons() const { return lessons_; }
    const std::vector<ChoiceButton*>& choices() const { return choices_; }
    QCheckBox* on_recording() const { return on_recording_; }

  Q_SIGNALS:
    void script_chosen(); ///< a script of the user's will be played

  private:
    void add_actions(WindowActions& actions);
    QString why_no_note(bool forward) const; ///< behind this one, or in front of it
    QString why_no_return() const;           ///< to the moment of the note
    QWidget* make_list();
    QWidget* make_note();
    QScrollArea* make_note_text();
    void lay_out();
    void follow();
    void write();
    void write_list();
    void write_note();
    void write_question(const Question& question);
    QString feedback_text(const Question& question) const;
    QString missed_text(const Location& place, const Question& question) const;
    QString place_name(const Location& place) const;
    std::string spoken(const Words& words) const;
    void set_count(std::vector<ChoiceButton*>& buttons, std::size_t count, QVBoxLayout* column);

    const Theme& theme_;
    WindowActions& actions_;
    LessonGuide& guide_;
    SessionController& controller_;
    QStackedWidget* pages_;
    // The list.
    QLabel *about_, *progress_text_, *error_;
    QVBoxLayout *list_, *list_column_;
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
    QVBoxLayout *note_, *note_column_, *choice_column_;
    std::vector<ChoiceButton*> choices_;
    std::size_t shown_ = ~std::size_t{0}; ///< the note that is written; none: ~0
};

} // namespace switchscope::ui
