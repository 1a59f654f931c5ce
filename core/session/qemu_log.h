// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchscope {

/// The registers of a hart as `-d cpu` prints them in front of a block.
struct LoggedRegisters {
    std::optional<std::uint32_t> hart; ///< mhartid
    std::optional<bool> virtualized;   ///< "V"; none: the CPU has no H extension
    std::optional<std::uint64_t> pc;
    std::array<std::uint64_t, 32> gprs{};
    /// By CSR number, in the order of the text. These are the values as the hart sees them: with
    /// V=1 those under the supervisor names are the guest's, and those under the vs* names are out
    /// of date.
    std::vector<std::pair<std::uint16_t, std::uint64_t>> csrs;

    std::optional<std::uint64_t> csr(std::uint16_t number) const;
    bool operator==(const LoggedRegisters&) const = default;
};

/// A translation block that is about to be executed.
struct LoggedBlock {
    std::uint32_t hart = 0;
    /// Where its translation is. That names the block as long as QEMU keeps it.
    std::uint64_t host_code = 0;
    std::uint64_t pc = 0;
    std::uint64_t flags = 0; ///< bits 0 and 1: privilege of its memory accesses
    /// They live as long as the call that hands the block over. Null: the log has none.
    const LoggedRegisters* registers = nullptr;
};

/// An instruction of a block that was just translated (`in_asm`). The block itself comes next.
struct LoggedCode {
    std::uint64_t pc = 0;
    std::uint32_t encoding = 0;
    std::uint8_t size = 0; ///< in bytes: 2 or 4
    bool operator==(const LoggedCode&) const = default;
};

/// Hears of what a log says, in the order of the log.
class QemuLogListener {
  public:
    virtual ~QemuLogListener() = default;
    virtual void block(const LoggedBlock& block) = 0;
    virtual void code(const LoggedCode& code) = 0;
    /// The block with that translation was left before its first instruction. Some hart announced
    /// it last; QEMU does not say which one.
    virtual void not_executed(std::uint64_t host_code) = 0;
};

/// Reads the text that QEMU writes for `-d exec,cpu,in_asm`, in pieces of any size:
///
///     Trace 0: 0x7f2050000100 [0000000000000000/ffffffff80000da8/00209001/ff000201] NAME
///      V      =   0
///      pc       ffffffff80000da8
///      mhartid  0000000000000000
///      mstatus  0000000a00000180
///      ...
///      x0/zero  0000000000000000 x1/ra    ffffffff80001000 x2/sp    ffffffff80401f60
///      ...
///
/// Source: QEMU 7.2.22 as seen. Spaces, further registers and further fields are taken as they
/// come, and lines of other kinds are skipped.
///
/// Where harts run in threads of their own, their lines and dumps mix, because QEMU writes a line
/// and its dump under two locks. A dump belongs to the block that its hart announced last. Nothing
/// here trusts the text: what does not parse is counted and left out.
class QemuLogReader {
  public:
    explicit QemuLogReader(QemuLogListener& listener) : listener_(listener) {}

    void feed(std::span<const std::uint8_t> bytes);
    /// Hands over what waits for more text. Call it when the log has ended.
    void finish();

    std::uint64_t bytes() const { return bytes_; }
    /// How many lines of a known kind could not be read, and how many dumps were cut short.
    std::uint64_t damaged() const { return damaged_; }

    static constexpr std::size_t line_limit = 4096; ///< bytes; a longer line is damaged

  private:
    void line(std::string_view text);
    void trace(std::string_view text);
    void stopped(std::string_view text);
    void code_line(std::string_view text);
    void dump_line(std::string_view text);
    /// One "name value" of a dump. Its digits begin `at` bytes from the dump's start.
    void value(std::string_view name, std::string_view digits, std::size_t at);
    void end_dump();
    void clear_dump();
    void abandon_dump();
    void announce(std::uint32_t hart, const LoggedRegisters* registers);

    /// What a register's name stands for.
    struct Column {
        enum class Kind : std::uint8_t { other, virtualized, pc, hart, gpr, csr };
        Kind kind = Kind::other;
        std::uint16_t number = 0;
    };
    static Column look_up(std::string_view name);
    /// One value in the text of a dump.
    struct Field {
        std::size_t begin = 0, length = 0; ///< of the digits, in bytes from the start of the dump
        Column column;
    };
    /// Reads a whole dump at once where it has the very layout of the last one, which takes a third
    /// of the time. Returns how many bytes of `text` it was; 0: no dump, not all of it, or laid out
    /// anew.
    std::size_t known_dump(std::string_view text);
    void remember_layout();
    void store(const Column& where, std::uint64_t value);
    QemuLogListener& listener_;
    std::string rest_; ///< the beginning of a line whose end has not come yet
    bool skipping_ = false;
    std::map<std::uint32_t, LoggedBlock> waiting_; ///< by hart: announced, its dump may follow
    std::uint32_t last_hart_ = 0;
    LoggedRegisters dump_;
    bool in_dump_ = false;
    std::uint32_t gprs_seen_ = 0;
    std::string dump_text_;      ///< of the dump being read, as far as it came in whole lines
    std::string layout_;         ///< the text of the last dump that could be read as a whole
    std::vector<Field> fields_;  ///< of layout_
    std::vector<Field> reading_; ///< of dump_text_
    bool layout_usable_ = true;  ///< dump_text_ is complete, and all of it could be read
    std::uint64_t bytes_ = 0;
    std::uint64_t damaged_ = 0;
};

} // namespace switchscope
