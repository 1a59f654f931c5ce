/* SPDX-License-Identifier: MIT */
/*
 * What the guests share: values that can be recognised, and a check that they are all still there.
 *
 * A register's value spells its name. The upper byte is the guest's family (0x5e tour, 0x0c oracle,
 * 0x9a paging), the lower one the register: a0-a7 = a0-a7, s0-s11 = 50-5b (5 looks like S),
 * t0-t6 = 70-76 (7 looks like T), ra = 01, gp = 03, tp = 04. So 0x5e57 is the tour's s7, wherever
 * it turns up. Two are pointers instead: s0 the mailbox device, sp a page of the guest's RAM.
 */
#ifndef GUEST_H
#define GUEST_H

#include "machine.h"
#include "sbi.h"

/* want_X is the value register X must have now; an exit that changes some says so with .set. */
    .macro  want_patterns family, mailbox, stack
    .set    want_ra, \family + 0x01
    .set    want_sp, \stack
    .set    want_gp, \family + 0x03
    .set    want_tp, \family + 0x04
    .set    want_s0, \mailbox
    .set    number, 0
    .irp    reg, t0, t1, t2, t3, t4, t5, t6
    .set    want_\reg, \family + 0x70 + number
    .set    number, number + 1
    .endr
    .set    number, 0
    .irp    reg, a0, a1, a2, a3, a4, a5, a6, a7
    .set    want_\reg, \family + 0xa0 + number
    .set    number, number + 1
    .endr
    .set    number, 1
    .irp    reg, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    .set    want_\reg, \family + 0x50 + number
    .set    number, number + 1
    .endr
    .endm

    .macro  fill reg:vararg
    .irp    each, \reg
    li      \each, want_\each
    .endr
    .endm

    .macro  fill_all
    fill    ra, sp, gp, tp, t0, t1, t2, s0, s1, a0, a1, a2, a3, a4, a5, a6, a7
    fill    s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, t3, t4, t5, t6
    .endm

/*
 * Compare all 31 with what they should be; on the first difference go to `failed` with t5 = step
 * and t6 = the value expected. t6 walks through the expected values by small additions (two
 * instructions a register) while its own value waits in sscratch; it is compared last, through t5.
 */
    .macro  check_all step
    csrw    sscratch, t6
    li      t6, want_sp
    bne     sp, t6, 9f
    li      t6, want_s0
    bne     s0, t6, 9f
    .set    last, want_s0
    .irp    reg, ra, gp, tp, t0, t1, t2, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, \
                 a0, a1, a2, a3, a4, a5, a6, a7, t3, t4, t5
    .if     (want_\reg - last >= -2048) && (want_\reg - last <= 2047)
    addi    t6, t6, want_\reg - last
    .else
    li      t6, want_\reg
    .endif
    .set    last, want_\reg
    bne     \reg, t6, 9f
    .endr
    csrr    t6, sscratch
    addi    t6, t6, want_t5 - want_t6
    bne     t6, t5, 9f
    addi    t6, t6, want_t6 - want_t5
    .subsection 1                       /* out of the way of those who read or step the lap */
9:  li      t5, \step
    j       failed
    .previous
    .endm

/* An SBI call as any guest makes it: error in a0, value (here: argument + 1) in a1. */
    .macro  call_hypervisor step
    li      a7, SBI_DEMO
    li      a6, SBI_DEMO_LAP
    li      a1, 0
    ecall
    .set    pattern_a0, want_a0
    .set    pattern_a6, want_a6
    .set    pattern_a7, want_a7
    .set    want_a0, SBI_OK
    .set    want_a6, SBI_DEMO_LAP
    .set    want_a7, SBI_DEMO
    check_all \step                     /* a1 fits its pattern as it is: a0's + 1 */
    .set    want_a0, pattern_a0
    .set    want_a6, pattern_a6
    .set    want_a7, pattern_a7
    fill    a0, a6, a7
    .endm

/* Put a3 in the mailbox; what comes back is one more, which is a4's pattern. */
    .macro  mailbox_store step
    sd      a3, MAILBOX_PUT(s0)
    check_all \step
    .endm

    .macro  mailbox_load step
    li      a4, 0
    ld      a4, MAILBOX_GET(s0)
    check_all \step
    .endm

    .macro  define_failed
failed:
    mv      a0, t5
    mv      a1, t6
    li      a6, SBI_DEMO_FAIL
    li      a7, SBI_DEMO
    ecall                               /* does not come back */
    .endm

#endif
