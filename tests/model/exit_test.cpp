// SPDX-License-Identifier: MIT
// Exits of the guest, decoded from the CSRs of the hart.
#include "core/model/exit.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/model/sbi.h"

namespace switchscope {
namespace {

using KnownFrom = Exit::KnownFrom;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

constexpr std::uint64_t from_vs = 0x180, from_vu = 0x80, with_gva = 0x40; // bits of hstatus
constexpr std::uint64_t fetch_fault = 20, load_fault = 21, virtual_instruction = 22,
                        store_fault = 23, guest_ecall = 10;

ExitEvidence evidence(std::uint64_t cause) {
    ExitEvidence known;
    known.scause = cause;
    known.sepc = 0x80000048;
    known.stval = known.htval = known.htinst = 0;
    known.hstatus = from_vs;
    return known;
}

ExitEvidence call(std::uint64_t extension, std::uint64_t function, std::uint64_t argument = 0) {
    ExitEvidence known = evidence(guest_ecall);
    known.gprs[a7] = extension;
    known.gprs[a6] = function;
    for (unsigned n = a0; n <= a5; ++n) {
        known.gprs[n] = argument + n - a0;
    }
    return known;
}

TEST(Exit, a_store_to_a_device_has_its_address_size_and_value) {
    ExitEvidence known = evidence(store_fault);
    known.htval = 0x10000000 >> 2;
    known.stval = 0x10000000;
    known.hstatus = from_vs | with_gva;
    known.code = ExitEvidence::Code{0x00942023, 4}; // sw s1, 0(s0)
    known.gprs[s1] = 0xffffffff0000002a;
    const Exit exit = decode_exit(known);
    EXPECT_EQ(exit.text.english(),
              "store guest-page fault at GPA 0x10000000: `sw s1, 0(s0)`, 4 bytes, value 0x2a");
    EXPECT_EQ(exit.subject.english(), "GPA 0x10000000, sw");
    EXPECT_EQ(exit.bytes, 4);
    EXPECT_EQ(exit.guest_physical, 0x10000000u);
    EXPECT_EQ(exit.instruction_from, KnownFrom::code);
}

TEST(Exit, the_two_lowest_bits_of_the_address_are_those_of_stval) {
    ExitEvidence known = evidence(load_fault);
    known.htval = 0x10000008 >> 2;
    known.stval = 0x4000000b;
    known.hstatus = from_vs | with_gva;
    const Exit exit = decode_exit(known);
    EXPECT_EQ(exit.guest_physical, 0x1000000bu);
    EXPECT_EQ(exit.guest_virtual, 0x4000000bu);
    EXPECT_THAT(exit.text.english(), HasSubstr("GPA 0x1000000b (guest virtual 0x4000000b)"));
    EXPECT_THAT(exit.text.english(), HasSubstr("by an instruction that is not known"));
    EXPECT_FALSE(exit.bytes);
}

TEST(Exit, htinst_gives_the_instruction_without_its_address) {
    ExitEvidence known = evidence(load_fault);
    known.htval = 0x4000002;
    known.stval = 0x10000008;
    known.htinst = 0x00003303; // ld t1, transformed: no immediate, no rs1
    Exit exit = decode_exit(known);
    EXPECT_EQ(exit.text.english(), "load guest-page fault at GPA 0x10000008: `ld t1`, 8 bytes");
    EXPECT_EQ(exit.instruction_from, KnownFrom::htinst);
    known.htinst =
        0x00003301 | 5u << 15; // the same, compressed, five bytes into a misaligned access
    exit = decode_exit(known);
    EXPECT_EQ(exit.instruction_text(), "ld t1");
    EXPECT_EQ(exit.bytes, 8);
    for (const std::uint64_t nonsense :
         {std::uint64_t{0xffffffff}, ~std::uint64_t{0}, std::uint64_t{2}}) {
        known.htinst = nonsense;
        EXPECT_FALSE(decode_exit(known).instruction) << nonsense;
    }
}

TEST(Exit, a_pseudoinstruction_is_the_walk_of_the_guests_page_tables) {
    ExitEvidence known = evidence(load_fault);
    known.htval = 0x80004ff8 >> 2;
    known.stval = 0x40000003;
    known.hstatus = from_vs | with_gva;
    known.htinst = 0x3000;
    const Exit exit = decode_exit(known);
    EXPECT_TRUE(exit.walking_tables);
    EXPECT_EQ(exit.guest_physical, 0x80004ff8u) << "an entry is aligned, whatever stval says";
    EXPECT_THAT(exit.text.english(), HasSubstr("walk of the guest's own page tables"));
    EXPECT_FALSE(exit.instruction) << "0x3000 is none";
}

TEST(Exit, what_the_hart_did_not_report_is_said_to_be_unknown) {
    ExitEvidence known = evidence(store_fault);
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("not known (htval is 0)"));
    EXPECT_FALSE(decode_exit(known).guest_physical);
    known.htval.reset();
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("GPA that is not available"));
    EXPECT_EQ(decode_exit(ExitEvidence{}).text.english(), "cause not available");
    known.to_firmware = true;
    EXPECT_EQ(decode_exit(known).text.english(), "trap to the firmware");
    EXPECT_FALSE(decode_exit(known).cause);
}

TEST(Exit, a_failed_fetch_has_the_address_of_the_instruction) {
    ExitEvidence known = evidence(fetch_fault);
    known.htval = 0x80000000 >> 2;
    known.stval = 0x80000000;
    EXPECT_EQ(decode_exit(known).text.english(),
              "instruction guest-page fault at GPA 0x80000000: the "
              "guest's next instruction cannot be fetched");
    EXPECT_EQ(decode_exit(known).access, Exit::Access::fetch);
}

TEST(Exit, sbi_calls_have_the_names_of_the_specification) {
    EXPECT_EQ(decode_exit(call(0x54494d45, 0, 0x1234)).text.english(),
              "ecall from VS-mode: SBI TIME set_timer(0x1234)");
    EXPECT_EQ(decode_exit(call(1, 0x77, '.')).text.english(),
              "ecall from VS-mode: SBI legacy console_putchar(0x2e)");
    EXPECT_EQ(decode_exit(call(0x10, 3, 0x48534d)).subject.english(), "SBI base probe_extension");
    EXPECT_EQ(decode_exit(call(0x52464e43, 2, 1)).text.english(),
              "ecall from VS-mode: SBI RFENCE remote_sfence_vma_asid(0x1, 0x2, 0x3, 0x4, 0x5)");
    EXPECT_EQ(decode_exit(call(0x48534d, 1)).text.english(),
              "ecall from VS-mode: SBI HSM hart_stop()");
    EXPECT_EQ(decode_exit(call(0x48534d, 99)).text.english(),
              "ecall from VS-mode: SBI HSM function 99(...)");
    EXPECT_EQ(decode_exit(call(0x08005ea7, 1)).subject.english(),
              "SBI extension 0x8005ea7 (experimental) function 1");
    ExitEvidence known = evidence(guest_ecall);
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("a7 not available"));
    known.gprs[a7] = 0x54494d45;
    EXPECT_EQ(decode_exit(known).subject.english(), "SBI TIME function not available");
}

TEST(Exit, the_table_of_sbi_calls_is_sorted_and_has_each_function_once) {
    EXPECT_TRUE(std::ranges::is_sorted(sbi_extensions(), {}, &SbiExtension::id));
    for (const SbiExtension& extension : sbi_extensions()) {
        EXPECT_EQ(find_sbi_extension(extension.id), &extension);
        EXPECT_TRUE(std::ranges::is_sorted(extension.functions, {}, &SbiFunction::id));
        for (const SbiFunction& function : extension.functions) {
            EXPECT_EQ(find_sbi_function(extension.id, function.id), &function);
            EXPECT_LE(function.arguments, 6);
        }
        // By the specification the numbers of all others are their names in ASCII.
        if (extension.id > 0xff) {
            std::string name;
            for (std::uint64_t rest = extension.id; rest != 0; rest >>= 8) {
                name.insert(name.begin(), static_cast<char>(rest & 0xff));
            }
            EXPECT_THAT(extension.name == "IPI"      ? "sPI"
                        : extension.name == "RFENCE" ? "RFNC"
                                                     : std::string(extension.name),
                        name);
        }
    }
}

TEST(Exit, a_forbidden_instruction_is_named_with_the_reason) {
    ExitEvidence known = evidence(virtual_instruction);
    known.stval = 0x10500073; // wfi
    known.hstatus = from_vs | 1 << 21;
    EXPECT_EQ(decode_exit(known).text.english(),
              "virtual instruction: `wfi`, the guest waits, and hstatus.VTW gives its time to the "
              "host, at guest pc 0x80000048");
    EXPECT_EQ(decode_exit(known).subject.english(), "wfi");
    known.stval = 0x600022f3; // csrr t0, hstatus
    EXPECT_EQ(decode_exit(known).text.english(),
              "virtual instruction: `csrr t0, hstatus`, not allowed in "
              "VS-mode, at guest pc 0x80000048");
    known.hstatus = from_vu;
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("not allowed in VU-mode"));
    known.stval = 0xc01022f3; // csrr t0, time
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("hcounteren"));
    known.stval = 0;
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("which one is not known"));
    known.code = ExitEvidence::Code{0x10200073, 4}; // sret
    known.hstatus = from_vs | 1 << 22;
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("`sret`, hstatus.VTSR is set"));
}

TEST(Exit, an_unknown_illegal_instruction_is_shown_as_bits) {
    ExitEvidence known = evidence(2);
    known.stval = 0xffffffff;
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("illegal instruction: 0xffffffff"));
    known.stval = 0x30200073; // mret
    EXPECT_THAT(decode_exit(known).text.english(), HasSubstr("`mret`, not allowed in VS-mode"));
}

TEST(Exit, an_interrupt_comes_before_an_instruction_and_is_no_access) {
    const Exit exit = decode_exit(evidence(0x8000000000000005));
    EXPECT_EQ(exit.text.english(),
              "supervisor timer interrupt before the guest's instruction at 0x80000048");
    EXPECT_TRUE(exit.is_interrupt());
    EXPECT_EQ(exit.access, Exit::Access::none);
    EXPECT_EQ(exit.subject.english(), "");
}

TEST(Exit, every_cause_has_a_clause_for_all_register_values) {
    for (std::uint64_t cause = 0; cause < 64; ++cause) {
        for (const std::uint64_t bits :
             {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{0x55555555}}) {
            ExitEvidence known = evidence(cause);
            known.stval = known.htval = known.htinst = known.hstatus = bits;
            known.code = ExitEvidence::Code{static_cast<std::uint32_t>(bits), 4};
            EXPECT_FALSE(decode_exit(known).text.english().empty());
            known.scause = cause | 1ULL << 63;
            EXPECT_FALSE(decode_exit(known).text.english().empty());
        }
    }
}

TEST(Exit, evidence_comes_from_the_step_first_and_then_from_the_state) {
    Step step;
    step.world = World::guest;
    EXPECT_FALSE(exit_of(Step{}, nullptr)) << "a step of the host is no exit";
    step.world_after = World::host;
    step.pc = 0x80000048;
    step.encoding = 0x00942023;
    step.size = 4;
    step.effects = {{Location::csr(csr::scause), 0, store_fault, std::nullopt},
                    {Location::csr(csr::htinst), 7, std::nullopt, std::nullopt}};
    MachineState after;
    after.csrs = {{csr::scause, 99}, {csr::htinst, 99}, {csr::htval, 0x4000000}};
    after.gprs[s1] = 5;
    ExitEvidence known = exit_evidence(step, &after);
    EXPECT_EQ(known.scause, store_fault);
    EXPECT_FALSE(known.htinst) << "not available at this step";
    EXPECT_EQ(known.htval, 0x4000000u);
    EXPECT_EQ(known.gprs[s1], 5u);
    ASSERT_TRUE(known.code);
    EXPECT_FALSE(exit_evidence(step, nullptr).htval);
    step.kind = Step::Kind::run;
    EXPECT_FALSE(exit_evidence(step, &after).code) << "it began somewhere else";
}

TEST(Exit, after_which_the_hart_ran_on_has_no_cause) {
    Step step;
    step.kind = Step::Kind::run;
    step.world = World::guest;
    step.world_after = World::host;
    step.pc_after = 0xffffffff80013200;
    step.effects = {{Location::csr(csr::scause), 23, 8, std::nullopt}};
    MachineState after;
    after.csrs = {{csr::stvec, 0xffffffff80013200}};
    EXPECT_EQ(exit_of(step, &after)->cause, 8u) << "where the trap landed";
    after.csrs = {{csr::stvec, 0xffffffff80003000}};
    const auto exit = exit_of(step, &after);
    EXPECT_FALSE(exit->cause);
    EXPECT_EQ(exit->cause_text.english(), "cause not available");
    EXPECT_THAT(exit->text.english(), HasSubstr("ran on after the exit"));
}

} // namespace
} // namespace switchscope
