// SPDX-License-Identifier: MIT
#pragma once

#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "ui/base/words.h"

namespace switchscope::ui {

class Theme;

/// A message inside the window that stops nobody from working. It says what happened and what one
/// can do about it, and has a button that does it.
class Banner : public QFrame {
    Q_OBJECT
  public:
    explicit Banner(const Theme& theme, QWidget* parent = nullptr);

    void show_error(const ScreenText& what, const ScreenText& remedy, const ScreenText& offer);
    /// Offers one more thing to do, by a button in front of the first one. Empty: no such button.
    void offer_before(const ScreenText& offer);
    /// Asks before something is lost. `save` and `go_on` are the texts of two buttons; who goes on
    /// loses it. Where neither is clicked, everything stays as it is.
    void ask(const ScreenText& what, const ScreenText& remedy, const ScreenText& save,
             const ScreenText& go_on);
    void dismiss();
    bool asks() const { return asks_ && isVisible(); }
    QCheckBox* never_again() const { return never_again_; } ///< only questions show it
    QString what() const { return what_.text(); }
    QPushButton* offer_button() const { return offer_; }
    QPushButton* before_button() const { return before_; }

  Q_SIGNALS:
    void offer_taken();        ///< the first button was clicked; in a question, that is `go_on`
    void offer_before_taken(); ///< the button before it was clicked; in a question, that is `save`
    void dismissed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void lay_out();
    void write();
    void show_kind(bool question);

    const Theme& theme_;
    ScreenText what_, remedy_words_, offer_words_, before_words_;
    QLabel* text_;
    QLabel* remedy_;
    QCheckBox* never_again_;
    QPushButton* before_;
    QPushButton* offer_;
    QPushButton* dismiss_;
    bool asks_ = false;
};

} // namespace switchscope::ui
