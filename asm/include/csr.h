/* SPDX-License-Identifier: MIT */
/* Control and status registers: their bits, and access from C. */
#ifndef CSR_H
#define CSR_H

#define MSTATUS_MPP_S  (1 << 11) /* mret goes to S-mode */
#define SSTATUS_SPIE   (1 << 5)
#define SSTATUS_SPP    (1 << 8)  /* sret goes to S-mode; with hstatus.SPV to VS-mode */
#define HSTATUS_SPV    (1 << 7)  /* sret turns virtualization on */
#define HSTATUS_SPVP   (1 << 8)  /* hlv/hsv act as VS-mode, not VU-mode */
#define HSTATUS_VTW    (1 << 21) /* the guest's wfi exits */
#define INTERRUPT_VSSI (1 << 2)
#define INTERRUPT_STI  (1 << 5)
#define INTERRUPT_VSTI (1 << 6)
#define INTERRUPT_MTI  (1 << 7)
#define INTERRUPT_VSEI (1 << 10)

#define CAUSE_INTERRUPT    (1UL << 63)
#define CAUSE_TIMER_M      (CAUSE_INTERRUPT | 7)
#define CAUSE_TIMER_S      (CAUSE_INTERRUPT | 5)
#define CAUSE_ECALL_HS     9
#define CAUSE_ECALL_VS     10
#define CAUSE_GUEST_FETCH  20
#define CAUSE_GUEST_LOAD   21
#define CAUSE_VIRTUAL_INSN 22
#define CAUSE_GUEST_STORE  23

/* Exceptions 0-8, 12, 13, 15 (a kernel's own business) and 10, 20-23 (a hypervisor's). */
#define MEDELEG_ALL 0x00f0b5ff
/* What a guest handles alone: misaligned fetch, ebreak, ecall from VU, its own page faults. */
#define HEDELEG_GUEST 0x0000b109
#define HIDELEG_GUEST (INTERRUPT_VSSI | INTERRUPT_VSTI | INTERRUPT_VSEI)

/* satp, vsatp and hgatp share their layout and these modes; in hgatp Sv39 is Sv39x4. */
#define ATP_MODE_SV39  8
#define ATP_MODE_SV48  9
#define ATP_MODE_SV57  10
#define ATP_MODE_SHIFT 60
#define ATP_ID_SHIFT   44 /* of hgatp's VMID */

/* Page table entries. */
#define PTE_V          0x01
#define PTE_R          0x02
#define PTE_W          0x04
#define PTE_X          0x08
#define PTE_U          0x10
#define PTE_AD         0xc0 /* accessed and dirty: set, so that hardware never has to */
#define PTE(pa, flags) ((((pa) >> 12) << 10) | PTE_V | (flags))

#ifndef __ASSEMBLER__
#define csr_read(csr)                                                                              \
    ({                                                                                             \
        unsigned long value_;                                                                      \
        asm volatile("csrr %0, " #csr : "=r"(value_)::"memory");                                   \
        value_;                                                                                    \
    })
#define csr_write(csr, value) asm volatile("csrw " #csr ", %0" ::"rK"(value) : "memory")
#define csr_set(csr, bits)    asm volatile("csrs " #csr ", %0" ::"rK"(bits) : "memory")
#define csr_clear(csr, bits)  asm volatile("csrc " #csr ", %0" ::"rK"(bits) : "memory")
#define csr_swap(csr, value)                                                                       \
    ({                                                                                             \
        unsigned long old_;                                                                        \
        asm volatile("csrrw %0, " #csr ", %1" : "=r"(old_) : "rK"(value) : "memory");              \
        old_;                                                                                      \
    })
#endif

#endif
