// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

#include "core/session/session.h"

namespace switchscope::ui {

class Theme;

/// The last step in one sentence, with its instruction in front: text that can be selected and copied. Written anew at
/// each step, so a document that is laid out once, not HTML in a label, which is read and laid out several times.
class ExplainBar : public QTextEdit {
    Q_OBJECT
  public:
    explicit ExplainBar(const Theme& theme, QWidget* parent = nullptr);

    void show_moment(const SessionFacts& facts, const Timeline& timeline);
    /// Room for two lines, always: nothing jumps. `low`: with less air around them.
    void lay_out(bool low);
    /// Whether all of the sentence is in sight; else its tool tip has it.
    bool is_whole() const;
    const QString& instruction() const { return instruction_; }
    const QString& sentence() const { return sentence_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void write();
    void centre();

    const Theme& theme_;
    QString instruction_, sentence_;
};

} // namespace switchscope::ui
