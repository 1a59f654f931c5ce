/* SPDX-License-Identifier: MIT */
/*
 * Where everything is. The `virt` board fixes the devices and the start of RAM, the rest is ours.
 * C, assembly and the linker scripts all include this file, so it holds nothing but #defines.
 */
#ifndef MACHINE_H
#define MACHINE_H

/* The board. */
#define CLINT_MTIMECMP 0x02004000 /* hart 0's; mtime counts at 10 MHz */
#define CLINT_MTIME    0x0200bff8
#define TEST_DEVICE    0x00100000 /* writing it ends QEMU */
#define UART0          0x10000000
#define RAM_PA         0x80000000
#define TICKS_PER_MS   10000

/* The host's physical memory: firmware first, then the hypervisor, 2 MiB for each kind of page. */
#define FIRMWARE_PA   0x80000000
#define HYPERVISOR_PA 0x80200000
#define HYP_TEXT_PA   HYPERVISOR_PA
#define HYP_RODATA_PA 0x80400000
#define HYP_DATA_PA   0x80600000
#define MEGAPAGE      0x200000

/*
 * The host's virtual memory: the hypervisor's image is linked at the top of the address space, and
 * all RAM is mapped a second time, as a kernel does, at a place that depends on the kind of paging.
 * Both lie far outside anything a guest can translate: while V=1 a debugger cannot read either.
 */
#define IMAGE_VA       0xffffffff80000000
#define LINEAR_VA_SV39 0xffffffd600000000
#define LINEAR_VA_SV48 0xffffaf8000000000
#define LINEAR_VA_SV57 0xff60000000000000

/* Guest-physical memory, the same for every guest. */
#define GUEST_MMIO_GPA 0x10000000 /* one mailbox device, emulated: every access exits */
#define MAILBOX_PUT    0          /* a store here keeps the value */
#define MAILBOX_GET    8          /* a load from here answers the kept value + 1 */
#define GUEST_RAM_GPA  0x80000000
#define GUEST_RAM_SIZE 0x10000
#define GUEST_DATA_GPA 0x80003000
#define GUEST_LAZY_GPA 0x8000f000 /* the page the hypervisor takes away again and again */

#endif
