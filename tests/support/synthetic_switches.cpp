// SPDX-License-Identifier: MIT
#include "tests/support/synthetic_switches.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "core/isa/registers.h"
#include "core/session/live_session.h"
#include "core/session/prediction.h"

namespace switchscope::test {

namespace {

template <class T> T must(Result<T> result) {
    if (!result) {
        std::cerr << result.error().message() << '\n';
        std::abort();
    }
    return std::move(*result);
}

constexpr std::uint64_t area_address = 0xff60000001a00000, area_distance = 0x10000,
                        guest_code = 0x80000000, guest_data = 0x80400000,
                        c_code = 0xffffffff8001a2b4;

/// The guest's loop: what each instruction writes, and how.
enum class Does : std::uint8_t { count, load, scramble, store, compare, loop };
constexpr std::array guest_loop{Does::count,   Does::load, Does::scramble, Does::count,
                                Does::store,   Does::load, Does::count,    Does::store,
                                Does::compare, Does::loop};

} // namespace

std::shared_ptr<const SessionFacts> demo_facts(const std::string& variant) {
    const auto image = must(
        Image::open(std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / ("demo-" + variant + ".elf")));
    auto routine = must(Routine::from_image(*image));
    auto sources = read_sources(routine, SourceFiles());
    return std::make_shared<const SessionFacts>(SessionFacts{
        "Synthetic machine, " + variant + " variant", "made up", image->path().filename().string(),
        std::move(routine), must(SaveArea::from_image(*image)), std::move(sources), true,
        image->path().string(), image->build_id()});
}

SyntheticSwitches::SyntheticSwitches(std::shared_ptr<const SessionFacts> facts, std::uint64_t seed,
                                     std::uint32_t harts, std::uint16_t vcpus)
    : facts_(std::move(facts)), random_(seed), harts_(harts) {
    state_.pc = facts_->routine.begin();
    for (unsigned n = 1; n < gpr_count; ++n) {
        state_.gprs[n] = random_();
    }
    state_.gprs[Gpr::a0] = area_address;
    for (const std::uint16_t number :
         {csr::sstatus, csr::stvec, csr::sscratch, csr::sepc, csr::scause, csr::stval, csr::hstatus,
          csr::hgatp, csr::vsstatus, csr::vsepc, csr::htval, csr::scounteren}) {
        state_.csrs[number] = random_();
    }
    state_.csrs[csr::htinst] = std::nullopt;
    for (std::uint64_t vcpu = 0; vcpu < vcpus; ++vcpu) {
        MachineState::Area& area = state_.areas.emplace_back();
        area.address = area_address + vcpu * area_distance;
        area.physical = 0x81a00000 + vcpu * area_distance;
        for (std::size_t n = 0; n < facts_->area.slots().size(); ++n) {
            area.slots.emplace_back(random_());
        }
    }
    harts_.front().vcpu = 0;
    for (std::uint32_t number = 1; number < harts; ++number) {
        HartState& other = state_.parked.emplace_back(state_);
        other.hart = number;
        other.pc = c_code;
        for (unsigned n = 1; n < gpr_count; ++n) {
            other.gprs[n] = random_();
        }
    }
}

void SyntheticSwitches::take_turns() {
    if (harts_.size() > 1 && turn_-- == 0) {
        turn_ = random(40);
        state_.select_hart(static_cast<std::uint32_t>(random(harts_.size())));
    }
}

bool SyntheticSwitches::timed(const Step& step) const {
    return harts_.size() > 1 && step.world == World::host &&
           (step.pc == facts_->routine.begin() || step.pc == facts_->routine.return_label());
}

void SyntheticSwitches::put(Step& step, const Location& at, std::uint64_t value,
                            std::optional<Location> from) const {
    step.effects.push_back({at, state_.value(at), value, from});
}

Step SyntheticSwitches::in_routine(std::size_t index) {
    const Routine& routine = facts_->routine;
    const Instruction& instruction = routine.instructions()[index];
    Step step;
    step.encoding = instruction.encoding;
    step.size = instruction.size;
    const std::size_t span = *routine.span_of(index);
    step.span = static_cast<std::int16_t>(span);
    step.half = routine.spans()[span].half;
    step.verified = index + 1 == routine.spans()[span].first + routine.spans()[span].count;
    const Prediction prediction = predict(instruction, state_, facts_->area);
    step.effects = prediction.effects;
    step.pc_after = prediction.successor.value_or(0);
    std::optional<std::uint64_t> written;
    for (Effect& effect : step.effects) {
        if (effect.at.kind == LocationKind::csr && instruction.rs1) {
            effect.after = state_.gprs[*instruction.rs1];
        } else if (effect.from && effect.from->kind == LocationKind::csr) {
            effect.after = state_.value(*effect.from);
        } else if (!effect.after) {
            effect.after = instruction.operation == Operation::auipc ? instruction.address
                                                                     : routine.return_label();
        }
    }
    if (index == routine.sret_index()) {
        step.world_after = World::guest;
        step.pc_after = guest_code + 4 * hart().guest_at;
        hart().guest_left = 1 + random(60);
    } else if (index == routine.ret_index()) {
        step.pc_after = c_code;
    }
    return step;
}

Step SyntheticSwitches::in_guest() {
    Step step;
    step.world = step.world_after = World::guest;
    step.size = 4;
    step.encoding = 0x00a50513 + static_cast<std::uint32_t>(hart().guest_at) * 0x80;
    step.pc_after = state_.pc + 4;
    const std::uint64_t element = guest_data + 8 * (state_.gprs[Gpr::s2] % 512);
    switch (guest_loop[hart().guest_at]) {
    case Does::count:
        put(step, Location::gpr(Gpr::s2), state_.gprs[Gpr::s2] + 1);
        break;
    case Does::load:
        put(step, Location::gpr(Gpr::a5), random(1000), Location::memory(element, 8));
        break;
    case Does::scramble:
        put(step, Location::gpr(Gpr::a4), random_());
        break;
    case Does::store:
        step.effects.push_back({Location::memory(element, 8), std::nullopt, state_.gprs[Gpr::a4],
                                Location::gpr(Gpr::a4)});
        break;
    case Does::compare:
        put(step, Location::gpr(Gpr::t1), random(2));
        break;
    case Does::loop:
        step.pc_after = guest_code;
        break;
    }
    hart().guest_at = (hart().guest_at + 1) % guest_loop.size();
    return step;
}

Step SyntheticSwitches::trap() {
    Step step;
    step.world = World::guest;
    step.verified = step.trapped = true;
    step.size = 4;
    step.encoding = 0x73;
    step.pc_after = facts_->routine.return_label();
    constexpr std::array<std::uint64_t, 5> causes{10, 10, 10, 21, 0x8000000000000005};
    put(step, Location::csr(csr::sepc), state_.pc);
    put(step, Location::csr(csr::scause), causes[random(causes.size())]);
    put(step, Location::csr(csr::stval), random(4) == 0 ? random_() : 0);
    put(step, Location::csr(csr::vsstatus), random(3));
    step.effects.push_back({Location::csr(csr::htinst), state_.value(Location::csr(csr::htinst)),
                            std::nullopt, std::nullopt});
    return step;
}

Step SyntheticSwitches::in_c() {
    Step step;
    step.kind = Step::Kind::run;
    step.verified = true;
    step.pc_after = facts_->routine.begin();
    for (const unsigned n : {unsigned{Gpr::ra}, unsigned{Gpr::s1}, unsigned{Gpr::a1},
                             unsigned{Gpr::a2}, unsigned{Gpr::t0}, unsigned{Gpr::t3}}) {
        if (random(3) != 0) {
            put(step, Location::gpr(n), n == Gpr::ra ? c_code : random_());
        }
    }
    if (harts_.size() > 1 || state_.areas.size() > 1) {
        hart().vcpu.reset();
        std::vector<std::uint16_t> idle;
        for (std::uint16_t vcpu = 0; vcpu < state_.areas.size(); ++vcpu) {
            if (std::ranges::find(harts_, std::optional(vcpu), &Hart::vcpu) == harts_.end()) {
                idle.push_back(vcpu);
            }
        }
        hart().vcpu = step.area = idle.at(random(idle.size()));
    }
    put(step, Location::gpr(Gpr::a0), state_.areas[step.area].address);
    const auto sepc = facts_->area.index_of_csr(SlotOwner::guest, csr::sepc);
    if (sepc) {
        const Location at = Location::slot(step.area, *sepc, facts_->area.slots()[*sepc].size);
        put(step, at, state_.value(at).value_or(0) + 4);
    }
    return step;
}

Step SyntheticSwitches::next() {
    take_turns();
    Step step;
    if (state_.world == World::guest) {
        step = hart().guest_left-- > 0 ? in_guest() : trap();
    } else if (const auto index = facts_->routine.index_of(state_.pc)) {
        step = in_routine(*index);
    } else {
        step = in_c();
    }
    if (step.kind == Step::Kind::instruction && step.pc_after == 0) {
        step.pc_after = state_.pc + step.size;
    }
    step.pc = state_.pc;
    step.hart = state_.hart;
    step.area_before = state_.area;
    if (step.kind == Step::Kind::instruction) {
        step.area = state_.area;
    }
    if (step.world == World::host && step.pc == facts_->routine.begin()) {
        hart().number = entered_++;
    }
    step.switch_number = hart().number;
    if (timed(step)) {
        clock_ += random(2'000'000) * (random(4) == 0 ? 1 : 1000) + 1;
        step.time = clock_;
    }
    state_.apply(step);
    return step;
}

Step any_step(std::mt19937_64& random) {
    const auto value = [&]() -> std::optional<std::uint64_t> {
        return random() % 5 == 0 ? std::nullopt : std::optional(random() >> random() % 64);
    };
    const auto place = [&] {
        const Location places[] = {
            Location::gpr(static_cast<unsigned>(1 + random() % 31)),
            Location::csr(random() % 2 == 0 ? csr::sstatus : csr::mstatus),
            Location::slot(0, random() % 60),
            Location::memory(0x8000 + random() % 20, static_cast<std::uint8_t>(1 + random() % 40))};
        return places[random() % 4];
    };
    Step step;
    step.kind = static_cast<Step::Kind>(random() % 2);
    step.world = static_cast<World>(random() % 3);
    step.world_after = static_cast<World>(random() % 3);
    step.half = static_cast<Half>(random() % 3);
    step.verified = random() % 2 == 0;
    step.corrected = random() % 2 == 0;
    step.trapped = random() % 2 == 0;
    step.size = static_cast<std::uint8_t>(random() % 5);
    step.encoding = static_cast<std::uint32_t>(random());
    step.hart = static_cast<std::uint32_t>(random() % 3);
    step.area = static_cast<std::uint16_t>(random() % 2);
    step.area_before = static_cast<std::uint16_t>(random() % 2);
    step.span = static_cast<std::int16_t>(static_cast<int>(random() % 9) - 1);
    step.switch_number = random() % 4 == 0 ? random() : 7;
    step.pc = random() % 2 == 0 ? random() : 0x1000;
    step.pc_after = random();
    if (random() % 4 == 0) {
        step.time = random() % 2 == 0 ? random() : 1000 * (random() % 1'000'000);
    }
    for (std::size_t effects = random() % 4; effects > 0; --effects) {
        step.effects.push_back(
            {place(), value(), value(), random() % 2 == 0 ? std::optional(place()) : std::nullopt});
    }
    return step;
}

} // namespace switchscope::test
