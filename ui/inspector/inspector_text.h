// SPDX-License-Identifier: MIT
#pragma once

#include <QTextCharFormat>
#include <QTextCursor>
#include <QTextDocument>

#include "ui/inspector/inspector_model.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// Writes an Inspection into a document that is `width` pixels wide. Steps are links
/// "step:POSITION". The document is written at every step, so it is written piece by piece with
/// tabs: HTML with tables takes ten times as long.
class InspectorText {
  public:
    InspectorText(const Theme& theme, const Inspection& inspection, int width)
        : theme_(theme), inspection_(inspection), width_(width) {}

    void write(QTextDocument& document); ///< replaces what the document contains

  private:
    void write_rows();
    void write_chain();
    void write_fields();
    void write_heading(const QString& text);
    void write_step(const InspectorStep& step);
    QString line_below(const InspectorStep& step) const;
    void begin(const QTextBlockFormat& format);
    void put(const QString& text, const QFont& font, Role role);
    /// A block with a tab stop at `indent`. All lines but the first begin there.
    QTextBlockFormat hanging(qreal indent) const;

    const Theme& theme_;
    const Inspection& inspection_;
    int width_;
    QTextCursor cursor_;
    bool begun_ = false; ///< the document has a block already
};

} // namespace switchscope::ui
