// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/session/session.h"
#include "ui/look/theme.h"
#include "ui/session/current_switch.h"
#include "ui/session/switch_index.h"

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

/// The colour of a macro of the routine.
Role role_of_macro(MacroSpan::Kind kind);

/// The stretches of the switch under the cursor, of the hart in force there.
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
    /// Behind the last step of the bands that is recorded.
    std::size_t recorded_end() const { return recorded_to_; }
    std::size_t switch_count() const { return index_.count() + (about_to_enter_ ? 1 : 0); }
    std::optional<std::size_t> current_switch() const { return current_; }
    std::size_t entry_before(std::size_t position) const; ///< of the switch it belongs to

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
    bool over_ = false; ///< nothing more will be recorded
    std::size_t position_ = 0, end_ = 0;
    std::vector<TimelineBand> recorded_; ///< of steps [recorded_from_, recorded_to_) of the hart
    std::size_t recorded_from_ = 0, recorded_to_ = 0;
    std::uint32_t hart_ = 0;
    std::optional<Step> last_; ///< of them
    std::optional<std::size_t> current_;
};

} // namespace switchscope::ui
