// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

class Recording;

/// How much two pieces of code are alike, the most first.
enum class Likeness : std::uint8_t {
    same_code,    ///< the same instructions, bit by bit, in the same order
    same_effects, ///< the same values reach the same places, in another order or encoding
    different,
    unknown, ///< one of the two holds something that the walk does not follow
};
const char* likeness_name(Likeness likeness); ///< "same machine code", "same effects", "different", "not comparable"

/// A place that ends up with another value.
struct PlaceDifference {
    std::string place; ///< "host_context.hstatus", "sstatus", "s3"
    std::string a, b;  ///< where its value comes from there ("hstatus"); empty: not written
};

/// A macro of one routine and its counterpart in the other: the same half, the same kind.
struct SpanComparison {
    std::string name;
    Half half = Half::none;
    std::optional<std::size_t> a, b;      ///< indices into Routine::spans(); none: only the other has it
    std::size_t a_count = 0, b_count = 0; ///< instructions
    Likeness likeness = Likeness::same_code;
    std::vector<PlaceDifference> differences; ///< of what it leaves behind, dead scratch registers aside
};

struct RoutineComparison {
    std::string name;
    std::size_t a_count = 0, b_count = 0; ///< instructions
    Likeness likeness = Likeness::same_code;
    std::vector<SpanComparison> spans;
    /// Of what guest, caller and save area find; `place` says in which half.
    std::vector<PlaceDifference> differences;
    std::vector<PlaceDifference> moved_slots; ///< other offsets in the struct: no difference in effect
    std::vector<std::string> not_followed;
};

/// What is the same in two routines and what is not, macro by macro. Slots count by their names, so that a struct with
/// another layout is no difference.
RoutineComparison compare_routines(const Routine& a, const SaveArea& a_area, const Routine& b,
                                   const SaveArea& b_area);

/// One world switch of two recordings whose routines left other values behind.
struct SwitchDifference {
    std::size_t number;                       ///< both recordings' n-th, from 0
    std::size_t a_step = 0, b_step = 0;       ///< where the two switches begin
    std::vector<PlaceDifference> differences; ///< values as hex
};
struct RecordingComparison {
    std::size_t a_switches = 0, b_switches = 0; ///< whole ones
    std::size_t same = 0;                       ///< of the first min(a_switches, b_switches)
    std::vector<SwitchDifference> differences;  ///< the others
};
RecordingComparison compare_recordings(const Recording& a, const Routine& a_routine,
                                       const SaveArea& a_area, const Recording& b,
                                       const Routine& b_routine, const SaveArea& b_area);

} // namespace switchscope
