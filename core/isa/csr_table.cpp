// SPDX-License-Identifier: MIT
#include "core/isa/registers.h"

#include <algorithm>
#include <charconv>

namespace switchscope {

namespace {

// ---- Values that several fields share

constexpr CsrValue fp_states[] = {
    {0, en("off")}, {1, en("initial")}, {2, en("clean")}, {3, en("dirty")}};
constexpr CsrValue widths[] = {{1, en("32 bits")}, {2, en("64 bits")}, {3, en("128 bits")}};
constexpr CsrValue s_modes[] = {{0, en("user")}, {1, en("supervisor")}};
constexpr CsrValue m_modes[] = {{0, en("user")}, {1, en("supervisor")}, {3, en("machine")}};
constexpr CsrValue vectoring[] = {{0, en("direct")}, {1, en("vectored")}};
constexpr CsrValue trap_kinds[] = {{0, en("exception")}, {1, en("interrupt")}};
constexpr CsrValue translations[] = {{0, en("bare")}, {8, "Sv39"}, {9, "Sv48"}, {10, "Sv57"}};
constexpr CsrValue guest_translations[] = {
    {0, en("bare")}, {8, "Sv39x4"}, {9, "Sv48x4"}, {10, "Sv57x4"}};
constexpr CsrValue invalidations[] = {{0, en("illegal")}, {1, en("flush")}, {3, en("invalidate")}};

constexpr CsrValue guest_modes[] = {{0, "VU"}, {1, "VS"}};
constexpr CsrValue v_bits[] = {{0, en("host")}, {1, en("guest")}};
constexpr CsrValue tinst_forms[] = {
    {0, en("zero or a page table access")},
    {1, en("a transformed 2-byte instruction")},
    {3, en("a transformed instruction")},
};
constexpr CsrValue tinst_opcodes[] = {
    {0, en("load")},        {1, en("float load")}, {8, en("store")},
    {9, en("float store")}, {11, en("atomic")},    {28, en("hypervisor access")},
};
constexpr CsrValue halt_causes[] = {
    {1, "ebreak"},   {2, en("trigger")}, {3, en("halt request")},
    {4, en("step")}, {5, en("reset")},   {6, en("group")},
};
constexpr CsrValue debug_versions[] = {{4, "0.13"}, {15, "1.0"}};
constexpr CsrValue group_sizes[] = {{0, "1"},   {1, "2"},   {2, "4"},  {3, "8"},
                                    {5, "1/8"}, {6, "1/4"}, {7, "1/2"}};
constexpr CsrValue element_widths[] = {
    {0, en("8 bits")}, {1, en("16 bits")}, {2, en("32 bits")}, {3, en("64 bits")}};
constexpr CsrValue roundings[] = {
    {0, en("nearest, ties to even")}, {1, en("towards zero")}, {2, en("down")}, {3, en("up")},
    {4, en("nearest, ties away")},
};

constexpr CsrValue exceptions[] = {
    {0, en("instruction address misaligned")},
    {1, en("instruction access fault")},
    {2, en("illegal instruction")},
    {3, en("breakpoint")},
    {4, en("load address misaligned")},
    {5, en("load access fault")},
    {6, en("store address misaligned")},
    {7, en("store access fault")},
    {8, en("user ecall")},
    {9, en("supervisor ecall")},
    {10, en("virtual supervisor ecall")},
    {11, en("machine ecall")},
    {12, en("instruction page fault")},
    {13, en("load page fault")},
    {15, en("store page fault")},
    {20, en("instruction guest-page fault")},
    {21, en("load guest-page fault")},
    {22, en("virtual instruction")},
    {23, en("store guest-page fault")},
};
constexpr CsrValue interrupts[] = {
    {1, en("supervisor software interrupt")},
    {2, en("virtual supervisor software interrupt")},
    {3, en("machine software interrupt")},
    {5, en("supervisor timer interrupt")},
    {6, en("virtual supervisor timer interrupt")},
    {7, en("machine timer interrupt")},
    {9, en("supervisor external interrupt")},
    {10, en("virtual supervisor external interrupt")},
    {11, en("machine external interrupt")},
    {12, en("supervisor guest external interrupt")},
    {13, en("counter overflow interrupt")},
};

Phrase value_in(std::span<const CsrValue> values, std::uint64_t wanted) {
    const auto found = std::ranges::find(values, wanted, &CsrValue::number);
    return found == values.end() ? Phrase() : found->text();
}

// ---- Fields, lowest bit first

// clang-format off
constexpr CsrField sstatus_fields[] = {
    {"SIE", 1, 1, en("interrupts are let in while in supervisor mode"), {}},
    {"SPIE", 5, 1, en("SIE as it was before the last trap; sret puts it back"), {}},
    {"UBE", 6, 1, en("user mode accesses memory big-endian"), {}},
    {"SPP", 8, 1, en("mode the last trap came from; sret returns to it"), s_modes},
    {"VS", 9, 2, en("state of the vector registers"), fp_states},
    {"FS", 13, 2, en("state of the floating-point registers"), fp_states},
    {"XS", 15, 2, en("state of further user-mode extensions"), fp_states},
    {"SUM", 18, 1, en("supervisor mode may access pages of user mode"), {}},
    {"MXR", 19, 1, en("loads may read executable pages"), {}},
    {"UXL", 32, 2, en("register width in user mode"), widths},
    {"SD", 63, 1, en("some register state (FS, VS or XS) is dirty"), {}},
};

constexpr CsrField vsstatus_fields[] = {
    {"SIE", 1, 1, en("interrupts are let in while in VS-mode"), {}},
    {"SPIE", 5, 1, en("the guest's SIE before its last trap"), {}},
    {"UBE", 6, 1, en("VU-mode accesses memory big-endian"), {}},
    {"SPP", 8, 1, en("mode the guest's last trap came from"), guest_modes},
    {"VS", 9, 2, en("the guest's view of the vector registers"), fp_states},
    {"FS", 13, 2, en("the guest's view of the floating-point registers"), fp_states},
    {"XS", 15, 2, en("the guest's view of further extensions"), fp_states},
    {"SUM", 18, 1, en("VS-mode may access pages of VU-mode"), {}},
    {"MXR", 19, 1, en("the guest's loads may read executable pages"), {}},
    {"UXL", 32, 2, en("register width in VU-mode"), widths},
    {"SD", 63, 1, en("some register state (FS, VS or XS) is dirty for the guest"), {}},
};

constexpr CsrField mstatus_fields[] = {
    {"SIE", 1, 1, en("interrupts are let in while in supervisor mode"), {}},
    {"MIE", 3, 1, en("interrupts are let in while in machine mode"), {}},
    {"SPIE", 5, 1, en("SIE as it was before the last trap to supervisor mode"), {}},
    {"UBE", 6, 1, en("user mode accesses memory big-endian"), {}},
    {"MPIE", 7, 1, en("MIE as it was before the last trap to machine mode"), {}},
    {"SPP", 8, 1, en("mode the last trap to supervisor mode came from"), s_modes},
    {"VS", 9, 2, en("state of the vector registers"), fp_states},
    {"MPP", 11, 2, en("mode the last trap to machine mode came from; mret returns to it"), m_modes},
    {"FS", 13, 2, en("state of the floating-point registers"), fp_states},
    {"XS", 15, 2, en("state of further user-mode extensions"), fp_states},
    {"MPRV", 17, 1, en("loads and stores act with the privilege of MPP and MPV"), {}},
    {"SUM", 18, 1, en("supervisor mode may access pages of user mode"), {}},
    {"MXR", 19, 1, en("loads may read executable pages"), {}},
    {"TVM", 20, 1, en("satp accesses and sfence.vma trap from supervisor mode"), {}},
    {"TW", 21, 1, en("wfi below machine mode traps after a time limit"), {}},
    {"TSR", 22, 1, en("sret traps from supervisor mode"), {}},
    {"UXL", 32, 2, en("register width in user mode"), widths},
    {"SXL", 34, 2, en("register width in supervisor mode"), widths},
    {"SBE", 36, 1, en("supervisor mode accesses memory big-endian"), {}},
    {"MBE", 37, 1, en("machine mode accesses memory big-endian"), {}},
    {"GVA", 38, 1, en("mtval holds a guest virtual address"), {}},
    {"MPV", 39, 1, en("the last trap to machine mode came from a guest; mret returns to it"), {}},
    {"SD", 63, 1, en("some register state (FS, VS or XS) is dirty"), {}},
};

constexpr CsrField hstatus_fields[] = {
    {"VSBE", 5, 1, en("VS-mode accesses memory big-endian"), {}},
    {"GVA", 6, 1, en("stval holds a guest virtual address"), {}},
    {"SPV", 7, 1, en("where the last trap came from, and what sret enters"), v_bits},
    {"SPVP", 8, 1, en("guest mode that trapped, and the privilege of hlv and hsv"), guest_modes},
    {"HU", 9, 1, en("user mode may use hlv, hlvx and hsv"), {}},
    {"VGEIN", 12, 6, en("guest external interrupt line that the guest sees as its own"), {}},
    {"VTVM", 20, 1, en("the guest's satp accesses and sfence.vma exit to the host"), {}},
    {"VTW", 21, 1, en("the guest's wfi exits to the host after a time limit"), {}},
    {"VTSR", 22, 1, en("the guest's sret exits to the host"), {}},
    {"VSXL", 32, 2, en("register width in VS-mode"), widths},
};

constexpr CsrField sie_fields[] = {
    {"SSIE", 1, 1, en("supervisor software interrupt is enabled"), {}},
    {"STIE", 5, 1, en("supervisor timer interrupt is enabled"), {}},
    {"SEIE", 9, 1, en("supervisor external interrupt is enabled"), {}},
    {"LCOFIE", 13, 1, en("counter overflow interrupt is enabled"), {}},
};
constexpr CsrField sip_fields[] = {
    {"SSIP", 1, 1, en("supervisor software interrupt is pending"), {}},
    {"STIP", 5, 1, en("supervisor timer interrupt is pending"), {}},
    {"SEIP", 9, 1, en("supervisor external interrupt is pending"), {}},
    {"LCOFIP", 13, 1, en("counter overflow interrupt is pending"), {}},
};
constexpr CsrField vsie_fields[] = {
    {"SSIE", 1, 1, en("the guest enables its software interrupt (VSSIE, one bit down)"), {}},
    {"STIE", 5, 1, en("the guest enables its timer interrupt (VSTIE, one bit down)"), {}},
    {"SEIE", 9, 1, en("the guest enables its external interrupt (VSEIE, one bit down)"), {}},
    {"LCOFIE", 13, 1, en("the guest enables its counter overflow interrupt"), {}},
};
constexpr CsrField vsip_fields[] = {
    {"SSIP", 1, 1, en("the guest's software interrupt is pending (VSSIP, one bit down)"), {}},
    {"STIP", 5, 1, en("the guest's timer interrupt is pending (VSTIP, one bit down)"), {}},
    {"SEIP", 9, 1, en("the guest's external interrupt is pending (VSEIP, one bit down)"), {}},
    {"LCOFIP", 13, 1, en("the guest's counter overflow interrupt is pending"), {}},
};
constexpr CsrField hie_fields[] = {
    {"VSSIE", 2, 1, en("virtual supervisor software interrupt is enabled"), {}},
    {"VSTIE", 6, 1, en("virtual supervisor timer interrupt is enabled"), {}},
    {"VSEIE", 10, 1, en("virtual supervisor external interrupt is enabled"), {}},
    {"SGEIE", 12, 1, en("supervisor guest external interrupt is enabled"), {}},
};
constexpr CsrField hip_fields[] = {
    {"VSSIP", 2, 1, en("virtual supervisor software interrupt is pending"), {}},
    {"VSTIP", 6, 1, en("virtual supervisor timer interrupt is pending"), {}},
    {"VSEIP", 10, 1, en("virtual supervisor external interrupt is pending"), {}},
    {"SGEIP", 12, 1, en("supervisor guest external interrupt is pending"), {}},
};
constexpr CsrField hvip_fields[] = {
    {"VSSIP", 2, 1, en("the hypervisor raises a software interrupt for the guest"), {}},
    {"VSTIP", 6, 1, en("the hypervisor raises a timer interrupt for the guest"), {}},
    {"VSEIP", 10, 1, en("the hypervisor raises an external interrupt for the guest"), {}},
    {"LCOFIP", 13, 1, en("the hypervisor raises a counter overflow interrupt for the guest"), {}},
};
constexpr CsrField hvien_fields[] = {
    {"LCOFIE", 13, 1, en("the guest's counter overflow interrupt is the hypervisor's to raise"), {}},
};
constexpr CsrField mie_fields[] = {
    {"SSIE", 1, 1, en("supervisor software interrupt is enabled"), {}},
    {"VSSIE", 2, 1, en("virtual supervisor software interrupt is enabled"), {}},
    {"MSIE", 3, 1, en("machine software interrupt is enabled"), {}},
    {"STIE", 5, 1, en("supervisor timer interrupt is enabled"), {}},
    {"VSTIE", 6, 1, en("virtual supervisor timer interrupt is enabled"), {}},
    {"MTIE", 7, 1, en("machine timer interrupt is enabled"), {}},
    {"SEIE", 9, 1, en("supervisor external interrupt is enabled"), {}},
    {"VSEIE", 10, 1, en("virtual supervisor external interrupt is enabled"), {}},
    {"MEIE", 11, 1, en("machine external interrupt is enabled"), {}},
    {"SGEIE", 12, 1, en("supervisor guest external interrupt is enabled"), {}},
    {"LCOFIE", 13, 1, en("counter overflow interrupt is enabled"), {}},
};
constexpr CsrField mip_fields[] = {
    {"SSIP", 1, 1, en("supervisor software interrupt is pending"), {}},
    {"VSSIP", 2, 1, en("virtual supervisor software interrupt is pending"), {}},
    {"MSIP", 3, 1, en("machine software interrupt is pending"), {}},
    {"STIP", 5, 1, en("supervisor timer interrupt is pending"), {}},
    {"VSTIP", 6, 1, en("virtual supervisor timer interrupt is pending"), {}},
    {"MTIP", 7, 1, en("machine timer interrupt is pending"), {}},
    {"SEIP", 9, 1, en("supervisor external interrupt is pending"), {}},
    {"VSEIP", 10, 1, en("virtual supervisor external interrupt is pending"), {}},
    {"MEIP", 11, 1, en("machine external interrupt is pending"), {}},
    {"SGEIP", 12, 1, en("supervisor guest external interrupt is pending"), {}},
    {"LCOFIP", 13, 1, en("counter overflow interrupt is pending"), {}},
};

constexpr CsrField tvec_fields[] = {
    {"MODE", 0, 2, en("whether interrupts spread over a vector of handlers"), vectoring},
    {"BASE", 2, 62, en("address of the trap handler without its two low bits"), {}},
};
constexpr CsrField cause_fields[] = {
    {"CODE", 0, 63, en("what happened, as an exception; interrupts number their own"), exceptions},
    {"INTERRUPT", 63, 1, en("whether the trap was an interrupt"), trap_kinds},
};
constexpr CsrField satp_fields[] = {
    {"PPN", 0, 44, en("physical page number of the root page table"), {}},
    {"ASID", 44, 16, en("address space whose translations the TLB may reuse"), {}},
    {"MODE", 60, 4, en("scheme of address translation"), translations},
};
constexpr CsrField vsatp_fields[] = {
    {"PPN", 0, 44, en("guest-physical page number of the guest's root page table"), {}},
    {"ASID", 44, 16, en("the guest's address space"), {}},
    {"MODE", 60, 4, en("scheme of the guest's own translation (VS-stage)"), translations},
};
constexpr CsrField hgatp_fields[] = {
    {"PPN", 0, 44, en("physical page number of the 16 KiB root table of the G-stage"), {}},
    {"VMID", 44, 14, en("virtual machine whose translations the TLB may reuse"), {}},
    {"MODE", 60, 4, en("scheme of guest-physical translation (G-stage)"), guest_translations},
};
constexpr CsrField counteren_fields[] = {
    {"CY", 0, 1, en("the mode below may read cycle"), {}},
    {"TM", 1, 1, en("the mode below may read time"), {}},
    {"IR", 2, 1, en("the mode below may read instret"), {}},
    {"HPM", 3, 29, en("the mode below may read hpmcounter3 to 31, one bit each"), {}},
};
constexpr CsrField countinhibit_fields[] = {
    {"CY", 0, 1, en("cycle stands still"), {}},
    {"IR", 2, 1, en("instret stands still"), {}},
    {"HPM", 3, 29, en("hpmcounter3 to 31 stand still, one bit each"), {}},
};

constexpr CsrField medeleg_fields[] = {
    {"IAM", 0, 1, en("instruction address misaligned goes to supervisor mode"), {}},
    {"IAF", 1, 1, en("instruction access fault goes to supervisor mode"), {}},
    {"II", 2, 1, en("illegal instruction goes to supervisor mode"), {}},
    {"BP", 3, 1, en("breakpoint goes to supervisor mode"), {}},
    {"LAM", 4, 1, en("load address misaligned goes to supervisor mode"), {}},
    {"LAF", 5, 1, en("load access fault goes to supervisor mode"), {}},
    {"SAM", 6, 1, en("store address misaligned goes to supervisor mode"), {}},
    {"SAF", 7, 1, en("store access fault goes to supervisor mode"), {}},
    {"ECU", 8, 1, en("ecall from user mode goes to supervisor mode"), {}},
    {"ECS", 9, 1, en("ecall from supervisor mode goes to supervisor mode"), {}},
    {"ECVS", 10, 1, en("ecall from VS-mode goes to supervisor mode"), {}},
    {"IPF", 12, 1, en("instruction page fault goes to supervisor mode"), {}},
    {"LPF", 13, 1, en("load page fault goes to supervisor mode"), {}},
    {"SPF", 15, 1, en("store page fault goes to supervisor mode"), {}},
    {"IGPF", 20, 1, en("instruction guest-page fault goes to supervisor mode"), {}},
    {"LGPF", 21, 1, en("load guest-page fault goes to supervisor mode"), {}},
    {"VI", 22, 1, en("virtual instruction goes to supervisor mode"), {}},
    {"SGPF", 23, 1, en("store guest-page fault goes to supervisor mode"), {}},
};
constexpr CsrField hedeleg_fields[] = {
    {"IAM", 0, 1, en("instruction address misaligned stays in the guest"), {}},
    {"IAF", 1, 1, en("instruction access fault stays in the guest"), {}},
    {"II", 2, 1, en("illegal instruction stays in the guest"), {}},
    {"BP", 3, 1, en("breakpoint stays in the guest"), {}},
    {"LAM", 4, 1, en("load address misaligned stays in the guest"), {}},
    {"LAF", 5, 1, en("load access fault stays in the guest"), {}},
    {"SAM", 6, 1, en("store address misaligned stays in the guest"), {}},
    {"SAF", 7, 1, en("store access fault stays in the guest"), {}},
    {"ECU", 8, 1, en("ecall from VU-mode stays in the guest"), {}},
    {"IPF", 12, 1, en("instruction page fault stays in the guest"), {}},
    {"LPF", 13, 1, en("load page fault stays in the guest"), {}},
    {"SPF", 15, 1, en("store page fault stays in the guest"), {}},
};
constexpr CsrField mideleg_fields[] = {
    {"SSI", 1, 1, en("supervisor software interrupt goes to supervisor mode"), {}},
    {"VSSI", 2, 1, en("virtual supervisor software interrupt goes to supervisor mode"), {}},
    {"STI", 5, 1, en("supervisor timer interrupt goes to supervisor mode"), {}},
    {"VSTI", 6, 1, en("virtual supervisor timer interrupt goes to supervisor mode"), {}},
    {"SEI", 9, 1, en("supervisor external interrupt goes to supervisor mode"), {}},
    {"VSEI", 10, 1, en("virtual supervisor external interrupt goes to supervisor mode"), {}},
    {"SGEI", 12, 1, en("supervisor guest external interrupt goes to supervisor mode"), {}},
    {"LCOFI", 13, 1, en("counter overflow interrupt goes to supervisor mode"), {}},
};
constexpr CsrField hideleg_fields[] = {
    {"VSSI", 2, 1, en("virtual supervisor software interrupt stays in the guest"), {}},
    {"VSTI", 6, 1, en("virtual supervisor timer interrupt stays in the guest"), {}},
    {"VSEI", 10, 1, en("virtual supervisor external interrupt stays in the guest"), {}},
    {"LCOFI", 13, 1, en("counter overflow interrupt stays in the guest"), {}},
};

constexpr CsrField tinst_fields[] = {
    {"FORM", 0, 2, en("what the rest holds"), tinst_forms},
    {"OPCODE", 2, 5, en("major opcode of the trapped instruction"), tinst_opcodes},
    {"RD", 7, 5, en("destination register of a trapped load"), {}},
    {"FUNCT3", 12, 3, en("width of the access, and whether it is unsigned"), {}},
    {"OFFSET", 15, 5, en("faulting address minus the access's first address"), {}},
    {"RS2", 20, 5, en("register whose value a trapped store wrote"), {}},
    {"FUNCT7", 25, 7, en("further opcode bits of an atomic or hypervisor access"), {}},
};
constexpr CsrField senvcfg_fields[] = {
    {"FIOM", 0, 1, en("user-mode fences on device I/O order memory too"), {}},
    {"CBIE", 4, 2, en("what cbo.inval does in user mode"), invalidations},
    {"CBCFE", 6, 1, en("user mode may clean and flush cache blocks"), {}},
    {"CBZE", 7, 1, en("user mode may zero cache blocks"), {}},
};
constexpr CsrField henvcfg_fields[] = {
    {"FIOM", 0, 1, en("the guest's fences on device I/O order memory too"), {}},
    {"CBIE", 4, 2, en("what cbo.inval does in the guest"), invalidations},
    {"CBCFE", 6, 1, en("the guest may clean and flush cache blocks"), {}},
    {"CBZE", 7, 1, en("the guest may zero cache blocks"), {}},
    {"ADUE", 61, 1, en("hardware sets A and D bits in the guest's page tables"), {}},
    {"PBMTE", 62, 1, en("the guest's page tables may give memory types"), {}},
    {"STCE", 63, 1, en("the guest has its own stimecmp"), {}},
};
constexpr CsrField menvcfg_fields[] = {
    {"FIOM", 0, 1, en("fences on device I/O below machine mode order memory too"), {}},
    {"CBIE", 4, 2, en("what cbo.inval does below machine mode"), invalidations},
    {"CBCFE", 6, 1, en("modes below may clean and flush cache blocks"), {}},
    {"CBZE", 7, 1, en("modes below may zero cache blocks"), {}},
    {"ADUE", 61, 1, en("hardware sets A and D bits in page tables"), {}},
    {"PBMTE", 62, 1, en("page tables may give memory types"), {}},
    {"STCE", 63, 1, en("supervisor mode has stimecmp"), {}},
};
constexpr CsrField mseccfg_fields[] = {
    {"MML", 0, 1, en("PMP rules tell machine mode from the others"), {}},
    {"MMWP", 1, 1, en("machine mode is refused what no PMP rule names"), {}},
    {"RLB", 2, 1, en("locked PMP rules may be changed"), {}},
    {"USEED", 8, 1, en("user mode may read seed"), {}},
    {"SSEED", 9, 1, en("supervisor mode may read seed"), {}},
};

constexpr CsrField fflags_fields[] = {
    {"NX", 0, 1, en("a result was inexact"), {}},
    {"UF", 1, 1, en("a result was too small"), {}},
    {"OF", 2, 1, en("a result was too large"), {}},
    {"DZ", 3, 1, en("a division by zero"), {}},
    {"NV", 4, 1, en("an invalid operation"), {}},
};
constexpr CsrField frm_fields[] = {
    {"FRM", 0, 3, en("rounding mode"), roundings},
};
constexpr CsrField fcsr_fields[] = {
    {"NX", 0, 1, en("a result was inexact"), {}},
    {"UF", 1, 1, en("a result was too small"), {}},
    {"OF", 2, 1, en("a result was too large"), {}},
    {"DZ", 3, 1, en("a division by zero"), {}},
    {"NV", 4, 1, en("an invalid operation"), {}},
    {"FRM", 5, 3, en("rounding mode"), roundings},
};
constexpr CsrField misa_fields[] = {
    {"EXTENSIONS", 0, 26, en("one bit a letter, A is bit 0; H is bit 7"), {}},
    {"MXL", 62, 2, en("register width in machine mode"), widths},
};
constexpr CsrField dcsr_fields[] = {
    {"PRV", 0, 2, en("mode the hart was in when it halted"), m_modes},
    {"STEP", 2, 1, en("one instruction is executed, then the hart halts"), {}},
    {"NMIP", 3, 1, en("a non-maskable interrupt is pending"), {}},
    {"MPRVEN", 4, 1, en("MPRV counts in debug mode"), {}},
    {"V", 5, 1, en("the hart was in a guest when it halted"), {}},
    {"CAUSE", 6, 3, en("why the hart halted"), halt_causes},
    {"STOPTIME", 9, 1, en("time stands still in debug mode"), {}},
    {"STOPCOUNT", 10, 1, en("counters stand still in debug mode"), {}},
    {"STEPIE", 11, 1, en("interrupts are let in while stepping"), {}},
    {"EBREAKU", 12, 1, en("ebreak in user mode halts"), {}},
    {"EBREAKS", 13, 1, en("ebreak in supervisor mode halts"), {}},
    {"EBREAKM", 15, 1, en("ebreak in machine mode halts"), {}},
    {"EBREAKVU", 16, 1, en("ebreak in VU-mode halts"), {}},
    {"EBREAKVS", 17, 1, en("ebreak in VS-mode halts"), {}},
    {"DEBUGVER", 28, 4, en("version of the debug specification"), debug_versions},
};
constexpr CsrField topi_fields[] = {
    {"IPRIO", 0, 8, en("priority of the interrupt that comes first"), {}},
    {"IID", 16, 12, en("number of the interrupt that comes first"), {}},
};
constexpr CsrField topei_fields[] = {
    {"PRIORITY", 0, 11, en("priority of the external interrupt that comes first"), {}},
    {"IDENTITY", 16, 11, en("identity of the external interrupt that comes first"), {}},
};
constexpr CsrField hvictl_fields[] = {
    {"IPRIO", 0, 8, en("priority of the interrupt given"), {}},
    {"IPRIOM", 8, 1, en("whether vstopi shows the guest the true priority"), {}},
    {"DPR", 9, 1, en("the interrupt given ranks after external ones by default"), {}},
    {"IID", 16, 12, en("number of the interrupt given to the guest"), {}},
    {"VTI", 30, 1, en("the guest's sie, sip and stimecmp accesses exit to the host"), {}},
};
constexpr CsrField vtype_fields[] = {
    {"VLMUL", 0, 3, en("registers in a group"), group_sizes},
    {"VSEW", 3, 3, en("width of an element"), element_widths},
    {"VTA", 6, 1, en("elements past the end may be overwritten"), {}},
    {"VMA", 7, 1, en("masked-off elements may be overwritten"), {}},
    {"VILL", 63, 1, en("the last configuration asked for was not possible"), {}},
};
constexpr CsrField hpmevent_fields[] = {
    {"EVENT", 0, 56, en("what the counter counts; the vendor numbers it"), {}},
    {"VUINH", 58, 1, en("does not count in VU-mode"), {}},
    {"VSINH", 59, 1, en("does not count in VS-mode"), {}},
    {"UINH", 60, 1, en("does not count in user mode"), {}},
    {"SINH", 61, 1, en("does not count in supervisor mode"), {}},
    {"MINH", 62, 1, en("does not count in machine mode"), {}},
    {"OF", 63, 1, en("the counter overflowed"), {}},
};
constexpr CsrField stateen_fields[] = {
    {"C", 0, 1, en("the mode below may use custom state"), {}},
    {"FCSR", 1, 1, en("the mode below may use fcsr for Zfinx"), {}},
    {"JVT", 2, 1, en("the mode below may use jvt"), {}},
    {"CONTEXT", 57, 1, en("the mode below may use scontext"), {}},
    {"IMSIC", 58, 1, en("the mode below may use its IMSIC"), {}},
    {"AIA", 59, 1, en("the mode below may use the AIA's other state"), {}},
    {"CSRIND", 60, 1, en("the mode below may use indirect CSR access"), {}},
    {"ENVCFG", 62, 1, en("the mode below may use its envcfg"), {}},
    {"SE0", 63, 1, en("the mode below may use its own stateen0"), {}},
};
constexpr CsrField sstateen_fields[] = {
    {"C", 0, 1, en("user mode may use custom state"), {}},
    {"FCSR", 1, 1, en("user mode may use fcsr for Zfinx"), {}},
    {"JVT", 2, 1, en("user mode may use jvt"), {}},
};

// ---- The table

#define SWITCHSCOPE_3_TO_31(X)                                                                     \
    X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18)       \
    X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31)
#define SWITCHSCOPE_0_TO_63(X)                                                                     \
    X(0) X(1) X(2) SWITCHSCOPE_3_TO_31(X) X(32) X(33) X(34) X(35) X(36) X(37) X(38) X(39) X(40)    \
    X(41) X(42) X(43) X(44) X(45) X(46) X(47) X(48) X(49) X(50) X(51) X(52) X(53) X(54) X(55)      \
    X(56) X(57) X(58) X(59) X(60) X(61) X(62) X(63)
#define SWITCHSCOPE_MHPMEVENT(n) {0x320 + (n), "mhpmevent" #n, en("what mhpmcounter%1 counts"), hpmevent_fields},
#define SWITCHSCOPE_MHPMCOUNTER(n) {0xb00 + (n), "mhpmcounter" #n, en("machine performance counter"), {}},
#define SWITCHSCOPE_HPMCOUNTER(n) {0xc00 + (n), "hpmcounter" #n, en("performance counter"), {}},
#define SWITCHSCOPE_PMPADDR(n) {0x3b0 + (n), "pmpaddr" #n, en("physical memory protection: address of rule %1"), {}},

constexpr Csr table[] = {
    // User
    {0x001, "fflags", en("floating-point exceptions that happened"), fflags_fields},
    {0x002, "frm", en("floating-point rounding mode"), frm_fields},
    {0x003, "fcsr", en("floating-point rounding mode and exceptions"), fcsr_fields},
    {0x008, "vstart", en("vector element to start with"), {}},
    {0x009, "vxsat", en("fixed-point saturation happened"), {}},
    {0x00a, "vxrm", en("fixed-point rounding mode"), {}},
    {0x00f, "vcsr", en("fixed-point rounding mode and saturation"), {}},
    {0x015, "seed", en("entropy for a random number generator"), {}},
    // Supervisor
    {csr::sstatus, "sstatus", en("supervisor status"), sstatus_fields},
    {csr::sie, "sie", en("supervisor interrupts enabled"), sie_fields},
    {csr::stvec, "stvec", en("where traps to supervisor mode land"), tvec_fields},
    {csr::scounteren, "scounteren", en("counters that user mode may read"), counteren_fields},
    {csr::senvcfg, "senvcfg", en("environment of user mode"), senvcfg_fields},
    {0x10c, "sstateen0", en("state that user mode may use"), sstateen_fields},
    {0x10d, "sstateen1", en("state that user mode may use"), {}},
    {0x10e, "sstateen2", en("state that user mode may use"), {}},
    {0x10f, "sstateen3", en("state that user mode may use"), {}},
    {csr::sscratch, "sscratch", en("scratch register of supervisor trap handlers"), {}},
    {csr::sepc, "sepc", en("where sret goes, and the instruction that trapped"), {}},
    {csr::scause, "scause", en("why the last trap to supervisor mode happened"), cause_fields},
    {csr::stval, "stval", en("faulting address or instruction of the last trap"), {}},
    {csr::sip, "sip", en("supervisor interrupts pending"), sip_fields},
    {0x14d, "stimecmp", en("time of the next supervisor timer interrupt"), {}},
    {0x150, "siselect", en("which register sireg stands for"), {}},
    {0x151, "sireg", en("the register siselect chose"), {}},
    {0x15c, "stopei", en("first supervisor external interrupt"), topei_fields},
    {csr::satp, "satp", en("supervisor address translation"), satp_fields},
    // Virtual supervisor
    {csr::vsstatus, "vsstatus", en("the guest's sstatus"), vsstatus_fields},
    {csr::vsie, "vsie", en("the guest's sie"), vsie_fields},
    {csr::vstvec, "vstvec", en("the guest's stvec"), tvec_fields},
    {csr::vsscratch, "vsscratch", en("the guest's sscratch"), {}},
    {csr::vsepc, "vsepc", en("the guest's sepc"), {}},
    {csr::vscause, "vscause", en("the guest's scause"), cause_fields},
    {csr::vstval, "vstval", en("the guest's stval"), {}},
    {csr::vsip, "vsip", en("the guest's sip"), vsip_fields},
    {0x24d, "vstimecmp", en("the guest's stimecmp"), {}},
    {0x250, "vsiselect", en("the guest's siselect"), {}},
    {0x251, "vsireg", en("the guest's sireg"), {}},
    {0x25c, "vstopei", en("the guest's stopei"), topei_fields},
    {csr::vsatp, "vsatp", en("the guest's satp"), vsatp_fields},
    // Machine: trap setup and handling
    {csr::mstatus, "mstatus", en("machine status"), mstatus_fields},
    {0x301, "misa", en("extensions of the hart"), misa_fields},
    {csr::medeleg, "medeleg", en("exceptions handed to supervisor mode"), medeleg_fields},
    {csr::mideleg, "mideleg", en("interrupts handed to supervisor mode"), mideleg_fields},
    {0x304, "mie", en("machine interrupts enabled"), mie_fields},
    {csr::mtvec, "mtvec", en("where traps to machine mode land"), tvec_fields},
    {0x306, "mcounteren", en("counters that supervisor mode may read"), counteren_fields},
    {0x308, "mvien", en("interrupts that machine mode raises for supervisor mode"), {}},
    {0x309, "mvip", en("interrupts raised for supervisor mode"), {}},
    {0x30a, "menvcfg", en("environment of the modes below machine mode"), menvcfg_fields},
    {0x30c, "mstateen0", en("state that the modes below may use"), stateen_fields},
    {0x30d, "mstateen1", en("state that the modes below may use"), {}},
    {0x30e, "mstateen2", en("state that the modes below may use"), {}},
    {0x30f, "mstateen3", en("state that the modes below may use"), {}},
    {0x320, "mcountinhibit", en("counters that stand still"), countinhibit_fields},
    SWITCHSCOPE_3_TO_31(SWITCHSCOPE_MHPMEVENT)
    {0x340, "mscratch", en("scratch register of machine trap handlers"), {}},
    {csr::mepc, "mepc", en("where mret goes, and the instruction that trapped"), {}},
    {csr::mcause, "mcause", en("why the last trap to machine mode happened"), cause_fields},
    {0x343, "mtval", en("faulting address or instruction of the last machine trap"), {}},
    {0x344, "mip", en("machine interrupts pending"), mip_fields},
    {0x34a, "mtinst", en("the instruction that trapped to machine mode, transformed"), tinst_fields},
    {0x34b, "mtval2", en("guest physical address of a machine trap, shifted right by 2"), {}},
    {0x350, "miselect", en("which register mireg stands for"), {}},
    {0x351, "mireg", en("the register miselect chose"), {}},
    {0x35c, "mtopei", en("first machine external interrupt"), topei_fields},
    {0x3a0, "pmpcfg0", en("physical memory protection: rules 0 to 7"), {}},
    {0x3a2, "pmpcfg2", en("physical memory protection: rules 8 to 15"), {}},
    {0x3a4, "pmpcfg4", en("physical memory protection: rules 16 to 23"), {}},
    {0x3a6, "pmpcfg6", en("physical memory protection: rules 24 to 31"), {}},
    {0x3a8, "pmpcfg8", en("physical memory protection: rules 32 to 39"), {}},
    {0x3aa, "pmpcfg10", en("physical memory protection: rules 40 to 47"), {}},
    {0x3ac, "pmpcfg12", en("physical memory protection: rules 48 to 55"), {}},
    {0x3ae, "pmpcfg14", en("physical memory protection: rules 56 to 63"), {}},
    SWITCHSCOPE_0_TO_63(SWITCHSCOPE_PMPADDR)
    {0x5a8, "scontext", en("context number that triggers can match"), {}},
    // Hypervisor
    {csr::hstatus, "hstatus", en("hypervisor status"), hstatus_fields},
    {csr::hedeleg, "hedeleg", en("exceptions that stay in the guest"), hedeleg_fields},
    {csr::hideleg, "hideleg", en("interrupts that stay in the guest"), hideleg_fields},
    {csr::hie, "hie", en("hypervisor interrupts enabled"), hie_fields},
    {csr::htimedelta, "htimedelta", en("what is added to time for the guest"), {}},
    {csr::hcounteren, "hcounteren", en("counters that the guest may read"), counteren_fields},
    {csr::hgeie, "hgeie", en("guest external interrupt lines enabled"), {}},
    {0x608, "hvien", en("further interrupts that the hypervisor raises for the guest"), hvien_fields},
    {0x609, "hvictl", en("interrupt given to the guest directly"), hvictl_fields},
    {0x60a, "henvcfg", en("environment of the guest"), henvcfg_fields},
    {0x60c, "hstateen0", en("state that the guest may use"), stateen_fields},
    {0x60d, "hstateen1", en("state that the guest may use"), {}},
    {0x60e, "hstateen2", en("state that the guest may use"), {}},
    {0x60f, "hstateen3", en("state that the guest may use"), {}},
    {csr::htval, "htval", en("guest physical address of the fault, shifted right by 2"), {}},
    {csr::hip, "hip", en("hypervisor interrupts pending"), hip_fields},
    {csr::hvip, "hvip", en("interrupts raised for the guest"), hvip_fields},
    {0x646, "hviprio1", en("priorities of the guest's interrupts"), {}},
    {0x647, "hviprio2", en("priorities of the guest's interrupts"), {}},
    {csr::htinst, "htinst", en("the guest's instruction that trapped, transformed"), tinst_fields},
    {csr::hgatp, "hgatp", en("translation of guest physical addresses (G-stage)"), hgatp_fields},
    {0x6a8, "hcontext", en("context number of the guest that triggers can match"), {}},
    // Machine: security, debug and counters
    {0x747, "mseccfg", en("machine security"), mseccfg_fields},
    {0x7a0, "tselect", en("which trigger tdata1 to tdata3 stand for"), {}},
    {0x7a1, "tdata1", en("kind and setting of the trigger"), {}},
    {0x7a2, "tdata2", en("address or value the trigger waits for"), {}},
    {0x7a3, "tdata3", en("further conditions of the trigger"), {}},
    {0x7a4, "tinfo", en("kinds the trigger can be"), {}},
    {0x7a5, "tcontrol", en("triggers in machine mode"), {}},
    {0x7a8, "mcontext", en("context number that triggers can match in machine mode"), {}},
    {0x7b0, "dcsr", en("debug control and status"), dcsr_fields},
    {0x7b1, "dpc", en("where the hart goes on after debug mode"), {}},
    {0x7b2, "dscratch0", en("scratch register of debug mode"), {}},
    {0x7b3, "dscratch1", en("scratch register of debug mode"), {}},
    {0xb00, "mcycle", en("cycles the hart has run"), {}},
    {0xb02, "minstret", en("instructions the hart has finished"), {}},
    SWITCHSCOPE_3_TO_31(SWITCHSCOPE_MHPMCOUNTER)
    // Read-only
    {0xc00, "cycle", en("cycles the hart has run"), {}},
    {0xc01, "time", en("real time in ticks"), {}},
    {0xc02, "instret", en("instructions the hart has finished"), {}},
    SWITCHSCOPE_3_TO_31(SWITCHSCOPE_HPMCOUNTER)
    {0xc20, "vl", en("vector elements to work on"), {}},
    {0xc21, "vtype", en("vector element width and grouping"), vtype_fields},
    {0xc22, "vlenb", en("bytes in a vector register"), {}},
    {0xda0, "scountovf", en("performance counters that overflowed, one bit each"), {}},
    {0xdb0, "stopi", en("first supervisor interrupt"), topi_fields},
    {0xe12, "hgeip", en("guest external interrupt lines pending"), {}},
    {0xeb0, "vstopi", en("the guest's stopi"), topi_fields},
    {0xf11, "mvendorid", en("vendor of the hart"), {}},
    {0xf12, "marchid", en("design of the hart"), {}},
    {0xf13, "mimpid", en("version of the hart"), {}},
    {0xf14, "mhartid", en("number of the hart"), {}},
    {0xf15, "mconfigptr", en("address of the platform's description"), {}},
    {0xfb0, "mtopi", en("first machine interrupt"), topi_fields},
};
// clang-format on

constexpr std::size_t table_size = std::size(table);

constexpr bool by_number_and_without_overlaps() {
    for (std::size_t i = 0; i < table_size; ++i) {
        if (i > 0 && table[i - 1].number >= table[i].number) {
            return false;
        }
        unsigned next_bit = 0;
        for (const CsrField& field : table[i].fields) {
            if (field.lsb < next_bit || field.width == 0 || field.lsb + field.width > 64) {
                return false;
            }
            next_bit = static_cast<unsigned>(field.lsb + field.width);
        }
    }
    return true;
}
static_assert(by_number_and_without_overlaps());

/// Indices into the table, in the order of the names.
constexpr auto names_index = [] {
    std::array<std::uint16_t, table_size> order{};
    for (std::size_t i = 0; i < table_size; ++i) {
        order[i] = static_cast<std::uint16_t>(i);
    }
    std::sort(order.begin(), order.end(),
              [](std::uint16_t a, std::uint16_t b) { return table[a].name < table[b].name; });
    return order;
}();

/// The number of a vs* register is that of its s* register plus this.
constexpr std::uint16_t virtual_offset = csr::vsstatus - csr::sstatus;

} // namespace

Phrase CsrField::value_name(std::uint64_t field_value) const {
    return value_in(values, field_value);
}

Phrase Csr::summary() const {
    const std::size_t digits = name.find_last_not_of("0123456789") + 1;
    return title.text().find("%1") == std::string_view::npos ? Phrase(title)
                                                             : title(name.substr(digits));
}

std::span<const Csr> csr_table() {
    return table;
}

const Csr* find_csr(unsigned number) {
    const auto* found =
        std::lower_bound(std::begin(table), std::end(table), number,
                         [](const Csr& csr, unsigned wanted) { return csr.number < wanted; });
    return found != std::end(table) && found->number == number ? found : nullptr;
}

const Csr* find_csr(std::string_view name) {
    const auto found = std::lower_bound(
        names_index.begin(), names_index.end(), name,
        [](std::uint16_t index, std::string_view wanted) { return table[index].name < wanted; });
    return found != names_index.end() && table[*found].name == name ? &table[*found] : nullptr;
}

std::uint64_t own_bits(unsigned number) {
    if (number != csr::hvip) {
        return ~std::uint64_t{0};
    }
    std::uint64_t bits = 0;
    for (const CsrField& field : hvip_fields) {
        bits |= std::uint64_t{1} << field.lsb;
    }
    return bits;
}

std::string csr_name(unsigned number) {
    if (const Csr* csr = find_csr(number)) {
        return std::string(csr->name);
    }
    char digits[8];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number, 16).ptr;
    return "csr0x" + std::string(std::begin(digits), end);
}

Phrase trap_cause(std::uint64_t cause) {
    const bool interrupt = (cause >> 63) != 0;
    const std::uint64_t code = cause & ~(1ULL << 63);
    Phrase name = interrupt ? value_in(interrupts, code) : value_in(exceptions, code);
    if (!name.empty()) {
        return name;
    }
    return (interrupt ? en("interrupt %1") : en("exception %1"))(code);
}

std::string trap_cause_name(std::uint64_t cause) {
    return trap_cause(cause).english();
}

std::optional<std::uint64_t> trap_cause_number(std::string_view name) {
    constexpr std::uint64_t codes = 64; // higher codes are reserved or for custom use
    for (const std::uint64_t interrupt : {0ULL, 1ULL << 63}) {
        for (std::uint64_t code = 0; code < codes; ++code) {
            if (trap_cause_name(interrupt | code) == name) {
                return interrupt | code;
            }
        }
    }
    return std::nullopt;
}

bool is_filled_by_trap(unsigned number) {
    return std::ranges::find(csr::filled_by_trap, number) != csr::filled_by_trap.end();
}

std::optional<std::uint16_t> supervisor_alias(std::uint16_t vs_number) {
    if (vs_number < virtual_offset) {
        return std::nullopt;
    }
    const auto s_number = static_cast<std::uint16_t>(vs_number - virtual_offset);
    return virtual_supervisor_of(s_number) == vs_number ? std::optional(s_number) : std::nullopt;
}

std::optional<std::uint16_t> virtual_supervisor_of(std::uint16_t s_number) {
    const Csr* supervisor = find_csr(s_number);
    const Csr* virtual_supervisor = find_csr(static_cast<unsigned>(s_number) + virtual_offset);
    // Other registers are 0x100 apart, too. Only the names show that two belong together.
    const bool pair = supervisor != nullptr && virtual_supervisor != nullptr &&
                      virtual_supervisor->name.size() == supervisor->name.size() + 1 &&
                      virtual_supervisor->name.starts_with('v') &&
                      virtual_supervisor->name.substr(1) == supervisor->name;
    return pair ? std::optional(virtual_supervisor->number) : std::nullopt;
}

} // namespace switchscope
