// SPDX-License-Identifier: MIT
#include "core/analysis/layout_inference.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "core/analysis/contract.h"
#include "core/analysis/symbolic_walk.h"
#include "core/isa/registers.h"

namespace switchscope {

namespace {

struct Home {
    SlotOwner owner;
    Location place;                                ///< a GPR or a CSR
    auto operator<=>(const Home&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// What follows the GPRs in struct kvm_cpu_context.
constexpr std::array behind_the_gprs{csr::sepc, csr::sstatus, csr::hstatus};
constexpr std::uint64_t context_size = gpr_count + behind_the_gprs.size();

/// The member's number in struct kvm_cpu_context, none for what has its place outside it.
std::optional<std::uint64_t> context_index(const Location& place) {
    if (place.kind == LocationKind::gpr) {
        return place.id;
    }
    const auto found = std::ranges::find(behind_the_gprs, place.id);
    if (found == behind_the_gprs.end()) {
        return std::nullopt;
    }
    return gpr_count + static_cast<std::uint64_t>(found - behind_the_gprs.begin());
}

Slot make_slot(const Home& home, std::uint64_t offset) {
    Slot slot;
    const bool host = home.owner == SlotOwner::host;
    const std::string world = host ? "host" : "guest";
    const bool gpr = home.place.kind == LocationKind::gpr;
    const auto number = static_cast<unsigned>(home.place.id);
    const std::string name = gpr ? std::string(gpr_name(number)) : csr_name(number);
    if (context_index(home.place)) {
        slot.path = world + "_context." + name;
        slot.label = world + "." + name;
    } else if (host) {
        slot.path = slot.label = "host_" + name;
    } else {
        slot.path = (name.starts_with("sstateen") ? "guest_smstateen_csr." : "guest_csr.") + name;
        slot.label = "guest." + name;
    }
    slot.offset = offset;
    slot.owner = home.owner;
    if (gpr) {
        slot.gpr = static_cast<std::uint8_t>(number);
    } else {
        slot.csr = static_cast<std::uint16_t>(number);
    }
    return slot;
}

/// What the code says of where registers are kept.
class Evidence {
  public:
    explicit Evidence(const Routine& routine)
        : routine_(routine), nothing_("kvm_vcpu_arch", 0, {}), walk_(routine, nothing_) {
        collect_stores();
        collect_loads(walk_.at_guest_entry(), SlotOwner::guest, 0);
        collect_loads(walk_.at_return(), SlotOwner::host, walk_.guest_step() + 1);
    }

    std::vector<Slot> settle() const {
        std::map<std::uint64_t, Home> taken;
        for (const auto& [home, offsets] : offsets_) {
            const std::uint64_t offset = most_likely(home, offsets);
            if (const auto named = name_of(home, offset)) {
                const auto [at, fresh] = taken.emplace(offset, *named);
                if (!fresh && is_in_line(*named, offset)) {
                    at->second = *named;
                }
            }
        }
        std::vector<Slot> slots;
        slots.reserve(taken.size());
        for (const auto& [offset, home] : taken) {
            slots.push_back(make_slot(home, offset));
        }
        return slots;
    }

  private:
    void note(SlotOwner owner, const Location& place, std::uint64_t offset) {
        offsets_[{owner, place}].push_back(offset);
        if (const auto index = context_index(place)) {
            ++bases_[owner][offset - 8 * *index];
        }
    }

    void collect_stores() {
        // By step: what each place holds then has to be asked while walking, so the moves are replayed.
        ProvenanceTracker values(routine_, nothing_, walk_.entry());
        for (std::size_t n = 0; n < walk_.steps().size(); ++n) {
            const Step& step = walk_.steps()[n];
            values.apply(step, n);
            for (const Effect& effect : step.effects) {
                if (effect.at.kind == LocationKind::memory && effect.from) {
                    note_store(n, values.of(effect.at), *walk_.offset_of(effect.at));
                }
            }
        }
    }

    void note_store(std::size_t step, const Provenance& stored, std::uint64_t offset) {
        const bool way_in = step < walk_.guest_step();
        const Origin& origin = stored.origin;
        const bool is_register =
            origin.place.kind == LocationKind::gpr || origin.place.kind == LocationKind::csr;
        if (way_in && origin.kind == Origin::Kind::found && is_register) {
            note(SlotOwner::host, origin.place, offset);
        } else if (!way_in && origin.kind == Origin::Kind::trapped && is_register) {
            note(SlotOwner::guest, origin.place, offset);
        } else if (!way_in) {
            // A CSR that the guest cannot change comes back as it was put in: named by the CSR it is read from.
            for (const std::size_t moved : stored.chain) {
                for (const Effect& effect : walk_.steps()[moved].effects) {
                    if (moved > walk_.guest_step() && effect.from &&
                        effect.from->kind == LocationKind::csr) {
                        note(SlotOwner::guest, *effect.from, offset);
                    }
                }
            }
        }
    }

    /// Registers that hold at `then` what they were given from the struct after step `begin`.
    void collect_loads(const SymbolicWalk::Snapshot& then, SlotOwner owner, std::size_t begin) {
        for (const Location& place : registers()) {
            if (owner == SlotOwner::host && place.kind == LocationKind::gpr &&
                !is_kept_for_caller(static_cast<unsigned>(place.id))) {
                continue;
            }
            const auto chain = then.values.of(place).chain;
            for (auto step = chain.rbegin(); step != chain.rend(); ++step) {
                const auto from = loaded_from(*step);
                if (*step >= begin && from) {
                    note(owner, place, *from);
                    break;
                }
            }
        }
    }

    std::optional<std::uint64_t> loaded_from(std::size_t step) const {
        for (const Effect& effect : walk_.steps()[step].effects) {
            if (effect.from && effect.from->kind == LocationKind::memory) {
                return walk_.offset_of(*effect.from);
            }
        }
        return std::nullopt;
    }

    /// All GPRs, and the CSRs that the routine writes.
    std::set<Location> registers() const {
        std::set<Location> places;
        for (unsigned n = 1; n < gpr_count; ++n) {
            places.insert(Location::gpr(n));
        }
        for (const Instruction& instruction : routine_.instructions()) {
            if (instruction.csr && instruction.csr->writes) {
                places.insert(Location::csr(instruction.csr->number));
            }
        }
        return places;
    }

    /// Where a world's registers say that its context begins; none where too many of them say something else.
    std::optional<std::uint64_t> context_base(SlotOwner owner) const {
        constexpr unsigned enough = 8;
        const auto bases = bases_.find(owner);
        if (bases == bases_.end()) {
            return std::nullopt;
        }
        unsigned all = 0;
        for (const auto& [base, votes] : bases->second) {
            all += votes;
        }
        const auto most = std::ranges::max_element(bases->second, {},
                                                   [](const auto& base) { return base.second; });
        const bool agreed = most->second >= enough && 4 * most->second >= 3 * all;
        return agreed ? std::optional(most->first) : std::nullopt;
    }

    bool is_in_line(const Home& home, std::uint64_t offset) const {
        const auto index = context_index(home.place);
        return index && context_base(home.owner) == offset - 8 * *index;
    }

    /// What the place at `offset` keeps, where the code keeps `home` there. In a context whose beginning is known that
    /// is the register whose turn it is, whatever the code does; none where no register has its turn.
    std::optional<Home> name_of(const Home& home, std::uint64_t offset) const {
        const auto base = context_base(home.owner);
        if (!context_index(home.place) || !base) {
            return home;
        }
        const std::uint64_t index = (offset - *base) / 8;
        if ((offset - *base) % 8 != 0 || index == 0 || index >= context_size) {
            return std::nullopt;
        }
        const Location place = index < gpr_count
                                   ? Location::gpr(static_cast<unsigned>(index))
                                   : Location::csr(behind_the_gprs.at(index - gpr_count));
        return Home{home.owner, place};
    }

    std::uint64_t most_likely(const Home& home, const std::vector<std::uint64_t>& offsets) const {
        const auto in_line = std::ranges::find_if(
            offsets, [&](std::uint64_t offset) { return is_in_line(home, offset); });
        return in_line != offsets.end() ? *in_line : offsets.front();
    }

    const Routine& routine_;
    SaveArea nothing_;
    SymbolicWalk walk_;
    std::map<Home, std::vector<std::uint64_t>> offsets_;
    std::map<SlotOwner, std::map<std::uint64_t, unsigned>> bases_; ///< of the context: votes
};

} // namespace

Result<SaveArea> infer_save_area(const Routine& routine) {
    std::vector<Slot> slots = Evidence(routine).settle();
    if (slots.empty()) {
        return fail(en("%1 stores no register through its argument")(routine.name()),
                    en("Is this the world-switch routine? Name another one with --routine, or give "
                       "its address with --at."));
    }
    const std::uint64_t size = slots.back().offset + slots.back().size;
    return SaveArea("kvm_vcpu_arch", size, std::move(slots));
}

} // namespace switchscope
