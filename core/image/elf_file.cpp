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
/// How long all names together may be, in bytes. A kernel with all its drivers has 10 MB of them.
/// In a corrupt file each of some million symbols could take the whole string table for its name.
constexpr std::uint64_t most_name_bytes = std::uint64_t{256} << 20;
/// The home of a symbol that is a number and lies in no section.
constexpr std::uint32_t no_section = ~std::uint32_t{0};

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
    }
    for (const Section& section : file.sections_) {
        file.addresses_.push_back(section.address);
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

std::string_view ElfFile::string_at(std::span<const std::uint8_t> table, std::uint64_t offset) {
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

namespace {

/// Whether a tool made the name up for itself. Assemblers write "$x" and "$d" where code and data
/// begin, and ".L0 ", with a space, for the linker. Compilers number their labels (".L12", ".LVL3",
/// ".LASF7"; ".Ltext0" for DWARF). A person writes ".Lkvm_switch_return".
bool is_made_up(std::span<const std::uint8_t> names, std::uint64_t offset) {
    const auto at = [&](std::uint64_t index) -> char {
        return offset + index < names.size() ? static_cast<char>(names[offset + index]) : '\0';
    };
    if (at(0) == '$') {
        return at(1) == 'x' || at(1) == 'd';
    }
    if (at(0) != '.' || at(1) != 'L') {
        return false;
    }
    const bool lower = at(2) >= 'a' && at(2) <= 'z';
    const std::string_view rest(reinterpret_cast<const char*>(names.data()) + offset,
                                std::min<std::size_t>(names.size() - offset, 8));
    return !(lower || at(2) == '_') || rest.starts_with(".Ltext") || rest.starts_with(".Letext") ||
           rest.starts_with(".Ldebug");
}

Symbol::Kind kind_of(unsigned type) {
    return type == STT_NOTYPE   ? Symbol::Kind::label
           : type == STT_OBJECT ? Symbol::Kind::object
                                : Symbol::Kind::function;
}

} // namespace

const ElfFile::Section* ElfFile::symbol_section() const {
    for (const std::uint32_t wanted : {std::uint32_t{SHT_SYMTAB}, std::uint32_t{SHT_DYNSYM}}) {
        const auto found = std::ranges::find(sections_, wanted, &Section::type);
        if (found != sections_.end()) {
            return &*found;
        }
    }
    return nullptr;
}

Result<std::vector<SymbolTable::Entry>> ElfFile::symbols() const {
    std::vector<SymbolTable::Entry> result;
    const Section* section = symbol_section();
    if (section == nullptr) {
        return result;
    }
    if (section->entry_size != sizeof(Elf64_Sym) || section->link >= sections_.size() ||
        sections_[section->link].type != SHT_STRTAB) {
        return damaged(en("its symbol table has no string table, or entries of another size"));
    }
    const auto table = static_cast<std::size_t>(section - sections_.data());
    const auto entries = contents(*section);
    const auto strings = contents(sections_[section->link]);
    const auto extended = extended_indices(table);
    std::uint64_t name_bytes = 0;
    const std::size_t count = entries.size() / sizeof(Elf64_Sym);
    // A kernel that was linked with --emit-relocs has 3.6 million local labels, nearly all of them
    // made up by the compiler and most of those in debug sections. So what is cheap is asked first.
    for (std::size_t i = 1; i < count; ++i) {
        Elf64_Sym entry;
        std::memcpy(&entry, entries.data() + i * sizeof entry, sizeof entry);
        const unsigned type = ELF64_ST_TYPE(entry.st_info);
        const bool wanted =
            type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_OBJECT || type == STT_NOTYPE;
        if (!wanted) {
            continue;
        }
        const auto home = home_of(entry, i, extended);
        const bool has_place =
            home && (*home == no_section || (sections_[*home].flags & SHF_ALLOC) != 0);
        if (!has_place || is_made_up(strings, entry.st_name)) {
            continue;
        }
        const std::string_view name = string_at(strings, entry.st_name);
        name_bytes += name.size();
        if (name_bytes > most_name_bytes) {
            return damaged(en("the names of its symbols are longer than those of any program"));
        }
        // objcopy may have put something in front: "__efistub_.L0 ".
        if (name.empty() || name.find(' ') != std::string_view::npos) {
            continue;
        }
        Symbol symbol;
        symbol.name = name;
        symbol.absolute = *home == no_section;
        symbol.address =
            entry.st_value + (object_ && !symbol.absolute ? sections_[*home].address : 0);
        // A size that wraps around the address space counts as none.
        symbol.size = symbol.address + entry.st_size < symbol.address ? 0 : entry.st_size;
        symbol.kind = kind_of(type);
        symbol.local = ELF64_ST_BIND(entry.st_info) == STB_LOCAL;
        result.push_back({symbol, symbol.absolute ? 0 : *home});
    }
    return result;
}

/// The numbers of sections that are too large for the entries of a symbol table; empty where there
/// are none.
std::span<const std::uint8_t> ElfFile::extended_indices(std::size_t table) const {
    const auto found = std::ranges::find_if(sections_, [&](const Section& section) {
        return section.type == SHT_SYMTAB_SHNDX && section.link == table;
    });
    return found == sections_.end() ? std::span<const std::uint8_t>{} : contents(*found);
}

/// The section that a symbol lies in, no_section for a number; none where it is not in this file.
std::optional<std::uint32_t> ElfFile::home_of(const Elf64_Sym& symbol, std::uint64_t index,
                                              std::span<const std::uint8_t> extended) const {
    std::uint32_t home = symbol.st_shndx;
    if (home == SHN_ABS) {
        return no_section;
    }
    if (home == SHN_XINDEX) {
        home = value_at<std::uint32_t>(extended, index * 4).value_or(SHN_UNDEF);
    } else if (home >= SHN_LORESERVE) {
        return std::nullopt;
    }
    return home == SHN_UNDEF || home >= sections_.size() ? std::nullopt : std::optional(home);
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

// ---- Debug link

std::optional<DebugLink> ElfFile::debug_link() const {
    const Section* section = this->section(".gnu_debuglink");
    if (section == nullptr) {
        return std::nullopt;
    }
    const auto content = contents(*section);
    const std::string_view name = string_at(content, 0);
    const auto crc = value_at<std::uint32_t>(content, (name.size() + 1 + 3) & ~std::size_t{3});
    // The name is looked for in folders of debug files. It must not lead out of them.
    const bool plain = !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
                       name.find('/') == std::string_view::npos;
    return plain && crc ? std::optional(DebugLink{std::string(name), *crc}) : std::nullopt;
}

// ---- Programs

std::vector<ElfFile::Pointer> ElfFile::pointers() const {
    std::vector<Pointer> result;
    if (object_) {
        return result;
    }
    for (const Section& section : sections_) {
        // Those that --emit-relocs keeps are not loaded, and were applied by the linker.
        const bool dynamic = section.type == SHT_RELA && (section.flags & SHF_ALLOC) != 0 &&
                             section.entry_size == sizeof(Elf64_Rela);
        if (!dynamic) {
            continue;
        }
        const auto entries = contents(section);
        for (std::size_t i = 0; i < entries.size() / sizeof(Elf64_Rela); ++i) {
            const auto entry = value_at<Elf64_Rela>(entries, i * sizeof(Elf64_Rela)).value();
            if (ELF64_R_TYPE(entry.r_info) == R_RISCV_RELATIVE) {
                result.push_back({entry.r_offset, static_cast<std::uint64_t>(entry.r_addend)});
            }
        }
    }
    std::ranges::stable_sort(result, {}, &Pointer::place);
    return result;
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
        // A NOBITS section can claim any size. The byte behind a section belongs to no other one:
        // so the end of a section, which line tables name, is never the start of the next.
        section.size = std::min<std::uint64_t>(section.size, 1ULL << 40);
        next += section.size + 1;
    }
}

void ElfFile::relocate_section(std::size_t number, std::span<std::uint8_t> bytes,
                               std::span<const std::uint64_t> addresses) const {
    for (const Section& relocations : sections_) {
        if (relocations.type != SHT_RELA || relocations.entry_size != sizeof(Elf64_Rela) ||
            relocations.info != number || relocations.link >= sections_.size() ||
            sections_[relocations.link].type != SHT_SYMTAB) {
            continue;
        }
        const auto symbols = contents(sections_[relocations.link]);
        const auto extended = extended_indices(relocations.link);
        relocate(bytes, addresses[number], contents(relocations),
                 [&](std::uint64_t index) -> std::optional<std::uint64_t> {
                     if (index >= symbols.size() / sizeof(Elf64_Sym)) {
                         return std::nullopt;
                     }
                     const auto symbol =
                         value_at<Elf64_Sym>(symbols, index * sizeof(Elf64_Sym)).value();
                     const auto home = home_of(symbol, index, extended);
                     return home ? std::optional(symbol.st_value +
                                                 (*home == no_section ? 0 : addresses[*home]))
                                 : std::nullopt;
                 });
    }
}

} // namespace switchscope
