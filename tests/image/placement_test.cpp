// SPDX-License-Identifier: MIT
// The same file somewhere else in memory: a program that moved as a whole, an object whose sections
// were loaded apart from each other.
#include <cstring>

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/instruction.h"
#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t moved_by = 0x2d40'0000;

class PlacedProgram : public testing::Test {
  protected:
    void SetUp() override {
        compile_fixture(directory_ / "program.elf", link_options,
                        {"switch.S", "layouts.c", "elsewhere.c"});
        linked_ = opened(directory_ / "program.elf");
        ImagePlacement placement;
        placement.offset = moved_by;
        moved_ = linked_->placed(placement).value();
    }
    TemporaryDirectory directory_;
    std::shared_ptr<const Image> linked_;
    std::shared_ptr<const Image> moved_;
};

TEST_F(PlacedProgram, has_its_symbols_there) {
    for (const Symbol* symbol : linked_->symbols_in(0, ~0ULL)) {
        const Symbol* other = moved_->find_symbol(symbol->name);
        ASSERT_NE(other, nullptr) << symbol->name;
        const Symbol* preferred = linked_->find_symbol(symbol->name);
        EXPECT_EQ(other->address, preferred->address + (preferred->absolute ? 0 : moved_by))
            << symbol->name;
    }
    const Symbol* routine = moved_->find_symbol("switch_routine");
    const Symbol* label = moved_->find_symbol("return_label");
    EXPECT_EQ(moved_->function_at(label->address), routine);
    EXPECT_EQ(moved_->function_at(label->address - moved_by), nullptr);
    EXPECT_EQ(moved_->symbols_in(routine->address, routine->address + routine->size).size(), 2U);
    // _start has no size: it reaches to the next function.
    EXPECT_EQ(moved_->function_at(routine->address - 1)->name, "_start");
    EXPECT_EQ(moved_->link_address(routine->address),
              linked_->find_symbol("switch_routine")->address);
    EXPECT_EQ(linked_->find_symbol("switch_routine")->address + moved_by, routine->address);
}

TEST_F(PlacedProgram, has_its_bytes_and_rows_there) {
    const Symbol* before = linked_->find_symbol("switch_routine");
    const Symbol* after = moved_->find_symbol("switch_routine");
    EXPECT_EQ(moved_->read(after->address, after->size).value(),
              linked_->read(before->address, before->size).value());
    EXPECT_FALSE(moved_->read(before->address, before->size).has_value());
    EXPECT_EQ(moved_->read_up_to(after->address, 16).value(),
              linked_->read_up_to(before->address, 16).value());
    const auto rows = linked_->line_rows(0, ~0ULL).value();
    const auto there = moved_->line_rows(0, ~0ULL).value();
    ASSERT_EQ(there.size(), rows.size());
    for (std::size_t n = 0; n < rows.size(); ++n) {
        EXPECT_EQ(there[n].address, rows[n].address + moved_by);
        EXPECT_EQ(there[n].line, rows[n].line);
        EXPECT_EQ(there[n].file, rows[n].file);
    }
    EXPECT_TRUE(moved_->line_rows(before->address, before->address + before->size)->empty());
    EXPECT_EQ(moved_->struct_layout("nested", after->address)->members.size(),
              linked_->struct_layout("nested")->members.size());
}

TEST_F(PlacedProgram, counts_from_the_file_and_can_move_around_the_end_of_memory) {
    ImagePlacement placement;
    placement.offset = 0x1000;
    const auto again = moved_->placed(placement).value();
    const std::uint64_t linked = linked_->find_symbol("switch_routine")->address;
    EXPECT_EQ(again->find_symbol("switch_routine")->address, linked + 0x1000);
    EXPECT_EQ(again->placement(), placement);
    EXPECT_EQ(moved_->placed({}).value()->find_symbol("switch_routine")->address, linked);

    placement.offset = 0 - 0x8000'0000ULL; // down to 0
    const auto low = moved_->placed(placement).value();
    const Symbol* routine = low->find_symbol("switch_routine");
    EXPECT_EQ(routine->address, linked - 0x8000'0000ULL);
    EXPECT_EQ(low->function_at(routine->address + 2), routine);
    EXPECT_EQ(low->line_rows(0, ~0ULL)->size(), linked_->line_rows(0, ~0ULL)->size());
}

TEST_F(PlacedProgram, does_not_move_numbers) {
    write_file(directory_ / "number.s",
               ".globl answer\nanswer = 42\n.globl _start\n_start: nop\nret\n");
    run_tool("riscv64-unknown-elf-gcc -nostdlib -Wl,-Ttext=0x1000 -o " +
             quoted(directory_ / "number.elf") + " " + quoted(directory_ / "number.s"));
    ImagePlacement placement;
    placement.offset = 0x100;
    const auto moved = opened(directory_ / "number.elf")->placed(placement).value();
    EXPECT_EQ(moved->find_symbol("answer")->address, 42U);
    EXPECT_TRUE(moved->find_symbol("answer")->absolute);
    EXPECT_EQ(moved->find_symbol("_start")->address, 0x1100U);
}

TEST_F(PlacedProgram, takes_no_addresses_of_sections) {
    ImagePlacement placement;
    placement.sections[".text"] = 0x1000;
    const auto placed = linked_->placed(placement);
    ASSERT_FALSE(placed.has_value());
    EXPECT_THAT(placed.error().what.english(), HasSubstr("program.elf is a program"));
}

TEST_F(PlacedProgram, has_the_pointers_that_it_fills_when_it_starts) {
    // The linker for programs without a system makes none that move. So the relocations are
    // written as data, and their section is made one of relocations afterwards.
    write_file(directory_ / "pointers.s",
               ".globl _start\n_start: nop\nret\n.data\n.balign 8\n"
               "first: .quad 0, 7\nthird: .quad 0\n.section .rela.here,\"a\",@progbits\n"
               ".quad third, 3, third + 4\n.quad first, 3, _start\n.quad first + 8, 0, 9\n");
    run_tool("riscv64-unknown-elf-as -march=rv64gc -o " + quoted(directory_ / "pointers.o") + " " +
             quoted(directory_ / "pointers.s"));
    run_tool("riscv64-unknown-elf-ld -Ttext=0x80000000 -o " + quoted(directory_ / "pointers.elf") +
             " " + quoted(directory_ / "pointers.o"));
    std::string file = read_file(directory_ / "pointers.elf");
    Elf64_Ehdr header;
    std::memcpy(&header, file.data(), sizeof header);
    for (unsigned n = 0; n < header.e_shnum; ++n) {
        Elf64_Shdr section;
        char* at = file.data() + header.e_shoff + n * sizeof section;
        std::memcpy(&section, at, sizeof section);
        if (section.sh_type == SHT_PROGBITS && section.sh_size == 3 * sizeof(Elf64_Rela)) {
            section.sh_type = SHT_RELA;
            section.sh_entsize = sizeof(Elf64_Rela);
            std::memcpy(at, &section, sizeof section);
        }
    }
    write_file(directory_ / "pointers.elf", file);
    const auto image = opened(directory_ / "pointers.elf");
    ImagePlacement placement;
    placement.offset = moved_by;
    for (const auto& one : {image, image->placed(placement).value()}) {
        const Symbol* first = one->find_symbol("first");
        const Symbol* third = one->find_symbol("third");
        ASSERT_NE(first, nullptr);
        const auto bytes = one->read(first->address, 24).value();
        const auto word = [&](std::size_t at) {
            std::uint64_t value = 0;
            std::memcpy(&value, bytes.data() + at, sizeof value);
            return value;
        };
        EXPECT_EQ(word(0), one->find_symbol("_start")->address);
        EXPECT_EQ(word(8), 7U);
        EXPECT_EQ(word(16), third->address + 4);
        // also where the bytes begin or end within one
        const auto part = one->read(first->address + 3, 15).value();
        EXPECT_TRUE(std::equal(part.begin(), part.end(), bytes.begin() + 3));
        EXPECT_EQ(one->read_up_to(first->address, 24).value(), bytes);
    }
}

class PlacedObject : public testing::Test {
  protected:
    void SetUp() override {
        compile_fixture(directory_ / "both.o", "-nostdlib -r -ffunction-sections",
                        {"switch.S", "layouts.c", "elsewhere.c"});
        object_ = opened(directory_ / "both.o");
        placement_.sections = {{".text", 0xffff'ffff'023a'8000},
                               {".text.uses_elsewhere", 0xffff'ffff'0200'0328},
                               {".data", 0xffff'ffff'0451'0000}};
    }
    const Symbol* named(const Image& image, std::string_view name) {
        const Symbol* symbol = image.find_symbol(name);
        EXPECT_NE(symbol, nullptr) << name;
        return symbol;
    }
    TemporaryDirectory directory_;
    std::shared_ptr<const Image> object_;
    ImagePlacement placement_;
};

TEST_F(PlacedObject, has_each_section_where_it_was_loaded) {
    const auto placed = object_->placed(placement_);
    ASSERT_TRUE(placed.has_value()) << placed.error().message();
    const Image& image = **placed;
    EXPECT_TRUE(image.is_object());
    EXPECT_EQ(image.placement(), placement_);
    std::size_t placed_sections = 0;
    for (const ImageSection& section : image.sections()) {
        const auto wanted = placement_.sections.find(section.name);
        EXPECT_EQ(section.placed, wanted != placement_.sections.end()) << section.name;
        if (section.placed) {
            ++placed_sections;
            EXPECT_TRUE(section.allocated);
            EXPECT_EQ(section.address, wanted->second);
            EXPECT_EQ(section.executable, section.name.starts_with(".text"));
        } else if (section.allocated) {
            EXPECT_LT(section.address, 1U << 24) << section.name;
        }
    }
    EXPECT_EQ(placed_sections, 3U);

    const Symbol* routine = named(image, "switch_routine");
    EXPECT_EQ(image.find_symbol("uses_elsewhere")->address, 0xffff'ffff'0200'0328U);
    EXPECT_EQ(image.function_at(0xffff'ffff'0200'0328)->name, "uses_elsewhere");
    EXPECT_EQ(image.function_at(routine->address + 4), routine);
    EXPECT_EQ(image.symbols_in(routine->address, routine->address + routine->size).size(), 2U);
    const std::uint64_t before = named(*object_, "switch_routine")->address;
    EXPECT_EQ(image.link_address(routine->address + 6), before + 6);
    EXPECT_EQ(image.link_address(0xffff'ffff'8000'0000), std::nullopt);
    EXPECT_FALSE(image.read(before, 4).has_value()) << "it lies where it was placed only";
}

TEST_F(PlacedObject, has_the_rows_of_each_section_there) {
    const auto image = object_->placed(placement_).value();
    for (const char* name : {"switch_routine", "uses_elsewhere", "uses_everything"}) {
        const Symbol* before = named(*object_, name);
        const Symbol* after = named(*image, name);
        const auto rows = object_->line_rows(before->address, before->address + before->size);
        const auto there = image->line_rows(after->address, after->address + after->size);
        ASSERT_TRUE(there.has_value()) << there.error().message();
        ASSERT_FALSE(there->empty()) << name;
        ASSERT_EQ(there->size(), rows->size()) << name;
        for (std::size_t n = 0; n < rows->size(); ++n) {
            EXPECT_EQ((*there)[n].address - after->address, (*rows)[n].address - before->address);
            EXPECT_EQ((*there)[n].line, (*rows)[n].line);
        }
    }
    EXPECT_EQ(image->line_rows(0, ~0ULL)->size(), object_->line_rows(0, ~0ULL)->size());
}

TEST_F(PlacedObject, has_code_that_reaches_from_section_to_section) {
    // One section far from the other: what the linker writes there is the proof.
    write_file(directory_ / "two.s", ".text\n.globl _start\n_start: la a0, there\nlla a1, word\n"
                                     "call there\nret\n"
                                     ".section .noinstr.text,\"ax\"\nthere: nop\nret\n"
                                     ".data\n.balign 8\nword: .quad there\n");
    run_tool("riscv64-unknown-elf-as -mno-relax -march=rv64gc -o " + quoted(directory_ / "two.o") +
             " " + quoted(directory_ / "two.s"));
    run_tool("riscv64-unknown-elf-ld --no-relax --section-start=.text=0x12340000 "
             "--section-start=.noinstr.text=0x23450678 --section-start=.data=0x31000040 -o " +
             quoted(directory_ / "two.elf") + " " + quoted(directory_ / "two.o"));
    ImagePlacement placement;
    placement.sections = {
        {".text", 0x1234'0000}, {".noinstr.text", 0x2345'0678}, {".data", 0x3100'0040}};
    const auto linked = opened(directory_ / "two.elf");
    const auto placed = opened(directory_ / "two.o")->placed(placement);
    ASSERT_TRUE(placed.has_value()) << placed.error().message();
    for (const auto& [name, address] : placement.sections) {
        const std::size_t size = name == ".text" ? 26 : name == ".data" ? 8 : 4;
        EXPECT_EQ((*placed)->read(address, size).value(), linked->read(address, size).value())
            << name;
    }
}

TEST_F(PlacedObject, that_cannot_be_so_is_an_error_that_names_the_section) {
    const auto error_of = [&](const ImagePlacement& placement) {
        const auto placed = object_->placed(placement);
        return placed ? "no error" : placed.error().message();
    };
    ImagePlacement placement;
    placement.offset = 0x20'0000;
    EXPECT_THAT(error_of(placement), HasSubstr("both.o is an object file"));
    placement = {};
    placement.sections[".noinstr.text"] = 0x1000;
    EXPECT_THAT(error_of(placement), HasSubstr("no section .noinstr.text"));
    EXPECT_THAT(error_of(placement), HasSubstr(".text.uses_elsewhere")) << "says what it has";
    placement = {};
    placement.sections[".debug_info"] = 0x1000;
    EXPECT_THAT(error_of(placement), HasSubstr("no section .debug_info"));
    placement = placement_;
    placement.sections[".text.uses_elsewhere"] = placement.sections[".text"] + 8;
    EXPECT_THAT(error_of(placement), HasSubstr(".text.uses_elsewhere (0xffffffff023a8008)"));
    EXPECT_THAT(error_of(placement), HasSubstr("overlap"));
    placement = {};
    placement.sections[".text"] = ~0ULL - 3;
    EXPECT_THAT(error_of(placement), HasSubstr("end of memory"));
}

TEST_F(PlacedObject, shares_its_layouts_with_the_one_that_is_not_placed) {
    const auto image = object_->placed(placement_).value();
    const std::uint64_t near = named(*image, "uses_elsewhere")->address;
    EXPECT_EQ(image->struct_layout("elsewhere", near)->size,
              object_->struct_layout("elsewhere")->size);
    EXPECT_EQ(image->path(), object_->path());
    EXPECT_EQ(image->build_id(), object_->build_id());
}

TEST(Labels, that_tools_made_up_are_no_symbols) {
    const TemporaryDirectory directory;
    write_file(directory / "labels.s",
               ".globl _start\n.type _start, @function\n_start: la t0, .Lreturn_here\n.LVL3: nop\n"
               ".LBB12: nop\n.LFB0: nop\n.L4: nop\n.LASF9: nop\n.Ltext0: nop\n.Letext0: nop\n"
               ".Lreturn_here: nop\n.L_own: nop\nret\n.size _start, .-_start\n"
               ".section .debug_str,\"MS\",@progbits,1\n.Lname: .asciz \"x\"\n");
    run_tool("riscv64-unknown-elf-as --keep-locals -march=rv64gc -o " +
             quoted(directory / "labels.o") + " " + quoted(directory / "labels.s"));
    run_tool("riscv64-unknown-elf-ld --emit-relocs --discard-none -Ttext=0x1000 -o " +
             quoted(directory / "labels.elf") + " " + quoted(directory / "labels.o"));
    for (const char* file : {"labels.o", "labels.elf"}) {
        const auto image = opened(directory / file);
        const Symbol* start = image->find_symbol("_start");
        ASSERT_NE(start, nullptr);
        std::vector<std::string> names;
        for (const Symbol* symbol :
             image->symbols_in(start->address, start->address + start->size)) {
            names.emplace_back(symbol->name);
        }
        EXPECT_THAT(names, testing::UnorderedElementsAre("_start", ".Lreturn_here", ".L_own"))
            << file;
        EXPECT_EQ(image->find_symbol(".Lname"), nullptr);
        EXPECT_EQ(image->function_at(start->address + 12), start);
    }
}

} // namespace
} // namespace switchscope::test
