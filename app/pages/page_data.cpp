// SPDX-License-Identifier: MIT
#include "app/pages/page_data.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/pages/palette.h"
#include "core/analysis/recording_check.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/model/lane_plan.h"
#include "core/model/provenance.h"
#include "core/trace/landmark.h"

namespace switchscope::app {

namespace {

using Json = nlohmann::ordered_json;

std::string digits(std::uint64_t value) {
    return hex(value).substr(2);
}

Json value_json(std::optional<std::uint64_t> value) {
    return value ? Json(digits(*value)) : Json(nullptr);
}

std::string file_name(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

/// Things that are told once, by number.
template <class Thing> class Pool {
  public:
    std::size_t number(const Thing& thing) {
        const auto [found, is_new] = numbers_.try_emplace(thing, numbers_.size());
        if (is_new) {
            things.push_back(thing);
        }
        return found->second;
    }
    std::vector<Thing> things;

  private:
    std::map<Thing, std::size_t> numbers_;
};

/// A value in a sentence becomes the number of the effect it is of, so that the sentence stays the same where values
/// change: "sets a0 to {0}."
std::string template_of(std::string sentence, const Step& step) {
    for (std::size_t n = 0; n < step.effects.size() && step.kind == Step::Kind::instruction; ++n) {
        if (!step.effects[n].after) {
            continue;
        }
        const std::string value = hex(*step.effects[n].after);
        const std::size_t at = sentence.find(value);
        const std::size_t behind = at + value.size();
        const bool whole =
            at != std::string::npos &&
            (behind == sentence.size() ||
             std::string("0123456789abcdef").find(sentence[behind]) == std::string::npos);
        if (whole) {
            sentence.replace(at, value.size(), "{" + std::to_string(n) + "}");
        }
    }
    return sentence;
}

class PageData {
  public:
    explicit PageData(const Excerpt& excerpt)
        : excerpt_(excerpt), routine_(excerpt.facts->routine), area_(excerpt.facts->area),
          plan_(lane_plan(routine_, area_)), state_(excerpt.recording->state_at(excerpt.begin)),
          areas_(state_.areas.size()), provenance_(routine_, area_, state_),
          checker_(routine_, area_, state_) {
        known_.resize(plan_.rows.size() * (1 + 2 * areas_));
        for (std::size_t place = 0; place < known_.size(); ++place) {
            if (const auto at = location_of(place)) {
                numbers_[*at] = place;
                known_[place] = state_.value(*at);
            }
        }
    }

    std::string text();

  private:
    std::string said(const Phrase& phrase) const { return phrase.in(excerpt_.words); }
    std::optional<Location> location_of(std::size_t place) const;
    std::size_t number_of(const Location& at);
    std::string owners() const;
    void add_step(std::size_t n, const Step& step);
    std::size_t shape_of(const Step& step, const std::vector<bool>& told);
    Json routine_json() const;
    Json lanes_json() const;
    Json findings_json() const;
    Json notes_json() const;
    Json question_json(const Question& question) const;

    const Excerpt& excerpt_;
    const Routine& routine_;
    const SaveArea& area_;
    LanePlan plan_;
    MachineState state_;
    std::size_t areas_;
    RunningProvenance provenance_;
    RecordingChecker checker_;
    std::map<Location, std::size_t> numbers_;
    std::vector<std::optional<std::uint64_t>> known_; ///< what the page will know, by place
    Pool<std::string> shapes_, texts_, owners_;
    std::vector<std::string> others_;
    Json steps_ = Json::array(), entries_ = Json::array();
    LandmarkFinder finder_;
};

std::optional<Location> PageData::location_of(std::size_t place) const {
    const std::size_t rows = plan_.rows.size();
    const LanePlan::Row& row = plan_.rows[place % rows];
    if (place < rows) {
        return row.at;
    }
    const std::size_t lane = place / rows - 1;
    const LanePlan::Cell& cell = lane % 2 == 0 ? row.host : row.guest;
    return cell.slot ? std::optional(Location::slot(static_cast<std::uint16_t>(lane / 2),
                                                    *cell.slot, area_.slots()[*cell.slot].size))
                     : std::nullopt;
}

std::size_t PageData::number_of(const Location& at) {
    const auto [found, is_new] = numbers_.try_emplace(at, known_.size());
    if (is_new) {
        known_.push_back(state_.value(at));
        others_.push_back(location_name(at, area_));
    }
    return found->second;
}

/// A digit for each place of the lanes.
std::string PageData::owners() const {
    std::string text;
    for (std::size_t place = 0; place < plan_.rows.size() * (1 + 2 * areas_); ++place) {
        const auto at = location_of(place);
        const Owner owner = at ? provenance_.values().owner_of(*at) : Owner::scratch;
        text += static_cast<char>('0' + static_cast<int>(owner));
    }
    return text;
}

std::size_t PageData::shape_of(const Step& step, const std::vector<bool>& told) {
    Json effects = Json::array();
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        const std::size_t at = number_of(effect.at);
        const Json from = effect.from ? Json(number_of(*effect.from)) : Json(-1);
        effects.push_back({at, from, provenance_.values().owner_of(effect.at), told[n] ? 1 : 0});
    }
    Json cause = nullptr;
    if (step.world == World::guest && step.world_after != World::guest) {
        const auto scause =
            std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
        cause = texts_.number(scause != step.effects.end() && scause->after
                                  ? said(trap_cause(*scause->after))
                                  : said(en("same cause as before")));
    }
    const int flags =
        (step.kind == Step::Kind::run ? 1 : 0) | (step.trapped ? 2 : 0) | (step.corrected ? 4 : 0);
    const std::string sentence = template_of(said(explain(step, routine_, area_)), step);
    return shapes_.number(
        Json({digits(step.pc), texts_.number(said(instruction_of(step))), step.world,
              step.world_after, step.span, step.area, step.hart, flags, texts_.number(sentence),
              cause, digits(step.pc_after), effects})
            .dump());
}

void PageData::add_step(std::size_t n, const Step& step) {
    const bool starts_over = step.world == World::host && step.pc == routine_.begin();
    finder_.next_but_writes(step, [&](const Landmark& landmark) {
        if (landmark.kind == Landmark::Kind::switch_entry) {
            entries_.push_back(n - excerpt_.begin);
        }
    });
    // The page's rule: all sources are looked at before any place changes.
    std::vector<bool> told;
    std::vector<std::size_t> places;
    for (const Effect& effect : step.effects) {
        places.push_back(number_of(effect.at));
        told.push_back(!effect.from || !effect.after ||
                       known_[number_of(*effect.from)] != effect.after);
    }
    if (starts_over) {
        // Owners begin anew here: those before the step's own effects.
        RunningProvenance fresh(routine_, area_, state_);
        Step nothing = step;
        nothing.effects.clear();
        fresh.apply(nothing, n);
        std::swap(provenance_, fresh);
        steps_.push_back(-1 - static_cast<long>(owners_.number(owners())));
        std::swap(provenance_, fresh);
    }
    provenance_.apply(step, n);
    state_.apply(step);
    checker_.feed(step);
    steps_.push_back(shape_of(step, told));
    for (std::size_t e = 0; e < places.size(); ++e) {
        known_[places[e]] = step.effects[e].after;
        if (told[e]) {
            steps_.push_back(value_json(step.effects[e].after));
        }
    }
}

Json PageData::routine_json() const {
    const SessionFacts& facts = *excerpt_.facts;
    Json spans = Json::array();
    for (const MacroSpan& span : routine_.spans()) {
        spans.push_back({{"name", span.name},
                         {"arguments", span.arguments},
                         {"role", role_of(span.kind)},
                         {"half", span.half},
                         {"first", span.first},
                         {"count", span.count}});
    }
    Json code = Json::array();
    for (std::size_t n = 0; n < routine_.instructions().size(); ++n) {
        const auto span = routine_.span_of(n);
        const std::string file = span ? routine_.spans()[*span].file : "";
        const unsigned line = n < routine_.lines().size() ? routine_.lines()[n] : 0;
        code.push_back({digits(routine_.instructions()[n].address),
                        routine_.instructions()[n].text(),
                        line != 0 && !file.empty() ? file_name(file) + ":" + std::to_string(line)
                                                   : std::string()});
    }
    return {{"name", routine_.name()}, {"spans", spans}, {"code", code}, {"of", facts.image}};
}

Json PageData::lanes_json() const {
    const auto cell = [&](const LanePlan::Cell& kept) {
        if (!kept.slot) {
            return Json{{"reason", said(kept.reason)}};
        }
        const Slot& slot = area_.slots()[*kept.slot];
        return Json{{"label", slot.label}, {"offset", digits(slot.offset)}, {"path", slot.path}};
    };
    Json groups = Json::array(), rows = Json::array();
    for (const LanePlan::Group& group : plan_.groups) {
        groups.push_back(
            {{"title", said(group.title)}, {"first", group.first}, {"count", group.count}});
    }
    for (const LanePlan::Row& row : plan_.rows) {
        rows.push_back({{"name", row.name}, {"host", cell(row.host)}, {"guest", cell(row.guest)}});
    }
    return {{"groups", groups}, {"rows", rows}};
}

Json PageData::findings_json() const {
    const RecordingReport report = checker_.report();
    Json findings = Json::array();
    for (const Finding& finding : report.findings) {
        findings.push_back({{"severity", severity_name(finding.rule->severity)},
                            {"message", said(finding.message)},
                            {"step", finding.step ? Json(*finding.step) : Json(nullptr)},
                            {"times", finding.times}});
    }
    return {{"findings", findings},
            {"switches", report.switches},
            {"clauses", report.clauses},
            {"unknown", report.unknown}};
}

Json PageData::notes_json() const {
    Json notes = Json::array();
    for (const Note& note : excerpt_.notes) {
        if (note.position < excerpt_.begin || note.position > excerpt_.end) {
            continue;
        }
        Json places = Json::array();
        for (const Location& place : note.places) {
            if (const auto known = numbers_.find(place); known != numbers_.end()) {
                places.push_back(known->second);
            }
        }
        notes.push_back({{"at", note.position - excerpt_.begin},
                         {"text", note.text.in(excerpt_.language)},
                         {"places", places}});
        if (note.question) {
            notes.back()["question"] = question_json(*note.question);
        }
    }
    return notes;
}

/// The page asks, and answers whoever opens the answer.
Json PageData::question_json(const Question& question) const {
    Json choices = Json::array();
    std::string answer;
    for (const Question::Choice& choice : question.choices) {
        choices.push_back(choice.text.in(excerpt_.language));
        if (choice.right) {
            answer = choices.back();
        }
    }
    if (!question.places.empty()) {
        answer = "`" + location_name(question.places.front(), area_) + "`";
    }
    return {{"text", question.text.in(excerpt_.language)},
            {"choices", choices},
            {"answer", answer},
            {"why", question.why.in(excerpt_.language)}};
}

std::string PageData::text() {
    const SessionFacts& facts = *excerpt_.facts;
    Json start;
    start["pc"] = digits(state_.pc);
    start["world"] = state_.world;
    start["area"] = state_.area;
    start["owners"] = owners();
    Json addresses = Json::array();
    for (const MachineState::Area& area : state_.areas) {
        addresses.push_back(digits(area.address));
    }
    const Recording& recording = *excerpt_.recording;
    std::uint64_t first_switch = recording.step(excerpt_.begin).switch_number;
    for (std::size_t n = excerpt_.begin; n < excerpt_.end; ++n) {
        add_step(n, recording.step(n));
    }
    const Json notes = notes_json();
    // The places that are not in the lanes are known only now.
    Json values = Json::array();
    const MachineState at_start = recording.state_at(excerpt_.begin);
    std::vector<Json> by_place(known_.size(), nullptr);
    for (const auto& [at, place] : numbers_) {
        by_place[place] = value_json(at_start.value(at));
    }
    for (Json& value : by_place) {
        values.push_back(std::move(value));
    }
    start["values"] = std::move(values);

    Json page;
    page["format"] = 1;
    page["title"] = facts.title;
    page["lesson"] = excerpt_.title;
    page["language"] = excerpt_.language;
    page["target"] = facts.target;
    page["routine"] = routine_json();
    page["lanes"] = lanes_json();
    page["areas"] = std::move(addresses);
    page["others"] = others_;
    page["first"] = excerpt_.begin;
    page["switch"] = first_switch;
    page["start"] = std::move(start);
    page["proof"] = findings_json();
    page["notes"] = notes;
    page["owners"] = owners_.things;
    page["texts"] = texts_.things;
    Json shapes = Json::array();
    for (const std::string& shape : shapes_.things) {
        shapes.push_back(Json::parse(shape));
    }
    page["shapes"] = std::move(shapes);
    page["entries"] = std::move(entries_);
    page["steps"] = std::move(steps_);
    return page.dump();
}

} // namespace

std::string page_data(const Excerpt& excerpt) {
    return PageData(excerpt).text();
}

} // namespace switchscope::app
