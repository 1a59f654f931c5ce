// SPDX-License-Identifier: MIT
#include "app/pages/excerpt.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "core/trace/timeline.h"

namespace switchscope::app {

namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

} // namespace

Result<SwitchRange> SwitchRange::parse(std::string_view text) {
    const std::size_t dots = text.find("..");
    const auto first = whole_number(text.substr(0, dots));
    const std::string_view rest = dots == std::string_view::npos ? "" : text.substr(dots + 2);
    auto last = first;
    if (dots != std::string_view::npos) {
        last = rest.empty() ? std::numeric_limits<std::uint64_t>::max() : whole_number(rest);
    }
    if (!first || !last || *last < *first) {
        return fail("'" + std::string(text) + "' names no world switches",
                    "Give a number or a range, such as 3, 3..7 or 3.. (the first switch is 0).");
    }
    return SwitchRange{*first, *last};
}

Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording) {
    if (recording.empty()) {
        return fail("the recording has no steps", "Record at least one world switch.");
    }
    return Excerpt{std::move(facts), &recording, 0, recording.size(), {}, {}, "en"};
}

Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording,
                           const SwitchRange& range) {
    const auto oldest = recording.next(Landmark::switch_entry(), 0);
    const auto newest = recording.previous(Landmark::switch_entry(), recording.size());
    if (!oldest || !newest) {
        return fail("the recording has no world switch", "Record at least one.");
    }
    const std::uint64_t from = recording.step(*oldest).switch_number;
    const std::uint64_t to = recording.step(*newest).switch_number;
    if (range.first < from || range.first > to) {
        return fail("there is no world switch " + std::to_string(range.first),
                    "The recording has " + std::to_string(from) + ".." + std::to_string(to) + ".");
    }
    const Timeline timeline(recording);
    Excerpt excerpt{std::move(facts), &recording, 0, recording.size(), {}, {}, "en"};
    excerpt.begin = timeline.entry_of_switch(range.first).value_or(*oldest);
    if (range.last < to) {
        excerpt.end = timeline.entry_of_switch(range.last + 1).value_or(recording.size());
    }
    return excerpt;
}

} // namespace switchscope::app
