// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/isa/registers.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/observation.h"
#include "core/session/session.h"

namespace switchscope::test {

/// Keeps what it hears.
class Heard final : public SessionListener {
  public:
    void area_met(const MachineState::Area& area) override { areas.push_back(area); }
    void stepped(const Step& step) override { steps.push_back(step); }
    void noted(const Phrase& what) override { notes.push_back(what.english()); }

    std::vector<MachineState::Area> areas;
    std::vector<Step> steps;
    std::vector<std::string> notes;
};

/// The routine and the save area of the demo machine, with states of a machine that runs nowhere.
class DemoCode : public testing::Test {
  protected:
    static constexpr std::uint64_t first_area = 0xffff'ffff'8040'0100;
    static constexpr std::uint64_t second_area = 0xffff'ffff'8040'2100;

    void SetUp() override {
        auto image = Image::open(SWITCHSCOPE_DEMO_DIR "/demo-macro.elf");
        ASSERT_TRUE(image) << image.error().message();
        auto read_area = SaveArea::from_image(**image);
        auto read_routine = Routine::from_image(**image);
        ASSERT_TRUE(read_area && read_routine);
        area = std::move(*read_area);
        routine = std::move(*read_routine);
    }

    std::uint64_t address(std::size_t instruction) const {
        return routine->instructions()[instruction].address;
    }
    /// C code of the host.
    std::uint64_t elsewhere() const { return routine->end() + 0x100; }

    /// A hart in the host at `pc`, with a save area in a0.
    HartState hart_at(std::uint64_t pc, std::uint32_t number = 0,
                      std::uint64_t area_address = first_area) const {
        HartState hart;
        hart.hart = number;
        hart.pc = pc;
        hart.gprs[a0] = area_address;
        for (const std::uint16_t csr : followed_csrs()) {
            hart.csrs[csr] = csr;
        }
        return hart;
    }
    MachineState::Area area_of(std::uint64_t area_address) const {
        MachineState::Area made;
        made.address = area_address;
        made.slots.assign(area->slots().size(), 1);
        return made;
    }
    /// A machine at the routine's entry. The harts behind the first one are parked in C code.
    MachineState at_entry(std::uint32_t harts = 1) const {
        MachineState state;
        static_cast<HartState&>(state) = hart_at(routine->begin());
        state.areas = {area_of(first_area), area_of(second_area)};
        for (std::uint32_t number = 1; number < harts; ++number) {
            state.parked.push_back(hart_at(elsewhere(), number, second_area));
        }
        return state;
    }
    /// What a full read shows of a hart that is at `pc`, and else as `hart` has it.
    static Observation seen_at(const HartState& hart, std::uint64_t pc, World world = World::host) {
        Observation seen;
        seen.world = world;
        seen.pc = pc;
        seen.gprs = hart.gprs;
        for (const auto& [number, value] : hart.csrs) {
            const bool hidden = world == World::guest && virtual_supervisor_of(number);
            if (!hidden) {
                seen.csrs.emplace_back(number, value);
            }
        }
        return seen;
    }
    static void set_csr(Observation& seen, std::uint16_t number, std::uint64_t value) {
        for (auto& [csr, now] : seen.csrs) {
            now = csr == number ? std::optional(value) : now;
        }
    }

    std::optional<SaveArea> area;
    std::optional<Routine> routine;
};

} // namespace switchscope::test
