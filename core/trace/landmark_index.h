// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/trace/chunk.h"

namespace switchscope {

/// Which chunks of a recording file have a landmark, and where in them. The summaries of the chunks
/// have all of it, so that it can be rebuilt.
class LandmarkIndex {
  public:
    /// The first and the last step of a chunk that are the landmark, counted in the chunk.
    struct Posting {
        std::uint32_t chunk;
        std::uint16_t first, last;
        bool operator==(const Posting&) const = default;
    };

    /// Chunks must come in order.
    void add(std::uint32_t chunk, const ChunkSummary& summary);
    /// Drops what is known of `chunk` and of all chunks behind it.
    void forget_from(std::uint32_t chunk);
    /// Where one may find a landmark.
    struct Match {
        std::span<const Posting> postings; ///< by chunk
        /// False: not all of these steps need be the landmark. It lies in a page that they wrote,
        /// or format 1 does not distinguish the harts.
        bool exact;
    };
    /// A match for each hart and save area that the landmark may have.
    std::vector<Match> find(const Landmark& landmark) const;

    void write(ByteWriter& out) const;
    /// False: damaged, or a posting has a chunk that is not below `chunks`.
    bool read(ByteReader& in, std::uint32_t chunks, std::uint16_t format = format_major);

  private:
    std::map<Landmark, std::vector<Posting>> postings_;
};

} // namespace switchscope
