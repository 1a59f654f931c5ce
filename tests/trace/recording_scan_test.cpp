// SPDX-License-Identifier: MIT
// What is on disk of a recording: a scan is a value, made from blocks, a look at the tail, and the
// scan before it.
#include "core/trace/recording_scan.h"

#include "core/trace/stand_in.h"
#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = Part::Kind;

constexpr std::uint64_t block_size = 1000; ///< of the made-up chunks

/// The chunk with these steps, as a walk finds it. The blocks of a file have the same size here.
BlockWalk::Block chunk(std::uint64_t first, std::uint32_t steps, std::uint64_t nth_block) {
    BlockWalk::Block block;
    block.offset = nth_block * block_size;
    block.header.type = BlockType::chunk;
    block.header.first = first;
    block.header.steps = steps;
    block.header.size = block_size - block_header_size;
    return block;
}

TailReading tail(std::uint64_t first, std::size_t steps) {
    TailReading reading;
    reading.tail.emplace().first = first;
    reading.tail->chunk.steps.resize(steps);
    return reading;
}

/// "chunk 100" for each part: its kind and how many steps a reader sees.
std::vector<std::string> parts_of(const Scan& scan) {
    std::vector<std::string> texts;
    for (const Part& part : scan.parts()) {
        const char* kind = part.kind == Kind::chunk ? "chunk"
                           : part.kind == Kind::gap ? "gap"
                                                    : "tail";
        texts.push_back(std::string(kind) + ' ' + std::to_string(part.steps));
    }
    return texts;
}

std::string damage_of(const Scan& scan) {
    std::string text;
    for (const Damage& one : scan.damage()) {
        text += std::to_string(one.offset) + ": " + one.what.english() + '\n';
    }
    return text;
}

TEST(Scan, of_chunks_that_follow_each_other_has_no_damage) {
    Scan scan(1);
    EXPECT_EQ(scan.size(), 0u);
    EXPECT_TRUE(scan.add(chunk(0, 100, 1)));
    EXPECT_TRUE(scan.add(chunk(100, 50, 2)));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "chunk 50"));
    EXPECT_EQ(scan.size(), 150u);
    EXPECT_EQ(scan.part_at(99), 0u);
    EXPECT_EQ(scan.part_at(100), 1u);
    EXPECT_THAT(scan.damage(), IsEmpty());
    EXPECT_FALSE(scan.closed());
}

TEST(Scan, has_a_gap_with_a_step_for_each_hart_where_a_chunk_is_missing) {
    Scan scan(3);
    scan.add(chunk(0, 100, 1));
    scan.add(chunk(180, 20, 3));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "gap 3", "chunk 20"));
    EXPECT_EQ(scan.missing_steps(), 80u);
    EXPECT_EQ(scan.size(), 123u);
    EXPECT_EQ(scan.end_of_chunks(), 200u);
    EXPECT_EQ(damage_of(scan), "3000: steps 100 to 179 of the recording are missing; one step of "
                               "each hart stands for them\n");
}

TEST(Scan, leaves_out_a_chunk_that_repeats_steps) {
    Scan scan(1);
    scan.add(chunk(0, 100, 1));
    scan.add(chunk(50, 100, 2));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100"));
    EXPECT_THAT(damage_of(scan), HasSubstr("2048: a chunk is out of place"));
}

TEST(Scan, takes_the_tail_behind_the_chunks_until_its_chunk_comes) {
    Scan scan(1);
    scan.add(chunk(0, 100, 1));
    scan.set_tail(tail(100, 7));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "tail 7"));
    EXPECT_EQ(scan.lasting_parts(), 1u);
    scan.set_tail(tail(100, 9));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "tail 9"));
    scan.add(chunk(100, 10, 2));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "chunk 10"));
    EXPECT_FALSE(scan.tail());
    scan.set_tail(tail(100, 10)); // the recorder has not begun the next one
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "chunk 10"));
    EXPECT_EQ(scan.lasting_parts(), 2u);
}

TEST(Scan, keeps_the_tail_that_it_knows_where_a_look_gives_none) {
    Scan scan(1);
    scan.add(chunk(0, 100, 1));
    scan.set_tail(tail(100, 7));
    scan.set_tail({std::nullopt, verbatim("it is damaged")});
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "tail 7"));
    EXPECT_THAT(damage_of(scan), HasSubstr("it is damaged"));
    scan.set_tail(tail(100, 8));
    EXPECT_THAT(scan.damage(), IsEmpty());
}

TEST(Scan, has_a_gap_in_front_of_a_tail_that_does_not_follow_the_chunks) {
    Scan scan(1);
    scan.add(chunk(0, 100, 1));
    scan.set_tail(tail(110, 7));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "gap 1", "tail 7"));
    EXPECT_EQ(scan.missing_steps(), 10u);
    EXPECT_EQ(scan.lasting_parts(), 1u) << "the chunk may still come";
    scan.add(chunk(100, 10, 2));
    scan.set_tail(tail(110, 8));
    EXPECT_THAT(parts_of(scan), ElementsAre("chunk 100", "chunk 10", "tail 8"));
    EXPECT_EQ(scan.missing_steps(), 0u);
}

TEST(Scan, a_tail_without_steps_is_no_part) {
    Scan scan(1);
    scan.set_tail(tail(0, 0));
    EXPECT_THAT(scan.parts(), IsEmpty());
    EXPECT_TRUE(scan.tail());
}

TEST(Scan, by_index_knows_where_each_chunk_ends) {
    RecordingIndex index;
    index.chunks = {{500, 16}, {900, 16}, {1500, 3}};
    const Scan scan = Scan::by_index(Scan(1), index, 1800, 2000);
    EXPECT_TRUE(scan.closed());
    EXPECT_TRUE(scan.is_listed_by(index));
    EXPECT_EQ(scan.size(), 35u);
    std::vector<std::uint64_t> ends;
    for (const Part& part : scan.parts()) {
        ends.push_back(part.offset + block_header_size + part.payload_size);
    }
    EXPECT_THAT(ends, ElementsAre(900, 1500, 1800));
    EXPECT_THAT(scan.damage(), IsEmpty());
    index.chunks.back().steps = 4;
    EXPECT_FALSE(scan.is_listed_by(index));
}

/// Scans of real files, with a recorder that goes on between the looks.
class ScanOnDisk : public test::RecordingOnDisk {
  protected:
    static constexpr std::uint32_t chunk_steps = 16;

    ScanOnDisk() {
        auto without_sources = std::make_shared<SessionFacts>(*facts);
        without_sources->sources.clear();
        facts = without_sources;
        machine = std::make_unique<test::SyntheticSwitches>(facts);
    }

    void begin() {
        recorder = std::make_unique<RecordingWriter>(writer(machine->state(), chunk_steps));
    }
    void append(std::size_t steps) {
        for (std::size_t n = 0; n < steps; ++n) {
            EXPECT_TRUE(recorder->append(machine->next()));
        }
    }
    /// The tail as it is now.
    TailReading look_at_tail() {
        const auto opened = open();
        return read_tail(file, opened->header().id,
                         {facts->routine.spans().size(), facts->area.slots().size()});
    }
    /// `known` with what is on disk now; `look` is called in place of a look at the tail.
    Scan scan(Scan known, const std::function<TailReading()>& look) {
        const OpenFile opened = OpenFile::to_read(file);
        BlockWalk walk(opened);
        return scan_further(std::move(known), walk, look);
    }
    Scan scan(Scan known = nothing()) {
        return scan(std::move(known), [this] { return look_at_tail(); });
    }
    static Scan nothing() {
        Walked walked;
        walked.position = preamble_size;
        return Scan(1, walked);
    }

    std::unique_ptr<test::SyntheticSwitches> machine;
    std::unique_ptr<RecordingWriter> recorder;
};

TEST_F(ScanOnDisk, a_later_scan_has_the_lasting_parts_of_the_one_before) {
    begin();
    append(20);
    const Scan before = scan();
    EXPECT_THAT(parts_of(before), ElementsAre("chunk 16", "tail 4"));
    append(30);
    const Scan after = scan(before);
    EXPECT_THAT(parts_of(before), ElementsAre("chunk 16", "tail 4")) << "a value stays";
    EXPECT_THAT(parts_of(after), ElementsAre("chunk 16", "chunk 16", "chunk 16", "tail 2"));
    EXPECT_EQ(after.parts().front(), before.parts().front());
    EXPECT_EQ(parts_of(scan()), parts_of(after)) << "from the beginning it is the same";
    EXPECT_THAT(after.damage(), IsEmpty());
    EXPECT_EQ(parts_of(scan(after)), parts_of(after));
}

TEST_F(ScanOnDisk, a_closed_file_is_the_same_by_its_index_and_block_by_block) {
    begin();
    append(40);
    ASSERT_TRUE(recorder->close());
    const Scan whole = scan(nothing(), []() -> TailReading {
        ADD_FAILURE() << "a closed file has no tail";
        return {};
    });
    ASSERT_TRUE(whole.closed());
    const OpenFile opened = OpenFile::to_read(file);
    const auto offset = find_index(opened);
    ASSERT_EQ(offset, whole.index_offset());
    Unpacker unpacker;
    const auto index = read_index(opened, *offset, format_major, unpacker);
    ASSERT_TRUE(index);
    EXPECT_TRUE(whole.is_listed_by(*index));
    const Scan listed = Scan::by_index(nothing(), *index, *offset, opened.size());
    EXPECT_EQ(listed.parts(), whole.parts());
    EXPECT_TRUE(listed.closed());
    EXPECT_EQ(listed.walked().position, whole.walked().position);
    EXPECT_THAT(listed.damage(), IsEmpty());
}

TEST_F(ScanOnDisk, a_damaged_chunk_leaves_a_gap_and_the_range_of_its_bytes) {
    begin();
    append(60);
    ASSERT_TRUE(recorder->close());
    const Part lost = scan().parts()[1];
    std::string bytes = test::read_file(file);
    bytes[lost.offset + block_header_size + 5] ^= 1;
    test::write_file(file, bytes);
    const Scan damaged = scan();
    EXPECT_THAT(parts_of(damaged), ElementsAre("chunk 16", "gap 1", "chunk 16", "chunk 12"));
    EXPECT_EQ(damaged.missing_steps(), 16u);
    ASSERT_EQ(damaged.walked().damaged.size(), 1u);
    EXPECT_EQ(damaged.walked().damaged.front(),
              (Walked::Range{lost.offset, damaged.parts()[2].offset}));
    EXPECT_THAT(damage_of(damaged), HasSubstr("steps 16 to 31 of the recording are missing"));
}

TEST_F(ScanOnDisk, a_torn_tail_has_the_steps_in_front_and_says_so) {
    begin();
    append(21);
    const auto length = std::filesystem::file_size(tail_path(file));
    std::filesystem::resize_file(tail_path(file), length - 1);
    const Scan torn = scan();
    EXPECT_THAT(parts_of(torn), ElementsAre("chunk 16", "tail 4"));
    EXPECT_THAT(damage_of(torn), HasSubstr("was not written completely"));
    test::write_file(tail_path(file), "no tail");
    const Scan none = scan();
    EXPECT_THAT(parts_of(none), ElementsAre("chunk 16"));
    EXPECT_THAT(damage_of(none), HasSubstr("is damaged or of another recording"));
}

TEST_F(ScanOnDisk, finds_the_chunk_that_was_written_between_its_two_looks) {
    begin();
    append(20);
    const Scan before = scan();
    int looks = 0;
    const Scan after = scan(before, [&] {
        if (++looks == 1) {
            append(13); // the chunk of 16, and one step in the next tail
        }
        return look_at_tail();
    });
    EXPECT_EQ(looks, 2);
    EXPECT_THAT(parts_of(after), ElementsAre("chunk 16", "chunk 16", "tail 1"));
    EXPECT_THAT(after.damage(), IsEmpty());
}

TEST_F(ScanOnDisk, looks_again_where_the_tail_is_just_being_replaced) {
    begin();
    append(20);
    int looks = 0;
    const Scan after = scan(nothing(), [&]() -> TailReading {
        if (++looks == 1) {
            append(12); // the chunk is written
            return {std::nullopt, verbatim("it is half written")};
        }
        return look_at_tail();
    });
    EXPECT_EQ(looks, 2);
    EXPECT_THAT(parts_of(after), ElementsAre("chunk 16", "chunk 16"));
    EXPECT_THAT(after.damage(), IsEmpty());
}

TEST_F(ScanOnDisk, a_recorder_that_ends_meanwhile_leaves_a_closed_scan_without_damage) {
    begin();
    append(20);
    const Scan torn = scan(nothing(), [&]() -> TailReading {
        return {std::nullopt, verbatim("it is half written")};
    });
    EXPECT_THAT(damage_of(torn), HasSubstr("half written"));
    const Scan after = scan(torn, [&]() -> TailReading {
        EXPECT_TRUE(recorder->close());
        return {}; // the tail is removed
    });
    EXPECT_TRUE(after.closed());
    EXPECT_THAT(parts_of(after), ElementsAre("chunk 16", "chunk 4"));
    EXPECT_THAT(after.damage(), IsEmpty());
}

TEST_F(ScanOnDisk, a_torn_tail_of_a_recorder_that_only_had_to_write_the_index_is_no_damage) {
    begin();
    append(chunk_steps);
    const Scan after = scan(nothing(), [&]() -> TailReading {
        EXPECT_TRUE(recorder->close());
        return {std::nullopt, verbatim("it is half written")};
    });
    EXPECT_TRUE(after.closed());
    EXPECT_THAT(parts_of(after), ElementsAre("chunk 16"));
    EXPECT_THAT(after.damage(), IsEmpty());
}

TEST_F(ScanOnDisk, bytes_that_are_being_written_are_read_again_when_they_are_whole) {
    begin();
    append(40);
    ASSERT_TRUE(recorder->close());
    const std::string bytes = test::read_file(file);
    const auto no_tail = [] { return TailReading{}; };
    const Scan whole = scan(nothing(), no_tail);
    Scan growing = nothing();
    for (std::size_t length = preamble_size; length < bytes.size(); length += 41) {
        test::write_file(file, bytes.substr(0, length));
        growing = scan(std::move(growing), no_tail);
        ASSERT_LE(growing.walked().position, length);
        ASSERT_THAT(growing.walked().damaged, IsEmpty()) << "length " << length;
    }
    test::write_file(file, bytes);
    growing = scan(std::move(growing), no_tail);
    EXPECT_EQ(growing.parts(), whole.parts());
    EXPECT_TRUE(growing.closed());
    EXPECT_THAT(growing.damage(), IsEmpty());
}

TEST(StandIns, lead_each_hart_from_the_state_in_front_to_the_one_behind) {
    Slot slot;
    std::vector<Slot> slots{slot};
    slot.offset = 8;
    slots.push_back(slot);
    const SaveArea layout("area", 16, slots);
    Surroundings around;
    around.before.gprs[5] = 50;
    around.before.areas.push_back({0x1000, std::nullopt, {1, 2}});
    around.before.parked.emplace_back().hart = 1;
    around.behind = around.before;
    around.behind.gprs[5] = 51;
    around.behind.areas.front().slots[1] = 3;
    around.behind.parked.front().gprs[6] = 60;
    around.switch_number = 12;
    const std::vector<Step> steps = stand_ins(around, 3, layout);
    ASSERT_EQ(steps.size(), 3u);
    MachineState state = around.before;
    for (const Step& step : steps) {
        EXPECT_EQ(step.kind, Step::Kind::run);
        EXPECT_EQ(step.switch_number, 12u);
        state.apply(step);
    }
    EXPECT_EQ(state, around.behind);
    EXPECT_EQ(steps[0].hart, 1u);
    EXPECT_EQ(steps[1].hart, 0u);
    EXPECT_THAT(steps[2].effects, IsEmpty()) << "more steps than harts";
    EXPECT_EQ(stand_ins(around, 1, layout).size(), 1u);
}

} // namespace
} // namespace switchscope
