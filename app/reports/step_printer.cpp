// SPDX-License-Identifier: MIT
#include "app/reports/step_printer.h"

#include <array>
#include <cstdio>
#include <iostream>
#include <ostream>
#include <utility>

#include "app/reports/step_text.h"
#include "core/model/explain.h"

namespace switchscope::app {

StepPrinter::StepPrinter(std::shared_ptr<const SessionFacts> facts, MachineState start,
                         const PrintOptions& options, std::ostream& out)
    : facts_(std::move(facts)), options_(options), out_(out), state_(start),
      provenance_(facts_->routine, facts_->area, std::move(start)),
      sieve_(options.only,
             [this](std::size_t n, const Step& step, bool wanted) { take(n, step, wanted); }) {
    if (!options_.json) {
        out_ << facts_->title << " · " << facts_->target << " · " << facts_->image << '\n'
             << "interrupts while stepping: "
             << (facts_->interrupts_held_off ? "held off" : "let in") << '\n';
    }
}

void StepPrinter::area_met(const MachineState::Area& area) {
    state_.areas.push_back(area);
    provenance_.add_area(area);
}

void StepPrinter::take(std::size_t n, const Step& step, bool wanted) {
    if (!wanted) {
        state_.apply(step);
        if (options_.json) {
            provenance_.apply(step, n);
        }
        return;
    }
    if (grouped() && !group_.empty() && begins_new_stretch(group_.back(), step, options_.by)) {
        flush();
    }
    state_.apply(step);
    if (grouped()) {
        group_.push_back(step);
    } else if (options_.json) {
        provenance_.apply(step, n);
        out_ << step_json(n, step, facts_->routine, facts_->area, provenance_) << '\n';
    } else {
        announce(step);
        out_ << step_line(n, step, facts_->area, state_) << '\n';
    }
    ++size_;
}

void StepPrinter::finish() {
    sieve_.finish();
    flush();
    if (!options_.json) {
        out_ << '\n' << size_ << " steps\n";
    }
}

std::string StepPrinter::group_name(const Step& step) const {
    if (step.world != World::host) {
        return step.world == World::guest ? "guest" : "firmware";
    }
    if (options_.by == Stride::half && step.half != Half::none) {
        return half_name(step.half);
    }
    const std::string name = span_name(step, facts_->routine);
    return name.empty() ? "C code of the host" : name;
}

void StepPrinter::announce(const Step& step) {
    const std::string name =
        "switch " + std::to_string(step.switch_number) +
        (state_.areas.size() > 1 ? " · vCPU " + std::to_string(step.area) : std::string()) + " · " +
        group_name(step);
    if (name != announced_) {
        out_ << '\n' << name << '\n';
        announced_ = name;
    }
}

void StepPrinter::noted(const Phrase& what) {
    out_.flush();
    std::cerr << "switchscope: " << what.english() << '\n';
}

void StepPrinter::flush() {
    if (group_.empty()) {
        return;
    }
    const Step& first = group_.front();
    std::size_t slots = 0, gprs = 0, csrs = 0, corrected = 0;
    bool ran = false;
    for (const Step& step : group_) {
        ran = ran || step.kind == Step::Kind::run;
        corrected += step.corrected ? 1 : 0;
        for (const Effect& effect : step.effects) {
            slots += effect.at.kind == LocationKind::slot ? 1 : 0;
            gprs += effect.at.kind == LocationKind::gpr ? 1 : 0;
            csrs += effect.at.kind == LocationKind::csr ? 1 : 0;
        }
    }
    const std::string count =
        ran ? "ran" : std::to_string(group_.size()) + (group_.size() == 1 ? " insn" : " insns");
    std::array<char, 160> line{};
    std::snprintf(line.data(), line.size(),
                  "switch %-4llu %-2s  %-34s %9s   wrote %2zu slots, %2zu registers, %2zu CSRs",
                  static_cast<unsigned long long>(first.switch_number),
                  world_mode_name(first.world), group_name(first).c_str(), count.c_str(), slots,
                  gprs, csrs);
    out_ << line.data();
    const Step& last = group_.back();
    if (last.world != last.world_after) {
        out_ << "   " << explain(last, facts_->routine, facts_->area, &state_).english();
    }
    if (corrected != 0) {
        out_ << "   " << corrected << " corrected by the target";
    }
    out_ << '\n';
    group_.clear();
}

} // namespace switchscope::app
