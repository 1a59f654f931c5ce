// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

#include "core/session/session.h"

namespace switchscope::ui {

class Theme;

/// The last step in one sentence, with its instruction in front. The text can be selected and
/// copied. It changes at each step, so it is a document that is laid out once: HTML in a QLabel
/// would be parsed and laid out several times.
class ExplainBar : public QTextEdit {
    Q_OBJECT
  public:
    explicit ExplainBar(const Theme& theme, QWidget* parent = nullptr);

    void show_moment(const SessionFacts& facts, const Timeline& timeline);
    /// Keeps the height of two lines, so that nothing jumps. `low`: with smaller margins.
    void lay_out(bool low);
    /// Whether all of the sentence is in sight. Else its tooltip shows it.
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
