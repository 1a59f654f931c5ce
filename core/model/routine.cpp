// SPDX-License-Identifier: MIT
#include "core/model/routine.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope {

const char* half_name(Half half) {
    static constexpr std::array names{"", "host-to-guest", "guest-to-host"};
    return names.at(static_cast<std::size_t>(half));
}

namespace {

bool is_ret(const Instruction& instruction) {
    return instruction.operation == Operation::jump_register && !instruction.rd &&
           instruction.rs1 == Gpr::ra && instruction.immediate == 0;
}

bool enters_guest(const Instruction& instruction) {
    return instruction.operation == Operation::sret || instruction.operation == Operation::ecall;
}

bool swaps_a0_with_sscratch(const Instruction& instruction) {
    return instruction.csr && instruction.csr->number == csr::sscratch &&
           instruction.rd == Gpr::a0 && instruction.rs1 == Gpr::a0;
}

std::string_view canonical_name(MacroSpan::Kind kind) {
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

/// Which phase of the switch a run of instructions is, judged by what they do.
MacroSpan::Kind kind_by_shape(std::span<const Instruction> run, Half half) {
    const bool outward = half == Half::host_to_guest;
    if (run.size() == 1 && enters_guest(run.front())) {
        return MacroSpan::Kind::enter_guest;
    }
    if (run.size() == 1 && is_ret(run.front())) {
        return MacroSpan::Kind::return_to_host;
    }
    const auto count = [&](auto wanted) { return std::ranges::count_if(run, wanted); };
    const auto csrs = count([](const Instruction& i) { return i.csr.has_value(); });
    const auto stores = count([](const Instruction& i) { return i.operation == Operation::store; });
    const auto loads = count([](const Instruction& i) { return i.operation == Operation::load; });
    if (csrs >= 2) {
        return outward ? MacroSpan::Kind::swap_to_guest_csrs : MacroSpan::Kind::swap_to_host_csrs;
    }
    if (stores > loads) {
        return outward ? MacroSpan::Kind::save_host_gprs : MacroSpan::Kind::save_guest_gprs;
    }
    if (loads > 0) {
        return outward ? MacroSpan::Kind::restore_guest_gprs : MacroSpan::Kind::restore_host_gprs;
    }
    return MacroSpan::Kind::other;
}

/// A line of a source file, or nothing where the file or the line is not at hand.
std::string source_line(const std::string& path, unsigned line) {
    std::ifstream file(path);
    std::string text;
    for (unsigned n = 0; n < line; ++n) {
        if (!std::getline(file, text)) {
            return {};
        }
    }
    return text;
}

/// "SAVE_X .Llabel // why" -> name "SAVE_X", arguments ".Llabel".
std::pair<std::string, std::string> split_invocation(std::string text) {
    for (const char* comment : {"//", "/*", "#"}) {
        text = text.substr(0, text.find(comment));
    }
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    const auto begin = std::ranges::find_if_not(text, is_space);
    const auto end = std::find_if(begin, text.end(), is_space);
    const auto rest = std::find_if_not(end, text.end(), is_space);
    std::string arguments(rest, text.end());
    while (!arguments.empty() && is_space(arguments.back())) {
        arguments.pop_back();
    }
    return {std::string(begin, end), arguments};
}

/// Shortest run of instructions on one source line that must be a macro: `la` and `li` expand to two at most.
constexpr std::size_t shortest_macro = 3;

/// How far a routine of unknown size is looked at, in bytes: more than twice the longest known one.
constexpr std::size_t longest_routine = 4096;

} // namespace

class RoutineBuilder {
  public:
    /// `size` in bytes, 0: not known, then the routine ends behind the second half's `ret`. `image` gives the source
    /// lines; null: there are none.
    RoutineBuilder(std::string name, std::uint64_t address, std::uint64_t size,
                   std::vector<std::uint8_t> code, const Image* image)
        : image_(image), code_(std::move(code)), ends_at_ret_(size == 0) {
        routine_.name_ = std::move(name);
        routine_.begin_ = address;
        routine_.end_ = address + (ends_at_ret_ ? code_.size() : size);
    }

    Result<Routine> build() {
        SWITCHSCOPE_TRY(decode_half(routine_.begin_, enters_guest, "sret"));
        routine_.sret_ = routine_.instructions_.size() - 1;
        SWITCHSCOPE_TRY(find_return_label());
        routine_.back_ = routine_.instructions_.size();
        SWITCHSCOPE_TRY(decode_half(routine_.return_label_, is_ret, "ret"));
        routine_.ret_ = routine_.instructions_.size() - 1;
        if (ends_at_ret_) {
            routine_.end_ = std::max(routine_.instructions_[routine_.sret_].next_address(),
                                     routine_.instructions_[routine_.ret_].next_address());
        }
        SWITCHSCOPE_TRY(read_lines());
        span_half(0, routine_.back_, Half::host_to_guest);
        span_half(routine_.back_, routine_.instructions_.size(), Half::guest_to_host);
        return std::move(routine_);
    }

  private:
    std::string where() const {
        return image_ == nullptr ? routine_.name_
                                 : routine_.name_ + " in " + image_->path().string();
    }

    /// Appends the instructions from `address` to the first one that `is_last` accepts.
    template <class Predicate>
    Result<void> decode_half(std::uint64_t address, Predicate is_last, const char* last_name) {
        while (address < routine_.end_) {
            const auto offset = static_cast<std::size_t>(address - routine_.begin_);
            auto instruction = decode(std::span(code_).subspan(offset), address);
            if (!instruction) {
                return fail(instruction.error().while_doing("decoding " + where()));
            }
            address = instruction->next_address();
            routine_.instructions_.push_back(std::move(*instruction));
            if (is_last(routine_.instructions_.back())) {
                return {};
            }
        }
        return fail(where() + " has no `" + last_name + "` where one of its halves should end",
                    "Is this the world-switch routine? Name another one with --routine.");
    }

    /// The value that the first half puts into stvec, computed from `auipc` + `addi`; where it puts in something
    /// else, the address of its own that it computed last.
    Result<void> find_return_label() {
        std::array<std::optional<std::uint64_t>, 32> known{};
        std::optional<std::uint64_t> computed;
        for (const Instruction& i : routine_.instructions_) {
            if (i.csr && i.csr->number == csr::stvec && i.csr->writes && i.rs1 && known[*i.rs1]) {
                const std::uint64_t label = *known[*i.rs1];
                if (!routine_.contains(label)) {
                    return fail(
                        where() + " points stvec outside itself, at " + hex(label),
                        "The guest's trap would not land in this routine; check the image.");
                }
                routine_.return_label_ = label;
                return {};
            }
            if (!i.rd) {
                continue;
            }
            std::optional<std::uint64_t> value;
            if (i.operation == Operation::auipc) {
                value = i.address + static_cast<std::uint64_t>(i.immediate);
            } else if (i.operation == Operation::add_immediate && i.rs1 && known[*i.rs1]) {
                value = *known[*i.rs1] + static_cast<std::uint64_t>(i.immediate);
                computed = routine_.contains(*value) ? value : computed;
            } else if (i.operation == Operation::move && i.rs1) {
                value = known[*i.rs1];
            }
            known[*i.rd] = value;
        }
        if (computed) {
            routine_.return_label_ = *computed;
            return {};
        }
        return fail(where() + " never puts an address of its own into stvec before the guest runs",
                    "The place where the guest's trap lands cannot be made out; check the image.");
    }

    Result<void> read_lines() {
        files_.assign(routine_.instructions_.size(), {});
        routine_.lines_.assign(routine_.instructions_.size(), 0);
        if (image_ == nullptr) {
            return {};
        }
        auto rows = image_->line_rows(routine_.begin_, routine_.end_);
        if (!rows) {
            return fail(rows.error());
        }
        for (std::size_t n = 0; n < routine_.instructions_.size(); ++n) {
            const auto after = std::ranges::upper_bound(*rows, routine_.instructions_[n].address,
                                                        {}, &LineRow::address);
            if (after == rows->begin() || std::prev(after)->end_sequence) {
                continue;
            }
            routine_.lines_[n] = std::prev(after)->line;
            files_[n] = std::prev(after)->file;
        }
        return {};
    }

    void span_half(std::size_t begin, std::size_t end, Half half) {
        // The instruction that leaves the half stands alone, whatever the lines say.
        const std::size_t last = end - 1;
        if (!span_by_lines(begin, last, half)) {
            span_by_shape(begin, last, half);
        }
        add_span(last, end, half, MacroSpan::NamedBy::mnemonic);
    }

    /// One span per run of instructions that share a source line; false when no run is long enough to be a macro.
    bool span_by_lines(std::size_t begin, std::size_t end, Half half) {
        std::vector<std::pair<std::size_t, std::size_t>> runs;
        for (std::size_t n = begin; n < end;) {
            std::size_t stop = n + 1;
            while (stop < end && routine_.lines_[stop] == routine_.lines_[n] &&
                   files_[stop] == files_[n]) {
                ++stop;
            }
            runs.emplace_back(n, stop);
            n = stop;
        }
        const auto is_macro = [&](const auto& run) {
            return run.second - run.first >= shortest_macro && routine_.lines_[run.first] != 0;
        };
        if (std::ranges::none_of(runs, is_macro)) {
            return false;
        }
        for (const auto& run : runs) {
            add_span(run.first, run.second, half,
                     is_macro(run) ? MacroSpan::NamedBy::source : MacroSpan::NamedBy::mnemonic);
        }
        return true;
    }

    /// A body written out by hand: stores, then the CSR block up to its last store, then loads.
    void span_by_shape(std::size_t begin, std::size_t end, Half half) {
        const auto& code = routine_.instructions_;
        const auto is_store = [&](std::size_t n) { return code[n].operation == Operation::store; };
        std::size_t csr_begin = begin;
        while (csr_begin < end &&
               (is_store(csr_begin) || swaps_a0_with_sscratch(code[csr_begin])) &&
               !(half == Half::host_to_guest && code[csr_begin].csr)) {
            ++csr_begin;
        }
        std::size_t csr_end = csr_begin;
        for (std::size_t n = csr_begin; n < end; ++n) {
            if (is_store(n) || code[n].csr) {
                csr_end = n + 1;
            }
        }
        for (const auto& [from, to] : {std::pair(begin, csr_begin), std::pair(csr_begin, csr_end),
                                       std::pair(csr_end, end)}) {
            if (from < to) {
                add_span(from, to, half, MacroSpan::NamedBy::shape);
            }
        }
    }

    void add_span(std::size_t begin, std::size_t end, Half half, MacroSpan::NamedBy named_by) {
        MacroSpan span;
        span.half = half;
        span.first = begin;
        span.count = end - begin;
        span.file = files_[begin];
        span.line = routine_.lines_[begin];
        span.named_by = named_by;
        const auto run = std::span(routine_.instructions_).subspan(begin, span.count);
        span.kind = kind_by_shape(run, half);
        if (named_by == MacroSpan::NamedBy::source) {
            std::tie(span.name, span.arguments) =
                split_invocation(source_line(span.file, span.line));
            if (span.name.empty()) {
                span.named_by = MacroSpan::NamedBy::shape;
            }
        }
        if (span.named_by == MacroSpan::NamedBy::shape) {
            span.name = canonical_name(span.kind);
        } else if (span.named_by == MacroSpan::NamedBy::mnemonic) {
            span.name = is_ret(run.front()) ? "ret" : run.front().mnemonic;
        }
        routine_.spans_.push_back(std::move(span));
    }

    const Image* image_;
    Routine routine_;
    std::vector<std::uint8_t> code_;
    bool ends_at_ret_;
    std::vector<std::string> files_;
};

Result<Routine> Routine::from_image(const Image& image, std::string_view name) {
    const Symbol* symbol = image.find_symbol(name);
    if (symbol == nullptr) {
        return fail(
            image.path().string() + " has no symbol " + std::string(name),
            "Is this the image of a RISC-V KVM host (CONFIG_KVM=y), with its symbol table?");
    }
    return at(image, symbol->address, symbol->name, symbol->size);
}

Result<Routine> Routine::at(const Image& image, std::uint64_t address, std::string name,
                            std::uint64_t size, const Image* lines) {
    auto code = size != 0 ? image.read(address, size) : image.read_up_to(address, longest_routine);
    if (!code) {
        return fail(code.error().while_doing("reading the code of " + name + " in " +
                                             image.path().string()));
    }
    return RoutineBuilder(std::move(name), address, size, std::move(*code),
                          lines == nullptr ? &image : lines)
        .build();
}

Result<Routine> Routine::from_code(std::string name, std::uint64_t address,
                                   std::span<const std::uint8_t> code) {
    return RoutineBuilder(std::move(name), address, 0, {code.begin(), code.end()}, nullptr).build();
}

Result<Routine> Routine::restore(std::string name, std::uint64_t address,
                                 std::span<const std::uint8_t> code, std::vector<MacroSpan> spans,
                                 std::vector<unsigned> lines) {
    auto routine =
        RoutineBuilder(std::move(name), address, code.size(), {code.begin(), code.end()}, nullptr)
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
        return fail("the spans of " + routine->name_ + " do not fit its code");
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

bool Routine::touches(const Slot& slot) const {
    return std::ranges::any_of(instructions_, [&](const Instruction& i) {
        return i.memory && i.memory->base == Gpr::a0 &&
               i.memory->offset == static_cast<std::int64_t>(slot.offset);
    });
}

} // namespace switchscope
