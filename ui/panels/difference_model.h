// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/trace/recording.h"

namespace switchscope::ui {

/// A place that holds another value at the second of two moments.
struct Difference {
    Location at;
    std::optional<std::uint64_t> a, b;
    /// The last step before the later moment that has written the place. None: it is not known.
    std::optional<std::size_t> writer;
};

/// Everything that differs between the positions `a` and `b`: registers, CSRs and slots, in this
/// order.
std::vector<Difference> differences(const SaveArea& area, const Recording& recording, std::size_t a,
                                    std::size_t b);

/// What differs between two moments of a recording, and which step has changed it.
class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { place, value_a, value_b, writer, count };

    /// The recording lives until the next show_nothing(), or as long as this.
    void show(std::shared_ptr<const SessionFacts> facts, const Recording& recording, std::size_t a,
              std::size_t b);
    void show_nothing();
    bool shows() const { return recording_ != nullptr; }
    const std::vector<Difference>& differences() const { return differences_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString writer_text(const Difference& difference) const;

    std::shared_ptr<const SessionFacts> facts_;
    const Recording* recording_ = nullptr;
    std::vector<Difference> differences_;
};

} // namespace switchscope::ui
