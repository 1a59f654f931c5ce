// SPDX-License-Identifier: MIT
#include "core/model/exit.h"

#include <algorithm>
#include <vector>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/sbi.h"

namespace switchscope {

namespace {

/// The exception codes of scause that need more than their name.
enum Cause : std::uint64_t {
    illegal_instruction = 2,
    user_ecall = 8,
    guest_ecall = 10,
    fetch_guest_page_fault = 20,
    load_guest_page_fault = 21,
    virtual_instruction = 22,
    store_guest_page_fault = 23,
};

// Bits of hstatus.
constexpr std::uint64_t gva = 1 << 6, spvp = 1 << 8, vtvm = 1 << 20, vtw = 1 << 21, vtsr = 1 << 22;

// Values of htinst on RV64 for an access that the walk of the guest's page tables made, not an
// instruction of the guest.
constexpr std::uint64_t table_read = 0x3000, table_write = 0x3020;

bool is_guest_page_fault(std::uint64_t cause) {
    return cause >= fetch_guest_page_fault && cause <= store_guest_page_fault &&
           cause != virtual_instruction;
}

/// The kind of access that failed, for exceptions that report an address in stval.
Exit::Access access_of(std::uint64_t cause) {
    switch (cause) {
    case 0:
    case 1:
    case 12:
    case fetch_guest_page_fault:
        return Exit::Access::fetch;
    case 4:
    case 5:
    case 13:
    case load_guest_page_fault:
        return Exit::Access::load;
    case 6:
    case 7:
    case 15:
    case store_guest_page_fault:
        return Exit::Access::store;
    default:
        return Exit::Access::none;
    }
}

std::optional<Instruction> decode_bits(std::uint32_t encoding, std::uint8_t size,
                                       std::uint64_t address) {
    const std::array<std::uint8_t, 4> bytes{
        static_cast<std::uint8_t>(encoding), static_cast<std::uint8_t>(encoding >> 8),
        static_cast<std::uint8_t>(encoding >> 16), static_cast<std::uint8_t>(encoding >> 24)};
    auto instruction = decode(std::span(bytes).first(size), address);
    if (!instruction || instruction->size != size) {
        return std::nullopt;
    }
    return std::move(*instruction);
}

/// The load or store that htinst encodes. Bit 1 is clear for a compressed one. The field of rs1
/// holds the offset of the fault within the access, so it is cleared.
std::optional<Instruction> decode_transformed(std::uint64_t htinst, std::uint64_t pc) {
    constexpr std::uint32_t full_size = 2, rs1 = 31U << 15;
    if (htinst >> 32 != 0 || (htinst & 1) == 0) {
        return std::nullopt;
    }
    const auto word = static_cast<std::uint32_t>(htinst);
    return decode_bits((word | full_size) & ~rs1, 4, pc);
}

/// The instruction whose bits the hart put into stval; none where stval is 0.
std::optional<Instruction> decode_stval(std::uint64_t stval, std::uint64_t pc) {
    if (stval == 0 || stval >> 32 != 0) {
        return std::nullopt;
    }
    const bool full = (stval & 3) == 3;
    return decode_bits(static_cast<std::uint32_t>(stval), full ? 4 : 2, pc);
}

class Decoder {
  public:
    explicit Decoder(const ExitEvidence& evidence) : evidence_(evidence) {}

    Exit decode() {
        exit_.pc = evidence_.sepc;
        if (evidence_.to_firmware || !evidence_.scause) {
            exit_.cause_text =
                evidence_.to_firmware ? en("trap to the firmware") : en("cause not available");
            exit_.text = exit_.cause_text;
            if (evidence_.ran_on) {
                add(en("%1: the hart ran on after the exit before it was read"));
            }
            return std::move(exit_);
        }
        cause_ = *evidence_.scause;
        exit_.cause = cause_;
        exit_.cause_text = trap_cause(cause_);
        exit_.text = exit_.cause_text;
        if (evidence_.hstatus) {
            exit_.user = (*evidence_.hstatus & spvp) == 0;
        }
        if (exit_.is_interrupt()) {
            decode_interrupt();
            return std::move(exit_);
        }
        exit_.access = access_of(cause_);
        find_instruction();
        if (cause_ == guest_ecall || cause_ == user_ecall) {
            decode_ecall();
        } else if (cause_ == virtual_instruction || cause_ == illegal_instruction) {
            decode_refused();
        } else if (exit_.access != Exit::Access::none) {
            decode_fault();
        } else if (exit_.pc) {
            add(en("%1 at guest pc %2"), hex(*exit_.pc));
        }
        return std::move(exit_);
    }

  private:
    /// Extends the text: %1 of `more` is the text so far, the other holes take `fillings`.
    template <class... Fillings> void add(English more, Fillings&&... fillings) {
        exit_.text = more(std::move(exit_.text), std::forward<Fillings>(fillings)...);
    }

    /// Keeps the instruction of the first source that has it.
    void know(std::optional<Instruction> instruction, Exit::KnownFrom from) {
        if (instruction && !exit_.instruction) {
            exit_.instruction = std::move(instruction);
            exit_.instruction_from = from;
        }
    }

    void find_instruction() {
        const std::uint64_t pc = evidence_.sepc.value_or(0);
        if (evidence_.code && exit_.access != Exit::Access::fetch) {
            know(decode_bits(evidence_.code->encoding, evidence_.code->size, pc),
                 Exit::KnownFrom::code);
        }
        if (exit_.access == Exit::Access::load || exit_.access == Exit::Access::store) {
            const std::uint64_t htinst = evidence_.htinst.value_or(0);
            exit_.walking_tables = htinst == table_read || htinst == table_write;
            know(decode_transformed(htinst, pc), Exit::KnownFrom::htinst);
        }
        if (cause_ == virtual_instruction || cause_ == illegal_instruction) {
            know(decode_stval(evidence_.stval.value_or(0), pc), Exit::KnownFrom::stval);
        }
        if (cause_ == guest_ecall || cause_ == user_ecall) {
            constexpr std::uint32_t ecall = 0x73;
            know(decode_bits(ecall, 4, pc), Exit::KnownFrom::cause);
        }
    }

    English mode() const { return exit_.user == true ? en("VU-mode") : en("VS-mode"); }

    void decode_interrupt() {
        if (exit_.pc) {
            add(en("%1 before the guest's instruction at %2"), hex(*exit_.pc));
        } else {
            add(en("%1 (guest pc not available)"));
        }
    }

    void decode_ecall() {
        const auto extension = evidence_.gprs[a7], function = evidence_.gprs[a6];
        exit_.sbi = Exit::SbiCall{extension, function};
        if (!extension) {
            exit_.text = en("ecall from %1: SBI call, a7 not available")(mode());
            return;
        }
        exit_.subject = sbi_call(*extension, function);
        const SbiFunction* called = find_sbi_function(*extension, function);
        if (called == nullptr) { // then the number of arguments is not known either
            exit_.text = en("ecall from %1: %2(...)")(mode(), exit_.subject);
            return;
        }
        std::string arguments;
        for (unsigned n = 0; n < called->arguments; ++n) {
            const auto argument = evidence_.gprs[a0 + n];
            arguments += (n == 0 ? "" : ", ") + (argument ? hex(*argument) : "?");
        }
        exit_.text = en("ecall from %1: %2(%3)")(mode(), exit_.subject, arguments);
    }

    /// Why the guest may not execute the instruction, by the bits of hstatus and the kind of
    /// instruction.
    Phrase reason_refused() const {
        const Instruction& instruction = *exit_.instruction;
        const auto is_set = [&](std::uint64_t bit) {
            return evidence_.hstatus && (*evidence_.hstatus & bit) != 0;
        };
        if (instruction.operation == Operation::wfi) {
            return is_set(vtw) ? en("the guest waits, and hstatus.VTW gives its time to the host")
                               : en("the guest waits");
        }
        if (instruction.operation == Operation::sret) {
            return is_set(vtsr) ? en("hstatus.VTSR is set") : en("not allowed in %1")(mode());
        }
        if (instruction.csr) {
            const unsigned number = instruction.csr->number;
            if (number == csr::satp && is_set(vtvm)) {
                return en("hstatus.VTVM is set");
            }
            constexpr unsigned first_counter = 0xc00, last_counter = 0xc1f;
            if (number >= first_counter && number <= last_counter) {
                return en("hcounteren or the guest's scounteren does not give this counter to "
                          "%1")(mode());
            }
        }
        if (instruction.mnemonic == "sfence.vma" && is_set(vtvm)) {
            return en("hstatus.VTVM is set");
        }
        return en("not allowed in %1")(mode());
    }

    void decode_refused() {
        const std::uint64_t bits = evidence_.stval.value_or(0);
        if (exit_.instruction) {
            const Instruction& instruction = *exit_.instruction;
            exit_.subject = verbatim(instruction.csr ? instruction.mnemonic + " " +
                                                           csr_name(instruction.csr->number)
                                                     : instruction.mnemonic);
            add(en("%1: `%2`, %3"), exit_.instruction_text(), reason_refused());
        } else if (bits != 0) {
            exit_.subject = verbatim(hex(bits));
            add(en("%1: %2, which this decoder does not know"), exit_.subject);
        } else {
            add(en("%1, which one is not known"));
        }
        if (exit_.pc) {
            add(en("%1, at guest pc %2"), hex(*exit_.pc));
        }
    }

    void find_addresses() {
        if (evidence_.stval && evidence_.hstatus && (*evidence_.hstatus & gva) != 0) {
            exit_.guest_virtual = *evidence_.stval;
        }
        // A hart may leave htval zero: then it does not report the address.
        if (is_guest_page_fault(cause_) && evidence_.htval.value_or(0) != 0) {
            // htval has the address without its two lowest bits. They are those of the guest's own
            // address in stval, unless the walk of its page tables made the access.
            const std::uint64_t low =
                exit_.walking_tables || !evidence_.stval ? 0 : *evidence_.stval & 3;
            exit_.guest_physical = *evidence_.htval << 2 | low;
        }
    }

    void decode_fault() {
        find_addresses();
        add_addresses();
        if (exit_.guest_physical) {
            exit_.subject = en("GPA %1")(hex(*exit_.guest_physical));
        }
        if (exit_.walking_tables) {
            exit_.subject = exit_.subject.empty()
                                ? Phrase(en("walk of page tables"))
                                : en("%1, walk of page tables")(std::move(exit_.subject));
            add(en("%1, in the walk of the guest's own page tables"));
        }
        if (exit_.access == Exit::Access::fetch) {
            add(en("%1: the guest's next instruction cannot be fetched"));
            return;
        }
        describe_access();
    }

    void add_addresses() {
        if (exit_.guest_physical) {
            add(en("%1 at GPA %2"), hex(*exit_.guest_physical));
        } else if (is_guest_page_fault(cause_)) {
            add(evidence_.htval ? en("%1 at a GPA that is not known (htval is 0)")
                                : en("%1 at a GPA that is not available"));
        }
        if (exit_.guest_virtual && exit_.guest_virtual != exit_.guest_physical) {
            add(exit_.guest_physical ? en("%1 (guest virtual %2)") : en("%1, guest virtual %2"),
                hex(*exit_.guest_virtual));
        }
    }

    void describe_access() {
        if (!exit_.instruction) {
            if (exit_.pc) {
                add(en("%1, by an instruction that is not known (guest pc %2)"), hex(*exit_.pc));
            } else {
                add(en("%1, by an instruction that is not known"));
            }
            return;
        }
        const Instruction& instruction = *exit_.instruction;
        if (!exit_.walking_tables && exit_.guest_physical) {
            exit_.subject = en("GPA %1, %2")(hex(*exit_.guest_physical), instruction.mnemonic);
        }
        if (!instruction.memory) {
            add(en("%1: `%2`"), exit_.instruction_text());
            return;
        }
        exit_.bytes = instruction.memory->size;
        if (*exit_.bytes == 1) {
            add(en("%1: `%2`, 1 byte"), exit_.instruction_text());
        } else {
            add(en("%1: `%2`, %3 bytes"), exit_.instruction_text(), *exit_.bytes);
        }
        if (instruction.operation == Operation::store) {
            // A store of zero has x0 in rs2, or no rs2.
            const auto stored = instruction.rs2.value_or(zero);
            exit_.value = stored == zero ? 0 : evidence_.gprs.at(stored);
            if (exit_.value && *exit_.bytes < 8) {
                *exit_.value &= (std::uint64_t{1} << (8 * *exit_.bytes)) - 1;
            }
            if (exit_.value) {
                add(en("%1, value %2"), hex(*exit_.value));
            }
        }
    }

    const ExitEvidence& evidence_;
    Exit exit_;
    std::uint64_t cause_ = 0;
};

} // namespace

std::string Exit::instruction_text() const {
    if (!instruction) {
        return {};
    }
    if (instruction_from != KnownFrom::htinst) {
        return instruction->text();
    }
    // The last operand is the address, which htinst does not have.
    const std::string& operands = instruction->operands;
    return instruction->mnemonic + " " + operands.substr(0, operands.rfind(','));
}

bool is_exit(const Step& step) {
    return step.world == World::guest && step.world_after != World::guest;
}

ExitEvidence exit_evidence(const Step& step, const MachineState* after) {
    ExitEvidence evidence;
    evidence.to_firmware = step.world_after == World::firmware;
    const auto value_of = [&](const Location& at) -> std::optional<std::uint64_t> {
        const auto effect = std::ranges::find(step.effects, at, &Effect::at);
        if (effect != step.effects.end()) {
            return effect->after;
        }
        return after != nullptr ? after->value(at) : std::nullopt;
    };
    // A run that ended at another address than the trap vector executed code of the host as well.
    const auto landing = value_of(Location::csr(csr::stvec));
    evidence.ran_on = step.kind == Step::Kind::run && !evidence.to_firmware && landing &&
                      (*landing & ~std::uint64_t{3}) != step.pc_after;
    if (evidence.ran_on) {
        return evidence;
    }
    if (!evidence.to_firmware) {
        evidence.scause = value_of(Location::csr(csr::scause));
        evidence.sepc = value_of(Location::csr(csr::sepc));
        evidence.stval = value_of(Location::csr(csr::stval));
        evidence.htval = value_of(Location::csr(csr::htval));
        evidence.htinst = value_of(Location::csr(csr::htinst));
        evidence.hstatus = value_of(Location::csr(csr::hstatus));
    }
    for (unsigned n = 1; n < gpr_count; ++n) {
        evidence.gprs[n] = value_of(Location::gpr(n));
    }
    // The encoding of a step is that of its pc. Where sepc is another address, another instruction
    // trapped.
    if (step.kind == Step::Kind::instruction && step.size != 0 &&
        evidence.sepc.value_or(step.pc) == step.pc) {
        evidence.code = ExitEvidence::Code{step.encoding, step.size};
    }
    return evidence;
}

Exit decode_exit(const ExitEvidence& evidence) {
    return Decoder(evidence).decode();
}

std::optional<Exit> exit_of(const Step& step, const MachineState* after) {
    return is_exit(step) ? std::optional(decode_exit(exit_evidence(step, after))) : std::nullopt;
}

} // namespace switchscope
