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

/// An ELF file with its symbols, code bytes and DWARF. It is opened once and never changes, so that
/// threads can share it. Bad input of any kind (not ELF, truncated, corrupt DWARF, another
/// architecture) gives an Error.
///
/// The file is a little-endian riscv64 program (EXEC or DYN, such as vmlinux) or object (REL, such
/// as vmlinux.o). The sections of an object have no addresses yet. They are laid out one after the
/// other from 0x10000 on. Its code and its debug sections are relocated to that; relocations of
/// symbols in other objects are left out. The Image owns the symbols that it returns.
class Image {
  public:
    /// Maps the file. It must not be cut short while the Image lives; a linker may replace it by a
    /// new file.
    static Result<std::shared_ptr<const Image>> open(const std::filesystem::path& path);
    /// Takes the file's bytes from memory. `name` stands in messages.
    static Result<std::shared_ptr<const Image>> from_bytes(std::vector<std::uint8_t> bytes,
                                                           const std::filesystem::path& name);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const std::filesystem::path& path() const;
    /// Hex digits of the GNU build id; empty where there is none.
    const std::string& build_id() const;
    bool has_debug_lines() const;

    /// The symbol of that exact name; null where there is none. Of several a function is preferred
    /// to a label, and a global symbol to a local one.
    const Symbol* find_symbol(std::string_view name) const;
    /// The function that holds `address`, never a label inside it; null where there is none. A
    /// function without a size reaches to the next function, or to the end of its section.
    const Symbol* function_at(std::uint64_t address) const;
    /// All symbols within [begin, end), by address.
    std::vector<const Symbol*> symbols_in(std::uint64_t begin, std::uint64_t end) const;

    /// File contents at a virtual address of the image; an error where no section holds all of it.
    Result<std::vector<std::uint8_t>> read(std::uint64_t address, std::size_t size) const;

    /// File contents from `address` on: `size` bytes, or fewer where the section ends before. An
    /// error where no section holds `address`.
    Result<std::vector<std::uint8_t>> read_up_to(std::uint64_t address, std::size_t size) const;

    /// Rows of .debug_line within [begin, end), by address; empty without DWARF.
    Result<std::vector<LineRow>> line_rows(std::uint64_t begin, std::uint64_t end) const;

    /// The layout of `struct name` from its first complete definition in the DWARF. `near` is an
    /// address of code that uses the struct. Units of that code's source folder are searched first,
    /// then those whose path contains the first word of the name ("kvm"), then all others. The
    /// Error is `absent` where nothing defines the struct.
    Result<StructLayout> struct_layout(std::string_view name,
                                       std::optional<std::uint64_t> near = std::nullopt) const;

  private:
    struct Data;
    explicit Image(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace switchscope
