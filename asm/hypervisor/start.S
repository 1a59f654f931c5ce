/* SPDX-License-Identifier: MIT */
/*
 * From firmware (HS-mode, paging off, pc physical) to C at the linked, virtual addresses.
 * a0 = hart id, a1 = device tree (physical). `lla` is relative to pc: it gives physical addresses
 * before the turn, virtual ones after it.
 */
#include "machine.h"

    .section .text.start, "ax"
    .globl hypervisor_start
    .type hypervisor_start, @function
hypervisor_start:
    mv      s1, a1
    lla     t0, bss_start               /* a reset leaves memory as it was */
    lla     t1, bss_end
0:  sd      zero, 0(t0)
    addi    t0, t0, 8
    bltu    t0, t1, 0b
    lla     sp, boot_stack_top
    mv      a0, a1
    call    build_host_tables           /* runs physically; returns the value for satp */

    /*
     * The turn: the instruction after the write to satp is at an address no longer mapped, so its
     * fetch faults, and the trap vector is the place to go on, by its virtual address.
     */
    lla     t0, 1f
    ld      t1, virtual_minus_physical
    add     t0, t0, t1
    csrw    stvec, t0
    sfence.vma
    csrw    satp, a0
    .balign 4
1:
    /* Now virtual. gp and tp are ours to define: the usual anchors, so that losing one shows. */
    lla     sp, boot_stack_top
    lla     gp, __global_pointer$
    lla     tp, boot_hart
    lla     t0, emergency_stack_top
    csrw    sscratch, t0
    lla     t0, host_trap_entry
    csrw    stvec, t0
    mv      a0, s1
    tail    hypervisor_main
    .size hypervisor_start, . - hypervisor_start

    .balign 8
virtual_minus_physical:
    .dword  IMAGE_VA - HYPERVISOR_PA

/* Interrupts stay off in the host: whatever lands here is a bug of ours, and the end. */
    .text
    .balign 4
    .globl host_trap_entry
    .type host_trap_entry, @function
host_trap_entry:
    csrrw   sp, sscratch, sp
    tail    host_trap
    .size host_trap_entry, . - host_trap_entry

    .section .bss.stacks, "aw", @nobits
    .balign 16
boot_hart:
    .space  64
    .space  8192
boot_stack_top:
    .space  2048
emergency_stack_top:
