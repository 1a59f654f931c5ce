# SPDX-License-Identifier: MIT
# cmake -DFROM=offsets.s -DTO=switch-offsets.h -P ExtractOffsets.cmake
file(STRINGS "${FROM}" lines REGEX "^@define ")
list(TRANSFORM lines REPLACE "^@" "#")
list(JOIN lines "\n" text)
file(WRITE "${TO}"
     "/* Generated from hypervisor/offsets.c: offsets in struct kvm_vcpu_arch. */\n${text}\n")
