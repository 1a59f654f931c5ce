// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/trace/chunk.h"

namespace switchscope {

/// Which chunks of a recording file have a landmark, and where in them. Can always be rebuilt from their summaries.
class LandmarkIndex {
  public:
    /// The first and the last step of a chunk that are the landmark, counted within the chunk.
    struct Posting {
        std::uint32_t chunk;
        std::uint16_t first, last;
        bool operator==(const Posting&) const = default;
    };

    /// Chunks come in order.
    void add(std::uint32_t chunk, const ChunkSummary& summary);
    /// Drops what is known of `chunk` and all behind it.
    void forget_from(std::uint32_t chunk);
    /// By chunk; for a write of memory those of its page.
    std::span<const Posting> find(const Landmark& landmark) const;

    void write(ByteWriter& out) const;
    /// False: damaged, or it speaks of more than `chunks` chunks.
    bool read(ByteReader& in, std::uint32_t chunks);

  private:
    std::map<Landmark, std::vector<Posting>> postings_;
};

} // namespace switchscope
