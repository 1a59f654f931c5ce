// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <elf.h>

#include "core/base/error.h"
#include "core/image/debug_types.h"
#include "core/image/file_bytes.h"
#include "core/image/symbol_table.h"

namespace switchscope {

/// A riscv64 ELF file. Every offset and length in it is checked against the size of the file.
/// Source: System V ABI, chapters 4 and 5; RISC-V ELF psABI (relocations).
class ElfFile {
  public:
    struct Section {
        std::string name;
        std::uint32_t type = 0;
        std::uint64_t flags = 0;
        std::uint64_t address = 0; ///< in an object: where parse() laid it out
        std::uint64_t offset = 0;  ///< of its bytes in the file
        std::uint64_t size = 0;    ///< in bytes, in memory
        std::uint32_t link = 0, info = 0;
        std::uint64_t alignment = 0;
        std::uint64_t entry_size = 0;

        bool has_bytes() const; ///< in the file
    };

    /// Reads the headers. The sections of an object are laid out, see Image. `path` stands in
    /// messages.
    static Result<ElfFile> parse(FileBytes bytes, const std::filesystem::path& path);

    std::span<const std::uint8_t> bytes() const { return bytes_.bytes(); }
    bool is_object() const { return object_; }
    const std::vector<Section>& sections() const { return sections_; }
    /// The first section of that name which holds bytes.
    const Section* section(std::string_view name) const;
    /// The addresses of all sections, by their number.
    const std::vector<std::uint64_t>& addresses() const { return addresses_; }
    /// The bytes of a section as the file has them.
    std::span<const std::uint8_t> contents(const Section& section) const;
    /// The text that ends with a zero at `offset`; empty where there is none.
    static std::string_view string_at(std::span<const std::uint8_t> table, std::uint64_t offset);
    /// Applies the relocations of section `number` of an object to `bytes`, which it holds (maybe
    /// compressed). `addresses` are those of all sections.
    void relocate_section(std::size_t number, std::span<std::uint8_t> bytes,
                          std::span<const std::uint64_t> addresses) const;
    /// A word that a program fills when it starts, and the address that it puts there.
    struct Pointer {
        std::uint64_t place = 0;
        std::uint64_t value = 0;
    };
    /// The pointers of a program that its dynamic relocations (R_RISCV_RELATIVE) fill, by place.
    std::vector<Pointer> pointers() const;
    /// The bytes of a program from `address` to the end of its section, or its segment in a file
    /// without sections; none where that is less than `at_least` bytes.
    std::optional<std::span<const std::uint8_t>> from(std::uint64_t address,
                                                      std::size_t at_least) const;
    /// Where the section that holds `address` ends; none outside all sections.
    std::optional<std::uint64_t> end_of_section_at(std::uint64_t address) const;
    /// Symbols with a name and a place: functions, objects, labels.
    /// Those that tools make up for themselves are left out, see Image.
    Result<std::vector<SymbolTable::Entry>> symbols() const;
    /// Hex digits of the GNU build id; empty where there is none.
    std::string build_id() const;
    /// What .gnu_debuglink says.
    std::optional<DebugLink> debug_link() const;

  private:
    struct Segment {
        std::uint32_t type = 0;
        std::uint64_t address = 0, offset = 0, size = 0;
    };

    ElfFile(FileBytes bytes, std::string name) : bytes_(std::move(bytes)), name_(std::move(name)) {}
    Result<void> read_headers();
    Result<void> read_sections(std::uint64_t table, std::uint64_t count, std::uint64_t names);
    Result<void> read_segments(std::uint64_t table, std::uint64_t count);
    void lay_out(); ///< gives the sections of an object their addresses
    const Section* symbol_section() const;
    std::span<const std::uint8_t> extended_indices(std::size_t table) const;
    std::optional<std::uint32_t> home_of(const Elf64_Sym& symbol, std::uint64_t index,
                                         std::span<const std::uint8_t> extended) const;
    tl::unexpected<Error> damaged(const Phrase& what) const;

    FileBytes bytes_;
    std::string name_;
    bool object_ = false;
    std::vector<Section> sections_;
    std::vector<std::uint64_t> addresses_; ///< of sections_
    std::vector<Segment> segments_;
};

} // namespace switchscope
