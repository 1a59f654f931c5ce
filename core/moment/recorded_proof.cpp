// SPDX-License-Identifier: MIT
#include "core/moment/recorded_proof.h"

#include <algorithm>
#include <utility>

namespace switchscope {

RecordedProof::RecordedProof(std::shared_ptr<const SessionFacts> facts, const Recording& recording)
    : facts_(std::move(facts)), checker_(facts_->routine, facts_->area, recording.start()),
      areas_(recording.start().areas.size()) {}

std::vector<Finding> RecordedProof::follow(const Recording& recording) {
    std::vector<Finding> findings;
    bool some_ended = false;
    const std::size_t end = std::min(recording.size(), seen_ + slice);
    for (; seen_ < end; ++seen_) {
        const Step& step = recording.step(seen_);
        const auto& areas = recording.start().areas; // with those that were met later
        while (areas_ <= step.area && areas_ < areas.size()) {
            checker_.add_area(areas.at(areas_++));
        }
        for (Finding& finding : checker_.feed(step)) {
            findings.push_back(std::move(finding));
        }
        some_ended = some_ended || facts_->routine.index_of(step.pc) == facts_->routine.ret_index();
    }
    if (some_ended) {
        switches_ = checker_.report().switches;
    }
    return findings;
}

} // namespace switchscope
