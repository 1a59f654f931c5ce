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
///
/// Members of anonymous structs and unions are named as C names them, without the anonymous step. An array of more
/// than 64 elements is one member of its own ("char [4096]"); so is a flexible array, with size 0.
struct StructMember {
    std::string path;            ///< "guest_context.ra", "guest_context.fp.d.f[3]"
    std::uint64_t offset = 0;    ///< in bytes from the start of the outermost struct
    std::uint64_t size = 0;      ///< in bytes; of a bit field: those its bits lie in
    std::string type;            ///< type name as written in the source ("unsigned long")
    std::uint8_t bit_offset = 0; ///< bit fields: the lowest bit, counted from `offset`, 0..7
    std::uint8_t bit_size = 0;   ///< bit fields: in bits; 0 for everything else
};

struct StructLayout {
    std::string name;
    std::uint64_t size = 0;            ///< in bytes
    std::vector<StructMember> members; ///< scalars, by offset (members of a union share offsets)
};

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
