// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>

#include "ui/session/session_controller.h"

namespace switchscope::ui {

class WindowActions;

/// Target, image, steps and speed. While something takes long, also how long, and a button that
/// ends it.
class StatusLine : public QStatusBar {
    Q_OBJECT
  public:
    StatusLine(const WindowActions& actions, SessionController& controller,
               QWidget* parent = nullptr);

    void show_moment();
    void show_progress(qint64 elapsed_ms, qulonglong steps);
    void end_progress();
    /// Shows a sentence about what was just done, for some seconds, in place of the usual labels.
    void say(const QString& sentence);
    QString said() const { return message_->isHidden() ? QString() : message_->text(); }
    QString target_text() const { return target_->text(); }
    QString progress_text() const { return progress_->isHidden() ? QString() : progress_->text(); }

    static constexpr int said_ms = 8000;

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay_out();
    void write_steps(const QString& text);

    SessionController& controller_;
    QLabel* progress_;
    QPushButton* cancel_;
    QLabel* target_;
    QLabel* steps_;
    QLabel* speed_;
    QLabel* interrupts_;
    QLabel* image_;
    QLabel* message_;
    QTimer message_timer_;
};

} // namespace switchscope::ui
