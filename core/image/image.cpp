// SPDX-License-Identifier: MIT
#include "core/image/image.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

#include <elf.h>

#include "core/base/hex.h"
#include "core/image/address_map.h"
#include "core/image/debug_info.h"
#include "core/image/elf_file.h"
#include "core/image/symbol_table.h"
#include "core/image/unpack.h"

namespace switchscope {

/// What does not depend on where the image is placed. All addresses are those of the file.
struct Image::File {
    std::filesystem::path path;
    ElfFile elf;
    std::string build_id;
    SymbolTable symbols;
    bool has_lines;

    mutable std::mutex debug_mutex;
    mutable DebugInfo debug;

    mutable std::once_flag pointers_read;
    mutable std::vector<ElfFile::Pointer> pointers;

    File(std::filesystem::path file_path, ElfFile elf_file, std::vector<SymbolTable::Entry> entries)
        : path(std::move(file_path)), elf(std::move(elf_file)), build_id(elf.build_id()),
          symbols(std::move(entries),
                  [&](std::uint64_t address) {
                      return elf.end_of_section_at(address).value_or(address);
                  }),
          has_lines(elf.section(".debug_line") != nullptr ||
                    elf.section(".zdebug_line") != nullptr),
          debug(elf, path.string()) {}

    const std::vector<ElfFile::Pointer>& all_pointers() const {
        std::call_once(pointers_read, [&] { pointers = elf.pointers(); });
        return pointers;
    }
};

struct Image::Place {
    ImagePlacement placement;
    AddressMap map;
    std::optional<SymbolTable> moved; ///< none where nothing moved
    const SymbolTable& symbols;
    /// The contents of an object's sections with their relocations, as far as they were read.
    mutable std::mutex relocated_mutex;
    mutable std::map<std::size_t, std::vector<std::uint8_t>> relocated;

    Place(const File& file, ImagePlacement where, AddressMap address_map)
        : placement(std::move(where)), map(std::move(address_map)),
          moved(placement.empty() ? std::nullopt : std::optional(moved_symbols(file, map))),
          symbols(moved ? *moved : file.symbols) {}

    static SymbolTable moved_symbols(const File& file, const AddressMap& map) {
        return file.symbols.moved([&](std::uint32_t section) { return map.distance(section); });
    }
};

Image::Image(std::shared_ptr<const File> file, std::unique_ptr<const Place> place)
    : file_(std::move(file)), place_(std::move(place)) {}

Image::~Image() = default;

Result<std::shared_ptr<const Image>> Image::place(std::shared_ptr<const File> file,
                                                  const ImagePlacement& placement) {
    AddressMap map = SWITCHSCOPE_TRY(AddressMap::make(file->elf, placement, file->path.string()));
    auto place = std::make_unique<const Place>(*file, placement, std::move(map));
    return std::shared_ptr<const Image>(new Image(std::move(file), std::move(place)));
}

Result<std::shared_ptr<const Image>> Image::open(const std::filesystem::path& path) {
    FileBytes bytes = SWITCHSCOPE_TRY(FileBytes::map(path));
    return from_bytes(std::move(bytes), path);
}

Result<std::shared_ptr<const Image>> Image::from_bytes(std::vector<std::uint8_t> bytes,
                                                       const std::filesystem::path& name) {
    return from_bytes(FileBytes(std::move(bytes)), name);
}

Result<std::shared_ptr<const Image>> Image::from_bytes(FileBytes bytes,
                                                       const std::filesystem::path& name) {
    FileBytes content = SWITCHSCOPE_TRY(unpacked(std::move(bytes), name.string()));
    ElfFile elf = SWITCHSCOPE_TRY(ElfFile::parse(std::move(content), name));
    std::vector<SymbolTable::Entry> symbols = SWITCHSCOPE_TRY(elf.symbols());
    return place(std::make_shared<const File>(name, std::move(elf), std::move(symbols)), {});
}

// ---- What the file is, and where it lies

const std::filesystem::path& Image::path() const {
    return file_->path;
}

const std::string& Image::build_id() const {
    return file_->build_id;
}

bool Image::has_debug_lines() const {
    return file_->has_lines;
}

bool Image::is_object() const {
    return file_->elf.is_object();
}

std::optional<DebugLink> Image::debug_link() const {
    return file_->elf.debug_link();
}

Result<std::shared_ptr<const Image>> Image::placed(const ImagePlacement& placement) const {
    return place(file_, placement);
}

const ImagePlacement& Image::placement() const {
    return place_->placement;
}

std::vector<ImageSection> Image::sections() const {
    std::vector<ImageSection> result;
    const auto& sections = file_->elf.sections();
    for (std::size_t number = 0; number < sections.size(); ++number) {
        const ElfFile::Section& section = sections[number];
        if (section.type == SHT_NULL) {
            continue;
        }
        ImageSection one;
        one.name = section.name;
        one.size = section.size;
        one.allocated = (section.flags & SHF_ALLOC) != 0;
        one.executable = (section.flags & SHF_EXECINSTR) != 0;
        one.in_file = section.has_bytes();
        one.address = one.allocated ? place_->map.address(number) : section.address;
        one.placed = one.allocated && place_->map.is_placed(number);
        result.push_back(std::move(one));
    }
    return result;
}

std::optional<std::uint64_t> Image::link_address(std::uint64_t address) const {
    return place_->map.to_link(address);
}

// ---- Symbols

const Symbol* Image::find_symbol(std::string_view name) const {
    return place_->symbols.find(name);
}

const Symbol* Image::function_at(std::uint64_t address) const {
    return place_->symbols.function_at(address);
}

std::vector<const Symbol*> Image::symbols_in(std::uint64_t begin, std::uint64_t end) const {
    return place_->symbols.within(begin, end);
}

// ---- Bytes

namespace {

tl::unexpected<Error> not_there(const std::filesystem::path& path, std::uint64_t address,
                                std::size_t size) {
    return fail(en("%1 has no %2 bytes at %3")(path.string(), size, hex(address)),
                en("Check that the image is the one that runs."));
}

} // namespace

/// The contents from `address` to the end of its section; none where they are fewer than `at_least`
/// bytes. The result lives as long as this Image.
std::optional<std::span<const std::uint8_t>> Image::contents_from(std::uint64_t address,
                                                                  std::size_t at_least) const {
    const ElfFile& elf = file_->elf;
    if (!elf.is_object()) {
        return elf.from(address - place_->placement.offset, at_least);
    }
    const auto number = place_->map.section_at(address, at_least, true);
    if (!number) {
        return std::nullopt;
    }
    const std::lock_guard lock(place_->relocated_mutex);
    const auto [cached, is_new] = place_->relocated.try_emplace(*number);
    if (is_new) {
        const auto content = elf.contents(elf.sections()[*number]);
        cached->second.assign(content.begin(), content.end());
        elf.relocate_section(*number, cached->second, place_->map.addresses());
    }
    return std::span<const std::uint8_t>(cached->second)
        .subspan(address - place_->map.address(*number));
}

/// Writes the pointers among `bytes`, which lie at `address`, as the program does when it starts.
void Image::fill_pointers(std::span<std::uint8_t> bytes, std::uint64_t address) const {
    const auto& pointers = file_->all_pointers();
    constexpr std::uint64_t size = sizeof(std::uint64_t);
    const std::uint64_t begin = address - place_->placement.offset;
    const std::uint64_t first = begin < size ? 0 : begin - (size - 1);
    auto at = std::ranges::lower_bound(pointers, first, {}, &ElfFile::Pointer::place);
    for (; at != pointers.end() && (at->place < begin || at->place - begin < bytes.size()); ++at) {
        const std::uint64_t value = at->value + place_->placement.offset;
        for (std::uint64_t n = 0; n < size; ++n) {
            const std::uint64_t where = at->place + n - begin;
            if (where < bytes.size()) {
                bytes[where] = static_cast<std::uint8_t>(value >> 8 * n);
            }
        }
    }
}

Result<std::vector<std::uint8_t>> Image::read(std::uint64_t address, std::size_t size) const {
    const auto found = contents_from(address, size);
    if (!found) {
        return not_there(file_->path, address, size);
    }
    const auto wanted = found->first(size);
    std::vector<std::uint8_t> bytes(wanted.begin(), wanted.end());
    fill_pointers(bytes, address);
    return bytes;
}

Result<std::vector<std::uint8_t>> Image::read_up_to(std::uint64_t address, std::size_t size) const {
    const auto found = contents_from(address, 1);
    if (!found) {
        return not_there(file_->path, address, 1);
    }
    const auto wanted = found->first(std::min(size, found->size()));
    std::vector<std::uint8_t> bytes(wanted.begin(), wanted.end());
    fill_pointers(bytes, address);
    return bytes;
}

// ---- DWARF

Result<std::vector<LineRow>> Image::line_rows(std::uint64_t begin, std::uint64_t end) const {
    std::vector<LineRow> rows;
    if (!file_->has_lines) {
        return rows;
    }
    const std::lock_guard lock(file_->debug_mutex);
    for (const AddressMap::Range& range : place_->map.link_ranges(begin, end)) {
        std::vector<LineRow> part = SWITCHSCOPE_TRY(file_->debug.line_rows(range.begin, range.end));
        for (LineRow& row : part) {
            row.address += range.distance;
            rows.push_back(std::move(row));
        }
    }
    std::ranges::stable_sort(rows, {}, &LineRow::address);
    return rows;
}

Result<StructLayout> Image::struct_layout(std::string_view name,
                                          std::optional<std::uint64_t> near) const {
    const std::lock_guard lock(file_->debug_mutex);
    return file_->debug.struct_layout(name, near ? place_->map.to_link(*near)
                                                 : std::optional<std::uint64_t>());
}

} // namespace switchscope
