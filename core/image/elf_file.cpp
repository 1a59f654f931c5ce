// SPDX-License-Identifier: MIT
#include "core/image/elf_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <system_error>

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchscope {

namespace {

constexpr std::uint64_t object_base = 0x10000;
/// Names of symbols together may be this much longer than their string table (linkers share tails of strings).
constexpr std::uint64_t name_sharing = 16;

std::string reason(int error_number) {
    return std::generic_category().message(error_number);
}

/// A plain value of the file's layout at `offset`; none when it would reach past the end.
template <class T>
std::optional<T> value_at(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
        return std::nullopt;
    }
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

template <class T> void put_at(std::span<std::uint8_t> bytes, std::uint64_t offset, T value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
}

std::string machine_name(unsigned machine) {
    switch (machine) {
    case EM_386:
        return "32-bit x86";
    case EM_X86_64:
        return "x86-64";
    case EM_ARM:
        return "32-bit Arm";
    case EM_AARCH64:
        return "AArch64";
    default:
        return "machine " + std::to_string(machine);
    }
}

} // namespace

// ---- FileBytes

Result<FileBytes> FileBytes::map(const std::filesystem::path& path) {
    const std::string name = path.string();
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        const int error_number = errno;
        return fail(en("cannot open %1: %2")(name, reason(error_number)),
                    error_number == ENOENT ? en("Check the path.") : English());
    }
    struct stat status {};
    Phrase problem;
    if (::fstat(file, &status) != 0) {
        problem = en("cannot read %1: %2")(name, reason(errno));
    } else if (!S_ISREG(status.st_mode)) {
        problem = (S_ISDIR(status.st_mode) ? en("%1 is a directory")
                                           : en("%1 is not a regular file"))(name);
    } else if (status.st_size == 0) {
        problem = en("%1 is empty")(name);
    }
    FileBytes result;
    if (problem.empty()) {
        result.size_ = static_cast<std::size_t>(status.st_size);
        void* mapping = ::mmap(nullptr, result.size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
        if (mapping == MAP_FAILED) {
            problem = en("cannot map %1: %2")(name, reason(errno));
        } else {
            result.mapping_ = mapping;
        }
    }
    ::close(file);
    if (!problem.empty()) {
        return fail(problem, en("Pass an ELF file with symbols, such as the kernel's vmlinux."));
    }
    return result;
}

FileBytes::FileBytes(std::vector<std::uint8_t> bytes)
    : owned_(std::move(bytes)), size_(owned_.size()) {}

FileBytes::FileBytes(FileBytes&& other) noexcept {
    *this = std::move(other);
}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
    std::swap(owned_, other.owned_);
    std::swap(mapping_, other.mapping_);
    std::swap(size_, other.size_);
    return *this;
}

FileBytes::~FileBytes() {
    if (mapping_ != nullptr) {
        ::munmap(mapping_, size_);
    }
}

std::uint8_t* FileBytes::data() const {
    return mapping_ != nullptr ? static_cast<std::uint8_t*>(mapping_)
                               : const_cast<std::uint8_t*>(owned_.data());
}

// ---- Headers

bool ElfFile::Section::has_bytes() const {
    return type != SHT_NOBITS && type != SHT_NULL;
}

tl::unexpected<Error> ElfFile::damaged(const std::string& what) const {
    return fail(en("%1 is damaged or cut short: %2")(name_, what),
                en("Copy or build the file again."));
}

Result<ElfFile> ElfFile::parse(FileBytes bytes, const std::filesystem::path& path) {
    ElfFile file(std::move(bytes), path.string());
    SWITCHSCOPE_TRY(file.read_headers());
    if (file.object_) {
        file.lay_out();
        file.relocate();
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
        return damaged("its header is incomplete");
    }
    constexpr English riscv_wanted = en("Pass the image of a 64-bit RISC-V system.");
    // The machine stands at the same place in 32-bit files.
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
            return damaged("section headers of " + std::to_string(header->e_shentsize) + " bytes");
        }
        const auto first = value_at<Elf64_Shdr>(bytes(), header->e_shoff);
        if (!first) {
            return damaged("the section headers lie beyond its end");
        }
        // Numbers too large for the header stand in the first section's header.
        const std::uint64_t count = header->e_shnum != 0 ? header->e_shnum : first->sh_size;
        const std::uint64_t names =
            header->e_shstrndx != SHN_XINDEX ? header->e_shstrndx : first->sh_link;
        SWITCHSCOPE_TRY(read_sections(header->e_shoff, count, names));
    }
    if (header->e_phoff != 0 && header->e_phnum != 0) {
        if (header->e_phentsize != sizeof(Elf64_Phdr)) {
            return damaged("program headers of " + std::to_string(header->e_phentsize) + " bytes");
        }
        SWITCHSCOPE_TRY(read_segments(header->e_phoff, header->e_phnum));
    }
    return {};
}

Result<void> ElfFile::read_sections(std::uint64_t table, std::uint64_t count, std::uint64_t names) {
    if (count > (bytes().size() - table) / sizeof(Elf64_Shdr)) {
        return damaged("the section headers reach beyond its end");
    }
    std::vector<std::uint32_t> name_offsets;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto header = value_at<Elf64_Shdr>(bytes(), table + i * sizeof(Elf64_Shdr));
        if (!header) {
            return damaged("the section headers reach beyond its end");
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
            return damaged("section " + std::to_string(i) + " reaches beyond its end");
        }
        if ((section.flags & SHF_ALLOC) != 0 && section.address + section.size < section.address) {
            return damaged("section " + std::to_string(i) + " reaches beyond the address space");
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
            return damaged("the program headers reach beyond its end");
        }
        if (header->p_offset > bytes().size() ||
            header->p_filesz > bytes().size() - header->p_offset) {
            return damaged("segment " + std::to_string(i) + " reaches beyond its end");
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
        return damaged("its symbol table has no string table or odd entries");
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
        // $x and $d tell code from data; ".L0 ", with a space, marks places for the linker.
        if (name.empty() || name.starts_with("$x") || name.starts_with("$d") ||
            name.find(' ') != std::string_view::npos) {
            continue;
        }
        const auto address = symbol_value(table, i);
        if (!address) {
            continue;
        }
        if (name.size() > name_budget) {
            return damaged("its symbol names overlap");
        }
        name_budget -= name.size();
        Symbol symbol;
        symbol.name = name;
        symbol.address = *address;
        // A size that wraps around is no size.
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

// ---- Objects: addresses and relocations

void ElfFile::lay_out() {
    std::uint64_t next = object_base;
    for (Section& section : sections_) {
        section.address = 0; // debug sections count from their own start
        if ((section.flags & SHF_ALLOC) == 0) {
            continue;
        }
        constexpr std::uint64_t page = 0x1000;
        const std::uint64_t alignment = std::clamp<std::uint64_t>(section.alignment, 1, page);
        next = (next + alignment - 1) / alignment * alignment;
        section.address = next;
        next += std::min<std::uint64_t>(section.size, 1ULL << 40); // NOBITS may claim any size
    }
}

namespace {

// Encodings with their immediates replaced.

std::uint32_t with_u_immediate(std::uint32_t word, std::uint64_t value) {
    return (word & 0xfff) | (static_cast<std::uint32_t>(value + 0x800) & 0xfffff000U);
}

std::uint32_t with_i_immediate(std::uint32_t word, std::uint64_t value) {
    return (word & 0xfffff) | static_cast<std::uint32_t>(value & 0xfff) << 20;
}

std::uint32_t with_s_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0x01fff07f) | (low & 0x1f) << 7 | (low >> 5 & 0x7f) << 25;
}

std::uint32_t with_b_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0x01fff07f) | (low >> 11 & 1) << 7 | (low >> 1 & 0xf) << 8 |
           (low >> 5 & 0x3f) << 25 | (low >> 12 & 1) << 31;
}

std::uint32_t with_j_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0xfff) | (low & 0xff000) | (low >> 11 & 1) << 20 | (low >> 1 & 0x3ff) << 21 |
           (low >> 20 & 1) << 31;
}

std::uint16_t with_cb_immediate(std::uint16_t half, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((half & 0xe383U) | (low >> 8 & 1) << 12 |
                                      (low >> 3 & 3) << 10 | (low >> 6 & 3) << 5 |
                                      (low >> 1 & 3) << 3 | (low >> 5 & 1) << 2);
}

std::uint16_t with_cj_immediate(std::uint16_t half, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>(
        (half & 0xe003U) | (low >> 11 & 1) << 12 | (low >> 4 & 1) << 11 | (low >> 8 & 3) << 9 |
        (low >> 10 & 1) << 8 | (low >> 6 & 1) << 7 | (low >> 7 & 1) << 6 | (low >> 1 & 7) << 3 |
        (low >> 5 & 1) << 2);
}

// Newer than the elf.h of glibc 2.36.
constexpr std::uint32_t relocation_set_uleb128 = 60;
constexpr std::uint32_t relocation_sub_uleb128 = 61;

/// Writes `value` as a ULEB128 of the length that is there.
void put_uleb128(std::span<std::uint8_t> bytes, std::uint64_t offset, std::uint64_t value) {
    for (; offset < bytes.size(); ++offset, value >>= 7) {
        const bool more = (bytes[offset] & 0x80) != 0;
        bytes[offset] = static_cast<std::uint8_t>((value & 0x7f) | (more ? 0x80U : 0U));
        if (!more) {
            return;
        }
    }
}

std::uint64_t uleb128_at(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; offset < bytes.size() && shift < 64; ++offset, shift += 7) {
        value |= static_cast<std::uint64_t>(bytes[offset] & 0x7f) << shift;
        if ((bytes[offset] & 0x80) == 0) {
            break;
        }
    }
    return value;
}

/// Adds to, subtracts from or sets the T at `offset`.
template <class T>
void change(std::span<std::uint8_t> bytes, std::uint64_t offset, std::uint64_t value, char how) {
    const auto old = value_at<T>(bytes, offset);
    if (old) {
        const std::uint64_t changed = how == '+' ? *old + value : how == '-' ? *old - value : value;
        put_at(bytes, offset, static_cast<T>(changed));
    }
}

template <class T, class Function>
void rewrite(std::span<std::uint8_t> bytes, std::uint64_t offset, Function with_immediate,
             std::uint64_t value) {
    if (const auto old = value_at<T>(bytes, offset)) {
        put_at(bytes, offset, with_immediate(*old, value));
    }
}

void apply(std::span<std::uint8_t> target, std::uint64_t offset, std::uint32_t type,
           std::uint64_t value, std::uint64_t place) {
    const std::uint64_t distance = value - place;
    switch (type) {
    case R_RISCV_32:
    case R_RISCV_SET32:
        return change<std::uint32_t>(target, offset, value, '=');
    case R_RISCV_64:
        return change<std::uint64_t>(target, offset, value, '=');
    case R_RISCV_ADD8:
        return change<std::uint8_t>(target, offset, value, '+');
    case R_RISCV_ADD16:
        return change<std::uint16_t>(target, offset, value, '+');
    case R_RISCV_ADD32:
        return change<std::uint32_t>(target, offset, value, '+');
    case R_RISCV_ADD64:
        return change<std::uint64_t>(target, offset, value, '+');
    case R_RISCV_SUB8:
        return change<std::uint8_t>(target, offset, value, '-');
    case R_RISCV_SUB16:
        return change<std::uint16_t>(target, offset, value, '-');
    case R_RISCV_SUB32:
        return change<std::uint32_t>(target, offset, value, '-');
    case R_RISCV_SUB64:
        return change<std::uint64_t>(target, offset, value, '-');
    case R_RISCV_SET8:
        return change<std::uint8_t>(target, offset, value, '=');
    case R_RISCV_SET16:
        return change<std::uint16_t>(target, offset, value, '=');
    case R_RISCV_32_PCREL:
        return change<std::uint32_t>(target, offset, distance, '=');
    case relocation_set_uleb128:
        return put_uleb128(target, offset, value);
    case relocation_sub_uleb128:
        return put_uleb128(target, offset, uleb128_at(target, offset) - value);
    case R_RISCV_PCREL_HI20:
        return rewrite<std::uint32_t>(target, offset, with_u_immediate, distance);
    case R_RISCV_HI20:
        return rewrite<std::uint32_t>(target, offset, with_u_immediate, value);
    case R_RISCV_LO12_I:
        return rewrite<std::uint32_t>(target, offset, with_i_immediate, value);
    case R_RISCV_LO12_S:
        return rewrite<std::uint32_t>(target, offset, with_s_immediate, value);
    case R_RISCV_CALL:
    case R_RISCV_CALL_PLT:
        rewrite<std::uint32_t>(target, offset, with_u_immediate, distance);
        return rewrite<std::uint32_t>(target, offset + 4, with_i_immediate, distance);
    case R_RISCV_BRANCH:
        return rewrite<std::uint32_t>(target, offset, with_b_immediate, distance);
    case R_RISCV_JAL:
        return rewrite<std::uint32_t>(target, offset, with_j_immediate, distance);
    case R_RISCV_RVC_BRANCH:
        return rewrite<std::uint16_t>(target, offset, with_cb_immediate, distance);
    case R_RISCV_RVC_JUMP:
        return rewrite<std::uint16_t>(target, offset, with_cj_immediate, distance);
    default:
        return; // frame tables, alignment and relaxation hints: nobody here reads those
    }
}

} // namespace

void ElfFile::relocate() {
    for (const Section& relocations : sections_) {
        if (relocations.type != SHT_RELA || relocations.entry_size != sizeof(Elf64_Rela) ||
            relocations.info >= sections_.size() || relocations.link >= sections_.size() ||
            sections_[relocations.link].type != SHT_SYMTAB) {
            continue;
        }
        const Section& home = sections_[relocations.info];
        const bool wanted = home.has_bytes() && (home.flags & SHF_COMPRESSED) == 0 &&
                            (home.name.starts_with(".debug_") || (home.flags & SHF_ALLOC) != 0);
        if (!wanted) {
            continue;
        }
        const auto entries = contents(relocations);
        const auto target = bytes_.writable_bytes().subspan(home.offset, home.size);
        // The low half of a pc-relative pair names the place of its high half, not the symbol.
        std::map<std::uint64_t, std::uint64_t> high_halves;
        std::vector<Elf64_Rela> low_halves;
        for (std::uint64_t i = 0; i < entries.size() / sizeof(Elf64_Rela); ++i) {
            const auto entry = value_at<Elf64_Rela>(entries, i * sizeof(Elf64_Rela)).value();
            const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(entry.r_info));
            if (entry.r_offset >= home.size) {
                continue;
            }
            if (type == R_RISCV_PCREL_LO12_I || type == R_RISCV_PCREL_LO12_S) {
                low_halves.push_back(entry);
                continue;
            }
            const auto symbol = symbol_value(relocations.link, ELF64_R_SYM(entry.r_info));
            if (!symbol) {
                continue; // in another object
            }
            const std::uint64_t value = *symbol + static_cast<std::uint64_t>(entry.r_addend);
            const std::uint64_t place = home.address + entry.r_offset;
            if (type == R_RISCV_PCREL_HI20) {
                high_halves[place] = value - place;
            }
            apply(target, entry.r_offset, type, value, place);
        }
        for (const Elf64_Rela& entry : low_halves) {
            const auto high = symbol_value(relocations.link, ELF64_R_SYM(entry.r_info));
            const auto found = high ? high_halves.find(*high) : high_halves.end();
            if (found == high_halves.end()) {
                continue;
            }
            if (ELF64_R_TYPE(entry.r_info) == R_RISCV_PCREL_LO12_I) {
                rewrite<std::uint32_t>(target, entry.r_offset, with_i_immediate, found->second);
            } else {
                rewrite<std::uint32_t>(target, entry.r_offset, with_s_immediate, found->second);
            }
        }
    }
}

} // namespace switchscope
