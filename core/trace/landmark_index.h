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
    /// Where one may find a landmark, by chunk.
    struct Match {
        std::span<const Posting> postings;
        bool
            exact; ///< false: of these steps only some may be it (a page of memory, harts not told apart)
    };
    /// One for each hart and save area it may be of.
    std::vector<Match> find(const Landmark& landmark) const;

    void write(ByteWriter& out) const;
    /// False: damaged, or it speaks of more than `chunks` chunks.
    bool read(ByteReader& in, std::uint32_t chunks, std::uint16_t format = format_major);

  private:
    std::map<Landmark, std::vector<Posting>> postings_;
};

} // namespace switchscope
