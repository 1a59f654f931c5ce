// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace switchscope::gdb {

using Clock = std::chrono::steady_clock;
/// The end of a wait; `no_deadline` waits for ever.
using Deadline = Clock::time_point;
inline constexpr Deadline no_deadline = Deadline::max();

/// What one read brought. Exactly one of the states holds.
struct ReadOutcome {
    enum class Status : std::uint8_t {
        data,      ///< `size` bytes, at least one
        timed_out, ///< the deadline passed
        woken,     ///< wake() was called
        closed,    ///< the other side ended the connection
    };
    Status status = Status::data;
    std::size_t size = 0;
};

/// A stream of bytes to a stub. All calls come from one thread, except wake().
class Transport {
  public:
    virtual ~Transport() = default;

    /// Sends all of `bytes`. Errors: the other side hung up, or did not take them in time.
    virtual Result<void> write_all(std::string_view bytes, Deadline deadline) = 0;

    /// Waits for bytes and reads what is there, up to `buffer.size()`. Errors are those of the
    /// system; a hang-up, a timeout and a wake-up are outcomes.
    virtual Result<ReadOutcome> read_some(std::span<std::uint8_t> buffer, Deadline deadline) = 0;

    /// While on, a read that finds nothing takes a nap of some 50 us before it sleeps until it is
    /// woken. StepPacer says why. A transport without a file descriptor ignores it.
    virtual void set_naps(bool) {}

    /// Makes the waiting read return `woken`; where none waits, the next one does. Any thread may
    /// call it until the destructor runs.
    virtual void wake() = 0;

    /// Ends the connection; reads and writes fail from then on.
    virtual void close() = 0;

    /// For messages: "unix:/run/user/1000/x/gdb".
    virtual const std::string& name() const = 0;
};

/// A transport over file descriptors, which it owns: the same one twice for a socket, two for a
/// pair of pipes.
/// Writing to a closed pipe or socket is an error, never a SIGPIPE.
std::unique_ptr<Transport> make_fd_transport(int read_fd, int write_fd, std::string name);

/// Both ends of a connected pair of sockets.
Result<std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>> make_socket_pair();

/// Both ends of a connection inside the process, without descriptors. Each buffers without bound.
std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> make_memory_pair();

/// Where a stub listens.
struct Address {
    enum class Kind : std::uint8_t { unix_socket, tcp };
    Kind kind = Kind::tcp;
    std::string path; ///< unix_socket
    std::string host; ///< tcp; a name, an IPv4 or an IPv6 address without brackets
    std::uint16_t port = 0;

    /// As parse_address() reads it.
    std::string text() const;
    /// It is a unix socket, or an address that never leaves this computer.
    bool is_this_computer() const;
};

/// Reads `unix:PATH`, `HOST:PORT`, `tcp:HOST:PORT`, `[::1]:PORT` or `:PORT` (this computer).
Result<Address> parse_address(std::string_view text);

struct ConnectOptions {
    /// The most time that one attempt may take.
    std::chrono::milliseconds timeout{5000};
    /// A socket that is not there yet, or on which nobody listens yet, is tried again until then.
    Deadline retry_until = Deadline::min();
};

/// Connects to a listening stub. TCP has TCP_NODELAY: a delayed acknowledgement costs 40 ms a
/// packet otherwise.
Result<std::unique_ptr<Transport>> connect_to(const Address& address,
                                              const ConnectOptions& options = {});

} // namespace switchscope::gdb
