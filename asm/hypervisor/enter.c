/* SPDX-License-Identifier: MIT */
/*
 * The C around the switch. Compiled once for each variant: a *legacy* routine swaps hstatus and
 * scounteren itself (SWITCH_SWAPS_HSTATUS), for the others it is done here. The *broken* one loses
 * a register (SWITCH_BROKEN); here it is used, as any C might do.
 */
#include "csr.h"
#include "hypervisor.h"
#include "vcpu.h"

const char switch_variant[] = SWITCH_VARIANT;

/*
 * The switch need not keep t0-t6 for us, and C rarely uses the last of them: the guest's values
 * would still be there next time and hide a restore that is missing. So give them values of ours.
 */
static inline void spoil_scratch_registers(void)
{
    asm volatile("li t3, 0x40570073\n\tli t4, 0x40570074\n\t"
                 "li t5, 0x40570075\n\tli t6, 0x40570076" ::
                     : "t3", "t4", "t5", "t6");
}

#if SWITCH_BROKEN
static unsigned long entries, mistaken;

/* One line, late: a bug like this is seen long after it was made, and somewhere else. */
static void compare_entry(unsigned long number)
{
    if (number != entries && ++mistaken == 1024)
        print("%lu times the entry's number was %lu afterwards: something lost it\n", mistaken,
              number);
}
#endif

struct kvm_cpu_trap kvm_riscv_vcpu_enter_exit(struct kvm_vcpu *vcpu)
{
    struct kvm_vcpu_arch *arch = &vcpu->arch;

#if !SWITCH_SWAPS_HSTATUS
    arch->host_scounteren = csr_swap(scounteren, arch->guest_csr.scounteren);
    arch->host_context.hstatus = csr_swap(hstatus, arch->guest_context.hstatus);
#endif
#if SWITCH_BROKEN
    /* What is needed after a call a compiler keeps in a callee-saved register: here it is s4. */
    register unsigned long number asm("s4") = ++entries;
    asm volatile("" : "+r"(number));
#endif
    spoil_scratch_registers();
    __kvm_riscv_switch_to(arch);
#if SWITCH_BROKEN
    asm volatile("" : "+r"(number));
    compare_entry(number);
#endif
#if !SWITCH_SWAPS_HSTATUS
    arch->guest_context.hstatus = csr_swap(hstatus, arch->host_context.hstatus);
    arch->guest_csr.scounteren = csr_swap(scounteren, arch->host_scounteren);
#endif
    arch->ran_atleast_once = 1;
    arch->last_exit_cpu = 0;

    /* Nothing since the trap has written these: the switch takes care not to. */
    return (struct kvm_cpu_trap){
        .scause = csr_read(scause), .stval = csr_read(stval), .htval = csr_read(htval)};
}
