// SPDX-License-Identifier: MIT
#include "ui/widgets/note_editor.h"

#include <algorithm>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

NoteEditor::NoteEditor(const Theme& theme, QWidget* over)
    : QFrame(over), theme_(theme), title_(new QLabel), line_(new QLineEdit), keys_(new QLabel) {
    setObjectName(QStringLiteral("note_editor"));
    setProperty("role", "popup");
    title_->setProperty("role", "heading");
    line_->setObjectName(QStringLiteral("note_line"));
    keep_translated(this, [this] { line_->setAccessibleName(tr("Note of the bookmark")); });
    keep_translated(this, [this] { line_->setPlaceholderText(tr("A note, or nothing")); });
    keys_->setObjectName(QStringLiteral("note_keys"));
    keys_->setProperty("role", "dim");
    keep_translated(this, [this] { keys_->setText(tr("Enter saves, Esc cancels")); });
    auto* column = new QVBoxLayout(this);
    column->addWidget(title_);
    column->addWidget(line_);
    column->addWidget(keys_);
    line_->installEventFilter(this);
    over->installEventFilter(this);
    hide();
}

void NoteEditor::place() {
    const int pad = theme_.ipx(10);
    layout()->setContentsMargins(pad, pad, pad, pad);
    layout()->setSpacing(theme_.ipx(6));
    const QSize room = parentWidget()->size();
    const int width = std::min(theme_.ipx(420), room.width() - 2 * pad);
    const int height = sizeHint().height();
    // The note is about a moment of the timeline, so the editor stands just above it.
    setGeometry((room.width() - width) / 2, room.height() - height - theme_.ipx(130), width,
                height);
}

void NoteEditor::edit(std::size_t position, const QString& title, const QString& note) {
    if (isVisible()) {
        finish(true);
    }
    position_ = position;
    title_->setText(title);
    line_->setText(note);
    focus_before_ = window()->focusWidget();
    show();
    place();
    raise();
    line_->setFocus();
    line_->selectAll();
}

void NoteEditor::finish(bool keep) {
    if (!isVisible()) {
        return;
    }
    hide();
    if (focus_before_) {
        focus_before_->setFocus();
    }
    if (keep) {
        Q_EMIT note_entered(position_, line_->text().trimmed());
    }
}

bool NoteEditor::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    } else if (watched == line_ && event->type() == QEvent::FocusOut &&
               static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        focus_before_.clear(); // another widget has the focus already and keeps it
        finish(true);
    } else if (watched == line_ &&
               (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (enter || key == Qt::Key_Escape) {
            event->type() == QEvent::KeyPress ? finish(enter) : event->accept();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace switchscope::ui
