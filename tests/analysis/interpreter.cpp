// SPDX-License-Identifier: MIT
#include "tests/analysis/interpreter.h"

#include <optional>

#include "core/base/hex.h"
#include "core/isa/compressed.h"
#include "core/isa/registers.h"

namespace switchscope::test {

namespace {

using Outcome = tl::expected<Executed, std::string>;

tl::unexpected<std::string> trouble(std::string what) {
    return tl::unexpected<std::string>(std::move(what));
}

constexpr std::uint32_t bits(std::uint32_t word, unsigned low, unsigned count) {
    return word >> low & ((1U << count) - 1);
}

/// The low `width` bits of `value`, sign-extended.
constexpr std::uint64_t extended(std::uint64_t value, unsigned width) {
    if (width == 0 || width >= 64) {
        return value;
    }
    const std::uint64_t sign = 1ULL << (width - 1);
    const std::uint64_t low = value & ((sign << 1) - 1);
    return (low ^ sign) - sign;
}

/// The fields and the execution of one 32-bit instruction.
class Execution {
  public:
    Execution(Machine& machine, std::uint32_t word, std::uint64_t next)
        : machine_(machine), word_(word), next_(next) {}

    Outcome run() {
        switch (bits(word_, 0, 7)) {
        case 0x37: // lui
            return result(extended(word_ & 0xffff'f000, 32));
        case 0x17: // auipc
            return result(machine_.pc + extended(word_ & 0xffff'f000, 32));
        case 0x13:
            return add_immediate();
        case 0x33:
            return add();
        case 0x03:
            return load();
        case 0x23:
            return store();
        case 0x6f: // jal
            return jump(machine_.pc + jal_offset(), Executed::plainly);
        case 0x67:
            return jump_register();
        case 0x73:
            return system();
        default:
            return unknown();
        }
    }

  private:
    unsigned rd() const { return bits(word_, 7, 5); }
    unsigned rs1() const { return bits(word_, 15, 5); }
    unsigned rs2() const { return bits(word_, 20, 5); }
    unsigned function() const { return bits(word_, 12, 3); }
    std::uint64_t value1() const { return machine_.gprs[rs1()]; }
    std::uint64_t value2() const { return machine_.gprs[rs2()]; }
    std::uint64_t i_immediate() const { return extended(bits(word_, 20, 12), 12); }
    std::uint64_t s_immediate() const {
        return extended(bits(word_, 25, 7) << 5 | bits(word_, 7, 5), 12);
    }
    std::uint64_t jal_offset() const {
        return extended(bits(word_, 31, 1) << 20 | bits(word_, 12, 8) << 12 |
                            bits(word_, 20, 1) << 11 | bits(word_, 21, 10) << 1,
                        21);
    }

    tl::unexpected<std::string> unknown() const {
        return trouble("does not know the instruction " + hex(word_) + " at " + hex(machine_.pc));
    }

    Outcome result(std::uint64_t value) {
        if (rd() != zero) {
            machine_.gprs[rd()] = value;
        }
        machine_.pc = next_;
        return Executed::plainly;
    }

    Outcome jump(std::uint64_t target, Executed how) {
        result(next_);
        machine_.pc = target & ~1ULL;
        return how;
    }

    Outcome add_immediate() {
        return function() == 0 ? result(value1() + i_immediate()) : Outcome(unknown());
    }

    Outcome add() {
        return function() == 0 && bits(word_, 25, 7) == 0 ? result(value1() + value2())
                                                          : Outcome(unknown());
    }

    /// The offset of an access in the memory; none where one of its bytes lies outside.
    std::optional<std::size_t> place(std::uint64_t address, std::size_t size) const {
        const std::uint64_t offset = address - machine_.area;
        if (offset >= machine_.memory.size() || machine_.memory.size() - offset < size) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(offset);
    }

    Outcome load() {
        const std::size_t size = 1ULL << (function() & 3);
        const bool sign = (function() & 4) == 0;
        if (function() == 7) {
            return unknown();
        }
        const std::uint64_t address = value1() + i_immediate();
        const auto offset = place(address, size);
        if (!offset) {
            return trouble("loads from " + hex(address) + ", outside the save area");
        }
        const std::uint64_t value = machine_.word(*offset, size);
        return result(sign ? extended(value, static_cast<unsigned>(8 * size)) : value);
    }

    Outcome store() {
        const std::size_t size = 1ULL << function();
        if (function() > 3) {
            return unknown();
        }
        const std::uint64_t address = value1() + s_immediate();
        const auto offset = place(address, size);
        if (!offset) {
            return trouble("stores to " + hex(address) + ", outside the save area");
        }
        machine_.set_word(*offset, value2(), size);
        machine_.pc = next_;
        return Executed::plainly;
    }

    Outcome jump_register() {
        const std::uint64_t target = value1() + i_immediate();
        const bool returns = rd() == zero && rs1() == ra && i_immediate() == 0;
        return function() == 0 ? jump(target, returns ? Executed::ret : Executed::plainly)
                               : Outcome(unknown());
    }

    Outcome system() {
        if (word_ == 0x1020'0073) {
            machine_.pc = machine_.csrs[csr::sepc];
            return Executed::sret;
        }
        if (function() == 0 || function() == 4) {
            return unknown();
        }
        const auto number = static_cast<std::uint16_t>(bits(word_, 20, 12));
        const auto found = machine_.csrs.find(number);
        const unsigned operation = function() & 3; // 1 write, 2 set, 3 clear
        const bool writes = operation == 1 || rs1() != 0;
        const bool read_only = number >> 10 == 3;
        if (found == machine_.csrs.end() || (writes && read_only)) {
            return trouble("accesses " + csr_name(number) + ", which HS-mode cannot");
        }
        const std::uint64_t operand = (function() & 4) != 0 ? rs1() : value1();
        const std::uint64_t old = found->second;
        const std::uint64_t wanted = operation == 1   ? operand
                                     : operation == 2 ? old | operand
                                                      : old & ~operand;
        const bool reserved_mode = number == csr::stvec && (wanted & 3) > 1;
        if (writes && !reserved_mode) {
            found->second = wanted;
        }
        return result(old);
    }

    Machine& machine_;
    std::uint32_t word_;
    std::uint64_t next_;
};

} // namespace

std::uint64_t Machine::word(std::size_t offset, std::size_t size) const {
    std::uint64_t value = 0;
    for (std::size_t n = size; n-- > 0;) {
        value = value << 8 | memory.at(offset + n);
    }
    return value;
}

void Machine::set_word(std::size_t offset, std::uint64_t value, std::size_t size) {
    for (std::size_t n = 0; n < size; ++n) {
        memory.at(offset + n) = static_cast<std::uint8_t>(value >> (8 * n));
    }
}

Outcome execute(Machine& machine, const Code& code) {
    if (!code.holds(machine.pc) || code.bytes.size() - (machine.pc - code.address) < 2) {
        return trouble("leaves the code for " + hex(machine.pc));
    }
    const auto rest = code.bytes.subspan(static_cast<std::size_t>(machine.pc - code.address));
    const auto half = static_cast<std::uint16_t>(rest[0] | rest[1] << 8);
    if ((half & 3) != 3) {
        const auto word = expand_compressed(half);
        return word ? Execution(machine, *word, machine.pc + 2).run()
                    : Outcome(trouble("does not know the instruction " + hex(half) + " at " +
                                      hex(machine.pc)));
    }
    if (rest.size() < 4) {
        return trouble("leaves the code at " + hex(machine.pc));
    }
    const std::uint32_t word = half | static_cast<std::uint32_t>(rest[2]) << 16 |
                               static_cast<std::uint32_t>(rest[3]) << 24;
    return Execution(machine, word, machine.pc + 4).run();
}

} // namespace switchscope::test
