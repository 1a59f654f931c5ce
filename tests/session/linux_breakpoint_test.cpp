// SPDX-License-Identifier: MIT
// Breakpoints on a real kernel, whose guest has its code where the firmware has its own.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/trace/memory_recording.h"
#include "tests/support/linux_machine.h"

namespace switchscope::test {
namespace {

class LinuxBreakpoints : public testing::Test, protected SessionListener {
  protected:
    void SetUp() override { start({}); }
    void start(std::vector<std::string> more) {
        // Without Sstc the host's timer is the firmware's: it traps there a few hundred times a
        // second.
        more.insert(more.end(), {"-cpu", "rv64,h=true,sstc=false"});
        auto machine = LinuxMachine::start(more);
        ASSERT_TRUE(machine) << machine.error().message();
        if (!*machine) {
            GTEST_SKIP() << LinuxMachine::missing;
        }
        image_ = (*machine)->image;
        auto opened = LinuxMachine::open(std::move(**machine), nullptr);
        ASSERT_TRUE(opened) << opened.error().message();
        session_ = std::move(*opened);
        recording_ = std::make_unique<MemoryRecording>(session_->state());
    }
    void area_met(const MachineState::Area& area) override { recording_->add_area(area); }
    void stepped(const Step& step) override { recording_->append(step); }

    void set(const std::vector<std::string>& texts) {
        BreakpointSet set;
        for (const std::string& text : texts) {
            auto breakpoint =
                Breakpoint::parse(text, session_->facts()->routine, session_->facts()->area);
            ASSERT_TRUE(breakpoint) << breakpoint.error().message();
            set.add(*breakpoint);
        }
        ASSERT_TRUE(session_->set_breakpoints(std::move(set)));
    }
    int go() {
        const auto hit = session_->run_to_breakpoint(*this, {});
        if (!hit) {
            ADD_FAILURE() << hit.error().message();
            return -1;
        }
        EXPECT_EQ(recording_->state_at(recording_->size()), now());
        return *hit ? (*hit)->id : 0;
    }
    const MachineState& now() const { return session_->state(); }
    const BreakpointSet::Entry& entry(int id) const { return *session_->breakpoints().find(id); }
    std::optional<std::uint64_t> slot(const char* path) const {
        return now().value(Location::slot(now().area, *session_->facts()->area.index_of(path)));
    }

    std::shared_ptr<const Image> image_;
    std::unique_ptr<LiveSession> session_;
    std::unique_ptr<MemoryRecording> recording_;
};

TEST_F(LinuxBreakpoints, a_guest_address_does_not_stop_the_firmware_that_has_the_same) {
    // Where the guest goes on behind each SBI call: its own pc says so.
    set({"guest-exit if cause == 10"});
    ASSERT_EQ(go(), 1);
    const std::uint64_t call = *now().value(Location::csr(csr::sepc));
    ASSERT_EQ(call >> 16, 0x8000u) << "the guest lies where the firmware does";
    const std::string behind = hex(call + 4);
    set({"guest:" + behind, "host:" + behind});
    for (int n = 0; n < 3; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().world, World::guest);
        EXPECT_EQ(now().pc, call + 4);
        EXPECT_EQ(now().gprs[s2], 0x5e52u) << "the guest's own registers";
    }
    // The firmware's trap handler, at an address that is a guest's as well: timers and SBI calls of
    // the host go there.
    const auto info = session_->target().monitor("info registers");
    ASSERT_TRUE(info) << info.error().message();
    const std::size_t name = info->find("mtvec");
    ASSERT_NE(name, std::string::npos) << *info;
    const std::uint64_t firmware_trap = std::stoull(info->substr(name + 5), nullptr, 16) & ~3ULL;
    ASSERT_EQ(firmware_trap >> 16, 0x8000u);
    set({"guest:" + hex(firmware_trap), "guest-exit after 40"});
    ASSERT_EQ(go(), 2);
    EXPECT_EQ(entry(1).hits, 0u);
    EXPECT_GT(entry(1).passed, 0u) << "the firmware never came by: this test shows nothing";
}

TEST_F(LinuxBreakpoints, every_kind_stops_a_live_kernel) {
    const Symbol* handler = image_->find_symbol("kvm_riscv_vcpu_exit");
    ASSERT_NE(handler, nullptr);
    set({"guest-entry", "guest-exit if cause == \"store guest-page fault\" && s2 == 0x5e52",
         "write:guest_context.sepc by code", "write:guest_context.sepc by routine",
         "host:" + hex(handler->address) + " after 1"});
    std::map<int, int> hits;
    for (int n = 0; n < 40 && hits.size() < 5; ++n) {
        const int id = go();
        ASSERT_GT(id, 0);
        ++hits[id];
        const bool in_guest = now().world == World::guest;
        EXPECT_EQ(in_guest, id == 1);
        if (id == 2) {
            EXPECT_EQ(now().value(Location::csr(csr::scause)), 0x17u);
            EXPECT_EQ(now().pc, session_->facts()->routine.return_label());
        }
        if (id == 5) {
            EXPECT_EQ(now().pc, handler->address);
        }
    }
    EXPECT_EQ(hits.size(), 5u);
    // And then a switch is stepped as ever.
    const std::size_t before = recording_->size();
    ASSERT_TRUE(session_->advance(Stride::world_switch, *this, {}));
    for (std::size_t n = before; n < recording_->size(); ++n) {
        EXPECT_FALSE(recording_->step(n).corrected);
    }
}

TEST_F(LinuxBreakpoints, a_vcpu_has_the_names_that_the_kernel_gives_it) {
    ASSERT_EQ(now().areas.size(), 1u);
    const auto& area = now().areas.front();
    ASSERT_TRUE(area.vcpu);
    EXPECT_EQ(area.vcpu->id, 0u);
    ASSERT_TRUE(area.vcpu->vm);
    EXPECT_EQ(*area.vcpu->vm >> 56, 0xffu) << "a pointer of the kernel's";
    // `struct kvm` is the VM's own: its first vCPU points back at it, from where the save area lies
    // in it.
    EXPECT_EQ(vcpu_name(0, area), "vCPU 0 (id 0 of VM " + hex(*area.vcpu->vm) + ", save area " +
                                      hex(area.address) + ")");
}

class LinuxBreakpointsOnTwoHarts : public LinuxBreakpoints {
    void SetUp() override { start({"-smp", "2"}); }
};

TEST_F(LinuxBreakpointsOnTwoHarts, whichever_hart_comes_by_is_in_force_then) {
    const Symbol* schedule = image_->find_symbol("schedule");
    ASSERT_NE(schedule, nullptr);
    const std::string at = "host:" + hex(schedule->address);
    set({at + " hart 0", at + " hart 1"});
    std::set<std::uint32_t> harts;
    for (int n = 0; n < 200 && harts.size() < 2; ++n) {
        const int id = go();
        ASSERT_TRUE(id == 1 || id == 2);
        EXPECT_EQ(now().hart, static_cast<std::uint32_t>(id - 1));
        EXPECT_EQ(now().pc, schedule->address);
        EXPECT_EQ(now().world, World::host);
        harts.insert(now().hart);
    }
    EXPECT_EQ(harts.size(), 2u);
    // A switch on whichever hart the vCPU is; from there it is stepped to its end.
    set({"guest-exit after 5"});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().pc, session_->facts()->routine.return_label());
    const std::size_t before = recording_->size();
    ASSERT_TRUE(session_->advance(Stride::half, *this, {}));
    EXPECT_EQ(recording_->size() - before, 71u);
    for (std::size_t n = before; n < recording_->size(); ++n) {
        EXPECT_FALSE(recording_->step(n).corrected);
        EXPECT_EQ(recording_->step(n).hart, recording_->step(before).hart);
    }
}

} // namespace
} // namespace switchscope::test
