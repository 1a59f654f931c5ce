// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/image/source_files.h"
#include "core/isa/instruction.h"
#include "core/model/macro_span.h"

namespace switchscope {

/// Where an instruction comes from, as .debug_line has it: of one that a macro made, the line of the invocation
/// (binutils 2.40) or that of the macro's definition which made it. `line` 0: not known.
struct SourceRow {
    std::string file;
    unsigned line = 0;
};

/// Cuts a routine into macros. One run of rows on one line is one invocation; so is a run inside one `.macro`, where
/// the rows are those of definitions. Where there are no such rows, or no source to tell definitions by, what the
/// instructions do tells the phases. The instruction that ends a half stands alone.
/// `back`: the first instruction of the second half. `rows`: one an instruction.
std::vector<MacroSpan> find_macros(std::span<const Instruction> code, std::size_t back,
                                   std::span<const SourceRow> rows, const SourceFiles& sources);

/// What an instruction run does that the known macro of its kind does not, and the other way round: "it does not store
/// s3", "it stores s4 in the slot of s3" (which the order of the slots tells, not a save area); empty where they do the same, or `kind` is none of the six. Source of the six: docs of the world switch.
std::string difference_from_known_macro(MacroSpan::Kind kind, std::span<const Instruction> run);

/// `jalr zero, 0(ra)`, however it is encoded.
bool is_return(const Instruction& instruction);
/// Hands the hart to the guest: sret, or ecall with SBI NACL.
bool enters_guest(const Instruction& instruction);
bool swaps_a0_with_sscratch(const Instruction& instruction);

} // namespace switchscope
