// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractItemModel>

namespace switchscope::ui {

class FindingsModel;
class MatrixModel;

/// The findings as a table to be copied, a row each: severity, rule, address and text of the instruction, in how many
/// recorded switches, and what is wrong.
std::unique_ptr<QAbstractItemModel> make_findings_table(const FindingsModel& findings);

/// What is saved and restored, without headings between: world, register, slot, and every instruction that does it.
std::unique_ptr<QAbstractItemModel> make_matrix_table(const MatrixModel& matrix);

} // namespace switchscope::ui
