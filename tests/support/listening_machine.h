// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/machines/demo.h"
#include "app/machines/process.h"
#include "tests/support/linux_machine.h"
#include "tests/support/linux_targets.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

/// A QEMU that somebody else started: its gdb server listens, and its monitor on a socket of its
/// own. It runs from the start, unless told otherwise, and ends with this object.
class ListeningMachine {
  public:
    enum class Over { unix_socket, tcp };

    static std::unique_ptr<ListeningMachine> demo(const std::string& variant,
                                                  Over over = Over::unix_socket,
                                                  const std::vector<std::string>& more = {}) {
        const auto image = app::demo_image(variant);
        if (!image) {
            ADD_FAILURE() << image.error().message();
            return nullptr;
        }
        // clang-format off
        std::vector<std::string> words{"-m", "128M", "-bios", "none", "-kernel", image->string(),
                                       "-append", "guests=tour", "-serial", "null"};
        // clang-format on
        words.insert(words.end(), more.begin(), more.end());
        return std::unique_ptr<ListeningMachine>(new ListeningMachine(*image, over, words));
    }

    /// Null where its files are not at hand.
    static std::unique_ptr<ListeningMachine> linux_kvm(Over over = Over::unix_socket,
                                                       const std::vector<std::string>& more = {}) {
        const auto vmlinux = linux_kernel();
        const auto kernel = vmlinux ? linux_file(*vmlinux, "Image") : std::nullopt;
        const auto initramfs = vmlinux ? linux_file(*vmlinux, "initramfs.cpio") : std::nullopt;
        if (!kernel || !initramfs) {
            return nullptr;
        }
        // clang-format off
        std::vector<std::string> words{"-m", "512M", "-bios", "default", "-kernel", kernel->string(),
                                       "-initrd", initramfs->string(), "-append", "console=ttyS0",
                                       "-serial", "stdio"};
        // clang-format on
        words.insert(words.end(), more.begin(), more.end());
        return std::unique_ptr<ListeningMachine>(new ListeningMachine(*vmlinux, over, words));
    }

    /// Debian's Linux, with KVM as a module. `append`: more words for its command line. Null where
    /// its files are not at hand.
    static std::unique_ptr<ListeningMachine> debian(const std::string& append = {},
                                                    const std::vector<std::string>& more = {}) {
        return linux_72(linux_debian, "1G", append, more);
    }

    /// Linux with KASLR: `seed` decides where it lies. Null where its files are not at hand.
    static std::unique_ptr<ListeningMachine> kaslr(std::uint64_t seed,
                                                   std::vector<std::string> more = {}) {
        const auto tool = std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) / "../shared" /
                          linux_kaslr.name / "add-seed.py";
        if (!target_file(linux_kaslr, "vmlinux") || !std::filesystem::exists(tool)) {
            return nullptr;
        }
        // QEMU gives no seed: its own device tree gets one.
        const TemporaryDirectory folder;
        const auto plain = folder / "plain.dtb";
        auto machine =
            linux_72(linux_kaslr, "512M", {}, {"-S", "-machine", "dumpdtb=" + plain.string()});
        for (int n = 0; n < 500 && machine->process_->ending().empty(); ++n) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        const auto seeded = machine->folder_ / "seeded.dtb";
        run_tool("python3 " + quoted(tool) + " " + quoted(plain) + " " + quoted(seeded) + " " +
                 std::to_string(seed));
        machine->command_.erase(std::find(machine->command_.begin(), machine->command_.end(), "-S"),
                                machine->command_.end());
        machine->command_.insert(machine->command_.end(), {"-dtb", seeded.string()});
        machine->command_.insert(machine->command_.end(), more.begin(), more.end());
        machine->start();
        return machine;
    }

    const std::filesystem::path& image() const { return image_; }
    const std::string& address() const { return address_; } ///< as a user gives it
    app::ChildProcess& process() { return *process_; }

    void start() {
        process_.reset(); // the one before lets go of its sockets
        auto started = app::ChildProcess::start({command_, {}});
        ASSERT_TRUE(started) << started.error().message();
        process_ = std::make_unique<app::ChildProcess>(std::move(*started));
        for (int n = 0; n < 1000 && monitor("").empty(); ++n) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    void end() { process_.reset(); }

    /// What QEMU's own monitor answers; empty where it does not.
    std::string monitor(const std::string& command) {
        const app::FileDescriptor fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, (folder_ / "monitor").c_str(), sizeof address.sun_path - 1);
        if (connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            return {};
        }
        const std::string line = command + "\n";
        std::string text = read_to_prompt(fd.get());
        if (text.empty() || write(fd.get(), line.data(), line.size()) < 0) {
            return {};
        }
        return command.empty() ? text : read_to_prompt(fd.get());
    }
    bool runs() { return monitor("info status").find("VM status: running") != std::string::npos; }
    /// It runs, and nothing stops it: no breakpoint is left in code that it executes all the time.
    bool runs_on() {
        for (int n = 0; n < 5; ++n) {
            if (!runs()) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return true;
    }

  private:
    static std::unique_ptr<ListeningMachine> linux_72(const LinuxTarget& target,
                                                      const std::string& memory,
                                                      const std::string& append,
                                                      const std::vector<std::string>& more) {
        const auto vmlinux = target_file(target, "vmlinux");
        const auto kernel = target_file(target, "Image");
        const auto initramfs = target_file(target, "initramfs.cpio");
        if (!vmlinux || !kernel || !initramfs) {
            return nullptr;
        }
        // clang-format off
        std::vector<std::string> words{"-m", memory, "-bios", "default", "-kernel", kernel->string(),
                                       "-initrd", initramfs->string(),
                                       "-append", "console=ttyS0 earlycon " + append,
                                       "-serial", "stdio"};
        // clang-format on
        words.insert(words.end(), more.begin(), more.end());
        return std::unique_ptr<ListeningMachine>(
            new ListeningMachine(*vmlinux, Over::unix_socket, words));
    }

    ListeningMachine(std::filesystem::path image, Over over, const std::vector<std::string>& more)
        : image_(std::move(image)) {
        std::string chardev = "socket,server=on,wait=off,id=g0,";
        if (over == Over::unix_socket) {
            address_ = "unix:" + (folder_ / "gdb").string();
            chardev += "path=" + (folder_ / "gdb").string();
        } else {
            const int port = free_port();
            address_ = "127.0.0.1:" + std::to_string(port);
            chardev += "host=127.0.0.1,nodelay=on,port=" + std::to_string(port);
        }
        // clang-format off
        command_ = {"qemu-system-riscv64", "-machine", "virt", "-cpu", "rv64,h=true", "-display", "none",
                    "-chardev", chardev, "-gdb", "chardev:g0",
                    "-monitor", "unix:" + (folder_ / "monitor").string() + ",server=on,wait=off"};
        // clang-format on
        command_.insert(command_.end(), more.begin(), more.end());
        start();
    }

    static int free_port() {
        const app::FileDescriptor fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size), 0);
        EXPECT_EQ(getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
        return ntohs(address.sin_port);
    }

    static std::string read_to_prompt(int fd) {
        std::string text;
        pollfd waiting{fd, POLLIN, 0};
        while (text.find("(qemu) ") == std::string::npos && poll(&waiting, 1, 5000) > 0) {
            std::array<char, 4096> buffer{};
            const ssize_t got = read(fd, buffer.data(), buffer.size());
            if (got <= 0) {
                break;
            }
            text.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return text;
    }

    TemporaryDirectory folder_;
    std::filesystem::path image_;
    std::string address_;
    std::vector<std::string> command_;
    std::unique_ptr<app::ChildProcess> process_;
};

} // namespace switchscope::test
