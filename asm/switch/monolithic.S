/* SPDX-License-Identifier: MIT */
/*
 * void __kvm_riscv_switch_to(struct kvm_vcpu_arch *a0): the same switch written out, as it was
 * before the macros. Instruction for instruction the machine code of macro.S.
 */
#include "switch-offsets.h"

    .text
    .option norelax                     /* what is written here is what runs */
    .balign 4
    .globl  __kvm_riscv_switch_to
    .type   __kvm_riscv_switch_to, @function
__kvm_riscv_switch_to:
    /* The host's registers, but neither a0 (the argument) nor t0-t6 (caller-saved). */
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
    sd      s4, HOST_S4(a0)
    sd      s5, HOST_S5(a0)
    sd      s6, HOST_S6(a0)
    sd      s7, HOST_S7(a0)
    sd      s8, HOST_S8(a0)
    sd      s9, HOST_S9(a0)
    sd      s10, HOST_S10(a0)
    sd      s11, HOST_S11(a0)

    /* Swap the CSRs: sstatus, stvec and sscratch (which takes the struct's address). */
    ld      t0, GUEST_SSTATUS(a0)
    la      t1, .Lresume
    ld      t2, GUEST_SEPC(a0)
    csrrw   t0, sstatus, t0
    csrrw   t1, stvec, t1
    csrrw   t3, sscratch, a0
    csrw    sepc, t2
    sd      t0, HOST_SSTATUS(a0)
    sd      t1, HOST_STVEC(a0)
    sd      t3, HOST_SSCRATCH(a0)

    /* The guest's registers; a0 last, it is the base of all the loads. */
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

    sret

    /* stvec keeps its mode in its two lowest bits: an address that needs them would be refused. */
    .balign 4
.Lresume:
    /* a0 is the struct again and sscratch has the guest's a0; the other 30 follow. */
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

    /* Swap them back; t1 takes the guest's a0 out of sscratch. */
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

    /* What the host saved; `ret` needs ra. */
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
    ret
    .size   __kvm_riscv_switch_to, . - __kvm_riscv_switch_to
