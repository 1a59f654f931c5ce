// SPDX-License-Identifier: MIT
// The interpreter judges the static check. QEMU judges the interpreter here.
#include "tests/analysis/interpreter.h"

#include <utility>

#include <gmock/gmock.h>

#include "core/isa/registers.h"
#include "tests/analysis/recorded.h"
#include "tests/support/demo_session.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

std::vector<std::uint8_t> bytes_of(const Routine& routine, const std::string& variant) {
    auto image = Image::open(SWITCHSCOPE_DEMO_DIR "/demo-" + variant + ".elf");
    return (*image)->read(routine.begin(), routine.end() - routine.begin()).value();
}

class Interpreter : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Demo, Interpreter, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Interpreter, changes_every_register_and_slot_as_qemu_does) {
    constexpr std::size_t switches = 12;
    DemoRun run(demo(GetParam(), {}, false));
    for (std::size_t n = 0; n < switches; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    const Routine& routine = run.facts->routine;
    const auto bytes = bytes_of(routine, GetParam());
    const Comparison made =
        compare_with(*run.recording, routine, run.facts->area, {routine.begin(), bytes});
    EXPECT_EQ(made.disagreement, "");
    EXPECT_EQ(made.halves, 2 * switches);
    EXPECT_EQ(made.instructions, switches * routine.instructions().size());
}

TEST(Interpreter, differs_from_qemu_where_the_code_is_not_the_same) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    const Routine& routine = run.facts->routine;
    auto bytes = bytes_of(routine, "macro");
    bytes.at(routine.instructions().at(40).address - routine.begin() + 1) ^= 0x01; // bit 1 of rd
    const Comparison made =
        compare_with(*run.recording, routine, run.facts->area, {routine.begin(), bytes});
    EXPECT_THAT(made.disagreement,
                HasSubstr("after the instruction at " + hex(routine.instructions()[40].address)));
}

std::vector<std::uint8_t> bytes_of(std::uint32_t word) {
    std::vector<std::uint8_t> bytes;
    for (unsigned n = 0; n < 4; ++n) {
        bytes.push_back(static_cast<std::uint8_t>(word >> (8 * n)));
    }
    return bytes;
}

/// a0 is the address of 16 bytes of memory, a2 that of their end. sstatus and stvec are the CSRs;
/// a3 is a value for them.
Machine small_machine() {
    Machine machine;
    machine.pc = 0x1000;
    machine.area = machine.gprs[a0] = 0x2000;
    machine.gprs[a2] = 0x2010;
    machine.gprs[a3] = 0x1122'3344'5566'7702;
    machine.gprs[ra] = 0x7000;
    machine.csrs = {{csr::sstatus, 0x6}, {csr::stvec, 0x4000}, {csr::sepc, 0x5000}, {0xc01, 0}};
    machine.memory.resize(16);
    machine.set_word(0, 0xf7e6'd5c4'b3a2'9180);
    machine.set_word(8, 0x0123'4567'89ab'cdef);
    return machine;
}

struct Answer {
    const char* text;
    std::uint32_t word;
    void (*change)(Machine&); ///< all that the instruction does, but for going on to the next one
};

void PrintTo(const Answer& answer, std::ostream* out) {
    *out << answer.text;
}

class Known : public testing::TestWithParam<Answer> {};
// The assembler made the encodings.
INSTANTIATE_TEST_SUITE_P(
    Interpreter, Known,
    testing::Values(
        Answer{"lw a1, 4(a0)", 0x0045'2583, [](Machine& m) { m.gprs[a1] = 0xffff'ffff'f7e6'd5c4; }},
        Answer{"lwu a1, 4(a0)", 0x0045'6583, [](Machine& m) { m.gprs[a1] = 0xf7e6'd5c4; }},
        Answer{"lh a1, 4(a0)", 0x0045'1583, [](Machine& m) { m.gprs[a1] = 0xffff'ffff'ffff'd5c4; }},
        Answer{"lhu a1, 6(a0)", 0x0065'5583, [](Machine& m) { m.gprs[a1] = 0xf7e6; }},
        Answer{"lb a1, 7(a0)", 0x0075'0583, [](Machine& m) { m.gprs[a1] = 0xffff'ffff'ffff'fff7; }},
        Answer{"lbu a1, 7(a0)", 0x0075'4583, [](Machine& m) { m.gprs[a1] = 0xf7; }},
        Answer{"ld a1, -8(a2)", 0xff86'3583,
               [](Machine& m) { m.gprs[a1] = 0x0123'4567'89ab'cdef; }},
        Answer{"ld zero, 0(a0)", 0x0005'3003, [](Machine&) {}},
        Answer{"sw a3, 4(a0)", 0x00d5'2223,
               [](Machine& m) { m.set_word(0, 0x5566'7702'b3a2'9180); }},
        Answer{"sd a3, -8(a2)", 0xfed6'3c23, [](Machine& m) { m.set_word(8, m.gprs[a3]); }},
        Answer{"sb a3, 0(a0)", 0x00d5'0023,
               [](Machine& m) { m.set_word(0, 0xf7e6'd5c4'b3a2'9102); }},
        Answer{"lui a1, 0x80000", 0x8000'05b7,
               [](Machine& m) { m.gprs[a1] = 0xffff'ffff'8000'0000; }},
        Answer{"auipc a1, 0xfffff", 0xffff'f597, [](Machine& m) { m.gprs[a1] = 0; }},
        Answer{"addi a1, a0, -1", 0xfff5'0593, [](Machine& m) { m.gprs[a1] = 0x1fff; }},
        Answer{"add a1, a0, a2", 0x00c5'05b3, [](Machine& m) { m.gprs[a1] = 0x4010; }},
        Answer{"csrrw a1, stvec, a3: a reserved mode", 0x1056'95f3,
               [](Machine& m) { m.gprs[a1] = 0x4000; }},
        Answer{"csrrw a1, stvec, a0", 0x1055'15f3,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.csrs[csr::stvec], 0x2000); }},
        Answer{"csrrs a1, sstatus, a3", 0x1006'a5f3,
               [](Machine& m) {
                   m.gprs[a1] = std::exchange(m.csrs[csr::sstatus], 0x1122'3344'5566'7706);
               }},
        Answer{"csrrc a1, sstatus, a3", 0x1006'b5f3,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.csrs[csr::sstatus], 4); }},
        Answer{"csrrsi a1, sstatus, 1", 0x1000'e5f3,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.csrs[csr::sstatus], 7); }},
        Answer{"csrrci a1, sstatus, 4", 0x1002'75f3,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.csrs[csr::sstatus], 2); }},
        Answer{"csrr a1, sstatus", 0x1000'25f3, [](Machine& m) { m.gprs[a1] = 6; }},
        Answer{"jal a1, -4", 0xffdf'f5ef,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.pc, 0xff8) + 4; }},
        Answer{"jalr a1, -16(a0)", 0xff05'05e7,
               [](Machine& m) { m.gprs[a1] = std::exchange(m.pc, 0x1fec) + 4; }},
        Answer{"sret", 0x1020'0073, [](Machine& m) { m.pc = 0x5000 - 4; }},
        Answer{"ret", 0x0000'8067, [](Machine& m) { m.pc = 0x7000 - 4; }}));

TEST_P(Known, does_what_the_specification_says_and_nothing_else) {
    Machine expected = small_machine();
    GetParam().change(expected);
    expected.pc += 4;
    Machine machine = small_machine();
    const auto bytes = bytes_of(GetParam().word);
    const auto executed = execute(machine, {0x1000, bytes});
    ASSERT_TRUE(executed) << executed.error();
    EXPECT_EQ(machine.pc, expected.pc);
    EXPECT_EQ(machine.gprs, expected.gprs);
    EXPECT_EQ(machine.csrs, expected.csrs);
    EXPECT_EQ(machine.memory, expected.memory);
    EXPECT_EQ(*executed == Executed::sret, GetParam().text == std::string("sret"));
    EXPECT_EQ(*executed == Executed::ret, GetParam().text == std::string("ret"));
}

struct Example {
    std::uint32_t word;
    const char* trouble;
};

class Impossible : public testing::TestWithParam<Example> {};
INSTANTIATE_TEST_SUITE_P(
    Interpreter, Impossible,
    testing::Values(Example{0x0095'3083, "outside the save area"}, // ld ra, 9(a0): the last byte
                    Example{0xfe15'3c23, "outside the save area"}, // sd ra, -8(a0)
                    Example{0x3000'2573, "accesses mstatus"},      // csrr a0, mstatus
                    Example{0xc010'1073, "accesses time"},         // csrw time, zero
                    Example{0x0000'0073, "does not know"},         // ecall
                    Example{0x02a5'0533, "does not know"},         // mul a0, a0, a0
                    Example{0x0000'0000, "does not know"}));

TEST_P(Impossible, is_an_error_and_changes_nothing) {
    const auto bytes = bytes_of(GetParam().word);
    Machine machine = small_machine();
    const auto executed = execute(machine, {0x1000, bytes});
    ASSERT_FALSE(executed);
    EXPECT_THAT(executed.error(), HasSubstr(GetParam().trouble));
    EXPECT_EQ(machine, small_machine());
}

TEST(Interpreter, does_not_leave_the_code) {
    const auto bytes = bytes_of(0x0000'0013);
    for (const std::uint64_t pc : {0xffeU, 0x1004U, 0x1002U}) { // before, behind, half outside
        Machine machine = small_machine();
        machine.pc = pc;
        const auto executed = execute(machine, {0x1000, bytes});
        ASSERT_FALSE(executed) << hex(pc);
        EXPECT_EQ(machine.pc, pc);
    }
}

} // namespace
} // namespace switchscope::test
