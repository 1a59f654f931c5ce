// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/widgets/data_table.h"

namespace switchscope::ui {

class Theme;

/// A panel that is a table, with room above it for a line of controls and a hint in its place while it is empty.
class TablePanel : public QWidget {
    Q_OBJECT
  public:
    /// `name` is the object name of the panel; its table is "NAME_table". The model outlives the panel.
    TablePanel(const Theme& theme, QAbstractItemModel* model, const QString& name,
               const std::function<QString()>& hint, QWidget* parent = nullptr);

    DataTable* table() const { return table_; }
    QHBoxLayout* head() const { return head_; }        ///< the line above the table
    QHBoxLayout* add_line();                           ///< another one below that
    void set_widths(std::initializer_list<int> units); ///< of the columns from the left, at 100%
    QString hint() const { return hint_->text(); }
    /// What is wrong with what was typed above the table; empty: nothing.
    void complain(const QString& what);
    QString complaint() const { return complaint_->text(); }
    void renew_hint() { hint_->setText(hint_text_()); } ///< it says something else now

  protected:
    /// Another table takes the place of the table and the hint; null: no longer.
    void show_instead(QWidget* other);

  private:
    void lay_out();
    void follow_rows();

    const Theme& theme_;
    QHBoxLayout* head_;
    QVBoxLayout* lines_; ///< above the table
    DataTable* table_;
    QLabel *hint_, *complaint_;
    QWidget* instead_ = nullptr;
    std::function<QString()> hint_text_;
    std::vector<int> widths_;
};

} // namespace switchscope::ui
