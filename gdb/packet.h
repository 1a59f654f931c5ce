// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The packet layer of the GDB remote protocol, without any I/O: bytes in, events out, and the way
/// back.
/// Source: "Overview", "Packet Acknowledgment" and "Notification Packets" of the GDB manual's
/// appendix E.
namespace switchscope::gdb {

/// The byte that asks a running target to stop. It is sent bare, outside any packet.
inline constexpr char interrupt_byte = '\x03';

/// What one run of bytes turned out to be.
struct PacketEvent {
    enum class Kind : std::uint8_t {
        packet,       ///< `$payload#cs`, checksum right
        notification, ///< `%payload#cs`, checksum right; never acknowledged
        ack,          ///< `+`
        nak,          ///< `-`
        interrupt,    ///< 0x03 outside a packet
        bad_checksum, ///< a packet whose checksum is wrong, or that another `$` cut short
        oversized,    ///< a packet grew past the limit; reported once, its rest is skipped
    };
    Kind kind = Kind::packet;
    /// With runs expanded and escapes removed; empty for the other kinds. It is valid until the
    /// decoder's next call.
    std::string_view payload;
};

/// Finds packets in a stream of bytes. Any bytes are safe: what is neither packet nor sign is
/// skipped and counted.
///
///     $ 0 * ! c # d e        payload "00000c": `*!` repeats the `0` 0x21 - 29 = 4 times
///     | '--.--' | '.'
///     |  raw    |  checksum: the sum of the raw bytes modulo 256, in two hex digits
///     start     end
///
/// Runs are expanded on raw bytes, before escapes are removed, as GDB does. In `} 04 * !` the 0x04
/// repeats, not the `$` for which `} 04` stands. Only a `*` directly behind `}` is an escaped byte
/// (0x0a).
class PacketDecoder {
  public:
    /// `limit`: the most payload bytes of a packet. They are counted after expansion, so that a few
    /// bytes on the wire cannot become much memory. Raw bytes are bounded by twice that.
    explicit PacketDecoder(std::size_t limit = default_limit);

    static constexpr std::size_t default_limit = std::size_t{256} * 1024;

    /// Consumes bytes from the front of `input` up to the end of one event. None: all bytes are
    /// consumed, and no event is complete.
    std::optional<PacketEvent> next(std::span<const std::uint8_t>& input);

    /// Forgets a half-read packet.
    void reset();

    /// Bytes outside packets that meant nothing.
    std::uint64_t skipped() const { return skipped_; }
    /// True while a packet has begun and not ended.
    bool inside_packet() const { return state_ != State::outside; }

  private:
    enum class State : std::uint8_t { outside, body, run, checksum_high, checksum_low };

    std::optional<PacketEvent> outside(std::uint8_t byte);
    std::optional<PacketEvent> body(std::uint8_t byte);
    std::optional<PacketEvent> finish(std::uint8_t byte);
    void start(bool notification);
    bool append(std::uint8_t raw);

    std::size_t limit_;
    State state_ = State::outside;
    bool notification_ = false;
    bool malformed_ = false;      ///< a run without a byte to repeat, or with an impossible count
    bool skipping_ = false;       ///< oversized: it was reported, its end is awaited
    bool escape_pending_ = false; ///< the last raw byte was `}`
    bool have_last_ = false;
    std::uint8_t last_raw_ = 0;
    std::uint8_t sum_ = 0;
    std::uint8_t sent_high_ = 0;
    std::size_t raw_size_ = 0;
    std::uint64_t skipped_ = 0;
    std::string payload_;
};

/// Appends `$payload#cs`. Each of `#`, `$`, `}` and `*` is escaped as `}` and the byte xor 0x20.
void append_packet(std::string& out, std::string_view payload);
/// Appends `%payload#cs`.
void append_notification(std::string& out, std::string_view payload);
/// `$payload#cs` as a new string.
std::string encode_packet(std::string_view payload);

} // namespace switchscope::gdb
