// SPDX-License-Identifier: MIT
#include "ui/inspector_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "ui/format.h"

namespace switchscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("inspector", text);
}

const Effect* effect_at(const Step& step, const Location& location) {
    const auto found = std::ranges::find(step.effects, location, &Effect::at);
    return found == step.effects.end() ? nullptr : &*found;
}

std::uint64_t field_value(std::uint64_t value, const CsrField& field) {
    const std::uint64_t mask =
        field.width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << field.width) - 1;
    return (value >> field.lsb) & mask;
}

/// "3 (dirty)" from the table's "0=off|1=initial|2=clean|3=dirty".
QString field_text(std::uint64_t value, const CsrField& field) {
    QString number = value < 10 ? QString::number(value) : QStringLiteral("0x%1").arg(value, 0, 16);
    const QStringList meanings =
        text_of(std::string(field.values)).split(QLatin1Char('|'), Qt::SkipEmptyParts);
    for (const QString& meaning : meanings) {
        if (meaning.section(QLatin1Char('='), 0, 0).toULongLong() == value) {
            return QStringLiteral("%1 \u00b7 %2").arg(number, meaning.section(QLatin1Char('='), 1));
        }
    }
    return number;
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
        const std::uint64_t now = field_value(value, field);
        const int top = field.lsb + field.width - 1;
        fields.push_back({text_of(std::string(field.name)),
                          field.width == 1 ? QString::number(field.lsb)
                                           : QStringLiteral("%1:%2").arg(top).arg(field.lsb),
                          field_text(now, field), text_of(std::string(field.meaning)),
                          before && field_value(*before, field) != now});
    }
    return fields;
}

InspectorWrite write_of(const SessionFacts& facts, const Timeline& timeline, std::size_t index,
                        const Location& location) {
    const Step& step = timeline.recording().step(index);
    InspectorWrite write;
    write.step = index;
    write.text = text_of(instruction_text(step));
    write.ahead = index >= timeline.position();
    if (step.span >= 0 && static_cast<std::size_t>(step.span) < facts.routine.spans().size()) {
        write.text += QStringLiteral("\n%1").arg(
            text_of(facts.routine.spans().at(static_cast<std::size_t>(step.span)).name));
        const Effect* effect = effect_at(step, location);
        const bool moved = effect != nullptr && effect->from &&
                           effect->from->kind == LocationKind::slot &&
                           effect->from->id < facts.area.slots().size();
        write.role = !moved ? Role::plumbing
                     : facts.area.slots().at(effect->from->id).owner == SlotOwner::host
                         ? Role::host
                         : Role::guest;
    } else {
        write.text += QStringLiteral("\n%1").arg(world_text(step.world));
        write.role = step.world == World::guest      ? Role::guest
                     : step.world == World::firmware ? Role::firmware
                                                     : Role::host;
    }
    return write;
}

/// A CSR's row also decodes the slot that keeps it: the fields belong to the value, wherever it lies.
Location csr_kept_in(const SessionFacts& facts, const Location& location) {
    if (location.kind == LocationKind::slot && location.id < facts.area.slots().size()) {
        if (const auto csr = facts.area.slots().at(location.id).csr) {
            return Location::csr(*csr);
        }
    }
    return location;
}

} // namespace

Role role_of(Owner owner) {
    switch (owner) {
    case Owner::host:
        return Role::host;
    case Owner::guest:
        return Role::guest;
    case Owner::plumbing:
        return Role::plumbing;
    case Owner::scratch:
        break;
    }
    return Role::scratch;
}

Inspection inspect(const SessionFacts& facts, const Timeline& timeline, const CurrentSwitch& now,
                   const Location& location) {
    Inspection result;
    const MachineState& state = timeline.state();
    const std::optional<std::uint64_t> value = state.value(location);
    const Owner owner = now.provenance().owner_of(location);
    result.name = text_of(location_name(location, facts.area));
    result.previous_write =
        timeline.previous_write(location, timeline.position() == 0 ? 0 : timeline.position() - 1);
    result.next_write = timeline.next_write(location, timeline.position());
    const auto last_write = timeline.previous_write(location, timeline.position());

    result.rows.push_back({tr("value"), hex_value(value, location.size), role_of(owner), true});
    if (value) {
        result.rows.push_back({tr("decimal"), grouped(*value), Role::text, true});
    }
    std::optional<std::uint64_t> before;
    if (last_write) {
        const Effect* effect = effect_at(timeline.recording().step(*last_write), location);
        before = effect->before;
        result.rows.push_back({tr("before"), hex_value(before, location.size), Role::dim, true});
        if (effect->from) {
            result.rows.push_back(
                {tr("from"), text_of(location_name(*effect->from, facts.area)), Role::text, true});
        }
    }
    result.rows.push_back({tr("belongs to"),
                           QCoreApplication::translate("owner", owner_name(owner)), role_of(owner),
                           false});
    if (location.kind == LocationKind::slot && location.id < facts.area.slots().size()) {
        const Slot& slot = facts.area.slots().at(location.id);
        result.rows.push_back({tr("slot"), text_of(slot.path), Role::text, true});
        result.rows.push_back(
            {tr("offset"), QStringLiteral("+0x%1").arg(slot.offset, 0, 16), Role::text, true});
        if (location.area < state.areas.size()) {
            result.rows.push_back({tr("address"),
                                   hex_value(state.areas.at(location.area).address + slot.offset),
                                   Role::text, true});
        }
    }
    const Location csr_location = csr_kept_in(facts, location);
    if (csr_location.kind == LocationKind::csr) {
        if (const Csr* csr = find_csr(static_cast<unsigned>(csr_location.id))) {
            result.rows.push_back(
                {tr("what it is"), text_of(std::string(csr->summary)), Role::dim, false});
        }
        if (value) {
            result.fields = fields_of(csr_location, *value, before);
        }
    }
    // The last few writes up to the cursor, and the next one behind it.
    constexpr int shown_before = 4;
    std::optional<std::size_t> step = last_write;
    for (int n = 0; n < shown_before && step; ++n) {
        result.writes.insert(result.writes.begin(), write_of(facts, timeline, *step, location));
        step = timeline.previous_write(location, *step);
    }
    if (result.next_write) {
        result.writes.push_back(write_of(facts, timeline, *result.next_write, location));
    }
    return result;
}

} // namespace switchscope::ui
