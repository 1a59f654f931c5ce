// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace switchscope::gdb {

/// One thing that went over the connection.
struct PacketLogEntry {
    enum class Direction : std::uint8_t { sent, received };
    enum class What : std::uint8_t { packet, notification, ack, nak, interrupt, damaged, note };
    Direction direction = Direction::sent;
    What what = What::packet;
    std::chrono::nanoseconds since_connect{0};
    std::uint64_t sequence = 0; ///< counts from 0; there are no gaps inside the ring
    std::string text;           ///< printable; a long payload is cut
};

/// The last packets of a connection, in a ring of fixed size. Entries are made printable only when
/// somebody reads them, and the ring's memory is reused, so that a step loop does not pay for it.
/// Any thread may read it.
class PacketLog {
  public:
    explicit PacketLog(std::size_t capacity = 512);

    using Observer = std::function<void(const PacketLogEntry&)>;
    /// Calls `observer` with each new entry, in the thread that does the I/O. Empty: nobody is
    /// called.
    void observe(Observer observer);

    void add(PacketLogEntry::Direction direction, PacketLogEntry::What what,
             std::string_view payload);

    /// The entries still in the ring, oldest first.
    std::vector<PacketLogEntry> entries() const;
    /// The number of entries that were ever added.
    std::uint64_t count() const;

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kept_bytes = 256;
    struct Slot {
        PacketLogEntry::Direction direction = PacketLogEntry::Direction::sent;
        PacketLogEntry::What what = PacketLogEntry::What::packet;
        Clock::time_point when;
        std::size_t whole_size = 0;
        std::string start; ///< the first kept_bytes of the payload
    };
    PacketLogEntry entry(const Slot& slot, std::uint64_t sequence) const;

    mutable std::mutex mutex_;
    Clock::time_point begin_ = Clock::now();
    std::vector<Slot> ring_;
    std::uint64_t count_ = 0;
    Observer observer_;
};

} // namespace switchscope::gdb
