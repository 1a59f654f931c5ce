// SPDX-License-Identifier: MIT
// The bulk tracer on the real demo machine: what it rebuilds from QEMU's log must be what stepping finds out.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/trace/timeline.h"
#include "tests/support/demo_session.h"
#include "tests/support/processes.h"

namespace switchscope {
namespace {

using namespace std::chrono_literals;
using test::demo;
using test::DemoRun;

/// World switches compared in each mode. Stepping makes some 40 a second, so the whole 1,000 are for those who set
/// SWITCHSCOPE_TRUTH_SWITCHES=1000.
std::uint64_t truth_switches() {
    const char* wanted = std::getenv("SWITCHSCOPE_TRUTH_SWITCHES");
    return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 30;
}

app::DemoOptions traced_demo(const std::string& variant, TraceMode mode,
                             const std::string& guests = "tour") {
    app::DemoOptions options = demo(variant, guests, false);
    options.for_block_trace = mode == TraceMode::block;
    return options;
}

std::string describe(const Step& step, const SaveArea& area) {
    std::string text = instruction_text(step) + " at " + hex(step.pc) + " -> " +
                       hex(step.pc_after) + " switch " + std::to_string(step.switch_number);
    for (const Effect& effect : step.effects) {
        text += "\n    " + location_name(effect.at, area) + ": " +
                (effect.before ? hex(*effect.before) : "?") + " -> " +
                (effect.after ? hex(*effect.after) : "?");
    }
    return text;
}

/// What the routine did, step by step; how a step was proven differs between the modes and is left out.
std::vector<Step> in_routine(const Recording& recording, std::uint64_t switches) {
    std::vector<Step> steps;
    for (std::size_t n = 0; n < recording.size(); ++n) {
        Step step = recording.step(n);
        if (step.half != Half::none && step.kind == Step::Kind::instruction &&
            step.switch_number < switches) {
            step.verified = false;
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

void expect_same(const std::vector<Step>& stepped, const std::vector<Step>& traced,
                 const SaveArea& area) {
    ASSERT_EQ(stepped.size(), traced.size());
    for (std::size_t n = 0; n < stepped.size(); ++n) {
        ASSERT_EQ(stepped[n], traced[n]) << "stepped: " << describe(stepped[n], area)
                                         << "\ntraced: " << describe(traced[n], area);
    }
}

TraceProgress trace(DemoRun& run, TraceMode mode, std::uint64_t switches,
                    std::stop_token cancel = {}) {
    TraceOptions options;
    options.mode = mode;
    options.switches = switches;
    auto traced = run.session->trace(options, run, std::move(cancel));
    if (!traced) {
        ADD_FAILURE() << traced.error().message();
        return {};
    }
    return *traced;
}

class TracerTruth : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Demo, TracerTruth, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(TracerTruth, every_mode_tells_the_same_effects_step_for_step) {
    const std::uint64_t switches = truth_switches();
    DemoRun stepped(traced_demo(GetParam(), TraceMode::instruction));
    ASSERT_TRUE(stepped.session);
    for (std::uint64_t n = 0; n < switches; ++n) {
        ASSERT_TRUE(stepped.advance(Stride::world_switch));
    }
    const auto truth = in_routine(*stepped.recording, switches);
    ASSERT_EQ(truth.size(), switches * (GetParam() == std::string("legacy") ? 143u : 131u));
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        SCOPED_TRACE(mode == TraceMode::block ? "block" : "instruction");
        DemoRun traced(traced_demo(GetParam(), mode));
        ASSERT_TRUE(traced.session);
        ASSERT_EQ(traced.session->state(), stepped.recording->start());
        const TraceProgress totals = trace(traced, mode, switches);
        EXPECT_EQ(totals.switches, switches);
        EXPECT_EQ(totals.corrected, 0u);
        EXPECT_EQ(totals.damaged, 0u);
        expect_same(truth, in_routine(*traced.recording, switches), traced.facts->area);
    }
}

} // namespace
} // namespace switchscope
