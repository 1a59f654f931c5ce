// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/phrase.h"

namespace switchscope {

/// Integer registers by number, with the names of the RISC-V calling convention (psABI).
enum Gpr : std::uint8_t {
    zero,
    ra,
    sp,
    gp,
    tp,
    t0,
    t1,
    t2,
    s0,
    s1,
    a0,
    a1,
    a2,
    a3,
    a4,
    a5,
    a6,
    a7,
    s2,
    s3,
    s4,
    s5,
    s6,
    s7,
    s8,
    s9,
    s10,
    s11,
    t3,
    t4,
    t5,
    t6,
};
inline constexpr int gpr_count = 32;

/// "ra", "s0", ... for 0 to 31; empty for any other number.
std::string_view gpr_name(unsigned number);
/// The GPR of an ABI name ("s0", "fp") or a numeric name ("x8"); none for any other text.
std::optional<unsigned> gpr_number(std::string_view name);

/// What one value of a bit field means. It is English, or a name that is the same in every language
/// ("Sv39").
struct CsrValue {
    std::uint8_t number;
    English meaning{};
    std::string_view name{};

    constexpr CsrValue(std::uint8_t of, English what) : number(of), meaning(what) {}
    constexpr CsrValue(std::uint8_t of, std::string_view what) : number(of), name(what) {}
    Phrase text() const { return meaning.empty() ? Phrase(name) : Phrase(meaning); }
};

/// A named bit range of a CSR, RV64 layout.
struct CsrField {
    std::string_view name;
    std::uint8_t lsb;
    std::uint8_t width; ///< in bits
    English meaning;    ///< one clause, no full stop
    /// Meanings of the values; empty where a value is just a number.
    std::span<const CsrValue> values;

    /// The value of the field in a register.
    std::uint64_t extract(std::uint64_t register_value) const {
        return (register_value >> lsb) & (width >= 64 ? ~0ULL : (1ULL << width) - 1);
    }
    /// The meaning of a value that extract() returned, such as "dirty"; empty where `values` has
    /// none.
    Phrase value_name(std::uint64_t field_value) const;
};

/// One control and status register of RV64 (there are no upper-half registers). Sources: RISC-V
/// privileged specification 1.12 with the hypervisor extension, Advanced Interrupt Architecture,
/// Sstc, Sscofpmf, Smstateen, the debug specification.
struct Csr {
    std::uint16_t number;
    std::string_view name;
    English title; ///< one clause; %1 is the number at the end of `name`
    std::span<const CsrField> fields;

    Phrase summary() const; ///< `title` with its number
};

/// Every CSR that this program knows (user, supervisor, hypervisor, virtual supervisor, machine),
/// by number.
std::span<const Csr> csr_table();
// Null where the table has none.
const Csr* find_csr(unsigned number);
const Csr* find_csr(std::string_view name);

/// The bits of a CSR that the program answers for: those that keep what was written there, and that
/// instructions or traps change. Other bits may change by themselves and say nothing of a step.
///
/// QEMU 10 and 11 show bits of mip in hvip, such as STIP and MTIP, while those are pending.
std::uint64_t own_bits(unsigned number);

/// The name of a CSR; "csr0x123" for one that is not in the table.
std::string csr_name(unsigned number);

/// What a value of scause, vscause or mcause means: "virtual supervisor ecall", "supervisor timer
/// interrupt". A code without a name is "exception 24" or "interrupt 13".
Phrase trap_cause(std::uint64_t cause);
std::string trap_cause_name(std::uint64_t cause); ///< the same in English

/// The value of scause whose English name this is; none where there is none.
std::optional<std::uint64_t> trap_cause_number(std::string_view name);

/// The CSRs that the program itself reasons about.
namespace csr {
enum Number : std::uint16_t {
    sstatus = 0x100,
    sie = 0x104,
    stvec = 0x105,
    scounteren = 0x106,
    senvcfg = 0x10a,
    sscratch = 0x140,
    sepc = 0x141,
    scause = 0x142,
    stval = 0x143,
    sip = 0x144,
    satp = 0x180,
    vsstatus = 0x200,
    vsie = 0x204,
    vstvec = 0x205,
    vsscratch = 0x240,
    vsepc = 0x241,
    vscause = 0x242,
    vstval = 0x243,
    vsip = 0x244,
    vsatp = 0x280,
    mstatus = 0x300,
    medeleg = 0x302,
    mideleg = 0x303,
    mie = 0x304,
    mtvec = 0x305,
    mepc = 0x341,
    mcause = 0x342,
    hstatus = 0x600,
    hedeleg = 0x602,
    hideleg = 0x603,
    hie = 0x604,
    htimedelta = 0x605,
    hcounteren = 0x606,
    hgeie = 0x607,
    htval = 0x643,
    hip = 0x644,
    hvip = 0x645,
    htinst = 0x64a,
    hgatp = 0x680,
};
/// The CSRs in which a trap out of the guest reports what the guest did.
inline constexpr std::array filled_by_trap{sepc, scause, stval, htval, htinst};
} // namespace csr

/// Whether csr::filled_by_trap has the CSR.
bool is_filled_by_trap(unsigned number);

/// The supervisor CSR whose number a guest (V=1) uses to reach `vs_number`: sstatus for vsstatus.
/// None for CSRs that are no vs* registers.
std::optional<std::uint16_t> supervisor_alias(std::uint16_t vs_number);
/// The opposite: vsstatus for sstatus. None where no vs* register exists.
std::optional<std::uint16_t> virtual_supervisor_of(std::uint16_t s_number);

} // namespace switchscope
