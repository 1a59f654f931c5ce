// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/image/source_files.h"
#include "core/isa/instruction.h"
#include "core/model/macro_span.h"

namespace switchscope {

/// One decoded world-switch routine. It has two halves of straight-line code: from the entry to
/// `sret`, and from the return label to `ret`.
class Routine {
  public:
    /// Finds and decodes `name` in the image. An error where there is no such symbol, where its
    /// bytes do not decode, or where the sret, the ret or the return label is not found.
    static Result<Routine> from_image(const Image& image,
                                      std::string_view name = "__kvm_riscv_switch_to");
    /// Decodes the routine at `address` without a symbol, and calls it `name`. `size` is in bytes.
    /// With 0 the routine ends after the `ret` of the second half, and also where the return label
    /// is a function of its own after this one. `lines` is an image that has the source lines, for
    /// a stripped one. `sources` finds the text of these lines; with null it is read from the paths
    /// that DWARF gives.
    static Result<Routine> at(const Image& image, std::uint64_t address, std::string name,
                              std::uint64_t size = 0, const Image* lines = nullptr,
                              const SourceFiles* sources = nullptr);
    /// Decodes a routine from its bytes alone. It has no source lines, and its phases are named by
    /// what they do. `code` may hold more than the routine, which ends after the `ret` of the
    /// second half.
    static Result<Routine> from_code(std::string name, std::uint64_t address,
                                     std::span<const std::uint8_t> code);

    /// Restores a routine that was decoded before, from all its bytes with its `spans` and `lines`.
    /// An error where these do not fit the code.
    static Result<Routine> restore(std::string name, std::uint64_t address,
                                   std::span<const std::uint8_t> code, std::vector<MacroSpan> spans,
                                   std::vector<unsigned> lines);

    const std::string& name() const { return name_; }
    std::uint64_t begin() const { return begin_; }
    std::uint64_t end() const { return end_; }
    /// The address that the first half puts into stvec: the guest's next trap leads there.
    std::uint64_t return_label() const { return return_label_; }
    const std::vector<Instruction>& instructions() const { return instructions_; }
    const std::vector<MacroSpan>& spans() const { return spans_; }
    /// The source line of each instruction, 0 where DWARF has none. The indices are those of
    /// instructions().
    const std::vector<unsigned>& lines() const { return lines_; }

    /// Where the name of a span comes from, and whether it does what the known macro does: "named
    /// in the source; its instructions do exactly what the known macro does".
    Phrase naming(const MacroSpan& span) const;

    bool contains(std::uint64_t pc) const { return pc >= begin_ && pc < end_; }
    /// The index of the instruction that starts at `pc`.
    std::optional<std::size_t> index_of(std::uint64_t pc) const;
    std::optional<std::size_t> span_of(std::size_t instruction) const; ///< an index into spans()
    /// Whether any instruction loads or stores this slot. The base is a0, which has the struct
    /// pointer at all of them.
    bool touches(const Slot& slot) const;
    /// The index of the instruction that hands the hart to the guest: `sret`, or `ecall` with SBI
    /// NACL.
    std::size_t sret_index() const { return sret_; }
    /// The index of the final `ret`.
    std::size_t ret_index() const { return ret_; }

  private:
    std::string name_;
    std::uint64_t begin_ = 0, end_ = 0, return_label_ = 0;
    std::vector<Instruction> instructions_;
    std::vector<unsigned> lines_;
    std::vector<MacroSpan> spans_;
    std::size_t sret_ = 0, ret_ = 0;

    friend class RoutineBuilder;
};

} // namespace switchscope
