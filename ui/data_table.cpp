// SPDX-License-Identifier: MIT
#include "ui/data_table.h"

#include <set>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include "ui/theme.h"

namespace switchscope::ui {

DataTable::DataTable(const Theme& theme, QAbstractItemModel* model, const QString& object_name,
                     QWidget* parent)
    : QTableView(parent), theme_(theme) {
    setObjectName(object_name);
    setProperty("role", "data");
    setModel(model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideMiddle);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier) { // else rows are being chosen
            Q_EMIT row_taken(index.row());
        }
    });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT double_clicked_row(index.row()); });
    connect(&theme_, &Theme::changed, this, &DataTable::lay_out);
    lay_out();
}

void DataTable::lay_out() {
    verticalHeader()->setMinimumSectionSize(theme_.ipx(18)); // first: it bounds the other
    verticalHeader()->setDefaultSectionSize(theme_.ipx(23));
    horizontalHeader()->setMinimumSectionSize(theme_.ipx(34));
    horizontalHeader()->setFixedHeight(theme_.ipx(22));
}

QString DataTable::text(TableFormat format) const {
    std::set<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedIndexes()) {
        rows.insert(index.row());
    }
    return rows.empty() ? table_text(*model(), format)
                        : table_text(*model(), {rows.begin(), rows.end()}, format);
}

std::size_t DataTable::rows_taken() const {
    const qsizetype selected = selectionModel()->selectedRows().size();
    return static_cast<std::size_t>(selected > 0 ? selected : model()->rowCount());
}

void DataTable::copy(TableFormat format) const {
    QGuiApplication::clipboard()->setText(text(format));
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    const int row = currentIndex().row();
    if (event->matches(QKeySequence::Copy)) {
        copy(TableFormat::text);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && row >= 0) {
        Q_EMIT row_taken(row);
    } else if (event->key() == Qt::Key_Delete && row >= 0) {
        Q_EMIT delete_wanted(row);
    } else {
        QTableView::keyPressEvent(event);
    }
}

void DataTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, TableFormat format) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format] { copy(format); });
    };
    add(tr("Copy as Text"), TableFormat::text);
    add(tr("Copy as Markdown"), TableFormat::markdown);
    add(tr("Copy as CSV"), TableFormat::csv);
    menu->addSeparator();
    connect(menu->addAction(tr("Select All")), &QAction::triggered, this, &QTableView::selectAll);
    menu->popup(event->globalPos());
}

} // namespace switchscope::ui
