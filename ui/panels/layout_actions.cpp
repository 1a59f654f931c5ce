// SPDX-License-Identifier: MIT
#include "ui/panels/layout_actions.h"

#include <array>

#include <QAbstractItemView>
#include <QFile>
#include <QLineEdit>
#include <QSaveFile>

#include "ui/actions/window_actions.h"
#include "ui/session/session_actions.h"
#include "ui/widgets/file_dialogs.h"

namespace switchscope::ui {

namespace {

constexpr std::array panel_actions{
    std::pair(ActionId::panel_routine, Panel::routine),
    std::pair(ActionId::panel_side, Panel::side),
    std::pair(ActionId::panel_breakpoints, Panel::breakpoints),
    std::pair(ActionId::panel_bookmarks, Panel::bookmarks),
    std::pair(ActionId::panel_exits, Panel::exits),
    std::pair(ActionId::panel_difference, Panel::difference),
    std::pair(ActionId::panel_watch, Panel::watch),
    std::pair(ActionId::panel_packets, Panel::packets),
    std::pair(ActionId::panel_console, Panel::console),
    std::pair(ActionId::panel_lessons, Panel::lessons),
};
static_assert(panel_actions.size() == panel_count);

/// Where the keyboard goes in a panel: to its rows, else to a line that one types in, else to
/// whatever takes it.
QWidget* first_focus(QWidget* panel) {
    QWidget* line = nullptr;
    QWidget* any = panel;
    for (QWidget* one : panel->findChildren<QWidget*>()) {
        if (!one->isVisible() || !one->isEnabled() || (one->focusPolicy() & Qt::TabFocus) == 0) {
            continue;
        }
        const auto* rows = qobject_cast<QAbstractItemView*>(one);
        if (rows != nullptr && rows->model() != nullptr && rows->model()->rowCount() > 0) {
            return one;
        }
        if (line == nullptr && qobject_cast<QLineEdit*>(one) != nullptr) {
            line = one;
        }
        any = any == panel ? one : any;
    }
    return line != nullptr ? line : panel->focusPolicy() != Qt::NoFocus ? panel : any;
}

} // namespace

LayoutActions::LayoutActions(WindowActions& actions, DockArea& docks, QWidget* center,
                             const SessionController& controller)
    : QObject(&docks), docks_(docks), center_(center) {
    add_panels(actions, controller);
    add_arrangements(actions);
    connect(&docks_, &DockArea::panels_changed, &actions, &WindowActions::changed);
}

void LayoutActions::add_panels(WindowActions& actions, const SessionController& controller) {
    for (const auto& [id, panel] : panel_actions) {
        actions.add({id, needs_recording(controller), [this, panel = panel] { toggle(panel); },
                     [this, panel = panel] { return !docks_.dock(panel)->isHidden(); }});
    }
}

void LayoutActions::add_arrangements(WindowActions& actions) {
    for (const auto& [id, layout] : {std::pair(ActionId::layout_teach, Layout::teach),
                                     std::pair(ActionId::layout_debug, Layout::debug),
                                     std::pair(ActionId::layout_trace, Layout::trace)}) {
        actions.add({id, can_be_had, [this, layout = layout] { docks_.arrange(layout); }});
    }
    actions.add(
        {ActionId::layout_reset, can_be_had, [this] { docks_.arrange(docks_.layout_now()); }});
    actions.add({ActionId::layout_export, can_be_had, [this] { ask_to_export(); }});
    actions.add({ActionId::layout_import, can_be_had, [this] { ask_to_import(); }});
}

/// Shows a panel and gives it the keyboard. A panel that has the keyboard already is put away
/// instead: then its key can only mean that.
void LayoutActions::toggle(Panel panel) {
    QDockWidget* dock = docks_.dock(panel);
    if (docks_.shows(panel) && dock->isAncestorOf(docks_.window()->focusWidget())) {
        docks_.show_panel(panel, false);
        center_->setFocus();
    } else {
        docks_.show_panel(panel);
        first_focus(dock->widget())->setFocus(Qt::ShortcutFocusReason);
    }
}

void LayoutActions::take(const QByteArray& json) {
    const auto taken = docks_.restore(json);
    if (!taken) {
        Q_EMIT failed(taken.error().what, taken.error().remedy);
    }
}

void LayoutActions::ask_to_export() {
    ask_for_file(docks_.window(), FileKind::layout, true, [this](const auto& path) {
        QSaveFile file(QString::fromStdString(path.string()));
        if (!file.open(QIODevice::WriteOnly) || file.write(docks_.save()) < 0 || !file.commit()) {
            Q_EMIT failed(
                [name = file.fileName()] {
                    return tr("The layout could not be written to %1.").arg(name);
                },
                [] { return tr("Is there room, and may files be made in this folder?"); });
        }
    });
}

void LayoutActions::ask_to_import() {
    ask_for_file(docks_.window(), FileKind::layout, false, [this](const auto& path) {
        QFile file(QString::fromStdString(path.string()));
        take(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    });
}

} // namespace switchscope::ui
