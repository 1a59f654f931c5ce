// SPDX-License-Identifier: MIT
// Code that is read ahead, against a scripted target.
#include "core/session/code_reader.h"

#include <gtest/gtest.h>

#include "tests/session/scripted_target.h"

namespace switchscope {
namespace {

using test::ScriptedTarget;

constexpr std::uint64_t nop = 0x00000013, compressed_nop = 0x0001;

class Code : public testing::Test {
  protected:
    void put(std::uint64_t pc, std::uint64_t encoding, std::size_t size) {
        target.put_word(AddressSpace::current, pc, encoding, size);
    }
    void put_page(std::uint64_t address) {
        target.clear_bytes(AddressSpace::current, address, 0x1000);
    }
    Instruction fetched(std::uint64_t pc, std::uint32_t hart = 0) {
        auto instruction = code.fetch(hart, pc);
        EXPECT_TRUE(instruction);
        return instruction ? *instruction : Instruction{};
    }
    std::size_t reads() const { return target.asked.size(); }

    ScriptedTarget target{{}};
    CodeReader code{target};
};

TEST_F(Code, is_read_once_for_several_instructions) {
    for (std::uint64_t n = 0; n < 64; n += 4) {
        put(0x1000 + n, nop, 4);
    }
    for (std::uint64_t n = 0; n < 64; n += 4) {
        EXPECT_EQ(fetched(0x1000 + n).address, 0x1000 + n);
    }
    EXPECT_EQ(reads(), 1u);
    EXPECT_TRUE(code.has(0, 0x103c));
    EXPECT_FALSE(code.has(0, 0x1040));
    EXPECT_FALSE(code.has(0, 0xffc));
}

TEST_F(Code, is_not_read_behind_the_page) {
    put(0x1ffa, nop, 4);
    put(0x1ffe, compressed_nop, 2);
    EXPECT_EQ(fetched(0x1ffa).mnemonic, "nop");
    EXPECT_EQ(fetched(0x1ffe).size, 2);
    EXPECT_EQ(reads(), 1u);
}

TEST_F(Code, that_crosses_into_the_next_page_is_read_by_itself) {
    put(0x1ffe, nop, 4);
    EXPECT_EQ(fetched(0x1ffe).size, 4);
    EXPECT_EQ(reads(), 2u);
    EXPECT_EQ(target.asked.back().memory.front().size, 4u);
}

TEST_F(Code, that_cannot_be_read_predicts_nothing) {
    const Instruction unknown = fetched(0x1000);
    EXPECT_EQ(unknown.address, 0x1000u);
    EXPECT_EQ(unknown.size, 0);
    EXPECT_EQ(unknown.operation, Operation::ebreak);
}

TEST_F(Code, that_names_no_instruction_keeps_its_bytes) {
    put_page(0x1000);
    const Instruction unknown = fetched(0x1000);
    EXPECT_EQ(unknown.mnemonic, "unknown");
    EXPECT_EQ(unknown.size, 2) << "the first bits say that it is a compressed one";
}

TEST_F(Code, is_read_again_once_something_may_have_changed_it) {
    put_page(0x1000);
    put(0x1000, nop, 4);
    EXPECT_EQ(fetched(0x1000).mnemonic, "nop");
    put(0x1000, 0x00100073, 4);
    EXPECT_EQ(fetched(0x1000).mnemonic, "nop") << "nobody said so yet";
    code.forget(0);
    EXPECT_EQ(fetched(0x1000).mnemonic, "ebreak");
}

TEST_F(Code, of_one_hart_is_not_that_of_another) {
    put_page(0x1000);
    put(0x1000, nop, 4);
    fetched(0x1000, 0);
    EXPECT_FALSE(code.has(1, 0x1000));
    fetched(0x1000, 1);
    code.forget(1);
    EXPECT_TRUE(code.has(0, 0x1000));
    code.forget_all();
    EXPECT_FALSE(code.has(0, 0x1000));
}

} // namespace
} // namespace switchscope
