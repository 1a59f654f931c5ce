// SPDX-License-Identifier: MIT
#include "core/trace/timeline.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/trace/memory_recording.h"

namespace switchscope {
namespace {

/// A recording of made-up switches: 3 steps to the guest, 2 in it, 2 back, 1 stretch of C code.
class RecordingOfSwitches {
  public:
    explicit RecordingOfSwitches(std::size_t switches) : recording(start()), now(start()) {
        for (std::size_t n = 0; n < switches; ++n) {
            add(n, World::host, World::host, Half::host_to_guest, 0);
            add(n, World::host, World::host, Half::host_to_guest, 0);
            add(n, World::host, World::guest, Half::host_to_guest, 1);
            add(n, World::guest, World::guest, Half::none, -1);
            add(n, World::guest, World::host, Half::none, -1);
            add(n, World::host, World::host, Half::guest_to_host, 2);
            add(n, World::host, World::host, Half::guest_to_host, 3);
            add(n, World::host, World::host, Half::none, -1);
        }
    }

    MemoryRecording recording;
    std::vector<MachineState> states{start()}; ///< states[p]: after p steps

  private:
    static MachineState start() {
        MachineState state;
        state.areas.push_back({0x1000, std::nullopt, {1, 2, std::nullopt}});
        state.csrs[csr::sstatus] = 0x120;
        return state;
    }

    void add(std::uint64_t number, World world, World world_after, Half half, std::int16_t span) {
        Step step;
        step.world = world;
        step.world_after = world_after;
        step.half = half;
        step.span = span;
        step.switch_number = number;
        step.pc = now.pc;
        step.pc_after = now.pc + 4;
        const auto value = random();
        const Location places[] = {Location::gpr(1 + static_cast<unsigned>(random() % 31)),
                                   Location::csr(csr::sstatus), Location::slot(0, random() % 3)};
        const Location& place = places[random() % 3];
        step.effects.push_back({place, now.value(place), value, std::nullopt});
        now.apply(step);
        recording.append(step);
        states.push_back(now);
    }

    std::mt19937_64 random{42};
    MachineState now;
};

TEST(Timeline, shows_the_state_of_any_position_from_any_other) {
    RecordingOfSwitches made(300);
    Timeline timeline(made.recording);
    std::mt19937 random(7);
    for (int jump = 0; jump < 2000; ++jump) {
        const std::size_t position = random() % (made.recording.size() + 1);
        timeline.go_to(position);
        ASSERT_EQ(timeline.position(), position);
        ASSERT_EQ(timeline.state(), made.states[position]) << "after a jump to " << position;
    }
}

TEST(Timeline, steps_back_exactly_as_it_came) {
    RecordingOfSwitches made(20);
    Timeline timeline(made.recording);
    timeline.go_to_end();
    while (timeline.back(Stride::instruction)) {
        ASSERT_EQ(timeline.state(), made.states[timeline.position()]);
    }
    EXPECT_EQ(timeline.position(), 0u);
    EXPECT_FALSE(timeline.back(Stride::macro));
}

TEST(Timeline, moves_by_macro_half_and_switch) {
    RecordingOfSwitches made(3);
    Timeline timeline(made.recording);
    const auto walk = [&](Stride stride) {
        std::vector<std::size_t> stops;
        timeline.go_to(0);
        while (timeline.forward(stride) && timeline.position() <= 16) {
            stops.push_back(timeline.position());
        }
        return stops;
    };
    EXPECT_EQ(walk(Stride::macro),
              (std::vector<std::size_t>{2, 3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16}));
    EXPECT_EQ(walk(Stride::half), (std::vector<std::size_t>{3, 5, 7, 8, 11, 13, 15, 16}));
    EXPECT_EQ(walk(Stride::world_switch), (std::vector<std::size_t>{8, 16}));
    timeline.go_to_end();
    EXPECT_FALSE(timeline.forward(Stride::instruction));
    EXPECT_TRUE(timeline.back(Stride::world_switch));
    EXPECT_EQ(timeline.position(), 16u);
}

TEST(Timeline, finds_who_wrote_a_place) {
    RecordingOfSwitches made(50);
    Timeline timeline(made.recording);
    const Location place = Location::slot(0, 1);
    const auto writes = [&](std::size_t n) {
        return made.recording.step(n).effects.front().at == place;
    };
    for (std::size_t position = 0; position <= made.recording.size(); position += 3) {
        std::optional<std::size_t> previous, next;
        for (std::size_t n = 0; n < position; ++n) {
            previous = writes(n) ? std::optional(n) : previous;
        }
        for (std::size_t n = made.recording.size(); n-- > position;) {
            next = writes(n) ? std::optional(n) : next;
        }
        EXPECT_EQ(timeline.previous_write(place, position), previous);
        EXPECT_EQ(timeline.next_write(place, position), next);
    }
}

TEST(Timeline, goes_from_landmark_to_landmark) {
    RecordingOfSwitches made(4);
    Timeline timeline(made.recording);
    const auto walk = [&](const Landmark& landmark) {
        std::vector<std::size_t> stops, stops_back;
        timeline.go_to(0);
        while (timeline.go_to_next(landmark)) {
            stops.push_back(timeline.position());
        }
        timeline.go_to_end();
        while (timeline.go_to_previous(landmark)) {
            stops_back.insert(stops_back.begin(), timeline.position());
        }
        // The start is an entry, too. Only the way back finds it.
        std::erase(stops_back, 0u);
        EXPECT_EQ(stops_back, stops);
        return stops;
    };
    EXPECT_EQ(walk(Landmark::world_change()),
              (std::vector<std::size_t>{3, 5, 11, 13, 19, 21, 27, 29}));
    EXPECT_EQ(walk(Landmark::exit()), (std::vector<std::size_t>{5, 13, 21, 29}));
    EXPECT_EQ(walk(Landmark::switch_entry()), (std::vector<std::size_t>{8, 16, 24}));
    EXPECT_EQ(timeline.position(), 0u);
    EXPECT_FALSE(timeline.go_to_next(Landmark::exit(8)));
    EXPECT_EQ(timeline.position(), 0u);
}

TEST(Timeline, finds_an_exit_by_its_cause) {
    RecordingOfSwitches made(2);
    Step step;
    step.world = World::guest;
    for (const std::uint64_t cause : {8u, 10u, 8u}) {
        step.effects = {{Location::csr(csr::scause), std::nullopt, cause, std::nullopt}};
        made.recording.append(step);
    }
    Timeline timeline(made.recording);
    ASSERT_TRUE(timeline.go_to_next(Landmark::exit(10)));
    EXPECT_EQ(timeline.position(), 18u);
    EXPECT_FALSE(timeline.go_to_next(Landmark::exit(10)));
    ASSERT_TRUE(timeline.go_to_previous(Landmark::exit(8)));
    EXPECT_EQ(timeline.position(), 17u);
}

TEST(Timeline, finds_a_switch_by_its_number) {
    RecordingOfSwitches made(20);
    Timeline timeline(made.recording);
    for (std::size_t number = 0; number < 20; ++number) {
        EXPECT_EQ(timeline.entry_of_switch(number), 8 * number);
    }
    EXPECT_EQ(timeline.entry_of_switch(20), std::nullopt);
}

TEST(Timeline, says_who_put_a_value_here) {
    RecordingOfSwitches made(20);
    Timeline timeline(made.recording);
    timeline.go_to(100);
    const Location place = Location::csr(csr::sstatus);
    const auto writer = timeline.writer_of(place);
    ASSERT_TRUE(writer);
    EXPECT_EQ(made.recording.step(*writer).effects.front().after, timeline.state().value(place));
}

TEST(Timeline, learns_of_a_save_area_met_behind_its_back) {
    RecordingOfSwitches made(1);
    Timeline timeline(made.recording);
    timeline.go_to(4);
    made.recording.add_area({0x2000, 0x80002000, {7, 8, 9}});
    Step step;
    step.area = 1;
    step.effects.push_back({Location::slot(1, 2), 9, 99, std::nullopt});
    made.recording.append(step);
    timeline.go_to_end();
    EXPECT_EQ(timeline.state().value(Location::slot(1, 2)), 99u);
    timeline.back(Stride::instruction);
    EXPECT_EQ(timeline.state().value(Location::slot(1, 2)), 9u);
}

} // namespace
} // namespace switchscope
