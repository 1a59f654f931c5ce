// SPDX-License-Identifier: MIT
#include "core/trace/step_encoder.h"

#include <algorithm>
#include <utility>

#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

/// A location in a shape has no address: the address of memory is a value.
Location in_shape(const Location& location) {
    return location.kind == LocationKind::memory ? Location::memory(0, location.size) : location;
}

bool same_in_shape(const Location& location, const Location& shape) {
    return location.kind == LocationKind::memory
               ? shape.kind == LocationKind::memory && shape.size == location.size
               : location == shape;
}

void write_place(ByteWriter& out, const Location& location, bool moved) {
    const unsigned size = std::min<unsigned>(location.size, PlaceHead::size_follows);
    out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(location.kind) |
                                     (moved ? PlaceHead::moved : 0u) |
                                     size << PlaceHead::size_shift));
    if (size == PlaceHead::size_follows) {
        out.u8(location.size);
    }
    if (location.kind == LocationKind::slot) {
        out.varint(location.area);
    }
    if (location.kind != LocationKind::memory) {
        out.varint(location.id);
    }
}

} // namespace

StepEncoder::Codes StepEncoder::codes_of(const Step& step) const {
    Codes codes{SwitchNumberCode::encoded, TimeCode::none};
    if (step.switch_number == model_.last_number(step.hart)) {
        codes.switch_code = SwitchNumberCode::same;
    } else if (step.switch_number == model_.numbers().newest + 1) {
        codes.switch_code = SwitchNumberCode::next;
    }
    if (step.time) {
        const auto added = static_cast<std::int64_t>(*step.time - model_.last_time());
        codes.time_code = added % nanoseconds_in_microsecond == 0 ? TimeCode::microseconds
                                                                  : TimeCode::nanoseconds;
    }
    return codes;
}

void StepEncoder::write_time(std::uint64_t time, TimeCode code, ByteWriter& out) const {
    auto added = static_cast<std::int64_t>(time - model_.last_time());
    added /= code == TimeCode::microseconds ? nanoseconds_in_microsecond : 1;
    out.svarint(static_cast<std::uint64_t>(added));
}

bool StepEncoder::fits(const Step& step, const Codes& codes, const StepModel::Shape& shape) {
    const Step& known = shape.step;
    if (step.pc != known.pc || step.pc_after != known.pc_after || step.encoding != known.encoding ||
        step.effects.size() != known.effects.size() || step.kind != known.kind ||
        step.world != known.world || step.world_after != known.world_after ||
        step.half != known.half || step.verified != known.verified ||
        step.corrected != known.corrected || step.trapped != known.trapped ||
        step.size != known.size || step.hart != known.hart || step.area != known.area ||
        step.area_before != known.area_before || step.span != known.span ||
        codes.switch_code != shape.switch_code || codes.time_code != shape.time_code) {
        return false;
    }
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect &effect = step.effects[n], &in = known.effects[n];
        if (!same_in_shape(effect.at, in.at) || effect.from.has_value() != in.from.has_value() ||
            (effect.from && !same_in_shape(*effect.from, *in.from))) {
            return false;
        }
    }
    return true;
}

std::size_t StepEncoder::hash_of(const Step& step) {
    std::size_t hash = mix_hash(step.pc, step.pc_after);
    hash = mix_hash(hash, static_cast<std::uint64_t>(step.encoding) << 16 | step.effects.size());
    for (const Effect& effect : step.effects) {
        hash = mix_hash(hash, in_shape(effect.at).id);
    }
    return hash;
}

std::uint32_t StepEncoder::find(const Step& step, const Codes& codes, std::size_t hash) const {
    const auto [begin, end] = by_hash_.equal_range(hash);
    for (auto candidate = begin; candidate != end; ++candidate) {
        if (fits(step, codes, model_.shape(candidate->second))) {
            return candidate->second;
        }
    }
    return StepModel::none;
}

std::uint32_t StepEncoder::define(const Step& step, const Codes& codes) {
    const auto flag = [](bool set, unsigned bit) { return set ? 1u << bit : 0u; };
    definition_.clear();
    definition_.u8(static_cast<std::uint8_t>(
        static_cast<unsigned>(step.kind) | static_cast<unsigned>(step.world) << 1 |
        static_cast<unsigned>(step.world_after) << 3 | static_cast<unsigned>(step.half) << 5));
    definition_.u8(static_cast<std::uint8_t>(flag(step.verified, 0) | flag(step.corrected, 1) |
                                             flag(step.trapped, 2) |
                                             static_cast<unsigned>(codes.switch_code) << 3 |
                                             static_cast<unsigned>(codes.time_code) << 5));
    definition_.u8(step.size);
    definition_.u32(step.encoding);
    definition_.varint(step.hart);
    definition_.varint(step.area);
    definition_.varint(step.area_before);
    definition_.svarint(static_cast<std::uint64_t>(std::int64_t{step.span}));
    definition_.svarint(step.pc - model_.last_pc_after());
    definition_.svarint(step.pc_after - (step.pc + step.size));
    definition_.varint(step.effects.size());
    StepModel::Shape shape;
    shape.switch_code = codes.switch_code;
    shape.time_code = codes.time_code;
    shape.step = step;
    shape.step.switch_number = 0;
    shape.step.time.reset();
    for (Effect& effect : shape.step.effects) {
        effect.before.reset();
        effect.after.reset();
        effect.at = in_shape(effect.at);
        write_place(definition_, effect.at, effect.from.has_value());
        if (effect.from) {
            effect.from = in_shape(*effect.from);
            write_place(definition_, *effect.from, false);
        }
    }
    return model_.add_shape(std::move(shape));
}

/// The shortest code for a value that is not the expected one. Its number goes into `number_`.
AfterCode StepEncoder::shortest_after(const StepModel::ShapeEffect& known,
                                      std::optional<std::uint64_t> before, std::uint64_t after) {
    if (before && *before + known.last_added == after) {
        return AfterCode::stride;
    }
    std::size_t shortest = 8;
    AfterCode code = AfterCode::fixed;
    const auto consider = [&](AfterCode candidate, std::size_t size) {
        if (size < shortest) {
            shortest = size;
            code = candidate;
        }
    };
    consider(AfterCode::number, ByteWriter::varint_size(after));
    if (before) {
        consider(AfterCode::plus_before, ByteWriter::svarint_size(after - *before));
    }
    if (known.last_after) {
        consider(AfterCode::plus_last, ByteWriter::svarint_size(after - *known.last_after));
    }
    switch (code) {
    case AfterCode::number:
        number_.varint(after);
        break;
    case AfterCode::plus_before:
        number_.svarint(after - *before);
        break;
    case AfterCode::plus_last:
        number_.svarint(after - *known.last_after);
        break;
    default:
        number_.u64(after);
        break;
    }
    return code;
}

/// Fills `addresses_` and `expected_` for all effects, before the first of them takes place.
void StepEncoder::use_addresses(const Step& step, std::uint32_t shape) {
    addresses_.clear();
    expected_.clear();
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        const StepModel::Addresses last = model_.shape(shape).effects[n].addresses;
        StepModel::Addresses now = last;
        std::uint8_t tag = 0;
        if (effect.at.kind == LocationKind::memory && effect.at.id != last.at) {
            tag |= ValueTag::has_at;
            now.at = effect.at.id;
        }
        if (effect.from && effect.from->kind == LocationKind::memory &&
            effect.from->id != last.from) {
            tag |= ValueTag::has_from;
            now.from = effect.from->id;
        }
        addresses_.push_back({tag, {now.at - last.at, now.from - last.from}});
        expected_.push_back(model_.expect(shape, n, now));
    }
}

bool StepEncoder::encode_values(const Step& step, std::uint32_t shape) {
    use_addresses(step, shape);
    values_.clear();
    bool all_expected = true;
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        const StepModel::ShapeEffect& known = model_.shape(shape).effects[n];
        BeforeCode before = BeforeCode::expected;
        if (effect.before != model_.value_at(known)) {
            before = effect.before ? BeforeCode::fixed : BeforeCode::unavailable;
        }
        AfterCode after = AfterCode::expected;
        number_.clear();
        if (effect.after != expected_[n]) {
            after = effect.after ? shortest_after(known, effect.before, *effect.after)
                                 : AfterCode::unavailable;
        }
        const AddedAddresses& addresses = addresses_[n];
        const std::uint8_t tag = ValueTag::make(addresses.tag, before, after);
        all_expected = all_expected && tag == 0;
        values_.u8(tag);
        if ((tag & ValueTag::has_at) != 0) {
            values_.svarint(addresses.added.at);
        }
        if ((tag & ValueTag::has_from) != 0) {
            values_.svarint(addresses.added.from);
        }
        if (before == BeforeCode::fixed) {
            values_.u64(*effect.before);
        }
        values_.bytes(number_.view());
        model_.learn(shape, n, effect);
    }
    return all_expected;
}

void StepEncoder::encode(const Step& step, ByteWriter& out) {
    const Codes codes = codes_of(step);
    std::uint64_t head = RecordHead::expected;
    std::uint32_t shape = model_.expected_shape();
    if (shape == StepModel::none || !fits(step, codes, model_.shape(shape))) {
        const std::size_t hash = hash_of(step);
        shape = find(step, codes, hash);
        if (shape != StepModel::none) {
            head = RecordHead::first_shape + shape;
        } else {
            head = RecordHead::new_shape;
            shape = define(step, codes);
            by_hash_.emplace(hash, shape);
        }
    }
    const bool all_expected = encode_values(step, shape);
    out.varint(head << 1 | (all_expected ? 0u : 1u));
    if (head == RecordHead::new_shape) {
        out.bytes(definition_.view());
    }
    if (codes.switch_code == SwitchNumberCode::encoded) {
        out.svarint(step.switch_number - model_.last_number(step.hart));
    }
    if (step.time) {
        write_time(*step.time, codes.time_code, out);
    }
    if (!all_expected) {
        out.bytes(values_.view());
    }
    model_.finish_step(shape, step);
}

void StepEncoder::encode(const MachineState::Area& area, ByteWriter& out) {
    out.varint(RecordHead::area << 1);
    write_area(out, area);
    model_.add_area(area);
}

} // namespace switchscope
