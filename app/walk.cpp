// SPDX-License-Identifier: MIT
#include "app/walk.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>
#include <vector>

#include "app/step_text.h"
#include "core/base/hex.h"
#include "core/model/explain.h"
#include "core/trace/memory_recording.h"

namespace switchscope::app {

namespace {

/// Prints steps as they come, grouped as the reader asked for.
class Printer final : public SessionListener {
  public:
    Printer(const SessionFacts& facts, const MachineState& start, const WalkOptions& options,
            std::ostream& out)
        : facts_(facts), options_(options), out_(out), recording_(start) {
        if (!options_.json) {
            out_ << facts_.title << " · " << facts_.target << " · " << facts_.image << '\n'
                 << "interrupts while stepping: "
                 << (facts_.interrupts_held_off ? "held off" : "let in") << '\n';
        }
    }

    void area_met(const MachineState::Area& area) override { recording_.add_area(area); }

    void stepped(const Step& step) override {
        const std::size_t n = recording_.size();
        if (n > 0 && ends_group(recording_.step(n - 1), step)) {
            flush();
        }
        recording_.append(step);
        if (options_.json) {
            out_ << step_json(n, step, facts_.routine, facts_.area) << '\n';
        } else if (options_.by == Stride::instruction) {
            announce(step);
            out_ << step_line(n, step, facts_.area) << '\n';
        }
    }

    /// Prints what is left of the last group.
    void flush() {
        const std::size_t end = recording_.size();
        if (!options_.json && options_.by != Stride::instruction && printed_ < end) {
            print_group(printed_, end);
        }
        printed_ = end;
    }

    std::size_t size() const { return recording_.size(); }
    std::uint64_t last_pc() const {
        return recording_.empty() ? 0 : recording_.step(recording_.size() - 1).pc;
    }

  private:
    bool ends_group(const Step& last, const Step& next) const {
        return options_.by != Stride::instruction && begins_new_stretch(last, next, options_.by);
    }

    std::string group_name(const Step& step) const {
        if (step.world != World::host) {
            return step.world == World::guest ? "guest" : "firmware";
        }
        if (options_.by == Stride::half && step.half != Half::none) {
            return half_name(step.half);
        }
        const std::string name = span_name(step, facts_.routine);
        return name.empty() ? "C code of the host" : name;
    }

    void announce(const Step& step) {
        const std::string name =
            "switch " + std::to_string(step.switch_number) + " · " + group_name(step);
        if (name != announced_) {
            out_ << '\n' << name << '\n';
            announced_ = name;
        }
    }

    void print_group(std::size_t begin, std::size_t end) {
        const Step& first = recording_.step(begin);
        std::size_t slots = 0, gprs = 0, csrs = 0, corrected = 0;
        bool ran = false;
        for (std::size_t n = begin; n < end; ++n) {
            const Step& step = recording_.step(n);
            ran = ran || step.kind == Step::Kind::run;
            corrected += step.corrected ? 1 : 0;
            for (const Effect& effect : step.effects) {
                slots += effect.at.kind == LocationKind::slot ? 1 : 0;
                gprs += effect.at.kind == LocationKind::gpr ? 1 : 0;
                csrs += effect.at.kind == LocationKind::csr ? 1 : 0;
            }
        }
        const std::string count =
            ran ? "ran" : std::to_string(end - begin) + (end - begin == 1 ? " insn" : " insns");
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(),
                      "switch %-4llu %-2s  %-34s %9s   wrote %2zu slots, %2zu registers, %2zu CSRs",
                      static_cast<unsigned long long>(first.switch_number),
                      world_mode_name(first.world), group_name(first).c_str(), count.c_str(), slots,
                      gprs, csrs);
        out_ << line.data();
        const Step& last = recording_.step(end - 1);
        if (last.world != last.world_after) {
            out_ << "   " << explain(last, facts_.routine, facts_.area);
        }
        if (corrected != 0) {
            out_ << "   " << corrected << " corrected by the target";
        }
        out_ << '\n';
    }

    const SessionFacts& facts_;
    const WalkOptions& options_;
    std::ostream& out_;
    MemoryRecording recording_;
    std::size_t printed_ = 0;
    std::string announced_;
};

} // namespace

Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel) {
    const auto facts = session.facts();
    Printer printer(*facts, session.state(), options, out);
    const std::uint64_t ret = facts->routine.instructions()[facts->routine.ret_index()].address;
    for (std::size_t n = 0; n < options.switches && !cancel.stop_requested(); ++n) {
        if (session.state().pc != facts->routine.begin()) {
            SWITCHSCOPE_TRY(session.advance(Stride::macro, printer, cancel));
        }
        // Half by half up to the routine's `ret`: the C code behind it belongs to no switch.
        bool in_switch = true;
        while (in_switch && !cancel.stop_requested()) {
            SWITCHSCOPE_TRY(session.advance(Stride::half, printer, cancel));
            in_switch = printer.last_pc() != ret;
        }
        printer.flush();
        out.flush();
    }
    if (!options.json) {
        out << '\n' << printer.size() << " steps\n";
    }
    return {};
}

} // namespace switchscope::app
