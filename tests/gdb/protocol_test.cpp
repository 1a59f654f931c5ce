// SPDX-License-Identifier: MIT
#include "gdb/protocol.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gdb/request_words.h"

namespace switchscope::gdb {
namespace {

using testing::HasSubstr;

TEST(Numbers, are_hex_least_significant_byte_first) {
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

TEST(ThreadIds, are_read_and_written) {
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

TEST(StopReplies, name_thread_cause_and_registers) {
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

TEST(Features, become_capabilities) {
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

TEST(StepBits, are_read_by_name) {
    Capabilities can;
    add_step_bits(can, "ENABLE=1,NOIRQ=2,NOTIMER=4");
    EXPECT_TRUE(can.step_mask);
    EXPECT_EQ(can.step_no_timer_bit, 4U);
    Capabilities cannot;
    add_step_bits(cannot, "nonsense,=,,ENABLE=zz");
    EXPECT_FALSE(cannot.step_mask);
}

TEST(Requests, are_described_in_words) {
    const auto words = [](std::string_view request) { return describe_request(request).english(); };
    EXPECT_EQ(words("m80000000,8"), "reading 8 bytes at 0x80000000 (m80000000,8)");
    EXPECT_THAT(words("M1000,1:00"), HasSubstr("writing 1 byte at 0x1000"));
    EXPECT_THAT(words("Z0,1000,4"), HasSubstr("setting a breakpoint at 0x1000"));
    EXPECT_THAT(words("Z2,1000,8"), HasSubstr("setting a write watchpoint at 0x1000"));
    EXPECT_THAT(words("z4,1000,8"), HasSubstr("clearing an access watchpoint at 0x1000"));
    EXPECT_THAT(words("p20"), HasSubstr("reading register number 32"));
    EXPECT_THAT(words("P20=00"), HasSubstr("writing register number 32"));
    EXPECT_THAT(words("qRcmd,696e666f"), HasSubstr("\"info\""));
    EXPECT_THAT(words("vCont;s:p1.1"), HasSubstr("stepping"));
    EXPECT_THAT(words("G00"), HasSubstr("writing the registers"));
    for (const char* odd : {"", "m", "Z", "p", "qRcmd,x", "\x01"}) {
        EXPECT_FALSE(words(odd).empty());
    }
}

TEST(Requests, are_described_in_the_users_language) {
    const auto chinese = [](std::string_view english) -> std::string {
        return english == "reading %1 at %2" ? "读取 %2 处的 %1"
               : english == "%1 bytes"       ? "%1 字节"
                                             : std::string(english);
    };
    EXPECT_EQ(describe_request("m80000000,8").in(chinese),
              "读取 0x80000000 处的 8 字节 (m80000000,8)");
}

TEST(Replies, fit_their_requests_or_do_not) {
    EXPECT_TRUE(reply_fits("m1000,2", "0102", 4));
    EXPECT_TRUE(reply_fits("m1000,2", "01", 4)) << "the rest may not be readable";
    EXPECT_TRUE(reply_fits("p20", "xxxx", 64)) << "a register without a value";
    EXPECT_TRUE(reply_fits("Hgp1.1", "OK", 64));
    EXPECT_TRUE(reply_fits("qC", "anything", 64));
    for (const char* request : {"m1000,2", "g", "p20", "Hgp1.1", "Z0,0,4", "Qqemu.sstep=1"}) {
        EXPECT_TRUE(reply_fits(request, "", 4)) << request;
        EXPECT_TRUE(reply_fits(request, "E14", 4)) << request;
        EXPECT_FALSE(reply_fits(request, "nonsense", 4)) << request;
    }
    EXPECT_FALSE(reply_fits("m1000,2", "010203", 4));
    EXPECT_FALSE(reply_fits("m1000,2", "010", 4));
    EXPECT_FALSE(reply_fits("M1000,1:00", "00", 4));
}

TEST(Printable, hides_nothing_and_cuts_long_text) {
    EXPECT_EQ(printable("a\x01\xff"), "a\\x01\\xff");
    EXPECT_EQ(printable("abcdef", 3), "abc... (6 B)");
}

TEST(InfoRegisters, has_the_virtualization_bit) {
    EXPECT_EQ(parse_virtualization("\nCPU#0\n V      =   0\n pc  0\n"), false);
    EXPECT_EQ(parse_virtualization("\r\nCPU#1\r\n V      =   1\r\n"), true);
    EXPECT_EQ(parse_virtualization("\r\nCPU#0\r\n priv          S\r\n V             0\r\n"
                                   " pc            ffffffff023ce150\r\n"),
              false)
        << "QEMU 11.1";
    EXPECT_EQ(parse_virtualization("\r\nCPU#0\r\n priv          S\r\n V             1\r\n"
                                   " pc            0000000080000064\r\n"),
              true);
    EXPECT_EQ(parse_virtualization("\r\nCPU#0\r\n pc       0000000000001000\r\n"), false)
        << "no H extension, so no guest";
    EXPECT_EQ(parse_virtualization(" Vx = 1\n vsie 1\n"), std::nullopt);
    EXPECT_EQ(parse_virtualization(" V =\n pc  0000\n"), std::nullopt) << "which value is it?";
    EXPECT_EQ(parse_virtualization(""), std::nullopt);
}

} // namespace
} // namespace switchscope::gdb
