// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

#include "core/session/session.h"

namespace switchscope::ui {

class Theme;

/// The last step in one sentence, with its instruction in front.
class ExplainBar : public QLabel {
    Q_OBJECT
  public:
    explicit ExplainBar(const Theme& theme, QWidget* parent = nullptr);

    void show_moment(const SessionFacts& facts, const Timeline& timeline);
    const QString& instruction() const { return instruction_; }
    const QString& sentence() const { return sentence_; }

  private:
    void write();

    const Theme& theme_;
    QString instruction_, sentence_;
};

} // namespace switchscope::ui
