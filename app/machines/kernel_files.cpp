// SPDX-License-Identifier: MIT
#include "app/machines/kernel_files.h"

#include <algorithm>
#include <utility>

namespace switchscope::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* folder_in_tree = "arch/riscv/kvm";

Error no_module(const Image& vmlinux, const std::string& routine) {
    const std::string release = kernel_release(vmlinux);
    return {
        en("%1 has no symbol %2: the kernel has KVM as a module")(vmlinux.path().string(), routine),
        en("Give the module's file, too: --module kvm.ko (or kvm.ko.debug, which has DWARF). "
           "On the machine it usually is /lib/modules/%1/kernel/arch/riscv/kvm/kvm.ko.")(
            release.empty() ? "VERSION" : release)};
}

bool has_bytes_at(const Image& image, const Symbol& symbol) {
    return image.read(symbol.address, 4).has_value();
}

/// A file whose sections of code are empty has DWARF only. The module itself then lies beside it.
Result<std::shared_ptr<const Image>> open_module(const fs::path& path) {
    auto image = SWITCHSCOPE_TRY(Image::open(path));
    if (!image->is_object()) {
        return fail(en("%1 is not a kernel module")(path.string()),
                    en("A module's file is called kvm.ko, kvm.ko.xz or kvm.ko.debug."));
    }
    return image;
}

} // namespace

std::string kernel_release(const Image& vmlinux) {
    constexpr std::string_view start = "Linux version ";
    if (const Symbol* const banner = vmlinux.find_symbol("linux_banner")) {
        constexpr std::size_t longest = 128;
        if (const auto bytes = vmlinux.read_up_to(banner->address, longest)) {
            const std::string text(bytes->begin(), bytes->end());
            const std::size_t end = text.find(' ', start.size());
            if (text.starts_with(start) && end != std::string::npos) {
                return text.substr(start.size(), end - start.size());
            }
        }
    }
    constexpr std::string_view name = "vmlinux-";
    const std::string file = vmlinux.path().filename().string();
    return file.starts_with(name) ? file.substr(name.size()) : std::string();
}

std::optional<fs::path> find_kvm_module(const Image& vmlinux, const std::vector<fs::path>& roots) {
    const fs::path beside = vmlinux.path().parent_path();
    const std::string release = kernel_release(vmlinux);
    std::vector<fs::path> folders{beside, beside / folder_in_tree,
                                  beside / "kernel" / folder_in_tree};
    if (!release.empty()) {
        const fs::path installed = fs::path("lib/modules") / release / "kernel" / folder_in_tree;
        folders.push_back(beside / installed);
        folders.push_back(beside / ".." / installed); // vmlinux in boot/
        for (const fs::path& root : roots) {
            folders.push_back(root / installed);
            folders.push_back(root / "usr" / installed);
        }
    }
    // The file as it is loaded comes first: a debug file need not have the code, and is found from
    // there by its build id.
    for (const fs::path& folder : folders) {
        for (const char* name :
             {"kvm.ko", "kvm.ko.xz", "kvm.ko.zst", "kvm.ko.gz", "kvm.ko.debug"}) {
            std::error_code ignored;
            if (fs::is_regular_file(folder / name, ignored)) {
                return (folder / name).lexically_normal();
            }
        }
    }
    return std::nullopt;
}

Result<OpenedKernel> open_kernel_files(const KernelFiles& files) {
    if (files.vmlinux.empty()) {
        return fail(en("there is no image of the kernel that runs in the machine"),
                    en("Give the vmlinux that was built together with it: --image vmlinux"));
    }
    OpenedKernel opened;
    opened.images.kernel = SWITCHSCOPE_TRY(Image::open(files.vmlinux));
    const Image& vmlinux = *opened.images.kernel;
    if (vmlinux.is_object() && vmlinux.find_symbol("_start") == nullptr) {
        return fail(en("%1 is a module, or another object, and no kernel")(files.vmlinux.string()),
                    en("Give the kernel's vmlinux with --image, and this file with --module."));
    }
    if (!files.by_symbol && files.modules.empty()) {
        return opened;
    }
    for (const fs::path& path : files.modules) {
        auto module = SWITCHSCOPE_TRY(open_module(path));
        const Symbol* const routine = module->find_symbol(files.routine);
        if (routine == nullptr) {
            continue;
        }
        if (!has_bytes_at(*module, *routine)) {
            return fail(en("%1 has no code, only what a debugger needs")(path.string()),
                        en("Give the module itself, kvm.ko. This file is found from there."));
        }
        opened.images.module = std::move(module);
        return opened;
    }
    if (vmlinux.find_symbol(files.routine) != nullptr) {
        return opened;
    }
    if (!files.modules.empty()) {
        return fail(en("neither %1 nor a module that was given has a symbol %2")(
                        files.vmlinux.string(), files.routine),
                    en("Give the module that has it, kvm.ko, or name its routine with --routine."));
    }
    // A kernel that can load modules and has symbols, but not this one.
    if (vmlinux.find_symbol("modules") == nullptr) {
        return opened; // the search for the routine says what is wrong
    }
    if (const auto path = find_kvm_module(vmlinux)) {
        auto module = Image::open(*path);
        const Symbol* const routine = module ? (*module)->find_symbol(files.routine) : nullptr;
        if (routine != nullptr && has_bytes_at(**module, *routine)) {
            opened.notes.push_back(
                en("The kernel has KVM as a module. Its file was taken from %1.")(path->string()));
            opened.images.module = std::move(*module);
            return opened;
        }
    }
    return fail(no_module(vmlinux, files.routine));
}

} // namespace switchscope::app
