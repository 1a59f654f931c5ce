// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/finding.h"
#include "core/analysis/recording_check.h"
#include "core/model/condition.h"
#include "core/moment/current_switch.h"
#include "core/session/session.h"
#include "core/trace/memory_recording.h"
#include "core/trace/timeline.h"

namespace switchscope::app {

/// What a script plays on: a cursor over a recording, or over what a live machine has done so far.
/// At the end of a live one, going on lets the machine go on. Everything else is the same for both.
class Stage final : private SessionListener {
  public:
    /// On a live machine, which must stand at the entry of a world switch.
    explicit Stage(std::unique_ptr<Session> session);
    Stage(std::shared_ptr<const SessionFacts> facts, std::shared_ptr<const Recording> recording);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    const std::shared_ptr<const SessionFacts>& facts() const { return facts_; }
    const Recording& recording() const { return *recording_; }
    bool is_live() const { return session_ != nullptr; }
    /// A live machine and all that it did, for somebody who goes on with it.
    struct Live {
        std::unique_ptr<Session> session;
        std::shared_ptr<MemoryRecording> recording;
    };
    /// Gives the live machine away. The stage is of no use afterwards.
    Live release() { return {std::move(session_), std::move(lived_)}; }
    std::size_t position() const { return timeline_.position(); }
    std::size_t size() const { return timeline_.size(); }
    const MachineState& state() const { return timeline_.state(); }
    const Step* last_step() const { return timeline_.last_step(); }

    /// To the end of the stretch. An Error at the end of a recording, where the machine is gone,
    /// and where `cancel` asks to stop.
    Result<void> forward(Stride stride, const std::stop_token& cancel);
    /// By one step. An Error at the first moment.
    Result<void> back();
    /// As far as a live machine has come, and not farther: an Error behind that.
    Result<void> go_to(std::size_t position);
    /// Instruction by instruction, at least one, until `condition` holds. An Error after `most`
    /// steps.
    Result<void> run_until(const std::string& condition, std::size_t most,
                           const std::stop_token& cancel);

    // The moment of the cursor.
    Result<bool> holds(const std::string& condition) const;
    /// The values that the names in a condition have: "a0 is 0x17, cause is not available".
    std::string seen(const std::string& condition) const;
    /// The place called "a0", "sstatus", "guest_context.a0" or "guest.a0": of the hart and the vCPU
    /// in force.
    Result<Location> place(std::string_view name) const;
    /// Whose value a place holds, as the hart in force sees it, and the way it came. The window
    /// says the same.
    Provenance provenance(const Location& place);
    /// The instruction that comes next; null: it is none of the routine.
    const Instruction* next_instruction() const;

    struct Exit {
        std::size_t step;
        std::uint64_t switch_number;
        std::optional<std::uint64_t> cause; ///< what scause says
    };
    std::vector<Exit> exits() const; ///< of all guests, up to the cursor
    /// What is wrong in the world switches that are complete in front of the cursor.
    std::vector<Finding> findings() const;

  private:
    void area_met(const MachineState::Area& area) override;
    void stepped(const Step& step) override;

    std::unique_ptr<Session> session_;
    std::shared_ptr<MemoryRecording> lived_;
    std::shared_ptr<const SessionFacts> facts_;
    std::shared_ptr<const Recording> recording_;
    Timeline timeline_;
    SwitchIndex switches_;
    CurrentSwitch now_; ///< follows the cursor when it is asked
};

} // namespace switchscope::app
