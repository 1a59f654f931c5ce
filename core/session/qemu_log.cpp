// SPDX-License-Identifier: MIT
#include "core/session/qemu_log.h"

#include <algorithm>
#include <cstring>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

constexpr std::array<std::int8_t, 256> hex_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t n = 0; n < 10; ++n) {
        values['0' + n] = static_cast<std::int8_t>(n);
    }
    for (std::size_t n = 0; n < 6; ++n) {
        values['a' + n] = values['A' + n] = static_cast<std::int8_t>(10 + n);
    }
    return values;
}();

std::optional<std::uint64_t> parse_hex(std::string_view digits) {
    if (digits.empty() || digits.size() > 16) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char digit : digits) {
        const std::int8_t nibble = hex_values[static_cast<unsigned char>(digit)];
        if (nibble < 0) {
            return std::nullopt;
        }
        value = value << 4 | static_cast<std::uint64_t>(nibble);
    }
    return value;
}

std::optional<std::uint64_t> parse_prefixed(std::string_view text) {
    return text.starts_with("0x") ? parse_hex(text.substr(2)) : parse_hex(text);
}

std::optional<std::uint32_t> parse_decimal(std::string_view digits) {
    if (digits.empty() || digits.size() > 6) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        value = 10 * value + static_cast<std::uint32_t>(digit - '0');
    }
    return value;
}

/// Takes the text up to `end` off `text`, together with `end`. Where there is no `end`, takes all
/// of it.
std::string_view take_until(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

void skip(std::string_view& text, std::string_view what) {
    text.remove_prefix(std::min(text.find_first_not_of(what), text.size()));
}

/// The longest dump whose layout is remembered, in bytes: QEMU 7.2 prints 1.7 KB.
constexpr std::size_t layout_limit = 16384;

constexpr std::string_view trace_begin = "Trace ";
constexpr std::string_view stopped_begin = "Stopped execution of TB chain before ";
constexpr std::uint32_t all_gprs = 0xffffffff;

} // namespace

std::optional<std::uint64_t> LoggedRegisters::csr(std::uint16_t number) const {
    const auto found = std::ranges::find(csrs, number, &decltype(csrs)::value_type::first);
    return found == csrs.end() ? std::nullopt : std::optional(found->second);
}

void QemuLogReader::feed(std::span<const std::uint8_t> bytes) {
    bytes_ += bytes.size();
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (!text.empty()) {
        if (const std::size_t taken = known_dump(text); taken > 0) {
            text.remove_prefix(taken);
            continue;
        }
        const auto* end = static_cast<const char*>(std::memchr(text.data(), '\n', text.size()));
        const std::size_t length =
            end == nullptr ? text.size() : static_cast<std::size_t>(end - text.data());
        const std::string_view piece = text.substr(0, length);
        text.remove_prefix(std::min(length + 1, text.size()));
        if (skipping_ || rest_.size() + length > line_limit) {
            damaged_ += skipping_ ? 0 : 1;
            skipping_ = end == nullptr;
            rest_.clear();
        } else if (end == nullptr) {
            rest_ += piece;
        } else if (rest_.empty()) {
            line(piece);
        } else {
            rest_ += piece;
            line(rest_);
            rest_.clear();
        }
    }
}

void QemuLogReader::finish() {
    rest_.clear();
    skipping_ = false;
    abandon_dump();
    while (!waiting_.empty()) {
        announce(waiting_.begin()->first, nullptr);
    }
}

void QemuLogReader::line(std::string_view text) {
    if (text.starts_with(' ')) {
        dump_line(text);
        return;
    }
    abandon_dump();
    if (text.starts_with(trace_begin)) {
        trace(text.substr(trace_begin.size()));
    } else if (text.starts_with("0x")) {
        code_line(text);
    } else if (text.starts_with(stopped_begin)) {
        stopped(text.substr(stopped_begin.size()));
    }
}

// "0: 0x7f2050000100 [0000000000000000/ffffffff80000da8/00209001/ff000201] name"
void QemuLogReader::trace(std::string_view text) {
    const auto hart = parse_decimal(take_until(text, ':'));
    skip(text, " ");
    const auto host_code = parse_prefixed(take_until(text, ' '));
    skip(text, " ");
    const bool bracket = text.starts_with('[');
    skip(text, "[");
    std::string_view fields = take_until(text, ']');
    take_until(fields, '/'); // cs_base, which RISC-V does not use
    const auto pc = parse_hex(take_until(fields, '/'));
    const auto flags = parse_prefixed(take_until(fields, '/'));
    if (!hart || !host_code || !bracket || !pc || !flags) {
        ++damaged_;
        return;
    }
    if (waiting_.contains(*hart)) {
        announce(*hart, nullptr);
    }
    waiting_[*hart] = {*hart, *host_code, *pc, *flags, nullptr};
    last_hart_ = *hart;
}

// "0x7f2050000100 [ffffffff80000da8] name"
void QemuLogReader::stopped(std::string_view text) {
    const auto host_code = parse_prefixed(take_until(text, ' '));
    if (!host_code) {
        ++damaged_;
        return;
    }
    for (const auto& [hart, block] : waiting_) {
        if (block.host_code == *host_code) {
            announce(hart, nullptr);
            break;
        }
    }
    listener_.not_executed(*host_code);
}

// "0xffffffff80000da8:  02153423          sd                      ra,40(a0)"
void QemuLogReader::code_line(std::string_view text) {
    const auto pc = parse_prefixed(take_until(text, ':'));
    skip(text, " ");
    const std::string_view digits = take_until(text, ' ');
    const auto encoding = parse_hex(digits);
    if (!pc || !encoding || (digits.size() != 4 && digits.size() != 8)) {
        ++damaged_;
        return;
    }
    listener_.code(
        {*pc, static_cast<std::uint32_t>(*encoding), static_cast<std::uint8_t>(digits.size() / 2)});
}

void QemuLogReader::dump_line(std::string_view text) {
    const char* const begin = text.data();
    const std::size_t before = dump_text_.size();
    if (before + text.size() < layout_limit) {
        dump_text_.append(text).push_back('\n');
    } else {
        layout_usable_ = false;
    }
    while (true) {
        skip(text, " ");
        if (text.empty()) {
            return;
        }
        const std::string_view name = take_until(text, ' ');
        skip(text, " =");
        const std::string_view digits = take_until(text, ' ');
        // Behind x31 come floating-point and vector registers, which nobody here asks for.
        if (in_dump_ || name == "V" || name == "pc") {
            value(name, digits, before + static_cast<std::size_t>(digits.data() - begin));
        }
        if (in_dump_ && gprs_seen_ == all_gprs) {
            remember_layout();
            end_dump();
            return;
        }
    }
}

QemuLogReader::Column QemuLogReader::look_up(std::string_view name) {
    if (name == "V") {
        return {Column::Kind::virtualized, 0};
    }
    if (name == "pc") {
        return {Column::Kind::pc, 0};
    }
    if (name == "mhartid") {
        return {Column::Kind::hart, 0};
    }
    // "x1/ra"
    if (name.starts_with('x') && name.find('/') != std::string_view::npos) {
        const auto number = parse_decimal(name.substr(1, name.find('/') - 1));
        if (number && *number < gpr_count) {
            return {Column::Kind::gpr, static_cast<std::uint16_t>(*number)};
        }
    }
    if (const Csr* csr = find_csr(name)) {
        return {Column::Kind::csr, csr->number};
    }
    return {Column::Kind::other, 0};
}

void QemuLogReader::value(std::string_view name, std::string_view digits, std::size_t at) {
    const Column where = look_up(name);
    const auto parsed = parse_hex(digits);
    if (where.kind == Column::Kind::other) {
        return;
    }
    if (!parsed) {
        ++damaged_;
        layout_usable_ = false;
        return;
    }
    in_dump_ = true;
    reading_.push_back({at, digits.size(), where});
    store(where, *parsed);
}

void QemuLogReader::store(const Column& where, std::uint64_t value) {
    switch (where.kind) {
    case Column::Kind::virtualized:
        dump_.virtualized = value != 0;
        break;
    case Column::Kind::pc:
        dump_.pc = value;
        break;
    case Column::Kind::hart:
        dump_.hart = static_cast<std::uint32_t>(value);
        break;
    case Column::Kind::csr:
        dump_.csrs.emplace_back(where.number, value);
        break;
    case Column::Kind::gpr:
        dump_.gprs[where.number] = value;
        gprs_seen_ |= std::uint32_t{1} << where.number;
        break;
    case Column::Kind::other:
        break;
    }
}

void QemuLogReader::remember_layout() {
    layout_ = layout_usable_ ? dump_text_ : std::string();
    fields_ = layout_usable_ ? reading_ : std::vector<Field>();
}

std::size_t QemuLogReader::known_dump(std::string_view text) {
    if (text.front() != ' ' || !dump_text_.empty() || skipping_ || !rest_.empty() ||
        fields_.empty() || text.size() < layout_.size()) {
        return 0;
    }
    std::size_t at = 0;
    for (const Field& field : fields_) {
        const auto value = parse_hex(text.substr(field.begin, field.length));
        if (!value || std::memcmp(text.data() + at, layout_.data() + at, field.begin - at) != 0) {
            clear_dump();
            return 0;
        }
        store(field.column, *value);
        at = field.begin + field.length;
    }
    if (text.substr(at, layout_.size() - at) != std::string_view(layout_).substr(at)) {
        clear_dump();
        return 0;
    }
    end_dump();
    return layout_.size();
}

void QemuLogReader::clear_dump() {
    in_dump_ = false;
    dump_.csrs.clear();
    dump_.hart.reset();
    dump_.virtualized.reset();
    dump_.pc.reset();
    gprs_seen_ = 0;
    dump_text_.clear();
    reading_.clear();
    layout_usable_ = true;
}

void QemuLogReader::end_dump() {
    const std::uint32_t hart = dump_.hart.value_or(last_hart_);
    const auto block = waiting_.find(hart);
    if (block == waiting_.end() || !dump_.pc || *dump_.pc != block->second.pc) {
        ++damaged_; // of a block that was not announced
    } else {
        announce(hart, &dump_);
    }
    clear_dump();
}

void QemuLogReader::abandon_dump() {
    damaged_ += in_dump_ ? 1 : 0;
    clear_dump();
}

void QemuLogReader::announce(std::uint32_t hart, const LoggedRegisters* registers) {
    LoggedBlock block = waiting_.at(hart);
    waiting_.erase(hart);
    block.registers = registers;
    listener_.block(block);
}

} // namespace switchscope
