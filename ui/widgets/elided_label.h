// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace switchscope::ui {

/// One line of text of which a part is left out where it does not fit. The tooltip has all of it.
class ElidedLabel : public QLabel {
    Q_OBJECT
  public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget* parent = nullptr);

    void set_whole(const QString& text);
    const QString& whole() const { return whole_; }
    QSize minimumSizeHint() const override { return {1, QLabel::minimumSizeHint().height()}; }

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void write();

    Qt::TextElideMode mode_;
    QString whole_;
};

} // namespace switchscope::ui
