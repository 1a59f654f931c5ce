// SPDX-License-Identifier: MIT
#include "tests/ui/support/synthetic_provider.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "core/isa/registers.h"
#include "core/session/prediction.h"

namespace switchscope::test {

namespace {

constexpr std::uint64_t struct_address = 0xff60'0000'0061'0100;
constexpr std::uint64_t guest_entry = 0x8000'0064;
constexpr std::uint64_t caller = 0xffff'ffff'8001'09b8;
constexpr std::uint32_t nop = 0x0000'0013, addi_s3_s3_1 = 0x0019'8993, lw_a5_8_s0 = 0x0084'2783;
constexpr std::uint64_t load_guest_page_fault = 21;
constexpr std::uint64_t c_steps = 3;

std::vector<Slot> context_slots(SlotOwner owner, std::uint64_t base) {
    const std::string prefix = owner == SlotOwner::host ? "host" : "guest";
    std::vector<Slot> slots;
    for (unsigned n = 1; n < gpr_count; ++n) {
        const std::string name(gpr_name(n));
        slots.push_back({prefix + "_context." + name,
                         prefix + "." + name,
                         base + 8 * n,
                         8,
                         owner,
                         static_cast<std::uint8_t>(n),
                         {}});
    }
    unsigned n = gpr_count;
    for (const std::uint16_t number : {csr::sepc, csr::sstatus, csr::hstatus}) {
        slots.push_back({prefix + "_context." + csr_name(number),
                         prefix + "." + csr_name(number),
                         base + 8 * n++,
                         8,
                         owner,
                         {},
                         number});
    }
    return slots;
}

SaveArea synthetic_area() {
    std::vector<Slot> slots{
        {"host_sscratch", "host_sscratch", 0x10, 8, SlotOwner::host, {}, csr::sscratch},
        {"host_stvec", "host_stvec", 0x18, 8, SlotOwner::host, {}, csr::stvec}};
    for (const auto& more :
         {context_slots(SlotOwner::host, 0x30), context_slots(SlotOwner::guest, 0x360)}) {
        slots.insert(slots.end(), more.begin(), more.end());
    }
    return SaveArea("kvm_vcpu_arch", 0x800, std::move(slots));
}

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message().c_str());
    std::abort();
}

MachineState first_state(const SessionFacts& facts) {
    MachineState state;
    state.pc = facts.routine.begin();
    for (unsigned n = 1; n < gpr_count; ++n) {
        state.gprs.at(n) = 0xffff'ffff'8001'0000 + 0x9b8 * n;
    }
    state.gprs[ra] = caller;
    state.gprs[sp] = 0xff20'0000'000a'3c70;
    state.gprs[tp] = 0xff60'0000'0098'8000;
    state.gprs[a0] = struct_address;
    state.csrs = {{csr::sstatus, 0x8000'0002'0000'0122},
                  {csr::stvec, 0xffff'ffff'8000'2f40},
                  {csr::sscratch, 0},
                  {csr::sepc, 0xffff'ffff'8000'3000},
                  {csr::scause, 9},
                  {csr::hstatus, 0x2'0000'0180},
                  {csr::vsstatus, 0x2'0000'0000}};
    MachineState::Area area{struct_address, 0x8261'0100, {}};
    area.slots.resize(facts.area.slots().size(), 0);
    for (std::size_t n = 0; n < area.slots.size(); ++n) {
        const Slot& slot = facts.area.slots().at(n);
        if (slot.owner != SlotOwner::guest) {
            continue;
        }
        if (slot.gpr) {
            area.slots.at(n) = 0x5e50 + *slot.gpr;
        } else if (slot.csr == csr::sepc) {
            area.slots.at(n) = guest_entry;
        } else if (slot.csr == csr::sstatus) {
            area.slots.at(n) = 0x8000'0002'0000'6120;
        }
    }
    area.slots.at(*facts.area.index_of("guest_context.s0")) = 0x1000'0000;
    area.slots.at(*facts.area.index_of("guest_context.sp")) = 0x801f'fff0;
    state.areas.push_back(area);
    return state;
}

/// The machine itself: executes one instruction a call.
class SyntheticMachine {
  public:
    explicit SyntheticMachine(std::shared_ptr<const SessionFacts> facts)
        : facts_(std::move(facts)), state_(first_state(*facts_)) {}

    const MachineState& state() const { return state_; }

    Step next() {
        Step step;
        step.world = step.world_after = state_.world;
        step.pc = state_.pc;
        step.size = 4;
        step.switch_number = entered_ > 0 ? entered_ - 1 : 0;
        if (state_.world == World::guest) {
            in_guest(step);
        } else if (const auto index = facts_->routine.index_of(state_.pc)) {
            in_routine(step, *index);
        } else {
            in_c(step);
        }
        state_.apply(step);
        return step;
    }

    /// Puts a value into a place between two steps.
    Step write(const Location& place, std::uint64_t value) {
        Step step;
        step.kind = Step::Kind::run;
        step.world = step.world_after = state_.world;
        step.pc = step.pc_after = state_.pc;
        step.switch_number = entered_ > 0 ? entered_ - 1 : 0;
        step.effects.push_back({place, state_.value(place), value, {}});
        state_.apply(step);
        return step;
    }

  private:
    void in_routine(Step& step, std::size_t index) {
        const Instruction& instruction = facts_->routine.instructions().at(index);
        if (index == 0) {
            step.switch_number = entered_++;
        }
        step.encoding = instruction.encoding;
        step.span = static_cast<std::int16_t>(*facts_->routine.span_of(index));
        step.half = facts_->routine.spans().at(static_cast<std::size_t>(step.span)).half;
        const Prediction prediction = predict(instruction, state_, facts_->area);
        step.effects = prediction.effects;
        for (Effect& effect : step.effects) {
            if (!effect.after && effect.from) {
                effect.after = state_.value(*effect.from);
            } else if (!effect.after) { // the two halves of `la`
                effect.after =
                    instruction.operation == Operation::auipc
                        ? instruction.address + static_cast<std::uint64_t>(instruction.immediate)
                        : state_.gprs.at(*instruction.rs1) +
                              static_cast<std::uint64_t>(instruction.immediate);
            }
        }
        step.pc_after = prediction.successor.value_or(0);
        if (instruction.operation == Operation::sret) {
            step.world_after = World::guest;
            step.pc_after = *state_.csrs.at(csr::sepc);
            set_csr(step, csr::sstatus, *state_.csrs.at(csr::sstatus) & ~std::uint64_t{0x100});
        }
    }

    void in_guest(Step& step) {
        const std::uint64_t n = guest_steps_++ % 11;
        if (n == 10) {
            step.encoding = lw_a5_8_s0;
            step.trapped = true;
            step.world_after = World::host;
            step.pc_after = facts_->routine.return_label();
            set_csr(step, csr::sepc, state_.pc);
            set_csr(step, csr::scause, load_guest_page_fault);
            set_csr(step, csr::sstatus, *state_.csrs.at(csr::sstatus) | 0x100);
            return;
        }
        step.encoding = n == 4 ? addi_s3_s3_1 : nop;
        step.pc_after = state_.pc + 4;
        if (n == 4) {
            step.effects.push_back({Location::gpr(s3), state_.gprs[s3], state_.gprs[s3] + 1, {}});
        }
    }

    void in_c(Step& step) {
        step.encoding = nop;
        step.pc_after = state_.pc + 4;
        if (state_.pc == caller + 4 * (c_steps - 1)) {
            step.pc_after = facts_->routine.begin();
            step.effects.push_back(
                {Location::gpr(a0), state_.gprs[a0], struct_address, std::nullopt});
        }
    }

    void set_csr(Step& step, std::uint16_t number, std::uint64_t value) {
        step.effects.push_back({Location::csr(number), state_.csrs.at(number), value, {}});
    }

    std::shared_ptr<const SessionFacts> facts_;
    MachineState state_;
    std::uint64_t entered_ = 0;
    std::uint64_t guest_steps_ = 0;
};

void wait_for(const std::stop_token& cancel) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, cancel, [] { return false; });
}

class SyntheticSession : public Session {
  public:
    explicit SyntheticSession(std::string behaviour)
        : facts_(behaviour == "broken" ? broken_facts() : synthetic_facts()), machine_(facts_),
          behaviour_(std::move(behaviour)) {}

    std::shared_ptr<const SessionFacts> facts() const override { return facts_; }
    const MachineState& state() const override { return machine_.state(); }

    Result<void> advance(Stride stride, SessionListener& listener,
                         std::stop_token cancel) override {
        if (behaviour_ == "silent" && !std::exchange(was_silent_, true)) {
            wait_for(cancel);
            return {};
        }
        while (!cancel.stop_requested()) {
            if (behaviour_ == "dies" && made_ == 5) {
                return fail(
                    verbatim("The target ended while an instruction was stepped (QEMU: killed)"),
                    verbatim("Start it again."));
            }
            const Step step = machine_.next();
            ++made_;
            listener.stepped(step);
            SyntheticMachine ahead = machine_;
            if (begins_new_stretch(step, ahead.next(), stride)) {
                return {};
            }
        }
        return {};
    }

    Result<void> write(const Location& place, std::uint64_t value,
                       SessionListener& listener) override {
        if (place == Location::csr(csr::scause)) {
            return fail(verbatim("scause keeps its value"), verbatim("Write another register."));
        }
        listener.stepped(machine_.write(place, value));
        return {};
    }

    Result<void> set_breakpoints(BreakpointSet breakpoints) override {
        breakpoints_ = std::move(breakpoints);
        return {};
    }
    const BreakpointSet& breakpoints() const override { return breakpoints_; }
    /// Knows only breakpoints in the routine, and ignores their conditions. They are reached step
    /// by step.
    Result<std::optional<BreakpointHit>> run_to_breakpoint(SessionListener& listener,
                                                           std::stop_token cancel) override {
        while (!cancel.stop_requested()) {
            listener.stepped(machine_.next());
            ++made_;
            for (const BreakpointSet::Entry& entry : breakpoints_.entries()) {
                const auto places = entry.breakpoint.places(facts_->routine, facts_->area);
                if (entry.breakpoint.enabled && machine_.state().world == World::host &&
                    std::ranges::find(places, machine_.state().pc) != places.end()) {
                    BreakpointHit hit{entry.id, entry.hits + 1, entry.breakpoint, 0};
                    ++breakpoints_.find(hit.id)->hits;
                    if (hit.breakpoint.one_shot) {
                        breakpoints_.remove(hit.id);
                    }
                    return hit;
                }
            }
        }
        return std::nullopt;
    }
    Result<std::string> monitor(const std::string& command) override {
        if (command != "info version") {
            return fail(verbatim("unknown command: '" + command + "'"));
        }
        return "synthetic 1.0\r\n";
    }
    /// Counts a packet for each step.
    std::vector<Traffic> traffic(std::uint64_t from) const override {
        std::vector<Traffic> told;
        for (auto n = from; n < 2 * static_cast<std::uint64_t>(made_); ++n) {
            told.push_back({n, std::chrono::milliseconds(n), n % 2 == 0,
                            n % 2 == 0 ? "vCont;s:p1.1" : "T05thread:p1.1;"});
        }
        return told;
    }

  private:
    std::shared_ptr<const SessionFacts> facts_;
    SyntheticMachine machine_;
    std::string behaviour_;
    BreakpointSet breakpoints_;
    bool was_silent_ = false;
    int made_ = 0;
};

} // namespace

namespace {

template <class T> T taken(Result<T> result) {
    if (!result) {
        give_up(result.error());
    }
    return std::move(*result);
}

const Image& switch_image() {
    static const auto image = taken(Image::open(SWITCHSCOPE_UI_SWITCH_ELF));
    return *image;
}

std::shared_ptr<const SessionFacts> facts_of(std::string title, Routine routine) {
    return std::make_shared<const SessionFacts>(SessionFacts{std::move(title),
                                                             "synthetic target",
                                                             "switch.elf",
                                                             std::move(routine),
                                                             synthetic_area(),
                                                             {},
                                                             true});
}

/// The bytes of a routine in which `sd s4` writes the slot of s3. Its immediate is smaller by 8 for
/// that. The lowest five bits of the immediate are bits 7 to 11 of the instruction.
std::vector<std::uint8_t> broken_code(const Routine& routine) {
    auto code = taken(switch_image().read(routine.begin(), routine.end() - routine.begin()));
    const auto store =
        std::ranges::find_if(routine.instructions(), [](const Instruction& instruction) {
            return instruction.operation == Operation::store && instruction.rs2 == s4;
        });
    const std::uint32_t patched = store->encoding - (8U << 7);
    const std::size_t at = store->address - routine.begin();
    for (std::size_t n = 0; n < sizeof patched; ++n) {
        code.at(at + n) = static_cast<std::uint8_t>(patched >> (8 * n));
    }
    return code;
}

} // namespace

std::shared_ptr<const SessionFacts> synthetic_facts() {
    static const auto facts =
        facts_of("synthetic machine, macro variant", taken(Routine::from_image(switch_image())));
    return facts;
}

std::shared_ptr<const SessionFacts> broken_facts() {
    static const auto facts = [] {
        const Routine& good = synthetic_facts()->routine;
        return facts_of("synthetic machine, broken variant",
                        taken(Routine::from_code(good.name(), good.begin(), broken_code(good))));
    }();
    return facts;
}

namespace {

MemoryRecording recording_of(const std::shared_ptr<const SessionFacts>& facts, std::size_t steps) {
    SyntheticMachine machine(facts);
    MemoryRecording recording(machine.state());
    for (std::size_t n = 0; n < steps; ++n) {
        recording.append(machine.next());
    }
    return recording;
}

} // namespace

MemoryRecording synthetic_recording(std::size_t steps) {
    return recording_of(synthetic_facts(), steps);
}

MemoryRecording broken_recording(std::size_t steps) {
    return recording_of(broken_facts(), steps);
}

std::vector<TargetChoice> SyntheticProvider::choices() const {
    using namespace std::string_literals;
    return {
        {"macro", verbatim("Macro"),
         verbatim("The switch as six macros, as Linux has had it since 6.13.")},
        {"broken", verbatim("Broken"),
         verbatim("The same with a store that goes to the wrong slot.")},
        {"silent", verbatim("Silent"), verbatim("A target that does not answer the first time.")},
        {"dies", verbatim("Dies"), verbatim("A target that ends at its sixth instruction.")},
        {"unopened", verbatim("Unopened"), verbatim("A target that cannot be started.")},
        {"slow", verbatim("Slow"), verbatim("A target that never finishes starting.")}};
}

Result<std::unique_ptr<Session>> SyntheticProvider::open(const std::string& choice_id,
                                                         std::stop_token cancel) {
    ++opened_;
    if (choice_id == "unopened") {
        return fail(verbatim("qemu-system-riscv64 was not found"),
                    verbatim("Install the package qemu-system-misc."));
    }
    if (choice_id == "slow") {
        wait_for(cancel);
        return fail(verbatim("cancelled"));
    }
    return std::make_unique<SyntheticSession>(choice_id);
}

} // namespace switchscope::test
