// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "core/model/machine_state.h"
#include "core/trace/recording.h"

namespace switchscope {

/// Units in which one moves through a recording or lets a target run. All but single instructions are of one hart:
/// what others do in between neither ends a stretch nor belongs to it.
enum class Stride : std::uint8_t {
    instruction,
    macro, ///< to the end of the macro (span), of the guest's run, or of the C code between switches
    half,  ///< to the end of the half: onto the guest's first instruction, or back in C
    world_switch, ///< to the entry of the next world switch
};

/// A cursor over a recording. Position p means: p steps have executed; step p is the next one.
/// Reads only; the recording may grow behind it.
class Timeline {
  public:
    explicit Timeline(const Recording& recording);

    const Recording& recording() const { return *recording_; }
    std::size_t position() const { return position_; }
    std::size_t size() const { return recording_->size(); }
    bool at_end() const { return position_ == recording_->size(); }
    const MachineState& state() const { return state_; } ///< after position() steps
    /// The step that led here (position()-1), good until the cursor moves; null at the start.
    const Step* last_step() const { return last_step_ ? &*last_step_ : nullptr; }

    void go_to(std::size_t position); ///< clamped to size()
    /// To the end of the stretch of the cursor's hart (the one in force in state()). False when already at the end;
    /// where the hart does nothing more, to the end.
    bool forward(Stride stride);
    bool back(Stride stride); ///< the same, backwards
    void go_to_end() { go_to(size()); }
    /// Puts another hart in force: state() shows it as it is at this moment, and strides are its own. So it stays until the
    /// cursor moves. One that is not known is ignored.
    void select_hart(std::uint32_t hart);
    /// Behind the next step that is `landmark`; for a switch entry in front of it, where the switch begins. False when
    /// there is none: the cursor stays.
    bool go_to_next(const Landmark& landmark);
    bool go_to_previous(const Landmark& landmark); ///< the same, backwards

    /// First step of the stretch that last_step() belongs to (same switch, same span, same world): the trail.
    /// Steps of other harts may lie in between.
    std::size_t trail_begin() const { return trail_begin(Stride::macro); }
    /// The last step before `position` that wrote `location`, or none. A register is that of the cursor's hart; a slot
    /// may have been written by any.
    std::optional<std::size_t> previous_write(const Location& location, std::size_t position) const;
    /// The first step at or after `position` that wrote `location`, or none.
    std::optional<std::size_t> next_write(const Location& location, std::size_t position) const;
    /// Who put the value here that state() shows: the last step that wrote `location`; none: it was there before.
    std::optional<std::size_t> writer_of(const Location& location) const {
        return previous_write(location, position_);
    }
    /// The step that enters world switch `number`; none: not in this recording.
    std::optional<std::size_t> entry_of_switch(std::uint64_t number) const;

  private:
    std::optional<std::size_t> next_of_hart(std::uint32_t hart, std::size_t position) const;
    std::optional<std::size_t> previous_of_hart(std::uint32_t hart, std::size_t position) const;
    std::size_t trail_begin(Stride stride) const;

    const Recording* recording_;
    std::size_t position_ = 0;
    MachineState state_;
    std::optional<Step> last_step_; ///< a copy: a file does not keep it at hand
};

/// True when `next` does not belong to the stretch of `stride` that `step` belongs to. A step of another hart never does.
bool begins_new_stretch(const Step& step, const Step& next, Stride stride);

} // namespace switchscope
