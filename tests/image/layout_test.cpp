// SPDX-License-Identifier: MIT
// Struct layouts, compared with gdb.
#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

/// A member as `ptype /o` shows it.
struct GdbMember {
    std::string path; ///< elements of an array of structs: the first
    bool has_offset = true;
    std::uint64_t offset = 0, size = 0;
    unsigned bit_offset = 0, bit_size = 0;
    std::string dimensions; ///< "[2][3]"
};

std::vector<GdbMember> members_from_gdb(const std::filesystem::path& file,
                                        const std::string& name) {
    const std::string text =
        run_tool("gdb-multiarch -nx -batch -ex 'set language c' -ex 'ptype /o struct " + name +
                 "' " + quoted(file));
    std::vector<GdbMember> members;
    std::vector<std::size_t> open; // the index of the first member of each open aggregate
    for (const std::string& line : lines_of(text)) {
        GdbMember member;
        int used = 0;
        const char* start = line.c_str();
        bool placed = std::sscanf(start, "/* %lu : %u | %lu */%n", &member.offset,
                                  &member.bit_offset, &member.size, &used) == 3;
        if (!placed) {
            member.bit_offset = 0;
            placed =
                std::sscanf(start, "/* %lu | %lu */%n", &member.offset, &member.size, &used) == 2;
        }
        if (!placed) { // in a union: gdb shows no offset there
            member.has_offset = false;
            placed = std::sscanf(start, "/* %lu */%n", &member.size, &used) == 1 && used > 0;
        }
        std::string rest = placed ? line.substr(static_cast<std::size_t>(used)) : line;
        rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
        if (rest.ends_with('{')) {
            open.push_back(members.size());
            continue;
        }
        if (!rest.ends_with(';') || open.empty()) {
            continue; // padding, totals, the last brace
        }
        rest.pop_back();
        if (rest.starts_with('}')) {
            const std::string outer =
                rest.substr(std::min(rest.find_first_not_of("} "), rest.size()));
            for (std::size_t i = open.back(); i < members.size() && !outer.empty(); ++i) {
                members[i].path = outer + "." + members[i].path;
            }
            open.pop_back();
            continue;
        }
        if (const std::size_t bits = rest.find(" : "); bits != std::string::npos) {
            member.bit_size = static_cast<unsigned>(std::stoul(rest.substr(bits + 3)));
            rest.erase(bits);
        }
        if (const std::size_t function = rest.find("(*"); function != std::string::npos) {
            rest = rest.substr(function + 2, rest.find(')', function) - function - 2);
        }
        if (const std::size_t array = rest.find('['); array != std::string::npos) {
            member.dimensions = rest.substr(array);
            rest.erase(array);
        }
        member.path = rest.substr(rest.find_last_of(" *") + 1);
        members.push_back(member);
    }
    return members;
}

class LayoutOfDwarf : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        compile_fixture(file_, std::string(GetParam()) + link_options,
                        {"switch.S", "layouts.c", "elsewhere.c"});
        image_ = opened(file_);
    }
    const StructMember* member(const StructLayout& layout, const std::string& path) {
        for (const StructMember& one : layout.members) {
            if (one.path == path) {
                return &one;
            }
        }
        return nullptr;
    }
    TemporaryDirectory directory_;
    std::filesystem::path file_ = directory_ / "program.elf";
    std::shared_ptr<const Image> image_;
};

INSTANTIATE_TEST_SUITE_P(
    Versions, LayoutOfDwarf,
    testing::Values("-gdwarf-2 -gstrict-dwarf", "-gdwarf-4", "-gdwarf-5",
                    "-gdwarf-4 -fdebug-types-section", "-gdwarf-5 -fdebug-types-section"),
    [](const auto& param) {
        std::string name = param.param;
        name.erase(
            std::remove_if(name.begin(), name.end(),
                           [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }),
            name.end());
        return name;
    });

TEST_P(LayoutOfDwarf, offsets_and_sizes_are_those_of_gdb) {
    for (const char* name : {"scalars", "nested", "unions", "arrays", "bits", "packed_bits",
                             "flexible", "self", "elsewhere", "inner"}) {
        const auto layout = image_->struct_layout(name);
        ASSERT_TRUE(layout.has_value()) << layout.error().message();
        EXPECT_EQ(layout->name, name);
        const auto theirs = members_from_gdb(file_, name);
        ASSERT_FALSE(theirs.empty()) << name;
        for (const GdbMember& expected : theirs) {
            std::string path = expected.path;
            const StructMember* found = member(*layout, path);
            std::uint64_t size = expected.size;
            if (found == nullptr && !expected.dimensions.empty()) {
                std::uint64_t elements = 1;
                for (std::size_t at = 0; at < expected.dimensions.size();
                     at = expected.dimensions.find(']', at) + 1) {
                    elements *= std::stoull(expected.dimensions.substr(at + 1));
                    path += "[0]";
                }
                found = member(*layout, path);
                size = expected.size / elements;
                if (found == nullptr) { // a struct that gdb does not expand here
                    const auto first = std::find_if(
                        layout->members.begin(), layout->members.end(),
                        [&](const StructMember& one) { return one.path.starts_with(path + "."); });
                    ASSERT_NE(first, layout->members.end()) << name << "." << path;
                    EXPECT_EQ(first->offset, expected.offset) << name << "." << path;
                    continue;
                }
            }
            ASSERT_NE(found, nullptr) << name << "." << path;
            if (expected.has_offset) {
                EXPECT_EQ(found->offset, expected.offset) << name << "." << path;
            }
            EXPECT_EQ(found->bit_size, expected.bit_size) << name << "." << path;
            if (expected.bit_size != 0) {
                EXPECT_EQ(found->bit_offset, expected.bit_offset) << name << "." << path;
            } else {
                EXPECT_EQ(found->size, size) << name << "." << path;
            }
        }
        for (std::size_t i = 1; i < layout->members.size(); ++i) {
            EXPECT_LE(layout->members[i - 1].offset, layout->members[i].offset) << name;
        }
    }
}

TEST_P(LayoutOfDwarf, arrays_are_listed_element_by_element_up_to_64) {
    const auto layout = image_->struct_layout("arrays").value();
    ASSERT_NE(member(layout, "matrix[1][2]"), nullptr);
    EXPECT_EQ(member(layout, "matrix[1][2]")->offset, member(layout, "matrix[0][0]")->offset + 20);
    EXPECT_EQ(member(layout, "large")->size, 256U);
    EXPECT_EQ(member(layout, "large")->type, "char [256]");
    EXPECT_EQ(member(layout, "many")->size, 1600U);
    EXPECT_EQ(member(layout, "many")->type, "struct inner [100]");
    EXPECT_NE(member(layout, "just_all[63]"), nullptr);
    EXPECT_EQ(member(layout, "one_too_many")->size, 65U);
    EXPECT_EQ(member(layout, "none")->size, 0U);
    const auto flexible = image_->struct_layout("flexible").value();
    EXPECT_EQ(member(flexible, "data")->size, 0U);
    EXPECT_EQ(member(flexible, "data")->type, "long []");
    EXPECT_EQ(flexible.size, 8U);
    EXPECT_NE(member(image_->struct_layout("nested").value(), "array[2].value"), nullptr);
}

TEST_P(LayoutOfDwarf, types_have_the_names_of_the_source) {
    const auto layout = image_->struct_layout("scalars").value();
    EXPECT_EQ(member(layout, "ul")->type, "unsigned long");
    EXPECT_EQ(member(layout, "word")->type, "word_t");
    EXPECT_EQ(member(layout, "reg")->type, "register_t_");
    EXPECT_EQ(member(layout, "pointer")->type, "const int *");
    EXPECT_EQ(member(layout, "callback")->type, "void (*)(int, char *)");
    EXPECT_EQ(member(layout, "colour")->type, "enum colour");
    EXPECT_EQ(member(image_->struct_layout("self").value(), "next")->type, "struct self *");
}

TEST_P(LayoutOfDwarf, anonymous_members_add_no_step_to_the_path) {
    const auto layout = image_->struct_layout("unions").value();
    ASSERT_NE(member(layout, "high"), nullptr);
    EXPECT_EQ(member(layout, "number")->offset, member(layout, "low")->offset);
    EXPECT_EQ(member(layout, "high")->offset, member(layout, "low")->offset + 2);
    EXPECT_EQ(member(layout, "choice.f[2]")->offset, member(layout, "choice.d[1]")->offset);
}

TEST_P(LayoutOfDwarf, a_declaration_does_not_hide_the_definition_in_another_unit) {
    const std::uint64_t near = image_->find_symbol("uses_everything")->address;
    for (const auto place : {std::optional(near), std::optional<std::uint64_t>()}) {
        const auto layout = image_->struct_layout("elsewhere", place);
        ASSERT_TRUE(layout.has_value()) << layout.error().message();
        EXPECT_EQ(layout->size, 24U);
        EXPECT_EQ(layout->members.size(), 3U);
    }
}

TEST_P(LayoutOfDwarf, what_is_missing_is_named) {
    const auto unknown = image_->struct_layout("no_such_thing");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_THAT(unknown.error().what.english(), HasSubstr("has no struct no_such_thing"));
    const auto declared = image_->struct_layout("never_defined");
    ASSERT_FALSE(declared.has_value());
    EXPECT_THAT(declared.error().what.english(), HasSubstr("struct never_defined"));
    EXPECT_FALSE(image_->struct_layout("").has_value());
}

} // namespace
} // namespace switchscope::test
