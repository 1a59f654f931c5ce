// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/trace/recording.h"
#include "core/trace/switch_filter.h"

namespace switchscope::ui {

/// The guest's exits from the beginning of a recording: all, or those that a filter takes. More of
/// them are searched for as somebody scrolls, and decoded when they come into sight. So a long
/// recording costs no more than a short one.
class ExitsModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { in_switch, at_step, cause, subject, guest_pc, count };

    /// The recording lives until the next call, or as long as this. Null: there is none.
    void show(std::shared_ptr<const SessionFacts> facts, const Recording* recording);
    void follow(); ///< the recording has grown
    void set_filter(const SwitchFilter& wanted);
    const SwitchFilter& filter() const { return filter_; }
    /// The causes that occur, as scause encodes them.
    std::vector<std::uint64_t> causes() const;
    std::size_t position_of(int row) const {
        return exits_.at(static_cast<std::size_t>(row)).step + 1;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static constexpr std::size_t at_once = 64;

  private:
    struct Decoded {
        std::uint64_t switch_number = 0;
        QString why, about, pc, text;
    };
    struct Found {
        std::size_t step;
        mutable std::optional<Decoded> decoded{};
    };
    Landmark landmark() const;
    bool is_wanted(std::size_t exit);
    const Decoded& decoded(const Found& exit) const;
    void start_over();

    std::shared_ptr<const SessionFacts> facts_;
    const Recording* recording_ = nullptr;
    SwitchFilter filter_;
    std::set<std::uint32_t> past_; ///< harts that are behind the last switch of the filter
    std::vector<Found> exits_;
    std::size_t looked_to_ = 0; ///< steps that have been searched
    bool all_there_ = true;
};

} // namespace switchscope::ui
