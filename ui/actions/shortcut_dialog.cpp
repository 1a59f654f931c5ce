// SPDX-License-Identifier: MIT
#include "ui/actions/shortcut_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

ShortcutModel::ShortcutModel(const WindowActions& actions, QObject* parent)
    : QAbstractTableModel(parent), actions_(actions) {
    connect(&actions, &WindowActions::keys_changed, this,
            [this] { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, count - 1)); });
}

int ShortcutModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(action_table().size());
}

int ShortcutModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

bool ShortcutModel::changed(ActionId id) const {
    return actions_.keys(id) != WindowActions::first_keys(id);
}

QVariant ShortcutModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const ActionId id = action_at(index.row());
    const ActionSpec& spec = action_spec(id);
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(changed(id));
        return font;
    }
    if (role == Qt::ToolTipRole) {
        return action_tip(spec);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case action:
        return action_text(spec);
    case keys:
        return QKeySequence::listToString(actions_.keys(id), QKeySequence::NativeText);
    default:
        return action_group_title(spec.group);
    }
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == action ? tr("Action") : section == keys ? tr("Keys") : tr("Group");
}

ShortcutDialog::ShortcutDialog(const Theme& theme, WindowActions& actions, QWidget* window)
    : QDialog(window), actions_(actions), model_(actions), filter_(new QLineEdit),
      table_(new QTableView), name_(new QLabel), key_(new QKeySequenceEdit), conflict_(new QLabel),
      set_(new QPushButton(tr("Set"))), remove_(new QPushButton(tr("Remove"))),
      reset_(new QPushButton(tr("As at First"))),
      reset_all_(new QPushButton(tr("All as at First"))) {
    setObjectName(QStringLiteral("shortcut_dialog"));
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(theme);
    connect(filter_, &QLineEdit::textChanged, &filtered_,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ShortcutDialog::show_chosen);
    connect(key_, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys) {
        if (keys.count() > 1) { // only one stroke: Qt would wait for a second one at each use
            key_->setKeySequence(QKeySequence(keys[0]));
        }
        show_conflict();
    });
    connect(set_, &QPushButton::clicked, this, [this] {
        QList<QKeySequence> keys = actions_.keys(*chosen());
        if (!keys.isEmpty()) {
            keys.removeFirst(); // menus show the first one; the others stay
        }
        keys.prepend(key_->keySequence());
        actions_.set_keys(*chosen(), keys);
        show_chosen();
    });
    connect(remove_, &QPushButton::clicked, this, [this] {
        actions_.set_keys(*chosen(), {});
        show_chosen();
    });
    connect(reset_, &QPushButton::clicked, this, [this] {
        actions_.set_keys(*chosen(), WindowActions::first_keys(*chosen()));
        show_chosen();
    });
    connect(reset_all_, &QPushButton::clicked, this, [this] {
        actions_.reset_keys();
        show_chosen();
    });
    choose(ActionId::instruction);
}

void ShortcutDialog::build(const Theme& theme) {
    filter_->setPlaceholderText(tr("Find an action"));
    filtered_.setSourceModel(&model_);
    filtered_.setFilterCaseSensitivity(Qt::CaseInsensitive);
    filtered_.setFilterKeyColumn(-1);
    table_->setObjectName(QStringLiteral("shortcut_table"));
    table_->setModel(&filtered_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(theme.ipx(26));
    table_->horizontalHeader()->setSectionResizeMode(ShortcutModel::action, QHeaderView::Stretch);
    table_->setColumnWidth(ShortcutModel::keys, theme.ipx(170));
    table_->setColumnWidth(ShortcutModel::group, theme.ipx(170));
    name_->setObjectName(QStringLiteral("shortcut_name"));
    key_->setObjectName(QStringLiteral("shortcut_key"));
    key_->setAccessibleName(tr("New key"));
    conflict_->setObjectName(QStringLiteral("shortcut_conflict"));
    conflict_->setProperty("role", "dim");
    conflict_->setWordWrap(true);
    conflict_->setMinimumHeight(theme.ipx(36)); // so that the dialog does not jump
    set_->setObjectName(QStringLiteral("shortcut_set"));
    set_->setProperty("role", "primary");
    remove_->setObjectName(QStringLiteral("shortcut_remove"));
    reset_->setObjectName(QStringLiteral("shortcut_reset"));
    reset_all_->setObjectName(QStringLiteral("shortcut_reset_all"));
    for (QPushButton* button : {set_, remove_, reset_, reset_all_}) {
        button->setAutoDefault(false); // Enter is a key like any other here
    }
    auto* editor = new QHBoxLayout;
    editor->addWidget(name_, 1);
    editor->addWidget(key_);
    editor->addWidget(set_);
    editor->addWidget(remove_);
    editor->addWidget(reset_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(reset_all_, QDialogButtonBox::ResetRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(filter_);
    column->addWidget(table_, 1);
    column->addLayout(editor);
    column->addWidget(conflict_);
    column->addWidget(buttons);
    resize(theme.ipx(720), theme.ipx(560));
}

void ShortcutDialog::choose(ActionId id) {
    filter_->clear();
    const QModelIndex index =
        filtered_.mapFromSource(model_.index(static_cast<int>(id), ShortcutModel::action));
    table_->setCurrentIndex(index);
    table_->scrollTo(index);
}

std::optional<ActionId> ShortcutDialog::chosen() const {
    const QModelIndex index = filtered_.mapToSource(table_->currentIndex());
    return index.isValid() ? std::optional(ShortcutModel::action_at(index.row())) : std::nullopt;
}

void ShortcutDialog::show_chosen() {
    const auto id = chosen();
    name_->setText(id ? action_text(action_spec(*id)) : QString());
    key_->setKeySequence(id ? actions_.get(*id)->shortcut() : QKeySequence());
    remove_->setEnabled(id && !actions_.keys(*id).isEmpty());
    reset_->setEnabled(id && actions_.keys(*id) != WindowActions::first_keys(*id));
    show_conflict();
}

void ShortcutDialog::show_conflict() {
    const auto id = chosen();
    const QKeySequence key = key_->keySequence();
    const bool other = id && !key.isEmpty() && key != actions_.get(*id)->shortcut();
    const auto holder = other ? actions_.holder_of(key, *id) : std::nullopt;
    conflict_->setText(
        holder ? tr("%1 is the key of \u201c%2\u201d: setting it here takes it "
                    "away there.")
                     .arg(key.toString(QKeySequence::NativeText), action_text(action_spec(*holder)))
               : QString());
    set_->setText(holder ? tr("Take It") : tr("Set"));
    set_->setEnabled(other);
}

} // namespace switchscope::ui
