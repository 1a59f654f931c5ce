// SPDX-License-Identifier: MIT
#include "app/pages/scene.h"

#include <algorithm>

#include "app/reports/step_text.h"
#include "core/base/hex.h"
#include "core/model/explain.h"
#include "core/trace/timeline.h"

namespace switchscope::app {

namespace {

class SceneBuilder {
  public:
    SceneBuilder(const Excerpt& excerpt, std::size_t position)
        : facts_(*excerpt.facts), recording_(*excerpt.recording), words_(excerpt.words),
          timeline_(recording_), values_(values_at(position)) {
        timeline_.go_to(position);
    }

    Scene build(const std::vector<Location>& places);

  private:
    ProvenanceTracker values_at(std::size_t position) const;
    Scene::Cell cell(const Location& at, std::string label, std::string offset) const;
    Scene::Cell slot(const LanePlan::Cell& planned) const;
    std::optional<Scene::Place> find(const Location& location) const;
    std::vector<Scene::Move> moves_of(const Step& step) const;
    void tell_last_step();

    const SessionFacts& facts_;
    const Recording& recording_;
    const Catalogue& words_;
    Timeline timeline_;
    ProvenanceTracker values_;
    Scene scene_;
};

/// Whose values are: followed from the entry of the world switch that the moment belongs to.
ProvenanceTracker SceneBuilder::values_at(std::size_t position) const {
    const std::size_t entry =
        recording_.previous(Landmark::switch_entry(), std::min(position + 1, recording_.size()))
            .value_or(0);
    ProvenanceTracker values(facts_.routine, facts_.area, recording_.state_at(entry));
    for (std::size_t n = entry; n < position; ++n) {
        values.apply(recording_.step(n), n);
    }
    return values;
}

Scene::Cell SceneBuilder::cell(const Location& at, std::string label, std::string offset) const {
    Scene::Cell cell;
    cell.label = std::move(label);
    cell.offset = std::move(offset);
    cell.value = timeline_.state().value(at);
    cell.owner = values_.owner_of(at);
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

std::optional<Scene::Place> SceneBuilder::find(const Location& location) const {
    const auto& rows = scene_.plan.rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].at == location) {
            return Scene::Place{row, Scene::cpu};
        }
        if (location.kind == LocationKind::slot && location.area == timeline_.state().area) {
            if (rows[row].host.slot == location.id) {
                return Scene::Place{row, Scene::host};
            }
            if (rows[row].guest.slot == location.id) {
                return Scene::Place{row, Scene::guest};
            }
        }
    }
    return std::nullopt;
}

std::vector<Scene::Move> SceneBuilder::moves_of(const Step& step) const {
    std::vector<Scene::Move> moves;
    for (const Effect& effect : step.effects) {
        const auto from = effect.from ? find(*effect.from) : std::nullopt;
        const auto to = find(effect.at);
        if (!from || !to || *from == *to) {
            continue;
        }
        const auto opposite = std::ranges::find_if(
            moves, [&](const Scene::Move& move) { return move.from == *to && move.to == *from; });
        if (opposite != moves.end()) {
            opposite->swap = true;
        } else {
            moves.push_back({*from, *to, false, values_.owner_of(effect.at)});
        }
    }
    return moves;
}

void SceneBuilder::tell_last_step() {
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
    if (last->span >= 0) {
        scene_.macro = facts_.routine.spans()[static_cast<std::size_t>(last->span)].kind;
    }
    for (const Effect& effect : last->effects) {
        if (const auto at = find(effect.at)) {
            scene_.rows[at->row].at(at->lane).written = true;
        }
    }
    scene_.moves = moves_of(*last);
    for (const Scene::Move& move : scene_.moves) {
        scene_.rows[move.from.row].at(move.from.lane).source = true;
    }
    for (std::size_t n = timeline_.trail_begin(); n + 1 < timeline_.position(); ++n) {
        const auto moved = moves_of(recording_.step(n));
        scene_.trail.insert(scene_.trail.end(), moved.begin(), moved.end());
    }
}

Scene SceneBuilder::build(const std::vector<Location>& places) {
    scene_.plan = lane_plan(facts_.routine, facts_.area);
    for (const LanePlan::Group& group : scene_.plan.groups) {
        scene_.groups.push_back(Phrase(group.title).in(words_));
    }
    scene_.title = facts_.title;
    scene_.world = timeline_.state().world;
    for (const LanePlan::Row& row : scene_.plan.rows) {
        scene_.rows.push_back({slot(row.host), cell(row.at, row.name, {}), slot(row.guest)});
    }
    for (const Location& place : places) {
        if (const auto at = find(place)) {
            scene_.rows[at->row].at(at->lane).pointed = true;
        }
    }
    tell_last_step();
    return std::move(scene_);
}

} // namespace

Scene scene_at(const Excerpt& excerpt, std::size_t position, const std::vector<Location>& places) {
    return SceneBuilder(excerpt, position).build(places);
}

} // namespace switchscope::app
