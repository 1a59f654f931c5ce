// SPDX-License-Identifier: MIT
#include "core/image/debug_info.h"

#include <algorithm>

#include <libelf.h>

#include "core/image/dwarf_die.h"
#include "core/image/dwarf_file.h"
#include "core/image/dwarf_units.h"
#include "core/image/struct_layout.h"

namespace switchscope {

namespace {

constexpr English debug_remedy =
    en("Build the kernel with CONFIG_DEBUG_INFO_DWARF_TOOLCHAIN_DEFAULT=y (a program with -g), or "
       "pass an image that has it.");
constexpr English copy_remedy = en("Copy or build the file again.");

Phrase libdw_reason() {
    const char* message = dwarf_errmsg(-1);
    return message == nullptr ? Phrase(en("libdw gives no reason")) : verbatim(message);
}

} // namespace

/// What libelf and libdw hold of the file.
struct DebugInfo::State {
    std::vector<std::uint8_t> plain; ///< what libelf reads, where it cannot read the file itself
    Elf* elf = nullptr;
    Dwarf* debug = nullptr;
    std::optional<dwarf::Units> units;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (debug != nullptr) {
            dwarf_end(debug);
        }
        if (elf != nullptr) {
            elf_end(elf);
        }
    }
};

DebugInfo::DebugInfo(const ElfFile& file, std::string name) : file_(file), name_(std::move(name)) {}

DebugInfo::~DebugInfo() = default;

Result<DebugInfo::State*> DebugInfo::state() {
    if (failure_) {
        return fail(*failure_);
    }
    if (!state_) {
        auto opened = open();
        if (!opened) {
            failure_ = std::move(opened).error();
            return fail(*failure_);
        }
        state_ = std::move(*opened);
    }
    return state_.get();
}

Result<std::unique_ptr<DebugInfo::State>> DebugInfo::open() const {
    elf_version(EV_CURRENT);
    auto state = std::make_unique<State>();
    std::span<const std::uint8_t> readable = file_.bytes();
    if (!has_plain_dwarf(file_)) {
        state->plain = SWITCHSCOPE_TRY(make_plain_dwarf(file_, name_));
        readable = state->plain;
    }
    // libelf takes a char*, but it only reads: the bytes stay as they are.
    auto* image = reinterpret_cast<char*>(const_cast<std::uint8_t*>(readable.data()));
    state->elf = elf_memory(image, readable.size());
    if (state->elf == nullptr) {
        return fail(en("libelf cannot read %1: %2")(name_, verbatim(elf_errmsg(-1))));
    }
    state->debug = dwarf_begin_elf(state->elf, DWARF_C_READ, nullptr);
    if (state->debug == nullptr) {
        return fail(en("the DWARF of %1 cannot be read: %2")(name_, libdw_reason()), debug_remedy);
    }
    state->units.emplace(state->debug);
    return state;
}

Result<std::vector<LineRow>> DebugInfo::line_rows(std::uint64_t begin, std::uint64_t end) {
    std::vector<LineRow> rows;
    const State* opened = SWITCHSCOPE_TRY(state());
    for (const std::size_t number : opened->units->with_code_in(begin, end)) {
        const dwarf::Unit& unit = opened->units->at(number);
        Dwarf_Die die = unit.die;
        Dwarf_Lines* lines = nullptr;
        std::size_t count = 0;
        if (dwarf_getsrclines(&die, &lines, &count) != 0) {
            return fail(en("the line table of %1 in %2 cannot be read: %3")(unit.path, name_,
                                                                            libdw_reason()),
                        copy_remedy);
        }
        for (std::size_t i = 0; i < count; ++i) {
            Dwarf_Line* line = dwarf_onesrcline(lines, i);
            Dwarf_Addr address = 0;
            if (line == nullptr || dwarf_lineaddr(line, &address) != 0 || address < begin ||
                address >= end) {
                continue;
            }
            LineRow row;
            row.address = address;
            int line_number = 0;
            if (dwarf_lineno(line, &line_number) == 0 && line_number > 0) {
                row.line = static_cast<unsigned>(line_number);
            }
            dwarf_lineendsequence(line, &row.end_sequence);
            if (const char* file = dwarf_linesrc(line, nullptr, nullptr)) {
                row.file = file;
            }
            rows.push_back(std::move(row));
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const LineRow& a, const LineRow& b) { return a.address < b.address; });
    return rows;
}

Result<StructLayout> DebugInfo::struct_layout(std::string_view name,
                                              std::optional<std::uint64_t> near) {
    const bool has_debug =
        file_.section(".debug_info") != nullptr || file_.section(".zdebug_info") != nullptr;
    if (!has_debug) {
        return fail_absent(en("%1 has no DWARF")(name_), debug_remedy);
    }
    const State* opened = SWITCHSCOPE_TRY(state());
    const std::string wanted(name);
    bool declared = false;
    for (const std::size_t unit : opened->units->search_order(name, near)) {
        for (dwarf::Children child(opened->units->at(unit).die); child.valid(); child.next()) {
            Dwarf_Die die = child.die();
            const char* own_name =
                dwarf::is_aggregate(dwarf_tag(&die)) ? dwarf_diename(&die) : nullptr;
            if (own_name == nullptr || own_name != wanted) {
                continue;
            }
            const auto size = dwarf::number_attribute(&die, DW_AT_byte_size);
            if (dwarf::has_flag(&die, DW_AT_declaration) || !size) {
                declared = true;
                continue;
            }
            auto layout = dwarf::struct_layout_of(die, wanted, *size);
            if (!layout) {
                return fail(en("the DWARF of struct %1 in %2 is wrong: %3")(wanted, name_,
                                                                            layout.error().what),
                            copy_remedy);
            }
            return layout;
        }
    }
    if (opened->units->some_unreadable()) {
        return fail(en("the DWARF of %1 is damaged: a part of it cannot be read, and the rest has "
                       "no struct %2")(name_, wanted),
                    copy_remedy);
    }
    if (declared) {
        return fail_absent(
            en("the DWARF of %1 only declares struct %2 and does not define it")(name_, wanted),
            en("Build the code that defines it with debug information, too."));
    }
    return fail_absent(
        en("the DWARF of %1 has no struct %2")(name_, wanted),
        en("Check the name, and that the image was built with the code that uses it."));
}

} // namespace switchscope
