// SPDX-License-Identifier: MIT
#include "core/image/system_map.h"

#include <cctype>
#include <charconv>
#include <string_view>

namespace switchscope {

namespace {

/// Reads one line; false where it is not "address kind name". The name of a module may follow; it
/// is left out.
bool parse_line(std::string_view line, Symbol& symbol) {
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), symbol.address, 16);
    const auto digits = static_cast<std::size_t>(end - line.data());
    if (error != std::errc{} || line.size() < digits + 4 || line[digits] != ' ' ||
        line[digits + 2] != ' ') {
        return false;
    }
    const auto letter = static_cast<unsigned char>(line[digits + 1]);
    symbol.local = std::islower(letter) != 0;
    const bool code = std::tolower(letter) == 't' || std::tolower(letter) == 'w';
    symbol.absolute = std::tolower(letter) == 'a';
    symbol.kind = code ? Symbol::Kind::function : Symbol::Kind::object;
    std::string_view name = line.substr(digits + 3);
    name = name.substr(0, name.find_first_of(" \t\r"));
    symbol.name = name;
    return !name.empty();
}

} // namespace

Result<std::vector<Symbol>> parse_system_map(std::span<const std::uint8_t> bytes,
                                             const std::string& name) {
    std::vector<Symbol> symbols;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        Symbol symbol;
        if (line.empty()) {
            continue;
        }
        if (!parse_line(line, symbol)) {
            return fail(
                en("%1 is no symbol file: its line %2 is not \"address kind name\"")(name, number),
                en("Pass the System.map of this kernel, the output of nm, or an ELF file with its "
                   "symbols."));
        }
        symbols.push_back(std::move(symbol));
    }
    if (symbols.empty()) {
        return fail(en("%1 names no symbol")(name),
                    en("Pass the System.map of this kernel, or an ELF file with its symbols."));
    }
    return symbols;
}

} // namespace switchscope
