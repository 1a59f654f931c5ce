// SPDX-License-Identifier: MIT
#include "core/trace/recording_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <fcntl.h>

#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

/// Parts that are kept decoded: more than Recording::steps_kept, so that as many calls leave a reference good.
constexpr std::size_t parts_kept = 12;
static_assert(parts_kept > Recording::steps_kept);

Phrase steps_text(std::uint64_t first, std::uint64_t count) {
    return count == 1 ? en("step %1")(first) : en("steps %1 to %2")(first, first + count - 1);
}

} // namespace

Result<std::unique_ptr<RecordingFile>> RecordingFile::open(const std::filesystem::path& path,
                                                           Check check) {
    std::unique_ptr<RecordingFile> recording(new RecordingFile(path));
    recording->file_ = OpenFile(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!recording->file_.is_open()) {
        return fail(en("opening %1: %2")(path.string(), std::string(std::strerror(errno))));
    }
    SWITCHSCOPE_TRY(recording->read_beginning());
    const std::uint64_t behind_header = recording->walk_.position();
    const bool trusting =
        check == Check::when_read || (check == Check::when_big && recording->file_.size() >= big);
    if (trusting && recording->skip_to_index()) {
        recording->walk();
        recording->index_used_ = recording->read_index(true);
        if (recording->index_used_) {
            return recording;
        }
        recording->parts_.clear();
        recording->size_ = 0;
        recording->recorded_ = 0;
        recording->walk_.set_position(behind_header);
    }
    recording->walk();
    recording->take_tail();
    recording->index_used_ = recording->read_index(false);
    if (!recording->index_used_) {
        recording->rebuild_index(0);
    }
    return recording;
}

/// To the index that the footer speaks of, leaving out the chunks, which it lists.
bool RecordingFile::skip_to_index() {
    const std::uint64_t end = file_.size();
    Bytes bytes;
    file_.read(end - std::min<std::uint64_t>(end, footer_size), footer_size, bytes);
    const auto index = parse_footer(bytes);
    if (!index || *index < walk_.position() || *index > end - footer_size) {
        return false;
    }
    walk_.set_position(*index);
    return true;
}

bool RecordingFile::looks_like_one(const std::filesystem::path& path) {
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    Bytes bytes;
    if (file.is_open()) {
        file.read(0, preamble_size, bytes);
    }
    return begins_with_magic(bytes) || path.extension() == ".swrec";
}

Result<void> RecordingFile::read_beginning() {
    Bytes bytes;
    file_.read(0, preamble_size, bytes);
    const auto preamble = parse_preamble(bytes);
    if (preamble && (preamble->major == 0 || preamble->major > format_major)) {
        return fail(en("%1 is a recording of format %2.%3; this program reads up to %4.x")(
                        path_.string(), preamble->major, preamble->minor, format_major),
                    en("Open it with a newer version of Switchscope."));
    }
    walk_.set_position(preamble ? preamble_size : 0);
    while (const auto block = walk_.next()) {
        if (block->header.type == BlockType::header) {
            return take_header(*block);
        }
        if (block->header.type == BlockType::chunk) {
            break;
        }
    }
    if (!preamble && walk_.position() == 0) {
        return fail(en("%1 is not a recording")(path_.string()),
                    en("Recordings are made with `switchscope record`, or with Ctrl+R in the "
                       "window; their names end in .swrec."));
    }
    return fail((file_.size() < 4096
                     ? en("%1 has lost its header: the file is cut off")
                     : en("%1 has lost its header: both copies are damaged"))(path_.string()),
                en("Nothing in it can be read without."));
}

Result<void> RecordingFile::take_header(const BlockWalk::Block& block) {
    ByteReader in(block.payload);
    const auto raw = unpacker_.unpack(in, most_header_bytes);
    if (!raw) {
        return fail(en("the header of %1 cannot be unpacked")(path_.string()));
    }
    auto header = read_header(*raw);
    if (!header) {
        return fail(header.error().while_doing(en("reading the header of %1")(path_.string())));
    }
    header_ = std::move(*header);
    start_ = header_.start;
    return {};
}

// ---- Taking in what is there

bool RecordingFile::walk() {
    bool found = false;
    while (const auto block = walk_.next()) {
        if (block->header.type == BlockType::chunk) {
            add_chunk(*block);
            found = true;
        } else if (block->header.type == BlockType::index) {
            index_at_ = block->payload_at;
            index_size_ = block->header.size;
            index_steps_ = block->header.first;
        }
        // A copy of the header has nothing new, and blocks of later versions are skipped.
    }
    closed_ = index_size_ != 0 && walk_.footer() == index_at_ - block_header_size;
    return found;
}

void RecordingFile::add_part(Part part) {
    part.first = size_;
    size_ += part.steps;
    parts_.push_back(part);
}

void RecordingFile::add_gap(std::uint64_t missing, std::uint64_t offset) {
    missing_ += missing;
    Part gap;
    gap.kind = Part::Kind::gap;
    gap.steps = static_cast<std::uint32_t>(1 + start_.parked.size());
    add_part(gap);
    damage_.push_back(
        {offset, 0,
         (gap.steps == 1 ? en("%1 of the recording are missing; one step stands for them")
                         : en("%1 of the recording are missing; one step of each hart stands "
                              "for them"))(steps_text(recorded_, missing))});
}

void RecordingFile::add_chunk(const BlockWalk::Block& block) {
    const BlockHeader& header = block.header;
    drop_tail();
    if (header.first < recorded_ || header.steps > most_chunk_steps) {
        damage_.push_back({block.payload_at, header.size, en("a chunk is out of place: left out")});
        return;
    }
    if (header.first > recorded_) {
        add_gap(header.first - recorded_, block.payload_at - block_header_size);
    }
    Part part;
    part.steps = header.steps;
    part.payload_at = block.payload_at;
    part.payload_size = header.size;
    add_part(part);
    recorded_ = header.first + header.steps;
}

std::optional<RecordingFile::Tail> RecordingFile::read_tail(Phrase* damage) const {
    const OpenFile file(::open(tail_path(path_).c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open() || file.size() > 4 * most_chunk_bytes) {
        return std::nullopt;
    }
    Bytes bytes;
    file.read(0, static_cast<std::size_t>(file.size()), bytes);
    if (bytes.empty()) {
        return std::nullopt;
    }
    *damage = en("%1 is damaged or of another recording: what it held of the newest steps is lost")(
        tail_path(path_).string());
    const auto header = parse_block_header(bytes);
    if (!header || header->type != BlockType::tail ||
        header->size > bytes.size() - block_header_size) {
        return std::nullopt;
    }
    const auto payload = std::span(bytes).subspan(block_header_size, header->size);
    ByteReader prefix(payload);
    const std::uint64_t id = prefix.u64();
    const std::uint64_t generation = prefix.u64();
    if (!prefix.ok() || checksum(payload) != header->check || id != header_.id) {
        return std::nullopt;
    }
    *damage = {};
    const auto keyframe = payload.subspan(prefix.position());
    Bytes body(keyframe.begin(), keyframe.end());
    std::size_t at = block_header_size + payload.size();
    while (at < bytes.size()) {
        const auto rest = std::span<const std::uint8_t>(bytes).subspan(at);
        ByteReader in(rest);
        const auto record = in.bytes(in.varint());
        const auto told = rest.first(in.position());
        const std::uint32_t check = in.u32();
        if (!in.ok() ||
            static_cast<std::uint32_t>(checksum(told, tail_seed(id, generation, at))) != check) {
            *damage = en("the last step in %1 is damaged or was not written completely: it, and "
                         "what may be behind it, is lost")(tail_path(path_).string());
            break;
        }
        body.insert(body.end(), record.begin(), record.end());
        at += in.position();
    }
    auto chunk = read_chunk_body(body, std::nullopt, limits());
    return chunk ? std::optional(Tail{header->first, std::move(*chunk)}) : std::nullopt;
}

void RecordingFile::drop_tail() {
    if (!tail_) {
        return;
    }
    tail_.reset();
    size_ = parts_.back().first;
    recorded_ -= parts_.back().steps;
    parts_.pop_back();
    index_.forget_from(static_cast<std::uint32_t>(parts_.size()));
    std::erase_if(loaded_, [this](const Loaded& one) { return one.part >= parts_.size(); });
}

void RecordingFile::take_tail() {
    std::optional<Tail> tail;
    Phrase damage;
    std::uint64_t in_chunks = 0;
    do {
        if (closed_) {
            return;
        }
        damage = {};
        tail = read_tail(&damage);
        in_chunks = recorded_ - (tail_ ? parts_.back().steps : 0);
        // A tail that cannot be read, or that begins later, may just have become a chunk.
    } while ((!tail || tail->first > in_chunks) && walk());
    tail_damage_ = damage;
    if (!tail || tail->first < in_chunks) {
        return;
    }
    drop_tail();
    know_areas(tail->chunk.areas);
    if (tail->chunk.steps.empty()) {
        return;
    }
    if (tail->first > recorded_) {
        add_gap(tail->first - recorded_, walk_.position());
    }
    Part part;
    part.kind = Part::Kind::tail;
    part.steps = static_cast<std::uint32_t>(tail->chunk.steps.size());
    add_part(part);
    recorded_ = tail->first + part.steps;
    tail_ = std::move(tail);
}

bool RecordingFile::refresh() {
    const std::size_t before = size_;
    const std::size_t parts_before = parts_.size() - (tail_ ? 1 : 0);
    walk();
    take_tail();
    if (parts_.size() > parts_before) {
        rebuild_index(parts_before);
    }
    return size_ > before;
}

void RecordingFile::know_areas(const std::vector<MachineState::Area>& areas) {
    for (const MachineState::Area& area : areas) {
        const auto known =
            std::ranges::find(start_.areas, area.address, &MachineState::Area::address);
        if (known == start_.areas.end()) {
            start_.areas.push_back(area);
        }
    }
}

/// `trusted`: the chunks are those that the index lists; else they are known, and it must list just them.
bool RecordingFile::read_index(bool trusted) {
    const bool whole = std::ranges::all_of(
        parts_, [](const Part& part) { return part.kind == Part::Kind::chunk; });
    if (!closed_ || !whole) {
        return false;
    }
    Bytes payload;
    file_.read(index_at_, static_cast<std::size_t>(index_size_), payload);
    ByteReader packed(payload);
    // It is no longer than what it was made of: the summaries.
    const std::uint64_t most_chunks = index_at_ / block_header_size;
    const auto raw = unpacker_.unpack(packed, (most_chunks + 1) * (most_chunk_bytes / 64));
    if (!raw) {
        return false;
    }
    ByteReader in(*raw);
    const std::size_t count = in.count(2);
    if (!trusted && count != parts_.size()) {
        return false;
    }
    std::uint64_t offset = 0;
    for (std::size_t n = 0; n < count; ++n) {
        offset += in.varint_up_to(index_at_ - offset);
        const auto steps = static_cast<std::uint32_t>(in.varint_up_to(most_chunk_steps));
        if (trusted) {
            Part part;
            part.steps = steps;
            part.payload_at = offset + block_header_size;
            recorded_ += steps;
            add_part(part);
        } else if (parts_[n].payload_at != offset + block_header_size || parts_[n].steps != steps) {
            return false;
        }
    }
    std::uint64_t end = index_at_ - block_header_size;
    for (auto part = parts_.rbegin(); trusted && part != parts_.rend(); ++part) {
        if (part->payload_at > end) {
            return false;
        }
        part->payload_size = end - part->payload_at;
        end = part->payload_at - block_header_size;
    }
    std::vector<MachineState::Area> areas;
    for (std::size_t left = in.count(10); left > 0 && in.ok(); --left) {
        areas.push_back(read_area(in));
    }
    if (!in.ok() || recorded_ != index_steps_ ||
        !index_.read(in, static_cast<std::uint32_t>(parts_.size()), header_.format)) {
        return false;
    }
    know_areas(areas);
    return true;
}

void RecordingFile::rebuild_index(std::size_t begin) {
    index_.forget_from(static_cast<std::uint32_t>(begin));
    for (std::size_t n = begin; n < parts_.size(); ++n) {
        const Part& part = parts_[n];
        std::optional<ChunkSummary> summary;
        if (part.kind == Part::Kind::chunk) {
            Bytes payload;
            file_.read(part.payload_at, static_cast<std::size_t>(part.payload_size), payload);
            summary = read_chunk_summary(payload, unpacker_, header_.format);
        } else if (part.kind == Part::Kind::gap && n + 1 < parts_.size()) {
            // Areas met in what is lost are known behind it.
            know_areas(load(n + 1).chunk.start.areas);
            summary = summarize(load(n).chunk);
        } else if (part.kind == Part::Kind::tail) {
            summary = summarize(tail_->chunk);
        }
        if (summary) {
            know_areas(summary->areas);
            index_.add(static_cast<std::uint32_t>(n), *summary);
        }
    }
}

std::vector<Damage> RecordingFile::damage() const {
    std::vector<Damage> all = damage_;
    for (const BlockWalk::Range& range : walk_.damaged()) {
        all.push_back(
            {range.begin, range.end - range.begin,
             en("%1 bytes from byte %2 on are damaged")(range.end - range.begin, range.begin)});
    }
    const std::uint64_t begin = walk_.position(), end = file_.size();
    if (begin < end) {
        Bytes footer;
        file_.read(end - std::min<std::uint64_t>(end, footer_size), footer_size, footer);
        Phrase what = en("the last %1 bytes, from byte %2 on, are damaged or were not written "
                         "completely")(end - begin, begin);
        if (parse_footer(footer) == begin) {
            what = en("%1: the index, which was made anew; no step is lost")(std::move(what));
        } else if (index_size_ != 0 || tail_) {
            what = en("%1; the steps are elsewhere, none is lost")(std::move(what));
        }
        all.push_back({begin, end - begin, std::move(what)});
    }
    if (index_steps_ > recorded_) {
        all.push_back({end, 0,
                       en("%1, the last of the recording, are missing")(
                           steps_text(recorded_, index_steps_ - recorded_))});
    }
    if (!tail_damage_.empty()) {
        all.push_back({end, 0, tail_damage_});
    }
    std::ranges::stable_sort(all, {}, &Damage::offset);
    return all;
}

// ---- Reading

std::size_t RecordingFile::tail_steps() const {
    return tail_ ? tail_->chunk.steps.size() : 0;
}

StepDecoder::Limits RecordingFile::limits() const {
    return {facts()->routine.spans().size(), facts()->area.slots().size(), header_.format};
}

std::size_t RecordingFile::part_at(std::size_t position) const {
    const auto after = std::ranges::upper_bound(parts_, position, {}, &Part::first);
    return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

void RecordingFile::complete(MachineState& state) const {
    for (std::size_t n = state.areas.size(); n < start_.areas.size(); ++n) {
        state.areas.push_back(start_.areas[n]);
    }
}

MachineState RecordingFile::end_of(const Chunk& chunk) const {
    MachineState state = chunk.start;
    for (const Step& step : chunk.steps) {
        state.apply(step);
    }
    return state;
}

/// What happened on the hart in force of `after` since `before`, when it was in force there, too.
Step RecordingFile::difference(const MachineState& before, const MachineState& after) const {
    Step step;
    step.kind = Step::Kind::run;
    step.world = before.world;
    step.world_after = after.world;
    step.hart = after.hart;
    step.area_before = before.area;
    step.area = after.area;
    step.pc = before.pc;
    step.pc_after = after.pc;
    const auto differ = [&](const Location& at) {
        const auto was = before.value(at), is = after.value(at);
        if (was != is) {
            step.effects.push_back({at, was, is, std::nullopt});
        }
    };
    for (unsigned n = 1; n < gpr_count; ++n) {
        differ(Location::gpr(n));
    }
    for (const auto& [csr, value] : after.csrs) {
        differ(Location::csr(csr));
    }
    for (std::size_t area = 0; area < after.areas.size(); ++area) {
        for (std::size_t slot = 0; slot < after.areas[area].slots.size(); ++slot) {
            if (slot < facts()->area.slots().size()) {
                differ(Location::slot(static_cast<std::uint16_t>(area), slot,
                                      facts()->area.slots()[slot].size));
            }
        }
    }
    return step;
}

/// The steps that stand for those of a part that are lost: one of each hart with the differences between what is known
/// before and behind them, last the hart in force there, and none with content behind those.
Chunk RecordingFile::stand_in_for(std::size_t lost) const {
    Chunk gap;
    const auto before = lost > 0 ? read_part(lost - 1) : std::nullopt;
    const auto behind = lost + 1 < parts_.size() ? read_part(lost + 1) : std::nullopt;
    gap.start = before ? end_of(*before) : (lost == 0 ? header_.start : start_);
    complete(gap.start);
    MachineState after = behind ? behind->start : gap.start;
    complete(after);
    std::vector<std::uint32_t> harts;
    for (const HartState& hart : after.parked) {
        harts.push_back(hart.hart);
    }
    harts.push_back(after.hart);
    harts.resize(parts_[lost].steps,
                 after.hart); // as many as were announced, whatever the chunk says
    const std::uint64_t switch_number =
        before && !before->steps.empty() ? before->steps.back().switch_number : 0;
    MachineState now = gap.start;
    for (const std::uint32_t hart : harts) {
        now.select_hart(hart);
        after.select_hart(hart);
        Step step = difference(now, after);
        step.switch_number = switch_number;
        now.apply(step);
        gap.steps.push_back(std::move(step));
    }
    if (behind) {
        gap.entered = behind->entered;
    }
    return gap;
}

/// None: a gap, or damaged.
std::optional<Chunk> RecordingFile::read_part(std::size_t number) const {
    const Part& part = parts_[number];
    if (part.kind == Part::Kind::tail) {
        return tail_->chunk;
    }
    if (part.kind == Part::Kind::gap) {
        return std::nullopt;
    }
    Bytes bytes;
    file_.read(part.payload_at - block_header_size,
               block_header_size + static_cast<std::size_t>(part.payload_size), bytes);
    const auto header = parse_block_header(bytes);
    if (!header || header->type != BlockType::chunk || header->steps != part.steps ||
        header->size > bytes.size() - block_header_size) {
        return std::nullopt;
    }
    const auto payload =
        std::span(bytes).subspan(block_header_size, static_cast<std::size_t>(header->size));
    return checksum(payload) == header->check ? read_chunk(payload, part.steps, limits(), unpacker_)
                                              : std::nullopt;
}

Chunk RecordingFile::decode(std::size_t number) const {
    if (auto chunk = read_part(number)) {
        return std::move(*chunk);
    }
    const Part& part = parts_[number];
    if (part.kind == Part::Kind::chunk &&
        std::ranges::find(damage_, part.payload_at, &Damage::offset) == damage_.end()) {
        damage_.push_back({part.payload_at, part.payload_size,
                           en("%1 are damaged and cannot be read; steps without content stand for "
                              "them")(steps_text(part.first, part.steps))});
    }
    return stand_in_for(number);
}

const RecordingFile::Loaded& RecordingFile::load(std::size_t part) const {
    const auto found = std::ranges::find(loaded_, part, &Loaded::part);
    if (found != loaded_.end()) {
        found->used = ++clock_;
        return *found;
    }
    Loaded loaded;
    loaded.part = part;
    loaded.chunk = decode(part);
    MachineState state = loaded.chunk.start;
    for (std::size_t n = 0; n < loaded.chunk.steps.size(); ++n) {
        state.apply(loaded.chunk.steps[n]);
        if ((n + 1) % keyframe_interval == 0) {
            loaded.checkpoints.push_back(state);
        }
    }
    loaded.used = ++clock_;
    if (loaded_.size() < parts_kept) {
        loaded_.reserve(parts_kept);
        loaded_.push_back(std::move(loaded));
        return loaded_.back();
    }
    Loaded& oldest = *std::ranges::min_element(loaded_, {}, &Loaded::used);
    oldest = std::move(loaded);
    return oldest;
}

const Step& RecordingFile::step(std::size_t n) const {
    if (n >= size_) {
        throw std::out_of_range("a step behind the end of the recording");
    }
    const std::size_t part = part_at(n);
    return load(part).chunk.steps.at(n - parts_.at(part).first);
}

MachineState RecordingFile::state_at(std::size_t position) const {
    position = std::min(position, size_);
    if (position == 0) {
        return start_;
    }
    // The end of a part, not the beginning of the next: that is where a cursor comes from.
    const std::size_t part = part_at(position - 1);
    const Loaded& loaded = load(part);
    const std::size_t within = position - parts_[part].first;
    const std::size_t checkpoint = within / keyframe_interval;
    MachineState state = checkpoint == 0 ? loaded.chunk.start : loaded.checkpoints[checkpoint - 1];
    for (std::size_t n = checkpoint * keyframe_interval; n < within; ++n) {
        state.apply(loaded.chunk.steps[n]);
    }
    complete(state);
    return state;
}

// ---- Finding

/// The steps of a part that are the landmark, counted within it.
std::vector<std::uint32_t> RecordingFile::find_in(std::size_t part,
                                                  const Landmark& landmark) const {
    std::vector<std::uint32_t> found;
    const Chunk& chunk = load(part).chunk;
    LandmarkFinder finder(chunk.entered);
    for (std::uint32_t n = 0; n < chunk.steps.size(); ++n) {
        finder.next(chunk.steps[n], [&](const Landmark& one) {
            if (landmark.includes(one) && (found.empty() || found.back() != n)) {
                found.push_back(n);
            }
        });
    }
    return found;
}

std::optional<std::size_t> RecordingFile::previous_of(const LandmarkIndex::Match& match,
                                                      const Landmark& landmark,
                                                      std::size_t position) const {
    const auto postings = match.postings;
    auto at = std::ranges::upper_bound(postings, part_at(position - 1), {},
                                       &LandmarkIndex::Posting::chunk);
    while (at != postings.begin()) {
        --at;
        const std::size_t first = parts_[at->chunk].first;
        const std::size_t limit = position - first; // within the part, may be beyond its end
        if (at->first >= limit) {
            continue;
        }
        if (match.exact && at->last < limit) {
            return first + at->last;
        }
        const auto steps = find_in(at->chunk, landmark);
        const auto behind = std::ranges::lower_bound(steps, limit);
        if (behind != steps.begin()) {
            return first + *std::prev(behind);
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordingFile::next_of(const LandmarkIndex::Match& match,
                                                  const Landmark& landmark,
                                                  std::size_t position) const {
    const auto postings = match.postings;
    for (auto at = std::ranges::lower_bound(postings, part_at(position), {},
                                            &LandmarkIndex::Posting::chunk);
         at != postings.end(); ++at) {
        const std::size_t first = parts_[at->chunk].first;
        const std::size_t limit = position > first ? position - first : 0;
        if (at->last < limit) {
            continue;
        }
        if (match.exact && at->first >= limit) {
            return first + at->first;
        }
        const auto steps = find_in(at->chunk, landmark);
        const auto found = std::ranges::lower_bound(steps, limit);
        if (found != steps.end()) {
            return first + *found;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordingFile::previous(const Landmark& landmark,
                                                   std::size_t position) const {
    position = std::min(position, size_);
    std::optional<std::size_t> best;
    if (position == 0) {
        return best;
    }
    for (const LandmarkIndex::Match& match : index_.find(landmark)) {
        best = std::max(best, previous_of(match, landmark, position)); // none is the least
    }
    return best;
}

std::optional<std::size_t> RecordingFile::next(const Landmark& landmark,
                                               std::size_t position) const {
    std::optional<std::size_t> best;
    if (position >= size_) {
        return best;
    }
    for (const LandmarkIndex::Match& match : index_.find(landmark)) {
        const auto found = next_of(match, landmark, position);
        best = best && found ? std::min(best, found) : (found ? found : best);
    }
    return best;
}

} // namespace switchscope
