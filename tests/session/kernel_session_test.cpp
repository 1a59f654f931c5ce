// SPDX-License-Identifier: MIT
// Live sessions on kernels of other kinds: more levels of paging, sources that are not here, images
// that were stripped.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "gdb/remote_target.h"
#include "tests/support/demo_session.h"
#include "tests/support/run_tool.h"

namespace switchscope {
namespace {

using test::demo;
using test::DemoRun;
using test::quoted;
using test::run_tool;
using testing::HasSubstr;

/// What the machine's linear map takes from an address, and satp's mode, by the kind of paging.
struct Paging {
    const char* name;
    std::uint64_t mode;
    std::uint64_t linear_va;
};
constexpr std::uint64_t ram = 0x80000000;

class HostPaging : public testing::TestWithParam<Paging> {};
INSTANTIATE_TEST_SUITE_P(Kernels, HostPaging,
                         testing::Values(Paging{"sv39", 8, 0xffffffd600000000},
                                         Paging{"sv48", 9, 0xffffaf8000000000},
                                         Paging{"sv57", 10, 0xff60000000000000}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(HostPaging, slots_are_read_in_the_guest_through_the_hosts_tables) {
    auto options = demo("elsewhere", "tour,paging", false);
    options.paging = GetParam().name;
    DemoRun run(options);
    ASSERT_TRUE(run.session);
    const auto satp = run.session->state().value(Location::csr(csr::satp));
    ASSERT_TRUE(satp);
    ASSERT_EQ(*satp >> 60, GetParam().mode);
    std::size_t in_guest = 0;
    for (int n = 0; n < 8; ++n) {
        ASSERT_TRUE(run.advance(Stride::half)); // onto the guest's first instruction
        const MachineState& state = run.session->state();
        ASSERT_EQ(state.world, World::guest);
        const MachineState::Area& area = state.areas.at(state.area);
        ASSERT_TRUE(area.physical);
        EXPECT_EQ(*area.physical, area.address - GetParam().linear_va + ram);
        const Step& entered = run.recording->step(run.recording->size() - 1);
        EXPECT_TRUE(entered.verified) << "slots were read while V = 1";
        for (std::size_t slot = 0; slot < area.slots.size(); ++slot) {
            in_guest += area.slots[slot] ? 1u : 0u;
        }
        const auto kept = run.facts->area.index_of("host_context.sp");
        ASSERT_TRUE(kept);
        EXPECT_EQ(area.slots.at(*kept).value_or(0) >> 32, 0xffffffffu) << "the host's stack";
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    EXPECT_GE(in_guest, 8u * run.facts->area.slots().size());
    EXPECT_EQ(run.session->state().areas.size(), 2u) << "two vCPUs";
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        EXPECT_FALSE(run.recording->step(n).corrected) << "step " << n;
    }
}

TEST(KernelSession, without_its_sources_has_the_six_macros_by_what_they_do) {
    DemoRun run(demo("elsewhere", "tour", false));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    const auto& spans = run.facts->routine.spans();
    ASSERT_EQ(spans.size(), 8u);
    EXPECT_TRUE(run.facts->sources.empty());
    for (const MacroSpan& span : spans) {
        EXPECT_NE(span.named_by, MacroSpan::NamedBy::source);
        EXPECT_THAT(span.file, HasSubstr("/build/elsewhere/switch/macro.S"));
        EXPECT_EQ(span.name, known_macro_name(span.kind));
    }
    // The label is a local one: nothing but the code says where the trap lands.
    const auto image = Image::open(run.facts->image_path);
    ASSERT_TRUE(image);
    const std::uint64_t label = run.facts->routine.return_label();
    EXPECT_TRUE((*image)->symbols_in(label, label + 1).empty());
    std::size_t landed = 0;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        landed += step.trapped && step.pc_after == label ? 1u : 0u;
    }
    EXPECT_EQ(landed, 1u);
}

TEST(KernelSession, a_stripped_image_is_stepped_with_its_system_map) {
    const test::TemporaryDirectory folder;
    auto machine = app::start_demo_machine(demo("macro", "tour", false));
    ASSERT_TRUE(machine) << machine.error().message();
    LiveSessionOptions options;
    options.symbols = folder / "System.map";
    options.skip_switches = 20;
    run_tool("riscv64-unknown-elf-nm -n " + quoted(machine->image) + " >" +
             quoted(options.symbols));
    run_tool("riscv64-unknown-elf-objcopy --strip-all " + quoted(machine->image) + " " +
             quoted(folder / "vmlinux"));
    const auto image = Image::open(folder / "vmlinux");
    ASSERT_TRUE(image) << image.error().message();
    const int fd = machine->gdb.release();
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
    ASSERT_TRUE(target) << target.error().message();
    auto session = LiveSession::open(std::move(*target), **image, options, machine->process, {});
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_THAT((*session)->facts()->image, HasSubstr("slots worked out from the code"));
    struct Keeper final : SessionListener {
        void area_met(const MachineState::Area&) override {}
        void stepped(const Step& step) override { steps.push_back(step); }
        std::vector<Step> steps;
    } keeper;
    for (int n = 0; n < 3; ++n) {
        const auto advanced = (*session)->advance(Stride::world_switch, keeper, {});
        ASSERT_TRUE(advanced) << advanced.error().message();
    }
    std::size_t in_routine = 0, slots = 0;
    for (const Step& step : keeper.steps) {
        EXPECT_FALSE(step.corrected);
        in_routine += step.span >= 0 ? 1u : 0u;
        for (const Effect& effect : step.effects) {
            slots += effect.at.kind == LocationKind::slot && step.span >= 0 ? 1u : 0u;
        }
    }
    EXPECT_EQ(in_routine, 3u * 131);
    EXPECT_EQ(slots, 3u * (26 + 33)) << "each touched slot, once a switch";
    const auto guest_s7 = (*session)->facts()->area.index_of("guest_context.s7");
    ASSERT_TRUE(guest_s7);
    EXPECT_EQ((*session)->state().value(Location::slot(0, *guest_s7)), 0x5e57u);
}

} // namespace
} // namespace switchscope
