// SPDX-License-Identifier: MIT
#include "app/machines/log_fifo.h"

#include <algorithm>
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

/// QEMU writes line by line, and waking up for each line costs both sides more than the line
/// itself. So we sleep after a small read, until there is more.
constexpr std::size_t small_read = 1 << 16;
constexpr auto nap = std::chrono::microseconds(500);

constexpr int pipe_capacity = 1 << 20; // in bytes; the maximum that Linux allows by default

/// QEMU takes `%` in the name of its log for a pattern, and there is no way to escape it. A control
/// character would end the command that has the name in it.
bool can_be_a_log(const std::filesystem::path& folder) {
    return std::ranges::none_of(
        folder.native(), [](char c) { return c == '%' || static_cast<unsigned char>(c) < 0x20; });
}

std::filesystem::path folder_for_logs() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && *runtime != '\0' && can_be_a_log(runtime)) {
        return runtime;
    }
    std::error_code none;
    const std::filesystem::path temporary = std::filesystem::temp_directory_path(none);
    return none || !can_be_a_log(temporary) ? std::filesystem::path("/tmp") : temporary;
}

} // namespace

Result<std::unique_ptr<LogSource>> LogFifo::make() {
    const std::filesystem::path parent = folder_for_logs();
    std::string folder = (parent / "switchscope-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        return fail(en("cannot make a private folder in %1: %2")(parent.string(),
                                                                 verbatim(std::strerror(errno))),
                    en("Set XDG_RUNTIME_DIR or TMPDIR to a folder that can be written."));
    }
    std::string path = folder + "/log";
    int fd = -1;
    if (mkfifo(path.c_str(), S_IRUSR | S_IWUSR) == 0) {
        fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    const int error = errno;
    std::unique_ptr<LogFifo> fifo(new LogFifo(std::move(folder), std::move(path), fd));
    if (fd < 0) {
        return fail(en("cannot make a pipe for QEMU's log at %1: %2")(
            fifo->path(), verbatim(std::strerror(error))));
    }
    fcntl(fd, F_SETPIPE_SZ, pipe_capacity); // where this fails, the usual size works, but slowly
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
        return fail(en("cannot wait for QEMU's log: %1")(verbatim(std::strerror(errno))));
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
    return fail(en("cannot read QEMU's log: %1")(verbatim(std::strerror(errno))));
}

} // namespace switchscope::app
