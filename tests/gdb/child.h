// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace switchscope::gdb::test {

/// A directory of the test's own that goes away with this object.
class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::string file(std::string_view name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

/// A program that the test started. The destructor kills it by its id and reaps it. It dies with
/// the test as well.
class Child {
  public:
    /// The first argument is searched in PATH. Nothing is printed to the terminal.
    explicit Child(const std::vector<std::string>& arguments);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t pid() const { return pid_; }
    void kill();
    /// Waits until it ends by itself. False: it did not in time.
    bool wait(std::chrono::milliseconds patience);

  private:
    pid_t pid_ = -1;
};

/// Whether a program is in PATH.
bool have_program(std::string_view name);

/// A port of the loopback interface that was free a moment ago.
std::uint16_t free_port();

/// The addresses and instructions of the program that QEMU runs, in M mode.
struct TinyProgram {
    static constexpr std::uint64_t start = 0x80000000;
    static constexpr std::uint64_t loop = 0x80000010;
    static constexpr std::uint64_t wfi = 0x80000020;
    static constexpr std::uint64_t data = 0x80001000;
    std::vector<std::uint8_t> bytes;
};
/// auipc t0, 1; li a0, 0; nop; nop; loop: addi a0, a0, 1; sd a0, 0(t0); j loop; nop; wfi; j wfi
TinyProgram tiny_program();

/// The command line of a qemu-system-riscv64 with the H extension on, stopped at reset (pc 0x1000).
/// Its gdb server is at unix:DIR/gdb, or at `tcp_port` of the loopback interface.
std::vector<std::string> qemu_arguments(const TempDir& dir, unsigned harts,
                                        std::uint16_t tcp_port = 0);

} // namespace switchscope::gdb::test
