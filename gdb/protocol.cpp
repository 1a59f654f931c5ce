// SPDX-License-Identifier: MIT
#include "gdb/protocol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace switchscope::gdb {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

constexpr std::array<std::int8_t, 256> make_hex_values() {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < 10; ++i) {
        values['0' + i] = static_cast<std::int8_t>(i);
    }
    for (std::size_t i = 0; i < 6; ++i) {
        values['a' + i] = static_cast<std::int8_t>(10 + i);
        values['A' + i] = static_cast<std::int8_t>(10 + i);
    }
    return values;
}
constexpr std::array<std::int8_t, 256> hex_values = make_hex_values();

int hex_value(char c) {
    return hex_values[static_cast<std::uint8_t>(c)];
}

std::optional<std::int64_t> parse_id_part(std::string_view text) {
    if (text == "-1") {
        return ThreadId::all;
    }
    const auto value = parse_hex(text);
    if (!value || *value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*value);
}

void append_id_part(std::string& out, std::int64_t part) {
    if (part == ThreadId::all) {
        out += "-1";
    } else {
        append_hex(out, static_cast<std::uint64_t>(part));
    }
}

} // namespace

std::string_view take_until(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    const std::string_view head = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return head;
}

void append_hex(std::string& out, std::uint64_t value) {
    std::array<char, 16> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, 16);
    out.append(text.data(), end);
}

void append_hex_bytes(std::string& out, std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
        out.push_back(hex_digits[byte >> 4]);
        out.push_back(hex_digits[byte & 15]);
    }
}

void append_hex_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        out.push_back(hex_digits[byte >> 4]);
        out.push_back(hex_digits[byte & 15]);
    }
}

std::optional<std::uint64_t> parse_hex(std::string_view text) {
    if (text.empty() || text.size() > 16) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char c : text) {
        const int digit = hex_value(c);
        if (digit < 0) {
            return std::nullopt;
        }
        value = value << 4 | static_cast<std::uint64_t>(digit);
    }
    return value;
}

bool decode_hex(std::string_view text, std::span<std::uint8_t> out) {
    if (text.size() != out.size() * 2) {
        return false;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_value(text[2 * i]);
        const int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        out[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return true;
}

std::optional<std::vector<std::uint8_t>> parse_hex_bytes(std::string_view text) {
    std::vector<std::uint8_t> bytes(text.size() / 2);
    if (text.size() % 2 != 0 || !decode_hex(text, bytes)) {
        return std::nullopt;
    }
    return bytes;
}

std::optional<std::uint64_t> parse_little_endian(std::string_view text) {
    std::array<std::uint8_t, 8> bytes{};
    if (text.empty() || text.size() % 2 != 0 || text.size() > 16 ||
        !decode_hex(text, std::span(bytes).first(text.size() / 2))) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8 | bytes[i];
    }
    return value;
}

bool is_error_reply(std::string_view payload) {
    return payload.starts_with("E.") || (payload.size() == 3 && payload[0] == 'E' &&
                                         hex_value(payload[1]) >= 0 && hex_value(payload[2]) >= 0);
}

bool is_stop_reply(std::string_view payload) {
    return payload.size() >= 3 &&
           (payload[0] == 'S' || payload[0] == 'T' || payload[0] == 'W' || payload[0] == 'X') &&
           hex_value(payload[1]) >= 0 && hex_value(payload[2]) >= 0;
}

bool is_output(std::string_view payload) {
    return payload.starts_with('O') && payload != "OK";
}

bool reply_fits(std::string_view request, std::string_view reply, std::size_t most_digits) {
    if (reply.empty() || is_error_reply(reply) || request.empty()) {
        return true;
    }
    const auto all_of = [reply](std::string_view allowed) {
        return reply.find_first_not_of(allowed) == std::string_view::npos;
    };
    switch (request[0]) {
    case 'm':
        return reply.size() % 2 == 0 && reply.size() <= most_digits &&
               all_of("0123456789abcdefABCDEF");
    case 'g':
    case 'p':
        return reply.size() % 2 == 0 && all_of("0123456789abcdefABCDEFxX");
    case 'H':
    case 'Q':
    case 'Z':
    case 'z':
    case 'M':
    case 'P':
    case 'G':
        return reply == "OK";
    default:
        return true;
    }
}

std::optional<ThreadId> parse_thread_id(std::string_view text) {
    ThreadId id;
    if (text.starts_with('p')) {
        text.remove_prefix(1);
        const bool has_thread = text.find('.') != std::string_view::npos;
        const auto process = parse_id_part(take_until(text, '.'));
        if (!process) {
            return std::nullopt;
        }
        id.process = *process;
        if (!has_thread) {
            id.thread = ThreadId::all;
            return id;
        }
    }
    const auto thread = parse_id_part(text);
    if (!thread) {
        return std::nullopt;
    }
    id.thread = *thread;
    return id;
}

void append_thread_id(std::string& out, const ThreadId& id, bool multiprocess) {
    if (multiprocess) {
        out.push_back('p');
        append_id_part(out, id.process);
        out.push_back('.');
    }
    append_id_part(out, id.thread);
}

std::string thread_id_text(const ThreadId& id) {
    std::string out;
    append_thread_id(out, id, id.process != ThreadId::any);
    return out;
}

Result<StopReply> parse_stop_reply(std::string_view payload) {
    if (!is_stop_reply(payload)) {
        return fail(en("\"%1\" does not say why the target stopped")(printable(payload, 60)));
    }
    StopReply stop;
    stop.signal = hex_value(payload[1]) << 4 | hex_value(payload[2]);
    const char kind = payload[0];
    payload.remove_prefix(3);
    if (kind == 'W' || kind == 'X') {
        stop.kind = kind == 'W' ? StopReply::Kind::exited : StopReply::Kind::killed;
        return stop;
    }
    while (kind == 'T' && !payload.empty()) {
        std::string_view value = take_until(payload, ';');
        const std::string_view key = take_until(value, ':');
        if (key == "thread") {
            stop.thread = parse_thread_id(value);
            if (!stop.thread) {
                return fail(en("the target stopped in a thread that has no usable name: \"%1\"")(
                    printable(value, 60)));
            }
        } else if (key == "watch" || key == "rwatch" || key == "awatch") {
            stop.cause = StopReply::Cause::watchpoint;
            stop.watch_address = parse_hex(value);
        } else if (key == "swbreak" || key == "hwbreak") {
            stop.cause = StopReply::Cause::breakpoint;
        } else if (key == "replaylog") {
            stop.cause = StopReply::Cause::replay_end;
        } else if (key == "fork" || key == "vfork" || key == "exec" || key == "library" ||
                   key == "syscall_entry" || key == "syscall_return") {
            stop.cause = StopReply::Cause::other;
        } else if (const auto number = parse_hex(key);
                   number && *number <= std::numeric_limits<std::uint32_t>::max()) {
            stop.registers.emplace_back(static_cast<std::uint32_t>(*number), std::string(value));
        }
    }
    return stop;
}

std::vector<Feature> parse_features(std::string_view payload) {
    constexpr std::size_t most = 1000;
    std::vector<Feature> features;
    while (!payload.empty() && features.size() < most) {
        const std::string_view one = take_until(payload, ';');
        if (one.empty()) {
            continue;
        }
        if (const std::size_t equals = one.find('='); equals != std::string_view::npos) {
            features.push_back(
                {std::string(one.substr(0, equals)), std::string(one.substr(equals + 1))});
        } else if (one.back() == '+' || one.back() == '-' || one.back() == '?') {
            features.push_back({std::string(one.substr(0, one.size() - 1)), {one.back()}});
        }
    }
    return features;
}

Result<Capabilities> capabilities_from(const std::vector<Feature>& features) {
    struct Flag {
        std::string_view name;
        bool Capabilities::*member;
    };
    static constexpr Flag flags[] = {
        {"QStartNoAckMode", &Capabilities::no_ack_mode},
        {"qXfer:features:read", &Capabilities::target_xml},
        {"multiprocess", &Capabilities::multiprocess},
        {"ReverseStep", &Capabilities::reverse_step},
        {"ReverseContinue", &Capabilities::reverse_continue},
        {"error-message", &Capabilities::error_text},
    };
    Capabilities capabilities;
    for (const Feature& feature : features) {
        if (feature.name == "PacketSize") {
            const auto size = parse_hex(feature.value);
            // 64 bytes hold every request but a long M.
            if (!size || *size < 64 || *size > (std::uint64_t{1} << 30)) {
                return fail(
                    en("the target says that its longest packet has \"%1\" bytes (in hex); "
                       "it must be between 64 bytes and 1 GiB")(printable(feature.value, 40)));
            }
            capabilities.packet_size = static_cast<std::size_t>(*size);
            continue;
        }
        for (const Flag& flag : flags) {
            if (feature.name == flag.name) {
                capabilities.*flag.member = feature.value == "+";
            }
        }
    }
    return capabilities;
}

void add_vcont_actions(Capabilities& capabilities, std::string_view reply) {
    if (take_until(reply, ';') != "vCont") {
        return;
    }
    while (!reply.empty()) {
        const std::string_view action = take_until(reply, ';');
        capabilities.vcont_step = capabilities.vcont_step || action == "s";
        capabilities.vcont_continue = capabilities.vcont_continue || action == "c";
    }
}

void add_step_bits(Capabilities& capabilities, std::string_view reply) {
    while (!reply.empty()) {
        std::string_view value = take_until(reply, ',');
        const std::string_view name = take_until(value, '=');
        const auto bits = parse_hex(value);
        if (!bits || *bits > 0xffff) {
            continue;
        }
        const auto mask = static_cast<unsigned>(*bits);
        if (name == "ENABLE") {
            capabilities.step_enable_bit = mask;
        } else if (name == "NOIRQ") {
            capabilities.step_no_irq_bit = mask;
        } else if (name == "NOTIMER") {
            capabilities.step_no_timer_bit = mask;
        }
    }
    capabilities.step_mask = capabilities.step_enable_bit != 0;
}

std::string printable(std::string_view payload, std::size_t limit) {
    std::string out;
    for (const char c : payload.substr(0, limit)) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            out.push_back(c);
        } else {
            out += "\\x";
            out.push_back(hex_digits[byte >> 4]);
            out.push_back(hex_digits[byte & 15]);
        }
    }
    if (payload.size() > limit) {
        out += "... (" + std::to_string(payload.size()) + " B)";
    }
    return out;
}

std::optional<bool> parse_virtualization(std::string_view info_registers) {
    constexpr std::string_view blanks = " \t\r";
    bool has_registers = false;
    while (!info_registers.empty()) {
        std::string_view line = take_until(info_registers, '\n');
        const auto skip = [&line](std::string_view what) {
            line.remove_prefix(std::min(line.find_first_not_of(what), line.size()));
        };
        skip(blanks);
        const std::string_view name = line.substr(0, line.find_first_of(" \t\r="));
        has_registers = has_registers || name == "pc";
        if (name != "V") {
            continue;
        }
        line.remove_prefix(1);
        skip(blanks);
        if (line.starts_with('=')) { // QEMU 7.2
            line.remove_prefix(1);
            skip(blanks);
        }
        const bool one = line.starts_with('1');
        return one || line.starts_with('0') ? std::optional(one) : std::nullopt;
    }
    return has_registers ? std::optional(false) : std::nullopt;
}

} // namespace switchscope::gdb
