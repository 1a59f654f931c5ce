// SPDX-License-Identifier: MIT
#include "gdb/protocol.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchscope::gdb {
namespace {

using testing::HasSubstr;

TEST(Numbers, AreHexLeastSignificantByteFirst) {
    EXPECT_EQ(parse_little_endian("7856341200000000"), 0x12345678U);
    EXPECT_EQ(parse_little_endian("ff"), 0xffU);
    for (const char* bad : {"", "f", "xx", "xxxxxxxxxxxxxxxx", "000000000000000000", "0g"}) {
        EXPECT_EQ(parse_little_endian(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(parse_hex("ffffffffffffffff"), ~std::uint64_t{0});
    for (const char* bad : {"", "-1", "0x1", "10000000000000000", "12 "}) {
        EXPECT_EQ(parse_hex(bad), std::nullopt) << bad;
    }
}

TEST(ThreadIds, AreReadAndWritten) {
    EXPECT_EQ(parse_thread_id("p01.02"), (ThreadId{1, 2}));
    EXPECT_EQ(parse_thread_id("p1"), (ThreadId{1, ThreadId::all}));
    EXPECT_EQ(parse_thread_id("-1"), (ThreadId{ThreadId::any, ThreadId::all}));
    EXPECT_EQ(parse_thread_id("1f"), (ThreadId{ThreadId::any, 0x1f}));
    for (const char* bad : {"", "p", "p.1", "p1.", "x", "pz.1", "ffffffffffffffff"}) {
        EXPECT_EQ(parse_thread_id(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(thread_id_text({1, 18}), "p1.12");
    EXPECT_EQ(thread_id_text({0, -1}), "-1");
}

TEST(StopReplies, TellThreadCauseAndRegisters) {
    auto stop = parse_stop_reply("T0506:0011;thread:p01.02;hwbreak:;core:0;unknown-key:value;");
    ASSERT_TRUE(stop);
    EXPECT_EQ(stop->signal, 5);
    EXPECT_EQ(stop->thread, (ThreadId{1, 2}));
    EXPECT_EQ(stop->cause, StopReply::Cause::breakpoint);
    ASSERT_EQ(stop->registers.size(), 1U);
    EXPECT_EQ(stop->registers[0].first, 6U);
    EXPECT_EQ(stop->registers[0].second, "0011");
    stop = parse_stop_reply("T05watch:80001000;thread:1;");
    ASSERT_TRUE(stop);
    EXPECT_EQ(stop->cause, StopReply::Cause::watchpoint);
    EXPECT_EQ(stop->watch_address, 0x80001000U);
    EXPECT_EQ(parse_stop_reply("W2a")->kind, StopReply::Kind::exited);
    EXPECT_EQ(parse_stop_reply("X0b;process:1")->kind, StopReply::Kind::killed);
    EXPECT_EQ(parse_stop_reply("S02")->signal, 2);
    EXPECT_FALSE(parse_stop_reply("T0"));
    EXPECT_FALSE(parse_stop_reply("T05thread:nonsense;"));
    EXPECT_FALSE(parse_stop_reply(""));
}

TEST(Features, BecomeCapabilities) {
    auto can = capabilities_from(
        parse_features("PacketSize=1000;qXfer:features:read+;vContSupported+;multiprocess+"));
    ASSERT_TRUE(can);
    EXPECT_EQ(can->packet_size, 4096U);
    EXPECT_TRUE(can->target_xml);
    EXPECT_TRUE(can->multiprocess);
    EXPECT_FALSE(can->no_ack_mode);
    EXPECT_FALSE(can->reverse_step);
    can = capabilities_from(parse_features("ReverseStep+;ReverseContinue-;;=;+;QStartNoAckMode?"));
    ASSERT_TRUE(can);
    EXPECT_TRUE(can->reverse_step);
    EXPECT_FALSE(can->reverse_continue);
    EXPECT_FALSE(can->no_ack_mode);
    for (const char* size :
         {"PacketSize=0", "PacketSize=", "PacketSize=zz", "PacketSize=ffffffffffff"}) {
        EXPECT_FALSE(capabilities_from(parse_features(size))) << size;
    }
}

TEST(StepBits, AreReadByName) {
    Capabilities can;
    add_step_bits(can, "ENABLE=1,NOIRQ=2,NOTIMER=4");
    EXPECT_TRUE(can.step_mask);
    EXPECT_EQ(can.step_no_timer_bit, 4U);
    Capabilities cannot;
    add_step_bits(cannot, "nonsense,=,,ENABLE=zz");
    EXPECT_FALSE(cannot.step_mask);
}

TEST(Requests, AreDescribedInWords) {
    EXPECT_EQ(describe_request("m80000000,8"), "reading 8 bytes at 0x80000000 (m80000000,8)");
    EXPECT_THAT(describe_request("M1000,1:00"), HasSubstr("writing 1 byte at 0x1000"));
    EXPECT_THAT(describe_request("Z2,1000,8"), HasSubstr("setting a write watchpoint at 0x1000"));
    EXPECT_THAT(describe_request("p20"), HasSubstr("register number 32"));
    EXPECT_THAT(describe_request("qRcmd,696e666f"), HasSubstr("\"info\""));
    EXPECT_THAT(describe_request("vCont;s:p1.1"), HasSubstr("stepping"));
    for (const char* odd : {"", "m", "Z", "p", "qRcmd,x", "\x01"}) {
        EXPECT_FALSE(describe_request(odd).empty());
    }
}

TEST(Printable, HidesNothingAndCutsLongText) {
    EXPECT_EQ(printable("a\x01\xff"), "a\\x01\\xff");
    EXPECT_EQ(printable("abcdef", 3), "abc... (6 bytes)");
}

TEST(InfoRegisters, TellsTheVirtualizationBit) {
    EXPECT_EQ(parse_virtualization("\nCPU#0\n V      =   0\n pc  0\n"), false);
    EXPECT_EQ(parse_virtualization("\r\nCPU#1\r\n V      =   1\r\n"), true);
    EXPECT_EQ(parse_virtualization(" pc  0000\n Vx = 1\n V 1\n V =\n"), std::nullopt);
    EXPECT_EQ(parse_virtualization(""), std::nullopt);
}

} // namespace
} // namespace switchscope::gdb
