// SPDX-License-Identifier: MIT
// The texts of core, in English and in the languages of catalogues.
#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include "core/base/phrase.h"

namespace switchscope {
namespace {

/// A language with another order of words.
std::string backwards(std::string_view english) {
    static const std::map<std::string_view, std::string> words{
        {"slot %1 holds %2", "%2 is what there is in %1"},
        {"the host's %1", "%1 of the host"},
        {"twice %1", "%1 %1"},
        {"%1 is lost", "lost"}};
    const auto found = words.find(english);
    return found == words.end() ? std::string(english) : found->second;
}

TEST(Phrase, fills_its_holes_in_english) {
    EXPECT_EQ(Phrase().english(), "");
    EXPECT_TRUE(Phrase().empty());
    EXPECT_EQ(Phrase(en("nothing changes")).english(), "nothing changes");
    EXPECT_EQ(en("slot %1 holds %2")(std::string("host.ra"), std::size_t{5}).english(),
              "slot host.ra holds 5");
}

TEST(Phrase, has_another_order_in_another_language) {
    const Phrase phrase =
        en("slot %1 holds %2")(std::string("host.ra"), en("the host's %1")(std::string("s3")));
    EXPECT_EQ(phrase.english(), "slot host.ra holds the host's s3");
    EXPECT_EQ(phrase.in(backwards), "s3 of the host is what there is in host.ra");
}

TEST(Phrase, may_use_a_filling_twice_or_not_at_all) {
    EXPECT_EQ(en("twice %1")(std::string("a0")).in(backwards), "a0 a0");
    EXPECT_EQ(en("%1 is lost")(std::string("a0")).in(backwards), "lost");
}

TEST(Phrase, does_not_look_for_holes_in_fillings) {
    EXPECT_EQ(en("twice %1")(std::string("%1 the host's %1")).in(backwards),
              "%1 the host's %1 %1 the host's %1");
    EXPECT_EQ(Phrase(std::string("%1 is lost")).in(backwards), "%1 is lost") << "a name";
}

TEST(Phrase, stays_english_without_a_translation) {
    EXPECT_EQ(en("a word of %1")(std::string("mine")).in(backwards), "a word of mine");
}

TEST(Phrase, must_have_as_many_fillings_as_holes) {
    EXPECT_THROW(en("slot %1 holds %2")(std::string("host.ra")), std::logic_error);
    EXPECT_THROW(en("nothing changes")(std::string("a0")), std::logic_error);
    EXPECT_NO_THROW(en("100% of %1")(std::size_t{8}));
}

} // namespace
} // namespace switchscope
