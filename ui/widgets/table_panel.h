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

/// A panel with a table, lines of controls above it, and a hint in its place while it is empty.
class TablePanel : public QWidget {
    Q_OBJECT
  public:
    /// `name` is the object name of the panel, and "NAME_table" that of its table. The model must
    /// live longer than the panel.
    TablePanel(const Theme& theme, QAbstractItemModel* model, const QString& name,
               const std::function<QString()>& hint, QWidget* parent = nullptr);

    DataTable* table() const { return table_; }
    QHBoxLayout* head() const { return head_; } ///< the first line of controls
    QHBoxLayout* add_line();                    ///< one more line, below the others
    /// The widths of the columns from the left, in pixels at 100 %.
    void set_widths(std::initializer_list<int> units);
    QString hint() const { return hint_->text(); }
    /// Shows what is wrong with the text that was typed above the table. Empty: nothing is.
    void complain(const QString& what);
    QString complaint() const { return complaint_->text(); }
    /// Asks for the hint again, because it says something else now.
    void renew_hint() { hint_->setText(hint_text_()); }

  protected:
    /// Shows another widget in place of the table and its hint. Null: the table again.
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
