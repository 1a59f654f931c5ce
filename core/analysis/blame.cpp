// SPDX-License-Identifier: MIT
#include "core/analysis/blame.h"

#include <algorithm>

namespace switchscope {

namespace {

using Cause = Blame::Cause;

const Effect* effect_at(const Step& step, const Location& place) {
    const auto found = std::ranges::find(step.effects, place, &Effect::at);
    return found == step.effects.end() ? nullptr : &*found;
}

class BlameFinder {
  public:
    BlameFinder(std::span<const Step> steps, const Quantity& expected, const SaveArea& area,
                std::uint16_t area_index)
        : steps_(steps), area_(area), home_(expected.home) {
        if (const auto slot = slot_of(expected, area)) {
            slot_ = Location::slot(area_index, *slot, area.slots()[*slot].size);
        }
    }

    Blame find(const Location& where, std::size_t end) {
        const auto writer = writer_of(where, end);
        if (!writer) {
            return {Cause::never_written, std::nullopt, where, where, {}};
        }
        Blame blame = judge(*writer, where);
        blame.chain.push_back(*writer);
        return blame;
    }

  private:
    /// The last step before `end` that wrote the place; none where that was before the half, or in
    /// the guest.
    std::optional<std::size_t> writer_of(const Location& place, std::size_t end) const {
        for (std::size_t n = std::min(end, steps_.size()); n-- > 0;) {
            const Step& step = steps_[n];
            const bool wrote = effect_at(step, place) != nullptr;
            if (step.world == World::guest) {
                if (wrote || place.kind == LocationKind::gpr) {
                    return std::nullopt;
                }
                continue;
            }
            if (wrote) {
                return n;
            }
        }
        return std::nullopt;
    }

    /// Decides whether `step`, which wrote `place`, is at fault, or a step before it.
    ///
    /// A step that computes is at fault itself: a correct switch only moves values. A step that
    /// loads another slot than the expected one is at fault, too. Where the source was written in
    /// this half, its writer may be the one at fault, unless that did what another register needs:
    /// then this step read the wrong register.
    Blame judge(std::size_t step, const Location& place) {
        const Effect& effect = *effect_at(steps_[step], place);
        if (!effect.from) {
            return {Cause::made, step, place, place, {}};
        }
        const Location& source = *effect.from;
        const auto here = [&](Cause cause) { return Blame{cause, step, source, place, {}}; };
        if (source.kind == LocationKind::memory) {
            return here(Cause::wrong_slot);
        }
        if (source.kind == LocationKind::slot) {
            if (source != slot_) {
                return here(Cause::wrong_slot);
            }
        }
        const auto writer = writer_of(source, step);
        if (writer && !is_passed_on(effect, *writer)) {
            return {Cause::made, step, place, place, {}};
        }
        if (source.kind == LocationKind::slot) {
            return writer ? find(source, step) : here(Cause::slot_unwritten);
        }
        if (!writer) {
            return here(source.kind == LocationKind::csr ? Cause::wrong_csr
                                                         : Cause::wrong_register);
        }
        if (does_its_own_job(*writer, source)) {
            return here(Cause::wrong_register);
        }
        return find(source, step);
    }

    /// Whether a move brought the value that `writer` had left in its source. Where both numbers
    /// are known, they must be equal.
    bool is_passed_on(const Effect& effect, std::size_t writer) const {
        const auto left = effect_at(steps_[writer], *effect.from)->after;
        return !left || !effect.after || left == effect.after;
    }

    /// Whether `step` put into `place` what some other register of the switch needs there. Then the
    /// step that read `place` for the expected value is at fault.
    bool does_its_own_job(std::size_t step, const Location& place) const {
        const Effect& effect = *effect_at(steps_[step], place);
        if (!effect.from) {
            return effect.after.has_value() && reaches_a_csr(step, place);
        }
        if (effect.from->kind == LocationKind::slot && effect.from->id < area_.slots().size()) {
            const Slot& slot = area_.slots()[effect.from->id];
            // The first half loads only slots of the guest, the second half only slots of the host.
            const SlotOwner incoming =
                steps_[step].half == Half::host_to_guest ? SlotOwner::guest : SlotOwner::host;
            if (effect.from == slot_ || slot.owner != incoming) {
                return false;
            }
            if (place.kind == LocationKind::gpr && slot.gpr == place.id) {
                return true;
            }
            return slot.csr && is_taken(step, place, [&](const Effect& later) {
                       return later.at == Location::csr(*slot.csr);
                   });
        }
        if (effect.from->kind == LocationKind::csr && *effect.from != home_) {
            return is_taken(step, place, [&](const Effect& later) {
                return later.at.kind == LocationKind::slot && later.at != slot_ &&
                       later.at.id < area_.slots().size() &&
                       area_.slots()[later.at.id].csr == effect.from->id;
            });
        }
        return false;
    }

    bool reaches_a_csr(std::size_t step, const Location& place) const {
        return is_taken(step, place,
                        [](const Effect& later) { return later.at.kind == LocationKind::csr; });
    }

    /// Whether a later step moves the value of `place`, before that is written again, to a place
    /// for which `wanted` is true.
    template <class Predicate>
    bool is_taken(std::size_t step, const Location& place, Predicate wanted) const {
        for (std::size_t n = step + 1; n < steps_.size(); ++n) {
            const bool taken = std::ranges::any_of(steps_[n].effects, [&](const Effect& effect) {
                return effect.from == place && wanted(effect);
            });
            if (taken) {
                return true;
            }
            if (effect_at(steps_[n], place) != nullptr) {
                return false;
            }
        }
        return false;
    }

    std::span<const Step> steps_;
    const SaveArea& area_;
    Location home_;
    std::optional<Location> slot_; ///< the slot that keeps the expected quantity
};

} // namespace

Blame find_blame(std::span<const Step> steps, std::size_t end, const Location& where,
                 const Quantity& expected, const SaveArea& area, std::uint16_t area_index) {
    return BlameFinder(steps, expected, area, area_index).find(where, end);
}

} // namespace switchscope
