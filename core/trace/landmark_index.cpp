// SPDX-License-Identifier: MIT
#include "core/trace/landmark_index.h"

#include <utility>

namespace switchscope {

void LandmarkIndex::add(std::uint32_t chunk, const ChunkSummary& summary) {
    for (const LandmarkRange& range : summary.landmarks) {
        postings_[range.landmark].push_back({chunk, static_cast<std::uint16_t>(range.first),
                                             static_cast<std::uint16_t>(range.last)});
    }
}

void LandmarkIndex::forget_from(std::uint32_t chunk) {
    for (auto& [landmark, postings] : postings_) {
        while (!postings.empty() && postings.back().chunk >= chunk) {
            postings.pop_back();
        }
    }
}

std::vector<LandmarkIndex::Match> LandmarkIndex::find(const Landmark& landmark) const {
    const Landmark wanted = indexed(landmark);
    Landmark first = wanted;
    first.hart.reset();
    first.area.reset();
    std::vector<Match> matches;
    for (auto at = postings_.lower_bound(first);
         at != postings_.end() && at->first.same_deed(wanted); ++at) {
        const Landmark& known = at->first;
        const bool other = (wanted.hart && known.hart && wanted.hart != known.hart) ||
                           (wanted.area && known.area && wanted.area != known.area);
        if (!other) {
            const bool exact = landmark.same_deed(wanted) && (!wanted.hart || known.hart) &&
                               (!wanted.area || known.area);
            matches.push_back({at->second, exact});
        }
    }
    return matches;
}

void LandmarkIndex::write(ByteWriter& out) const {
    out.varint(postings_.size());
    for (const auto& [landmark, postings] : postings_) {
        write_landmark(out, landmark);
        out.varint(postings.size());
        std::uint32_t chunk = 0;
        for (const Posting& posting : postings) {
            out.varint(posting.chunk - chunk);
            out.varint(posting.first);
            out.varint(std::uint64_t{posting.last} - posting.first);
            chunk = posting.chunk;
        }
    }
}

bool LandmarkIndex::read(ByteReader& in, std::uint32_t chunks, std::uint16_t format) {
    postings_.clear();
    for (std::size_t left = in.count(7); left > 0 && in.ok(); --left) {
        auto& postings = postings_[read_landmark(in, format)];
        const std::size_t count = in.count(3);
        postings.reserve(count);
        std::uint64_t chunk = 0;
        for (std::size_t n = 0; n < count && in.ok(); ++n) {
            chunk += in.varint_up_to(chunks);
            const std::uint64_t first = in.varint_up_to(most_chunk_steps - 1);
            const std::uint64_t last = first + in.varint_up_to(most_chunk_steps - 1 - first);
            if (chunk >= chunks) {
                return false;
            }
            postings.push_back({static_cast<std::uint32_t>(chunk),
                                static_cast<std::uint16_t>(first),
                                static_cast<std::uint16_t>(last)});
        }
    }
    return in.ok();
}

} // namespace switchscope
