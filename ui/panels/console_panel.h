// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>
#include <QWidget>

namespace switchscope::ui {

class Theme;

/// A console for the target's own monitor: commands, and what the monitor answers.
class ConsolePanel : public QWidget {
    Q_OBJECT
  public:
    explicit ConsolePanel(const Theme& theme, QWidget* parent = nullptr);

    /// Says why the monitor takes no commands now. Empty: it does.
    void set_available(const QString& why_not);
    void answer(const QString& text, bool error);
    void clear();
    QLineEdit* line() const { return line_; }
    QString text() const { return text_->toPlainText(); }

  Q_SIGNALS:
    void command_entered(const QString& command);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void lay_out();
    void enter();
    void recall(int direction);

    const Theme& theme_;
    QPlainTextEdit* text_;
    QLineEdit* line_;
    QStringList entered_;
    qsizetype recalled_ = 0; ///< index into entered_; entered_.size(): no command is recalled
};

} // namespace switchscope::ui
