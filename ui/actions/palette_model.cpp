// SPDX-License-Identifier: MIT
#include "ui/actions/palette_model.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/isa/registers.h"
#include "ui/actions/fuzzy_match.h"
#include "ui/actions/window_actions.h"

namespace switchscope::ui {

namespace {

/// How well a row matches what was typed, the worst first.
enum Strength : std::uint8_t { letters, inside, other_name, word, beginning, whole };

std::vector<qsizetype> run_of_letters(qsizetype at, qsizetype count) {
    std::vector<qsizetype> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), at);
    return all;
}

/// The first of `words` that begins with what was typed.
QString other_word(const QString& filter, const QString& words) {
    const auto at = word_beginning(filter, words);
    return at ? words.mid(*at).section(QLatin1Char(' '), 0, 0) : QString();
}

} // namespace

PaletteModel::PaletteModel(const WindowActions& actions, QObject* parent)
    : QAbstractListModel(parent), actions_(actions) {
    set_filter({});
}

void PaletteModel::set_places(QStringList names, bool alone) {
    places_ = std::move(names);
    places_alone_ = alone;
}

void PaletteModel::find_actions(const QString& filter) {
    for (const ActionSpec& spec : action_table()) {
        if (spec.id == ActionId::palette) {
            continue; // it is open
        }
        PaletteRow row{spec.id, action_text(spec), action_group_title(spec.group),
                       actions_.why_not(spec.id)};
        const QString typed = filter.trimmed();
        if (const auto at = word_beginning(typed, row.name)) {
            row.strength = *at == 0 ? beginning : word;
            row.letters = run_of_letters(*at, typed.size());
        } else if (const QString other = other_word(typed, action_words(spec)); !other.isEmpty()) {
            row.strength = other_name;
            row.detail += QStringLiteral(" \u00b7 ") + other;
        } else if (auto match = fuzzy_match(filter, row.name)) {
            row.score = match->score;
            row.letters = std::move(match->at);
        } else {
            continue;
        }
        rows_.push_back(std::move(row));
    }
}

void PaletteModel::find_places(const QString& filter) {
    const QString typed = filter.trimmed();
    if (typed.isEmpty() && !places_alone_) {
        return;
    }
    std::vector<PaletteRow> found;
    for (const QString& name : std::as_const(places_)) {
        const qsizetype at = name.indexOf(typed, 0, Qt::CaseInsensitive);
        if (at < 0) {
            continue;
        }
        const std::string plain = name.toStdString();
        PaletteRow row{std::nullopt, name,
                       gpr_number(plain) ? tr("register")
                       : find_csr(plain) ? tr("CSR")
                                         : tr("slot")};
        const bool begins_part = at == 0 || name.at(at - 1) == QLatin1Char('.');
        row.strength = name.compare(typed, Qt::CaseInsensitive) == 0 ? whole
                       : begins_part                                 ? word
                                                                     : inside;
        row.letters = run_of_letters(at, typed.size());
        found.push_back(std::move(row));
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &PaletteRow::strength);
    if (!places_alone_ && found.size() > most_places) {
        found.resize(most_places);
    }
    rows_.insert(rows_.end(), found.begin(), found.end());
}

void PaletteModel::set_filter(const QString& filter) {
    beginResetModel();
    rows_.clear();
    if (!places_alone_) {
        find_actions(filter);
    }
    find_places(filter);
    const auto meant = [](const PaletteRow& row) {
        return row.strength > inside && row.why_not.isEmpty();
    };
    if (std::ranges::any_of(rows_, meant)) { // letters here and there in a name are chance then
        std::erase_if(rows_, [](const PaletteRow& row) { return row.strength == letters; });
    }
    if (!filter.trimmed().isEmpty()) {
        std::ranges::stable_sort(rows_, std::ranges::greater{}, [](const PaletteRow& row) {
            return std::tuple(row.why_not.isEmpty(), row.strength, row.score);
        });
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const PaletteRow& one = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return one.name;
    case Qt::AccessibleTextRole:
        return one.action ? actions_.get(*one.action)->toolTip()
                          : QStringLiteral("%1, %2").arg(one.name, one.detail);
    case Qt::ToolTipRole:
        return one.action ? action_tip(action_spec(*one.action)) : tr("Inspect %1").arg(one.name);
    default:
        return {};
    }
}

} // namespace switchscope::ui
