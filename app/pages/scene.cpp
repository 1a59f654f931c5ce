// SPDX-License-Identifier: MIT
#include "app/pages/scene.h"

#include "app/reports/step_text.h"
#include "core/base/hex.h"
#include "core/model/explain.h"
#include "core/moment/current_switch.h"

namespace switchscope::app {

namespace {

class SceneBuilder {
  public:
    SceneBuilder(const Excerpt& excerpt, std::size_t position, std::optional<std::uint32_t> hart)
        : facts_(*excerpt.facts), words_(excerpt.words), timeline_(*excerpt.recording),
          now_(excerpt.facts), plan_(lane_plan(facts_.routine, facts_.area)), moves_(plan_) {
        timeline_.go_to(position);
        timeline_.select_hart(hart.value_or(timeline_.state().hart));
        SwitchIndex index;
        index.update(*excerpt.recording);
        now_.update(timeline_, index);
        moves_.update(timeline_, now_.provenance());
    }

    Scene build(const std::vector<Location>& places);

  private:
    Scene::Cell cell(const Location& at, std::string label, std::string offset) const;
    Scene::Cell slot(const LanePlan::Cell& planned) const;
    void add_moves();
    void describe_last_step();

    const SessionFacts& facts_;
    const Catalogue& words_;
    Timeline timeline_;
    CurrentSwitch now_;
    LanePlan plan_;
    LaneMoves moves_;
    Scene scene_;
};

Scene::Cell SceneBuilder::cell(const Location& at, std::string label, std::string offset) const {
    Scene::Cell cell;
    cell.label = std::move(label);
    cell.offset = std::move(offset);
    cell.value = timeline_.state().value(at);
    cell.owner = now_.provenance().owner_of(at);
    return cell;
}

Scene::Cell SceneBuilder::slot(const LanePlan::Cell& planned) const {
    if (!planned.slot) {
        Scene::Cell nothing;
        nothing.kept = false;
        nothing.reason = planned.reason.in(words_);
        return nothing;
    }
    const Slot& slot = facts_.area.slots()[*planned.slot];
    std::string offset = hex(slot.offset).substr(2);
    offset.insert(0, offset.size() < 4 ? 4 - offset.size() : 0, '0');
    return cell(Location::slot(timeline_.state().area, *planned.slot, slot.size), slot.label,
                offset);
}

void SceneBuilder::add_moves() {
    for (const LaneWrite& write : moves_.writes()) {
        scene_.cell(write.cell).written = true;
    }
    for (const LaneMove& move : moves_.moves()) {
        scene_.cell(move.from).source = true;
    }
    scene_.moves = moves_.moves();
    scene_.trail = moves_.trail();
}

void SceneBuilder::describe_last_step() {
    const Step* last = timeline_.last_step();
    if (last == nullptr) {
        scene_.sentence = "The hart stands at " + hex(timeline_.state().pc) + ".";
        scene_.where = "before the first step";
        return;
    }
    scene_.instruction = instruction_of(*last).in(words_);
    scene_.sentence = explain(*last, facts_.routine, facts_.area).in(words_);
    const std::string name = span_name(*last, facts_.routine);
    scene_.where = "world switch " + std::to_string(last->switch_number) + " · " +
                   (name.empty() ? std::string(world_name(last->world)) : name) + " · " +
                   std::to_string(timeline_.position()) + " steps";
}

Scene SceneBuilder::build(const std::vector<Location>& places) {
    for (const LanePlan::Group& group : plan_.groups) {
        scene_.groups.push_back(Phrase(group.title).in(words_));
    }
    scene_.title = facts_.title;
    scene_.world = timeline_.state().world;
    for (const LanePlan::Row& row : plan_.rows) {
        scene_.rows.push_back({slot(row.host), cell(row.at, row.name, {}), slot(row.guest)});
    }
    for (const Location& place : places) {
        if (const auto cell = moves_.find(place)) {
            scene_.cell(*cell).pointed = true;
        }
    }
    add_moves();
    describe_last_step();
    scene_.plan = std::move(plan_);
    return std::move(scene_);
}

} // namespace

Scene scene_at(const Excerpt& excerpt, std::size_t position, const std::vector<Location>& places,
               std::optional<std::uint32_t> hart) {
    return SceneBuilder(excerpt, position, hart).build(places);
}

} // namespace switchscope::app
