// SPDX-License-Identifier: MIT
#include "core/session/module_place.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "core/base/bytes.h"
#include "core/base/hex.h"

namespace switchscope {

namespace {

using Bytes = KernelMemory::Bytes;

constexpr std::uint64_t page_size = 4096;
constexpr std::size_t most_modules = 4096;      ///< so that a damaged list has an end
constexpr std::size_t most_symbols = 1u << 20;  ///< of one module
constexpr std::uint64_t area_size = 0x80000000; ///< modules lie within 2 GiB in front of _end
constexpr std::size_t symbol_size = 24;         ///< of an Elf64_Sym

/// The members of `struct module` that say where it lies, in bytes from its start. Without DWARF
/// they are tried one after the other. What is found is proven by the routine's bytes.
struct ModuleLayout {
    std::uint64_t list = 8; ///< these two have been here as long as there is 64-bit Linux
    std::uint64_t name = 0x18;
    std::uint64_t size = 0x600;
    std::optional<std::uint64_t> text;    ///< mem[MOD_TEXT].base, core_layout.base before 6.4
    std::optional<std::uint64_t> symbols; ///< core_kallsyms
};

ModuleLayout module_layout(const Image& module) {
    ModuleLayout found;
    if (!module.has_debug_lines()) {
        return found;
    }
    const auto layout = module.struct_layout("module");
    if (!layout) {
        return found;
    }
    const auto offset = [&](std::initializer_list<std::string_view> paths) {
        for (const std::string_view path : paths) {
            const auto member = std::ranges::find(layout->members, path, &StructMember::path);
            if (member != layout->members.end()) {
                return std::optional(member->offset);
            }
        }
        return std::optional<std::uint64_t>{};
    };
    found.size = layout->size;
    found.list = offset({"list.next"}).value_or(found.list);
    found.name = offset({"name[0]", "name"}).value_or(found.name);
    found.text = offset({"mem[0].base", "core_layout.base"});
    found.symbols = offset({"core_kallsyms.symtab"});
    return found;
}

/// The routine in its section of the file.
struct RoutinePlace {
    std::string section;
    std::uint64_t offset = 0; ///< of the routine in it
    Bytes code;

    bool is_at(const KernelMemory& memory, std::uint64_t section_address) const {
        const auto bytes = memory.read(section_address + offset, code.size());
        return bytes && *bytes == code;
    }
};

const ImageSection* section_of(const std::vector<ImageSection>& sections, std::uint64_t address) {
    const auto found = std::ranges::find_if(sections, [&](const ImageSection& section) {
        return section.allocated && address - section.address < section.size;
    });
    return found == sections.end() ? nullptr : &*found;
}

Result<RoutinePlace> routine_place(const Image& module, const Symbol& routine) {
    const std::vector<ImageSection> sections = module.sections();
    const ImageSection* const section = section_of(sections, routine.address);
    if (section == nullptr) {
        return fail(
            en("%1 has no section with %2")(module.path().string(), std::string(routine.name)));
    }
    constexpr std::uint64_t enough = 64; // of a routine whose symbol has no size
    auto code =
        SWITCHSCOPE_TRY(module.read(routine.address, routine.size != 0 ? routine.size : enough));
    return RoutinePlace{section->name, routine.address - section->address, std::move(code)};
}

bool is_kernel_pointer(std::uint64_t value) {
    return value >> 63 != 0 && value != std::numeric_limits<std::uint64_t>::max();
}

/// The symbols that the kernel keeps of a module: functions and objects with their addresses. Names
/// that come twice are left out.
std::map<std::string, std::uint64_t, std::less<>> kept_symbols(const KernelMemory& memory,
                                                               const Bytes& descriptor) {
    std::map<std::string, std::uint64_t, std::less<>> kept;
    const auto table = value_at<std::uint64_t>(descriptor, 0);
    const auto count = value_at<std::uint32_t>(descriptor, 8);
    const auto texts = value_at<std::uint64_t>(descriptor, 16);
    if (!table || !count || !texts || !is_kernel_pointer(*table) || !is_kernel_pointer(*texts) ||
        *count == 0 || *count > most_symbols) {
        return kept;
    }
    // The first symbol of a table is empty, and so is the first name.
    const auto first = memory.read(*table, symbol_size);
    if (!first || std::ranges::any_of(*first, [](std::uint8_t byte) { return byte != 0; })) {
        return kept;
    }
    const auto symbols = memory.read(*table, *count * symbol_size);
    if (!symbols) {
        return kept;
    }
    std::uint32_t last = 0;
    for (std::size_t n = 0; n < *count; ++n) {
        last = std::max(last, *value_at<std::uint32_t>(*symbols, n * symbol_size));
    }
    // The last name ends somewhere: its end is looked for, but not far.
    constexpr std::size_t longest_name = 512;
    std::optional<Bytes> names;
    for (std::size_t more = longest_name; !names && more > 0; more /= 2) {
        names = memory.read(*texts, last + more);
    }
    if (!names) {
        return kept;
    }
    std::set<std::string, std::less<>> twice;
    for (std::size_t n = 0; n < *count; ++n) {
        const auto entry = std::span(*symbols).subspan(n * symbol_size, symbol_size);
        const std::uint8_t type = entry[4] & 0xf;
        const std::uint64_t offset = *value_at<std::uint32_t>(entry, 0);
        if ((type != 1 && type != 2) || offset >= names->size()) {
            continue;
        }
        const auto begin = names->begin() + static_cast<std::ptrdiff_t>(offset);
        const auto end = std::find(begin, names->end(), std::uint8_t{0});
        std::string name(begin, end);
        if (!kept.emplace(name, *value_at<std::uint64_t>(entry, 8)).second) {
            twice.insert(std::move(name));
        }
    }
    for (const std::string& name : twice) {
        kept.erase(name);
    }
    return kept;
}

/// The address of each section, from the addresses of the symbols in it. Where two disagree, the
/// section is left out: an address that may be wrong is worse than none.
std::map<std::string, std::uint64_t, std::less<>>
sections_of(const Image& module, const std::map<std::string, std::uint64_t, std::less<>>& kept) {
    std::map<std::string, std::uint64_t, std::less<>> found;
    for (const ImageSection& section : module.sections()) {
        if (!section.allocated || section.size == 0) {
            continue;
        }
        std::set<std::uint64_t> addresses;
        for (const Symbol* const symbol :
             module.symbols_in(section.address, section.address + section.size)) {
            const auto at = kept.find(symbol->name);
            if (at != kept.end() && symbol->kind != Symbol::Kind::label) {
                addresses.insert(at->second - (symbol->address - section.address));
            }
        }
        if (addresses.size() == 1) {
            found.emplace(section.name, *addresses.begin());
        }
    }
    return found;
}

/// Every 8-byte word of a struct, the likely one first.
std::vector<std::uint64_t> offsets_to_try(std::optional<std::uint64_t> likely, std::uint64_t size) {
    std::vector<std::uint64_t> all;
    if (likely) {
        all.push_back(*likely);
    }
    for (std::uint64_t offset = 0; offset + 8 <= size; offset += 8) {
        all.push_back(offset);
    }
    return all;
}

/// A module in the kernel's list: the address of its `struct module`, none where there is none of
/// that name.
std::optional<std::uint64_t> find_by_name(const KernelMemory& memory, std::uint64_t head,
                                          const ModuleLayout& layout, std::string_view name) {
    std::uint64_t node = head;
    for (std::size_t n = 0; n < most_modules; ++n) {
        const auto next = memory.read_word(node);
        if (!next || *next == head || !is_kernel_pointer(*next)) {
            return std::nullopt;
        }
        node = *next;
        const std::uint64_t start = node - layout.list;
        const auto text = memory.read(start + layout.name, name.size() + 1);
        if (text && text->back() == 0 && std::equal(name.begin(), name.end(), text->begin())) {
            return start;
        }
    }
    return std::nullopt;
}

/// All sections that the module's symbols tell, where those are kept (CONFIG_KALLSYMS).
std::optional<ModulePlace> place_by_symbols(const KernelMemory& memory, const Image& module,
                                            const RoutinePlace& routine, const Bytes& structure,
                                            const ModuleLayout& layout) {
    for (const std::uint64_t offset : offsets_to_try(layout.symbols, structure.size())) {
        const auto descriptor = std::span(structure).subspan(offset);
        const auto kept = kept_symbols(memory, Bytes(descriptor.begin(), descriptor.end()));
        if (kept.empty()) {
            continue;
        }
        auto sections = sections_of(module, kept);
        const auto text = sections.find(routine.section);
        if (text != sections.end() && routine.is_at(memory, text->second)) {
            return ModulePlace{std::move(sections), ModulePlace::Way::list};
        }
    }
    return std::nullopt;
}

/// The section of the routine alone: it is the first one in its part of the module's memory.
std::optional<ModulePlace> place_by_base(const KernelMemory& memory, const RoutinePlace& routine,
                                         const Bytes& structure, const ModuleLayout& layout) {
    for (const std::uint64_t offset : offsets_to_try(layout.text, structure.size())) {
        const auto base = value_at<std::uint64_t>(structure, offset);
        if (base && is_kernel_pointer(*base) && *base % page_size == 0 &&
            routine.is_at(memory, *base)) {
            return ModulePlace{{{routine.section, *base}}, ModulePlace::Way::list};
        }
    }
    return std::nullopt;
}

} // namespace

Phrase words(ModulePlace::Way way) {
    switch (way) {
    case ModulePlace::Way::given:
        return en("as given");
    case ModulePlace::Way::list:
        return en("found in the kernel's list of modules");
    case ModulePlace::Way::code:
        return en("found by its code");
    }
    return {};
}

std::string module_name(const Image& module) {
    for (const ImageSection& section : module.sections()) {
        if (section.name != ".modinfo" || !section.in_file) {
            continue;
        }
        const auto bytes = module.read(section.address, section.size);
        const std::string text = bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
        constexpr std::string_view key = "name=";
        for (std::size_t at = 0; at < text.size(); at = text.find('\0', at)) {
            at = text.find_first_not_of('\0', at);
            if (at == std::string::npos) {
                break;
            }
            if (text.compare(at, key.size(), key) == 0) {
                return text.substr(at + key.size()).c_str(); // NOLINT: ends at the zero
            }
        }
    }
    std::string name = module.path().filename().string();
    name = name.substr(0, name.find(".ko"));
    std::ranges::replace(name, '-', '_'); // as the kernel's build does it
    return name;
}

Result<std::optional<ModulePlace>> find_in_module_list(const KernelMemory& memory,
                                                       const Image& vmlinux, const Image& module,
                                                       const Symbol& routine) {
    const Symbol* const head = vmlinux.find_symbol("modules");
    if (head == nullptr || !memory.can_read()) {
        return std::optional<ModulePlace>{};
    }
    const ModuleLayout layout = module_layout(module);
    const std::string name = module_name(module);
    const auto start = find_by_name(memory, head->address, layout, name);
    if (!start) {
        return std::optional<ModulePlace>{};
    }
    const RoutinePlace place = SWITCHSCOPE_TRY(routine_place(module, routine));
    std::optional<Bytes> structure;
    for (std::size_t size = layout.size; !structure && size >= 0x100; size /= 2) {
        structure = memory.read(*start, size);
    }
    if (structure) {
        if (auto found = place_by_symbols(memory, module, place, *structure, layout)) {
            return found;
        }
        if (auto found = place_by_base(memory, place, *structure, layout)) {
            return found;
        }
    }
    return fail_absent(en("the kernel has a module %1, but the code of %2 is not that of %3")(
                           name, std::string(routine.name), module.path().string()),
                       en("Give the file of the module that is loaded there (--module)."));
}

Result<std::optional<ModulePlace>> find_module_by_code(const KernelMemory& memory,
                                                       const Image& vmlinux, const Image& module,
                                                       const Symbol& routine) {
    const Symbol* const end = vmlinux.find_symbol("_end");
    if (end == nullptr || !memory.has_tables()) {
        return std::optional<ModulePlace>{};
    }
    const RoutinePlace place = SWITCHSCOPE_TRY(routine_place(module, routine));
    const auto mappings = memory.mappings(end->address - area_size, end->address);
    // Sections with code begin at a page more often than not. Then the routine's place in its page
    // is known, and a few bytes of each page tell.
    constexpr std::size_t taste_size = 16;
    const std::uint64_t in_page = place.offset % page_size;
    std::vector<std::uint64_t> pages, tastes;
    for (const KernelMemory::Mapping& one : mappings) {
        for (std::uint64_t at = 0; one.executable && at < one.size; at += page_size) {
            pages.push_back(one.address + at);
            tastes.push_back(one.physical + at + in_page);
        }
    }
    if (in_page + taste_size <= page_size) {
        const auto read = memory.read_physical(tastes, taste_size);
        for (std::size_t n = 0; n < read.size(); ++n) {
            const std::uint64_t section = pages[n] + in_page - place.offset;
            if (read[n] && std::equal(read[n]->begin(), read[n]->end(), place.code.begin()) &&
                place.is_at(memory, section)) {
                return std::optional(
                    ModulePlace{{{place.section, section}}, ModulePlace::Way::code});
            }
        }
    }
    for (std::size_t n = 0; n < pages.size();) {
        std::size_t together = 1; // a routine may lie across pages
        while (n + together < pages.size() &&
               pages[n + together] == pages[n] + together * page_size) {
            ++together;
        }
        const auto bytes = memory.read(pages[n], together * page_size);
        if (bytes) {
            const auto found =
                std::search(bytes->begin(), bytes->end(), place.code.begin(), place.code.end());
            if (found != bytes->end()) {
                const std::uint64_t section =
                    pages[n] + static_cast<std::uint64_t>(found - bytes->begin()) - place.offset;
                return std::optional(
                    ModulePlace{{{place.section, section}}, ModulePlace::Way::code});
            }
        }
        n += together;
    }
    return std::optional<ModulePlace>{};
}

} // namespace switchscope
