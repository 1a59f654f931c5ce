// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace switchscope {

/// The name of a debug file, and the CRC of its content (as zlib's crc32).
struct DebugLink {
    std::string name;
    std::uint32_t crc = 0;
};

/// One row of .debug_line: the instruction at `address` comes from this line.
struct LineRow {
    std::uint64_t address = 0;
    std::string file; ///< as absolute as DWARF makes it
    unsigned line = 0;
    bool end_sequence = false; ///< the row ends the code of a sequence and has no code itself
};

/// A scalar member of a struct, reached through any nesting of structs, unions and arrays.
///
/// The path of a member leaves out anonymous structs and unions, as C does. An array of more than
/// 64 elements is one member ("char [4096]"). A flexible array is one member, too; its size is 0.
struct StructMember {
    std::string path;            ///< "guest_context.ra", "guest_context.fp.d.f[3]"
    std::uint64_t offset = 0;    ///< in bytes from the start of the outermost struct
    std::uint64_t size = 0;      ///< in bytes; of a bit field: of the bytes that hold its bits
    std::string type;            ///< type name as written in the source ("unsigned long")
    std::uint8_t bit_offset = 0; ///< bit fields: the lowest bit, counted from `offset`, 0..7
    std::uint8_t bit_size = 0;   ///< bit fields: in bits; 0 for everything else
};

struct StructLayout {
    std::string name;
    std::uint64_t size = 0;            ///< in bytes
    std::vector<StructMember> members; ///< scalars, by offset; the members of a union share offsets
};

} // namespace switchscope
