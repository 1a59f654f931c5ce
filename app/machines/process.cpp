// SPDX-License-Identifier: MIT
#include "app/machines/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace switchscope::app {

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
        if (fd_ >= 0) {
            close(fd_);
        }
        fd_ = other.release();
    }
    return *this;
}

FileDescriptor::~FileDescriptor() {
    if (fd_ >= 0) {
        close(fd_);
    }
}

int FileDescriptor::release() {
    return std::exchange(fd_, -1);
}

namespace {

Phrase cannot_start(const std::string& program, int error) {
    return en("cannot start %1: %2")(program, verbatim(std::strerror(error)));
}

/// The last `limit` bytes of a file.
std::string tail_of(int fd, std::size_t limit) {
    struct stat status {};
    if (fd < 0 || fstat(fd, &status) != 0) {
        return {};
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    std::string text(std::min(size, limit), '\0');
    const ssize_t got = pread(fd, text.data(), text.size(), static_cast<off_t>(size - text.size()));
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
}

/// Makes the child of a fork the program. Only async-signal-safe calls are allowed here. Where it
/// fails, it writes the error number to `report`.
[[noreturn]] void become(const std::vector<char*>& arguments, const char* program, pid_t parent,
                         const std::array<int, 3>& standard, const std::vector<int>& inherit,
                         int report) {
    // The kernel kills the child when we die. We may have died before this request: then the parent
    // is another one.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(127);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    setpgid(0, 0); // Ctrl+C in the terminal interrupts us, not the child
    bool ready = true;
    for (std::size_t n = 0; n < standard.size(); ++n) {
        ready = ready && dup2(standard[n], static_cast<int>(n)) >= 0;
    }
    for (const int fd : inherit) {
        ready = ready && fcntl(fd, F_SETFD, 0) >= 0; // now exec does not close it
    }
    if (ready) {
        execv(program, arguments.data());
    }
    const int error = errno;
    [[maybe_unused]] const ssize_t written = write(report, &error, sizeof error);
    _exit(127);
}

} // namespace

Result<ChildProcess> ChildProcess::start(const Options& options) {
    const std::string& name = options.command.front();
    const auto program = find_program(name);
    if (!program) {
        return fail(en("%1 was not found on PATH")(name));
    }
    FileDescriptor output(memfd_create("output", MFD_CLOEXEC));
    FileDescriptor errors(memfd_create("errors", MFD_CLOEXEC));
    FileDescriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
    int report[2];
    if (output.get() < 0 || errors.get() < 0 || nothing.get() < 0 ||
        pipe2(report, O_CLOEXEC) != 0) {
        return fail(cannot_start(name, errno));
    }
    FileDescriptor report_read(report[0]);
    FileDescriptor report_write(report[1]);

    std::vector<char*> arguments;
    for (const std::string& argument : options.command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    const std::array standard{nothing.get(), output.get(), errors.get()};

    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid < 0) {
        return fail(cannot_start(name, errno));
    }
    if (pid == 0) {
        become(arguments, program->c_str(), parent, standard, options.inherit, report_write.get());
    }
    ChildProcess child(pid, std::move(output), std::move(errors));
    report_write = FileDescriptor();
    int error = 0;
    if (read(report_read.get(), &error, sizeof error) == sizeof error) {
        return fail(cannot_start(*program, error));
    }
    return child;
}

ChildProcess::ChildProcess(pid_t pid, FileDescriptor output, FileDescriptor errors)
    : pid_(pid), output_(std::move(output)), errors_(std::move(errors)) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(other.status_),
      output_(std::move(other.output_)), errors_(std::move(other.errors_)) {}

ChildProcess::~ChildProcess() {
    if (pid_ > 0 && !status_) {
        kill(pid_, SIGKILL);
        int status = 0;
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
    }
}

Phrase ChildProcess::ending(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!status_) {
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            status_ = status;
        } else if (std::chrono::steady_clock::now() >= until) {
            break;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    if (!status_) {
        return {};
    }
    if (WIFSIGNALED(*status_)) {
        const int signal = WTERMSIG(*status_);
        return en("was killed by signal %1 (%2)")(signal, std::string(strsignal(signal)));
    }
    return en("exited with status %1")(WEXITSTATUS(*status_));
}

std::string ChildProcess::output(std::size_t limit) const {
    return tail_of(output_.get(), limit);
}
std::string ChildProcess::errors(std::size_t limit) const {
    return tail_of(errors_.get(), limit);
}

std::optional<std::string> find_program(const std::string& name) {
    if (name.find('/') != std::string::npos) {
        return access(name.c_str(), X_OK) == 0 ? std::optional(name) : std::nullopt;
    }
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const auto candidate = std::filesystem::path(folder) / name;
        if (access(candidate.c_str(), X_OK) == 0) {
            return candidate.string();
        }
    }
    return std::nullopt;
}

} // namespace switchscope::app
