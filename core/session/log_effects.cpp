// SPDX-License-Identifier: MIT
#include "core/session/log_effects.h"

#include "core/isa/registers.h"

namespace switchscope {

void complete_effect(const Instruction& instruction, const MachineState& state,
                     std::uint32_t unknown_gprs, Effect& effect) {
    const auto known = [&](std::optional<std::uint8_t> gpr) {
        return !gpr || (unknown_gprs >> *gpr & 1) == 0;
    };
    const auto value = [&](std::optional<std::uint8_t> gpr) {
        return gpr ? state.gprs[*gpr] : std::uint64_t{0};
    };
    if (effect.at.kind == LocationKind::csr && instruction.csr) {
        const CsrAccess& access = *instruction.csr;
        const std::uint64_t operand = access.immediate.value_or(0) + value(instruction.rs1);
        const std::uint64_t old = effect.before.value_or(0);
        if (!known(instruction.rs1)) {
            effect.after.reset();
        } else if (access.operation == CsrOperation::write) {
            effect.after = operand;
        } else if (effect.before) {
            effect.after = access.operation == CsrOperation::set ? old | operand : old & ~operand;
        }
        if (effect.after) {
            *effect.after &= own_bits(static_cast<unsigned>(effect.at.id));
        }
        return;
    }
    if (effect.at.kind != LocationKind::gpr) {
        if (!known(instruction.rs2)) {
            effect.after.reset();
        }
        return;
    }
    if (effect.from && effect.from->kind == LocationKind::csr) {
        // What else the register shows is in nobody's account.
        const bool all_known =
            own_bits(static_cast<unsigned>(effect.from->id)) == ~std::uint64_t{0};
        effect.after = all_known ? state.value(*effect.from) : std::nullopt;
        return;
    }
    if (effect.after) {
        return;
    }
    const auto immediate = static_cast<std::uint64_t>(instruction.immediate);
    switch (instruction.operation) {
    case Operation::lui:
        effect.after = immediate;
        break;
    case Operation::auipc:
        effect.after = instruction.address + immediate;
        break;
    case Operation::add_immediate:
        if (known(instruction.rs1)) {
            effect.after = value(instruction.rs1) + immediate;
        }
        break;
    case Operation::jump:
    case Operation::jump_register:
        effect.after = instruction.next_address();
        break;
    default:
        break; // the next dump shows it
    }
}

void complete_hand_over(const Instruction& instruction, const MachineState& state, Step& step) {
    constexpr std::uint64_t spv = 1u << 7;
    if (instruction.operation == Operation::sret) {
        const Location at = Location::csr(csr::hstatus);
        const auto hstatus = state.value(at);
        if (hstatus && (*hstatus & spv) != 0) {
            step.world_after = World::guest;
            step.effects.push_back({at, hstatus, *hstatus & ~spv, std::nullopt});
        }
        step.pc_after = state.value(Location::csr(csr::sepc)).value_or(0);
    } else {
        step.world_after = World::firmware;
        step.pc_after = state.value(Location::csr(csr::mtvec)).value_or(0) & ~std::uint64_t{3};
    }
}

} // namespace switchscope
