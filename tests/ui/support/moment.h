// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/support/synthetic_provider.h"
#include "ui/session/current_switch.h"
#include "ui/session/switch_index.h"

namespace switchscope::test {

/// A recording of the synthetic switch, a cursor in it, and what is computed for that cursor.
struct Moment {
    explicit Moment(std::size_t steps) : Moment(steps, steps) {}
    Moment(std::size_t steps, std::size_t position)
        : facts(synthetic_facts()), recording(synthetic_recording(steps)), timeline(recording),
          now(facts) {
        index.update(recording);
        go_to(position);
    }
    void go_to(std::size_t position) {
        timeline.go_to(position);
        now.update(timeline, index);
    }

    std::shared_ptr<const SessionFacts> facts;
    MemoryRecording recording;
    Timeline timeline;
    ui::SwitchIndex index;
    ui::CurrentSwitch now;
};

// Positions in the first synthetic switch. It has 23 + 11 + 31 instructions and sret, then 11 of
// the guest, then 31 + 10 + 23 and ret.
constexpr std::size_t host_saved = 23, csrs_swapped = 34, guest_restored = 65, guest_entered = 66,
                      guest_trapped = 77, guest_saved = 108, csrs_swapped_back = 118,
                      host_restored = 141, back_in_c = 142, second_entry = 145;

} // namespace switchscope::test
