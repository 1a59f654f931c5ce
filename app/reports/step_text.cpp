// SPDX-License-Identifier: MIT
#include "app/reports/step_text.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/reports/json_text.h"
#include "core/base/hex.h"
#include "core/model/explain.h"

namespace switchscope::app {

namespace {

const MacroSpan* span_of(const Step& step, const Routine& routine) {
    const auto index = static_cast<std::size_t>(step.span);
    return step.span >= 0 && index < routine.spans().size() ? &routine.spans()[index] : nullptr;
}

nlohmann::ordered_json value_json(std::optional<std::uint64_t> value) {
    return value ? nlohmann::ordered_json(hex(*value)) : nlohmann::ordered_json(nullptr);
}

std::string value_text(std::optional<std::uint64_t> value) {
    return value ? hex(*value) : "not available";
}

} // namespace

std::string span_name(const Step& step, const Routine& routine) {
    const MacroSpan* span = span_of(step, routine);
    return span != nullptr ? span->name : std::string();
}

std::string step_json(std::size_t n, const Step& step, const Routine& routine, const SaveArea& area,
                      const RunningProvenance& provenance) {
    const ProvenanceTracker& values = provenance.values();
    const MacroSpan* span = span_of(step, routine);
    nlohmann::ordered_json line;
    line["n"] = n;
    line["hart"] = step.hart;
    line["vcpu"] = step.area;
    line["world"] = world_name(step.world);
    line["half"] = step.half == Half::none ? nlohmann::ordered_json(nullptr)
                                           : nlohmann::ordered_json(half_name(step.half));
    line["macro"] = span != nullptr && span->is_macro() ? nlohmann::ordered_json(span->name)
                                                        : nlohmann::ordered_json(nullptr);
    line["pc"] = hex(step.pc);
    line["text"] = instruction_text(step);
    line["effects"] = nlohmann::ordered_json::array();
    for (const Effect& effect : step.effects) {
        nlohmann::ordered_json one;
        one["at"] = location_name(effect.at, area);
        one["before"] = value_json(effect.before);
        one["after"] = value_json(effect.after);
        one["from"] = effect.from ? nlohmann::ordered_json(location_name(*effect.from, area))
                                  : nlohmann::ordered_json(nullptr);
        one["whose"] = owner_name(values.owner_of(effect.at));
        one["origin"] = describe(values.of(effect.at), area).english();
        line["effects"].push_back(std::move(one));
    }
    if (step.kind == Step::Kind::run) {
        line["run"] = true;
    }
    if (step.trapped) {
        line["trapped"] = true;
    }
    if (step.corrected) {
        line["corrected"] = true;
    }
    if (const auto exit = exit_of(step, &provenance.state())) {
        line["exit"] = exit_json(*exit);
    }
    return json_text(line);
}

nlohmann::ordered_json exit_json(const Exit& exit) {
    nlohmann::ordered_json one;
    one["cause"] = exit.cause_text.english();
    one["scause"] = value_json(exit.cause);
    one["subject"] = exit.subject.english();
    one["text"] = exit.text.english();
    one["pc"] = value_json(exit.pc);
    one["gpa"] = value_json(exit.guest_physical);
    one["gva"] = value_json(exit.guest_virtual);
    one["instruction"] = exit.instruction ? nlohmann::ordered_json(exit.instruction_text())
                                          : nlohmann::ordered_json(nullptr);
    one["bytes"] =
        exit.bytes ? nlohmann::ordered_json(*exit.bytes) : nlohmann::ordered_json(nullptr);
    one["value"] = value_json(exit.value);
    one["extension"] = value_json(exit.sbi ? exit.sbi->extension : std::nullopt);
    one["function"] = value_json(exit.sbi ? exit.sbi->function : std::nullopt);
    return one;
}

std::string effect_text(const Effect& effect, const SaveArea& area) {
    std::string text = location_name(effect.at, area) + " = " + value_text(effect.after);
    if (effect.from) {
        text += " (from " + location_name(*effect.from, area) + ")";
    }
    return text;
}

std::string step_line(std::size_t n, const Step& step, const SaveArea& area,
                      const MachineState& after) {
    std::array<char, 96> head{};
    std::snprintf(head.data(), head.size(), "%6zu  %-2s %016llx  %-28s ", n + 1,
                  world_mode_name(step.world), static_cast<unsigned long long>(step.pc),
                  instruction_text(step).c_str());
    std::string line(head.data());
    // A change of world moves many values at once. The line shows the first ones and the number of
    // the others.
    constexpr std::size_t shown = 3;
    for (std::size_t e = 0; e < step.effects.size() && e < shown; ++e) {
        line += (e == 0 ? "" : "; ") + effect_text(step.effects[e], area);
    }
    if (step.effects.size() > shown) {
        line += "; and " + std::to_string(step.effects.size() - shown) + " more";
    }
    if (const auto exit = exit_of(step, &after)) {
        line += (step.effects.empty() ? "exit: " : "; exit: ") + exit->text.english();
    } else if (step.trapped) {
        line += step.effects.empty() ? "trap" : "; trap";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

} // namespace switchscope::app
