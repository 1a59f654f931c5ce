// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/analysis/blame.h"
#include "core/analysis/contract.h"
#include "core/analysis/finding.h"
#include "core/model/provenance.h"

namespace switchscope {

/// The rule that is broken where `clause` does not hold, given whose value is there instead.
const Rule& broken_rule(const Clause& clause, Owner actual);

/// "After the switch the host's s3 is the guest's s3": what does not hold, a clause. `actual` says what is there
/// instead.
Phrase consequence(const Clause& clause, const Phrase& actual, const SaveArea& area);

/// "`sd s4, 0xb8(a0)` takes s4 for it": why, another clause. `instruction` is the text of the one at fault.
Phrase cause(const Blame& blame, const std::string& instruction, const Clause& clause,
             const SaveArea& area);

/// A finding for a broken clause, with rule, id and places, but no instruction and no message yet.
Finding finding_of(const Clause& clause, const Routine& routine, const SaveArea& area, Owner owner);

/// The message of a finding: what does not hold, and why.
Phrase message_of(const Phrase& consequence, const Phrase& cause);

/// "host.s3": the place as findings and ids name it.
std::string place_name(const Location& place, const SaveArea& area);

/// The stable id of a finding: "rule:routine:subject".
std::string finding_id(const Rule& rule, const Routine& routine, const std::string& subject);

} // namespace switchscope
