// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/trace/memory_recording.h"
#include "core/trace/recording_file.h"
#include "core/trace/recording_writer.h"
#include "tests/support/run_tool.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope::test {

/// Recording files in a folder of their own, and what must be in them.
class RecordingOnDisk : public testing::Test {
  protected:
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

    /// Records so many steps into the file and into memory. `closed`: the file has its index, and
    /// no tail. Else it is as a recorder leaves it that was killed.
    std::unique_ptr<MemoryRecording> record(std::size_t steps, std::uint32_t chunk_steps = 256,
                                            bool closed = true) {
        SyntheticSwitches machine(facts, 1, harts, vcpus);
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

    /// Lets `to` close its files, and then makes them as they were before.
    void keep_as_it_is(RecordingWriter& to) {
        const auto bytes = read_file(file), tail = read_file(tail_path(file));
        EXPECT_TRUE(to.close());
        write_file(file, bytes);
        write_file(tail_path(file), tail);
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

    std::uint32_t harts = 1; ///< of the machine that record() records
    std::uint16_t vcpus = 1;
    TemporaryDirectory folder;
    std::filesystem::path file = folder / "test.swrec";
    std::shared_ptr<const SessionFacts> facts = demo_facts();
};

} // namespace switchscope::test
