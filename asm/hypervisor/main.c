/* SPDX-License-Identifier: MIT */
/* Starts the guests named on the command line and switches to them in turn, for ever. */
#include "csr.h"
#include "hypervisor.h"
#include "sbi.h"
#include "vcpu.h"

#define GUESTS 3

/* guests.S: each guest's program, linked on its own and wrapped in here as bytes. */
extern const unsigned char tour_image[], tour_image_end[];
extern const unsigned char oracle_image[], oracle_image_end[];
extern const unsigned char paging_image[], paging_image_end[];

/*
 * Everything a guest needs, indexed like the table of names below. The hypervisor works on all of
 * it through the linear map, so a vCPU's address looks like one that a kernel's allocator gave out.
 */
struct kvm_vcpu vcpu_pool[GUESTS];
struct gstage gstage_pool[GUESTS];
unsigned char guest_ram[GUESTS][GUEST_RAM_SIZE] __attribute__((aligned(PAGE_SIZE)));

static struct kvm_vcpu *running[GUESTS];
static unsigned long running_count;
static unsigned long exits[EXIT_KINDS];

static void *linear(void *address)
{
    return physical_to_linear(image_to_physical(address));
}

static int same_word(const char *word, unsigned int length, const char *name)
{
    while (length && *word == *name)
        word++, name++, length--;
    return !length && !*name;
}

static void start_guest(const char *word, unsigned int length)
{
    const struct {
        const char *name;
        const unsigned char *image, *end;
    } guests[GUESTS] = {
        {"tour", tour_image, tour_image_end},
        {"oracle", oracle_image, oracle_image_end},
        {"paging", paging_image, paging_image_end},
    };

    for (int i = 0; i < GUESTS; i++) {
        struct kvm_vcpu *vcpu = linear(&vcpu_pool[i]);

        if (!same_word(word, length, guests[i].name))
            continue;
        if (vcpu->name)
            panic("guest '%s' is named twice", vcpu->name);
        vcpu->name = guests[i].name;
        vcpu->vcpu_id = i;
        vcpu->gstage = linear(&gstage_pool[i]);
        vcpu->ram = linear(guest_ram[i]);
        vcpu_create(vcpu, guests[i].image, guests[i].end - guests[i].image);
        running[running_count++] = vcpu;
        return;
    }
    panic("no such guest in guests=%s (there are tour, oracle, paging)", word);
}

static void start_guests(const char *list)
{
    for (;;) {
        unsigned int length = 0;

        while (list[length] && list[length] != ',')
            length++;
        start_guest(list, length);
        if (!list[length])
            return;
        list += length + 1;
    }
}

/* At 1024, 2048, 4096, ... switches, and from 2^20 on at every multiple of that. */
static int worth_a_line(unsigned long switches)
{
    if (switches < 1 << 20)
        return switches >= 1024 && !(switches & (switches - 1));
    return !(switches % (1 << 20));
}

static void print_counts(unsigned long switches)
{
    print("%lu switches: sbi %lu store %lu load %lu wfi %lu fault %lu timer %lu\n", switches,
          exits[EXIT_SBI], exits[EXIT_STORE], exits[EXIT_LOAD], exits[EXIT_WFI], exits[EXIT_FAULT],
          exits[EXIT_TIMER]);
}

/*
 * So many switches go by without the timer. The guests have made their first laps then, however slow the
 * machine is: whoever begins to look there finds values in every register.
 */
#define UNDISTURBED 24

static void start_timer(void)
{
    csr_write(sie, INTERRUPT_STI); /* taken only while V=1: our own sstatus.SIE stays 0 */
    set_timer_slice();
}

/* One exit each, in turn. The hart keeps a vCPU's state until another one needs the hart. */
static void __attribute__((noreturn)) run_guests(const struct options *options)
{
    struct kvm_vcpu *loaded = 0;

    for (unsigned long switches = 1;; switches++) {
        struct kvm_vcpu *vcpu = running[switches % running_count];
        struct kvm_cpu_trap trap;

        if (vcpu != loaded) {
            if (loaded)
                kvm_arch_vcpu_put(loaded);
            kvm_arch_vcpu_load(vcpu);
            loaded = vcpu;
        }
        if (options->timer && switches == UNDISTURBED + 1)
            start_timer();
        trap = kvm_riscv_vcpu_enter_exit(vcpu);
        exits[handle_exit(vcpu, &trap)]++;
        if (!options->quiet && worth_a_line(switches))
            print_counts(switches);
    }
}

void hypervisor_main(unsigned long device_tree)
{
    struct options options;

    if (!csr_read(satp)) /* a mode that the hart does not know is not taken at all */
        panic("this hart has not the kind of paging that was asked for");
    csr_write(hedeleg, HEDELEG_GUEST);
    csr_write(hideleg, HIDELEG_GUEST);
    csr_write(hcounteren, 7);
    csr_write(scounteren, 0);
    csr_write(sie, 0);

    parse_options(&options, physical_to_linear(device_tree));
    print("Switchscope demo machine: %s switch, guests=%s timer=%s\n", switch_variant,
          options.guests, options.timer ? "on" : "off");
    start_guests(options.guests);
    run_guests(&options);
}
