/* SPDX-License-Identifier: MIT */
/*
 * The vCPU. The members that the world switch touches bear the names and the order they have in
 * Linux, because finding them (in DWARF, or from the code alone) is what the demo is for.
 */
#ifndef VCPU_H
#define VCPU_H

#include "machine.h"

typedef unsigned int u32;
typedef unsigned long u64;

#define PAGE_SIZE 4096

union fp_state {
    struct {
        u32 f[32];
        u32 fcsr;
    } f;
    struct {
        u64 f[32];
        u32 fcsr;
    } d;
};

/* One world's registers. `zero` is never stored: it makes slot n the slot of register xn. */
struct kvm_cpu_context {
    unsigned long zero;
    unsigned long ra, sp, gp, tp;
    unsigned long t0, t1, t2;
    unsigned long s0, s1;
    unsigned long a0, a1, a2, a3, a4, a5, a6, a7;
    unsigned long s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
    unsigned long t3, t4, t5, t6;
    unsigned long sepc, sstatus, hstatus;
    union fp_state fp; /* kept for its size: no world of the demo uses floating point */
};

/* What a guest sees as its own s* registers. Hardware swaps the worlds' copies itself (V=0/V=1). */
struct kvm_vcpu_csr {
    unsigned long vsstatus, vsie, vstvec, vsscratch, vsepc, vscause, vstval;
    unsigned long hvip, vsatp, scounteren;
};

struct kvm_vcpu_arch {
    int ran_atleast_once;
    int last_exit_cpu;
    unsigned long host_sscratch;
    unsigned long host_stvec;
    unsigned long host_scounteren;
    struct kvm_cpu_context host_context;
    struct kvm_cpu_context guest_context;
    struct kvm_vcpu_csr guest_csr;
    unsigned long irqs_pending;
};

/* The second translation, guest-physical to host-physical: Sv39x4, whose root is four pages. */
struct gstage {
    unsigned long root[2048] __attribute__((aligned(4 * PAGE_SIZE)));
    unsigned long middle[512] __attribute__((aligned(PAGE_SIZE)));
    unsigned long leaf[512] __attribute__((aligned(PAGE_SIZE)));
};

enum exit_kind { EXIT_SBI, EXIT_STORE, EXIT_LOAD, EXIT_WFI, EXIT_FAULT, EXIT_TIMER, EXIT_KINDS };

struct kvm_vcpu {
    const char *name;
    int vcpu_id;
    struct gstage *gstage;
    unsigned char *ram; /* the guest's RAM, through our linear map */
    struct kvm_vcpu_arch arch;
    unsigned long mailbox;
    unsigned long laps;
};

/* Why the guest came back. */
struct kvm_cpu_trap {
    unsigned long scause, stval, htval;
};

/* switch/: one of the three. Returns when the guest traps. */
void __kvm_riscv_switch_to(struct kvm_vcpu_arch *arch);
extern const char switch_variant[];

/* vcpu.c and enter.c */
void vcpu_create(struct kvm_vcpu *vcpu, const unsigned char *image, unsigned long image_size);
void kvm_arch_vcpu_load(struct kvm_vcpu *vcpu);
void kvm_arch_vcpu_put(struct kvm_vcpu *vcpu);
struct kvm_cpu_trap kvm_riscv_vcpu_enter_exit(struct kvm_vcpu *vcpu);

/* exit.c */
enum exit_kind handle_exit(struct kvm_vcpu *vcpu, const struct kvm_cpu_trap *trap);

/* gstage.c */
void gstage_create(struct kvm_vcpu *vcpu);
void gstage_map(struct kvm_vcpu *vcpu, unsigned long gpa);
void gstage_unmap(struct kvm_vcpu *vcpu, unsigned long gpa);

#endif
