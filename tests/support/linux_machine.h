// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <sys/socket.h>

#include "app/machines/process.h"
#include "core/session/live_session.h"
#include "gdb/remote_target.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {

/// A file of the Linux/KVM target, unpacked: beside `vmlinux`, or made there from the packed one.
inline std::optional<std::filesystem::path> linux_file(const std::filesystem::path& vmlinux,
                                                       const std::string& name) {
    const auto path = vmlinux.parent_path() / name;
    if (std::filesystem::exists(path)) {
        return path;
    }
    const auto packed = std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) /
                        "../shared/linux-kvm/prebuilt" / (name + ".gz");
    if (!std::filesystem::exists(packed)) {
        return std::nullopt;
    }
    const std::filesystem::path part = path.string() + ".part" + std::to_string(getpid());
    run_tool("gzip -dc " + quoted(packed) + " >" + quoted(part));
    std::filesystem::rename(part, path);
    return path;
}

/// QEMU with Linux 6.1 and one KVM guest that exits for ever, halted at reset; it ends with this
/// object.
struct LinuxMachine {
    std::shared_ptr<app::ChildProcess> process;
    std::unique_ptr<gdb::RemoteTarget> target;
    std::shared_ptr<const Image> image;

    static constexpr const char* missing = "no Linux/KVM machine: set SWITCHSCOPE_LINUX_KVM to a "
                                           "directory that holds its vmlinux, Image and "
                                           "initramfs.cpio";

    /// None where its files are not at hand. `more`: further words for QEMU. `serial`: where its
    /// console goes.
    static Result<std::optional<LinuxMachine>> start(const std::vector<std::string>& more = {},
                                                     const std::string& serial = "null") {
        const auto vmlinux = linux_kernel();
        const auto kernel = vmlinux ? linux_file(*vmlinux, "Image") : std::nullopt;
        const auto initramfs = vmlinux ? linux_file(*vmlinux, "initramfs.cpio") : std::nullopt;
        if (!kernel || !initramfs || !app::find_program("qemu-system-riscv64")) {
            return std::optional<LinuxMachine>{};
        }
        int ends[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
            return fail(verbatim("no socket for the connection to QEMU could be made"));
        }
        app::FileDescriptor ours(ends[0]);
        const app::FileDescriptor theirs(ends[1]);
        // clang-format off
        std::vector<std::string> command{
            "qemu-system-riscv64", "-machine", "virt", "-cpu", "rv64,h=true", "-m", "512M",
            "-bios", "default", "-kernel", kernel->string(), "-initrd", initramfs->string(),
            "-append", "console=ttyS0", "-display", "none", "-monitor", "none", "-serial", serial,
            "-S", "-chardev", "socket,id=gdb,fd=" + std::to_string(theirs.get()), "-gdb", "chardev:gdb"};
        // clang-format on
        command.insert(command.end(), more.begin(), more.end());
        auto process = app::ChildProcess::start({std::move(command), {theirs.get()}});
        if (!process) {
            return fail(process.error());
        }
        LinuxMachine machine;
        machine.process = std::make_shared<app::ChildProcess>(std::move(*process));
        auto image = Image::open(*vmlinux);
        if (!image) {
            return fail(image.error());
        }
        machine.image = std::move(*image);
        const int fd = ours.release();
        auto target =
            gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
        if (!target) {
            return fail(target.error());
        }
        machine.target = std::move(*target);
        return std::optional<LinuxMachine>(std::move(machine));
    }

    /// Runs to the routine, past the first exits of the guest, which set it up.
    static Result<std::unique_ptr<LiveSession>>
    open(LinuxMachine machine, std::function<Result<std::unique_ptr<LogSource>>()> open_log,
         bool interrupts_held_off = true, std::size_t skip_switches = 20) {
        LiveSessionOptions options;
        options.interrupts_held_off = interrupts_held_off;
        options.title = "Linux 6.1";
        options.skip_switches = skip_switches;
        options.patience = std::chrono::milliseconds(120000);
        options.open_log = std::move(open_log);
        return LiveSession::open(std::move(machine.target), *machine.image, std::move(options),
                                 machine.process, {});
    }
};

} // namespace switchscope::test
