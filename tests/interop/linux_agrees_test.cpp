// SPDX-License-Identifier: MIT
// A running Linux that is attached to: one whole world switch, held against gdb-multiarch's view of
// the same machine.
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "app/commands/walk.h"
#include "app/machines/open_target.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/trace/memory_recording.h"
#include "gdb/remote_target.h"
#include "tests/interop/gdb_beside_us.h"
#include "tests/support/listening_machine.h"

namespace switchscope::test {
namespace {

struct Recorder final : SessionListener {
    std::unique_ptr<MemoryRecording> recording;
    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }
};

/// A connected socket, not owned by any transport yet.
int connect_tcp(const std::string& address) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    where.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    EXPECT_EQ(connect(fd, reinterpret_cast<const sockaddr*>(&where), sizeof where), 0);
    return fd;
}

/// "name value" lines, values in hex.
std::map<std::string, std::uint64_t> values_in(const std::string& text) {
    std::map<std::string, std::uint64_t> values;
    static const std::regex line(R"(([A-Za-z0-9_.\[\]]+) = ([0-9a-f]+)\n)");
    for (auto at = std::sregex_iterator(text.begin(), text.end(), line);
         at != std::sregex_iterator(); ++at) {
        values[(*at)[1]] = std::stoull((*at)[2], nullptr, 16);
    }
    return values;
}

/// Exits of the guest that the machine's console has told of.
unsigned long exits_told(app::ChildProcess& machine) {
    const std::string text = machine.output(4096);
    const auto at = text.rfind("vmm: exit ");
    return at == std::string::npos ? 0 : std::stoul(text.substr(at + 10));
}

bool goes_on(app::ChildProcess& machine) {
    const unsigned long before = exits_told(machine);
    for (int n = 0; n < 600; ++n) {
        if (exits_told(machine) > before) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

/// One machine for all tests here: it takes a while to boot.
class LinuxAttached : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        machine = ListeningMachine::linux_kvm(ListeningMachine::Over::tcp).release();
        for (int n = 0; machine != nullptr && n < 1200 && exits_told(machine->process()) < 64;
             ++n) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    static void TearDownTestSuite() {
        delete machine;
        machine = nullptr;
    }
    void SetUp() override {
        if (machine == nullptr) {
            GTEST_SKIP() << LinuxMachine::missing;
        }
        ASSERT_GE(exits_told(machine->process()), 64u) << "the machine has not booted";
    }
    static ListeningMachine* machine;
};
ListeningMachine* LinuxAttached::machine = nullptr;

TEST_F(LinuxAttached, one_switch_has_72_instructions_there_and_71_back_and_gdb_sees_the_same) {
    const int fd = connect_tcp(machine->address());
    const app::FileDescriptor passage(dup(fd));
    gdb::RemoteTargetOptions parting;
    parting.parting = gdb::Parting::let_run;
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "test"), parting);
    ASSERT_TRUE(target) << target.error().message();
    auto image = Image::open(machine->image());
    ASSERT_TRUE(image) << image.error().message();
    {
        auto session = LiveSession::open(std::move(*target), **image, {}, nullptr, {});
        ASSERT_TRUE(session) << session.error().message();
        Recorder recorder;
        recorder.recording = std::make_unique<MemoryRecording>((*session)->state());
        const auto walked = app::walk_switches(**session, 1, recorder, {}, [] {});
        ASSERT_TRUE(walked) << walked.error().message();

        std::size_t there = 0, back = 0;
        const MemoryRecording& recording = *recorder.recording;
        std::optional<MachineState> in_guest;
        for (std::size_t n = 0; n < recording.size(); ++n) {
            const Step& step = recording.step(n);
            EXPECT_FALSE(step.corrected) << n;
            there += step.half == Half::host_to_guest ? 1u : 0u;
            back += step.half == Half::guest_to_host ? 1u : 0u;
            if (step.half == Half::host_to_guest && step.world_after == World::guest) {
                in_guest = recording.state_at(n + 1);
            }
        }
        EXPECT_EQ(there, 72u);
        EXPECT_EQ(back, 71u);
        ASSERT_TRUE(in_guest);
        for (unsigned n = 2; n <= 11; ++n) {
            const auto name = "s" + std::to_string(n);
            unsigned number = 0;
            while (gpr_name(number) != name) {
                ++number;
            }
            EXPECT_EQ(in_guest->gprs[number], 0x5e50u + n) << name;
        }

        // The machine stands behind the routine's ret now, the host's tables in force.
        const MachineState& state = (*session)->state();
        const SaveArea& area = (*session)->facts()->area;
        const MachineState::Area& place = state.areas[state.area];
        GdbBesideUs gdb(passage.get(), machine->image());
        ASSERT_EQ(gdb.problem(), "");
        std::string questions;
        for (const Slot& slot : area.slots()) {
            questions += "printf \"" + slot.path + " = %lx\\n\", ((struct kvm_vcpu_arch *)" +
                         hex(place.address) + ")->" + slot.path + "\n";
            questions += "printf \"offset." + slot.path +
                         " = %lx\\n\", (unsigned long)&((struct kvm_vcpu_arch *)0)->" + slot.path +
                         "\n";
        }
        for (unsigned n = 1; n < gpr_count; ++n) {
            questions += "printf \"" + std::string(gpr_name(n)) + " = %lx\\n\", (unsigned long)$" +
                         std::string(gpr_name(n)) + "\n";
        }
        for (const auto& [number, value] : state.csrs) {
            if (value) {
                questions += "printf \"" + csr_name(number) + " = %lx\\n\", (unsigned long)$" +
                             csr_name(number) + "\n";
            }
        }
        const std::string text = gdb.run(questions);
        ASSERT_EQ(gdb.problem(), "");
        const auto theirs = values_in(text);
        const auto expect = [&](const std::string& name, std::uint64_t value) {
            const auto found = theirs.find(name);
            ASSERT_NE(found, theirs.end()) << name << " is missing in what gdb printed:\n" << text;
            EXPECT_EQ(hex(found->second), hex(value)) << name;
        };
        ASSERT_GT(area.slots().size(), 60u);
        std::size_t known = 0;
        for (std::size_t n = 0; n < area.slots().size(); ++n) {
            expect("offset." + area.slots()[n].path, area.slots()[n].offset);
            if (const auto value = place.slots[n]) {
                expect(area.slots()[n].path, *value);
                ++known;
            }
        }
        EXPECT_EQ(known, area.slots().size());
        for (unsigned n = 1; n < gpr_count; ++n) {
            expect(std::string(gpr_name(n)), state.gprs[n]);
        }
        for (const auto& [number, value] : state.csrs) {
            if (value) {
                expect(csr_name(number), *value);
            }
        }
    }
    EXPECT_TRUE(goes_on(machine->process())) << "detached, the guest must go on exiting";
    EXPECT_TRUE(machine->runs());
}

TEST_F(LinuxAttached, opens_in_less_than_two_seconds_and_another_kernels_image_is_recognised) {
    app::TargetSpec spec;
    spec.kind = app::TargetSpec::Kind::attach;
    spec.address = machine->address();
    spec.image = *app::demo_image("legacy"); // linked elsewhere: never reached, never equal
    spec.patience = std::chrono::seconds(2);
    const auto refused = app::open_target(spec, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().remedy.english(), "");
    EXPECT_TRUE(goes_on(machine->process()));

    spec.image = machine->image();
    Recorder recorder;
    const auto start = std::chrono::steady_clock::now();
    {
        const auto opened = app::open_target(spec, {});
        ASSERT_TRUE(opened) << opened.error().message();
        recorder.recording = std::make_unique<MemoryRecording>((*opened)->state());
        ASSERT_TRUE((*opened)->advance(Stride::instruction, recorder, {}));
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    }
    EXPECT_TRUE(goes_on(machine->process()));
}

} // namespace
} // namespace switchscope::test
