// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/finding.h"
#include "core/session/breakpoint.h"
#include "core/session/session.h"
#include "core/moment/current_switch.h"

namespace switchscope::ui {

enum class Progress : std::uint8_t { pending, current, done };

struct RoutineLine {
    QString address; ///< its last digits
    QString text;    ///< "ld s3, 0x3f8(a0)"
    QString bytes;   ///< as they lie in memory: "03 39 45 3f"
    QString source;  ///< its line; empty where it is not at hand
    QString tip;     ///< full address and source line
    bool executed = false;
    bool next = false;               ///< the instruction that comes next
    std::optional<Severity> finding; ///< the worst that the proof has against it
    QString finding_text;
    bool breakpoint = false;
    bool breakpoint_on = false; ///< it may stop the target
};

/// What the proof says about one instruction.
struct RoutineMark {
    std::size_t instruction = 0; ///< index into Routine::instructions()
    Severity severity = Severity::error;
    QString text;
};

/// One macro (or lone instruction) of the routine.
struct RoutineBand {
    QString name;
    QString tip;
    Half half = Half::none;
    MacroSpan::Kind kind = MacroSpan::Kind::other;
    std::size_t done = 0;
    Progress progress = Progress::pending;
    std::optional<Severity> finding; ///< the worst of its lines
    bool differs = false;            ///< the macro that is known by this name does something else
    std::vector<RoutineLine> lines;
};

/// Where an instruction stands in the panel.
struct RoutinePlace {
    std::size_t band = 0, line = 0;
    bool operator==(const RoutinePlace&) const = default;
};

/// What of the panel looks other than before.
struct RoutineChanges {
    std::vector<std::size_t> bands; ///< all of them: became the current one, or ended to be it
    std::vector<std::size_t> heads; ///< of bands: another part of it is done
    std::vector<RoutinePlace> lines;
    bool guest = false; ///< the divider behind which the guest runs
};

/// The routine as the panel beside the lanes tells it: bands in the order of execution, the guest in the middle.
class RoutineModel {
  public:
    explicit RoutineModel(std::shared_ptr<const SessionFacts> facts);

    RoutineChanges update(const CurrentSwitch& now);
    void mark(const std::vector<RoutineMark>& marks); ///< in place of those before
    void show_breakpoints(const std::vector<BreakpointPlace>& places);
    std::optional<std::size_t> next_instruction() const { return next_; }

    std::optional<RoutinePlace> place_of(std::size_t instruction) const;
    std::size_t instruction_at(RoutinePlace place) const;

    const QString& title() const { return title_; }
    /// Where the names of the macros come from, and which of them do something else than is known of them.
    QString naming() const;
    const std::vector<RoutineBand>& bands() const { return bands_; }
    std::optional<std::size_t> current_band() const { return current_; }
    /// The band behind which the guest runs.
    std::optional<std::size_t> last_band_before_guest() const { return before_guest_; }
    std::size_t guest_steps() const { return guest_steps_; }
    bool guest_unwatched() const { return guest_unwatched_; }
    bool in_guest() const { return in_guest_; }

  private:
    std::shared_ptr<const SessionFacts> facts_;
    QString title_;
    std::vector<RoutineBand> bands_;
    std::optional<std::size_t> current_, before_guest_, next_;
    std::size_t guest_steps_ = 0;
    bool in_guest_ = false;
    bool guest_unwatched_ = false;
};

} // namespace switchscope::ui
