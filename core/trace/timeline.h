// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "core/model/machine_state.h"
#include "core/trace/recording.h"

namespace switchscope {

/// Units in which one moves through a recording or lets a target run. A stretch that is longer than
/// an instruction belongs to one hart: steps of other harts neither end it nor belong to it.
enum class Stride : std::uint8_t {
    instruction,
    /// To the end of the macro (span), of what the guest does, or of the C code between switches.
    macro,
    half,         ///< to the end of the half: onto the guest's first instruction, or back in C
    world_switch, ///< to the entry of the next world switch
};

/// A cursor over a recording. At position p, p steps have executed, and step p is the next one. The
/// cursor only reads. The recording may grow meanwhile.
class Timeline {
  public:
    explicit Timeline(const Recording& recording);

    const Recording& recording() const { return *recording_; }
    std::size_t position() const { return position_; }
    std::size_t size() const { return recording_->size(); }
    bool at_end() const { return position_ == recording_->size(); }
    const MachineState& state() const { return state_; } ///< after position() steps
    /// The step in front of the cursor, number position()-1. Good until the cursor moves; null at
    /// the start.
    const Step* last_step() const { return last_step_ ? &*last_step_ : nullptr; }

    void go_to(std::size_t position); ///< a position behind size() counts as size()
    /// Goes to the end of the stretch of the cursor's hart, which is the hart in force in state().
    /// Where that hart has no further step, goes to the end. False when at the end already.
    bool forward(Stride stride);
    bool back(Stride stride); ///< the same, backwards
    void go_to_end() { go_to(size()); }
    /// Puts another hart in force, without moving: state() has it as it is at this moment, and
    /// strides are those of this hart. When the cursor moves, the hart of the step in front of it
    /// is in force again. A hart that is not known is ignored.
    void select_hart(std::uint32_t hart);
    /// Goes behind the next step that is `landmark`; with a switch entry in front of it, where the
    /// switch begins. False when there is none: the cursor stays.
    bool go_to_next(const Landmark& landmark);
    bool go_to_previous(const Landmark& landmark); ///< the same, backwards

    /// The trail is the part of a stretch that led to the cursor: steps of one hart in one switch,
    /// span and world, up to last_step(). Gives the first of them. Steps of other harts may lie in
    /// between.
    std::size_t trail_begin() const { return trail_begin(Stride::macro); }
    /// The last step before `position` that wrote `location`, or none. A register is that of the
    /// cursor's hart. Any hart may have written a slot.
    std::optional<std::size_t> previous_write(const Location& location, std::size_t position) const;
    /// The first step at or after `position` that wrote `location`, or none.
    std::optional<std::size_t> next_write(const Location& location, std::size_t position) const;
    /// The step that wrote the value that state() has in `location`; none: the recording began with
    /// it.
    std::optional<std::size_t> writer_of(const Location& location) const {
        return previous_write(location, position_);
    }
    /// The step that enters world switch `number`; none: the recording has no such step.
    std::optional<std::size_t> entry_of_switch(std::uint64_t number) const;

  private:
    std::optional<std::size_t> next_of_hart(std::uint32_t hart, std::size_t position) const;
    std::optional<std::size_t> previous_of_hart(std::uint32_t hart, std::size_t position) const;
    std::size_t trail_begin(Stride stride) const;

    const Recording* recording_;
    std::size_t position_ = 0;
    MachineState state_;
    std::optional<Step> last_step_; ///< a copy: a file soon forgets the step
};

/// True when `next` does not belong to the stretch that `step` belongs to. A step of another hart
/// never does.
bool begins_new_stretch(const Step& step, const Step& next, Stride stride);

} // namespace switchscope
