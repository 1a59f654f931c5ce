// SPDX-License-Identifier: MIT
#include "core/image/debug_info.h"

#include <algorithm>
#include <cstring>

#include <dwarf.h>
#include <elf.h>
#include <elfutils/libdw.h>
#include <libelf.h>

namespace switchscope {

namespace {

/// What a corrupt file may not exceed: nothing a compiler writes comes near.
constexpr int deepest_nesting = 48;
constexpr std::size_t most_members = 65'536;
constexpr std::size_t most_ranges_of_a_unit = 1'000'000;
constexpr std::uint64_t largest_struct = 1ULL << 32;
/// zlib cannot do better; a section that claims more lies about its size.
constexpr std::uint64_t best_compression = 1032;
/// Longer arrays are one member.
constexpr std::uint64_t longest_array_in_full = 64;

constexpr const char* debug_remedy =
    "Build the kernel with CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y (a program with -g), or "
    "pass an "
    "image that has it.";

std::string libdw_reason() {
    const char* message = dwarf_errmsg(-1);
    return message == nullptr ? "unknown reason" : message;
}

std::string_view directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string text_attribute(Dwarf_Die* die, unsigned name) {
    Dwarf_Attribute attribute;
    const char* text = dwarf_formstring(dwarf_attr(die, name, &attribute));
    return text == nullptr ? std::string() : std::string(text);
}

std::optional<std::uint64_t> number_attribute(Dwarf_Die* die, unsigned name) {
    Dwarf_Attribute attribute;
    Dwarf_Word value = 0;
    if (dwarf_attr(die, name, &attribute) == nullptr || dwarf_formudata(&attribute, &value) != 0) {
        return std::nullopt;
    }
    return value;
}

bool has_flag(Dwarf_Die* die, unsigned name) {
    Dwarf_Attribute attribute;
    bool value = false;
    return dwarf_attr(die, name, &attribute) != nullptr &&
           dwarf_formflag(&attribute, &value) == 0 && value;
}

std::optional<Dwarf_Die> referred(Dwarf_Die* die, unsigned name) {
    Dwarf_Attribute attribute;
    Dwarf_Die target;
    if (dwarf_attr(die, name, &attribute) == nullptr ||
        dwarf_formref_die(&attribute, &target) == nullptr) {
        return std::nullopt;
    }
    return target;
}

bool is_aggregate(int tag) {
    return tag == DW_TAG_structure_type || tag == DW_TAG_union_type || tag == DW_TAG_class_type;
}

bool is_renaming(int tag) {
    return tag == DW_TAG_typedef || tag == DW_TAG_const_type || tag == DW_TAG_volatile_type ||
           tag == DW_TAG_restrict_type || tag == DW_TAG_atomic_type;
}

/// Walks the children of a DIE. Stops for good at a sibling that does not lie further on, as only a corrupt file has:
/// it would go round for ever.
class Children {
  public:
    explicit Children(Dwarf_Die parent) { valid_ = dwarf_child(&parent, &die_) == 0; }
    bool valid() const { return valid_; }
    Dwarf_Die& die() { return die_; }
    void next() {
        const Dwarf_Off before = dwarf_dieoffset(&die_);
        Dwarf_Die sibling;
        valid_ = dwarf_siblingof(&die_, &sibling) == 0 && dwarf_dieoffset(&sibling) > before;
        die_ = sibling;
    }

  private:
    Dwarf_Die die_{};
    bool valid_ = false;
};

// ---- Types

/// The type behind typedefs and qualifiers; none for void, or where the file leads in circles.
std::optional<Dwarf_Die> plain_type(Dwarf_Die type) {
    for (int i = 0; i < deepest_nesting; ++i) {
        if (is_renaming(dwarf_tag(&type))) {
            const auto next = referred(&type, DW_AT_type);
            if (!next) {
                return std::nullopt;
            }
            type = *next;
            continue;
        }
        // A stub that names a type unit stands for what that unit defines.
        const auto definition = referred(&type, DW_AT_signature);
        if (!definition) {
            return type;
        }
        type = *definition;
    }
    return std::nullopt;
}

struct Dimensions {
    std::vector<std::uint64_t> counts; ///< 0: flexible
    std::uint64_t elements = 1;
};

std::optional<Dimensions> dimensions_of(Dwarf_Die array) {
    Dimensions result;
    for (Children child(array); child.valid(); child.next()) {
        if (dwarf_tag(&child.die()) != DW_TAG_subrange_type) {
            continue;
        }
        std::uint64_t count = 0;
        if (const auto exact = number_attribute(&child.die(), DW_AT_count)) {
            count = *exact;
        } else if (const auto upper = number_attribute(&child.die(), DW_AT_upper_bound)) {
            count = *upper + 1; // an upper bound of -1 is GCC's way to say zero
        }
        if (result.counts.size() >= deepest_nesting ||
            (count != 0 && result.elements > largest_struct / count)) {
            return std::nullopt;
        }
        result.counts.push_back(count);
        result.elements *= count;
    }
    if (result.counts.empty()) {
        result = {{0}, 0};
    }
    return result;
}

std::optional<std::uint64_t> size_of(Dwarf_Die type, int depth = 0) {
    const auto plain = plain_type(type);
    if (!plain || depth > deepest_nesting) {
        return std::nullopt;
    }
    Dwarf_Die die = *plain;
    if (const auto size = number_attribute(&die, DW_AT_byte_size)) {
        return *size < largest_struct ? size : std::nullopt;
    }
    switch (dwarf_tag(&die)) {
    case DW_TAG_pointer_type:
    case DW_TAG_reference_type:
    case DW_TAG_rvalue_reference_type:
        return 8;
    case DW_TAG_enumeration_type: {
        const auto underlying = referred(&die, DW_AT_type);
        return underlying ? size_of(*underlying, depth + 1) : std::nullopt;
    }
    case DW_TAG_array_type: {
        const auto element = referred(&die, DW_AT_type);
        const auto element_size = element ? size_of(*element, depth + 1) : std::nullopt;
        const auto dimensions = dimensions_of(die);
        if (!element_size || !dimensions ||
            (*element_size != 0 && dimensions->elements > largest_struct / *element_size)) {
            return std::nullopt;
        }
        return *element_size * dimensions->elements;
    }
    default:
        return std::nullopt;
    }
}

/// GCC's names of the integers, and how people (and Clang) write them.
constexpr std::pair<std::string_view, std::string_view> short_names[] = {
    {"long int", "long"},           {"long unsigned int", "unsigned long"},
    {"long long int", "long long"}, {"long long unsigned int", "unsigned long long"},
    {"short int", "short"},         {"short unsigned int", "unsigned short"},
};

/// The type as C writes it, without the name of what has it: "struct list_head *", "char [16]".
std::string type_name(std::optional<Dwarf_Die> type, int depth = 0) {
    if (!type) {
        return "void";
    }
    if (depth > deepest_nesting) {
        return "...";
    }
    Dwarf_Die die = *type;
    const std::string name = text_attribute(&die, DW_AT_name);
    const auto target = [&] { return type_name(referred(&die, DW_AT_type), depth + 1); };
    const auto tagged = [&](const char* keyword) {
        return std::string(keyword) + " " + (name.empty() ? "{...}" : name);
    };
    switch (dwarf_tag(&die)) {
    case DW_TAG_structure_type:
        return tagged("struct");
    case DW_TAG_class_type:
        return tagged("class");
    case DW_TAG_union_type:
        return tagged("union");
    case DW_TAG_enumeration_type:
        return tagged("enum");
    case DW_TAG_const_type:
        return "const " + target();
    case DW_TAG_volatile_type:
        return "volatile " + target();
    case DW_TAG_atomic_type:
        return "_Atomic " + target();
    case DW_TAG_restrict_type:
        return target() + " restrict";
    case DW_TAG_reference_type:
        return target() + " &";
    case DW_TAG_pointer_type: {
        const std::string pointed = target();
        const std::size_t function = pointed.find(" (");
        if (function != std::string::npos && pointed.ends_with(')') &&
            pointed.find('*', function) != function + 2) {
            return pointed.substr(0, function) + " (*)" + pointed.substr(function + 1);
        }
        return pointed + (pointed.ends_with('*') ? "*" : " *");
    }
    case DW_TAG_subroutine_type: {
        std::string text = target() + " (";
        const std::size_t start = text.size();
        for (Children child(die); child.valid() && text.size() < 1024; child.next()) {
            const int tag = dwarf_tag(&child.die());
            if (tag == DW_TAG_formal_parameter) {
                text += (text.size() > start ? ", " : "") +
                        type_name(referred(&child.die(), DW_AT_type), depth + 1);
            } else if (tag == DW_TAG_unspecified_parameters) {
                text += ", ...";
            }
        }
        return text + (text.size() == start ? "void)" : ")");
    }
    case DW_TAG_array_type: {
        std::string text = target() + " ";
        if (const auto dimensions = dimensions_of(die)) {
            for (const std::uint64_t count : dimensions->counts) {
                text += count == 0 ? "[]" : "[" + std::to_string(count) + "]";
            }
        }
        return text;
    }
    default:
        for (const auto& [long_name, short_name] : short_names) {
            if (name == long_name) {
                return std::string(short_name);
            }
        }
        return name.empty() ? "?" : name;
    }
}

// ---- Layout of a struct

class LayoutBuilder {
  public:
    explicit LayoutBuilder(StructLayout& layout) : layout_(layout) {}

    /// What is wrong with the definition; empty when nothing is.
    std::string add_members(Dwarf_Die aggregate, const std::string& prefix, std::uint64_t offset,
                            int depth) {
        if (depth > deepest_nesting) {
            return "it contains itself";
        }
        for (Children child(aggregate); child.valid(); child.next()) {
            Dwarf_Die member = child.die();
            const int tag = dwarf_tag(&member);
            if (tag != DW_TAG_member && tag != DW_TAG_inheritance) {
                continue;
            }
            if (has_flag(&member, DW_AT_external) || has_flag(&member, DW_AT_declaration)) {
                continue; // a static member of a C++ class
            }
            std::string problem = add_member(member, prefix, offset, depth);
            if (!problem.empty()) {
                return problem;
            }
        }
        return {};
    }

  private:
    std::string add_member(Dwarf_Die& member, const std::string& prefix, std::uint64_t base,
                           int depth) {
        const std::string name = text_attribute(&member, DW_AT_name);
        const std::string path =
            name.empty() || prefix.empty() ? prefix + name : prefix + "." + name;
        const auto type = referred(&member, DW_AT_type);
        if (!type) {
            return "member " + path + " has no type";
        }
        if (const auto bits = number_attribute(&member, DW_AT_bit_size)) {
            return name.empty() ? std::string() : add_bit_field(member, path, *type, base, *bits);
        }
        const auto offset = location_of(member);
        if (!offset) {
            return "member " + path + " has no place";
        }
        return add_value(*type, path, base + *offset, depth);
    }

    /// In bytes from the start of the enclosing aggregate; 0 in unions, which need not say so.
    static std::optional<std::uint64_t> location_of(Dwarf_Die& member) {
        Dwarf_Attribute attribute;
        if (dwarf_attr(&member, DW_AT_data_member_location, &attribute) == nullptr) {
            return 0;
        }
        Dwarf_Word value = 0;
        if (dwarf_formudata(&attribute, &value) == 0) {
            return value < largest_struct ? std::optional<std::uint64_t>(value) : std::nullopt;
        }
        // Older compilers wrote an expression: add this to the struct's address.
        Dwarf_Op* operations = nullptr;
        std::size_t count = 0;
        if (dwarf_getlocation(&attribute, &operations, &count) == 0 && count == 1 &&
            operations[0].atom == DW_OP_plus_uconst && operations[0].number < largest_struct) {
            return operations[0].number;
        }
        return std::nullopt;
    }

    std::string add_bit_field(Dwarf_Die& member, const std::string& path, Dwarf_Die type,
                              std::uint64_t base, std::uint64_t bits) {
        std::optional<std::uint64_t> first_bit = number_attribute(&member, DW_AT_data_bit_offset);
        if (!first_bit) {
            const auto location = location_of(member);
            const auto from_the_top = number_attribute(&member, DW_AT_bit_offset);
            auto unit = number_attribute(&member, DW_AT_byte_size);
            unit = unit ? unit : size_of(type);
            if (location && from_the_top && unit && *unit <= 16 && bits <= 128 &&
                *from_the_top + bits <= *unit * 8) {
                // DWARF 2 and 3 count from the most significant bit of the storage unit.
                first_bit = *location * 8 + *unit * 8 - *from_the_top - bits;
            } else if (location && !from_the_top) {
                first_bit = *location * 8;
            }
        }
        if (!first_bit || *first_bit / 8 >= largest_struct || bits == 0 || bits > 128) {
            return "bit field " + path + " has no place";
        }
        StructMember result;
        result.path = path;
        result.offset = base + *first_bit / 8;
        result.bit_offset = static_cast<std::uint8_t>(*first_bit % 8);
        result.bit_size = static_cast<std::uint8_t>(bits);
        result.size = (result.bit_offset + bits + 7) / 8;
        result.type = type_name(type);
        return add(std::move(result));
    }

    std::string add_value(Dwarf_Die type, const std::string& path, std::uint64_t offset,
                          int depth) {
        const auto plain = plain_type(type);
        const auto size = size_of(type);
        if (!plain || !size) {
            return "the type of member " + path + " is incomplete";
        }
        Dwarf_Die die = *plain;
        if (is_aggregate(dwarf_tag(&die))) {
            if (offset + *size > layout_.size) {
                return "member " + path + " reaches beyond the struct";
            }
            return add_members(die, path, offset, depth + 1);
        }
        if (dwarf_tag(&die) == DW_TAG_array_type) {
            const auto dimensions = dimensions_of(die);
            const auto element = referred(&die, DW_AT_type);
            if (!dimensions || !element) {
                return "the type of member " + path + " is incomplete";
            }
            if (dimensions->elements > 0 && dimensions->elements <= longest_array_in_full) {
                return add_elements(*dimensions, *element, path, offset, depth);
            }
        }
        StructMember member;
        member.path = path;
        member.offset = offset;
        member.size = *size;
        member.type = type_name(type);
        return add(std::move(member));
    }

    std::string add_elements(const Dimensions& dimensions, Dwarf_Die element,
                             const std::string& path, std::uint64_t offset, int depth) {
        const auto size = size_of(element);
        if (!size || depth > deepest_nesting) {
            return "the type of member " + path + " is incomplete";
        }
        for (std::uint64_t i = 0; i < dimensions.elements; ++i) {
            std::string indices;
            std::uint64_t rest = i;
            for (auto count = dimensions.counts.rbegin(); count != dimensions.counts.rend();
                 ++count) {
                indices.insert(0, "[" + std::to_string(rest % *count) + "]");
                rest /= *count;
            }
            std::string problem = add_value(element, path + indices, offset + i * *size, depth + 1);
            if (!problem.empty()) {
                return problem;
            }
        }
        return {};
    }

    std::string add(StructMember member) {
        if (member.offset > layout_.size || member.size > layout_.size - member.offset) {
            return "member " + member.path + " reaches beyond the struct";
        }
        if (layout_.members.size() >= most_members) {
            return "it has more than " + std::to_string(most_members) + " members";
        }
        layout_.members.push_back(std::move(member));
        return {};
    }

    StructLayout& layout_;
};

/// A section header that claims to unpack into more than zlib can do.
bool lies_about_compression(const ElfFile& file, const ElfFile::Section& section) {
    const auto bytes = file.bytes().subspan(section.offset, section.size);
    if ((section.flags & SHF_COMPRESSED) != 0) {
        Elf64_Chdr header;
        if (bytes.size() < sizeof header) {
            return true;
        }
        std::memcpy(&header, bytes.data(), sizeof header);
        return header.ch_size > bytes.size() * best_compression;
    }
    if (section.name.starts_with(".zdebug_")) { // "ZLIB", then the size, big-endian
        std::uint64_t size = 0;
        for (std::size_t i = 4; i < 12; ++i) {
            size = size << 8 | (i < bytes.size() ? bytes[i] : 0xff);
        }
        return size > bytes.size() * best_compression;
    }
    return false;
}

} // namespace

// ---- Units

struct DebugInfo::State {
    struct Unit {
        Dwarf_Die die;         ///< its compile_unit, partial_unit or type_unit
        std::string path;      ///< of the source file, as absolute as DWARF makes it
        std::string directory; ///< of the source file
    };
    struct Range {
        std::uint64_t low, high;
        std::size_t unit;
    };

    Elf* elf = nullptr;
    Dwarf* dwarf = nullptr;
    bool some_unreadable = false; ///< units that libdw does not take
    std::vector<Unit> units;
    std::vector<Range> ranges; ///< code of the units

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (dwarf != nullptr) {
            dwarf_end(dwarf);
        }
        if (elf != nullptr) {
            elf_end(elf);
        }
    }

    void list_units() {
        Dwarf_CU* unit = nullptr;
        Dwarf_CU* next = nullptr;
        Dwarf_Half version = 0;
        std::uint8_t type = 0;
        Dwarf_Die die;
        Dwarf_Die sub_die;
        int outcome = 0;
        while ((outcome = dwarf_get_units(dwarf, unit, &next, &version, &type, &die, &sub_die)) ==
               0) {
            unit = next;
            if (dwarf_tag(&die) == DW_TAG_invalid) {
                some_unreadable = true;
                continue;
            }
            Unit found{die, text_attribute(&die, DW_AT_name), {}};
            if (!found.path.starts_with('/')) {
                const std::string base = text_attribute(&die, DW_AT_comp_dir);
                found.path.insert(0, base.empty() ? base : base + "/");
            }
            found.directory = directory_of(found.path);
            list_ranges(die, units.size());
            units.push_back(std::move(found));
        }
        some_unreadable = some_unreadable || outcome < 0;
    }

    void list_ranges(Dwarf_Die die, std::size_t unit) {
        std::ptrdiff_t offset = 0;
        Dwarf_Addr base = 0;
        Dwarf_Addr low = 0;
        Dwarf_Addr high = 0;
        for (std::size_t i = 0; i < most_ranges_of_a_unit; ++i) {
            offset = dwarf_ranges(&die, offset, &base, &low, &high);
            if (offset <= 0) {
                return;
            }
            if (low < high) {
                ranges.push_back({low, high, unit});
            }
        }
    }

    /// Units with code in [begin, end), each once.
    std::vector<std::size_t> units_at(std::uint64_t begin, std::uint64_t end) const {
        std::vector<std::size_t> result;
        for (const Range& range : ranges) {
            if (range.low < end && begin < range.high) {
                result.push_back(range.unit);
            }
        }
        std::sort(result.begin(), result.end());
        result.erase(std::unique(result.begin(), result.end()), result.end());
        return result;
    }

    /// All units, the likeliest to define `name` first.
    std::vector<std::size_t> search_order(std::string_view name,
                                          std::optional<std::uint64_t> near) const {
        std::vector<std::string_view> directories;
        if (near) {
            for (const std::size_t unit : units_at(*near, *near + 1)) {
                directories.push_back(units[unit].directory);
            }
        }
        const std::string_view word = name.substr(0, name.find('_'));
        const auto rank = [&](const Unit& unit) {
            if (std::find(directories.begin(), directories.end(), unit.directory) !=
                directories.end()) {
                return 0;
            }
            return !word.empty() && unit.path.find(word) != std::string::npos ? 1 : 2;
        };
        std::vector<std::size_t> order;
        for (const int wanted : {0, 1, 2}) {
            for (std::size_t i = 0; i < units.size(); ++i) {
                if (rank(units[i]) == wanted) {
                    order.push_back(i);
                }
            }
        }
        return order;
    }
};

DebugInfo::DebugInfo(const ElfFile& file, std::string name) : file_(file), name_(std::move(name)) {}

DebugInfo::~DebugInfo() = default;

Result<DebugInfo::State*> DebugInfo::state() {
    if (failure_) {
        return fail(*failure_);
    }
    if (state_) {
        return state_.get();
    }
    const auto give_up = [&](const std::string& what, const std::string& remedy) {
        failure_ = Error{what, remedy};
        return fail(*failure_);
    };
    for (const ElfFile::Section& section : file_.sections()) {
        const bool debug =
            section.name.starts_with(".debug_") || section.name.starts_with(".zdebug_");
        if (!debug || !section.has_bytes()) {
            continue;
        }
        if (lies_about_compression(file_, section)) {
            return give_up("the DWARF of " + name_ + " is damaged: section " + section.name +
                               " claims to unpack into more than it can hold",
                           "Copy or build the file again.");
        }
        if (file_.is_object() && (section.flags & SHF_COMPRESSED) != 0) {
            return give_up(name_ + " is an object file with compressed DWARF, which is not read",
                           "Build it with -gz=none, or pass the linked program.");
        }
    }
    elf_version(EV_CURRENT);
    auto state = std::make_unique<State>();
    // libelf wants a char* and reads only: the bytes stay as they are.
    auto* image = reinterpret_cast<char*>(const_cast<std::uint8_t*>(file_.bytes().data()));
    state->elf = elf_memory(image, file_.bytes().size());
    if (state->elf == nullptr) {
        return give_up("libelf does not take " + name_ + ": " + elf_errmsg(-1), "");
    }
    state->dwarf = dwarf_begin_elf(state->elf, DWARF_C_READ, nullptr);
    if (state->dwarf == nullptr) {
        return give_up("the DWARF of " + name_ + " cannot be read: " + libdw_reason(),
                       debug_remedy);
    }
    state->list_units();
    state_ = std::move(state);
    return state_.get();
}

Result<std::vector<LineRow>> DebugInfo::line_rows(std::uint64_t begin, std::uint64_t end) {
    std::vector<LineRow> rows;
    const auto opened = state();
    if (!opened) {
        return fail(opened.error());
    }
    for (const std::size_t unit : (*opened)->units_at(begin, end)) {
        Dwarf_Lines* lines = nullptr;
        std::size_t count = 0;
        if (dwarf_getsrclines(&(*opened)->units[unit].die, &lines, &count) != 0) {
            return fail("the line table of " + (*opened)->units[unit].path + " in " + name_ +
                            " cannot be read: " + libdw_reason(),
                        "Copy or build the file again.");
        }
        for (std::size_t i = 0; i < count; ++i) {
            Dwarf_Line* line = dwarf_onesrcline(lines, i);
            Dwarf_Addr address = 0;
            if (line == nullptr || dwarf_lineaddr(line, &address) != 0 || address < begin ||
                address >= end) {
                continue;
            }
            LineRow row;
            row.address = address;
            int number = 0;
            if (dwarf_lineno(line, &number) == 0 && number > 0) {
                row.line = static_cast<unsigned>(number);
            }
            dwarf_lineendsequence(line, &row.end_sequence);
            if (const char* file = dwarf_linesrc(line, nullptr, nullptr)) {
                row.file = file;
            }
            rows.push_back(std::move(row));
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const LineRow& a, const LineRow& b) { return a.address < b.address; });
    return rows;
}

Result<StructLayout> DebugInfo::struct_layout(std::string_view name,
                                              std::optional<std::uint64_t> near) {
    const bool has_debug =
        file_.section(".debug_info") != nullptr || file_.section(".zdebug_info") != nullptr;
    if (!has_debug) {
        return fail_absent(name_ + " has no DWARF", debug_remedy);
    }
    const auto opened = state();
    if (!opened) {
        return fail(opened.error());
    }
    const std::string wanted(name);
    bool declared = false;
    for (const std::size_t unit : (*opened)->search_order(name, near)) {
        for (Children child((*opened)->units[unit].die); child.valid(); child.next()) {
            Dwarf_Die die = child.die();
            if (!is_aggregate(dwarf_tag(&die))) {
                continue;
            }
            const char* own_name = dwarf_diename(&die);
            if (own_name == nullptr || own_name != wanted) {
                continue;
            }
            const auto size = number_attribute(&die, DW_AT_byte_size);
            if (has_flag(&die, DW_AT_declaration) || !size) {
                declared = true;
                continue;
            }
            StructLayout layout;
            layout.name = wanted;
            layout.size = *size;
            std::string problem = *size < largest_struct
                                      ? LayoutBuilder(layout).add_members(die, "", 0, 0)
                                      : "it is too large";
            if (!problem.empty()) {
                std::string what = "the DWARF of struct " + wanted;
                what.append(" in ").append(name_).append(" makes no sense: ").append(problem);
                return fail(std::move(what), "Copy or build the file again.");
            }
            std::stable_sort(layout.members.begin(), layout.members.end(),
                             [](const StructMember& a, const StructMember& b) {
                                 return a.offset != b.offset ? a.offset < b.offset
                                                             : a.bit_offset < b.bit_offset;
                             });
            return layout;
        }
    }
    if ((*opened)->some_unreadable) {
        return fail("the DWARF of " + name_ + " is damaged: a part of it cannot be read, and the " +
                        "rest has no struct " + wanted,
                    "Copy or build the file again.");
    }
    return fail_absent("the DWARF of " + name_ +
                    (declared ? " only declares struct " + wanted + " and does not define it"
                              : " has no struct " + wanted),
                declared
                    ? "Build the code that defines it with debug information, too."
                    : "Check the name, and that the image was built with the code that uses it.");
}

} // namespace switchscope
