// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/image/symbol.h"

namespace switchscope {

/// The symbols of an image, found by name and by address.
class SymbolTable {
  public:
    /// A symbol, and the number of the section that it lies in.
    struct Entry {
        Symbol symbol;
        std::uint32_t section = 0;
    };
    /// Where the section with an address ends; the address itself where no section holds it.
    using SectionEnd = std::function<std::uint64_t(std::uint64_t address)>;
    /// How far a section was moved.
    using Distance = std::function<std::uint64_t(std::uint32_t section)>;

    SymbolTable(std::vector<Entry> entries, const SectionEnd& section_end);
    /// The same symbols with their sections elsewhere. The names are shared.
    SymbolTable moved(const Distance& distance) const;

    /// See Image: find_symbol(), function_at(), symbols_in().
    const Symbol* find(std::string_view name) const;
    const Symbol* function_at(std::uint64_t address) const;
    std::vector<const Symbol*> within(std::uint64_t begin, std::uint64_t end) const;

  private:
    struct Function {
        std::uint64_t begin, end;
        std::uint32_t number; ///< of its entry
    };
    using Names = std::unordered_map<std::string_view, std::uint32_t>;

    SymbolTable() = default;
    void sort();
    std::shared_ptr<const Names> read_names() const;
    void find_functions(const SectionEnd& section_end);
    void find_reaches();

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> order_; ///< numbers of the entries, by address
    std::shared_ptr<const Names> names_;
    std::vector<Function> functions_; ///< by address
    /// For each function the highest end of all functions up to it. A search backwards for a
    /// function that holds an address can stop where this is not beyond the address.
    std::vector<std::uint64_t> reaches_;
};

} // namespace switchscope
