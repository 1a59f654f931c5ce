// SPDX-License-Identifier: MIT
#include "core/trace/bookmarks.h"

#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using testing::HasSubstr;
using BookmarksOnDisk = test::RecordingOnDisk;

TEST_F(BookmarksOnDisk, come_back_by_position_with_their_names) {
    Bookmarks bookmarks;
    bookmarks.set(700, "the second exit");
    bookmarks.set(5, "");
    bookmarks.set(70, "two\nlines");
    bookmarks.set(700, "renamed");
    bookmarks.set(9, "gone");
    bookmarks.remove(9);
    ASSERT_TRUE(bookmarks.save(file));
    const auto loaded = Bookmarks::load(file);
    ASSERT_TRUE(loaded) << loaded.error().message();
    EXPECT_EQ(loaded->all(), (std::vector<Bookmark>{{5, ""}, {70, "two lines"}, {700, "renamed"}}));
    ASSERT_NE(loaded->at(700), nullptr);
    EXPECT_EQ(loaded->at(700)->name, "renamed");
    EXPECT_EQ(loaded->at(9), nullptr);
}

TEST_F(BookmarksOnDisk, are_none_without_a_file_and_an_error_where_a_line_makes_no_sense) {
    EXPECT_TRUE(Bookmarks::load(file)->all().empty());
    for (const char* line : {"x", "-1 name", "12name", "99999999999999999999 name"}) {
        test::write_file(file.string() + ".bookmarks", "3 fine\n" + std::string(line) + "\n");
        const auto refused = Bookmarks::load(file);
        ASSERT_FALSE(refused) << line;
        EXPECT_THAT(refused.error().what.english(), HasSubstr("line 2"));
    }
}

TEST_F(BookmarksOnDisk, a_folder_that_is_not_there_is_an_error) {
    Bookmarks bookmarks;
    bookmarks.set(1, "one");
    EXPECT_FALSE(bookmarks.save(folder / "nowhere/x.swrec"));
}

} // namespace
} // namespace switchscope
