// SPDX-License-Identifier: MIT
// The lessons as the window plays them, on the real demo machine and on recordings of it, the
// messages of expectations that do not hold, and predictions.
#include <algorithm>
#include <set>

#include <QCoreApplication>
#include <gmock/gmock.h>

#include "app/desktop/lessons.h"
#include "app/pages/svg_picture.h"
#include "core/trace/recording_writer.h"
#include "tests/app/program.h"
#include "ui/actions/actions.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Qt's interpreter needs an application.
class Application : public testing::Environment {
  public:
    void SetUp() override { application_ = std::make_unique<QCoreApplication>(count_, words_); }
    void TearDown() override { application_.reset(); }

  private:
    int count_ = 1;
    char name_[13] = "lessons_test";
    char* words_[2] = {name_, nullptr};
    std::unique_ptr<QCoreApplication> application_;
};
[[maybe_unused]] const auto* const environment = testing::AddGlobalTestEnvironment(new Application);

std::string lesson_file(const std::string& name) {
    return std::string(SWITCHSCOPE_SOURCE_DIR) + "/assets/lessons/" + name;
}

class Lessons : public testing::Test {
  protected:
    static bool write_recording(const std::filesystem::path& path, const SessionFacts& facts,
                                const Recording& recording) {
        RecordingHeader header;
        header.producer = "lessons_test";
        header.harts = {0};
        header.facts = std::make_shared<SessionFacts>(facts);
        header.start = recording.start();
        auto writer = RecordingWriter::create(path, header, {.overwrite = true});
        for (std::size_t n = 0; writer && n < recording.size(); ++n) {
            if (!writer->append(recording.step(n))) {
                return false;
            }
        }
        return writer && writer->close();
    }
    /// The notes and the pictures of a lesson, moment by moment.
    static std::string text_of(const Narration& narration,
                               const std::shared_ptr<const SessionFacts>& facts,
                               const Recording& recording) {
        const auto excerpt = app::excerpt_of(facts, recording);
        EXPECT_TRUE(excerpt);
        std::string text = narration.title.in("en") + narration.title.in("zh");
        for (const Note& note : narration.notes) {
            text += "\n@" + std::to_string(note.position) + " " + note.text.in("en") +
                    note.text.in("zh");
            if (note.question) {
                text += "\n? " + note.question->text.in("zh") + note.question->why.in("en");
            }
            text += app::svg_picture(app::scene_at(*excerpt, note.position, note.places), true);
        }
        return text;
    }

    app::LessonPlayer player_;
    TemporaryDirectory directory_;
};

TEST_F(Lessons, have_titles_in_two_languages_and_a_machine) {
    const auto lessons = player_.lessons();
    ASSERT_EQ(lessons.size(), 7u);
    for (const ui::LessonInfo& lesson : lessons) {
        EXPECT_FALSE(lesson.title.empty()) << lesson.id;
        EXPECT_NE(lesson.title.in("en"), lesson.title.in("zh_CN")) << lesson.id;
        EXPECT_EQ(lesson.machine, lesson.id == "7-find-the-bug.js" ? "broken" : "macro");
    }
}

TEST_F(Lessons, are_the_same_on_a_machine_and_on_a_recording_of_it) {
    std::size_t asking = 0;
    for (const ui::LessonInfo& lesson : player_.lessons()) {
        SCOPED_TRACE(lesson.id);
        const ui::PlayedLesson live = player_.play(lesson.id, {});
        ASSERT_FALSE(live.error) << live.error->message();
        EXPECT_THAT(live.failures, testing::IsEmpty());
        ASSERT_TRUE(live.session);
        EXPECT_GE(live.narration.notes.size(), 4u);
        const auto facts = live.session->facts();
        const auto file = directory_ / "lesson.swrec";
        ASSERT_TRUE(write_recording(file, *facts, *live.recording));
        const ui::PlayedLesson recorded = player_.play_on(lesson.id, file, {});
        ASSERT_FALSE(recorded.error) << recorded.error->message();
        EXPECT_THAT(recorded.failures, testing::IsEmpty());
        EXPECT_EQ(text_of(live.narration, facts, *live.recording),
                  text_of(recorded.narration, facts, *live.recording));
        asking += std::ranges::any_of(live.narration.notes,
                                      [](const Note& note) { return note.question.has_value(); })
                      ? 1u
                      : 0u;
    }
    EXPECT_GE(asking, 5u) << "lessons that ask the learner something";
}

TEST_F(Lessons, have_english_and_chinese_in_every_note_and_answer) {
    for (const ui::LessonInfo& lesson : player_.lessons()) {
        const ui::PlayedLesson played = player_.play(lesson.id, {});
        const auto differs = [&](const Words& words) {
            if (!words.empty()) {
                EXPECT_NE(words.in("en"), words.in("zh")) << lesson.id << ": " << words.in("en");
            }
        };
        for (const Note& note : played.narration.notes) {
            differs(note.text);
            if (note.question) {
                differs(note.question->text);
                differs(note.question->why);
                for (const auto& choice : note.question->choices) {
                    differs(choice.because);
                }
                for (const auto& hint : note.question->hints) {
                    differs(hint.text);
                }
            }
        }
    }
}

TEST_F(Lessons, leave_a_machine_that_can_go_on) {
    ui::PlayedLesson played = player_.play("1-one-switch.js", {});
    ASSERT_TRUE(played.session);
    struct Counter : SessionListener {
        void area_met(const MachineState::Area&) override {}
        void stepped(const Step&) override { ++steps; }
        std::size_t steps = 0;
    } counter;
    ASSERT_TRUE(played.session->advance(Stride::world_switch, counter, {}));
    EXPECT_GT(counter.steps, 0u);
}

TEST_F(Lessons, can_be_cancelled) {
    write_file(directory_ / "long.js", "for (;;) worldSwitch();");
    const auto lesson = player_.add(directory_ / "long.js");
    ASSERT_TRUE(lesson);
    std::stop_source cancel;
    std::jthread impatient([&] {
        std::this_thread::sleep_for(1s);
        cancel.request_stop();
    });
    const auto began = std::chrono::steady_clock::now();
    const ui::PlayedLesson played = player_.play(lesson->id, cancel.get_token());
    EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
    ASSERT_TRUE(played.error);
}

TEST_F(Lessons, can_be_written_as_the_documentation_says) {
    const std::string page = read_file(std::string(SWITCHSCOPE_SOURCE_DIR) + "/docs/scripting.md");
    const std::size_t section = page.find("## Write a lesson");
    const std::size_t begin = page.find("```js\n", section) + 6;
    const std::size_t end = page.find("```\n", begin);
    ASSERT_NE(section, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::string example = page.substr(begin, end - begin);
    EXPECT_LT(std::ranges::count(example, '\n'), 40);
    write_file(directory_ / "it.js", example);
    const Outcome run_alone = run({"script", (directory_ / "it.js").string()});
    EXPECT_EQ(run_alone.status, 0) << run_alone.errors;
    const auto lesson = player_.add(directory_ / "it.js");
    ASSERT_TRUE(lesson);
    const ui::PlayedLesson played = player_.play(lesson->id, {});
    EXPECT_FALSE(played.error);
    EXPECT_THAT(played.failures, testing::IsEmpty());
    ASSERT_EQ(played.narration.notes.size(), 3u);
    EXPECT_TRUE(played.narration.notes[1].question);
}

TEST(ScriptCallsAndActions, that_do_the_same_name_each_other) {
    const auto calls = app::script_calls();
    std::set<std::string> named;
    for (const ui::ActionSpec& spec : ui::action_table()) {
        if (spec.script == nullptr) {
            continue;
        }
        const std::string call(spec.script);
        const std::string name = call.substr(0, call.find('('));
        EXPECT_NE(std::ranges::find(calls, name, &app::ScriptCall::name), calls.end())
            << spec.name << " names " << call;
        named.insert(name);
    }
    // Every call that moves the cursor is an action of the window, too.
    for (const char* move : {"step", "macro", "half", "worldSwitch", "back", "goTo"}) {
        EXPECT_TRUE(named.contains(move)) << move;
    }
}

// --- On a machine that is broken -----------------------------------------------------------------

TEST(BrokenMachine, fails_the_expectations_of_a_lesson_with_line_and_value) {
    const Outcome counted =
        run({"script", lesson_file("5-six-macros.js"), "--demo", "broken", "--no-timer"});
    EXPECT_EQ(counted.status, 1);
    EXPECT_THAT(counted.errors, testing::ContainsRegex(
                                    "5-six-macros\\.js:[0-9]+: expected, but it is false, after 22 "
                                    "steps: SAVE_HOST_GPRS has 23 instructions, not 22\n"));
    EXPECT_THAT(counted.errors, Not(HasSubstr("RESTORE_GUEST_GPRS has")));
    const Outcome one =
        run({"script", lesson_file("1-one-switch.js"), "--demo", "broken", "--no-timer"});
    EXPECT_EQ(one.status, 1);
    EXPECT_THAT(one.errors, HasSubstr("nothing is wrong with this switch\n"));
}

TEST(BrokenMachine, fails_an_expectation_of_the_lost_register_with_its_value) {
    const TemporaryDirectory directory;
    write_file(directory / "s4.js",
               "macro();\nexpect(\"host.s3 == s3\");\nexpect(\"host.s4 == s4\");\n");
    const Outcome failed =
        run({"script", (directory / "s4.js").string(), "--demo", "broken", "--no-timer"});
    EXPECT_EQ(failed.status, 1);
    EXPECT_EQ(failed.errors, "s4.js:3: host.s4 == s4 does not hold: host.s4 is 0x0, s4 is 0x19, "
                             "after 22 steps\n");
    const Outcome right =
        run({"script", (directory / "s4.js").string(), "--demo", "macro", "--no-timer"});
    EXPECT_EQ(right.status, 0) << right.errors;
}

TEST(BrokenMachine, is_the_machine_of_the_lesson_about_it) {
    const Outcome played = run({"script", lesson_file("7-find-the-bug.js")});
    EXPECT_EQ(played.status, 0) << played.errors;
    EXPECT_THAT(played.output, HasSubstr(" 0 failed\n"));
    const Outcome wrong =
        run({"script", lesson_file("7-find-the-bug.js"), "--demo", "macro", "--no-timer"});
    EXPECT_NE(wrong.status, 0) << "there is no bug to be found";
}

// --- Predictions ---------------------------------------------------------------------------------

class Predictions : public testing::Test {
  protected:
    Outcome play(const std::string& source) {
        write_file(directory_ / "predict.js", source);
        return run(
            {"script", (directory_ / "predict.js").string(), "--demo", "macro", "--no-timer"});
    }
    TemporaryDirectory directory_;
};

TEST_F(Predictions, of_a_place_are_true_when_the_next_instruction_writes_it) {
    const Outcome right =
        play("predict({question: 'Next?', answer: 'host.ra', why: 'It says so.'});\n"
             "print(state().position, state().size);");
    EXPECT_EQ(right.status, 0) << right.errors;
    EXPECT_EQ(right.output, "0 1\n1 expectations, 0 failed\n") << "one look ahead, and back";
    const Outcome wrong =
        play("step();\npredict({question: 'Next?', answer: 'host.ra', why: 'It says so.'});");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.errors,
                HasSubstr("predict.js:2: predict: the answer host_context.ra is not written next: "
                          "`sd sp, 0x30(a0)` writes host_context.sp, after 2 steps\n"));
}

TEST_F(Predictions, among_choices_are_true_when_only_the_right_one_holds) {
    const std::string begin =
        "predict({question: 'Then?', after: 'half', why: 'So.', choices: ["
        "{text: 'guest', holds: 'world == guest'}, {text: 'host', holds: () => ";
    EXPECT_EQ(play(begin + "state().world == 'host'}], answer: 0});").status, 0);
    const Outcome wrong = play(begin + "state().world == 'host'}], answer: 1});");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_THAT(wrong.errors,
                HasSubstr("predict.js:1: predict: choice 0 (guest) is not the answer, but holds"));
    EXPECT_THAT(wrong.errors, HasSubstr("choice 1 (host) is the answer, but does not hold: it "
                                        "is false"));
    const Outcome both = play(begin + "true}], answer: 0});");
    EXPECT_EQ(both.status, 1);
    EXPECT_THAT(both.errors, HasSubstr("choice 1 (host) is not the answer, but holds"));
}

TEST_F(Predictions, that_are_wrong_stop_the_script_at_their_line) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"predict()", "needs a `question` and a `why`"},
        {"predict({question: 'q', why: 'w', answer: 'y7'})",
         "no register, CSR or slot called 'y7'"},
        {"predict({question: 'q', why: 'w', answer: 2, choices: [{text: 'a', holds: true}, {text: "
         "'b'}]})",
         "the number of the right choice"},
        {"predict({question: 'q', why: 'w', answer: 0, choices: [{text: 'a', holds: true}]})",
         "two to nine choices, not 1"},
        {"predict({question: 'q', why: 'w', answer: 0, choices: [{text: 'a'}, {text: 'b'}]})",
         "needs `holds`"},
        {"predict({question: 'q', why: 'w', answer: 'a0', after: 'later'})",
         "is no value of `after`"},
        {"predict({question: 'q', why: 'w', answer: 'a0', after: 'macro'})",
         "not written by the next step needs `holds`"},
        {"predict({question: 'q', why: 'w', answer: 'host.ra'}); narrate('so')",
         "ends with its question"},
        {"predict({question: 'q', why: 'w', answer: 'a0', holds: () => nothing()})",
         "ReferenceError"},
        {"lesson('x', {demo: 'none'})", "there is no demo machine called 'none'"},
    };
    for (const auto& [source, message] : cases) {
        const Outcome stopped = play("\n" + source);
        EXPECT_EQ(stopped.status, 2) << source;
        EXPECT_THAT(stopped.errors, HasSubstr("predict.js:2: Error: ")) << source;
        EXPECT_THAT(stopped.errors, HasSubstr(message)) << source;
    }
}

TEST_F(Predictions, are_questions_of_pages_with_answers_that_open) {
    write_file(directory_ / "ask.js", "narrate('Look.'); predict({question: 'Which **slot**?', "
                                      "answer: 'host.ra', why: 'Because.'});");
    const std::string page = (directory_ / "ask.md").string();
    const Outcome made = run({"export", "--script", (directory_ / "ask.js").string(), "--demo",
                              "macro", "--no-timer", "--format", "markdown", "-o", page});
    EXPECT_EQ(made.status, 0) << made.errors;
    const std::string text = read_file(page);
    EXPECT_THAT(text, HasSubstr("Look.\n\n\u2753 Which **slot**?\n"));
    EXPECT_THAT(text,
                HasSubstr("<details><summary>Answer</summary>\n\n`host_context.ra`\n\nBecause.\n"));
}

} // namespace
} // namespace switchscope::test
