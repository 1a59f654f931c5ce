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

#include "core/base/error.h"
#include "core/image/file_bytes.h"
#include "core/image/symbol.h"

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

    /// Reads the headers. The sections of an object are laid out and relocated, see Image. `path`
    /// stands in messages.
    static Result<ElfFile> parse(FileBytes bytes, const std::filesystem::path& path);

    std::span<const std::uint8_t> bytes() const { return bytes_.bytes(); }
    bool is_object() const { return object_; }
    const std::vector<Section>& sections() const { return sections_; }
    /// The first section of that name which holds bytes.
    const Section* section(std::string_view name) const;
    /// File contents for [address, address+size); none where no section holds all of it. In a file
    /// without sections the segments count.
    std::optional<std::span<const std::uint8_t>> at(std::uint64_t address, std::size_t size) const;
    /// File contents from `address` to the end of its section, or segment; none where that is less
    /// than `at_least` bytes.
    std::optional<std::span<const std::uint8_t>> from(std::uint64_t address,
                                                      std::size_t at_least) const;
    /// Where the section that holds `address` ends; none outside all sections.
    std::optional<std::uint64_t> end_of_section_at(std::uint64_t address) const;
    /// Symbols with a name and a place: functions, objects, labels.
    Result<std::vector<Symbol>> symbols() const;
    /// Hex digits of the GNU build id; empty where there is none.
    std::string build_id() const;

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
    void relocate_sections();
    std::optional<std::uint64_t> symbol_value(std::size_t table, std::uint64_t index) const;
    std::span<const std::uint8_t> contents(const Section& section) const;
    std::string_view string_at(std::span<const std::uint8_t> table, std::uint64_t offset) const;
    tl::unexpected<Error> damaged(const Phrase& what) const;

    FileBytes bytes_;
    std::string name_;
    bool object_ = false;
    std::vector<Section> sections_;
    std::vector<Segment> segments_;
};

} // namespace switchscope
