// SPDX-License-Identifier: MIT
#include "core/analysis/compare.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <span>

#include "core/analysis/contract.h"
#include "core/analysis/symbolic_walk.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/trace/recording.h"

namespace switchscope {

namespace {

using Gprs = std::bitset<gpr_count>;

Gprs registers_read(const Instruction& instruction) {
    Gprs read;
    for (const auto& source : {instruction.rs1, instruction.rs2}) {
        if (source) {
            read.set(*source);
        }
    }
    if (instruction.memory) {
        read.set(instruction.memory->base);
    }
    return read;
}

/// What a piece of code leaves behind. For the name of each place that it changes, where the new
/// value came from: the name of another place before that code, or a value that the code computed.
using NetEffect = std::map<std::string, std::string>;

/// A walked routine that knows the net effect of any part of it.
class ComparedRoutine {
  public:
    ComparedRoutine(const Routine& routine, const SaveArea& area)
        : routine_(routine), area_(area), walk_(routine, area),
          live_after_(routine.instructions().size()) {
        Gprs caller;
        for (unsigned n = 1; n < gpr_count; ++n) {
            caller.set(n, is_kept_for_caller(n));
        }
        find_live(0, routine.sret_index() + 1, Gprs().set());
        find_live(routine.sret_index() + 1, routine.instructions().size(), caller);
    }

    const SymbolicWalk& walk() const { return walk_; }

    /// The net effect of the instructions [first, first+count).
    NetEffect net_effect(std::size_t first, std::size_t count) const {
        std::map<Location, std::string> values;
        for (std::size_t n = first; n < first + count; ++n) {
            replay(n, values);
        }
        NetEffect net;
        for (const auto& [place, value] : values) {
            const bool dead =
                place.kind == LocationKind::gpr && !live_after_[first + count - 1].test(place.id);
            const std::string name = this->name(place);
            if (!dead && value != name) {
                net[name] = value;
            }
        }
        return net;
    }

  private:
    /// Finds, backwards, the GPRs that are still read after each instruction. `live` are those
    /// after the last one.
    void find_live(std::size_t begin, std::size_t end, Gprs live) {
        for (std::size_t n = end; n-- > begin;) {
            live_after_[n] = live;
            const Instruction& instruction = routine_.instructions()[n];
            if (instruction.rd) {
                live.reset(*instruction.rd);
            }
            live |= registers_read(instruction);
        }
    }

    std::string name(const Location& place) const {
        return place.kind == LocationKind::memory ? "offset " + hex(*walk_.offset_of(place))
                                                  : location_name(place, area_);
    }

    void replay(std::size_t index, std::map<Location, std::string>& values) const {
        const auto value_of = [&](const Location& place) {
            const auto found = values.find(place);
            return found == values.end() ? name(place) : found->second;
        };
        std::vector<std::pair<Location, std::string>> written;
        for (const Effect& effect : walk_.steps()[walk_.step_of(index)].effects) {
            written.emplace_back(effect.at, effect.from ? value_of(*effect.from)
                                                        : made(index, effect, value_of));
        }
        for (auto& [place, value] : written) {
            values[place] = std::move(value);
        }
    }

    /// Names a value that an instruction computes: an address of the routine, a number, or what it
    /// was computed from.
    template <class ValueOf>
    std::string made(std::size_t index, const Effect& effect, const ValueOf& value_of) const {
        if (effect.after == routine_.return_label()) {
            return "the return label";
        }
        if (effect.after) {
            return routine_.contains(*effect.after)
                       ? "the routine + " + hex(*effect.after - routine_.begin())
                       : hex(*effect.after);
        }
        const Instruction& instruction = routine_.instructions()[index];
        std::string text = instruction.mnemonic;
        for (unsigned n = 1; n < gpr_count; ++n) {
            if (registers_read(instruction).test(n)) {
                text += " " + value_of(Location::gpr(n));
            }
        }
        return text;
    }

    const Routine& routine_;
    const SaveArea& area_;
    SymbolicWalk walk_;
    std::vector<Gprs> live_after_; ///< by instruction: the GPRs that are still read after it
};

std::vector<PlaceDifference> differences_of(const NetEffect& a, const NetEffect& b,
                                            const std::string& prefix = {}) {
    std::vector<PlaceDifference> differences;
    const auto value = [](const NetEffect& net, const std::string& place) {
        const auto found = net.find(place);
        return found == net.end() ? std::string() : found->second;
    };
    NetEffect both = a;
    both.insert(b.begin(), b.end());
    for (const auto& [place, unused] : both) {
        const std::string in_a = value(a, place), in_b = value(b, place);
        if (in_a != in_b) {
            differences.push_back({prefix + place, in_a, in_b});
        }
    }
    return differences;
}

class RoutineComparer {
  public:
    RoutineComparer(const Routine& a, const SaveArea& a_area, const Routine& b,
                    const SaveArea& b_area)
        : a_(a), b_(b), a_area_(a_area), b_area_(b_area), a_walk_(a, a_area), b_walk_(b, b_area) {}

    RoutineComparison compare() {
        result_.name = a_.name();
        result_.a_count = a_.instructions().size();
        result_.b_count = b_.instructions().size();
        note_unfollowed(a_walk_, a_, "A");
        note_unfollowed(b_walk_, b_, "B");
        compare_spans();
        compare_halves();
        compare_layouts();
        return std::move(result_);
    }

  private:
    void note_unfollowed(const ComparedRoutine& walked, const Routine& routine,
                         const std::string& which) {
        for (const Unfollowed& one : walked.walk().not_followed()) {
            result_.not_followed.push_back(en("%1: %2")(which, one.what));
        }
        for (const SymbolicWalk::Stray& stray : walked.walk().strays()) {
            result_.not_followed.push_back(
                en("%1: an access that does not go through the struct pointer (%2)")(
                    which, routine.instructions()[stray.instruction].text()));
        }
    }

    bool same_code(std::size_t a_first, std::size_t a_count, std::size_t b_first,
                   std::size_t b_count) const {
        const auto a = std::span(a_.instructions()).subspan(a_first, a_count);
        const auto b = std::span(b_.instructions()).subspan(b_first, b_count);
        return std::ranges::equal(a, b, {}, &Instruction::encoding, &Instruction::encoding);
    }

    Likeness judge(bool same, const std::vector<PlaceDifference>& differences) const {
        if (same) {
            return Likeness::same_code;
        }
        if (!result_.not_followed.empty()) {
            return Likeness::unknown;
        }
        return differences.empty() ? Likeness::same_effects : Likeness::different;
    }

    void compare_spans() {
        std::vector<bool> taken(b_.spans().size());
        for (std::size_t n = 0; n < a_.spans().size(); ++n) {
            const MacroSpan& span = a_.spans()[n];
            std::optional<std::size_t> partner;
            for (std::size_t m = 0; m < b_.spans().size() && !partner; ++m) {
                const MacroSpan& other = b_.spans()[m];
                if (!taken[m] && other.half == span.half && other.kind == span.kind) {
                    partner = m;
                    taken[m] = true;
                }
            }
            add(n, partner);
        }
        for (std::size_t m = 0; m < b_.spans().size(); ++m) {
            if (!taken[m]) {
                add(std::nullopt, m);
            }
        }
    }

    void add(std::optional<std::size_t> a, std::optional<std::size_t> b) {
        SpanComparison one;
        const MacroSpan nothing;
        const MacroSpan& in_a = a ? a_.spans()[*a] : nothing;
        const MacroSpan& in_b = b ? b_.spans()[*b] : nothing;
        one.name = a ? in_a.name : in_b.name;
        one.half = a ? in_a.half : in_b.half;
        one.a = a;
        one.b = b;
        one.a_count = in_a.count;
        one.b_count = in_b.count;
        one.differences =
            differences_of(a ? a_walk_.net_effect(in_a.first, in_a.count) : NetEffect{},
                           b ? b_walk_.net_effect(in_b.first, in_b.count) : NetEffect{});
        one.likeness = judge(a && b && same_code(in_a.first, in_a.count, in_b.first, in_b.count),
                             one.differences);
        result_.spans.push_back(std::move(one));
    }

    void compare_halves() {
        const std::size_t a_back = a_.sret_index() + 1, b_back = b_.sret_index() + 1;
        const std::size_t a_end = a_.instructions().size(), b_end = b_.instructions().size();
        const bool same = same_code(0, a_back, 0, b_back) &&
                          same_code(a_back, a_end - a_back, b_back, b_end - b_back);
        result_.differences = differences_of(a_walk_.net_effect(0, a_back),
                                             b_walk_.net_effect(0, b_back), "host-to-guest: ");
        const auto back =
            differences_of(a_walk_.net_effect(a_back, a_end - a_back),
                           b_walk_.net_effect(b_back, b_end - b_back), "guest-to-host: ");
        result_.differences.insert(result_.differences.end(), back.begin(), back.end());
        result_.likeness = judge(same, result_.differences);
    }

    void compare_layouts() {
        for (const Slot& slot : a_area_.slots()) {
            const auto other = b_area_.index_of(slot.path);
            if (other && b_area_.slots()[*other].offset != slot.offset && a_.touches(slot)) {
                result_.moved_slots.push_back(
                    {slot.path, hex(slot.offset), hex(b_area_.slots()[*other].offset)});
            }
        }
    }

    const Routine &a_, &b_;
    const SaveArea &a_area_, &b_area_;
    ComparedRoutine a_walk_, b_walk_;
    RoutineComparison result_;
};

/// Reads the complete switches of a recording, one after the other.
class SwitchReader {
  public:
    SwitchReader(const Recording& recording, const Routine& routine, const SaveArea& area)
        : recording_(recording), routine_(routine), area_(area) {}

    struct Switch {
        std::size_t begin = 0; ///< the step with which it begins
        NetEffect values;      ///< what the routine wrote, with the values at the end of the switch
    };
    std::optional<Switch> next() {
        std::optional<Switch> current;
        while (at_ < recording_.size()) {
            const std::size_t n = at_++;
            const Step step = recording_.step(n);
            if (step.world == World::guest && current && step.world_after != World::guest) {
                note_cause(step, *current);
            }
            if (step.world != World::host || step.span < 0) {
                continue;
            }
            if (step.pc == routine_.begin()) {
                current = Switch{n, {}};
            }
            if (!current) {
                continue;
            }
            for (const Effect& effect : step.effects) {
                current->values[location_name(effect.at, area_)] =
                    effect.after ? hex(*effect.after) : "not available";
            }
            if (routine_.index_of(step.pc) == routine_.ret_index()) {
                return current;
            }
        }
        return std::nullopt;
    }

  private:
    static void note_cause(const Step& step, Switch& current) {
        for (const Effect& effect : step.effects) {
            if (effect.at == Location::csr(csr::scause) && effect.after) {
                current.values["cause of the exit"] = trap_cause_name(*effect.after);
            }
        }
    }

    const Recording& recording_;
    const Routine& routine_;
    const SaveArea& area_;
    std::size_t at_ = 0;
};

} // namespace

const char* likeness_name(Likeness likeness) {
    static constexpr std::array names{"same machine code", "same effects", "different",
                                      "not comparable"};
    return names.at(static_cast<std::size_t>(likeness));
}

RoutineComparison compare_routines(const Routine& a, const SaveArea& a_area, const Routine& b,
                                   const SaveArea& b_area) {
    return RoutineComparer(a, a_area, b, b_area).compare();
}

RecordingComparison compare_recordings(const Recording& a, const Routine& a_routine,
                                       const SaveArea& a_area, const Recording& b,
                                       const Routine& b_routine, const SaveArea& b_area) {
    SwitchReader reader_a(a, a_routine, a_area), reader_b(b, b_routine, b_area);
    RecordingComparison result;
    auto in_a = reader_a.next();
    auto in_b = reader_b.next();
    for (std::size_t n = 0; in_a || in_b; ++n) {
        result.a_switches += in_a ? std::size_t{1} : std::size_t{0};
        result.b_switches += in_b ? std::size_t{1} : std::size_t{0};
        if (in_a && in_b) {
            auto differences = differences_of(in_a->values, in_b->values);
            if (differences.empty()) {
                ++result.same;
            } else {
                result.differences.push_back({n, in_a->begin, in_b->begin, std::move(differences)});
            }
        }
        in_a = in_a ? reader_a.next() : std::nullopt;
        in_b = in_b ? reader_b.next() : std::nullopt;
    }
    return result;
}

} // namespace switchscope
