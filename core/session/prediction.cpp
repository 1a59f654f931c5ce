// SPDX-License-Identifier: MIT
#include "core/session/prediction.h"

#include "core/isa/registers.h"

namespace switchscope {

namespace {

std::uint64_t truncated(std::uint64_t value, std::uint8_t size) {
    return size >= 8 ? value : value & ((std::uint64_t{1} << (8 * size)) - 1);
}

std::uint64_t address_of(const MemoryAccess& access, const MachineState& state) {
    return state.gprs[access.base] + static_cast<std::uint64_t>(access.offset);
}

/// A place in memory as an instruction of the current world reaches it. Only the host sees the save
/// areas.
Location reached(const MemoryAccess& access, const MachineState& state, const SaveArea& area) {
    const std::uint64_t address = address_of(access, state);
    const bool by_host = state.world == World::host && !access.as_guest;
    return by_host ? locate(address, access.size, state, area)
                   : Location::memory(address, access.size);
}

/// Adds the slots that a store changes in part, with what they hold then where all of it is known.
void predict_partial_slots(const MemoryAccess& access, std::uint64_t value,
                           const MachineState& state, const SaveArea& area,
                           std::vector<Effect>& effects) {
    const std::uint64_t begin = address_of(access, state);
    for (std::size_t n = 0; n < state.areas.size(); ++n) {
        if (begin + access.size <= state.areas[n].address ||
            begin >= state.areas[n].address + area.size()) {
            continue;
        }
        for (std::size_t index = 0; index < area.slots().size(); ++index) {
            const Slot& slot = area.slots()[index];
            const std::uint64_t at = state.areas[n].address + slot.offset;
            if (begin + access.size <= at || begin >= at + slot.size) {
                continue;
            }
            const Location place = Location::slot(static_cast<std::uint16_t>(n), index, slot.size);
            const auto before = state.value(place);
            std::optional<std::uint64_t> after = before;
            for (unsigned byte = 0; after && byte < access.size; ++byte) {
                const std::uint64_t distance = begin + byte - at; // wraps where it is in front
                if (distance < slot.size) {
                    *after &= ~(std::uint64_t{0xff} << (8 * distance));
                    *after |= (value >> (8 * byte) & 0xff) << (8 * distance);
                }
            }
            effects.push_back({place, before, after, std::nullopt});
        }
    }
}

Effect gpr_effect(unsigned rd, const MachineState& state, std::optional<std::uint64_t> after,
                  std::optional<Location> from) {
    return {Location::gpr(rd), state.gprs[rd], after, from};
}

void predict_csr(const Instruction& instruction, const MachineState& state,
                 std::vector<Effect>& effects) {
    const CsrAccess& access = *instruction.csr;
    const Location place = Location::csr(true_csr(state.world, access.number));
    const auto old = state.value(place);
    if (access.writes) {
        Effect written{place, old, std::nullopt, std::nullopt};
        if (!access.immediate && instruction.rs1 && access.operation == CsrOperation::write) {
            written.from = Location::gpr(*instruction.rs1);
        }
        effects.push_back(written);
    }
    if (instruction.rd) {
        effects.push_back(gpr_effect(*instruction.rd, state, std::nullopt, place));
    }
}

} // namespace

std::uint16_t true_csr(World world, std::uint16_t number) {
    return world == World::guest ? virtual_supervisor_of(number).value_or(number) : number;
}

Location locate(std::uint64_t address, std::uint8_t size, const MachineState& state,
                const SaveArea& area) {
    for (std::size_t n = 0; n < state.areas.size(); ++n) {
        const std::uint64_t offset = address - state.areas[n].address;
        if (address < state.areas[n].address || offset >= area.size()) {
            continue;
        }
        const auto index = area.index_at(offset);
        if (index && area.slots()[*index].size == size) {
            return Location::slot(static_cast<std::uint16_t>(n), *index, size);
        }
    }
    return Location::memory(address, size);
}

Prediction predict(const Instruction& instruction, const MachineState& state,
                   const SaveArea& area) {
    Prediction prediction;
    prediction.successor = instruction.successor(state.gprs);
    switch (instruction.operation) {
    case Operation::sret:
    case Operation::mret:
    case Operation::ecall:
    case Operation::ebreak:
        prediction.may_change_world = true;
        break;
    case Operation::load:
        if (instruction.rd && instruction.memory) {
            const Location from = reached(*instruction.memory, state, area);
            prediction.effects.push_back(
                gpr_effect(*instruction.rd, state, state.value(from), from));
        }
        break;
    case Operation::store:
        if (instruction.memory) {
            const Location to = reached(*instruction.memory, state, area);
            const unsigned source = instruction.rs2.value_or(Gpr::zero);
            prediction.effects.push_back({to, state.value(to),
                                          truncated(state.gprs[source], to.size),
                                          Location::gpr(source)});
            const bool by_host = state.world == World::host && !instruction.memory->as_guest;
            if (to.kind == LocationKind::memory && by_host) {
                predict_partial_slots(*instruction.memory, state.gprs[source], state, area,
                                      prediction.effects);
            }
        }
        break;
    case Operation::atomic:
        if (instruction.memory) {
            prediction.effects.push_back(
                {reached(*instruction.memory, state, area), std::nullopt, std::nullopt, {}});
        }
        if (instruction.rd) {
            prediction.effects.push_back(gpr_effect(*instruction.rd, state, std::nullopt, {}));
        }
        break;
    case Operation::csr:
        predict_csr(instruction, state, prediction.effects);
        break;
    case Operation::move:
        if (instruction.rd && instruction.rs1) {
            prediction.effects.push_back(gpr_effect(*instruction.rd, state,
                                                    state.gprs[*instruction.rs1],
                                                    Location::gpr(*instruction.rs1)));
        }
        break;
    default:
        if (instruction.rd) {
            prediction.effects.push_back(gpr_effect(*instruction.rd, state, std::nullopt, {}));
        }
        break;
    }
    return prediction;
}

} // namespace switchscope
