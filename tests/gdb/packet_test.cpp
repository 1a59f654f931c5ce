// SPDX-License-Identifier: MIT
#include "gdb/packet.h"

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchscope::gdb {
namespace {

using Kind = PacketEvent::Kind;
using testing::ElementsAre;

struct Seen {
    Kind kind;
    std::string payload;
    bool operator==(const Seen&) const = default;
};

void PrintTo(const Seen& seen, std::ostream* out) {
    *out << static_cast<int>(seen.kind) << ":" << seen.payload.substr(0, 80);
}

std::vector<Seen> feed(PacketDecoder& decoder, std::string_view bytes, std::size_t step) {
    std::vector<Seen> seen;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        const std::string_view part = bytes.substr(at, step);
        std::span<const std::uint8_t> input(reinterpret_cast<const std::uint8_t*>(part.data()),
                                            part.size());
        while (const auto event = decoder.next(input)) {
            seen.push_back({event->kind, std::string(event->payload)});
        }
        EXPECT_TRUE(input.empty());
    }
    return seen;
}

std::vector<Seen> decode(std::string_view bytes, std::size_t limit = PacketDecoder::default_limit) {
    PacketDecoder whole(limit);
    PacketDecoder single(limit);
    auto all = feed(whole, bytes, bytes.size() + 1);
    EXPECT_EQ(all, feed(single, bytes, 1)) << "a byte at a time differs from all at once";
    return all;
}

/// `$raw#cs` with the right checksum, nothing escaped.
std::string framed(std::string_view raw, char start = '$') {
    unsigned sum = 0;
    for (const char c : raw) {
        sum += static_cast<std::uint8_t>(c);
    }
    const char digits[] = "0123456789abcdef";
    return std::string{start} + std::string(raw) + "#" + digits[(sum >> 4) & 15] + digits[sum & 15];
}

TEST(PacketDecoder, reads_packets_and_signs) {
    EXPECT_THAT(decode("+$OK#9a-\x03$#00"),
                ElementsAre(Seen{Kind::ack, ""}, Seen{Kind::packet, "OK"}, Seen{Kind::nak, ""},
                            Seen{Kind::interrupt, ""}, Seen{Kind::packet, ""}));
}

TEST(PacketDecoder, reads_notifications) {
    EXPECT_THAT(decode(framed("Stop:T05", '%')), ElementsAre(Seen{Kind::notification, "Stop:T05"}));
}

TEST(PacketDecoder, reads_back_to_back_output_packets) {
    EXPECT_THAT(decode("$O41#b4$O42#b5$OK#9a"),
                ElementsAre(Seen{Kind::packet, "O41"}, Seen{Kind::packet, "O42"},
                            Seen{Kind::packet, "OK"}));
}

TEST(PacketDecoder, accepts_upper_case_checksums) {
    EXPECT_THAT(decode("$OK#9A"), ElementsAre(Seen{Kind::packet, "OK"}));
}

TEST(PacketDecoder, expands_runs_also_at_the_end) {
    EXPECT_THAT(decode(framed("0* ")), ElementsAre(Seen{Kind::packet, "0000"}));
    EXPECT_THAT(decode(framed("0*!c")), ElementsAre(Seen{Kind::packet, "00000c"}));
    EXPECT_THAT(decode(framed("x*~")), ElementsAre(Seen{Kind::packet, std::string(98, 'x')}));
    EXPECT_THAT(decode(framed("0* * ")), ElementsAre(Seen{Kind::packet, "0000000"}));
}

TEST(PacketDecoder, expands_runs_before_it_removes_escapes) {
    // `}` 0x04 is a `$`; the run repeats the 0x04.
    EXPECT_THAT(decode(framed("}\x04* ")), ElementsAre(Seen{Kind::packet, "$\x04\x04\x04"}));
}

TEST(PacketDecoder, removes_escapes_also_at_the_end) {
    EXPECT_THAT(decode(framed("a}\x03")), ElementsAre(Seen{Kind::packet, "a#"}));
    EXPECT_THAT(decode(framed("}]}\x0a")), ElementsAre(Seen{Kind::packet, "}*"}));
    EXPECT_THAT(decode(framed("}*")), ElementsAre(Seen{Kind::packet, "\x0a"}));
}

TEST(PacketDecoder, takes_an_escape_or_a_run_without_its_byte_for_damage) {
    for (const char* raw : {"a}", "a*", "*!", "a*\x1f", "a*\x7f"}) {
        EXPECT_THAT(decode(framed(raw)), ElementsAre(Seen{Kind::bad_checksum, ""})) << raw;
    }
}

TEST(PacketDecoder, reports_a_wrong_checksum_and_goes_on) {
    EXPECT_THAT(decode("$OK#9b$OK#zz$OK#9a"),
                ElementsAre(Seen{Kind::bad_checksum, ""}, Seen{Kind::bad_checksum, ""},
                            Seen{Kind::packet, "OK"}));
}

TEST(PacketDecoder, starts_again_where_a_new_packet_begins_inside_one) {
    EXPECT_THAT(decode("$T05thr$OK#9a"),
                ElementsAre(Seen{Kind::bad_checksum, ""}, Seen{Kind::packet, "OK"}));
}

TEST(PacketDecoder, counts_noise_between_packets) {
    PacketDecoder decoder;
    EXPECT_THAT(feed(decoder, "noise$OK#9a\n", 100), ElementsAre(Seen{Kind::packet, "OK"}));
    EXPECT_EQ(decoder.skipped(), 6U);
}

TEST(PacketDecoder, reports_an_oversized_packet_once_and_skips_it) {
    EXPECT_THAT(decode("$" + std::string(1000, 'a') + "#00$OK#9a", 100),
                ElementsAre(Seen{Kind::oversized, ""}, Seen{Kind::packet, "OK"}));
    EXPECT_THAT(decode(framed(std::string(100, 'a')), 100),
                ElementsAre(Seen{Kind::packet, std::string(100, 'a')}));
}

TEST(PacketDecoder, counts_runs_after_expansion) {
    std::string bomb = "0";
    for (int i = 0; i < 100; ++i) {
        bomb += "*~";
    }
    EXPECT_THAT(decode(framed(bomb), 5000), ElementsAre(Seen{Kind::oversized, ""}));
}

TEST(PacketDecoder, survives_random_bytes) {
    std::mt19937 random(20240607);
    constexpr std::string_view likely = "$$##**}}%+-\x03"
                                        "09afOK ~";
    std::uniform_int_distribution<std::size_t> choice(0, 2 * likely.size());
    std::uniform_int_distribution<int> any(0, 255);
    std::string bytes;
    for (int i = 0; i < 100'000; ++i) {
        const std::size_t which = choice(random);
        bytes.push_back(which < likely.size() ? likely[which] : static_cast<char>(any(random)));
    }
    decode(bytes, 64);
    decode(bytes);
}

TEST(Encoder, is_the_inverse_of_the_decoder) {
    std::string all;
    for (int i = 0; i < 256; ++i) {
        all.push_back(static_cast<char>(i));
    }
    EXPECT_THAT(decode(encode_packet(all)), ElementsAre(Seen{Kind::packet, all}));
    std::string notification;
    append_notification(notification, "a*b");
    EXPECT_THAT(decode(notification), ElementsAre(Seen{Kind::notification, "a*b"}));
}

TEST(Encoder, writes_what_the_manual_shows) {
    EXPECT_EQ(encode_packet("OK"), "$OK#9a");
    EXPECT_EQ(encode_packet(""), "$#00");
    EXPECT_EQ(encode_packet("#"), "$}\x03#80");
}

} // namespace
} // namespace switchscope::gdb
