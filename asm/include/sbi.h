/* SPDX-License-Identifier: MIT */
/*
 * The calls: a7 = extension, a6 = function, a0... = arguments; a0 = error, a1 = value come back.
 * Numbers of the first four are from the RISC-V SBI specification 2.0 (only what we use).
 */
#ifndef SBI_H
#define SBI_H

/* Hypervisor to firmware. */
#define SBI_BASE              0x10
#define SBI_BASE_SPEC_VERSION 0
#define SBI_TIME              0x54494d45
#define SBI_DBCN              0x4442434e
#define SBI_DBCN_WRITE_BYTE   2
#define SBI_SRST              0x53525354
#define SBI_SRST_OK           0
#define SBI_SRST_FAILURE      1 /* in a1, the "reset reason" */

#define SBI_OK            0
#define SBI_NOT_SUPPORTED (-2)

/* Guest to hypervisor: our own, in the range the specification leaves to experiments. */
#define SBI_DEMO      0x08005ea7
#define SBI_DEMO_LAP  0 /* "another lap": value = a0 + 1, and the lazy page is unmapped */
#define SBI_DEMO_FAIL 1 /* "my registers were damaged": a0 = step, a1 = the value expected */

#endif
