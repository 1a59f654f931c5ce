// SPDX-License-Identifier: MIT
// After every step, gdb-multiarch must read the same registers, CSRs and slots from the same
// stopped target: gdb takes the struct from DWARF with its own reader, and the values with its own
// packets.
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/image/image.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/session/live_session.h"
#include "gdb/remote_target.h"
#include "tests/interop/gdb_beside_us.h"
#include "tests/support/demo_session.h"

namespace switchscope {
namespace {

using Values = std::map<std::string, std::uint64_t>;

/// gdb commands that print every value of `state` as "name value" lines.
std::string questions(const MachineState& state, const SaveArea& area) {
    std::ostringstream gdb;
    gdb << "maintenance flush register-cache\nmaintenance flush dcache\n";
    gdb << "printf \"pc %lx\\n\", (unsigned long)$pc\n";
    for (unsigned n = 1; n < gpr_count; ++n) {
        gdb << "printf \"" << gpr_name(n) << " %lx\\n\", (unsigned long)$" << gpr_name(n) << '\n';
    }
    const bool guest = state.world == World::guest;
    for (const auto& [number, value] : state.csrs) {
        // QEMU shows a guest's own CSRs under the supervisor names, and cannot show the host's
        // meanwhile.
        const bool banked = virtual_supervisor_of(number).has_value();
        if (guest && banked) {
            continue;
        }
        const auto alias = guest ? supervisor_alias(number) : std::nullopt;
        gdb << "printf \"" << csr_name(number) << " %lx\\n\", (unsigned long)$"
            << csr_name(alias.value_or(number)) << '\n';
    }
    if (guest) {
        gdb << "maintenance packet Qqemu.PhyMemMode:1\n";
    }
    const MachineState::Area& place = state.areas[state.area];
    const std::string base = hex(guest ? place.physical.value_or(0) : place.address);
    for (const Slot& slot : area.slots()) {
        gdb << "printf \"" << slot.path << " %lx\\n\", ((struct kvm_vcpu_arch *)" << base << ")->"
            << slot.path << '\n';
    }
    if (guest) {
        gdb << "maintenance packet Qqemu.PhyMemMode:0\n";
    }
    return gdb.str();
}

Values answers(const std::string& text) {
    Values values;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        // gdb prints a prompt in front of an answer when it reads commands from a pipe.
        while (line.starts_with("(gdb) ")) {
            line.erase(0, 6);
        }
        std::istringstream words(line);
        std::string name, value;
        if (words >> name >> value &&
            value.find_first_not_of("0123456789abcdef") == std::string::npos) {
            values[name] = std::stoull(value, nullptr, 16);
        }
    }
    return values;
}

Values ours(const MachineState& state, const SaveArea& area) {
    Values values{{"pc", state.pc}};
    for (unsigned n = 1; n < gpr_count; ++n) {
        values[std::string(gpr_name(n))] = state.gprs[n];
    }
    for (const auto& [number, value] : state.csrs) {
        if (value && !(state.world == World::guest && virtual_supervisor_of(number))) {
            values[csr_name(number)] = *value;
        }
    }
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        if (const auto value = state.areas[state.area].slots[n]) {
            values[area.slots()[n].path] = *value;
        }
    }
    return values;
}

struct Nothing final : SessionListener {
    std::optional<Step> last;
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step& step) override { last = step; }
};

struct Walk {
    const char* variant;
    const char* guests;
    std::size_t steps;
};

class GdbAgrees : public testing::TestWithParam<Walk> {};

TEST_P(GdbAgrees, after_every_step) {
    const app::DemoOptions options = test::demo(GetParam().variant, GetParam().guests, false);
    auto machine = app::start_demo_machine(options);
    ASSERT_TRUE(machine) << machine.error().message();
    const int fd = machine->gdb.release();
    const app::FileDescriptor passage(dup(fd));
    test::GdbBesideUs gdb(passage.get(), machine->image);
    ASSERT_EQ(gdb.problem(), "");
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "test"));
    ASSERT_TRUE(target) << target.error().message();
    auto image = Image::open(machine->image);
    ASSERT_TRUE(image) << image.error().message();
    auto session = LiveSession::open(std::move(*target), **image, {}, machine->process, {});
    ASSERT_TRUE(session) << session.error().message();

    const SaveArea& area = (*session)->facts()->area;
    std::size_t in_guest = 0, traps = 0;
    for (std::size_t n = 0; n < GetParam().steps; ++n) {
        Nothing listener;
        // Instruction by instruction, but for the C code between switches.
        const MachineState& before = (*session)->state();
        const bool c_code =
            before.world == World::host && !(*session)->facts()->routine.contains(before.pc);
        const auto went =
            (*session)->advance(c_code ? Stride::macro : Stride::instruction, listener, {});
        ASSERT_TRUE(went) << went.error().message();
        const MachineState& state = (*session)->state();
        in_guest += state.world == World::guest ? 1u : 0u;
        traps += listener.last && listener.last->trapped ? 1u : 0u;
        const std::string text = gdb.run(questions(state, area));
        ASSERT_EQ(gdb.problem(), "");
        const Values theirs = answers(text);
        const Values mine = ours(state, area);
        ASSERT_GT(mine.size(), 31u + 20u + 60u);
        for (const auto& [name, value] : mine) {
            const auto found = theirs.find(name);
            ASSERT_NE(found, theirs.end()) << name << " is missing in what gdb printed:\n" << text;
            ASSERT_EQ(hex(found->second), hex(value))
                << name << " after step " << n << " (" << world_name(state.world) << ", "
                << (listener.last ? instruction_text(*listener.last) : "") << ")";
        }
    }
    EXPECT_GT(in_guest, 3u);
    EXPECT_GE(traps, 2u);
}

INSTANTIATE_TEST_SUITE_P(Demo, GdbAgrees,
                         testing::Values(Walk{"macro", "tour", 420},
                                         Walk{"legacy", "paging,oracle", 460}),
                         [](const auto& one) { return std::string(one.param.variant); });

} // namespace
} // namespace switchscope
