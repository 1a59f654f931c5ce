// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "core/session/held_steps.h"
#include "core/session/log_account.h"
#include "core/session/shared_log.h"

namespace switchscope {

/// The account of a log in block mode: the log has a dump of the registers at each anchor of the
/// routine (see log_anchors()), and one `run` stands for all that is executed elsewhere.
///
/// From one anchor to the next the routine's instructions are executed on the state at hand, and
/// the dump at the second anchor is held against the result. Where they differ, the dump wins. That
/// a load brought something else than the slot was last known to hold is no contradiction: C code
/// has written the slot, and the `run` before the half gets the difference. Any other difference
/// makes the step `corrected`.
///
/// A slot that the routine stores without having loaded it is taken to be as the routine left it.
class BlockLogAccount final : public LogAccount {
  public:
    /// All references must outlive it.
    BlockLogAccount(const Routine& routine, const SaveArea& area, const LogStart& start,
                    SharedLog& log, LogLedger& ledger);

    void block(const LoggedBlock& block) override;
    /// A block that was left shows in the next dump, which is that of the same place.
    void not_executed(bool) override {}

  private:
    /// An effect of a step that is held back.
    struct Mark {
        std::size_t step = 0;
        std::size_t effect = 0;
    };
    struct Anchor {
        std::uint64_t pc = 0, time = 0;
    };

    const MachineState& state() const { return steps_.state(); }
    void first(const Observation& seen);
    void next(const Observation& seen);
    void next_in_half(std::size_t here, const Observation& seen);
    void run(const Observation& seen, bool corrected);
    void forget_unseen(Step& step, const Observation& seen) const;
    void execute(std::size_t index);
    void end_half(std::size_t last, std::uint64_t pc);
    void leave_half();
    void settle(const Observation& seen);
    void settle_gpr(unsigned number, std::uint64_t value);
    void settle_csr(std::uint16_t number, std::optional<std::uint64_t> value);
    bool reveal(const Location& place, const Mark& mark, std::uint64_t value);
    void clear_marks();

    const Routine& routine_;
    const SaveArea& area_;
    LogStart start_;
    SharedLog& log_;
    HeldSteps steps_;
    std::set<std::uint16_t> routine_csrs_; ///< that the routine reads or writes
    bool started_ = false;
    Anchor anchor_; ///< the last one
    /// The instruction with which a half was left, until the next anchor.
    std::optional<std::uint64_t> left_at_;
    std::array<std::optional<Mark>, 32> gpr_marks_{}; ///< last writers since the last anchor
    std::map<std::uint16_t, Mark> csr_marks_;
    std::uint32_t unknown_gprs_ = 0; ///< bit n: xn has no value until the next anchor
};

} // namespace switchscope
