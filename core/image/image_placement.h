// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace switchscope {

/// Where an image lies in memory, where that is not where its file says. A program moves as a
/// whole. The sections of an object (a kernel module) are loaded apart from each other.
struct ImagePlacement {
    /// Added to each address of a program (KASLR).
    std::uint64_t offset = 0;
    /// Of an object: the addresses of its sections in memory, by name.
    std::map<std::string, std::uint64_t, std::less<>> sections;

    bool operator==(const ImagePlacement&) const = default;
    bool empty() const { return offset == 0 && sections.empty(); }
};

/// A section of an image, and where it lies.
struct ImageSection {
    std::string name;
    /// As linked and moved; in an object as placed, or where it was laid out apart.
    std::uint64_t address = 0;
    std::uint64_t size = 0;  ///< in bytes, in memory
    bool allocated = false;  ///< it is in memory when the program runs
    bool executable = false; ///< it holds code
    bool in_file = false;    ///< the file has its bytes
    bool placed = true;      ///< whether it has an address; false in an object without one for it
};

} // namespace switchscope
