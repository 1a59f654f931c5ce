// SPDX-License-Identifier: MIT
#include "ui/proof/proof_tables.h"

#include <QCoreApplication>
#include <QStandardItemModel>

#include "ui/base/format.h"
#include "ui/proof/findings_model.h"
#include "ui/proof/matrix_model.h"

namespace switchscope::ui {

namespace {

struct ProofTablesText {
    Q_DECLARE_TR_FUNCTIONS(proof)
};

void add_row(QStandardItemModel& table, const QStringList& cells) {
    QList<QStandardItem*> row;
    for (const QString& cell : cells) {
        row.append(new QStandardItem(cell));
    }
    table.appendRow(row);
}

} // namespace

std::unique_ptr<QAbstractItemModel> make_findings_table(const FindingsModel& findings) {
    auto table = std::make_unique<QStandardItemModel>();
    table->setHorizontalHeaderLabels(
        {ProofTablesText::tr("Severity"), ProofTablesText::tr("Rule"),
         ProofTablesText::tr("Address"), ProofTablesText::tr("Instruction"),
         ProofTablesText::tr("Recorded switches"), ProofTablesText::tr("What is wrong")});
    for (const FindingEntry& entry : findings.entries()) {
        const Instruction* instruction =
            entry.instruction ? &findings.facts()->routine.instructions().at(*entry.instruction)
                              : nullptr;
        add_row(*table,
                {QLatin1String(severity_name(entry.severity)), entry.rule,
                 instruction != nullptr ? hex_value(instruction->address) : QString(),
                 instruction != nullptr ? text_of(instruction->text()) : QString(),
                 entry.times > 0 ? QString::number(entry.times) : QString(), entry.message});
    }
    return table;
}

std::unique_ptr<QAbstractItemModel> make_matrix_table(const MatrixModel& matrix) {
    auto table = std::make_unique<QStandardItemModel>();
    table->setHorizontalHeaderLabels({ProofTablesText::tr("World"), ProofTablesText::tr("Register"),
                                      ProofTablesText::tr("Slot"), ProofTablesText::tr("Saved by"),
                                      ProofTablesText::tr("Restored by")});
    for (int row = 0; row < matrix.rowCount(); ++row) {
        if (matrix.is_heading(row)) {
            continue;
        }
        const auto cell = [&](int column) { return matrix.index(row, column); };
        const bool host =
            cell(0).data(MatrixModel::owner_role).toInt() == static_cast<int>(SlotOwner::host);
        add_row(*table, {host ? ProofTablesText::tr("host") : ProofTablesText::tr("guest"),
                         cell(MatrixModel::place).data().toString(),
                         cell(MatrixModel::slot).data(Qt::ToolTipRole).toString(),
                         cell(MatrixModel::saved).data(MatrixModel::addresses_role).toString(),
                         cell(MatrixModel::restored).data(MatrixModel::addresses_role).toString()});
    }
    return table;
}

} // namespace switchscope::ui
