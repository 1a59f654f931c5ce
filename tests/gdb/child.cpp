// SPDX-License-Identifier: MIT
#include "child.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace switchscope::gdb::test {

TempDir::TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "switchscope-gdb-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary directory");
    }
    path_ = name;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Child::Child(const std::vector<std::string>& arguments) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
        for (const int fd : {0, 1, 2}) {
            dup2(nothing, fd);
        }
        execvp(argv[0], argv.data());
        _exit(127);
    }
    if (pid_ < 0) {
        throw std::runtime_error("cannot start " + arguments.at(0));
    }
}

Child::~Child() {
    kill();
}

void Child::kill() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
    }
}

bool Child::wait(std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (pid_ > 0) {
        if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            return true;
        }
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

bool have_program(std::string_view name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    std::string folder;
    while (std::getline(folders, folder, ':')) {
        if (access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

std::uint16_t free_port() {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    const bool done = bind(fd, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0 &&
                      getsockname(fd, reinterpret_cast<sockaddr*>(&where), &size) == 0;
    close(fd);
    if (!done) {
        throw std::runtime_error("no free port");
    }
    return ntohs(where.sin_port);
}

TinyProgram tiny_program() {
    constexpr std::uint32_t nop = 0x00000013;
    constexpr std::uint32_t words[] = {
        0x00001297, // auipc t0, 1
        0x00000513, // li a0, 0
        nop,        nop,
        0x00150513, // loop: addi a0, a0, 1
        0x00a2b023, // sd a0, 0(t0)
        0xff9ff06f, // j loop
        nop,
        0x10500073, // wfi
        0xffdff06f, // j wfi
    };
    TinyProgram program;
    for (const std::uint32_t word : words) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            program.bytes.push_back(static_cast<std::uint8_t>(word >> shift));
        }
    }
    return program;
}

std::vector<std::string> qemu_arguments(const TempDir& dir, unsigned harts,
                                        std::uint16_t tcp_port) {
    const TinyProgram program = tiny_program();
    std::ofstream(dir.file("program.bin"), std::ios::binary)
        .write(reinterpret_cast<const char*>(program.bytes.data()),
               static_cast<std::streamsize>(program.bytes.size()));
    std::vector<std::string> arguments = {"qemu-system-riscv64",
                                          "-machine",
                                          "virt",
                                          "-cpu",
                                          "rv64,h=true",
                                          "-smp",
                                          std::to_string(harts),
                                          "-m",
                                          "32M",
                                          "-display",
                                          "none",
                                          "-serial",
                                          "null",
                                          "-monitor",
                                          "none",
                                          "-bios",
                                          "none",
                                          "-device",
                                          "loader,file=" + dir.file("program.bin") +
                                              ",addr=0x80000000",
                                          "-S"};
    if (tcp_port != 0) {
        arguments.insert(arguments.end(), {"-gdb", "tcp:127.0.0.1:" + std::to_string(tcp_port)});
    } else {
        arguments.insert(arguments.end(),
                         {"-chardev",
                          "socket,path=" + dir.file("gdb") + ",server=on,wait=off,id=g0", "-gdb",
                          "chardev:g0"});
    }
    return arguments;
}

} // namespace switchscope::gdb::test
