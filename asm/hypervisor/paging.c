/* SPDX-License-Identifier: MIT */
/* The host's own translation, built once, before it is on: Sv39, or more levels where asked for. */
#include "csr.h"
#include "hypervisor.h"

typedef unsigned long table[512];

static table tables[7] __attribute__((aligned(4096)));
static unsigned long used;

unsigned long linear_va;

static unsigned long index_of(unsigned long va, int level)
{
    return (va >> (12 + 9 * level)) & 511;
}

/*
 * The entry for `va` at `level`, with the tables above it made on the way. Called at physical
 * addresses, as everything here: what is pc-relative is physical then, and nothing may be used
 * whose address was fixed by the linker (a jump table, an initialised pointer).
 */
static unsigned long *entry(int top, unsigned long va, int level)
{
    unsigned long *at = tables[0];

    for (int above = top; above > level; above--) {
        unsigned long *pointer = &at[index_of(va, above)];

        if (!*pointer)
            *pointer = PTE((unsigned long)tables[++used], 0);
        at = (unsigned long *)(*pointer >> 10 << 12);
    }
    return &at[index_of(va, level)];
}

/* `device_tree` is physical. Returns the value for satp. */
unsigned long build_host_tables(const unsigned char *device_tree)
{
    struct options options;
    unsigned long mode = ATP_MODE_SV39;
    int top = 2;

    parse_options(&options, device_tree);
    linear_va = LINEAR_VA_SV39;
    if (options.paging == 48) {
        mode = ATP_MODE_SV48, top = 3;
        linear_va = LINEAR_VA_SV48;
    } else if (options.paging == 57) {
        mode = ATP_MODE_SV57, top = 4;
        linear_va = LINEAR_VA_SV57;
    }

    /* All RAM, one gigapage, data only. */
    *entry(top, linear_va, 2) = PTE(RAM_PA, PTE_R | PTE_W | PTE_AD);

    /* The image: nothing is both writable and executable. */
    *entry(top, IMAGE_VA, 1) = PTE(HYP_TEXT_PA, PTE_R | PTE_X | PTE_AD);
    *entry(top, IMAGE_VA + MEGAPAGE, 1) = PTE(HYP_RODATA_PA, PTE_R | PTE_AD);
    *entry(top, IMAGE_VA + 2 * MEGAPAGE, 1) = PTE(HYP_DATA_PA, PTE_R | PTE_W | PTE_AD);

    return (unsigned long)tables[0] >> 12 | mode << ATP_MODE_SHIFT;
}
