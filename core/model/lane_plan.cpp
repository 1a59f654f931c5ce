// SPDX-License-Identifier: MIT
#include "core/model/lane_plan.h"

#include <set>
#include <span>

#include "core/isa/registers.h"
#include "core/model/explain.h"

namespace switchscope {

namespace {

class Planner {
  public:
    Planner(const Routine& routine, const SaveArea& area) : routine_(routine), area_(area) {}

    void add(English title, const std::vector<Location>& registers) {
        if (registers.empty()) {
            return;
        }
        plan.groups.push_back({title, plan.rows.size(), registers.size()});
        for (const Location& at : registers) {
            plan.rows.push_back({at, location_name(at, area_), cell(SlotOwner::host, at),
                                 cell(SlotOwner::guest, at)});
        }
    }

    /// The CSRs that the routine accesses: the four main ones of a switch first, then the others by
    /// number.
    std::vector<Location> csrs() const {
        std::set<std::uint16_t> touched;
        for (const Instruction& instruction : routine_.instructions()) {
            if (instruction.csr) {
                touched.insert(instruction.csr->number);
            }
        }
        std::vector<Location> ordered;
        for (const std::uint16_t number : {csr::sepc, csr::sstatus, csr::stvec, csr::sscratch}) {
            if (touched.erase(number) > 0) {
                ordered.push_back(Location::csr(number));
            }
        }
        for (const std::uint16_t number : touched) {
            ordered.push_back(Location::csr(number));
        }
        return ordered;
    }

    LanePlan plan;

  private:
    LanePlan::Cell cell(SlotOwner owner, const Location& at) const {
        const auto number = static_cast<unsigned>(at.id);
        const auto index = at.kind == LocationKind::gpr ? area_.index_of_gpr(owner, number)
                                                        : area_.index_of_csr(owner, number);
        Phrase reason = why_not_saved(area_, routine_, owner, at);
        return index && reason.empty() ? LanePlan::Cell{index, {}}
                                       : LanePlan::Cell{std::nullopt, std::move(reason)};
    }

    const Routine& routine_;
    const SaveArea& area_;
};

std::vector<Location> gprs(std::initializer_list<Gpr> numbers) {
    std::vector<Location> registers;
    for (const Gpr number : numbers) {
        registers.push_back(Location::gpr(number));
    }
    return registers;
}

} // namespace

LanePlan lane_plan(const Routine& routine, const SaveArea& area) {
    Planner planner(routine, area);
    planner.add(en("pointers"), gprs({ra, sp, gp, tp}));
    planner.add(en("saved"), gprs({s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11}));
    planner.add(en("arguments"), gprs({a0, a1, a2, a3, a4, a5, a6, a7}));
    planner.add(en("temporaries"), gprs({t0, t1, t2, t3, t4, t5, t6}));
    planner.add(en("CSRs"), planner.csrs());
    return std::move(planner.plan);
}

} // namespace switchscope
