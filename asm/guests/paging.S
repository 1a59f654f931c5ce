/* SPDX-License-Identifier: MIT */
/*
 * Paging: a guest with translation of its own (Sv39 in vsatp, under the hypervisor's second one),
 * where no virtual address equals its guest-physical one.
 *
 *   guest-virtual          guest-physical
 *   0x40000000 - 1fff      0x80000000 - 1fff   code
 *   0x40008000 -           0x80003000 -        data (`message`, and the stack's page)
 *   0x50000000 -           0x10000000 -        the mailbox device
 */
#include "csr.h"
#include "guest.h"

#define CODE_VA    0x40000000
#define DATA_VA    0x40008000
#define MAILBOX_VA 0x50000000

    .option norvc
    .text
    .globl  guest_start
guest_start:
    /*
     * Turn paging on. The address after the write to satp is then mapped nowhere, so fetching it
     * faults, into our own trap vector (the hypervisor delegates it), and that is `mapped`.
     */
    li      t0, CODE_VA - GUEST_RAM_GPA
    lla     t1, mapped
    add     t1, t1, t0
    csrw    stvec, t1
    lla     t0, root
    srli    t0, t0, 12
    li      t1, ATP_MODE_SV39 << ATP_MODE_SHIFT
    or      t0, t0, t1
    sfence.vma
    csrw    satp, t0

    .balign 4
mapped:
    want_patterns 0x9a00, MAILBOX_VA, DATA_VA + 0x400
    fill_all

lap:
    call_hypervisor 1
    mailbox_store 2
    mailbox_load 3

    /* No exit: a word of our data, found by its virtual address. */
    ld      ra, DATA_VA - want_sp(sp)
    check_all 4
    j       lap

    define_failed

    /* One page each, from GUEST_DATA_GPA on; the tables are constants, made by the assembler. */
    .data
message:
    .dword  0x9a01                      /* ra's pattern */

    .balign 4096
root:                                   /* + 0x1000 */
    .dword  0, PTE(GUEST_DATA_GPA + 0x2000, 0)
    .balign 4096
middle:                                 /* + 0x2000, for 0x40000000 + n * 2 MiB */
    .dword  PTE(GUEST_DATA_GPA + 0x3000, 0)
    .org    middle + ((MAILBOX_VA - CODE_VA) >> 21) * 8
    .dword  PTE(GUEST_DATA_GPA + 0x4000, 0)
    .balign 4096
pages:                                  /* + 0x3000 */
    .dword  PTE(GUEST_RAM_GPA, PTE_R | PTE_X | PTE_AD)
    .dword  PTE(GUEST_RAM_GPA + 0x1000, PTE_R | PTE_X | PTE_AD)
    .org    pages + ((DATA_VA - CODE_VA) >> 12) * 8
    .dword  PTE(GUEST_DATA_GPA, PTE_R | PTE_W | PTE_AD)
    .balign 4096
device_pages:                           /* + 0x4000 */
    .dword  PTE(GUEST_MMIO_GPA, PTE_R | PTE_W | PTE_AD)
