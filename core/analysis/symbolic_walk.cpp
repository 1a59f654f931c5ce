// SPDX-License-Identifier: MIT
#include "core/analysis/symbolic_walk.h"

#include <algorithm>
#include <array>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

/// The CSRs that change while the guest runs, besides those that the trap fills. These are the
/// status registers, the CSRs that the guest itself can write, and the pending interrupts. The
/// guest writes scounteren, senvcfg and sstateen0 itself, because these have no vs* counterpart.
constexpr std::uint16_t sstateen0 = 0x10c;
constexpr std::array<std::uint16_t, 17> changed_by_guest{
    csr::sstatus, csr::hstatus, csr::vsstatus,   csr::vsie,    csr::vstvec, csr::vsscratch,
    csr::vsepc,   csr::vscause, csr::vstval,     csr::vsip,    csr::vsatp,  csr::sip,
    csr::hip,     csr::hvip,    csr::scounteren, csr::senvcfg, sstateen0};

/// The size of the struct in bytes, at most, where it is not known.
constexpr std::uint64_t reach_without_size = 0x10000;

/// The state at the entry: a0 is the struct pointer.
MachineState nominal_entry(const Routine& routine) {
    MachineState state;
    state.pc = routine.begin();
    state.gprs[a0] = SymbolicWalk::struct_address;
    state.areas.push_back({SymbolicWalk::struct_address, std::nullopt, {}});
    return state;
}

} // namespace

SymbolicWalk::SymbolicWalk(const Routine& routine, const SaveArea& area)
    : routine_(&routine), area_(&area),
      entry_(nominal_entry(routine)), now_{ProvenanceTracker(routine, area, entry_), {}} {
    now_.numbers[Location::gpr(a0)] = struct_address;
    for (std::size_t index = 0; index < routine.instructions().size(); ++index) {
        if (index == routine.sret_index() || index == routine.ret_index()) {
            snapshots_.push_back(now_);
        }
        execute(index);
        if (index == routine.sret_index()) {
            run_guest();
            snapshots_.push_back(now_);
        }
    }
}

std::size_t SymbolicWalk::step_of(std::size_t instruction) const {
    return instruction <= routine_->sret_index() ? instruction : instruction + 1;
}

std::optional<std::size_t> SymbolicWalk::instruction_of(std::size_t step) const {
    if (step == guest_step()) {
        return std::nullopt;
    }
    return step < guest_step() ? step : step - 1;
}

std::vector<std::size_t> SymbolicWalk::moves_of(const Origin& origin) const {
    std::vector<std::size_t> moves;
    for (std::size_t step = 0; step < origins_.size(); ++step) {
        if (step != guest_step() &&
            std::ranges::find(origins_[step], origin) != origins_[step].end()) {
            moves.push_back(step);
        }
    }
    return moves;
}

std::optional<std::uint64_t> SymbolicWalk::offset_of(const Location& place) const {
    if (place.kind == LocationKind::slot && place.id < area_->slots().size()) {
        return area_->slots()[place.id].offset;
    }
    return place.kind == LocationKind::memory ? std::optional(place.id - struct_address)
                                              : std::nullopt;
}

std::optional<std::uint64_t> SymbolicWalk::number_of(const Location& place) const {
    if (place == Location::gpr(zero)) {
        return 0;
    }
    const auto found = now_.numbers.find(place);
    return found == now_.numbers.end() ? std::nullopt : std::optional(found->second);
}

Location SymbolicWalk::place_at(std::uint64_t offset, std::uint8_t size) const {
    const auto index = area_->index_at(offset);
    if (index && area_->slots()[*index].size == size) {
        return Location::slot(0, *index, size);
    }
    return Location::memory(struct_address + offset, size);
}

std::vector<Location> SymbolicWalk::overlapping(std::uint64_t offset, std::uint8_t size) const {
    const auto shares = [&](std::uint64_t other, std::uint64_t other_size) {
        return other < offset + size && offset < other + other_size;
    };
    const Location exact = place_at(offset, size);
    std::vector<Location> places;
    for (std::size_t n = 0; n < area_->slots().size(); ++n) {
        const Slot& slot = area_->slots()[n];
        const Location place = Location::slot(0, n, slot.size);
        if (shares(slot.offset, slot.size) && place != exact) {
            places.push_back(place);
        }
    }
    for (const Location& place : memory_) {
        if (shares(place.id - struct_address, place.size) && place != exact) {
            places.push_back(place);
        }
    }
    return places;
}

void SymbolicWalk::leave(const Instruction& instruction, std::size_t index, English what) {
    not_followed_.push_back({index, en("%1 (%2)")(what, instruction.text())});
}

std::optional<std::uint64_t> SymbolicWalk::resolve(const Instruction& instruction,
                                                   std::size_t index) {
    const MemoryAccess& access = *instruction.memory;
    if (access.as_guest) {
        leave(instruction, index, en("an access to the guest's memory"));
        return std::nullopt;
    }
    const Location base = Location::gpr(access.base);
    const Provenance held = now_.values.of(base);
    const auto number = number_of(base);
    if (number) {
        const std::uint64_t offset =
            *number + static_cast<std::uint64_t>(access.offset) - struct_address;
        const std::uint64_t reach = area_->size() != 0 ? area_->size() : reach_without_size;
        if (offset < reach && access.size <= reach - offset) {
            return offset;
        }
        const auto distance = static_cast<std::int64_t>(offset);
        const auto near = static_cast<std::int64_t>(reach_without_size);
        if (distance > -near && distance < near) {
            strays_.push_back({index, base, held, distance});
        } else {
            leave(instruction, index, en("an access to other memory than the struct"));
        }
        return std::nullopt;
    }
    // The number of the base is not known. Where it is a pointer that the host had at the entry,
    // the access goes to the host's stack or data: that may be right, and is not followed. Any
    // other value is no valid base.
    const bool hosts_pointer = held.origin.kind == Origin::Kind::found &&
                               held.origin.place.kind == LocationKind::gpr &&
                               held.owner == Owner::host;
    if (hosts_pointer) {
        leave(instruction, index, en("an access to other memory than the struct"));
    } else {
        strays_.push_back({index, base, held, std::nullopt});
    }
    return std::nullopt;
}

void SymbolicWalk::set_gpr(const Instruction& instruction, Step& step,
                           std::optional<std::uint64_t> number,
                           std::optional<Location> from) const {
    if (instruction.rd) {
        step.effects.push_back({Location::gpr(*instruction.rd), std::nullopt, number, from});
    }
}

void SymbolicWalk::load(const Instruction& instruction, std::size_t index, Step& step) {
    const auto offset = resolve(instruction, index);
    if (!offset) {
        set_gpr(instruction, step, std::nullopt, std::nullopt);
        return;
    }
    const Location place = place_at(*offset, instruction.memory->size);
    if (place.kind == LocationKind::memory) {
        memory_.insert(place);
    }
    // A load of a part of a value, or of parts of two, gives another value.
    const bool whole = place.size == 8 && (place.kind == LocationKind::slot ||
                                           overlapping(*offset, place.size).empty());
    set_gpr(instruction, step, whole ? number_of(place) : std::nullopt,
            whole ? std::optional(place) : std::nullopt);
}

void SymbolicWalk::store(const Instruction& instruction, std::size_t index, Step& step) {
    const auto offset = resolve(instruction, index);
    if (!offset) {
        return;
    }
    const Location place = place_at(*offset, instruction.memory->size);
    const Location source = Location::gpr(instruction.rs2.value_or(zero));
    const bool whole = place.size == 8;
    step.effects.push_back({place, std::nullopt, whole ? number_of(source) : std::nullopt,
                            whole ? std::optional(source) : std::nullopt});
    for (const Location& damaged : overlapping(*offset, place.size)) {
        step.effects.push_back({damaged, std::nullopt, std::nullopt, std::nullopt});
    }
    if (place.kind == LocationKind::memory) {
        memory_.insert(place);
    }
}

void SymbolicWalk::access_csr(const Instruction& instruction, Step& step) {
    const CsrAccess& access = *instruction.csr;
    const Location place = Location::csr(access.number);
    if (access.writes) {
        Effect written{place, std::nullopt, std::nullopt, std::nullopt};
        if (access.operation == CsrOperation::write) {
            if (access.immediate) {
                written.after = *access.immediate;
            } else {
                written.from = Location::gpr(instruction.rs1.value_or(zero));
                written.after = number_of(*written.from);
            }
        }
        step.effects.push_back(written);
    }
    if (instruction.rd) {
        set_gpr(instruction, step, number_of(place), place);
    }
}

void SymbolicWalk::compute(const Instruction& instruction, Step& step) const {
    const auto immediate = static_cast<std::uint64_t>(instruction.immediate);
    switch (instruction.operation) {
    case Operation::move: {
        const Location from = Location::gpr(instruction.rs1.value_or(zero));
        set_gpr(instruction, step, number_of(from), from);
        break;
    }
    case Operation::add_immediate: {
        const auto number = instruction.rs1 ? number_of(Location::gpr(*instruction.rs1))
                                            : std::optional<std::uint64_t>(0);
        const bool moves = number && instruction.immediate == 0 && instruction.rs1;
        set_gpr(instruction, step, number ? std::optional(*number + immediate) : std::nullopt,
                moves ? std::optional(Location::gpr(*instruction.rs1)) : std::nullopt);
        break;
    }
    case Operation::lui:
        set_gpr(instruction, step, immediate, std::nullopt);
        break;
    case Operation::auipc:
        set_gpr(instruction, step, instruction.address + immediate, std::nullopt);
        break;
    default:
        set_gpr(instruction, step, std::nullopt, std::nullopt);
        break;
    }
}

void SymbolicWalk::leave_unmodelled(const Instruction& instruction, std::size_t index, Step& step) {
    switch (instruction.operation) {
    case Operation::sret:
    case Operation::ecall:
        if (index != routine_->sret_index()) {
            leave(instruction, index, en("a change of world in the middle of a half"));
        }
        break;
    case Operation::jump_register:
        if (index != routine_->ret_index()) {
            leave(instruction, index, en("a jump"));
        }
        break;
    case Operation::branch:
        leave(instruction, index, en("a conditional branch"));
        break;
    case Operation::jump:
        leave(instruction, index, en("a jump"));
        break;
    case Operation::atomic:
        leave(instruction, index, en("an atomic memory access"));
        set_gpr(instruction, step, std::nullopt, std::nullopt);
        break;
    case Operation::floating_point:
        leave(instruction, index, en("floating-point state"));
        break;
    default:
        leave(instruction, index, en("an instruction without a model"));
        set_gpr(instruction, step, std::nullopt, std::nullopt);
        break;
    }
}

void SymbolicWalk::execute(std::size_t index) {
    const Instruction& instruction = routine_->instructions()[index];
    Step step;
    const auto span = routine_->span_of(index);
    step.span = span ? static_cast<std::int16_t>(*span) : std::int16_t{-1};
    step.half = span ? routine_->spans()[*span].half : Half::none;
    step.pc = instruction.address;
    step.pc_after = instruction.next_address();
    step.size = instruction.size;
    step.encoding = instruction.encoding;
    switch (instruction.operation) {
    case Operation::load:
        if (instruction.memory) {
            load(instruction, index, step);
        }
        break;
    case Operation::store:
        if (instruction.memory) {
            store(instruction, index, step);
        }
        break;
    case Operation::csr:
        if (instruction.csr) {
            access_csr(instruction, step);
        }
        break;
    case Operation::move:
    case Operation::add_immediate:
    case Operation::lui:
    case Operation::auipc:
    case Operation::alu:
        compute(instruction, step);
        break;
    case Operation::fence:
        break;
    default:
        leave_unmodelled(instruction, index, step);
        break;
    }
    commit(std::move(step));
}

void SymbolicWalk::run_guest() {
    Step step;
    step.kind = Step::Kind::run;
    step.world = World::guest;
    step.world_after = World::host;
    step.trapped = true;
    step.pc_after = routine_->return_label();
    for (unsigned n = 1; n < gpr_count; ++n) {
        step.effects.push_back({Location::gpr(n), std::nullopt, std::nullopt, std::nullopt});
    }
    const auto changed = [&](std::uint16_t number) {
        step.effects.push_back({Location::csr(number), std::nullopt, std::nullopt, std::nullopt});
    };
    std::ranges::for_each(csr::filled_by_trap, changed);
    std::ranges::for_each(changed_by_guest, changed);
    commit(std::move(step));
    // The second half is walked as if the first one were right: sscratch has the struct pointer.
    // Otherwise a mistake in the first half would appear again as mistakes of the second half.
    now_.numbers[Location::csr(csr::sscratch)] = struct_address;
}

void SymbolicWalk::commit(Step step) {
    const std::size_t number = steps_.size();
    now_.values.apply(step, number);
    std::vector<Origin> origins;
    origins.reserve(step.effects.size());
    for (const Effect& effect : step.effects) {
        origins.push_back(now_.values.origin_of(effect.at));
        if (effect.after) {
            now_.numbers[effect.at] = *effect.after;
        } else {
            now_.numbers.erase(effect.at);
        }
    }
    origins_.push_back(std::move(origins));
    steps_.push_back(std::move(step));
}

} // namespace switchscope
