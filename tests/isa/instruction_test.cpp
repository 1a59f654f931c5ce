// SPDX-License-Identifier: MIT
#include "core/isa/instruction.h"

#include <chrono>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"

namespace switchscope {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

constexpr std::uint64_t here = 0xffffffff80013198;

std::vector<std::uint8_t> bytes_of(std::uint32_t encoding) {
    std::vector<std::uint8_t> bytes;
    for (unsigned i = 0; i < ((encoding & 3) == 3 ? 4U : 2U); ++i) {
        bytes.push_back(static_cast<std::uint8_t>(encoding >> (8 * i)));
    }
    return bytes;
}

Instruction decoded(std::uint32_t encoding, std::uint64_t address = here) {
    const auto result = decode(bytes_of(encoding), address);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message());
    return result.value_or(Instruction{});
}

std::string text_of(std::uint32_t encoding) {
    return decoded(encoding).text();
}

TEST(Instruction, the_instructions_of_the_switch_routine_have_their_usual_text) {
    EXPECT_EQ(text_of(0x02153c23), "sd ra, 0x38(a0)");
    EXPECT_EQ(text_of(0x100292f3), "csrrw t0, sstatus, t0");
    EXPECT_EQ(text_of(0x60029073), "csrw hstatus, t0");
    EXPECT_EQ(text_of(0x600292f3), "csrrw t0, hstatus, t0");
    EXPECT_EQ(text_of(0x00000317), "auipc t1, 0x0");
    EXPECT_EQ(text_of(0x10200073), "sret");
    EXPECT_EQ(text_of(0x00008067), "ret");
    EXPECT_EQ(text_of(0x8082), "ret");
    EXPECT_EQ(text_of(0x1141), "addi sp, sp, -0x10");
    EXPECT_EQ(text_of(0xe406), "sd ra, 8(sp)");
    EXPECT_EQ(text_of(0x4505), "li a0, 1");
    EXPECT_EQ(text_of(0x852e), "mv a0, a1");
    EXPECT_EQ(text_of(0x0001), "nop");
    EXPECT_EQ(text_of(0xa001), "j 0xffffffff80013198");
    EXPECT_EQ(text_of(0xfe000ee3), "beqz zero, 0xffffffff80013194");
    EXPECT_EQ(text_of(0xff010113), "addi sp, sp, -0x10");
    EXPECT_EQ(text_of(0x6c05c573), "hlv.d a0, (a1)");
    EXPECT_EQ(text_of(0x62000073), "hfence.gvma");
    EXPECT_EQ(text_of(0x123022f3), "csrr t0, csr0x123");
}

TEST(Instruction, a_compressed_store_has_the_fields_of_the_plain_one) {
    const Instruction store = decoded(0xe406); // sd ra, 8(sp)
    EXPECT_EQ(store.size, 2);
    EXPECT_EQ(store.encoding, 0xe406U);
    EXPECT_EQ(store.operation, Operation::store);
    EXPECT_THAT(store.rd, Eq(std::nullopt));
    EXPECT_THAT(store.rs1, Optional(Gpr::sp));
    EXPECT_THAT(store.rs2, Optional(Gpr::ra));
    ASSERT_TRUE(store.memory.has_value());
    EXPECT_EQ(store.memory->base, Gpr::sp);
    EXPECT_EQ(store.memory->offset, 8);
    EXPECT_EQ(store.memory->size, 8);
    EXPECT_FALSE(store.memory->as_guest);
    EXPECT_EQ(store.next_address(), here + 2);
}

TEST(Instruction, a_csr_access_knows_whether_it_reads_and_writes) {
    const Instruction swap = decoded(0x14051573); // csrrw a0, sscratch, a0
    EXPECT_EQ(swap.operation, Operation::csr);
    EXPECT_THAT(swap.rd, Optional(Gpr::a0));
    EXPECT_THAT(swap.rs1, Optional(Gpr::a0));
    EXPECT_EQ(swap.csr->number, csr::sscratch);
    EXPECT_TRUE(swap.csr->reads && swap.csr->writes);

    const Instruction write = decoded(0x14139073); // csrw sepc, t2
    EXPECT_THAT(write.rd, Eq(std::nullopt));
    EXPECT_TRUE(!write.csr->reads && write.csr->writes);

    const Instruction read = decoded(0x14102e73); // csrr t3, sepc
    EXPECT_TRUE(read.csr->reads && !read.csr->writes);

    const Instruction set = decoded(0x10016073); // csrsi sstatus, 2
    EXPECT_EQ(set.csr->operation, CsrOperation::set);
    EXPECT_THAT(set.csr->immediate, Optional(std::uint8_t{2}));
    EXPECT_THAT(set.rs1, Eq(std::nullopt));
}

TEST(Instruction, an_invalid_encoding_is_an_error_with_its_address) {
    for (const std::uint32_t encoding : {0x0000U, 0x9c41U, 0x6101U, 0xffffffffU, 0x0000007fU,
                                         0x0000001fU, 0x0000007bU, 0x02052053U | 0x6000000U}) {
        const auto result = decode(bytes_of(encoding), here);
        ASSERT_FALSE(result.has_value()) << encoding;
        EXPECT_THAT(result.error().what.english(), HasSubstr("0xffffffff80013198"));
    }
}

TEST(Instruction, bytes_that_end_too_early_are_an_error) {
    const std::vector<std::uint8_t> whole = bytes_of(0x02153c23);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<std::uint8_t> part(whole.begin(), whole.begin() + static_cast<int>(size));
        const auto result = decode(part, here);
        ASSERT_FALSE(result.has_value());
        EXPECT_THAT(result.error().what.english(), HasSubstr("code ends"));
    }
}

struct BranchCase {
    const char* name;
    std::uint32_t encoding; ///< compares a0 with a1 or zero, leads 8 bytes ahead
    std::uint64_t a0, a1;
    bool taken;
};

TEST(Successor, of_a_branch_depends_on_its_condition) {
    constexpr std::uint64_t minus_one = ~0ULL;
    constexpr BranchCase cases[] = {
        {"beq", 0x00b50463, 5, 5, true},          {"beq", 0x00b50463, 5, 6, false},
        {"bne", 0x00b51463, 5, 6, true},          {"bne", 0x00b51463, 5, 5, false},
        {"blt", 0x00b54463, minus_one, 0, true},  {"blt", 0x00b54463, 0, minus_one, false},
        {"blt", 0x00b54463, 5, 5, false},         {"bge", 0x00b55463, 0, minus_one, true},
        {"bge", 0x00b55463, 5, 5, true},          {"bge", 0x00b55463, minus_one, 0, false},
        {"bltu", 0x00b56463, 0, minus_one, true}, {"bltu", 0x00b56463, minus_one, 0, false},
        {"bgeu", 0x00b57463, minus_one, 0, true}, {"bgeu", 0x00b57463, 0, minus_one, false},
        {"c.beqz", 0xc501, 0, 9, true},           {"c.beqz", 0xc501, 1, 9, false},
        {"c.bnez", 0xe501, 1, 0, true},           {"c.bnez", 0xe501, 0, 1, false},
    };
    for (const BranchCase& one : cases) {
        const Instruction branch = decoded(one.encoding);
        ASSERT_EQ(branch.operation, Operation::branch) << one.name;
        EXPECT_EQ(branch.immediate, 8) << one.name;
        std::array<std::uint64_t, 32> gprs{};
        gprs[Gpr::a0] = one.a0;
        gprs[Gpr::a1] = one.a1;
        EXPECT_THAT(branch.successor(gprs), Optional(one.taken ? here + 8 : branch.next_address()))
            << one.name << ' ' << one.a0 << ' ' << one.a1;
    }
}

TEST(Successor, of_a_jump_is_its_target) {
    std::array<std::uint64_t, 32> gprs{};
    gprs[Gpr::ra] = 0x1001; // the lowest bit is dropped
    gprs[Gpr::t0] = 0x2000;
    EXPECT_THAT(decoded(0x8082).successor(gprs), Optional(0x1000U)) << "ret";
    EXPECT_THAT(decoded(0xffc28067).successor(gprs), Optional(0x1ffcU)) << "jr -4(t0)";
    EXPECT_THAT(decoded(0x000280e7).successor(gprs), Optional(0x2000U)) << "jalr t0";
    EXPECT_THAT(decoded(0x0080006f).successor(gprs), Optional(here + 8)) << "j";
    EXPECT_THAT(decoded(0xff9ff0ef).successor(gprs), Optional(here - 8)) << "jal";
    EXPECT_THAT(decoded(0x00000067).successor(gprs), Optional(0U)) << "jr zero";
}

TEST(Successor, of_a_trap_or_trap_return_is_not_known) {
    const std::array<std::uint64_t, 32> gprs{};
    for (const std::uint32_t encoding :
         {0x10200073U, 0x30200073U, 0x00000073U, 0x00100073U, 0x9002U}) {
        EXPECT_THAT(decoded(encoding).successor(gprs), Eq(std::nullopt)) << encoding;
    }
}

TEST(Successor, of_any_other_instruction_is_the_next_one) {
    const std::array<std::uint64_t, 32> gprs{};
    for (const std::uint32_t encoding : {0x02153c23U, 0x100292f3U, 0x00000317U, 0x10500073U,
                                         0x0ff0000fU, 0x62000073U, 0x00209053U, 0x1141U}) {
        const Instruction instruction = decoded(encoding);
        EXPECT_THAT(instruction.successor(gprs), Optional(here + instruction.size)) << encoding;
    }
}

TEST(Instruction, any_word_decodes_or_is_an_error) {
    std::mt19937 random(1);
    for (int i = 0; i < 200'000; ++i) {
        const auto word = static_cast<std::uint32_t>(random());
        if (const auto result = decode(bytes_of(word), random())) {
            EXPECT_FALSE(result->mnemonic.empty()) << word;
            EXPECT_EQ(result->size, (word & 3) == 3 ? 4 : 2) << word;
        }
    }
}

TEST(Instruction, threads_may_decode_at_the_same_time) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int n = 0; n < 2'000; ++n) {
                EXPECT_EQ(text_of(0x0020f053), "fadd.s ft0, ft1, ft2");
                EXPECT_EQ(text_of(0x00b6252f), "amoadd.w a0, a1, (a2)");
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

} // namespace
} // namespace switchscope
