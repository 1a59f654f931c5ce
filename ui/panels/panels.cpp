// SPDX-License-Identifier: MIT
#include "ui/panels/panels.h"

#include <QCompleter>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>

#include "core/isa/registers.h"
#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/widgets/action_link.h"

namespace switchscope::ui {

namespace {

constexpr auto watched_setting = "panels/watched";

/// Gives the reasons their translation context.
struct PanelsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

} // namespace

Panels::Panels(const Theme& theme, WindowActions& actions, SessionController& controller,
               DockArea& area, QSettings* settings)
    : QObject(&area), theme_(theme), controller_(controller), area_(area), settings_(settings),
      watched_(theme),
      breakpoint_panel_(new BreakpointPanel(theme, actions, controller, breakpoints_)),
      exits_panel_(new ExitsPanel(theme, controller, exits_)),
      bookmarks_panel_(
          new TablePanel(theme, &bookmarks_, QStringLiteral("bookmarks"),
                         [] { return tr("No bookmarks. Ctrl+D sets one at the cursor."); })),
      difference_panel_(new TablePanel(
          theme, &difference_, QStringLiteral("difference"),
          [] {
              return tr("Set the markers A and B at two moments, or compare with the switch "
                        "before: what differs is listed here.");
          })),
      watch_panel_(
          new TablePanel(theme, &watched_, QStringLiteral("watch"),
                         [] {
                             return tr("Type the name of a register or a slot above to keep it in "
                                       "sight: s3, sstatus, guest_context.a0.");
                         })),
      traffic_panel_(new TablePanel(
          theme, &traffic_, QStringLiteral("packets"),
          [] { return tr("Nothing went over a connection: a recording has none."); })),
      console_(new ConsolePanel(theme)), compared_(new QLabel), watch_line_(new QLineEdit),
      watch_hint_(new QLabel) {
    build_breakpoints();
    build_bookmarks(actions);
    area_.add(Panel::exits, exits_panel_);
    build_difference(actions);
    build_watch();
    build_traffic();
    build_console();
    add_actions(actions);
    connect(&area_, &DockArea::panels_changed, this, &Panels::refresh);
    connect(&removals_, &Removals::removed, this,
            [this, undo = actions.get(ActionId::undo)](const QString& gone) {
                const QString key = undo->shortcut().toString(QKeySequence::NativeText);
                Q_EMIT said(
                    tr("%1 %2 brings it back.").arg(gone, key.isEmpty() ? undo->text() : key));
            });
}

void Panels::add_actions(WindowActions& actions) {
    actions.add({ActionId::new_breakpoint, [this] { return controller_.breakpoints().why_none(); },
                 [this] {
                     area_.show_panel(Panel::breakpoints);
                     breakpoint_panel_->type();
                 }});
    actions.add(
        {ActionId::undo,
         [this] { return removals_.empty() ? PanelsText::tr("nothing was removed") : QString(); },
         [this] {
             removals_.undo();
             Q_EMIT said(tr("What was removed last is back."));
         }});
    connect(&removals_, &Removals::changed, &actions, &WindowActions::changed);
}

TablePanel* Panels::panel(Panel which) const {
    return qobject_cast<TablePanel*>(area_.dock(which)->widget());
}

void Panels::build_breakpoints() {
    area_.add(Panel::breakpoints, breakpoint_panel_);
    connect(breakpoint_panel_, &BreakpointPanel::instruction_wanted, this,
            &Panels::instruction_wanted);
    connect(breakpoint_panel_->table(), &DataTable::delete_wanted, this,
            &Panels::remove_breakpoint);
}

void Panels::build_bookmarks(const WindowActions& actions) {
    area_.add(Panel::bookmarks, bookmarks_panel_);
    bookmarks_panel_->set_widths({220, 76, 60});
    bookmarks_panel_->head()->addWidget(
        make_action_link(actions.get(ActionId::bookmark), [] { return tr("bookmark\u2026"); }));
    bookmarks_panel_->head()->addStretch();
    connect(bookmarks_panel_->table(), &DataTable::row_taken, this,
            [this](int row) { controller_.cursor().go_to(bookmarks_.position_of(row)); });
    connect(bookmarks_panel_->table(), &DataTable::delete_wanted, this, &Panels::remove_bookmark);
    connect(&controller_.bookmarks(), &BookmarkList::changed, this, [this] {
        bookmarks_.show(controller_.shared_facts(),
                        controller_.timeline() ? &controller_.timeline()->recording() : nullptr,
                        controller_.bookmarks().get());
    });
}

void Panels::build_difference(const WindowActions& actions) {
    area_.add(Panel::difference, difference_panel_);
    difference_panel_->set_widths({180, 150, 150});
    compared_->setObjectName(QStringLiteral("difference_moments"));
    compared_->setProperty("role", "dim");
    QHBoxLayout* head = difference_panel_->head();
    head->addWidget(make_action_link(actions.get(ActionId::marker_a), [] { return tr("set A"); }));
    head->addWidget(make_action_link(actions.get(ActionId::marker_b), [] { return tr("set B"); }));
    head->addWidget(make_action_link(actions.get(ActionId::compare_previous),
                                     [] { return tr("previous switch"); }));
    head->addWidget(compared_, 1);
    connect(difference_panel_->table(), &DataTable::row_taken, this, [this](int row) {
        Q_EMIT place_wanted(difference_.differences().at(static_cast<std::size_t>(row)).at);
    });
    connect(difference_panel_->table(), &DataTable::double_clicked_row, this, [this](int row) {
        if (const auto writer =
                difference_.differences().at(static_cast<std::size_t>(row)).writer) {
            controller_.cursor().go_to(*writer + 1);
        }
    });
}

void Panels::build_watch() {
    area_.add(Panel::watch, watch_panel_);
    watch_panel_->set_widths({190, 150, 150});
    watch_line_->setObjectName(QStringLiteral("watch_line"));
    keep_translated(this,
                    [this] { watch_line_->setAccessibleName(tr("Register or slot to watch")); });
    keep_translated(this, [this] { watch_line_->setPlaceholderText(tr("Register or slot")); });
    watch_hint_->setObjectName(QStringLiteral("watch_hint"));
    watch_hint_->setProperty("role", "error");
    watch_panel_->head()->addWidget(watch_line_, 1);
    watch_panel_->head()->addWidget(watch_hint_, 1);
    connect(watch_line_, &QLineEdit::returnPressed, this, &Panels::add_watch);
    connect(watch_line_, &QLineEdit::textEdited, watch_hint_, &QLabel::clear);
    connect(watch_panel_->table(), &DataTable::delete_wanted, this, &Panels::remove_watch);
    connect(watch_panel_->table(), &DataTable::row_taken, this, [this](int row) {
        if (const auto place = watched_.place_of(row)) {
            Q_EMIT place_wanted(*place);
        }
    });
    if (settings_ != nullptr) {
        watched_.set_names(settings_->value(QLatin1String(watched_setting)).toStringList());
    }
    connect(&watched_, &WatchModel::names_changed, this, [this] {
        if (settings_ != nullptr) {
            settings_->setValue(QLatin1String(watched_setting), watched_.names());
        }
    });
}

void Panels::build_traffic() {
    area_.add(Panel::packets, traffic_panel_);
    traffic_panel_->set_widths({70, 100, 90});
    traffic_panel_->head()->setEnabled(false);
    connect(&controller_.target(), &LiveTarget::traffic_arrived, this,
            [this](const std::vector<Traffic>& more) {
                traffic_.add(more);
                traffic_panel_->table()->scrollToBottom();
            });
    connect(&controller_.target(), &LiveTarget::state_changed, this, &Panels::refresh);
}

void Panels::build_console() {
    area_.add(Panel::console, console_);
    connect(console_, &ConsolePanel::command_entered, &controller_.target(), &LiveTarget::monitor);
    connect(&controller_.target(), &LiveTarget::monitor_answered, console_, &ConsolePanel::answer);
    connect(&controller_.target(), &LiveTarget::state_changed, this,
            [this] { console_->set_available(controller_.target().why_no_monitor()); });
    console_->set_available(controller_.target().why_no_monitor());
}

void Panels::remove_watch(int row) {
    const QString name = watched_.names().at(row);
    watched_.remove(row);
    removals_.add(tr("%1 is no longer watched.").arg(name), [this, row, name] {
        watched_.put_back(row, name);
        refresh();
    });
}

void Panels::remove_bookmark(int row) {
    const std::size_t position = bookmarks_.position_of(row);
    const std::string note = controller_.bookmarks().at(position)->name;
    controller_.bookmarks().remove(position);
    removals_.add(tr("The bookmark at step %1 is gone.").arg(grouped(position)),
                  [this, position, note] { controller_.bookmarks().set(position, note); });
}

void Panels::remove_breakpoint(int row) {
    const BreakpointSet::Entry entry = breakpoints_.entry(row);
    controller_.breakpoints().remove(entry.id);
    const SessionFacts& facts = *controller_.facts();
    removals_.add(
        tr("The breakpoint %1 is gone.")
            .arg(text_of(entry.breakpoint.text(facts.routine, facts.area))),
        [this, breakpoint = entry.breakpoint] { controller_.breakpoints().add(breakpoint); });
}

void Panels::watch(const QString& name) {
    watch_line_->setText(name);
    add_watch();
}

void Panels::add_watch() {
    const QString name = watch_line_->text().trimmed();
    const Timeline* timeline = controller_.timeline();
    if (name.isEmpty()) {
        return;
    }
    if (timeline != nullptr && !place_named(name, *controller_.facts(), timeline->state())) {
        watch_hint_->setText(tr("There is no register and no slot with this name."));
        return;
    }
    watched_.add(name);
    watch_line_->clear();
    watch_hint_->clear();
    refresh();
}

void Panels::show_session() {
    const Timeline* timeline = controller_.timeline();
    const Recording* recording = timeline != nullptr ? &timeline->recording() : nullptr;
    breakpoint_panel_->show_session();
    removals_.clear(); // what is brought back would belong to another recording
    bookmarks_.show(controller_.shared_facts(), recording, controller_.bookmarks().get());
    exits_panel_->show_session();
    difference_.show_nothing();
    compared_moments_.reset();
    write_compared();
    traffic_.clear();
    console_->clear();
    watched_.show_nothing();
    if (timeline != nullptr) {
        auto* completer =
            new QCompleter(watchable_names(*controller_.facts(), timeline->state()), watch_line_);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        delete watch_line_->completer();
        watch_line_->setCompleter(completer);
    }
    refresh();
}

void Panels::show_moment() {
    refresh();
}

void Panels::write_compared() {
    compared_->setText(compared_moments_
                           ? tr("A: step %1 \u00b7 B: step %2 \u00b7 %3 places differ")
                                 .arg(grouped(compared_moments_->first),
                                      grouped(compared_moments_->second),
                                      grouped(difference_.differences().size()))
                           : QString());
}

/// Packets, the console's lines and what was removed stay as they are.
void Panels::translate() {
    const Timeline* timeline = controller_.timeline();
    breakpoint_panel_->translate();
    bookmarks_.show(controller_.shared_facts(),
                    timeline != nullptr ? &timeline->recording() : nullptr,
                    controller_.bookmarks().get());
    exits_panel_->show_session();
    if (compared_moments_ && timeline != nullptr) {
        difference_.show(controller_.shared_facts(), timeline->recording(),
                         compared_moments_->first, compared_moments_->second);
    }
    write_compared();
    for (const TablePanel* one :
         {bookmarks_panel_, difference_panel_, watch_panel_, traffic_panel_}) {
        one->table()->viewport()->update();
        one->table()->horizontalHeader()->viewport()->update();
    }
    refresh();
}

/// A panel that nobody sees is not filled.
void Panels::refresh() {
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return;
    }
    exits_panel_->follow();
    if (area_.dock(Panel::watch)->isVisible()) {
        watched_.show(*controller_.facts(), *timeline, *controller_.cursor().now());
    }
    if (area_.dock(Panel::packets)->isVisible()) {
        controller_.target().ask_for_traffic(traffic_.next());
    }
}

void Panels::show_difference(std::size_t a, std::size_t b) {
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return;
    }
    difference_.show(controller_.shared_facts(), timeline->recording(), a, b);
    compared_moments_.emplace(a, b);
    write_compared();
    area_.show_panel(Panel::difference);
}

} // namespace switchscope::ui
