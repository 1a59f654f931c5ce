/* SPDX-License-Identifier: MIT */
/*
 * A world switch of six macros for the tests of the window: really decoded, never run on a hart.
 * The table of registers and their order is the one in the RISC-V KVM world switch.
 */
#define HOST(n)       (0x30 + 8 * (n)) /* struct offsets; see synthetic_area() */
#define GUEST(n)      (0x360 + 8 * (n))
#define HOST_SSCRATCH 0x10
#define HOST_STVEC    0x18
#define SEPC          32
#define SSTATUS       33

    .altmacro
    .macro move_gpr op, reg, number, side
    .if \side
    \op     \reg, GUEST(\number)(a0)
    .else
    \op     \reg, HOST(\number)(a0)
    .endif
    .endm

    .macro pointers_and_saved op, side
    move_gpr \op, ra, 1, \side
    move_gpr \op, sp, 2, \side
    move_gpr \op, gp, 3, \side
    move_gpr \op, tp, 4, \side
    .if \side
    move_gpr \op, t0, 5, \side
    move_gpr \op, t1, 6, \side
    move_gpr \op, t2, 7, \side
    .endif
    move_gpr \op, s0, 8, \side
    move_gpr \op, s1, 9, \side
    move_gpr \op, a1, 11, \side
    move_gpr \op, a2, 12, \side
    move_gpr \op, a3, 13, \side
    move_gpr \op, a4, 14, \side
    move_gpr \op, a5, 15, \side
    move_gpr \op, a6, 16, \side
    move_gpr \op, a7, 17, \side
    move_gpr \op, s2, 18, \side
    move_gpr \op, s3, 19, \side
    move_gpr \op, s4, 20, \side
    move_gpr \op, s5, 21, \side
    move_gpr \op, s6, 22, \side
    move_gpr \op, s7, 23, \side
    move_gpr \op, s8, 24, \side
    move_gpr \op, s9, 25, \side
    move_gpr \op, s10, 26, \side
    move_gpr \op, s11, 27, \side
    .if \side
    move_gpr \op, t3, 28, \side
    move_gpr \op, t4, 29, \side
    move_gpr \op, t5, 30, \side
    move_gpr \op, t6, 31, \side
    .endif
    .endm

    .macro SAVE_HOST_GPRS
    pointers_and_saved sd, 0
    .endm

    .macro SAVE_HOST_AND_RESTORE_GUEST_CSRS resume
    ld      t0, GUEST(SSTATUS)(a0)
    la      t1, \resume
    ld      t2, GUEST(SEPC)(a0)
    csrrw   t0, sstatus, t0
    csrrw   t1, stvec, t1
    csrrw   t3, sscratch, a0
    csrw    sepc, t2
    sd      t0, HOST(SSTATUS)(a0)
    sd      t1, HOST_STVEC(a0)
    sd      t3, HOST_SSCRATCH(a0)
    .endm

    .macro RESTORE_GUEST_GPRS
    pointers_and_saved ld, 1
    ld      a0, GUEST(10)(a0)
    .endm

    .macro SAVE_GUEST_GPRS
    csrrw   a0, sscratch, a0
    pointers_and_saved sd, 1
    .endm

    .macro SAVE_GUEST_AND_RESTORE_HOST_CSRS
    ld      t0, HOST_STVEC(a0)
    ld      t1, HOST_SSCRATCH(a0)
    ld      t2, HOST(SSTATUS)(a0)
    csrrw   t1, sscratch, t1
    csrw    stvec, t0
    csrrw   t2, sstatus, t2
    csrr    t3, sepc
    sd      t1, GUEST(10)(a0)
    sd      t2, GUEST(SSTATUS)(a0)
    sd      t3, GUEST(SEPC)(a0)
    .endm

    .macro RESTORE_HOST_GPRS
    pointers_and_saved ld, 0
    .endm

    .option norvc
    .text
    .globl __kvm_riscv_switch_to
    .type __kvm_riscv_switch_to, @function
__kvm_riscv_switch_to:
    SAVE_HOST_GPRS
    SAVE_HOST_AND_RESTORE_GUEST_CSRS .Lswitch_return
    RESTORE_GUEST_GPRS
    sret
    .balign 4
.Lswitch_return:
    SAVE_GUEST_GPRS
    SAVE_GUEST_AND_RESTORE_HOST_CSRS
    RESTORE_HOST_GPRS
    ret
    .size __kvm_riscv_switch_to, . - __kvm_riscv_switch_to
