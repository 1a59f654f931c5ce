/* SPDX-License-Identifier: MIT */
/* M-mode firmware: hands over to the hypervisor, then serves a few SBI calls and the timer. */
#include "csr.h"
#include "machine.h"
#include "sbi.h"

#define TEST_DEVICE_PASS 0x5555
#define TEST_DEVICE_FAIL 0x13333 /* QEMU's exit status is the upper half */

static void write32(unsigned long address, unsigned int value)
{
    *(volatile unsigned int *)address = value;
}

static void write64(unsigned long address, unsigned long value)
{
    *(volatile unsigned long *)address = value;
}

static void put_char(char c)
{
    volatile unsigned char *uart = (volatile unsigned char *)UART0;

    while (!(uart[5] & 0x20)) /* line status: transmitter empty */
        ;
    uart[0] = c;
}

static void put_string(const char *text)
{
    while (*text)
        put_char(*text++);
}

static void put_hex(const char *label, unsigned long value)
{
    put_string(label);
    for (int shift = 60; shift >= 0; shift -= 4)
        put_char("0123456789abcdef"[(value >> shift) & 15]);
}

static void power_off(unsigned int verdict)
{
    write32(TEST_DEVICE, verdict);
    for (;;)
        asm volatile("wfi");
}

static void set_timer(unsigned long when)
{
    write64(CLINT_MTIMECMP, when);
    csr_clear(mip, INTERRUPT_STI);
    csr_set(mie, INTERRUPT_MTI);
}

/* registers[0..7] = a0..a7 as at the trap; the answer goes back in the first two. */
static void sbi_call(unsigned long *registers)
{
    unsigned long argument = registers[0], function = registers[6];
    long error = SBI_OK, value = 0;

    switch (registers[7]) {
    case SBI_BASE:
        if (function == SBI_BASE_SPEC_VERSION)
            value = 0x02000000;
        else
            error = SBI_NOT_SUPPORTED;
        break;
    case SBI_TIME:
        set_timer(argument);
        break;
    case SBI_DBCN:
        if (function == SBI_DBCN_WRITE_BYTE)
            put_char(argument);
        else
            error = SBI_NOT_SUPPORTED;
        break;
    case SBI_SRST:
        power_off(registers[1] == SBI_SRST_OK ? TEST_DEVICE_PASS : TEST_DEVICE_FAIL);
        break;
    default:
        error = SBI_NOT_SUPPORTED;
    }
    registers[0] = error;
    registers[1] = value;
}

void firmware_trap(unsigned long *registers)
{
    unsigned long cause = csr_read(mcause);

    switch (cause) {
    case CAUSE_ECALL_HS:
        csr_write(mepc, csr_read(mepc) + 4);
        sbi_call(registers);
        break;
    case CAUSE_TIMER_M:
        /* Only M-mode sees the CLINT's timer: pass it down, and be quiet until it is set again. */
        csr_clear(mie, INTERRUPT_MTI);
        csr_set(mip, INTERRUPT_STI);
        break;
    default:
        put_hex("\nfirmware: fatal trap, mcause ", cause);
        put_hex(" mepc ", csr_read(mepc));
        put_hex(" mtval ", csr_read(mtval));
        put_char('\n');
        power_off(TEST_DEVICE_FAIL);
    }
}

void firmware_main(unsigned long hart, unsigned long device_tree, unsigned long next)
{
    /* One PMP entry opens all memory to the lower modes; without any they may touch nothing. */
    csr_write(pmpaddr0, -1UL);
    csr_write(pmpcfg0, 0x1f); /* NAPOT, RWX */

    csr_write(medeleg, MEDELEG_ALL); /* ecall from HS is not in it: those are calls to us */
    csr_write(mideleg, ~0UL);        /* S and VS interrupts; the M ones cannot be delegated */
    csr_write(mcounteren, 7);        /* cycle, time, instret */
    csr_write(mie, 0);

    csr_write(satp, 0); /* not every machine clears it at a reset */
    csr_write(mepc, next);
    csr_clear(mstatus, 3 << 11); /* MPP */
    csr_set(mstatus, MSTATUS_MPP_S);

    register unsigned long a0 asm("a0") = hart;
    register unsigned long a1 asm("a1") = device_tree;
    asm volatile("mret" ::"r"(a0), "r"(a1));
    __builtin_unreachable();
}
