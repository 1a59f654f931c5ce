// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/moment/current_switch.h"
#include "core/moment/switch_index.h"
#include "core/session/session.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// A stretch of one world switch on the timeline: a macro, the guest, or C code.
struct TimelineBand {
    QString text;
    Role role = Role::host;
    std::size_t begin = 0, end = 0;  ///< positions; equal: none of its steps is recorded yet
    std::size_t length = 0;          ///< in steps that it has, or is expected to have
    bool strong = false;             ///< the guest runs
    std::optional<std::size_t> span; ///< index into Routine::spans(); none outside the routine
};

/// The stretches of the world switch under the cursor, of the hart in force there. It is
/// CurrentSwitch and SwitchIndex in the words of the window.
class TimelineModel {
  public:
    explicit TimelineModel(std::shared_ptr<const SessionFacts> facts);

    /// `over`: nothing more will be recorded, so what the routine would do next is not drawn.
    void set_over(bool over) { over_ = over; }
    void update(const Timeline& timeline, const SwitchIndex& index, const CurrentSwitch& now);

    const QString& title() const { return title_; }
    const std::vector<TimelineBand>& bands() const { return bands_; }
    std::size_t position() const { return position_; }
    std::size_t end() const { return end_; } ///< size of the recording, in steps
    /// The position behind the last step of the bands that is recorded.
    std::size_t recorded_end() const { return recorded_to_; }
    /// With the one that is about to be entered.
    std::size_t switch_count() const { return index_.count() + (about_to_enter_ ? 1 : 0); }
    std::optional<std::size_t> current_switch() const { return current_; }
    /// The entry of the switch that a position belongs to, on the hart of the bands; 0 where there
    /// is none.
    std::size_t entry_before(std::size_t position) const;

  private:
    void add_recorded(const Recording& recording, std::size_t begin, std::size_t end,
                      std::uint32_t hart);
    void add_planned();
    TimelineBand band_for(const Step& step) const;
    TimelineBand band_for_span(std::size_t span) const;

    std::shared_ptr<const SessionFacts> facts_;
    QString title_;
    std::vector<TimelineBand> bands_;
    SwitchIndex index_;
    bool about_to_enter_ = false;
    bool over_ = false;
    std::size_t position_ = 0, end_ = 0;
    std::vector<TimelineBand> recorded_; ///< of the hart's steps in [recorded_from_, recorded_to_)
    std::size_t recorded_from_ = 0, recorded_to_ = 0;
    std::uint32_t hart_ = 0;
    std::optional<Step> last_; ///< the last one of these steps
    std::optional<std::size_t> current_;
};

} // namespace switchscope::ui
