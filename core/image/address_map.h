// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/elf_file.h"
#include "core/image/image_placement.h"

namespace switchscope {

/// Between the addresses that a file gives (linked, or laid out) and those where the image is
/// placed.
class AddressMap {
  public:
    /// Addresses of the file that are placed together.
    struct Range {
        std::uint64_t begin = 0, end = 0;
        std::uint64_t distance = 0; ///< from there to where they are placed
    };

    /// An error where the placement does not fit the file, see Image::placed(). `file` must outlive
    /// the result; `name` stands in messages.
    static Result<AddressMap> make(const ElfFile& file, const ImagePlacement& placement,
                                   const std::string& name);

    /// Where section `number` lies.
    std::uint64_t address(std::size_t number) const { return addresses_[number]; }
    const std::vector<std::uint64_t>& addresses() const { return addresses_; }
    /// How far section `number` was moved.
    std::uint64_t distance(std::size_t number) const {
        return addresses_[number] - file_->addresses()[number];
    }
    /// Of an object, whether section `number` was given an address; true for a program.
    bool is_placed(std::size_t number) const { return placed_[number]; }

    /// The section of an object that holds `at_least` bytes from a placed address on, in the file.
    /// Those that were given an address come first.
    std::optional<std::size_t> section_at(std::uint64_t placed, std::size_t at_least,
                                          bool in_file) const;
    std::optional<std::uint64_t> to_link(std::uint64_t placed) const;
    /// The parts of the file that lie in [begin, end) as placed, each with the address right behind
    /// its section where that lies in it.
    std::vector<Range> link_ranges(std::uint64_t begin, std::uint64_t end) const;

  private:
    explicit AddressMap(const ElfFile& file) : file_(&file), addresses_(file.addresses()) {}
    Result<void> place_sections(const ImagePlacement& placement, const std::string& name);
    Result<void> check_overlaps(const std::string& name) const;

    const ElfFile* file_;
    std::uint64_t offset_ = 0;
    std::vector<std::uint64_t> addresses_; ///< of the sections, as placed
    std::vector<bool> placed_;
    std::vector<std::size_t> allocated_; ///< of an object; those that were given an address first
};

} // namespace switchscope
