// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/machine_state.h"
#include "core/trace/block.h"
#include "core/trace/landmark.h"
#include "core/trace/step_codec.h"

namespace switchscope {

// A chunk: some thousand steps that can be read without any other. docs/recording-format.md, "Chunks".

/// Limits a reader may rely on, and a writer keeps.
inline constexpr std::size_t most_chunk_bytes = 8u << 20; ///< of one part, unpacked
inline constexpr std::uint32_t most_chunk_steps = 1u << 16;
inline constexpr std::size_t most_chunk_effects = 1u << 18;

/// Which of the steps [first, last] of a chunk are a landmark: at least these two. Writes of memory are told by the
/// page: a place of size 0 that stands for all of its 4096 bytes.
struct LandmarkRange {
    Landmark landmark;
    std::uint32_t first = 0, last = 0;
    bool operator==(const LandmarkRange&) const = default;
};
/// What stands in the index for `landmark`: itself, or the page it lies in.
Landmark indexed(const Landmark& landmark);

/// What is in a chunk, for finding things without reading its steps.
struct ChunkSummary {
    std::vector<MachineState::Area> areas; ///< met in it
    std::vector<LandmarkRange> landmarks;  ///< by landmark
};

/// A chunk, read.
struct Chunk {
    MachineState start;      ///< before its first step
    EnteredSwitches entered; ///< before its first step
    std::vector<Step> steps;
    std::vector<MachineState::Area> areas; ///< met in it; `start` has them too
};

/// A chunk in the making.
class ChunkBuilder {
  public:
    ChunkBuilder(const MachineState& start, const EnteredSwitches& entered,
                 const SwitchNumbers& numbers);

    void add(const Step& step);
    void add(const MachineState::Area& area);

    std::uint32_t steps() const { return encoder_.steps(); }
    bool empty() const { return steps() == 0 && summary_.areas.empty(); }
    std::size_t effects() const { return effects_; }
    const EnteredSwitches& entered() const { return finder_.entered(); }
    const SwitchNumbers& numbers() const { return encoder_.numbers(); }
    /// Unpacked, so far. What the last call of add() appended, and what was there before any.
    std::span<const std::uint8_t> body() const { return body_.view(); }
    std::span<const std::uint8_t> last_record() const { return body().subspan(record_); }

    /// The payload of the block, and what is in it.
    Bytes finish(Packer& packer);
    const ChunkSummary& summary() const { return summary_; } ///< complete after finish()

  private:
    void note(const Landmark& landmark);

    ByteWriter body_;
    std::size_t record_ = 0;
    std::size_t effects_ = 0;
    StepEncoder encoder_;
    LandmarkFinder finder_;
    std::vector<LandmarkRange> events_;
    ChunkSummary summary_;
};

/// None: damaged.
std::optional<ChunkSummary> read_chunk_summary(std::span<const std::uint8_t> payload,
                                               Unpacker& unpacker,
                                               std::uint16_t format = format_major);
std::optional<Chunk> read_chunk(std::span<const std::uint8_t> payload, std::uint32_t steps,
                                const StepDecoder::Limits& limits, Unpacker& unpacker);
/// A body as ChunkBuilder::body() has it; ends at a record that makes no sense where `steps` is not given.
std::optional<Chunk> read_chunk_body(std::span<const std::uint8_t> body,
                                     std::optional<std::uint32_t> steps,
                                     const StepDecoder::Limits& limits);
ChunkSummary summarize(const Chunk& chunk);

void write_landmark(ByteWriter& out, const Landmark& landmark);
Landmark read_landmark(ByteReader& in, std::uint16_t format = format_major);

} // namespace switchscope
