// SPDX-License-Identifier: MIT
// The parsers behind the checksums. Whatever bytes they get, they take them or refuse them, and
// their limits hold.
#include <random>

#include <gtest/gtest.h>

#include "core/trace/landmark_index.h"
#include "core/trace/recording_header.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope {
namespace {

/// Bytes with a few changes, as a hostile hand would make them: other values, an end cut off, bytes
/// inserted, a part repeated.
Bytes spoiled(Bytes bytes, std::mt19937_64& random) {
    for (std::uint64_t changes = 1 + random() % 4; changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 8) {
        case 0:
            bytes.resize(at);
            break;
        case 1:
            bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), random() % 40, 0xff);
            break;
        case 2:
            bytes.insert(bytes.end(), bytes.begin(),
                         bytes.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        default:
            bytes[at] = static_cast<std::uint8_t>(random());
            break;
        }
    }
    return bytes;
}

class Parsers : public testing::Test {
  protected:
    static constexpr int rounds = 4000;
    std::shared_ptr<const SessionFacts> facts = test::demo_facts();
    StepDecoder::Limits limits{facts->routine.spans().size(), facts->area.slots().size()};
    std::mt19937_64 random{17};

    ChunkBuilder chunk_of(int steps) {
        test::SyntheticSwitches machine(facts, 1, 2, 3);
        ChunkBuilder chunk(machine.state(), {}, {});
        for (int n = 0; n < steps; ++n) {
            chunk.add(n % 5 == 0 ? test::any_step(random) : machine.next());
        }
        return chunk;
    }
};

TEST_F(Parsers, a_spoiled_chunk_gives_steps_within_the_limits_or_nothing) {
    const ChunkBuilder chunk = chunk_of(120);
    const Bytes body(chunk.body().begin(), chunk.body().end());
    ASSERT_TRUE(read_chunk_body(body, 120, limits));
    int taken = 0;
    for (int round = 0; round < rounds; ++round) {
        const Bytes bytes = spoiled(body, random);
        EXPECT_FALSE(read_chunk_body(bytes, 121, limits) && read_chunk_body(bytes, 119, limits));
        const auto read = read_chunk_body(bytes, std::nullopt, limits);
        if (!read) {
            continue;
        }
        ++taken;
        MachineState state = read->start;
        for (const Step& step : read->steps) {
            ASSERT_LT(step.span, static_cast<int>(limits.spans));
            for (const Effect& effect : step.effects) {
                ASSERT_TRUE(effect.at.kind != LocationKind::slot || effect.at.id < limits.slots);
                ASSERT_TRUE(effect.at.kind != LocationKind::gpr || effect.at.id < 32);
            }
            state.apply(step);
            state.undo(step);
            state.apply(step);
        }
        (void)summarize(*read);
    }
    EXPECT_GT(taken, rounds / 10);
}

TEST_F(Parsers, a_spoiled_header_gives_facts_that_fit_each_other_or_an_error) {
    test::SyntheticSwitches machine(facts);
    RecordingHeader header;
    header.facts = facts;
    header.start = machine.state();
    const Bytes bytes = write_header(header);
    int taken = 0;
    for (int round = 0; round < rounds / 10; ++round) {
        const auto read = read_header(spoiled(bytes, random));
        if (!read) {
            ASSERT_FALSE(read.error().what.empty());
            continue;
        }
        ++taken;
        const Routine& routine = read->facts->routine;
        ASSERT_EQ(routine.lines().size(), routine.instructions().size());
        for (const MacroSpan& span : routine.spans()) {
            ASSERT_LE(span.first + span.count, routine.instructions().size());
        }
    }
    EXPECT_GT(taken, 0);
}

TEST_F(Parsers, a_spoiled_index_or_summary_is_taken_within_its_limits_or_refused) {
    ChunkBuilder chunk = chunk_of(120);
    Packer packer;
    Unpacker unpacker;
    const Bytes payload = chunk.finish(packer);
    const auto summary = read_chunk_summary(payload, unpacker);
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->landmarks, chunk.summary().landmarks);
    const auto whole = read_chunk(payload, 120, limits, unpacker);
    ASSERT_TRUE(whole);
    EXPECT_EQ(summarize(*whole).landmarks, summary->landmarks);

    LandmarkIndex index;
    index.add(0, *summary);
    index.add(2, *summary);
    ByteWriter written;
    index.write(written);
    const Bytes bytes(written.view().begin(), written.view().end());
    for (int round = 0; round < rounds; ++round) {
        const Bytes changed = spoiled(bytes, random);
        ByteReader in(changed);
        LandmarkIndex read;
        if (read.read(in, 3)) {
            for (const auto& match : read.find(Landmark::world_change())) {
                for (const LandmarkIndex::Posting& posting : match.postings) {
                    ASSERT_LT(posting.chunk, 3u);
                    ASSERT_LE(posting.first, posting.last);
                }
            }
        }
        (void)read_chunk_summary(spoiled(payload, random), unpacker);
        (void)read_chunk(spoiled(payload, random), 120, limits, unpacker);
    }
}

TEST_F(Parsers, a_frame_that_unpacks_to_more_than_it_may_is_left_alone) {
    Packer packer;
    Unpacker unpacker;
    ByteWriter out;
    packer.pack(Bytes(1000000, 0), out); // some hundred bytes
    EXPECT_LT(out.size(), 1000u);
    ByteReader fits(out.view()), too_much(out.view());
    EXPECT_TRUE(unpacker.unpack(fits, 1000000));
    EXPECT_FALSE(unpacker.unpack(too_much, 999999));
    // The size that the frame itself has must agree.
    Bytes lying(out.view().begin(), out.view().end());
    lying[4] = static_cast<std::uint8_t>(lying[4] - 1);
    ByteReader in(lying);
    EXPECT_FALSE(unpacker.unpack(in, 1000000));
}

} // namespace
} // namespace switchscope
