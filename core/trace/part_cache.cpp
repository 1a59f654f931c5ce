// SPDX-License-Identifier: MIT
#include "core/trace/part_cache.h"

#include <algorithm>
#include <utility>

#include "core/trace/recording.h"
#include "core/trace/stand_in.h"

namespace switchscope {

namespace {

/// More than Recording::steps_kept, so that a reference outlives as many calls.
constexpr std::size_t parts_kept = 12;
static_assert(parts_kept > Recording::steps_kept);

MachineState end_of(const Chunk& chunk) {
    MachineState state = chunk.start;
    for (const Step& step : chunk.steps) {
        state.apply(step);
    }
    return state;
}

} // namespace

void add_later_areas(MachineState& state, const MachineState& start) {
    for (std::size_t n = state.areas.size(); n < start.areas.size(); ++n) {
        state.areas.push_back(start.areas[n]);
    }
}

PartCache::Decoded::Decoded(Chunk chunk) : chunk_(std::move(chunk)) {
    MachineState state = chunk_.start;
    for (std::size_t n = 0; n < chunk_.steps.size(); ++n) {
        state.apply(chunk_.steps[n]);
        if ((n + 1) % Recording::keyframe_interval == 0) {
            checkpoints_.push_back(state);
        }
    }
}

MachineState PartCache::Decoded::state_after(std::size_t steps) const {
    const std::size_t checkpoint = steps / Recording::keyframe_interval;
    MachineState state = checkpoint == 0 ? chunk_.start : checkpoints_[checkpoint - 1];
    for (std::size_t n = checkpoint * Recording::keyframe_interval; n < steps; ++n) {
        state.apply(chunk_.steps[n]);
    }
    return state;
}

PartCache::PartCache(const OpenFile& file, std::shared_ptr<const SessionFacts> facts,
                     std::uint16_t format)
    : file_(file), facts_(std::move(facts)), limits_{facts_->routine.spans().size(),
                                                     facts_->area.slots().size(), format} {
    kept_.reserve(parts_kept); // so that references stay good while it fills
}

const PartCache::Decoded& PartCache::load(const Scan& scan, std::size_t number,
                                          const MachineState& start) {
    const auto found = std::ranges::find(kept_, number, &Kept::number);
    if (found != kept_.end()) {
        found->used = ++clock_;
        return found->part;
    }
    Kept fresh{number, 0, Decoded(decode(scan, number, start))};
    fresh.used = ++clock_;
    if (kept_.size() < parts_kept) {
        return kept_.emplace_back(std::move(fresh)).part;
    }
    Kept& oldest = *std::ranges::min_element(kept_, {}, &Kept::used);
    oldest = std::move(fresh);
    return oldest.part;
}

void PartCache::forget_from(std::size_t number) {
    std::erase_if(kept_, [&](const Kept& one) { return one.number >= number; });
}

std::optional<ChunkSummary> PartCache::summary(const Part& part) {
    Bytes payload;
    file_.read(part.offset + block_header_size, static_cast<std::size_t>(part.payload_size),
               payload);
    return read_chunk_summary(payload, unpacker_, limits_.format);
}

/// The steps of a part. None: they are lost.
std::optional<Chunk> PartCache::read(const Scan& scan, std::size_t number) {
    const Part& part = scan.parts()[number];
    if (part.kind == Part::Kind::tail) {
        return scan.tail()->chunk;
    }
    if (part.kind == Part::Kind::gap) {
        return std::nullopt;
    }
    const auto block = read_block(file_, part.offset,
                                  block_header_size + static_cast<std::size_t>(part.payload_size));
    if (!block || block->header.type != BlockType::chunk || block->header.steps != part.steps) {
        return std::nullopt;
    }
    return read_chunk(block->payload(), part.steps, limits_, unpacker_);
}

Chunk PartCache::decode(const Scan& scan, std::size_t number, const MachineState& start) {
    if (auto chunk = read(scan, number)) {
        return std::move(*chunk);
    }
    note_damage(scan.parts()[number]);
    return stand_in(scan, number, start);
}

/// A gap is no news: the scan has it. A chunk that cannot be read is news, once.
void PartCache::note_damage(const Part& part) {
    const std::uint64_t payload_at = part.offset + block_header_size;
    if (part.kind == Part::Kind::chunk &&
        std::ranges::find(damage_, payload_at, &Damage::offset) == damage_.end()) {
        damage_.push_back({payload_at, part.payload_size,
                           en("%1 are damaged and cannot be read; steps without content stand for "
                              "them")(steps_text(part.first, part.steps))});
    }
}

Chunk PartCache::stand_in(const Scan& scan, std::size_t lost, const MachineState& start) {
    const auto before = lost > 0 ? read(scan, lost - 1) : std::nullopt;
    const auto behind = lost + 1 < scan.parts().size() ? read(scan, lost + 1) : std::nullopt;
    Surroundings around;
    around.before = before ? end_of(*before) : start;
    add_later_areas(around.before, start);
    around.behind = behind ? behind->start : around.before;
    add_later_areas(around.behind, start);
    around.switch_number =
        before && !before->steps.empty() ? before->steps.back().switch_number : 0;
    Chunk chunk;
    chunk.steps = stand_ins(around, scan.parts()[lost].steps, facts_->area);
    chunk.start = std::move(around.before);
    if (behind) {
        chunk.entered = behind->entered;
    }
    return chunk;
}

} // namespace switchscope
