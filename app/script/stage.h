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
#include "core/model/provenance.h"
#include "core/session/session.h"
#include "core/trace/memory_recording.h"
#include "core/trace/timeline.h"

namespace switchscope::app {

/// What a script plays on: a cursor over a recording, or over what a live machine has done so far. Going on at the end
/// of a live one lets the machine go on; everything else is the same for both.
class Stage final : private SessionListener {
  public:
    /// A machine that stands at the entry of a world switch.
    explicit Stage(std::unique_ptr<Session> session);
    Stage(std::shared_ptr<const SessionFacts> facts, std::shared_ptr<const Recording> recording);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    const std::shared_ptr<const SessionFacts>& facts() const { return facts_; }
    const Recording& recording() const { return *recording_; }
    bool is_live() const { return session_ != nullptr; }
    /// A live machine and all that it did, for somebody to go on with. The stage is of no use afterwards.
    struct Live {
        std::unique_ptr<Session> session;
        std::shared_ptr<MemoryRecording> recording;
    };
    Live release() { return {std::move(session_), std::move(lived_)}; }
    std::size_t position() const { return timeline_.position(); }
    std::size_t size() const { return timeline_.size(); }
    const MachineState& state() const { return timeline_.state(); }
    const Step* last_step() const { return timeline_.last_step(); }

    /// An Error at the end of a recording, and where the machine is gone. Cancelled: an Error, too.
    Result<void> forward(Stride stride, const std::stop_token& cancel);
    Result<void> back();
    /// As far as a live machine has come, not farther.
    Result<void> go_to(std::size_t position);
    /// Instruction by instruction until `condition` holds, at least one; an Error after `most` steps.
    Result<void> run_until(const std::string& condition, std::size_t most,
                           const std::stop_token& cancel);

    /// Of the moment.
    Result<bool> holds(const std::string& condition) const;
    /// The values that the names in a condition have now: "a0 is 0x17, cause is not available".
    std::string seen(const std::string& condition) const;
    /// "a0", "sstatus", "guest_context.a0", "guest.a0": of the vCPU in force.
    Result<Location> place(std::string_view name) const;
    Provenance provenance(const Location& place) const;
    /// The instruction that comes next, where it is one of the routine.
    const Instruction* next_instruction() const;

    struct Exit {
        std::size_t step;
        std::uint64_t switch_number;
        std::optional<std::uint64_t> cause; ///< what scause says
    };
    std::vector<Exit> exits() const; ///< of the guest, up to the cursor
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
};

} // namespace switchscope::app
