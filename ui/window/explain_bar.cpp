// SPDX-License-Identifier: MIT
#include "ui/window/explain_bar.h"

#include <algorithm>
#include <cmath>

#include <QTextBlock>
#include <QTextFrame>
#include <QTextLayout>

#include "core/model/explain.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

ExplainBar::ExplainBar(const Theme& theme, QWidget* parent) : QTextEdit(parent), theme_(theme) {
    setObjectName(QStringLiteral("explain"));
    keep_translated(this, [this] { setAccessibleName(tr("What the last step means")); });
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    document()->setDocumentMargin(0);
    document()->setUndoRedoEnabled(false);
    write();
    connect(&theme_, &Theme::changed, this, &ExplainBar::write);
}

void ExplainBar::show_moment(const SessionFacts& facts, const Timeline& timeline) {
    if (const Step* step = timeline.last_step()) {
        instruction_ = text_of(instruction_of(*step));
        sentence_ = text_of(explain(*step, facts.routine, facts.area, &timeline.state()));
    } else {
        instruction_.clear();
        sentence_ = timeline.state().pc == facts.routine.begin()
                        ? tr("The host is about to enter %1: its next instruction is the first of "
                             "the world switch.")
                              .arg(text_of(facts.routine.name()))
                        : tr("The recording starts here. F5 goes to the next world switch.");
    }
    write();
}

void ExplainBar::write() {
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    QTextCharFormat format;
    format.setForeground(theme_.color(Role::text));
    if (!instruction_.isEmpty()) {
        format.setFont(theme_.mono_font(13, QFont::Bold));
        cursor.insertText(instruction_, format);
    }
    format.setFont(theme_.text_font(13));
    cursor.insertText(
        (instruction_.isEmpty() ? QString() : QStringLiteral("\u00a0\u00a0 ")) + sentence_, format);
    document()->firstBlock().layout()->setCacheEnabled(true); // else it is shaped at each paint
    cursor.endEditBlock();
    centre();
}

void ExplainBar::lay_out(bool low) {
    const int above = theme_.ipx(low ? 2 : 8);
    setViewportMargins(theme_.ipx(14), above, theme_.ipx(14), above);
    setFixedHeight(theme_.ipx(low ? 42 : 54));
    centre();
}

bool ExplainBar::is_whole() const {
    return document()->size().height() <= viewport()->height();
}

/// Puts one line or two into the middle of the height.
void ExplainBar::centre() {
    QTextFrame* all = document()->rootFrame();
    QTextFrameFormat format = all->frameFormat();
    const qreal text = document()->size().height() - format.topMargin();
    const qreal above = std::max(0.0, std::floor((viewport()->height() - text) / 2));
    if (above != format.topMargin()) {
        format.setTopMargin(above);
        all->setFrameFormat(format);
    }
    setToolTip(is_whole() ? QString() : sentence_);
}

void ExplainBar::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    centre();
}

} // namespace switchscope::ui
