// SPDX-License-Identifier: MIT
#include "ui/lanes_table.h"

#include <QCoreApplication>
#include <QStandardItemModel>

#include "ui/format.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

} // namespace

std::unique_ptr<QAbstractItemModel> make_lanes_table(const LanesModel& lanes) {
    auto table = std::make_unique<QStandardItemModel>();
    table->setHorizontalHeaderLabels(
        {Text::tr("Register"), Text::tr("Host slot"), Text::tr("CPU now"), Text::tr("Guest slot")});
    for (const LaneRow& row : lanes.rows()) {
        QList<QStandardItem*> items{new QStandardItem(row.cell(Lane::cpu).label)};
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const LaneCell& cell = row.cell(lane);
            items.append(new QStandardItem(cell.kept ? hex_value(cell.value) : cell.reason));
        }
        table->appendRow(items);
    }
    return table;
}

} // namespace switchscope::ui
