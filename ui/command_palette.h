// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <QPointer>

#include "ui/actions.h"

namespace switchscope::ui {

class Theme;
class WindowActions;

/// The actions whose name has the letters of the filter, the best first; without a filter all, as in the menu.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit PaletteModel(const WindowActions& actions, QObject* parent = nullptr);

    void set_filter(const QString& filter);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    ActionId action_at(int row) const { return found_.at(static_cast<std::size_t>(row)).id; }
    const std::vector<qsizetype>& letters_at(int row) const {
        return found_.at(static_cast<std::size_t>(row)).letters;
    }

  private:
    struct Found {
        ActionId id;
        int score;
        std::vector<qsizetype> letters; ///< of the name, that the filter names
    };
    const WindowActions& actions_;
    std::vector<Found> found_;
};

/// Every action by a few letters of its name: Enter runs it. One that cannot be had now says why.
class CommandPalette : public QFrame {
    Q_OBJECT
  public:
    CommandPalette(const Theme& theme, const WindowActions& actions, QWidget* window);

    void toggle();
    QLineEdit* filter() const { return filter_; }
    QListView* list() const { return list_; }
    const PaletteModel& model() const { return model_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void place();
    void move_by(int rows);
    void run();

    const Theme& theme_;
    const WindowActions& actions_;
    PaletteModel model_;
    QLineEdit* filter_;
    QListView* list_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
