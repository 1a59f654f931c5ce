// SPDX-License-Identifier: MIT
#include "app/reports/compare_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

#include <nlohmann/json.hpp>

#include "app/reports/json_text.h"

namespace switchscope::app {

namespace {

using Json = nlohmann::ordered_json;

/// A likeness as a word without blanks, for JSON.
const char* likeness_id(Likeness likeness) {
    static constexpr std::array ids{"same-code", "same-effects", "different", "not-comparable"};
    return ids.at(static_cast<std::size_t>(likeness));
}

std::string source_text(const std::string& source) {
    return source.empty() ? "not written" : source;
}

void print_differences(std::ostream& out, const std::vector<PlaceDifference>& differences,
                       const std::string& indent) {
    for (const PlaceDifference& one : differences) {
        out << indent << one.place << ": A " << source_text(one.a) << ", B " << source_text(one.b)
            << '\n';
    }
}

std::string verdict(const RoutineComparison& routine) {
    switch (routine.likeness) {
    case Likeness::same_code:
        return "same machine code: every instruction of both halves is the same";
    case Likeness::same_effects:
        return "same effects: guest, caller and save area get the same values; the code differs in "
               "order or encoding";
    case Likeness::different:
        return "different";
    case Likeness::unknown:
        return "not comparable: one of the two has something that is not followed";
    }
    return {};
}

void print_routine(std::ostream& out, const RoutineComparison& routine) {
    out << '\n' << routine.name << ": " << verdict(routine) << "\n\n";
    std::array<char, 160> line{};
    const auto row = [&](const std::string& name, const std::string& a, const std::string& b,
                         const std::string& what) {
        std::snprintf(line.data(), line.size(), "  %-34s %5s %5s   %s\n", name.c_str(), a.c_str(),
                      b.c_str(), what.c_str());
        out << line.data();
    };
    row("instructions", "A", "B", "");
    for (const SpanComparison& span : routine.spans) {
        row(span.name, span.a ? std::to_string(span.a_count) : "-",
            span.b ? std::to_string(span.b_count) : "-", likeness_name(span.likeness));
        print_differences(out, span.differences, "      ");
    }
    row("both halves", std::to_string(routine.a_count), std::to_string(routine.b_count),
        likeness_name(routine.likeness));
    if (!routine.moved_slots.empty()) {
        out << "\n  " << routine.moved_slots.size()
            << " slots have other offsets in the struct, e.g. " << routine.moved_slots[0].place
            << " at " << routine.moved_slots[0].a << " in A and " << routine.moved_slots[0].b
            << " in B\n";
    }
    for (const Phrase& what : routine.not_followed) {
        out << "  not followed: " << what.english() << '\n';
    }
}

Json differences_json(const std::vector<PlaceDifference>& differences) {
    Json json = Json::array();
    for (const PlaceDifference& one : differences) {
        json.push_back({{"place", one.place},
                        {"a", one.a.empty() ? Json() : Json(one.a)},
                        {"b", one.b.empty() ? Json() : Json(one.b)}});
    }
    return json;
}

} // namespace

Likeness ComparedImages::likeness() const {
    Likeness least =
        only_in_a.empty() && only_in_b.empty() ? Likeness::same_code : Likeness::different;
    for (const RoutineComparison& routine : routines) {
        least = std::max(least, routine.likeness);
    }
    return least;
}

std::string compare_text(const ComparedImages& compared) {
    std::ostringstream out;
    out << "A  " << compared.a.string() << "\nB  " << compared.b.string() << '\n';
    for (const RoutineComparison& routine : compared.routines) {
        print_routine(out, routine);
    }
    for (const std::string& name : compared.only_in_a) {
        out << '\n' << name << ": only A has it\n";
    }
    for (const std::string& name : compared.only_in_b) {
        out << '\n' << name << ": only B has it\n";
    }
    return out.str();
}

std::string compare_json(const ComparedImages& compared) {
    Json json{{"a", compared.a.string()},
              {"b", compared.b.string()},
              {"likeness", likeness_id(compared.likeness())}};
    json["routines"] = Json::array();
    for (const RoutineComparison& routine : compared.routines) {
        Json one{{"name", routine.name},
                 {"likeness", likeness_id(routine.likeness)},
                 {"instructions", {{"a", routine.a_count}, {"b", routine.b_count}}}};
        one["macros"] = Json::array();
        for (const SpanComparison& span : routine.spans) {
            one["macros"].push_back({{"name", span.name},
                                     {"half", half_name(span.half)},
                                     {"likeness", likeness_id(span.likeness)},
                                     {"instructions", {{"a", span.a_count}, {"b", span.b_count}}},
                                     {"differences", differences_json(span.differences)}});
        }
        one["differences"] = differences_json(routine.differences);
        one["moved_slots"] = differences_json(routine.moved_slots);
        one["not_followed"] = Json::array();
        for (const Phrase& what : routine.not_followed) {
            one["not_followed"].push_back(what.english());
        }
        json["routines"].push_back(std::move(one));
    }
    json["only_in_a"] = compared.only_in_a;
    json["only_in_b"] = compared.only_in_b;
    return json_text(json, 2) + "\n";
}

std::string compare_recordings_text(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared) {
    constexpr std::size_t shown = 10;
    std::ostringstream out;
    out << "A  " << a << ": " << compared.a_switches << " world switches\nB  " << b << ": "
        << compared.b_switches << " world switches\n\n"
        << compared.same << " of the first " << std::min(compared.a_switches, compared.b_switches)
        << " switches leave the same values behind\n";
    for (std::size_t n = 0; n < std::min(shown, compared.differences.size()); ++n) {
        const SwitchDifference& one = compared.differences[n];
        out << "switch " << one.number << " (from step " << one.a_step << " in A, " << one.b_step
            << " in B) differs in " << one.differences.size() << " places\n";
        const auto first = std::min(shown, one.differences.size());
        print_differences(
            out,
            {one.differences.begin(), one.differences.begin() + static_cast<std::ptrdiff_t>(first)},
            "  ");
        if (first < one.differences.size()) {
            out << "  and " << one.differences.size() - first << " more\n";
        }
    }
    if (compared.differences.size() > shown) {
        out << "and " << compared.differences.size() - shown << " more switches\n";
    }
    return out.str();
}

std::string compare_recordings_json(const std::string& a, const std::string& b,
                                    const RecordingComparison& compared) {
    Json json{{"a", a},
              {"b", b},
              {"switches", {{"a", compared.a_switches}, {"b", compared.b_switches}}},
              {"same", compared.same}};
    json["differences"] = Json::array();
    for (const SwitchDifference& one : compared.differences) {
        json["differences"].push_back({{"switch", one.number},
                                       {"a_step", one.a_step},
                                       {"b_step", one.b_step},
                                       {"places", differences_json(one.differences)}});
    }
    return json_text(json, 2) + "\n";
}

} // namespace switchscope::app
