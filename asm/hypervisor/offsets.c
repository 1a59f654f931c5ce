/* SPDX-License-Identifier: MIT */
/*
 * The struct's offsets for the assembly. Compiled to text, never linked: the build turns each
 * "@define" line of that text into one of switch-offsets.h, so no offset is written down twice.
 */
#include "vcpu.h"

#define SLOT(name, member)                                                                         \
    asm volatile("\n@define " #name " %0" : : "i"(__builtin_offsetof(struct kvm_vcpu_arch, member)))
#define BOTH(NAME, member)                                                                         \
    SLOT(HOST_##NAME, host_context.member);                                                        \
    SLOT(GUEST_##NAME, guest_context.member)

void offsets(void)
{
    SLOT(HOST_SSCRATCH, host_sscratch);
    SLOT(HOST_STVEC, host_stvec);
    SLOT(HOST_SCOUNTEREN, host_scounteren);
    SLOT(GUEST_SCOUNTEREN, guest_csr.scounteren);
    BOTH(RA, ra);
    BOTH(SP, sp);
    BOTH(GP, gp);
    BOTH(TP, tp);
    BOTH(T0, t0);
    BOTH(T1, t1);
    BOTH(T2, t2);
    BOTH(S0, s0);
    BOTH(S1, s1);
    BOTH(A0, a0);
    BOTH(A1, a1);
    BOTH(A2, a2);
    BOTH(A3, a3);
    BOTH(A4, a4);
    BOTH(A5, a5);
    BOTH(A6, a6);
    BOTH(A7, a7);
    BOTH(S2, s2);
    BOTH(S3, s3);
    BOTH(S4, s4);
    BOTH(S5, s5);
    BOTH(S6, s6);
    BOTH(S7, s7);
    BOTH(S8, s8);
    BOTH(S9, s9);
    BOTH(S10, s10);
    BOTH(S11, s11);
    BOTH(T3, t3);
    BOTH(T4, t4);
    BOTH(T5, t5);
    BOTH(T6, t6);
    BOTH(SEPC, sepc);
    BOTH(SSTATUS, sstatus);
    BOTH(HSTATUS, hstatus);
}
