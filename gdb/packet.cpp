// SPDX-License-Identifier: MIT
#include "gdb/packet.h"

#include <algorithm>

namespace switchscope::gdb {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(std::uint8_t byte) {
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'f') {
        return byte - 'a' + 10;
    }
    if (byte >= 'A' && byte <= 'F') {
        return byte - 'A' + 10;
    }
    return -1;
}

void append_framed(std::string& out, char start, std::string_view payload) {
    out.push_back(start);
    unsigned sum = 0;
    for (const char c : payload) {
        char raw = c;
        if (c == '#' || c == '$' || c == '}' || c == '*') {
            out.push_back('}');
            sum += '}';
            raw = static_cast<char>(c ^ 0x20);
        }
        out.push_back(raw);
        sum += static_cast<std::uint8_t>(raw);
    }
    out.push_back('#');
    out.push_back(hex_digits[(sum >> 4) & 15]);
    out.push_back(hex_digits[sum & 15]);
}

} // namespace

PacketDecoder::PacketDecoder(std::size_t limit) : limit_(limit) {
    payload_.reserve(std::min<std::size_t>(limit, 8192));
}

void PacketDecoder::reset() {
    state_ = State::outside;
    payload_.clear();
}

void PacketDecoder::start(bool notification) {
    state_ = State::body;
    notification_ = notification;
    malformed_ = false;
    skipping_ = false;
    escape_pending_ = false;
    have_last_ = false;
    sum_ = 0;
    raw_size_ = 0;
    payload_.clear();
}

/// Takes one raw byte of the body; runs are expanded already. False: the packet is past the limit.
bool PacketDecoder::append(std::uint8_t raw) {
    if (escape_pending_) {
        escape_pending_ = false;
        payload_.push_back(static_cast<char>(raw ^ 0x20));
    } else if (raw == '}') {
        escape_pending_ = true;
    } else {
        payload_.push_back(static_cast<char>(raw));
    }
    return payload_.size() <= limit_;
}

std::optional<PacketEvent> PacketDecoder::outside(std::uint8_t byte) {
    switch (byte) {
    case '$':
        start(false);
        return std::nullopt;
    case '%':
        start(true);
        return std::nullopt;
    case '+':
        return PacketEvent{PacketEvent::Kind::ack, {}};
    case '-':
        return PacketEvent{PacketEvent::Kind::nak, {}};
    case static_cast<std::uint8_t>(interrupt_byte):
        return PacketEvent{PacketEvent::Kind::interrupt, {}};
    default:
        ++skipped_;
        return std::nullopt;
    }
}

std::optional<PacketEvent> PacketDecoder::body(std::uint8_t byte) {
    if (byte == '$' && state_ != State::run) {
        // `$` is always escaped inside a packet. The sender gave this one up and began again.
        const bool report = !skipping_;
        start(false);
        return report ? std::optional(PacketEvent{PacketEvent::Kind::bad_checksum, {}})
                      : std::nullopt;
    }
    if (byte == '#') {
        malformed_ = malformed_ || state_ == State::run || escape_pending_;
        state_ = State::checksum_high;
        return std::nullopt;
    }
    sum_ = static_cast<std::uint8_t>(sum_ + byte);
    if (skipping_) {
        return std::nullopt;
    }
    bool fits = ++raw_size_ <= limit_ * 2 + 16;
    if (state_ == State::run) {
        state_ = State::body;
        // A count is a printable byte. Its value less 29 says how often the byte before `*` is
        // repeated.
        if (byte < 32 || byte > 126 || !have_last_) {
            malformed_ = true;
        } else {
            for (int i = byte - 29; i > 0 && fits; --i) {
                fits = append(last_raw_);
            }
        }
    } else if (byte == '*' && !escape_pending_) {
        state_ = State::run;
    } else {
        fits = fits && append(byte);
        last_raw_ = byte;
        have_last_ = true;
    }
    if (!fits) {
        skipping_ = true;
        payload_.clear();
        return PacketEvent{PacketEvent::Kind::oversized, {}};
    }
    return std::nullopt;
}

std::optional<PacketEvent> PacketDecoder::finish(std::uint8_t byte) {
    if (state_ == State::checksum_high) {
        sent_high_ = byte;
        state_ = State::checksum_low;
        return std::nullopt;
    }
    state_ = State::outside;
    if (skipping_) {
        return std::nullopt;
    }
    const int high = hex_value(sent_high_);
    const int low = hex_value(byte);
    if (malformed_ || high < 0 || low < 0 || high * 16 + low != sum_) {
        return PacketEvent{PacketEvent::Kind::bad_checksum, {}};
    }
    return PacketEvent{notification_ ? PacketEvent::Kind::notification : PacketEvent::Kind::packet,
                       payload_};
}

std::optional<PacketEvent> PacketDecoder::next(std::span<const std::uint8_t>& input) {
    while (!input.empty()) {
        const std::uint8_t byte = input.front();
        input = input.subspan(1);
        std::optional<PacketEvent> event;
        switch (state_) {
        case State::outside:
            event = outside(byte);
            break;
        case State::body:
        case State::run:
            event = body(byte);
            break;
        case State::checksum_high:
        case State::checksum_low:
            event = finish(byte);
            break;
        }
        if (event) {
            return event;
        }
    }
    return std::nullopt;
}

void append_packet(std::string& out, std::string_view payload) {
    append_framed(out, '$', payload);
}

void append_notification(std::string& out, std::string_view payload) {
    append_framed(out, '%', payload);
}

std::string encode_packet(std::string_view payload) {
    std::string out;
    append_packet(out, payload);
    return out;
}

} // namespace switchscope::gdb
