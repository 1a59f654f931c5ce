// SPDX-License-Identifier: MIT
// Recordings of machines with several harts and vCPUs, and the format before it knew several.
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/trace/timeline.h"
#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using testing::IsEmpty;

class Harts : public test::RecordingOnDisk {
  protected:
    Harts() {
        harts = 3;
        vcpus = 4;
    }

    /// What one hart did, as a recording of its own. Its position p is position[p] of the whole.
    struct Alone {
        std::unique_ptr<MemoryRecording> recording;
        std::vector<std::size_t> position;
    };
    static Alone alone(const Recording& whole, std::uint32_t hart) {
        MachineState start = whole.start();
        start.select_hart(hart);
        Alone one{std::make_unique<MemoryRecording>(start), {0}};
        for (std::size_t n = 0; n < whole.size(); ++n) {
            if (whole.step(n).hart == hart) {
                one.recording->append(whole.step(n));
                one.position.push_back(n + 1);
            }
        }
        return one;
    }
};

TEST_F(Harts, take_turns_and_share_vcpus) {
    const auto memory = record(20000);
    std::set<std::pair<std::uint32_t, std::uint16_t>> met;
    std::size_t turns = 0, timed = 0;
    for (std::size_t n = 0; n < memory->size(); ++n) {
        const Step& step = memory->step(n);
        met.emplace(step.hart, step.area);
        turns += n > 0 && step.hart != memory->step(n - 1).hart ? 1u : 0u;
        timed += step.time ? 1u : 0u;
    }
    EXPECT_EQ(met.size(), 12u);
    EXPECT_GT(turns, 400u);
    EXPECT_GT(timed, 100u);
}

TEST_F(Harts, every_state_is_the_same_from_the_front_from_behind_and_from_the_file) {
    const auto memory = record(4000);
    const auto read = open();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->header().harts, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_THAT(read->damage(), IsEmpty());
    expect_equal(*read, *memory, 1);

    test::SyntheticSwitches machine(facts, 1, harts, vcpus);
    std::vector<MachineState> states{machine.state()};
    for (std::size_t n = 0; n < memory->size(); ++n) {
        (void)machine.next();
        states.push_back(machine.state());
    }
    for (const Recording* recording :
         {static_cast<const Recording*>(memory.get()), static_cast<const Recording*>(read.get())}) {
        Timeline timeline(*recording);
        while (timeline.forward(Stride::instruction)) {
            ASSERT_EQ(timeline.state(), states[timeline.position()]) << timeline.position();
        }
        while (timeline.back(Stride::instruction)) {
            ASSERT_EQ(timeline.state(), states[timeline.position()]) << timeline.position();
        }
        std::mt19937 random(3);
        for (int jump = 0; jump < 1000; ++jump) {
            timeline.go_to(random() % states.size());
            ASSERT_EQ(timeline.state(), states[timeline.position()]) << timeline.position();
        }
    }
}

TEST_F(Harts, strides_follow_one_hart_as_if_it_were_alone) {
    const auto memory = record(6000);
    for (std::uint32_t hart = 0; hart < harts; ++hart) {
        const Alone one = alone(*memory, hart);
        for (const Stride stride : {Stride::macro, Stride::half, Stride::world_switch}) {
            Timeline timeline(*memory), expected(*one.recording);
            timeline.go_to(one.position[1]);
            expected.go_to(1);
            while (expected.forward(stride)) {
                ASSERT_TRUE(timeline.forward(stride));
                ASSERT_EQ(timeline.position(), one.position[expected.position()]);
                ASSERT_EQ(timeline.state().hart, hart);
                ASSERT_EQ(timeline.state().gprs, expected.state().gprs);
                ASSERT_EQ(memory->step(timeline.trail_begin()),
                          one.recording->step(expected.trail_begin()));
            }
            while (expected.back(stride) && expected.position() > 0) {
                ASSERT_TRUE(timeline.back(stride));
                ASSERT_EQ(timeline.position(), one.position[expected.position()]);
            }
            // In front of its first step another hart may have been at work.
            ASSERT_TRUE(timeline.back(stride));
            EXPECT_LT(timeline.position(), one.position[1]);
            timeline.go_to(one.position.back());
            if (timeline.forward(stride)) {
                EXPECT_TRUE(timeline.at_end());
            }
        }
    }
}

TEST_F(Harts, a_register_is_the_harts_and_a_slot_is_everybodys) {
    const auto memory = record(6000);
    Timeline timeline(*memory);
    for (std::size_t position = 1; position <= memory->size(); position += 7) {
        timeline.go_to(position);
        for (const Location& place :
             {Location::gpr(Gpr::s2), Location::csr(csr::sepc),
              Location::slot(2, *facts->area.index_of_csr(SlotOwner::guest, csr::sepc))}) {
            std::optional<std::size_t> expected;
            for (std::size_t n = position; n-- > 0 && !expected;) {
                const Step& step = memory->step(n);
                const bool ours = step.hart == timeline.state().hart || !place.is_register();
                const auto write = std::ranges::find(step.effects, place, &Effect::at);
                if (ours && write != step.effects.end()) {
                    expected = n;
                    ASSERT_EQ(write->after, timeline.state().value(place));
                }
            }
            ASSERT_EQ(timeline.writer_of(place), expected) << position;
        }
    }
}

TEST_F(Harts, landmarks_are_found_by_hart_and_by_vcpu) {
    const auto memory = record(5000);
    const auto read = open();
    ASSERT_TRUE(read && read->index_used());
    std::vector<std::vector<Landmark>> reported(memory->size());
    LandmarkFinder finder;
    for (std::size_t n = 0; n < memory->size(); ++n) {
        finder.next(memory->step(n),
                    [&](const Landmark& landmark) { reported[n].push_back(landmark); });
    }
    for (const Landmark& any :
         {Landmark::switch_entry(), Landmark::exit(), Landmark::exit(10), Landmark::world_change(),
          Landmark::write(Location::gpr(Gpr::s2)), Landmark::write(Location::csr(csr::sepc))}) {
        for (const Landmark& wanted :
             {any, any.by_hart(1), any.of_area(2), any.by_hart(2).of_area(0), any.by_hart(7)}) {
            std::optional<std::size_t> last;
            for (std::size_t n = 0; n < memory->size(); ++n) {
                ASSERT_EQ(memory->previous(wanted, n), last);
                ASSERT_EQ(read->previous(wanted, n), last);
                const bool here = std::ranges::any_of(
                    reported[n], [&](const Landmark& one) { return wanted.includes(one); });
                if (here) {
                    ASSERT_EQ(memory->next(wanted, last ? *last + 1 : 0), n);
                    ASSERT_EQ(read->next(wanted, last ? *last + 1 : 0), n);
                    last = n;
                }
            }
            if (!wanted.hart || !wanted.area) {
                EXPECT_EQ(last.has_value(), wanted.hart != 7u);
            }
        }
    }
}

TEST_F(Harts, switches_are_numbered_in_the_order_of_their_entry) {
    const auto memory = record(8000);
    const auto read = open();
    ASSERT_TRUE(read);
    std::uint64_t number = 0;
    for (auto at = memory->next(Landmark::switch_entry(), 0); at;
         at = memory->next(Landmark::switch_entry(), *at + 1), ++number) {
        ASSERT_EQ(memory->step(*at).switch_number, number);
        ASSERT_EQ(Timeline(*memory).entry_of_switch(number), at);
        ASSERT_EQ(Timeline(*read).entry_of_switch(number), at);
    }
    EXPECT_GT(number, 40u);
    EXPECT_EQ(Timeline(*memory).entry_of_switch(number), std::nullopt);
}

TEST_F(Harts, times_cost_few_bytes_where_steps_have_them_and_nothing_elsewhere) {
    test::SyntheticSwitches machine(facts, 1, harts, vcpus);
    // The times are random, so that nothing can be saved: 12 bits each. And Zstandard saves less of
    // what is around them.
    constexpr std::size_t length = 40000;
    std::uint64_t timed = 0, now = 0;
    std::mt19937_64 random(2);
    std::vector<Step> steps;
    const MachineState start = machine.state();
    for (std::size_t n = 0; n < length; ++n) {
        steps.push_back(machine.next());
        if (steps.back().time) {
            // As a log has them: microseconds, some milliseconds apart.
            now += 1000 * (random() % 4000);
            steps.back().time = now;
            ++timed;
        }
    }
    const auto size = [&](bool with_times) {
        auto to = writer(start, 2048);
        for (Step step : steps) {
            if (!with_times) {
                step.time.reset();
            }
            EXPECT_TRUE(to.append(step));
        }
        EXPECT_TRUE(to.close());
        return static_cast<double>(std::filesystem::file_size(file));
    };
    const double added = (size(true) - size(false)) / static_cast<double>(timed);
    EXPECT_GT(timed, 400u);
    EXPECT_LE(added, 4);
    RecordProperty("bytes_a_time", std::to_string(added));
}

TEST_F(Harts, a_lost_chunk_leaves_a_step_of_each_hart) {
    const auto memory = record(3000, 100);
    std::string bytes = test::read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    test::write_file(file, bytes);
    const auto read = open();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->missing_steps(), 100u);
    ASSERT_EQ(read->size(), memory->size() - 100 + harts);
    EXPECT_THAT(read->damage().front().what.english(), testing::HasSubstr("bytes from byte"));
    for (std::size_t back = 0; back < 1000; ++back) {
        ASSERT_EQ(read->state_at(read->size() - back), memory->state_at(memory->size() - back));
    }
    Timeline timeline(*read);
    timeline.go_to_end();
    while (timeline.back(Stride::instruction)) {
        ASSERT_EQ(timeline.state(), read->state_at(timeline.position())) << timeline.position();
    }
    EXPECT_EQ(timeline.state(), memory->start());
}

/// The writer of format 1.0 made the file: 400 steps of SyntheticSwitches in chunks of 128. A save
/// area is met in front of step 200.
TEST_F(Harts, a_recording_of_format_1_reads_as_it_did) {
    const std::filesystem::path made =
        SWITCHSCOPE_SOURCE_DIR "/tests/trace/fixtures/one-hart-1.0.swrec";
    for (const bool damaged : {false, true}) {
        std::string bytes = test::read_file(made);
        bytes[9] = static_cast<char>(bytes[9] ^ (damaged ? 1 : 0)); // of the preamble
        test::write_file(file, bytes);
        const auto read = open();
        ASSERT_TRUE(read);
        EXPECT_EQ(read->damage().empty(), !damaged);
        EXPECT_EQ(read->header().format, format_of_one_hart);
        test::SyntheticSwitches machine(read->facts());
        MemoryRecording memory(machine.state());
        for (std::size_t n = 0; n < 400; ++n) {
            if (n == 200) {
                MachineState::Area area = machine.state().areas.front();
                area.address += 0x10000;
                area.physical.reset();
                memory.add_area(area);
            }
            memory.append(machine.next());
        }
        expect_equal(*read, memory, 1);
        Timeline timeline(*read);
        timeline.go_to_end();
        while (timeline.back(Stride::instruction)) {
            ASSERT_EQ(timeline.state(), memory.state_at(timeline.position()));
        }
        for (const Landmark& wanted :
             {Landmark::switch_entry(), Landmark::switch_entry().by_hart(0),
              Landmark::exit().of_area(0), Landmark::exit().of_area(1),
              Landmark::write(Location::gpr(Gpr::s2)).by_hart(0),
              Landmark::write(Location::gpr(Gpr::s2)).by_hart(1)}) {
            for (std::size_t position = 0; position <= 400; ++position) {
                ASSERT_EQ(read->next(wanted, position), memory.next(wanted, position));
                ASSERT_EQ(read->previous(wanted, position), memory.previous(wanted, position));
            }
        }
    }
}

} // namespace
} // namespace switchscope
