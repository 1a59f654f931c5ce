// SPDX-License-Identifier: MIT
// The window on a real Linux with KVM and two harts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/linux_machine.h"
#include "tests/ui/support/window_driver.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

/// Two harts and one guest. The other hart idles, or does what Linux has to do.
class LinuxProvider : public SessionProvider {
  public:
    std::vector<TargetChoice> choices() const override {
        return {{"linux", verbatim("Linux"), verbatim("Linux 6.1 with two harts and one guest.")}};
    }
    Result<std::unique_ptr<Session>> open(const std::string&, std::stop_token) override {
        auto machine = LinuxMachine::start({"-smp", "2"});
        if (!machine) {
            return fail(machine.error());
        }
        if (!*machine) {
            return fail_absent(verbatim(LinuxMachine::missing));
        }
        auto opened = LinuxMachine::open(std::move(**machine), {});
        return opened ? Result<std::unique_ptr<Session>>(std::move(*opened)) : fail(opened.error());
    }
};

struct LinuxWindow : WindowOn<LinuxProvider> {
    const MachineState& state() { return window.controller().timeline()->state(); }
};

TEST_F(LinuxWindow, another_hart_is_followed_and_stepped) {
    if (!linux_kernel()) {
        GTEST_SKIP() << no_linux_kernel;
    }
    window.open("linux");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.controller().target().busy(); }, 150000));
    ASSERT_NE(window.controller().timeline(), nullptr) << window.banner()->what().toStdString();
    ASSERT_EQ(window.controller().cursor().harts().size(), 2u);
    const std::uint32_t first = state().hart;
    press(Qt::Key_F10);
    EXPECT_EQ(state().hart, first);
    const HartState other = *state().find_hart(1 - first);
    run(ActionId::next_hart);
    EXPECT_EQ(state().hart, 1 - first);
    EXPECT_EQ(state().pc, other.pc) << "where it stands";
    press(Qt::Key_F11);
    EXPECT_EQ(state().hart, 1 - first);
    EXPECT_EQ(window.controller().timeline()->last_step()->hart, 1 - first)
        << "the target has stepped it";
    run(ActionId::next_hart);
    press(Qt::Key_F10);
    EXPECT_EQ(state().hart, first);
}

} // namespace
} // namespace switchscope::ui
