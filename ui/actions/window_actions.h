// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include "ui/actions/actions.h"

class QSettings;

namespace switchscope::ui {

class Theme;

/// The QActions of a window, made from the table, with the keys that the user gave them.
class WindowActions : public QObject {
    Q_OBJECT
  public:
    /// Shortcuts work anywhere in `window`. `settings` remembers those that were changed; null: nothing is remembered.
    WindowActions(const Theme& theme, QSettings* settings, QWidget* window);

    QAction* get(ActionId id) const { return actions_.at(static_cast<std::size_t>(id)); }
    /// Enables an action, or disables it for a reason that its tooltip and the palette tell.
    void set_available(ActionId id, const QString& why_not = {});
    const QString& why_not(ActionId id) const { return why_not_.at(static_cast<std::size_t>(id)); }

    QList<QKeySequence> keys(ActionId id) const { return get(id)->shortcuts(); }
    static QList<QKeySequence> first_keys(ActionId id); ///< those of the table
    /// In place of those before. An action that has one of them already loses it.
    void set_keys(ActionId id, const QList<QKeySequence>& keys);
    void reset_keys();
    /// Whose key it is, `except` apart.
    std::optional<ActionId> holder_of(const QKeySequence& key, ActionId except) const;

    /// Texts anew: the language of the program changed.
    void translate();

  Q_SIGNALS:
    void keys_changed();

  private:
    void write_tip(ActionId id);
    void put_keys(ActionId id, const QList<QKeySequence>& keys);
    static QString setting_of(ActionId id);

    const Theme& theme_;
    QSettings* settings_;
    std::array<QAction*, static_cast<std::size_t>(ActionId::count)> actions_{};
    std::array<QString, static_cast<std::size_t>(ActionId::count)> why_not_{};
};

} // namespace switchscope::ui
