// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/model/step.h"

namespace switchscope {

/// World switches by their numbers, from `first` to `last`.
struct SwitchRange {
    std::uint64_t first = 0, last = 0;
    /// Takes "3", "3..7" or "3..": numbers as `replay` prints them, from 0.
    static Result<SwitchRange> parse(std::string_view text);
    bool operator==(const SwitchRange&) const = default;
};

/// Which world switches one wants to see. A switch must fit everything that is set.
struct SwitchFilter {
    std::optional<std::uint32_t> hart;
    std::optional<std::uint16_t> vcpu;  ///< index of its save area, in the order they were met
    std::optional<std::uint64_t> cause; ///< scause at the exit to the host that ends the switch
    std::optional<SwitchRange> range;

    bool takes_all() const { return !hart && !vcpu && !cause && !range; }

    /// Sets `cause` from a number ("23") or from a name as trap_cause_name() gives it ("store
    /// guest-page fault").
    Result<void> set_cause(std::string_view text);
    bool operator==(const SwitchFilter&) const = default;
};

/// Sorts steps, which come in order, by whether a filter wants their switch. C code counts with the
/// switch in front of it. Where the filter has a cause, a step waits until the exit of its switch
/// has come, and the steps behind it wait, too: they are reported in order.
class SwitchSieve {
  public:
    /// Called with each step, its number from 0, and whether it is wanted.
    using Report = std::function<void(std::size_t n, const Step& step, bool wanted)>;
    SwitchSieve(const SwitchFilter& filter, Report report)
        : filter_(filter), report_(std::move(report)) {}

    void next(const Step& step);
    void finish(); ///< reports the steps that wait: their switches have no such exit

  private:
    void report_decided();

    SwitchFilter filter_;
    Report report_;
    std::size_t size_ = 0; ///< steps reported
    std::deque<Step> waiting_;
    std::map<std::uint64_t, std::optional<bool>> wanted_; ///< by switch; none: not decided yet
    std::map<std::uint32_t, std::uint64_t> in_;           ///< by hart: the switch that it is in
};

} // namespace switchscope
