// SPDX-License-Identifier: MIT
// The decoder and the CSR table, compared with binutils.
#include <random>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/instruction.h"
#include "core/isa/registers.h"
#include "tests/isa/objdump.h"

namespace switchscope::test {
namespace {

std::vector<std::uint8_t> bytes_of(std::uint32_t encoding, unsigned size) {
    std::vector<std::uint8_t> bytes;
    for (unsigned i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(encoding >> (8 * i)));
    }
    return bytes;
}

Result<Instruction> decode_line(const Disassembled& line) {
    return decode(bytes_of(line.encoding, line.size), line.address);
}

std::string hex(std::uint64_t value) {
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
    return text;
}

/// Collects differences and fails once, with the first few of them.
class Differences {
  public:
    void add(const std::string& text) {
        if (count_++ < 25) {
            text_ << "\n  " << text;
        }
    }
    ~Differences() { EXPECT_EQ(count_, 0U) << text_.str(); }
    Differences() = default;
    Differences(const Differences&) = delete;
    Differences& operator=(const Differences&) = delete;

  private:
    std::size_t count_ = 0;
    std::stringstream text_;
};

/// The structured fields that the text of an instruction implies.
struct Fields {
    Operation operation = Operation::other;
    std::optional<std::uint8_t> rd, rs1, rs2;
    std::int64_t immediate = 0;
    std::optional<std::uint16_t> csr;
    bool csr_reads = false, csr_writes = false, csr_immediate = false;
    unsigned memory_size = 0; ///< 0 where memory is not accessed
    bool sign_extends = false, as_guest = false;
};

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c == ' ' || c == ',' || c == '(' || c == ')') {
            if (!word.empty()) {
                words.push_back(word);
            }
            word.clear();
        } else {
            word += c;
        }
    }
    return words;
}

/// Reads the text that in_our_words() returns.
Fields fields_from_text(const std::string& text, std::uint64_t address) {
    Fields fields;
    std::vector<std::string> words = words_of(text);
    std::string name = words.at(0);
    words.erase(words.begin());
    const auto reg = [&](std::size_t i) {
        return static_cast<std::uint8_t>(gpr_number(words.at(i)).value());
    };
    const auto number = [&](std::size_t i) {
        return static_cast<std::int64_t>(std::strtoull(words.at(i).c_str(), nullptr, 0));
    };
    const auto is_reg = [&](std::size_t i) {
        return i < words.size() && gpr_number(words[i]).has_value();
    };
    const auto result = [&](std::size_t i) {
        if (reg(i) != 0) {
            fields.rd = reg(i);
        }
    };
    const auto size_of_letter = [](char letter) {
        return letter == 'b' ? 1U : letter == 'h' ? 2U : letter == 'w' ? 4U : 8U;
    };
    static const std::set<std::string> loads = {"lb", "lh", "lw", "ld", "lbu", "lhu", "lwu"};
    static const std::set<std::string> stores = {"sb", "sh", "sw", "sd"};
    static const std::set<std::string> alone = {"sret", "mret", "ecall", "ebreak", "wfi"};

    if (loads.contains(name) || stores.contains(name)) {
        fields.operation = loads.contains(name) ? Operation::load : Operation::store;
        fields.memory_size = size_of_letter(name[1]);
        fields.sign_extends = loads.contains(name) && !name.ends_with('u');
        fields.immediate = number(1);
        fields.rs1 = reg(2);
        if (loads.contains(name)) {
            result(0);
        } else {
            fields.rs2 = reg(0);
        }
    } else if (name.starts_with("hlv") || name.starts_with("hsv")) {
        const bool load = name[1] == 'l';
        fields.operation = load ? Operation::load : Operation::store;
        fields.as_guest = true;
        fields.memory_size = size_of_letter(name[name.find('.') + 1]);
        fields.sign_extends = load && !name.ends_with('u');
        fields.rs1 = reg(1);
        if (load) {
            result(0);
        } else {
            fields.rs2 = reg(0);
        }
    } else if (name.starts_with("lr.") || name.starts_with("sc.") || name.starts_with("amo")) {
        fields.operation = Operation::atomic;
        const std::size_t dot = name.find('.');
        fields.memory_size = size_of_letter(name[dot + 1]);
        fields.sign_extends = true;
        result(0);
        fields.rs1 = reg(words.size() - 1);
        if (words.size() == 3) {
            fields.rs2 = reg(1);
        }
    } else if (name.starts_with("csr")) {
        fields.operation = Operation::csr;
        const bool has_result = name.starts_with("csrr");
        std::string kind = name.substr(has_result ? 4 : 3); // "", "w", "si"...
        std::size_t next = 0;
        if (has_result) {
            result(next++);
        }
        const std::string& csr_word = words.at(next);
        fields.csr = csr_word.starts_with("csr0x")
                         ? static_cast<std::uint16_t>(std::stoul(csr_word.substr(3), nullptr, 16))
                         : find_csr(csr_word)->number;
        ++next;
        fields.csr_immediate = kind.ends_with('i');
        fields.csr_reads = has_result || kind[0] != 'w';
        fields.csr_writes = !kind.empty();
        if (kind.empty()) {
            fields.rs1 = std::uint8_t{0};
        } else if (fields.csr_immediate) {
            fields.immediate = number(next);
            fields.csr_writes = kind[0] == 'w' || fields.immediate != 0;
        } else {
            fields.rs1 = reg(next);
            fields.csr_writes = kind[0] == 'w' || fields.rs1 != 0;
        }
    } else if (name == "lui" || name == "auipc") {
        fields.operation = name == "lui" ? Operation::lui : Operation::auipc;
        result(0);
        fields.immediate = static_cast<std::int32_t>(static_cast<std::uint32_t>(number(1)) << 12);
    } else if (name == "nop" || name == "li" || name == "addi") {
        fields.operation = Operation::add_immediate;
        fields.rs1 = std::uint8_t{0};
        if (name == "li") {
            result(0);
            fields.immediate = number(1);
        } else if (name == "addi") {
            result(0);
            fields.rs1 = reg(1);
            fields.immediate = number(2);
        }
    } else if (name == "mv") {
        fields.operation = Operation::move;
        result(0);
        fields.rs1 = reg(1);
    } else if (name == "j" || name == "jal") {
        fields.operation = Operation::jump;
        if (words.size() == 2) {
            result(0);
        } else if (name == "jal") {
            fields.rd = std::uint8_t{ra};
        }
        fields.immediate = number(words.size() - 1) - static_cast<std::int64_t>(address);
    } else if (name == "jr" || name == "jalr" || name == "ret") {
        fields.operation = Operation::jump_register;
        if (name == "ret") {
            fields.rs1 = std::uint8_t{ra};
        } else {
            fields.rs1 = reg(words.size() - 1);
            std::size_t next = 0;
            if (name == "jalr") {
                fields.rd = std::uint8_t{ra};
                if (words.size() > 1 && is_reg(0)) {
                    fields.rd.reset();
                    result(next++);
                }
            }
            if (words.size() - next == 2) {
                fields.immediate = number(next);
            }
        }
    } else if (name[0] == 'b') {
        fields.operation = Operation::branch;
        fields.rs1 = reg(0);
        fields.rs2 = words.size() == 3 ? reg(1) : std::uint8_t{0};
        if (name == "bgtz" || name == "blez") {
            std::swap(fields.rs1, fields.rs2);
        }
        fields.immediate = number(words.size() - 1) - static_cast<std::int64_t>(address);
    } else if (alone.contains(name)) {
        fields.operation = name == "sret"     ? Operation::sret
                           : name == "mret"   ? Operation::mret
                           : name == "ecall"  ? Operation::ecall
                           : name == "ebreak" ? Operation::ebreak
                                              : Operation::wfi;
    } else if (name == "pause" || name.find("fence") != std::string::npos ||
               name.find("inval") != std::string::npos) {
        fields.operation = Operation::fence;
        if (name != "pause" && !name.starts_with("fence") && !name.ends_with(".inval") &&
            !name.ends_with(".ir")) {
            fields.rs1 = words.empty() ? std::uint8_t{0} : reg(0);
            fields.rs2 = words.size() < 2 ? std::uint8_t{0} : reg(1);
        }
    } else if (name[0] == 'f') {
        fields.operation = Operation::floating_point;
        if (name == "flw" || name == "fld" || name == "fsw" || name == "fsd") {
            fields.memory_size = name.ends_with('w') ? 4 : 8;
            fields.immediate = number(1);
            fields.rs1 = reg(2);
        } else {
            if (is_reg(0)) {
                result(0);
            }
            if (is_reg(1)) {
                fields.rs1 = reg(1);
            }
        }
    } else {
        fields.operation = Operation::alu;
        result(0);
        const bool negates = name == "neg" || name == "negw" || name == "snez" || name == "sgtz";
        if (negates) {
            fields.rs1 = std::uint8_t{0};
            fields.rs2 = reg(1);
        } else {
            fields.rs1 = reg(1);
            if (is_reg(2)) {
                fields.rs2 = reg(2);
            } else if (words.size() == 3) {
                fields.immediate = number(2);
            }
        }
        if (name == "zext.b") {
            fields.immediate = 0xff;
        } else if (name == "not") {
            fields.immediate = -1;
        } else if (name == "seqz") {
            fields.immediate = 1;
        } else if (name == "sltz") {
            fields.rs2 = std::uint8_t{0};
        }
    }
    return fields;
}

/// The differences between the decoded fields and those that the text implies; empty where there
/// are none.
std::string difference(const Instruction& decoded, const Fields& expected) {
    std::string text;
    const auto check = [&](bool equal, const char* what) {
        if (!equal) {
            text += text.empty() ? what : std::string(", ") + what;
        }
    };
    check(decoded.operation == expected.operation, "operation");
    check(decoded.rd == expected.rd, "rd");
    check(decoded.rs1 == expected.rs1, "rs1");
    check(decoded.rs2 == expected.rs2, "rs2");
    check(decoded.immediate == expected.immediate, "immediate");
    check(decoded.csr.has_value() == expected.csr.has_value(), "has csr");
    if (decoded.csr && expected.csr) {
        check(decoded.csr->number == *expected.csr, "csr number");
        check(decoded.csr->reads == expected.csr_reads, "csr reads");
        check(decoded.csr->writes == expected.csr_writes, "csr writes");
        check(decoded.csr->immediate.has_value() == expected.csr_immediate, "csr immediate");
    }
    check(decoded.memory.has_value() == (expected.memory_size != 0), "has memory");
    if (decoded.memory && expected.memory_size != 0) {
        check(decoded.memory->size == expected.memory_size, "memory size");
        check(decoded.memory->base == expected.rs1, "memory base");
        check(decoded.memory->offset == expected.immediate, "memory offset");
        check(decoded.memory->sign_extends == expected.sign_extends, "sign extension");
        check(decoded.memory->as_guest == expected.as_guest, "as guest");
    }
    return text;
}

/// Compares text, size and fields for every line that objdump decodes.
void expect_agreement(const std::vector<Disassembled>& lines, bool we_know_all) {
    Differences differences;
    for (const Disassembled& line : lines) {
        if (line.mnemonic.empty() || line.operands.ends_with(",unknown")) {
            continue; // "unknown" is a reserved rounding mode
        }
        const auto decoded = decode_line(line);
        const std::string expected = in_our_words(line);
        if (!decoded) {
            if (we_know_all) {
                differences.add(hex(line.encoding) + ": objdump says " + expected +
                                ", we: " + decoded.error().what.english());
            }
            continue;
        }
        if (decoded->text() != expected || decoded->size != line.size) {
            differences.add(hex(line.encoding) + ": objdump says '" + line.mnemonic + " " +
                            line.operands + "' = '" + expected + "', we '" + decoded->text() + "'");
            continue;
        }
        const std::string wrong = difference(*decoded, fields_from_text(expected, line.address));
        if (!wrong.empty()) {
            differences.add(hex(line.encoding) + " " + expected + ": wrong " + wrong);
        }
    }
}

TEST(AgainstBinutils, every_compressed_encoding_is_decoded_as_objdump_does) {
    std::string source;
    for (unsigned encoding = 0; encoding <= 0xffff; ++encoding) {
        if ((encoding & 3) != 3) {
            source += ".insn 2, " + hex(encoding) + "\n";
        }
    }
    const auto lines = assemble_and_disassemble(source);
    ASSERT_EQ(lines.size(), 0xc000U);
    Differences one_sided;
    for (const Disassembled& line : lines) {
        // objdump decodes the all-zero encoding as unimp, and the reserved c.addi16sp with 0 as
        // valid.
        const bool reserved = line.encoding == 0 || line.encoding == 0x6101;
        const bool known = !line.mnemonic.empty() && !reserved;
        if (decode_line(line).has_value() != known) {
            one_sided.add(hex(line.encoding) +
                          (known ? ": only objdump knows " + line.mnemonic + " " + line.operands
                                 : std::string(": only we know it")));
        }
    }
    expect_agreement(lines, false);
}

constexpr const char* every_form = R"(
lui a0, 0x12345
lui t6, 0xfffff
auipc t1, 0
auipc a0, 0xfffff
jal x0, .
jal ra, .+0x1000
jal t0, .-0x100
jalr x0, 0(ra)
jalr x0, 0(t0)
jalr ra, 0(t0)
jalr ra, 16(t0)
jalr t0, -4(a1)
jalr x0, 4(a1)
beq a0, a1, .+8
bne a0, a1, .-8
blt a0, a1, .+0x800
bge a0, a1, .-0x800
bltu a0, a1, .+4094
bgeu a0, a1, .-4096
beq a0, x0, .
bne a0, x0, .
blt a0, x0, .
bge a0, x0, .
blt x0, a0, .
bge x0, a0, .
bltu a0, x0, .
bgeu x0, a0, .
lb a0, 1(a1)
lh a0, -2(a1)
lw a0, 2047(a1)
ld a0, -2048(a1)
lbu a0, 9(a1)
lhu a0, 10(a1)
lwu a0, 0(x0)
ld x0, 8(sp)
sb a0, 1(a1)
sh a0, -2(a1)
sw a0, 2047(a1)
sd ra, 0x38(a0)
sd s11, -2048(sp)
addi a0, a1, 5
addi a0, a1, -2048
addi a0, x0, 2047
addi a0, x0, -1
addi x0, x0, 0
addi x0, x0, 1
addi a0, a1, 0
addi x0, a1, 0
addi x0, a1, 1
slti a0, a1, -1
sltiu a0, a1, 1
sltiu a0, a1, 2
xori a0, a1, -1
xori a0, a1, 1
ori a0, a1, 0x7ff
andi a0, a1, 255
slli a0, a1, 63
srli a0, a1, 32
srai a0, a1, 1
add a0, a1, a2
add a0, x0, a2
add a0, a1, x0
sub a0, a1, a2
sub a0, x0, a2
sll a0, a1, a2
slt a0, a1, a2
slt a0, x0, a2
slt a0, a1, x0
slt a0, x0, x0
sltu a0, a1, a2
sltu a0, x0, a2
xor a0, a1, a2
srl a0, a1, a2
sra a0, a1, a2
or a0, a1, a2
and a0, a1, a2
addiw a0, a1, 0
addiw a0, a1, -5
slliw a0, a1, 31
srliw a0, a1, 1
sraiw a0, a1, 16
addw a0, a1, a2
subw a0, a1, a2
subw a0, x0, a2
sllw a0, a1, a2
srlw a0, a1, a2
sraw a0, a1, a2
mul a0, a1, a2
mulh a0, a1, a2
mulhsu a0, a1, a2
mulhu a0, a1, a2
div a0, a1, a2
divu a0, a1, a2
rem a0, a1, a2
remu a0, a1, a2
mulw a0, a1, a2
divw a0, a1, a2
divuw a0, a1, a2
remw a0, a1, a2
remuw a0, a1, a2
fence
fence rw, w
fence i, o
fence r, rw
fence.tso
fence.i
pause
ecall
ebreak
sret
mret
wfi
csrrw t0, sstatus, t0
csrrw a0, sscratch, a0
csrrw x0, stvec, t1
csrrw t1, stvec, t1
csrrw t0, hstatus, t0
csrrs t0, sepc, x0
csrrs x0, sepc, x0
csrrs x0, hvip, t0
csrrs a0, vsstatus, t0
csrrc x0, hie, t0
csrrc a0, hgatp, t0
csrrc a0, htinst, x0
csrrwi x0, scounteren, 7
csrrwi a0, vsatp, 31
csrrsi x0, sstatus, 2
csrrsi a0, sstatus, 0
csrrci x0, sstatus, 0
csrrci a0, htval, 10
csrrw a0, fcsr, a1
csrrw x0, frm, a1
csrrwi x0, fflags, 1
csrrwi a0, frm, 1
csrrs a0, cycle, x0
csrrs a0, time, x0
csrrs a0, instret, x0
csrrs a0, fcsr, x0
csrrs a0, hpmcounter31, x0
csrrs a0, 0x7ff, x0
.insn 4, 0xc0001073
sfence.vma
sfence.vma a0
sfence.vma a0, a1
sfence.vma x0, a1
sfence.w.inval
sfence.inval.ir
sinval.vma a0, a1
sinval.vma x0, x0
hfence.vvma
hfence.vvma a0
hfence.vvma a0, a1
hfence.vvma x0, a1
hfence.gvma
hfence.gvma a0
hfence.gvma a0, a1
hinval.vvma a0, a1
hinval.gvma a0, x0
hlv.b a0, (a1)
hlv.bu a0, (a1)
hlv.h a0, (a1)
hlv.hu a0, (a1)
hlvx.hu a0, (a1)
hlv.w a0, (a1)
hlv.wu a0, (a1)
hlvx.wu a0, (a1)
hlv.d a0, (a1)
hlv.d x0, (a1)
hsv.b a0, (a1)
hsv.h a0, (a1)
hsv.w a0, (a1)
hsv.d a0, (a1)
)";

constexpr const char* every_atomic[] = {"amoswap", "amoadd", "amoxor",  "amoand",  "amoor",
                                        "amomin",  "amomax", "amominu", "amomaxu", "sc"};

constexpr const char* every_float = R"(
flw fa0, 8(a0)
fld fs11, -16(sp)
fsw ft0, 100(a0)
fsd ft11, 0(a5)
fclass.s a0, fa1
fclass.d a0, fa1
fmv.x.w a0, fa1
fmv.x.d a0, fa1
fmv.w.x fa1, a0
fmv.d.x fa1, a0
fcvt.s.d fa0, fa1
fcvt.d.s fa0, fa1
fcvt.d.w fa0, a1
fcvt.d.wu fa0, a1
)";

TEST(AgainstBinutils, every_instruction_form_is_decoded_as_objdump_does) {
    std::string source = ".option norvc\n" + std::string(every_form) + every_float;
    for (const char* order : {"", ".aq", ".rl", ".aqrl"}) {
        for (const char* size : {".w", ".d"}) {
            for (const char* name : every_atomic) {
                source += std::string(name) + size + order + " a0, a1, (a2)\n";
            }
            source += std::string("lr") + size + order + " a0, (a2)\n";
        }
    }
    for (const char* format : {".s ", ".d "}) {
        const std::string s = format;
        for (const char* name : {"fmadd", "fmsub", "fnmadd", "fnmsub"}) {
            source += name + s + "fa0, fa1, fa2, fa3\n" + name + s + "fa0, fa1, fa2, fa3, rtz\n";
        }
        for (const char* name : {"fadd", "fsub", "fmul", "fdiv"}) {
            source += name + s + "ft0, fs1, fa2\n" + name + s + "ft0, fs1, fa2, rup\n";
        }
        for (const char* name : {"fsgnj", "fsgnjn", "fsgnjx", "fmin", "fmax"}) {
            source += name + s + "ft0, fs1, fa2\n" + name + s + "ft0, fs1, fs1\n";
        }
        for (const char* name : {"feq", "flt", "fle"}) {
            source += name + s + "a0, fs1, fa2\n";
        }
        source += "fsqrt" + s + "fa0, fa1\nfsqrt" + s + "fa0, fa1, rdn\n";
        for (const char* integer : {".w", ".wu", ".l", ".lu"}) {
            source += "fcvt" + std::string(integer) + s + "a0, fa1\n";
            source += "fcvt" + std::string(integer) + s + "a0, fa1, rtz\n";
        }
        for (const char* integer : {"l ", "lu "}) {
            source += "fcvt" + s.substr(0, 2) + "." + integer + "fa0, a1\n";
            source += "fcvt" + s.substr(0, 2) + "." + integer + "fa0, a1, rmm\n";
        }
    }
    const auto lines = assemble_and_disassemble(source);
    EXPECT_GT(lines.size(), 350U);
    expect_agreement(lines, true);
}

TEST(AgainstBinutils, random_words_are_decoded_as_objdump_does) {
    std::mt19937 random(20240229);
    constexpr std::uint32_t opcodes[] = {0x03, 0x07, 0x0f, 0x13, 0x17, 0x1b, 0x23,
                                         0x27, 0x2f, 0x33, 0x37, 0x3b, 0x43, 0x47,
                                         0x4b, 0x4f, 0x53, 0x63, 0x67, 0x6f, 0x73};
    std::string source;
    for (int i = 0; i < 20'000; ++i) {
        auto word = static_cast<std::uint32_t>(random());
        if (i % 4 != 0) { // mostly with a valid opcode
            word = (word & ~0x7fU) | opcodes[random() % std::size(opcodes)];
        }
        if (i % 16 == 1) { // the dense parts of SYSTEM and OP-FP
            word = (word & 0xf3f07f80U) | (i % 32 == 1 ? 0x73U : 0x53U);
        }
        word |= 3;
        if ((word & 0x1f) == 0x1f) { // longer than 32 bits
            word &= ~0x4U;
        }
        source += ".insn 4, " + hex(word) + "\n";
    }
    const auto lines = assemble_and_disassemble(source);
    ASSERT_EQ(lines.size(), 20'000U);
    expect_agreement(lines, true);
    // Only our decoder accepts fences with reserved fields set, which hardware executes as plain
    // fences.
    Differences only_ours;
    std::size_t known = 0;
    for (const Disassembled& line : lines) {
        const auto decoded = decode_line(line);
        known += decoded.has_value() ? 1U : 0U;
        if (decoded && line.mnemonic.empty() && decoded->operation != Operation::fence) {
            only_ours.add(hex(line.encoding) + ": " + decoded->text());
        }
    }
    EXPECT_GT(known, 8'000U);
}

TEST(AgainstBinutils, every_csr_has_the_same_name_and_number_in_binutils) {
    std::string source = ".option arch, +v, +smaia, +ssaia, +sscofpmf, +smstateen, +sstc, +zkr\n";
    for (const Csr& csr : csr_table()) {
        source += "csrr t0, " + std::string(csr.name) + "\n";
    }
    const auto lines = assemble_and_disassemble(source, "-M no-aliases");
    ASSERT_EQ(lines.size(), csr_table().size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i].encoding >> 20, csr_table()[i].number) << csr_table()[i].name;
        EXPECT_EQ(lines[i].operands, "t0," + std::string(csr_table()[i].name) + ",zero");
    }
}

TEST(AgainstBinutils, every_csr_that_binutils_knows_on_rv64_has_the_same_name_here) {
    std::string source = ".option arch, +v, +smaia, +ssaia, +sscofpmf, +smstateen, +sstc, +zkr\n";
    for (unsigned number = 0; number < 4096; ++number) {
        source += "csrr t0, " + hex(number) + "\n";
    }
    // Not ours: names of upper halves on RV32, of the withdrawn user-level interrupts, and of a
    // draft.
    const std::set<std::string> left_out = {
        "ustatus", "uie",     "utvec",    "uscratch",  "uepc",    "ucause",  "utval",
        "uip",     "sedeleg", "sideleg",  "mscontext", "pmpcfg1", "pmpcfg3", "pmpcfg5",
        "pmpcfg7", "pmpcfg9", "pmpcfg11", "pmpcfg13",  "pmpcfg15"};
    for (const Disassembled& line : assemble_and_disassemble(source, "-M no-aliases")) {
        const std::string name = words_of(line.operands).at(1);
        if (!name.starts_with("0x") && !name.ends_with('h') && !left_out.contains(name)) {
            EXPECT_EQ(csr_name(line.encoding >> 20), name);
        }
    }
}

} // namespace
} // namespace switchscope::test
