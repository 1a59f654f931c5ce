// SPDX-License-Identifier: MIT
// Window, commands and scripts number the same way: step 52 and switch 3 are the same in all of
// them.
#include <sstream>

#include <QLabel>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/replay.h"
#include "app/pages/export.h"
#include "app/script/stage.h"
#include "tests/trace/on_disk.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/base/format.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

struct Numbers : RecordingOnDisk {
    SyntheticProvider provider;
    std::unique_ptr<MainWindow> window;

    void SetUp() override {
        RecordingOnDisk::SetUp();
        record(3000);
        window = std::make_unique<MainWindow>(provider, nullptr);
        window->show();
        window->open_recording(file);
        ASSERT_TRUE(QTest::qWaitFor([&] { return window->controller().file() != nullptr; }, 10000));
    }
    std::string status() {
        std::string texts;
        for (const auto* label : window->status_line()->findChildren<QLabel*>()) {
            texts += label->text().toStdString() + "|";
        }
        return texts;
    }
    std::string explained() {
        return window->session_page()->explain()->instruction().toStdString();
    }
    /// The line of `replay` that begins with this number.
    std::string replayed(std::size_t number) {
        std::ostringstream out, warnings;
        EXPECT_TRUE(app::replay(file, {}, out, warnings, {}));
        std::istringstream lines(out.str());
        const std::string wanted = std::to_string(number);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string first;
            words >> first;
            if (first == wanted) {
                return line;
            }
        }
        return {};
    }
};

TEST_F(Numbers, of_a_moment_are_those_that_replay_and_export_take) {
    for (const std::size_t moment : {std::size_t{1}, std::size_t{52}, std::size_t{700}}) {
        window->controller().go_to(moment);
        EXPECT_THAT(status(), HasSubstr("step " + grouped(moment).toStdString() + " of"));
        EXPECT_THAT(replayed(moment), HasSubstr(explained())) << moment;
        std::ostringstream warnings;
        app::PageOptions options;
        options.step = moment;
        const auto svg = app::export_page(file, *app::find_page_format("svg"), options, warnings);
        ASSERT_TRUE(svg);
        const std::shared_ptr<const Recording> recording(
            &window->controller().timeline()->recording(), [](const Recording*) {}); // the window's
        app::Stage stage(facts, recording);
        ASSERT_TRUE(stage.go_to(moment)) << "goTo() of scripts";
        EXPECT_EQ(stage.state(), window->controller().timeline()->state());
        EXPECT_THAT(*svg, HasSubstr(std::to_string(moment) + (moment == 1 ? " step" : " steps")));
    }
}

TEST_F(Numbers, of_a_switch_are_those_of_its_steps) {
    window->controller().go_to(2500);
    const std::uint64_t number =
        window->controller().timeline()->recording().step(2499).switch_number;
    ASSERT_GT(number, 1u);
    EXPECT_THAT(window->session_page()->timeline()->model()->title().toStdString(),
                HasSubstr("switch " + std::to_string(number) + " "));
    const auto filter = SwitchRange::parse(std::to_string(number));
    ASSERT_TRUE(filter);
    std::ostringstream out, warnings;
    app::PrintOptions only;
    only.only.range = *filter;
    ASSERT_TRUE(app::replay(file, only, out, warnings, {}));
    EXPECT_THAT(out.str(), HasSubstr("switch " + std::to_string(number) + " "));
    EXPECT_THAT(out.str(), HasSubstr("\n" + replayed(2500) + "\n"));
}

} // namespace
} // namespace switchscope::ui
