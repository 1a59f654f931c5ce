// SPDX-License-Identifier: MIT
// A moment of a recording is one thing, however one looks at it. On a machine with two harts, at
// every position, the window's lanes, a picture, a script and the page in a real browser must agree
// on whose each value is and on what moved.
#include <cctype>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gif_lib.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/pages/export.h"
#include "app/pages/html_page.h"
#include "app/pages/markdown.h"
#include "app/pages/scene.h"
#include "app/script/stage.h"
#include "core/base/hex.h"
#include "core/trace/memory_recording.h"
#include "tests/support/run_tool.h"
#include "tests/support/synthetic_switches.h"
#include "ui/lanes/lanes_model.h"

namespace switchscope::test {
namespace {

/// "12.1": row and lane.
template <class Cell> std::string cell_text(const Cell& cell) {
    return std::to_string(cell.row) + "." + std::to_string(static_cast<int>(cell.lane));
}

/// "12.1>12.0=0 3.1<>34.1=2": from, to, and whose the value is; <> where two values change places.
template <class Moves> std::string moves_text(const Moves& moves) {
    std::string text;
    for (const auto& move : moves) {
        text += (text.empty() ? "" : " ") + cell_text(move.from) + (move.swap ? "<>" : ">") +
                cell_text(move.to) + "=" + std::to_string(static_cast<int>(move.owner));
    }
    return text;
}

char owner_digit(bool kept, Owner owner) {
    return kept ? static_cast<char>('0' + static_cast<int>(owner)) : '-';
}

std::string value_text(std::optional<std::uint64_t> value) {
    return (value ? hex(*value).substr(2) : "?") + " ";
}

/// What one way of looking at it says of one moment, as lines of text.
struct Seen {
    std::string owners;  ///< a digit a cell, row by row; '-' where nothing is kept
    std::string values;  ///< in hex, a space behind each cell
    std::string written; ///< "+" for each cell that the last step wrote, "." for the others
    std::string moves, trail;
};

struct OneMoment : testing::Test {
    static constexpr std::size_t least_steps = 2500;

    /// Two harts and three vCPUs. It ends where a hart is about to enter a world switch, which is a
    /// moment of its own: the switch has begun for whoever looks, and no step of it is recorded.
    void SetUp() override {
        SyntheticSwitches machine(facts, 7, 2, 3);
        recording = std::make_shared<MemoryRecording>(machine.state());
        while (recording->size() < least_steps || machine.state().pc != facts->routine.begin()) {
            recording->append(machine.next());
        }
        window = std::make_unique<ui::LanesModel>(facts);
        index.update(*recording);
        excerpt = *app::excerpt_of(facts, *recording);
    }

    void look_at(std::size_t position) {
        timeline->go_to(position);
        now.update(*timeline, index);
        window->update(*timeline, now);
    }

    Seen in_window() const {
        Seen seen;
        for (const ui::LaneRow& row : window->rows()) {
            for (const ui::LaneCell& cell : row.cells) {
                seen.owners += owner_digit(cell.kept, cell.owner);
                seen.values += cell.kept ? value_text(cell.value) : " ";
                seen.written += cell.kept && cell.written ? '+' : '.';
            }
        }
        seen.moves = moves_text(window->moves());
        seen.trail = moves_text(window->trail());
        return seen;
    }

    Seen in_picture(std::size_t position) const {
        const app::Scene scene = app::scene_at(excerpt, position);
        Seen seen;
        for (const auto& row : scene.rows) {
            for (const app::Scene::Cell& cell : row) {
                seen.owners += owner_digit(cell.kept, cell.owner);
                seen.values += cell.kept ? value_text(cell.value) : " ";
                seen.written += cell.kept && cell.written ? '+' : '.';
            }
        }
        seen.moves = moves_text(scene.moves);
        seen.trail = moves_text(scene.trail);
        return seen;
    }

    std::string owners_in_script(app::Stage& stage, std::size_t position) const {
        EXPECT_TRUE(stage.go_to(position));
        std::string owners;
        for (const ui::LaneRow& row : window->rows()) {
            for (const ui::LaneCell& cell : row.cells) {
                owners += owner_digit(cell.kept, cell.kept ? stage.provenance(cell.location).owner
                                                           : Owner::scratch);
            }
        }
        return owners;
    }

    /// What the page says in a browser, at every position.
    std::vector<Seen> in_page(const app::Excerpt& whole) const {
        const TemporaryDirectory folder;
        const auto page = app::html_page(whole);
        EXPECT_TRUE(page);
        write_file(folder / "page.html", *page);
        const std::string output =
            run_tool("/usr/bin/python3 " SWITCHSCOPE_SOURCE_DIR "/tests/pages/page_moments.py " +
                     quoted(folder / "page.html"));
        std::vector<Seen> moments;
        for (const auto& one : nlohmann::json::parse(output)) {
            moments.push_back({one.at("owners"), one.at("values"), one.at("written"),
                               one.at("moves"), one.at("trail")});
        }
        return moments;
    }

    std::shared_ptr<const SessionFacts> facts = demo_facts();
    std::shared_ptr<MemoryRecording> recording;
    app::Excerpt excerpt;
    std::unique_ptr<ui::LanesModel> window;
    SwitchIndex index;
    CurrentSwitch now{facts};
    std::optional<Timeline> timeline;
};

#define EXPECT_SAME_MOMENT(seen, wanted)                                                           \
    do {                                                                                           \
        EXPECT_EQ((seen).owners, (wanted).owners);                                                 \
        EXPECT_EQ((seen).values, (wanted).values);                                                 \
        EXPECT_EQ((seen).written, (wanted).written);                                               \
        EXPECT_EQ((seen).moves, (wanted).moves);                                                   \
        EXPECT_EQ((seen).trail, (wanted).trail);                                                   \
    } while (false)

TEST_F(OneMoment, is_the_same_in_window_and_picture_at_every_position) {
    timeline.emplace(*recording);
    for (std::size_t position = 0; position <= recording->size(); ++position) {
        SCOPED_TRACE("after " + std::to_string(position) + " steps");
        look_at(position);
        EXPECT_SAME_MOMENT(in_picture(position), in_window());
    }
}

TEST_F(OneMoment, has_the_same_owners_in_window_and_script_at_every_position) {
    timeline.emplace(*recording);
    app::Stage stage(facts, recording);
    for (std::size_t position = 0; position <= recording->size(); ++position) {
        SCOPED_TRACE("after " + std::to_string(position) + " steps");
        look_at(position);
        EXPECT_EQ(owners_in_script(stage, position), in_window().owners);
    }
}

TEST_F(OneMoment, is_the_same_in_window_and_page_at_every_position) {
    timeline.emplace(*recording);
    const std::vector<Seen> page = in_page(excerpt);
    ASSERT_EQ(page.size(), recording->size() + 1);
    for (std::size_t position = 0; position <= recording->size(); ++position) {
        SCOPED_TRACE("after " + std::to_string(position) + " steps");
        look_at(position);
        EXPECT_SAME_MOMENT(page[position], in_window());
    }
}

TEST_F(OneMoment, has_the_same_owners_in_a_page_that_begins_in_the_middle) {
    timeline.emplace(*recording);
    const app::Excerpt part = *app::excerpt_of(facts, *recording, {3, 5});
    ASSERT_GT(part.begin, 0U);
    ASSERT_LT(part.end, recording->size());
    const std::vector<Seen> page = in_page(part);
    ASSERT_EQ(page.size(), part.end - part.begin + 1);
    for (std::size_t position = part.begin; position <= part.end; ++position) {
        SCOPED_TRACE("after " + std::to_string(position) + " steps");
        look_at(position);
        EXPECT_EQ(page[position - part.begin].owners, in_window().owners);
        EXPECT_EQ(page[position - part.begin].values, in_window().values);
    }
}

TEST_F(OneMoment, stands_in_tables_below_the_heading_of_its_switch) {
    std::istringstream lines(app::markdown_tables(excerpt));
    std::uint64_t number = 0;
    std::size_t rows = 0, headings = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## World switch ")) {
            number = std::stoull(line.substr(16));
            ++headings;
        } else if (line.starts_with("| ") &&
                   std::isdigit(static_cast<unsigned char>(line[2])) != 0) {
            EXPECT_EQ(recording->step(std::stoull(line.substr(2)) - 1).switch_number, number)
                << line;
            ++rows;
        }
    }
    EXPECT_GT(rows, 1000U);
    EXPECT_GT(headings, 2 * index.count()) << "the harts take turns within their switches";
}

/// How many images the GIF of this macro has.
int images_of(const app::Excerpt& excerpt, const std::string& macro) {
    const TemporaryDirectory folder;
    app::PageOptions options;
    options.macro = macro;
    options.scale = 0.1;
    write_file(folder / "macro.gif", *app::find_page_format("gif")->make(excerpt, options));
    int error = 0;
    GifFileType* const file = DGifOpenFileName((folder / "macro.gif").c_str(), &error);
    EXPECT_EQ(DGifSlurp(file), GIF_OK);
    const int images = file->ImageCount;
    DGifCloseFile(file, &error);
    return images;
}

TEST_F(OneMoment, is_in_an_animation_though_the_other_hart_goes_on_meanwhile) {
    // The first macro that another hart interrupts.
    const auto& spans = facts->routine.spans();
    std::size_t inside = 1;
    while (recording->step(inside).hart == recording->step(inside - 1).hart ||
           recording->step(inside - 1).span < 0 ||
           spans[static_cast<std::size_t>(recording->step(inside - 1).span)].count < 10) {
        ++inside;
    }
    timeline.emplace(*recording);
    timeline->go_to(inside);
    excerpt.begin = timeline->trail_begin();
    const MacroSpan& span = spans[static_cast<std::size_t>(recording->step(inside - 1).span)];
    EXPECT_EQ(images_of(excerpt, span.name), static_cast<int>(span.count) + 1)
        << "in front of each instruction of " << span.name << ", and behind the last one";
}

} // namespace
} // namespace switchscope::test
