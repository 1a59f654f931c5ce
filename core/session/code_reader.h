// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/isa/instruction.h"
#include "core/session/target.h"

namespace switchscope {

/// Reads the instructions that harts are about to execute, several at once.
///
/// A hart executes the bytes that were read ahead, unless something has written them or moved their
/// mapping since: a store, a CSR access, a fence, a trap, another world, a run. Whoever sees one of
/// these calls forget().
class CodeReader {
  public:
    /// `target` must outlive it.
    explicit CodeReader(Target& target) : target_(target) {}

    /// The instruction at `pc` as `hart` fetches it now.
    ///
    /// The bytes may be unreadable (the first instruction of a guest whose pages are not there yet)
    /// or name no instruction. The result then is an `ebreak` with the mnemonic "unknown", because
    /// that predicts nothing: a full read finds out what it did. Its size is 0 where nothing was
    /// readable.
    Result<Instruction> fetch(std::uint32_t hart, std::uint64_t pc);
    /// Whether the instruction at `pc` was read ahead: all of its bytes.
    bool has(std::uint32_t hart, std::uint64_t pc) const { return !bytes_at(hart, pc).empty(); }

    void forget(std::uint32_t hart);
    void forget_all();

  private:
    struct Window {
        std::uint64_t address = 0;
        std::vector<std::uint8_t> bytes;
    };

    Result<void> read(std::uint32_t hart, std::uint64_t pc);
    /// The bytes of the instruction at `pc`: all of them, or none.
    std::span<const std::uint8_t> bytes_at(std::uint32_t hart, std::uint64_t pc) const;

    Target& target_;
    std::map<std::uint32_t, Window> windows_; ///< by hart
};

} // namespace switchscope
