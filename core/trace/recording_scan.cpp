// SPDX-License-Identifier: MIT
#include "core/trace/recording_scan.h"

#include <algorithm>
#include <utility>

namespace switchscope {

Phrase steps_text(std::uint64_t first, std::uint64_t count) {
    return count == 1 ? en("step %1")(first) : en("steps %1 to %2")(first, first + count - 1);
}

Scan::Scan(std::uint32_t harts, Walked walked) : harts_(harts), walked_(std::move(walked)) {}

Scan Scan::by_index(Scan beginning, const RecordingIndex& index, std::uint64_t index_offset,
                    std::uint64_t file_size) {
    Scan scan = std::move(beginning);
    scan.parts_.reserve(index.chunks.size());
    for (const RecordingIndex::ChunkPlace& chunk : index.chunks) {
        Part part;
        part.steps = chunk.steps;
        part.number = scan.recorded();
        part.offset = chunk.offset;
        scan.add_part(part);
    }
    // The index has no sizes: a chunk ends where the next block begins, or before.
    std::uint64_t end = index_offset;
    for (auto part = scan.parts_.rbegin(); part != scan.parts_.rend(); ++part) {
        part->payload_size = end - part->offset - block_header_size;
        end = part->offset;
    }
    scan.lasting_ = scan.parts_.size();
    scan.index_ = IndexBlock{index_offset, scan.recorded()};
    scan.walked_.index = index_offset;
    scan.walked_.position = scan.walked_.file_size = file_size;
    return scan;
}

// ---- Taking in what is there

bool Scan::add(const BlockWalk::Block& block) {
    const BlockHeader& header = block.header;
    if (header.type == BlockType::index) {
        index_ = IndexBlock{block.offset, header.first};
    }
    if (header.type != BlockType::chunk) {
        return false;
    }
    drop_tail();
    if (header.first < recorded() || header.steps > most_chunk_steps) {
        out_of_place_.push_back({block.payload_at(), block.end()});
        return true;
    }
    if (header.first > recorded()) {
        add_gap(block.offset);
    }
    Part part;
    part.steps = header.steps;
    part.number = header.first;
    part.offset = block.offset;
    part.payload_size = header.size;
    add_part(part);
    lasting_ = parts_.size();
    return true;
}

bool Scan::add_blocks(BlockWalk& walk) {
    bool found = false;
    while (const auto block = walk.next(walked_)) {
        found = add(*block) || found;
    }
    return found;
}

void Scan::set_tail(TailReading reading) {
    tail_damage_ = std::move(reading.damage);
    if (!reading.tail || reading.tail->first < end_of_chunks()) {
        return;
    }
    drop_tail();
    tail_ = std::move(reading.tail);
    if (tail_->chunk.steps.empty()) {
        return; // it may have met save areas, though
    }
    if (tail_->first > recorded()) {
        add_gap(walked_.position);
    }
    Part part;
    part.kind = Part::Kind::tail;
    part.steps = static_cast<std::uint32_t>(tail_->chunk.steps.size());
    part.number = tail_->first;
    add_part(part);
}

void Scan::drop_tail() {
    tail_.reset();
    parts_.resize(lasting_);
}

void Scan::add_part(Part part) {
    part.first = size();
    parts_.push_back(part);
}

/// The steps between the last part and the one that is added next are lost.
void Scan::add_gap(std::uint64_t offset) {
    Part gap;
    gap.kind = Part::Kind::gap;
    gap.steps = harts_;
    gap.number = recorded();
    gap.offset = offset;
    add_part(gap);
}

Scan scan_further(Scan known, BlockWalk& walk, const std::function<TailReading()>& look_at_tail) {
    Scan scan = std::move(known);
    scan.add_blocks(walk);
    // The recorder first writes a chunk, then truncates the tail, then begins the next one
    // (RecordingWriter::flush). Between our look at the chunks and our look at the tail it may do
    // any part of that. So there are four cases:
    //   - The tail begins where the chunks end: that is all of it.
    //   - The tail begins in front of that: its steps are in a chunk, the next tail is not begun.
    //   - The tail begins behind that: a chunk was written since we looked at them.
    //   - There is no tail, or no whole one: it was truncated, and so a chunk was written.
    // In the last two cases the chunk is there now. If no chunk is there, steps are really lost.
    for (bool unsettled = true; unsettled && !scan.closed();) {
        TailReading reading = look_at_tail();
        const bool continues = reading.tail && reading.tail->first <= scan.end_of_chunks();
        unsettled = !continues && scan.add_blocks(walk);
        if (!unsettled) {
            scan.set_tail(std::move(reading));
        }
    }
    if (scan.closed()) {
        scan.set_tail({}); // the recorder removes it: what a look found wrong does not matter now
    }
    return scan;
}

// ---- What is known

std::size_t Scan::size() const {
    return parts_.empty() ? 0 : parts_.back().first + parts_.back().steps;
}

std::size_t Scan::part_at(std::size_t position) const {
    const auto after = std::ranges::upper_bound(parts_, position, {}, &Part::first);
    return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

/// The number of the step behind the last part.
std::uint64_t Scan::recorded() const {
    return parts_.empty() ? 0 : parts_.back().number + parts_.back().steps;
}

std::uint64_t Scan::end_of_chunks() const {
    return lasting_ == 0 ? 0 : parts_[lasting_ - 1].number + parts_[lasting_ - 1].steps;
}

std::uint64_t Scan::lost_in(std::size_t gap) const {
    return parts_[gap + 1].number - parts_[gap].number;
}

std::uint64_t Scan::missing_steps() const {
    std::uint64_t missing = 0;
    for (std::size_t n = 0; n < parts_.size(); ++n) {
        missing += parts_[n].kind == Part::Kind::gap ? lost_in(n) : 0;
    }
    return missing;
}

std::optional<std::uint64_t> Scan::index_offset() const {
    return index_ ? std::optional(index_->offset) : std::nullopt;
}

bool Scan::is_listed_by(const RecordingIndex& index) const {
    return std::ranges::equal(parts_, index.chunks,
                              [](const Part& part, const RecordingIndex::ChunkPlace& chunk) {
                                  return part.kind == Part::Kind::chunk &&
                                         part.offset == chunk.offset && part.steps == chunk.steps;
                              });
}

Phrase Scan::what_is_lost_in(std::size_t gap) const {
    return (harts_ == 1
                ? en("%1 of the recording are missing; one step stands for them")
                : en("%1 of the recording are missing; one step of each hart stands for them"))(
        steps_text(parts_[gap].number, lost_in(gap)));
}

/// The bytes behind the last intact block.
Phrase Scan::what_ends_the_file() const {
    const std::uint64_t begin = walked_.position;
    Phrase what = en("the last %1 bytes, from byte %2 on, are damaged or were not written "
                     "completely")(walked_.file_size - begin, begin);
    if (walked_.index_at_end == begin) {
        return en("%1: the index, which was made anew; no step is lost")(std::move(what));
    }
    if (index_ || tail_) {
        return en("%1; the steps are elsewhere, none is lost")(std::move(what));
    }
    return what;
}

std::vector<Damage> Scan::damage() const {
    std::vector<Damage> all;
    for (std::size_t n = 0; n < parts_.size(); ++n) {
        if (parts_[n].kind == Part::Kind::gap) {
            all.push_back({parts_[n].offset, 0, what_is_lost_in(n)});
        }
    }
    for (const Walked::Range& range : out_of_place_) {
        all.push_back(
            {range.begin, range.end - range.begin, en("a chunk is out of place: left out")});
    }
    for (const Walked::Range& range : walked_.damaged) {
        all.push_back(
            {range.begin, range.end - range.begin,
             en("%1 bytes from byte %2 on are damaged")(range.end - range.begin, range.begin)});
    }
    const std::uint64_t end = walked_.file_size;
    if (walked_.position < end) {
        all.push_back({walked_.position, end - walked_.position, what_ends_the_file()});
    }
    if (index_ && index_->steps > recorded()) {
        all.push_back({end, 0,
                       en("%1, the last of the recording, are missing")(
                           steps_text(recorded(), index_->steps - recorded()))});
    }
    if (!tail_damage_.empty()) {
        all.push_back({end, 0, tail_damage_});
    }
    std::ranges::stable_sort(all, {}, &Damage::offset);
    return all;
}

} // namespace switchscope
