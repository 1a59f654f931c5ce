// SPDX-License-Identifier: MIT
#include "core/session/observation.h"

#include <algorithm>

namespace switchscope {

namespace {

constexpr std::array<std::uint16_t, 29> followed{
    csr::sstatus,    csr::sie,       csr::stvec,   csr::scounteren, csr::senvcfg,  csr::sscratch,
    csr::sepc,       csr::scause,    csr::stval,   csr::satp,       csr::vsstatus, csr::vsie,
    csr::vstvec,     csr::vsscratch, csr::vsepc,   csr::vscause,    csr::vstval,   csr::vsatp,
    csr::mtvec,      csr::hstatus,   csr::hedeleg, csr::hideleg,    csr::hie,      csr::hcounteren,
    csr::htimedelta, csr::htval,     csr::hvip,    csr::htinst,     csr::hgatp};

/// CSRs that are windows onto one register: a write through one can change the others.
constexpr std::array<std::uint16_t, 3> interrupt_enables{csr::sie, csr::hie, csr::vsie};
constexpr std::array<std::uint16_t, 4> interrupt_pending{csr::sip, csr::hip, csr::vsip, csr::hvip};

} // namespace

std::span<const std::uint16_t> followed_csrs() {
    return followed;
}

std::optional<std::uint64_t> Observation::csr_value(std::uint16_t number) const {
    const auto found = std::ranges::find(csrs, number, &decltype(csrs)::value_type::first);
    return found == csrs.end() ? std::nullopt : found->second;
}

std::span<const std::uint16_t> windows_beside(std::uint64_t number) {
    for (const std::span<const std::uint16_t> windows :
         {std::span<const std::uint16_t>(interrupt_enables),
          std::span<const std::uint16_t>(interrupt_pending)}) {
        if (std::ranges::find(windows, number) != windows.end()) {
            return windows;
        }
    }
    return {};
}

bool Observation::looked_at(std::uint16_t number) const {
    return std::ranges::find(csrs, number, &decltype(csrs)::value_type::first) != csrs.end();
}

void Observation::add_csr(std::uint16_t number, std::optional<std::uint64_t> value) {
    csrs.emplace_back(number, value ? std::optional(*value & own_bits(number)) : std::nullopt);
}

void reconcile(Step& step, const MachineState& before, const Observation& seen,
               const SaveArea& area) {
    const auto add = [&](const Location& at, std::optional<std::uint64_t> now) {
        const auto known = std::find_if(step.effects.rbegin(), step.effects.rend(),
                                        [&](const Effect& effect) { return effect.at == at; });
        if (known == step.effects.rend()) {
            if (const auto was = before.value(at); was != now) {
                step.effects.push_back({at, was, now, std::nullopt});
            }
        } else if (known->after != now) {
            known->after = now;
            known->from.reset();
        }
    };
    for (unsigned n = 1; n < gpr_count; ++n) {
        add(Location::gpr(n), seen.gprs[n]);
    }
    for (const auto& [number, value] : seen.csrs) {
        add(Location::csr(number), value);
    }
    for (std::size_t n = 0; n < seen.slots.size(); ++n) {
        for (std::size_t slot = 0; slot < seen.slots[n].size(); ++slot) {
            add(Location::slot(static_cast<std::uint16_t>(n), slot, area.slots()[slot].size),
                seen.slots[n][slot]);
        }
    }
}

void add_trap_effects(Step& step, const MachineState& before, const Observation& seen) {
    if (!step.trapped || step.world_after != World::host) {
        return;
    }
    for (const std::uint16_t number : csr::filled_by_trap) {
        const Location at = Location::csr(number);
        const auto found = std::ranges::find(
            seen.csrs, number, &std::pair<std::uint16_t, std::optional<std::uint64_t>>::first);
        if (found != seen.csrs.end() &&
            std::ranges::find(step.effects, at, &Effect::at) == step.effects.end()) {
            step.effects.push_back({at, before.value(at), found->second, std::nullopt});
        }
    }
}

void add_window_effects(Step& step, const MachineState& before, const Observation& seen) {
    const auto written = std::ranges::find_if(step.effects, [](const Effect& effect) {
        return effect.at.kind == LocationKind::csr && !windows_beside(effect.at.id).empty();
    });
    if (written == step.effects.end()) {
        return;
    }
    const Location through = written->at;
    const auto windows = windows_beside(through.id);
    for (const auto& [number, value] : seen.csrs) {
        const Location at = Location::csr(number);
        const bool beside = std::ranges::find(windows, number) != windows.end();
        if (beside && at != through && std::ranges::find(followed, number) != followed.end() &&
            before.value(at) != value) {
            step.effects.push_back({at, before.value(at), value, through});
        }
    }
}

} // namespace switchscope
