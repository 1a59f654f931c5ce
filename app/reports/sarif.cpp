// SPDX-License-Identifier: MIT
#include "app/reports/sarif.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <nlohmann/json.hpp>

#include "app/reports/json_text.h"
#include "core/base/hex.h"

namespace switchscope::app {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference. All but slashes and the unreserved characters of RFC 3986 is
/// percent-encoded.
std::string uri_path(const std::string& path) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 ||
            std::string_view("-._~/").find(c) != std::string_view::npos) {
            uri += c;
        } else {
            uri += '%';
            uri += digits[byte >> 4];
            uri += digits[byte & 15];
        }
    }
    return uri;
}

Json artifact_location(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto absolute = std::filesystem::absolute(file, ignored).lexically_normal();
    const auto relative = absolute.lexically_relative(std::filesystem::current_path(ignored));
    if (!relative.empty() && *relative.begin() != "..") {
        return {{"uri", uri_path(relative.string())}, {"uriBaseId", "%SRCROOT%"}};
    }
    return {{"uri", "file://" + uri_path(absolute.string())}};
}

Json location(const CheckedImage& image, const Routine& routine, std::size_t index) {
    const Instruction& instruction = routine.instructions().at(index);
    Json physical;
    const std::string& file = source_file(routine, index);
    if (file.empty()) {
        physical["artifactLocation"] = artifact_location(image.path);
    } else {
        physical["artifactLocation"] = artifact_location(file);
        physical["region"] = {{"startLine", routine.lines()[index]}};
    }
    // Kernel addresses are texts here: they do not fit the signed numbers that readers of SARIF
    // use.
    return {{"physicalLocation", std::move(physical)},
            {"logicalLocations",
             Json::array({{{"fullyQualifiedName", routine.name()}, {"kind", "function"}}})},
            {"properties",
             {{"address", hex(instruction.address)}, {"instruction", instruction.text()}}}};
}

Json message(const std::string& text) {
    return {{"text", text}};
}

Json rules_json() {
    Json json = Json::array();
    for (const Rule& rule : rules()) {
        json.push_back(
            {{"id", rule.id},
             {"shortDescription", message(std::string(rule.summary))},
             {"fullDescription", message(std::string(rule.summary) + " " + std::string(rule.help))},
             {"help", message(std::string(rule.help))},
             {"defaultConfiguration", {{"level", severity_name(rule.severity)}}}});
    }
    return json;
}

Json result_json(const CheckedImage& image, const Routine& routine, const Finding& finding) {
    Json json{{"ruleId", finding.rule->id},
              {"ruleIndex", finding.rule - rules().data()},
              {"level", severity_name(finding.rule->severity)},
              {"message", message(finding.message.english())},
              {"partialFingerprints", {{"switchscope/v1", finding.id}}}};
    json["locations"] = Json::array();
    if (finding.instruction) {
        json["locations"].push_back(location(image, routine, *finding.instruction));
    }
    if (!finding.related.empty()) {
        json["relatedLocations"] = Json::array();
        for (const Finding::Related& related : finding.related) {
            Json one = location(image, routine, related.instruction);
            one["message"] = message(std::string(related.part));
            json["relatedLocations"].push_back(std::move(one));
        }
    }
    return json;
}

} // namespace

std::string check_sarif(const CheckedImage& image) {
    Json results = Json::array();
    Json notifications = Json::array();
    for (const CheckedRoutine& checked : image.routines) {
        const Routine& routine = checked.code.routine;
        for (const Finding& finding : checked.report.findings) {
            results.push_back(result_json(image, routine, finding));
        }
        for (const Unfollowed& one : checked.report.not_followed) {
            Json notification{{"level", "error"},
                              {"message", message("Not followed: " + one.what.english() +
                                                  "; nothing that depends on it is proven.")}};
            if (one.instruction) {
                notification["locations"] =
                    Json::array({location(image, routine, *one.instruction)});
            }
            notifications.push_back(std::move(notification));
        }
    }
    Json driver{{"name", "Switchscope"}, {"version", SWITCHSCOPE_VERSION}, {"rules", rules_json()}};
    Json invocation{{"executionSuccessful", image.followed()}};
    if (!notifications.empty()) {
        invocation["toolExecutionNotifications"] = std::move(notifications);
    }
    const Json log{
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs",
         Json::array({{{"tool", {{"driver", std::move(driver)}}},
                       {"invocations", Json::array({std::move(invocation)})},
                       {"artifacts", Json::array({{{"location", artifact_location(image.path)},
                                                   {"roles", Json::array({"analysisTarget"})}}})},
                       {"results", std::move(results)}}})}};
    return json_text(log, 2) + "\n";
}

} // namespace switchscope::app
