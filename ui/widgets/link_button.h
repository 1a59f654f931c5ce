// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace switchscope::ui {

/// A button that looks like a link and gives way: of a text that does not fit the middle is left out.
class LinkButton : public QPushButton {
    Q_OBJECT
  public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);
    QSize minimumSizeHint() const override;
    QString seen_text() const; ///< what of it is on screen

  protected:
    void initStyleOption(QStyleOptionButton* option) const override;
};

} // namespace switchscope::ui
