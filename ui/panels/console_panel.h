// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>
#include <QWidget>

namespace switchscope::ui {

class Theme;

/// Takes commands for the target's own monitor and shows its answers.
class ConsolePanel : public QWidget {
    Q_OBJECT
  public:
    explicit ConsolePanel(const Theme& theme, QWidget* parent = nullptr);

    void set_available(const QString& why_not); ///< empty: it takes commands
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
    qsizetype recalled_ = 0; ///< index into entered_; its size: no command is recalled
};

} // namespace switchscope::ui
