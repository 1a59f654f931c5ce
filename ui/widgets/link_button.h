// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace switchscope::ui {

/// A button that looks like a link. The middle of its text is left out where it does not fit.
class LinkButton : public QPushButton {
    Q_OBJECT
  public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);
    QSize minimumSizeHint() const override;
    QString seen_text() const; ///< the text that is on screen

  protected:
    void initStyleOption(QStyleOptionButton* option) const override;
};

} // namespace switchscope::ui
