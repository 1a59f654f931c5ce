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

/// What a recording file says about itself. That is enough to replay it without the image that it
/// was made with.
struct RecordingHeader {
    std::string producer;      ///< program and version: "Switchscope 0.1.0"
    std::string mode = "step"; ///< how the steps were made: "step", "instruction", "block"
    std::uint64_t id = 0;      ///< random: the tail of the recording has it, too
    std::uint64_t made_at = 0; ///< seconds since 1970, UTC
    std::uint16_t format = format_major; ///< of the file it was read from
    std::vector<std::uint32_t> harts;    ///< those of `start`; the writer fills them in
    MachineState start; ///< before the first step; the recording follows the CSRs that it has
    std::shared_ptr<const SessionFacts> facts;
};

/// The payload of a header block, unpacked. docs/recording-format.md, "Header".
Bytes write_header(const RecordingHeader& header);
/// The Error says what is missing or makes no sense. Fields that are not known are skipped.
Result<RecordingHeader> read_header(std::span<const std::uint8_t> bytes);

inline constexpr std::size_t most_header_bytes = 16u << 20; ///< unpacked

} // namespace switchscope
