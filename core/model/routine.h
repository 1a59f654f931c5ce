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

/// One world-switch routine, decoded: straight-line code from entry to `sret`, and from the return label to `ret`.
class Routine {
  public:
    /// Finds and decodes `name` in the image. Fails when there is no such symbol, the bytes do not decode, or no
    /// sret/ret/return label can be made out; the error says which.
    static Result<Routine> from_image(const Image& image,
                                      std::string_view name = "__kvm_riscv_switch_to");
    /// The same without a symbol: the routine at `address`, called `name`. `size` in bytes; 0: it ends behind the
    /// second half's `ret`, and so it does where the return label has a size of its own behind this one.
    /// `lines`: another image that has the source lines, for one that was stripped. `sources`: where the text of
    /// these lines is; null: where DWARF says.
    static Result<Routine> at(const Image& image, std::uint64_t address, std::string name,
                              std::uint64_t size = 0, const Image* lines = nullptr,
                              const SourceFiles* sources = nullptr);
    /// Decodes a routine that is at hand as bytes: no source lines, phases named by their shape. `code` may hold more
    /// than the routine; its end is where the second half's `ret` ends.
    static Result<Routine> from_code(std::string name, std::uint64_t address,
                                     std::span<const std::uint8_t> code);

    /// A routine as it was decoded elsewhere, from all its bytes: `spans` and `lines` as they were there. Fails where
    /// they do not fit the code.
    static Result<Routine> restore(std::string name, std::uint64_t address,
                                   std::span<const std::uint8_t> code, std::vector<MacroSpan> spans,
                                   std::vector<unsigned> lines);

    const std::string& name() const { return name_; }
    std::uint64_t begin() const { return begin_; }
    std::uint64_t end() const { return end_; }
    /// The address that `la` puts into stvec: where the guest's trap lands.
    std::uint64_t return_label() const { return return_label_; }
    const std::vector<Instruction>& instructions() const { return instructions_; }
    const std::vector<MacroSpan>& spans() const { return spans_; }
    /// Source line of each instruction (0 where DWARF has none), parallel to instructions().
    const std::vector<unsigned>& lines() const { return lines_; }

    /// How a span came by its name, and whether it does what the known macro does: "named in the source; its 23
    /// instructions do what the known macro does", "named by what its instructions do, which is ...".
    std::string naming(const MacroSpan& span) const;

    bool contains(std::uint64_t pc) const { return pc >= begin_ && pc < end_; }
    std::optional<std::size_t>
    index_of(std::uint64_t pc) const; ///< instruction that starts at `pc`
    std::optional<std::size_t> span_of(std::size_t instruction) const; ///< index into spans()
    /// Whether any instruction loads or stores this slot (the struct pointer is in a0 throughout).
    bool touches(const Slot& slot) const;
    /// The instruction that hands the hart to the guest (`sret`; `ecall` with SBI NACL), and the final `ret`.
    std::size_t sret_index() const { return sret_; }
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
