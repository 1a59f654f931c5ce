// SPDX-License-Identifier: MIT
// The recording file: what is written comes back, whatever becomes of the writer, the disk or the bytes.
#include "core/trace/recording_file.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/isa/registers.h"
#include "core/trace/memory_recording.h"
#include "core/trace/recording_writer.h"
#include "core/trace/timeline.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

class RecordingOnDisk : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "switchscope-trace-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder = pattern;
        file = folder / "test.swrec";
    }
    void TearDown() override { fs::remove_all(folder); }

    RecordingHeader header(const MachineState& start) const {
        RecordingHeader made;
        made.producer = "test";
        made.harts = {0};
        made.facts = facts;
        made.start = start;
        return made;
    }

    RecordingWriter writer(const MachineState& start, std::uint32_t chunk_steps = 256) {
        auto made = RecordingWriter::create(file, header(start), {true, chunk_steps});
        EXPECT_TRUE(made) << made.error().message();
        return std::move(*made);
    }

    /// Records `steps` into the file and into memory. `closed`: with an index, and nothing left in the tail.
    std::unique_ptr<MemoryRecording> record(std::size_t steps, std::uint32_t chunk_steps = 256,
                                            bool closed = true) {
        test::SyntheticSwitches machine(facts);
        auto memory = std::make_unique<MemoryRecording>(machine.state());
        auto to = writer(machine.state(), chunk_steps);
        for (std::size_t n = 0; n < steps; ++n) {
            const Step step = machine.next();
            memory->append(step);
            EXPECT_TRUE(to.append(step));
        }
        if (closed) {
            EXPECT_TRUE(to.close());
        } else {
            keep_as_it_is(to);
        }
        return memory;
    }

    /// The files as they are now come back when `to` has closed them.
    void keep_as_it_is(RecordingWriter& to) {
        const auto bytes = contents(file), tail = contents(tail_path(file));
        EXPECT_TRUE(to.close());
        put(file, bytes);
        put(tail_path(file), tail);
    }

    static std::string contents(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void put(const fs::path& path, const std::string& bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    std::unique_ptr<RecordingFile> open() {
        auto opened = RecordingFile::open(file);
        EXPECT_TRUE(opened) << opened.error().message();
        return opened ? std::move(*opened) : nullptr;
    }

    static void expect_equal(const Recording& made, const Recording& expected,
                             std::size_t every = 37) {
        ASSERT_EQ(made.size(), expected.size());
        ASSERT_EQ(made.start(), expected.start());
        for (std::size_t n = 0; n < expected.size(); ++n) {
            ASSERT_EQ(made.step(n), expected.step(n)) << "step " << n;
        }
        for (std::size_t position = 0; position <= expected.size(); position += every) {
            ASSERT_EQ(made.state_at(position), expected.state_at(position)) << position;
        }
        ASSERT_EQ(made.state_at(made.size()), expected.state_at(made.size()));
    }

    fs::path folder, file;
    std::shared_ptr<const SessionFacts> facts = test::demo_facts();
};

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
    // Everything at random: flags, places, values that are not known, numbers that jump.
    std::mt19937_64 random(3);
    test::SyntheticSwitches machine(facts);
    MemoryRecording memory(machine.state());
    auto to = writer(machine.state(), 100);
    const auto value = [&]() -> std::optional<std::uint64_t> {
        return random() % 5 == 0 ? std::nullopt : std::optional(random() >> random() % 64);
    };
    const auto place = [&] {
        const Location places[] = {
            Location::gpr(static_cast<unsigned>(1 + random() % 31)),
            Location::csr(random() % 2 == 0 ? csr::sstatus : csr::mstatus),
            Location::slot(0, random() % 60),
            Location::memory(0x8000 + random() % 20, static_cast<std::uint8_t>(1 + random() % 40))};
        return places[random() % 4];
    };
    for (int n = 0; n < 3000; ++n) {
        Step step;
        step.kind = static_cast<Step::Kind>(random() % 2);
        step.world = static_cast<World>(random() % 3);
        step.world_after = static_cast<World>(random() % 3);
        step.half = static_cast<Half>(random() % 3);
        step.verified = random() % 2 == 0;
        step.corrected = random() % 2 == 0;
        step.trapped = random() % 2 == 0;
        step.size = static_cast<std::uint8_t>(random() % 5);
        step.encoding = static_cast<std::uint32_t>(random());
        step.hart = static_cast<std::uint32_t>(random() % 3);
        step.area = static_cast<std::uint16_t>(random() % 2);
        step.span = static_cast<std::int16_t>(static_cast<int>(random() % 9) - 1);
        step.switch_number = random() % 4 == 0 ? random() : 7;
        step.pc = random() % 2 == 0 ? random() : 0x1000;
        step.pc_after = random();
        for (std::size_t effects = random() % 4; effects > 0; --effects) {
            step.effects.push_back({place(), value(), value(),
                                    random() % 2 == 0 ? std::optional(place()) : std::nullopt});
        }
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
