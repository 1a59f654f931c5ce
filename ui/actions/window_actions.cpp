// SPDX-License-Identifier: MIT
#include "ui/actions/window_actions.h"

#include <stdexcept>
#include <string>
#include <utility>

#include <QCoreApplication>
#include <QEvent>
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

/// Whether the user may be about to run an action, or to read about one.
bool may_reach_an_action(QEvent::Type type) {
    return type == QEvent::ShortcutOverride || type == QEvent::KeyPress ||
           type == QEvent::MouseButtonPress || type == QEvent::TouchBegin ||
           type == QEvent::ContextMenu || type == QEvent::ToolTip;
}

} // namespace

QString can_be_had() {
    return {};
}

WindowActions::WindowActions(const Theme& theme, QSettings* settings, QWidget* window)
    : QObject(window), theme_(theme), settings_(settings) {
    for (const ActionSpec& spec : action_table()) {
        auto* action = new QAction(this);
        action->setObjectName(QStringLiteral("action_") + QLatin1String(spec.name));
        action->setShortcutContext(Qt::WindowShortcut);
        action->setEnabled(false);
        window->addAction(action);
        actions_.at(index_of(spec.id)) = action;
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
    // Keys and clicks of one burst are handled without a turn of the event loop in between, so
    // what changed() has posted may come too late for the second one.
    QCoreApplication::instance()->installEventFilter(this);
}

void WindowActions::add(ActionRow row) {
    const std::string name = action_spec(row.id).name;
    auto& place = rows_.at(index_of(row.id));
    if (place) {
        throw std::logic_error("the action " + name + " has a second row");
    }
    if (!row.why_not || !row.run) {
        throw std::logic_error("the row of the action " + name + " lacks why_not or run");
    }
    place = std::move(row);
    QAction* action = get(place->id);
    action->setCheckable(place->is_checked != nullptr);
    connect(action, &QAction::triggered, this, [this, &place] { run_row(*place); });
    changed();
}

std::vector<ActionId> WindowActions::without_row() const {
    std::vector<ActionId> all;
    for (const ActionSpec& spec : action_table()) {
        if (!rows_.at(index_of(spec.id))) {
            all.push_back(spec.id);
        }
    }
    return all;
}

void WindowActions::run(ActionId id) {
    settle();
    get(id)->trigger(); // which does nothing while the action is disabled
}

/// Something may have changed since the row was asked last, so it is asked once more. Qt has
/// switched a checkable action by now; it is to show what is, though, not what was asked for, as a
/// dialog may still have to be answered.
void WindowActions::run_row(const ActionRow& row) {
    if (row.why_not().isEmpty()) {
        row.run();
    }
    if (row.is_checked) {
        get(row.id)->setChecked(row.is_checked());
    }
    changed();
}

void WindowActions::changed() {
    stale_ = true;
    if (!posted_ && !held_) {
        posted_ = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                posted_ = false;
                if (!held_) {
                    settle();
                }
            },
            Qt::QueuedConnection);
    }
}

void WindowActions::settle() {
    if (stale_) {
        refresh();
    }
}

void WindowActions::hold(bool held) {
    held_ = held;
    if (stale_) {
        changed();
    }
}

void WindowActions::refresh() {
    stale_ = false;
    for (const auto& row : rows_) {
        if (row) {
            show_answer(row->id, row->why_not());
            if (row->is_checked) {
                get(row->id)->setChecked(row->is_checked());
            }
        }
    }
    Q_EMIT refreshed();
}

/// Most answers are those of before: then nothing is written.
void WindowActions::show_answer(ActionId id, const QString& why_not) {
    QString& reason = why_not_.at(index_of(id));
    if (reason != why_not) {
        reason = why_not;
        write_tip(id);
    }
    if (get(id)->isEnabled() != why_not.isEmpty()) {
        get(id)->setEnabled(why_not.isEmpty());
    }
}

bool WindowActions::eventFilter(QObject* /*watched*/, QEvent* event) {
    if (stale_ && may_reach_an_action(event->type())) {
        refresh();
    }
    return false;
}

void WindowActions::translate() {
    for (const ActionSpec& spec : action_table()) {
        get(spec.id)->setText(action_text(spec));
        write_tip(spec.id);
    }
    changed(); // the reasons are sentences, too
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
