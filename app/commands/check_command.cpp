// SPDX-License-Identifier: MIT
#include "app/commands/check_command.h"

#include <ostream>

#include "app/reports/check_report.h"
#include "app/reports/compare_report.h"
#include "app/reports/sarif.h"
#include "core/analysis/checker.h"
#include "core/analysis/compare.h"
#include "core/analysis/recording_check.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

Verdict report(const Error& error, std::ostream& errors) {
    errors << "switchscope: " << error.message() << '\n';
    return Verdict::could_not_check;
}

/// Null where the image has no routine of that name.
const SwitchCode* find_routine(const Subject& subject, const std::string& name) {
    for (const SwitchCode& code : subject.routines) {
        if (code.routine.name() == name) {
            return &code;
        }
    }
    return nullptr;
}

/// Opens a recording, and prints what is damaged.
Result<std::unique_ptr<RecordingFile>> open_recording(const std::filesystem::path& path,
                                                      std::ostream& errors) {
    auto recording = RecordingFile::open(path, RecordingFile::Check::whole);
    if (recording) {
        for (const Damage& damage : (*recording)->damage()) {
            errors << "switchscope: " << path.string() << ": " << damage.what.english() << '\n';
        }
    }
    return recording;
}

Verdict check_recording_file(const std::filesystem::path& path, ReportFormat format,
                             std::ostream& out, std::ostream& errors) {
    if (format == ReportFormat::sarif) {
        return report({en("SARIF is about code, and %1 is a recording")(path.string()),
                       en("Use --json, or check the image that was recorded.")},
                      errors);
    }
    const auto recording = open_recording(path, errors);
    if (!recording) {
        return report(recording.error(), errors);
    }
    const SessionFacts& facts = *(*recording)->facts();
    const RecordingReport checked = check_recording(**recording, facts.routine, facts.area);
    out << (format == ReportFormat::json
                ? recording_check_json(path.string(), checked, facts.routine, facts.area)
                : recording_check_text(path.string(), checked, facts.routine));
    if (!checked.findings.empty()) {
        return Verdict::findings;
    }
    const bool judged = checked.switches != 0 && (*recording)->damage().empty();
    return judged ? Verdict::clean : Verdict::could_not_check;
}

Verdict compare_recording_files(const std::filesystem::path& a, const std::filesystem::path& b,
                                bool json, std::ostream& out, std::ostream& errors) {
    const auto in_a = open_recording(a, errors);
    if (!in_a) {
        return report(in_a.error(), errors);
    }
    const auto in_b = open_recording(b, errors);
    if (!in_b) {
        return report(in_b.error(), errors);
    }
    const SessionFacts &a_facts = *(*in_a)->facts(), &b_facts = *(*in_b)->facts();
    const RecordingComparison compared = compare_recordings(**in_a, a_facts.routine, a_facts.area,
                                                            **in_b, b_facts.routine, b_facts.area);
    out << (json ? compare_recordings_json(a.string(), b.string(), compared)
                 : compare_recordings_text(a.string(), b.string(), compared));
    if (compared.a_switches == 0 || compared.b_switches == 0) {
        return Verdict::could_not_check;
    }
    return compared.differences.empty() && compared.a_switches == compared.b_switches
               ? Verdict::clean
               : Verdict::findings;
}

} // namespace

Verdict check_command(const SubjectOptions& options, ReportFormat format, std::ostream& out,
                      std::ostream& errors) {
    if (RecordingFile::looks_like_one(options.image)) {
        return check_recording_file(options.image, format, out, errors);
    }
    auto subject = open_subject(options);
    if (!subject) {
        return report(subject.error(), errors);
    }
    for (const Phrase& one : subject->passed_over) {
        errors << "switchscope: " << one.english() << '\n';
    }
    CheckedImage image{options.image, subject->image->build_id(), {}, subject->debug_file};
    for (SwitchCode& code : subject->routines) {
        CheckReport checked = check_routine(code.routine, code.area);
        image.routines.push_back({std::move(code), std::move(checked)});
    }
    switch (format) {
    case ReportFormat::text:
        out << check_text(image);
        break;
    case ReportFormat::json:
        out << check_json(image);
        break;
    case ReportFormat::sarif:
        out << check_sarif(image);
        break;
    }
    if (image.has_findings()) {
        return Verdict::findings;
    }
    return image.followed() ? Verdict::clean : Verdict::could_not_check;
}

Verdict compare_command(const SubjectOptions& a, const SubjectOptions& b, bool json,
                        std::ostream& out, std::ostream& errors) {
    const bool a_recorded = RecordingFile::looks_like_one(a.image);
    if (a_recorded != RecordingFile::looks_like_one(b.image)) {
        return report({en("%1 is a recording, and %2 is none")((a_recorded ? a : b).image.string(),
                                                               (a_recorded ? b : a).image.string()),
                       en("Compare two images, or two recordings.")},
                      errors);
    }
    if (a_recorded) {
        return compare_recording_files(a.image, b.image, json, out, errors);
    }
    auto in_a = open_subject(a);
    if (!in_a) {
        return report(in_a.error(), errors);
    }
    auto in_b = open_subject(b);
    if (!in_b) {
        return report(in_b.error(), errors);
    }
    ComparedImages compared{a.image, b.image, {}, {}, {}};
    const bool by_hand = in_a->routines.size() == 1 && in_b->routines.size() == 1;
    for (const SwitchCode& code : in_a->routines) {
        const SwitchCode* other =
            by_hand ? &in_b->routines.front() : find_routine(*in_b, code.routine.name());
        if (other == nullptr) {
            compared.only_in_a.push_back(code.routine.name());
        } else {
            compared.routines.push_back(
                compare_routines(code.routine, code.area, other->routine, other->area));
        }
    }
    for (const SwitchCode& code : in_b->routines) {
        if (!by_hand && find_routine(*in_a, code.routine.name()) == nullptr) {
            compared.only_in_b.push_back(code.routine.name());
        }
    }
    out << (json ? compare_json(compared) : compare_text(compared));
    switch (compared.likeness()) {
    case Likeness::same_code:
    case Likeness::same_effects:
        return Verdict::clean;
    case Likeness::different:
        return Verdict::findings;
    case Likeness::unknown:
        break;
    }
    return Verdict::could_not_check;
}

} // namespace switchscope::app
