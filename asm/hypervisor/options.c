/* SPDX-License-Identifier: MIT */
/* The kernel command line, found in the device tree that QEMU hands over (-append "..."). */
#include "hypervisor.h"

/* Flattened device tree (Devicetree Specification 0.4, chapter 5): big-endian words. */
#define FDT_MAGIC      0xd00dfeed
#define FDT_BEGIN_NODE 1
#define FDT_END_NODE   2
#define FDT_PROP       3
#define FDT_NOP        4

static unsigned int be32(const unsigned char *p)
{
    return (unsigned int)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static int equal(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* The only property of this name is /chosen's: no need to follow the nodes. */
static const char *find_bootargs(const unsigned char *tree)
{
    const unsigned char *at = tree + be32(tree + 8);
    const char *names = (const char *)tree + be32(tree + 12);

    if (be32(tree) != FDT_MAGIC)
        return "";
    for (;;) {
        unsigned int token = be32(at);

        at += 4;
        if (token == FDT_BEGIN_NODE) {
            unsigned int length = 0;

            while (at[length++]) /* the node's name, then padding */
                ;
            at += (length + 3) & ~3u;
        } else if (token == FDT_PROP) {
            unsigned int length = be32(at);

            if (equal(names + be32(at + 4), "bootargs"))
                return (const char *)at + 8;
            at += 8 + ((length + 3) & ~3u);
        } else if (token != FDT_END_NODE && token != FDT_NOP) {
            return "";
        }
    }
}

/* If `word` starts with `key`, the rest of it; else null. */
static const char *value_of(const char *word, const char *key)
{
    while (*key)
        if (*word++ != *key++)
            return 0;
    return word;
}

static void copy(char *to, const char *from, unsigned int size)
{
    while (size-- > 1 && *from)
        *to++ = *from++;
    *to = 0;
}

void parse_options(struct options *options, const unsigned char *device_tree)
{
    const char *line = find_bootargs(device_tree);
    char word[64];

    copy(options->guests, "tour", sizeof(options->guests));
    options->timer = 1;
    options->quiet = 0;
    options->paging = 39;
    while (*line) {
        const char *value;
        unsigned int length = 0;

        for (; *line && *line != ' '; line++)
            if (length < sizeof(word) - 1)
                word[length++] = *line;
        word[length] = 0;
        while (*line == ' ')
            line++;

        if ((value = value_of(word, "guests=")))
            copy(options->guests, value, sizeof(options->guests));
        else if (equal(word, "timer=on") || equal(word, "timer=off"))
            options->timer = equal(word, "timer=on");
        else if (equal(word, "quiet"))
            options->quiet = 1;
        else if (equal(word, "paging=sv39"))
            options->paging = 39;
        else if (equal(word, "paging=sv48"))
            options->paging = 48;
        else if (equal(word, "paging=sv57"))
            options->paging = 57;
        else if (*word)
            panic("unknown word '%s' on the command line", word);
    }
}
