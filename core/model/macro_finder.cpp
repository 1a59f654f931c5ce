// SPDX-License-Identifier: MIT
#include "core/model/macro_finder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = MacroSpan::Kind;
using NamedBy = MacroSpan::NamedBy;

/// So many instructions on one source line must come from a macro: `la` and `li` expand to two at
/// most.
constexpr std::size_t shortest_macro = 3;

/// The phase of the switch that some instructions are, judged by what they do.
Kind kind_by_shape(std::span<const Instruction> code, Half half) {
    const bool outward = half == Half::host_to_guest;
    if (code.size() == 1 && enters_guest(code.front())) {
        return Kind::enter_guest;
    }
    if (code.size() == 1 && is_return(code.front())) {
        return Kind::return_to_host;
    }
    const auto count = [&](auto wanted) { return std::ranges::count_if(code, wanted); };
    const auto csrs = count([](const Instruction& i) { return i.csr.has_value(); });
    const auto stores = count([](const Instruction& i) { return i.operation == Operation::store; });
    const auto loads = count([](const Instruction& i) { return i.operation == Operation::load; });
    if (csrs >= 2) {
        return outward ? Kind::swap_to_guest_csrs : Kind::swap_to_host_csrs;
    }
    if (stores > loads) {
        return outward ? Kind::save_host_gprs : Kind::save_guest_gprs;
    }
    if (loads > 0) {
        return outward ? Kind::restore_guest_gprs : Kind::restore_host_gprs;
    }
    return Kind::other;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// "SAVE_X .Llabel // why" -> name "SAVE_X", arguments ".Llabel".
std::pair<std::string, std::string> split_invocation(std::string text) {
    for (const char* comment : {"//", "/*", "#"}) {
        text = text.substr(0, text.find(comment));
    }
    const auto begin = std::ranges::find_if_not(text, is_space);
    const auto end = std::find_if(begin, text.end(), is_space);
    const auto rest = std::find_if_not(end, text.end(), is_space);
    std::string arguments(rest, text.end());
    while (!arguments.empty() && is_space(arguments.back())) {
        arguments.pop_back();
    }
    return {std::string(begin, end), arguments};
}

/// Whether `name` can be the name of a macro. Where the source is of another version than the
/// image, the line can hold any text. Mostly that is an instruction of the routine, so the
/// mnemonics of `code` are no names of macros.
bool can_invoke(const std::string& name, std::span<const Instruction> code) {
    const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '$';
    };
    const bool is_mnemonic = name == "la" || name == "li" ||
                             std::ranges::any_of(code, [&](const Instruction& instruction) {
                                 return instruction.mnemonic == name;
                             });
    return !name.empty() && !is_mnemonic && name.front() != '.' &&
           std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
           std::ranges::all_of(name, is_part);
}

/// The definition of a macro, from `.macro` to `.endm` in a source file.
struct Definition {
    std::string name;
    unsigned first = 0, last = 0; ///< line numbers
};

/// All definitions in a file. A definition inside another one counts as part of the outer one.
std::vector<Definition> definitions_in(const std::vector<std::string>& lines) {
    std::vector<Definition> found;
    std::size_t depth = 0;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const auto [word, rest] = split_invocation(lines[n]);
        if (word == ".macro") {
            if (depth++ == 0) {
                const auto end =
                    std::ranges::find_if(rest, [](char c) { return is_space(c) || c == ','; });
                found.push_back({std::string(rest.begin(), end), static_cast<unsigned>(n + 1), 0});
            }
        } else if ((word == ".endm" || word == ".endmacro") && depth > 0 && --depth == 0) {
            found.back().last = static_cast<unsigned>(n + 1);
        }
    }
    return found;
}

class MacroFinder {
  public:
    MacroFinder(std::span<const Instruction> code, std::span<const SourceRow> rows,
                const SourceFiles& sources)
        : code_(code), rows_(rows), sources_(sources), definitions_(code.size()) {
        for (std::size_t n = 0; n < code.size(); ++n) {
            definitions_[n] = definition_at(rows[n]);
        }
    }

    std::vector<MacroSpan> find(std::size_t back) {
        cut_half(0, back, Half::host_to_guest);
        cut_half(back, code_.size(), Half::guest_to_host);
        return std::move(spans_);
    }

  private:
    /// The instructions [first, second).
    using Stretch = std::pair<std::size_t, std::size_t>;

    /// The definition around a source line; null where the line is in none, or its file was not
    /// found.
    const Definition* definition_at(const SourceRow& row) {
        if (row.line == 0) {
            return nullptr;
        }
        const auto [known, is_new] = by_file_.try_emplace(row.file);
        if (is_new) {
            known->second = definitions_in(sources_.lines(row.file));
        }
        const auto found = std::ranges::find_if(known->second, [&](const Definition& one) {
            return one.first < row.line && row.line < one.last;
        });
        return found == known->second.end() ? nullptr : &*found;
    }

    void cut_half(std::size_t begin, std::size_t end, Half half) {
        // The instruction that leaves the half is a span of its own, whatever its source line is.
        const std::size_t last = end - 1;
        if (!cut_by_rows(begin, last, half) && !cut_by_unknown_definitions(begin, last, half)) {
            cut_by_shape(begin, last, half);
        }
        add(last, end, half, NamedBy::mnemonic);
    }

    bool is_on_line_of(std::size_t n, std::size_t other) const {
        return rows_[n].line != 0 && rows_[n].line == rows_[other].line &&
               rows_[n].file == rows_[other].file;
    }

    /// Whether an instruction comes from the same invocation as the one before it. Within one
    /// definition lines ascend: a lower line is the same macro invoked again.
    bool continues(std::size_t n) const {
        if (definitions_[n] != nullptr) {
            return definitions_[n] == definitions_[n - 1] && rows_[n].line >= rows_[n - 1].line;
        }
        return is_on_line_of(n, n - 1) || (rows_[n].line == 0 && rows_[n - 1].line == 0);
    }

    /// Whether these instructions must come from a macro.
    bool is_macro(const Stretch& stretch) const {
        return definitions_[stretch.first] != nullptr ||
               (stretch.second - stretch.first >= shortest_macro && rows_[stretch.first].line != 0);
    }

    /// Cuts [begin, end) in front of each instruction for which `goes_on` is false.
    template <class Predicate>
    std::vector<Stretch> stretches(std::size_t begin, std::size_t end, Predicate goes_on) const {
        std::vector<Stretch> all;
        for (std::size_t n = begin; n < end;) {
            std::size_t stop = n + 1;
            while (stop < end && goes_on(stop)) {
                ++stop;
            }
            all.emplace_back(n, stop);
            n = stop;
        }
        return all;
    }

    /// Makes one span for each invocation. False where there is none, or just one for the whole
    /// half: that names no phases.
    bool cut_by_rows(std::size_t begin, std::size_t end, Half half) {
        const auto all = stretches(begin, end, [&](std::size_t n) { return continues(n); });
        if (all.size() < 2 ||
            std::ranges::none_of(all, [&](const Stretch& stretch) { return is_macro(stretch); })) {
            return false;
        }
        for (const Stretch& stretch : all) {
            add(stretch.first, stretch.second, half,
                is_macro(stretch) ? NamedBy::source : NamedBy::mnemonic);
        }
        return true;
    }

    /// For rows within definitions whose source was not found. Their lines jump where one macro
    /// ends and the next begins; the lines of a body that was written out by hand do not. The cut
    /// counts only where the pieces are the three phases of the half.
    bool cut_by_unknown_definitions(std::size_t begin, std::size_t end, Half half) {
        // The next macro begins three lines later at the nearest: `.endm` and `.macro` are in
        // between.
        constexpr unsigned leap = 3;
        const auto goes_on = [&](std::size_t n) {
            return rows_[n].line >= rows_[n - 1].line && rows_[n].line - rows_[n - 1].line < leap &&
                   rows_[n].file == rows_[n - 1].file;
        };
        const auto all = stretches(begin, end, goes_on);
        const auto expected = half == Half::host_to_guest
                                  ? std::array{Kind::save_host_gprs, Kind::swap_to_guest_csrs,
                                               Kind::restore_guest_gprs}
                                  : std::array{Kind::save_guest_gprs, Kind::swap_to_host_csrs,
                                               Kind::restore_host_gprs};
        const bool fits = std::ranges::equal(all, expected, {}, [&](const Stretch& stretch) {
            return kind_by_shape(code_.subspan(stretch.first, stretch.second - stretch.first),
                                 half);
        });
        if (!fits || rows_[begin].line == 0) {
            return false;
        }
        for (const Stretch& stretch : all) {
            add(stretch.first, stretch.second, half, NamedBy::shape);
        }
        return true;
    }

    /// For a body that was written out by hand. It has three phases: stores, then the block of
    /// CSRs, then loads. The block begins at the first instruction that is no store, and ends at
    /// the last CSR access or store: its swapped values are stored in it. The swap of a0 with
    /// sscratch comes first in the second half and belongs to its stores.

    void cut_by_shape(std::size_t begin, std::size_t end, Half half) {
        const auto is_store = [&](std::size_t n) { return code_[n].operation == Operation::store; };
        std::size_t csr_begin = begin;
        while (csr_begin < end &&
               (is_store(csr_begin) || swaps_a0_with_sscratch(code_[csr_begin])) &&
               !(half == Half::host_to_guest && code_[csr_begin].csr)) {
            ++csr_begin;
        }
        std::size_t csr_end = csr_begin;
        for (std::size_t n = csr_begin; n < end; ++n) {
            if (is_store(n) || code_[n].csr) {
                csr_end = n + 1;
            }
        }
        for (const auto& [from, to] :
             {Stretch(begin, csr_begin), Stretch(csr_begin, csr_end), Stretch(csr_end, end)}) {
            if (from < to) {
                add(from, to, half, NamedBy::shape);
            }
        }
    }

    /// The arguments of a macro's invocation, where the rows are those of its definition. The
    /// invocation is searched in the routine's own source, upwards from the last instruction of the
    /// half, which is in no macro.

    std::string arguments_of(const std::string& macro, Half half) const {
        constexpr unsigned most_lines = 64;
        const auto enters =
            std::ranges::find_if(code_, half == Half::host_to_guest ? enters_guest : is_return);
        if (enters == code_.end()) {
            return {};
        }
        const SourceRow& row = rows_[static_cast<std::size_t>(enters - code_.begin())];
        for (unsigned up = 1; up < std::min(row.line, most_lines); ++up) {
            const auto [name, arguments] = split_invocation(sources_.line(row.file, row.line - up));
            if (name == macro) {
                return arguments;
            }
        }
        return {};
    }

    void add(std::size_t begin, std::size_t end, Half half, NamedBy named_by) {
        MacroSpan span;
        span.half = half;
        span.first = begin;
        span.count = end - begin;
        span.file = rows_[begin].file;
        span.line = rows_[begin].line;
        span.named_by = named_by;
        const auto code = code_.subspan(begin, span.count);
        span.kind = kind_by_shape(code, half);
        if (named_by == NamedBy::source && definitions_[begin] != nullptr) {
            span.name = definitions_[begin]->name;
            span.arguments = arguments_of(span.name, half);
        } else if (named_by == NamedBy::source) {
            std::tie(span.name, span.arguments) =
                split_invocation(sources_.line(span.file, span.line));
        }
        if (named_by == NamedBy::source && !can_invoke(span.name, code_)) {
            span.arguments.clear();
            span.named_by = NamedBy::shape;
        }
        if (span.named_by == NamedBy::shape) {
            span.name = known_macro_name(span.kind);
        } else if (span.named_by == NamedBy::mnemonic) {
            span.name = is_return(code.front()) ? "ret" : code.front().mnemonic;
        }
        spans_.push_back(std::move(span));
    }

    std::span<const Instruction> code_;
    std::span<const SourceRow> rows_;
    const SourceFiles& sources_;
    std::map<std::string, std::vector<Definition>> by_file_;
    std::vector<const Definition*> definitions_; ///< around each instruction; null where none is
    std::vector<MacroSpan> spans_;
};

// ---- What the six macros do

using Registers = std::set<unsigned>;

/// The registers that save_host_gprs stores: all that a function must preserve and the arguments,
/// without a0.
Registers host_registers() {
    Registers all{ra, sp, gp, tp, s0, s1};
    for (unsigned n = a1; n <= s11; ++n) {
        all.insert(n);
    }
    return all;
}

Registers guest_registers(bool with_a0) {
    Registers all;
    for (unsigned n = ra; n < static_cast<unsigned>(gpr_count); ++n) {
        if (n != a0 || with_a0) {
            all.insert(n);
        }
    }
    return all;
}

/// A list of clauses. `text` is what it has so far.
Phrase followed_by(Phrase text, Phrase more) {
    if (text.empty() || more.empty()) {
        return text.empty() ? more : text;
    }
    return en("%1, %2")(std::move(text), std::move(more));
}

/// The sentences for one kind of access; %1 is the register.
struct AccessWords {
    English missing, additional;
};
constexpr AccessWords store_words{en("it does not store %1"), en("it stores %1 as well")};
constexpr AccessWords load_words{en("it does not load %1"), en("it loads %1 as well")};
constexpr AccessWords write_words{en("it does not write %1"), en("it writes %1 as well")};

/// The registers that only one of the two sets has: "it does not store s3, it stores t0 as well".
Phrase differing(const Registers& done, const Registers& known, const AccessWords& words,
                 std::string (*name)(unsigned)) {
    Phrase text;
    for (const unsigned one : known) {
        if (!done.contains(one)) {
            text = followed_by(std::move(text), words.missing(name(one)));
        }
    }
    for (const unsigned one : done) {
        if (!known.contains(one)) {
            text = followed_by(std::move(text), words.additional(name(one)));
        }
    }
    return text;
}

std::string name_of_gpr(unsigned number) {
    return std::string(gpr_name(number));
}

/// The accesses to a slot of another register: "it stores s4 in the slot of s3".
///
/// The kernel's context has the registers in the order of their numbers, 8 bytes each. So each
/// access shows where the slot of x0 would be. Where three quarters of them agree, that is the
/// beginning of the context, and the others use wrong slots. Empty where fewer agree: then nothing
/// is known of the slots.
Phrase misplaced(std::span<const Instruction> code, Operation wanted) {
    struct Access {
        unsigned reg;
        std::int64_t offset;
    };
    std::vector<Access> accesses;
    std::map<std::int64_t, std::size_t> votes; // for each offset of x0 the number of accesses
    for (const Instruction& instruction : code) {
        const auto& reg = wanted == Operation::store ? instruction.rs2 : instruction.rd;
        if (instruction.operation == wanted && reg && instruction.memory) {
            const std::int64_t offset = instruction.memory->offset;
            accesses.push_back({*reg, offset});
            ++votes[offset - 8 * static_cast<std::int64_t>(*reg)];
        }
    }
    const auto most =
        std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
    if (most == votes.end() || most->second * 4 < accesses.size() * 3) {
        return {};
    }
    const bool stores = wanted == Operation::store;
    Phrase text;
    for (const Access& access : accesses) {
        const std::int64_t place = access.offset - most->first;
        if (place == 8 * static_cast<std::int64_t>(access.reg)) {
            continue;
        }
        const bool is_slot =
            place % 8 == 0 && place > 0 && place < 8 * static_cast<std::int64_t>(gpr_count);
        const std::string name = name_of_gpr(access.reg);
        text = followed_by(
            std::move(text),
            is_slot ? (stores ? en("it stores %1 in the slot of %2")
                              : en("it loads %1 from the slot of %2"))(
                          name, name_of_gpr(static_cast<unsigned>(place / 8)))
                    : (stores ? en("it stores %1 in another place than its slot")
                              : en("it loads %1 from another place than its slot"))(name));
    }
    return text;
}

} // namespace

bool is_return(const Instruction& instruction) {
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

std::vector<MacroSpan> find_macros(std::span<const Instruction> code, std::size_t back,
                                   std::span<const SourceRow> rows, const SourceFiles& sources) {
    return MacroFinder(code, rows, sources).find(back);
}

Phrase difference_from_known_macro(MacroSpan::Kind kind, std::span<const Instruction> code) {
    Registers stored, loaded, written;
    for (const Instruction& instruction : code) {
        if (instruction.operation == Operation::store && instruction.rs2) {
            stored.insert(*instruction.rs2);
        } else if (instruction.operation == Operation::load && instruction.rd) {
            loaded.insert(*instruction.rd);
        } else if (instruction.csr && instruction.csr->writes) {
            written.insert(instruction.csr->number);
        }
    }
    // The macros of older kernels swap these two as well.
    written.erase(csr::hstatus);
    written.erase(csr::scounteren);
    switch (kind) {
    case Kind::save_host_gprs:
        return followed_by(differing(stored, host_registers(), store_words, name_of_gpr),
                           misplaced(code, Operation::store));
    case Kind::restore_host_gprs:
        return followed_by(differing(loaded, host_registers(), load_words, name_of_gpr),
                           misplaced(code, Operation::load));
    case Kind::save_guest_gprs:
        return followed_by(differing(stored, guest_registers(false), store_words, name_of_gpr),
                           misplaced(code, Operation::store));
    case Kind::restore_guest_gprs:
        return followed_by(differing(loaded, guest_registers(true), load_words, name_of_gpr),
                           misplaced(code, Operation::load));
    case Kind::swap_to_guest_csrs:
        return differing(written, {csr::sstatus, csr::stvec, csr::sscratch, csr::sepc}, write_words,
                         csr_name);
    case Kind::swap_to_host_csrs:
        return differing(written, {csr::sstatus, csr::stvec, csr::sscratch}, write_words, csr_name);
    case Kind::enter_guest:
    case Kind::return_to_host:
    case Kind::other:
        break;
    }
    return {};
}

} // namespace switchscope
