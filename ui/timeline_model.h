// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/session/session.h"
#include "ui/current_switch.h"
#include "ui/switch_index.h"
#include "ui/theme.h"

namespace switchscope::ui {

/// A stretch of one world switch on the timeline.
struct TimelineBand {
    QString text;
    Role role = Role::host;
    std::size_t begin = 0, end = 0;  ///< positions; equal: nothing of it recorded yet
    std::size_t length = 0;          ///< steps it has, or will have as far as that is known
    bool strong = false;             ///< the guest itself
    std::optional<std::size_t> span; ///< of the routine; none outside it
};

/// What the bar at the bottom shows: the stretches of the switch under the cursor, and all switches so far.
class TimelineModel {
  public:
    explicit TimelineModel(std::shared_ptr<const SessionFacts> facts);

    /// Nothing more will be recorded: what the routine would do next is not drawn.
    void set_over(bool over) { over_ = over; }
    void update(const Timeline& timeline, const SwitchIndex& index, const CurrentSwitch& now);

    const QString& title() const { return title_; }
    const std::vector<TimelineBand>& bands() const { return bands_; }
    std::size_t position() const { return position_; }
    std::size_t end() const { return end_; } ///< of the recording, in steps
    std::size_t switch_count() const { return index_.count() + (about_to_enter_ ? 1 : 0); }
    std::optional<std::size_t> current_switch() const { return current_; }
    std::optional<std::size_t> entry_of(std::size_t number) const; ///< none: not recorded
    std::optional<SwitchRecord> switch_at(std::size_t position) const {
        return index_.at(position);
    }
    std::size_t entry_before(std::size_t position) const; ///< of the switch it belongs to

  private:
    void add_recorded(const Timeline& timeline, std::size_t begin, std::size_t end);
    void add_planned();
    TimelineBand band_for(const Step& step) const;
    TimelineBand band_for_span(std::size_t span) const;

    std::shared_ptr<const SessionFacts> facts_;
    QString title_;
    std::vector<TimelineBand> bands_;
    SwitchIndex index_;
    bool about_to_enter_ = false;
    bool over_ = false; ///< nothing more will be recorded
    std::size_t position_ = 0, end_ = 0;
    std::optional<std::size_t> current_;
};

} // namespace switchscope::ui
