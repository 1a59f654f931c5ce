// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QStringList>

#include "core/moment/current_switch.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// The names of all places of a session that can be watched: registers, followed CSRs and slots.
QStringList watchable_names(const SessionFacts& facts, const MachineState& state);
/// The place of a session with this name. None: it has no such place.
std::optional<Location> place_named(const QString& name, const SessionFacts& facts,
                                    const MachineState& state);

/// The places that the user watches, by name, with their values at the cursor. The names stay when
/// the session changes. A name that the session does not know shows no value.
class WatchModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    explicit WatchModel(const Theme& theme, QObject* parent = nullptr);

    enum Column : std::uint8_t { of_place, now, earlier, whose, count };

    const QStringList& names() const { return names_; }
    void set_names(const QStringList& names);
    bool add(const QString& wanted); ///< false: the name is there already
    void remove(int row);
    /// Inserts a name that was removed at its old row, or at the end where there are fewer rows.
    void put_back(int row, const QString& name);
    /// Reads the values of all places at the cursor. The timeline is not needed afterwards.
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
        bool written = false; ///< the last step wrote it
        Role role = Role::text;
    };
    const Theme& theme_;
    QStringList names_;
    std::vector<Value> values_; ///< parallel to names_
};

} // namespace switchscope::ui
