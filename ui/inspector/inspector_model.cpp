// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct InspectorModelText {
    Q_DECLARE_TR_FUNCTIONS(inspector)
};

const Effect* effect_at(const Step& step, const Location& location) {
    const auto found = std::ranges::find(step.effects, location, &Effect::at);
    return found == step.effects.end() ? nullptr : &*found;
}

/// "3 (dirty)" from the table's "0=off|1=initial|2=clean|3=dirty".
QString field_text(std::uint64_t value, const CsrField& field) {
    QString number = value < 10 ? QString::number(value) : QStringLiteral("0x%1").arg(value, 0, 16);
    const Phrase name = field.value_name(value);
    return name.empty() ? number : QStringLiteral("%1 \u00b7 %2").arg(number, text_of(name));
}

std::vector<InspectorField> fields_of(const Location& location, std::uint64_t value,
                                      std::optional<std::uint64_t> before) {
    std::vector<InspectorField> fields;
    const Csr* csr =
        location.kind == LocationKind::csr ? find_csr(static_cast<unsigned>(location.id)) : nullptr;
    if (csr == nullptr) {
        return fields;
    }
    for (const CsrField& field : csr->fields) {
        const std::uint64_t now = field.extract(value);
        const int top = field.lsb + field.width - 1;
        fields.push_back({text_of(std::string(field.name)),
                          field.width == 1 ? QString::number(field.lsb)
                                           : QStringLiteral("%1:%2").arg(top).arg(field.lsb),
                          field_text(now, field), text_of(field.meaning),
                          before && field.extract(*before) != now});
    }
    return fields;
}

/// A step as the inspector lists it, with its instruction and its macro or world.
InspectorStep step_of(const SessionFacts& facts, const Timeline& timeline, std::size_t index) {
    const Step& step = timeline.recording().step(index);
    InspectorStep result;
    result.step = index;
    result.text = text_of(instruction_of(step));
    result.where = place_of_step(facts, step);
    return result;
}

/// The steps that moved a value before the cursor's world switch began, oldest first. Follows the
/// value back from `write`, the step that wrote it last, from place to place within the switch of
/// that step. Only these steps are looked up in the recording.
std::vector<std::size_t> chain_of_write(const Recording& recording, Location at,
                                        std::size_t write) {
    constexpr std::size_t most = 16;
    std::vector<std::size_t> chain{write};
    while (chain.size() < most) {
        const Step& step = recording.step(chain.back());
        const Effect* effect = effect_at(step, at);
        const bool moved = step.kind != Step::Kind::run && step.world == World::host &&
                           step.span >= 0 && effect != nullptr && effect->from;
        if (!moved) {
            break;
        }
        at = *effect->from;
        const auto before =
            recording.previous(Landmark::write(at).by_hart(step.hart), chain.back());
        if (!before || recording.step(*before).switch_number != step.switch_number) {
            break;
        }
        chain.push_back(*before);
    }
    std::ranges::reverse(chain);
    return chain;
}

void add_provenance(Inspection& result, const SessionFacts& facts, const Timeline& timeline,
                    const Provenance& provenance, std::optional<std::size_t> last_write) {
    const Role role = role_of(provenance.owner);
    result.rows.push_back(
        {InspectorModelText::tr("whose"), owner_text(provenance.owner), role, false});
    result.rows.push_back(
        {InspectorModelText::tr("origin"), text_of(describe(provenance, facts.area)), role, false});
    constexpr std::size_t most_shown = 6;
    std::vector<std::size_t> chain = provenance.chain;
    if (chain.empty() && last_write) {
        chain = chain_of_write(timeline.recording(), *result.location, *last_write);
        result.chain_switch = timeline.recording().step(*last_write).switch_number;
    }
    const std::size_t count = chain.size();
    result.chain_left_out = count > most_shown ? count - most_shown : 0;
    for (std::size_t n = result.chain_left_out; n < count; ++n) {
        result.chain.push_back(step_of(facts, timeline, chain.at(n)));
        result.chain.back().role = role;
    }
}

/// Adds rows with other notations of a value. A notation that says nothing new is left out.
void add_readings(Inspection& result, std::uint64_t value, unsigned size) {
    const auto add = [&](const QString& key, const QString& text) {
        result.rows.push_back({key, text, Role::text, true});
    };
    add(InspectorModelText::tr("unsigned"), grouped(value));
    const QString number = signed_text(value, size);
    if (number.startsWith(QLatin1Char('-'))) {
        add(InspectorModelText::tr("signed"), number);
    }
    if (value > 1) {
        add(InspectorModelText::tr("binary"), binary_text(value));
    }
    if (const QString text = ascii_text(value, size); !text.isEmpty()) {
        add(InspectorModelText::tr("text"), text);
    }
}

/// The CSR whose value a place holds. A slot that keeps a CSR has the same bit fields as the CSR.
Location csr_kept_in(const SessionFacts& facts, const Location& location) {
    if (location.kind == LocationKind::slot && location.id < facts.area.slots().size()) {
        if (const auto csr = facts.area.slots().at(location.id).csr) {
            return Location::csr(*csr);
        }
    }
    return location;
}

} // namespace

QString owner_text(Owner owner) {
    switch (owner) {
    case Owner::host:
        return InspectorModelText::tr("host");
    case Owner::guest:
        return InspectorModelText::tr("guest");
    case Owner::plumbing:
        return InspectorModelText::tr("switch");
    case Owner::scratch:
        break;
    }
    return InspectorModelText::tr("scratch");
}

Inspection inspect(const SessionFacts& facts, const Timeline& timeline, const CurrentSwitch& now,
                   const Location& location) {
    Inspection result;
    const MachineState& state = timeline.state();
    const std::optional<std::uint64_t> value = state.value(location);
    const Provenance provenance = now.provenance().of(location);
    result.name = text_of(location_name(location, facts.area));
    result.location = location;
    result.value = value;
    result.previous_write =
        timeline.previous_write(location, timeline.position() == 0 ? 0 : timeline.position() - 1);
    result.next_write = timeline.next_write(location, timeline.position());
    const auto last_write = timeline.previous_write(location, timeline.position());

    result.rows.push_back({InspectorModelText::tr("value"), hex_value(value, location.size),
                           role_of(provenance.owner), true, true});
    if (value) {
        add_readings(result, *value, location.size);
    }
    std::optional<std::uint64_t> before;
    if (last_write) {
        const Effect* effect = effect_at(timeline.recording().step(*last_write), location);
        before = effect->before;
        result.rows.push_back({InspectorModelText::tr("before"), hex_value(before, location.size),
                               Role::dim, true, true});
        if (effect->from) {
            result.rows.push_back({InspectorModelText::tr("from"),
                                   text_of(location_name(*effect->from, facts.area)), Role::text,
                                   true});
        }
    }
    add_provenance(result, facts, timeline, provenance, last_write);
    if (location.kind == LocationKind::slot && location.id < facts.area.slots().size()) {
        const Slot& slot = facts.area.slots().at(location.id);
        result.rows.push_back(
            {InspectorModelText::tr("slot"), text_of(slot.path), Role::text, true});
        result.rows.push_back({InspectorModelText::tr("offset"),
                               QStringLiteral("+0x%1").arg(slot.offset, 0, 16), Role::text, true});
        if (location.area < state.areas.size()) {
            result.rows.push_back({InspectorModelText::tr("address"),
                                   hex_value(state.areas.at(location.area).address + slot.offset),
                                   Role::text, true});
        }
    }
    const Location csr_location = csr_kept_in(facts, location);
    if (csr_location.kind == LocationKind::csr) {
        if (const Csr* csr = find_csr(static_cast<unsigned>(csr_location.id))) {
            result.rows.push_back(
                {InspectorModelText::tr("what it is"), text_of(csr->summary()), Role::dim, false});
        }
        if (value) {
            // Only fields that the last step has changed are marked, not those of earlier writes.
            const bool just_now = last_write && *last_write + 1 == timeline.position();
            result.fields = fields_of(csr_location, *value, just_now ? before : std::nullopt);
        }
    }
    return result;
}

} // namespace switchscope::ui
