// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QStringList>

#include "ui/look/theme.h"
#include "ui/session/current_switch.h"

namespace switchscope::ui {

/// The names of all places that can be watched: registers, CSRs that the session follows, slots.
QStringList watchable_names(const SessionFacts& facts, const MachineState& state);
/// The place with this name. None: the session has no such place.
std::optional<Location> place_named(const QString& name, const SessionFacts& facts,
                                    const MachineState& state);

/// Places that the user keeps in sight, by name, with what they hold at the cursor. The names stay
/// when another session is shown; a name that it does not know has no value.
class WatchModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    explicit WatchModel(const Theme& theme, QObject* parent = nullptr);

    enum Column : std::uint8_t { of_place, now, earlier, whose, count };

    const QStringList& names() const { return names_; }
    void set_names(const QStringList& names);
    bool add(const QString& wanted); ///< false: it is watched already
    void remove(int row);
    void put_back(int row, const QString& name); ///< at this row, or at the end of a shorter list
    /// What the places hold now; the timeline is not kept.
    void show(const SessionFacts& facts, const Timeline& timeline, const CurrentSwitch& current);
    void show_nothing();
    std::optional<Location> place_of(int row) const {
        return values_.at(static_cast<std::size_t>(row)).place;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  Q_SIGNALS:
    void names_changed();

  private:
    struct Value {
        std::optional<Location> place;
        QString value, before, owner;
        bool written = false; ///< by the last step
        Role role = Role::text;
    };
    const Theme& theme_;
    QStringList names_;
    std::vector<Value> values_; ///< parallel to names_
};

} // namespace switchscope::ui
