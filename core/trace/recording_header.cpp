// SPDX-License-Identifier: MIT
#include "core/trace/recording_header.h"

#include <functional>
#include <utility>

#include "core/isa/registers.h"
#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

enum class Field : std::uint64_t {
    producer = 1,
    mode = 2,
    id = 3,
    made_at = 4,
    harts = 5,
    start = 6,
    title = 7,
    target = 8,
    image = 9,
    image_path = 10,
    build_id = 11,
    interrupts_held_off = 12,
    save_area = 13,
    routine = 14,
    spans = 15,
    lines = 16,
    source = 17, ///< one for each file
    format = 18, ///< the major version once more: the preamble may be damaged
};

void add_field(ByteWriter& out, Field field, const std::function<void(ByteWriter&)>& write) {
    ByteWriter content;
    write(content);
    out.varint(static_cast<std::uint64_t>(field));
    out.varint(content.size());
    out.bytes(content.view());
}

void write_save_area(ByteWriter& out, const SaveArea& area) {
    out.text(area.struct_name());
    out.varint(area.size());
    out.varint(area.slots().size());
    for (const Slot& slot : area.slots()) {
        out.text(slot.path);
        out.text(slot.label);
        out.varint(slot.offset);
        out.u8(slot.size);
        out.u8(static_cast<std::uint8_t>(slot.owner));
        // What it keeps: nothing, a GPR or a CSR.
        out.u8(slot.gpr ? 1 : slot.csr ? 2 : 0);
        out.varint(slot.gpr ? *slot.gpr : slot.csr.value_or(0));
    }
}

SaveArea read_save_area(ByteReader& in) {
    std::string name = in.text();
    const std::uint64_t size = in.varint();
    std::vector<Slot> slots;
    for (std::size_t left = in.count(7); left > 0 && in.ok(); --left) {
        Slot& slot = slots.emplace_back();
        slot.path = in.text();
        slot.label = in.text();
        slot.offset = in.varint();
        slot.size = in.u8();
        slot.owner = in.u8() == 0 ? SlotOwner::host : SlotOwner::guest;
        const std::uint8_t keeps = in.u8();
        const auto number = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
        if (slot.size == 0 || slot.size > 8 || (keeps == 1 && number >= gpr_count)) {
            in.give_up();
        }
        if (keeps == 1) {
            slot.gpr = static_cast<std::uint8_t>(number);
        } else if (keeps == 2) {
            slot.csr = number;
        }
    }
    return SaveArea(std::move(name), size, std::move(slots));
}

/// The bytes of the routine's instructions, with zeros between them where no instruction is.
Bytes code_of(const Routine& routine) {
    Bytes code(routine.end() - routine.begin());
    for (const Instruction& instruction : routine.instructions()) {
        const std::size_t offset = instruction.address - routine.begin();
        for (std::size_t n = 0; n < instruction.size && offset + n < code.size(); ++n) {
            code[offset + n] = static_cast<std::uint8_t>(instruction.encoding >> (8 * n));
        }
    }
    return code;
}

void write_spans(ByteWriter& out, const std::vector<MacroSpan>& spans) {
    out.varint(spans.size());
    for (const MacroSpan& span : spans) {
        out.text(span.name);
        out.text(span.arguments);
        out.u8(static_cast<std::uint8_t>(span.kind));
        out.u8(static_cast<std::uint8_t>(span.named_by));
        out.u8(static_cast<std::uint8_t>(span.half));
        out.varint(span.first);
        out.varint(span.count);
        out.text(span.file);
        out.varint(span.line);
    }
}

std::vector<MacroSpan> read_spans(ByteReader& in) {
    const auto up_to = [&](auto most) {
        const std::uint8_t value = in.u8();
        if (value > static_cast<std::uint8_t>(most)) {
            in.give_up();
            return decltype(most){};
        }
        return static_cast<decltype(most)>(value);
    };
    std::vector<MacroSpan> spans;
    for (std::size_t left = in.count(9); left > 0 && in.ok(); --left) {
        MacroSpan& span = spans.emplace_back();
        span.name = in.text();
        span.arguments = in.text();
        span.kind = up_to(MacroSpan::Kind::other);
        span.named_by = up_to(MacroSpan::NamedBy::mnemonic);
        span.half = up_to(Half::guest_to_host);
        span.first = in.varint();
        span.count = in.varint();
        span.file = in.text();
        span.line = static_cast<unsigned>(in.varint_up_to(0xffffffff));
    }
    return spans;
}

/// The fields of a header, from which it is made when all are read.
struct Parts {
    RecordingHeader header;
    std::string title, target, image, image_path, build_id;
    bool interrupts_held_off = true;
    std::optional<SaveArea> area;
    bool has_start = false;
    std::string routine_name;
    std::uint64_t routine_address = 0;
    Bytes code;
    std::vector<MacroSpan> spans;
    std::vector<unsigned> lines;
    std::map<std::string, std::vector<std::string>> sources;
};

void read_field(Field field, ByteReader& in, Parts& parts) {
    switch (field) {
    case Field::producer:
        parts.header.producer = in.text();
        break;
    case Field::mode:
        parts.header.mode = in.text();
        break;
    case Field::id:
        parts.header.id = in.u64();
        break;
    case Field::made_at:
        parts.header.made_at = in.varint();
        break;
    case Field::harts:
        for (std::size_t left = in.count(1); left > 0 && in.ok(); --left) {
            parts.header.harts.push_back(static_cast<std::uint32_t>(in.varint_up_to(0xffffffff)));
        }
        break;
    case Field::start:
        parts.header.start = read_state(in, parts.header.format);
        parts.has_start = true;
        break;
    case Field::title:
        parts.title = in.text();
        break;
    case Field::target:
        parts.target = in.text();
        break;
    case Field::image:
        parts.image = in.text();
        break;
    case Field::image_path:
        parts.image_path = in.text();
        break;
    case Field::build_id:
        parts.build_id = in.text();
        break;
    case Field::interrupts_held_off:
        parts.interrupts_held_off = in.u8() != 0;
        break;
    case Field::save_area:
        parts.area = read_save_area(in);
        break;
    case Field::routine: {
        parts.routine_name = in.text();
        parts.routine_address = in.u64();
        const auto code = in.bytes(in.varint());
        parts.code.assign(code.begin(), code.end());
        break;
    }
    case Field::spans:
        parts.spans = read_spans(in);
        break;
    case Field::lines:
        for (std::size_t left = in.count(1); left > 0 && in.ok(); --left) {
            parts.lines.push_back(static_cast<unsigned>(in.varint_up_to(0xffffffff)));
        }
        break;
    case Field::format:
        parts.header.format = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
        break;
    case Field::source: {
        auto& lines = parts.sources[in.text()];
        for (std::size_t left = in.count(1); left > 0 && in.ok(); --left) {
            lines.push_back(in.text());
        }
        break;
    }
    }
}

} // namespace

Bytes write_header(const RecordingHeader& header) {
    const SessionFacts& facts = *header.facts;
    ByteWriter out;
    const auto add_text = [&](Field field, const std::string& text) {
        add_field(out, field, [&](ByteWriter& to) { to.text(text); });
    };
    add_field(out, Field::format, [&](ByteWriter& to) { to.varint(format_major); });
    add_text(Field::producer, header.producer);
    add_text(Field::mode, header.mode);
    add_field(out, Field::id, [&](ByteWriter& to) { to.u64(header.id); });
    add_field(out, Field::made_at, [&](ByteWriter& to) { to.varint(header.made_at); });
    add_field(out, Field::harts, [&](ByteWriter& to) {
        to.varint(header.harts.size());
        for (const std::uint32_t hart : header.harts) {
            to.varint(hart);
        }
    });
    add_field(out, Field::start, [&](ByteWriter& to) { write_state(to, header.start); });
    add_text(Field::title, facts.title);
    add_text(Field::target, facts.target);
    add_text(Field::image, facts.image);
    add_text(Field::image_path, facts.image_path);
    add_text(Field::build_id, facts.build_id);
    add_field(out, Field::interrupts_held_off,
              [&](ByteWriter& to) { to.u8(facts.interrupts_held_off ? 1 : 0); });
    add_field(out, Field::save_area, [&](ByteWriter& to) { write_save_area(to, facts.area); });
    add_field(out, Field::routine, [&](ByteWriter& to) {
        const Bytes code = code_of(facts.routine);
        to.text(facts.routine.name());
        to.u64(facts.routine.begin());
        to.varint(code.size());
        to.bytes(code);
    });
    add_field(out, Field::spans, [&](ByteWriter& to) { write_spans(to, facts.routine.spans()); });
    add_field(out, Field::lines, [&](ByteWriter& to) {
        to.varint(facts.routine.lines().size());
        for (const unsigned line : facts.routine.lines()) {
            to.varint(line);
        }
    });
    for (const auto& source : facts.sources) {
        add_field(out, Field::source, [&](ByteWriter& to) {
            to.text(source.first);
            to.varint(source.second.size());
            for (const std::string& line : source.second) {
                to.text(line);
            }
        });
    }
    return out.take();
}

Result<RecordingHeader> read_header(std::span<const std::uint8_t> bytes) {
    Parts parts;
    parts.header.format = format_of_one_hart;
    ByteReader in(bytes);
    while (in.ok() && !in.at_end()) {
        const auto field = static_cast<Field>(in.varint());
        ByteReader content(in.bytes(in.varint()));
        read_field(field, content, parts);
        if (!content.ok() || parts.header.format == 0 || parts.header.format > format_major) {
            return fail(
                en("field %1 of the header makes no sense")(static_cast<std::uint64_t>(field)));
        }
    }
    if (!in.ok() || !parts.area || !parts.has_start || parts.code.empty()) {
        return fail(en("the header is not complete"));
    }
    auto routine = SWITCHSCOPE_TRY(
        Routine::restore(std::move(parts.routine_name), parts.routine_address, parts.code,
                         std::move(parts.spans), std::move(parts.lines)));
    parts.header.facts = std::make_shared<const SessionFacts>(SessionFacts{
        std::move(parts.title), std::move(parts.target), std::move(parts.image), std::move(routine),
        std::move(*parts.area), std::move(parts.sources), parts.interrupts_held_off,
        std::move(parts.image_path), std::move(parts.build_id)});
    return std::move(parts.header);
}

} // namespace switchscope
