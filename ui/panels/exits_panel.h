// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include "core/moment/exit_tally.h"
#include "ui/panels/exit_counts_model.h"
#include "ui/panels/exits_model.h"
#include "ui/widgets/table_panel.h"

namespace switchscope::ui {

class SessionController;

/// The guest's exits, as a list or as counts by cause. Filters restrict them to a hart, a vCPU, a
/// cause or a range of switches. The filters for hart and vCPU are shown only where there are
/// several.
class ExitsPanel : public TablePanel {
    Q_OBJECT
  public:
    ExitsPanel(const Theme& theme, SessionController& controller, ExitsModel& model);

    void show_session();
    void follow(); ///< the recording has grown, or the panel became visible

    QComboBox* causes() const { return causes_; }
    QComboBox* harts() const { return harts_; }
    QComboBox* vcpus() const { return vcpus_; }
    QLineEdit* switches() const { return switches_; }
    QPushButton* mode() const { return mode_; } ///< switches between list and counts
    bool shows_counts() const { return counted_->isVisibleTo(this); }
    const ExitCountsModel& counts() const { return counts_; }
    DataTable* counted() const { return counted_; }

  private:
    void build_filters();
    void apply();
    void offer();
    void show_counts(bool counts);
    void count_slice();

    SessionController& controller_;
    ExitsModel& model_;
    ExitCountsModel counts_;
    ExitTally tally_;
    QTimer rest_; ///< active while there is more to count
    QElapsedTimer since_shown_;
    QComboBox *causes_, *harts_, *vcpus_;
    QLineEdit* switches_;
    QPushButton* mode_;
    QLabel* progress_;
    DataTable* counted_;
    /// What the filters were offered from: the exits before this position. None: nothing yet.
    std::optional<std::size_t> offered_of_;
};

} // namespace switchscope::ui
