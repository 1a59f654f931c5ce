// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/trace/bytes.h"
#include "core/trace/record_codes.h"
#include "core/trace/step_model.h"

namespace switchscope {

/// Turns the steps of a chunk into records: docs/recording-format.md, "Records".
class StepEncoder {
  public:
    /// `keyframe`: the state before the first step; `numbers`: those known in front of it.
    explicit StepEncoder(const MachineState& keyframe, SwitchNumbers numbers = {})
        : model_(keyframe, std::move(numbers)) {}

    /// Appends the record of the next step.
    void encode(const Step& step, ByteWriter& out);
    /// Appends the record of a save area that is met in front of the next step.
    void encode(const MachineState::Area& area, ByteWriter& out);

    const StepModel& model() const { return model_; }

  private:
    /// How the record gives a step's numbers. They are part of its shape.
    struct Codes {
        SwitchNumberCode switch_code;
        TimeCode time_code;
    };
    /// How one effect's addresses differ from last time, with their bits of the tag.
    struct AddedAddresses {
        std::uint8_t tag;
        StepModel::Addresses added;
    };

    Codes codes_of(const Step& step) const;
    static bool fits(const Step& step, const Codes& codes, const StepModel::Shape& shape);
    static std::size_t hash_of(const Step& step);
    std::uint32_t find(const Step& step, const Codes& codes, std::size_t hash) const;
    std::uint32_t define(const Step& step, const Codes& codes);
    void write_time(std::uint64_t time, TimeCode code, ByteWriter& out) const;
    void use_addresses(const Step& step, std::uint32_t shape);
    AfterCode shortest_after(const StepModel::ShapeEffect& known,
                             std::optional<std::uint64_t> before, std::uint64_t after);
    /// Writes the values into `values_`. True: all are as expected, and none need to be written.
    bool encode_values(const Step& step, std::uint32_t shape);

    StepModel model_;
    std::unordered_multimap<std::size_t, std::uint32_t> by_hash_; ///< shapes by hash_of()
    // Scratch memory for the parts of one record:
    ByteWriter definition_, values_, number_;
    std::vector<AddedAddresses> addresses_;              ///< by effect
    std::vector<std::optional<std::uint64_t>> expected_; ///< by effect
};

} // namespace switchscope
