// SPDX-License-Identifier: MIT
#include "core/trace/switch_filter.h"

#include <algorithm>
#include <limits>
#include <string>

#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope {

Result<void> SwitchFilter::set_cause(std::string_view text) {
    cause = parse_number(text);
    if (!cause) {
        cause = trap_cause_number(text);
    }
    return cause ? Result<void>{}
                 : fail(en("there is no cause of an exit called `%1`")(std::string(text)),
                        en("Give it as `switchscope info` prints it, or its number in scause."));
}

Result<SwitchRange> SwitchRange::parse(std::string_view text) {
    const std::size_t dots = text.find("..");
    const auto first = parse_number(text.substr(0, dots));
    const std::string_view rest = dots == std::string_view::npos ? "" : text.substr(dots + 2);
    auto last = first;
    if (dots != std::string_view::npos) {
        last = rest.empty() ? std::numeric_limits<std::uint64_t>::max() : parse_number(rest);
    }
    if (!first || !last || *last < *first) {
        return fail(
            en("'%1' names no world switches")(std::string(text)),
            en("Give a number or a range, such as 3, 3..7 or 3.. (the first switch is 0)."));
    }
    return SwitchRange{*first, *last};
}

void SwitchSieve::next(const Step& step) {
    const std::uint64_t number = step.switch_number;
    waiting_.push_back(step);
    if (const auto before = in_.find(step.hart); before != in_.end() && before->second != number) {
        auto& ended = wanted_[before->second]; // where it is not decided, it had no such exit
        ended = ended.value_or(false);
    }
    in_[step.hart] = number;
    const auto [wanted, is_new] = wanted_.try_emplace(number);
    if (is_new) {
        const bool may_be =
            (!filter_.hart || filter_.hart == step.hart) &&
            (!filter_.vcpu || filter_.vcpu == step.area_before) &&
            (!filter_.range || (number >= filter_.range->first && number <= filter_.range->last));
        if (!may_be || !filter_.cause) {
            wanted->second = may_be;
        }
    }
    if (!wanted->second && step.world == World::guest && step.world_after == World::host) {
        const auto cause = std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
        wanted->second = cause != step.effects.end() && cause->after == filter_.cause;
    }
    report_decided();
}

void SwitchSieve::finish() {
    for (auto& one : wanted_) {
        one.second = one.second.value_or(false);
    }
    report_decided();
}

void SwitchSieve::report_decided() {
    while (!waiting_.empty()) {
        const auto wanted = wanted_.find(waiting_.front().switch_number);
        if (wanted != wanted_.end() && !wanted->second) {
            return;
        }
        report_(size_++, waiting_.front(), wanted != wanted_.end() && *wanted->second);
        waiting_.pop_front();
    }
    // No step of a switch that no hart is in any more will come: its entry can go.
    constexpr std::size_t kept = 1024;
    if (waiting_.empty() && wanted_.size() > kept) {
        std::erase_if(wanted_, [&](const auto& one) {
            return std::ranges::none_of(in_,
                                        [&](const auto& hart) { return hart.second == one.first; });
        });
    }
}

} // namespace switchscope
