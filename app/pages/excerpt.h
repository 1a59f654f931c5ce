// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/phrase.h"
#include "core/model/narration.h"
#include "core/model/session_facts.h"
#include "core/trace/recording.h"
#include "core/trace/switch_filter.h"

namespace switchscope::app {

/// The part of a recording that a page or a picture shows.
struct Excerpt {
    std::shared_ptr<const SessionFacts> facts;
    const Recording* recording = nullptr;
    std::size_t begin = 0, end = 0; ///< steps
    std::vector<Note> notes;        ///< by position
    std::string title;              ///< of a narration; empty: none
    std::string language = "en";    ///< of its words, as HTML's lang
    Catalogue words{};              ///< of that language, for our own sentences; null: English
};

/// All of the recording, or the steps of some of its switches; an error says which there are.
Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording);
Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording,
                           const SwitchRange& range);

} // namespace switchscope::app
