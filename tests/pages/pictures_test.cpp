// SPDX-License-Identifier: MIT
// What can be made of a recording for people to look at, but for the page: pictures, animations,
// tables.
#include <memory>

#include <gif_lib.h>
#include <gmock/gmock.h>
#include <pugixml.hpp>

#include "app/pages/excerpt.h"
#include "app/pages/markup.h"
#include "app/pages/palette.h"
#include "app/pages/scene.h"
#include "core/base/hex.h"
#include "core/trace/recording_file.h"
#include "tests/app/program.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

class Pictures : public testing::Test {
  protected:
    /// Of two switches, made once.
    static const std::string& recording() {
        static const TemporaryDirectory kept;
        static const std::string file = [] {
            const Outcome made = run({"record", "--demo", "macro", "--no-timer", "--switches", "2",
                                      "-o", (kept / "two.swrec").string()});
            EXPECT_EQ(made.status, 0) << made.errors;
            return (kept / "two.swrec").string();
        }();
        return file;
    }
    std::string make(const std::string& format, std::vector<std::string> how) {
        const std::string out = (directory_ / ("out." + format)).string();
        how.insert(how.begin(), {"export", recording(), "--format", format, "-o", out});
        const Outcome made = run(how);
        EXPECT_EQ(made.status, 0) << made.errors;
        return read_file(out);
    }

    TemporaryDirectory directory_;
};

std::string text_in(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& child : node.children()) {
        text += child.type() == pugi::node_pcdata ? child.value() : text_in(child);
    }
    return text;
}

TEST_F(Pictures, svg_shows_the_values_of_the_moment) {
    const std::string svg = make("svg", {"--step", "52"});
    EXPECT_EQ(make("svg", {"--step", "52"}), svg) << "the same bytes";
    EXPECT_NE(make("svg", {"--step", "52", "--light"}), svg);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(svg.c_str()));
    std::string text;
    for (const pugi::xml_node& one : document.child("svg").children("text")) {
        text += text_in(one) + "\n";
    }
    const auto opened = RecordingFile::open(recording());
    ASSERT_TRUE(opened);
    const MachineState state = (*opened)->state_at(52);
    std::size_t values = 0;
    for (unsigned n = 1; n < gpr_count; ++n) {
        std::string digits = hex(state.gprs[n]).substr(2);
        digits.insert(0, 16 - digits.size(), '0');
        EXPECT_THAT(text, HasSubstr(std::string(gpr_name(n)) + "\n" + digits + "\n"));
        ++values;
    }
    EXPECT_EQ(values, 31U);
    EXPECT_THAT(text, HasSubstr("ld s3, 0x2d8(a0)"));
    EXPECT_THAT(text, HasSubstr("52 steps"));
}

TEST_F(Pictures, of_the_documentation_are_what_the_program_makes_today) {
    EXPECT_TRUE(make("svg", {"--step", "52"}) ==
                read_file(SWITCHSCOPE_SOURCE_DIR "/docs/images/moment.svg"))
        << "make them anew: ./dev screenshot";
}

TEST_F(Pictures, png_is_the_same_byte_for_byte_and_as_large_as_asked) {
    const std::string png = make("png", {"--step", "30"});
    EXPECT_TRUE(png.starts_with("\x89PNG\r\n"));
    EXPECT_EQ(make("png", {"--step", "30"}), png);
    const auto width = [](const std::string& file) {
        return static_cast<unsigned char>(file[18]) * 256 + static_cast<unsigned char>(file[19]);
    };
    EXPECT_EQ(width(png), 1200);
    EXPECT_EQ(width(make("png", {"--step", "30", "--scale", "2"})), 2400);
}

TEST_F(Pictures, gif_has_an_image_for_each_moment_of_the_macro) {
    const std::string gif =
        make("gif", {"--macro", "SAVE_HOST_AND_RESTORE_GUEST_CSRS", "--scale", "0.5"});
    EXPECT_EQ(make("gif", {"--macro", "SAVE_HOST_AND_RESTORE_GUEST_CSRS", "--scale", "0.5"}), gif);
    EXPECT_LT(gif.size(), 1U << 20);
    int error = 0;
    GifFileType* const file = DGifOpenFileName((directory_ / "out.gif").c_str(), &error);
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(DGifSlurp(file), GIF_OK);
    EXPECT_EQ(file->ImageCount, 12) << "in front of each of the 11 instructions, and behind them";
    EXPECT_EQ(file->SWidth, 600);
    DGifCloseFile(file, &error);
}

TEST_F(Pictures, markdown_has_a_row_for_each_instruction_of_the_routine) {
    const std::string text = make("markdown", {"--switches", "1"});
    EXPECT_EQ(make("markdown", {"--switches", "1"}), text);
    std::size_t rows = 0;
    for (const std::string& line : lines_of(text)) {
        rows += line.starts_with("| ") && line.find("| HS | `") != std::string::npos ? 1U : 0U;
    }
    EXPECT_EQ(rows, 131U);
    EXPECT_THAT(text, HasSubstr("## World switch 1\n"));
    EXPECT_THAT(text, HasSubstr("`sscratch = 0x"));
    EXPECT_THAT(text, HasSubstr("| *the guest runs, "));
}

TEST_F(Pictures, say_what_there_is_instead) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"--format", "svg", "--step", "99999"}, "there is no step 99999"},
        {{"--format", "gif", "--macro", "NONE"}, "The routine has SAVE_HOST_GPRS, "},
        {{"--format", "png", "--switches", "8"}, "The recording has 0..1."},
    };
    for (const auto& [how, message] : cases) {
        std::vector<std::string> command{"export", recording()};
        command.insert(command.end(), how.begin(), how.end());
        const Outcome refused = run(command);
        EXPECT_EQ(refused.status, 2);
        EXPECT_THAT(refused.errors, HasSubstr(message));
    }
}

TEST(Markup, cannot_be_left) {
    EXPECT_EQ(app::escaped_markup("</title><script>\"&"),
              "&lt;/title&gt;&lt;script&gt;&quot;&amp;");
}

TEST(Ranges, are_read_as_written) {
    const auto range = SwitchRange::parse("3..7");
    ASSERT_TRUE(range);
    EXPECT_EQ(range->first, 3U);
    EXPECT_EQ(range->last, 7U);
    EXPECT_EQ(SwitchRange::parse("4")->last, 4U);
    EXPECT_GT(SwitchRange::parse("4..")->last, 1'000'000'000U);
    for (const char* wrong :
         {"", "..", "..3", "7..3", "3...5", "-1", "3..x", "99999999999999999999"}) {
        EXPECT_FALSE(SwitchRange::parse(wrong)) << wrong;
    }
}

} // namespace
} // namespace switchscope::test
