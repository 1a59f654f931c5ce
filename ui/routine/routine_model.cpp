// SPDX-License-Identifier: MIT
#include "ui/routine/routine_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/model/macro_finder.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct RoutineModelText {
    Q_DECLARE_TR_FUNCTIONS(routine)
};

QString source_line(const SessionFacts& facts, const std::string& file, unsigned line) {
    const auto found = facts.sources.find(file);
    if (line == 0 || found == facts.sources.end() || line > found->second.size()) {
        return {};
    }
    return text_of(found->second.at(line - 1)).trimmed();
}

RoutineLine line_of(const SessionFacts& facts, const MacroSpan& span, std::size_t index) {
    const Instruction& instruction = facts.routine.instructions().at(index);
    RoutineLine line;
    line.address = short_code_address(instruction.address);
    line.text = text_of(instruction.text());
    line.tip = QStringLiteral("%1  %2").arg(hex_value(instruction.address), line.text);
    for (unsigned n = 0; n < instruction.size; ++n) {
        line.bytes += QStringLiteral("%1 ").arg((instruction.encoding >> (8 * n)) & 0xff, 2, 16,
                                                QLatin1Char('0'));
    }
    line.bytes = line.bytes.trimmed();
    const unsigned number =
        index < facts.routine.lines().size() ? facts.routine.lines().at(index) : 0;
    if (number != 0) {
        line.source = source_line(facts, span.file, number);
        const QString file = text_of(span.file).section(QLatin1Char('/'), -1);
        line.tip += QStringLiteral("\n%1:%2  %3").arg(file).arg(number).arg(line.source);
    }
    return line;
}

} // namespace

namespace {

/// Whether a macro does something else than the known macro of its name. Only names from the source
/// can be wrong in this way: without source, a macro is named by what it does.
bool differs_from_known(const Routine& routine, const MacroSpan& span) {
    return span.named_by == MacroSpan::NamedBy::source && span.kind != MacroSpan::Kind::other &&
           (span.name != known_macro_name(span.kind) ||
            !difference_from_known_macro(
                 span.kind, std::span(routine.instructions()).subspan(span.first, span.count))
                 .empty());
}

} // namespace

RoutineModel::RoutineModel(std::shared_ptr<const SessionFacts> facts)
    : facts_(std::move(facts)), title_(text_of(facts_->routine.name())) {
    for (const MacroSpan& span : facts_->routine.spans()) {
        RoutineBand band;
        band.name = text_of(span.name);
        band.half = span.half;
        band.kind = span.kind;
        band.tip = text_of(span.name + (span.arguments.empty() ? "" : " " + span.arguments));
        band.tip += QLatin1Char('\n') + text_of(facts_->routine.naming(span));
        band.differs = differs_from_known(facts_->routine, span);
        for (std::size_t n = span.first; n < span.first + span.count; ++n) {
            band.lines.push_back(line_of(*facts_, span, n));
        }
        if (span.half == Half::host_to_guest) {
            before_guest_ = bands_.size();
        }
        bands_.push_back(std::move(band));
    }
}

QString RoutineModel::naming() const {
    const auto& spans = facts_->routine.spans();
    const bool by_source = std::ranges::any_of(
        spans, [](const MacroSpan& span) { return span.named_by == MacroSpan::NamedBy::source; });
    QString text = by_source
                       ? RoutineModelText::tr("The names of the macros come from the source.")
                       : RoutineModelText::tr(
                             "The macros are named by what their instructions do: the image has no "
                             "lines of macros.");
    for (std::size_t n = 0; n < bands_.size(); ++n) {
        if (bands_.at(n).differs) {
            text += QStringLiteral("\n\u2020 %1: %2")
                        .arg(bands_.at(n).name, text_of(facts_->routine.naming(spans.at(n))));
        }
    }
    return text;
}

RoutineChanges RoutineModel::update(const CurrentSwitch& now) {
    RoutineChanges changes;
    const auto take = [](auto& place, const auto& value) {
        const bool other = place != value;
        place = value;
        return other;
    };
    changes.guest = take(guest_steps_, now.guest_steps());
    changes.guest = take(guest_unwatched_, now.guest_unwatched()) || changes.guest;
    changes.guest = take(in_guest_, now.in_guest()) || changes.guest;
    next_ = now.next_instruction();
    current_ = next_ ? facts_->routine.span_of(*next_) : std::nullopt;
    for (std::size_t b = 0; b < bands_.size(); ++b) {
        RoutineBand& band = bands_.at(b);
        const MacroSpan& span = facts_->routine.spans().at(b);
        if (take(band.done, now.executed_in(span))) {
            changes.heads.push_back(b);
        }
        if (take(band.progress, current_ == b             ? Progress::current
                                : band.done >= span.count ? Progress::done
                                                          : Progress::pending)) {
            changes.bands.push_back(b);
        }
        for (std::size_t n = 0; n < band.lines.size(); ++n) {
            RoutineLine& line = band.lines.at(n);
            const bool executed = take(line.executed, now.executed(span.first + n));
            if (take(line.next, next_ == span.first + n) || executed) {
                changes.lines.push_back({b, n});
            }
        }
    }
    return changes;
}

void RoutineModel::mark(const std::vector<RoutineFinding>& marks) {
    const auto worse = [](std::optional<Severity>& worst, Severity severity) {
        worst = worst ? std::min(*worst, severity) : severity; // the smallest is the worst
    };
    for (RoutineBand& band : bands_) {
        band.finding.reset();
        for (RoutineLine& line : band.lines) {
            line.finding.reset();
            line.finding_text.clear();
        }
    }
    for (const RoutineFinding& mark : marks) {
        const auto place = place_of(mark.instruction);
        if (!place) {
            continue;
        }
        RoutineBand& band = bands_.at(place->band);
        RoutineLine& line = band.lines.at(place->line);
        worse(band.finding, mark.severity);
        worse(line.finding, mark.severity);
        line.finding_text +=
            (line.finding_text.isEmpty() ? QString() : QStringLiteral("\n\n")) + mark.text;
    }
}

void RoutineModel::show_breakpoints(const std::vector<BreakpointPlace>& places) {
    for (RoutineBand& band : bands_) {
        for (RoutineLine& line : band.lines) {
            line.breakpoint = line.breakpoint_on = false;
        }
    }
    for (const BreakpointPlace& one : places) {
        if (const auto place = place_of(one.instruction)) {
            RoutineLine& line = bands_.at(place->band).lines.at(place->line);
            line.breakpoint = true;
            line.breakpoint_on = one.on;
        }
    }
}

std::optional<RoutinePlace> RoutineModel::place_of(std::size_t instruction) const {
    const auto band = facts_->routine.span_of(instruction);
    return band ? std::optional(
                      RoutinePlace{*band, instruction - facts_->routine.spans().at(*band).first})
                : std::nullopt;
}

std::size_t RoutineModel::instruction_at(RoutinePlace place) const {
    return facts_->routine.spans().at(place.band).first + place.line;
}

} // namespace switchscope::ui
