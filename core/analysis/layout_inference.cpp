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

/// A register of one world that the save area keeps.
struct KeptRegister {
    SlotOwner owner;
    Location place; ///< a GPR or a CSR
    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14
    auto operator<=>(const KeptRegister&) const = default;
};

/// The members after the GPRs in struct kvm_cpu_context.
constexpr std::array after_the_gprs{csr::sepc, csr::sstatus, csr::hstatus};
constexpr std::uint64_t context_size = gpr_count + after_the_gprs.size();

/// The number of a register in struct kvm_cpu_context; none for one that is kept elsewhere.
std::optional<std::uint64_t> context_index(const Location& place) {
    if (place.kind == LocationKind::gpr) {
        return place.id;
    }
    const auto found = std::ranges::find(after_the_gprs, place.id);
    if (found == after_the_gprs.end()) {
        return std::nullopt;
    }
    return gpr_count + static_cast<std::uint64_t>(found - after_the_gprs.begin());
}

Slot make_slot(const KeptRegister& home, std::uint64_t offset) {
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

/// What the code shows of where registers are kept. Each store and each load through the struct
/// pointer is one piece of evidence: this register of this world is at that offset. A register of
/// the context also votes for the offset at which the context would begin. One mistake in the code
/// gives wrong evidence for one register, but the votes of the others agree. So the context's order
/// names its slots where enough votes agree, and the code itself names all others.
class Evidence {
  public:
    explicit Evidence(const Routine& routine)
        : routine_(routine), empty_area_("kvm_vcpu_arch", 0, {}), walk_(routine, empty_area_) {
        collect_stores();
        collect_loads(walk_.at_guest_entry(), SlotOwner::guest, 0);
        collect_loads(walk_.at_return(), SlotOwner::host, walk_.guest_step() + 1);
    }

    std::vector<Slot> slots() const {
        std::map<std::uint64_t, KeptRegister> taken;
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
    /// Takes one piece of evidence.
    void note(SlotOwner owner, const Location& place, std::uint64_t offset) {
        offsets_[{owner, place}].push_back(offset);
        if (const auto index = context_index(place)) {
            ++bases_[owner][offset - 8 * *index];
        }
    }

    void collect_stores() {
        // What a place holds changes with each step, so the walk is replayed here.
        ProvenanceTracker values(routine_, empty_area_, walk_.entry());
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
            // The guest cannot change some CSRs: they still hold what the first half put in. The
            // CSR from which such a value was read names the slot.
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

    /// Takes the evidence of loads: each register that holds at `then` a value that was loaded
    /// after step `begin`.
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

    /// The offset in the struct from which a step loads.
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

    /// The offset of a world's context, by the votes of its registers. None with fewer than eight
    /// votes for it, and where more than a quarter of all votes differ.
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

    /// Whether `offset` is where the order of the context has this register.
    bool is_in_line(const KeptRegister& home, std::uint64_t offset) const {
        const auto index = context_index(home.place);
        return index && context_base(home.owner) == offset - 8 * *index;
    }

    /// The register that the slot at `offset` is for, where the code keeps `home` there. In a
    /// context whose offset is known the order of the context decides, whatever the code does; none
    /// where no register has that offset.
    std::optional<KeptRegister> name_of(const KeptRegister& home, std::uint64_t offset) const {
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
                                   : Location::csr(after_the_gprs.at(index - gpr_count));
        return KeptRegister{home.owner, place};
    }

    /// The offset of a register for which the code shows several: one that the order of the context
    /// confirms, or the first.
    std::uint64_t most_likely(const KeptRegister& home,
                              const std::vector<std::uint64_t>& offsets) const {
        const auto in_line = std::ranges::find_if(
            offsets, [&](std::uint64_t offset) { return is_in_line(home, offset); });
        return in_line != offsets.end() ? *in_line : offsets.front();
    }

    const Routine& routine_;
    SaveArea empty_area_;
    SymbolicWalk walk_;
    std::map<KeptRegister, std::vector<std::uint64_t>> offsets_;
    /// For each world and each offset of its context the number of votes.
    std::map<SlotOwner, std::map<std::uint64_t, unsigned>> bases_;
};

} // namespace

Result<SaveArea> infer_save_area(const Routine& routine) {
    std::vector<Slot> slots = Evidence(routine).slots();
    if (slots.empty()) {
        return fail(en("%1 stores no register through its argument")(routine.name()),
                    en("Is this the world-switch routine? Name another one with --routine, or give "
                       "its address with --at."));
    }
    const std::uint64_t size = slots.back().offset + slots.back().size;
    return SaveArea("kvm_vcpu_arch", size, std::move(slots));
}

} // namespace switchscope
