// SPDX-License-Identifier: MIT
#include "app/reports/check_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "app/reports/json_text.h"
#include "core/base/hex.h"
#include "core/model/location.h"

namespace switchscope::app {

namespace {

using Json = nlohmann::ordered_json;

std::string offset_text(const Routine& routine, std::size_t instruction) {
    return "+" + hex(routine.instructions().at(instruction).address - routine.begin());
}

std::string offsets_text(const Routine& routine, const std::vector<std::size_t>& instructions) {
    std::string text;
    for (const std::size_t n : instructions) {
        text += (text.empty() ? "" : ",") + offset_text(routine, n);
    }
    return text.empty() ? "-" : text;
}

/// Prints the matrix: a line for each register, with what happens to the host's and to the guest's.
void print_matrix(std::ostream& out, const CheckedRoutine& checked) {
    const Routine& routine = checked.code.routine;
    const SaveArea& area = checked.code.area;
    std::map<Location, std::array<const MatrixRow*, 2>> by_register;
    for (const MatrixRow& row : checked.report.matrix) {
        by_register[row.place].at(row.owner == SlotOwner::host ? 0 : 1) = &row;
    }
    const auto line = [&](const std::array<std::string, 7>& cells) {
        std::array<char, 200> text{};
        std::snprintf(text.data(), text.size(), "  %-11s %-8s %-8s %-11s %-8s %-10s %s\n",
                      cells[0].c_str(), cells[1].c_str(), cells[2].c_str(), cells[3].c_str(),
                      cells[4].c_str(), cells[5].c_str(), cells[6].c_str());
        out << text.data();
    };
    out << "\n              host                          guest\n";
    line({"register", "slot", "saved", "restored", "slot", "restored", "saved"});
    for (const auto& [place, rows] : by_register) {
        std::array<std::string, 7> cells{location_name(place, area), "-", "-", "-", "-", "-", "-"};
        if (const MatrixRow* host = rows[0]) {
            cells[1] = "+" + hex(area.slots()[*host->slot].offset);
            cells[2] = offsets_text(routine, host->saved_by);
            cells[3] = offsets_text(routine, host->restored_by);
        }
        if (const MatrixRow* guest = rows[1]) {
            cells[4] = "+" + hex(area.slots()[*guest->slot].offset);
            cells[5] = offsets_text(routine, guest->restored_by);
            cells[6] = offsets_text(routine, guest->saved_by);
        }
        line(cells);
    }
}

/// Prints the macros of the routine, and where their names come from.
void print_macros(std::ostream& out, const Routine& routine) {
    out << '\n';
    for (const MacroSpan& span : routine.spans()) {
        std::array<char, 64> head{};
        std::snprintf(head.data(), head.size(), "  %-34s %3zu  ", span.name.c_str(), span.count);
        out << head.data() << routine.naming(span).english() << '\n';
    }
}

void print_finding(std::ostream& out, const Finding& finding, const Routine& routine) {
    out << severity_name(finding.rule->severity) << ' ' << finding.id << '\n';
    if (finding.instruction) {
        const std::size_t at = *finding.instruction;
        out << "  at " << instruction_place(routine, at) << ": "
            << routine.instructions().at(at).text() << '\n';
    }
    out << "  " << finding.message.english() << '\n';
    for (const Finding::Related& related : finding.related) {
        out << "    " << instruction_place(routine, related.instruction) << ": "
            << routine.instructions().at(related.instruction).text() << "  (" << related.part.text()
            << ")\n";
    }
}

void print_routine(std::ostream& out, const CheckedRoutine& checked) {
    const Routine& routine = checked.code.routine;
    const CheckReport& report = checked.report;
    out << routine.name() << ": " << routine.instructions().size() << " instructions at "
        << hex(routine.begin()) << ", slots "
        << (checked.code.inferred ? "inferred from the code" : "from DWARF");
    if (!checked.code.why_inferred.empty()) {
        out << " (" << checked.code.why_inferred.english() << ")";
    }
    out << '\n';
    if (report.proven()) {
        out << "proven: all " << report.clauses << " properties of a correct switch hold\n";
    }
    for (const Unfollowed& one : report.not_followed) {
        out << "not followed: " << one.what.english();
        if (one.instruction) {
            out << " at " << instruction_place(routine, *one.instruction);
        }
        out << "; nothing that depends on it is proven\n";
    }
    for (const Finding& finding : report.findings) {
        print_finding(out, finding, routine);
    }
    print_macros(out, routine);
    print_matrix(out, checked);
}

Json instruction_json(const Routine& routine, std::size_t index) {
    const Instruction& instruction = routine.instructions().at(index);
    Json json{{"index", index},
              {"address", hex(instruction.address)},
              {"offset", instruction.address - routine.begin()},
              {"text", instruction.text()}};
    const auto span = routine.span_of(index);
    json["macro"] = span ? Json(routine.spans()[*span].name) : Json();
    const std::string& file = source_file(routine, index);
    json["file"] = file.empty() ? Json() : Json(file);
    json["line"] = file.empty() ? Json() : Json(routine.lines()[index]);
    return json;
}

Json slot_json(const SaveArea& area, std::optional<std::size_t> slot) {
    if (!slot) {
        return {};
    }
    return {{"path", area.slots().at(*slot).path}, {"offset", area.slots().at(*slot).offset}};
}

Json finding_json(const Finding& finding, const Routine& routine, const SaveArea& area) {
    Json json{{"id", finding.id},
              {"rule", finding.rule->id},
              {"severity", severity_name(finding.rule->severity)},
              {"message", finding.message.english()},
              {"half", half_name(finding.half)}};
    json["instruction"] =
        finding.instruction ? instruction_json(routine, *finding.instruction) : Json();
    json["register"] = finding.place ? Json(location_name(*finding.place, area)) : Json();
    json["slot"] = slot_json(area, finding.slot);
    json["related"] = Json::array();
    for (const Finding::Related& related : finding.related) {
        Json one = instruction_json(routine, related.instruction);
        one["part"] = related.part.text();
        json["related"].push_back(std::move(one));
    }
    if (finding.step) {
        json["step"] = *finding.step;
        json["switch"] = finding.switch_number;
        json["switches"] = finding.times;
    }
    return json;
}

Json indices_json(const Routine& routine, const std::vector<std::size_t>& instructions) {
    Json json = Json::array();
    for (const std::size_t n : instructions) {
        json.push_back(hex(routine.instructions().at(n).address));
    }
    return json;
}

Json routine_json(const CheckedRoutine& checked) {
    const Routine& routine = checked.code.routine;
    const SaveArea& area = checked.code.area;
    Json json{{"name", routine.name()},
              {"address", hex(routine.begin())},
              {"instructions", routine.instructions().size()},
              {"layout", checked.code.inferred ? "code" : "dwarf"},
              {"clauses", checked.report.clauses},
              {"proven", checked.report.proven()}};
    json["macros"] = Json::array();
    for (const MacroSpan& span : routine.spans()) {
        json["macros"].push_back({{"name", span.name},
                                  {"arguments", span.arguments},
                                  {"half", half_name(span.half)},
                                  {"first", span.first},
                                  {"instructions", span.count},
                                  {"naming", routine.naming(span).english()}});
    }
    json["findings"] = Json::array();
    for (const Finding& finding : checked.report.findings) {
        json["findings"].push_back(finding_json(finding, routine, area));
    }
    json["not_followed"] = Json::array();
    for (const Unfollowed& one : checked.report.not_followed) {
        json["not_followed"].push_back(
            {{"what", one.what.english()},
             {"instruction",
              one.instruction ? instruction_json(routine, *one.instruction) : Json()}});
    }
    json["matrix"] = Json::array();
    for (const MatrixRow& row : checked.report.matrix) {
        json["matrix"].push_back({{"world", row.owner == SlotOwner::host ? "host" : "guest"},
                                  {"register", location_name(row.place, area)},
                                  {"slot", slot_json(area, row.slot)},
                                  {"saved_by", indices_json(routine, row.saved_by)},
                                  {"restored_by", indices_json(routine, row.restored_by)}});
    }
    return json;
}

} // namespace

bool CheckedImage::has_findings() const {
    return std::ranges::any_of(
        routines, [](const CheckedRoutine& checked) { return !checked.report.findings.empty(); });
}

bool CheckedImage::followed() const {
    return std::ranges::all_of(routines, [](const CheckedRoutine& checked) {
        return checked.report.not_followed.empty();
    });
}

const std::string& source_file(const Routine& routine, std::size_t instruction) {
    static const std::string none;
    const auto span = routine.span_of(instruction);
    return span && routine.lines()[instruction] != 0 ? routine.spans()[*span].file : none;
}

std::string instruction_place(const Routine& routine, std::size_t instruction) {
    const std::string& file = source_file(routine, instruction);
    std::string text;
    if (!file.empty()) {
        text = std::filesystem::path(file).filename().string() + ":" +
               std::to_string(routine.lines()[instruction]) + " · ";
    }
    return text + routine.name() + offset_text(routine, instruction);
}

std::string check_text(const CheckedImage& image) {
    std::ostringstream out;
    out << image.path.string();
    if (!image.build_id.empty()) {
        out << " · build " << image.build_id.substr(0, 12);
    }
    out << '\n';
    if (image.debug_file) {
        out << describe(*image.debug_file).english() << '\n';
    }
    for (const CheckedRoutine& checked : image.routines) {
        out << '\n';
        print_routine(out, checked);
    }
    return out.str();
}

std::string check_json(const CheckedImage& image) {
    Json json{{"image", image.path.string()},
              {"build_id", image.build_id},
              {"proven", !image.has_findings() && image.followed()}};
    if (image.debug_file) {
        json["debug_file"] = image.debug_file->path.string();
    }
    json["routines"] = Json::array();
    for (const CheckedRoutine& checked : image.routines) {
        json["routines"].push_back(routine_json(checked));
    }
    return json_text(json, 2) + "\n";
}

std::string recording_check_text(const std::string& name, const RecordingReport& report,
                                 const Routine& routine) {
    std::ostringstream out;
    out << name << ": " << report.switches << " world switches, " << report.clauses
        << " conditions checked\n";
    if (report.incomplete != 0) {
        out << report.incomplete << " more are incomplete and were not checked\n";
    }
    if (report.unknown != 0) {
        out << report.unknown
            << " conditions could not be checked: their values were not available\n";
    }
    if (report.findings.empty() && report.switches != 0) {
        out << "in every one of them host and guest are preserved, nothing leaks, CSRs are "
               "balanced\n";
    }
    for (const Finding& finding : report.findings) {
        print_finding(out, finding, routine);
        out << "  first in switch " << finding.switch_number << ", at step "
            << finding.step.value_or(0) + 1 << "; in " << finding.times << " of " << report.switches
            << " switches\n";
    }
    return out.str();
}

std::string recording_check_json(const std::string& name, const RecordingReport& report,
                                 const Routine& routine, const SaveArea& area) {
    Json json{{"recording", name},
              {"switches", report.switches},
              {"incomplete", report.incomplete},
              {"clauses", report.clauses},
              {"unknown", report.unknown},
              {"preserved", report.findings.empty() && report.switches != 0}};
    json["findings"] = Json::array();
    for (const Finding& finding : report.findings) {
        json["findings"].push_back(finding_json(finding, routine, area));
    }
    return json_text(json, 2) + "\n";
}

} // namespace switchscope::app
