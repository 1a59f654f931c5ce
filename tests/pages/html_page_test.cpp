// SPDX-License-Identifier: MIT
// A page in a real browser: Debian's Chromium, opened from disk, stepped with keys. What it shows
// is held against what `replay --json` says of the same recording.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "core/base/hex.h"
#include "tests/app/program.h"

namespace switchscope::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class HtmlPage : public testing::Test {
  protected:
    std::string record(const std::string& name, std::vector<std::string> how) {
        how.insert(how.begin(), {"record", "-o", (directory_ / name).string()});
        const Outcome recorded = run(how);
        EXPECT_EQ(recorded.status, 0) << recorded.errors;
        return directory_ / name;
    }
    std::string page_of(const std::string& recording, std::vector<std::string> what = {}) {
        const std::string page = recording + ".html";
        what.insert(what.begin(), {"export", recording, "--format", "html", "-o", page});
        const Outcome exported = run(what);
        EXPECT_EQ(exported.status, 0) << exported.errors;
        return page;
    }
    static std::vector<json> steps_of(const std::string& recording) {
        std::vector<json> steps;
        for (const std::string& line : lines_of(run({"replay", "--json", recording}).output)) {
            steps.push_back(json::parse(line));
        }
        return steps;
    }
    /// What the page shows after each line of keys; the last entry: what it complained of and asked
    /// for.
    std::vector<json> drive(const std::string& page, const std::string& keys,
                            const std::string& size = {}) {
        write_file(directory_ / "keys", keys);
        std::vector<json> shown;
        for (const std::string& line : lines_of(run_tool(
                 "/usr/bin/python3 " SWITCHSCOPE_SOURCE_DIR "/tests/pages/page_driver.py " +
                 quoted(std::filesystem::path(page)) + " " + size + " <" +
                 quoted(directory_ / "keys")))) {
            shown.push_back(json::parse(line));
        }
        return shown;
    }
    static void expect_quiet(const json& end) {
        EXPECT_EQ(end.at("console"), json::array()) << "the page complains";
        for (const json& request : end.at("requests")) {
            EXPECT_TRUE(request.get<std::string>().starts_with("file://")) << request;
        }
    }

    TemporaryDirectory directory_;
};

/// "guest.ra" as the lanes label it -> "guest_context.ra" as JSON names it.
std::string path_of(const std::string& label) {
    for (const std::string world : {"host", "guest"}) {
        if (label.starts_with(world + ".")) {
            return world + "_context" + label.substr(world.size());
        }
    }
    return label;
}

/// Values by place after so many steps, as far as the steps have told them.
std::map<std::string, json> told_after(const std::vector<json>& steps, std::size_t position) {
    std::map<std::string, json> values;
    for (std::size_t n = steps.size(); n > 0; --n) { // what a place holds before it is written
        const json& effects = steps[n - 1].at("effects");
        for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
            values[effect->at("at")] = effect->at("before");
        }
    }
    for (std::size_t n = 0; n < position; ++n) {
        for (const json& effect : steps[n].at("effects")) {
            values[effect.at("at")] = effect.at("after");
        }
    }
    return values;
}

std::string shown_as(const json& value) {
    if (value.is_null()) {
        return "not read";
    }
    const std::string digits = value.get<std::string>().substr(2);
    return std::string(16 - digits.size(), '0') + digits;
}

void expect_same(const json& shown, const std::vector<json>& steps, std::size_t position) {
    SCOPED_TRACE("after " + std::to_string(position) + " steps");
    const json& last = steps.at(position - 1);
    EXPECT_EQ(shown.at("instruction"), last.at("text"));
    EXPECT_EQ(shown.at("place"), std::to_string(position) + " / " + std::to_string(steps.size()));
    const auto values = told_after(steps, position);
    std::size_t compared = 0;
    for (const auto& [label, cell] : shown.at("cells").items()) {
        const auto value = values.find(path_of(label));
        if (value != values.end()) {
            EXPECT_EQ(cell.at("value"), shown_as(value->second)) << label;
            ++compared;
        }
        const json& effects = last.at("effects");
        const auto effect = std::ranges::find_if(
            effects, [&, name = path_of(label)](const json& one) { return one.at("at") == name; });
        EXPECT_EQ(cell.at("written"), effect != effects.end()) << label;
        if (effect != effects.end()) {
            const std::string whose = effect->at("whose");
            EXPECT_EQ(cell.at("owner"), whose == "switch" ? "plumbing" : whose) << label;
        }
    }
    EXPECT_GT(compared, 80U) << "nearly every place is written somewhere in a switch";
}

TEST_F(HtmlPage, shows_at_each_step_what_the_recording_holds) {
    const std::string recording = record("one.swrec", {"--demo", "macro", "--switches", "1"});
    const auto steps = steps_of(recording);
    ASSERT_GT(steps.size(), 200U);
    // A store, a CSR swap, a load, the sret, the trap, and the end: all by keyboard.
    const auto trap = static_cast<std::size_t>(
        std::ranges::find(steps, "guest", [](const json& one) { return one.at("world"); }) -
        steps.begin());
    std::size_t back = trap;
    while (steps[back].at("world") == "guest") {
        ++back;
    }
    const auto shown = drive(page_of(recording), "ArrowRight 3\nArrowRight 25\nPageDown\n"
                                                 "ArrowRight 5\nPageDown\nPageDown\nPageDown\n"
                                                 "End\nArrowLeft\nHome\n");
    ASSERT_EQ(shown.size(), 11U);
    expect_same(shown[0], steps, 3);
    EXPECT_EQ(shown[0].at("arrows"), 1);
    EXPECT_EQ(shown[0].at("trail"), 2) << "what the macro has moved before";
    EXPECT_THAT(shown[0].at("sentence").get<std::string>(), HasSubstr("is saved in its slot"));
    expect_same(shown[1], steps, 28);
    expect_same(shown[2], steps, 34);
    EXPECT_EQ(shown[2].at("macro"), json::array({"RESTORE_GUEST_GPRS"}));
    expect_same(shown[3], steps, 39);
    EXPECT_EQ(shown[3].at("next"), json::array({steps[39].at("text")}));
    expect_same(shown[4], steps, trap - 1);
    expect_same(shown[5], steps, trap);
    EXPECT_THAT(shown[5].at("world").get<std::string>(), HasSubstr("guest"));
    expect_same(shown[6], steps, back);
    EXPECT_THAT(shown[6].at("world").get<std::string>(), HasSubstr("host"));
    EXPECT_THAT(shown[6].at("sentence").get<std::string>(), HasSubstr("The guest exits"));
    expect_same(shown[7], steps, steps.size());
    expect_same(shown[8], steps, steps.size() - 1);
    EXPECT_EQ(shown[9].at("instruction"), "Start");
    EXPECT_EQ(shown[0].at("live"), "polite") << "a screen reader hears each sentence";
    expect_quiet(shown.back());
}

TEST_F(HtmlPage, goes_from_switch_to_switch_and_names_the_exits) {
    const std::string recording =
        record("some.swrec", {"--demo", "macro", "--switches", "8", "--mode", "instruction"});
    const auto steps = steps_of(recording);
    // Those that were entered: the last one may not have come to its end.
    std::set<std::string> numbers;
    for (const std::string& line : lines_of(run({"export", recording, "--format", "csv"}).output)) {
        if (line.find(",host-to-guest,") != std::string::npos) {
            const std::size_t from = line.find(',') + 1;
            numbers.insert(line.substr(from, line.find(',', from) - from));
        }
    }
    const std::string of = " · " + std::to_string(numbers.size()) + " in all · exit: ";
    const auto shown = drive(page_of(recording), "n\nn\nPageDown 2\np\n");
    ASSERT_EQ(shown.size(), 5U);
    EXPECT_THAT(shown[0].at("title").get<std::string>(), HasSubstr("world switch 1" + of));
    EXPECT_THAT(shown[1].at("title").get<std::string>(), HasSubstr("world switch 2" + of));
    const std::string place = shown[2].at("place");
    expect_same(shown[2], steps, std::stoul(place));
    EXPECT_EQ(shown[3].at("title"), shown[1].at("title"));
    expect_quiet(shown.back());
}

TEST_F(HtmlPage, holds_a_part_of_the_switches_from_phone_to_projector) {
    const std::string recording =
        record("some.swrec", {"--demo", "legacy", "--switches", "6", "--mode", "instruction"});
    const std::string page = page_of(recording, {"--switches", "2..3"});
    for (const std::string size : {"320 640", "768 1024", "3840 2160"}) {
        const auto shown = drive(page, "ArrowRight\n", size);
        ASSERT_EQ(shown.size(), 2U);
        EXPECT_THAT(shown[0].at("title").get<std::string>(),
                    HasSubstr("world switch 2 \u00b7 2 in all"))
            << "numbered as the commands do";
        EXPECT_FALSE(shown[0].at("wide")) << "scrolls sideways at " << size;
        expect_quiet(shown.back());
    }
}

TEST_F(HtmlPage, is_the_same_byte_for_byte_and_small_with_a_thousand_switches) {
    const std::string recording =
        record("many.swrec", {"--demo", "macro", "--switches", "1000", "--mode", "block"});
    const std::string first = read_file(page_of(recording));
    EXPECT_EQ(read_file(page_of(recording)), first);
    EXPECT_LT(first.size(), 1U << 20) << "of 20 MB at most";
    EXPECT_EQ(first.find("https:"), std::string::npos) << "no address to ask";
    const std::size_t name_of_svg = first.find("http://www.w3.org/2000/svg");
    EXPECT_EQ(first.find("http:"), name_of_svg);
    EXPECT_EQ(first.find("http:", name_of_svg + 1), std::string::npos);
    EXPECT_EQ(first.find(directory_.path().string()), std::string::npos);
    const auto shown = drive(recording + ".html", "End\np\n");
    ASSERT_EQ(shown.size(), 3U);
    EXPECT_THAT(shown[1].at("title").get<std::string>(),
                HasSubstr("world switch 999 \u00b7 1,000 in all"));
    expect_quiet(shown.back());
}

#ifdef SWITCHSCOPE_HAS_SCRIPTS
TEST_F(HtmlPage, tells_what_a_script_narrates_at_its_moment) {
    const std::string recording =
        record("one.swrec", {"--demo", "macro", "--switches", "1", "--no-timer"});
    write_file(
        directory_ / "lesson.js",
        "lesson('<b>A</b> & title');\n"
        "narrate('First `ra` <img src=x onerror=fail()>');\n"
        "macro(); narrate('Second **note**\\n\\n- one\\n- two'); highlight('host.s3', 's3');\n"
        "expect('host.ra == ra');\n");
    const std::string page = recording + ".html";
    const Outcome made =
        run({"script", directory_ / "lesson.js", "--recording", recording, "--html", page});
    ASSERT_EQ(made.status, 0) << made.errors;
    const auto shown = drive(page, "Home\nj\nArrowRight\nk\n");
    ASSERT_EQ(shown.size(), 5U);
    EXPECT_THAT(shown[0].at("note").get<std::string>(),
                HasSubstr("First ra <img src=x onerror=fail()>"));
    EXPECT_THAT(shown[1].at("note").get<std::string>(), HasSubstr("Second noteonetwo"));
    EXPECT_THAT(shown[1].at("place").get<std::string>(), HasSubstr("23 / "));
    for (const auto& [label, cell] : shown[1].at("cells").items()) {
        EXPECT_EQ(cell.at("pointed"), label == "s3" || label == "host.s3") << label;
    }
    EXPECT_FALSE(shown[2].at("cells").at("s3").at("pointed")) << "the note is of the moment before";
    EXPECT_THAT(shown[3].at("place").get<std::string>(), HasSubstr("23 / "));
    expect_quiet(shown.back());
}
#endif

TEST_F(HtmlPage, says_what_is_wrong_with_a_range) {
    const std::string recording = record("one.swrec", {"--demo", "macro", "--switches", "1"});
    for (const std::string range : {"5..2", "x", "0..y", "7"}) {
        const Outcome refused = run({"export", recording, "--format", "html", "--switches", range});
        EXPECT_EQ(refused.status, 2);
        EXPECT_THAT(refused.errors, testing::AnyOf(HasSubstr("Give a number or a range"),
                                                   HasSubstr("there is no world switch 7")));
    }
}

} // namespace
} // namespace switchscope::test
