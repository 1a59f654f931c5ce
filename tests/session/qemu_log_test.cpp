// SPDX-License-Identifier: MIT
// The reader of QEMU's log, on text that QEMU 7.2.22 and 11.1.3 wrote, and on text that nobody
// should write.
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/log_plan.h"

namespace switchscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

/// `log in_asm,exec,cpu,nochain` with `singlestep on`: the demo machine at the entry of its
/// routine.
const std::string code = R"(----------------
IN: __kvm_riscv_switch_to
Priv: 1; Virt: 0
0xffffffff80000db8:  f120              sd                      s0,96(a0)

)";
const std::string announcement =
    "Trace 0: 0x7f2050000400 [0000000000000000/ffffffff80000db8/00209001/ff000201] "
    "__kvm_riscv_switch_to\n";
const std::string dump = R"( V      =   0
 pc       ffffffff80000db8
 mhartid  0000000000000000
 mstatus  0000000a00000180
 hstatus  0000000200200180
 vsstatus 0000000200000000
 mip      0000000000000080
 mie      0000000000000666
 mideleg  0000000000003666
 hideleg  0000000000000444
 medeleg  0000000000f0b5ff
 hedeleg  000000000000b109
 mtvec    0000000080000030
 stvec    ffffffff80000078
 vstvec   00000000000a5105
 mepc     ffffffff80000744
 sepc     000000008000010c
 vsepc    0000000000000000
 mcause   0000000000000009
 scause   000000000000000a
 vscause  0000000000000000
 mtval    0000000000000000
 stval    0000000000000000
 htval    0000000000000000
 mtval2   0000000000000000
 mscratch 0000000080002000
 sscratch ffffffff80402840
 satp     8000000000080604
 x0/zero  0000000000000000 x1/ra    ffffffff80000fe6 x2/sp    ffffffff80401f60 x3/gp    ffffffff80400800
 x4/tp    ffffffff80400000 x5/t0    ffffffff80000078 x6/t1    0000000000005ea0 x7/t2    0000000200000120
 x8/s0    ffffffd600654000 x9/s1    ffffffff80401f80 x10/a0   ffffffd600654020 x11/a1   ffffffd600654000
 x12/a2   0000000008005ea7 x13/a3   0000000000000000 x14/a4   ffffffff80408000 x15/a5   0000000200000000
 x16/a6   ffffffff80200b7c x17/a7   ffffffff80200330 x18/s2   ffffffd600654000 x19/s3   ffffffff80401ff8
 x20/s4   0000000000000000 x21/s5   0000000000000000 x22/s6   0000000000000000 x23/s7   0000000000000000
 x24/s8   0000000000000000 x25/s9   0000000000000000 x26/s10  0000000000000000 x27/s11  0000000000000000
 x28/t3   0000000040570073 x29/t4   0000000040570074 x30/t5   0000000040570075 x31/t6   0000000040570076
)";
/// `log exec,cpu,nochain` of QEMU 11.1.3, the Debian kernel at the entry of its routine. CSRs that
/// do not matter here are left out. hvip was 0 and is given the bits that other dumps showed.
const std::string newer_announcement =
    "Trace 0: 0x7fe5c6958640 [001411ad/ffffffff023ce150/82424001/ff020201] \n";
const std::string newer_dump = R"( priv          S
 V             0
 pc            ffffffff023ce150
 sstatus       0000000200000020
 sie           0000000000000222
 stvec         ffffffff80dd3620
 scounteren    0000000000000000
 senvcfg       0000000000000000
 sscratch      0000000000000000
 sepc          0000000000027dc4
 scause        0000000000000008
 sip           0000000000000000
 satp          a00010000008386d
 vsstatus      0000000200000000
 vsie          0000000000000000
 vstvec        0000000080000090
 vsscratch     0000000000000000
 vsepc         0000000000000000
 mstatus       0000000a000000a0
 misa          80000000001411ad
 mideleg       0000000000001666
 mie           000000000000022a
 mtvec         00000000800004f8
 mip           0000000000000000
 hstatus       00000002002001c0
 hideleg       0000000000000444
 hie           0000000000000000
 htimedelta    fffffffffb9bc562
 hcounteren    0000000000000002
 hip           0000000000000000
 hvip          00000000000000a4
 hgatp         a000100000083ad8
 time          0000000011ee155e
 hgeip         0000000000000000
 mhartid       0000000000000000
 x0/zero  0000000000000000 x1/ra    ffffffff023d0388 x2/sp    ff2000000000bc00 x3/gp    ffffffff822d0128
 x4/tp    ff60000002aee300 x5/t0    ffffffff80022b78 x6/t1    0000000000006000 x7/t2    0000000200000022
 x8/s0    ff2000000000bc30 x9/s1    ff60000003b7aab0 x10/a0   ff60000003b7abb0 x11/a1   ffffffff82391ec8
 x12/a2   ffffffff82391ec8 x13/a3   ff600000bef30000 x14/a4   0000000000000000 x15/a5   0000000200000000
 x16/a6   ff60000003b7b348 x17/a7   0000000000000004 x18/s2   ff2000000000bc40 x19/s3   ff600000038a9000
 x20/s4   fffffffffffffffc x21/s5   0000000000000006 x22/s6   0000000000000000 x23/s7   00007fffd8fe2710
 x24/s8   0000000001312d00 x25/s9   0000000000000400 x26/s10  0000000000001fff x27/s11  0000000000000006
 x28/t3   ff60000003302000 x29/t4   0000000080000064 x30/t5   00000000115946cf x31/t6   0000000000000010
)";
/// The same in the guest.
const std::string newer_guest_announcement =
    "Trace 0: 0x7fe5c6964900 [001411ad/0000000080000068/02624005/ff020201] \n";
const std::string newer_guest_dump = R"( priv          S
 V             1
 pc            0000000080000068
 sstatus       0000000200000000
 sie           0000000000000000
 stvec         0000000080000090
 scounteren    0000000000000000
 senvcfg       0000000000000000
 sscratch      0000000000000000
 sepc          0000000000000000
 scause        0000000000000000
 sip           0000000000000000
 satp          0000000000000000
 vsstatus      0000000200000000
 vsie          0000000000000000
 vstvec        0000000080000090
 vsscratch     0000000000000000
 vsepc         0000000000000000
 mstatus       0000000a00000080
 misa          80000000001411ad
 mideleg       0000000000001666
 mie           000000000000022a
 mtvec         00000000800004f8
 mip           0000000000000000
 hstatus       0000000200200140
 hideleg       0000000000000444
 hie           0000000000000000
 htimedelta    fffffffffb9bc562
 hcounteren    0000000000000002
 hip           0000000000000000
 hvip          0000000000000000
 hgatp         a000100000083ad8
 time          000000000d8a3dd0
 hgeip         0000000000000000
 mhartid       0000000000000000
 x0/zero  0000000000000000 x1/ra    000000008000006c x2/sp    00000000800010b0 x3/gp    0000000000005e03
 x4/tp    0000000000005e04 x5/t0    0000000000000005 x6/t1    00000000abcd042c x7/t2    00000000abcd063f
 x8/s0    0000000010000000 x9/s1    0000000000000216 x10/a0   fffffffffffffffe x11/a1   0000000000000000
 x12/a2   0000000000000000 x13/a3   0000000000000000 x14/a4   0000000000000000 x15/a5   0000000000000000
 x16/a6   0000000000000000 x17/a7   0000000000000001 x18/s2   0000000000005e52 x19/s3   0000000000005e53
 x20/s4   0000000000005e54 x21/s5   0000000000005e55 x22/s6   0000000000005e56 x23/s7   0000000000005e57
 x24/s8   0000000000005e58 x25/s9   0000000000005e59 x26/s10  0000000000005e5a x27/s11  0000000000005e5b
 x28/t3   0000000000000000 x29/t4   0000000000000000 x30/t5   0000000000000000 x31/t6   0000000000000000
)";
/// `-d exec,nochain` with a timer: the block was announced and then left.
const std::string left =
    "Trace 0: 0x7f7e80015880 [0000000000000000/000000008000018c/00201001/ff000200] sbi_call\n"
    "Stopped execution of TB chain before 0x7f7e80015880 [000000008000018c] sbi_call\n"
    "Trace 0: 0x7f7e8001b780 [0000000000000000/0000000080000030/00209003/ff000200] "
    "firmware_trap_entry\n";

struct Heard final : QemuLogListener {
    struct Block {
        std::uint32_t hart;
        std::uint64_t host_code, pc, flags;
        std::optional<LoggedRegisters> registers;
        bool operator==(const Block&) const = default;
    };
    std::vector<Block> blocks;
    std::vector<LoggedCode> codes;
    std::vector<std::string> order; ///< "block 0x.."; "left 0x.."
    void block(const LoggedBlock& one) override {
        blocks.push_back({one.hart, one.host_code, one.pc, one.flags,
                          one.registers != nullptr ? std::optional(*one.registers) : std::nullopt});
        order.push_back("block " + hex(one.host_code));
    }
    void code(const LoggedCode& one) override { codes.push_back(one); }
    void not_executed(std::uint64_t host_code) override {
        order.push_back("left " + hex(host_code));
    }
};

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

struct Read {
    Heard heard;
    std::uint64_t damaged = 0;
};

Read read(const std::string& text, std::size_t piece = std::string::npos) {
    Read result;
    QemuLogReader reader(result.heard);
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) {
        reader.feed(bytes_of(std::string_view(text).substr(at, piece)));
    }
    reader.finish();
    EXPECT_EQ(reader.bytes(), text.size());
    result.damaged = reader.damaged();
    return result;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

TEST(QemuLog, a_block_with_its_code_and_all_registers) {
    const auto [heard, damaged] = read(code + announcement + dump);
    EXPECT_EQ(damaged, 0u);
    EXPECT_THAT(heard.codes, ElementsAre(LoggedCode{0xffffffff80000db8, 0xf120, 2}));
    ASSERT_EQ(heard.blocks.size(), 1u);
    const auto& block = heard.blocks.front();
    EXPECT_EQ(block.hart, 0u);
    EXPECT_EQ(block.host_code, 0x7f2050000400u);
    EXPECT_EQ(block.pc, 0xffffffff80000db8);
    EXPECT_EQ(block.flags, 0x209001u);
    ASSERT_TRUE(block.registers);
    EXPECT_THAT(block.registers->virtualized, Optional(false));
    EXPECT_THAT(block.registers->pc, Optional(0xffffffff80000db8));
    EXPECT_EQ(block.registers->gprs[Gpr::ra], 0xffffffff80000fe6);
    EXPECT_EQ(block.registers->gprs[Gpr::t6], 0x40570076u);
    EXPECT_EQ(block.registers->csrs.size(), 25u);
    EXPECT_THAT(block.registers->csr(csr::sepc), Optional(0x8000010cu));
    EXPECT_EQ(block.registers->csr(csr::hgatp), std::nullopt);
}

TEST(QemuLog, a_block_as_newer_versions_print_it) {
    const auto [heard, damaged] = read(newer_announcement + newer_dump + newer_guest_announcement +
                                       newer_guest_dump + newer_announcement + newer_dump);
    EXPECT_EQ(damaged, 0u);
    ASSERT_EQ(heard.blocks.size(), 3u);
    const auto& block = heard.blocks.front();
    EXPECT_EQ(block.host_code, 0x7fe5c6958640u);
    EXPECT_EQ(block.pc, 0xffffffff023ce150);
    EXPECT_EQ(block.flags, 0x82424001u);
    ASSERT_TRUE(block.registers);
    EXPECT_THAT(block.registers->hart, Optional(0u));
    EXPECT_THAT(block.registers->virtualized, Optional(false));
    EXPECT_EQ(block.registers->gprs[Gpr::a0], 0xff60000003b7abb0);
    EXPECT_EQ(heard.blocks.back(), block) << "once by its lines, once by its layout";
    const auto& guest = heard.blocks[1];
    EXPECT_EQ(guest.flags & 3, 1u);
    ASSERT_TRUE(guest.registers);
    EXPECT_THAT(guest.registers->virtualized, Optional(true));
    EXPECT_THAT(guest.registers->pc, Optional(0x80000068u));
}

TEST(QemuLog, code_as_newer_versions_print_it) {
    const auto [heard, damaged] =
        read("----------------\nIN: \n0x80000068:  00000073          ecall                   \n\n");
    EXPECT_EQ(damaged, 0u);
    EXPECT_THAT(heard.codes, ElementsAre(LoggedCode{0x80000068, 0x73, 4}));
}

TEST(QemuLog, pieces_of_any_size_say_the_same) {
    const std::string text = code + announcement + dump + left + code + announcement + dump;
    const Read whole = read(text);
    ASSERT_EQ(whole.heard.blocks.size(), 4u);
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u, 1000u}) {
        const Read pieces = read(text, piece);
        EXPECT_EQ(pieces.heard.blocks, whole.heard.blocks) << piece;
        EXPECT_EQ(pieces.heard.codes, whole.heard.codes) << piece;
        EXPECT_EQ(pieces.heard.order, whole.heard.order) << piece;
        EXPECT_EQ(pieces.damaged, 0u) << piece;
    }
}

TEST(QemuLog, a_block_that_was_left_is_reported_behind_its_announcement) {
    const auto [heard, damaged] = read(left);
    EXPECT_THAT(heard.order,
                ElementsAre("block 0x7f7e80015880", "left 0x7f7e80015880", "block 0x7f7e8001b780"));
    EXPECT_EQ(heard.blocks.front().registers, std::nullopt);
    EXPECT_EQ(damaged, 0u);
}

TEST(QemuLog, harts_that_interrupt_each_other_keep_their_own_registers) {
    const auto other =
        replaced(replaced(replaced(announcement, "Trace 0", "Trace 1"), "0db8/", "0f00/"),
                 "0x7f2050000400", "0x7f2050000999");
    auto others_dump = replaced(replaced(dump, "80000db8", "80000f00"), "mhartid  0000000000000000",
                                "mhartid  0000000000000001");
    others_dump = replaced(others_dump, "x1/ra    ffffffff80000fe6", "x1/ra    0000000000001111");
    const auto [heard, damaged] = read(announcement + other + dump + others_dump);
    EXPECT_EQ(damaged, 0u);
    ASSERT_EQ(heard.blocks.size(), 2u);
    EXPECT_EQ(heard.blocks[0].hart, 0u);
    EXPECT_EQ(heard.blocks[0].registers->gprs[Gpr::ra], 0xffffffff80000fe6);
    EXPECT_EQ(heard.blocks[1].hart, 1u);
    EXPECT_EQ(heard.blocks[1].registers->gprs[Gpr::ra], 0x1111u);
}

TEST(QemuLog, other_versions_may_print_more_and_fewer_fields) {
    const auto more = replaced(dump, " mscratch", " mseccfg  0000000000000001\n mscratch") +
                      " f0/ft0   0000000000000000 f1/ft1   0000000000000000\n";
    const Read newer = read(announcement + more + announcement + more);
    EXPECT_EQ(newer.damaged, 0u);
    ASSERT_EQ(newer.heard.blocks.size(), 2u);
    EXPECT_EQ(newer.heard.blocks[0].registers, newer.heard.blocks[1].registers);
    EXPECT_EQ(newer.heard.blocks[1].registers->gprs[Gpr::t6], 0x40570076u);

    const auto no_h =
        replaced(replaced(dump, " V      =   0\n", ""), " vstvec   00000000000a5105\n", "");
    const Read older =
        read("Trace 3: 0x55aa [0000000000000000/ffffffff80000db8/0x9001] \n" +
             replaced(no_h, "mhartid  0000000000000000", "mhartid  0000000000000003"));
    EXPECT_EQ(older.damaged, 0u);
    ASSERT_EQ(older.heard.blocks.size(), 1u);
    EXPECT_EQ(older.heard.blocks.front().hart, 3u);
    ASSERT_TRUE(older.heard.blocks.front().registers);
    EXPECT_EQ(older.heard.blocks.front().registers->virtualized, std::nullopt);
}

TEST(QemuLog, a_dump_cut_short_or_of_another_block_is_no_dump) {
    const std::string cut = dump.substr(0, dump.find(" x20"));
    const Read shortened = read(announcement + cut + announcement + dump);
    EXPECT_EQ(shortened.damaged, 1u);
    ASSERT_EQ(shortened.heard.blocks.size(), 2u);
    EXPECT_EQ(shortened.heard.blocks[0].registers, std::nullopt);
    EXPECT_TRUE(shortened.heard.blocks[1].registers);

    const Read other = read(
        announcement + replaced(dump, "pc       ffffffff80000db8", "pc       ffffffff80000000"));
    EXPECT_EQ(other.damaged, 1u);
    ASSERT_EQ(other.heard.blocks.size(), 1u);
    EXPECT_EQ(other.heard.blocks[0].registers, std::nullopt);
    EXPECT_EQ(read(dump).damaged, 1u) << "nobody announced it";
}

TEST(QemuLog, lines_that_do_not_parse_are_counted_and_left_out) {
    for (const std::string line :
         {"Trace : 0x7f [0/1/2/3] x", "Trace 0 0x7f", "Trace 0: 0x7f 0/1/2/3",
          "Trace 0: zz [0/1/2/3]", "Trace 99999999999: 0x7f [0/1/2/3]",
          "Trace 0: 0x7f [0/11112222333344445/2/3]", "Trace ", "Trace 0: 0x7f [",
          "Stopped execution of TB chain before nowhere", "0x12", "0x12: 123",
          "0x80000000:  zzzz  sd"}) {
        const auto [heard, damaged] = read(line + "\n");
        EXPECT_EQ(damaged, 1u) << line;
        EXPECT_THAT(heard.order, IsEmpty()) << line;
        EXPECT_THAT(heard.codes, IsEmpty()) << line;
    }
    const Read long_line = read(announcement + std::string(100000, 'x') + "\n" + announcement);
    EXPECT_EQ(long_line.damaged, 1u);
    EXPECT_EQ(long_line.heard.blocks.size(), 2u);
    EXPECT_EQ(read(std::string(1, '\0') + "\n\n\n   \n = \n").damaged, 0u);
}

TEST(QemuLog, no_damage_to_the_text_does_any_harm) {
    std::mt19937 random(20240607); // NOLINT: the same every time
    const std::string text = code + announcement + dump + left + code + announcement + dump;
    for (int round = 0; round < 2000; ++round) {
        std::string damaged = text;
        for (int n = 0; n < 4; ++n) {
            const std::size_t at = random() % damaged.size();
            switch (random() % 3) {
            case 0:
                damaged[at] = static_cast<char>(random());
                break;
            case 1:
                damaged.erase(at, random() % 200);
                break;
            default:
                damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 200));
            }
        }
        const Read whole = read(damaged);
        const Read pieces = read(damaged, 1 + random() % 97);
        ASSERT_EQ(whole.heard.order, pieces.heard.order);
        ASSERT_EQ(whole.heard.blocks, pieces.heard.blocks);
        ASSERT_EQ(whole.damaged, pieces.damaged);
    }
}

TEST(QemuLog, registers_are_filed_under_their_true_owners) {
    const auto heard = read(announcement + dump).heard;
    const LoggedRegisters& registers = *heard.blocks.front().registers;
    const Observation host = observation_of(registers, World::host);
    EXPECT_THAT(host.csr_value(csr::sstatus), Optional(0x200000100u));
    EXPECT_THAT(host.csr_value(csr::stvec), Optional(0xffffffff80000078));
    EXPECT_THAT(host.csr_value(csr::vstvec), Optional(0xa5105u));
    EXPECT_THAT(host.csr_value(csr::sie), Optional(0x222u));
    EXPECT_THAT(host.csr_value(csr::hie), Optional(0x444u));
    EXPECT_THAT(host.csr_value(csr::vsie), Optional(0x222u));
    EXPECT_EQ(host.csr_value(csr::vsatp), std::nullopt) << "no dump has it while V=0";

    const Observation guest = observation_of(registers, World::guest);
    EXPECT_THAT(guest.csr_value(csr::vsstatus), Optional(0x200000100u));
    EXPECT_THAT(guest.csr_value(csr::vstvec), Optional(0xffffffff80000078)) << "not the stale one";
    EXPECT_THAT(guest.csr_value(csr::vsatp), Optional(0x8000000000080604));
    EXPECT_EQ(guest.csr_value(csr::stvec), std::nullopt) << "the host's own cannot be seen";
    EXPECT_EQ(guest.csr_value(csr::sie), std::nullopt);
}

TEST(QemuLog, registers_that_newer_versions_print_are_taken_as_they_are) {
    const auto heard =
        read(newer_announcement + newer_dump + newer_guest_announcement + newer_guest_dump).heard;
    ASSERT_EQ(heard.blocks.size(), 2u);
    const Observation host = observation_of(*heard.blocks[0].registers, World::host);
    EXPECT_THAT(host.csr_value(csr::sstatus), Optional(0x200000020u));
    EXPECT_THAT(host.csr_value(csr::sie), Optional(0x222u));
    EXPECT_THAT(host.csr_value(csr::hcounteren), Optional(testing::_));
    EXPECT_THAT(host.csr_value(csr::hvip), Optional(0x4u)) << "STIP and MTIP are not its own";
    const Observation guest = observation_of(*heard.blocks[1].registers, World::guest);
    EXPECT_THAT(guest.csr_value(csr::vsstatus), Optional(0x200000000u));
    EXPECT_THAT(guest.csr_value(csr::vstvec), Optional(0x80000090u));
    EXPECT_EQ(guest.csr_value(csr::sstatus), std::nullopt) << "the host's own cannot be seen";
    for (const Observation& seen : {host, guest}) {
        std::set<std::uint16_t> once;
        for (const auto& [number, value] : seen.csrs) {
            EXPECT_TRUE(once.insert(number).second) << csr_name(number) << " is there twice";
        }
    }
}

} // namespace
} // namespace switchscope
