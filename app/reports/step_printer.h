// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/moment/running_provenance.h"
#include "core/session/session.h"
#include "core/trace/switch_filter.h"

namespace switchscope::app {

/// How steps are put into text: by `walk`, `replay` and `export`.
struct PrintOptions {
    Stride by = Stride::instruction; ///< one line per instruction, macro or half
    bool json = false;               ///< one line of JSON per step, whatever `by` says
    SwitchFilter only;               ///< steps of other switches are followed, not printed
};

/// Prints steps as they come, grouped as the reader asked for. Keeps no more of them than a group.
class StepPrinter final : public SessionListener {
  public:
    /// `start`: the state before the first step. `out` must outlive it.
    StepPrinter(std::shared_ptr<const SessionFacts> facts, MachineState start,
                const PrintOptions& options, std::ostream& out);

    void area_met(const MachineState::Area& area) override;
    void stepped(const Step& step) override { sieve_.next(step); }
    void noted(const Phrase& what) override;
    void flush();  ///< prints what is left of the last group
    void finish(); ///< and how many steps it were

    std::size_t size() const { return size_; } ///< steps printed so far

  private:
    void take(std::size_t n, const Step& step, bool wanted);
    bool grouped() const { return !options_.json && options_.by != Stride::instruction; }
    std::string group_name(const Step& step) const;
    void announce(const Step& step);

    std::shared_ptr<const SessionFacts> facts_;
    PrintOptions options_;
    std::ostream& out_;
    MachineState state_;           ///< after the last step
    RunningProvenance provenance_; ///< followed where it is printed: in JSON
    SwitchSieve sieve_;
    std::size_t size_ = 0;
    std::vector<Step> group_; ///< not printed yet
    std::string announced_;
};

} // namespace switchscope::app
