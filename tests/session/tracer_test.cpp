// SPDX-License-Identifier: MIT
// The bulk tracer on the real demo machine: what it rebuilds from QEMU's log must be what stepping
// finds out.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/record.h"
#include "app/machines/log_fifo.h"
#include "core/base/hex.h"
#include "core/image/image.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/session/live_session.h"
#include "core/session/log_plan.h"
#include "core/trace/recording_file.h"
#include "gdb/remote_target.h"
#include "tests/support/demo_session.h"
#include "tests/support/processes.h"
#include "tests/support/run_tool.h"

namespace switchscope {
namespace {

using namespace std::chrono_literals;
using test::demo;
using test::DemoRun;

/// World switches compared in each mode. Stepping makes some 40 a second, so the whole 1,000 are
/// for those who set SWITCHSCOPE_TRUTH_SWITCHES=1000.
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

/// What the routine did, step by step; how a step was proven and whether its time is known differs
/// between the modes and is left out.
std::vector<Step> in_routine(const Recording& recording, std::uint64_t switches) {
    std::vector<Step> steps;
    for (std::size_t n = 0; n < recording.size(); ++n) {
        Step step = recording.step(n);
        if (step.half != Half::none && step.kind == Step::Kind::instruction &&
            step.switch_number < switches) {
            step.verified = false;
            step.time.reset();
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

TEST(LogPlan, what_is_loaded_shows_in_a_dump_before_it_is_used_or_lost) {
    for (const auto& [variant, expected] :
         std::map<std::string, std::size_t>{{"macro", 6}, {"monolithic", 6}, {"legacy", 8}}) {
        SCOPED_TRACE(variant);
        const auto image = Image::open(*app::demo_image(variant));
        ASSERT_TRUE(image) << image.error().message();
        const auto routine = Routine::from_image(**image);
        ASSERT_TRUE(routine) << routine.error().message();
        const auto anchors = log_anchors(*routine);
        EXPECT_EQ(anchors.size(), expected);
        EXPECT_TRUE(std::ranges::is_sorted(anchors));
        std::map<unsigned, std::uint64_t> loaded; // register, where; no dump since
        for (const Instruction& one : routine->instructions()) {
            if (std::ranges::find(anchors, one.address) != anchors.end()) {
                loaded.clear();
            }
            for (const auto& used : {one.rd, one.rs1, one.rs2}) {
                EXPECT_FALSE(used && loaded.contains(*used)) << hex(one.address) << one.text();
            }
            if (one.operation == Operation::load && one.rd) {
                loaded[*one.rd] = one.address;
            }
        }
        for (const std::uint64_t place : {routine->begin(), routine->return_label(),
                                          routine->instructions()[routine->sret_index()].address,
                                          routine->instructions()[routine->ret_index()].address}) {
            EXPECT_TRUE(std::ranges::find(anchors, place) != anchors.end()) << hex(place);
        }
        const auto splits = split_points(*routine);
        ASSERT_EQ(splits.size(), 1u) << "the demo's routine lies in one page";
        EXPECT_EQ(splits.front() / 4096, routine->begin() / 4096);
        EXPECT_EQ(routine->index_of(splits.front()), std::nullopt);
    }
}

class TracerTruth : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Demo, TracerTruth, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(TracerTruth, every_mode_has_the_same_effects_step_for_step) {
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

/// Every mode, every guest, timer interrupts at any time: nothing in the log contradicts the
/// account.
TEST(Tracer, busy_machines_are_followed_without_a_contradiction) {
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        SCOPED_TRACE(mode == TraceMode::block ? "block" : "instruction");
        auto options = traced_demo("legacy", mode, "tour,oracle,paging");
        options.timer = true;
        DemoRun run(options);
        ASSERT_TRUE(run.session);
        const TraceProgress totals = trace(run, mode, 400);
        EXPECT_EQ(totals.switches, 400u);
        EXPECT_EQ(totals.corrected, 0u);
        EXPECT_EQ(totals.damaged, 0u);
        EXPECT_EQ(run.session->state().areas.size(), 3u);
        EXPECT_EQ(run.recording->state_at(run.recording->size()), run.session->state());
        std::uint64_t expected = 0;
        for (std::size_t n = 0; n + 1 < run.recording->size(); ++n) {
            const Step& step = run.recording->step(n);
            ASSERT_EQ(step.pc_after, run.recording->step(n + 1).pc) << "step " << n;
            ASSERT_FALSE(step.corrected) << describe(step, run.facts->area);
            if (step.pc == run.facts->routine.begin() && step.kind == Step::Kind::instruction &&
                !step.trapped) { // else an interrupt came before it
                ASSERT_EQ(step.switch_number, expected++);
            }
        }
        EXPECT_GE(expected, 400u);
    }
}

TEST(Tracer, instruction_mode_has_the_guests_instructions_and_the_firmwares_too) {
    DemoRun run(traced_demo("macro", TraceMode::instruction, "oracle"));
    ASSERT_TRUE(run.session);
    trace(run, TraceMode::instruction, 6);
    std::map<World, std::size_t> unknown, known;
    std::map<std::uint64_t, std::uint64_t> read_by_guest;
    std::size_t compared = 0;
    MachineState state = run.recording->start();
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        ++(step.encoding != 0 ? known : unknown)[step.world];
        // The guest reads its own CSRs: what is shown of them must be what it finds.
        for (const Effect& effect : step.effects) {
            if (step.world == World::guest && effect.from &&
                effect.from->kind == LocationKind::csr && effect.at.kind == LocationKind::gpr) {
                if (const auto shown = state.value(*effect.from)) {
                    EXPECT_EQ(shown, effect.after) << location_name(*effect.from, run.facts->area);
                    ++compared;
                }
            }
        }
        state.apply(step);
    }
    EXPECT_GE(compared, 5u * 14) << "each lap reads nine CSRs and compares them later";
    EXPECT_GT(known[World::guest], 5u * 100);
    EXPECT_GT(known[World::host], 6u * 131);
    EXPECT_LE(unknown[World::guest] + unknown[World::host], 3u) << "but the run to the end";
}

TEST(Tracer, a_cancelled_trace_stops_soon_and_the_machine_can_be_stepped_on) {
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        SCOPED_TRACE(mode == TraceMode::block ? "block" : "instruction");
        DemoRun run(traced_demo("macro", mode));
        ASSERT_TRUE(run.session);
        std::stop_source stop;
        std::jthread canceller([&] {
            std::this_thread::sleep_for(300ms);
            stop.request_stop();
        });
        const auto start = std::chrono::steady_clock::now();
        const TraceProgress totals = trace(run, mode, 0, stop.get_token());
        EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
        EXPECT_GT(totals.switches, 0u);
        EXPECT_EQ(run.recording->state_at(run.recording->size()), run.session->state());

        const std::size_t before = run.recording->size();
        for (int n = 0; n < 4; ++n) {
            ASSERT_TRUE(run.advance(Stride::world_switch));
        }
        EXPECT_EQ(run.session->state().pc, run.facts->routine.begin());
        EXPECT_GT(run.recording->size(), before + 3 * 131);
        for (std::size_t n = before; n < run.recording->size(); ++n) {
            EXPECT_FALSE(run.recording->step(n).corrected)
                << describe(run.recording->step(n), run.facts->area);
        }
        // And traced again.
        EXPECT_EQ(trace(run, mode, 5).switches, 5u);
    }
}

TEST(Tracer, a_slow_listener_slows_the_machine_and_nothing_piles_up) {
    DemoRun run(traced_demo("macro", TraceMode::block));
    ASSERT_TRUE(run.session);
    struct Slow final : SessionListener {
        std::size_t steps = 0;
        void area_met(const MachineState::Area&) override {}
        void stepped(const Step&) override {
            ++steps;
            if (steps % 100 == 0) {
                std::this_thread::sleep_for(10ms);
            }
        }
    } slow;
    TraceOptions options;
    options.switches = 100;
    const auto traced = run.session->trace(options, slow, {});
    ASSERT_TRUE(traced) << traced.error().message();
    EXPECT_EQ(traced->switches, 100u);
    EXPECT_GE(slow.steps, 131u * 100);
    EXPECT_GT(traced->seconds, 1.3);
    // Read, and not read ahead: what 100 switches take in the log, a pipe and a buffer full.
    EXPECT_LT(traced->bytes, 100u * 20'000 + 2 * (1u << 20));
}

TEST(Tracer, a_machine_that_is_killed_ends_the_trace_with_what_it_logged) {
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        SCOPED_TRACE(mode == TraceMode::block ? "block" : "instruction");
        const auto others = test::qemus_below(getpid());
        DemoRun run(traced_demo("macro", mode));
        ASSERT_TRUE(run.session);
        auto mine = test::qemus_below(getpid());
        for (const pid_t other : others) {
            mine.erase(other);
        }
        ASSERT_EQ(mine.size(), 1u);
        std::jthread killer([&] {
            std::this_thread::sleep_for(300ms);
            kill(*mine.begin(), SIGKILL);
        });
        TraceOptions options;
        options.mode = mode;
        const auto start = std::chrono::steady_clock::now();
        const auto traced = run.session->trace(options, run, {});
        EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
        ASSERT_FALSE(traced);
        EXPECT_THAT(traced.error().what.english(), testing::HasSubstr("was killed by signal 9"));
        EXPECT_GT(run.recording->size(), 131u);
        EXPECT_EQ(run.recording->step(0).pc, run.facts->routine.begin());
    }
}

/// A log in which t5, in every dump at one pc, is not what the machine had.
class Tampered final : public LogSource {
  public:
    Tampered(std::unique_ptr<LogSource> real, std::uint64_t pc)
        : real_(std::move(real)), pc_(" pc       " + hex(pc).substr(2)) {}
    const std::string& path() const override { return real_->path(); }
    Result<Outcome> read_some(std::span<std::uint8_t> buffer,
                              std::chrono::milliseconds patience) override {
        auto got = real_->read_some(buffer, patience);
        if (got && got->status == Status::data) {
            const std::string_view text(reinterpret_cast<const char*>(buffer.data()), got->size);
            const std::string t5 = "x30/t5   ";
            for (auto at = text.find(pc_); at != std::string_view::npos;
                 at = text.find(pc_, at + 1)) {
                const auto value = text.find(t5, at);
                if (value != std::string_view::npos && value + 25 <= text.size()) {
                    buffer[value + t5.size() + 15] ^= 1; // the last digit
                }
            }
        }
        return got;
    }

  private:
    std::unique_ptr<LogSource> real_;
    std::string pc_;
};

TEST(Tracer, a_log_that_contradicts_the_account_is_reported) {
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        SCOPED_TRACE(mode == TraceMode::block ? "block" : "instruction");
        const auto image = Image::open(*app::demo_image("macro"));
        ASSERT_TRUE(image);
        const auto routine = Routine::from_image(**image);
        ASSERT_TRUE(routine);
        // Behind the host's stores, before the guest's registers are loaded.
        const std::uint64_t place = log_anchors(*routine).at(1);
        auto options = traced_demo("macro", mode);
        options.session.open_log = [&]() -> Result<std::unique_ptr<LogSource>> {
            auto fifo = app::LogFifo::make();
            if (!fifo) {
                return fail(fifo.error());
            }
            return std::make_unique<Tampered>(std::move(*fifo), place);
        };
        DemoRun run(options);
        ASSERT_TRUE(run.session);
        const TraceProgress totals = trace(run, mode, 20);
        EXPECT_GE(totals.corrected, 18u) << "once a switch, but where a read ended in the middle";
        std::size_t found = 0;
        for (std::size_t n = 0; n < run.recording->size(); ++n) {
            const Step& step = run.recording->step(n);
            if (step.corrected && step.pc_after == place) {
                EXPECT_EQ(step.effects.back().at, Location::gpr(Gpr::t5));
                ++found;
            }
        }
        EXPECT_GE(found, 18u);
    }
}

TEST(Tracer, a_recording_file_holds_what_was_traced) {
    for (const char* mode : {"instruction", "block"}) {
        SCOPED_TRACE(mode);
        const test::TemporaryDirectory folder;
        app::RecordOptions options;
        options.target.variant = "legacy";
        options.target.guests = "tour,oracle";
        options.target.timer = false;
        options.file = folder / "traced.swrec";
        options.mode = mode;
        options.switches = 50;
        app::RecordSummary summary;
        const auto recorded = app::record(options, {}, summary);
        ASSERT_TRUE(recorded) << recorded.error().message();
        EXPECT_EQ(summary.switches, 50u);
        EXPECT_EQ(summary.corrected, 0u);
        const auto file = RecordingFile::open(options.file);
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ((*file)->header().mode, mode);
        EXPECT_EQ(in_routine(**file, 50).size(), 50u * 143);
        const MachineState end = (*file)->state_at((*file)->size());
        EXPECT_EQ(end.areas.size(), 2u);
    }
}

TEST(Tracer, qemu_is_left_as_it_was_found) {
    auto machine = app::start_demo_machine(traced_demo("macro", TraceMode::instruction));
    ASSERT_TRUE(machine) << machine.error().message();
    auto image = Image::open(machine->image);
    ASSERT_TRUE(image) << image.error().message();
    const int fd = machine->gdb.release();
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
    ASSERT_TRUE(target) << target.error().message();
    LiveSessionOptions options;
    std::string path;
    options.open_log = [&]() -> Result<std::unique_ptr<LogSource>> {
        auto fifo = app::LogFifo::make();
        if (!fifo) {
            return fail(fifo.error());
        }
        path = (*fifo)->path();
        return fifo;
    };
    auto session =
        LiveSession::open(std::move(*target), **image, std::move(options), machine->process, {});
    ASSERT_TRUE(session) << session.error().message();
    for (const TraceMode mode : {TraceMode::instruction, TraceMode::block}) {
        struct Ignore final : SessionListener {
            void area_met(const MachineState::Area&) override {}
            void stepped(const Step&) override {}
        } ignore;
        TraceOptions trace_options;
        trace_options.mode = mode;
        trace_options.switches = 10;
        const auto traced = (*session)->trace(trace_options, ignore, {});
        ASSERT_TRUE(traced) << traced.error().message();
        const auto status = (*session)->target().monitor("info status");
        ASSERT_TRUE(status);
        EXPECT_THAT(*status, testing::HasSubstr("paused"));
        EXPECT_THAT(*status, testing::Not(testing::HasSubstr("single step")));
        EXPECT_FALSE(std::filesystem::exists(path)) << path;
        EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(path).parent_path()));
    }
    // Nothing is logged any more.
    EXPECT_EQ(machine->process->errors(), "");
}

} // namespace
} // namespace switchscope
