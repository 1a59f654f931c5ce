/* SPDX-License-Identifier: MIT */
/*
 * The six macros of a world switch, in the order in which the routine invokes them. They share one
 * convention: a0 points to the vCPU's struct kvm_vcpu_arch, of which HOST_X and GUEST_X are offsets
 * (generated: switch-offsets.h). The first half ends by giving a0 away to the guest, the second
 * begins by getting it back from sscratch.
 */
#ifndef SWITCH_MACROS_H
#define SWITCH_MACROS_H

#include "switch-offsets.h"

/*
 * Not a0: it is the argument, which a caller expects to lose. Not t0-t6: they are caller-saved, so
 * the compiler keeps nothing in them across the call. (SWITCH_BROKEN is the variant with a line
 * lost, on purpose: there is a bug to be found.)
 */
    .macro  SAVE_HOST_GPRS
    sd      ra, HOST_RA(a0)
    sd      sp, HOST_SP(a0)
    sd      gp, HOST_GP(a0)
    sd      tp, HOST_TP(a0)
    sd      s0, HOST_S0(a0)
    sd      s1, HOST_S1(a0)
    sd      a1, HOST_A1(a0)
    sd      a2, HOST_A2(a0)
    sd      a3, HOST_A3(a0)
    sd      a4, HOST_A4(a0)
    sd      a5, HOST_A5(a0)
    sd      a6, HOST_A6(a0)
    sd      a7, HOST_A7(a0)
    sd      s2, HOST_S2(a0)
    sd      s3, HOST_S3(a0)
#if !SWITCH_BROKEN
    sd      s4, HOST_S4(a0)
#endif
    sd      s5, HOST_S5(a0)
    sd      s6, HOST_S6(a0)
    sd      s7, HOST_S7(a0)
    sd      s8, HOST_S8(a0)
    sd      s9, HOST_S9(a0)
    sd      s10, HOST_S10(a0)
    sd      s11, HOST_S11(a0)
    .endm

/*
 * Each csrrw puts the guest's value in and takes the host's out in one step. From the write to
 * stvec on a trap would land at resume_addr, so nothing here may fault. sscratch holds the struct's
 * address while the guest runs: no register could, all 31 are the guest's.
 */
    .macro  SAVE_HOST_AND_RESTORE_GUEST_CSRS resume_addr
    ld      t0, GUEST_SSTATUS(a0)
    la      t1, \resume_addr
    ld      t2, GUEST_SEPC(a0)
    csrrw   t0, sstatus, t0
    csrrw   t1, stvec, t1
    csrrw   t3, sscratch, a0
    csrw    sepc, t2
    sd      t0, HOST_SSTATUS(a0)
    sd      t1, HOST_STVEC(a0)
    sd      t3, HOST_SSCRATCH(a0)
    .endm

/*
 * a0 comes last: every load before needs it.
 */
    .macro  RESTORE_GUEST_GPRS
    ld      ra, GUEST_RA(a0)
    ld      sp, GUEST_SP(a0)
    ld      gp, GUEST_GP(a0)
    ld      tp, GUEST_TP(a0)
    ld      t0, GUEST_T0(a0)
    ld      t1, GUEST_T1(a0)
    ld      t2, GUEST_T2(a0)
    ld      s0, GUEST_S0(a0)
    ld      s1, GUEST_S1(a0)
    ld      a1, GUEST_A1(a0)
    ld      a2, GUEST_A2(a0)
    ld      a3, GUEST_A3(a0)
    ld      a4, GUEST_A4(a0)
    ld      a5, GUEST_A5(a0)
    ld      a6, GUEST_A6(a0)
    ld      a7, GUEST_A7(a0)
    ld      s2, GUEST_S2(a0)
    ld      s3, GUEST_S3(a0)
    ld      s4, GUEST_S4(a0)
    ld      s5, GUEST_S5(a0)
    ld      s6, GUEST_S6(a0)
    ld      s7, GUEST_S7(a0)
    ld      s8, GUEST_S8(a0)
    ld      s9, GUEST_S9(a0)
    ld      s10, GUEST_S10(a0)
    ld      s11, GUEST_S11(a0)
    ld      t3, GUEST_T3(a0)
    ld      t4, GUEST_T4(a0)
    ld      t5, GUEST_T5(a0)
    ld      t6, GUEST_T6(a0)
    ld      a0, GUEST_A0(a0)
    .endm

/*
 * All 31 registers hold the guest's values: trading a0 for sscratch is the one way to get a base
 * register without losing any. The guest's a0 waits in sscratch for the next macro.
 */
    .macro  SAVE_GUEST_GPRS
    csrrw   a0, sscratch, a0
    sd      ra, GUEST_RA(a0)
    sd      sp, GUEST_SP(a0)
    sd      gp, GUEST_GP(a0)
    sd      tp, GUEST_TP(a0)
    sd      t0, GUEST_T0(a0)
    sd      t1, GUEST_T1(a0)
    sd      t2, GUEST_T2(a0)
    sd      s0, GUEST_S0(a0)
    sd      s1, GUEST_S1(a0)
    sd      a1, GUEST_A1(a0)
    sd      a2, GUEST_A2(a0)
    sd      a3, GUEST_A3(a0)
    sd      a4, GUEST_A4(a0)
    sd      a5, GUEST_A5(a0)
    sd      a6, GUEST_A6(a0)
    sd      a7, GUEST_A7(a0)
    sd      s2, GUEST_S2(a0)
    sd      s3, GUEST_S3(a0)
    sd      s4, GUEST_S4(a0)
    sd      s5, GUEST_S5(a0)
    sd      s6, GUEST_S6(a0)
    sd      s7, GUEST_S7(a0)
    sd      s8, GUEST_S8(a0)
    sd      s9, GUEST_S9(a0)
    sd      s10, GUEST_S10(a0)
    sd      s11, GUEST_S11(a0)
    sd      t3, GUEST_T3(a0)
    sd      t4, GUEST_T4(a0)
    sd      t5, GUEST_T5(a0)
    sd      t6, GUEST_T6(a0)
    .endm

/*
 * The mirror of the way in. sepc is only read: the host has no use for its own old value.
 */
    .macro  SAVE_GUEST_AND_RESTORE_HOST_CSRS
    ld      t0, HOST_STVEC(a0)
    ld      t1, HOST_SSCRATCH(a0)
    ld      t2, HOST_SSTATUS(a0)
    csrrw   t1, sscratch, t1
    csrw    stvec, t0
    csrrw   t2, sstatus, t2
    csrr    t3, sepc
    sd      t1, GUEST_A0(a0)
    sd      t2, GUEST_SSTATUS(a0)
    sd      t3, GUEST_SEPC(a0)
    .endm

/*
 * Exactly what SAVE_HOST_GPRS stored; ra among it, so that `ret` finds the caller.
 */
    .macro  RESTORE_HOST_GPRS
    ld      ra, HOST_RA(a0)
    ld      sp, HOST_SP(a0)
    ld      gp, HOST_GP(a0)
    ld      tp, HOST_TP(a0)
    ld      s0, HOST_S0(a0)
    ld      s1, HOST_S1(a0)
    ld      a1, HOST_A1(a0)
    ld      a2, HOST_A2(a0)
    ld      a3, HOST_A3(a0)
    ld      a4, HOST_A4(a0)
    ld      a5, HOST_A5(a0)
    ld      a6, HOST_A6(a0)
    ld      a7, HOST_A7(a0)
    ld      s2, HOST_S2(a0)
    ld      s3, HOST_S3(a0)
    ld      s4, HOST_S4(a0)
    ld      s5, HOST_S5(a0)
    ld      s6, HOST_S6(a0)
    ld      s7, HOST_S7(a0)
    ld      s8, HOST_S8(a0)
    ld      s9, HOST_S9(a0)
    ld      s10, HOST_S10(a0)
    ld      s11, HOST_S11(a0)
    .endm

#endif
