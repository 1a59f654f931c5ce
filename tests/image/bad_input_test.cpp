// SPDX-License-Identifier: MIT
// Files that are wrong or damaged give an Error or a correct value, never a crash.
#include <cstddef>
#include <cstring>
#include <random>

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/image/save_area.h"
#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

std::string error_of(const Result<std::shared_ptr<const Image>>& result) {
    return result ? "no error" : result.error().what.english();
}

std::vector<std::uint8_t> bytes_of(const std::string& content) {
    return {content.begin(), content.end()};
}

/// Calls every function of an image.
void ask_everything(const Image& image) {
    for (const char* name : {"switch_routine", "__kvm_riscv_switch_to", "datum", ""}) {
        if (const Symbol* symbol = image.find_symbol(name)) {
            (void)image.function_at(symbol->address);
            (void)image.read(symbol->address, std::min<std::uint64_t>(symbol->size, 1 << 20));
            (void)image.line_rows(symbol->address, symbol->address + symbol->size);
        }
    }
    (void)image.line_rows(0, ~0ULL);
    (void)image.symbols_in(0, ~0ULL);
    for (const char* name : {"kvm_vcpu_arch", "nested", "bits", "elsewhere", "missing"}) {
        (void)image.struct_layout(name);
    }
    (void)SaveArea::from_image(image);
}

class BadInput : public testing::Test {
  protected:
    TemporaryDirectory directory_;
};

TEST_F(BadInput, each_kind_of_wrong_file_has_its_own_message) {
    EXPECT_THAT(error_of(Image::open(directory_ / "missing")), HasSubstr("cannot open"));
    EXPECT_THAT(error_of(Image::open(directory_.path())), HasSubstr("is a directory"));
    write_file(directory_ / "empty", "");
    EXPECT_THAT(error_of(Image::open(directory_ / "empty")), HasSubstr("is empty"));
    write_file(directory_ / "text", "#!/bin/sh\necho not an image at all\n");
    EXPECT_THAT(error_of(Image::open(directory_ / "text")), HasSubstr("is not an ELF file"));
    write_file(directory_ / "magic", "\x7f"
                                     "ELF");
    EXPECT_THAT(error_of(Image::open(directory_ / "magic")), HasSubstr("cut short"));
    EXPECT_THAT(error_of(Image::open("/dev/null")), HasSubstr("not a regular file"));
#if defined(__x86_64__)
    EXPECT_THAT(error_of(Image::open("/bin/true")), HasSubstr("is for x86-64, not for RISC-V"));
#endif
    const auto with_remedy = Image::open(directory_ / "text");
    EXPECT_THAT(with_remedy.error().what.english(), HasSubstr((directory_ / "text").string()));
    EXPECT_THAT(with_remedy.error().remedy.english(), HasSubstr("vmlinux"));
}

TEST_F(BadInput, a_32_bit_or_big_endian_program_is_an_error) {
    write_file(directory_ / "small.s", "nop\n");
    run_tool("riscv64-unknown-elf-as -march=rv32i -mabi=ilp32 -o " +
             quoted(directory_ / "small.o") + " " + quoted(directory_ / "small.s"));
    EXPECT_THAT(error_of(Image::open(directory_ / "small.o")), HasSubstr("64-bit"));
    run_tool("riscv64-unknown-elf-as -mbig-endian -o " + quoted(directory_ / "big.o") + " " +
             quoted(directory_ / "small.s"));
    EXPECT_THAT(error_of(Image::open(directory_ / "big.o")), HasSubstr("little-endian"));
}

/// A program with one section of code and `count` labels in it. The name of label n starts at
/// `name_of(n)` in `names`.
template <class Function>
std::vector<std::uint8_t> program_with_labels(std::size_t count, const std::string& names,
                                              Function name_of) {
    struct Head {
        Elf64_Ehdr header{};
        Elf64_Shdr sections[4]{};
    } head;
    std::memcpy(head.header.e_ident, ELFMAG, SELFMAG);
    head.header.e_ident[EI_CLASS] = ELFCLASS64;
    head.header.e_ident[EI_DATA] = ELFDATA2LSB;
    head.header.e_type = ET_DYN;
    head.header.e_machine = EM_RISCV;
    head.header.e_shoff = offsetof(Head, sections);
    head.header.e_shentsize = sizeof(Elf64_Shdr);
    head.header.e_shnum = 4;
    head.sections[1].sh_type = SHT_NOBITS;
    head.sections[1].sh_flags = SHF_ALLOC | SHF_EXECINSTR;
    head.sections[1].sh_addr = 0x1000;
    head.sections[1].sh_size = 0x10000;
    head.sections[2].sh_type = SHT_STRTAB;
    head.sections[2].sh_offset = sizeof head;
    head.sections[2].sh_size = names.size();
    head.sections[3].sh_type = SHT_SYMTAB;
    head.sections[3].sh_link = 2;
    head.sections[3].sh_entsize = sizeof(Elf64_Sym);
    head.sections[3].sh_offset = sizeof head + names.size();
    head.sections[3].sh_size = (count + 1) * sizeof(Elf64_Sym);
    std::vector<std::uint8_t> file(head.sections[3].sh_offset + head.sections[3].sh_size);
    std::memcpy(file.data(), &head, sizeof head);
    std::memcpy(file.data() + sizeof head, names.data(), names.size());
    for (std::size_t n = 0; n < count; ++n) {
        Elf64_Sym symbol{};
        symbol.st_name = static_cast<Elf64_Word>(name_of(n));
        symbol.st_info = ELF64_ST_INFO(STB_LOCAL, STT_NOTYPE);
        symbol.st_shndx = 1;
        symbol.st_value = 0x1000 + n % 0x10000;
        std::memcpy(file.data() + head.sections[3].sh_offset + (n + 1) * sizeof symbol, &symbol,
                    sizeof symbol);
    }
    return file;
}

TEST_F(BadInput, names_that_overlap_cost_no_memory_and_no_time) {
    // Linkers let names share their ends. Some thousand names in one are right ...
    std::string names(5'000, 'a');
    names.front() = names.back() = '\0';
    const auto shared = Image::from_bytes(
        program_with_labels(4'990, names, [](std::size_t n) { return n + 1; }), "shared");
    ASSERT_TRUE(shared.has_value()) << shared.error().message();
    EXPECT_EQ((*shared)->symbols_in(0, ~0ULL).size(), 4'990U);
    EXPECT_NE((*shared)->find_symbol(std::string(17, 'a')), nullptr);
    // ... but not a million names of a megabyte each.
    names.assign(1'000'000, 'b');
    names.front() = names.back() = '\0';
    EXPECT_THAT(
        error_of(Image::from_bytes(
            program_with_labels(1'000'000, names, [](std::size_t) { return 1; }), "hostile")),
        HasSubstr("the names of its symbols are longer than those of any program"));
    // Nor do labels that are skipped cost anything.
    names.replace(1, 4, ".LVL");
    const auto labels = Image::from_bytes(
        program_with_labels(1'000'000, names, [](std::size_t) { return 1; }), "labels");
    ASSERT_TRUE(labels.has_value()) << labels.error().message();
    EXPECT_TRUE((*labels)->symbols_in(0, ~0ULL).empty());
}

class Damaged : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        const TemporaryDirectory directory;
        const auto file = directory / "whole";
        const std::string kind = GetParam();
        const std::vector<std::string> sources = {"switch.S", "elsewhere.c", "layouts.c", "vcpu.c"};
        if (kind == "object") {
            compile_fixture(file, "-r -nostdlib", sources);
        } else {
            compile_fixture(
                file, std::string(kind == "dwarf4" ? "-gdwarf-4" : "-gdwarf-5") + link_options,
                sources);
        }
        content_ = bytes_of(read_file(file));
        ASSERT_TRUE(Image::from_bytes(content_, "whole").has_value());
    }
    void ask(std::vector<std::uint8_t> bytes) {
        const auto image = Image::from_bytes(std::move(bytes), "damaged");
        if (!image) {
            return;
        }
        ask_everything(**image);
        ImagePlacement placement;
        if ((*image)->is_object()) {
            placement.sections[".text"] = 0xffff'ffff'0200'0000;
        } else {
            placement.offset = 0x1234'5000;
        }
        if (const auto placed = (*image)->placed(placement)) {
            ask_everything(**placed);
        }
    }
    std::vector<std::uint8_t> content_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, Damaged, testing::Values("dwarf4", "dwarf5", "object"),
                         [](const auto& param) { return std::string(param.param); });

TEST_P(Damaged, file_that_is_cut_short_is_an_error) {
    std::vector<std::size_t> cuts;
    for (std::size_t i = 0; i < 64; ++i) {
        cuts.push_back(content_.size() * i / 64);
    }
    Elf64_Ehdr header;
    std::memcpy(&header, content_.data(), sizeof header);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        Elf64_Shdr section;
        std::memcpy(&section, content_.data() + header.e_shoff + i * sizeof section,
                    sizeof section);
        const std::size_t end = section.sh_offset + section.sh_size;
        for (const std::size_t cut : {section.sh_offset, end, section.sh_offset + 1, end - 1}) {
            if (cut < content_.size()) {
                cuts.push_back(cut);
            }
        }
    }
    for (const std::size_t cut : cuts) {
        const std::vector<std::uint8_t> part(content_.begin(),
                                             content_.begin() + static_cast<std::ptrdiff_t>(cut));
        const auto image = Image::from_bytes(part, "cut");
        EXPECT_FALSE(image.has_value()) << cut;
        EXPECT_FALSE(image || image.error().remedy.empty()) << cut;
    }
}

TEST_P(Damaged, file_with_a_flipped_bit_gives_a_value_or_an_error) {
    std::mt19937 random(5);
    for (int i = 0; i < 2'000; ++i) {
        std::vector<std::uint8_t> flipped = content_;
        // Every other flip hits the headers at the two ends, which are a small part of the file.
        const std::size_t header_bytes = 2048;
        std::size_t at = random() % flipped.size();
        if (i % 4 == 0) {
            at = flipped.size() - 1 - random() % std::min(header_bytes, flipped.size());
        } else if (i % 4 == 1) {
            at = random() % 64;
        }
        flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ (1U << random() % 8));
        ask(std::move(flipped));
    }
}

TEST_P(Damaged, dwarf_gives_a_value_or_an_error) {
    Elf64_Ehdr header;
    std::memcpy(&header, content_.data(), sizeof header);
    std::mt19937 random(6);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        Elf64_Shdr section;
        std::memcpy(&section, content_.data() + header.e_shoff + i * sizeof section,
                    sizeof section);
        if (section.sh_type == SHT_NOBITS || section.sh_size == 0) {
            continue;
        }
        for (int pass = 0; pass < 40; ++pass) {
            std::vector<std::uint8_t> changed = content_;
            for (int n = 0; n < 8; ++n) {
                constexpr std::uint8_t nasty[] = {0x00, 0xff, 0x80, 0x7f, 0x01};
                const std::size_t at = section.sh_offset + random() % section.sh_size;
                changed[at] =
                    pass % 2 == 0 ? nasty[random() % 5] : static_cast<std::uint8_t>(random());
            }
            ask(std::move(changed));
        }
    }
}

} // namespace
} // namespace switchscope::test
