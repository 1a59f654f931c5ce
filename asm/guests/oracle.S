/* SPDX-License-Identifier: MIT */
/*
 * The oracle: a guest that writes down what its own CSRs are, so that a debugger's claim about them
 * can be checked. Each lap sets new values, dumps what it reads back to `oracle_dump`, exits, and
 * then makes sure that nothing changed while it was away.
 *
 * Values: 0x0c, the CSR's number in three digits, and 4 x lap in five. sepc in lap 2: 0x0c14100008.
 */
#include "guest.h"

    .option norvc
    .text
    .globl  guest_start
guest_start:
    want_patterns 0x0c00, GUEST_MMIO_GPA, GUEST_LAZY_GPA + 0xe00
    fill_all
    li      s1, 0                       /* the lap */
    lla     s2, oracle_dump

lap:
    addi    s1, s1, 1
    slli    t0, s1, 46                  /* 18 bits of it, times 4, */
    srli    t0, t0, 44                  /* for the low bits of stvec and sepc mean something else */
    .macro  mark csr, number
    li      t1, 0x0c00000000 + (\number << 20)
    or      t1, t1, t0
    csrw    \csr, t1
    .endm
    mark    stvec, 0x105
    mark    sscratch, 0x140
    mark    sepc, 0x141
    mark    scause, 0x142
    mark    stval, 0x143

    /* Those with defined bits: set every other lap. No interrupt follows, sstatus.SIE is 0. */
    andi    t0, s1, 1
    neg     t0, t0
    li      t1, 0x222                   /* SSIE, STIE, SEIE */
    and     t1, t1, t0
    csrw    sie, t1
    andi    t1, t0, 2                   /* SSIP */
    csrw    sip, t1
    li      t1, 1 << 18                 /* SUM */
    csrc    sstatus, t1
    and     t1, t1, t0
    csrs    sstatus, t1

    sd      s1, 0(s2)                   /* begin: a reader who finds begin = end has a whole dump */
    .macro  for_each_csr do
    \do     sstatus, 8
    \do     sie, 16
    \do     stvec, 24
    \do     sscratch, 32
    \do     sepc, 40
    \do     scause, 48
    \do     stval, 56
    \do     sip, 64
    \do     satp, 72
    .endm
    .macro  dump csr, offset
    csrr    t1, \csr
    sd      t1, \offset(s2)
    .endm
    for_each_csr dump
    sd      s1, 80(s2)                  /* end */

    li      a0, want_a0
    li      a6, SBI_DEMO_LAP
    li      a7, SBI_DEMO
    .globl  oracle_exit
oracle_exit:
    ecall

    .macro  compare csr, offset
    li      t5, \offset                 /* the "step" that a failure reports */
    csrr    t1, \csr
    ld      t6, \offset(s2)
    bne     t1, t6, failed
    .endm
    for_each_csr compare
    fill    t5, t6
    j       lap

    define_failed

    .data
    .globl  oracle_dump
    .balign 4096
oracle_dump:                            /* begin, the nine CSRs in the order above, end */
    .space  11 * 8
