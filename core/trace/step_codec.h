// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/machine_state.h"
#include "core/trace/block.h"
#include "core/trace/bytes.h"

namespace switchscope {

/// Where the numbers of world switches stand in front of a chunk.
struct SwitchNumbers {
    std::uint64_t newest = 0;                    ///< the one that came up last, on any hart
    std::map<std::uint32_t, std::uint64_t> last; ///< by hart: of its last step
    bool operator==(const SwitchNumbers&) const = default;
};

/// What the writer and the reader of a chunk's records both know of the steps so far, and what they both expect of the
/// next one. docs/recording-format.md, "Records", is the specification.
///
/// A step's shape is all of it but the values: it is told once a chunk. Behind a shape is expected the one that came
/// behind it last time, and most values follow from where they were moved from: such a step takes one byte.
class StepModel {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t most_effects = 1u << 16; ///< of one step

    StepModel(const MachineState& keyframe, SwitchNumbers numbers,
              std::uint16_t format = format_major);

    /// A place that can hold a value, as far as the chunk knows it.
    struct Cell {
        Location at;
        std::uint32_t hart = 0; ///< of a register
        std::optional<std::uint64_t> value;
        std::uint32_t first = none, last = none; ///< the steps of the chunk that wrote it
    };
    const std::vector<Cell>& cells() const { return cells_; }
    std::uint32_t steps() const { return steps_; }
    const SwitchNumbers& numbers() const { return numbers_; } ///< after the last step

  protected:
    /// The switch number: that of the hart's last step, the one behind the newest, or told.
    enum class SwitchCode : std::uint8_t { same, next, told };
    /// The time: none, or what is added to the last one told.
    enum class TimeCode : std::uint8_t { none, microseconds, nanoseconds };
    /// How an effect's value after the step is told.
    enum class AfterCode : std::uint8_t {
        expected,    ///< as expected_after()
        stride,      ///< before + what the shape's effect added last time
        unavailable, ///< no value
        plus_before, ///< svarint added to `before`
        plus_last,   ///< svarint added to what the shape's effect wrote last time
        number,      ///< varint
        fixed,       ///< 8 bytes
    };
    enum class BeforeCode : std::uint8_t { expected, unavailable, fixed };
    /// Tag byte of an effect: AfterCode | BeforeCode << 3 | these.
    static AfterCode after_code(std::uint8_t tag) { return static_cast<AfterCode>(tag & 7); }
    static BeforeCode before_code(std::uint8_t tag) {
        return static_cast<BeforeCode>(tag >> 3 & 3);
    }
    static constexpr std::uint8_t tells_at = 0x40, tells_from = 0x80;

    struct ShapeEffect {
        std::uint32_t at = none,
                      from = none; ///< cells; of memory: those of the addresses used last
        std::uint64_t at_address = 0, from_address = 0;
        std::optional<std::uint64_t> last_after;
        std::uint64_t last_added = 0;
    };
    struct Shape {
        Step step; ///< without values, switch number, time, and addresses of memory
        SwitchCode switch_code = SwitchCode::same;
        TimeCode time_code = TimeCode::none;
        std::uint32_t next = none; ///< the shape that came behind it last time
        std::vector<ShapeEffect> effects;
    };

    std::uint32_t expected_shape() const {
        return last_shape_ == none ? none : shapes_[last_shape_].next;
    }
    std::uint32_t add_shape(Shape shape);
    void add_area(const MachineState::Area& area);
    /// `hart`: whose, when it is a register.
    std::uint32_t cell_of(const Location& location, std::uint32_t hart);
    /// Of the hart's last step.
    std::uint64_t last_number(std::uint32_t hart) const;
    /// Where the effects of the next step of this shape read and write: addresses given, or as last time.
    void point(ShapeEffect& effect, const Effect& shape, std::uint64_t at, std::uint64_t from);
    std::optional<std::uint64_t> expected_after(const ShapeEffect& effect,
                                                const Effect& shape) const;
    /// Takes note of the values of an effect of the step.
    void learn(ShapeEffect& known, const Effect& effect);
    void finish_step(std::uint32_t shape, const Step& step);
    /// Harts are told apart.
    bool many_harts() const { return format_ > format_of_one_hart; }

    std::vector<Shape> shapes_;
    std::vector<Cell> cells_;
    std::uint32_t last_shape_ = none;
    std::uint32_t steps_ = 0;
    std::uint64_t last_time_ = 0;
    std::uint16_t last_area_;         ///< of the step before
    std::uint64_t last_address_ = 0;  ///< of memory
    std::uint64_t last_pc_after_ = 0; ///< of the shape told last
    std::size_t areas_ = 0;
    std::vector<std::optional<std::uint64_t>> expected_; ///< scratch: of the effects of one step

  private:
    struct Key {
        Location at;
        std::uint32_t hart;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    void know(const HartState& hart);

    std::uint16_t format_;
    SwitchNumbers numbers_;
    std::unordered_map<Key, std::uint32_t, Hash> cell_by_key_;
};

/// Turns steps into records.
class StepEncoder : public StepModel {
  public:
    StepEncoder(const MachineState& keyframe, SwitchNumbers numbers)
        : StepModel(keyframe, std::move(numbers)) {}
    void encode(const Step& step, ByteWriter& out);
    void encode(const MachineState::Area& area, ByteWriter& out);

  private:
    struct Addresses {
        std::uint8_t tag;
        std::uint64_t at_added, from_added;
    };
    /// How a step's numbers are told.
    struct Codes {
        SwitchCode switch_code;
        TimeCode time_code;
    };
    Codes codes_of(const Step& step) const;
    static bool fits(const Step& step, const Codes& codes, const Shape& shape);
    static std::size_t hash_of(const Step& step);
    std::uint32_t find(const Step& step, const Codes& codes, std::size_t hash) const;
    std::uint32_t define(const Step& step, const Codes& codes);
    void tell_time(std::uint64_t time, TimeCode code, ByteWriter& out);
    AfterCode tell_after(const ShapeEffect& effect, std::optional<std::uint64_t> before,
                         std::uint64_t after);
    bool encode_values(const Step& step, Shape& shape);

    std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;
    ByteWriter definition_, values_, number_; ///< scratch, parts of one record
    std::vector<Addresses> addresses_;        ///< scratch
};

/// Turns records into steps.
class StepDecoder : public StepModel {
  public:
    /// What a step may speak of; a record that goes beyond it is nonsense.
    struct Limits {
        std::size_t spans = 0; ///< of the routine
        std::size_t slots = 0; ///< of the save area
        std::uint16_t format = format_major;
    };
    StepDecoder(const MachineState& keyframe, SwitchNumbers numbers, const Limits& limits)
        : StepModel(keyframe, std::move(numbers), limits.format), limits_(limits) {}

    enum class Found : std::uint8_t { step, area, nonsense };
    /// Reads the next record into step() or area(). After nonsense nothing more can be read.
    Found decode(ByteReader& in);
    Step& step() { return step_; }
    const MachineState::Area& area() const { return area_; }

  private:
    /// What the record tells of one effect.
    struct Told {
        std::uint8_t tag = 0;
        std::uint64_t at_added = 0, from_added = 0, before = 0, number = 0;
    };
    bool define(ByteReader& in);
    bool read_values(ByteReader& in, std::size_t effects);
    bool take_value(const Shape& shape, std::size_t n, Effect& effect);
    bool decode_values(ByteReader& in, Shape& shape, bool all_expected);

    bool is_known(const Location& location) const;

    Limits limits_;
    Step step_;
    MachineState::Area area_;
    std::vector<Told> told_; ///< scratch
};

// Parts of records and of other blocks.
void write_area(ByteWriter& out, const MachineState::Area& area);
MachineState::Area read_area(ByteReader& in);
void write_state(ByteWriter& out, const MachineState& state);
MachineState read_state(ByteReader& in, std::uint16_t format = format_major);
/// Memory with its address.
void write_location(ByteWriter& out, const Location& location);
Location read_location(ByteReader& in);

} // namespace switchscope
