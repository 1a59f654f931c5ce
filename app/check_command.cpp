// SPDX-License-Identifier: MIT
#include "app/check_command.h"

#include <ostream>

#include "app/check_report.h"
#include "app/compare_report.h"
#include "app/sarif.h"
#include "core/analysis/checker.h"
#include "core/analysis/compare.h"

namespace switchscope::app {

namespace {

Verdict report(const Error& error, std::ostream& errors) {
    errors << "switchscope: " << error.message() << '\n';
    return Verdict::could_not_check;
}

const SwitchCode* find_routine(const Subject& subject, const std::string& name) {
    for (const SwitchCode& code : subject.routines) {
        if (code.routine.name() == name) {
            return &code;
        }
    }
    return nullptr;
}

} // namespace

Verdict check_command(const SubjectOptions& options, ReportFormat format, std::ostream& out,
                      std::ostream& errors) {
    auto subject = open_subject(options);
    if (!subject) {
        return report(subject.error(), errors);
    }
    CheckedImage image{options.image, subject->image->build_id(), {}};
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
