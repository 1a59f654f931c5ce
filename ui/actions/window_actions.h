// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include "ui/actions/actions.h"

class QSettings;

namespace switchscope::ui {

class Theme;

/// What one action does. The room whose widgets it touches registers this row, beside those
/// widgets.
struct ActionRow {
    ActionId id;
    /// Why the action cannot be had now, as the end of a sentence ("no target is open"). Empty: it
    /// can be had. Asked often: it must be cheap.
    std::function<QString()> why_not;
    std::function<void()> run;
    /// For an action that is on or off: which of these. Null: it is neither.
    std::function<bool()> is_checked = {};
};

/// For ActionRow::why_not: the action can be had at any time.
QString can_be_had();

/// The QActions of a window. Their texts come from the table, their rows from the rooms, and their
/// keys from the user.
///
/// Whoever changes something that a row may ask for calls changed(). The rows are asked again once
/// for all that changes in one turn of the event loop. A key or a click that comes first makes them
/// answer before it acts.
class WindowActions : public QObject {
    Q_OBJECT
  public:
    /// Shortcuts work anywhere in `window`. `settings` keeps the keys that the user changed; null:
    /// nothing is kept. Until its row is there, an action is disabled.
    WindowActions(const Theme& theme, QSettings* settings, QWidget* window);

    /// std::logic_error: the action has a row already, or this one lacks why_not or run.
    void add(ActionRow row);
    std::vector<ActionId> without_row() const;

    QAction* get(ActionId id) const { return actions_.at(index_of(id)); }
    /// What its key does: nothing while it cannot be had.
    void run(ActionId id);
    /// Why it cannot be had, by its row's last answer; empty: it can be had.
    const QString& why_not(ActionId id) const { return why_not_.at(index_of(id)); }

    void changed(); ///< what the rows answer may be another now
    void settle();  ///< asks the rows now, if anything has changed since they were asked last
    /// While held, the rows are asked only before a key or a click.
    void hold(bool held);

    QList<QKeySequence> keys(ActionId id) const { return get(id)->shortcuts(); }
    static QList<QKeySequence> first_keys(ActionId id); ///< those of the table
    /// In place of those before. An action that has one of them already loses it.
    void set_keys(ActionId id, const QList<QKeySequence>& keys);
    void reset_keys();
    /// Whose key it is, `except` apart.
    std::optional<ActionId> holder_of(const QKeySequence& key, ActionId except) const;

    /// Writes the texts again: the language of the program is another one.
    void translate();

  Q_SIGNALS:
    void refreshed(); ///< the rows were asked
    void keys_changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    static constexpr std::size_t count = static_cast<std::size_t>(ActionId::count);
    static constexpr std::size_t index_of(ActionId id) { return static_cast<std::size_t>(id); }

    void refresh();
    void show_answer(ActionId id, const QString& why_not);
    void run_row(const ActionRow& row);
    void write_tip(ActionId id);
    void put_keys(ActionId id, const QList<QKeySequence>& keys);
    static QString setting_of(ActionId id);

    const Theme& theme_;
    QSettings* settings_;
    std::array<QAction*, count> actions_{};
    std::array<std::optional<ActionRow>, count> rows_;
    std::array<QString, count> why_not_{};
    bool stale_ = false;  ///< something has changed since the rows were asked
    bool posted_ = false; ///< they will be asked when the event loop turns
    bool held_ = false;
};

} // namespace switchscope::ui
