// SPDX-License-Identifier: MIT
#include "tests/analysis/mutants.h"

#include <algorithm>
#include <array>

#include "core/base/hex.h"
#include "core/isa/compressed.h"
#include "core/isa/registers.h"

namespace switchscope::test {

namespace {

constexpr std::uint32_t nop = 0x0000'0013;
constexpr std::uint16_t compressed_nop = 0x0001;
constexpr std::int64_t slot_size = 8;

/// A field of a 32-bit instruction.
struct Field {
    unsigned low, width;

    std::uint32_t of(std::uint32_t word) const { return word >> low & ((1U << width) - 1); }
    std::uint32_t in(std::uint32_t word, std::uint32_t value) const {
        const std::uint32_t mask = ((1U << width) - 1) << low;
        return (word & ~mask) | (value << low & mask);
    }
};
constexpr Field rd{7, 5};
constexpr Field function{12, 3};
constexpr Field rs1{15, 5};
constexpr Field rs2{20, 5};
constexpr Field csr_number{20, 12};
constexpr Field i_immediate{20, 12};
constexpr Field s_immediate_low{7, 5};
constexpr Field s_immediate_high{25, 7};
constexpr Field u_immediate{12, 20};

std::uint32_t add_immediate(unsigned to, unsigned from, std::int32_t value) {
    return i_immediate.in(rs1.in(rd.in(nop, to), from), static_cast<std::uint32_t>(value));
}

/// An instruction of the routine that is changed.
struct Item {
    enum class Part : std::uint8_t { plain, label_high, label_low };

    std::uint32_t word = 0;
    std::size_t origin = 0;
    Part part = Part::plain; ///< of the `la` that takes the return label's address
};

/// A routine as a list of instructions, which can be changed and assembled again. `la` then gets
/// the new address of the return label, which stays aligned.
struct Program {
    std::array<std::vector<Item>, 2> halves;
    std::int64_t label_off_by = 0; ///< in bytes: what `la` is wrong by
    bool label_misaligned = false; ///< the label itself is 2 bytes late

    static Program of(const Routine& routine) {
        Program program;
        const auto& code = routine.instructions();
        for (std::size_t n = 0; n < code.size(); ++n) {
            const std::uint32_t word =
                code[n].size == 2
                    ? expand_compressed(static_cast<std::uint16_t>(code[n].encoding)).value()
                    : code[n].encoding;
            program.halves.at(n > routine.sret_index() ? 1 : 0).push_back({word, n});
        }
        auto& outward = program.halves[0];
        const auto high = std::ranges::find_if(
            outward, [](const Item& item) { return (item.word & 0x7f) == 0x17; });
        const auto low = std::find_if(high, outward.end(), [&](const Item& item) {
            return (item.word & 0x707f) == nop && rs1.of(item.word) == rd.of(high->word);
        });
        high->part = Item::Part::label_high;
        low->part = Item::Part::label_low;
        return program;
    }

    Mutant assemble(std::uint64_t address) const {
        Mutant made;
        made.address = address;
        append(made, halves[0]);
        while (made.bytes.size() % 4 != 0) {
            append(made, compressed_nop, 2);
        }
        if (label_misaligned) {
            append(made, compressed_nop, 2);
        }
        const std::uint64_t label = address + made.bytes.size();
        append(made, halves[1]);
        point_at(made, label + static_cast<std::uint64_t>(label_off_by));
        return made;
    }

  private:
    static void append(Mutant& made, std::uint32_t word, unsigned size) {
        for (unsigned n = 0; n < size; ++n) {
            made.bytes.push_back(static_cast<std::uint8_t>(word >> (8 * n)));
        }
    }
    static void append(Mutant& made, const std::vector<Item>& items) {
        for (const Item& item : items) {
            made.origins[made.address + made.bytes.size()] = item.origin;
            append(made, item.word, 4);
        }
    }
    void point_at(Mutant& made, std::uint64_t label) const {
        std::uint64_t offset = 0;
        for (std::size_t n = 0; n < halves[0].size(); ++n) {
            if (halves[0][n].part == Item::Part::label_high) {
                offset = label - made.address - 4 * n;
            }
        }
        for (std::size_t n = 0; n < halves[0].size(); ++n) {
            const Item& item = halves[0][n];
            std::uint32_t word = item.word;
            if (item.part == Item::Part::label_high) {
                word = u_immediate.in(word, static_cast<std::uint32_t>((offset + 0x800) >> 12));
            } else if (item.part == Item::Part::label_low) {
                word = i_immediate.in(word, static_cast<std::uint32_t>(offset));
            }
            for (unsigned byte = 0; byte < 4; ++byte) {
                made.bytes[4 * n + byte] = static_cast<std::uint8_t>(word >> (8 * byte));
            }
        }
    }
};

class Generator {
  public:
    Generator(const Routine& routine, const SaveArea& area)
        : routine_(routine), area_(area), program_(Program::of(routine)),
          original_(program_.assemble(routine.begin())) {}

    std::vector<Mutant> run() {
        for (std::size_t n = 0; n < routine_.instructions().size(); ++n) {
            const Instruction& one = routine_.instructions()[n];
            if (one.memory || one.csr) {
                drop(n);
                move(n);
            }
            if (one.memory) {
                change_memory_access(n);
            }
            if (one.csr) {
                change_csr_access(n);
            }
            swap_with_next(n);
            clobber_in_front_of(n);
        }
        exchange_registers();
        move_label();
        return std::move(mutants_);
    }

  private:
    struct Place {
        std::size_t half, at;
    };
    Place place(std::size_t n) const {
        const std::size_t first = routine_.sret_index() + 1;
        return n < first ? Place{0, n} : Place{1, n - first};
    }
    std::vector<Item>& half_of(Program& program, std::size_t n) const {
        return program.halves.at(place(n).half);
    }
    auto position(std::vector<Item>& items, std::size_t n) const {
        return items.begin() + static_cast<std::ptrdiff_t>(place(n).at);
    }
    std::uint32_t word(std::size_t n) const {
        return program_.halves.at(place(n).half).at(place(n).at).word;
    }
    void set_word(Program& program, std::size_t n, std::uint32_t value) const {
        position(half_of(program, n), n)->word = value;
    }
    bool ends_half(std::size_t n) const {
        return n == routine_.sret_index() || n == routine_.ret_index();
    }
    std::string text(std::size_t n) const {
        return "#" + std::to_string(n) + " " + routine_.instructions()[n].text();
    }
    static std::string text_of(std::uint32_t word) {
        std::array<std::uint8_t, 4> bytes{};
        for (unsigned n = 0; n < 4; ++n) {
            bytes.at(n) = static_cast<std::uint8_t>(word >> (8 * n));
        }
        return decode(bytes, 0).value().text();
    }

    void add(const Program& program, std::vector<std::size_t> sites, std::string kind,
             const std::string& what, bool lost = false) {
        Mutant made = program.assemble(routine_.begin());
        if (made.bytes == original_.bytes) {
            return;
        }
        made.description = text(sites.front()) + ": " + what;
        made.kind = std::move(kind);
        made.sites = std::move(sites);
        made.lost = lost;
        mutants_.push_back(std::move(made));
    }

    void replace(std::size_t n, std::uint32_t value, std::string kind) {
        Program program = program_;
        set_word(program, n, value);
        add(program, {n}, std::move(kind), "becomes " + text_of(value));
    }

    void drop(std::size_t n) {
        Program program = program_;
        set_word(program, n, nop);
        add(program, {n}, "dropped", "dropped", true);

        program = program_;
        half_of(program, n).erase(position(half_of(program, n), n));
        add(program, {n}, "removed", "removed, the code closes up", true);
    }

    void move(std::size_t n) {
        Program program = program_;
        auto& items = half_of(program, n);
        items.insert(position(items, n), *position(items, n));
        add(program, {n}, "doubled", "doubled");

        program = program_;
        std::rotate(half_of(program, n).begin(), position(half_of(program, n), n),
                    position(half_of(program, n), n) + 1);
        add(program, {n}, "moved to the front", "moved to the front of its half");

        program = program_;
        std::rotate(position(half_of(program, n), n), position(half_of(program, n), n) + 1,
                    half_of(program, n).end() - 1);
        add(program, {n}, "moved to the end", "moved to the end of its half");
    }

    /// An instruction after `sret` or `ret` is never reached.
    void swap_with_next(std::size_t n) {
        const auto accesses = [&](std::size_t at) {
            return routine_.instructions()[at].memory || routine_.instructions()[at].csr;
        };
        if (ends_half(n) || !(accesses(n) || accesses(n + 1))) {
            return;
        }
        Program program = program_;
        const auto here = position(half_of(program, n), n);
        std::iter_swap(here, here + 1);
        if (ends_half(n + 1)) {
            add(program, {n}, "moved out", "moved behind " + text(n + 1), true);
        } else {
            add(program, {n, n + 1}, "swapped", "swapped with " + text(n + 1));
        }
    }

    std::uint32_t with_offset(std::uint32_t value, std::int64_t offset) const {
        const auto low = static_cast<std::uint32_t>(offset);
        const bool stores = (value & 0x7f) == 0x23;
        return stores ? s_immediate_high.in(s_immediate_low.in(value, low), low >> 5)
                      : i_immediate.in(value, low);
    }

    /// The slot of the same register in the other world.
    std::optional<std::int64_t> other_world(std::int64_t offset) const {
        const auto index = area_.index_at(static_cast<std::uint64_t>(offset));
        if (!index) {
            return std::nullopt;
        }
        const Slot& slot = area_.slots()[*index];
        const SlotOwner other = slot.owner == SlotOwner::host ? SlotOwner::guest : SlotOwner::host;
        const auto found = slot.gpr   ? area_.index_of_gpr(other, *slot.gpr)
                           : slot.csr ? area_.index_of_csr(other, *slot.csr)
                                      : std::nullopt;
        return found ? std::optional(static_cast<std::int64_t>(area_.slots()[*found].offset))
                     : std::nullopt;
    }

    void neighbours(std::size_t n, Field field, const std::string& kind) {
        const std::uint32_t now = field.of(word(n));
        if (now > 0) {
            replace(n, field.in(word(n), now - 1), kind);
        }
        if (now < 31) {
            replace(n, field.in(word(n), now + 1), kind);
        }
    }

    void change_memory_access(std::size_t n) {
        const Instruction& one = routine_.instructions()[n];
        const bool stores = one.operation == Operation::store;
        const std::int64_t offset = one.memory->offset;
        replace(n, with_offset(word(n), offset + slot_size), "neighbouring slot");
        replace(n, with_offset(word(n), offset - slot_size), "neighbouring slot");
        if (const auto other = other_world(offset)) {
            replace(n, with_offset(word(n), *other), "other world's slot");
        }
        neighbours(n, stores ? rs2 : rd, "other register");
        neighbours(n, rs1, "other base");
        constexpr std::uint32_t signed_word = 2;
        constexpr std::uint32_t unsigned_word = 6;
        replace(n, function.in(word(n), signed_word), "4 bytes");
        if (!stores) {
            replace(n, function.in(word(n), unsigned_word), "4 bytes");
        }
    }

    void change_csr_access(std::size_t n) {
        neighbours(n, rd, "CSR access: other rd");
        neighbours(n, rs1, "CSR access: other rs1");
        for (const auto number :
             {csr::sstatus, csr::hstatus, csr::stvec, csr::sscratch, csr::sepc, csr::scounteren}) {
            if (csr_number.of(word(n)) != number) {
                replace(n, csr_number.in(word(n), number), "other CSR");
            }
        }
        for (const std::uint32_t operation : {1U, 2U, 3U}) {
            if (function.of(word(n)) != operation) {
                replace(n, function.in(word(n), operation), "CSR access: write, set, clear");
            }
        }
    }

    void insert(std::size_t n, std::uint32_t value, const std::string& kind) {
        Program program = program_;
        auto& items = half_of(program, n);
        items.insert(position(items, n), {value, n});
        add(program, {n}, kind, text_of(value) + " inserted before");
    }

    void clobber_in_front_of(std::size_t n) {
        insert(n, add_immediate(a0, a0, 8), "pointer clobbered");
        insert(n, add_immediate(a0, t0, 0), "pointer clobbered");
        // Each place gets another register, and each register is used at many places.
        const unsigned victim = 1 + static_cast<unsigned>(7 * n % 31);
        insert(n, add_immediate(victim, victim, 8), "register clobbered");
        insert(n, add_immediate(victim, zero, 0), "register clobbered");
    }

    /// Exchanges the slots of two registers where they are saved, where they are restored, and in
    /// both places.
    void exchange_registers() {
        const auto& code = routine_.instructions();
        const auto offset = [&](std::size_t n) { return code[n].memory->offset; };
        std::map<std::int64_t, std::size_t> second_half;
        for (std::size_t n = routine_.sret_index() + 1; n < code.size(); ++n) {
            if (code[n].memory) {
                second_half[offset(n)] = n;
            }
        }
        std::optional<std::size_t> last;
        for (std::size_t n = 0; n < routine_.sret_index(); ++n) {
            if (!code[n].memory) {
                continue;
            }
            if (last && code[*last].operation == code[n].operation &&
                second_half.contains(offset(*last)) && second_half.contains(offset(n))) {
                exchange(*last, n, second_half[offset(*last)], second_half[offset(n)]);
            }
            last = n;
        }
    }

    void exchange(std::size_t a, std::size_t b, std::size_t back_a, std::size_t back_b) {
        const std::int64_t to_a = routine_.instructions()[b].memory->offset;
        const std::int64_t to_b = routine_.instructions()[a].memory->offset;
        const auto exchanged = [&](Program program, std::size_t x, std::size_t y) {
            set_word(program, x, with_offset(word(x), to_a));
            set_word(program, y, with_offset(word(y), to_b));
            return program;
        };
        const std::string what = "exchanges its slot with " + text(b);
        const Program out = exchanged(program_, a, b);
        add(out, {a, b}, "slots exchanged", what);
        add(exchanged(program_, back_a, back_b), {back_a, back_b}, "slots exchanged",
            "exchanges its slot with " + text(back_b));
        add(exchanged(out, back_a, back_b), {a, b, back_a, back_b}, "slots exchanged",
            what + ", and so on the way back");
    }

    void move_label() {
        std::vector<std::size_t> sites;
        for (const Item& item : program_.halves[0]) {
            if (item.part != Item::Part::plain ||
                (routine_.instructions()[item.origin].csr &&
                 routine_.instructions()[item.origin].csr->number == csr::stvec)) {
                sites.push_back(item.origin);
            }
        }
        for (const int by : {1, 2, 4, -4}) {
            Program program = program_;
            program.label_off_by = by;
            auto places = sites;
            if (by < 0) {
                places.push_back(routine_.sret_index()); // it is executed again
            }
            add(program, std::move(places), "return label",
                "takes the address " + std::to_string(by) + " bytes behind the label");
        }
        Program program = program_;
        program.label_misaligned = true;
        add(program, sites, "return label", "the label is 2 bytes off its alignment");
    }

    const Routine& routine_;
    const SaveArea& area_;
    Program program_;
    Mutant original_;
    std::vector<Mutant> mutants_;
};

} // namespace

Mutant unchanged(const Routine& routine) {
    Mutant made = Program::of(routine).assemble(routine.begin());
    made.kind = made.description = "unchanged";
    return made;
}

std::vector<Mutant> mutants_of(const Routine& routine, const SaveArea& area) {
    return Generator(routine, area).run();
}

} // namespace switchscope::test
