/* SPDX-License-Identifier: MIT */
/*
 * M-mode firmware: the first instructions after reset, and the way into its trap handler.
 * QEMU's reset code jumps here with a0 = hart id and a1 = device tree.
 */

    .section .firmware.start, "ax"
    .globl firmware_start
    .type firmware_start, @function
firmware_start:
    bnez    a0, park
    lla     sp, firmware_stack_top
    csrw    mscratch, sp                /* where the trap handler finds its stack */
    lla     t0, firmware_trap_entry
    csrw    mtvec, t0
    lla     a2, hypervisor_entry_pa
    tail    firmware_main               /* (hart id, device tree, next stage); ends in mret */
park:
    wfi                                 /* one vCPU at a time: the other harts have no work */
    j       park
    .size firmware_start, . - firmware_start

/*
 * Any trap to M-mode. The C handler may use every caller-saved register, so those are kept, on our
 * own stack: the interrupted world's sp (even a guest's) means nothing here.
 */
    .text
    .balign 4
    .globl firmware_trap_entry
    .type firmware_trap_entry, @function
firmware_trap_entry:
    csrrw   sp, mscratch, sp
    addi    sp, sp, -128
    .set slot, 0
    .irp    reg, a0, a1, a2, a3, a4, a5, a6, a7, ra, t0, t1, t2, t3, t4, t5, t6
    sd      \reg, slot(sp)
    .set slot, slot + 8
    .endr
    mv      a0, sp                      /* the slots of a0-a7 are what SBI calls read and answer */
    call    firmware_trap
    .set slot, 0
    .irp    reg, a0, a1, a2, a3, a4, a5, a6, a7, ra, t0, t1, t2, t3, t4, t5, t6
    ld      \reg, slot(sp)
    .set slot, slot + 8
    .endr
    addi    sp, sp, 128
    csrrw   sp, mscratch, sp
    mret
    .size firmware_trap_entry, . - firmware_trap_entry

    .section .bss.firmware_stack, "aw", @nobits
    .balign 16
    .space  4096
firmware_stack_top:
