// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>

namespace switchscope::ui {

class Theme;

/// A small editor over a window for the note of a bookmark. It holds nothing up: Enter keeps the note, Esc leaves it as
/// it was, and a click elsewhere keeps it, too.
class NoteEditor : public QFrame {
    Q_OBJECT
  public:
    NoteEditor(const Theme& theme, QWidget* over);

    void edit(std::size_t position, const QString& title, const QString& note);
    QLineEdit* line() const { return line_; }

  Q_SIGNALS:
    void note_entered(std::size_t position, const QString& note);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void place();
    void finish(bool keep);

    const Theme& theme_;
    QLabel* title_;
    QLineEdit* line_;
    QLabel* keys_; ///< what the keys do, whatever is in the line
    std::size_t position_ = 0;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
