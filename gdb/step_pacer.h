// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace switchscope::gdb {

/// Decides how to wait for the answers of a single step: by short naps, or by being woken.
///
/// QEMU sends each answer by itself, and waking a sleeping reader costs QEMU's thread time, too.
/// Where a step takes some 100 us, looking again after naps of about 50 us (the system's usual
/// timer slack) makes QEMU step a fifth faster. Where steps are quicker, naps slow them down. So
/// both ways are timed on the steps themselves, a few of each. The quicker one is kept for a while.
class StepPacer {
  public:
    using Clock = std::chrono::steady_clock;

    bool naps() const {
        return phase_ == Phase::trying_naps || (phase_ == Phase::kept && naps_pay_);
    }

    void sent() { began_ = Clock::now(); }

    void stopped() {
        const auto took = Clock::now() - began_;
        switch (phase_) {
        case Phase::trying_wakes:
            with_wakes_ += took;
            break;
        case Phase::trying_naps:
            with_naps_ += took;
            break;
        case Phase::kept:
            break;
        }
        if (++seen_ < (phase_ == Phase::kept ? kept_for : tried_for)) {
            return;
        }
        seen_ = 0;
        if (phase_ == Phase::kept) {
            phase_ = Phase::trying_wakes;
            with_wakes_ = with_naps_ = Clock::duration::zero();
        } else if (phase_ == Phase::trying_wakes) {
            phase_ = Phase::trying_naps;
        } else {
            phase_ = Phase::kept;
            naps_pay_ = with_naps_ < with_wakes_;
        }
    }

  private:
    enum class Phase { trying_wakes, trying_naps, kept };
    static constexpr int tried_for = 24;  ///< steps
    static constexpr int kept_for = 2000; ///< steps

    Phase phase_ = Phase::trying_wakes;
    bool naps_pay_ = false;
    int seen_ = 0;
    Clock::time_point began_;
    Clock::duration with_wakes_{}, with_naps_{};
};

} // namespace switchscope::gdb
