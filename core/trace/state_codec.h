// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/model/machine_state.h"
#include "core/trace/block.h"
#include "core/trace/bytes.h"

namespace switchscope {

// States, save areas and locations as bytes: docs/recording-format.md, "State, area" and the
// paragraph on locations in "Chunks". A reader that meets nonsense makes `in.ok()` false.

void write_area(ByteWriter& out, const MachineState::Area& area);
MachineState::Area read_area(ByteReader& in);
void write_state(ByteWriter& out, const MachineState& state);
/// `format`: major version of the file. Format 1 has one hart in a state.
MachineState read_state(ByteReader& in, std::uint16_t format = format_major);
/// Memory has its address, which it has not in a shape (StepModel).
void write_location(ByteWriter& out, const Location& location);
Location read_location(ByteReader& in);

} // namespace switchscope
