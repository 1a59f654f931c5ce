// SPDX-License-Identifier: MIT
#include "ui/panels/console_panel.h"

#include <algorithm>

#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

ConsolePanel::ConsolePanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), text_(new QPlainTextEdit), line_(new QLineEdit) {
    setObjectName(QStringLiteral("console"));
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    text_->setObjectName(QStringLiteral("console_text"));
    keep_translated(this, [this] { text_->setAccessibleName(tr("Answers of the monitor")); });
    text_->setReadOnly(true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setMaximumBlockCount(5000);
    line_->setObjectName(QStringLiteral("console_line"));
    keep_translated(this, [this] { line_->setAccessibleName(tr("Command for the monitor")); });
    line_->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(text_, 1);
    column->addWidget(line_);
    connect(line_, &QLineEdit::returnPressed, this, &ConsolePanel::enter);
    connect(&theme_, &Theme::changed, this, &ConsolePanel::lay_out);
    lay_out();
    set_available({});
}

void ConsolePanel::lay_out() {
    layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(4), theme_.ipx(8), theme_.ipx(6));
    layout()->setSpacing(theme_.ipx(4));
}

void ConsolePanel::set_available(const QString& why_not) {
    line_->setEnabled(why_not.isEmpty());
    line_->setPlaceholderText(why_not.isEmpty()
                                  ? tr("A command of QEMU's monitor, such as: info registers")
                                  : tr("Not now: %1").arg(why_not));
}

void ConsolePanel::enter() {
    const QString command = line_->text().trimmed();
    if (command.isEmpty()) {
        return;
    }
    entered_.removeAll(command);
    entered_.append(command);
    recalled_ = entered_.size();
    line_->clear();
    text_->appendPlainText(QStringLiteral("(qemu) ") + command);
    Q_EMIT command_entered(command);
}

void ConsolePanel::answer(const QString& text, bool error) {
    QString said = text;
    said.remove(QLatin1Char('\r'));
    while (said.endsWith(QLatin1Char('\n'))) {
        said.chop(1);
    }
    if (error) {
        text_->appendHtml(QStringLiteral("<span style='color:%1'>%2</span>")
                              .arg(theme_.color(Role::error).name(), said.toHtmlEscaped()));
    } else if (!said.isEmpty()) {
        text_->appendPlainText(said);
    }
}

void ConsolePanel::clear() {
    text_->clear();
}

void ConsolePanel::recall(int direction) {
    recalled_ = std::clamp<qsizetype>(recalled_ + direction, 0, entered_.size());
    line_->setText(recalled_ < entered_.size() ? entered_.at(recalled_) : QString());
}

bool ConsolePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == line_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            recall(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace switchscope::ui
