// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/image/debug_types.h"
#include "core/image/symbol.h"

namespace switchscope {

/// An ELF file with its symbols, code bytes and DWARF. Opened once, immutable, cheap to share between threads.
/// Bad input of any kind (not ELF, truncated, corrupt DWARF, another architecture) gives an Error.
///
/// Takes little-endian riscv64 programs (EXEC, DYN: vmlinux) and objects (REL: vmlinux.o). The sections of an object
/// have no addresses yet: they are laid out one after the other from 0x10000 on, and its debug sections and code are
/// relocated to that, as far as its own symbols reach.
/// Symbols handed out live as long as the Image.
class Image {
  public:
    /// The file is mapped, not read: it must not be cut short while the Image lives (a linker that writes a new file
    /// in its place does no harm).
    static Result<std::shared_ptr<const Image>> open(const std::filesystem::path& path);
    /// The same from memory; `name` stands in messages.
    static Result<std::shared_ptr<const Image>> from_bytes(std::vector<std::uint8_t> bytes,
                                                           const std::filesystem::path& name);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const std::filesystem::path& path() const;
    /// Hex digits of the GNU build id; empty where there is none.
    const std::string& build_id() const;
    bool has_debug_lines() const;

    /// The symbol of that exact name; a function is preferred to a label, a global one to a local one.
    const Symbol* find_symbol(std::string_view name) const;
    /// The function whose [address, address+size) holds `address`: never a label inside it. A function without a
    /// size reaches to the next function, or to the end of its section.
    const Symbol* function_at(std::uint64_t address) const;
    /// All symbols within [begin, end), by address.
    std::vector<const Symbol*> symbols_in(std::uint64_t begin, std::uint64_t end) const;

    /// File contents at a virtual address of the image; an error where no section holds all of it.
    Result<std::vector<std::uint8_t>> read(std::uint64_t address, std::size_t size) const;

    /// The same, cut short where its section ends; an error where no section holds `address`.
    Result<std::vector<std::uint8_t>> read_up_to(std::uint64_t address, std::size_t size) const;

    /// Rows of .debug_line within [begin, end), by address; empty without DWARF.
    Result<std::vector<LineRow>> line_rows(std::uint64_t begin, std::uint64_t end) const;

    /// Layout of `struct name` as DWARF has it (a complete definition, not a declaration). The first definition found
    /// counts. `near` is an address of code that uses it: compilation units of that code's source folder are searched
    /// first, then those whose path contains the name's first word ("kvm"), then all.
    Result<StructLayout> struct_layout(std::string_view name,
                                       std::optional<std::uint64_t> near = std::nullopt) const;

  private:
    struct Data;
    explicit Image(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace switchscope
