/* SPDX-License-Identifier: MIT */
/*
 * The tour: one lap shows every kind of exit, and after each all 31 registers are checked.
 * It never touches memory but for one push and pop on a page the hypervisor keeps taking away.
 */
#include "guest.h"

    .option norvc                       /* trapping instructions of 4 bytes: "sepc += 4" is right */
    .text
    .globl  guest_start
guest_start:
    want_patterns 0x5e00, GUEST_MMIO_GPA, GUEST_LAZY_GPA + 0xe00
    fill_all

lap:
sbi_call:                               /* exit: ecall from VS-mode (cause 10) */
    call_hypervisor 1

mmio_store:                             /* exit: store guest page fault (23), emulated */
    mailbox_store 2

mmio_load:                              /* exit: load guest page fault (21), emulated */
    mailbox_load 3

wait:                                   /* exit: virtual instruction (22), because hstatus.VTW=1 */
    wfi
    check_all 4

push:                                   /* exit: store guest page fault (23), mapped and retried */
    sd      ra, -8(sp)
    li      ra, 0
    ld      ra, -8(sp)
    check_all 5

/*
 * Room for the sixth kind, a timer interrupt, which comes when it comes. The loop does not wait for
 * it: under a debugger that holds interrupts off while stepping it would wait for ever.
 */
spin:
    li      a5, 16
1:  addi    a5, a5, -1
    bnez    a5, 1b
    fill    a5
    check_all 6
    j       lap

    define_failed
