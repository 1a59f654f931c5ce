// SPDX-License-Identifier: MIT
#include "app/pages/excerpt.h"

#include <utility>

#include "core/trace/timeline.h"

namespace switchscope::app {

Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording) {
    if (recording.empty()) {
        return fail(en("the recording has no steps"), en("Record at least one world switch."));
    }
    return Excerpt{std::move(facts), &recording, 0, recording.size(), {}, {}, "en"};
}

Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording,
                           const SwitchRange& range) {
    const auto oldest = recording.next(Landmark::switch_entry(), 0);
    const auto newest = recording.previous(Landmark::switch_entry(), recording.size());
    if (!oldest || !newest) {
        return fail(en("the recording has no world switch"), en("Record at least one."));
    }
    const std::uint64_t from = recording.step(*oldest).switch_number;
    const std::uint64_t to = recording.step(*newest).switch_number;
    if (range.first < from || range.first > to) {
        return fail(en("there is no world switch %1")(range.first),
                    en("The recording has %1..%2.")(from, to));
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
