// SPDX-License-Identifier: MIT
// A real kernel: Linux 6.1 with KVM, with the layout of its own build.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/image/save_area.h"
#include "core/isa/instruction.h"
#include "core/isa/registers.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {
namespace {

using testing::Optional;

class LinuxKernel : public testing::Test {
  protected:
    void SetUp() override {
        const auto path = linux_kernel();
        if (!path) {
            GTEST_SKIP() << no_linux_kernel;
        }
        path_ = *path;
    }
    std::filesystem::path path_;
};

TEST_F(LinuxKernel, symbols_rows_and_layout_are_those_of_gdb) {
    const auto start = std::chrono::steady_clock::now();
    const auto image = Image::open(path_);
    ASSERT_TRUE(image.has_value()) << image.error().message();
    const Symbol* routine = (*image)->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    const auto rows = (*image)->line_rows(routine->address, routine->address + routine->size);
    ASSERT_TRUE(rows.has_value()) << rows.error().message();
    const auto area = SaveArea::from_image(**image);
    ASSERT_TRUE(area.has_value()) << area.error().message();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));

    EXPECT_EQ(routine->address, 0xffffffff80013198U);
    EXPECT_EQ(routine->size, 544U);
    EXPECT_EQ(routine->kind, Symbol::Kind::function);
    const Symbol* label = (*image)->find_symbol("__kvm_switch_return");
    ASSERT_NE(label, nullptr);
    EXPECT_EQ(label->address, 0xffffffff800132acU);
    EXPECT_TRUE(label->local);
    EXPECT_EQ((*image)->function_at(label->address), routine);
    EXPECT_EQ((*image)->function_at(label->address + 2), routine);

    EXPECT_EQ(rows->front().address, routine->address);
    EXPECT_TRUE(rows->front().file.ends_with("arch/riscv/kvm/vcpu_switch.S"));

    EXPECT_EQ(area->size(), 0x1550U);
    const auto offset = [&](std::string_view path) {
        const auto index = area->index_of(path);
        return index ? area->slots()[*index].offset : ~0ULL;
    };
    EXPECT_EQ(offset("host_sscratch"), 0x10U);
    EXPECT_EQ(offset("host_stvec"), 0x18U);
    EXPECT_EQ(offset("host_scounteren"), 0x20U);
    EXPECT_EQ(offset("host_context.ra"), 0x38U);
    EXPECT_EQ(offset("host_context.sstatus"), 0x138U);
    EXPECT_EQ(offset("host_context.hstatus"), 0x140U);
    EXPECT_EQ(offset("guest_context.ra"), 0x368U);
    EXPECT_EQ(offset("guest_context.a0"), 0x3b0U);
    EXPECT_EQ(offset("guest_context.sepc"), 0x460U);
    EXPECT_EQ(offset("guest_context.sstatus"), 0x468U);
    EXPECT_EQ(offset("guest_context.hstatus"), 0x470U);
    EXPECT_EQ(offset("guest_csr.vsstatus"), 0x690U);
    EXPECT_EQ(offset("guest_csr.scounteren"), 0x6d8U);
    EXPECT_EQ(area->slots().size(), 81U);
}

TEST_F(LinuxKernel, every_instruction_of_the_routine_decodes) {
    const auto image = Image::open(path_);
    ASSERT_TRUE(image.has_value()) << image.error().message();
    const Symbol* routine = (*image)->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    const auto code = (*image)->read(routine->address, routine->size);
    ASSERT_TRUE(code.has_value()) << code.error().message();
    const auto area = SaveArea::from_image(**image);
    ASSERT_TRUE(area.has_value()) << area.error().message();
    std::size_t stores = 0;
    std::size_t loads = 0;
    std::size_t csrs = 0;
    std::uint64_t sret_at = 0;
    for (std::size_t at = 0; at < code->size();) {
        const auto one = decode(std::span(*code).subspan(at), routine->address + at);
        ASSERT_TRUE(one.has_value()) << one.error().message();
        stores += one->operation == Operation::store ? 1U : 0U;
        loads += one->operation == Operation::load ? 1U : 0U;
        csrs += one->operation == Operation::csr ? 1U : 0U;
        if (one->operation == Operation::sret) {
            sret_at = one->address;
        }
        if (one->memory) {
            EXPECT_TRUE(area->index_at(static_cast<std::uint64_t>(one->memory->offset)).has_value())
                << one->text();
        }
        at += one->size;
    }
    EXPECT_EQ(sret_at, 0xffffffff800132a6U);
    EXPECT_EQ(stores, 23U + 5 + 30 + 5);
    EXPECT_EQ(loads, 4U + 31 + 5 + 23);
    EXPECT_EQ(csrs, 6U + 1 + 6);
}

} // namespace
} // namespace switchscope::test
