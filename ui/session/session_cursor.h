// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QObject>

#include "core/moment/current_switch.h"
#include "core/moment/switch_index.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// The recording that the window shows, and the moment of it that the user looks at. A position p
/// is the moment after p steps. Every move stays inside the recording: only LiveTarget lets the
/// target go on.
class SessionCursor : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    // What is shown. All of these are null, or empty, without a recording.
    const SessionFacts* facts() const { return facts_.get(); }
    std::shared_ptr<const SessionFacts> shared_facts() const { return facts_; }
    const Timeline* timeline() const { return timeline_ ? &*timeline_ : nullptr; }
    const CurrentSwitch* now() const { return now_ ? &*now_ : nullptr; }
    const SwitchIndex& switches() const { return switches_; }
    bool at_end() const { return timeline_ && timeline_->at_end(); }
    /// The numbers of the machine's harts, ascending, as far as the recording knows them.
    std::vector<std::uint64_t> harts() const;

    void go_to(std::size_t position); ///< clamped to the recording's size
    void forward(Stride stride);
    void back(Stride stride);
    /// Shows another hart at the same moment. The next strides are strides of that hart.
    void select_hart(std::uint32_t hart);

    /// The position behind an instruction of the routine (an index), in the world switch of the
    /// cursor. None: the recording has not executed it there.
    std::optional<std::size_t> executed_at(std::size_t instruction) const;
    /// The next moment in front of an instruction of the routine (an index), in this world switch
    /// or in the next one of the same hart. None: the recording has no such moment.
    std::optional<std::size_t> next_time_at(std::size_t instruction) const;
    /// The moment of the previous world switch that is most like this one: in front of the same
    /// instruction, or else as far from the entry. None: there is no previous switch.
    std::optional<std::size_t> same_place_in_previous_switch() const;
    bool has_previous_switch() const { return switch_before().has_value(); }

    // For the other parts of the session.
    void show(std::shared_ptr<const SessionFacts> facts,
              std::shared_ptr<const Recording> recording); ///< at its start; moved() is not emitted
    void forget();
    /// The recording has grown. `to_end`: the cursor goes to its new end, else it stays where it
    /// is.
    void follow_growth(bool to_end);
    /// The target's next step is a step of this hart: it is shown wherever the cursor stands at the
    /// end. None: the hart of the last step is shown there.
    void set_next_hart(std::optional<std::uint32_t> hart) { next_hart_ = hart; }

  Q_SIGNALS:
    void moved(); ///< the moment is another one, or the recording has grown
    void hart_selected(std::uint32_t hart); ///< by select_hart(), before moved()

  private:
    void update();
    void arrive();
    std::optional<std::size_t> executed_in(const SwitchExtent& record,
                                           std::size_t instruction) const;
    std::optional<SwitchExtent> switch_here() const;
    std::optional<SwitchExtent> switch_before() const;

    std::shared_ptr<const SessionFacts> facts_;
    std::shared_ptr<const Recording> recording_;
    std::optional<Timeline> timeline_;
    std::optional<CurrentSwitch> now_;
    SwitchIndex switches_;
    std::optional<std::uint32_t> next_hart_;
};

} // namespace switchscope::ui
