// SPDX-License-Identifier: MIT
#include "core/session/log_plan.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/prediction.h"

namespace switchscope {

namespace {

/// What a dump shows while V=0, directly or computed. Anything else is known from the code alone.
constexpr std::array<std::uint16_t, 19> shown_csrs{
    csr::sstatus, csr::sie,     csr::stvec,   csr::sscratch, csr::sepc,
    csr::scause,  csr::stval,   csr::satp,    csr::hie,      csr::hstatus,
    csr::hedeleg, csr::hideleg, csr::htval,   csr::vsstatus, csr::vsie,
    csr::vstvec,  csr::vsepc,   csr::vscause, csr::mtvec};

bool reads(const Instruction& instruction, unsigned gpr) {
    return instruction.rs1 == gpr || instruction.rs2 == gpr ||
           (instruction.memory && instruction.memory->base == gpr);
}

/// Whether no dump from before shows the result: a load, or a CSR that dumps lack.
bool brings_news(const Instruction& instruction) {
    return instruction.operation == Operation::load || instruction.operation == Operation::atomic ||
           (instruction.operation == Operation::csr && !dumps_show(instruction.csr->number));
}

/// sstatus as a window onto mstatus: SIE SPIE UBE SPP VS FS XS SUM MXR UXL SD.
constexpr std::uint64_t sstatus_mask = 0x8000'0003'000d'e762;

/// The CSRs that a dump of QEMU 7.2 has only as parts of others. Newer ones print them all.
void add_worked_out(const LoggedRegisters& registers, Observation& seen) {
    const bool guest = seen.world == World::guest;
    const auto add = [&](std::uint16_t number, std::uint64_t value) {
        if (!seen.looked_at(number)) {
            seen.add_csr(number, value);
        }
    };
    if (const auto mstatus = registers.csr(csr::mstatus)) {
        add(guest ? csr::vsstatus : csr::sstatus, *mstatus & sstatus_mask);
    }
    const auto mie = registers.csr(csr::mie);
    const auto mideleg = registers.csr(csr::mideleg);
    const auto hideleg = registers.csr(csr::hideleg);
    if (mie && mideleg && hideleg) {
        constexpr std::uint64_t supervisor = 0x222;
        constexpr std::uint64_t virtual_supervisor = 0x444;
        constexpr std::uint64_t guest_external = 0x1000;
        if (!guest) {
            add(csr::sie, *mie & *mideleg & supervisor);
        }
        add(csr::hie, *mie & (virtual_supervisor | guest_external));
        add(csr::vsie, (*mie & *hideleg & virtual_supervisor) >> 1);
    }
}

} // namespace

bool dumps_show(std::uint64_t number) {
    return std::ranges::find(shown_csrs, number) != shown_csrs.end();
}

std::vector<std::uint64_t> log_anchors(const Routine& routine) {
    std::vector<std::uint64_t> anchors;
    std::uint32_t news = 0; // bit n: xn was loaded, and no dump has shown it yet
    for (std::size_t n = 0; n < routine.instructions().size(); ++n) {
        const Instruction& instruction = routine.instructions()[n];
        bool needed = n == 0 || n == routine.sret_index() || n == routine.sret_index() + 1 ||
                      n == routine.ret_index();
        for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
            needed = needed ||
                     ((news >> gpr & 1) != 0 && (instruction.rd == gpr || reads(instruction, gpr)));
        }
        if (needed) {
            anchors.push_back(instruction.address);
            news = 0;
        }
        if (instruction.rd && brings_news(instruction)) {
            news |= std::uint32_t{1} << *instruction.rd;
        }
    }
    std::ranges::sort(anchors);
    return anchors;
}

std::string log_filter(const Routine& routine) {
    std::string filter;
    for (const std::uint64_t anchor : log_anchors(routine)) {
        filter += (filter.empty() ? "" : ",") + hex(anchor) + "+1";
    }
    return filter;
}

std::vector<std::uint64_t> split_points(const Routine& routine) {
    constexpr std::uint64_t page = 4096;
    std::map<std::uint64_t, std::uint64_t> points;
    for (const Instruction& instruction : routine.instructions()) {
        const std::uint64_t inside = instruction.address + 2;
        if (instruction.size == 4 && inside / page == instruction.address / page) {
            points.try_emplace(inside / page, inside);
        }
    }
    std::vector<std::uint64_t> all;
    all.reserve(points.size());
    for (const auto& [in_page, point] : points) {
        all.push_back(point);
    }
    return all;
}

Observation observation_of(const LoggedRegisters& registers, World world) {
    Observation seen;
    seen.world = world;
    seen.gprs = registers.gprs;
    seen.pc = registers.pc.value_or(0);
    const bool guest = world == World::guest;
    for (const auto& [number, value] : registers.csrs) {
        if (guest && supervisor_alias(number)) {
            continue; // out of date
        }
        const std::uint16_t owner = true_csr(world, number);
        if (std::ranges::find(followed_csrs(), owner) != followed_csrs().end()) {
            seen.add_csr(owner, value);
        }
    }
    add_worked_out(registers, seen);
    return seen;
}

} // namespace switchscope
