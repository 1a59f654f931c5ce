// SPDX-License-Identifier: MIT
#include "core/image/image.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "core/base/hex.h"
#include "core/image/debug_info.h"
#include "core/image/elf_file.h"

namespace switchscope {

namespace {

bool is_function(const Symbol& symbol) {
    return symbol.kind == Symbol::Kind::function;
}

/// Whether `a` is the better one of two symbols with one name, or of two functions at one address.
bool is_preferred(const Symbol& a, const Symbol& b) {
    return is_function(a) != is_function(b) ? is_function(a) : a.local < b.local;
}

} // namespace

struct Image::Data {
    std::filesystem::path path;
    ElfFile file;
    std::string build_id;
    std::vector<Symbol> symbols; ///< by address
    std::unordered_map<std::string_view, const Symbol*> by_name;
    struct Function {
        std::uint64_t begin, end;
        const Symbol* symbol;
    };
    std::vector<Function> functions; ///< by address
    /// For each function the highest end of all functions up to it. A search backwards for a
    /// function that holds an address can stop where this is not beyond the address.
    std::vector<std::uint64_t> reaches;
    bool has_lines;
    mutable std::mutex debug_mutex;
    mutable DebugInfo debug;

    Data(std::filesystem::path file_path, ElfFile elf_file, std::vector<Symbol> all_symbols)
        : path(std::move(file_path)), file(std::move(elf_file)), build_id(file.build_id()),
          symbols(std::move(all_symbols)), has_lines(file.section(".debug_line") != nullptr ||
                                                     file.section(".zdebug_line") != nullptr),
          debug(file, path.string()) {
        std::stable_sort(symbols.begin(), symbols.end(),
                         [](const Symbol& a, const Symbol& b) { return a.address < b.address; });
        by_name.reserve(symbols.size());
        for (const Symbol& symbol : symbols) {
            const auto [place, is_new] = by_name.try_emplace(symbol.name, &symbol);
            if (!is_new && is_preferred(symbol, *place->second)) {
                place->second = &symbol;
            }
            if (is_function(symbol)) {
                functions.push_back({symbol.address, symbol.address + symbol.size, &symbol});
            }
        }
        for (std::size_t i = functions.size(); i-- > 0;) {
            if (functions[i].symbol->size == 0) {
                functions[i].end = end_without_size(i);
            }
        }
        std::uint64_t reach = 0;
        for (const Function& function : functions) {
            reach = std::max(reach, function.end);
            reaches.push_back(reach);
        }
    }

    /// Where a function ends that the file gives no size: at the next function, or at the end of
    /// its section.
    std::uint64_t end_without_size(std::size_t index) const {
        const std::uint64_t begin = functions[index].begin;
        const auto section_end = file.end_of_section_at(begin);
        const auto next = std::upper_bound(
            functions.begin(), functions.end(), begin,
            [](std::uint64_t address, const Function& one) { return address < one.begin; });
        if (!section_end) {
            return begin;
        }
        return next == functions.end() ? *section_end : std::min(*section_end, next->begin);
    }
};

Image::Image(std::unique_ptr<Data> data) : data_(std::move(data)) {}

Image::~Image() = default;

namespace {

struct Parts {
    ElfFile file;
    std::vector<Symbol> symbols;
};

Result<Parts> take_apart(FileBytes bytes, const std::filesystem::path& path) {
    ElfFile file = SWITCHSCOPE_TRY(ElfFile::parse(std::move(bytes), path));
    std::vector<Symbol> symbols = SWITCHSCOPE_TRY(file.symbols());
    return Parts{std::move(file), std::move(symbols)};
}

} // namespace

Result<std::shared_ptr<const Image>> Image::open(const std::filesystem::path& path) {
    FileBytes bytes = SWITCHSCOPE_TRY(FileBytes::map(path));
    Parts parts = SWITCHSCOPE_TRY(take_apart(std::move(bytes), path));
    return std::shared_ptr<const Image>(
        new Image(std::make_unique<Data>(path, std::move(parts.file), std::move(parts.symbols))));
}

Result<std::shared_ptr<const Image>> Image::from_bytes(std::vector<std::uint8_t> bytes,
                                                       const std::filesystem::path& name) {
    Parts parts = SWITCHSCOPE_TRY(take_apart(FileBytes(std::move(bytes)), name));
    return std::shared_ptr<const Image>(
        new Image(std::make_unique<Data>(name, std::move(parts.file), std::move(parts.symbols))));
}

const std::filesystem::path& Image::path() const {
    return data_->path;
}

const std::string& Image::build_id() const {
    return data_->build_id;
}

bool Image::has_debug_lines() const {
    return data_->has_lines;
}

const Symbol* Image::find_symbol(std::string_view name) const {
    const auto found = data_->by_name.find(name);
    return found == data_->by_name.end() ? nullptr : found->second;
}

const Symbol* Image::function_at(std::uint64_t address) const {
    const auto& functions = data_->functions;
    const auto after =
        std::upper_bound(functions.begin(), functions.end(), address,
                         [](std::uint64_t wanted, const auto& one) { return wanted < one.begin; });
    const Symbol* best = nullptr;
    std::uint64_t best_begin = 0;
    for (auto index = static_cast<std::size_t>(after - functions.begin()); index-- > 0;) {
        const auto& function = functions[index];
        if (data_->reaches[index] <= address || (best != nullptr && function.begin < best_begin)) {
            break;
        }
        if (address < function.end && (best == nullptr || is_preferred(*function.symbol, *best))) {
            best = function.symbol;
            best_begin = function.begin;
        }
    }
    return best;
}

std::vector<const Symbol*> Image::symbols_in(std::uint64_t begin, std::uint64_t end) const {
    std::vector<const Symbol*> result;
    const auto& symbols = data_->symbols;
    auto at = std::lower_bound(
        symbols.begin(), symbols.end(), begin,
        [](const Symbol& symbol, std::uint64_t wanted) { return symbol.address < wanted; });
    for (; at != symbols.end() && at->address < end; ++at) {
        result.push_back(&*at);
    }
    return result;
}

namespace {

tl::unexpected<Error> not_there(const std::filesystem::path& path, std::uint64_t address,
                                std::size_t size) {
    return fail(en("%1 has no %2 bytes at %3")(path.string(), size, hex(address)),
                en("Check that the image is the one that runs."));
}

} // namespace

Result<std::vector<std::uint8_t>> Image::read(std::uint64_t address, std::size_t size) const {
    const auto found = data_->file.at(address, size);
    if (!found) {
        return not_there(data_->path, address, size);
    }
    return std::vector<std::uint8_t>(found->begin(), found->end());
}

Result<std::vector<std::uint8_t>> Image::read_up_to(std::uint64_t address, std::size_t size) const {
    const auto found = data_->file.from(address, 1);
    if (!found) {
        return not_there(data_->path, address, 1);
    }
    const auto wanted = found->first(std::min(size, found->size()));
    return std::vector<std::uint8_t>(wanted.begin(), wanted.end());
}

Result<std::vector<LineRow>> Image::line_rows(std::uint64_t begin, std::uint64_t end) const {
    if (!data_->has_lines) {
        return std::vector<LineRow>{};
    }
    const std::lock_guard lock(data_->debug_mutex);
    return data_->debug.line_rows(begin, end);
}

Result<StructLayout> Image::struct_layout(std::string_view name,
                                          std::optional<std::uint64_t> near) const {
    const std::lock_guard lock(data_->debug_mutex);
    return data_->debug.struct_layout(name, near);
}

} // namespace switchscope
