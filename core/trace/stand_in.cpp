// SPDX-License-Identifier: MIT
#include "core/trace/stand_in.h"

#include <utility>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

/// What happened to the hart in force of `after` since `before`, where it is in force, too.
Step difference(const MachineState& before, const MachineState& after, const SaveArea& layout) {
    Step step;
    step.kind = Step::Kind::run;
    step.world = before.world;
    step.world_after = after.world;
    step.hart = after.hart;
    step.area_before = before.area;
    step.area = after.area;
    step.pc = before.pc;
    step.pc_after = after.pc;
    const auto compare = [&](const Location& at) {
        const auto was = before.value(at), is = after.value(at);
        if (was != is) {
            step.effects.push_back({at, was, is, std::nullopt});
        }
    };
    for (unsigned n = 1; n < gpr_count; ++n) {
        compare(Location::gpr(n));
    }
    for (const auto& [csr, value] : after.csrs) {
        compare(Location::csr(csr));
    }
    for (std::size_t area = 0; area < after.areas.size(); ++area) {
        for (std::size_t slot = 0; slot < after.areas[area].slots.size(); ++slot) {
            if (slot < layout.slots().size()) {
                compare(Location::slot(static_cast<std::uint16_t>(area), slot,
                                       layout.slots()[slot].size));
            }
        }
    }
    return step;
}

} // namespace

std::vector<Step> stand_ins(const Surroundings& around, std::size_t count, const SaveArea& layout) {
    std::vector<std::uint32_t> harts;
    for (const HartState& hart : around.behind.parked) {
        harts.push_back(hart.hart);
    }
    harts.push_back(around.behind.hart);
    harts.resize(count, around.behind.hart);
    std::vector<Step> steps;
    MachineState now = around.before, after = around.behind;
    for (const std::uint32_t hart : harts) {
        now.select_hart(hart);
        after.select_hart(hart);
        Step step = difference(now, after, layout);
        step.switch_number = around.switch_number;
        now.apply(step);
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace switchscope
