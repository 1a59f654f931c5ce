// SPDX-License-Identifier: MIT
#include "core/image/struct_layout.h"

#include <algorithm>
#include <utility>

#include "core/image/dwarf_type.h"

namespace switchscope::dwarf {

namespace {

/// Corrupt files can claim more members. Nothing that a compiler writes comes near this number.
constexpr std::size_t most_members = 65'536;
/// Longer arrays are one member.
constexpr std::uint64_t longest_array_in_full = 64;

class LayoutBuilder {
  public:
    explicit LayoutBuilder(StructLayout& layout) : layout_(layout) {}

    Result<void> add_members(Dwarf_Die aggregate, const std::string& prefix, std::uint64_t offset,
                             int depth) {
        if (depth > deepest_nesting) {
            return fail(en("it contains itself"));
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
            SWITCHSCOPE_TRY(add_member(member, prefix, offset, depth));
        }
        return {};
    }

  private:
    Result<void> add_member(Dwarf_Die& member, const std::string& prefix, std::uint64_t base,
                            int depth) {
        const std::string name = text_attribute(&member, DW_AT_name);
        const std::string path =
            name.empty() || prefix.empty() ? prefix + name : prefix + "." + name;
        const auto type = referred(&member, DW_AT_type);
        if (!type) {
            return fail(en("member %1 has no type")(path));
        }
        if (const auto bits = number_attribute(&member, DW_AT_bit_size)) {
            return name.empty() ? Result<void>() : add_bit_field(member, path, *type, base, *bits);
        }
        const auto offset = location_of(member);
        if (!offset) {
            return fail(en("member %1 has no offset")(path));
        }
        return add_value(*type, path, base + *offset, depth);
    }

    /// In bytes from the start of the enclosing aggregate. A member of a union needs no location:
    /// it is 0 then.
    static std::optional<std::uint64_t> location_of(Dwarf_Die& member) {
        Dwarf_Attribute attribute;
        if (dwarf_attr(&member, DW_AT_data_member_location, &attribute) == nullptr) {
            return 0;
        }
        Dwarf_Word value = 0;
        if (dwarf_formudata(&attribute, &value) == 0) {
            return value < largest_struct ? std::optional<std::uint64_t>(value) : std::nullopt;
        }
        // Older compilers wrote an expression that adds the offset to the struct's address.
        Dwarf_Op* operations = nullptr;
        std::size_t count = 0;
        if (dwarf_getlocation(&attribute, &operations, &count) == 0 && count == 1 &&
            operations[0].atom == DW_OP_plus_uconst && operations[0].number < largest_struct) {
            return operations[0].number;
        }
        return std::nullopt;
    }

    Result<void> add_bit_field(Dwarf_Die& member, const std::string& path, Dwarf_Die type,
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
            return fail(en("bit field %1 has no offset")(path));
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

    Result<void> add_value(Dwarf_Die type, const std::string& path, std::uint64_t offset,
                           int depth) {
        const auto plain = plain_type(type);
        const auto size = size_of(type);
        if (!plain || !size) {
            return incomplete(path);
        }
        Dwarf_Die die = *plain;
        if (is_aggregate(dwarf_tag(&die))) {
            if (offset + *size > layout_.size) {
                return beyond(path);
            }
            return add_members(die, path, offset, depth + 1);
        }
        if (dwarf_tag(&die) == DW_TAG_array_type) {
            const auto dimensions = dimensions_of(die);
            const auto element = referred(&die, DW_AT_type);
            if (!dimensions || !element) {
                return incomplete(path);
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

    Result<void> add_elements(const ArrayDimensions& dimensions, Dwarf_Die element,
                              const std::string& path, std::uint64_t offset, int depth) {
        const auto size = size_of(element);
        if (!size || depth > deepest_nesting) {
            return incomplete(path);
        }
        for (std::uint64_t i = 0; i < dimensions.elements; ++i) {
            std::string indices;
            std::uint64_t rest = i;
            for (auto count = dimensions.counts.rbegin(); count != dimensions.counts.rend();
                 ++count) {
                indices.insert(0, "[" + std::to_string(rest % *count) + "]");
                rest /= *count;
            }
            SWITCHSCOPE_TRY(add_value(element, path + indices, offset + i * *size, depth + 1));
        }
        return {};
    }

    Result<void> add(StructMember member) {
        if (member.offset > layout_.size || member.size > layout_.size - member.offset) {
            return beyond(member.path);
        }
        if (layout_.members.size() >= most_members) {
            return fail(en("it has more than %1 members")(most_members));
        }
        layout_.members.push_back(std::move(member));
        return {};
    }

    static tl::unexpected<Error> incomplete(const std::string& path) {
        return fail(en("the type of member %1 is incomplete")(path));
    }

    static tl::unexpected<Error> beyond(const std::string& path) {
        return fail(en("member %1 reaches beyond the struct")(path));
    }

    StructLayout& layout_;
};

} // namespace

Result<StructLayout> struct_layout_of(Dwarf_Die definition, std::string name, std::uint64_t size) {
    if (size >= largest_struct) {
        return fail(en("it is too large"));
    }
    StructLayout layout;
    layout.name = std::move(name);
    layout.size = size;
    SWITCHSCOPE_TRY(LayoutBuilder(layout).add_members(definition, "", 0, 0));
    std::stable_sort(layout.members.begin(), layout.members.end(),
                     [](const StructMember& a, const StructMember& b) {
                         return a.offset != b.offset ? a.offset < b.offset
                                                     : a.bit_offset < b.bit_offset;
                     });
    return layout;
}

} // namespace switchscope::dwarf
