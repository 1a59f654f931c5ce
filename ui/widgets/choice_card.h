// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

#include "core/session/session_provider.h"

namespace switchscope::ui {

class Theme;

/// A target to choose, as a card; as high as its texts are at its width.
class ChoiceCard : public QAbstractButton {
    Q_OBJECT
  public:
    ChoiceCard(const Theme& theme, TargetChoice choice, QWidget* parent = nullptr);
    const TargetChoice& choice() const { return choice_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; ///< no word has to be cut
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
