// SPDX-License-Identifier: MIT
#include "core/image/dwarf_die.h"

namespace switchscope::dwarf {

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

void Children::next() {
    const Dwarf_Off before = dwarf_dieoffset(&die_);
    Dwarf_Die sibling;
    // A corrupt file can name an earlier DIE as the next sibling. The walk would then never end, so
    // it ends here.
    valid_ = dwarf_siblingof(&die_, &sibling) == 0 && dwarf_dieoffset(&sibling) > before;
    die_ = sibling;
}

} // namespace switchscope::dwarf
