// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/analysis/finding.h"
#include "core/moment/current_switch.h"
#include "core/session/breakpoint.h"
#include "core/session/session.h"

namespace switchscope::ui {

enum class Progress : std::uint8_t { pending, current, done };

struct RoutineLine {
    QString address; ///< its last five digits
    QString text;    ///< "ld s3, 0x3f8(a0)"
    QString bytes;   ///< as they lie in memory: "03 39 45 3f"
    QString source;  ///< the source line; empty where the source is not at hand
    QString tip;     ///< full address and source line
    bool executed = false;
    bool next = false;               ///< the instruction that comes next
    std::optional<Severity> finding; ///< the worst finding at this instruction
    QString finding_text;
    bool breakpoint = false;
    bool breakpoint_on = false; ///< the breakpoint is enabled
};

/// A finding of the proof at one instruction.
struct RoutineFinding {
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
    bool differs = false;            ///< the known macro of this name does something else
    std::vector<RoutineLine> lines;
};

/// Where an instruction stands in the panel.
struct RoutinePlace {
    std::size_t band = 0, line = 0;
    bool operator==(const RoutinePlace&) const = default;
};

/// Which parts of the panel a step has changed. Bands are given by their index.
struct RoutineChanges {
    std::vector<std::size_t> bands; ///< have a new progress, which changes all of their pixels
    std::vector<std::size_t> heads; ///< have a new number of executed instructions
    std::vector<RoutinePlace> lines;
    bool guest = false; ///< the divider that stands for the guest
};

/// What the routine panel shows: bands in the order of execution, with the guest between the
/// halves.
class RoutineModel {
  public:
    explicit RoutineModel(std::shared_ptr<const SessionFacts> facts);

    RoutineChanges update(const CurrentSwitch& now);
    void mark(const std::vector<RoutineFinding>& marks); ///< replaces all earlier findings
    void show_breakpoints(const std::vector<BreakpointPlace>& places);
    std::optional<std::size_t> next_instruction() const { return next_; }

    std::optional<RoutinePlace> place_of(std::size_t instruction) const;
    std::size_t instruction_at(RoutinePlace place) const;

    const QString& title() const { return title_; }
    /// Says where the names of the macros come from, and which macros do something else than the
    /// known macro of their name.
    QString naming() const;
    const std::vector<RoutineBand>& bands() const { return bands_; }
    std::optional<std::size_t> current_band() const { return current_; }
    /// The guest is executed between this band and the next one.
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
