// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/provenance.h"
#include "core/session/session.h"
#include "core/trace/switch_filter.h"

namespace switchscope::app {

/// How `walk`, `replay` and `export` print steps.
struct PrintOptions {
    Stride by = Stride::instruction; ///< one line per instruction, macro or half
    bool json = false;               ///< one line of JSON per step; `by` has no effect then
    SwitchFilter only;               ///< only the steps of these switches are printed
};

/// Prints steps as they come, in the groups of the options. It keeps just the steps of one group.
class StepPrinter final : public SessionListener {
  public:
    /// `start` is the state before the first step. `out` must outlive the printer.
    StepPrinter(std::shared_ptr<const SessionFacts> facts, MachineState start,
                const PrintOptions& options, std::ostream& out);

    void area_met(const MachineState::Area& area) override;
    void stepped(const Step& step) override { sieve_.next(step); }
    void noted(const Phrase& what) override;
    void flush();  ///< prints the group that has begun
    void finish(); ///< prints that group and the number of steps

    std::size_t size() const { return size_; } ///< the number of printed steps

  private:
    void take(std::size_t n, const Step& step, bool wanted);
    bool grouped() const { return !options_.json && options_.by != Stride::instruction; }
    std::string group_name(const Step& step) const;
    /// Prints a heading where the switch, the vCPU or the macro is another one.
    void announce(const Step& step);

    std::shared_ptr<const SessionFacts> facts_;
    PrintOptions options_;
    std::ostream& out_;
    MachineState state_;           ///< after the last step
    RunningProvenance provenance_; ///< kept up for JSON only, which prints it
    SwitchSieve sieve_;
    std::size_t size_ = 0;
    std::vector<Step> group_; ///< not printed yet
    std::string announced_;   ///< the heading that was printed last
};

} // namespace switchscope::app
