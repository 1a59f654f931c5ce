// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

class Recording;

/// How similar two pieces of code are, the most similar first.
enum class Likeness : std::uint8_t {
    same_code,    ///< the same instructions, bit by bit, in the same order
    same_effects, ///< the same values reach the same places, in another order or encoding
    different,
    unknown, ///< one of the two has something that the walk does not follow
};
/// "same machine code", "same effects", "different", "not comparable"
const char* likeness_name(Likeness likeness);

/// A place in which two pieces of code leave different values.
struct PlaceDifference {
    std::string place; ///< "host_context.hstatus", "sstatus", "s3"
    std::string a, b;  ///< where the value comes from in each ("hstatus"); empty where not written
};

/// A macro of one routine and its counterpart in the other, of the same half and kind.
struct SpanComparison {
    std::string name;
    Half half = Half::none;
    /// Indices into Routine::spans(); none where only the other routine has it.
    std::optional<std::size_t> a, b;
    std::size_t a_count = 0, b_count = 0; ///< instructions
    Likeness likeness = Likeness::same_code;
    /// Differences between what the two leave behind. Scratch registers that are not read again do
    /// not count.
    std::vector<PlaceDifference> differences;
};

struct RoutineComparison {
    std::string name;
    std::size_t a_count = 0, b_count = 0; ///< instructions
    Likeness likeness = Likeness::same_code;
    std::vector<SpanComparison> spans;
    /// Differences between what guest, caller and save area get. `place` begins with the half.
    std::vector<PlaceDifference> differences;
    /// Slots with different offsets in the struct. That is no difference in effect.
    std::vector<PlaceDifference> moved_slots;
    std::vector<Phrase> not_followed; ///< what the walk does not follow: "A: a jump (j 0x10)"
};

/// Compares two routines macro by macro. Slots with the same name are the same, so that another
/// layout of the struct is no difference.
RoutineComparison compare_routines(const Routine& a, const SaveArea& a_area, const Routine& b,
                                   const SaveArea& b_area);

/// A world switch that left different values in two recordings.
struct SwitchDifference {
    std::size_t number;                       ///< its number in both recordings, from 0
    std::size_t a_step = 0, b_step = 0;       ///< the steps with which it begins
    std::vector<PlaceDifference> differences; ///< with the values in hex
};
struct RecordingComparison {
    std::size_t a_switches = 0, b_switches = 0; ///< complete ones
    std::size_t same = 0;                       ///< among the first min(a_switches, b_switches)
    std::vector<SwitchDifference> differences;  ///< the others
};
/// Compares the complete switches of two recordings, the first with the first, and so on.
RecordingComparison compare_recordings(const Recording& a, const Routine& a_routine,
                                       const SaveArea& a_area, const Recording& b,
                                       const Routine& b_routine, const SaveArea& b_area);

} // namespace switchscope
