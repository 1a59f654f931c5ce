// SPDX-License-Identifier: MIT
// Two vCPUs that move between the two harts of a real Linux: traced and stepped, nothing is lost or
// mixed up.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "app/machines/log_fifo.h"
#include "core/analysis/recording_check.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/log_plan.h"
#include "core/trace/memory_recording.h"
#include "core/trace/recording_writer.h"
#include "tests/support/linux_machine.h"
#include "tests/support/two_vcpus.h"

namespace switchscope::test {
namespace {

/// Counts what QEMU itself says of the routine's entry: blocks there that it announced and did not
/// leave again.
class CountingLog final : public LogSource {
  public:
    CountingLog(std::unique_ptr<LogSource> source, std::string entry, std::uint64_t& entries)
        : source_(std::move(source)), entry_(std::move(entry)), entries_(entries) {}
    const std::string& path() const override { return source_->path(); }
    Result<Outcome> read_some(std::span<std::uint8_t> buffer,
                              std::chrono::milliseconds patience) override {
        auto outcome = source_->read_some(buffer, patience);
        if (outcome && outcome->status == Status::data) {
            for (const std::uint8_t byte : buffer.first(outcome->size)) {
                if (byte != '\n') {
                    line_ += static_cast<char>(byte);
                    continue;
                }
                if (line_.find(entry_) != std::string::npos) {
                    entries_ += line_.starts_with("Trace ") ? 1u : 0u;
                    entries_ -= line_.starts_with("Stopped ") ? 1u : 0u;
                }
                line_.clear();
            }
        }
        return outcome;
    }

  private:
    std::unique_ptr<LogSource> source_;
    std::string entry_, line_;
    std::uint64_t& entries_;
};

class TwoHarts : public testing::Test, public SessionListener {
  protected:
    void SetUp() override {
        const auto vmlinux = linux_kernel();
        if (!vmlinux || !app::find_program("qemu-system-riscv64")) {
            GTEST_SKIP() << LinuxMachine::missing;
        }
        if (!app::find_program(bare_metal_compiler)) {
            GTEST_SKIP() << "no " << bare_metal_compiler;
        }
    }

    /// False, with a failure noted, when there is no session.
    bool open(bool interrupts_held_off) {
        const auto image = Image::open(*linux_kernel());
        const auto routine = image ? Routine::from_image(**image) : fail(image.error());
        if (!routine) {
            ADD_FAILURE() << routine.error().message();
            return false;
        }
        auto machine =
            LinuxMachine::start({"-smp", "2", "-initrd", two_vcpus(folder_.path()).string(),
                                 "-dfilter", log_filter(*routine)});
        if (!machine || !*machine) {
            ADD_FAILURE() << (machine ? LinuxMachine::missing : machine.error().message());
            return false;
        }
        const std::string entry = hex(routine->begin()).substr(2);
        const auto open_log = [this, entry]() -> Result<std::unique_ptr<LogSource>> {
            auto fifo = app::LogFifo::make();
            if (!fifo) {
                return fail(fifo.error());
            }
            return std::make_unique<CountingLog>(std::move(*fifo), entry, entries_in_log);
        };
        auto opened = LinuxMachine::open(std::move(**machine), open_log, interrupts_held_off);
        if (!opened) {
            ADD_FAILURE() << opened.error().message();
            return false;
        }
        session = std::move(*opened);
        recording = std::make_unique<MemoryRecording>(session->state());
        checker = std::make_unique<RecordingChecker>(session->facts()->routine,
                                                     session->facts()->area, session->state());
        return true;
    }

    void area_met(const MachineState::Area& area) override {
        recording->add_area(area);
        checker->add_area(area);
    }
    void stepped(const Step& step) override {
        corrected += step.corrected ? 1u : 0u;
        const auto findings = checker->feed(step);
        for (const Finding& finding : findings) {
            ADD_FAILURE() << finding.message.english() << " (step " << recording->size() << ")";
        }
        recording->append(step);
        if (until_entries != 0 && is_entry(step, session->facts()->routine) &&
            --until_entries == 0) {
            stop.request_stop();
        }
    }

    bool advance(Stride stride) {
        const auto went = session->advance(stride, *this, {});
        if (!went) {
            ADD_FAILURE() << went.error().message();
        }
        return went.has_value();
    }

    /// Switches recorded whole, step by step, by hart and vCPU.
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::size_t> whole_switches() const {
        // The routine of this kernel: 72 instructions to the sret, 71 back.
        std::map<std::uint64_t, std::pair<std::size_t, std::size_t>> counts;
        std::map<std::uint64_t, std::pair<std::uint32_t, std::uint16_t>> owners;
        for (std::size_t n = 0; n < recording->size(); ++n) {
            const Step& step = recording->step(n);
            if (step.kind == Step::Kind::instruction && step.half != Half::none) {
                auto& [there, back] = counts[step.switch_number];
                (step.half == Half::host_to_guest ? there : back) += 1;
                const auto [owner, first] =
                    owners.try_emplace(step.switch_number, step.hart, step.area);
                EXPECT_EQ(owner->second, std::pair(step.hart, step.area)) << "step " << n;
            }
        }
        std::map<std::pair<std::uint32_t, std::uint16_t>, std::size_t> whole;
        for (const auto& [number, count] : counts) {
            whole[owners[number]] += count == std::pair(std::size_t{72}, std::size_t{71}) ? 1u : 0u;
        }
        return whole;
    }

    double size_in_file(bool with_times) const {
        RecordingHeader header;
        header.facts = session->facts();
        header.start = recording->start();
        RecordingWriterOptions options;
        options.overwrite = true;
        auto writer = RecordingWriter::create(folder_ / "all.swrec", std::move(header), options);
        EXPECT_TRUE(writer) << writer.error().message();
        for (std::size_t n = 0; n < recording->size(); ++n) {
            Step step = recording->step(n);
            if (!with_times) {
                step.time.reset();
            }
            EXPECT_TRUE(writer->append(step));
        }
        EXPECT_TRUE(writer->close());
        return static_cast<double>(writer->bytes());
    }

    /// A recording is one: its end is where the machine stands, and the way back leads to its
    /// start.
    void expect_whole() const {
        EXPECT_EQ(recording->state_at(recording->size()), session->state());
        Timeline timeline(*recording);
        timeline.go_to_end();
        const std::size_t every = recording->size() / 500 + 1;
        while (timeline.back(Stride::instruction)) {
            if (timeline.position() % every == 0) {
                ASSERT_EQ(timeline.state(), recording->state_at(timeline.position()))
                    << timeline.position();
            }
        }
        EXPECT_EQ(timeline.state(), recording->start());
        // A switch that the other hart was in when the session began has a number, but its entry
        // was not seen.
        auto entry = recording->next(Landmark::switch_entry(), 0);
        ASSERT_TRUE(entry);
        std::uint64_t number = recording->step(*entry).switch_number;
        EXPECT_LE(number, 1u);
        for (; entry; entry = recording->next(Landmark::switch_entry(), *entry + 1)) {
            ASSERT_EQ(recording->step(*entry).switch_number, number++) << "step " << *entry;
        }
    }

    TemporaryDirectory folder_;
    std::unique_ptr<LiveSession> session;
    std::unique_ptr<MemoryRecording> recording;
    std::unique_ptr<RecordingChecker> checker;
    std::uint64_t entries_in_log = 0;
    std::uint64_t until_entries = 0; ///< routine entries before `stop` is asked for; 0: never
    std::stop_source stop;
    std::size_t corrected = 0;
};

TEST_F(TwoHarts, block_mode_has_every_switch_of_both) {
    ASSERT_TRUE(open(true));
    constexpr std::uint64_t entries = 1000;
    until_entries = entries;
    TraceOptions options;
    const auto traced = session->trace(options, *this, stop.get_token());
    ASSERT_TRUE(traced) << traced.error().message();
    EXPECT_GE(traced->entries, entries);
    EXPECT_EQ(traced->corrected, 0u);
    EXPECT_EQ(traced->damaged, 0u);
    // The last entry of each hart may have come too late to be reported.
    EXPECT_GE(entries_in_log, traced->entries);
    EXPECT_LE(entries_in_log, traced->entries + 2);
    expect_whole();

    const auto whole = whole_switches();
    std::size_t all = 0;
    for (const auto& [owner, count] : whole) {
        EXPECT_GT(count, 20u) << "hart " << owner.first << ", vCPU " << owner.second;
        all += count;
    }
    EXPECT_EQ(whole.size(), 4u) << "each vCPU on each hart";
    EXPECT_GE(all + 2, traced->entries);
    EXPECT_EQ(checker->report().switches, all);
    EXPECT_EQ(corrected, 0u);

    // The guests' registers, in the state that the rebuilt steps lead to and in the machine's own.
    const auto s2_slot = *session->facts()->area.index_of("guest_context.s2");
    std::set<std::uint64_t> guests;
    for (std::uint16_t area = 0; area < 2; ++area) {
        guests.insert(session->state().value(Location::slot(area, s2_slot)).value_or(0));
    }
    EXPECT_EQ(guests, (std::set<std::uint64_t>{0x5e52, 0x5e53}));

    // Times: given at the four places of each switch, on each hart ascending.
    std::map<std::uint32_t, std::uint64_t> last;
    std::size_t timed = 0;
    for (std::size_t n = 0; n < recording->size(); ++n) {
        const Step& step = recording->step(n);
        if (step.time) {
            ++timed;
            ASSERT_GE(*step.time, last[step.hart]);
            last[step.hart] = *step.time;
        }
    }
    EXPECT_NEAR(static_cast<double>(timed), 4.0 * static_cast<double>(traced->entries), 8);
    EXPECT_GT(last[0], 0u);
    const double a_time = (size_in_file(true) - size_in_file(false)) / static_cast<double>(timed);
    EXPECT_LT(a_time, 3.5) << "bytes for each";
    RecordProperty("bytes_a_time", std::to_string(a_time));

    // Again, for a given number of switches, behind a switch stepped on either hart: numbers and
    // times go on.
    for (std::uint32_t hart = 0; hart < 2; ++hart) {
        ASSERT_TRUE(session->select_hart(hart));
        ASSERT_TRUE(advance(Stride::world_switch));
        ASSERT_TRUE(advance(Stride::world_switch));
    }
    options.switches = 100;
    const auto more = session->trace(options, *this, {});
    ASSERT_TRUE(more) << more.error().message();
    // One that comes to the entry can end two: that of its hart, and that of its vCPU on the other
    // one.
    EXPECT_GE(more->switches, 100u);
    EXPECT_LE(more->switches, 101u);
    EXPECT_EQ(more->corrected, 0u);
    EXPECT_EQ(corrected, 0u);
    expect_whole();
}

TEST_F(TwoHarts, each_can_be_stepped) {
    ASSERT_TRUE(open(true));
    const auto places = session->harts();
    ASSERT_TRUE(places) << places.error().message();
    ASSERT_EQ(places->size(), 2u);
    EXPECT_TRUE((*places)[session->state().hart].in_routine);
    EXPECT_EQ((*places)[session->state().hart].pc, session->facts()->routine.begin());
    EXPECT_FALSE(session->select_hart(2));
    // A vCPU that moves on takes us with it: a hart may need to be selected again.
    std::map<std::uint32_t, std::size_t> by_hart;
    for (int turn = 0; turn < 40 && (by_hart[0] < 5 || by_hart[1] < 5); ++turn) {
        ASSERT_TRUE(session->select_hart(by_hart[0] < 5 ? 0 : 1));
        ASSERT_TRUE(advance(Stride::world_switch));
        EXPECT_EQ(session->state().pc, session->facts()->routine.begin());
        by_hart.clear();
        for (const auto& [owner, count] : whole_switches()) {
            by_hart[owner.first] += count;
        }
    }
    EXPECT_GE(by_hart[0], 5u);
    EXPECT_GE(by_hart[1], 5u);
    expect_whole();
    EXPECT_EQ(corrected, 0u);
}

TEST_F(TwoHarts, are_stepped_right_with_interrupts_let_in) {
    ASSERT_TRUE(open(false));
    for (int n = 0; n < 50; ++n) {
        ASSERT_TRUE(advance(Stride::world_switch));
    }
    expect_whole();
    std::size_t whole = 0;
    for (const auto& [owner, count] : whole_switches()) {
        whole += count;
    }
    EXPECT_GE(whole, 49u);
    EXPECT_EQ(checker->report().findings.size(), 0u);
    EXPECT_EQ(corrected, 0u);
}

} // namespace
} // namespace switchscope::test
