// SPDX-License-Identifier: MIT
#include "core/session/breakpoint.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <utility>

#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/condition.h"

namespace switchscope {

namespace {

using Kind = Breakpoint::Kind;
using Writer = Breakpoint::Writer;

constexpr std::array<BreakpointKind, 8> kinds{
    {{Kind::routine_entry, "entry", "", "entry", "in front of the routine's first instruction"},
     {Kind::macro, "macro", "MACRO", "macro:SAVE_GUEST_GPRS",
      "in front of the first instruction of a macro, by its name or its number from 0"},
     {Kind::guest_entry, "guest-entry", "", "guest-entry", "on the guest's first instruction"},
     {Kind::guest_exit, "guest-exit", "", "guest-exit",
      "at the return label, where the guest has trapped to the host"},
     {Kind::slot_write, "write", "SLOT", "write:guest_context.a0",
      "behind the instruction that has written a slot of the save area"},
     {Kind::guest_address, "guest", "ADDRESS", "guest:0x80000010",
      "in front of the guest's instruction at a virtual address of the guest"},
     {Kind::host_address, "host", "ADDRESS", "host:0xffffffff80013198",
      "in front of the host's instruction at a virtual address of the host"},
     {Kind::instruction, "at", "INSTRUCTION", "at:+0x10e",
      "in front of an instruction of the routine, by its distance from the entry or its address"}}};

/// Where a word of a breakpoint goes.
enum class Word : std::uint8_t { by, condition, hart, vcpu, after, every, once, off };

constexpr std::array<std::pair<Word, BreakpointWord>, 8> words{
    {{Word::by,
      {"by", "WRITER", "for write: only where the routine writes (routine) or other code (code)"}},
     {Word::condition, {"if", "CONDITION", "only where the condition holds then"}},
     {Word::hart, {"hart", "N", "only on this hart"}},
     {Word::vcpu,
      {"vcpu", "N",
       "only with this vCPU: its number in order of meeting, or its save area's address"}},
     {Word::after, {"after", "N", "not the first N times"}},
     {Word::every, {"every", "N", "then every Nth time"}},
     {Word::once, {"once", "", "is gone when it has stopped the machine"}},
     {Word::off, {"off", "", "does not stop until it is switched on"}}}};

constexpr std::array<BreakpointWord, words.size()> plain_words = [] {
    std::array<BreakpointWord, words.size()> plain{};
    for (std::size_t n = 0; n < words.size(); ++n) {
        plain[n] = words[n].second;
    }
    return plain;
}();

constexpr std::array<std::pair<Writer, std::string_view>, 2> writers{
    {{Writer::routine, "routine"}, {Writer::other_code, "code"}}};

bool stores_to(const Instruction& instruction, const Slot& slot) {
    // The struct pointer is in a0 throughout.
    return instruction.operation == Operation::store && instruction.memory &&
           instruction.memory->base == Gpr::a0 &&
           instruction.memory->offset == static_cast<std::int64_t>(slot.offset);
}

class BreakpointParser {
  public:
    BreakpointParser(std::string_view text, const Routine& routine, const SaveArea& area)
        : text_(text), routine_(routine), area_(area) {}

    Result<Breakpoint> parse() {
        const std::string_view word = next_until(":");
        const auto kind = std::ranges::find(kinds, word, &BreakpointKind::word);
        if (kind == kinds.end()) {
            return wrong(en("one of %1")(all_of(kinds, &BreakpointKind::word)));
        }
        made_.kind = kind->kind;
        skip_word(word);
        const bool has_argument = at_ < text_.size() && text_[at_] == ':';
        if (has_argument != !kind->argument.empty()) {
            return wrong(has_argument ? en("nothing behind %1")(word)
                                      : en("`:` and %1")(kind->argument));
        }
        if (has_argument) {
            ++at_;
            SWITCHSCOPE_TRY(argument(*kind));
        }
        for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
            SWITCHSCOPE_TRY(modifier());
        }
        return std::move(made_);
    }

  private:
    tl::unexpected<Error> wrong(const Phrase& wanted) const {
        return fail(en("the breakpoint `%1` is not understood: at character %2 %3 is wanted")(
                        text_, at_ + 1, wanted),
                    en("For example: guest-exit if cause == 23 after 3"));
    }

    template <class Table, class Field> static std::string all_of(const Table& table, Field field) {
        std::string names;
        for (const auto& one : table) {
            names += (names.empty() ? "" : ", ") + std::string(one.*field);
        }
        return names;
    }

    void skip_blanks() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
            ++at_;
        }
    }

    /// What comes next, up to a blank or one of `ends`. It stays there until it is skipped, so that
    /// an error points at its beginning.
    std::string_view next_until(std::string_view ends = {}) {
        skip_blanks();
        std::size_t end = at_;
        while (end < text_.size() && std::isspace(static_cast<unsigned char>(text_[end])) == 0 &&
               ends.find(text_[end]) == std::string_view::npos) {
            ++end;
        }
        return text_.substr(at_, end - at_);
    }
    void skip_word(std::string_view word) { at_ += word.size(); }

    Result<std::uint64_t> number(const Phrase& wanted) {
        const std::string_view word = next_until();
        const auto value = parse_number(word);
        if (!value) {
            return wrong(wanted);
        }
        skip_word(word);
        return *value;
    }

    Result<void> argument(const BreakpointKind& kind) {
        switch (kind.kind) {
        case Kind::macro:
            return macro();
        case Kind::slot_write:
            return slot();
        case Kind::instruction:
            return instruction();
        default:
            made_.address = SWITCHSCOPE_TRY(number(en("an address")));
            return {};
        }
    }

    Result<void> macro() {
        const std::string_view word = next_until();
        const auto& spans = routine_.spans();
        const auto named = std::ranges::find(spans, word, &MacroSpan::name);
        const auto index = named != spans.end()
                               ? std::optional(static_cast<std::uint64_t>(named - spans.begin()))
                               : parse_number(word);
        if (!index || *index >= spans.size()) {
            return wrong(
                en("a macro of %1 (%2)")(routine_.name(), all_of(spans, &MacroSpan::name)));
        }
        made_.span = static_cast<std::size_t>(*index);
        skip_word(word);
        return {};
    }

    Result<void> slot() {
        const std::string_view word = next_until();
        const auto& slots = area_.slots();
        const auto found = std::ranges::find_if(
            slots, [&](const Slot& one) { return one.path == word || one.label == word; });
        if (found == slots.end()) {
            return wrong(en("a slot of struct %1, such as guest_context.a0,")(area_.struct_name()));
        }
        made_.slot = static_cast<std::size_t>(found - slots.begin());
        skip_word(word);
        return {};
    }

    Result<void> instruction() {
        const std::string_view word = next_until();
        const bool from_entry = word.starts_with('+');
        const auto value = parse_number(word.substr(from_entry ? 1 : 0));
        const std::uint64_t address = value.value_or(0) + (from_entry ? routine_.begin() : 0);
        if (!value || !routine_.index_of(address)) {
            return wrong(
                en("the place where an instruction of %1 begins, such as +0 or its address,")(
                    routine_.name()));
        }
        made_.address = address;
        skip_word(word);
        return {};
    }

    Result<void> modifier() {
        const std::string_view text = next_until();
        const auto found =
            std::ranges::find_if(words, [&](const auto& one) { return one.second.word == text; });
        if (found == words.end()) {
            return wrong(en("one of %1")(all_of(plain_words, &BreakpointWord::word)));
        }
        if (found->first == Word::by && made_.kind != Kind::slot_write) {
            return wrong(en("no `by`: it belongs to write, and something else"));
        }
        skip_word(text);
        switch (found->first) {
        case Word::by:
            return writer();
        case Word::condition:
            return condition();
        case Word::hart:
            return set<std::uint32_t>(made_.hart);
        case Word::vcpu:
            return set<std::uint64_t>(made_.vcpu);
        case Word::after:
            return set<std::uint64_t>(made_.after);
        case Word::every:
            return set<std::uint64_t>(made_.every, 1);
        case Word::once:
            made_.one_shot = true;
            return {};
        case Word::off:
            made_.enabled = false;
            return {};
        }
        return {};
    }

    template <class Number, class Value> Result<void> set(Value& value, std::uint64_t least = 0) {
        const English wanted = least > 0 ? en("a number from 1 on") : en("a number");
        skip_blanks();
        const std::size_t begin = at_;
        const std::uint64_t given = SWITCHSCOPE_TRY(number(wanted));
        if (given > std::numeric_limits<Number>::max() || given < least) {
            at_ = begin;
            return wrong(wanted);
        }
        value = static_cast<Number>(given);
        return {};
    }

    Result<void> writer() {
        const std::string_view word = next_until();
        const auto found =
            std::ranges::find_if(writers, [&](const auto& one) { return one.second == word; });
        if (found == writers.end()) {
            return wrong(en("routine or code"));
        }
        if (found->first == Writer::routine && made_.places(routine_, area_).empty()) {
            return wrong(en("code (%1 does not write this slot)")(routine_.name()));
        }
        made_.writer = found->first;
        skip_word(word);
        return {};
    }

    Result<void> condition() {
        skip_blanks();
        std::size_t end = at_;
        SWITCHSCOPE_TRY(Condition::parse_at(text_, end, area_));
        std::string_view text = text_.substr(at_, end - at_);
        text = text.substr(0, text.find_last_not_of(" \t\n") + 1);
        made_.condition = text;
        at_ = end;
        return {};
    }

    std::string_view text_;
    const Routine& routine_;
    const SaveArea& area_;
    std::size_t at_ = 0;
    Breakpoint made_;
};

/// What stands behind the colon; empty: nothing.
std::string argument_text(const Breakpoint& one, const Routine& routine, const SaveArea& area) {
    const auto& spans = routine.spans();
    switch (one.kind) {
    case Kind::routine_entry:
    case Kind::guest_entry:
    case Kind::guest_exit:
        break;
    case Kind::macro: {
        // A macro that is invoked twice has no name of its own.
        const auto first = one.span < spans.size()
                               ? std::ranges::find(spans, spans[one.span].name, &MacroSpan::name)
                               : spans.end();
        const bool by_name =
            first != spans.end() && first == spans.begin() + static_cast<std::ptrdiff_t>(one.span);
        return by_name ? first->name : std::to_string(one.span);
    }
    case Kind::slot_write:
        return one.slot < area.slots().size() ? area.slots()[one.slot].path
                                              : std::to_string(one.slot);
    case Kind::guest_address:
    case Kind::host_address:
        return hex(one.address);
    case Kind::instruction:
        return "+" + hex(one.address - routine.begin());
    }
    return {};
}

/// What stands behind a word, empty for a word that takes nothing; none: the word is not there.
std::optional<std::string> value_text(const Breakpoint& one, Word word) {
    const auto given = [](bool there, std::string text) {
        return there ? std::optional(std::move(text)) : std::nullopt;
    };
    switch (word) {
    case Word::by: {
        const auto found =
            std::ranges::find(writers, one.writer, &std::pair<Writer, std::string_view>::first);
        return found == writers.end() ? std::nullopt : std::optional(std::string(found->second));
    }
    case Word::condition:
        return given(!one.condition.empty(), one.condition);
    case Word::hart:
        return given(one.hart.has_value(), std::to_string(one.hart.value_or(0)));
    case Word::vcpu: {
        const std::uint64_t vcpu = one.vcpu.value_or(0);
        return given(one.vcpu.has_value(), one.vcpu_is_number() ? std::to_string(vcpu) : hex(vcpu));
    }
    case Word::after:
        return given(one.after != 0, std::to_string(one.after));
    case Word::every:
        return given(one.every > 1, std::to_string(one.every));
    case Word::once:
        return given(one.one_shot, {});
    case Word::off:
        return given(!one.enabled, {});
    }
    return std::nullopt;
}

} // namespace

std::span<const BreakpointKind> breakpoint_kinds() {
    return kinds;
}

std::span<const BreakpointWord> breakpoint_words() {
    return plain_words;
}

std::string breakpoint_help() {
    const auto line = [](std::string left, std::string_view right) {
        constexpr std::size_t column = 22;
        left.resize(std::max(column, left.size() + 2), ' ');
        return "  " + left + std::string(right) + "\n";
    };
    std::string help;
    for (const BreakpointKind& kind : kinds) {
        const std::string colon = kind.argument.empty() ? "" : ":";
        help += line(std::string(kind.word) + colon + std::string(kind.argument), kind.description);
    }
    help += "and then, in any order:\n";
    for (const BreakpointWord& word : plain_words) {
        const std::string blank = word.argument.empty() ? "" : " ";
        help += line(std::string(word.word) + blank + std::string(word.argument), word.description);
    }
    return help;
}

Result<Breakpoint> Breakpoint::parse(std::string_view text, const Routine& routine,
                                     const SaveArea& area) {
    return BreakpointParser(text, routine, area).parse();
}

std::string Breakpoint::text(const Routine& routine, const SaveArea& area) const {
    std::string out(std::ranges::find(kinds, kind, &BreakpointKind::kind)->word);
    if (const std::string argument = argument_text(*this, routine, area); !argument.empty()) {
        out += ":" + argument;
    }
    for (const auto& [what, word] : words) {
        if (const auto value = value_text(*this, what)) {
            out += " " + std::string(word.word) + (value->empty() ? "" : " " + *value);
        }
    }
    return out;
}

std::vector<std::uint64_t> Breakpoint::places(const Routine& routine, const SaveArea& area) const {
    const auto& instructions = routine.instructions();
    switch (kind) {
    case Kind::routine_entry:
        return {routine.begin()};
    case Kind::macro:
        if (span < routine.spans().size()) {
            return {instructions[routine.spans()[span].first].address};
        }
        break;
    case Kind::guest_entry:
        return {instructions[routine.sret_index()].address};
    case Kind::guest_exit:
        return {routine.return_label()};
    case Kind::instruction:
        return {address};
    case Kind::slot_write: {
        std::vector<std::uint64_t> stores;
        for (const Instruction& instruction : instructions) {
            if (slot < area.slots().size() && stores_to(instruction, area.slots()[slot])) {
                stores.push_back(instruction.address);
            }
        }
        return stores;
    }
    case Kind::guest_address:
    case Kind::host_address:
        break;
    }
    return {};
}

int BreakpointSet::add(Breakpoint breakpoint) {
    entries_.push_back({++last_id_, std::move(breakpoint), 0, 0});
    return last_id_;
}

bool BreakpointSet::remove(int id) {
    return std::erase_if(entries_, [&](const Entry& one) { return one.id == id; }) > 0;
}

const BreakpointSet::Entry* BreakpointSet::find(int id) const {
    const auto found = std::ranges::find(entries_, id, &Entry::id);
    return found == entries_.end() ? nullptr : &*found;
}

BreakpointSet::Entry* BreakpointSet::find(int id) {
    const auto found = std::ranges::find(entries_, id, &Entry::id);
    return found == entries_.end() ? nullptr : &*found;
}

std::vector<BreakpointPlace> places_in_routine(const BreakpointSet& breakpoints,
                                               const Routine& routine, const SaveArea& area) {
    std::vector<BreakpointPlace> all;
    for (const BreakpointSet::Entry& entry : breakpoints.entries()) {
        for (const std::uint64_t address : entry.breakpoint.places(routine, area)) {
            const auto index = routine.index_of(address);
            if (!index) {
                continue;
            }
            const auto there = std::ranges::find(all, *index, &BreakpointPlace::instruction);
            if (there == all.end()) {
                all.push_back({*index, entry.breakpoint.enabled});
            } else {
                there->on = there->on || entry.breakpoint.enabled;
            }
        }
    }
    return all;
}

} // namespace switchscope
