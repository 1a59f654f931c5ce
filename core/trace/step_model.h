// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/model/machine_state.h"
#include "core/trace/block.h"

namespace switchscope {

/// The numbers of world switches that are known in front of a chunk.
struct SwitchNumbers {
    std::uint64_t newest = 0;                    ///< the one that came up last, on any hart
    std::map<std::uint32_t, std::uint64_t> last; ///< by hart: the number of its last step
    bool operator==(const SwitchNumbers&) const = default;
};

/// Where a step's switch number comes from. The values are those of the format.
enum class SwitchNumberCode : std::uint8_t {
    same,    ///< the number of the hart's last step
    next,    ///< the newest number plus 1
    encoded, ///< the record has the difference from the hart's last step
};

/// What a record has of a step's time: nothing, or the difference from the last time that was
/// encoded. The values are those of the format.
enum class TimeCode : std::uint8_t { none, microseconds, nanoseconds };

/// What the writer and the reader of a chunk's records both know of the steps so far, and what
/// both expect of the next one. Each side owns a model and gives it the same steps.
/// docs/recording-format.md, "Records", is the specification.
///
/// A step's *shape* is all of the step but its values. A chunk has each shape once. After a shape
/// the model expects the shape that followed it last time, and most values are expected to come
/// from the place that they were moved from. A step that is as expected takes one byte.
///
/// A step goes through the model in this order: add_shape() where its shape is new; expect() for
/// every effect; learn() for every effect; finish_step().
class StepModel {
  public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t most_effects = 1u << 16; ///< of one step

    /// A place that can hold a value, as far as the chunk shows it.
    struct Cell {
        Location at;
        std::uint32_t hart = 0; ///< of a register; 0 for slots and memory
        std::optional<std::uint64_t> value;
        std::uint32_t first = none, last = none; ///< the steps of the chunk that wrote it
    };

    /// Addresses of memory that an effect uses. The format has them only for places in memory;
    /// elsewhere they are ignored.
    struct Addresses {
        std::uint64_t at = 0, from = 0;
    };

    /// What one effect of a shape did last time.
    struct ShapeEffect {
        std::uint32_t at = none, from = none; ///< cells; memory: those of `addresses`
        Addresses addresses;
        std::optional<std::uint64_t> last_after;
        std::uint64_t last_added = 0; ///< value after minus value before
    };

    struct Shape {
        Step step; ///< without values, switch number, time, and addresses of memory
        SwitchNumberCode switch_code = SwitchNumberCode::same;
        TimeCode time_code = TimeCode::none;
        std::uint32_t next = none;        ///< the shape that followed this one last time
        std::vector<ShapeEffect> effects; ///< add_shape() fills them in
    };

    /// `keyframe`: the state before the chunk's first step. `format`: major version of the file.
    explicit StepModel(const MachineState& keyframe, SwitchNumbers numbers = {},
                       std::uint16_t format = format_major);

    const std::vector<Cell>& cells() const { return cells_; }
    std::uint32_t steps() const { return steps_; }
    const SwitchNumbers& numbers() const { return numbers_; } ///< after the last step
    std::size_t areas() const { return areas_; }              ///< save areas met so far
    /// False in format 1, which knows a register by its number alone.
    bool many_harts() const { return format_ > format_of_one_hart; }

    /// The switch number of the hart's last step; 0 before any.
    std::uint64_t last_number(std::uint32_t hart) const;
    std::uint64_t last_time() const { return last_time_; }         ///< 0 before any
    std::uint16_t last_area() const { return last_area_; }         ///< in force after the last step
    std::uint64_t last_pc_after() const { return last_pc_after_; } ///< of the newest shape

    std::size_t shapes() const { return shapes_.size(); }
    const Shape& shape(std::uint32_t index) const { return shapes_[index]; }
    /// The shape that the next step has if it is as last time; none: there is no last time.
    std::uint32_t expected_shape() const {
        return last_shape_ == none ? none : shapes_[last_shape_].next;
    }
    std::uint32_t add_shape(Shape shape); ///< its index

    /// A save area that is met in front of the next step.
    void add_area(const MachineState::Area& area);

    /// Effect `n` of the next step, which has this shape, uses these addresses. Gives the value
    /// that the effect is expected to write, by what is known before the step.
    std::optional<std::uint64_t> expect(std::uint32_t shape, std::size_t n,
                                        const Addresses& addresses);
    /// The value that the place of an effect holds now.
    std::optional<std::uint64_t> value_at(const ShapeEffect& effect) const {
        return cells_[effect.at].value;
    }
    /// Effect `n` of the step takes place, with these values.
    void learn(std::uint32_t shape, std::size_t n, const Effect& effect);
    void finish_step(std::uint32_t shape, const Step& step);

  private:
    struct Key {
        Location at;
        std::uint32_t hart;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    /// Takes note of the addresses of an effect that uses memory.
    void use_addresses(ShapeEffect& known, const Effect& effect, const Addresses& addresses);
    void add_hart(const HartState& hart);
    /// `hart` counts where the location is a register.
    std::uint32_t cell_of(const Location& location, std::uint32_t hart);

    std::uint16_t format_;
    SwitchNumbers numbers_;
    std::vector<Shape> shapes_;
    std::vector<Cell> cells_;
    std::unordered_map<Key, std::uint32_t, Hash> cell_by_key_;
    std::size_t areas_ = 0;
    std::uint32_t steps_ = 0;
    std::uint32_t last_shape_ = none;
    std::uint64_t last_time_ = 0;
    std::uint16_t last_area_;
    std::uint64_t last_address_ = 0; ///< of memory, used by any effect
    std::uint64_t last_pc_after_ = 0;
};

// Both sides call these for every effect of every step.

inline std::optional<std::uint64_t> StepModel::expect(std::uint32_t shape, std::size_t n,
                                                      const Addresses& addresses) {
    const Effect& effect = shapes_[shape].step.effects[n];
    ShapeEffect& known = shapes_[shape].effects[n];
    if (effect.at.kind == LocationKind::memory ||
        (effect.from && effect.from->kind == LocationKind::memory)) {
        use_addresses(known, effect, addresses);
    }
    if (known.from != none && cells_[known.from].value) {
        const std::uint64_t value = *cells_[known.from].value;
        const unsigned size = effect.at.size; // a place cannot hold more
        return size >= 8 ? value : value & ((std::uint64_t{1} << (8 * size)) - 1);
    }
    return known.last_after ? known.last_after : cells_[known.at].value;
}

inline void StepModel::learn(std::uint32_t shape, std::size_t n, const Effect& effect) {
    ShapeEffect& known = shapes_[shape].effects[n];
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

} // namespace switchscope
