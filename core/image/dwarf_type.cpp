// SPDX-License-Identifier: MIT
#include "core/image/dwarf_type.h"

#include <string_view>
#include <utility>

namespace switchscope::dwarf {

namespace {

bool is_renaming(int tag) {
    return tag == DW_TAG_typedef || tag == DW_TAG_const_type || tag == DW_TAG_volatile_type ||
           tag == DW_TAG_restrict_type || tag == DW_TAG_atomic_type;
}

/// GCC's names of the integers, and the names that people (and Clang) write.
constexpr std::pair<std::string_view, std::string_view> short_names[] = {
    {"long int", "long"},           {"long unsigned int", "unsigned long"},
    {"long long int", "long long"}, {"long long unsigned int", "unsigned long long"},
    {"short int", "short"},         {"short unsigned int", "unsigned short"},
};

std::string short_name(const std::string& name) {
    for (const auto& [long_name, short_name] : short_names) {
        if (name == long_name) {
            return std::string(short_name);
        }
    }
    return name;
}

/// "int *"; for a function, "int (int)", it is "int (*)(int)".
std::string pointer_to(const std::string& pointed) {
    const std::size_t function = pointed.find(" (");
    if (function != std::string::npos && pointed.ends_with(')') &&
        pointed.find('*', function) != function + 2) {
        return pointed.substr(0, function) + " (*)" + pointed.substr(function + 1);
    }
    return pointed + (pointed.ends_with('*') ? "*" : " *");
}

/// " (int, char *, ...)", cut short where it gets very long.
std::string parameters_of(Dwarf_Die function, int depth) {
    std::string text = " (";
    const std::size_t start = text.size();
    for (Children child(function); child.valid() && text.size() < 1024; child.next()) {
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

/// "[2][16]"; "[]" for a flexible array.
std::string brackets_of(Dwarf_Die array) {
    std::string text;
    if (const auto dimensions = dimensions_of(array)) {
        for (const std::uint64_t count : dimensions->counts) {
            text += count == 0 ? "[]" : "[" + std::to_string(count) + "]";
        }
    }
    return text;
}

} // namespace

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
        // A DIE with a signature stands for the type that a type unit defines.
        const auto definition = referred(&type, DW_AT_signature);
        if (!definition) {
            return type;
        }
        type = *definition;
    }
    return std::nullopt;
}

std::optional<ArrayDimensions> dimensions_of(Dwarf_Die array) {
    ArrayDimensions result;
    for (Children child(array); child.valid(); child.next()) {
        if (dwarf_tag(&child.die()) != DW_TAG_subrange_type) {
            continue;
        }
        std::uint64_t count = 0;
        if (const auto exact = number_attribute(&child.die(), DW_AT_count)) {
            count = *exact;
        } else if (const auto upper = number_attribute(&child.die(), DW_AT_upper_bound)) {
            count = *upper + 1; // GCC writes an upper bound of -1 for an array of no elements
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

std::optional<std::uint64_t> size_of(Dwarf_Die type, int depth) {
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

std::string type_name(std::optional<Dwarf_Die> type, int depth) {
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
    case DW_TAG_pointer_type:
        return pointer_to(target());
    case DW_TAG_subroutine_type:
        return target() + parameters_of(die, depth);
    case DW_TAG_array_type:
        return target() + " " + brackets_of(die);
    default:
        return name.empty() ? "?" : short_name(name);
    }
}

} // namespace switchscope::dwarf
