// SPDX-License-Identifier: MIT
// The recording file gives back what was written, while it grows and when it is closed.
#include "core/trace/recording_file.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/trace/timeline.h"
#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using testing::IsEmpty;
using RecordingOnDisk = test::RecordingOnDisk;
namespace fs = std::filesystem;

TEST_F(RecordingOnDisk, gives_back_every_field_of_every_step) {
    const auto memory = record(20000, 2048);
    const auto read = open();
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->closed());
    EXPECT_TRUE(read->index_used());
    EXPECT_THAT(read->damage(), IsEmpty());
    EXPECT_FALSE(fs::exists(tail_path(file)));
    expect_equal(*read, *memory);
    EXPECT_LT(static_cast<double>(read->bytes()) / 20000, 8.0);
}

TEST_F(RecordingOnDisk, gives_back_what_it_says_about_itself) {
    const auto memory = record(10);
    const auto read = open();
    ASSERT_TRUE(read);
    const SessionFacts& made = *read->facts();
    EXPECT_EQ(made.title, facts->title);
    EXPECT_EQ(made.target, facts->target);
    EXPECT_EQ(made.image, facts->image);
    EXPECT_EQ(made.image_path, facts->image_path);
    EXPECT_EQ(made.build_id, facts->build_id);
    EXPECT_EQ(made.sources, facts->sources);
    EXPECT_EQ(made.interrupts_held_off, facts->interrupts_held_off);
    EXPECT_EQ(read->header().producer, "test");
    EXPECT_EQ(read->header().mode, "step");
    EXPECT_EQ(read->header().harts, std::vector<std::uint32_t>{0});
    EXPECT_EQ(read->header().start, memory->start());
    EXPECT_NE(read->header().made_at, 0u);

    const Routine &ours = facts->routine, &theirs = made.routine;
    EXPECT_EQ(theirs.name(), ours.name());
    EXPECT_EQ(theirs.begin(), ours.begin());
    EXPECT_EQ(theirs.end(), ours.end());
    EXPECT_EQ(theirs.return_label(), ours.return_label());
    EXPECT_EQ(theirs.sret_index(), ours.sret_index());
    EXPECT_EQ(theirs.ret_index(), ours.ret_index());
    EXPECT_EQ(theirs.lines(), ours.lines());
    ASSERT_EQ(theirs.instructions().size(), ours.instructions().size());
    for (std::size_t n = 0; n < ours.instructions().size(); ++n) {
        EXPECT_EQ(theirs.instructions()[n].address, ours.instructions()[n].address);
        EXPECT_EQ(theirs.instructions()[n].text(), ours.instructions()[n].text());
    }
    ASSERT_EQ(theirs.spans().size(), ours.spans().size());
    for (std::size_t n = 0; n < ours.spans().size(); ++n) {
        const MacroSpan &a = theirs.spans()[n], &b = ours.spans()[n];
        EXPECT_EQ(std::tie(a.name, a.arguments, a.kind, a.named_by, a.half, a.first, a.count,
                           a.file, a.line),
                  std::tie(b.name, b.arguments, b.kind, b.named_by, b.half, b.first, b.count,
                           b.file, b.line));
    }
    EXPECT_EQ(made.area.struct_name(), facts->area.struct_name());
    EXPECT_EQ(made.area.size(), facts->area.size());
    ASSERT_EQ(made.area.slots().size(), facts->area.slots().size());
    for (std::size_t n = 0; n < facts->area.slots().size(); ++n) {
        const Slot &a = made.area.slots()[n], &b = facts->area.slots()[n];
        EXPECT_EQ(std::tie(a.path, a.label, a.offset, a.size, a.owner, a.gpr, a.csr),
                  std::tie(b.path, b.label, b.offset, b.size, b.owner, b.gpr, b.csr));
    }
}

TEST_F(RecordingOnDisk, keeps_values_that_no_prediction_foresees) {
    // Everything is random: flags, places, values that are not known, numbers that jump.
    std::mt19937_64 random(3);
    test::SyntheticSwitches machine(facts);
    MemoryRecording memory(machine.state());
    auto to = writer(machine.state(), 100);
    for (int n = 0; n < 3000; ++n) {
        const Step step = test::any_step(random);
        memory.append(step);
        ASSERT_TRUE(to.append(step));
    }
    ASSERT_TRUE(to.close());
    const auto read = open();
    ASSERT_TRUE(read);
    expect_equal(*read, memory);
}

TEST_F(RecordingOnDisk, keeps_save_areas_met_on_the_way) {
    test::SyntheticSwitches machine(facts);
    MemoryRecording memory(machine.state());
    auto to = writer(machine.state(), 64);
    for (int n = 0; n < 1000; ++n) {
        if (n % 200 == 150) {
            MachineState::Area area = memory.start().areas.front();
            area.address += static_cast<std::uint64_t>(n) * 0x1000;
            area.slots[3] = std::nullopt;
            memory.add_area(area);
            ASSERT_TRUE(to.add_area(area));
        }
        Step step = machine.next();
        if (n > 400) {
            step.area = 1;
            step.effects.push_back({Location::slot(1, 3), std::nullopt, n, std::nullopt});
        }
        memory.append(step);
        ASSERT_TRUE(to.append(step));
    }
    const auto growing = open();
    ASSERT_TRUE(growing);
    expect_equal(*growing, memory, 11);
    ASSERT_TRUE(to.close());
    const auto read = open();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->start().areas.size(), 6u);
    expect_equal(*read, memory, 11);
}

TEST_F(RecordingOnDisk, orders_save_areas_as_they_were_met_in_chunks_and_in_the_tail) {
    test::SyntheticSwitches machine(facts);
    MemoryRecording memory(machine.state());
    auto to = writer(machine.state(), 64);
    for (int n = 0; n < 100; ++n) {
        if (n == 30 || n == 90) { // in the first chunk, and in the tail
            MachineState::Area area = memory.start().areas.front();
            area.address += static_cast<std::uint64_t>(n) * 0x1000;
            memory.add_area(area);
            ASSERT_TRUE(to.add_area(area));
        }
        const Step step = machine.next();
        memory.append(step);
        ASSERT_TRUE(to.append(step));
    }
    const auto growing = open();
    ASSERT_TRUE(growing);
    ASSERT_EQ(growing->tail_steps(), 36u);
    expect_equal(*growing, memory, 1);
}

TEST_F(RecordingOnDisk, knows_a_save_area_that_is_met_before_the_tail_has_a_step) {
    test::SyntheticSwitches machine(facts);
    auto to = writer(machine.state(), 64);
    for (int n = 0; n < 64; ++n) {
        ASSERT_TRUE(to.append(machine.next()));
    }
    const auto reader = open();
    ASSERT_TRUE(reader);
    MachineState::Area area = machine.state().areas.front();
    area.address += 0x1000;
    ASSERT_TRUE(to.add_area(area));
    EXPECT_FALSE(reader->refresh());
    ASSERT_EQ(reader->start().areas.size(), 2u);
    EXPECT_EQ(reader->state_at(64).areas.back(), area);
}

TEST_F(RecordingOnDisk, finds_landmarks_as_memory_does_with_the_index_and_without) {
    const auto memory = record(5000);
    const auto with_index = open();
    ASSERT_TRUE(with_index && with_index->index_used());
    file = folder / "unfinished.swrec";
    const auto unfinished = record(5000, 256, false);
    const auto without = open();
    ASSERT_TRUE(without);
    EXPECT_FALSE(without->index_used());
    EXPECT_FALSE(without->closed());
    EXPECT_GT(without->tail_steps(), 0u);
    std::vector<Landmark> wanted{Landmark::world_change(),
                                 Landmark::exit(),
                                 Landmark::exit(10),
                                 Landmark::exit(0x8000000000000005),
                                 Landmark::exit(99),
                                 Landmark::switch_entry(),
                                 Landmark::write(Location::csr(csr::sepc)),
                                 Landmark::write(Location::gpr(Gpr::a4)),
                                 Landmark::write(Location::memory(0x80400000, 8)),
                                 Landmark::write(Location::memory(0x80400100, 8))};
    for (std::size_t slot = 0; slot < facts->area.slots().size(); slot += 7) {
        wanted.push_back(Landmark::write(Location::slot(0, slot)));
    }
    for (const Landmark& landmark : wanted) {
        for (std::size_t position = 0; position <= memory->size() + 1; position += 23) {
            ASSERT_EQ(with_index->previous(landmark, position),
                      memory->previous(landmark, position));
            ASSERT_EQ(with_index->next(landmark, position), memory->next(landmark, position));
            ASSERT_EQ(without->previous(landmark, position), memory->previous(landmark, position));
            ASSERT_EQ(without->next(landmark, position), memory->next(landmark, position));
        }
    }
}

TEST_F(RecordingOnDisk, a_timeline_over_it_moves_as_over_memory) {
    const auto memory = record(6000);
    const auto read = open();
    ASSERT_TRUE(read);
    Timeline ours(*read), theirs(*memory);
    std::mt19937 random(5);
    for (int move = 0; move < 3000; ++move) {
        const auto stride = static_cast<Stride>(random() % 4);
        switch (random() % 4) {
        case 0:
            ours.forward(stride);
            theirs.forward(stride);
            break;
        case 1:
            ours.back(stride);
            theirs.back(stride);
            break;
        case 2:
            ours.go_to_next(Landmark::exit());
            theirs.go_to_next(Landmark::exit());
            break;
        default: {
            const std::size_t position = random() % 6001;
            ours.go_to(position);
            theirs.go_to(position);
        }
        }
        ASSERT_EQ(ours.position(), theirs.position());
        ASSERT_EQ(ours.state(), theirs.state());
    }
}

TEST_F(RecordingOnDisk, a_reader_sees_it_grow_step_by_step) {
    test::SyntheticSwitches machine(facts);
    MemoryRecording memory(machine.state());
    auto to = writer(machine.state(), 100);
    const auto reader = open();
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->size(), 0u);
    for (std::size_t n = 1; n <= 1000; ++n) {
        const Step step = machine.next();
        memory.append(step);
        ASSERT_TRUE(to.append(step));
        if (n % 7 == 0 || n % 100 <= 1) {
            ASSERT_TRUE(reader->refresh());
            ASSERT_EQ(reader->size(), n);
            ASSERT_EQ(reader->step(n - 1), step);
            ASSERT_EQ(reader->state_at(n), machine.state());
            ASSERT_FALSE(reader->refresh());
        }
    }
    ASSERT_TRUE(to.close());
    EXPECT_FALSE(reader->refresh());
    EXPECT_TRUE(reader->closed());
    EXPECT_THAT(reader->damage(), IsEmpty());
    expect_equal(*reader, memory);
}

} // namespace
} // namespace switchscope
