// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractItemModel>

namespace switchscope::ui {

class FindingsModel;
class MatrixModel;

/// The findings as a table to be copied. Each row has the severity, the rule, the address and text
/// of the instruction, the number of recorded switches, and what is wrong.
std::unique_ptr<QAbstractItemModel> make_findings_table(const FindingsModel& findings);

/// The matrix as a table to be copied, without heading rows. Each row has the world, the register,
/// the slot, and all instructions that save and restore it.
std::unique_ptr<QAbstractItemModel> make_matrix_table(const MatrixModel& matrix);

} // namespace switchscope::ui
