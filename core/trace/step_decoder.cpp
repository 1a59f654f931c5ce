// SPDX-License-Identifier: MIT
#include "core/trace/step_decoder.h"

#include <utility>

#include "core/isa/registers.h"
#include "core/trace/record_codes.h"
#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

constexpr std::uint64_t csr_count = 4096;

Location read_place(ByteReader& in, bool* moved) {
    const unsigned head = in.u8();
    Location location;
    location.kind = static_cast<LocationKind>(head & PlaceHead::kind);
    *moved = (head & PlaceHead::moved) != 0;
    location.size = static_cast<std::uint8_t>(head >> PlaceHead::size_shift);
    if (location.size == PlaceHead::size_follows) {
        location.size = in.u8();
    }
    if (location.kind == LocationKind::slot) {
        location.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    }
    if (location.kind != LocationKind::memory) {
        location.id = in.varint();
    }
    return location;
}

/// The two bytes with a shape's worlds, half and flags. False: nonsense.
bool read_flags(ByteReader& in, StepModel::Shape& shape, TimeCode last_time_code) {
    Step& step = shape.step;
    const unsigned worlds = in.u8();
    const unsigned flags = in.u8();
    step.kind = static_cast<Step::Kind>(worlds & 1);
    step.world = static_cast<World>(worlds >> 1 & 3);
    step.world_after = static_cast<World>(worlds >> 3 & 3);
    step.half = static_cast<Half>(worlds >> 5);
    step.verified = (flags & 1) != 0;
    step.corrected = (flags & 2) != 0;
    step.trapped = (flags & 4) != 0;
    shape.switch_code = static_cast<SwitchNumberCode>(flags >> 3 & 3);
    shape.time_code = static_cast<TimeCode>(flags >> 5);
    return step.world <= World::firmware && step.world_after <= World::firmware &&
           step.half <= Half::guest_to_host && shape.switch_code <= SwitchNumberCode::encoded &&
           shape.time_code <= last_time_code;
}

} // namespace

/// Reads a new shape into the model. False: nonsense.
bool StepDecoder::define(ByteReader& in) {
    StepModel::Shape shape;
    Step& step = shape.step;
    if (!read_flags(in, shape, model_.many_harts() ? TimeCode::nanoseconds : TimeCode::none)) {
        return false;
    }
    step.size = in.u8();
    step.encoding = in.u32();
    step.hart = static_cast<std::uint32_t>(in.varint_up_to(0xffffffff));
    step.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    if (model_.many_harts()) {
        step.area_before = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    }
    const auto span = static_cast<std::int64_t>(in.svarint());
    if (span < -1 || span >= static_cast<std::int64_t>(limits_.spans)) {
        return false;
    }
    step.span = static_cast<std::int16_t>(span);
    step.pc = model_.last_pc_after() + in.svarint();
    step.pc_after = step.pc + step.size + in.svarint();
    const std::size_t effects = in.count(1);
    if (effects > StepModel::most_effects) {
        return false;
    }
    for (std::size_t n = 0; n < effects && in.ok(); ++n) {
        Effect& effect = step.effects.emplace_back();
        bool moved = false, ignored = false;
        effect.at = read_place(in, &moved);
        if (moved) {
            effect.from = read_place(in, &ignored);
        }
    }
    for (const Effect& effect : step.effects) {
        if (!is_known(effect.at) || (effect.from && !is_known(*effect.from))) {
            return false;
        }
    }
    if (in.ok()) {
        model_.add_shape(std::move(shape));
    }
    return in.ok();
}

bool StepDecoder::is_known(const Location& location) const {
    switch (location.kind) {
    case LocationKind::gpr:
        return location.id < gpr_count;
    case LocationKind::csr:
        return location.id < csr_count;
    case LocationKind::slot:
        return location.id < limits_.slots;
    case LocationKind::memory:
        break;
    }
    return true;
}

bool StepDecoder::read_values(ByteReader& in, std::size_t effects) {
    for (std::size_t n = 0; n < effects; ++n) {
        EncodedValues& encoded = encoded_[n];
        encoded.tag = in.u8();
        if ((encoded.tag & ValueTag::has_at) != 0) {
            encoded.added.at = in.svarint();
        }
        if ((encoded.tag & ValueTag::has_from) != 0) {
            encoded.added.from = in.svarint();
        }
        if (ValueTag::before(encoded.tag) == BeforeCode::fixed) {
            encoded.before = in.u64();
        }
        switch (ValueTag::after(encoded.tag)) {
        case AfterCode::number:
            encoded.number = in.varint();
            break;
        case AfterCode::plus_before:
        case AfterCode::plus_last:
            encoded.number = in.svarint();
            break;
        case AfterCode::fixed:
            encoded.number = in.u64();
            break;
        default:
            break;
        }
    }
    return in.ok();
}

/// Fills in the addresses of all effects and `expected_`, before the first effect takes place.
void StepDecoder::use_addresses(std::uint32_t shape) {
    expected_.clear();
    for (std::size_t n = 0; n < step_.effects.size(); ++n) {
        const StepModel::Addresses last = model_.shape(shape).effects[n].addresses;
        const StepModel::Addresses now{last.at + encoded_[n].added.at,
                                       last.from + encoded_[n].added.from};
        Effect& effect = step_.effects[n];
        if (effect.at.kind == LocationKind::memory) {
            effect.at.id = now.at;
        }
        if (effect.from && effect.from->kind == LocationKind::memory) {
            effect.from->id = now.from;
        }
        expected_.push_back(model_.expect(shape, n, now));
    }
}

/// Fills in the two values of an effect. False: they refer to a value that is not there.
bool StepDecoder::take_values(std::uint32_t shape, std::size_t n, Effect& effect) {
    const StepModel::ShapeEffect& known = model_.shape(shape).effects[n];
    const EncodedValues& encoded = encoded_[n];
    switch (ValueTag::before(encoded.tag)) {
    case BeforeCode::expected:
        effect.before = model_.value_at(known);
        break;
    case BeforeCode::unavailable:
        break;
    case BeforeCode::fixed:
        effect.before = encoded.before;
        break;
    default:
        return false;
    }
    switch (ValueTag::after(encoded.tag)) {
    case AfterCode::expected:
        effect.after = expected_[n];
        return true;
    case AfterCode::stride:
        if (effect.before) {
            effect.after = *effect.before + known.last_added;
        }
        return effect.before.has_value();
    case AfterCode::unavailable:
        return true;
    case AfterCode::plus_before:
        if (effect.before) {
            effect.after = *effect.before + encoded.number;
        }
        return effect.before.has_value();
    case AfterCode::plus_last:
        if (known.last_after) {
            effect.after = *known.last_after + encoded.number;
        }
        return known.last_after.has_value();
    case AfterCode::number:
    case AfterCode::fixed:
        effect.after = encoded.number;
        return true;
    }
    return false;
}

bool StepDecoder::decode_values(ByteReader& in, std::uint32_t shape, bool all_expected) {
    step_ = model_.shape(shape).step;
    encoded_.assign(step_.effects.size(), {});
    if (!all_expected && !read_values(in, step_.effects.size())) {
        return false;
    }
    use_addresses(shape);
    for (std::size_t n = 0; n < step_.effects.size(); ++n) {
        Effect& effect = step_.effects[n];
        if (!take_values(shape, n, effect)) {
            return false;
        }
        model_.learn(shape, n, effect);
    }
    return true;
}

StepDecoder::Found StepDecoder::decode_area(ByteReader& in) {
    area_ = read_area(in);
    if (!in.ok() || model_.areas() > 0xffff) {
        return Found::nonsense;
    }
    model_.add_area(area_);
    return Found::area;
}

StepDecoder::Found StepDecoder::decode(ByteReader& in) {
    const std::uint64_t word = in.varint();
    const std::uint64_t head = word >> 1;
    const bool all_expected = (word & 1) == 0;
    if (head == RecordHead::area) {
        return decode_area(in);
    }
    if (head == RecordHead::new_shape && !define(in)) {
        return Found::nonsense;
    }
    std::uint64_t index = model_.expected_shape();
    if (head == RecordHead::new_shape) {
        index = model_.shapes() - 1;
    } else if (head >= RecordHead::first_shape) {
        index = head - RecordHead::first_shape;
    }
    if (!in.ok() || index >= model_.shapes()) {
        return Found::nonsense;
    }
    const auto number = static_cast<std::uint32_t>(index);
    const StepModel::Shape& shape = model_.shape(number);
    std::uint64_t switch_number = model_.last_number(shape.step.hart);
    if (shape.switch_code == SwitchNumberCode::encoded) {
        switch_number += in.svarint();
    } else if (shape.switch_code == SwitchNumberCode::next) {
        switch_number = model_.numbers().newest + 1;
    }
    std::optional<std::uint64_t> time;
    if (shape.time_code != TimeCode::none) {
        const std::uint64_t added = in.svarint();
        time = model_.last_time() + added * (shape.time_code == TimeCode::microseconds
                                                 ? std::uint64_t{nanoseconds_in_microsecond}
                                                 : 1);
    }
    if (!decode_values(in, number, all_expected) || !in.ok()) {
        return Found::nonsense;
    }
    step_.switch_number = switch_number;
    step_.time = time;
    if (!model_.many_harts()) {
        step_.area_before = model_.last_area();
    }
    model_.finish_step(number, step_);
    return Found::step;
}

} // namespace switchscope
