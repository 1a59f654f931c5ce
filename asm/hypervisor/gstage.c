/* SPDX-License-Identifier: MIT */
/* Guest-physical to host-physical: only the guest's RAM is there; all else faults and exits. */
#include "csr.h"
#include "hypervisor.h"
#include "vcpu.h"

static unsigned long *leaf_of(struct kvm_vcpu *vcpu, unsigned long gpa)
{
    return &vcpu->gstage->leaf[(gpa - GUEST_RAM_GPA) / PAGE_SIZE];
}

static void flush(unsigned long gpa)
{
    /* The operand is the address shifted right by 2, as in htval. */
    asm volatile(".option push\n\t.option arch, +h\n\thfence.gvma %0\n\t.option pop" ::"r"(gpa >> 2)
                 : "memory");
}

/* Every G-stage access counts as a user's: without PTE_U even a kernel guest would fault. */
void gstage_map(struct kvm_vcpu *vcpu, unsigned long gpa)
{
    unsigned long pa = linear_to_physical(vcpu->ram) + gpa - GUEST_RAM_GPA;

    *leaf_of(vcpu, gpa) = PTE(pa & -PAGE_SIZE, PTE_R | PTE_W | PTE_X | PTE_U | PTE_AD);
    flush(gpa);
}

void gstage_unmap(struct kvm_vcpu *vcpu, unsigned long gpa)
{
    *leaf_of(vcpu, gpa) = 0;
    flush(gpa);
}

void gstage_create(struct kvm_vcpu *vcpu)
{
    struct gstage *tables = vcpu->gstage;

    tables->root[GUEST_RAM_GPA >> 30] = PTE(linear_to_physical(tables->middle), 0);
    tables->middle[(GUEST_RAM_GPA >> 21) & 511] = PTE(linear_to_physical(tables->leaf), 0);
    for (unsigned long offset = 0; offset < GUEST_RAM_SIZE; offset += PAGE_SIZE)
        if (GUEST_RAM_GPA + offset != GUEST_LAZY_GPA)
            gstage_map(vcpu, GUEST_RAM_GPA + offset);
}
