// SPDX-License-Identifier: MIT
#include "core/image/symbol_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace switchscope {

namespace {

bool is_function(const Symbol& symbol) {
    return symbol.kind == Symbol::Kind::function && !symbol.absolute;
}

/// Whether `a` is the better one of two symbols with one name, or of two functions at one address.
bool is_preferred(const Symbol& a, const Symbol& b) {
    return is_function(a) != is_function(b) ? is_function(a) : a.local < b.local;
}

} // namespace

SymbolTable::SymbolTable(std::vector<Entry> entries, const SectionEnd& section_end)
    : entries_(std::move(entries)) {
    order_.resize(entries_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    sort();
    names_ = read_names();
    find_functions(section_end);
    find_reaches();
}

SymbolTable SymbolTable::moved(const Distance& distance) const {
    SymbolTable result;
    result.entries_ = entries_;
    result.order_ = order_;
    result.names_ = names_;
    result.functions_ = functions_;
    for (Entry& entry : result.entries_) {
        entry.symbol.address += entry.symbol.absolute ? 0 : distance(entry.section);
    }
    for (Function& function : result.functions_) {
        const std::uint64_t size = function.end - function.begin;
        function.begin = result.entries_[function.number].symbol.address;
        function.end = function.begin + size;
    }
    result.sort();
    std::ranges::stable_sort(result.functions_, {}, &Function::begin);
    result.find_reaches();
    return result;
}

void SymbolTable::sort() {
    const auto address_of = [&](std::uint32_t number) { return entries_[number].symbol.address; };
    if (!std::ranges::is_sorted(order_, {}, address_of)) {
        std::ranges::stable_sort(order_, {}, address_of);
    }
}

std::shared_ptr<const SymbolTable::Names> SymbolTable::read_names() const {
    auto names = std::make_shared<Names>();
    names->reserve(entries_.size());
    for (const std::uint32_t number : order_) {
        const Symbol& symbol = entries_[number].symbol;
        const auto [place, is_new] = names->try_emplace(symbol.name, number);
        if (!is_new && is_preferred(symbol, entries_[place->second].symbol)) {
            place->second = number;
        }
    }
    return names;
}

void SymbolTable::find_functions(const SectionEnd& section_end) {
    for (const std::uint32_t number : order_) {
        const Symbol& symbol = entries_[number].symbol;
        if (is_function(symbol)) {
            functions_.push_back({symbol.address, symbol.address + symbol.size, number});
        }
    }
    // One without a size ends at the next function, or at the end of its section.
    for (Function& function : functions_) {
        if (entries_[function.number].symbol.size == 0) {
            const auto next =
                std::ranges::upper_bound(functions_, function.begin, {}, &Function::begin);
            const std::uint64_t end = section_end(function.begin);
            function.end = next == functions_.end() ? end : std::min(end, next->begin);
        }
    }
}

void SymbolTable::find_reaches() {
    std::uint64_t reach = 0;
    for (const Function& function : functions_) {
        reach = std::max(reach, function.end);
        reaches_.push_back(reach);
    }
}

const Symbol* SymbolTable::find(std::string_view name) const {
    const auto found = names_->find(name);
    return found == names_->end() ? nullptr : &entries_[found->second].symbol;
}

const Symbol* SymbolTable::function_at(std::uint64_t address) const {
    const auto after = std::ranges::upper_bound(functions_, address, {}, &Function::begin);
    const Symbol* best = nullptr;
    std::uint64_t best_begin = 0;
    for (auto index = static_cast<std::size_t>(after - functions_.begin()); index-- > 0;) {
        const Function& function = functions_[index];
        if (reaches_[index] <= address || (best != nullptr && function.begin < best_begin)) {
            break;
        }
        const Symbol& symbol = entries_[function.number].symbol;
        if (address < function.end && (best == nullptr || is_preferred(symbol, *best))) {
            best = &symbol;
            best_begin = function.begin;
        }
    }
    return best;
}

std::vector<const Symbol*> SymbolTable::within(std::uint64_t begin, std::uint64_t end) const {
    std::vector<const Symbol*> result;
    auto at = std::ranges::lower_bound(
        order_, begin, {}, [&](std::uint32_t number) { return entries_[number].symbol.address; });
    for (; at != order_.end() && entries_[*at].symbol.address < end; ++at) {
        result.push_back(&entries_[*at].symbol);
    }
    return result;
}

} // namespace switchscope
