// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QAbstractListModel>
#include <QStringList>

#include "ui/actions/actions.h"

namespace switchscope::ui {

class WindowActions;

/// A row of the palette: an action, or a register, CSR or slot to go to.
struct PaletteRow {
    std::optional<ActionId> action;      ///< none: a place
    QString name;                        ///< the action's text, or the place's name
    QString detail;                      ///< the action's group, or what kind of place it is
    QString why_not = {};                ///< why the action cannot be had now; empty: it can be
    std::vector<qsizetype> letters = {}; ///< those of the name that the filter has
    int strength = 0, score = 0;         ///< of the match
};

/// What the filter finds, the best match first, actions that can be had before those that cannot. A
/// match is the beginning of a word of the name, another word for the action, or else letters of
/// the name. Without a filter it is every action, in the order of the menu.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit PaletteModel(const WindowActions& actions, QObject* parent = nullptr);

    /// Names of registers, CSRs and slots. `alone`: there are no actions beside them.
    void set_places(QStringList names, bool alone);
    void set_filter(const QString& filter);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const PaletteRow& row(int number) const { return rows_.at(static_cast<std::size_t>(number)); }

    static constexpr std::size_t most_places = 12; ///< in a list with actions

  private:
    void find_actions(const QString& filter);
    void find_places(const QString& filter);

    const WindowActions& actions_;
    QStringList places_;
    bool places_alone_ = false;
    std::vector<PaletteRow> rows_;
};

} // namespace switchscope::ui
