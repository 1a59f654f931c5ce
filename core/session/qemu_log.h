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

/// The registers of a hart as `-d cpu` prints them, in front of the block that comes next.
struct LoggedRegisters {
    std::optional<std::uint32_t> hart; ///< mhartid
    std::optional<bool> virtualized;   ///< "V"; none: a CPU without the H extension
    std::optional<std::uint64_t> pc;
    std::array<std::uint64_t, 32> gprs{};
    /// By CSR number, in the order of the text. Values as the hart sees them: with V=1 those under the supervisor
    /// names are the guest's, and those under the vs* names are stale.
    std::vector<std::pair<std::uint16_t, std::uint64_t>> csrs;

    std::optional<std::uint64_t> csr(std::uint16_t number) const;
    bool operator==(const LoggedRegisters&) const = default;
};

/// A translation block that is about to be executed.
struct LoggedBlock {
    std::uint32_t hart = 0;
    std::uint64_t host_code =
        0; ///< where its translation is: names the block as long as QEMU keeps it
    std::uint64_t pc = 0;
    std::uint64_t flags = 0; ///< bits 0 and 1: privilege of its memory accesses
    const LoggedRegisters* registers =
        nullptr; ///< null: the log has none; lives as long as the call
};

/// An instruction of a block that was just translated (`in_asm`); the block itself comes next.
struct LoggedCode {
    std::uint64_t pc = 0;
    std::uint32_t encoding = 0;
    std::uint8_t size = 0; ///< in bytes: 2 or 4
    bool operator==(const LoggedCode&) const = default;
};

class QemuLogListener {
  public:
    virtual ~QemuLogListener() = default;
    virtual void block(const LoggedBlock& block) = 0;
    virtual void code(const LoggedCode& code) = 0;
    /// The block with that translation, announced last on some hart, was left before its first instruction.
    virtual void not_executed(std::uint64_t host_code) = 0;
};

/// Reads the text that QEMU writes for `-d exec,cpu,in_asm`, as it comes, in pieces of any size:
///
///     Trace 0: 0x7f2050000100 [0000000000000000/ffffffff80000da8/00209001/ff000201] __kvm_riscv_switch_to
///      V      =   0
///      pc       ffffffff80000da8
///      mhartid  0000000000000000
///      mstatus  0000000a00000180
///      ...
///      x0/zero  0000000000000000 x1/ra    ffffffff80001000 x2/sp    ffffffff80401f60 x3/gp    ffffffff80400800
///      ...
///
/// Source: QEMU 7.2.22 as seen; spaces, further registers and further fields are taken as they come. Lines of other
/// kinds are skipped. Harts take turns in the middle of each other's text where they run in threads of their own: a
/// dump belongs to the block that its hart announced last. Nothing here trusts the text: what does not parse is
/// counted and left out.
class QemuLogReader {
  public:
    explicit QemuLogReader(QemuLogListener& listener) : listener_(listener) {}

    void feed(std::span<const std::uint8_t> bytes);
    /// Announces what waits for more text: call it when the log has ended.
    void finish();

    std::uint64_t bytes() const { return bytes_; }
    /// Lines that looked like ours and could not be read, and dumps cut short.
    std::uint64_t damaged() const { return damaged_; }

    static constexpr std::size_t line_limit = 4096; ///< bytes; a longer line is damaged

  private:
    void line(std::string_view text);
    void trace(std::string_view text);
    void stopped(std::string_view text);
    void code_line(std::string_view text);
    void dump_line(std::string_view text);
    /// One "name value" of a dump, its digits `at` bytes from the dump's start.
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
    /// One value in the text of a dump, and the text between it and the value before.
    struct Field {
        std::size_t begin = 0, length = 0; ///< of the digits, in bytes from the start of the dump
        Column column;
    };
    /// Reads a whole dump at once where it has the very layout of the last one: a third of the time. Returns how much
    /// of `text` it was; 0: not a dump, not all of it, or laid out anew.
    std::size_t known_dump(std::string_view text);
    void remember_layout();
    void store(const Column& where, std::uint64_t value);
    QemuLogListener& listener_;
    std::string rest_; ///< the begin of a line whose end has not come yet
    bool skipping_ = false;
    std::map<std::uint32_t, LoggedBlock> waiting_; ///< by hart: announced, its dump may follow
    std::uint32_t last_hart_ = 0;
    LoggedRegisters dump_;
    bool in_dump_ = false;
    std::uint32_t gprs_seen_ = 0;
    std::string dump_text_;      ///< of the dump being read, as far as it came in whole lines
    std::string layout_;         ///< the text of the dump that the fields were found in
    std::vector<Field> fields_;  ///< of layout_
    std::vector<Field> reading_; ///< of dump_text_
    bool layout_usable_ = true;  ///< dump_text_ is all there, and all of it could be read
    std::uint64_t bytes_ = 0;
    std::uint64_t damaged_ = 0;
};

} // namespace switchscope
