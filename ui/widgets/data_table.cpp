// SPDX-License-Identifier: MIT
#include "ui/widgets/data_table.h"

#include <set>

#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include "ui/look/theme.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/table_copier.h"

namespace switchscope::ui {

DataTable::DataTable(const Theme& theme, QAbstractItemModel* model, const QString& object_name,
                     QWidget* parent)
    : QTableView(parent), theme_(theme) {
    setObjectName(object_name);
    setProperty("role", "data");
    setModel(model);
    setItemDelegate(new RowDelegate(theme, this));
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
        // With Shift or Ctrl the click only selects rows.
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier) {
            Q_EMIT row_taken(index.row());
        }
    });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT double_clicked_row(index.row()); });
    new TableCopier(this, [this](TableFormat format) { return text(format); });
    connect(&theme_, &Theme::changed, this, &DataTable::lay_out);
    lay_out();
}

void DataTable::lay_out() {
    // The minimum has to be set first: Qt raises the default size to it.
    verticalHeader()->setMinimumSectionSize(theme_.ipx(18));
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

/// F2 is the key of an action of the window. In a table that can be edited, it edits the cell.
bool DataTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && editTriggers().testFlag(EditKeyPressed) &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_F2) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

/// Hides the header where the table is too low for it and one row.
void DataTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    const int least =
        horizontalHeader()->sizeHint().height() + verticalHeader()->defaultSectionSize();
    horizontalHeader()->setVisible(height() >= least);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    const int row = currentIndex().row();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && row >= 0) {
        Q_EMIT row_taken(row);
    } else if (event->key() == Qt::Key_Delete && row >= 0) {
        Q_EMIT delete_wanted(row);
    } else {
        QTableView::keyPressEvent(event);
    }
}

} // namespace switchscope::ui
