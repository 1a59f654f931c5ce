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

namespace switchscope {

struct Symbol {
    enum class Kind { function, object, label };
    std::string name;
    std::uint64_t address = 0;
    std::uint64_t size = 0; ///< in bytes; 0 where the ELF file says none
    Kind kind = Kind::label;
    bool local = false;
};

/// One row of .debug_line.
struct LineRow {
    std::uint64_t address = 0;
    std::string file; ///< as absolute as DWARF makes it
    unsigned line = 0;
    bool end_sequence = false;
};

/// A scalar member of a struct, reached through any nesting of structs, unions and arrays.
struct StructMember {
    std::string path;         ///< "guest_context.ra", "guest_context.fp.d.f[3]"
    std::uint64_t offset = 0; ///< in bytes from the start of the outermost struct
    std::uint64_t size = 0;   ///< in bytes
    std::string type;         ///< type name as written in the source ("unsigned long")
};

struct StructLayout {
    std::string name;
    std::uint64_t size = 0;            ///< in bytes
    std::vector<StructMember> members; ///< scalars, by offset (members of a union share offsets)
};

/// An ELF file with its symbols, code bytes and DWARF. Opened once, immutable, cheap to share.
/// Bad input of any kind (not ELF, truncated, corrupt DWARF, another architecture) gives an Error.
class Image {
  public:
    static Result<std::shared_ptr<const Image>> open(const std::filesystem::path& path);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const std::filesystem::path& path() const;
    /// Hex digits of the GNU build id; empty where there is none.
    const std::string& build_id() const;
    bool has_debug_lines() const;

    /// The symbol of that exact name; a function is preferred to a label, a global one to a local one.
    const Symbol* find_symbol(std::string_view name) const;
    /// The function whose [address, address+size) holds `address`: never a label inside it.
    const Symbol* function_at(std::uint64_t address) const;
    /// All symbols within [begin, end), by address.
    std::vector<const Symbol*> symbols_in(std::uint64_t begin, std::uint64_t end) const;

    /// File contents at a virtual address of the image; an error where no section holds all of it.
    Result<std::vector<std::uint8_t>> read(std::uint64_t address, std::size_t size) const;

    /// Rows of .debug_line within [begin, end), by address; empty without DWARF.
    Result<std::vector<LineRow>> line_rows(std::uint64_t begin, std::uint64_t end) const;

    /// Layout of `struct name` as DWARF has it (a complete definition, not a declaration).
    Result<StructLayout> struct_layout(std::string_view name) const;

  private:
    struct Data;
    explicit Image(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace switchscope
