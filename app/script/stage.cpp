// SPDX-License-Identifier: MIT
#include "app/script/stage.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope::app {

namespace {

std::string value_text(std::optional<std::uint64_t> value) {
    return value ? hex(*value) : "not available";
}

bool is_name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// The words of a condition that may be names. Numbers and what stands in quotes are none.
std::vector<std::string> names_in(const std::string& condition) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < condition.size();) {
        if (condition[at] == '"') {
            at = std::min(condition.find('"', at + 1), condition.size() - 1) + 1;
            continue;
        }
        std::size_t end = at;
        while (end < condition.size() && is_name_character(condition[end])) {
            ++end;
        }
        const std::string word = condition.substr(at, end - at);
        if (!word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) == 0 &&
            std::ranges::find(names, word) == names.end()) {
            names.push_back(word);
        }
        at = std::max(end, at + 1);
    }
    return names;
}

std::optional<std::uint64_t> cause_of(const Step& step) {
    const auto effect = std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
    return effect == step.effects.end() ? std::nullopt : effect->after;
}

} // namespace

Stage::Stage(std::unique_ptr<Session> session)
    : session_(std::move(session)), lived_(std::make_shared<MemoryRecording>(session_->state())),
      facts_(session_->facts()), recording_(lived_), timeline_(*recording_), now_(facts_) {}

Stage::Stage(std::shared_ptr<const SessionFacts> facts, std::shared_ptr<const Recording> recording)
    : facts_(std::move(facts)), recording_(std::move(recording)), timeline_(*recording_),
      now_(facts_) {}

void Stage::area_met(const MachineState::Area& area) {
    lived_->add_area(area);
}

void Stage::stepped(const Step& step) {
    lived_->append(step);
}

Result<void> Stage::forward(Stride stride, const std::stop_token& cancel) {
    if (timeline_.at_end()) {
        if (!session_) {
            return fail(en("the recording ends here, after %1 steps")(size()),
                        en("Record more world switches, or end the script earlier."));
        }
        SWITCHSCOPE_TRY(session_->advance(stride, *this, cancel));
        if (timeline_.at_end()) {
            return fail(en("the machine did not go on: it was interrupted"));
        }
        timeline_.forward(stride);
        return {};
    }
    const std::size_t origin = position();
    timeline_.forward(stride);
    // The machine may stand in the middle of the stretch. Only its next step shows whether the
    // stretch has ended, so it goes on by one instruction at a time.
    while (stride != Stride::instruction && session_ && timeline_.at_end()) {
        const std::size_t before = size();
        SWITCHSCOPE_TRY(session_->advance(Stride::instruction, *this, cancel));
        if (size() == before) {
            return fail(en("the machine did not go on: it was interrupted"));
        }
        timeline_.go_to(origin);
        timeline_.forward(stride);
    }
    return {};
}

Result<void> Stage::back() {
    if (!timeline_.back(Stride::instruction)) {
        return fail(en("this is the first moment: there is nothing to go back to"));
    }
    return {};
}

Result<void> Stage::go_to(std::size_t position) {
    if (position > size()) {
        return fail(en("there is no step %1: %2 steps are recorded so far")(position, size()),
                    session_
                        ? en("Let the machine go on first, with step(), macro() or runUntil().")
                        : English());
    }
    timeline_.go_to(position);
    return {};
}

Result<void> Stage::run_until(const std::string& condition, std::size_t most,
                              const std::stop_token& cancel) {
    const Condition wanted = SWITCHSCOPE_TRY(Condition::parse(condition, facts_->area));
    for (std::size_t n = 0; n < most; ++n) {
        SWITCHSCOPE_TRY(forward(Stride::instruction, cancel));
        if (wanted.holds(state(), *last_step())) {
            return {};
        }
    }
    return fail(en("'%1' did not hold within %2 steps")(condition, most),
                en("Give more steps as the second argument, or another condition."));
}

Result<bool> Stage::holds(const std::string& condition) const {
    const Condition asked = SWITCHSCOPE_TRY(Condition::parse(condition, facts_->area));
    if (last_step() != nullptr) {
        return asked.holds(state(), *last_step());
    }
    Step nothing_yet;
    nothing_yet.world = nothing_yet.world_after = state().world;
    return asked.holds(state(), nothing_yet);
}

std::string Stage::seen(const std::string& condition) const {
    std::string text;
    for (const std::string& name : names_in(condition)) {
        std::string value;
        const Step* last = last_step();
        if (name == "pc") {
            value = hex(state().pc);
        } else if (name == "world") {
            value = world_name(state().world);
        } else if (name == "switch" && last != nullptr) {
            value = std::to_string(last->switch_number);
        } else if (name == "cause" && last != nullptr) {
            const bool exit = last->world == World::guest && last->world_after != World::guest;
            value = exit ? value_text(state().value(Location::csr(csr::scause)))
                         : "not available (the last step is no exit)";
        } else if (const auto at = place(name)) {
            value = value_text(state().value(*at));
        } else {
            continue;
        }
        text.append(text.empty() ? "" : ", ").append(name).append(" is ").append(value);
    }
    return text;
}

Result<Location> Stage::place(std::string_view name) const {
    if (const auto number = gpr_number(name)) {
        return Location::gpr(*number);
    }
    if (const Csr* csr = find_csr(name)) {
        return Location::csr(csr->number);
    }
    const auto& slots = facts_->area.slots();
    for (std::size_t n = 0; n < slots.size(); ++n) {
        if (slots[n].path == name || slots[n].label == name) {
            return Location::slot(state().area, n, slots[n].size);
        }
    }
    return fail(en("there is no register, CSR or slot called '%1'")(name),
                en("Names are like a0, sstatus, guest_context.a0 or host.ra."));
}

Provenance Stage::provenance(const Location& place) {
    switches_.update(*recording_);
    now_.update(timeline_, switches_);
    return now_.provenance().of(place);
}

const Instruction* Stage::next_instruction() const {
    const auto index =
        state().world == World::host ? facts_->routine.index_of(state().pc) : std::nullopt;
    return index ? &facts_->routine.instructions()[*index] : nullptr;
}

std::vector<Stage::Exit> Stage::exits() const {
    std::vector<Exit> exits;
    for (auto at = recording_->next(Landmark::exit(), 0); at && *at < position();
         at = recording_->next(Landmark::exit(), *at + 1)) {
        const Step& step = recording_->step(*at);
        exits.push_back({*at, step.switch_number, cause_of(step)});
    }
    return exits;
}

std::vector<Finding> Stage::findings() const {
    RecordingChecker checker(facts_->routine, facts_->area, recording_->start());
    for (std::size_t n = 0; n < position(); ++n) {
        checker.feed(recording_->step(n));
    }
    return checker.report().findings;
}

} // namespace switchscope::app
