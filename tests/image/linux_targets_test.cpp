// SPDX-License-Identifier: MIT
// Kernels as people have them: Debian's with KVM as a module, and one with KASLR.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <map>
#include <set>
#include <sstream>

#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/image/debug_file.h"
#include "core/image/save_area.h"
#include "tests/image/fixture.h"
#include "tests/support/linux_targets.h"

namespace switchscope::test {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Pair;

/// A figure of this process in kB, such as RssAnon.
long memory_figure(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":")) {
            return std::stol(line.substr(name.size() + 1));
        }
    }
    return 0;
}

std::set<std::string> names_at(const Image& image, std::uint64_t address) {
    std::set<std::string> names;
    for (const Symbol* symbol : image.symbols_in(address, address + 1)) {
        names.insert(std::string(symbol->name));
    }
    return names;
}

/// Expects each symbol in a section of code that nm lists to be found by name and by address.
/// Returns how many there are.
std::size_t expect_what_nm_lists(const Image& image, const std::filesystem::path& file) {
    std::size_t compared = 0;
    std::map<std::uint64_t, std::set<std::string>> functions;
    for (const std::string& line : lines_of(run_tool("riscv64-unknown-elf-nm " + quoted(file)))) {
        std::stringstream words(line);
        std::string address;
        std::string kind;
        std::string name;
        words >> address >> kind >> name;
        if (name.starts_with("$") || name.starts_with(".L") || line.ends_with(' ') ||
            (kind != "t" && kind != "T" && kind != "W")) {
            continue;
        }
        functions[std::stoull(address, nullptr, 16)].insert(name);
        ++compared;
    }
    std::size_t wrong = 0;
    for (const auto& [address, names] : functions) {
        const Symbol* function = image.function_at(address);
        const auto here = names_at(image, address);
        for (const std::string& name : names) {
            const Symbol* symbol = image.find_symbol(name);
            const bool right = symbol != nullptr && here.contains(name) &&
                               (function == nullptr || function->address != address ||
                                names.contains(std::string(function->name)));
            wrong += right ? 0 : 1;
            EXPECT_TRUE(right || wrong > 20) << name;
        }
    }
    EXPECT_EQ(wrong, 0U);
    return compared;
}

/// The first row of each line of a routine, as the offset from its start.
std::vector<std::pair<std::uint64_t, unsigned>> line_starts(const Image& image,
                                                            const Symbol& routine) {
    std::vector<std::pair<std::uint64_t, unsigned>> result;
    const auto rows = image.line_rows(routine.address, routine.address + routine.size);
    EXPECT_TRUE(rows.has_value()) << rows.error().message();
    for (const LineRow& row : rows.value_or(std::vector<LineRow>{})) {
        EXPECT_THAT(row.file, EndsWith("arch/riscv/kvm/vcpu_switch.S"));
        if (!row.end_sequence && (result.empty() || result.back().second != row.line)) {
            result.emplace_back(row.address - routine.address, row.line);
        }
    }
    return result;
}

std::uint64_t word_at(const Image& image, std::uint64_t address) {
    const auto bytes = image.read(address, 8);
    std::uint64_t word = 0;
    if (bytes) {
        std::memcpy(&word, bytes->data(), sizeof word);
    }
    return word;
}

// ---- KASLR

class KaslrKernel : public testing::Test {
  protected:
    void SetUp() override {
        const auto path = target_file(linux_kaslr, "vmlinux");
        if (!path) {
            GTEST_SKIP() << linux_kaslr.missing;
        }
        path_ = *path;
    }
    std::filesystem::path path_;
};

TEST_F(KaslrKernel, opens_in_time_though_it_has_millions_of_labels) {
    const long before = memory_figure("RssAnon");
    const auto start = std::chrono::steady_clock::now();
    const auto image = Image::open(path_);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    ASSERT_TRUE(image.has_value()) << image.error().message();
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
    RecordProperty("anonymous_kB", static_cast<int>(memory_figure("RssAnon") - before));
    EXPECT_LT(took.count(), 5.0) << "0.1 s on the machine that this was written on";
    EXPECT_LT(memory_figure("RssAnon") - before, 50'000);
}

TEST_F(KaslrKernel, has_the_symbols_that_nm_lists) {
    const auto image = opened(path_);
    EXPECT_GT(expect_what_nm_lists(*image, path_), 5'000U);
    const Symbol* routine = image->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    EXPECT_EQ(routine->address, 0xffffffff80026ef8U);
    EXPECT_EQ(routine->size, 496U);
    EXPECT_EQ(image->function_at(routine->address + 0xfc), routine);
    EXPECT_THAT(names_at(*image, routine->address + 0xfc), ElementsAre(".Lkvm_switch_return"));
    EXPECT_EQ(image->find_symbol(".LASF100"), nullptr);
    EXPECT_LT(image->symbols_in(0, ~0ULL).size(), 30'000U);
}

TEST_F(KaslrKernel, has_rows_and_layout_where_it_is_placed) {
    ImagePlacement placement;
    placement.offset = 0x2d40'0000;
    const auto start = std::chrono::steady_clock::now();
    const auto linked = opened(path_);
    const auto opened_at = std::chrono::steady_clock::now();
    const auto image = linked->placed(placement).value();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - opened_at;
    EXPECT_LT(took, opened_at - start) << "nothing is parsed again";
    const Symbol* routine = image->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    EXPECT_EQ(routine->address, 0xffffffffad426ef8U);
    EXPECT_THAT(line_starts(*image, *routine),
                ElementsAre(Pair(0, 199), Pair(0x4e, 201), Pair(0x7a, 203), Pair(0xf6, 206),
                            Pair(0xfc, 211), Pair(0x178, 213), Pair(0x1a0, 215), Pair(0x1ee, 218)));
    const auto area = SaveArea::from_image(*image);
    ASSERT_TRUE(area.has_value()) << area.error().message();
    EXPECT_EQ(area->size(), 5488U);
}

TEST_F(KaslrKernel, has_the_pointers_that_it_relocates_itself) {
    const auto linked = opened(path_);
    ImagePlacement placement;
    placement.offset = 0x2d40'0000;
    const auto moved = linked->placed(placement).value();
    std::size_t pointers = 0;
    for (const std::string& line :
         lines_of(run_tool("riscv64-unknown-elf-readelf -rW " + quoted(path_)))) {
        std::stringstream words(line);
        std::string place;
        std::string info;
        std::string type;
        std::string addend;
        words >> place >> info >> type >> addend;
        if (type != "R_RISCV_RELATIVE") {
            continue;
        }
        ++pointers;
        const std::uint64_t at = std::stoull(place, nullptr, 16);
        const std::uint64_t value = std::stoull(addend, nullptr, 16);
        ASSERT_EQ(word_at(*linked, at), value) << place;
        ASSERT_EQ(word_at(*moved, at + placement.offset), value + placement.offset) << place;
    }
    EXPECT_EQ(pointers, 6'800U);
}

// ---- Debian

class DebianKernel : public testing::Test {
  protected:
    void SetUp() override {
        for (const char* name : {"kvm.ko", "kvm.ko.debug", "vmlinux"}) {
            const auto path = target_file(linux_debian, name);
            if (!path) {
                GTEST_SKIP() << linux_debian.missing;
            }
            files_[name] = *path;
        }
        placement_.sections = {
            {".text", 0xffff'ffff'023a'8000},         {".exit.text", 0xffff'ffff'023d'02f8},
            {".noinstr.text", 0xffff'ffff'023d'0328}, {".bss", 0xffff'ffff'023d'3650},
            {".data", 0xffff'ffff'023d'37a0},         {".rodata", 0xffff'ffff'024d'5130}};
    }
    std::map<std::string, std::filesystem::path> files_;
    ImagePlacement placement_; ///< as in all boots of the target
};

TEST_F(DebianKernel, has_the_symbols_that_nm_lists) {
    EXPECT_GT(expect_what_nm_lists(*opened(files_["vmlinux"]), files_["vmlinux"]), 40'000U);
}

TEST_F(DebianKernel, has_its_module_where_it_is_placed) {
    const auto image = opened(files_["kvm.ko"])->placed(placement_);
    ASSERT_TRUE(image.has_value()) << image.error().message();
    const Symbol* routine = (*image)->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    EXPECT_EQ(routine->address, 0xffff'ffff'023a'8000 + 0x26150);
    EXPECT_EQ(routine->size, 496U);
    EXPECT_EQ((*image)->function_at(routine->address + 0xfc), routine);
    EXPECT_THAT(names_at(**image, routine->address + 0xfc), testing::IsEmpty());
    const Symbol* caller = (*image)->find_symbol("kvm_riscv_vcpu_enter_exit");
    ASSERT_NE(caller, nullptr);
    EXPECT_EQ(caller->address, 0xffff'ffff'023d'0328);
    // auipc+jalr at +0x58 lead from .noinstr.text to the routine in .text
    const std::uint64_t call = word_at(**image, caller->address + 0x58);
    const std::uint64_t high = call & 0xffff'f000;
    const auto low = static_cast<std::int64_t>(call) >> 52;
    EXPECT_EQ(caller->address + 0x58 + static_cast<std::uint64_t>(static_cast<std::int32_t>(high)) +
                  static_cast<std::uint64_t>(low),
              routine->address);
    EXPECT_FALSE((*image)->has_debug_lines());
}

TEST_F(DebianKernel, has_rows_and_layout_from_the_debug_file_of_its_module) {
    const long before = memory_figure("RssAnon");
    const auto start = std::chrono::steady_clock::now();
    const auto image = opened(files_["kvm.ko.debug"])->placed(placement_).value();
    const Symbol* routine = image->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    EXPECT_THAT(line_starts(*image, *routine),
                ElementsAre(Pair(0, 199), Pair(0x4e, 201), Pair(0x7a, 203), Pair(0xf6, 206),
                            Pair(0xfc, 211), Pair(0x178, 213), Pair(0x1a0, 215), Pair(0x1ee, 218)));
    const auto area = SaveArea::from_image(*image);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    ASSERT_TRUE(area.has_value()) << area.error().message();
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
    RecordProperty("anonymous_kB", static_cast<int>(memory_figure("RssAnon") - before));
    EXPECT_EQ(area->size(), 9632U);
    const auto offset = [&](std::string_view path) {
        const auto index = area->index_of(path);
        return index ? area->slots()[*index].offset : ~0ULL;
    };
    EXPECT_EQ(offset("host_sscratch"), 0x30U);
    EXPECT_EQ(offset("host_stvec"), 0x38U);
    EXPECT_EQ(offset("host_context.ra"), 0x68U);
    EXPECT_EQ(offset("host_context.sstatus"), 0x168U);
    EXPECT_EQ(offset("guest_context.ra"), 0x3c8U);
    EXPECT_EQ(offset("guest_context.sepc"), 0x4c0U);
    EXPECT_EQ(offset("guest_context.sstatus"), 0x4c8U);
    EXPECT_EQ(offset("guest_csr.scounteren"), 0x768U);

    // The list of modules is read by these offsets.
    const auto module = image->struct_layout("module");
    ASSERT_TRUE(module.has_value()) << module.error().message();
    std::map<std::string, std::uint64_t> offsets;
    for (const StructMember& member : module->members) {
        offsets[member.path] = member.offset;
    }
    EXPECT_EQ(offsets["list.next"], 8U);
    EXPECT_EQ(offsets["mem[0].base"], 0x140U);
    EXPECT_EQ(offsets["mem[1].base"], 0x188U);
    EXPECT_EQ(offsets["mem[1].size"], 0x194U);
}

/// The rows of a file as libdwfl reads them, which relocates by code of its own.
std::set<std::pair<std::uint64_t, unsigned>>
rows_of_dwfl(const std::filesystem::path& file,
             const std::map<std::string, std::uint64_t, std::less<>>& sections) {
    static const std::map<std::string, std::uint64_t, std::less<>>* wanted = nullptr;
    wanted = &sections;
    Dwfl_Callbacks callbacks{};
    static std::filesystem::path path;
    path = file;
    callbacks.find_elf = [](Dwfl_Module*, void**, const char*, Dwarf_Addr, char** name, Elf**) {
        *name = strdup(path.c_str());
        return ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    };
    callbacks.find_debuginfo = [](Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*,
                                  const char*, GElf_Word, char**) { return -1; };
    callbacks.section_address = [](Dwfl_Module*, void**, const char*, Dwarf_Addr,
                                   const char* section, GElf_Word, const GElf_Shdr*,
                                   Dwarf_Addr* address) {
        const auto found = wanted->find(std::string_view(section));
        *address = found == wanted->end() ? ~Dwarf_Addr{0} : found->second; // -1: not loaded
        return 0;
    };
    std::set<std::pair<std::uint64_t, unsigned>> rows;
    Dwfl* dwfl = dwfl_begin(&callbacks);
    Dwfl_Module* module =
        dwfl_report_module(dwfl, "kvm", 0xffff'ffff'0200'0000, 0xffff'ffff'0300'0000);
    dwfl_report_end(dwfl, nullptr, nullptr);
    Dwarf_Addr bias = 0;
    Dwarf_Die* unit = nullptr;
    while (module != nullptr && (unit = dwfl_module_nextcu(module, unit, &bias)) != nullptr) {
        std::size_t count = 0;
        if (dwfl_getsrclines(unit, &count) != 0) {
            continue;
        }
        for (std::size_t n = 0; n < count; ++n) {
            Dwfl_Line* line = dwfl_onesrcline(unit, n);
            Dwarf_Addr address = 0;
            int number = 0;
            Dwarf_Addr ignored = 0;
            bool ends = false; // such a row has no code, and lies in the section behind its own
            dwarf_lineendsequence(dwfl_dwarf_line(line, &ignored), &ends);
            if (!ends &&
                dwfl_lineinfo(line, &address, &number, nullptr, nullptr, nullptr) != nullptr) {
                rows.insert({address, static_cast<unsigned>(number)});
            }
        }
    }
    dwfl_end(dwfl);
    return rows;
}

TEST_F(DebianKernel, has_the_same_line_table_as_libdwfl_reads) {
    const auto image = opened(files_["kvm.ko.debug"])->placed(placement_).value();
    std::set<std::pair<std::uint64_t, unsigned>> ours;
    for (const ImageSection& section : image->sections()) {
        if (section.placed && section.executable) {
            const auto rows = image->line_rows(section.address, section.address + section.size);
            ASSERT_TRUE(rows.has_value()) << rows.error().message();
            for (const LineRow& row : *rows) {
                if (!row.end_sequence) {
                    ours.insert({row.address, row.line});
                }
            }
        }
    }
    std::set<std::pair<std::uint64_t, unsigned>> theirs;
    for (const auto& row : rows_of_dwfl(files_["kvm.ko.debug"], placement_.sections)) {
        for (const ImageSection& section : image->sections()) {
            if (section.placed && section.executable && row.first >= section.address &&
                row.first < section.address + section.size) {
                theirs.insert(row);
            }
        }
    }
    EXPECT_GT(theirs.size(), 40'000U);
    std::vector<std::pair<std::uint64_t, unsigned>> missing;
    std::ranges::set_difference(theirs, ours, std::back_inserter(missing));
    for (const auto& [address, line] : missing) {
        ADD_FAILURE() << "no row of line " << line << " at " << std::hex << address;
    }
    std::vector<std::pair<std::uint64_t, unsigned>> extra;
    std::ranges::set_difference(ours, theirs, std::back_inserter(extra));
    EXPECT_EQ(extra.size(), 0U);
}

TEST_F(DebianKernel, has_its_module_in_the_file_that_is_shipped) {
    const auto packed = packed_file(linux_debian, "kvm.ko");
    if (!packed) {
        GTEST_SKIP() << "no kvm.ko.xz beside the checkout";
    }
    const auto image = opened(*packed);
    const auto plain = opened(files_["kvm.ko"]);
    EXPECT_EQ(image->build_id(), "34fb105ed4557f6c50a89914e2ce2f023c693340");
    const Symbol* routine = image->find_symbol("__kvm_riscv_switch_to");
    ASSERT_NE(routine, nullptr);
    EXPECT_EQ(image->read(routine->address, routine->size).value(),
              plain->read(routine->address, routine->size).value());
    // The debug file lies beside it in the target, as `find_debug_file` wants it.
    const DebugFileSearch search = find_debug_file(*image, {});
    ASSERT_TRUE(search.found.has_value());
    EXPECT_THAT(search.found->path.filename().string(), AnyOf("kvm.ko.debug", "kvm.ko.debug.xz"));
}

} // namespace
} // namespace switchscope::test
