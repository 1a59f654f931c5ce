// SPDX-License-Identifier: MIT
#include "core/model/routine.h"

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/macro_finder.h"

namespace switchscope {

const char* half_name(Half half) {
    static constexpr std::array names{"", "host-to-guest", "guest-to-host"};
    return names.at(static_cast<std::size_t>(half));
}

std::string_view known_macro_name(MacroSpan::Kind kind) {
    static constexpr std::array<std::string_view, 9> names{"SAVE_HOST_GPRS",
                                                           "SAVE_HOST_AND_RESTORE_GUEST_CSRS",
                                                           "RESTORE_GUEST_GPRS",
                                                           "sret",
                                                           "SAVE_GUEST_GPRS",
                                                           "SAVE_GUEST_AND_RESTORE_HOST_CSRS",
                                                           "RESTORE_HOST_GPRS",
                                                           "ret",
                                                           "other"};
    return names.at(static_cast<std::size_t>(kind));
}

namespace {

/// How many bytes of a routine of unknown size are read: more than twice the longest known one.
constexpr std::size_t longest_routine = 4096;

} // namespace

class RoutineBuilder {
  public:
    /// Where the things come from that the code itself does not have. Each may be null.
    struct Evidence {
        const Image* image = nullptr; ///< the memory that the code loads from
        const Image* lines = nullptr; ///< the source lines of the code
        const SourceFiles* sources = nullptr;
    };

    /// `size` is in bytes. Where it is 0, the routine ends after the `ret` of the second half.
    RoutineBuilder(std::string name, std::uint64_t address, std::uint64_t size,
                   std::vector<std::uint8_t> code, Evidence evidence)
        : evidence_(evidence), code_(std::move(code)), ends_at_ret_(size == 0) {
        routine_.name_ = std::move(name);
        routine_.begin_ = address;
        routine_.end_ = address + (ends_at_ret_ ? code_.size() : size);
    }

    Result<Routine> build() {
        SWITCHSCOPE_TRY(decode_half(routine_.begin_, enters_guest, "sret"));
        routine_.sret_ = routine_.instructions_.size() - 1;
        SWITCHSCOPE_TRY(find_return_label());
        const std::size_t back = routine_.instructions_.size();
        SWITCHSCOPE_TRY(decode_half(routine_.return_label_, is_return, "ret"));
        routine_.ret_ = routine_.instructions_.size() - 1;
        if (ends_at_ret_) {
            routine_.end_ = std::max(routine_.instructions_[routine_.sret_].next_address(),
                                     routine_.instructions_[routine_.ret_].next_address());
        }
        const std::vector<SourceRow> rows = SWITCHSCOPE_TRY(read_rows());
        const SourceFiles paths_of_dwarf;
        const SourceFiles& sources =
            evidence_.sources == nullptr ? paths_of_dwarf : *evidence_.sources;
        routine_.spans_ = find_macros(routine_.instructions_, back, rows, sources);
        for (const SourceRow& row : rows) {
            routine_.lines_.push_back(row.line);
        }
        return std::move(routine_);
    }

  private:
    Phrase where() const {
        return evidence_.image == nullptr
                   ? verbatim(routine_.name_)
                   : en("%1 in %2")(routine_.name_, evidence_.image->path().string());
    }

    /// Appends the instructions from `address` to the first one for which `is_last` is true.
    template <class Predicate>
    Result<void> decode_half(std::uint64_t address, Predicate is_last, const char* last_name) {
        while (address < routine_.end_) {
            const auto offset = static_cast<std::size_t>(address - routine_.begin_);
            auto instruction = decode(std::span(code_).subspan(offset), address);
            if (!instruction) {
                return fail(instruction.error().while_doing(en("decoding %1")(where())));
            }
            address = instruction->next_address();
            routine_.instructions_.push_back(std::move(*instruction));
            if (is_last(routine_.instructions_.back())) {
                return {};
            }
        }
        return fail(en("%1 has no `%2` where one of its halves should end")(where(),
                                                                            std::string(last_name)),
                    en("Is this the world-switch routine? Name another one with --routine."));
    }

    /// The value of a register in the first half, where the instructions alone show it.
    struct KnownValue {
        std::optional<std::uint64_t> value;
        /// It was loaded from an address in the image (a GOT), but the image has no content there.
        bool from_table = false;
    };

    KnownValue result_of(const Instruction& i,
                         const std::array<KnownValue, gpr_count>& known) const {
        const KnownValue source = i.rs1 ? known.at(*i.rs1) : KnownValue{};
        const auto plus = [&](std::uint64_t base) {
            return base + static_cast<std::uint64_t>(i.immediate);
        };
        switch (i.operation) {
        case Operation::lui:
            return {plus(0), false};
        case Operation::auipc:
            return {plus(i.address), false};
        case Operation::add_immediate:
            return source.value ? KnownValue{plus(*source.value), false} : KnownValue{};
        case Operation::move:
            return source;
        case Operation::load:
            if (source.value && i.memory && i.memory->size == 8) {
                const auto content = word_at(plus(*source.value));
                return {content, !content};
            }
            return {};
        default:
            return {};
        }
    }

    /// The 8 bytes at an address of the image; none where they are not known.
    std::optional<std::uint64_t> word_at(std::uint64_t address) const {
        if (evidence_.image == nullptr) {
            return std::nullopt;
        }
        const auto bytes = evidence_.image->read(address, 8);
        if (!bytes) {
            return std::nullopt;
        }
        const std::uint64_t word = little_endian(*bytes);
        // An entry that the loader fills in is 0 in the image.
        return word == 0 ? std::nullopt : std::optional(word);
    }

    /// Finds the return label by the value that the first half puts into stvec. That value is
    /// computed from `auipc` or `lui` with `addi`, or loaded from the GOT. Where the value is not
    /// known, the label is the last address within the routine that was computed. A symbol cannot
    /// be used: kernels have a local label there, which leaves none.
    Result<void> find_return_label() {
        std::array<KnownValue, gpr_count> known{};
        std::optional<std::uint64_t> computed;
        for (const Instruction& i : routine_.instructions_) {
            if (i.csr && i.csr->number == csr::stvec && i.csr->writes && i.rs1) {
                const KnownValue& put = known.at(*i.rs1);
                const auto label = put.from_table ? landing_behind_sret() : put.value;
                if (label && !routine_.contains(*label)) {
                    return fail(
                        en("%1 points stvec outside itself, at %2")(where(), hex(*label)),
                        en("The guest's trap would not land in this routine; check the image."));
                }
                if (label) {
                    // The two lowest bits of stvec are its mode; the others are the address.
                    routine_.return_label_ =
                        (*label & 1) != 0 ? *label & ~std::uint64_t{3} : *label;
                    return {};
                }
            }
            if (!i.rd) {
                continue;
            }
            known.at(*i.rd) = result_of(i, known);
            const auto value = known.at(*i.rd).value;
            if (i.operation == Operation::add_immediate && value && routine_.contains(*value)) {
                computed = value;
            }
        }
        if (computed) {
            routine_.return_label_ = *computed;
            return {};
        }
        return fail(
            en("%1 never puts an address of its own into stvec before the guest runs")(where()),
            en("So it is not known where the guest's next trap leads; check the image."));
    }

    /// The beginning of the second half, by what it does: the first aligned swap of a0 with
    /// sscratch after the sret.
    std::optional<std::uint64_t> landing_behind_sret() const {
        std::uint64_t address = routine_.instructions_.back().next_address();
        while (address < routine_.end_) {
            const auto offset = static_cast<std::size_t>(address - routine_.begin_);
            const auto instruction = decode(std::span(code_).subspan(offset), address);
            if (instruction && address % 4 == 0 && swaps_a0_with_sscratch(*instruction)) {
                return address;
            }
            address += instruction ? instruction->size : std::uint8_t{2};
        }
        return std::nullopt;
    }

    /// The source line of each instruction.
    Result<std::vector<SourceRow>> read_rows() const {
        std::vector<SourceRow> rows(routine_.instructions_.size());
        if (evidence_.lines == nullptr) {
            return rows;
        }
        const std::vector<LineRow> found =
            SWITCHSCOPE_TRY(evidence_.lines->line_rows(routine_.begin_, routine_.end_));
        for (std::size_t n = 0; n < rows.size(); ++n) {
            const auto after = std::ranges::upper_bound(found, routine_.instructions_[n].address,
                                                        {}, &LineRow::address);
            if (after != found.begin() && !std::prev(after)->end_sequence) {
                rows[n] = {std::prev(after)->file, std::prev(after)->line};
            }
        }
        return rows;
    }

    Evidence evidence_;
    Routine routine_;
    std::vector<std::uint8_t> code_;
    bool ends_at_ret_;
};

Result<Routine> Routine::from_image(const Image& image, std::string_view name) {
    const Symbol* symbol = image.find_symbol(name);
    if (symbol == nullptr) {
        return fail(
            en("%1 has no symbol %2")(image.path().string(), name),
            en("Is this the image of a RISC-V KVM host (CONFIG_KVM=y), with its symbol table?"));
    }
    return at(image, symbol->address, std::string(symbol->name), symbol->size);
}

Result<Routine> Routine::at(const Image& image, std::uint64_t address, std::string name,
                            std::uint64_t size, const Image* lines, const SourceFiles* sources) {
    const RoutineBuilder::Evidence evidence{&image, lines == nullptr ? &image : lines, sources};
    const auto build = [&](std::uint64_t known_size) -> Result<Routine> {
        auto code = known_size != 0 ? image.read(address, known_size)
                                    : image.read_up_to(address, longest_routine);
        if (!code) {
            return fail(code.error().while_doing(
                en("reading the code of %1 in %2")(name, image.path().string())));
        }
        return RoutineBuilder(name, address, known_size, std::move(*code), evidence).build();
    };
    auto routine = build(size);
    if (!routine && size != 0) {
        // Where the return label is a function of its own, the size covers the first half only.
        auto longer = build(0);
        if (longer && longer->return_label() == address + size) {
            return longer;
        }
    }
    return routine;
}

Result<Routine> Routine::from_code(std::string name, std::uint64_t address,
                                   std::span<const std::uint8_t> code) {
    return RoutineBuilder(std::move(name), address, 0, {code.begin(), code.end()}, {}).build();
}

Result<Routine> Routine::restore(std::string name, std::uint64_t address,
                                 std::span<const std::uint8_t> code, std::vector<MacroSpan> spans,
                                 std::vector<unsigned> lines) {
    auto routine =
        RoutineBuilder(std::move(name), address, code.size(), {code.begin(), code.end()}, {})
            .build();
    if (!routine) {
        return routine;
    }
    std::size_t covered = 0;
    for (const MacroSpan& span : spans) {
        covered = span.first == covered && span.count > 0 ? covered + span.count : 0;
    }
    const std::size_t count = routine->instructions_.size();
    const bool in_bounds = std::ranges::all_of(
        spans, [&](const MacroSpan& span) { return span.first < count && span.count <= count; });
    if (!in_bounds || covered != count || lines.size() != count) {
        return fail(en("the spans of %1 do not fit its code")(routine->name_));
    }
    routine->spans_ = std::move(spans);
    routine->lines_ = std::move(lines);
    return routine;
}

std::optional<std::size_t> Routine::index_of(std::uint64_t pc) const {
    const auto found = std::ranges::lower_bound(instructions_, pc, {}, &Instruction::address);
    if (found == instructions_.end() || found->address != pc) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - instructions_.begin());
}

std::optional<std::size_t> Routine::span_of(std::size_t instruction) const {
    const auto after = std::ranges::upper_bound(spans_, instruction, {}, &MacroSpan::first);
    if (after == spans_.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(std::prev(after) - spans_.begin());
}

Phrase Routine::naming(const MacroSpan& span) const {
    if (span.named_by == MacroSpan::NamedBy::mnemonic) {
        return en("an instruction of the routine itself, in no macro");
    }
    const auto with_source = [&](Phrase content) {
        return (span.named_by == MacroSpan::NamedBy::source
                    ? en("named in the source; %1")
                    : en("named by what its instructions do, without source; %1"))(
            std::move(content));
    };
    if (span.kind == MacroSpan::Kind::other) {
        return with_source(en("its instructions are those of no known macro"));
    }
    Phrase difference = difference_from_known_macro(
        span.kind, std::span(instructions_).subspan(span.first, span.count));
    Phrase content = difference.empty()
                         ? Phrase(en("its instructions do exactly what the known macro does"))
                         : en("the known macro does something else: %1")(std::move(difference));
    const std::string_view known = known_macro_name(span.kind);
    if (span.name != known) {
        content = en("by what its instructions do it is %1; %2")(known, std::move(content));
    }
    return with_source(std::move(content));
}

bool Routine::touches(const Slot& slot) const {
    return std::ranges::any_of(instructions_, [&](const Instruction& i) {
        return i.memory && i.memory->base == Gpr::a0 &&
               i.memory->offset == static_cast<std::int64_t>(slot.offset);
    });
}

} // namespace switchscope
