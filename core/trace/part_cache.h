// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/model/session_facts.h"
#include "core/trace/chunk.h"
#include "core/trace/damage.h"
#include "core/trace/recording_scan.h"

namespace switchscope {

/// Appends to `state` the save areas that `start` has beyond it: the recording met them later.
void add_later_areas(MachineState& state, const MachineState& start);

/// The parts of a recording that were asked for last, decoded. What a scan says is there, it reads.
class PartCache {
  public:
    /// `file` must stay open as long as the cache; `format`: major version of the file.
    PartCache(const OpenFile& file, std::shared_ptr<const SessionFacts> facts,
              std::uint16_t format);

    /// A part, decoded.
    class Decoded {
      public:
        explicit Decoded(Chunk chunk);
        const Chunk& chunk() const { return chunk_; }
        /// The state after `steps` steps of the part. It has the save areas that the part knows.
        MachineState state_after(std::size_t steps) const;

      private:
        Chunk chunk_;
        std::vector<MachineState> checkpoints_; ///< after every keyframe_interval steps
    };
    /// Part `number` of the scan; `start`: of the recording, with all save areas that are known.
    /// Good for the next Recording::steps_kept calls. Where a part cannot be read, it has steps
    /// that stand for those that are lost.
    const Decoded& load(const Scan& scan, std::size_t number, const MachineState& start);
    /// What is in the chunk of a part, by its summary. None: damaged.
    std::optional<ChunkSummary> summary(const Part& part);

    const StepDecoder::Limits& limits() const { return limits_; }

    /// The parts from `number` on have changed.
    void forget_from(std::size_t number);
    /// Chunks that could not be read, in the order in which that was found out.
    const std::vector<Damage>& damage() const { return damage_; }

  private:
    struct Kept {
        std::size_t number = 0;
        std::uint64_t used = 0; ///< the greater, the later
        Decoded part;
    };
    std::optional<Chunk> read(const Scan& scan, std::size_t number);
    Chunk decode(const Scan& scan, std::size_t number, const MachineState& start);
    Chunk stand_in(const Scan& scan, std::size_t lost, const MachineState& start);
    void note_damage(const Part& part);

    const OpenFile& file_;
    std::shared_ptr<const SessionFacts> facts_;
    StepDecoder::Limits limits_;
    Unpacker unpacker_;
    std::vector<Kept> kept_;
    std::uint64_t clock_ = 0;
    std::vector<Damage> damage_;
};

} // namespace switchscope
