// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/trace/landmark_index.h"
#include "core/trace/part_cache.h"
#include "core/trace/recording.h"
#include "core/trace/recording_header.h"
#include "core/trace/recording_scan.h"

namespace switchscope {

/// A recording in a file (.swrec), read a part at a time; docs/recording-format.md describes it.
/// A recorder may still be adding to it: refresh() takes in what was added. Any number of readers
/// may have the file open.
///
/// What is intact in front of a damaged place and behind it can be read. Between them one step of
/// kind `run` for each hart stands for what is lost, with the differences. Damage is found when
/// the file is opened; in a big file, when its place is read.
///
/// The Scan says what is on disk, the PartCache has the parts that were asked for. Landmarks and
/// save areas follow from the parts: they are gathered here.
class RecordingFile final : public Recording {
  public:
    /// What is checked when a file is opened. The rest is checked when it is read.
    enum class Check : std::uint8_t {
        whole,     ///< every byte
        when_big,  ///< every byte, but of a file with an index and at least `big` bytes: the index
        when_read, ///< every byte, but of a file with an index: the index
    };
    static constexpr std::uint64_t big = 32u << 20;
    static Result<std::unique_ptr<RecordingFile>> open(const std::filesystem::path& path,
                                                       Check check = Check::when_big);
    /// Whether a file is meant to be a recording: by its first bytes or, where those are damaged,
    /// by its name.
    static bool looks_like_one(const std::filesystem::path& path);

    std::size_t size() const override { return scan_.size(); }
    const Step& step(std::size_t n) const override;
    const MachineState& start() const override { return start_; }
    MachineState state_at(std::size_t position) const override;
    /// Fast for everything but writes of memory: the index has only their pages, and each chunk
    /// that wrote to the page has to be searched.
    std::optional<std::size_t> previous(const Landmark& landmark,
                                        std::size_t position) const override;
    std::optional<std::size_t> next(const Landmark& landmark, std::size_t position) const override;

    /// Takes in what was recorded since; true when there are more steps than before. References to
    /// steps end.
    bool refresh();

    const RecordingHeader& header() const { return header_; }
    const std::shared_ptr<const SessionFacts>& facts() const { return header_.facts; }
    const std::filesystem::path& path() const { return path_; }
    /// What the last look at the file found, and what could not be read since. By offset; empty
    /// when nothing is damaged.
    std::vector<Damage> damage() const;
    std::size_t missing_steps() const { return scan_.missing_steps(); } ///< known to be lost
    /// The recording was ended properly: nothing will be added.
    bool closed() const { return scan_.closed(); }
    bool index_used() const { return index_used_; } ///< false: it had to be rebuilt
    std::size_t tail_steps() const; ///< that are not in the file yet, but in its tail beside it
    std::uint64_t bytes() const { return file_.size(); }
    std::size_t chunks() const { return scan_.parts().size(); } ///< all parts, gaps and tail too

  private:
    /// The header of the file, and how far the walk went to find it.
    struct Beginning {
        RecordingHeader header;
        Walked walked;
    };
    static Result<Beginning> read_beginning(const std::filesystem::path& path,
                                            const OpenFile& file);

    RecordingFile(std::filesystem::path path, OpenFile file, Beginning beginning);
    bool open_by_index();
    void open_by_scan();
    void rescan();
    void take_index(RecordingIndex index);
    void take_parts_from(std::size_t begin);
    std::optional<ChunkSummary> summary_of(std::size_t part);
    void know_areas(const std::vector<MachineState::Area>& areas);

    const PartCache::Decoded& load(std::size_t part) const {
        return cache_.load(scan_, part, start_);
    }
    std::optional<std::size_t> previous_of(const LandmarkIndex::Match& match,
                                           const Landmark& landmark, std::size_t position) const;
    std::optional<std::size_t> next_of(const LandmarkIndex::Match& match, const Landmark& landmark,
                                       std::size_t position) const;
    std::vector<std::uint32_t> find_in(std::size_t part, const Landmark& landmark) const;

    std::filesystem::path path_;
    OpenFile file_;
    RecordingHeader header_;
    BlockWalk walk_;
    Scan scan_;
    LandmarkIndex landmarks_; ///< by the number of the part
    MachineState start_;      ///< with the areas of all parts
    bool index_used_ = false;
    mutable PartCache cache_;
};

} // namespace switchscope
