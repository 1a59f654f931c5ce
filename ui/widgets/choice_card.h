// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

#include "core/session/session_provider.h"

namespace switchscope::ui {

class Theme;

/// A card that stands for a target. It is as high as its texts need at its width.
class ChoiceCard : public QAbstractButton {
    Q_OBJECT
  public:
    ChoiceCard(const Theme& theme, TargetChoice choice, QWidget* parent = nullptr);
    const TargetChoice& choice() const { return choice_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; ///< as wide as the longest word
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Places {
        QRectF name, description;
    };
    Places places(qreal width) const;

    const Theme& theme_;
    TargetChoice choice_;
};

} // namespace switchscope::ui
