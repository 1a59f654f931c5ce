// SPDX-License-Identifier: MIT
#include "core/image/elf_file.h"

#include <algorithm>
#include <cstring>

#include <elf.h>

#include "core/base/bytes.h"
#include "core/image/elf_relocation.h"

namespace switchscope {

namespace {

/// Where the sections of an object are laid out from.
constexpr std::uint64_t object_base = 0x10000;
/// How many times longer all names together may be than their string table. Linkers let names share
/// their ends, so that some factor is right; a corrupt file could have each of its symbols take the
/// whole table for its name.
constexpr std::uint64_t name_sharing = 16;

Phrase machine_name(unsigned machine) {
    switch (machine) {
    case EM_386:
        return en("32-bit x86");
    case EM_X86_64:
        return verbatim("x86-64");
    case EM_ARM:
        return en("32-bit Arm");
    case EM_AARCH64:
        return verbatim("AArch64");
    default:
        return en("machine %1")(machine);
    }
}

} // namespace

// ---- Headers

bool ElfFile::Section::has_bytes() const {
    return type != SHT_NOBITS && type != SHT_NULL;
}

tl::unexpected<Error> ElfFile::damaged(const Phrase& what) const {
    return fail(en("%1 is damaged or cut short: %2")(name_, what),
                en("Copy or build the file again."));
}

Result<ElfFile> ElfFile::parse(FileBytes bytes, const std::filesystem::path& path) {
    ElfFile file(std::move(bytes), path.string());
    SWITCHSCOPE_TRY(file.read_headers());
    if (file.object_) {
        file.lay_out();
        file.relocate_sections();
    }
    return file;
}

Result<void> ElfFile::read_headers() {
    constexpr English elf_wanted =
        en("Pass an ELF file with symbols, such as the kernel's vmlinux (not Image or bzImage).");
    if (bytes().empty()) {
        return fail(en("%1 is empty")(name_), elf_wanted);
    }
    if (bytes().size() < SELFMAG || std::memcmp(bytes().data(), ELFMAG, SELFMAG) != 0) {
        return fail(en("%1 is not an ELF file")(name_), elf_wanted);
    }
    const auto header = value_at<Elf64_Ehdr>(bytes(), 0);
    if (!header) {
        return damaged(en("its header is incomplete"));
    }
    constexpr English riscv_wanted = en("Pass the image of a 64-bit RISC-V system.");
    // A 32-bit file has the machine at the same offset.
    if (header->e_machine != EM_RISCV && header->e_ident[EI_DATA] == ELFDATA2LSB) {
        return fail(en("%1 is for %2, not for RISC-V")(name_, machine_name(header->e_machine)),
                    riscv_wanted);
    }
    if (header->e_ident[EI_CLASS] != ELFCLASS64) {
        return fail(en("%1 is not a 64-bit ELF file")(name_), riscv_wanted);
    }
    if (header->e_ident[EI_DATA] != ELFDATA2LSB) {
        return fail(en("%1 is not a little-endian ELF file")(name_), riscv_wanted);
    }
    if (header->e_type != ET_EXEC && header->e_type != ET_DYN && header->e_type != ET_REL) {
        return fail(
            en("%1 is neither a program nor an object (ELF type %2)")(name_, header->e_type),
            en("Pass the kernel's vmlinux, not a core dump."));
    }
    object_ = header->e_type == ET_REL;

    if (header->e_shoff != 0) {
        if (header->e_shentsize != sizeof(Elf64_Shdr)) {
            return damaged(en("its section headers have %1 bytes")(header->e_shentsize));
        }
        const auto first = value_at<Elf64_Shdr>(bytes(), header->e_shoff);
        if (!first) {
            return damaged(en("the section headers lie beyond its end"));
        }
        // The first section header holds the numbers that are too large for the file header.
        const std::uint64_t count = header->e_shnum != 0 ? header->e_shnum : first->sh_size;
        const std::uint64_t names =
            header->e_shstrndx != SHN_XINDEX ? header->e_shstrndx : first->sh_link;
        SWITCHSCOPE_TRY(read_sections(header->e_shoff, count, names));
    }
    if (header->e_phoff != 0 && header->e_phnum != 0) {
        if (header->e_phentsize != sizeof(Elf64_Phdr)) {
            return damaged(en("its program headers have %1 bytes")(header->e_phentsize));
        }
        SWITCHSCOPE_TRY(read_segments(header->e_phoff, header->e_phnum));
    }
    return {};
}

Result<void> ElfFile::read_sections(std::uint64_t table, std::uint64_t count, std::uint64_t names) {
    if (count > (bytes().size() - table) / sizeof(Elf64_Shdr)) {
        return damaged(en("the section headers reach beyond its end"));
    }
    std::vector<std::uint32_t> name_offsets;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto header = value_at<Elf64_Shdr>(bytes(), table + i * sizeof(Elf64_Shdr));
        if (!header) {
            return damaged(en("the section headers reach beyond its end"));
        }
        Section section;
        section.type = header->sh_type;
        section.flags = header->sh_flags;
        section.address = header->sh_addr;
        section.offset = header->sh_offset;
        section.size = header->sh_size;
        section.link = header->sh_link;
        section.info = header->sh_info;
        section.alignment = header->sh_addralign;
        section.entry_size = header->sh_entsize;
        if (section.has_bytes() &&
            (section.offset > bytes().size() || section.size > bytes().size() - section.offset)) {
            return damaged(en("section %1 reaches beyond its end")(i));
        }
        if ((section.flags & SHF_ALLOC) != 0 && section.address + section.size < section.address) {
            return damaged(en("section %1 reaches beyond the address space")(i));
        }
        sections_.push_back(std::move(section));
        name_offsets.push_back(header->sh_name);
    }
    if (names < sections_.size() && sections_[names].type == SHT_STRTAB) {
        const auto strings = contents(sections_[names]);
        for (std::size_t i = 0; i < sections_.size(); ++i) {
            sections_[i].name = string_at(strings, name_offsets[i]).substr(0, 256);
        }
    }
    return {};
}

Result<void> ElfFile::read_segments(std::uint64_t table, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto header = table > bytes().size()
                                ? std::nullopt
                                : value_at<Elf64_Phdr>(bytes(), table + i * sizeof(Elf64_Phdr));
        if (!header) {
            return damaged(en("the program headers reach beyond its end"));
        }
        if (header->p_offset > bytes().size() ||
            header->p_filesz > bytes().size() - header->p_offset) {
            return damaged(en("segment %1 reaches beyond its end")(i));
        }
        segments_.push_back({header->p_type, header->p_vaddr, header->p_offset, header->p_filesz});
    }
    return {};
}

std::span<const std::uint8_t> ElfFile::contents(const Section& section) const {
    return section.has_bytes() ? bytes().subspan(section.offset, section.size)
                               : std::span<const std::uint8_t>{};
}

std::string_view ElfFile::string_at(std::span<const std::uint8_t> table,
                                    std::uint64_t offset) const {
    if (offset >= table.size()) {
        return {};
    }
    const auto rest = table.subspan(offset);
    const char* text = reinterpret_cast<const char*>(rest.data());
    const void* end = std::memchr(text, '\0', rest.size());
    return end == nullptr
               ? std::string_view{}
               : std::string_view(text,
                                  static_cast<std::size_t>(static_cast<const char*>(end) - text));
}

const ElfFile::Section* ElfFile::section(std::string_view name) const {
    const auto found = std::find_if(sections_.begin(), sections_.end(), [&](const Section& one) {
        return one.name == name && one.has_bytes();
    });
    return found == sections_.end() ? nullptr : &*found;
}

std::optional<std::span<const std::uint8_t>> ElfFile::at(std::uint64_t address,
                                                         std::size_t size) const {
    const auto rest = from(address, size);
    return rest ? std::optional(rest->first(size)) : std::nullopt;
}

std::optional<std::span<const std::uint8_t>> ElfFile::from(std::uint64_t address,
                                                           std::size_t at_least) const {
    const auto within = [&](std::uint64_t start, std::uint64_t length) {
        return address >= start && address - start <= length &&
               at_least <= length - (address - start);
    };
    const auto rest = [&](std::uint64_t start, std::uint64_t length, std::uint64_t offset) {
        return bytes().subspan(offset + (address - start), length - (address - start));
    };
    if (!sections_.empty()) {
        for (const Section& section : sections_) {
            const bool readable = (section.flags & SHF_ALLOC) != 0 && section.has_bytes() &&
                                  (section.flags & SHF_COMPRESSED) == 0;
            if (readable && within(section.address, section.size)) {
                return rest(section.address, section.size, section.offset);
            }
        }
        return std::nullopt;
    }
    for (const Segment& segment : segments_) {
        if (segment.type == PT_LOAD && within(segment.address, segment.size)) {
            return rest(segment.address, segment.size, segment.offset);
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> ElfFile::end_of_section_at(std::uint64_t address) const {
    for (const Section& section : sections_) {
        if ((section.flags & SHF_ALLOC) != 0 && address >= section.address &&
            address - section.address < section.size) {
            return section.address + section.size;
        }
    }
    return std::nullopt;
}

// ---- Symbols

Result<std::vector<Symbol>> ElfFile::symbols() const {
    std::vector<Symbol> result;
    std::size_t table = sections_.size();
    for (const std::uint32_t wanted : {std::uint32_t{SHT_SYMTAB}, std::uint32_t{SHT_DYNSYM}}) {
        const auto found =
            std::find_if(sections_.begin(), sections_.end(),
                         [&](const Section& section) { return section.type == wanted; });
        if (found != sections_.end()) {
            table = static_cast<std::size_t>(found - sections_.begin());
            break;
        }
    }
    if (table == sections_.size()) {
        return result;
    }
    const Section& section = sections_[table];
    if (section.entry_size != sizeof(Elf64_Sym) || section.link >= sections_.size() ||
        sections_[section.link].type != SHT_STRTAB) {
        return damaged(en("its symbol table has no string table, or entries of another size"));
    }
    const auto entries = contents(section);
    const auto strings = contents(sections_[section.link]);
    std::uint64_t name_budget = strings.size() * name_sharing + 4096;
    const std::size_t count = entries.size() / sizeof(Elf64_Sym);
    result.reserve(count);
    for (std::size_t i = 1; i < count; ++i) {
        const auto entry = value_at<Elf64_Sym>(entries, i * sizeof(Elf64_Sym)).value();
        const unsigned type = ELF64_ST_TYPE(entry.st_info);
        const bool wanted =
            type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_OBJECT || type == STT_NOTYPE;
        if (!wanted || entry.st_shndx == SHN_UNDEF || entry.st_shndx == SHN_COMMON) {
            continue;
        }
        const std::string_view name = string_at(strings, entry.st_name);
        // Assemblers write "$x" and "$d" where code and data begin, and ".L0 ", with a space, for
        // the linker.
        if (name.empty() || name.starts_with("$x") || name.starts_with("$d") ||
            name.find(' ') != std::string_view::npos) {
            continue;
        }
        const auto address = symbol_value(table, i);
        if (!address) {
            continue;
        }
        if (name.size() > name_budget) {
            return damaged(en("its symbol names overlap"));
        }
        name_budget -= name.size();
        Symbol symbol;
        symbol.name = name;
        symbol.address = *address;
        // A size that wraps around the address space counts as none.
        symbol.size = symbol.address + entry.st_size < symbol.address ? 0 : entry.st_size;
        symbol.kind = type == STT_NOTYPE   ? Symbol::Kind::label
                      : type == STT_OBJECT ? Symbol::Kind::object
                                           : Symbol::Kind::function;
        symbol.local = ELF64_ST_BIND(entry.st_info) == STB_LOCAL;
        result.push_back(std::move(symbol));
    }
    return result;
}

std::optional<std::uint64_t> ElfFile::symbol_value(std::size_t table, std::uint64_t index) const {
    const auto entries = contents(sections_[table]);
    if (index >= entries.size() / sizeof(Elf64_Sym)) {
        return std::nullopt;
    }
    const auto entry = value_at<Elf64_Sym>(entries, index * sizeof(Elf64_Sym)).value();
    if (!object_ || entry.st_shndx == SHN_ABS) {
        return entry.st_value;
    }
    std::uint64_t home = entry.st_shndx;
    if (home == SHN_XINDEX) {
        const auto indices =
            std::find_if(sections_.begin(), sections_.end(), [&](const Section& section) {
                return section.type == SHT_SYMTAB_SHNDX && section.link == table;
            });
        if (indices == sections_.end()) {
            return std::nullopt;
        }
        home = value_at<std::uint32_t>(contents(*indices), index * 4).value_or(SHN_UNDEF);
    } else if (home >= SHN_LORESERVE) {
        return std::nullopt;
    }
    if (home == SHN_UNDEF || home >= sections_.size()) {
        return std::nullopt;
    }
    return sections_[home].address + entry.st_value;
}

// ---- Build id

std::string ElfFile::build_id() const {
    std::vector<std::span<const std::uint8_t>> notes;
    for (const Section& section : sections_) {
        if (section.type == SHT_NOTE) {
            notes.push_back(contents(section));
        }
    }
    for (const Segment& segment : segments_) {
        if (segment.type == PT_NOTE) {
            notes.push_back(bytes().subspan(segment.offset, segment.size));
        }
    }
    for (auto rest : notes) {
        while (const auto header = value_at<Elf64_Nhdr>(rest, 0)) {
            const std::uint64_t name_size = (std::uint64_t{header->n_namesz} + 3) & ~3ULL;
            const std::uint64_t whole_size =
                sizeof *header + name_size + ((std::uint64_t{header->n_descsz} + 3) & ~3ULL);
            if (whole_size > rest.size()) {
                break;
            }
            const auto id = rest.subspan(sizeof *header + name_size, header->n_descsz);
            if (header->n_type == NT_GNU_BUILD_ID && header->n_namesz == sizeof ELF_NOTE_GNU &&
                std::memcmp(rest.data() + sizeof *header, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0 &&
                id.size() <= 64) {
                std::string text;
                for (const std::uint8_t byte : id) {
                    text += "0123456789abcdef"[byte >> 4];
                    text += "0123456789abcdef"[byte & 0xf];
                }
                return text;
            }
            rest = rest.subspan(whole_size);
        }
    }
    return {};
}

// ---- Objects

void ElfFile::lay_out() {
    std::uint64_t next = object_base;
    for (Section& section : sections_) {
        section.address = 0; // addresses within a debug section count from its start
        if ((section.flags & SHF_ALLOC) == 0) {
            continue;
        }
        constexpr std::uint64_t page = 0x1000;
        const std::uint64_t alignment = std::clamp<std::uint64_t>(section.alignment, 1, page);
        next = (next + alignment - 1) / alignment * alignment;
        section.address = next;
        // a NOBITS section can claim any size
        next += std::min<std::uint64_t>(section.size, 1ULL << 40);
    }
}

void ElfFile::relocate_sections() {
    for (const Section& relocations : sections_) {
        if (relocations.type != SHT_RELA || relocations.entry_size != sizeof(Elf64_Rela) ||
            relocations.info >= sections_.size() || relocations.link >= sections_.size() ||
            sections_[relocations.link].type != SHT_SYMTAB) {
            continue;
        }
        const Section& target = sections_[relocations.info];
        const bool wanted = target.has_bytes() && (target.flags & SHF_COMPRESSED) == 0 &&
                            (target.name.starts_with(".debug_") || (target.flags & SHF_ALLOC) != 0);
        if (wanted) {
            relocate(bytes_.writable_bytes().subspan(target.offset, target.size), target.address,
                     contents(relocations),
                     [&](std::uint64_t index) { return symbol_value(relocations.link, index); });
        }
    }
}

} // namespace switchscope
