// SPDX-License-Identifier: MIT
#include "core/trace/recording_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace switchscope {

// ---- Opening

bool RecordingFile::looks_like_one(const std::filesystem::path& path) {
    const OpenFile file = OpenFile::to_read(path);
    Bytes bytes;
    if (file.is_open()) {
        file.read(0, preamble_size, bytes);
    }
    return begins_with_magic(bytes) || path.extension() == ".swrec";
}

namespace {

Result<RecordingHeader> unpack_header(const std::filesystem::path& path,
                                      std::span<const std::uint8_t> payload) {
    ByteReader in(payload);
    Unpacker unpacker;
    const auto raw = unpacker.unpack(in, most_header_bytes);
    if (!raw) {
        return fail(en("the header of %1 cannot be unpacked")(path.string()));
    }
    auto header = read_header(*raw);
    if (!header) {
        return fail(header.error().while_doing(en("reading the header of %1")(path.string())));
    }
    return header;
}

tl::unexpected<Error> no_recording(const std::filesystem::path& path) {
    return fail(en("%1 is not a recording")(path.string()),
                en("Recordings are made with `switchscope record`, or with Ctrl+R in the "
                   "window; their names end in .swrec."));
}

} // namespace

Result<RecordingFile::Beginning> RecordingFile::read_beginning(const std::filesystem::path& path,
                                                               const OpenFile& file) {
    Bytes bytes;
    file.read(0, preamble_size, bytes);
    const auto preamble = parse_preamble(bytes);
    if (preamble && (preamble->major == 0 || preamble->major > format_major)) {
        return fail(en("%1 is a recording of format %2.%3; this program reads up to %4.x")(
                        path.string(), preamble->major, preamble->minor, format_major),
                    en("Open it with a newer version of Switchscope."));
    }
    BlockWalk walk(file);
    Walked walked;
    walked.position = preamble ? preamble_size : 0;
    // The header is there twice. Behind a chunk there is none.
    while (const auto block = walk.next(walked)) {
        if (block->header.type == BlockType::header) {
            auto header = SWITCHSCOPE_TRY(unpack_header(path, block->payload));
            return Beginning{std::move(header), std::move(walked)};
        }
        if (block->header.type == BlockType::chunk) {
            break;
        }
    }
    if (!preamble && walked.position == 0) {
        return no_recording(path);
    }
    constexpr std::uint64_t size_of_a_header = 4096; // about
    return fail((file.size() < size_of_a_header
                     ? en("%1 has lost its header: the file is cut off")
                     : en("%1 has lost its header: both copies are damaged"))(path.string()),
                en("Nothing in it can be read without."));
}

Result<std::unique_ptr<RecordingFile>> RecordingFile::open(const std::filesystem::path& path,
                                                           Check check) {
    OpenFile file = OpenFile::to_read(path);
    if (!file.is_open()) {
        return fail(en("opening %1: %2")(path.string(), std::string(std::strerror(errno))));
    }
    auto beginning = SWITCHSCOPE_TRY(read_beginning(path, file));
    const bool by_index =
        check == Check::when_read || (check == Check::when_big && file.size() >= big);
    std::unique_ptr<RecordingFile> recording(
        new RecordingFile(path, std::move(file), std::move(beginning)));
    if (!by_index || !recording->open_by_index()) {
        recording->open_by_scan();
    }
    return recording;
}

RecordingFile::RecordingFile(std::filesystem::path path, OpenFile file, Beginning beginning)
    : path_(std::move(path)), file_(std::move(file)), header_(std::move(beginning.header)),
      walk_(file_), scan_(static_cast<std::uint32_t>(1 + header_.start.parked.size()),
                          std::move(beginning.walked)),
      start_(header_.start), cache_(file_, header_.facts, header_.format) {}

/// False: there is no intact index. The scan is as it was then.
bool RecordingFile::open_by_index() {
    const auto offset = find_index(file_);
    if (!offset || *offset < scan_.walked().position) {
        return false;
    }
    Unpacker unpacker;
    auto index = read_index(file_, *offset, header_.format, unpacker);
    if (!index) {
        return false;
    }
    scan_ = Scan::by_index(std::move(scan_), *index, *offset, file_.size());
    take_index(std::move(*index));
    return true;
}

void RecordingFile::open_by_scan() {
    rescan();
    if (scan_.closed()) {
        Unpacker unpacker;
        auto index = read_index(file_, *scan_.index_offset(), header_.format, unpacker);
        if (index && scan_.is_listed_by(*index)) {
            take_index(std::move(*index));
            return;
        }
    }
    take_parts_from(0);
}

void RecordingFile::rescan() {
    scan_ = scan_further(std::move(scan_), walk_,
                         [this] { return read_tail(path_, header_.id, cache_.limits()); });
}

void RecordingFile::take_index(RecordingIndex index) {
    know_areas(index.areas);
    landmarks_ = std::move(index.landmarks);
    index_used_ = true;
}

// ---- What follows from the parts

/// The parts in front of `begin` are known already.
void RecordingFile::take_parts_from(std::size_t begin) {
    cache_.forget_from(begin);
    landmarks_.forget_from(static_cast<std::uint32_t>(begin));
    for (std::size_t n = begin; n < scan_.parts().size(); ++n) {
        if (const auto summary = summary_of(n)) {
            know_areas(summary->areas);
            landmarks_.add(static_cast<std::uint32_t>(n), *summary);
        }
    }
    if (scan_.tail()) { // without a step yet, perhaps
        know_areas(scan_.tail()->chunk.areas);
    }
}

std::optional<ChunkSummary> RecordingFile::summary_of(std::size_t part) {
    switch (scan_.parts()[part].kind) {
    case Part::Kind::chunk:
        return cache_.summary(scan_.parts()[part]);
    case Part::Kind::tail:
        return summarize(scan_.tail()->chunk);
    case Part::Kind::gap:
        // Save areas that were met in what is lost are known behind it.
        know_areas(load(part + 1).chunk().start.areas);
        return summarize(load(part).chunk());
    }
    return std::nullopt;
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

bool RecordingFile::refresh() {
    const std::size_t before = size();
    const std::size_t lasting = scan_.lasting_parts();
    rescan();
    take_parts_from(lasting);
    return size() > before;
}

std::vector<Damage> RecordingFile::damage() const {
    std::vector<Damage> all = cache_.damage();
    std::ranges::move(scan_.damage(), std::back_inserter(all));
    std::ranges::stable_sort(all, {}, &Damage::offset);
    return all;
}

std::size_t RecordingFile::tail_steps() const {
    return scan_.tail() ? scan_.tail()->chunk.steps.size() : 0;
}

// ---- Reading

const Step& RecordingFile::step(std::size_t n) const {
    if (n >= size()) {
        throw std::out_of_range("a step behind the end of the recording");
    }
    const std::size_t part = scan_.part_at(n);
    return load(part).chunk().steps.at(n - scan_.parts()[part].first);
}

MachineState RecordingFile::state_at(std::size_t position) const {
    position = std::min(position, size());
    if (position == 0) {
        return start_;
    }
    // The end of a part, not the beginning of the next: that is where a cursor comes from.
    const std::size_t part = scan_.part_at(position - 1);
    MachineState state = load(part).state_after(position - scan_.parts()[part].first);
    add_later_areas(state, start_);
    return state;
}

// ---- Finding

/// The steps of a part that are the landmark, counted from the part's first step.
std::vector<std::uint32_t> RecordingFile::find_in(std::size_t part,
                                                  const Landmark& landmark) const {
    std::vector<std::uint32_t> found;
    const Chunk& chunk = load(part).chunk();
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
    auto at = std::ranges::upper_bound(postings, scan_.part_at(position - 1), {},
                                       &LandmarkIndex::Posting::chunk);
    while (at != postings.begin()) {
        --at;
        const std::size_t first = scan_.parts()[at->chunk].first;
        const std::size_t limit = position - first; // from there; may be beyond the end
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
    for (auto at = std::ranges::lower_bound(postings, scan_.part_at(position), {},
                                            &LandmarkIndex::Posting::chunk);
         at != postings.end(); ++at) {
        const std::size_t first = scan_.parts()[at->chunk].first;
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
    position = std::min(position, size());
    std::optional<std::size_t> best;
    if (position == 0) {
        return best;
    }
    for (const LandmarkIndex::Match& match : landmarks_.find(landmark)) {
        best = std::max(best, previous_of(match, landmark, position)); // `none` is less than any
    }
    return best;
}

std::optional<std::size_t> RecordingFile::next(const Landmark& landmark,
                                               std::size_t position) const {
    std::optional<std::size_t> best;
    if (position >= size()) {
        return best;
    }
    for (const LandmarkIndex::Match& match : landmarks_.find(landmark)) {
        const auto found = next_of(match, landmark, position);
        best = best && found ? std::min(best, found) : (found ? found : best);
    }
    return best;
}

} // namespace switchscope
