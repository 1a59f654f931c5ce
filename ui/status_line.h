// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QStatusBar>

#include "ui/session_controller.h"

namespace switchscope::ui {

class WindowActions;

/// Target, image, steps and speed; what is going on when something takes longer, with a way to end it.
class StatusLine : public QStatusBar {
    Q_OBJECT
  public:
    StatusLine(const WindowActions& actions, SessionController& controller,
               QWidget* parent = nullptr);

    void show_moment();
    void show_progress(qint64 elapsed_ms, qulonglong steps);
    void end_progress();
    QString progress_text() const { return progress_->isHidden() ? QString() : progress_->text(); }

  private:
    void write_steps(const QString& text);

    SessionController& controller_;
    QLabel* progress_;
    QPushButton* cancel_;
    QLabel* target_;
    QLabel* steps_;
    QLabel* speed_;
    QLabel* interrupts_;
    QLabel* image_;
};

} // namespace switchscope::ui
