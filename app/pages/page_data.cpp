// SPDX-License-Identifier: MIT
#include "app/pages/page_data.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/pages/palette.h"
#include "app/reports/json_text.h"
#include "core/analysis/recording_check.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/model/lane_plan.h"
#include "core/moment/current_switch.h"

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

/// Things that are written once, and named by number from then on.
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

/// A value in a sentence becomes the number of its effect, "sets a0 to {0}.", so that steps share
/// the sentence although their values differ.
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
    explicit PageData(const Excerpt& excerpt);
    std::string text();

  private:
    /// A place as the page numbers it: a register belongs to a hart, by its index; slots and memory
    /// to all (index 0).
    using Place = std::pair<std::size_t, Location>;

    std::string said(const Phrase& phrase) const { return phrase.in(excerpt_.words); }
    MachineState state_of(std::uint32_t hart) const;
    std::size_t index_of(std::uint32_t hart);
    std::size_t hart_places() const { return plan_.rows.size() * (1 + 2 * areas_); }
    std::optional<Location> seen_place(std::size_t place) const;
    void number_lanes();
    std::size_t number_of(const Location& at, std::size_t hart);
    std::string owners(const ProvenanceTracker& values) const;
    const ProvenanceTracker& follow(std::uint32_t hart);
    void begin_owners(std::size_t position);
    void add_step(std::size_t n);
    std::size_t shape_of(const Step& step, std::size_t hart, const std::vector<bool>& written_out);
    Json start_json();
    Json entries_json() const;
    Json routine_json() const;
    Json lanes_json() const;
    Json findings_json() const;
    Json notes_json();
    Json question_json(const Question& question) const;

    const Excerpt& excerpt_;
    const Recording& recording_;
    const Routine& routine_;
    const SaveArea& area_;
    LanePlan plan_;
    Timeline timeline_;
    SwitchIndex switches_;
    MachineState start_;
    std::size_t areas_;
    RecordingChecker checker_;
    std::map<std::uint32_t, std::size_t> harts_; ///< index by number in the machine
    std::size_t hart_count_;
    std::map<std::uint32_t, CurrentSwitch> now_;      ///< what each hart is in
    std::map<std::uint32_t, std::size_t> begun_;      ///< from where the page follows its values
    std::map<Place, std::size_t> numbers_;            ///< of places
    std::vector<std::optional<std::uint64_t>> known_; ///< by place: what the page has there so far
    Pool<std::string> shapes_, texts_;
    Pool<std::pair<std::size_t, std::string>> owners_;
    std::vector<std::string> others_;
    Json steps_ = Json::array();
};

PageData::PageData(const Excerpt& excerpt)
    : excerpt_(excerpt), recording_(*excerpt.recording), routine_(excerpt.facts->routine),
      area_(excerpt.facts->area), plan_(lane_plan(routine_, area_)), timeline_(recording_),
      start_(recording_.state_at(excerpt.begin)), areas_(start_.areas.size()),
      checker_(routine_, area_, start_), hart_count_(1 + start_.parked.size()) {
    switches_.update(recording_);
    timeline_.go_to(excerpt.begin);
    harts_[start_.hart] = 0;
    for (const HartState& parked : start_.parked) {
        harts_.emplace(parked.hart, harts_.size());
    }
    number_lanes();
}

/// The state at the beginning with this hart in force.
MachineState PageData::state_of(std::uint32_t hart) const {
    MachineState state = start_;
    state.select_hart(hart);
    return state;
}

/// Recordings of format 1 name harts that the state at their start does not have. As MachineState
/// takes it, what is known passes for the new one's.
std::size_t PageData::index_of(std::uint32_t hart) {
    return harts_.try_emplace(hart, harts_.at(timeline_.state().hart)).first->second;
}

/// What a hart sees in the lanes: place `place` of its registers, which come first, and of all
/// slots.
std::optional<Location> PageData::seen_place(std::size_t place) const {
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

void PageData::number_lanes() {
    const std::size_t rows = plan_.rows.size();
    known_.resize(rows * (hart_count_ + 2 * areas_));
    for (const auto& [hart, index] : harts_) {
        const MachineState state = state_of(hart);
        for (std::size_t row = 0; row < rows; ++row) {
            const Location& at = plan_.rows[row].at;
            numbers_[{index, at}] = index * rows + row;
            known_[index * rows + row] = state.value(at);
        }
    }
    const std::size_t before_slots = rows * (hart_count_ - 1);
    for (std::size_t place = rows; place < hart_places(); ++place) {
        if (const auto at = seen_place(place)) {
            numbers_[{0, *at}] = before_slots + place;
            known_[before_slots + place] = start_.value(*at);
        }
    }
}

/// `hart`: the index of the one that reads or writes the place.
std::size_t PageData::number_of(const Location& at, std::size_t hart) {
    const Place place{at.is_register() ? hart : 0, at};
    const auto [found, is_new] = numbers_.try_emplace(place, known_.size());
    if (is_new) {
        known_.push_back(timeline_.state().value(at));
        others_.push_back(location_name(at, area_));
    }
    return found->second;
}

/// A digit for each place that a hart sees.
std::string PageData::owners(const ProvenanceTracker& values) const {
    std::string text;
    for (std::size_t place = 0; place < hart_places(); ++place) {
        const auto at = seen_place(place);
        const Owner owner = at ? values.owner_of(*at) : Owner::scratch;
        text += static_cast<char>('0' + static_cast<int>(owner));
    }
    return text;
}

/// Whose values are at the timeline's moment, as `hart` sees them. It must be in force there.
const ProvenanceTracker& PageData::follow(std::uint32_t hart) {
    CurrentSwitch& now = now_.try_emplace(hart, excerpt_.facts).first->second;
    now.update(timeline_, switches_);
    return now.provenance();
}

/// Where following a hart's values begins anew, the page takes over whose they are: by the rule of
/// CurrentSwitch, which the window follows, too. That may be so for the hart in force, and for the
/// one that makes the next step.
void PageData::begin_owners(std::size_t position) {
    timeline_.go_to(position);
    const std::uint32_t in_force = timeline_.state().hart;
    const auto begin = [&](std::uint32_t hart) {
        const ProvenanceTracker& values = follow(hart);
        const std::size_t from = now_.at(hart).followed_from();
        const auto begun = begun_.find(hart);
        if (begun == begun_.end() || begun->second != from) {
            begun_[hart] = from;
            const std::size_t number = owners_.number({index_of(hart), owners(values)});
            steps_.push_back(-1 - static_cast<long>(number));
        }
    };
    begin(in_force);
    if (position < excerpt_.end) {
        timeline_.select_hart(recording_.step(position).hart);
        if (timeline_.state().hart != in_force) {
            begin(timeline_.state().hart);
        }
    }
}

/// At the moment behind the step. `written_out`: by effect, whether its value stands beside the
/// shape.
std::size_t PageData::shape_of(const Step& step, std::size_t hart,
                               const std::vector<bool>& written_out) {
    const ProvenanceTracker& values = follow(step.hart);
    Json effects = Json::array();
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        const std::size_t at = number_of(effect.at, hart);
        const Json from = effect.from ? Json(number_of(*effect.from, hart)) : Json(-1);
        effects.push_back({at, from, values.owner_of(effect.at), written_out[n] ? 1 : 0});
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
        json_text(Json({digits(step.pc), texts_.number(said(instruction_of(step))), step.world,
                        step.world_after, step.span, step.area, step.hart, flags,
                        texts_.number(sentence), cause, digits(step.pc_after), effects})));
}

/// The timeline stands in front of the step, with the step's hart in force.
void PageData::add_step(std::size_t n) {
    const Step step = recording_.step(n); // a copy: following the values reads other steps
    const std::size_t hart = index_of(step.hart);
    // As the page does it: all sources are looked at before any place changes.
    std::vector<bool> written_out;
    std::vector<std::size_t> places;
    for (const Effect& effect : step.effects) {
        places.push_back(number_of(effect.at, hart));
        written_out.push_back(!effect.from || !effect.after ||
                              known_[number_of(*effect.from, hart)] != effect.after);
    }
    timeline_.go_to(n + 1);
    checker_.feed(step);
    steps_.push_back(shape_of(step, hart, written_out));
    for (std::size_t e = 0; e < places.size(); ++e) {
        known_[places[e]] = step.effects[e].after;
        if (written_out[e]) {
            steps_.push_back(value_json(step.effects[e].after));
        }
    }
}

/// The excerpt's first moment: each hart by its index, and the values by place. Which places there
/// are is known only behind the last step.
Json PageData::start_json() {
    Json start;
    start["hart"] = harts_.at(start_.hart);
    std::vector<Json> hart_by_index(hart_count_), value_by_place(known_.size(), nullptr);
    for (const auto& [hart, index] : harts_) {
        if (start_.find_hart(hart) == nullptr) {
            continue;
        }
        const MachineState state = state_of(hart);
        timeline_.go_to(excerpt_.begin);
        timeline_.select_hart(hart);
        hart_by_index[index] = {{"pc", digits(state.pc)},
                                {"world", state.world},
                                {"area", state.area},
                                {"owners", owners(follow(hart))}};
        for (const auto& [place, number] : numbers_) {
            if (place.first == index) {
                value_by_place[number] = value_json(state.value(place.second));
            }
        }
    }
    start["harts"] = std::move(hart_by_index);
    start["values"] = std::move(value_by_place);
    return start;
}

/// The positions in front of the first instruction of each world switch, of whatever hart.
Json PageData::entries_json() const {
    Json entries = Json::array();
    for (auto at = recording_.next(Landmark::switch_entry(), excerpt_.begin);
         at && *at < excerpt_.end; at = recording_.next(Landmark::switch_entry(), *at + 1)) {
        entries.push_back(*at - excerpt_.begin);
    }
    return entries;
}

Json PageData::routine_json() const {
    const SessionFacts& facts = *excerpt_.facts;
    Json spans = Json::array();
    for (const MacroSpan& span : routine_.spans()) {
        spans.push_back({{"name", span.name},
                         {"arguments", span.arguments},
                         {"role", ui::color_of(role_of(span.kind)).name},
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

Json PageData::notes_json() {
    Json notes = Json::array();
    for (const Note& note : excerpt_.notes) {
        if (note.position < excerpt_.begin || note.position > excerpt_.end) {
            continue;
        }
        timeline_.go_to(note.position);
        const std::size_t hart = index_of(timeline_.state().hart);
        Json places = Json::array();
        for (const Location& place : note.places) {
            const auto known = numbers_.find({place.is_register() ? hart : 0, place});
            if (known != numbers_.end()) {
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

/// The page shows the question, and its answer when the reader opens that.
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
    for (std::size_t n = excerpt_.begin; n < excerpt_.end; ++n) {
        begin_owners(n);
        add_step(n);
    }
    begin_owners(excerpt_.end);
    const auto first_entry = recording_.next(Landmark::switch_entry(), excerpt_.begin);

    Json page;
    page["format"] = 2;
    page["title"] = facts.title;
    page["lesson"] = excerpt_.title;
    page["language"] = excerpt_.language;
    page["target"] = facts.target;
    page["routine"] = routine_json();
    page["lanes"] = lanes_json();
    page["areas"] = Json::array();
    for (const MachineState::Area& area : start_.areas) {
        page["areas"].push_back(digits(area.address));
    }
    page["harts"] = Json::array();
    for (const auto& [hart, index] : harts_) {
        page["harts"].push_back({hart, index});
    }
    page["others"] = others_;
    page["first"] = excerpt_.begin;
    page["switch"] = recording_.step(first_entry.value_or(excerpt_.begin)).switch_number;
    page["start"] = start_json();
    page["proof"] = findings_json();
    page["notes"] = notes_json();
    page["owners"] = Json::array();
    for (const auto& [hart, digit_by_place] : owners_.things) {
        page["owners"].push_back({hart, digit_by_place});
    }
    page["texts"] = texts_.things;
    Json shapes = Json::array();
    for (const std::string& shape : shapes_.things) {
        shapes.push_back(Json::parse(shape));
    }
    page["shapes"] = std::move(shapes);
    page["entries"] = entries_json();
    page["steps"] = std::move(steps_);
    return json_text(page);
}

} // namespace

std::string page_data(const Excerpt& excerpt) {
    return PageData(excerpt).text();
}

} // namespace switchscope::app
