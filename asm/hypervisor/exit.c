/* SPDX-License-Identifier: MIT */
/* Why the guest came back, and what to do about it. */
#include "csr.h"
#include "hypervisor.h"
#include "sbi.h"
#include "vcpu.h"

#define WFI         0x10500073
#define OPCODE_MASK 0x707f
#define OPCODE_LD   0x3003
#define OPCODE_SD   0x3023

/* Slot n of the context is register xn. */
static unsigned long *guest_register(struct kvm_vcpu *vcpu, unsigned int number)
{
    return &vcpu->arch.guest_context.zero + number;
}

static unsigned short read_guest_code(unsigned long address)
{
    unsigned long half;

    asm volatile(".option push\n\t.option arch, +h\n\thlvx.hu %0, (%1)\n\t.option pop"
                 : "=r"(half)
                 : "r"(address)
                 : "memory");
    return half;
}

/*
 * The instruction that trapped, fetched with the guest's own translation. htinst may hold it as
 * well, but an implementation is free to leave that at zero. hlvx acts as the mode in hstatus.SPVP.
 */
static unsigned int trapped_instruction(struct kvm_vcpu *vcpu)
{
    unsigned long pc = vcpu->arch.guest_context.sepc;
    unsigned long host_hstatus = csr_swap(hstatus, vcpu->arch.guest_context.hstatus);
    unsigned int instruction = read_guest_code(pc) | (unsigned int)read_guest_code(pc + 2) << 16;

    csr_write(hstatus, host_hstatus);
    return instruction;
}

static void handle_sbi(struct kvm_vcpu *vcpu)
{
    struct kvm_cpu_context *guest = &vcpu->arch.guest_context;

    if (guest->a7 != SBI_DEMO || guest->a6 > SBI_DEMO_FAIL)
        panic("%s: unknown SBI call, a7 %lx a6 %lx", vcpu->name, guest->a7, guest->a6);
    if (guest->a6 == SBI_DEMO_FAIL)
        panic("%s: wrong value after step %lu, expected %lx; guest pc %lx", vcpu->name, guest->a0,
              guest->a1, guest->sepc);

    gstage_unmap(vcpu, GUEST_LAZY_GPA);
    vcpu->laps++;
    guest->a1 = guest->a0 + 1;
    guest->a0 = SBI_OK;
    guest->sepc += 4;
}

static void handle_mailbox(struct kvm_vcpu *vcpu, unsigned long gpa)
{
    unsigned int instruction = trapped_instruction(vcpu);
    unsigned int opcode = instruction & OPCODE_MASK;

    if (opcode == OPCODE_SD && gpa == GUEST_MMIO_GPA + MAILBOX_PUT)
        vcpu->mailbox = *guest_register(vcpu, (instruction >> 20) & 31);
    else if (opcode == OPCODE_LD && gpa == GUEST_MMIO_GPA + MAILBOX_GET)
        *guest_register(vcpu, (instruction >> 7) & 31) = vcpu->mailbox + 1;
    else
        panic("%s: no device for instruction %lx at %lx", vcpu->name, (unsigned long)instruction,
              gpa);
    vcpu->arch.guest_context.sepc += 4;
}

static void handle_wfi(struct kvm_vcpu *vcpu)
{
    if (trapped_instruction(vcpu) != WFI)
        panic("%s: virtual instruction at %lx is no wfi", vcpu->name,
              vcpu->arch.guest_context.sepc);
    vcpu->arch.guest_context.sepc += 4; /* a real host would sleep; the next lap is what we want */
}

enum exit_kind handle_exit(struct kvm_vcpu *vcpu, const struct kvm_cpu_trap *trap)
{
    /* htval has the guest-physical address without its last two bits, which stval still has. */
    unsigned long gpa = trap->htval << 2 | (trap->stval & 3);

    switch (trap->scause) {
    case CAUSE_ECALL_VS:
        handle_sbi(vcpu);
        return EXIT_SBI;
    case CAUSE_GUEST_LOAD:
    case CAUSE_GUEST_STORE:
        if (gpa - GUEST_LAZY_GPA < PAGE_SIZE) {
            gstage_map(vcpu, gpa);
            return EXIT_FAULT;
        }
        handle_mailbox(vcpu, gpa);
        return trap->scause == CAUSE_GUEST_LOAD ? EXIT_LOAD : EXIT_STORE;
    case CAUSE_VIRTUAL_INSN:
        handle_wfi(vcpu);
        return EXIT_WFI;
    case CAUSE_TIMER_S:
        set_timer_slice();
        return EXIT_TIMER;
    default:
        panic("%s: unexpected exit, scause %lx sepc %lx stval %lx gpa %lx", vcpu->name,
              trap->scause, vcpu->arch.guest_context.sepc, trap->stval, gpa);
    }
}
