// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/trace/chunk.h"
#include "core/trace/file.h"
#include "core/trace/landmark_index.h"
#include "core/trace/recording.h"
#include "core/trace/recording_header.h"

namespace switchscope {

/// A place of a recording file that cannot be read.
struct Damage {
    std::uint64_t offset = 0; ///< in bytes from the start of the file
    std::uint64_t size = 0;   ///< in bytes
    Phrase what;              ///< one sentence: what is damaged, and what is lost by it
};

/// A recording in a file (.swrec), read a chunk at a time; docs/recording-format.md describes it. It may be in the
/// making: refresh() sees what was added since. Any number of readers may have it open.
///
/// What is intact before and behind a damaged place is there; between them stands one step of kind `run` for each hart,
/// with the differences. Damage is found when the file is opened, or, in a big one, when its place is read.
class RecordingFile final : public Recording {
  public:
    enum class Check : std::uint8_t {
        whole, ///< every byte, at once
        when_big, ///< the same, but of a file that has its index and at least `big` bytes: what is read
        when_read, ///< of every file that has its index: what is read
    };
    static constexpr std::uint64_t big = 32u << 20;
    static Result<std::unique_ptr<RecordingFile>> open(const std::filesystem::path& path,
                                                       Check check = Check::when_big);
    /// Whether a file is meant to be one, by its first bytes or, where those are damaged, by its name.
    static bool looks_like_one(const std::filesystem::path& path);

    std::size_t size() const override { return size_; }
    const Step& step(std::size_t n) const override;
    const MachineState& start() const override { return start_; }
    MachineState state_at(std::size_t position) const override;
    /// Fast for everything but writes of memory, whose page has to be searched chunk by chunk.
    std::optional<std::size_t> previous(const Landmark& landmark,
                                        std::size_t position) const override;
    std::optional<std::size_t> next(const Landmark& landmark, std::size_t position) const override;

    /// Takes in what was recorded since; true when there is more than before. References to steps end.
    bool refresh();

    const RecordingHeader& header() const { return header_; }
    const std::shared_ptr<const SessionFacts>& facts() const { return header_.facts; }
    const std::filesystem::path& path() const { return path_; }
    /// Empty when all of the file is intact. Steps that turn out to be unreadable later are told here, too.
    std::vector<Damage> damage() const;
    std::size_t missing_steps() const { return missing_; } ///< known to be lost in between
    /// The recording was ended properly: nothing will be added.
    bool closed() const { return closed_; }
    bool index_used() const { return index_used_; } ///< false: it had to be rebuilt
    std::size_t tail_steps() const;                 ///< that are beside the file, in its tail
    std::uint64_t bytes() const { return file_.size(); }
    std::size_t chunks() const { return parts_.size(); }

  private:
    /// Consecutive steps that are read together.
    struct Part {
        enum class Kind : std::uint8_t { chunk, tail, gap };
        Kind kind = Kind::chunk;
        std::size_t first = 0; ///< position of its first step
        std::uint32_t steps = 0;
        std::uint64_t payload_at = 0, payload_size = 0; ///< chunks only
    };
    /// A part, decoded.
    struct Loaded {
        std::size_t part = 0;
        std::uint64_t used = 0; ///< when: the greater, the later
        Chunk chunk;
        std::vector<MachineState> checkpoints; ///< after every keyframe_interval steps
    };
    struct Tail {
        std::uint64_t first = 0;
        Chunk chunk;
    };

    explicit RecordingFile(std::filesystem::path path) : path_(std::move(path)), walk_(file_) {}
    Result<void> read_beginning();
    Result<void> take_header(const BlockWalk::Block& block);
    bool walk();
    void add_chunk(const BlockWalk::Block& block);
    void take_tail();
    std::optional<Tail> read_tail(Phrase* damage) const;
    void add_part(Part part);
    void add_gap(std::uint64_t missing, std::uint64_t offset);
    void drop_tail();
    bool skip_to_index();
    bool read_index(bool trusted);
    void rebuild_index(std::size_t begin);
    void know_areas(const std::vector<MachineState::Area>& areas);

    std::size_t part_at(std::size_t position) const;
    const Loaded& load(std::size_t part) const;
    Chunk decode(std::size_t part) const;
    std::optional<Chunk> read_part(std::size_t part) const;
    Chunk stand_in_for(std::size_t part) const;
    MachineState end_of(const Chunk& chunk) const;
    void complete(MachineState& state) const;
    Step difference(const MachineState& before, const MachineState& after) const;
    std::optional<std::size_t> previous_of(const LandmarkIndex::Match& match,
                                           const Landmark& landmark, std::size_t position) const;
    std::optional<std::size_t> next_of(const LandmarkIndex::Match& match, const Landmark& landmark,
                                       std::size_t position) const;
    std::vector<std::uint32_t> find_in(std::size_t part, const Landmark& landmark) const;
    StepDecoder::Limits limits() const;

    std::filesystem::path path_;
    OpenFile file_;
    BlockWalk walk_;
    RecordingHeader header_;
    MachineState start_;
    std::vector<Part> parts_;
    std::size_t size_ = 0;
    std::uint64_t recorded_ = 0; ///< steps written by the recorder, up to the end of parts_
    std::size_t missing_ = 0;
    LandmarkIndex index_;
    bool has_header_ = false, closed_ = false, index_used_ = false;
    std::uint64_t index_at_ = 0, index_size_ = 0; ///< payload of the index block; 0: none
    std::uint64_t index_steps_ = 0;               ///< of the whole recording, as the index says
    std::optional<Tail> tail_;
    Phrase tail_damage_;
    mutable std::vector<Damage> damage_;
    mutable std::vector<Loaded> loaded_;
    mutable std::uint64_t clock_ = 0;
    mutable Unpacker unpacker_;
};

} // namespace switchscope
