// SPDX-License-Identifier: MIT
/* /init of a Linux with KVM: two processes with a virtual machine of one vCPU each. They take turns on the harts: after
 * every few exits each moves to the other hart, at its own pace, so that now and then they share one. No library. */

typedef unsigned long word;
typedef unsigned int u32;

enum { at_fdcwd = -100, read_write = 2, map_shared = 1, map_private_anonymous = 0x22, readable_writable = 3 };
enum {
    nr_ioctl = 29, nr_mkdirat = 34, nr_mount = 40, nr_openat = 56, nr_exit = 93, nr_nanosleep = 101,
    nr_sched_setaffinity = 122, nr_clone = 220, nr_mmap = 222
};
enum {
    kvm_create_vm = 0xae01, kvm_mmap_size = 0xae04, kvm_create_vcpu = 0xae41, kvm_run = 0xae80,
    kvm_set_memory = 0x4020ae46, kvm_set_register = 0x4010aeac
};

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    register long a0 __asm__("a0") = a;
    register long a1 __asm__("a1") = b;
    register long a2 __asm__("a2") = c;
    register long a3 __asm__("a3") = d;
    register long a4 __asm__("a4") = e;
    register long a5 __asm__("a5") = f;
    register long a7 __asm__("a7") = number;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a7) : "memory");
    return a0;
}

/* The guest counts in s1, tells the count to a device, and asks it for a number. s2 tells the two guests apart. */
extern const char guest_begin[], guest_end[];
__asm__(".section .rodata\n.balign 8\nguest_begin:\n"
        "    li s2, 0x5e52\n    add s2, s2, a0\n    li s0, 0x10000000\n    li s1, 0\n"
        "1:  addi s1, s1, 1\n    sw s1, 0(s0)\n    li t0, 50\n"
        "2:  addi t0, t0, -1\n    bnez t0, 2b\n    lw t1, 8(s0)\n    j 1b\n"
        "guest_end:\n.previous\n");

static const word guest_ram = 0x80000000, guest_size = 0x200000;

static void set_register(long vcpu, word number, word value)
{
    word request[2] = {0x8030000002000000 + number, (word)&value};
    call(nr_ioctl, vcpu, kvm_set_register, (long)request, 0, 0, 0);
}

static void run_guest(word me)
{
    long kvm = call(nr_openat, at_fdcwd, (long)"/dev/kvm", read_write, 0, 0, 0);
    long machine = call(nr_ioctl, kvm, kvm_create_vm, 0, 0, 0, 0);
    char *ram = (char *)call(nr_mmap, 0, (long)guest_size, readable_writable, map_private_anonymous, -1, 0);
    for (word n = 0; n < (word)(guest_end - guest_begin); ++n)
        ram[n] = guest_begin[n];
    __asm__ volatile("fence.i" ::: "memory");
    word slot[4] = {0, guest_ram, guest_size, (word)ram};
    call(nr_ioctl, machine, kvm_set_memory, (long)slot, 0, 0, 0);
    long vcpu = call(nr_ioctl, machine, kvm_create_vcpu, 0, 0, 0, 0);
    long size = call(nr_ioctl, kvm, kvm_mmap_size, 0, 0, 0, 0);
    call(nr_mmap, 0, size, readable_writable, map_shared, vcpu, 0);
    set_register(vcpu, 0, guest_ram); /* pc */
    set_register(vcpu, 10, me);       /* a0 */
    for (word exits = 0;; ++exits) {
        if (exits % (12 + 5 * me) == 0) {
            word harts = 1ul << ((exits / (12 + 5 * me) + me) & 1);
            call(nr_sched_setaffinity, 0, sizeof harts, (long)&harts, 0, 0, 0);
        }
        call(nr_ioctl, vcpu, kvm_run, 0, 0, 0, 0);
        if (exits % 8 == 0) {
            long pause[2] = {0, 1000000}; /* a millisecond */
            call(nr_nanosleep, (long)pause, 0, 0, 0, 0, 0);
        }
    }
}

void begin(void)
{
    call(nr_mkdirat, at_fdcwd, (long)"/dev", 0755, 0, 0, 0);
    call(nr_mount, (long)"devtmpfs", (long)"/dev", (long)"devtmpfs", 0, 0, 0);
    run_guest(call(nr_clone, 17 /* SIGCHLD: a fork */, 0, 0, 0, 0, 0) == 0 ? 1 : 0);
}

__asm__(".globl _start\n_start:\n    andi sp, sp, -16\n    call begin\n");
