// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QString>

#include "core/moment/current_switch.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// What a value is, with a capital letter: "The guest's ra".
QString origin_text(const Provenance& provenance, const SaveArea& area);

/// What the value of `location` is and how it came there, in one sentence: "The guest's ra, brought
/// here by `ld ra, 0x248(a0)` at step 35."
QString provenance_sentence(const SessionFacts& facts, const Timeline& timeline,
                            const CurrentSwitch& now, const Location& location);

/// One move of a value on its way to a place.
struct ChainMove {
    std::size_t step = 0;         ///< index in the recording
    std::optional<Location> from; ///< none: the step made the value
    Location to;
};

/// How the value of `location` came there: the steps of its chain, with the places between which
/// they moved it, oldest first.
std::vector<ChainMove> moves_of_chain(const Recording& recording, const Provenance& provenance,
                                      const Location& location);

} // namespace switchscope::ui
