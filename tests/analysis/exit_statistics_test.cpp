// SPDX-License-Identifier: MIT
// Counts of exits: on the demo machine, whose guests exit in a known order, and on a real kernel,
// whose VMM counts as well.
#include "core/analysis/exit_statistics.h"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/machines/log_fifo.h"
#include "core/isa/registers.h"
#include "core/model/exit.h"
#include "core/session/log_plan.h"
#include "tests/support/demo_session.h"
#include "tests/support/linux_machine.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// "2 store guest-page fault: 1 GPA 0x..., 1 GPA 0x..."
std::vector<std::string> told(const ExitCounts& counts) {
    std::vector<std::string> lines;
    for (const ExitCounts::Cause& cause : counts.causes) {
        std::string line = std::to_string(cause.count) + " " + cause.name;
        for (const ExitCounts::Subject& subject : cause.subjects) {
            line += " | " + std::to_string(subject.count) + " " + subject.name;
        }
        lines.push_back(line);
    }
    return lines;
}

std::unique_ptr<DemoRun> run_of(const app::DemoOptions& options, int switches) {
    auto run = std::make_unique<DemoRun>(options);
    for (int n = 0; n < switches; ++n) {
        EXPECT_TRUE(run->advance(Stride::world_switch));
    }
    return run;
}

TEST(ExitStatistics, have_the_known_exits_of_each_lap_of_the_tour) {
    const auto run = run_of(demo("macro", "tour", false), 10); // two laps, no timer
    const ExitCounts counts = count_exits(*run->recording).counts();
    EXPECT_EQ(counts.exits, 10u);
    EXPECT_THAT(told(counts),
                UnorderedElementsAre(
                    "4 store guest-page fault | 2 GPA 0x10000000, sd | 2 GPA 0x8000fdf8, sd",
                    "2 load guest-page fault | 2 GPA 0x10000008, ld",
                    "2 virtual instruction | 2 wfi",
                    "2 virtual supervisor ecall | 2 SBI extension 0x8005ea7 (experimental) "
                    "function 0"));
    EXPECT_EQ(counts.causes.front().cause, 23u) << "the most frequent first";
    EXPECT_EQ(counts.of(World::firmware).instructions, 0u);
    std::uint64_t host = 0, guest = 0, runs = 0;
    for (std::size_t n = 0; n < run->recording->size(); ++n) {
        const Step& step = run->recording->step(n);
        const bool executed = step.kind == Step::Kind::instruction && !step.trapped;
        host += executed && step.world == World::host ? 1u : 0u;
        guest += executed && step.world == World::guest ? 1u : 0u;
        runs += step.kind == Step::Kind::run && step.world == World::host ? 1u : 0u;
    }
    EXPECT_EQ(counts.of(World::host).instructions, host);
    EXPECT_EQ(host, 10u * 131);
    EXPECT_EQ(counts.of(World::guest).instructions, guest);
    EXPECT_EQ(counts.of(World::host).runs, runs) << "C code between the switches runs unobserved";
    EXPECT_GE(runs, 10u);
    EXPECT_EQ(counts.instructions(), host + guest);
}

TEST(ExitStatistics, exits_of_the_machine_have_complete_sentences) {
    const auto run = run_of(demo("macro", "tour", false), 5);
    std::vector<std::string> sentences;
    MachineState state = run->recording->start();
    for (std::size_t n = 0; n < run->recording->size(); ++n) {
        state.apply(run->recording->step(n));
        if (const auto exit = exit_of(run->recording->step(n), &state)) {
            sentences.push_back(exit->text.english());
            EXPECT_TRUE(exit->pc);
            EXPECT_TRUE(exit->instruction) << exit->text.english();
        }
    }
    const auto says = [](const std::string& text) { return testing::StartsWith(text); };
    EXPECT_THAT(
        sentences,
        UnorderedElementsAre(
            says("ecall from VS-mode: SBI extension 0x8005ea7 (experimental) function 0(...)"),
            says("store guest-page fault at GPA 0x10000000: `sd a3, 0(s0)`, 8 bytes, value 0x5ea3"),
            says("load guest-page fault at GPA 0x10000008: `ld a4, 8(s0)`, 8 bytes"),
            says("virtual instruction: `wfi`, the guest waits, and hstatus.VTW gives"),
            says("store guest-page fault at GPA 0x8000fdf8: `sd ra, -8(sp)`, 8 bytes, value "
                 "0x5e01")));
}

TEST(ExitStatistics, a_guest_with_paging_of_its_own_has_two_addresses) {
    const auto run = run_of(demo("macro", "paging", false), 3);
    MachineState state = run->recording->start();
    std::size_t faults = 0;
    for (std::size_t n = 0; n < run->recording->size(); ++n) {
        state.apply(run->recording->step(n));
        const auto exit = exit_of(run->recording->step(n), &state);
        if (exit && exit->access != Exit::Access::none) {
            ++faults;
            EXPECT_EQ(exit->guest_virtual.value_or(0) - 0x50000000,
                      exit->guest_physical.value_or(0) - 0x10000000);
            EXPECT_THAT(exit->text.english(), testing::HasSubstr("(guest virtual 0x5000000"));
        }
    }
    EXPECT_EQ(faults, 2u) << "the mailbox, put and get";
}

TEST(ExitStatistics, of_harts_and_vcpus_are_separate_and_add_up) {
    const auto run = run_of(demo("macro", "tour,oracle", false), 10);
    const ExitStatistics statistics = count_exits(*run->recording);
    ASSERT_EQ(statistics.lanes().size(), 2u);
    const ExitCounts all = statistics.counts(), first = statistics.counts(0, 0),
                     second = statistics.counts(std::nullopt, 1);
    EXPECT_EQ(first.exits, 5u);
    EXPECT_EQ(second.exits, 5u);
    EXPECT_EQ(first.instructions() + second.instructions(), all.instructions());
    const ExitCounts& oracle = first.causes.size() == 1 ? first : second;
    EXPECT_THAT(told(oracle), ElementsAre(testing::StartsWith("5 virtual supervisor ecall")));
    EXPECT_THAT(statistics.counts(7).causes, IsEmpty());
}

TEST(ExitStatistics, can_be_cancelled_and_report_their_progress) {
    SyntheticSwitches switches(demo_facts());
    MemoryRecording recording(switches.state());
    for (int n = 0; n < 200000; ++n) {
        recording.append(switches.next());
    }
    std::vector<std::size_t> told_so_far;
    const ExitCounts all = count_exits(recording, [&](std::size_t done, std::size_t) {
                               told_so_far.push_back(done);
                           }).counts();
    EXPECT_GE(told_so_far.size(), 3u);
    EXPECT_TRUE(std::ranges::is_sorted(told_so_far));
    std::stop_source stop;
    const ExitCounts part = count_exits(
                                recording,
                                [&](std::size_t done, std::size_t) {
                                    if (done != 0) {
                                        stop.request_stop();
                                    }
                                },
                                stop.get_token())
                                .counts();
    EXPECT_GT(part.exits, 0u);
    EXPECT_LT(part.exits, all.exits);
}

TEST(ExitStatistics, subjects_beyond_the_most_are_counted_together) {
    ExitStatistics statistics;
    MachineState after;
    after.csrs = {{csr::htval, 0}, {csr::stval, 0}};
    Step exit;
    exit.world = World::guest;
    exit.trapped = true;
    constexpr std::size_t pages = 2 * ExitStatistics::most_subjects;
    for (std::size_t n = 0; n < pages; ++n) {
        exit.effects = {{Location::csr(csr::scause), 0, 21, std::nullopt},
                        {Location::csr(csr::htval), 0, (n + 1) << 10, std::nullopt}};
        statistics.feed(exit, after);
        statistics.feed(exit, after);
    }
    const ExitCounts counts = statistics.counts();
    ASSERT_EQ(counts.causes.size(), 1u);
    EXPECT_EQ(counts.causes[0].count, 2 * pages);
    EXPECT_EQ(counts.causes[0].subjects.size(), ExitStatistics::most_subjects);
    EXPECT_EQ(counts.causes[0].other, pages);
}

TEST(ExitStatistics, time_belongs_to_the_world_to_which_a_timed_step_leads) {
    ExitStatistics statistics;
    const auto began = [&](World world, World after, std::uint32_t hart,
                           std::optional<std::uint64_t> time) {
        Step step;
        step.world = world;
        step.world_after = after;
        step.hart = hart;
        step.time = time;
        statistics.feed(step, MachineState());
    };
    constexpr auto none = std::nullopt;
    began(World::host, World::host, 0, none);
    EXPECT_FALSE(statistics.counts().timed);
    began(World::host, World::host, 0, 100); // the routine's entry
    began(World::host, World::host, 0, none);
    began(World::host, World::host, 1, 1000);
    began(World::host, World::guest, 0, 150); // sret
    began(World::guest, World::host, 0, none);
    began(World::host, World::host, 0, 450); // the return label
    began(World::host, World::host, 0, 500); // ret
    EXPECT_TRUE(statistics.counts().timed);
    EXPECT_EQ(statistics.counts(0).of(World::host).nanoseconds, 100u);
    EXPECT_EQ(statistics.counts(0).of(World::guest).nanoseconds, 300u);
    EXPECT_EQ(statistics.counts(1).nanoseconds(), 0u) << "nothing says when its step ended";
    began(World::guest, World::host, 0, none); // the time of its sret is not known
    began(World::host, World::host, 0, 9000);
    EXPECT_EQ(statistics.counts().nanoseconds(), 400u) << "whose the rest was is not known";
}

TEST(ExitStatistics, a_trace_of_the_routine_alone_has_the_time_of_the_guest) {
    auto options = demo("macro", "tour");
    options.for_block_trace = true;
    DemoRun run(options);
    ASSERT_TRUE(run.session);
    TraceOptions how;
    how.mode = TraceMode::block;
    how.switches = 200;
    // The log is read in pieces, and a piece has one time. A guest shows time only where a piece
    // ends while it runs, which is left to chance.
    constexpr int most_rounds = 50;
    ExitCounts counts;
    for (int n = 0; n < most_rounds && counts.of(World::guest).nanoseconds == 0; ++n) {
        const auto traced = run.session->trace(how, run, {});
        ASSERT_TRUE(traced) << traced.error().message();
        counts = count_exits(*run.recording).counts();
        ASSERT_TRUE(counts.timed);
    }
    EXPECT_GT(counts.of(World::guest).nanoseconds, 0u);
    EXPECT_GT(counts.of(World::host).nanoseconds, 0u);
}

/// A line that the VMM of the Linux target prints: "vmm: exit 33: SBI ext=0x1 fid=0x0 a0=0x2e
/// ('.')".
struct PrintedExit {
    std::uint64_t number = 0;
    bool sbi = false;
};

std::vector<PrintedExit> printed_exits(const std::string& console) {
    std::vector<PrintedExit> all;
    for (const std::string& line : lines_of(console)) {
        const std::string begin = "vmm: exit ";
        if (line.starts_with(begin) && line.find(": ") != std::string::npos) {
            all.push_back({std::strtoull(line.c_str() + begin.size(), nullptr, 10),
                           line.find(": SBI ") != std::string::npos});
        }
    }
    return all;
}

TEST(ExitStatistics, agree_with_what_a_linux_vmm_prints) {
    const TemporaryDirectory folder;
    const auto vmlinux = linux_kernel();
    if (!vmlinux) {
        GTEST_SKIP() << no_linux_kernel;
    }
    const auto image = Image::open(*vmlinux);
    ASSERT_TRUE(image);
    const auto routine = Routine::from_image(**image);
    ASSERT_TRUE(routine);
    auto machine = LinuxMachine::start({"-dfilter", log_filter(*routine)},
                                       "file:" + (folder / "console").string());
    ASSERT_TRUE(machine) << machine.error().message();
    if (!*machine) {
        GTEST_SKIP() << LinuxMachine::missing;
    }
    auto session = LinuxMachine::open(std::move(**machine), app::LogFifo::make, true, 0);
    ASSERT_TRUE(session) << session.error().message();

    /// Counts as the VMM does. It gets the exits that the kernel does not handle: MMIO and the
    /// console's SBI calls.
    struct Counter final : SessionListener {
        explicit Counter(MachineState start) : state(std::move(start)) {}
        void area_met(const MachineState::Area& area) override { state.areas.push_back(area); }
        void stepped(const Step& step) override {
            state.apply(step);
            statistics.feed(step, state);
            const auto exit = exit_of(step, &state);
            if (!exit) {
                return;
            }
            const bool mmio = exit->guest_physical.value_or(0) >> 4 == 0x10000000 >> 4;
            seen += mmio || exit->sbi ? 1u : 0u;
            if (exit->sbi) {
                calls.push_back(seen);
            }
        }
        MachineState state;
        ExitStatistics statistics;
        std::uint64_t seen = 0;
        std::vector<std::uint64_t> calls; ///< their numbers, as the VMM counts
    } counter((*session)->state());
    TraceOptions options;
    options.mode = TraceMode::block;
    options.switches = 120;
    const auto traced = (*session)->trace(options, counter, {});
    ASSERT_TRUE(traced) << traced.error().message();

    const ExitCounts counts = counter.statistics.counts();
    EXPECT_EQ(counts.exits, 120u);
    const auto subjects = told(counts);
    EXPECT_THAT(subjects, testing::Contains(testing::HasSubstr("GPA 0x10000000")));
    EXPECT_THAT(subjects, testing::Contains(testing::HasSubstr("SBI legacy console_putchar")));
    EXPECT_THAT(subjects, testing::Contains(testing::HasSubstr("instruction guest-page fault")));
    std::vector<std::uint64_t> printed_calls;
    for (const PrintedExit& exit : printed_exits(read_file(folder / "console"))) {
        if (exit.sbi && exit.number <= counter.seen) {
            printed_calls.push_back(exit.number);
        }
    }
    EXPECT_GE(printed_calls.size(), 2u) << "the VMM printed nothing to compare with";
    EXPECT_EQ(counter.calls, printed_calls);
}

} // namespace
} // namespace switchscope::test
