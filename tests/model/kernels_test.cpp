// SPDX-License-Identifier: MIT
// The routine in all the forms that kernel builds give it: rows at invocations or at definitions,
// without source, other ways to form the return label, without sizes, compressed or not. Each image
// is assembled here from the sources of the demo machine.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/checker.h"
#include "core/analysis/subject.h"
#include "core/model/macro_finder.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using NamedBy = MacroSpan::NamedBy;
namespace fs = std::filesystem;

const fs::path switches = fs::path(SWITCHSCOPE_SOURCE_DIR) / "asm/switch";
constexpr const char* six_macros[] = {
    "SAVE_HOST_GPRS",  "SAVE_HOST_AND_RESTORE_GUEST_CSRS", "RESTORE_GUEST_GPRS", "sret",
    "SAVE_GUEST_GPRS", "SAVE_GUEST_AND_RESTORE_HOST_CSRS", "RESTORE_HOST_GPRS",  "ret"};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) {
        throw std::runtime_error("the source has no " + what + " any more");
    }
    return text.replace(at, what.size(), with);
}

std::string dropped(std::string text, const std::string& what) {
    return replaced(std::move(text), what, "");
}

/// Builds kernels from sources in a folder that can be removed.
class Kernels : public testing::Test {
  protected:
    fs::path write(const std::string& name, const std::string& text) {
        fs::create_directories(source_ / "arch/riscv/kvm");
        const fs::path path = source_ / "arch/riscv/kvm" / name;
        write_file(path, text);
        return path;
    }

    static std::string source(const std::string& name) { return read_file(switches / name); }

    /// macro.S with all macros in it: some kernels have one file.
    static std::string one_file() {
        return replaced(source("macro.S"), "#include \"macros.h\"", source("macros.h"));
    }

    /// Assembles one file and links it at the addresses of a kernel.
    fs::path link(const fs::path& assembly, const std::string& options = "-g",
                  const std::string& march = "rv64imac_zicsr", const std::string& more = "") {
        const fs::path image = folder_ / (assembly.stem().string() + ".elf");
        run_tool("riscv64-unknown-elf-gcc -march=" + march +
                 " -mabi=lp64 -nostdlib -static -Wl,-Ttext=0xffffffff80013198 -Wl,-e0 " + options +
                 " -I " + quoted(switches) + " -I " +
                 quoted(fs::path(SWITCHSCOPE_DEMO_DIR) / "generated") + " " + quoted(assembly) +
                 " " + more + " -o " + quoted(image));
        return image;
    }

    SwitchCode open(const fs::path& image, SubjectOptions options = {}) {
        options.image = image;
        auto subject = open_subject(options);
        if (!subject) {
            throw std::runtime_error(subject.error().message());
        }
        return std::move(subject->routines.front());
    }

    void forget_sources() { fs::remove_all(source_); }

    TemporaryDirectory folder_;
    fs::path source_ = folder_ / "linux";
};

/// Expects the six macros by name, and a correct world switch.
void expect_six_macros(const SwitchCode& code, NamedBy named_by) {
    const auto& spans = code.routine.spans();
    ASSERT_EQ(spans.size(), std::size(six_macros));
    for (std::size_t n = 0; n < spans.size(); ++n) {
        EXPECT_EQ(spans[n].name, six_macros[n]);
        EXPECT_EQ(spans[n].named_by, spans[n].count == 1 ? NamedBy::mnemonic : named_by);
        EXPECT_EQ(
            difference_from_known_macro(
                spans[n].kind,
                std::span(code.routine.instructions()).subspan(spans[n].first, spans[n].count))
                .english(),
            "");
    }
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());
}

void expect_landing_at_the_swap(const Routine& routine) {
    EXPECT_EQ(routine.return_label() % 4, 0u);
    const auto landing = routine.index_of(routine.return_label());
    ASSERT_TRUE(landing);
    EXPECT_EQ(*landing, routine.sret_index() + 1);
    EXPECT_TRUE(swaps_a0_with_sscratch(routine.instructions()[*landing]));
}

/// The routine with every macro expanded here. Each instruction has the row that a newer assembler
/// gives it: its line in the definition of the macro. `named` is the file name of `text` in the
/// rows.
std::string with_rows_of_definitions(const std::string& text, const fs::path& named) {
    const auto lines = lines_of(text);
    const auto word_of = [](const std::string& line) {
        const auto begin = line.find_first_not_of(" \t");
        return begin == std::string::npos
                   ? std::string()
                   : line.substr(begin, line.find_first_of(" \t", begin) - begin);
    };
    std::map<std::string, std::pair<std::size_t, std::size_t>> bodies;
    std::string expanded = "    .file 1 \"" + named.string() + "\"\n";
    bool in_comment = false;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const std::string word = word_of(lines[n]);
        in_comment = in_comment || word.starts_with("/*");
        if (in_comment) {
            in_comment = lines[n].find("*/") == std::string::npos;
        } else if (word == ".macro") {
            const std::string rest = lines[n].substr(lines[n].find(".macro") + 6);
            const std::size_t begin = n + 1;
            while (word_of(lines[n]) != ".endm") {
                ++n;
            }
            bodies[word_of(rest)] = {begin, n};
        } else if (bodies.contains(word)) {
            for (auto [at, end] = bodies[word]; at < end; ++at) {
                expanded += "    .loc 1 " + std::to_string(at + 1) + "\n" +
                            (lines[at].find("\\resume_addr") == std::string::npos
                                 ? lines[at]
                                 : replaced(lines[at], "\\resume_addr", ".Lresume")) +
                            "\n";
            }
        } else {
            const bool is_instruction =
                !word.empty() && std::isalpha(static_cast<unsigned char>(word[0])) != 0;
            expanded += (is_instruction ? "    .loc 1 " + std::to_string(n + 1) + "\n" : "") +
                        lines[n] + "\n";
        }
    }
    return expanded;
}

TEST_F(Kernels, rows_at_the_invocations_name_the_macros) {
    const SwitchCode code = open(link(write("vcpu_switch.S", one_file())));
    expect_six_macros(code, NamedBy::source);
    expect_landing_at_the_swap(code.routine);
    EXPECT_EQ(code.routine.spans()[1].arguments, ".Lresume");
    EXPECT_THAT(code.routine.naming(code.routine.spans()[0]).english(),
                AllOf(HasSubstr("named in the source"), HasSubstr("exactly what the known macro")));
}

TEST_F(Kernels, rows_at_the_invocations_without_source_are_named_by_what_they_do) {
    const auto image = link(write("vcpu_switch.S", one_file()));
    forget_sources();
    const SwitchCode code = open(image);
    expect_six_macros(code, NamedBy::shape);
    EXPECT_THAT(code.routine.naming(code.routine.spans()[0]).english(),
                HasSubstr("without source"));
    EXPECT_GT(code.routine.spans()[0].line, 0u) << "where it was is still known";
}

TEST_F(Kernels, rows_at_the_definitions_name_the_macros_too) {
    const auto path = write("vcpu_switch.S", one_file());
    const auto expanded = write("expanded.S", with_rows_of_definitions(one_file(), path));
    const SwitchCode code = open(link(expanded, "-g0"));
    const auto& lines = code.routine.lines();
    ASSERT_NE(lines[0], lines[1]) << "the image has not the rows it is to have";
    expect_six_macros(code, NamedBy::source);
    EXPECT_EQ(code.routine.spans()[1].arguments, ".Lresume") << "found at the invocation";
    EXPECT_EQ(code.routine.spans()[0].arguments, "");
}

TEST_F(Kernels, rows_at_definitions_in_a_header_name_the_macros_too) {
    const auto path = write("switch_macros.h", one_file());
    // The instructions outside macros come from a second file here.
    std::string text = with_rows_of_definitions(one_file(), path);
    text = replaced(text, "\n", "\n    .file 2 \"" + (source_ / "vcpu_switch.S").string() + "\"\n");
    for (const char* own : {"sret ", "ret\n"}) {
        const auto at = text.rfind(".loc 1", text.rfind(std::string("    ") + own));
        text[at + 5] = '2';
    }
    const SwitchCode code = open(link(write("expanded.S", text), "-g0"));
    EXPECT_EQ(code.routine.spans()[3].name, "sret");
    EXPECT_THAT(code.routine.spans()[3].file, HasSubstr("vcpu_switch.S"));
    expect_six_macros(code, NamedBy::source);
}

TEST_F(Kernels, rows_at_the_definitions_without_source_are_named_by_what_they_do) {
    const auto path = write("vcpu_switch.S", one_file());
    const auto image = link(write("expanded.S", with_rows_of_definitions(one_file(), path)), "-g0");
    forget_sources();
    expect_six_macros(open(image), NamedBy::shape);
}

TEST_F(Kernels, a_source_tree_in_another_folder_names_the_macros) {
    const auto image = link(write("vcpu_switch.S", one_file()));
    fs::rename(source_, folder_ / "moved");
    EXPECT_EQ(open(image).routine.spans()[0].named_by, NamedBy::shape);
    SubjectOptions options;
    options.source = folder_ / "moved";
    const SwitchCode code = open(image, options);
    expect_six_macros(code, NamedBy::source);
    ASSERT_EQ(code.sources.size(), 1u);
    const MacroSpan& first = code.routine.spans().front();
    EXPECT_THAT(code.sources.at(first.file).at(first.line - 1), HasSubstr("SAVE_HOST_GPRS"));
}

TEST_F(Kernels, paths_that_the_build_shortened_are_found_in_the_tree) {
    const auto path = write("vcpu_switch.S", one_file());
    const auto image = link(path, "-g -Wa,--debug-prefix-map=" + source_.string() + "=linux");
    const SwitchCode without = open(image);
    EXPECT_EQ(without.routine.spans()[0].named_by, NamedBy::shape);
    EXPECT_THAT(without.routine.spans()[0].file, Not(HasSubstr(folder_.path().string())));
    SubjectOptions options;
    options.source = source_;
    expect_six_macros(open(image, options), NamedBy::source);
}

TEST_F(Kernels, source_of_another_version_names_nothing) {
    const auto image = link(write("vcpu_switch.S", one_file()));
    write("vcpu_switch.S", "/* all of it */\n" + source("monolithic.S") + source("monolithic.S"));
    const SwitchCode code = open(image);
    for (const MacroSpan& span : code.routine.spans()) {
        EXPECT_NE(span.named_by, NamedBy::source) << span.name;
    }
}

TEST_F(Kernels, a_macro_that_does_something_else_is_described) {
    std::string text = dropped(one_file(), "    sd      s3, HOST_S3(a0)\n");
    text = replaced(text, "    SAVE_HOST_GPRS\n", "    PUT_AWAY_HOST\n");
    text = replaced(text, ".macro  SAVE_HOST_GPRS", ".macro  PUT_AWAY_HOST");
    const SwitchCode code = open(link(write("vcpu_switch.S", text)));
    const MacroSpan& span = code.routine.spans().front();
    EXPECT_EQ(span.name, "PUT_AWAY_HOST");
    EXPECT_THAT(code.routine.naming(span).english(),
                AllOf(HasSubstr("by what its instructions do it is SAVE_HOST_GPRS"),
                      HasSubstr("it does not store s3")));
    EXPECT_FALSE(check_routine(code.routine, code.area).proven());
}

TEST_F(Kernels, a_macro_that_uses_the_slot_of_another_register_is_described) {
    const std::string text =
        replaced(one_file(), "    sd      s4, HOST_S4(a0)\n", "    sd      s4, HOST_S3(a0)\n");
    const SwitchCode code = open(link(write("vcpu_switch.S", text)));
    EXPECT_THAT(code.routine.naming(code.routine.spans().front()).english(),
                AllOf(HasSubstr("the known macro does something else"),
                      HasSubstr("it stores s4 in the slot of s3")));
    EXPECT_THAT(code.routine.naming(code.routine.spans().at(1)).english(),
                HasSubstr("exactly what the known macro does"));
}

class WrittenOut : public Kernels, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Kernels, WrittenOut, testing::Values("monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(WrittenOut, body_has_its_phases_with_and_without_source) {
    const auto image = link(write("vcpu_switch.S", source(GetParam() + std::string(".S"))));
    expect_six_macros(open(image), NamedBy::shape);
    forget_sources();
    const SwitchCode code = open(image);
    expect_six_macros(code, NamedBy::shape);
    expect_landing_at_the_swap(code.routine);
}

TEST_P(WrittenOut, body_inside_one_macro_has_its_phases_as_well) {
    std::string text = source(GetParam() + std::string(".S"));
    text = replaced(text, "__kvm_riscv_switch_to:\n", ".macro ALL_OF_IT\n");
    text = replaced(text, "    .size   ",
                    "    .endm\n__kvm_riscv_switch_to:\n    ALL_OF_IT\n    .size   ");
    expect_six_macros(open(link(write("vcpu_switch.S", text))), NamedBy::shape);
}

/// The ways in which compilers, linkers and people put the return label into t1.
struct Landing {
    const char* name;
    const char* code; ///< for `la t1, .Lresume`
    const char* options;
};

class LandingForms : public Kernels, public testing::WithParamInterface<Landing> {};
INSTANTIATE_TEST_SUITE_P(
    Kernels, LandingForms,
    testing::Values(Landing{"pc_relative", "lla t1, .Lresume", ""},
                    Landing{"absolute", "lui t1, %hi(.Lresume)\n addi t1, t1, %lo(.Lresume)", ""},
                    Landing{"through_the_got", ".option pic\n la t1, .Lresume\n .option nopic", ""},
                    Landing{"moved_by_a_compressed_mv", "lla t2, .Lresume\n c.mv t1, t2", ""},
                    Landing{"built_in_two_additions",
                            "lla t1, .Lresume - 8\n .option rvc\n c.addi t1, 8", ""}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_P(LandingForms, lead_to_the_return_label) {
    const std::string text =
        replaced(source("monolithic.S"), "la      t1, .Lresume", GetParam().code);
    const auto image = link(write("vcpu_switch.S", text));
    const Routine routine = open(image).routine;
    expect_landing_at_the_swap(routine);
    EXPECT_EQ(routine.spans().size(), 8u);
    // A recording has the code alone, without the content of the GOT.
    const auto opened = Image::open(image);
    ASSERT_TRUE(opened);
    const auto code = (*opened)->read(routine.begin(), routine.end() - routine.begin());
    ASSERT_TRUE(code);
    const auto again =
        Routine::restore("again", routine.begin(), *code, routine.spans(), routine.lines());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->return_label(), routine.return_label());
}

TEST_F(Kernels, uncompressed_code_and_relaxed_code_have_the_same_macros) {
    const std::string text = dropped(source("macro.S"), ".option norelax");
    const auto path = write("vcpu_switch.S", text);
    std::size_t sizes[2];
    std::size_t n = 0;
    for (const char* march : {"rv64ima_zicsr", "rv64imac_zicsr"}) {
        const SwitchCode code = open(link(path, "-g -mrelax", march));
        expect_six_macros(code, NamedBy::source);
        expect_landing_at_the_swap(code.routine);
        EXPECT_EQ(code.routine.instructions().size(), 131u);
        sizes[n++] = code.routine.end() - code.routine.begin();
    }
    EXPECT_EQ(sizes[0], 131u * 4);
    EXPECT_LT(sizes[1], sizes[0]);
}

TEST_F(Kernels, a_routine_without_a_size_ends_after_its_ret) {
    const std::string text =
        dropped(one_file(), "    .size   __kvm_riscv_switch_to, . - __kvm_riscv_switch_to") +
        "\n    .globl other\nother:\n    nop\n    nop\n    ret\n";
    const SwitchCode code = open(link(write("vcpu_switch.S", text)));
    expect_six_macros(code, NamedBy::source);
    const Instruction& last = code.routine.instructions()[code.routine.ret_index()];
    EXPECT_EQ(code.routine.end(), last.next_address());
    EXPECT_FALSE(code.routine.contains(last.next_address()));
}

TEST_F(Kernels, padding_after_sret_is_no_instruction_of_the_routine) {
    for (const char* padding : {"nop", ".word 0", ".balign 64", ".half 0xffff"}) {
        const std::string text =
            replaced(one_file(),
                     ".balign 4\n.Lresume:", std::string(padding) + "\n    .balign 4\n.Lresume:");
        const SwitchCode code = open(link(write("vcpu_switch.S", text)));
        expect_six_macros(code, NamedBy::source);
        expect_landing_at_the_swap(code.routine);
        EXPECT_EQ(code.routine.instructions().size(), 131u) << padding;
    }
}

TEST_F(Kernels, a_label_inside_the_function_does_not_split_it) {
    // The label is local, global, or a function with a size of its own.
    for (const std::string symbol :
         {"__kvm_switch_return:", "    .globl __kvm_switch_return\n__kvm_switch_return:",
          "    .size __kvm_riscv_switch_to, . - __kvm_riscv_switch_to\n    .globl "
          "__kvm_switch_return\n    .type __kvm_switch_return, @function\n__kvm_switch_return:"}) {
        std::string text = replaced(source("legacy.S"), "__kvm_switch_return:", symbol);
        if (symbol.find(".size") != std::string::npos) {
            text = replaced(text, ".size   __kvm_riscv_switch_to, . - __kvm_riscv_switch_to",
                            ".size   __kvm_switch_return, . - __kvm_switch_return");
        }
        const auto image = link(write("vcpu_switch.S", text));
        const SwitchCode code = open(image);
        expect_six_macros(code, NamedBy::shape);
        EXPECT_EQ(code.routine.name(), "__kvm_riscv_switch_to");
        EXPECT_TRUE(code.routine.contains(code.routine.return_label())) << symbol;
    }
}

TEST_F(Kernels, the_return_label_is_the_value_of_stvec_and_no_symbol) {
    // A symbol of that name is elsewhere in the routine; the real label has none.
    std::string text =
        replaced(source("legacy.S"), "la      t3, __kvm_switch_return", "la      t3, .Lreal");
    text = replaced(text, "__kvm_switch_return:", ".Lreal:");
    text = replaced(text, "    sret\n", "    sret\n__kvm_switch_return:\n    nop\n");
    const SwitchCode code = open(link(write("vcpu_switch.S", text)));
    expect_landing_at_the_swap(code.routine);
}

TEST_F(Kernels, another_struct_has_other_offsets) {
    // The struct of the demo machine has more members here, and comes from another file with a
    // shortened path.
    std::string header = read_file(fs::path(SWITCHSCOPE_SOURCE_DIR) / "asm/hypervisor/vcpu.h");
    header = replaced(header, "    unsigned long host_sscratch;",
                      "    char pad[0x1a8];\n    unsigned long host_sscratch;");
    header = replaced(header, "    struct kvm_cpu_context guest_context;",
                      "    int more[5];\n    struct kvm_cpu_context guest_context;");
    write("vcpu.h", header);
    const auto use = write("use.c", "#include \"vcpu.h\"\nstruct kvm_vcpu_arch use;\n");
    const fs::path root = SWITCHSCOPE_SOURCE_DIR;
    const std::string include =
        " -I " + quoted(root / "asm/include") + " -I " + quoted(source_ / "arch/riscv/kvm") + " ";
    const std::string map = " -ffile-prefix-map=" + folder_.path().string() + "= ";
    run_tool("riscv64-unknown-elf-gcc -march=rv64imac -mabi=lp64 -ffreestanding -O1 -S" + include +
             quoted(root / "asm/hypervisor/offsets.c") + " -iquote " +
             quoted(source_ / "arch/riscv/kvm") + " -include " +
             quoted(source_ / "arch/riscv/kvm/vcpu.h") + " -o " + quoted(folder_ / "offsets.s"));
    std::string offsets;
    for (const std::string& line : lines_of(read_file(folder_ / "offsets.s"))) {
        offsets += line.starts_with("@define") ? "#" + line.substr(1) + "\n" : "";
    }
    const auto assembly =
        write("vcpu_switch.S",
              replaced(source("monolithic.S"), "#include \"switch-offsets.h\"", offsets));
    run_tool(
        "riscv64-unknown-elf-gcc -march=rv64imac -mabi=lp64 -mcmodel=medany -ffreestanding -g -c" +
        include + map + quoted(use) + " -o " + quoted(folder_ / "use.o"));
    const auto image = link(assembly, "-g", "rv64imac_zicsr", quoted(folder_ / "use.o"));
    forget_sources();
    const SwitchCode code = open(image);
    EXPECT_FALSE(code.inferred);
    const auto slot = code.area.index_of("guest_context.ra");
    const auto first = code.area.index_of("host_sscratch");
    ASSERT_TRUE(slot && first);
    EXPECT_EQ(code.area.slots()[*first].offset, 0x1b0u);
    EXPECT_TRUE(code.routine.touches(code.area.slots()[*slot]));
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());
    SubjectOptions options;
    options.layout = LayoutSource::code;
    const SwitchCode inferred = open(image, options);
    const auto again = inferred.area.index_of("guest_context.ra");
    ASSERT_TRUE(again);
    EXPECT_EQ(inferred.area.slots()[*again].offset, code.area.slots()[*slot].offset);
}

} // namespace
} // namespace switchscope::test
