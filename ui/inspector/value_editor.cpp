// SPDX-License-Identifier: MIT
#include "ui/inspector/value_editor.h"

#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/base/format.h"

namespace switchscope::ui {

ValueEditor::ValueEditor(QWidget* parent)
    : QWidget(parent), line_(new QLineEdit), hint_(new QLabel) {
    line_->setObjectName(QStringLiteral("value_line"));
    hint_->setObjectName(QStringLiteral("value_hint"));
    hint_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(line_);
    column->addWidget(hint_);
    line_->installEventFilter(this);
    connect(line_, &QLineEdit::textEdited, this, [this] {
        show_message(
            tr("0x5e63, 24163, -1 or 0b101. Enter writes it into the target, Esc does not."),
            "dim");
    });
    hide();
}

void ValueEditor::show_message(const QString& what, const char* kind) {
    hint_->setText(what);
    hint_->setProperty("role", kind);
    hint_->style()->polish(hint_);
}

void ValueEditor::edit(const QString& name, std::uint64_t value, unsigned size) {
    size_ = size;
    line_->setAccessibleName(tr("New value of %1").arg(name));
    line_->setText(QStringLiteral("0x%1").arg(value, 0, 16));
    Q_EMIT line_->textEdited(line_->text());
    show();
    line_->setFocus();
    line_->selectAll();
}

void ValueEditor::take() {
    const auto value = read_value(line_->text());
    if (!value) {
        show_message(tr("This is no number. Numbers are written as 0x5e63, 24163, -1 or 0b101."),
                     "error");
        return;
    }
    const bool fits = size_ >= 8 || *value >> (8 * size_) == 0 ||
                      ~*value >> (8 * size_ - 1) == 0; // a negative number of this size
    if (!fits) {
        show_message(tr("This does not fit: the place has %1 bytes.").arg(size_), "error");
        return;
    }
    hide();
    Q_EMIT value_entered(*value);
}

bool ValueEditor::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_ &&
        (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const bool press = event->type() == QEvent::KeyPress;
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            press ? hide() : event->accept();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            press ? take() : event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace switchscope::ui
