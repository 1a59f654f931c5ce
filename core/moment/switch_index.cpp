// SPDX-License-Identifier: MIT
#include "core/moment/switch_index.h"

#include <algorithm>

#include "core/trace/timeline.h"

namespace switchscope {

void SwitchIndex::update(const Recording& recording) {
    if (recording_ == &recording && size_ == recording.size()) {
        return;
    }
    recording_ = &recording;
    last_answer_.reset(); // its end may have been the end of the recording
    if (!first_entry_) {
        first_entry_ = recording.next(Landmark::switch_entry(), size_);
        first_number_ = first_entry_ ? recording.step(*first_entry_).switch_number : 0;
    }
    size_ = recording.size();
    const auto last = recording.previous(Landmark::switch_entry(), size_);
    count_ = last ? number_of(*last) + 1 : 0;
}

std::size_t SwitchIndex::number_of(std::size_t entry) const {
    return static_cast<std::size_t>(std::max(recording_->step(entry).switch_number, first_number_) -
                                    first_number_);
}

std::optional<SwitchExtent> SwitchIndex::at(std::size_t position, std::uint32_t hart) const {
    if (!first_entry_ || position < *first_entry_) {
        return std::nullopt;
    }
    const Landmark entry_of_hart = Landmark::switch_entry().by_hart(hart);
    position = std::min(position, size_);
    const bool known = last_answer_ && last_hart_ == hart && last_answer_->entry <= position &&
                       (position < last_answer_->end || last_answer_->end == size_);
    if (!known) {
        const auto entry = recording_->previous(entry_of_hart, std::min(position + 1, size_));
        if (!entry) {
            return std::nullopt;
        }
        last_answer_ = {number_of(*entry), *entry == *first_entry_ ? 0 : *entry, *entry,
                        recording_->next(entry_of_hart, *entry + 1).value_or(size_)};
        last_hart_ = hart;
    }
    return last_answer_;
}

std::optional<std::size_t> SwitchIndex::entry_of(std::size_t number) const {
    if (number >= count_) {
        return std::nullopt;
    }
    return Timeline(*recording_).entry_of_switch(first_number_ + number);
}

} // namespace switchscope
