// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace switchscope {

// The numbers that a chunk's records consist of: docs/recording-format.md, "Records". StepEncoder
// writes them, StepDecoder reads them.

/// A record begins with a varint: one of these, doubled, plus 1 when values follow.
struct RecordHead {
    static constexpr std::uint64_t expected = 0;    ///< a step with the expected shape
    static constexpr std::uint64_t new_shape = 1;   ///< a step with a shape that follows
    static constexpr std::uint64_t area = 2;        ///< a save area; no step
    static constexpr std::uint64_t first_shape = 4; ///< plus n: a step with shape n
};

/// How a record gives the value after an effect.
enum class AfterCode : std::uint8_t {
    expected,    ///< it is the value that StepModel::expect() gave
    stride,      ///< value before + what this effect of the shape added last time
    unavailable, ///< there is no value
    plus_before, ///< a svarint, added to the value before
    plus_last,   ///< a svarint, added to what this effect of the shape wrote last time
    number,      ///< a varint
    fixed,       ///< 8 bytes
};

/// How a record gives the value before an effect.
enum class BeforeCode : std::uint8_t {
    expected,    ///< it is the value that the place holds
    unavailable, ///< there is no value
    fixed,       ///< 8 bytes
};

/// The tag byte in front of an effect's values.
struct ValueTag {
    static constexpr std::uint8_t has_at = 0x40;   ///< a svarint for the address of `at` follows
    static constexpr std::uint8_t has_from = 0x80; ///< a svarint for the address of `from` follows

    static std::uint8_t make(std::uint8_t addresses, BeforeCode before, AfterCode after) {
        return static_cast<std::uint8_t>(addresses | static_cast<unsigned>(after) |
                                         static_cast<unsigned>(before) << 3);
    }
    static AfterCode after(std::uint8_t tag) { return static_cast<AfterCode>(tag & 7); }
    static BeforeCode before(std::uint8_t tag) { return static_cast<BeforeCode>(tag >> 3 & 3); }
};

/// The first byte of a place in a shape.
struct PlaceHead {
    static constexpr unsigned kind = 3;          ///< mask of a LocationKind
    static constexpr unsigned moved = 4;         ///< the place that the value came from follows
    static constexpr unsigned size_shift = 3;    ///< above: the size in bytes
    static constexpr unsigned size_follows = 31; ///< for the size: a byte with it follows
};

inline constexpr std::int64_t nanoseconds_in_microsecond = 1000;

/// `hash` with `value` in it. No part of the format: both sides use it for their own tables.
inline std::size_t mix_hash(std::size_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9e3779b97f4a7c15u ^ (hash >> 29);
}

} // namespace switchscope
