// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/machine_state.h"
#include "core/model/session_facts.h"
#include "core/trace/block.h"

namespace switchscope {

/// What a recording file says about itself: enough to replay it without the image it was made with.
struct RecordingHeader {
    std::string producer;      ///< program and version: "Switchscope 0.1.0"
    std::string mode = "step"; ///< how the steps were made: "step", "instruction", "block"
    std::uint64_t id = 0;      ///< random: which tail belongs to which recording
    std::uint64_t made_at = 0; ///< seconds since 1970, UTC
    std::uint16_t format = format_major; ///< of the file it was read from
    std::vector<std::uint32_t> harts;    ///< the writer fills them in: all those of `start`
    MachineState start; ///< before the first step; its CSRs are those that are followed
    std::shared_ptr<const SessionFacts> facts;
};

/// The payload of a header block, unpacked. docs/recording-format.md, "Header".
Bytes write_header(const RecordingHeader& header);
/// An error says what is missing or makes no sense; fields that are not known are skipped.
Result<RecordingHeader> read_header(std::span<const std::uint8_t> bytes);

inline constexpr std::size_t most_header_bytes = 16u << 20; ///< unpacked

} // namespace switchscope
