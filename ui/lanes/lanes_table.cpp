// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_table.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStandardItemModel>

#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct LanesTableText {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

void append(QStandardItemModel& table, const QStringList& texts) {
    QList<QStandardItem*> items;
    for (const QString& text : texts) {
        items.append(new QStandardItem(text));
    }
    table.appendRow(items);
}

/// The two lanes of slots show one save area: their pieces become one list, by offset.
std::unique_ptr<QAbstractItemModel> make_memory_table(const LanesModel& lanes) {
    auto table = std::make_unique<QStandardItemModel>();
    table->setHorizontalHeaderLabels({LanesTableText::tr("Offset"), LanesTableText::tr("Size"),
                                      LanesTableText::tr("Address"), LanesTableText::tr("Slot"),
                                      LanesTableText::tr("Value")});
    std::vector<LanePiece> pieces = lanes.pieces(Lane::host);
    pieces.insert(pieces.end(), lanes.pieces(Lane::guest).begin(), lanes.pieces(Lane::guest).end());
    std::ranges::sort(pieces, {}, &LanePiece::offset);
    const auto base = lanes.area_address();
    for (const LanePiece& piece : pieces) {
        const LaneCell* cell = piece.cell ? &lanes.cell(*piece.cell) : nullptr;
        append(*table,
               {QStringLiteral("0x%1").arg(piece.offset, 4, 16, QLatin1Char('0')),
                QString::number(piece.size), base ? hex_value(*base + piece.offset) : QString(),
                cell != nullptr ? cell->label : LanesTableText::tr("not touched by the switch"),
                cell != nullptr ? hex_value(cell->value, cell->location.size) : QString()});
    }
    return table;
}

} // namespace

std::unique_ptr<QAbstractItemModel> make_lanes_table(const LanesModel& lanes,
                                                     Arrangement arrangement) {
    if (arrangement == Arrangement::memory) {
        return make_memory_table(lanes);
    }
    auto table = std::make_unique<QStandardItemModel>();
    table->setHorizontalHeaderLabels(
        {LanesTableText::tr("Register"), LanesTableText::tr("Host slot"),
         LanesTableText::tr("CPU now"), LanesTableText::tr("Guest slot")});
    for (const LaneRow& row : lanes.rows()) {
        QStringList texts{row.cell(Lane::cpu).label};
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const LaneCell& cell = row.cell(lane);
            texts.append(cell.kept ? hex_value(cell.value) : cell.reason);
        }
        append(*table, texts);
    }
    return table;
}

} // namespace switchscope::ui
