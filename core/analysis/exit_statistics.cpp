// SPDX-License-Identifier: MIT
#include "core/analysis/exit_statistics.h"

#include <algorithm>
#include <numeric>

#include "core/model/exit.h"
#include "core/trace/recording.h"

namespace switchscope {

std::uint64_t ExitCounts::instructions() const {
    return std::accumulate(
        worlds.begin(), worlds.end(), std::uint64_t{0},
        [](std::uint64_t sum, const World& world) { return sum + world.instructions; });
}

std::uint64_t ExitCounts::nanoseconds() const {
    return std::accumulate(
        worlds.begin(), worlds.end(), std::uint64_t{0},
        [](std::uint64_t sum, const World& world) { return sum + world.nanoseconds; });
}

void ExitStatistics::feed(const Step& step, const MachineState& after) {
    LaneCounts& lane = lanes_[{step.hart, step.area}];
    ExitCounts::World& world = lane.worlds.at(static_cast<std::size_t>(step.world));
    if (step.kind == Step::Kind::run) {
        ++world.runs;
    } else if (!step.trapped) {
        ++world.instructions;
    }
    const auto last = begun_.find(step.hart);
    if (step.time && last != begun_.end() && *step.time >= last->second.time) {
        // The time since the last step with a time belongs to the world to which that step led.
        LaneCounts& whose = lanes_[last->second.lane];
        whose.worlds.at(static_cast<std::size_t>(last->second.world)).nanoseconds +=
            *step.time - last->second.time;
        timed_ = true;
    }
    if (step.time) {
        begun_[step.hart] = {*step.time, {step.hart, step.area}, step.world_after};
    } else if (last != begun_.end() && last->second.world != step.world) {
        // The world changed at an unknown time since then.
        begun_.erase(last);
    }
    const auto exit = exit_of(step, &after);
    if (!exit) {
        return;
    }
    ++lane.exits;
    CauseCounts& cause = lane.causes[{exit->cause_text.english(), exit->cause}];
    ++cause.count;
    if (cause.count == 1) {
        cause.text = exit->cause_text;
    }
    if (exit->subject.empty()) {
        return;
    }
    const std::string subject = exit->subject.english();
    if (const auto known = cause.subjects.find(subject); known != cause.subjects.end()) {
        ++known->second.count;
    } else if (cause.subjects.size() < most_subjects) {
        cause.subjects.emplace(subject, ExitCounts::Subject{subject, 1, exit->subject});
    } else {
        ++cause.other;
    }
}

std::vector<ExitStatistics::Lane> ExitStatistics::lanes() const {
    std::vector<Lane> all;
    all.reserve(lanes_.size());
    for (const auto& [lane, counts] : lanes_) {
        all.push_back(lane);
    }
    return all;
}

ExitCounts ExitStatistics::counts(std::optional<std::uint32_t> hart,
                                  std::optional<std::uint16_t> vcpu) const {
    ExitCounts all;
    std::map<CauseKey, CauseCounts> causes;
    for (const auto& [lane, counts] : lanes_) {
        if ((hart && lane.first != *hart) || (vcpu && lane.second != *vcpu)) {
            continue;
        }
        all.exits += counts.exits;
        for (std::size_t n = 0; n < all.worlds.size(); ++n) {
            all.worlds[n].instructions += counts.worlds[n].instructions;
            all.worlds[n].runs += counts.worlds[n].runs;
            all.worlds[n].nanoseconds += counts.worlds[n].nanoseconds;
        }
        for (const auto& [key, cause] : counts.causes) {
            CauseCounts& sum = causes[key];
            sum.count += cause.count;
            sum.other += cause.other;
            sum.text = cause.text;
            for (const auto& [name, subject] : cause.subjects) {
                auto& same =
                    sum.subjects.try_emplace(name, ExitCounts::Subject{name, 0, subject.text})
                        .first->second;
                same.count += subject.count;
            }
        }
    }
    all.timed = timed_;
    for (const auto& [key, cause] : causes) {
        ExitCounts::Cause one{key.first, key.second, cause.count, {}, cause.other, cause.text};
        for (const auto& [name, subject] : cause.subjects) {
            one.subjects.push_back(subject);
        }
        std::ranges::stable_sort(one.subjects, std::ranges::greater{}, &ExitCounts::Subject::count);
        all.causes.push_back(std::move(one));
    }
    std::ranges::stable_sort(all.causes, std::ranges::greater{}, &ExitCounts::Cause::count);
    return all;
}

ExitStatistics count_exits(const Recording& recording,
                           const std::function<void(std::size_t, std::size_t)>& progress,
                           const std::stop_token& cancel) {
    constexpr std::size_t slice = 65536; // steps between two calls of `progress`
    ExitStatistics statistics;
    MachineState state = recording.start();
    for (std::size_t n = 0; n < recording.size() && !cancel.stop_requested(); ++n) {
        if (progress && n % slice == 0) {
            progress(n, recording.size());
        }
        const Step& step = recording.step(n);
        state.apply(step);
        statistics.feed(step, state);
    }
    return statistics;
}

} // namespace switchscope
