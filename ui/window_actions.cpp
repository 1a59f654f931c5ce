// SPDX-License-Identifier: MIT
#include "ui/window_actions.h"

#include <QKeySequence>
#include <QWidget>

#include "ui/theme.h"

namespace switchscope::ui {

WindowActions::WindowActions(const Theme& theme, QWidget* window) : QObject(window), theme_(theme) {
    for (const ActionSpec& spec : action_table()) {
        auto* action = new QAction(tr(spec.text), this);
        action->setObjectName(QStringLiteral("action_%1").arg(static_cast<int>(spec.id)));
        QList<QKeySequence> keys;
        for (const QString& key :
             QString::fromLatin1(spec.shortcuts).split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            keys.append(QKeySequence(key, QKeySequence::PortableText));
        }
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        window->addAction(action);
        actions_.at(static_cast<std::size_t>(spec.id)) = action;
        set_available(spec.id);
    }
    const auto draw_icons = [this] {
        for (const ActionSpec& spec : action_table()) {
            if (spec.icon != Icon::none) {
                get(spec.id)->setIcon(make_icon(spec.icon, theme_));
            }
        }
    };
    connect(&theme_, &Theme::changed, this, draw_icons);
    draw_icons();
}

void WindowActions::set_available(ActionId id, const QString& why_not) {
    const ActionSpec& spec = action_spec(id);
    QAction* action = get(id);
    QString tip = QStringLiteral("%1  (%2)\n%3")
                      .arg(tr(spec.text), action->shortcut().toString(QKeySequence::NativeText),
                           tr(spec.tip));
    if (!why_not.isEmpty()) {
        tip += QStringLiteral("\n") + tr("Not now: %1").arg(why_not);
    }
    action->setToolTip(tip);
    action->setEnabled(why_not.isEmpty());
}

} // namespace switchscope::ui
