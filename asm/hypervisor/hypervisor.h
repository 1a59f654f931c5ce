/* SPDX-License-Identifier: MIT */
/* The small things every part of the hypervisor uses. */
#ifndef HYPERVISOR_H
#define HYPERVISOR_H

#include "machine.h"

/* Where all RAM is mapped a second time; paging.c decides. */
extern unsigned long linear_va;

/* The image's own addresses, the linear map's, and physical ones. */
static inline unsigned long image_to_physical(const void *address)
{
    return (unsigned long)address - IMAGE_VA + HYPERVISOR_PA;
}

static inline void *physical_to_linear(unsigned long pa)
{
    return (void *)(pa - RAM_PA + linear_va);
}

static inline unsigned long linear_to_physical(const void *address)
{
    return (unsigned long)address - linear_va + RAM_PA;
}

/* sbi.c */
struct sbi_result {
    long error, value;
};
struct sbi_result sbi_call(long extension, long function, unsigned long a0, unsigned long a1);
void set_timer_slice(void);
void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void panic(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* options.c */
struct options {
    char guests[48];
    int timer, quiet, paging; /* paging: 39, 48 or 57 */
};
void parse_options(struct options *options, const unsigned char *device_tree);

#endif
