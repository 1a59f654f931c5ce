// SPDX-License-Identifier: MIT
// The oracle guest reads its own CSRs with V=1 and writes them down: what is shown of a guest must be just that.
#include <map>

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/address_translation.h"
#include "gdb/remote_target.h"
#include "tests/support/demo_session.h"

namespace switchscope {
namespace {

struct States final : SessionListener {
    MachineState now;
    std::optional<MachineState> before_trap;              ///< the guest's last moment
    std::map<std::uint16_t, std::uint64_t> read_by_guest; ///< what its `csrr` instructions returned
    void area_met(const MachineState::Area& area) override { now.areas.push_back(area); }
    void stepped(const Step& step) override {
        if (step.trapped) {
            before_trap = now;
        }
        for (const Effect& effect : step.effects) {
            if (step.world == World::guest && effect.from &&
                effect.from->kind == LocationKind::csr && effect.at.kind == LocationKind::gpr) {
                read_by_guest[static_cast<std::uint16_t>(effect.from->id)] =
                    effect.after.value_or(0);
                const auto shown = now.value(*effect.from);
                if (now.csrs.contains(static_cast<std::uint16_t>(effect.from->id))) {
                    EXPECT_EQ(shown, effect.after)
                        << csr_name(static_cast<unsigned>(effect.from->id));
                }
            }
        }
        now.apply(step);
    }
};

TEST(Oracle, every_csr_of_the_guest_is_what_the_guest_reads_itself) {
    auto options = test::demo("macro", "oracle", false);
    auto machine = app::start_demo_machine(options);
    ASSERT_TRUE(machine) << machine.error().message();
    const int fd = machine->gdb.release();
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
    ASSERT_TRUE(target) << target.error().message();
    auto image = Image::open(machine->image);
    ASSERT_TRUE(image) << image.error().message();
    auto session = LiveSession::open(std::move(*target), **image, {}, machine->process, {});
    ASSERT_TRUE(session) << session.error().message();

    // Guest RAM of the second guest, and the dump inside it (asm/README.md).
    const Symbol* ram = (*image)->find_symbol("guest_ram");
    ASSERT_NE(ram, nullptr);
    const std::uint64_t dump =
        ram->address - 0xffff'ffff'8000'0000 + 0x8020'0000 + 0x10000 + 0x3000;
    const std::vector<std::uint16_t> dumped{csr::vsstatus,  csr::vsie,  csr::vstvec,
                                            csr::vsscratch, csr::vsepc, csr::vscause,
                                            csr::vstval,    csr::vsip,  csr::vsatp};
    States states;
    states.now = (*session)->state();
    std::size_t compared = 0;
    for (int lap = 0; lap < 4; ++lap) {
        const auto went = (*session)->advance(Stride::world_switch, states, {});
        ASSERT_TRUE(went) << went.error().message();
        Request request;
        request.memory.push_back({AddressSpace::physical, dump, 8 * (dumped.size() + 2)});
        auto reply = (*session)->target().exchange(request);
        ASSERT_TRUE(reply && reply->memory.front());
        const auto word = [&](std::size_t n) {
            std::uint64_t value = 0;
            for (std::size_t byte = 8; byte-- > 0;) {
                value = value << 8 | reply->memory.front()->at(8 * n + byte);
            }
            return value;
        };
        ASSERT_EQ(word(0), static_cast<std::uint64_t>(lap) + 1) << "not the lap just made";
        ASSERT_EQ(word(0), word(dumped.size() + 1)) << "the dump is torn";
        ASSERT_TRUE(states.before_trap);
        for (std::size_t n = 0; n < dumped.size(); ++n) {
            const std::string name = csr_name(dumped[n]);
            EXPECT_EQ(hex(states.read_by_guest[dumped[n]]), hex(word(n + 1))) << name;
            if (const auto shown = states.before_trap->value(Location::csr(dumped[n]))) {
                EXPECT_EQ(hex(*shown), hex(word(n + 1))) << name << " in lap " << lap;
                ++compared;
            }
        }
        // The host's own are carried over, not taken for the guest's.
        EXPECT_NE(states.before_trap->value(Location::csr(csr::stvec)),
                  states.before_trap->value(Location::csr(csr::vstvec)));
        EXPECT_EQ(states.before_trap->value(Location::csr(csr::stvec)),
                  (*session)->facts()->routine.return_label());
    }
    EXPECT_EQ(compared, 4u * 8u);
}

} // namespace
} // namespace switchscope
