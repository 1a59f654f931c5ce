// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QString>

#include "core/session/session.h"
#include "ui/session/current_switch.h"

namespace switchscope::ui {

/// "The guest's ra": what a value is, with a capital letter.
QString origin_text(const Provenance& provenance, const SaveArea& area);

/// The value of `location` in one sentence: "The guest's ra, brought here by `ld ra, 0x248(a0)` at step 35."
QString provenance_sentence(const SessionFacts& facts, const Timeline& timeline,
                            const CurrentSwitch& now, const Location& location);

/// One move of a value on its way.
struct ChainMove {
    std::size_t step = 0;         ///< index in the recording
    std::optional<Location> from; ///< none: made here
    Location to;
};

/// How the value of `location` came there: the steps of its chain with the places they moved it between, oldest first.
std::vector<ChainMove> moves_of_chain(const Recording& recording, const Provenance& provenance,
                                      const Location& location);

} // namespace switchscope::ui
