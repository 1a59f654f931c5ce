// SPDX-License-Identifier: MIT
// The oracle guest reads its own CSRs with V=1 and writes them down: what is shown of a guest must
// be just that.
#include <array>
#include <map>

#include <gtest/gtest.h>

#include "app/machines/log_fifo.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/live_session.h"
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

/// A session with the oracle guest alone, and where in physical memory its dump is (asm/README.md).
struct OracleRun {
    std::unique_ptr<LiveSession> session;
    std::uint64_t dump = 0;

    static constexpr std::size_t words = 11; ///< lap, nine CSRs, lap
    /// In the order of the dump.
    static constexpr std::array<std::uint16_t, words - 2> dumped{
        csr::vsstatus, csr::vsie,   csr::vstvec, csr::vsscratch, csr::vsepc,
        csr::vscause,  csr::vstval, csr::vsip,   csr::vsatp};

    static Result<OracleRun> start(LiveSessionOptions options = {}) {
        auto machine = app::start_demo_machine(test::demo("macro", "oracle", false));
        if (!machine) {
            return fail(machine.error());
        }
        const int fd = machine->gdb.release();
        auto target =
            gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
        if (!target) {
            return fail(target.error());
        }
        auto image = Image::open(machine->image);
        if (!image) {
            return fail(image.error());
        }
        const Symbol* guest_ram = (*image)->find_symbol("guest_ram");
        if (guest_ram == nullptr) {
            return fail(verbatim("the demo machine has no guest_ram"));
        }
        auto session = LiveSession::open(std::move(*target), **image, std::move(options),
                                         machine->process, {});
        if (!session) {
            return fail(session.error());
        }
        // The second guest's memory.
        const std::uint64_t physical = guest_ram->address - 0xffff'ffff'8000'0000 + 0x8020'0000;
        return OracleRun{std::move(*session), physical + 0x10000 + 0x3000};
    }

    std::vector<std::uint64_t> read_dump() const {
        Request request;
        request.memory.push_back({AddressSpace::physical, dump, 8 * words});
        const auto reply = session->target().exchange(request);
        std::vector<std::uint64_t> read;
        if (reply && reply->memory.front()) {
            for (std::size_t n = 0; n < words; ++n) {
                std::uint64_t value = 0;
                for (std::size_t byte = 8; byte-- > 0;) {
                    value = value << 8 | reply->memory.front()->at(8 * n + byte);
                }
                read.push_back(value);
            }
        }
        return read;
    }
};

TEST(Oracle, every_csr_of_the_guest_is_what_the_guest_reads_itself) {
    auto run = OracleRun::start();
    ASSERT_TRUE(run) << run.error().message();
    LiveSession& session = *run->session;
    States states;
    states.now = session.state();
    std::size_t compared = 0;
    for (int lap = 0; lap < 4; ++lap) {
        const auto went = session.advance(Stride::world_switch, states, {});
        ASSERT_TRUE(went) << went.error().message();
        const auto words = run->read_dump();
        ASSERT_EQ(words.size(), OracleRun::words);
        ASSERT_EQ(words.front(), static_cast<std::uint64_t>(lap) + 1) << "not the lap just made";
        ASSERT_EQ(words.front(), words.back()) << "the dump is torn";
        ASSERT_TRUE(states.before_trap);
        for (std::size_t n = 0; n < OracleRun::dumped.size(); ++n) {
            const std::uint16_t number = OracleRun::dumped.at(n);
            const std::string name = csr_name(number);
            EXPECT_EQ(hex(states.read_by_guest[number]), hex(words[n + 1])) << name;
            if (const auto shown = states.before_trap->value(Location::csr(number))) {
                EXPECT_EQ(hex(*shown), hex(words[n + 1])) << name << " in lap " << lap;
                ++compared;
            }
        }
        // The host's own are carried over, not taken for the guest's.
        EXPECT_NE(states.before_trap->value(Location::csr(csr::stvec)),
                  states.before_trap->value(Location::csr(csr::vstvec)));
        EXPECT_EQ(states.before_trap->value(Location::csr(csr::stvec)),
                  session.facts()->routine.return_label());
    }
    EXPECT_EQ(compared, 4u * 8u);
}

TEST(Oracle, a_trace_has_the_very_dump_that_is_in_the_guests_memory) {
    LiveSessionOptions options;
    options.open_log = app::LogFifo::make;
    auto run = OracleRun::start(std::move(options));
    ASSERT_TRUE(run) << run.error().message();

    /// What the guest stored into its dump, and a wish to stop after some laps. The log is
    /// read on until the machine stands still, so nothing that is in memory then is missing.
    struct Dump final : SessionListener {
        std::map<std::uint64_t, std::uint64_t> stored; ///< by offset in the dump
        std::uint64_t laps = 0;
        std::stop_source enough;
        void area_met(const MachineState::Area&) override {}
        void stepped(const Step& step) override {
            for (const Effect& effect : step.effects) {
                constexpr std::uint64_t page = 0x3000;
                const std::uint64_t offset = (effect.at.id & 0xffff) - page;
                if (step.world == World::guest && effect.at.kind == LocationKind::memory &&
                    offset < 8 * OracleRun::words) {
                    stored[offset] = effect.after.value_or(0);
                    laps += offset == 8 * (OracleRun::words - 1) ? 1 : 0;
                }
            }
            if (laps == 20) {
                enough.request_stop();
            }
        }
    } dump;
    TraceOptions trace;
    trace.mode = TraceMode::instruction;
    const auto traced = run->session->trace(trace, dump, dump.enough.get_token());
    ASSERT_TRUE(traced) << traced.error().message();
    EXPECT_EQ(traced->corrected, 0u);
    EXPECT_GE(dump.laps, 20u);
    const auto words = run->read_dump();
    ASSERT_EQ(words.size(), OracleRun::words);
    EXPECT_GE(words.front(), 20u);
    for (std::size_t n = 0; n < words.size(); ++n) {
        EXPECT_EQ(hex(dump.stored[8 * n]), hex(words[n])) << "word " << n << " of the dump";
    }
}

} // namespace
} // namespace switchscope
