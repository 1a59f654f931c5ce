// SPDX-License-Identifier: MIT
#pragma once

#include <QTextCharFormat>
#include <QTextCursor>
#include <QTextDocument>

#include "ui/inspector/inspector_model.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// What is known of a place, as a document for a panel so many pixels wide. Steps are links "step:POSITION". Written
/// piece by piece with tabs: as HTML with tables it would take ten times as long, and it is written at every step.
class InspectorText {
  public:
    InspectorText(const Theme& theme, const Inspection& inspection, int width)
        : theme_(theme), inspection_(inspection), width_(width) {}

    void write(QTextDocument& document); ///< in place of what is there

  private:
    void write_rows();
    void write_chain();
    void write_fields();
    void write_heading(const QString& text);
    void write_step(const InspectorStep& step);
    QString line_below(const InspectorStep& step) const;
    void begin(const QTextBlockFormat& format);
    void put(const QString& text, const QFont& font, Role role);
    /// A block whose lines but the first begin at `indent`, where a tab leads to as well.
    QTextBlockFormat hanging(qreal indent) const;

    const Theme& theme_;
    const Inspection& inspection_;
    int width_;
    QTextCursor cursor_;
    bool begun_ = false; ///< something is written
};

} // namespace switchscope::ui
