// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/image/source_files.h"
#include "core/isa/instruction.h"
#include "core/model/macro_span.h"

namespace switchscope {

/// The source line of an instruction, from .debug_line. For an instruction of a macro that is the
/// line of the invocation (up to binutils 2.40) or the line within the definition of the macro
/// (newer ones). `line` is 0 where it is not known.
struct SourceRow {
    std::string file;
    unsigned line = 0;
};

/// Cuts a routine into macros. Consecutive instructions on one line are one invocation, and so are
/// consecutive ones on the lines of one `.macro` definition. Without such rows, or without the
/// source that has the definitions, the phases are recognised by what the instructions do. The
/// instruction that ends a half is a span of its own. `back` is the index of the first instruction
/// of the second half. `rows` has one row for each instruction.
std::vector<MacroSpan> find_macros(std::span<const Instruction> code, std::size_t back,
                                   std::span<const SourceRow> rows, const SourceFiles& sources);

/// What some instructions do that the known macro of their kind does not do, and the reverse: "it
/// does not store s3", "it stores s4 in the slot of s3". The slots are inferred from the order of
/// the offsets, without a save area. Empty where both do the same, and where `kind` is none of the
/// six macros.
Phrase difference_from_known_macro(MacroSpan::Kind kind, std::span<const Instruction> code);

/// Whether it is `jalr zero, 0(ra)`, in either encoding.
bool is_return(const Instruction& instruction);
/// Whether it hands the hart to the guest: sret, or ecall with SBI NACL.
bool enters_guest(const Instruction& instruction);
bool swaps_a0_with_sscratch(const Instruction& instruction);

} // namespace switchscope
