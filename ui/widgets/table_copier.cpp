// SPDX-License-Identifier: MIT
#include "ui/widgets/table_copier.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

namespace switchscope::ui {

TableCopier::TableCopier(QAbstractItemView* view, Text text)
    : QObject(view), view_(view), text_(std::move(text)) {
    view_->installEventFilter(this);
    view_->viewport()->installEventFilter(this);
}

const TableCopier* TableCopier::of(const QWidget* widget) {
    return widget == nullptr
               ? nullptr
               : widget->findChild<const TableCopier*>(QString(), Qt::FindDirectChildrenOnly);
}

void TableCopier::copy(TableFormat format) const {
    const QString text = text_(format);
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(format == TableFormat::tabs ? static_cast<int>(text.count(QLatin1Char('\n')))
                                              : 0);
}

bool TableCopier::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (key && watched == view_ && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        if (event->type() == QEvent::KeyPress) {
            copy(TableFormat::tabs);
        }
        event->accept(); // else the window's action would copy the selected value
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        show_menu(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void TableCopier::show_menu(const QPoint& global) {
    auto* menu = new QMenu(view_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, TableFormat format) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format] { copy(format); });
    };
    add(tr("Copy Rows"), TableFormat::tabs);
    add(tr("Copy as Text"), TableFormat::text);
    add(tr("Copy as Markdown"), TableFormat::markdown);
    add(tr("Copy as CSV"), TableFormat::csv);
    if (view_->selectionMode() == QAbstractItemView::ExtendedSelection) {
        menu->addSeparator();
        connect(menu->addAction(tr("Select All")), &QAction::triggered, view_,
                &QAbstractItemView::selectAll);
    }
    menu->popup(global);
}

} // namespace switchscope::ui
