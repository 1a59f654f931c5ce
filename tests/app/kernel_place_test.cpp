// SPDX-License-Identifier: MIT
// Where the code of a kernel lies in a machine: kernels with KVM as a module, and with KASLR. What
// the kernel itself prints on its console is the oracle. All are real QEMUs.
#include <chrono>
#include <random>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/trace/memory_recording.h"
#include "gdb/remote_target.h"
#include "tests/app/attach_to.h"

namespace switchscope::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Recorder final : SessionListener {
    std::unique_ptr<MemoryRecording> recording;
    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }
};

/// What the console has said of this, as a number; none within the time.
std::optional<std::uint64_t> on_console(ListeningMachine& machine, const std::string& what,
                                        std::chrono::seconds within = 120s) {
    const std::regex line(what + "[ =](0x[0-9a-f]+)");
    const auto until = std::chrono::steady_clock::now() + within;
    do {
        const std::string text = machine.process().output(1 << 20);
        std::smatch found;
        if (std::regex_search(text, found, line)) {
            return std::stoull(found[1], nullptr, 16);
        }
        std::this_thread::sleep_for(50ms);
    } while (std::chrono::steady_clock::now() < until);
    return std::nullopt;
}

/// One world switch of a session: 66 instructions there and 65 back, in either kernel.
void walk_one_switch(Session& session) {
    Recorder recorder;
    recorder.recording = std::make_unique<MemoryRecording>(session.state());
    const auto walked = session.advance(Stride::world_switch, recorder, {});
    ASSERT_TRUE(walked) << walked.error().message();
    std::size_t there = 0, back = 0;
    for (std::size_t n = 0; n < recorder.recording->size(); ++n) {
        const Step& step = recorder.recording->step(n);
        EXPECT_FALSE(step.corrected) << n;
        there += step.half == Half::host_to_guest ? 1u : 0u;
        back += step.half == Half::guest_to_host ? 1u : 0u;
    }
    EXPECT_EQ(there, 66u);
    EXPECT_EQ(back, 65u);
}

void opens_and_walks(const app::TargetSpec& spec, const std::string& fact) {
    const auto session = app::open_target(spec, {});
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_THAT((*session)->facts()->image, HasSubstr(fact));
    walk_one_switch(**session);
}

std::unique_ptr<gdb::RemoteTarget> connect(const ListeningMachine& machine) {
    gdb::RemoteTargetOptions options;
    options.parting = gdb::Parting::let_run;
    auto target = gdb::RemoteTarget::connect(machine.address(), options);
    return target ? std::move(*target) : nullptr;
}

/// Lets the machine run for a moment, to some place in some world.
void run_for(Target& target, std::chrono::milliseconds time) {
    Request request;
    request.resume = Resume::run;
    request.patience = time;
    ASSERT_TRUE(target.exchange(request));
}

class DebianKernel : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        machine = ListeningMachine::debian().release();
        if (machine != nullptr) {
            text = on_console(*machine, "vmm: module kvm .text");
            noinstr = on_console(*machine, "vmm: module kvm .noinstr.text");
            on_console(*machine, "vmm: exit 2: MMIO read gpa");
        }
    }
    static void TearDownTestSuite() {
        delete machine;
        machine = nullptr;
    }
    void SetUp() override {
        if (machine == nullptr) {
            GTEST_SKIP() << linux_debian.missing;
        }
        ASSERT_TRUE(text) << "the machine has not booted";
    }
    static std::filesystem::path module() { return *target_file(linux_debian, "kvm.ko.debug"); }

    static ListeningMachine* machine;
    static std::optional<std::uint64_t> text, noinstr;
};
ListeningMachine* DebianKernel::machine = nullptr;
std::optional<std::uint64_t> DebianKernel::text, DebianKernel::noinstr;

TEST_F(DebianKernel, is_walked_with_the_module_that_its_own_list_names) {
    app::TargetSpec spec = attach_to(*machine);
    spec.modules = {module()};
    opens_and_walks(spec, "module at " + hex(*text) + ", found in the kernel's list of modules");
}

TEST_F(DebianKernel, is_walked_where_the_user_says_and_refused_where_that_is_wrong) {
    app::TargetSpec spec = attach_to(*machine);
    spec.modules = {module()};
    spec.sections = {{".text", *text}};
    opens_and_walks(spec, "module at " + hex(*text) + ", as given");
    spec.sections = {{".text", *text + 0x1000}};
    spec.patience = 2s;
    const auto refused = app::open_target(spec, {});
    ASSERT_FALSE(refused);
}

TEST_F(DebianKernel, needs_only_vmlinux_where_the_module_lies_beside_it) {
    ASSERT_TRUE(target_file(linux_debian, "kvm.ko"));
    app::TargetSpec spec = attach_to(*machine);
    std::vector<std::string> notes;
    spec.note = [&](const Phrase& note) { notes.push_back(note.english()); };
    opens_and_walks(spec, "module at " + hex(*text));
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_THAT(notes[0], HasSubstr("kvm.ko"));
}

TEST_F(DebianKernel, is_found_at_any_stop_in_any_world_by_list_and_by_code) {
    const auto vmlinux = Image::open(machine->image());
    const auto kvm = Image::open(module());
    const auto plain = Image::open(*target_file(linux_debian, "kvm.ko"));
    ASSERT_TRUE(vmlinux && kvm && plain);
    const auto target = connect(*machine);
    ASSERT_NE(target, nullptr);
    std::mt19937 random(15);
    for (int n = 0; n < 12; ++n) {
        run_for(*target, std::chrono::milliseconds(1 + random() % 40));
        KernelMemory memory(*target, 0);
        ASSERT_TRUE(use_kernel_tables(memory, **vmlinux)) << n;
        for (const auto& image : {*kvm, *plain}) { // with DWARF and without
            const Symbol* const routine = image->find_symbol("__kvm_riscv_switch_to");
            const auto listed = find_in_module_list(memory, **vmlinux, *image, *routine);
            ASSERT_TRUE(listed) << listed.error().message();
            ASSERT_TRUE(*listed) << n;
            EXPECT_EQ(hex((*listed)->sections.at(".text")), hex(*text));
            EXPECT_EQ(hex((*listed)->sections.at(".noinstr.text")), hex(*noinstr));
            EXPECT_EQ((*listed)->sections.at(".data"),
                      on_console(*machine, "vmm: module kvm .data"));
            EXPECT_EQ((*listed)->sections.at(".bss"), on_console(*machine, "vmm: module kvm .bss"));
        }
        const Symbol* const routine = (*plain)->find_symbol("__kvm_riscv_switch_to");
        const auto searched = find_module_by_code(memory, **vmlinux, **plain, *routine);
        ASSERT_TRUE(searched) << searched.error().message();
        ASSERT_TRUE(*searched) << n;
        EXPECT_EQ(hex((*searched)->sections.at(".text")), hex(*text));
    }
}

TEST_F(DebianKernel, says_what_is_there_when_the_code_in_the_machine_goes) {
    const auto vmlinux = Image::open(machine->image());
    const auto kvm = Image::open(module());
    ASSERT_TRUE(vmlinux && kvm);
    const auto target = connect(*machine);
    ASSERT_NE(target, nullptr);
    const KernelFinder finder({*vmlinux, *kvm}, {});
    const auto place = finder.find(*target, {});
    ASSERT_TRUE(place) << place.error().message();
    EXPECT_TRUE(finder.check(*target, *place));
    KernelPlace elsewhere = *place;
    elsewhere.module->sections = {{".text", *text + 0x1000}};
    const auto placed = (*kvm)->placed({0, elsewhere.module->sections});
    ASSERT_TRUE(placed) << placed.error().message();
    elsewhere.image = *placed;
    const auto moved = finder.check(*target, elsewhere);
    ASSERT_FALSE(moved);
    EXPECT_THAT(moved.error().message(), HasSubstr("was loaded again"));
    EXPECT_THAT(moved.error().message(), HasSubstr(hex(*text)));
}

TEST(DebianModule, is_waited_for_where_it_is_not_loaded_yet_and_lies_elsewhere_in_another_order) {
    const auto machine = ListeningMachine::debian("VMM_MODULES=kvm");
    if (machine == nullptr) {
        GTEST_SKIP() << linux_debian.missing;
    }
    app::TargetSpec spec = attach_to(*machine);
    spec.modules = {*target_file(linux_debian, "kvm.ko.debug")};
    std::vector<std::string> notes;
    spec.note = [&](const Phrase& note) { notes.push_back(note.english()); };
    const auto session = app::open_target(spec, {});
    ASSERT_TRUE(session) << session.error().message();
    ASSERT_FALSE(notes.empty());
    EXPECT_THAT(notes.front(), HasSubstr("waiting"));
    const auto text = on_console(*machine, "vmm: module kvm .text");
    ASSERT_TRUE(text);
    EXPECT_THAT((*session)->facts()->image, HasSubstr("module at " + hex(*text)));
    walk_one_switch(**session);
}

class Kaslr : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Kaslr, is_found_without_a_word_from_the_user_from_reset_on) {
    const auto machine = ListeningMachine::kaslr(GetParam());
    if (machine == nullptr) {
        GTEST_SKIP() << linux_kaslr.missing;
    }
    {
        const auto session = app::open_target(attach_to(*machine), {});
        ASSERT_TRUE(session) << session.error().message();
        const auto offset = on_console(*machine, "vmm: KASLR offset");
        ASSERT_TRUE(offset);
        EXPECT_THAT((*session)->facts()->image,
                    HasSubstr("KASLR offset " + hex(*offset) + ", read from kernel_map"));
        EXPECT_EQ(*offset, GetParam() % 505 * 0x200000);
        walk_one_switch(**session);
    }
    // At any stop, in any world, by each way.
    const auto vmlinux = Image::open(machine->image());
    const auto target = connect(*machine);
    ASSERT_TRUE(vmlinux);
    ASSERT_NE(target, nullptr);
    const KernelFinder finder({*vmlinux, nullptr}, {});
    for (int n = 0; n < 10; ++n) {
        run_for(*target, std::chrono::milliseconds(1 + n));
        const auto place = finder.look(*target);
        ASSERT_TRUE(place) << place.error().message();
        ASSERT_TRUE(*place);
        EXPECT_EQ((*place)->base.offset, GetParam() % 505 * 0x200000);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Kaslr, testing::Values(5, 77, 504));

} // namespace
} // namespace switchscope::test
