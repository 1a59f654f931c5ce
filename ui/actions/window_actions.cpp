// SPDX-License-Identifier: MIT
#include "ui/actions/window_actions.h"

#include <QSettings>
#include <QWidget>

#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

QList<QKeySequence> keys_of(const QString& text) {
    QList<QKeySequence> keys;
    for (const QString& key : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const QKeySequence sequence(key, QKeySequence::PortableText);
        if (!sequence.isEmpty()) {
            keys.append(sequence);
        }
    }
    return keys;
}

QString text_of_keys(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) {
        texts.append(key.toString(QKeySequence::PortableText));
    }
    return texts.join(QLatin1Char(';'));
}

} // namespace

WindowActions::WindowActions(const Theme& theme, QSettings* settings, QWidget* window)
    : QObject(window), theme_(theme), settings_(settings) {
    for (const ActionSpec& spec : action_table()) {
        auto* action = new QAction(this);
        action->setObjectName(QStringLiteral("action_") + QLatin1String(spec.name));
        action->setShortcutContext(Qt::WindowShortcut);
        window->addAction(action);
        actions_.at(static_cast<std::size_t>(spec.id)) = action;
        const QString setting = setting_of(spec.id);
        action->setShortcuts(settings_ != nullptr && settings_->contains(setting)
                                 ? keys_of(settings_->value(setting).toString())
                                 : first_keys(spec.id));
    }
    translate();
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

void WindowActions::translate() {
    for (const ActionSpec& spec : action_table()) {
        get(spec.id)->setText(action_text(spec));
        write_tip(spec.id);
    }
}

void WindowActions::write_tip(ActionId id) {
    const ActionSpec& spec = action_spec(id);
    QAction* action = get(id);
    QString tip = action_text(spec);
    if (!action->shortcut().isEmpty()) {
        tip += QStringLiteral("  (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    }
    tip += QStringLiteral("\n") + action_tip(spec);
    if (spec.script != nullptr) {
        tip += QStringLiteral("\n") + tr("In scripts: %1").arg(QLatin1String(spec.script));
    }
    if (!why_not(id).isEmpty()) {
        tip += QStringLiteral("\n") + tr("Not now: %1").arg(why_not(id));
    }
    action->setToolTip(tip);
}

void WindowActions::set_available(ActionId id, const QString& why_not) {
    QString& reason = why_not_.at(static_cast<std::size_t>(id));
    if (reason != why_not) { // asked at every step: most often nothing has changed
        reason = why_not;
        write_tip(id);
        get(id)->setEnabled(why_not.isEmpty());
    }
}

QList<QKeySequence> WindowActions::first_keys(ActionId id) {
    return keys_of(QString::fromLatin1(action_spec(id).shortcuts));
}

QString WindowActions::setting_of(ActionId id) {
    return QStringLiteral("keys/") + QLatin1String(action_spec(id).name);
}

void WindowActions::put_keys(ActionId id, const QList<QKeySequence>& keys) {
    get(id)->setShortcuts(keys);
    write_tip(id);
    if (settings_ == nullptr) {
        return;
    }
    if (keys == first_keys(id)) {
        settings_->remove(setting_of(id));
    } else {
        settings_->setValue(setting_of(id), text_of_keys(keys));
    }
}

void WindowActions::set_keys(ActionId id, const QList<QKeySequence>& keys) {
    for (const QKeySequence& key : keys) {
        while (const auto holder = holder_of(key, id)) {
            QList<QKeySequence> left = this->keys(*holder);
            left.removeAll(key);
            put_keys(*holder, left);
        }
    }
    put_keys(id, keys);
    Q_EMIT keys_changed();
}

void WindowActions::reset_keys() {
    for (const ActionSpec& spec : action_table()) {
        put_keys(spec.id, first_keys(spec.id));
    }
    Q_EMIT keys_changed();
}

std::optional<ActionId> WindowActions::holder_of(const QKeySequence& key, ActionId except) const {
    for (const ActionSpec& spec : action_table()) {
        if (spec.id != except && keys(spec.id).contains(key)) {
            return spec.id;
        }
    }
    return std::nullopt;
}

} // namespace switchscope::ui
