// SPDX-License-Identifier: MIT
#include "gdb/transport.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace switchscope::gdb {

namespace {

std::string error_text(int number) {
    return std::generic_category().message(number);
}

/// For poll(): -1 waits for ever. It is rounded up, so that a poll that timed out is past its
/// deadline.
int milliseconds_until(Deadline deadline) {
    if (deadline == no_deadline) {
        return -1;
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::min(deadline, Clock::now()))
            .count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
}

/// A file descriptor with an owner.
class Fd {
  public:
    explicit Fd(int fd = -1) : fd_(fd) {}
    ~Fd() { reset(); }
    Fd(Fd&& other) noexcept : fd_(other.release()) {}
    Fd& operator=(Fd&& other) noexcept {
        if (this != &other) {
            reset();
            fd_ = other.release();
        }
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;

    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    void reset() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
        fd_ = -1;
    }

  private:
    int fd_;
};

/// Holds SIGPIPE off in this thread, and takes back one that came: write() on a pipe has no
/// MSG_NOSIGNAL.
class PipeSignalGuard {
  public:
    PipeSignalGuard() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        sigset_t pending;
        sigemptyset(&pending);
        sigpending(&pending);
        already_pending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &pipe_, &old_);
    }
    ~PipeSignalGuard() {
        if (!already_pending_) {
            const timespec now{};
            const int saved = errno;
            while (sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
            }
            errno = saved;
        }
        pthread_sigmask(SIG_SETMASK, &old_, nullptr);
    }
    PipeSignalGuard(const PipeSignalGuard&) = delete;
    PipeSignalGuard& operator=(const PipeSignalGuard&) = delete;

  private:
    sigset_t pipe_{};
    sigset_t old_{};
    bool already_pending_ = false;
};

class FdTransport final : public Transport {
  public:
    FdTransport(int read_fd, int write_fd, std::string name)
        : read_(read_fd), write_(write_fd == read_fd ? -1 : write_fd),
          wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), name_(std::move(name)) {
        for (const int fd : {read_fd, write_fd}) {
            fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
            fcntl(fd, F_SETFD, FD_CLOEXEC);
        }
        int type = 0;
        socklen_t size = sizeof type;
        socket_ = getsockopt(write_fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
    }

    Result<void> write_all(std::string_view bytes, Deadline deadline) override {
        const int fd = write_.get() >= 0 ? write_.get() : read_.get();
        while (!bytes.empty()) {
            const ssize_t done = write_once(fd, bytes);
            if (done >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(done));
                continue;
            }
            if (errno == EINTR) {
                continue;
            }
            if (errno == EPIPE || errno == ECONNRESET || errno == EBADF) {
                return fail(en("the connection to %1 has ended")(name_));
            }
            if (errno != EAGAIN) {
                return fail(en("cannot write to %1: %2")(name_, error_text(errno)));
            }
            pollfd wait{fd, POLLOUT, 0};
            const int ready = poll(&wait, 1, milliseconds_until(deadline));
            if (ready == 0) {
                return fail(en("%1 did not take what was sent in time")(name_));
            }
        }
        return {};
    }

    Result<ReadOutcome> read_some(std::span<std::uint8_t> buffer, Deadline deadline) override {
        using Status = ReadOutcome::Status;
        while (true) {
            if (woken_.load(std::memory_order_relaxed)) {
                woken_.store(false);
                std::uint64_t count = 0;
                [[maybe_unused]] const auto drained = ::read(wake_.get(), &count, sizeof count);
                return ReadOutcome{Status::woken, 0};
            }
            const ssize_t size = ::read(read_.get(), buffer.data(), buffer.size());
            if (size > 0) {
                return ReadOutcome{Status::data, static_cast<std::size_t>(size)};
            }
            if (size == 0 || errno == ECONNRESET || errno == EBADF || errno == EPIPE) {
                return ReadOutcome{Status::closed, 0};
            }
            if (errno == EINTR) {
                continue;
            }
            if (errno != EAGAIN) {
                return fail(en("cannot read from %1: %2")(name_, error_text(errno)));
            }
            // Looking again and again instead was measured. On two cores it takes more from QEMU's
            // threads than the wake-up costs.
            if (naps_) {
                std::this_thread::sleep_for(std::chrono::microseconds(1)); // and the timer slack
            }
            pollfd wait[2] = {{read_.get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}};
            const int ready = poll(wait, 2, milliseconds_until(deadline));
            if (ready == 0) {
                return ReadOutcome{Status::timed_out, 0};
            }
        }
    }

    void set_naps(bool on) override { naps_ = on; }

    void wake() override {
        woken_.store(true);
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto done = ::write(wake_.get(), &one, sizeof one);
    }

    void close() override {
        read_.reset();
        write_.reset();
    }

    const std::string& name() const override { return name_; }

  private:
    ssize_t write_once(int fd, std::string_view bytes) const {
        if (socket_) {
            return send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        }
        const PipeSignalGuard guard;
        return ::write(fd, bytes.data(), bytes.size());
    }

    Fd read_;
    Fd write_; ///< empty for a socket, which is read_
    Fd wake_;
    std::atomic<bool> woken_{false};
    std::string name_;
    bool socket_ = false;
    bool naps_ = false;
};

/// One direction of a memory connection.
struct MemoryQueue {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::uint8_t> bytes;
    bool closed = false;
    bool woken = false;
};

class MemoryTransport final : public Transport {
  public:
    MemoryTransport(std::shared_ptr<MemoryQueue> in, std::shared_ptr<MemoryQueue> out)
        : in_(std::move(in)), out_(std::move(out)) {}
    ~MemoryTransport() override { MemoryTransport::close(); }

    Result<void> write_all(std::string_view bytes, Deadline /*deadline*/) override {
        const std::scoped_lock lock(out_->mutex);
        if (out_->closed) {
            return fail(en("the connection to %1 has ended")(name_));
        }
        out_->bytes.insert(out_->bytes.end(), bytes.begin(), bytes.end());
        out_->changed.notify_all();
        return {};
    }

    Result<ReadOutcome> read_some(std::span<std::uint8_t> buffer, Deadline deadline) override {
        using Status = ReadOutcome::Status;
        std::unique_lock lock(in_->mutex);
        const auto ready = [this] { return in_->woken || in_->closed || !in_->bytes.empty(); };
        if (deadline == no_deadline) {
            in_->changed.wait(lock, ready);
        } else if (!in_->changed.wait_until(lock, deadline, ready)) {
            return ReadOutcome{Status::timed_out, 0};
        }
        if (std::exchange(in_->woken, false)) {
            return ReadOutcome{Status::woken, 0};
        }
        if (in_->bytes.empty()) {
            return ReadOutcome{Status::closed, 0};
        }
        const std::size_t size = std::min(buffer.size(), in_->bytes.size());
        const auto end = in_->bytes.begin() + static_cast<std::ptrdiff_t>(size);
        std::copy(in_->bytes.begin(), end, buffer.begin());
        in_->bytes.erase(in_->bytes.begin(), end);
        return ReadOutcome{Status::data, size};
    }

    void wake() override {
        const std::scoped_lock lock(in_->mutex);
        in_->woken = true;
        in_->changed.notify_all();
    }

    void close() override {
        for (const auto& queue : {in_, out_}) {
            const std::scoped_lock lock(queue->mutex);
            queue->closed = true;
            queue->changed.notify_all();
        }
    }

    const std::string& name() const override { return name_; }

  private:
    std::shared_ptr<MemoryQueue> in_;
    std::shared_ptr<MemoryQueue> out_;
    std::string name_ = "memory";
};

struct Attempt {
    Fd socket;
    int error = 0; ///< errno; zero: connected
};

Attempt connect_once(int family, const sockaddr* address, socklen_t size, Deadline deadline) {
    Attempt attempt{Fd(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)), 0};
    if (attempt.socket.get() < 0) {
        attempt.error = errno;
        return attempt;
    }
    if (connect(attempt.socket.get(), address, size) == 0) {
        return attempt;
    }
    attempt.error = errno;
    if (attempt.error != EINPROGRESS && attempt.error != EINTR) {
        return attempt;
    }
    pollfd wait{attempt.socket.get(), POLLOUT, 0};
    int ready = 0;
    do {
        ready = poll(&wait, 1, milliseconds_until(deadline));
    } while (ready < 0 && errno == EINTR);
    if (ready == 0) {
        attempt.error = ETIMEDOUT;
        return attempt;
    }
    socklen_t length = sizeof attempt.error;
    getsockopt(attempt.socket.get(), SOL_SOCKET, SO_ERROR, &attempt.error, &length);
    return attempt;
}

Result<Attempt> connect_unix(const Address& address, Deadline deadline) {
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    if (address.path.size() >= sizeof where.sun_path) {
        return fail(en("the socket path %1 is longer than the %2 bytes that the system allows")(
                        address.path, sizeof where.sun_path - 1),
                    en("Use a shorter directory name."));
    }
    std::copy(address.path.begin(), address.path.end(), where.sun_path);
    return connect_once(AF_UNIX, reinterpret_cast<const sockaddr*>(&where), sizeof where, deadline);
}

Result<Attempt> connect_tcp(const Address& address, Deadline deadline) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int status =
        getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
    if (status != 0) {
        return fail(
            en("cannot find the host %1: %2")(address.host, std::string(gai_strerror(status))),
            en("Check the name in %1.")(address.text()));
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
    Attempt attempt{Fd(), EADDRNOTAVAIL};
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        attempt = connect_once(one->ai_family, one->ai_addr, one->ai_addrlen, deadline);
        if (attempt.error == 0) {
            const int on = 1;
            setsockopt(attempt.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            break;
        }
    }
    return attempt;
}

} // namespace

std::unique_ptr<Transport> make_fd_transport(int read_fd, int write_fd, std::string name) {
    return std::make_unique<FdTransport>(read_fd, write_fd, std::move(name));
}

Result<std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>> make_socket_pair() {
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(en("cannot make a pair of sockets: %1")(error_text(errno)));
    }
    return std::pair{make_fd_transport(ends[0], ends[0], "socket pair"),
                     make_fd_transport(ends[1], ends[1], "socket pair")};
}

std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> make_memory_pair() {
    auto there = std::make_shared<MemoryQueue>();
    auto back = std::make_shared<MemoryQueue>();
    return {std::make_unique<MemoryTransport>(back, there),
            std::make_unique<MemoryTransport>(there, back)};
}

std::string Address::text() const {
    if (kind == Kind::unix_socket) {
        return "unix:" + path;
    }
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool Address::is_this_computer() const {
    return kind == Kind::unix_socket || host == "localhost" || host == "::1" ||
           host.starts_with("127.");
}

Result<Address> parse_address(std::string_view text) {
    const std::string shown = "\"" + std::string(text) + "\"";
    constexpr English remedy = en("Write unix:PATH, HOST:PORT or tcp:HOST:PORT.");
    constexpr std::string_view unix_prefix = "unix:";
    constexpr std::string_view tcp_prefix = "tcp:";
    Address address;
    if (text.find('\0') != std::string_view::npos) {
        return fail(en("an address cannot contain a zero byte"), remedy);
    }
    if (text.starts_with(unix_prefix)) {
        address.kind = Address::Kind::unix_socket;
        address.path = text.substr(unix_prefix.size());
        if (address.path.empty()) {
            return fail(en("the address %1 has no path behind unix:")(shown), remedy);
        }
        return address;
    }
    if (text.starts_with(tcp_prefix)) {
        text.remove_prefix(tcp_prefix.size());
    }
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return fail(en("the address %1 has no port")(shown), remedy);
    }
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return fail(en("the address %1 has more than one colon")(shown),
                    en("Write an IPv6 address in brackets: [::1]:1234."));
    }
    const auto [end, error] =
        std::from_chars(port.data(), port.data() + port.size(), address.port, 10);
    if (error != std::errc{} || end != port.data() + port.size() || address.port == 0) {
        return fail(en("the address %1 has no port number from 1 to 65535")(shown), remedy);
    }
    address.host = host.empty() ? "localhost" : std::string(host);
    return address;
}

Result<std::unique_ptr<Transport>> connect_to(const Address& address,
                                              const ConnectOptions& options) {
    constexpr std::chrono::milliseconds pause{10};
    while (true) {
        const Deadline deadline = Clock::now() + options.timeout;
        Attempt attempt = SWITCHSCOPE_TRY(address.kind == Address::Kind::unix_socket
                                              ? connect_unix(address, deadline)
                                              : connect_tcp(address, deadline));
        const int error = attempt.error;
        if (error == 0) {
            const int fd = attempt.socket.release();
            return make_fd_transport(fd, fd, address.text());
        }
        const bool not_yet = error == ENOENT || error == ECONNREFUSED || error == EAGAIN;
        if (!not_yet || Clock::now() >= options.retry_until) {
            if (error == ETIMEDOUT) {
                return fail(en("connecting to %1 took longer than %2 ms")(address.text(),
                                                                          options.timeout.count()),
                            en("Check that the target listens there and that nothing filters it."));
            }
            return fail(en("cannot connect to %1: %2")(address.text(), error_text(error)),
                        not_yet ? en("Start the target first, with its gdb server listening there.")
                                : English());
        }
        std::this_thread::sleep_for(pause);
    }
}

} // namespace switchscope::gdb
