// SPDX-License-Identifier: MIT
#include "ui/explain_bar.h"

#include "core/model/explain.h"
#include "ui/format.h"
#include "ui/language.h"
#include "ui/theme.h"

namespace switchscope::ui {

ExplainBar::ExplainBar(const Theme& theme, QWidget* parent) : QLabel(parent), theme_(theme) {
    setObjectName(QStringLiteral("explain"));
    keep_translated(this, [this] { setAccessibleName(tr("What the last step means")); });
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
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
    QString html = sentence_.toHtmlEscaped();
    if (!instruction_.isEmpty()) {
        html = QStringLiteral("<span style=\"font-family:'Noto Sans Mono','DejaVu Sans "
                              "Mono',monospace; font-weight:700\">%1</span>&nbsp;&nbsp; %2")
                   .arg(instruction_.toHtmlEscaped(), html);
    }
    setText(html);
}

} // namespace switchscope::ui
