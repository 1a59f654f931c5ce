// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include "ui/proof/matrix_model.h"

namespace switchscope::ui {

class Theme;

/// The matrix as a table. A click on a cell asks for its instruction.
class MatrixView : public QTableView {
    Q_OBJECT
  public:
    explicit MatrixView(const Theme& theme, QWidget* parent = nullptr);

    void show_session(std::shared_ptr<const SessionFacts> facts, const CheckReport& report);
    const MatrixModel& matrix() const { return model_; }
    /// Makes the cell of an instruction the current one, without asking for it.
    void show_instruction(std::size_t instruction);
    void set_width(int width);  ///< shares this number of pixels among the columns
    int height_of_rows() const; ///< with the header, in pixels

  Q_SIGNALS:
    void instruction_wanted(std::size_t instruction);

  protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

  private:
    void lay_out();
    void ask_for(const QModelIndex& index);

    const Theme& theme_;
    MatrixModel model_;
    bool quiet_ = false; ///< the program is changing the current cell, which asks for nothing
};

} // namespace switchscope::ui
