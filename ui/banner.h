// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace switchscope::ui {

class Theme;

/// A message inside the window, never in the way: what happened, what one can do, and a button that does it.
class Banner : public QFrame {
    Q_OBJECT
  public:
    explicit Banner(const Theme& theme, QWidget* parent = nullptr);

    void show_error(const QString& what, const QString& remedy, const QString& offer);
    const QString& what() const { return what_; }
    QPushButton* offer_button() const { return offer_; }

  Q_SIGNALS:
    void offer_taken();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void lay_out();

    const Theme& theme_;
    QString what_;
    QLabel* text_;
    QLabel* remedy_;
    QPushButton* offer_;
    QPushButton* dismiss_;
};

} // namespace switchscope::ui
