/* SPDX-License-Identifier: MIT */
/* What the hypervisor asks of firmware: a console, a timer, the end. */
#include "sbi.h"
#include "csr.h"
#include "hypervisor.h"

#include <stdarg.h>

struct sbi_result sbi_call(long extension, long function, unsigned long arg0, unsigned long arg1)
{
    register unsigned long a0 asm("a0") = arg0;
    register unsigned long a1 asm("a1") = arg1;
    register long a6 asm("a6") = function;
    register long a7 asm("a7") = extension;

    asm volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a6), "r"(a7) : "memory");
    return (struct sbi_result){.error = a0, .value = a1};
}

void set_timer_slice(void)
{
    sbi_call(SBI_TIME, 0, csr_read(time) + TICKS_PER_MS, 0);
}

static void put_char(char c)
{
    sbi_call(SBI_DBCN, SBI_DBCN_WRITE_BYTE, c, 0);
}

static void put_number(unsigned long value, unsigned int base)
{
    char digits[24];
    int count = 0;

    do
        digits[count++] = "0123456789abcdef"[value % base];
    while (value /= base);
    while (count)
        put_char(digits[--count]);
}

/* Knows %s, %lu and %lx. */
static void print_list(const char *format, va_list arguments)
{
    for (; *format; format++) {
        if (*format != '%') {
            put_char(*format);
            continue;
        }
        if (*++format == 's') {
            for (const char *text = va_arg(arguments, const char *); *text; text++)
                put_char(*text);
        } else {
            put_number(va_arg(arguments, unsigned long), *++format == 'x' ? 16 : 10);
        }
    }
}

void print(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_list(format, arguments);
    va_end(arguments);
}

void panic(const char *format, ...)
{
    va_list arguments;

    print("FAIL: ");
    va_start(arguments, format);
    print_list(format, arguments);
    va_end(arguments);
    print("\n");
    sbi_call(SBI_SRST, 0, 0, SBI_SRST_FAILURE);
    for (;;)
        ;
}

void host_trap(void)
{
    panic("trap in the hypervisor itself, scause %lx sepc %lx stval %lx", csr_read(scause),
          csr_read(sepc), csr_read(stval));
}
