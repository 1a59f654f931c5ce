// SPDX-License-Identifier: MIT
#include "ui/panels/breakpoint_panel.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/action_link.h"

namespace switchscope::ui {

namespace {

/// Edits a cell of a breakpoint. Where the text has a mistake, Enter does not close the editor.
class PartDelegate : public QStyledItemDelegate {
  public:
    using Complain = std::function<void(const QString&)>;
    PartDelegate(const BreakpointModel& model, Complain complain, QObject* parent)
        : QStyledItemDelegate(parent), model_(model), complain_(std::move(complain)) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&,
                          const QModelIndex& index) const override {
        auto* line = new QLineEdit(parent);
        line->setObjectName(QStringLiteral("breakpoint_part"));
        line->setProperty("role", "cell");
        line->setAccessibleName(
            model_.headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        const QPersistentModelIndex cell(index);
        connect(line, &QLineEdit::textEdited, line,
                [this, cell](const QString& text) { complain_(what_is_wrong(cell, text)); });
        connect(line, &QObject::destroyed, this, [this] { complain_({}); });
        return line;
    }

    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        auto* line = static_cast<QLineEdit*>(editor);
        // A breakpoint that is hit changes its row, and Qt then calls this again. A text that
        // somebody is typing stays.
        if (!line->isModified()) {
            line->setText(index.data(Qt::EditRole).toString());
        }
        line->setProperty("cell", QVariant::fromValue(QPersistentModelIndex(index)));
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* line = qobject_cast<QLineEdit*>(watched);
        if (line != nullptr && event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent*>(event)->key();
            const auto cell = line->property("cell").value<QPersistentModelIndex>();
            if ((key == Qt::Key_Return || key == Qt::Key_Enter) &&
                !what_is_wrong(cell, line->text()).isEmpty()) {
                complain_(what_is_wrong(cell, line->text()));
                return true;
            }
        }
        return QStyledItemDelegate::eventFilter(watched, event);
    }

  private:
    QString what_is_wrong(const QModelIndex& cell, const QString& text) const {
        if (!cell.isValid()) {
            return {};
        }
        const auto edited = model_.edited(cell, text);
        return edited ? QString() : text_of(edited.error().what);
    }

    const BreakpointModel& model_;
    Complain complain_;
};

} // namespace

BreakpointPanel::BreakpointPanel(const Theme& theme, const WindowActions& actions,
                                 SessionController& controller, BreakpointModel& model)
    : TablePanel(theme, &model, QStringLiteral("breakpoints"),
                 [&controller] {
                     const QString why_not = controller.breakpoints().why_none();
                     return why_not.isEmpty()
                                ? tr("No breakpoints. Type one above, such as guest-exit if cause "
                                     "== 23, or click at the left of an instruction in the "
                                     "routine.")
                                : tr("Breakpoints stop a target: %1.").arg(why_not);
                 }),
      controller_(controller), model_(model), line_(new QLineEdit) {
    set_widths({34, 210, 170, 44, 48, 120, 90});
    line_->setObjectName(QStringLiteral("breakpoint_line"));
    line_->setClearButtonEnabled(true);
    line_->setMinimumWidth(1);
    keep_translated(this, [this] {
        line_->setAccessibleName(tr("New breakpoint"));
        line_->setPlaceholderText(tr("New breakpoint: guest-exit if cause == 23 after 2"));
        follow_state();
    });
    head()->addWidget(line_, 1);
    head()->addWidget(
        make_action_link(actions.get(ActionId::run_to_breakpoint), [] { return tr("run"); }));
    head()->addWidget(make_action_link(actions.get(ActionId::clear_breakpoints),
                                       [] { return tr("remove all"); }));
    table()->setItemDelegate(new PartDelegate(
        model_, [this](const QString& what) { complain(what); }, table()));
    table()->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);

    connect(line_, &QLineEdit::textEdited, this, &BreakpointPanel::check);
    connect(line_, &QLineEdit::returnPressed, this, &BreakpointPanel::add);
    connect(table(), &DataTable::row_taken, this, &BreakpointPanel::show_place);
    connect(&model_, &BreakpointModel::change_wanted, &controller_.breakpoints(),
            &BreakpointList::change);
    connect(&controller_.breakpoints(), &BreakpointList::changed, this,
            [this] { model_.show(controller_.shared_facts(), controller_.breakpoints().get()); });
    connect(&controller_.target(), &LiveTarget::state_changed, this,
            &BreakpointPanel::follow_state);
}

void BreakpointPanel::show_session() {
    complain({});
    line_->clear();
    model_.show(controller_.shared_facts(), controller_.breakpoints().get());
    offer_words();
    follow_state();
}

void BreakpointPanel::translate() {
    model_.show(controller_.shared_facts(), controller_.breakpoints().get());
    follow_state();
    check(); // says what is wrong with the line, in the new language
}

void BreakpointPanel::follow_state() {
    const QString why_not = controller_.breakpoints().why_none();
    const QString tip = why_not.isEmpty()
                            ? tr("Where, and when: entry, macro:NAME, guest-entry, guest-exit, "
                                 "write:SLOT, guest:ADDRESS, host:ADDRESS, at:+OFFSET; then if, "
                                 "hart, vcpu, after, every, once, off")
                            : tr("No breakpoint can be set: %1").arg(why_not);
    if (tip != line_->toolTip()) {
        line_->setToolTip(tip);
        line_->setEnabled(why_not.isEmpty());
        renew_hint();
    }
}

/// Completes words in the line by the places of this session.
void BreakpointPanel::offer_words() {
    delete line_->completer();
    line_->setCompleter(nullptr);
    const SessionFacts* facts = controller_.facts();
    if (facts == nullptr) {
        return;
    }
    QStringList words;
    for (const BreakpointKind& one : breakpoint_kinds()) {
        const QString word = text_of(std::string(one.word));
        if (one.kind == Breakpoint::Kind::macro) {
            for (const MacroSpan& span : facts->routine.spans()) {
                words.append(word + QLatin1Char(':') + text_of(span.name));
            }
        } else if (one.kind == Breakpoint::Kind::slot_write) {
            for (const Slot& slot : facts->area.slots()) {
                words.append(word + QLatin1Char(':') + text_of(slot.path));
            }
        } else {
            words.append(one.argument.empty() ? word : word + QLatin1Char(':'));
        }
    }
    words.removeDuplicates();
    auto* completer = new QCompleter(words, line_);
    completer->setFilterMode(Qt::MatchContains);
    line_->setCompleter(completer);
}

void BreakpointPanel::check() {
    const SessionFacts* facts = controller_.facts();
    const std::string text = line_->text().trimmed().toStdString();
    if (facts == nullptr || text.empty()) {
        complain({});
        return;
    }
    const auto parsed = Breakpoint::parse(text, facts->routine, facts->area);
    complain(parsed ? QString() : text_of(parsed.error().what));
}

void BreakpointPanel::add() {
    const SessionFacts* facts = controller_.facts();
    const std::string text = line_->text().trimmed().toStdString();
    if (facts == nullptr || text.empty()) {
        return;
    }
    auto parsed = Breakpoint::parse(text, facts->routine, facts->area);
    if (!parsed) {
        complain(text_of(parsed.error().what));
        return;
    }
    controller_.breakpoints().add(std::move(*parsed));
    line_->clear();
    complain({});
    table()->scrollToBottom();
}

void BreakpointPanel::type() {
    line_->setFocus(Qt::ShortcutFocusReason);
    line_->selectAll();
}

void BreakpointPanel::show_place(int row) {
    const SessionFacts& facts = *controller_.facts();
    const Breakpoint& breakpoint = model_.entry(row).breakpoint;
    for (const std::uint64_t address : breakpoint.places(facts.routine, facts.area)) {
        if (const auto index = facts.routine.index_of(address)) {
            complain({});
            Q_EMIT instruction_wanted(*index);
            return;
        }
    }
    complain(tr("%1 is not in the routine: there is no instruction to show.")
                 .arg(text_of(breakpoint.text(facts.routine, facts.area))));
}

} // namespace switchscope::ui
