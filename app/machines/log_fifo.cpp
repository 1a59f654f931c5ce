// SPDX-License-Identifier: MIT
#include "app/machines/log_fifo.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchscope::app {

namespace {

/// QEMU writes line by line. Waking up for each line costs both sides more than the line: after a small read a nap
/// lets some more come together.
constexpr std::size_t small_read = 1 << 16;
constexpr auto nap = std::chrono::microseconds(500);

constexpr int pipe_capacity = 1 << 20; // bytes; the most that Linux allows by default

} // namespace

Result<std::unique_ptr<LogSource>> LogFifo::make() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    std::error_code ignored;
    const std::filesystem::path parent = runtime != nullptr && *runtime != '\0'
                                             ? std::filesystem::path(runtime)
                                             : std::filesystem::temp_directory_path(ignored);
    std::string folder = (parent / "switchscope-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        return fail("no private folder could be made in " + parent.string() + ": " +
                        std::strerror(errno),
                    "Set XDG_RUNTIME_DIR or TMPDIR to a folder that can be written.");
    }
    std::string path = folder + "/log";
    int fd = -1;
    if (mkfifo(path.c_str(), S_IRUSR | S_IWUSR) == 0) {
        fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    const int error = errno;
    std::unique_ptr<LogFifo> fifo(new LogFifo(std::move(folder), std::move(path), fd));
    if (fd < 0) {
        return fail("no pipe for QEMU's log could be made at " + fifo->path() + ": " +
                    std::strerror(error));
    }
    fcntl(fd, F_SETPIPE_SZ, pipe_capacity); // the usual size does as well, only slower
    return std::unique_ptr<LogSource>(std::move(fifo));
}

LogFifo::~LogFifo() {
    if (fd_ >= 0) {
        close(fd_);
    }
    unlink(path_.c_str());
    rmdir(folder_.c_str());
}

Result<LogSource::Outcome> LogFifo::read_some(std::span<std::uint8_t> buffer,
                                              std::chrono::milliseconds patience) {
    pollfd waiting{fd_, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready < 0 && errno != EINTR) {
        return fail(std::string("waiting for QEMU's log: ") + std::strerror(errno));
    }
    if (ready <= 0) {
        return Outcome{Status::nothing, 0};
    }
    const ssize_t got = read(fd_, buffer.data(), buffer.size());
    if (got > 0) {
        if (static_cast<std::size_t>(got) < small_read) {
            std::this_thread::sleep_for(nap);
        }
        return Outcome{Status::data, static_cast<std::size_t>(got)};
    }
    if (got == 0) {
        return Outcome{Status::ended, 0};
    }
    if (errno == EAGAIN || errno == EINTR) {
        return Outcome{Status::nothing, 0};
    }
    return fail(std::string("reading QEMU's log: ") + std::strerror(errno));
}

} // namespace switchscope::app
