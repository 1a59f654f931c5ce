// SPDX-License-Identifier: MIT
// What judges the static check is itself judged by QEMU.
#include "tests/analysis/interpreter.h"

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

TEST_P(Interpreter, does_to_every_register_and_slot_what_qemu_does) {
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

TEST(Interpreter, disagrees_with_qemu_about_code_that_is_not_what_ran) {
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

struct Example {
    std::vector<std::uint32_t> code;
    std::string trouble;
};

class Impossible : public testing::TestWithParam<Example> {};
INSTANTIATE_TEST_SUITE_P(
    Interpreter, Impossible,
    testing::Values(Example{{0x0085'3083}, "outside the save area"},         // ld ra, 8(a0)
                    Example{{0xfe15'3c23}, "outside the save area"},         // sd ra, -8(a0)
                    Example{{0x3000'2573}, "accesses mstatus"},              // csrr a0, mstatus
                    Example{{0xc010'1073}, "accesses time"},                 // csrw time, zero
                    Example{{0x0000'8067 | 0x7000'0000}, "leaves the code"}, // jr 0x700(ra)
                    Example{{0x02a5'0533}, "does not know"}));               // mul a0, a0, a0

TEST_P(Impossible, is_said_in_words) {
    std::vector<std::uint8_t> bytes;
    for (const std::uint32_t word : GetParam().code) {
        for (unsigned n = 0; n < 4; ++n) {
            bytes.push_back(static_cast<std::uint8_t>(word >> (8 * n)));
        }
    }
    Machine machine;
    machine.pc = 0x1000;
    machine.gprs[a0] = machine.area = 0x2000;
    machine.csrs[csr::sstatus] = 0;
    machine.csrs[0xc01] = 0;
    machine.memory.resize(15); // one byte too short for the doubleword at 8
    const Code code{0x1000, bytes};
    auto executed = execute(machine, code);
    if (executed) {
        executed = execute(machine, code);
    }
    ASSERT_FALSE(executed);
    EXPECT_THAT(executed.error(), HasSubstr(GetParam().trouble));
}

} // namespace
} // namespace switchscope::test
