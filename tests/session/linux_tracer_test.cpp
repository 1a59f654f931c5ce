// SPDX-License-Identifier: MIT
// The bulk tracer on a real kernel: every world switch of a Linux that goes on living.
#include <gtest/gtest.h>

#include "app/machines/log_fifo.h"
#include "core/analysis/recording_check.h"
#include "core/isa/registers.h"
#include "core/session/log_plan.h"
#include "core/trace/memory_recording.h"
#include "tests/support/linux_machine.h"

namespace switchscope::test {
namespace {

struct Recorder final : SessionListener {
    std::unique_ptr<MemoryRecording> recording;
    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }
};

TEST(LinuxTracer, block_mode_has_every_instruction_of_every_switch_of_a_live_kernel) {
    const auto vmlinux = linux_kernel();
    if (!vmlinux) {
        GTEST_SKIP() << LinuxMachine::missing;
    }
    const auto image = Image::open(*vmlinux);
    ASSERT_TRUE(image) << image.error().message();
    const auto routine = Routine::from_image(**image);
    ASSERT_TRUE(routine) << routine.error().message();
    auto machine = LinuxMachine::start({"-dfilter", log_filter(*routine)});
    ASSERT_TRUE(machine) << machine.error().message();
    if (!*machine) {
        GTEST_SKIP() << LinuxMachine::missing;
    }
    auto session = LinuxMachine::open(std::move(**machine), app::LogFifo::make, true, 0);
    ASSERT_TRUE(session) << session.error().message();

    Recorder recorder;
    recorder.recording = std::make_unique<MemoryRecording>((*session)->state());
    constexpr std::uint64_t switches = 100;
    TraceOptions options;
    options.mode = TraceMode::block;
    options.switches = switches;
    const auto traced = (*session)->trace(options, recorder, {});
    ASSERT_TRUE(traced) << traced.error().message();
    EXPECT_EQ(traced->switches, switches);
    EXPECT_EQ(traced->corrected, 0u);
    EXPECT_EQ(traced->damaged, 0u);

    // The routine of this kernel: 72 instructions to the sret, 71 back.
    std::map<std::uint64_t, std::pair<std::size_t, std::size_t>> counts;
    for (std::size_t n = 0; n < recorder.recording->size(); ++n) {
        const Step& step = recorder.recording->step(n);
        if (step.kind == Step::Kind::instruction) {
            auto& [there, back] = counts[step.switch_number];
            (step.half == Half::host_to_guest ? there : back) += 1;
        }
    }
    ASSERT_EQ(counts.size(), switches);
    for (const auto& [number, count] : counts) {
        EXPECT_EQ(count, std::pair(std::size_t{72}, std::size_t{71})) << "switch " << number;
    }
    // From the guest's very first entry on, whose slots nothing has been saved into yet.
    const RecordingReport report = check_recording(
        *recorder.recording, (*session)->facts()->routine, (*session)->facts()->area);
    EXPECT_EQ(report.switches, switches);
    EXPECT_TRUE(report.findings.empty()) << report.findings.front().message.english();

    // What the guest was built to show, in the state that the rebuilt steps lead to, and in the
    // machine's own.
    const auto& area = (*session)->facts()->area;
    const auto slot = [&](const MachineState& state, const char* path) {
        return state.value(Location::slot(0, *area.index_of(path)));
    };
    const auto end = recorder.recording->state_at(recorder.recording->size());
    EXPECT_EQ(slot(end, "guest_context.s2"), 0x5e52u);
    EXPECT_EQ(slot(end, "guest_context.gp"), 0x5e03u);
    EXPECT_EQ(end, (*session)->state());
    const auto first = slot(recorder.recording->start(), "guest_context.s1");
    const auto last = slot(end, "guest_context.s1");
    ASSERT_TRUE(first && last);
    EXPECT_GT(*last, *first) << "the guest has not got on";

    // The machine can be stepped on.
    const std::size_t before = recorder.recording->size();
    const auto went = (*session)->advance(Stride::world_switch, recorder, {});
    ASSERT_TRUE(went) << went.error().message();
    EXPECT_GT(recorder.recording->size(), before);
    EXPECT_EQ((*session)->state().pc, routine->begin());
}

} // namespace
} // namespace switchscope::test
