// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace switchscope::ui {

/// A line in which a new value for a register or a slot is typed. Enter takes it, Esc does not.
class ValueEditor : public QWidget {
    Q_OBJECT
  public:
    explicit ValueEditor(QWidget* parent = nullptr);

    void edit(const QString& name, std::uint64_t value, unsigned size);
    QLineEdit* line() const { return line_; }

  Q_SIGNALS:
    void value_entered(qulonglong value);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void take();
    void show_message(const QString& what, const char* kind);

    QLineEdit* line_;
    QLabel* hint_;
    unsigned size_ = 8; ///< bytes of the place
};

} // namespace switchscope::ui
