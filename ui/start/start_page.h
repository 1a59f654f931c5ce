// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "core/session/session_provider.h"
#include "ui/lessons/lesson_provider.h"
#include "ui/widgets/card_flow.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/choice_card.h"
#include "ui/widgets/elided_label.h"

class QAction;

namespace switchscope::ui {

class Theme;

/// What the window shows without a session: what the program is, and what it can be pointed at. Its
/// height follows from its width, and it never asks for more width than one card has.
class StartPage : public QWidget {
    Q_OBJECT
  public:
    StartPage(const Theme& theme, const std::vector<TargetChoice>& choices,
              const std::vector<LessonInfo>& lessons, QAction* cancel, QAction* attach,
              QAction* open_recording, QWidget* parent = nullptr);

    /// `what` is being opened: the id of a choice, or the name of a file.
    void show_opening(const std::string& what, qint64 elapsed_ms);
    void show_idle();
    /// Shows recordings that were open lately as links, in this order.
    void show_recent(const std::vector<std::filesystem::path>& recordings);
    /// Gives the keyboard to the card that was opened last, or else to the first one.
    void take_focus();
    const std::vector<ChoiceCard*>& cards() const { return cards_; }
    const std::vector<ChoiceButton*>& lessons() const { return lesson_buttons_; }

    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    void chosen(const QString& choice_id);
    void recording_chosen(const QString& path);
    void lesson_chosen(const QString& id);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void write(const QAction& attach);
    void add_cards(const std::vector<TargetChoice>& choices);
    void add_lessons();
    void build();
    void lay_out();
    void place_column();
    int column_width(int page_width) const;
    int margin() const;
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
    CardFlow* lesson_flow_;
    ElidedLabel* progress_;
    QPushButton* cancel_;
    QPushButton* attach_;
    QPushButton* open_recording_;
    QLabel* drop_hint_;
    QWidget* recent_;
    QLabel* recent_heading_;
    std::vector<QPushButton*> recent_links_;
    std::string opened_last_; ///< a choice's id
    CardFlow* card_flow_;
    CardFlow* button_flow_;
    QWidget* column_;
};

} // namespace switchscope::ui
