// SPDX-License-Identifier: MIT
#include "core/image/image.h"

#include <set>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/instruction.h"
#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

/// The part of a row that objdump shows as well.
using Row = std::tuple<std::uint64_t, unsigned, bool, std::string>;

std::set<Row> rows_of_objdump(const std::filesystem::path& file) {
    std::set<Row> rows;
    for (const std::string& line :
         lines_of(run_tool("riscv64-unknown-elf-objdump --dwarf=decodedline " + quoted(file)))) {
        std::stringstream words(line);
        std::string name;
        std::string number;
        std::string address;
        words >> name >> number >> address;
        if (!address.starts_with("0x") && address != "0") {
            continue;
        }
        const bool end = number == "-" || line.find("END") != std::string::npos;
        rows.insert({std::stoull(address, nullptr, 16),
                     number == "-" ? 0U : static_cast<unsigned>(std::stoul(number)), end,
                     std::filesystem::path(name).filename().string()});
    }
    return rows;
}

class ImageOfDwarf : public testing::TestWithParam<int> {
  protected:
    std::shared_ptr<const Image> build(const std::string& more_options = {}) {
        compile_fixture(file_,
                        "-gdwarf-" + std::to_string(GetParam()) + link_options + more_options,
                        {"switch.S", "layouts.c", "elsewhere.c"});
        return opened(file_);
    }
    TemporaryDirectory directory_;
    std::filesystem::path file_ = directory_ / "program.elf";
};

INSTANTIATE_TEST_SUITE_P(Versions, ImageOfDwarf, testing::Values(4, 5),
                         [](const auto& param) { return "dwarf" + std::to_string(param.param); });

TEST_P(ImageOfDwarf, finds_the_symbols_that_nm_lists) {
    const auto image = build();
    std::size_t compared = 0;
    for (const std::string& line :
         lines_of(run_tool("riscv64-unknown-elf-nm -S " + quoted(file_)))) {
        std::stringstream stream(line);
        std::vector<std::string> words;
        for (std::string word; stream >> word;) {
            words.push_back(word);
        }
        const std::string& name = words.back();
        if (name.starts_with('$') || words.size() < 3) {
            continue;
        }
        const Symbol* symbol = image->find_symbol(name);
        ASSERT_NE(symbol, nullptr) << name;
        EXPECT_EQ(symbol->address, std::stoull(words[0], nullptr, 16)) << name;
        EXPECT_EQ(symbol->size, words.size() == 4 ? std::stoull(words[1], nullptr, 16) : 0U)
            << name;
        ++compared;
    }
    EXPECT_GT(compared, 15U);
    EXPECT_EQ(image->find_symbol("no_such_symbol"), nullptr);
    EXPECT_EQ(image->find_symbol(""), nullptr);
}

TEST_P(ImageOfDwarf, line_rows_are_those_that_objdump_decodes) {
    const auto image = build();
    ASSERT_TRUE(image->has_debug_lines());
    const auto rows = image->line_rows(0, ~0ULL);
    ASSERT_TRUE(rows.has_value()) << rows.error().message();
    std::set<Row> ours;
    std::uint64_t previous = 0;
    for (const LineRow& row : *rows) {
        EXPECT_GE(row.address, previous);
        previous = row.address;
        ours.insert({row.address, row.end_sequence ? 0U : row.line, row.end_sequence,
                     std::filesystem::path(row.file).filename().string()});
    }
    std::set<Row> theirs;
    for (const auto& [address, line, end, name] : rows_of_objdump(file_)) {
        theirs.insert({address, end ? 0U : line, end, name});
    }
    EXPECT_GT(theirs.size(), 30U);
    EXPECT_EQ(ours, theirs);
}

TEST_P(ImageOfDwarf, a_macro_has_one_line_and_a_path_from_the_root) {
    const auto image = build();
    const Symbol* routine = image->find_symbol("switch_routine");
    ASSERT_NE(routine, nullptr);
    const auto rows = image->line_rows(routine->address, routine->address + routine->size).value();
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.front().address, routine->address);
    EXPECT_TRUE(rows.front().file.starts_with('/')) << rows.front().file;
    EXPECT_TRUE(rows.front().file.ends_with("fixtures/switch.S")) << rows.front().file;
    std::set<unsigned> lines;
    for (const LineRow& row : rows) {
        EXPECT_GE(row.address, routine->address);
        EXPECT_LT(row.address, routine->address + routine->size);
        lines.insert(row.line);
    }
    // SAVE_TWO, la, csrw, sret, LOAD_TWO, beqz, call, ret
    EXPECT_EQ(lines.size(), 8U);
}

TEST_P(ImageOfDwarf, a_label_inside_a_function_is_not_the_function) {
    const auto image = build();
    const Symbol* routine = image->find_symbol("switch_routine");
    const Symbol* label = image->find_symbol("return_label");
    ASSERT_NE(label, nullptr);
    EXPECT_EQ(label->kind, Symbol::Kind::label);
    EXPECT_TRUE(label->local);
    EXPECT_EQ(image->function_at(label->address), routine);
    EXPECT_EQ(image->function_at(routine->address), routine);
    EXPECT_EQ(image->function_at(routine->address + routine->size - 1), routine);
    EXPECT_EQ(image->function_at(routine->address + routine->size)->name, "after_routine");
    EXPECT_EQ(image->function_at(0x1000), nullptr);
    EXPECT_EQ(image->function_at(~0ULL), nullptr);
    // _start has no size, so it reaches to the next function.
    EXPECT_EQ(image->function_at(routine->address - 1)->name, "_start");
    EXPECT_EQ(image->function_at(image->find_symbol("datum")->address), nullptr);

    const auto inside = image->symbols_in(routine->address, routine->address + routine->size);
    ASSERT_EQ(inside.size(), 2U);
    EXPECT_EQ(inside[0], routine);
    EXPECT_EQ(inside[1], label);
}

TEST_P(ImageOfDwarf, reads_the_bytes_at_an_address) {
    const auto image = build();
    const auto datum = image->find_symbol("datum");
    EXPECT_EQ(datum->kind, Symbol::Kind::object);
    EXPECT_EQ(image->read(datum->address, 8).value(),
              (std::vector<std::uint8_t>{0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11}));
    EXPECT_TRUE(image->read(datum->address, 0).has_value());
    const auto routine = image->find_symbol("switch_routine");
    const auto code = image->read(routine->address, routine->size).value();
    EXPECT_EQ(decode(code, routine->address)->text(), "sd ra, 8(a0)");

    EXPECT_FALSE(image->read(datum->address, 1 << 20).has_value());
    EXPECT_FALSE(image->read(datum->address, ~std::size_t{0}).has_value());
    EXPECT_FALSE(image->read(image->find_symbol("nothing")->address, 1).has_value()) << ".bss";
    const auto nowhere = image->read(~0ULL, 2);
    ASSERT_FALSE(nowhere.has_value());
    EXPECT_THAT(nowhere.error().what.english(), HasSubstr("program.elf"));
    EXPECT_THAT(nowhere.error().what.english(), HasSubstr("0xffffffffffffffff"));
}

TEST_P(ImageOfDwarf, knows_its_build_id) {
    EXPECT_EQ(build()->build_id(), "0123456789abcdef");
}

TEST_P(ImageOfDwarf, compressed_dwarf_reads_the_same) {
    const auto plain = build();
    const auto rows = plain->line_rows(0, ~0ULL).value().size();
    const auto members = plain->struct_layout("nested").value().members.size();
    run_tool("riscv64-unknown-elf-objcopy --compress-debug-sections=zlib " + quoted(file_) + " " +
             quoted(directory_ / "compressed.elf"));
    const auto compressed = opened(directory_ / "compressed.elf");
    EXPECT_EQ(compressed->line_rows(0, ~0ULL).value().size(), rows);
    EXPECT_EQ(compressed->struct_layout("nested").value().members.size(), members);
}

TEST_P(ImageOfDwarf, many_threads_may_use_it_at_once) {
    const auto image = build();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 20; ++n) {
                EXPECT_TRUE(image->line_rows(0, ~0ULL).has_value());
                EXPECT_TRUE(image->struct_layout("unions").has_value());
                EXPECT_NE(image->find_symbol("switch_routine"), nullptr);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST_P(ImageOfDwarf, an_object_is_laid_out_and_relocated_like_the_program) {
    const auto program = build();
    const auto object_file = directory_ / "object.o";
    for (const char* relaxing : {"-mno-relax", "-mrelax"}) {
        compile_fixture(object_file, "-gdwarf-" + std::to_string(GetParam()) + " -c " + relaxing,
                        {"switch.S"});
        const auto object = opened(object_file);
        const Symbol* routine = object->find_symbol("switch_routine");
        const Symbol* label = object->find_symbol("return_label");
        ASSERT_NE(routine, nullptr);
        ASSERT_NE(label, nullptr);
        EXPECT_EQ(object->function_at(label->address), routine);

        // `la t1, return_label` leads there
        const auto code = object->read(routine->address, routine->size).value();
        std::uint64_t loaded = 0;
        for (std::uint64_t at = 0; at < code.size();) {
            const auto one = decode(std::span(code).subspan(at), routine->address + at);
            ASSERT_TRUE(one.has_value()) << one.error().message();
            if (one->operation == Operation::auipc && loaded == 0) {
                const auto next = decode(std::span(code).subspan(at + 4), 0);
                loaded = one->address + static_cast<std::uint64_t>(one->immediate) +
                         static_cast<std::uint64_t>(next->immediate);
            }
            if (one->operation == Operation::branch) {
                EXPECT_EQ(one->address + static_cast<std::uint64_t>(one->immediate),
                          routine->address);
            }
            at += one->size;
        }
        EXPECT_EQ(loaded, label->address);

        const Symbol* linked = program->find_symbol("switch_routine");
        const auto ours = object->line_rows(routine->address, routine->address + routine->size);
        const auto theirs = program->line_rows(linked->address, linked->address + linked->size);
        ASSERT_TRUE(ours.has_value()) << ours.error().message();
        ASSERT_EQ(ours->size(), theirs->size());
        for (std::size_t i = 0; i < ours->size(); ++i) {
            EXPECT_EQ((*ours)[i].line, (*theirs)[i].line);
            EXPECT_EQ((*ours)[i].file, (*theirs)[i].file);
        }
    }
}

TEST_P(ImageOfDwarf, a_partially_linked_object_has_the_layouts_and_rows_of_all_its_parts) {
    const auto object_file = directory_ / "both.o";
    compile_fixture(object_file,
                    "-gdwarf-" + std::to_string(GetParam()) + " -nostdlib -r -ffunction-sections",
                    {"switch.S", "layouts.c", "elsewhere.c"});
    const auto object = opened(object_file);
    EXPECT_TRUE(object->struct_layout("elsewhere").has_value());
    for (const char* name : {"switch_routine", "uses_everything", "uses_elsewhere"}) {
        const Symbol* function = object->find_symbol(name);
        ASSERT_NE(function, nullptr) << name;
        const auto rows = object->line_rows(function->address, function->address + function->size);
        ASSERT_TRUE(rows.has_value()) << rows.error().message();
        EXPECT_FALSE(rows->empty()) << name;
    }
}

TEST(Image, without_dwarf_has_no_rows_and_says_how_to_get_layouts) {
    const TemporaryDirectory directory;
    const auto file = directory / "plain.elf";
    compile_fixture(file, std::string("-g0") + link_options,
                    {"switch.S", "layouts.c", "elsewhere.c"});
    run_tool("riscv64-unknown-elf-objcopy --strip-debug " + quoted(file));
    const auto image = opened(file);
    EXPECT_FALSE(image->has_debug_lines());
    EXPECT_TRUE(image->line_rows(0, ~0ULL).value().empty());
    EXPECT_NE(image->find_symbol("switch_routine"), nullptr);
    const auto layout = image->struct_layout("scalars");
    ASSERT_FALSE(layout.has_value());
    EXPECT_THAT(layout.error().what.english(), HasSubstr("plain.elf has no DWARF"));
    EXPECT_THAT(layout.error().remedy.english(),
                HasSubstr("CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y"));
}

TEST(Image, without_sections_is_read_by_its_segments) {
    const TemporaryDirectory directory;
    const auto file = directory / "program.elf";
    compile_fixture(file, link_options, {"switch.S", "layouts.c", "elsewhere.c"});
    const auto with_sections = opened(file);
    const Symbol* datum = with_sections->find_symbol("datum");
    // sstrip does this: it removes the section header table.
    std::string content = read_file(file);
    content.replace(0x28, 8, 8, '\0');
    content.replace(0x3c, 4, 4, '\0');
    write_file(file, content);
    const auto image = opened(file);
    EXPECT_EQ(image->find_symbol("datum"), nullptr);
    EXPECT_EQ(image->read(datum->address, 8).value(),
              with_sections->read(datum->address, 8).value());
    EXPECT_EQ(image->build_id(), "0123456789abcdef");
}

TEST(Image, a_global_function_is_preferred_to_a_local_one_and_any_function_to_a_label) {
    const TemporaryDirectory directory;
    for (const auto& [name, text] :
         {std::pair{"one.s", "same: nop\nnop\n"},
          std::pair{"two.s", ".type same, @function\nsame: nop\n.size same, .-same\n"},
          std::pair{"three.s",
                    ".globl same\n.type same, @function\nsame: nop\nnop\n.size same, .-same\n"}}) {
        write_file(directory / name, text);
    }
    run_tool("riscv64-unknown-elf-gcc -nostdlib -Wl,-Ttext=0x1000,--no-relax,-e0x1000 -o " +
             quoted(directory / "same.elf") + " " + quoted(directory / "one.s") + " " +
             quoted(directory / "two.s") + " " + quoted(directory / "three.s"));
    const auto image = opened(directory / "same.elf");
    const Symbol* symbol = image->find_symbol("same");
    ASSERT_NE(symbol, nullptr);
    EXPECT_EQ(symbol->kind, Symbol::Kind::function);
    EXPECT_FALSE(symbol->local);
}

} // namespace
} // namespace switchscope::test
