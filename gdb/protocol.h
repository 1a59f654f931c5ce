// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

/// What is inside packets: pure functions from text to values and back. None trusts its input.
/// Source: "Packets", "Stop Reply Packets" and "General Query Packets" of the GDB manual's
/// appendix E.
namespace switchscope::gdb {

/// Splits off the text before `separator`, or all of it if there is none; `text` keeps the rest.
std::string_view take_until(std::string_view& text, char separator);

/// Appends a number as the protocol writes it: hex, lower case, no leading zeros.
void append_hex(std::string& out, std::uint64_t value);
/// Appends two hex digits for each byte.
void append_hex_bytes(std::string& out, std::span<const std::uint8_t> bytes);
/// The same for text.
void append_hex_text(std::string& out, std::string_view text);
/// Reads a whole string of 1 to 16 hex digits; none for anything else.
std::optional<std::uint64_t> parse_hex(std::string_view text);
/// Reads two digits a byte; none if a digit is missing or is not one.
std::optional<std::vector<std::uint8_t>> parse_hex_bytes(std::string_view text);
/// Like parse_hex_bytes(), into existing memory: text.size() must be 2 * out.size().
bool decode_hex(std::string_view text, std::span<std::uint8_t> out);
/// Reads up to 8 bytes, least significant first, two digits a byte. None: the text is too long, or
/// it is not hex (a register that has no value now is sent as `xx`).
std::optional<std::uint64_t> parse_little_endian(std::string_view text);

/// `E` and two digits, or `E.text`.
bool is_error_reply(std::string_view payload);
/// `S..`, `T..`, `W..` or `X..`: the target stopped or ended.
bool is_stop_reply(std::string_view payload);
/// `O` and hex digits: text that the target or the monitor printed.
bool is_output(std::string_view payload);
/// Whether a reply can belong to the request. A reply that is missing, or that came twice, shifts
/// all others; what follows would be taken for something else. `most_digits` bounds a memory reply.
bool reply_fits(std::string_view request, std::string_view reply, std::size_t most_digits);

/// A thread as the protocol names it. QEMU's harts are the threads of a process, from 1 on.
struct ThreadId {
    static constexpr std::int64_t all = -1;
    static constexpr std::int64_t any = 0;
    std::int64_t process = any; ///< `any` where the stub does not name processes
    std::int64_t thread = any;
    bool operator==(const ThreadId&) const = default;
};

/// `p1.2`, `1f`, `-1`, `p1.-1`, `p1`.
std::optional<ThreadId> parse_thread_id(std::string_view text);
void append_thread_id(std::string& out, const ThreadId& id, bool multiprocess);
std::string thread_id_text(const ThreadId& id);

struct StopReply {
    enum class Kind : std::uint8_t {
        signal, ///< S, T: stopped by `signal`
        exited, ///< W: ended with the exit code `signal`
        killed, ///< X: ended by `signal`
    };
    enum class Cause : std::uint8_t {
        none, ///< the stub sent a signal only
        breakpoint,
        watchpoint,
        replay_end, ///< the recording's begin or end was reached
        other,
    };
    Kind kind = Kind::signal;
    int signal = 0;
    std::optional<ThreadId> thread;
    Cause cause = Cause::none;
    std::optional<std::uint64_t> watch_address;
    /// Registers that came along: the number, and the bytes in hex, in the target's order.
    std::vector<std::pair<std::uint32_t, std::string>> registers;
    /// Set by the link: it had sent an interrupt before this stop came.
    bool after_interrupt = false;
    /// Set by the link: the time given to the resume had run out before this stop came.
    bool after_timeout = false;
};

/// Reads a stop reply. Unknown keys are skipped, as the protocol demands.
Result<StopReply> parse_stop_reply(std::string_view payload);

/// One thing that the stub answers to qSupported: `name+`, `name-`, `name?` or `name=value`.
struct Feature {
    std::string name;
    std::string value; ///< "+", "-" or "?" for the flags
};
std::vector<Feature> parse_features(std::string_view payload);

/// What the stub can do: the one table that decides whether a packet may be sent at all.
struct Capabilities {
    std::size_t packet_size = 400; ///< the longest packet it takes, in bytes
    bool no_ack_mode = false;
    bool target_xml = false;
    bool multiprocess = false;
    /// QEMU 7.2 aborts when it gets `bs` without having offered it.
    bool reverse_step = false;
    bool reverse_continue = false;
    bool error_text = false;
    // From the answer to vCont?.
    bool vcont_step = false;
    bool vcont_continue = false;
    // QEMU's own; see "gdb usage" in its documentation.
    bool physical_memory = false; ///< Qqemu.PhyMemMode
    bool step_mask = false;       ///< qqemu.sstepbits, Qqemu.sstep
    unsigned step_enable_bit = 0;
    unsigned step_no_irq_bit = 0;
    unsigned step_no_timer_bit = 0;
};

/// The part of the table that qSupported fills. A packet size that cannot be is an error.
Result<Capabilities> capabilities_from(const std::vector<Feature>& features);
/// `vCont;c;C;s;S`
void add_vcont_actions(Capabilities& capabilities, std::string_view reply);
/// `ENABLE=1,NOIRQ=2,NOTIMER=4`
void add_step_bits(Capabilities& capabilities, std::string_view reply);

/// The payload as text for a person, the same in every language. Bytes that are not printable
/// become \xNN. A text longer than `limit` bytes is cut, and its size follows: "abc... (6 B)".
std::string printable(std::string_view payload, std::size_t limit = 200);

/// The V bit in what QEMU's monitor command `info registers` prints for a RISC-V hart: the line
/// ` V      =   0` (7.2, 10.0) or ` V             0` (11.1). A hart without the H extension prints
/// no such line, and its V is 0. None: these are no registers.
std::optional<bool> parse_virtualization(std::string_view info_registers);

} // namespace switchscope::gdb
