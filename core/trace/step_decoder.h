// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/trace/bytes.h"
#include "core/trace/step_model.h"

namespace switchscope {

/// Turns the records of a chunk into steps: docs/recording-format.md, "Records". Any bytes may
/// come: what it gives stays within the limits.
class StepDecoder {
  public:
    /// What a step may refer to. A record that refers to anything else is nonsense.
    struct Limits {
        std::size_t spans = 0; ///< of the routine
        std::size_t slots = 0; ///< of the save area
        std::uint16_t format = format_major;
    };
    /// `keyframe`: the state before the first step; `numbers`: those known in front of it.
    StepDecoder(const MachineState& keyframe, SwitchNumbers numbers, const Limits& limits)
        : limits_(limits), model_(keyframe, std::move(numbers), limits.format) {}

    enum class Found : std::uint8_t { step, area, nonsense };
    /// Reads the next record into step() or area(). After nonsense nothing more can be read.
    Found decode(ByteReader& in);
    Step& step() { return step_; }
    const MachineState::Area& area() const { return area_; }
    const StepModel& model() const { return model_; }

  private:
    /// The values of one effect, as the record has them.
    struct EncodedValues {
        std::uint8_t tag = 0;
        StepModel::Addresses added;
        std::uint64_t before = 0, number = 0;
    };
    bool define(ByteReader& in);
    bool is_known(const Location& location) const;
    bool read_values(ByteReader& in, std::size_t effects);
    void use_addresses(std::uint32_t shape);
    bool take_values(std::uint32_t shape, std::size_t n, Effect& effect);
    bool decode_values(ByteReader& in, std::uint32_t shape, bool all_expected);
    Found decode_area(ByteReader& in);

    Limits limits_;
    StepModel model_;
    Step step_;
    MachineState::Area area_;
    // Scratch memory for one record, by effect:
    std::vector<EncodedValues> encoded_;
    std::vector<std::optional<std::uint64_t>> expected_;
};

} // namespace switchscope
