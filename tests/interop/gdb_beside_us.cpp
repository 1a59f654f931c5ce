// SPDX-License-Identifier: MIT
#include "tests/interop/gdb_beside_us.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/machines/process.h"

namespace switchscope::test {

namespace {

constexpr int patience_ms = 20000;

/// Moves what is there from one descriptor to the other; false at the end of the stream.
bool pass_on(int from, int to) {
    std::array<char, 8192> buffer{};
    const ssize_t got = read(from, buffer.data(), buffer.size());
    for (ssize_t sent = 0; sent < got;) {
        const ssize_t n = write(to, buffer.data() + sent, static_cast<std::size_t>(got - sent));
        if (n <= 0) {
            return false;
        }
        sent += n;
    }
    return got > 0;
}

} // namespace

GdbBesideUs::GdbBesideUs(int target_fd, const std::filesystem::path& image)
    : target_fd_(target_fd) {
    if (!app::find_program("gdb-multiarch")) {
        problem_ = "gdb-multiarch is missing: apt install gdb-multiarch";
        return;
    }
    std::string pattern =
        (std::filesystem::temp_directory_path() / "switchscope-gdb-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        problem_ = "no temporary folder";
        return;
    }
    folder_ = pattern;
    const std::string path = (folder_ / "stub").string();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int to_gdb[2], from_gdb[2];
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(listener_, 1) != 0 || pipe2(to_gdb, O_CLOEXEC) != 0 ||
        pipe2(from_gdb, O_CLOEXEC) != 0) {
        problem_ = "no socket or pipe for gdb";
        return;
    }
    std::vector<std::string> arguments{"gdb-multiarch",
                                       "-nx",
                                       "-q",
                                       "-ex",
                                       "set osabi none",
                                       "-ex",
                                       "set pagination off",
                                       "-ex",
                                       "set confirm off",
                                       "-ex",
                                       "set code-cache off",
                                       "-ex",
                                       "set stack-cache off",
                                       "-ex",
                                       "set height 0",
                                       "-ex",
                                       "file " + image.string()};
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
        pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(to_gdb[0], 0);
        dup2(from_gdb[1], 1);
        dup2(from_gdb[1], 2);
        execvp(pointers[0], pointers.data());
        _exit(127);
    }
    close(to_gdb[0]);
    close(from_gdb[1]);
    commands_ = to_gdb[1];
    output_ = from_gdb[0];
    const std::string said = run("target remote " + path);
    if (gdb_fd_ < 0) {
        problem_ = "gdb did not connect; it said: " + said;
    }
}

GdbBesideUs::~GdbBesideUs() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    for (const int fd : {listener_, gdb_fd_, commands_, output_}) {
        if (fd >= 0) {
            close(fd);
        }
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string GdbBesideUs::run(const std::string& commands) {
    const std::string marker = "finished-" + std::to_string(++calls_);
    const std::string text = commands + "\necho " + marker + "\\n\n";
    std::string printed;
    if (write(commands_, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        !pump_until(marker + "\n", printed)) {
        problem_ = "gdb fell silent; it had said: " + printed;
    }
    return printed;
}

bool GdbBesideUs::pump_until(const std::string& marker, std::string& text) {
    while (text.find(marker) == std::string::npos) {
        std::array<pollfd, 4> waits{pollfd{output_, POLLIN, 0}, pollfd{gdb_fd_, POLLIN, 0},
                                    pollfd{target_fd_, POLLIN, 0}, pollfd{listener_, POLLIN, 0}};
        if (poll(waits.data(), waits.size(), patience_ms) <= 0) {
            return false;
        }
        if ((waits[3].revents & POLLIN) != 0 && gdb_fd_ < 0) {
            gdb_fd_ = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        }
        if ((waits[1].revents & POLLIN) != 0 && !pass_on(gdb_fd_, target_fd_)) {
            return false;
        }
        if ((waits[2].revents & POLLIN) != 0 && gdb_fd_ >= 0 && !pass_on(target_fd_, gdb_fd_)) {
            return false;
        }
        if ((waits[0].revents & (POLLIN | POLLHUP)) != 0) {
            std::array<char, 8192> buffer{};
            const ssize_t got = read(output_, buffer.data(), buffer.size());
            if (got <= 0) {
                return false;
            }
            text.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }
    // gdb's last acknowledgement may still be on its way: it must not end up among our own packets.
    pollfd late{gdb_fd_, POLLIN, 0};
    while (gdb_fd_ >= 0 && poll(&late, 1, 0) > 0 && (late.revents & POLLIN) != 0) {
        if (!pass_on(gdb_fd_, target_fd_)) {
            return false;
        }
    }
    return true;
}

} // namespace switchscope::test
