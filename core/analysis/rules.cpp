// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/analysis/finding.h"

namespace switchscope {

namespace {

constexpr Rule table[] = {
    Rule{"host-register-lost", Severity::error,
         en("After the switch ra, sp, gp, tp, s0-s11 and a1-a7 hold what they held at its entry."),
         en("The C code around the switch goes on with a wrong pointer or value: the host crashes "
            "or computes nonsense, often much later.")},
    Rule{"host-csr-lost", Severity::error,
         en("After the switch every CSR that it swaps holds what it held at its entry."),
         en("The host goes on with the guest's interrupt enables, trap vector or scratch register: "
            "its next trap or interrupt goes astray.")},
    Rule{"guest-register-wrong", Severity::error,
         en("When the guest is entered each of its 31 registers holds what its slot holds."),
         en("The guest finds a register changed that it never wrote; to its user that is silent "
            "corruption.")},
    Rule{"guest-csr-wrong", Severity::error,
         en("When the guest is entered sepc, sstatus and every other swapped CSR hold what the "
            "guest's slots hold."),
         en("The guest goes on at a wrong address or in a wrong mode.")},
    Rule{"guest-register-not-saved", Severity::error,
         en("After the switch the guest's slots hold its 31 registers as they were when it "
            "trapped."),
         en("The guest loses a value at this exit and gets an old or a foreign one at its next "
            "entry.")},
    Rule{"guest-csr-not-saved", Severity::error,
         en("After the switch the guest's slots hold sepc, sstatus and every other swapped CSR as "
            "the guest had them."),
         en("The guest resumes at a wrong address or in a wrong mode at its next entry.")},
    Rule{"host-value-leaks", Severity::error,
         en("When the guest is entered no register holds a value of the host's."),
         en("The guest can read the value: kernel addresses and secrets get out of the host.")},
    Rule{"guest-value-leaks", Severity::error,
         en("After the switch no callee-saved register holds a value of the guest's."),
         en("The host computes with a number that the guest chose: a way into the kernel.")},
    Rule{"slot-holds-other-register", Severity::error,
         en("A slot is written only from the register that it is named after."),
         en("Whatever reads the slot by its name (C code, a debugger, migration) gets another "
            "register's value.")},
    Rule{"stray-store", Severity::error,
         en("The switch writes nothing but the slots of registers."),
         en("Other members of the struct, or memory behind it, are overwritten at every switch.")},
    Rule{"struct-pointer-lost", Severity::error,
         en("Every access goes through the struct pointer, and sscratch keeps it while the guest "
            "runs."),
         en("Loads and stores go to an address that the guest may have chosen.")},
    Rule{"trap-lands-elsewhere", Severity::error,
         en("When the guest is entered stvec holds the address of the return label."),
         en("The guest's next trap does not come back into this routine: its registers are never "
            "saved.")},
    Rule{"return-label-misaligned", Severity::error, en("The return label is aligned to 4 bytes."),
         en("The two lowest bits of stvec are its mode: hardware ignores the write or treats it as "
            "another mode, and the guest's trap lands elsewhere.")},
    Rule{"exit-cause-lost", Severity::error,
         en("After the switch scause, stval, htval and htinst are as the guest's trap left them."),
         en("The host cannot tell why the guest exited and handles the wrong thing.")},
    Rule{"firmware-call-wrong", Severity::error,
         en("When firmware is asked to enter the guest (SBI NACL) a7 and a6 hold the caller's "
            "extension and function."),
         en("Firmware gets another request than the one that was meant.")},
};

} // namespace

const char* severity_name(Severity severity) {
    static constexpr std::array names{"error", "warning", "note"};
    return names.at(static_cast<std::size_t>(severity));
}

std::span<const Rule> rules() {
    return table;
}

const Rule& rule(std::string_view id) {
    const auto found = std::ranges::find(table, id, &Rule::id);
    if (found == std::end(table)) {
        throw std::logic_error("no rule is called " + std::string(id));
    }
    return *found;
}

} // namespace switchscope
