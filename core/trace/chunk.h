// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/machine_state.h"
#include "core/trace/block.h"
#include "core/trace/landmark.h"
#include "core/trace/step_decoder.h"
#include "core/trace/step_encoder.h"

namespace switchscope {

// A chunk: some thousand steps that can be read without any other chunk.
// docs/recording-format.md, "Chunks".

// Limits that a writer keeps and a reader may rely on.
inline constexpr std::size_t most_chunk_bytes = 8u << 20; ///< of summary or body, unpacked
inline constexpr std::uint32_t most_chunk_steps = 1u << 16;
inline constexpr std::size_t most_chunk_effects = 1u << 18;

/// The first and the last step of a chunk that are a landmark, counted in the chunk. Writes to
/// memory stand together by the page: a place of size 0 is all of its 4096 bytes.
struct LandmarkRange {
    Landmark landmark;
    std::uint32_t first = 0, last = 0;
    bool operator==(const LandmarkRange&) const = default;
};
/// The landmark that the index has for `landmark`: itself, or the page that it lies in.
Landmark indexed(const Landmark& landmark);

/// What is in a chunk. It serves to find things without reading the steps.
struct ChunkSummary {
    std::vector<MachineState::Area> areas; ///< met in the chunk
    std::vector<LandmarkRange> landmarks;  ///< by landmark
};

/// A chunk, decoded.
struct Chunk {
    MachineState start;      ///< before its first step
    EnteredSwitches entered; ///< before its first step
    std::vector<Step> steps;
    std::vector<MachineState::Area> areas; ///< met in the chunk; `start` has them, too
};

/// A chunk that is being made.
class ChunkBuilder {
  public:
    /// All of it: before the first step.
    ChunkBuilder(const MachineState& start, const EnteredSwitches& entered,
                 const SwitchNumbers& numbers);

    void add(const Step& step);
    void add(const MachineState::Area& area);

    std::uint32_t steps() const { return encoder_.model().steps(); }
    bool empty() const { return steps() == 0 && summary_.areas.empty(); }
    std::size_t effects() const { return effects_; }
    const EnteredSwitches& entered() const { return finder_.entered(); }
    const SwitchNumbers& numbers() const { return encoder_.model().numbers(); }
    /// The body so far, unpacked: keyframe and records.
    std::span<const std::uint8_t> body() const { return body_.view(); }
    /// What the last call of add() appended; before any, the whole body.
    std::span<const std::uint8_t> last_record() const { return body().subspan(record_); }

    /// The payload of the chunk's block.
    Bytes finish(Packer& packer);
    const ChunkSummary& summary() const { return summary_; } ///< complete after finish()

  private:
    void note(const Landmark& landmark);

    ByteWriter body_;
    std::size_t record_ = 0; ///< where the last record begins in body_
    std::size_t effects_ = 0;
    StepEncoder encoder_;
    LandmarkFinder finder_;
    std::vector<LandmarkRange> events_; ///< landmarks that are no writes
    ChunkSummary summary_;
};

// Readers of a chunk block's payload. None: damaged.

std::optional<ChunkSummary> read_chunk_summary(std::span<const std::uint8_t> payload,
                                               Unpacker& unpacker,
                                               std::uint16_t format = format_major);
std::optional<Chunk> read_chunk(std::span<const std::uint8_t> payload, std::uint32_t steps,
                                const StepDecoder::Limits& limits, Unpacker& unpacker);
/// Reads a body, as ChunkBuilder::body() gives it. Where `steps` is given, the body must have so
/// many; else the chunk ends in front of the first record that makes no sense.
std::optional<Chunk> read_chunk_body(std::span<const std::uint8_t> body,
                                     std::optional<std::uint32_t> steps,
                                     const StepDecoder::Limits& limits);
ChunkSummary summarize(const Chunk& chunk);

void write_landmark(ByteWriter& out, const Landmark& landmark);
Landmark read_landmark(ByteReader& in, std::uint16_t format = format_major);

} // namespace switchscope
