// SPDX-License-Identifier: MIT
#include "core/analysis/contract.h"

#include <algorithm>
#include <array>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = Quantity::Kind;
using Moment = Clause::Moment;

constexpr std::array kept_for_caller{ra, sp, gp, tp, s0, s1, a1, a2, a3, a4,  a5, a6,
                                     a7, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11};

/// The CSRs that say why the guest exited. C code reads them after the switch.
constexpr std::array exit_causes{csr::scause, csr::stval, csr::htval, csr::htinst};

/// The CSRs that every variant swaps.
constexpr std::array always_swapped{csr::sstatus, csr::stvec, csr::sscratch};

std::set<std::uint16_t> csrs_written(const Routine& routine) {
    std::set<std::uint16_t> numbers;
    for (const Instruction& instruction : routine.instructions()) {
        if (instruction.csr && instruction.csr->writes) {
            numbers.insert(instruction.csr->number);
        }
    }
    return numbers;
}

class Contract {
  public:
    Contract(const Routine& routine, const SaveArea& area, const std::set<std::size_t>& written)
        : routine_(routine), area_(area), written_(written),
          by_firmware_(routine.instructions()[routine.sret_index()].operation == Operation::ecall) {
    }

    std::vector<Clause> write() {
        what_the_guest_finds();
        what_the_caller_finds();
        what_the_slots_hold();
        return std::move(clauses_);
    }

  private:
    void add(Moment when, const Location& where, Kind kind, const Location& home) {
        clauses_.push_back({when, where, {kind, home}});
    }

    void what_the_guest_finds() {
        if (by_firmware_) {
            // With SBI NACL the firmware loads the guest's registers. The call passes the numbers
            // of extension and function.
            add(Moment::guest_entry, Location::gpr(a7), Kind::host_at_entry, Location::gpr(a1));
            add(Moment::guest_entry, Location::gpr(a6), Kind::host_at_entry, Location::gpr(a2));
        } else {
            for (unsigned n = 1; n < gpr_count; ++n) {
                guest_finds(Location::gpr(n));
            }
        }
        guest_finds(Location::csr(csr::sstatus));
        guest_finds(Location::csr(csr::sepc));
        const auto plumbing = [&](std::uint16_t number, Kind kind) {
            const Location place = Location::csr(number);
            add(Moment::guest_entry, place, kind, place);
        };
        plumbing(csr::stvec, Kind::return_label);
        plumbing(csr::sscratch, Kind::struct_pointer);
        for (const std::uint16_t number : more_swapped()) {
            guest_finds(Location::csr(number));
        }
    }

    void guest_finds(const Location& place) {
        if (slot_of({Kind::guest_kept, place}, area_)) {
            add(Moment::guest_entry, place, Kind::guest_kept, place);
        }
    }

    void what_the_caller_finds() {
        for (const std::uint8_t number : kept_for_caller) {
            caller_finds(Location::gpr(number));
        }
        for (const std::uint16_t number : always_swapped) {
            caller_finds(Location::csr(number));
        }
        for (const std::uint16_t number : more_swapped()) {
            caller_finds(Location::csr(number));
        }
        for (const std::uint16_t number : exit_causes) {
            const Location place = Location::csr(number);
            add(Moment::routine_return, place, Kind::guest_at_trap, place);
        }
    }

    void caller_finds(const Location& place) {
        add(Moment::routine_return, place, Kind::host_at_entry, place);
    }

    void what_the_slots_hold() {
        for (std::size_t n = 0; n < area_.slots().size(); ++n) {
            const Slot& slot = area_.slots()[n];
            const Location home = slot.gpr ? Location::gpr(*slot.gpr) : Location::csr(*slot.csr);
            const Location place = Location::slot(0, n, slot.size);
            if (slot.owner == SlotOwner::guest) {
                const bool always = slot.gpr || slot.csr == csr::sstatus || slot.csr == csr::sepc;
                if (always || written_.contains(n) ||
                    more_swapped().contains(static_cast<std::uint16_t>(home.id))) {
                    add(Moment::routine_return, place, Kind::guest_at_trap, home);
                }
            } else if (written_.contains(n)) {
                add(Moment::routine_return, place, Kind::host_at_entry, home);
            }
        }
    }

    /// The CSRs that this routine swaps in addition to those of every variant.
    const std::set<std::uint16_t>& more_swapped() {
        if (!more_) {
            more_ = csrs_written(routine_);
            for (const std::uint16_t number : always_swapped) {
                more_->erase(number);
            }
            for (const std::uint16_t number : csr::filled_by_trap) {
                more_->erase(number);
            }
        }
        return *more_;
    }

    const Routine& routine_;
    const SaveArea& area_;
    const std::set<std::size_t>& written_;
    bool by_firmware_;
    std::optional<std::set<std::uint16_t>> more_;
    std::vector<Clause> clauses_;
};

} // namespace

bool is_kept_for_caller(unsigned gpr) {
    return std::ranges::find(kept_for_caller, gpr) != kept_for_caller.end();
}

std::optional<std::size_t> slot_of(const Quantity& quantity, const SaveArea& area) {
    SlotOwner owner = SlotOwner::guest;
    switch (quantity.kind) {
    case Kind::struct_pointer:
    case Kind::return_label:
        return std::nullopt;
    case Kind::host_at_entry:
        owner = SlotOwner::host;
        break;
    case Kind::guest_kept:
    case Kind::guest_at_trap:
        break;
    }
    const auto number = static_cast<unsigned>(quantity.home.id);
    return quantity.home.kind == LocationKind::gpr ? area.index_of_gpr(owner, number)
                                                   : area.index_of_csr(owner, number);
}

std::vector<Clause> contract_of(const Routine& routine, const SaveArea& area,
                                const std::set<std::size_t>& written) {
    return Contract(routine, area, written).write();
}

} // namespace switchscope
