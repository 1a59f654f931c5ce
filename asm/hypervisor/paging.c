/* SPDX-License-Identifier: MIT */
/* The host's own translation (Sv39), built once, before it is on. */
#include "csr.h"
#include "hypervisor.h"

static unsigned long root[512] __attribute__((aligned(4096)));
static unsigned long image_pages[512] __attribute__((aligned(4096)));

static unsigned long index_of(unsigned long va, int level)
{
    return (va >> (12 + 9 * level)) & 511;
}

/*
 * Called at physical addresses: &root is pc-relative and hence physical here, and nothing may be
 * used whose address was fixed by the linker (a jump table, an initialised pointer).
 */
unsigned long build_host_tables(void)
{
    /* All RAM, one gigapage, data only. */
    root[index_of(LINEAR_VA, 2)] = PTE(RAM_PA, PTE_R | PTE_W | PTE_AD);

    /* The image: nothing is both writable and executable. */
    root[index_of(IMAGE_VA, 2)] = PTE((unsigned long)image_pages, 0);
    image_pages[0] = PTE(HYP_TEXT_PA, PTE_R | PTE_X | PTE_AD);
    image_pages[1] = PTE(HYP_RODATA_PA, PTE_R | PTE_AD);
    image_pages[2] = PTE(HYP_DATA_PA, PTE_R | PTE_W | PTE_AD);

    return (unsigned long)root >> 12 | (unsigned long)ATP_MODE_SV39 << ATP_MODE_SHIFT;
}
