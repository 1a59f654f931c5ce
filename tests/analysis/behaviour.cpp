// SPDX-License-Identifier: MIT
#include "tests/analysis/behaviour.h"

#include <algorithm>
#include <array>
#include <functional>
#include <random>

#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope::test {

namespace {

using Random = std::mt19937_64;

constexpr int instructions_at_most = 1000;
constexpr std::array seeds{1U, 2U, 3U};

/// The CSRs that change between `sret` and the guest's trap. The trap itself writes these,
constexpr std::array written_by_traps{csr::sstatus, csr::sepc,  csr::scause, csr::stval,
                                      csr::hstatus, csr::htval, csr::htinst};
/// and these have no counterpart in VS-mode, so that a guest that writes them writes those of the
/// host.
constexpr std::array shared_with_guest{csr::scounteren, csr::senvcfg};
/// The CSRs of a trap that the host's code after the switch does not use.
constexpr std::array of_one_trap{csr::sepc, csr::scause, csr::stval, csr::htval, csr::htinst};

constexpr std::array expected_to_be_lost{a0, t0, t1, t2, t3, t4, t5, t6};

void randomize_gprs(Machine& machine, Random& random) {
    // without std::ref the numbers would repeat
    std::ranges::generate(machine.gprs, std::ref(random));
    machine.gprs[zero] = 0;
}

Machine at_entry(const Code& code, std::uint64_t area_size, unsigned seed) {
    Random random(seed);
    Machine machine;
    machine.pc = code.address;
    randomize_gprs(machine, random);
    for (const Csr& csr : csr_table()) {
        const bool of_machine_mode = (csr.number >> 8 & 3) == 3;
        if (!of_machine_mode) {
            machine.csrs[csr.number] = random();
        }
    }
    machine.csrs[csr::stvec] &= ~3ULL;
    machine.area = 0xffff'ffd6'0000'0000 + (random() & 0xffff'f000);
    machine.gprs[a0] = machine.area;
    machine.memory.resize(area_size);
    std::ranges::generate(machine.memory, [&] { return static_cast<std::uint8_t>(random()); });
    return machine;
}

/// Changes every register of the guest, and then makes it trap.
void guest_stretch(Machine& machine, unsigned seed) {
    Random random(seed + 1000); // another sequence than at the entry
    randomize_gprs(machine, random);
    for (const auto number : written_by_traps) {
        machine.csrs[number] = random();
    }
    for (const auto number : shared_with_guest) {
        machine.csrs[number] = random();
    }
    constexpr std::uint64_t timer_interrupt = 5;
    constexpr std::uint64_t call_from_guest = 10;
    const bool interrupt = seed % 2 == 0;
    machine.csrs[csr::scause] = interrupt ? 1ULL << 63 | timer_interrupt : call_from_guest;
    const std::uint64_t stvec = machine.csrs[csr::stvec];
    const bool vectored = (stvec & 3) == 1;
    machine.pc = (stvec & ~3ULL) + (vectored && interrupt ? 4 * timer_interrupt : 0);
}

/// Executes until `end`. The text says why that was not reached.
std::optional<std::string> run_half(Machine& machine, const Code& code, Executed end) {
    for (int n = 0; n < instructions_at_most; ++n) {
        const auto executed = execute(machine, code);
        if (!executed) {
            return executed.error();
        }
        if (*executed == end) {
            return std::nullopt;
        }
        if (*executed != Executed::plainly) {
            return end == Executed::ret ? "enters the guest twice" : "returns without the guest";
        }
    }
    return "never comes to an end";
}

/// Collects the first few differences, in words.
class Differences {
  public:
    void compare(std::uint64_t one, std::uint64_t other, const std::string& what) {
        if (one != other && ++count_ <= 3) {
            text_ += (text_.empty() ? "" : ", ") + what + " is " + hex(other) + " instead of " +
                     hex(one);
        }
    }
    std::string text() const {
        return count_ > 3 ? text_ + " and " + std::to_string(count_ - 3) + " more" : text_;
    }

  private:
    int count_ = 0;
    std::string text_;
};

bool contains(const auto& range, auto value) {
    return std::ranges::find(range, value) != range.end();
}

} // namespace

Behaviour run_switch(const Code& code, std::uint64_t area_size, unsigned seed) {
    Behaviour made;
    Machine machine = at_entry(code, area_size, seed);
    made.crash = run_half(machine, code, Executed::sret);
    if (made.crash) {
        return made;
    }
    made.at_sret.gprs = machine.gprs;
    made.at_sret.csrs = machine.csrs;
    guest_stretch(machine, seed);
    made.crash = run_half(machine, code, Executed::ret);
    made.at_ret = std::move(machine);
    return made;
}

std::string difference(const Behaviour& one, const Behaviour& other, const SaveArea& area) {
    if (one.crash || other.crash) {
        return one.crash == other.crash ? "" : other.crash.value_or("does not crash");
    }
    Differences found;
    const auto compare_csrs = [&](const Machine& a, const Machine& b, const auto& without,
                                  const std::string& when) {
        for (const auto& [number, value] : a.csrs) {
            if (!contains(without, number)) {
                found.compare(value, b.csrs.at(number), csr_name(number) + when);
            }
        }
    };
    for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
        found.compare(one.at_sret.gprs[gpr], other.at_sret.gprs[gpr],
                      std::string(gpr_name(gpr)) + " at sret");
    }
    // The value of stvec may differ, because the codes may have different sizes. Where the trap
    // leads shows afterwards.
    compare_csrs(one.at_sret, other.at_sret, std::array{csr::stvec}, " at sret");
    found.compare(one.at_sret.csrs.at(csr::stvec) & 3, other.at_sret.csrs.at(csr::stvec) & 3,
                  "mode of stvec at sret");
    found.compare(one.at_ret.pc, other.at_ret.pc, "pc after ret");
    for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
        if (!contains(expected_to_be_lost, gpr)) {
            found.compare(one.at_ret.gprs[gpr], other.at_ret.gprs[gpr],
                          std::string(gpr_name(gpr)) + " at ret");
        }
    }
    compare_csrs(one.at_ret, other.at_ret, of_one_trap, " at ret");
    for (std::size_t offset = 0; offset + 8 <= one.at_ret.memory.size(); offset += 8) {
        const auto slot = area.index_at(offset);
        found.compare(one.at_ret.word(offset), other.at_ret.word(offset),
                      (slot ? area.slots()[*slot].path : "save area +" + hex(offset)) + " at ret");
    }
    return found.text();
}

std::string difference(const Code& one, const Code& other, const SaveArea& area) {
    for (const unsigned seed : seeds) {
        const std::string found = difference(run_switch(one, area.size(), seed),
                                             run_switch(other, area.size(), seed), area);
        if (!found.empty()) {
            return found;
        }
    }
    return {};
}

} // namespace switchscope::test
