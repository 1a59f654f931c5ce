// SPDX-License-Identifier: MIT
#include "tests/isa/objdump.h"

#include <cstdlib>
#include <sstream>

#include "core/isa/registers.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

namespace {

constexpr const char* architecture = "rv64gch_svinval_zihintpause_zicsr_zifencei";

/// The allowed differences: the text of objdump, then ours with the reason.
///
/// - "add a0,a0,16" (also and, sll, srl, sra, addw... with a number): "addi a0, a0, 0x10", the name
///   of the instruction. objdump shortens compressed ones.
/// - "rdcycle a0", rdtime, rdinstret: "csrr a0, cycle". The CSR is always an operand.
/// - "frcsr a0", frrm, frflags, fscsr, fsrm, fsflags: "csrr a0, fcsr", csrw or csrrw, for that
///   reason.
/// - "fsrmi 1", "fsflagsi 1": "csrwi frm, 1" or csrrwi, for that reason.
/// - unimp (0xc0001073): "csrw cycle, zero", the encoded instruction. It traps: cycle is read-only.
/// - "csrw scounteren,7" (also csrs, csrc, csrrw, csrrs, csrrc with a number): "csrwi scounteren,
///   7", the name of the instruction.
/// - "csrr a0,0x7ff" and cycleh: "csrr a0, csr0x7ff" and csr0xc80, from csr_name(). RV64 has no
///   upper halves.
/// - "c.nop 5": "li zero, 5". A hint has no effect and is shown as its instruction.
/// - "c.slli zero,0x5", "c.slli64 a0", c.srli64, c.srai64: "slli zero, zero, 5", "slli a0, a0, 0",
///   for that reason.
/// - "c.mv zero,a0", "c.li zero,5", "c.lui zero,1", "c.add zero,a0": mv, li, lui, add, for that
///   reason.
/// - "c.li zero,0" (a hint): "nop", because addi zero, zero, 0 is one.
/// - "add a0,a0,0" (a hint): "mv a0, a0", as objdump shows the 32-bit form.
/// - "slli a0,a0,0x3": "slli a0, a0, 3". Numbers below 10 are decimal.
/// - "lr.w a0,(a1)": "lr.w a0, (a1)", with a space after each comma.
struct Renamed {
    const char* from;
    const char* to;
    const char* csr;
};
constexpr Renamed csr_reads[] = {
    {"rdcycle", "csrr", "cycle"}, {"rdtime", "csrr", "time"}, {"rdinstret", "csrr", "instret"},
    {"frcsr", "csrr", "fcsr"},    {"frrm", "csrr", "frm"},    {"frflags", "csrr", "fflags"},
};
constexpr Renamed csr_writes[] = {
    {"fscsr", "csr", "fcsr"}, {"fsrm", "csr", "frm"},        {"fsflags", "csr", "fflags"},
    {"fsrmi", "csr", "frm"},  {"fsflagsi", "csr", "fflags"},
};

std::vector<std::string> split(const std::string& operands) {
    std::vector<std::string> parts;
    std::stringstream stream(operands);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

/// "16" -> "0x10", "-3" -> "-3", "16(sp)" -> "0x10(sp)"; any other text stays the same.
std::string number_in_our_style(const std::string& part) {
    char* end = nullptr;
    const long long value = std::strtoll(part.c_str(), &end, 0);
    if (end == part.c_str() || (*end != '\0' && *end != '(')) {
        return part;
    }
    const unsigned long long magnitude = value < 0 ? 0ULL - static_cast<unsigned long long>(value)
                                                   : static_cast<unsigned long long>(value);
    char text[40];
    std::snprintf(text, sizeof text, magnitude < 10 ? "%s%llu" : "%s0x%llx", value < 0 ? "-" : "",
                  magnitude);
    return text + std::string(end);
}

bool is_number(const std::string& part) {
    return !part.empty() && (part[0] == '-' || (part[0] >= '0' && part[0] <= '9'));
}

} // namespace

std::vector<Disassembled> assemble_and_disassemble(const std::string& source,
                                                   const std::string& objdump_options) {
    const TemporaryDirectory directory;
    write_file(directory / "code.s", source);
    run_tool("riscv64-unknown-elf-as -mpriv-spec=1.12 -march=" + std::string(architecture) +
             " -mno-relax -o " + quoted(directory / "code.o") + " " + quoted(directory / "code.s"));
    const std::string text = run_tool("riscv64-unknown-elf-objdump -d -z " + objdump_options + " " +
                                      quoted(directory / "code.o"));
    std::vector<Disassembled> result;
    for (const std::string& line : lines_of(text)) {
        const std::size_t colon = line.find(":\t");
        if (colon == std::string::npos) {
            continue;
        }
        Disassembled one;
        one.address = std::stoull(line.substr(0, colon), nullptr, 16);
        const std::size_t after_bytes = line.find('\t', colon + 2);
        std::string bytes = line.substr(colon + 2, after_bytes - colon - 2);
        bytes.erase(bytes.find_last_not_of(' ') + 1);
        one.encoding = static_cast<std::uint32_t>(std::stoul(bytes, nullptr, 16));
        one.size = static_cast<unsigned>(bytes.size() / 2);
        std::string rest =
            after_bytes == std::string::npos ? std::string() : line.substr(after_bytes + 1);
        for (const char* comment : {" # ", " <", "\t#"}) {
            rest.erase(std::min(rest.find(comment), rest.size()));
        }
        const std::size_t tab = std::min(rest.find('\t'), rest.size());
        one.mnemonic = rest.substr(0, tab);
        one.operands = tab < rest.size() ? rest.substr(tab + 1) : std::string();
        if (one.mnemonic.starts_with('.') || one.mnemonic.starts_with("0x")) {
            one.mnemonic.clear();
        }
        result.push_back(std::move(one));
    }
    return result;
}

std::string in_our_words(const Disassembled& line) {
    std::string mnemonic = line.mnemonic;
    std::vector<std::string> parts = split(line.operands);

    for (const Renamed& renamed : csr_reads) {
        if (mnemonic == renamed.from) {
            mnemonic = renamed.to;
            parts.emplace_back(renamed.csr);
        }
    }
    for (const Renamed& renamed : csr_writes) {
        if (mnemonic == renamed.from) {
            const bool keeps_old = parts.size() == 2;
            mnemonic = (keeps_old ? "csrrw" : "csrw") +
                       std::string(std::string_view(renamed.from).ends_with('i') ? "i" : "");
            parts.insert(parts.end() - 1, renamed.csr);
        }
    }
    if (mnemonic == "unimp" && line.size == 4) {
        return "csrw cycle, zero";
    }
    if (mnemonic.starts_with("csr") && !parts.empty()) {
        const bool has_result = mnemonic.starts_with("csrr");
        parts.at(has_result ? 1 : 0) = csr_name(line.encoding >> 20);
        if (is_number(parts.back())) {
            mnemonic += mnemonic.ends_with('i') ? "" : "i";
            // objdump shows csrrwi with rd = zero as csrwi.
            if (has_result && parts[0] == "zero") {
                mnemonic.erase(3, 1);
                parts.erase(parts.begin());
            }
        }
    }
    if (mnemonic.starts_with("c.")) {
        mnemonic.erase(0, 2);
        if (mnemonic == "nop") {
            mnemonic = "li";
            parts.insert(parts.begin(), "zero");
        } else if (mnemonic.ends_with("64")) {
            mnemonic.erase(4);
            parts.push_back(parts[0]);
            parts.emplace_back("0");
        } else if (mnemonic == "slli" || mnemonic == "add") {
            parts.insert(parts.begin(), parts[0]);
        }
    }
    const bool jumps = mnemonic[0] == 'b' || mnemonic == "j" || mnemonic == "jal";
    if (jumps && !parts.empty()) {
        parts.back() = "0x" + parts.back(); // objdump writes addresses in hex without 0x
    }
    for (const char* shortened : {"add", "addw", "and", "or", "xor", "sll", "sllw", "srl", "srlw",
                                  "sra", "sraw", "slt", "sltu"}) {
        if (mnemonic == shortened && parts.size() == 3 && is_number(parts[2])) {
            const bool narrow = mnemonic.size() == 4 && mnemonic.back() == 'w';
            const bool is_unsigned = mnemonic == "sltu";
            mnemonic =
                narrow ? mnemonic.substr(0, 3) + "iw" : (is_unsigned ? "sltiu" : mnemonic + "i");
            break;
        }
    }
    if (mnemonic == "addi" && line.size == 2 && parts.at(2) == "0" && parts[1] != "zero") {
        mnemonic = "mv";
        parts.pop_back();
    }
    if (mnemonic == "li" && parts.at(0) == "zero" && parts.at(1) == "0") {
        return "nop"; // c.li zero,0
    }
    std::string text = mnemonic;
    const bool hex_always = mnemonic == "lui" || mnemonic == "auipc" || jumps;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += i == 0 ? " " : ", ";
        text += hex_always ? parts[i] : number_in_our_style(parts[i]);
    }
    return text;
}

} // namespace switchscope::test
