// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>

namespace switchscope::ui {

class Theme;

/// A small editor over a window for the note of a bookmark. It does not block the window. Enter or
/// a click elsewhere takes the new note, and Esc leaves the old one.
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
    QLabel* keys_; ///< says what the keys do, even while the line has text
    std::size_t position_ = 0;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
