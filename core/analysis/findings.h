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

/// The rule that is broken where `clause` does not hold. `actual` is the owner of the value that is
/// there instead.
const Rule& broken_rule(const Clause& clause, Owner actual);

/// What does not hold, as a clause: "After the switch s3 holds the guest's s3 instead of the host's
/// s3". `actual` names what is there instead.
Phrase consequence(const Clause& clause, const Phrase& actual, const SaveArea& area);

/// Why it does not hold, as a clause: "`sd s4, 0xb8(a0)` stores s4 into slot host.s3".
/// `instruction` is the text of the instruction at fault.
Phrase cause(const Blame& blame, const std::string& instruction, const Clause& clause,
             const SaveArea& area);

/// A finding for a broken clause, with rule, id and places, but without instruction and message.
Finding finding_of(const Clause& clause, const Routine& routine, const SaveArea& area, Owner owner);

/// The message of a finding: what does not hold, and why.
Phrase message_of(const Phrase& consequence, const Phrase& cause);

/// The name of a place in findings and ids: "host.s3".
std::string place_name(const Location& place, const SaveArea& area);

/// The stable id of a finding: "rule:routine:subject".
std::string finding_id(const Rule& rule, const Routine& routine, const std::string& subject);

} // namespace switchscope
