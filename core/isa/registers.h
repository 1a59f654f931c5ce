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

/// "ra", "s0", ...; `number` is 0..31, anything else gives an empty name.
std::string_view gpr_name(unsigned number);
/// Takes ABI names ("s0", "fp") and numeric names ("x8").
std::optional<unsigned> gpr_number(std::string_view name);

/// What one value of a bit field means: a word, or what is the same in every language ("Sv39").
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
    /// Meanings of the values; empty where the number speaks for itself.
    std::span<const CsrValue> values;

    /// The field's bits of a register value, moved down to bit 0.
    std::uint64_t extract(std::uint64_t register_value) const {
        return (register_value >> lsb) & (width >= 64 ? ~0ULL : (1ULL << width) - 1);
    }
    /// What `values` says of `field_value` (as extract() gives it): "dirty"; empty where it says nothing.
    Phrase value_name(std::uint64_t field_value) const;
};

/// One control and status register. Sources: RISC-V privileged specification 1.12 with H extension, the Advanced
/// Interrupt Architecture, Sstc, Sscofpmf, Smstateen, the debug specification; RV64 (no upper-half registers).
struct Csr {
    std::uint16_t number;
    std::string_view name;
    English title; ///< %1: the number at the end of `name`
    std::span<const CsrField> fields;

    Phrase summary() const; ///< what it is, one clause
};

/// Every CSR this program names: user, supervisor, hypervisor, virtual supervisor, machine. By number.
std::span<const Csr> csr_table();
const Csr* find_csr(unsigned number);
const Csr* find_csr(std::string_view name);

/// The name of the CSR, or "csr0x123" for one without a name.
std::string csr_name(unsigned number);

/// What scause, vscause or mcause says: "virtual supervisor ecall", "supervisor timer interrupt";
/// "exception 24", "interrupt 13" for codes without a name.
Phrase trap_cause(std::uint64_t cause);
std::string trap_cause_name(std::uint64_t cause); ///< the same in English

/// The cause of that name; none: there is none.
std::optional<std::uint64_t> trap_cause_number(std::string_view name);

/// CSR numbers the program itself reasons about.
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
/// Those into which a trap out of the guest writes what it knows of the guest.
inline constexpr std::array filled_by_trap{sepc, scause, stval, htval, htinst};
} // namespace csr

/// Whether the CSR is one of csr::filled_by_trap.
bool is_filled_by_trap(unsigned number);

/// The supervisor CSR whose name a guest (V=1) uses for `vs_number`, e.g. vsstatus -> sstatus; none for others.
std::optional<std::uint16_t> supervisor_alias(std::uint16_t vs_number);
/// The other way: sstatus -> vsstatus; none where no vs* register exists.
std::optional<std::uint16_t> virtual_supervisor_of(std::uint16_t s_number);

} // namespace switchscope
