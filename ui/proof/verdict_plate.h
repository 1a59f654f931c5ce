// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/proof/findings_model.h"

namespace switchscope::ui {

class Theme;

/// Shows the verdict of the proof, as a glyph with a sentence.
class VerdictPlate : public QWidget {
    Q_OBJECT
  public:
    VerdictPlate(const Theme& theme, const FindingsModel& model, QWidget* parent = nullptr);

    QString text() const; ///< the sentence and, in a second line, the verdict on the recording
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QRectF text_box(qreal width) const;

    const Theme& theme_;
    const FindingsModel& model_;
};

} // namespace switchscope::ui
