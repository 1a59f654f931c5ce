// SPDX-License-Identifier: MIT
#include "ui/panels/difference_model.h"

#include <algorithm>

#include "core/model/explain.h"
#include "ui/base/format.h"

namespace switchscope::ui {

std::vector<Difference> differences(const SaveArea& area, const Recording& recording, std::size_t a,
                                    std::size_t b) {
    const MachineState before = recording.state_at(a);
    const MachineState after = recording.state_at(b);
    std::vector<Difference> found;
    const auto compare = [&](const Location& at) {
        Difference one{at, before.value(at), after.value(at), std::nullopt};
        if (one.a != one.b) {
            const auto write =
                recording.previous(Landmark::write(at).by_hart(after.hart), std::max(a, b));
            one.writer = write && *write >= std::min(a, b) ? write : std::nullopt;
            found.push_back(one);
        }
    };
    for (unsigned number = 1; number < gpr_count; ++number) {
        compare(Location::gpr(number));
    }
    for (const auto& [number, value] : after.csrs) {
        compare(Location::csr(number));
    }
    for (std::size_t n = 0; n < std::min(before.areas.size(), after.areas.size()); ++n) {
        for (std::size_t slot = 0; slot < area.slots().size(); ++slot) {
            compare(Location::slot(static_cast<std::uint16_t>(n), slot, area.slots()[slot].size));
        }
    }
    return found;
}

void DifferenceModel::show(std::shared_ptr<const SessionFacts> facts, const Recording& recording,
                           std::size_t a, std::size_t b) {
    beginResetModel();
    facts_ = std::move(facts);
    recording_ = &recording;
    differences_ = ui::differences(facts_->area, recording, a, b);
    endResetModel();
}

void DifferenceModel::show_nothing() {
    beginResetModel();
    recording_ = nullptr;
    differences_.clear();
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(differences_.size());
}

int DifferenceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QString DifferenceModel::writer_text(const Difference& difference) const {
    if (!difference.writer) {
        return {};
    }
    const Step& step = recording_->step(*difference.writer);
    return tr("step %1 \u00b7 %2 \u00b7 %3")
        .arg(grouped(*difference.writer + 1), place_of_step(*facts_, step),
             text_of(instruction_of(step)));
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Difference& difference = differences_.at(static_cast<std::size_t>(index.row()));
    switch (index.column()) {
    case place:
        return text_of(location_name(difference.at, facts_->area));
    case value_a:
        return hex_value(difference.a, difference.at.size);
    case value_b:
        return hex_value(difference.b, difference.at.size);
    default:
        return writer_text(difference);
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case place:
        return tr("Register or slot");
    case value_a:
        return tr("A");
    case value_b:
        return tr("B");
    default:
        return tr("Written last by");
    }
}

} // namespace switchscope::ui
