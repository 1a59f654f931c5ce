// SPDX-License-Identifier: MIT
// The demo machine as built: its ELF files, seen by the cross compiler's tools, and run by QEMU.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <poll.h>
#include <regex>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string routineName = "__kvm_riscv_switch_to";

fs::path demo(const std::string& name) {
    return fs::path(SWITCHSCOPE_DEMO_DIR) / name;
}
fs::path elfOf(const std::string& variant) {
    return demo("demo-" + variant + ".elf");
}

bool onPath(const std::string& tool) {
    std::istringstream path(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(path, folder, ':');)
        if (access((fs::path(folder) / tool).c_str(), X_OK) == 0)
            return true;
    return false;
}

/// A child process with its output in a pipe; it is killed, by its own pid, when this goes away.
class Process {
  public:
    explicit Process(const std::vector<std::string>& command) {
        int ends[2];
        if (pipe(ends) != 0)
            return;
        pid_ = fork();
        if (pid_ == 0) {
            dup2(ends[1], STDOUT_FILENO);
            dup2(ends[1], STDERR_FILENO);
            close(ends[0]);
            close(ends[1]);
            std::vector<char*> arguments;
            for (const std::string& word : command)
                arguments.push_back(const_cast<char*>(word.c_str()));
            arguments.push_back(nullptr);
            execvp(arguments[0], arguments.data());
            _exit(127);
        }
        close(ends[1]);
        output_ = ends[0];
    }
    ~Process() {
        if (pid_ > 0) {
            kill(pid_, SIGKILL);
            waitpid(pid_, nullptr, 0);
        }
        close(output_);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Read until `pattern` has been printed, the output ends, or time is up; returns all so far.
    const std::string& readUntil(const std::string& pattern, std::chrono::seconds patience) {
        const auto deadline = steady_clock::now() + patience;
        while (pattern.empty() || text_.find(pattern) == std::string::npos) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                deadline - steady_clock::now());
            pollfd waiting{output_, POLLIN, 0};
            if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
                break;
            char piece[4096];
            const ssize_t size = read(output_, piece, sizeof piece);
            ended_ = size <= 0;
            if (ended_)
                break;
            text_.append(piece, static_cast<std::size_t>(size));
        }
        return text_;
    }

    /// The exit status; -1 if the output has not ended, for then the process has not either.
    int exitStatus() {
        int status = -1;
        if (!ended_ || waitpid(pid_, &status, 0) != pid_)
            return -1;
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

  private:
    pid_t pid_ = -1;
    int output_ = -1;
    bool ended_ = false;
    std::string text_;
};

std::string outputOf(const std::vector<std::string>& command) {
    Process process(command);
    return process.readUntil("", std::chrono::seconds(60));
}

std::vector<std::string> qemu(const fs::path& elf, const std::string& commandLine) {
    std::vector<std::string> command{"qemu-system-riscv64",
                                     "-machine",
                                     "virt",
                                     "-cpu",
                                     "rv64,h=true",
                                     "-m",
                                     "128M",
                                     "-display",
                                     "none",
                                     "-serial",
                                     "stdio",
                                     "-monitor",
                                     "none",
                                     "-bios",
                                     "none",
                                     "-kernel",
                                     elf.string()};
    if (!commandLine.empty())
        command.insert(command.end(), {"-append", commandLine});
    return command;
}

/// One instruction of the routine as objdump shows it, with the source line DWARF gives it.
struct Instruction {
    std::uint64_t address = 0;
    std::string bytes, mnemonic, operands;
    std::string file;
    int line = 0;
};

std::vector<Instruction> disassembleRoutine(const std::string& variant) {
    static const std::regex location(R"(^(/\S+):(\d+)( .*)?$)");
    static const std::regex instruction(R"(^\s*([0-9a-f]+):\t([0-9a-f ]+?)\s*\t(\S+)(?:\t(.*))?$)");
    std::istringstream text(outputOf({"riscv64-unknown-elf-objdump", "-d", "-l",
                                      "--disassemble=" + routineName, elfOf(variant).string()}));
    std::vector<Instruction> routine;
    Instruction next;
    std::smatch match;
    for (std::string line; std::getline(text, line);) {
        if (std::regex_match(line, match, location)) {
            next.file = match[1];
            next.line = std::stoi(match[2]);
        } else if (std::regex_match(line, match, instruction)) {
            next.address = std::stoull(match[1], nullptr, 16);
            next.bytes = match[2];
            next.mnemonic = match[3];
            next.operands = match[4];
            routine.push_back(next);
        }
    }
    return routine;
}

/// The two halves: up to and with sret, and from the address that was put in stvec.
struct Halves {
    std::vector<Instruction> toGuest, toHost;
    std::uint64_t returnLabel = 0;
};

Halves halvesOf(const std::string& variant) {
    static const std::regex labelAddress(R"(# ([0-9a-f]+))"); // objdump's note at `la`'s addi
    Halves halves;
    std::smatch match;
    for (const Instruction& each : disassembleRoutine(variant)) {
        if (std::regex_search(each.operands, match, labelAddress))
            halves.returnLabel = std::stoull(match[1], nullptr, 16);
        if (halves.toGuest.empty() || halves.toGuest.back().mnemonic != "sret")
            halves.toGuest.push_back(each);
        else if (each.address >= halves.returnLabel)
            halves.toHost.push_back(each);
    }
    return halves;
}

/// What an instruction is for: "store", "load", "CSR", or its own name.
std::string kindOf(const Instruction& instruction) {
    static const std::map<std::string, std::string> kinds{
        {"sd", "store"},  {"ld", "load"},  {"auipc", "load"}, {"add", "load"},
        {"csrrw", "CSR"}, {"csrw", "CSR"}, {"csrr", "CSR"}};
    const auto kind = kinds.find(instruction.mnemonic);
    return kind == kinds.end() ? instruction.mnemonic : kind->second;
}

/// "23 store, 6 load, ..." for a run of instructions.
std::string summary(const std::vector<Instruction>& instructions) {
    std::ostringstream text;
    for (std::size_t i = 0; i < instructions.size();) {
        std::size_t end = i;
        while (end < instructions.size() && kindOf(instructions[end]) == kindOf(instructions[i]))
            end++;
        text << (i ? ", " : "") << end - i << ' ' << kindOf(instructions[i]);
        i = end;
    }
    return text.str();
}

std::string sourceLine(const std::string& file, int number) {
    std::ifstream source(file);
    std::string line;
    for (int i = 0; i < number; i++)
        std::getline(source, line);
    return line;
}

class DemoMachine : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const std::pair<std::string, std::string> tools[] = {
            {"riscv64-unknown-elf-objdump", "binutils-riscv64-unknown-elf"},
            {"riscv64-unknown-elf-readelf", "binutils-riscv64-unknown-elf"},
            {"gdb-multiarch", "gdb-multiarch"},
            {"qemu-system-riscv64", "qemu-system-misc"}};
        for (const auto& [tool, package] : tools)
            ASSERT_TRUE(onPath(tool)) << "missing: " << tool << "; apt install " << package;
        for (const char* variant : {"macro", "monolithic", "legacy"})
            ASSERT_TRUE(fs::exists(elfOf(variant))) << "not built: " << elfOf(variant);
    }
};

class EveryVariant : public DemoMachine, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Switch, EveryVariant, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& each) { return std::string(each.param); });

// --- The image ---------------------------------------------------------------------------------

TEST_P(EveryVariant, looks_like_a_kernel_image) {
    const std::string headers = outputOf({"riscv64-unknown-elf-readelf", "-lW", elfOf(GetParam())});
    EXPECT_THAT(headers, HasSubstr("0xffffffff80000000 0x0000000080200000"));
    EXPECT_THAT(headers, Not(HasSubstr("RWE")));
    const std::string notes = outputOf({"riscv64-unknown-elf-readelf", "-nW", elfOf(GetParam())});
    EXPECT_THAT(notes, HasSubstr("Build ID: "));
}

TEST_P(EveryVariant, returns_to_an_address_that_stvec_can_hold) {
    const Halves halves = halvesOf(GetParam());
    ASSERT_FALSE(halves.toHost.empty());
    EXPECT_EQ(halves.returnLabel % 4, 0u);
    EXPECT_EQ(halves.toHost.front().address, halves.returnLabel);
    EXPECT_EQ(halves.toHost.front().operands, "a0,sscratch,a0");
}

TEST_P(EveryVariant, only_the_legacy_one_names_its_return_label) {
    const std::string symbols = outputOf({"riscv64-unknown-elf-readelf", "-sW", elfOf(GetParam())});
    const bool named =
        std::regex_search(symbols, std::regex("NOTYPE +LOCAL .* __kvm_switch_return\n"));
    EXPECT_EQ(named, std::string(GetParam()) == "legacy");
    EXPECT_TRUE(std::regex_search(symbols, std::regex("FUNC +GLOBAL .* " + routineName + "\n")));
}

TEST_F(DemoMachine, macro_switch_has_the_kernels_instruction_counts) {
    const Halves halves = halvesOf("macro");
    EXPECT_EQ(summary(halves.toGuest), "23 store, 4 load, 4 CSR, 3 store, 31 load, 1 sret");
    EXPECT_EQ(summary(halves.toHost), "1 CSR, 30 store, 3 load, 4 CSR, 3 store, 23 load, 1 ret");
}

TEST_F(DemoMachine, legacy_switch_has_72_and_71_instructions) {
    const Halves halves = halvesOf("legacy");
    EXPECT_EQ(summary(halves.toGuest), "23 store, 6 load, 6 CSR, 5 store, 31 load, 1 sret");
    EXPECT_EQ(summary(halves.toHost), "1 CSR, 30 store, 5 load, 6 CSR, 5 store, 23 load, 1 ret");
    EXPECT_EQ(halves.toGuest.size(), 72u);
    EXPECT_EQ(halves.toHost.size(), 71u);
}

TEST_F(DemoMachine, monolithic_and_macro_switch_are_the_same_machine_code) {
    const auto bytesOf = [](const std::string& variant) {
        std::vector<std::string> bytes;
        for (const Instruction& each : disassembleRoutine(variant))
            bytes.push_back(each.bytes);
        return bytes;
    };
    EXPECT_GE(bytesOf("macro").size(), 131u);
    EXPECT_EQ(bytesOf("macro"), bytesOf("monolithic"));
}

TEST_F(DemoMachine, line_table_has_one_run_for_each_macro) {
    std::vector<std::string> runs; // "name count"
    const Halves halves = halvesOf("macro");
    std::vector<Instruction> routine = halves.toGuest;
    routine.insert(routine.end(), halves.toHost.begin(), halves.toHost.end());
    for (auto at = routine.begin(); at != routine.end();) {
        const auto end = std::find_if(
            at, routine.end(), [&](const Instruction& each) { return each.line != at->line; });
        std::string name;
        std::istringstream(sourceLine(at->file, at->line)) >> name;
        runs.push_back(name + ' ' + std::to_string(end - at));
        at = end;
    }
    EXPECT_THAT(runs, ElementsAre("SAVE_HOST_GPRS 23", "SAVE_HOST_AND_RESTORE_GUEST_CSRS 11",
                                  "RESTORE_GUEST_GPRS 31", "sret 1", "SAVE_GUEST_GPRS 31",
                                  "SAVE_GUEST_AND_RESTORE_HOST_CSRS 10", "RESTORE_HOST_GPRS 23",
                                  "ret 1"));
    EXPECT_EQ(fs::path(routine.front().file).filename(), "macro.S");
}

TEST_P(EveryVariant, gives_each_instruction_of_a_written_out_routine_its_own_line) {
    if (std::string(GetParam()) == "macro")
        return; // has its own test, above
    std::map<int, int> instructionsOfLine;
    for (const Halves halves = halvesOf(GetParam());
         const auto& half : {halves.toGuest, halves.toHost})
        for (const Instruction& each : half)
            instructionsOfLine[each.line]++;
    const auto crowded = std::count_if(instructionsOfLine.begin(), instructionsOfLine.end(),
                                       [](const auto& entry) { return entry.second > 1; });
    EXPECT_EQ(crowded, 1) << "only `la` is two instructions";
}

TEST_F(DemoMachine, generated_offsets_are_those_of_dwarf) {
    static const std::regex define(R"(#define (HOST|GUEST)_(\w+) (\d+))");
    const std::map<std::string, std::string> outside{{"HOST_SSCRATCH", "host_sscratch"},
                                                     {"HOST_STVEC", "host_stvec"},
                                                     {"HOST_SCOUNTEREN", "host_scounteren"},
                                                     {"GUEST_SCOUNTEREN", "guest_csr.scounteren"}};
    std::vector<std::string> gdb{"gdb-multiarch", "-nx", "-batch", elfOf("macro").string()};
    std::ifstream header(demo("generated/switch-offsets.h"));
    std::string expected;
    std::smatch match;
    for (std::string line; std::getline(header, line);) {
        if (!std::regex_match(line, match, define))
            continue;
        std::string world = match[1], member = match[2];
        const auto other = outside.find(world + '_' + member);
        std::transform(world.begin(), world.end(), world.begin(), ::tolower);
        std::transform(member.begin(), member.end(), member.begin(), ::tolower);
        const std::string path =
            other == outside.end() ? world + "_context." + member : other->second;
        gdb.insert(gdb.end(), {"-ex", "printf \"" + path +
                                          " %lu\\n\", (unsigned long)&((struct "
                                          "kvm_vcpu_arch *)0)->" +
                                          path});
        expected += path + ' ' + match[3].str() + '\n';
    }
    EXPECT_EQ(std::count(expected.begin(), expected.end(), '\n'), 4 + 2 * 34);
    EXPECT_EQ(outputOf(gdb), expected);
}

// --- The machine, running ----------------------------------------------------------------------

/// "4096 switches: sbi 820 store 819 ..." as numbers by name.
std::map<std::string, long> countsIn(const std::string& console, const std::string& switches) {
    std::map<std::string, long> counts;
    std::istringstream line(
        console.substr(console.find(switches + " switches: ") + switches.size() + 11));
    std::string name;
    for (long count = 0; counts.size() < 6 && line >> name >> count;)
        counts[name] = count;
    return counts;
}

TEST_P(EveryVariant, runs_all_guests_for_thousands_of_switches) {
    Process machine(qemu(elfOf(GetParam()), "guests=tour,oracle,paging timer=on"));
    const std::string console = machine.readUntil("16384 switches: ", std::chrono::seconds(100));
    ASSERT_THAT(console, HasSubstr("16384 switches: ")) << "the machine stopped, or is too slow";
    EXPECT_THAT(console, HasSubstr("Switchscope demo machine: " + std::string(GetParam()) +
                                   " switch, guests=tour,oracle,paging timer=on"));
    EXPECT_THAT(console, Not(HasSubstr("FAIL")));
    EXPECT_THAT(console, Not(HasSubstr("fatal")));
    const auto counts = countsIn(console, "8192");
    EXPECT_EQ(counts.size(), 6u);
    for (const auto& [kind, count] : counts)
        EXPECT_GT(count, 0) << kind;
}

TEST_P(EveryVariant, is_deterministic_without_a_timer) {
    const auto run = [&] {
        Process machine(qemu(elfOf(GetParam()), "guests=paging,tour timer=off"));
        const std::string text = machine.readUntil("4096 switches: ", std::chrono::seconds(60));
        return text.substr(0, text.find("4096 switches: "));
    };
    const std::string first = run();
    EXPECT_THAT(first, HasSubstr("2048 switches: "));
    EXPECT_THAT(first, HasSubstr("timer 0\n"));
    EXPECT_EQ(first, run());
}

TEST_F(DemoMachine, runs_the_tour_when_nothing_is_asked_for) {
    Process machine(qemu(elfOf("macro"), ""));
    const std::string console = machine.readUntil("1024 switches: ", std::chrono::seconds(60));
    EXPECT_THAT(console, HasSubstr("macro switch, guests=tour timer=on"));
    EXPECT_THAT(console, HasSubstr("1024 switches: "));
}

TEST_F(DemoMachine, stops_at_a_guest_it_does_not_know) {
    Process machine(qemu(elfOf("macro"), "guests=tour,nobody"));
    const std::string console = machine.readUntil("", std::chrono::seconds(60));
    EXPECT_THAT(console, HasSubstr("FAIL: no such guest in guests=nobody"));
    EXPECT_EQ(machine.exitStatus(), 1);
}

/// A switch that forgets one register: its `ld` becomes a nop. The tour has to notice.
class ForgottenRegister : public DemoMachine, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Restoring, ForgottenRegister,
                         testing::Values("ra", "gp", "t2", "t6", "s7", "a0", "a5"),
                         [](const auto& each) { return std::string(each.param); });

TEST_P(ForgottenRegister, is_noticed_by_the_guest) {
    const Halves halves = halvesOf("macro");
    // The last load of the first half that names the register is the guest's.
    const auto load =
        std::find_if(halves.toGuest.rbegin(), halves.toGuest.rend(), [](const auto& each) {
            return each.mnemonic == "ld" &&
                   each.operands.starts_with(GetParam() + std::string(","));
        });
    ASSERT_NE(load, halves.toGuest.rend());
    ASSERT_EQ(load->bytes.size(), 8u) << "a four-byte instruction, in objdump's one word";

    std::ifstream original(elfOf("macro"), std::ios::binary);
    std::string image(std::istreambuf_iterator<char>(original), {});
    const auto littleEndian = [](std::uint32_t word) {
        return std::string{static_cast<char>(word), static_cast<char>(word >> 8),
                           static_cast<char>(word >> 16), static_cast<char>(word >> 24)};
    };
    const auto word = static_cast<std::uint32_t>(std::stoul(load->bytes, nullptr, 16));
    const std::size_t place = image.find(littleEndian(word));
    ASSERT_NE(place, std::string::npos);
    image.replace(place, 4, littleEndian(0x00000013)); // nop

    const fs::path broken =
        fs::path(testing::TempDir()) / ("switchscope-forgets-" + std::string(GetParam()) + '-' +
                                        std::to_string(getpid()) + ".elf");
    std::ofstream(broken, std::ios::binary) << image;
    Process machine(qemu(broken, "guests=tour timer=off"));
    const std::string console = machine.readUntil("", std::chrono::seconds(30));
    fs::remove(broken);
    EXPECT_THAT(console, HasSubstr("FAIL: tour: wrong value after step 1"));
    EXPECT_EQ(machine.exitStatus(), 1);
}

} // namespace
