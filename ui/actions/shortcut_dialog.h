// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/actions/actions.h"

namespace switchscope::ui {

class Theme;
class WindowActions;

/// Every action with its keys. Those that the user has changed are bold.
class ShortcutModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    explicit ShortcutModel(const WindowActions& actions, QObject* parent = nullptr);

    enum Column : std::uint8_t { action, keys, group, count };
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    static ActionId action_at(int row) { return static_cast<ActionId>(row); }

  private:
    bool changed(ActionId id) const;
    const WindowActions& actions_;
};

/// Gives actions other keys. Where another action has the key, the dialog says so before it takes
/// the key from there.
class ShortcutDialog : public QDialog {
    Q_OBJECT
  public:
    ShortcutDialog(const Theme& theme, WindowActions& actions, QWidget* window);

    void choose(ActionId id);

  private:
    void build(const Theme& theme);
    std::optional<ActionId> chosen() const;
    void show_chosen();
    void show_conflict();

    WindowActions& actions_;
    ShortcutModel model_;
    QSortFilterProxyModel filtered_;
    QLineEdit* filter_;
    QTableView* table_;
    QLabel* name_;
    QKeySequenceEdit* key_;
    QLabel* conflict_;
    QPushButton* set_;
    QPushButton* remove_;
    QPushButton* reset_;
    QPushButton* reset_all_;
};

} // namespace switchscope::ui
