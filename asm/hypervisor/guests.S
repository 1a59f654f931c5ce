/* SPDX-License-Identifier: MIT */
/* The guests' programs, as bytes; each was linked on its own, at the address it sees. */

    .macro  embed name
    .balign 8
    .globl  \name\()_image, \name\()_image_end
\name\()_image:
    .incbin "\name\().bin"
\name\()_image_end:
    .endm

    .section .rodata.guests, "a"
    embed   tour
    embed   oracle
    embed   paging
