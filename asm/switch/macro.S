/* SPDX-License-Identifier: MIT */
/*
 * void __kvm_riscv_switch_to(struct kvm_vcpu_arch *a0): the world switch in six macros, as in Linux
 * 6.13 and later. Calls into a guest; returns when it traps.
 */
#include "macros.h"

    .text
    .option norelax                     /* what is written here is what runs */
    .balign 4
    .globl  __kvm_riscv_switch_to
    .type   __kvm_riscv_switch_to, @function
__kvm_riscv_switch_to:
    SAVE_HOST_GPRS
    SAVE_HOST_AND_RESTORE_GUEST_CSRS .Lresume
    RESTORE_GUEST_GPRS
    sret                                /* V=1: from here on every instruction is the guest's */

    /* stvec keeps its mode in its two lowest bits: an address that needs them would be refused. */
    .balign 4
.Lresume:
    SAVE_GUEST_GPRS
    SAVE_GUEST_AND_RESTORE_HOST_CSRS
    RESTORE_HOST_GPRS
    ret
    .size   __kvm_riscv_switch_to, . - __kvm_riscv_switch_to
