/* SPDX-License-Identifier: MIT */
/* Making a vCPU, and putting its slow-changing state on the hart and off it. */
#include "vcpu.h"
#include "csr.h"
#include "hypervisor.h"

void vcpu_create(struct kvm_vcpu *vcpu, const unsigned char *image, unsigned long image_size)
{
    struct kvm_cpu_context *context = &vcpu->arch.guest_context;

    for (unsigned long i = 0; i < image_size; i++)
        vcpu->ram[i] = image[i];
    gstage_create(vcpu);

    context->sepc = GUEST_RAM_GPA;
    context->sstatus = SSTATUS_SPP | SSTATUS_SPIE;
    context->hstatus = HSTATUS_SPV | HSTATUS_SPVP | HSTATUS_VTW;
    vcpu->arch.guest_csr.scounteren = 7;
    vcpu->arch.last_exit_cpu = -1;
}

void kvm_arch_vcpu_load(struct kvm_vcpu *vcpu)
{
    const struct kvm_vcpu_csr *csr = &vcpu->arch.guest_csr;

    csr_write(vsstatus, csr->vsstatus);
    csr_write(vsie, csr->vsie);
    csr_write(vstvec, csr->vstvec);
    csr_write(vsscratch, csr->vsscratch);
    csr_write(vsepc, csr->vsepc);
    csr_write(vscause, csr->vscause);
    csr_write(vstval, csr->vstval);
    csr_write(hvip, csr->hvip);
    csr_write(vsatp, csr->vsatp);
    csr_write(hgatp, (unsigned long)ATP_MODE_SV39 << ATP_MODE_SHIFT |
                         (vcpu->vcpu_id + 1UL) << ATP_ID_SHIFT |
                         linear_to_physical(vcpu->gstage->root) / PAGE_SIZE);
}

void kvm_arch_vcpu_put(struct kvm_vcpu *vcpu)
{
    struct kvm_vcpu_csr *csr = &vcpu->arch.guest_csr;

    csr_write(hgatp, 0);
    csr->vsstatus = csr_read(vsstatus);
    csr->vsie = csr_read(vsie);
    csr->vstvec = csr_read(vstvec);
    csr->vsscratch = csr_read(vsscratch);
    csr->vsepc = csr_read(vsepc);
    csr->vscause = csr_read(vscause);
    csr->vstval = csr_read(vstval);
    csr->hvip = csr_read(hvip);
    csr->vsatp = csr_read(vsatp);
}
