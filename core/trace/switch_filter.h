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

/// World switches by number, both ends included.
struct SwitchRange {
    std::uint64_t first = 0, last = 0;
    /// "3", "3..7", "3..": numbers as `replay` prints them, from 0.
    static Result<SwitchRange> parse(std::string_view text);
    bool operator==(const SwitchRange&) const = default;
};

/// Which world switches one wants to see: all that is set must hold.
struct SwitchFilter {
    std::optional<std::uint32_t> hart;
    std::optional<std::uint16_t> vcpu;  ///< in order of meeting: the save area's index
    std::optional<std::uint64_t> cause; ///< of the exit to the host that ended it, by scause
    std::optional<SwitchRange> range;

    bool takes_all() const { return !hart && !vcpu && !cause && !range; }

    /// `cause` from a number or a name, as trap_cause_name() has it: "23", "store guest-page fault".
    Result<void> set_cause(std::string_view text);
    bool operator==(const SwitchFilter&) const = default;
};

/// Tells steps that come in order whether their switch is wanted; C code counts with the switch that it follows. Where
/// the cause is asked for, steps wait until the exit has come: their order stays.
class SwitchSieve {
  public:
    /// Called with each step, its number, and whether it is wanted.
    using Told = std::function<void(std::size_t n, const Step& step, bool wanted)>;
    SwitchSieve(const SwitchFilter& filter, Told told) : filter_(filter), told_(std::move(told)) {}

    void next(const Step& step);
    void finish(); ///< switches that are not decided yet had no such exit

  private:
    void tell();

    SwitchFilter filter_;
    Told told_;
    std::size_t size_ = 0; ///< steps told
    std::deque<Step> waiting_;
    std::map<std::uint64_t, std::optional<bool>> wanted_; ///< by switch; none: not decided yet
    std::map<std::uint32_t, std::uint64_t> in_;           ///< by hart: the switch it is in
};

} // namespace switchscope
