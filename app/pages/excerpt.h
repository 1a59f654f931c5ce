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

/// The part of a recording that a page or a picture shows, with what somebody says about its
/// moments.
struct Excerpt {
    std::shared_ptr<const SessionFacts> facts;
    const Recording* recording = nullptr;
    std::size_t begin = 0, end = 0; ///< steps [begin, end)
    std::vector<Note> notes;        ///< by position
    std::string title;              ///< of a narration; empty: there is none
    std::string language = "en";    ///< of the notes, as the attribute lang of HTML has it
    Catalogue words{};              ///< our own sentences in that language; null: English
};

/// All of a recording. An Error where it has no steps.
Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording);
/// From the entry of the first of these switches to that of the first one behind them, whatever
/// hart enters it. An Error where the recording does not have the first of them: it says which
/// there are.
Result<Excerpt> excerpt_of(std::shared_ptr<const SessionFacts> facts, const Recording& recording,
                           const SwitchRange& range);

} // namespace switchscope::app
