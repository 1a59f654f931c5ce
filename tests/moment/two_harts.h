// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "core/moment/current_switch.h"
#include "core/moment/lane_moves.h"
#include "core/trace/memory_recording.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope::test {

/// A recording of two harts that take turns, with a cursor in it.
struct TwoHarts : testing::Test {
    static constexpr std::size_t steps = 3000;

    TwoHarts() {
        SyntheticSwitches machine(facts, 3, 2, 3);
        recording = std::make_unique<MemoryRecording>(machine.state());
        for (std::size_t n = 0; n < steps; ++n) {
            recording->append(machine.next());
        }
        timeline = std::make_unique<Timeline>(*recording);
        index.update(*recording);
    }

    void go_to(std::size_t position) {
        timeline->go_to(position);
        now.update(*timeline, index);
    }
    void select_hart(std::uint32_t hart) {
        timeline->select_hart(hart);
        now.update(*timeline, index);
    }

    std::shared_ptr<const SessionFacts> facts = demo_facts();
    std::unique_ptr<MemoryRecording> recording;
    std::unique_ptr<Timeline> timeline;
    SwitchIndex index;
    CurrentSwitch now{facts};
};

} // namespace switchscope::test
