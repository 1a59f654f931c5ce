// SPDX-License-Identifier: MIT
#include "core/trace/step_codec.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

// A record begins with a varint: these, or the number of a shape; doubled, plus 1 when values follow.
constexpr std::uint64_t head_expected = 0, head_new_shape = 1, head_area = 2, head_first_shape = 4;

constexpr unsigned size_follows = 31;
constexpr std::uint64_t csr_count = 4096;
constexpr std::int64_t nanoseconds_in_microsecond = 1000;

std::uint64_t masked(std::uint64_t value, std::uint8_t size) {
    return size >= 8 ? value : value & ((std::uint64_t{1} << (8 * size)) - 1);
}

/// A location in a shape has no address: that of memory is a value.
Location in_shape(const Location& location) {
    return location.kind == LocationKind::memory ? Location::memory(0, location.size) : location;
}

bool same_in_shape(const Location& location, const Location& shape) {
    return location.kind == LocationKind::memory
               ? shape.kind == LocationKind::memory && shape.size == location.size
               : location == shape;
}

std::size_t mix(std::size_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9e3779b97f4a7c15u ^ (hash >> 29);
}

void write_shape_location(ByteWriter& out, const Location& location, bool moved) {
    const unsigned size = std::min<unsigned>(location.size, size_follows);
    out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(location.kind) | (moved ? 4u : 0u) |
                                     size << 3));
    if (size == size_follows) {
        out.u8(location.size);
    }
    if (location.kind == LocationKind::slot) {
        out.varint(location.area);
    }
    if (location.kind != LocationKind::memory) {
        out.varint(location.id);
    }
}

Location read_shape_location(ByteReader& in, bool* moved) {
    const unsigned head = in.u8();
    Location location;
    location.kind = static_cast<LocationKind>(head & 3);
    *moved = (head & 4) != 0;
    location.size = static_cast<std::uint8_t>(head >> 3);
    if (location.size == size_follows) {
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

} // namespace

// ---- What both sides know

std::size_t StepModel::Hash::operator()(const Key& key) const {
    const Location& location = key.at;
    const std::uint64_t where = static_cast<std::uint64_t>(key.hart) << 32 |
                                static_cast<std::uint64_t>(location.area) << 8 |
                                static_cast<std::uint64_t>(location.kind);
    return mix(mix(location.id, location.size), where);
}

StepModel::StepModel(const MachineState& keyframe, SwitchNumbers numbers, std::uint16_t format)
    : last_area_(keyframe.area), format_(format), numbers_(std::move(numbers)) {
    know(keyframe);
    for (const HartState& hart : keyframe.parked) {
        know(hart);
    }
    for (const MachineState::Area& area : keyframe.areas) {
        add_area(area);
    }
}

void StepModel::know(const HartState& hart) {
    for (unsigned n = 0; n < hart.gprs.size(); ++n) {
        cells_[cell_of(Location::gpr(n), hart.hart)].value = hart.gprs[n];
    }
    for (const auto& [number, value] : hart.csrs) {
        cells_[cell_of(Location::csr(number), hart.hart)].value = value;
    }
}

void StepModel::add_area(const MachineState::Area& area) {
    const auto number = static_cast<std::uint16_t>(areas_++);
    for (std::size_t n = 0; n < area.slots.size(); ++n) {
        cells_[cell_of(Location::slot(number, n), 0)].value = area.slots[n];
    }
}

std::uint32_t StepModel::cell_of(const Location& location, std::uint32_t hart) {
    Key key{location, many_harts() && location.is_register() ? hart : 0};
    if (location.kind == LocationKind::slot) {
        key.at.size = 0; // a keyframe does not tell the sizes of slots
    }
    const auto [found, added] =
        cell_by_key_.try_emplace(key, static_cast<std::uint32_t>(cells_.size()));
    if (added) {
        cells_.push_back({location, key.hart, std::nullopt});
    }
    return found->second;
}

std::uint64_t StepModel::last_number(std::uint32_t hart) const {
    const auto found = numbers_.last.find(many_harts() ? hart : 0);
    return found == numbers_.last.end() ? 0 : found->second;
}

std::uint32_t StepModel::add_shape(Shape shape) {
    for (const Effect& effect : shape.step.effects) {
        ShapeEffect& told = shape.effects.emplace_back();
        told.at_address = told.from_address = last_address_;
        if (effect.at.kind != LocationKind::memory) {
            told.at = cell_of(effect.at, shape.step.hart);
        }
        if (effect.from && effect.from->kind != LocationKind::memory) {
            told.from = cell_of(*effect.from, shape.step.hart);
        }
    }
    last_pc_after_ = shape.step.pc_after;
    shapes_.push_back(std::move(shape));
    return static_cast<std::uint32_t>(shapes_.size() - 1);
}

void StepModel::point(ShapeEffect& effect, const Effect& shape, std::uint64_t at,
                      std::uint64_t from) {
    const auto follow = [&](std::uint32_t& cell, std::uint64_t& known, std::uint64_t address,
                            std::uint8_t size) {
        if (cell == none || known != address) {
            known = address;
            cell = cell_of(Location::memory(address, size), 0);
        }
        last_address_ = address;
    };
    if (shape.at.kind == LocationKind::memory) {
        follow(effect.at, effect.at_address, at, shape.at.size);
    }
    if (shape.from && shape.from->kind == LocationKind::memory) {
        follow(effect.from, effect.from_address, from, shape.from->size);
    }
}

std::optional<std::uint64_t> StepModel::expected_after(const ShapeEffect& effect,
                                                       const Effect& shape) const {
    if (effect.from != none && cells_[effect.from].value) {
        return masked(*cells_[effect.from].value, shape.at.size);
    }
    return effect.last_after ? effect.last_after : cells_[effect.at].value;
}

void StepModel::learn(ShapeEffect& known, const Effect& effect) {
    Cell& cell = cells_[known.at];
    if (cell.first == none) {
        cell.first = steps_;
        cell.at = effect.at;
    }
    cell.last = steps_;
    cell.value = effect.after;
    if (effect.before && effect.after) {
        known.last_added = *effect.after - *effect.before;
    }
    known.last_after = effect.after;
}

void StepModel::finish_step(std::uint32_t shape, const Step& step) {
    if (last_shape_ != none) {
        shapes_[last_shape_].next = shape;
    }
    last_shape_ = shape;
    if (shapes_[shape].switch_code != SwitchCode::same) {
        numbers_.newest = step.switch_number;
    }
    numbers_.last[many_harts() ? step.hart : 0] = step.switch_number;
    last_time_ = step.time.value_or(last_time_);
    last_area_ = step.area;
    ++steps_;
}

// ---- Steps to records

StepEncoder::Codes StepEncoder::codes_of(const Step& step) const {
    Codes codes{SwitchCode::told, TimeCode::none};
    if (step.switch_number == last_number(step.hart)) {
        codes.switch_code = SwitchCode::same;
    } else if (step.switch_number == numbers().newest + 1) {
        codes.switch_code = SwitchCode::next;
    }
    if (step.time) {
        const auto added = static_cast<std::int64_t>(*step.time - last_time_);
        codes.time_code = added % nanoseconds_in_microsecond == 0 ? TimeCode::microseconds
                                                                  : TimeCode::nanoseconds;
    }
    return codes;
}

void StepEncoder::tell_time(std::uint64_t time, TimeCode code, ByteWriter& out) {
    auto added = static_cast<std::int64_t>(time - last_time_);
    added /= code == TimeCode::microseconds ? nanoseconds_in_microsecond : 1;
    out.svarint(static_cast<std::uint64_t>(added));
}

bool StepEncoder::fits(const Step& step, const Codes& codes, const Shape& shape) {
    const Step& told = shape.step;
    if (step.pc != told.pc || step.pc_after != told.pc_after || step.encoding != told.encoding ||
        step.effects.size() != told.effects.size() || step.kind != told.kind ||
        step.world != told.world || step.world_after != told.world_after ||
        step.half != told.half || step.verified != told.verified ||
        step.corrected != told.corrected || step.trapped != told.trapped ||
        step.size != told.size || step.hart != told.hart || step.area != told.area ||
        step.area_before != told.area_before || step.span != told.span ||
        codes.switch_code != shape.switch_code || codes.time_code != shape.time_code) {
        return false;
    }
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        const Effect& known = told.effects[n];
        if (!same_in_shape(effect.at, known.at) ||
            effect.from.has_value() != known.from.has_value() ||
            (effect.from && !same_in_shape(*effect.from, *known.from))) {
            return false;
        }
    }
    return true;
}

std::size_t StepEncoder::hash_of(const Step& step) {
    std::size_t hash = mix(step.pc, step.pc_after);
    hash = mix(hash, static_cast<std::uint64_t>(step.encoding) << 16 | step.effects.size());
    for (const Effect& effect : step.effects) {
        hash = mix(hash, in_shape(effect.at).id);
    }
    return hash;
}

std::uint32_t StepEncoder::find(const Step& step, const Codes& codes, std::size_t hash) const {
    const auto [begin, end] = by_hash_.equal_range(hash);
    for (auto candidate = begin; candidate != end; ++candidate) {
        if (fits(step, codes, shapes_[candidate->second])) {
            return candidate->second;
        }
    }
    return none;
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
    definition_.svarint(step.pc - last_pc_after_);
    definition_.svarint(step.pc_after - (step.pc + step.size));
    definition_.varint(step.effects.size());
    Shape shape;
    shape.switch_code = codes.switch_code;
    shape.time_code = codes.time_code;
    shape.step = step;
    shape.step.switch_number = 0;
    shape.step.time.reset();
    for (Effect& effect : shape.step.effects) {
        effect.before.reset();
        effect.after.reset();
        effect.at = in_shape(effect.at);
        write_shape_location(definition_, effect.at, effect.from.has_value());
        if (effect.from) {
            effect.from = in_shape(*effect.from);
            write_shape_location(definition_, *effect.from, false);
        }
    }
    return add_shape(std::move(shape));
}

/// The shortest way to tell `after` that does not go without saying; its number follows in `values_`.
StepModel::AfterCode StepEncoder::tell_after(const ShapeEffect& effect,
                                             std::optional<std::uint64_t> before,
                                             std::uint64_t after) {
    number_.clear();
    if (before && *before + effect.last_added == after) {
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
    if (effect.last_after) {
        consider(AfterCode::plus_last, ByteWriter::svarint_size(after - *effect.last_after));
    }
    switch (code) {
    case AfterCode::number:
        number_.varint(after);
        break;
    case AfterCode::plus_before:
        number_.svarint(after - *before);
        break;
    case AfterCode::plus_last:
        number_.svarint(after - *effect.last_after);
        break;
    default:
        number_.u64(after);
        break;
    }
    return code;
}

bool StepEncoder::encode_values(const Step& step, Shape& shape) {
    values_.clear();
    bool all_expected = true;
    addresses_.clear();
    expected_.clear();
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        ShapeEffect& known = shape.effects[n];
        std::uint8_t tag = 0;
        std::uint64_t at = known.at_address, from = known.from_address;
        if (effect.at.kind == LocationKind::memory && effect.at.id != at) {
            tag |= tells_at;
            at = effect.at.id;
        }
        if (effect.from && effect.from->kind == LocationKind::memory && effect.from->id != from) {
            tag |= tells_from;
            from = effect.from->id;
        }
        addresses_.push_back({tag, at - known.at_address, from - known.from_address});
        point(known, shape.step.effects[n], at, from);
        expected_.push_back(expected_after(known, shape.step.effects[n]));
    }
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        ShapeEffect& known = shape.effects[n];
        const auto before = effect.before;
        BeforeCode before_code = BeforeCode::expected;
        if (before != cells_[known.at].value) {
            before_code = before ? BeforeCode::fixed : BeforeCode::unavailable;
        }
        AfterCode after_code = AfterCode::expected;
        number_.clear();
        if (effect.after != expected_[n]) {
            after_code =
                effect.after ? tell_after(known, before, *effect.after) : AfterCode::unavailable;
        }
        const Addresses& addresses = addresses_[n];
        const auto tag =
            static_cast<std::uint8_t>(addresses.tag | static_cast<unsigned>(after_code) |
                                      static_cast<unsigned>(before_code) << 3);
        all_expected = all_expected && tag == 0;
        values_.u8(tag);
        if ((tag & tells_at) != 0) {
            values_.svarint(addresses.at_added);
        }
        if ((tag & tells_from) != 0) {
            values_.svarint(addresses.from_added);
        }
        if (before_code == BeforeCode::fixed) {
            values_.u64(*before);
        }
        values_.bytes(number_.view());
        learn(known, effect);
    }
    return all_expected;
}

void StepEncoder::encode(const Step& step, ByteWriter& out) {
    const Codes codes = codes_of(step);
    std::uint64_t head = head_expected;
    std::uint32_t index = expected_shape();
    if (index == none || !fits(step, codes, shapes_[index])) {
        const std::size_t hash = hash_of(step);
        index = find(step, codes, hash);
        if (index != none) {
            head = head_first_shape + index;
        } else {
            head = head_new_shape;
            index = define(step, codes);
            by_hash_.emplace(hash, index);
        }
    }
    const bool all_expected = encode_values(step, shapes_[index]);
    out.varint(head << 1 | (all_expected ? 0u : 1u));
    if (head == head_new_shape) {
        out.bytes(definition_.view());
    }
    if (codes.switch_code == SwitchCode::told) {
        out.svarint(step.switch_number - last_number(step.hart));
    }
    if (step.time) {
        tell_time(*step.time, codes.time_code, out);
    }
    if (!all_expected) {
        out.bytes(values_.view());
    }
    finish_step(index, step);
}

void StepEncoder::encode(const MachineState::Area& area, ByteWriter& out) {
    out.varint(head_area << 1);
    write_area(out, area);
    add_area(area);
}

// ---- Records to steps

bool StepDecoder::define(ByteReader& in) {
    Shape shape;
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
    shape.switch_code = static_cast<SwitchCode>(flags >> 3 & 3);
    shape.time_code = static_cast<TimeCode>(flags >> 5);
    const TimeCode last_time_code = many_harts() ? TimeCode::nanoseconds : TimeCode::none;
    if (step.world > World::firmware || step.world_after > World::firmware ||
        step.half > Half::guest_to_host || shape.switch_code > SwitchCode::told ||
        shape.time_code > last_time_code) {
        return false;
    }
    step.size = in.u8();
    step.encoding = in.u32();
    step.hart = static_cast<std::uint32_t>(in.varint_up_to(0xffffffff));
    step.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    if (many_harts()) {
        step.area_before = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    }
    const auto span = static_cast<std::int64_t>(in.svarint());
    if (span < -1 || span >= static_cast<std::int64_t>(limits_.spans)) {
        return false;
    }
    step.span = static_cast<std::int16_t>(span);
    step.pc = last_pc_after_ + in.svarint();
    step.pc_after = step.pc + step.size + in.svarint();
    const std::size_t effects = in.count(1);
    if (effects > most_effects) {
        return false;
    }
    for (std::size_t n = 0; n < effects && in.ok(); ++n) {
        Effect& effect = step.effects.emplace_back();
        bool moved = false, nothing = false;
        effect.at = read_shape_location(in, &moved);
        if (moved) {
            effect.from = read_shape_location(in, &nothing);
        }
    }
    for (const Effect& effect : step.effects) {
        if (!is_known(effect.at) || (effect.from && !is_known(*effect.from))) {
            return false;
        }
    }
    if (in.ok()) {
        add_shape(std::move(shape));
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
        Told& told = told_[n];
        told.tag = in.u8();
        if ((told.tag & tells_at) != 0) {
            told.at_added = in.svarint();
        }
        if ((told.tag & tells_from) != 0) {
            told.from_added = in.svarint();
        }
        if (before_code(told.tag) == BeforeCode::fixed) {
            told.before = in.u64();
        }
        switch (after_code(told.tag)) {
        case AfterCode::number:
            told.number = in.varint();
            break;
        case AfterCode::plus_before:
        case AfterCode::plus_last:
            told.number = in.svarint();
            break;
        case AfterCode::fixed:
            told.number = in.u64();
            break;
        default:
            break;
        }
    }
    return in.ok();
}

bool StepDecoder::take_value(const Shape& shape, std::size_t n, Effect& effect) {
    const ShapeEffect& known = shape.effects[n];
    const Told& told = told_[n];
    switch (before_code(told.tag)) {
    case BeforeCode::expected:
        effect.before = cells_[known.at].value;
        break;
    case BeforeCode::unavailable:
        break;
    case BeforeCode::fixed:
        effect.before = told.before;
        break;
    default:
        return false;
    }
    switch (after_code(told.tag)) {
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
            effect.after = *effect.before + told.number;
        }
        return effect.before.has_value();
    case AfterCode::plus_last:
        if (known.last_after) {
            effect.after = *known.last_after + told.number;
        }
        return known.last_after.has_value();
    case AfterCode::number:
    case AfterCode::fixed:
        effect.after = told.number;
        return true;
    }
    return false;
}

bool StepDecoder::decode_values(ByteReader& in, Shape& shape, bool all_expected) {
    told_.assign(shape.effects.size(), {});
    if (!all_expected && !read_values(in, shape.effects.size())) {
        return false;
    }
    step_ = shape.step;
    expected_.clear();
    for (std::size_t n = 0; n < shape.effects.size(); ++n) {
        ShapeEffect& known = shape.effects[n];
        Effect& effect = step_.effects[n];
        point(known, effect, known.at_address + told_[n].at_added,
              known.from_address + told_[n].from_added);
        if (effect.at.kind == LocationKind::memory) {
            effect.at.id = known.at_address;
        }
        if (effect.from && effect.from->kind == LocationKind::memory) {
            effect.from->id = known.from_address;
        }
        expected_.push_back(expected_after(known, effect));
    }
    for (std::size_t n = 0; n < shape.effects.size(); ++n) {
        Effect& effect = step_.effects[n];
        if (!take_value(shape, n, effect)) {
            return false;
        }
        learn(shape.effects[n], effect);
    }
    return true;
}

StepDecoder::Found StepDecoder::decode(ByteReader& in) {
    const std::uint64_t word = in.varint();
    const std::uint64_t head = word >> 1;
    const bool all_expected = (word & 1) == 0;
    if (head == head_area) {
        area_ = read_area(in);
        if (!in.ok() || areas_ > 0xffff) {
            return Found::nonsense;
        }
        add_area(area_);
        return Found::area;
    }
    if (head == head_new_shape && !define(in)) {
        return Found::nonsense;
    }
    std::uint64_t index = expected_shape();
    if (head == head_new_shape) {
        index = shapes_.size() - 1;
    } else if (head >= head_first_shape) {
        index = head - head_first_shape;
    }
    if (!in.ok() || index >= shapes_.size()) {
        return Found::nonsense;
    }
    Shape& shape = shapes_[index];
    std::uint64_t number = last_number(shape.step.hart);
    if (shape.switch_code == SwitchCode::told) {
        number += in.svarint();
    } else if (shape.switch_code == SwitchCode::next) {
        number = numbers().newest + 1;
    }
    std::optional<std::uint64_t> time;
    if (shape.time_code != TimeCode::none) {
        const std::uint64_t added = in.svarint();
        time = last_time_ + added * (shape.time_code == TimeCode::microseconds
                                         ? std::uint64_t{nanoseconds_in_microsecond}
                                         : 1);
    }
    if (!decode_values(in, shape, all_expected) || !in.ok()) {
        return Found::nonsense;
    }
    step_.switch_number = number;
    step_.time = time;
    if (!many_harts()) {
        step_.area_before = last_area_;
    }
    finish_step(static_cast<std::uint32_t>(index), step_);
    return Found::step;
}

// ---- Parts of records and of other blocks

namespace {
/// What an area's second byte says of it.
struct AreaHas {
    static constexpr unsigned physical = 1, id = 2, vm = 4;
};
} // namespace

void write_area(ByteWriter& out, const MachineState::Area& area) {
    out.u64(area.address);
    const bool has_vm = area.vcpu && area.vcpu->vm;
    out.u8(static_cast<std::uint8_t>((area.physical ? AreaHas::physical : 0) |
                                     (area.vcpu ? AreaHas::id : 0) | (has_vm ? AreaHas::vm : 0)));
    if (area.physical) {
        out.u64(*area.physical);
    }
    if (area.vcpu) {
        out.varint(area.vcpu->id);
    }
    if (has_vm) {
        out.u64(*area.vcpu->vm);
    }
    out.varint(area.slots.size());
    for (const auto& slot : area.slots) {
        out.optional(slot);
    }
}

MachineState::Area read_area(ByteReader& in) {
    MachineState::Area area;
    area.address = in.u64();
    const unsigned has = in.u8();
    if (has > (AreaHas::physical | AreaHas::id | AreaHas::vm)) {
        in.give_up();
    }
    if ((has & AreaHas::physical) != 0) {
        area.physical = in.u64();
    }
    if ((has & AreaHas::id) != 0) {
        area.vcpu = VcpuIdentity{in.varint(), std::nullopt};
    }
    if ((has & AreaHas::vm) != 0) {
        const std::uint64_t vm = in.u64();
        if (area.vcpu) {
            area.vcpu->vm = vm;
        }
    }
    area.slots.resize(in.count(1));
    for (auto& slot : area.slots) {
        slot = in.optional();
    }
    return area;
}

void write_hart(ByteWriter& out, const HartState& state) {
    out.u64(state.pc);
    out.u8(static_cast<std::uint8_t>(state.world));
    out.varint(state.hart);
    out.varint(state.area);
    for (const std::uint64_t value : state.gprs) {
        out.u64(value);
    }
    out.varint(state.csrs.size());
    for (const auto& [number, value] : state.csrs) {
        out.varint(number);
        out.optional(value);
    }
}

HartState read_hart(ByteReader& in) {
    HartState state;
    state.pc = in.u64();
    const std::uint8_t world = in.u8();
    if (world > static_cast<std::uint8_t>(World::firmware)) {
        in.give_up();
    }
    state.world = static_cast<World>(world);
    state.hart = static_cast<std::uint32_t>(in.varint_up_to(0xffffffff));
    state.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    for (std::uint64_t& value : state.gprs) {
        value = in.u64();
    }
    for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
        const auto number = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
        state.csrs[number] = in.optional();
    }
    return state;
}

void write_state(ByteWriter& out, const MachineState& state) {
    write_hart(out, state);
    out.varint(state.areas.size());
    for (const MachineState::Area& area : state.areas) {
        write_area(out, area);
    }
    out.varint(state.parked.size());
    for (const HartState& hart : state.parked) {
        write_hart(out, hart);
    }
}

MachineState read_state(ByteReader& in, std::uint16_t format) {
    constexpr std::size_t least_hart = 8 + 1 + 1 + 1 + 32 * 8 + 1; // in bytes
    MachineState state{read_hart(in), {}, {}};
    for (std::size_t left = in.count(10); left > 0 && in.ok(); --left) {
        state.areas.push_back(read_area(in));
    }
    if (format == format_of_one_hart) {
        return state;
    }
    for (std::size_t left = in.count(least_hart); left > 0 && in.ok(); --left) {
        state.parked.push_back(read_hart(in));
        const bool ascending = state.parked.size() < 2 ||
                               std::prev(state.parked.end(), 2)->hart < state.parked.back().hart;
        if (!ascending || state.parked.back().hart == state.hart) {
            in.give_up();
        }
    }
    return state;
}

void write_location(ByteWriter& out, const Location& location) {
    out.u8(static_cast<std::uint8_t>(location.kind));
    out.u8(location.size);
    out.varint(location.area);
    out.varint(location.id);
}

Location read_location(ByteReader& in) {
    Location location;
    const std::uint8_t kind = in.u8();
    if (kind > static_cast<std::uint8_t>(LocationKind::memory)) {
        in.give_up();
    }
    location.kind = static_cast<LocationKind>(kind & 3);
    location.size = in.u8();
    location.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    location.id = in.varint();
    return location;
}

} // namespace switchscope
