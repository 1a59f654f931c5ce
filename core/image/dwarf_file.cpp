// SPDX-License-Identifier: MIT
#include "core/image/dwarf_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <elf.h>

#include "core/base/bytes.h"
#include "core/image/unpack.h"

namespace switchscope {

namespace {

using Section = ElfFile::Section;

/// What line rows and layouts need. The other debug sections say where variables live.
constexpr std::array<std::string_view, 10> wanted_sections = {
    "info", "types",       "abbrev", "line",   "line_str",
    "str",  "str_offsets", "addr",   "ranges", "rnglists",
};

/// zlib cannot compress better than this, and no DWARF comes near it. A section that claims more
/// gives a wrong size.
constexpr std::uint64_t best_compression = 1032;
/// The elf.h of glibc 2.36 does not have it yet. Source: System V ABI.
constexpr std::uint32_t compressed_by_zstd = 2;
/// In front of a section ".zdebug_*": "ZLIB", then the size, big-endian.
constexpr std::size_t gnu_header_size = 12;

constexpr English copy_it_again = en("Copy or build the file again.");

/// The name without ".debug_"; empty where it is no debug section.
std::string_view debug_name(const Section& section) {
    const std::string_view name = section.name;
    for (const std::string_view prefix : {".debug_", ".zdebug_"}) {
        if (name.starts_with(prefix)) {
            return name.substr(prefix.size());
        }
    }
    return {};
}

bool is_compressed(const Section& section) {
    return (section.flags & SHF_COMPRESSED) != 0 || section.name.starts_with(".zdebug_");
}

/// How a section is compressed, and what it unpacks into.
struct Compression {
    std::uint32_t type = 0; ///< ELFCOMPRESS_*; 0 where it is not
    std::uint64_t size = 0; ///< in bytes, unpacked
    std::span<const std::uint8_t> packed;
};

/// None where the section is too short for its header.
std::optional<Compression> compression_of(const Section& section,
                                          std::span<const std::uint8_t> content) {
    if ((section.flags & SHF_COMPRESSED) != 0) {
        const auto header = value_at<Elf64_Chdr>(content, 0);
        return header ? std::optional(Compression{header->ch_type, header->ch_size,
                                                  content.subspan(sizeof *header)})
                      : std::nullopt;
    }
    if (section.name.starts_with(".zdebug_")) {
        if (content.size() < gnu_header_size || std::memcmp(content.data(), "ZLIB", 4) != 0) {
            return std::nullopt;
        }
        std::uint64_t size = 0;
        for (std::size_t i = 4; i < gnu_header_size; ++i) {
            size = size << 8 | content[i];
        }
        return Compression{ELFCOMPRESS_ZLIB, size, content.subspan(gnu_header_size)};
    }
    return Compression{0, content.size(), content};
}

class DwarfFileMaker {
  public:
    DwarfFileMaker(const ElfFile& file, const std::string& name) : file_(file), name_(name) {}

    Result<std::vector<std::uint8_t>> make() {
        SWITCHSCOPE_TRY(choose());
        std::string names(1, '\0');
        std::uint64_t size = sizeof(Elf64_Ehdr);
        std::vector<Elf64_Shdr> headers(1);
        for (const Chosen& one : chosen_) {
            Elf64_Shdr header{};
            header.sh_name = static_cast<Elf64_Word>(names.size());
            names.append(".debug_").append(debug_name(section_of(one))).push_back('\0');
            header.sh_type = SHT_PROGBITS;
            header.sh_addralign = 1;
            header.sh_offset = size;
            header.sh_size = one.compression.size;
            size += aligned(header.sh_size);
            headers.push_back(header);
        }
        Elf64_Shdr name_header{};
        name_header.sh_name = static_cast<Elf64_Word>(names.size());
        names.append(".shstrtab").push_back('\0');
        name_header.sh_type = SHT_STRTAB;
        name_header.sh_addralign = 1;
        name_header.sh_offset = size;
        name_header.sh_size = names.size();
        size += aligned(names.size());
        headers.push_back(name_header);

        std::vector<std::uint8_t> result(size + headers.size() * sizeof(Elf64_Shdr));
        put_at(std::span(result), 0, file_header(size, headers.size()));
        std::ranges::copy(names,
                          result.begin() + static_cast<std::ptrdiff_t>(name_header.sh_offset));
        std::memcpy(result.data() + size, headers.data(), headers.size() * sizeof(Elf64_Shdr));
        for (std::size_t n = 0; n < chosen_.size(); ++n) {
            const Elf64_Shdr& header = headers[n + 1];
            SWITCHSCOPE_TRY(
                fill(chosen_[n], std::span(result).subspan(header.sh_offset, header.sh_size)));
        }
        return result;
    }

  private:
    struct Chosen {
        std::size_t number; ///< of the section
        Compression compression;
    };

    const Section& section_of(const Chosen& one) const { return file_.sections()[one.number]; }

    static std::uint64_t aligned(std::uint64_t size) { return (size + 7) & ~std::uint64_t{7}; }

    Result<void> choose() {
        std::uint64_t total = 0;
        std::set<std::string_view> seen;
        for (std::size_t number = 0; number < file_.sections().size(); ++number) {
            const Section& section = file_.sections()[number];
            const std::string_view kind = debug_name(section);
            if (!section.has_bytes() || std::ranges::count(wanted_sections, kind) == 0 ||
                !seen.insert(kind).second) {
                continue; // libdw reads one section of each kind
            }
            const auto compression = compression_of(section, file_.contents(section));
            total += compression && !section_too_large(*compression) ? compression->size : 0;
            if (!compression || section_too_large(*compression) || total > most_bytes()) {
                return fail(en("the DWARF of %1 is damaged: section %2 claims to unpack into more "
                               "than it can hold")(name_, section.name),
                            copy_it_again);
            }
            if (compression->type > compressed_by_zstd) {
                return fail(en("the DWARF of %1 is compressed in an unknown way (%2)")(
                                name_, compression->type),
                            en("Build it with -gz=none, or with objcopy "
                               "--decompress-debug-sections."));
            }
            chosen_.push_back({number, *compression});
        }
        return {};
    }

    static bool section_too_large(const Compression& compression) {
        return compression.type != 0 &&
               compression.size / best_compression > compression.packed.size();
    }

    /// Sections of a damaged file can lie on top of each other.
    std::uint64_t most_bytes() const {
        constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20;
        constexpr std::uint64_t best_packing = 200;
        return std::max(always_allowed, best_packing * file_.bytes().size());
    }

    Result<void> fill(const Chosen& one, std::span<std::uint8_t> place) const {
        const Compression& compression = one.compression;
        bool right = true;
        if (place.empty()) {
            return {};
        }
        if (compression.type == ELFCOMPRESS_ZLIB) {
            right = unpack_zlib(compression.packed, place);
        } else if (compression.type == compressed_by_zstd) {
            right = unpack_zstd(compression.packed, place);
        } else {
            std::ranges::copy(compression.packed, place.begin());
        }
        if (!right) {
            return fail(en("the DWARF of %1 is damaged: section %2 cannot be unpacked")(
                            name_, section_of(one).name),
                        copy_it_again);
        }
        if (file_.is_object()) {
            file_.relocate_section(one.number, place, file_.addresses());
        }
        return {};
    }

    static Elf64_Ehdr file_header(std::uint64_t sections_at, std::size_t count) {
        Elf64_Ehdr header{};
        std::memcpy(header.e_ident, ELFMAG, SELFMAG);
        header.e_ident[EI_CLASS] = ELFCLASS64;
        header.e_ident[EI_DATA] = ELFDATA2LSB;
        header.e_ident[EI_VERSION] = EV_CURRENT;
        header.e_type = ET_EXEC;
        header.e_machine = EM_RISCV;
        header.e_version = EV_CURRENT;
        header.e_ehsize = sizeof header;
        header.e_shoff = sections_at;
        header.e_shentsize = sizeof(Elf64_Shdr);
        header.e_shnum = static_cast<Elf64_Half>(count);
        header.e_shstrndx = static_cast<Elf64_Half>(count - 1);
        return header;
    }

    const ElfFile& file_;
    const std::string& name_;
    std::vector<Chosen> chosen_;
};

} // namespace

bool has_plain_dwarf(const ElfFile& file) {
    return !file.is_object() && std::ranges::none_of(file.sections(), [](const Section& section) {
        return !debug_name(section).empty() && section.has_bytes() && is_compressed(section);
    });
}

Result<std::vector<std::uint8_t>> make_plain_dwarf(const ElfFile& file, const std::string& name) {
    return DwarfFileMaker(file, name).make();
}

} // namespace switchscope
