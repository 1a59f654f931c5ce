// SPDX-License-Identifier: MIT
#include "core/trace/chunk.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

constexpr std::uint64_t page_size = 4096;

void add_to(std::map<Landmark, LandmarkRange>& ranges, const LandmarkRange& more) {
    const auto [found, added] = ranges.try_emplace(indexed(more.landmark), more);
    LandmarkRange& range = found->second;
    range.landmark = found->first;
    range.first = std::min(range.first, more.first);
    range.last = std::max(range.last, more.last);
}

std::vector<LandmarkRange> values_of(const std::map<Landmark, LandmarkRange>& ranges) {
    std::vector<LandmarkRange> values;
    values.reserve(ranges.size());
    for (const auto& [landmark, range] : ranges) {
        values.push_back(range);
    }
    return values;
}

void write_numbers(ByteWriter& out, const std::map<std::uint32_t, std::uint64_t>& by_hart) {
    out.varint(by_hart.size());
    for (const auto& [hart, number] : by_hart) {
        out.varint(hart);
        out.u64(number);
    }
}

std::map<std::uint32_t, std::uint64_t> read_numbers(ByteReader& in) {
    std::map<std::uint32_t, std::uint64_t> by_hart;
    for (std::size_t left = in.count(9); left > 0 && in.ok(); --left) {
        const auto hart = static_cast<std::uint32_t>(in.varint_up_to(0xffffffff));
        by_hart[hart] = in.u64();
    }
    return by_hart;
}

} // namespace

Landmark indexed(const Landmark& landmark) {
    Landmark known = landmark;
    if (known.kind == Landmark::Kind::write && known.place.kind == LocationKind::memory) {
        known.place.size = 0;
        known.place.id &= ~(page_size - 1);
    }
    return known;
}

ChunkBuilder::ChunkBuilder(const MachineState& start, const EnteredSwitches& entered,
                           const SwitchNumbers& numbers)
    : encoder_(start, numbers), finder_(entered) {
    write_numbers(body_, entered);
    body_.u64(numbers.newest);
    write_numbers(body_, numbers.last);
    write_state(body_, start);
}

void ChunkBuilder::note(const Landmark& landmark) {
    const std::uint32_t step = steps() - 1;
    const auto found = std::ranges::find(events_, landmark, &LandmarkRange::landmark);
    if (found == events_.end()) {
        events_.push_back({landmark, step, step});
    } else {
        found->last = step;
    }
}

void ChunkBuilder::add(const Step& step) {
    record_ = body_.size();
    encoder_.encode(step, body_);
    effects_ += step.effects.size();
    finder_.next_but_writes(step, [this](const Landmark& landmark) { note(landmark); });
}

void ChunkBuilder::add(const MachineState::Area& area) {
    record_ = body_.size();
    encoder_.encode(area, body_);
    summary_.areas.push_back(area);
}

Bytes ChunkBuilder::finish(Packer& packer) {
    std::map<Landmark, LandmarkRange> ranges;
    for (const LandmarkRange& event : events_) {
        add_to(ranges, event);
    }
    for (const StepModel::Cell& cell : encoder_.model().cells()) {
        if (cell.first != StepModel::none) {
            add_to(ranges, {Landmark::write(cell.at).by_hart(cell.hart), cell.first, cell.last});
        }
    }
    summary_.landmarks = values_of(ranges);

    ByteWriter summary;
    summary.varint(summary_.areas.size());
    for (const MachineState::Area& area : summary_.areas) {
        write_area(summary, area);
    }
    summary.varint(summary_.landmarks.size());
    for (const LandmarkRange& range : summary_.landmarks) {
        write_landmark(summary, range.landmark);
        summary.varint(range.first);
        summary.varint(range.last - range.first);
    }
    ByteWriter payload;
    packer.pack(summary.view(), payload);
    packer.pack(body_.view(), payload);
    return payload.take();
}

std::optional<ChunkSummary> read_chunk_summary(std::span<const std::uint8_t> payload,
                                               Unpacker& unpacker, std::uint16_t format) {
    ByteReader parts(payload);
    const auto raw = unpacker.unpack(parts, most_chunk_bytes);
    if (!raw) {
        return std::nullopt;
    }
    ByteReader in(*raw);
    ChunkSummary summary;
    for (std::size_t left = in.count(10); left > 0 && in.ok(); --left) {
        summary.areas.push_back(read_area(in));
    }
    for (std::size_t left = in.count(8); left > 0 && in.ok(); --left) {
        LandmarkRange range;
        range.landmark = read_landmark(in, format);
        range.first = static_cast<std::uint32_t>(in.varint_up_to(most_chunk_steps - 1));
        range.last = range.first + static_cast<std::uint32_t>(
                                       in.varint_up_to(most_chunk_steps - 1 - range.first));
        summary.landmarks.push_back(range);
    }
    return in.ok() ? std::optional(std::move(summary)) : std::nullopt;
}

std::optional<Chunk> read_chunk(std::span<const std::uint8_t> payload, std::uint32_t steps,
                                const StepDecoder::Limits& limits, Unpacker& unpacker) {
    ByteReader parts(payload);
    const std::uint32_t summary = parts.u32();
    parts.u32();
    parts.bytes(summary);
    const auto body = unpacker.unpack(parts, most_chunk_bytes);
    return body ? read_chunk_body(*body, steps, limits) : std::nullopt;
}

std::optional<Chunk> read_chunk_body(std::span<const std::uint8_t> body,
                                     std::optional<std::uint32_t> steps,
                                     const StepDecoder::Limits& limits) {
    ByteReader in(body);
    Chunk chunk;
    SwitchNumbers numbers;
    if (limits.format == format_of_one_hart) {
        const auto entered = in.optional();
        numbers.newest = numbers.last[0] = in.u64();
        chunk.start = read_state(in, limits.format);
        if (entered) {
            chunk.entered[chunk.start.hart] = *entered;
        }
    } else {
        chunk.entered = read_numbers(in);
        numbers.newest = in.u64();
        numbers.last = read_numbers(in);
        chunk.start = read_state(in);
    }
    if (!in.ok() || steps.value_or(0) > most_chunk_steps) {
        return std::nullopt;
    }
    StepDecoder decoder(chunk.start, std::move(numbers), limits);
    chunk.steps.reserve(std::min(steps.value_or(0), static_cast<std::uint32_t>(in.rest())));
    std::size_t effects = 0;
    bool sound = true;
    while (sound && !in.at_end() && chunk.steps.size() < most_chunk_steps) {
        switch (decoder.decode(in)) {
        case StepDecoder::Found::step:
            effects += decoder.step().effects.size();
            sound = effects <= most_chunk_effects;
            if (sound) {
                chunk.steps.push_back(std::move(decoder.step()));
            }
            break;
        case StepDecoder::Found::area:
            chunk.areas.push_back(decoder.area());
            chunk.start.areas.push_back(decoder.area());
            break;
        case StepDecoder::Found::nonsense:
            sound = false;
            break;
        }
    }
    if (steps && (!sound || chunk.steps.size() != *steps || !in.at_end())) {
        return std::nullopt;
    }
    return chunk;
}

ChunkSummary summarize(const Chunk& chunk) {
    std::map<Landmark, LandmarkRange> ranges;
    LandmarkFinder finder(chunk.entered);
    for (std::size_t n = 0; n < chunk.steps.size(); ++n) {
        const auto at = static_cast<std::uint32_t>(n);
        finder.next(chunk.steps[n], [&](const Landmark& landmark) {
            add_to(ranges, {landmark, at, at});
        });
    }
    return {chunk.areas, values_of(ranges)};
}

// A landmark has the numbers of its hart and its area plus one; 0 where it has none.

void write_landmark(ByteWriter& out, const Landmark& landmark) {
    out.u8(static_cast<std::uint8_t>(landmark.kind));
    write_location(out, landmark.place);
    out.varint(landmark.cause);
    out.varint(landmark.hart ? std::uint64_t{*landmark.hart} + 1 : 0);
    out.varint(landmark.area ? std::uint64_t{*landmark.area} + 1 : 0);
}

Landmark read_landmark(ByteReader& in, std::uint16_t format) {
    Landmark landmark;
    landmark.kind = static_cast<Landmark::Kind>(in.u8());
    landmark.place = read_location(in);
    landmark.cause = in.varint();
    if (format != format_of_one_hart) {
        if (const auto hart = in.varint_up_to(std::uint64_t{1} << 32); hart > 0) {
            landmark.hart = static_cast<std::uint32_t>(hart - 1);
        }
        if (const auto area = in.varint_up_to(0x10000); area > 0) {
            landmark.area = static_cast<std::uint16_t>(area - 1);
        }
    }
    return landmark;
}

} // namespace switchscope
