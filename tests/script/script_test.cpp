// SPDX-License-Identifier: MIT
// Scripts as users play them: with the program, on a real demo machine or a recording of one. Also
// what they may not do.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <QCoreApplication>
#include <gmock/gmock.h>
#include <sys/resource.h>

#include "app/script/script_host.h"
#include "tests/app/program.h"
#include "tests/support/demo_session.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Script : public testing::Test {
  protected:
    Outcome play(const std::string& source, std::vector<std::string> how = {}) {
        write_file(directory_ / "script.js", source);
        how.insert(how.begin(), {"script", (directory_ / "script.js").string()});
        return run(how);
    }
    Outcome play_recording(const std::string& source) {
        return play(source, {"--recording", recording()});
    }
    /// A recording of three switches, which is made once.
    static std::string recording() {
        static const TemporaryDirectory kept;
        static const std::string file = [] {
            const Outcome made = run({"record", "--demo", "macro", "--no-timer", "--switches", "3",
                                      "-o", (kept / "three.swrec").string()});
            EXPECT_EQ(made.status, 0) << made.errors;
            return (kept / "three.swrec").string();
        }();
        return file;
    }

    TemporaryDirectory directory_;
};

constexpr auto tour = R"(
print(step(3), state().macro, state().instruction);
print(macro(), macro(), state().macro);
print(JSON.stringify(provenance("s3")));
back(2);
print(state().position, read("s3"), read("guest.s3"));
print(runUntil("world == guest"), half(), explain());
print(worldSwitch(), JSON.stringify(exits()));
goTo(28); print(state().instruction, state().changed, JSON.stringify(state().registers.stvec));
goTo(0); print(state().position, findings().length);
expect("world == host");
)";

TEST_F(Script, plays_the_same_on_a_machine_and_on_a_recording_of_it) {
    const Outcome live = play(tour, {"--demo", "macro", "--no-timer"});
    EXPECT_EQ(live.status, 0) << live.errors;
    const Outcome recorded = play_recording(tour);
    EXPECT_EQ(recorded.status, 0) << recorded.errors;
    EXPECT_EQ(live.output, recorded.output);
    EXPECT_THAT(live.output, HasSubstr("3 SAVE_HOST_GPRS sd gp, 0x38(a0)\n"));
    EXPECT_THAT(live.output, HasSubstr("23 34 SAVE_HOST_AND_RESTORE_GUEST_CSRS\n"));
    EXPECT_THAT(live.output, HasSubstr(R"({"owner":"host","origin":"the host's s3","steps":[]})"));
    EXPECT_THAT(live.output, HasSubstr("The guest exits"));
    EXPECT_THAT(live.output, HasSubstr("csrrw t0, sstatus, t0 [\"sstatus\",\"t0\"]"));
}

TEST_F(Script, that_went_back_goes_on_through_the_same_moments) {
    const std::string places = "print(macro(), state().macro, macro(), state().macro, half(), "
                               "state().world, half(), state().world, worldSwitch() > 140);";
    const Outcome straight = play(places, {"--demo", "macro", "--no-timer"});
    EXPECT_EQ(straight.status, 0) << straight.errors;
    for (const std::string looked :
         {"step();", "step(12);", "macro();", "macro(); step();", "half(); step(3);"}) {
        const Outcome back = play(looked + "goTo(0);" + places, {"--demo", "macro", "--no-timer"});
        EXPECT_EQ(back.status, 0) << back.errors;
        EXPECT_EQ(back.output, straight.output) << looked;
    }
}

TEST_F(Script, reports_a_failed_expectation_with_its_line_and_values) {
    const Outcome failed = play_recording("step(3);\n"
                                          "expect(\"ra == host.ra\");\n"
                                          "expect(\"host.sp == 5\", \"five\");\n"
                                          "expect(read(\"a0\") == \"0x1\");\n"
                                          "print(\"went on\");\n");
    EXPECT_EQ(failed.status, 1);
    EXPECT_THAT(failed.errors, HasSubstr("script.js:3: host.sp == 5 does not hold: host.sp is 0x"));
    EXPECT_THAT(failed.errors, HasSubstr(", after 3 steps: five\n"));
    EXPECT_THAT(failed.errors, HasSubstr("script.js:4: expected, but it is false"));
    EXPECT_THAT(failed.errors, Not(HasSubstr("script.js:2")));
    EXPECT_THAT(failed.output, HasSubstr("went on\n3 expectations, 2 failed\n"));
}

TEST_F(Script, reports_an_error_with_its_line) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"step();\nnothing();", "script.js:2: ReferenceError"},
        {"step(\n", "SyntaxError"},
        {"\nread(\"a99\");", "script.js:2: Error: there is no register, CSR or slot called 'a99'"},
        {"\n\nexpect(\"a0 ==\");", "script.js:3: Error: the condition"},
        {"step(1e300)", "script.js:1: Error: '1e+300' is not a number of steps"},
        {"step(-1)", "is not a number of steps"},
        {"goTo(1000000)", "there is no step 1000000"},
        {"for (;;) step();", "the recording ends here"},
        {"back()", "nothing to go back to"},
        {"capture(\"../etc/passwd\")", "cannot be the name of a picture"},
        {"throw \"a text\"", "a text"},
        {"narrate({ en: 'a', zn: 'b' })", "there is no language 'zn'"},
        {"lesson('a', { demos: 'macro' })", "lesson() has no member 'demos'"},
        {"predict({ question: 'a', anwser: 'ra' })", "predict() has no member 'anwser'"},
        {"runUntil(\"a0 == 1\", 5)", "did not hold within 5 steps"},
    };
    for (const auto& [source, message] : cases) {
        const Outcome stopped = play_recording(source);
        EXPECT_EQ(stopped.status, 2) << source;
        EXPECT_THAT(stopped.errors, HasSubstr(message)) << source;
    }
}

/// The processor time of the programs that have ended. Other programs on this computer do not
/// count.
double processor_seconds_of_children() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

TEST_F(Script, prints_objects_as_json) {
    const Outcome printed =
        play_recording("print({ a: [1, 'b'] }, [1, 2], 'text', 3); print(state());");
    EXPECT_EQ(printed.status, 0) << printed.errors;
    EXPECT_THAT(printed.output, HasSubstr("{\"a\":[1,\"b\"]} [1,2] text 3"));
    EXPECT_THAT(printed.output, HasSubstr("\"position\":0"));
    EXPECT_THAT(printed.output, Not(HasSubstr("[object")));
}

TEST_F(Script, that_never_ends_is_stopped_within_two_seconds) {
    (void)recording();
    const std::vector<std::pair<std::string, std::string>> cases{
        {"while (true) {}", "does not come to an end"},
        {"while (true) { try { for (;;) {} } finally { continue; } }", "does not come to an end"},
        {"while (true) state();", "does not come to an end"},
        {"[1, 2, 3].sort(() => { for (;;) {} })", "does not come to an end"},
        {"function f(n) { return f(n + 1) + 1; } f(0);", "RangeError"},
        {"let s = 'x'; while (true) { s += s; s.charCodeAt(0); }", "script was stopped"},
        {"let a = []; for (;;) a.push('x'.repeat(100000000));", "script was stopped"},
        {"'x'.repeat(2000000000).length; let a = []; for (;;) a.push([1, 2, 3]);",
         "script was stopped"},
        {"new Array(4000000000).fill(0);", "script was stopped"},
    };
    for (const auto& [source, message] : cases) {
        const double began = processor_seconds_of_children();
        const Outcome stopped = play_recording(source);
        EXPECT_EQ(stopped.status, 2) << source;
        EXPECT_THAT(stopped.errors, HasSubstr(message)) << source;
        EXPECT_LT(processor_seconds_of_children() - began, 2.0) << source;
    }
}

TEST_F(Script, reaches_nothing_but_the_stage) {
    write_file(directory_ / "secret", "secret");
    const std::string file = (directory_ / "secret").string();
    for (const std::string attempt :
         {"require('fs').readFileSync('FILE')", "new XMLHttpRequest().open('GET', 'file://FILE')",
          "fetch('file://FILE')", "import('FILE')", "Qt.createComponent('FILE')",
          "Qt.include('FILE')", "process.env", "new Function('return process')()",
          "new Worker('FILE')", "console.log('FILE')", "gc()"}) {
        std::string source = attempt;
        if (const auto at = source.find("FILE"); at != std::string::npos) {
            source.replace(at, 4, file);
        }
        const Outcome refused = play_recording("print(" + source + ")");
        EXPECT_EQ(refused.status, 2) << source;
        EXPECT_THAT(refused.errors, testing::ContainsRegex("(Reference|Syntax)Error")) << source;
        EXPECT_THAT(refused.output, Not(HasSubstr("secret\n"))) << source;
    }
}

TEST_F(Script, makes_a_page_of_its_notes_in_the_chosen_language) {
    const std::string source = "lesson({en: 'Short', zh: '\u77ed'});\nmacro();\n"
                               "narrate({en: 'In words', zh: '\u8bf4\u660e'});\nworldSwitch();";
    const std::string page = (directory_ / "page.html").string();
    const Outcome made =
        play(source, {"--recording", recording(), "--html", page, "--language", "zh"});
    EXPECT_EQ(made.status, 0) << made.errors;
    EXPECT_THAT(read_file(page), HasSubstr("<title>\u77ed \u00b7 Switchscope</title>"));
}

TEST_F(Script, captures_pictures_of_moments) {
    const std::string folder = (directory_ / "pictures").string();
    const Outcome made =
        play("macro(); highlight('host.s0'); capture('saved'); step(2); capture('later');",
             {"--recording", recording(), "--captures", folder});
    EXPECT_EQ(made.status, 0) << made.errors;
    EXPECT_THAT(read_file(folder + "/saved.svg"), HasSubstr("SAVE_HOST_GPRS \u00b7 23 steps"));
    EXPECT_THAT(read_file(folder + "/later.svg"), HasSubstr("25 steps"));
}

TEST(ScriptMemory, is_limited) {
    char name[] = "script_test";
    int count = 1;
    std::array<char*, 2> words{name, nullptr};
    const QCoreApplication application(count, words.data());
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    const auto stage = std::make_shared<app::Stage>(
        run.facts, std::shared_ptr<const Recording>(std::move(run.recording)));
    app::ScriptLimits limits;
    limits.own_time = std::chrono::seconds(30);
    limits.memory = 32u << 20;
    // It grows in small pieces. Where one operation takes as long as the time that a script gets
    // to end in, it is given up on, as doubling a text was on a busy machine.
    const auto outcome = app::run_script(
        {"let kept = []; while (true) { kept.push('x'.repeat(4096) + kept.length); "
         "kept[kept.length - 1].charCodeAt(0); }",
         "grows.js"},
        stage, limits, [](const std::string&) {},
        [](const Error& error) {
            std::fprintf(stderr, "%s\n", error.message().c_str());
            std::abort();
        });
    EXPECT_EQ(outcome.status(), 2);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->what.english(),
              "grows.js: the script was stopped: it needs more than 32 MB of memory");
}

TEST(ScriptCalls, are_declared_and_documented_exactly) {
    const std::string source = SWITCHSCOPE_SOURCE_DIR;
    const std::string declared = read_file(source + "/assets/script/switchscope.d.ts");
    const std::string page = read_file(source + "/docs/scripting.md");
    std::size_t functions = 0, rows = 0;
    for (const std::string& line : lines_of(declared)) {
        functions += line.starts_with("declare function ") ? 1U : 0U;
    }
    for (const std::string& line : lines_of(page)) {
        rows += line.starts_with("| `") && line.find("): ") != std::string::npos ? 1U : 0U;
    }
    const auto calls = app::script_calls();
    EXPECT_EQ(functions, calls.size());
    EXPECT_EQ(rows, calls.size());
    for (const app::ScriptCall& call : calls) {
        const std::string form = std::string(call.name) + std::string(call.signature);
        const std::string summary(call.summary);
        EXPECT_THAT(declared,
                    HasSubstr("/** " + summary + " */\ndeclare function " + form + ";\n"));
        std::string in_table = form;
        if (const auto bar = in_table.find('|'); bar != std::string::npos) {
            in_table.insert(bar, "\\");
        }
        EXPECT_THAT(page, HasSubstr("| `" + in_table + "` | " + summary + " |\n"));
    }
}

} // namespace
} // namespace switchscope::test
