// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "core/session/session.h"
#include "ui/choice_button.h"
#include "ui/lesson_provider.h"

class QAction;
class QGridLayout;

namespace switchscope::ui {

class Theme;

/// A target to choose, as a card.
class ChoiceCard : public QAbstractButton {
    Q_OBJECT
  public:
    ChoiceCard(const Theme& theme, TargetChoice choice, QWidget* parent = nullptr);
    const TargetChoice& choice() const { return choice_; }
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    const Theme& theme_;
    TargetChoice choice_;
};

/// What the window shows without a session: what the program is, and what it can be pointed at.
class StartPage : public QWidget {
    Q_OBJECT
  public:
    StartPage(const Theme& theme, const std::vector<TargetChoice>& choices,
              const std::vector<LessonInfo>& lessons, QAction* cancel, QAction* attach,
              QAction* open_recording, QWidget* parent = nullptr);

    void show_opening(const std::string& what, qint64 elapsed_ms); ///< a choice's id, or a file
    void show_idle();
    const std::vector<ChoiceCard*>& cards() const { return cards_; }
    const std::vector<ChoiceButton*>& lessons() const { return lesson_buttons_; }

  Q_SIGNALS:
    void chosen(const QString& choice_id);
    void lesson_chosen(const QString& id);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void lay_out();
    void fit();
    void write_lessons();

    const Theme& theme_;
    std::vector<ChoiceCard*> cards_;
    std::vector<LessonInfo> lessons_;
    std::vector<ChoiceButton*> lesson_buttons_; ///< parallel to lessons_
    QLabel* title_;
    QWidget* logo_;
    QLabel* about_;
    QLabel* heading_;
    QLabel* lessons_heading_;
    QGridLayout* lesson_grid_;
    QLabel* progress_;
    QPushButton* cancel_;
    QPushButton* attach_;
    QPushButton* open_recording_;
    QLabel* drop_hint_;
    QGridLayout* grid_;
    QWidget* column_;
};

} // namespace switchscope::ui
