// SPDX-License-Identifier: MIT
// What is left of a recording when its recorder is killed, its disk is full, or its bytes are
// damaged.
#include <atomic>
#include <csignal>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/isa/registers.h"
#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

std::string all_of(const std::vector<Damage>& damage) {
    std::string text;
    for (const Damage& one : damage) {
        text += one.what.english() + '\n';
    }
    return text;
}

class Survival : public test::RecordingOnDisk {
  protected:
    /// `read` has the steps of `expected` in their order, but for those that it says are missing.
    static void expect_intact_part(const RecordingFile& read, const Recording& expected) {
        std::size_t k = 0, gaps = 0;
        for (std::size_t n = 0; n < read.size(); ++n) {
            if (k < expected.size() && read.step(n) == expected.step(k)) {
                ++k;
                continue;
            }
            // This step stands for what is lost.
            ++gaps;
            k += read.missing_steps();
            ASSERT_EQ(gaps, 1u) << "at step " << n;
            ASSERT_EQ(read.step(n).kind, Step::Kind::run);
            ASSERT_EQ(read.state_at(n + 1), expected.state_at(k));
        }
        ASSERT_LE(k, expected.size());
        ASSERT_EQ(read.state_at(read.size()), expected.state_at(k));
        ASSERT_EQ(read.missing_steps() == 0, gaps == 0);
        read_steps = k;
    }
    static inline std::size_t read_steps = 0;

    static void flip_bit(const fs::path& path, std::size_t at) {
        std::fstream both(path, std::ios::binary | std::ios::in | std::ios::out);
        both.seekg(static_cast<std::streamoff>(at));
        const int byte = both.get();
        both.seekp(static_cast<std::streamoff>(at));
        both.put(static_cast<char>(byte ^ 1 << at % 8));
    }

    /// A small recording: 5 chunks of 16 steps, and 7 steps more.
    std::unique_ptr<MemoryRecording> record_small(bool closed) {
        facts = std::make_shared<const SessionFacts>(without_sources(*facts));
        return record(87, 16, closed);
    }
    static SessionFacts without_sources(SessionFacts some) {
        some.sources.clear();
        return some;
    }
};

TEST_F(Survival, of_200_kills_at_any_moment_none_costs_more_than_the_step_in_flight) {
    constexpr std::size_t length = 60000;
    std::vector<Step> steps;
    test::SyntheticSwitches machine(facts);
    const MachineState start = machine.state();
    for (std::size_t n = 0; n < length; ++n) {
        steps.push_back(machine.next());
    }
    auto* appended = static_cast<std::atomic<std::uint64_t>*>(
        mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(appended, MAP_FAILED);
    std::mt19937 random(11);
    std::size_t cut_short = 0;
    for (int kill_number = 0; kill_number < 200; ++kill_number) {
        fs::remove(file);
        fs::remove(tail_path(file));
        appended->store(0);
        const auto chunk_steps = static_cast<std::uint32_t>(1 + random() % 300);
        const pid_t child = fork();
        if (child == 0) {
            auto to = RecordingWriter::create(file, header(start), {true, chunk_steps});
            for (const Step& step : steps) {
                if (!to || !to->append(step)) {
                    _exit(1);
                }
                appended->fetch_add(1);
            }
            pause();
        }
        while (appended->load() == 0) {
            usleep(100);
        }
        usleep(static_cast<useconds_t>(random() % 20000));
        ASSERT_EQ(kill(child, SIGKILL), 0);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));

        const std::uint64_t promised = appended->load();
        const auto read = open();
        ASSERT_TRUE(read);
        ASSERT_GE(read->size(), promised) << "chunks of " << chunk_steps;
        ASSERT_LE(read->size(), promised + 1);
        for (std::size_t n = 0; n < read->size(); n += 97) {
            ASSERT_EQ(read->step(n), steps[n]);
        }
        MachineState end = start;
        for (std::size_t n = 0; n < read->size(); ++n) {
            end.apply(steps[n]);
        }
        ASSERT_EQ(read->step(read->size() - 1), steps[read->size() - 1]);
        ASSERT_EQ(read->state_at(read->size()), end);
        EXPECT_FALSE(read->closed());
        cut_short += read->size() < length ? 1u : 0u;
    }
    munmap(appended, 4096);
    EXPECT_GT(cut_short, 150u) << "the kills came too late to say much";
}

TEST_F(Survival, any_damaged_byte_costs_its_chunk_alone_and_is_reported) {
    const auto memory = record_small(true);
    const std::string bytes = test::read_file(file);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        flip_bit(file, at);
        auto read = RecordingFile::open(file);
        flip_bit(file, at);
        ASSERT_TRUE(read) << "byte " << at << ": " << read.error().message();
        ASSERT_THAT((*read)->damage(), Not(IsEmpty())) << "byte " << at;
        ASSERT_NO_FATAL_FAILURE(expect_intact_part(**read, *memory)) << "byte " << at;
        ASSERT_GE((*read)->size(), memory->size() - 16) << "byte " << at;
    }
}

TEST_F(Survival, a_big_file_is_trusted_until_it_is_read_and_damage_is_reported_then) {
    const auto memory = record_small(true);
    const std::string bytes = test::read_file(file);
    std::size_t found_late = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        flip_bit(file, at);
        SCOPED_TRACE("byte " + std::to_string(at));
        auto read = RecordingFile::open(file, RecordingFile::Check::when_read);
        ASSERT_TRUE(read) << read.error().message();
        const bool known_at_once = !(*read)->damage().empty();
        if (!(*read)->index_used()) {
            expect_intact_part(**read, *memory); // as any file without an index
        } else {
            ASSERT_EQ((*read)->size(), memory->size());
            std::size_t lost = 0;
            for (std::size_t n = 0; n < memory->size(); ++n) {
                const bool intact = (*read)->step(n) == memory->step(n);
                lost += intact ? 0u : 1u;
                ASSERT_TRUE(intact || (*read)->step(n).kind == Step::Kind::run) << n;
            }
            // A chunk of 16 is lost, or the last one of 7. What is behind it is as it was.
            ASSERT_TRUE(lost == 0 || lost == 16 || lost == 7) << lost;
            if (lost != 7) {
                ASSERT_EQ((*read)->state_at(memory->size()), memory->state_at(memory->size()));
            }
            found_late += lost > 0 ? 1u : 0u;
            ASSERT_EQ(lost > 0 || known_at_once, !(*read)->damage().empty());
        }
        flip_bit(file, at);
    }
    EXPECT_GT(found_late, bytes.size() / 4) << "most of the file are chunks";
    ASSERT_EQ(test::read_file(file), bytes);
}

TEST_F(Survival, a_big_file_is_the_same_by_its_index_and_byte_by_byte) {
    const auto memory = record(5000, 64);
    const auto read = RecordingFile::open(file, RecordingFile::Check::when_read);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_TRUE((*read)->index_used());
    EXPECT_TRUE((*read)->closed());
    EXPECT_FALSE((*read)->refresh());
    EXPECT_THAT((*read)->damage(), IsEmpty());
    expect_equal(**read, *memory);
    EXPECT_THAT((*read)->damage(), IsEmpty());
}

TEST_F(Survival, a_file_cut_off_anywhere_gives_what_is_whole) {
    const auto memory = record_small(true);
    const std::string bytes = test::read_file(file);
    bool refused = false;
    std::size_t longest = memory->size();
    for (std::size_t length = bytes.size() - 1; length > 0; --length) {
        fs::resize_file(file, length);
        auto read = RecordingFile::open(file);
        if (!read) {
            ASSERT_THAT(read.error().what.english(), HasSubstr(file.string()))
                << "length " << length;
            refused = true;
            continue;
        }
        ASSERT_FALSE(refused) << "length " << length;
        ASSERT_FALSE((*read)->closed()) << "length " << length;
        ASSERT_NO_FATAL_FAILURE(expect_intact_part(**read, *memory)) << "length " << length;
        ASSERT_LE(read_steps, longest) << "length " << length;
        // Where the footer alone is cut off, no step is missing.
        ASSERT_TRUE(length + footer_size < bytes.size() || read_steps == memory->size());
        longest = read_steps;
    }
    EXPECT_EQ(longest, 0u);
    EXPECT_TRUE(refused);
}

TEST_F(Survival, a_damaged_or_short_tail_gives_the_steps_in_front) {
    const auto memory = record_small(false);
    const std::string tail = test::read_file(tail_path(file));
    ASSERT_EQ(open()->tail_steps(), 7u);
    for (std::size_t at = 0; at < tail.size(); ++at) {
        flip_bit(tail_path(file), at);
        auto read = open();
        ASSERT_TRUE(read);
        ASSERT_NO_FATAL_FAILURE(expect_intact_part(*read, *memory)) << "byte " << at;
        ASSERT_LT(read->size(), memory->size());
        ASSERT_GE(read->size(), memory->size() - 7);
        ASSERT_THAT(read->damage(), Not(IsEmpty())) << "byte " << at;
        flip_bit(tail_path(file), at);
    }
    for (std::size_t length = tail.size(); length-- > 0;) {
        fs::resize_file(tail_path(file), length);
        const auto read = open();
        ASSERT_NO_FATAL_FAILURE(expect_intact_part(*read, *memory)) << "length " << length;
        ASSERT_GE(read->size(), memory->size() - 7);
        ASSERT_LT(read->size(), memory->size());
    }
}

TEST_F(Survival, bytes_of_any_kind_are_refused_with_a_sentence) {
    std::mt19937 random(1);
    for (const std::size_t size : {0u, 1u, 15u, 16u, 48u, 1000u, 100000u}) {
        std::string bytes(size, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        test::write_file(file, bytes);
        const auto read = RecordingFile::open(file);
        ASSERT_FALSE(read);
        EXPECT_THAT(read.error().what.english(), HasSubstr("is not a recording"));
        EXPECT_THAT(read.error().remedy.english(), Not(IsEmpty()));
    }
    EXPECT_THAT(RecordingFile::open(folder / "nowhere.swrec").error().what.english(),
                HasSubstr("No such file"));
}

/// The bytes of a file, with another version in its preamble.
std::string with_version(std::string bytes, char major, char minor) {
    bytes[8] = major;
    bytes[10] = minor;
    const auto checked = std::span(bytes).first(12);
    const std::uint64_t check =
        checksum({reinterpret_cast<const std::uint8_t*>(checked.data()), checked.size()});
    for (std::size_t n = 0; n < 4; ++n) {
        bytes[12 + n] = static_cast<char>(check >> (8 * n));
    }
    return bytes;
}

TEST_F(Survival, a_later_minor_version_is_read_and_a_major_one_refused) {
    const auto memory = record_small(true);
    const std::string bytes = test::read_file(file);
    test::write_file(file, with_version(bytes, 2, 99));
    const auto read = open();
    EXPECT_THAT(read->damage(), IsEmpty());
    expect_equal(*read, *memory);
    test::write_file(file, with_version(bytes, 3, 0));
    const auto refused = RecordingFile::open(file);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what.english(), HasSubstr("format 3.0"));
    EXPECT_THAT(refused.error().remedy.english(), HasSubstr("newer version"));
}

TEST_F(Survival, blocks_and_fields_of_later_versions_are_skipped) {
    test::SyntheticSwitches machine(facts);
    const auto memory = record_small(true);
    const std::string bytes = test::read_file(file);
    const std::string unknown = "of a later version";
    const Bytes block =
        make_block(static_cast<BlockType>(77), 0, 0,
                   {reinterpret_cast<const std::uint8_t*>(unknown.data()), unknown.size()});
    test::write_file(file, bytes + std::string(block.begin(), block.end()));
    const auto read = open();
    EXPECT_THAT(read->damage(), IsEmpty());
    expect_equal(*read, *memory);

    ByteWriter fields;
    fields.bytes(write_header(header(machine.state())));
    fields.varint(1000);
    fields.text(unknown);
    const auto parsed = read_header(fields.view());
    ASSERT_TRUE(parsed) << parsed.error().message();
    EXPECT_EQ(parsed->start, machine.state());
}

/// Runs `body` in a child process whose files may have `size` bytes. True when it gives true there.
template <class Body> bool with_space_for(std::size_t size, Body body) {
    const pid_t child = fork();
    if (child == 0) {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{size, size};
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(body() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(Survival, a_full_disk_is_an_error_and_takes_nothing_back) {
    std::vector<Step> steps;
    test::SyntheticSwitches machine(facts);
    const MachineState start = machine.state();
    for (std::size_t n = 0; n < 20000; ++n) {
        steps.push_back(machine.next());
    }
    std::size_t fullest = 0;
    for (std::size_t space = 20000; space <= 30000; space += 500) {
        fs::remove(file);
        fs::remove(tail_path(file));
        std::size_t kept = 0;
        auto* shared = static_cast<std::size_t*>(
            mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        ASSERT_TRUE(with_space_for(space, [&] {
            auto to = RecordingWriter::create(file, header(start), {true, 512});
            if (!to) {
                return false;
            }
            for (const Step& step : steps) {
                if (const auto appended = to->append(step); !appended) {
                    *shared = to->size();
                    return appended.error().message().find("File too large") != std::string::npos &&
                           appended.error().remedy.english().find(
                               "steps recorded so far are safe") != std::string::npos &&
                           !to->append(step) && !to->close();
                }
            }
            return false;
        })) << space;
        kept = *shared;
        munmap(shared, 4096);
        const auto read = open();
        ASSERT_TRUE(read);
        EXPECT_THAT(all_of(read->damage()), testing::Eq("")) << space;
        ASSERT_EQ(read->size(), kept) << space;
        for (std::size_t n = 0; n < kept; ++n) {
            ASSERT_EQ(read->step(n), steps[n]);
        }
        fullest = std::max(fullest, kept);
    }
    EXPECT_GT(fullest, 2000u);
}

TEST_F(Survival, a_place_that_cannot_be_written_is_named) {
    test::SyntheticSwitches machine(facts);
    const auto nowhere =
        RecordingWriter::create(folder / "no/such/folder.swrec", header(machine.state()), {});
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error().what.english(),
                HasSubstr("folder.swrec: No such file or directory"));
    test::write_file(file, "precious");
    const auto there = RecordingWriter::create(file, header(machine.state()), {});
    ASSERT_FALSE(there);
    EXPECT_THAT(there.error().what.english(), HasSubstr("is there already"));
    EXPECT_EQ(test::read_file(file), "precious");
    EXPECT_FALSE(fs::exists(tail_path(file)));
}

} // namespace
} // namespace switchscope
