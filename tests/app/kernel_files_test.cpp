// SPDX-License-Identifier: MIT
// The files of a kernel whose KVM is a module: what is taken, and what is said where it is missing.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/machines/kernel_files.h"
#include "core/session/module_place.h"
#include "tests/support/linux_targets.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

class KernelFolder : public testing::Test {
  protected:
    void SetUp() override {
        if (!target_file(linux_debian, "vmlinux")) {
            GTEST_SKIP() << linux_debian.missing;
        }
        std::filesystem::create_symlink(*target_file(linux_debian, "vmlinux"), folder / "vmlinux");
    }
    Result<app::OpenedKernel> open(std::vector<std::filesystem::path> modules = {}) const {
        app::KernelFiles files;
        files.vmlinux = folder / "vmlinux";
        files.modules = std::move(modules);
        return app::open_kernel_files(files);
    }
    TemporaryDirectory folder;
};

TEST_F(KernelFolder, without_the_module_says_what_it_is_and_where_it_usually_lies) {
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message(), HasSubstr("has KVM as a module"));
    EXPECT_THAT(opened.error().message(), HasSubstr("--module"));
    EXPECT_THAT(opened.error().message(),
                HasSubstr("/lib/modules/7.2.13+deb14-riscv64/kernel/arch/riscv/kvm/kvm.ko"));
}

TEST_F(KernelFolder, has_the_module_where_a_build_and_where_a_distribution_puts_it) {
    const auto packed = packed_file(linux_debian, "kvm.ko");
    if (!packed) {
        GTEST_SKIP() << linux_debian.missing;
    }
    for (const char* place :
         {"", "arch/riscv/kvm", "lib/modules/7.2.13+deb14-riscv64/kernel/arch/riscv/kvm"}) {
        const auto where = folder / place;
        std::filesystem::create_directories(where);
        const auto file = (where / "kvm.ko.xz").lexically_normal();
        std::filesystem::copy_file(*packed, file);
        const auto opened = open();
        ASSERT_TRUE(opened) << opened.error().message();
        ASSERT_NE(opened->images.module, nullptr);
        EXPECT_EQ(opened->images.module->path(), file);
        EXPECT_EQ(module_name(*opened->images.module), "kvm");
        ASSERT_EQ(opened->notes.size(), 1u);
        EXPECT_THAT(opened->notes[0].english(), HasSubstr(file.string()));
        std::filesystem::remove(file);
    }
}

TEST_F(KernelFolder, refuses_what_is_no_module_and_a_module_without_the_routine) {
    const auto no_module = open({folder / "vmlinux"});
    ASSERT_FALSE(no_module);
    EXPECT_THAT(no_module.error().message(), HasSubstr("is not a kernel module"));
    const auto other = packed_file(linux_debian, "irqbypass.ko");
    ASSERT_TRUE(other);
    const auto without = open({*other});
    ASSERT_FALSE(without);
    EXPECT_THAT(without.error().message(), HasSubstr("__kvm_riscv_switch_to"));
}

} // namespace
} // namespace switchscope::test
