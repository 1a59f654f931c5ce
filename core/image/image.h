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
#include "core/image/file_bytes.h"
#include "core/image/image_placement.h"
#include "core/image/symbol.h"

namespace switchscope {

/// An ELF file with its symbols, code bytes and DWARF. It is opened once and never changes, so that
/// threads can share it. Bad input of any kind (not ELF, truncated, corrupt DWARF, another
/// architecture) gives an Error.
///
/// The file is a little-endian riscv64 program (EXEC or DYN, such as vmlinux) or object (REL, such
/// as vmlinux.o or a module). It may be packed by xz, zstd or gzip. The sections of an object have
/// no addresses yet. They are laid out one after the other from 0x10000 on. Its code and its DWARF
/// are relocated to that; relocations of symbols in other objects are left out. The Image owns the
/// symbols that it returns.
class Image {
  public:
    /// Maps the file, or unpacks it into memory. It must not be cut short while the Image lives; a
    /// linker may replace it by a new file.
    static Result<std::shared_ptr<const Image>> open(const std::filesystem::path& path);
    /// Takes the file's bytes from memory. `name` stands in messages.
    static Result<std::shared_ptr<const Image>> from_bytes(std::vector<std::uint8_t> bytes,
                                                           const std::filesystem::path& name);
    static Result<std::shared_ptr<const Image>> from_bytes(FileBytes bytes,
                                                           const std::filesystem::path& name);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    const std::filesystem::path& path() const;
    /// Hex digits of the GNU build id; empty where there is none.
    const std::string& build_id() const;
    bool has_debug_lines() const;
    /// Whether it is an object, such as a kernel module: its sections have no addresses of their
    /// own.
    bool is_object() const;
    /// The debug file that the image names in .gnu_debuglink; none where it names none.
    std::optional<DebugLink> debug_link() const;

    /// The same file somewhere else in memory: everything that this class returns and takes has the
    /// addresses there. `placement` counts from the file, also where this image is placed itself.
    /// It is cheap, because the file, its DWARF and what was read of both is shared. The sections
    /// of an object that have no address in `placement` stay where they were laid out. An error
    /// where an object gets an offset or a program addresses of sections, and where a section does
    /// not exist or would overlap with another one.
    Result<std::shared_ptr<const Image>> placed(const ImagePlacement& placement) const;
    const ImagePlacement& placement() const;
    /// All sections, in the order of the file. Those that are `allocated` can be placed.
    std::vector<ImageSection> sections() const;
    /// What the file itself calls an address of this image, such as the address that a pointer in
    /// it had when it was linked. None where no section holds it.
    std::optional<std::uint64_t> link_address(std::uint64_t address) const;

    /// The symbol of that exact name; null where there is none. Of several a function is preferred
    /// to a label, and a global symbol to a local one. Labels that compilers and assemblers make up
    /// for themselves (".L12", ".LVL3", ".L0 ", "$x") are no symbols here. Those that somebody
    /// wrote (".Lkvm_switch_return") are.
    const Symbol* find_symbol(std::string_view name) const;
    /// The function that holds `address`, never a label inside it; null where there is none. A
    /// function without a size reaches to the next function, or to the end of its section.
    const Symbol* function_at(std::uint64_t address) const;
    /// All symbols within [begin, end), by address.
    std::vector<const Symbol*> symbols_in(std::uint64_t begin, std::uint64_t end) const;

    /// File contents at a virtual address of the image; an error where no section holds all of it.
    /// Pointers that the program fills when it starts (R_RISCV_RELATIVE, zero in the file of a
    /// kernel with KASLR) have their value: the address of what they point to, where it is placed.
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
    struct File;
    struct Place;
    Image(std::shared_ptr<const File> file, std::unique_ptr<const Place> place);
    static Result<std::shared_ptr<const Image>> place(std::shared_ptr<const File> file,
                                                      const ImagePlacement& placement);
    std::optional<std::span<const std::uint8_t>> contents_from(std::uint64_t address,
                                                               std::size_t at_least) const;
    void fill_pointers(std::span<std::uint8_t> bytes, std::uint64_t address) const;

    std::shared_ptr<const File> file_; ///< shared by all places of the same file
    std::unique_ptr<const Place> place_;
};

} // namespace switchscope
