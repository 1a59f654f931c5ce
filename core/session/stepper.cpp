// SPDX-License-Identifier: MIT
#include "core/session/stepper.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/address_translation.h"

namespace switchscope {

namespace {

using namespace std::chrono_literals;

/// Bytes of code read at once outside the routine.
constexpr std::size_t code_window = 64;

/// A step that takes longer waits for something that stepping holds off.
constexpr auto step_patience = 2000ms;

Passed if_anything_changed() {
    Passed passed;
    passed.told_anyway = false;
    return passed;
}

Result<void> check_alive(const Reply& reply) {
    if (reply.stop && reply.stop->reason == Stop::Reason::exited) {
        return fail(en("the target ended while it was running"),
                    en("What was recorded so far is kept. Start it again to go on."));
    }
    return {};
}

/// A sentence that is another one for each world.
struct ByWorld {
    English host, guest, firmware;
    English of(World world) const {
        return world == World::host ? host : world == World::guest ? guest : firmware;
    }
};

/// Code read ahead may not be what is fetched next: it was written, or translated anew.
bool may_move_code(const Instruction& instruction) {
    switch (instruction.operation) {
    case Operation::store:
    case Operation::atomic:
    case Operation::csr: // satp and its kin
    case Operation::fence:
        return true;
    default:
        return false;
    }
}

bool can_trap(const Instruction& instruction) {
    switch (instruction.operation) {
    case Operation::lui:
    case Operation::auipc:
    case Operation::add_immediate:
    case Operation::move:
    case Operation::alu:
    case Operation::branch:
    case Operation::jump:
    case Operation::jump_register:
        return false;
    default:
        return true;
    }
}

} // namespace

Stepper::Stepper(Target& target, const Routine& routine, const SaveArea& area,
                 bool interrupts_held_off)
    : target_(target), routine_(routine), area_(area), interrupts_held_off_(interrupts_held_off) {
    for (const std::uint16_t number : followed_csrs()) {
        TrackedCsr tracked{number, look_up(number, World::host), look_up(number, World::guest)};
        if (tracked.normal) {
            tracked_.push_back(tracked);
        }
    }
}

std::optional<std::size_t> Stepper::look_up(std::uint16_t csr, World world) const {
    if (world == World::guest) {
        // While V=1 the target shows the guest's registers under the supervisor names; the vs* names are
        // stale and the host's own values are out of reach.
        if (const auto alias = supervisor_alias(csr)) {
            csr = *alias;
        } else if (virtual_supervisor_of(csr)) {
            return std::nullopt;
        }
    }
    const auto& registers = target_.description().registers;
    const auto found =
        std::ranges::find(registers, csr_name(csr), &TargetDescription::Register::name);
    return found == registers.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - registers.begin()));
}

bool Stepper::is_followed(std::uint16_t csr) const {
    return std::ranges::find(tracked_, csr, &TrackedCsr::number) != tracked_.end();
}

std::optional<std::size_t> Stepper::register_for(std::uint16_t csr, World world) const {
    const auto found = std::ranges::find(tracked_, csr, &TrackedCsr::number);
    if (found == tracked_.end()) {
        return look_up(csr, world);
    }
    return world == World::guest ? found->virtualized : found->normal;
}

/// The bytes that span all slots of a save area, as they can be reached from `world`; none: not at all.
std::optional<Request::Memory> Stepper::memory_of(const MachineState::Area& area,
                                                  World world) const {
    const auto [first, last] = area_.extent();
    if (world == World::host) {
        return Request::Memory{AddressSpace::current, area.address + first, last - first};
    }
    if (area.physical && target_.description().physical_memory) {
        return Request::Memory{AddressSpace::physical, *area.physical + first, last - first};
    }
    return std::nullopt;
}

Request Stepper::full_request(World world, bool csrs) const {
    Request request;
    request.hart = state_.hart;
    request.gprs = true;
    for (const TrackedCsr& tracked : csrs ? std::span(tracked_) : std::span<const TrackedCsr>()) {
        if (const auto index = register_for(tracked.number, world)) {
            request.registers.push_back(*index);
        }
    }
    for (const MachineState::Area& area : state_.areas) {
        if (const auto memory = memory_of(area, world)) {
            request.memory.push_back(*memory);
        }
    }
    return request;
}

Observation Stepper::take_apart(const Reply& reply, World world, bool csrs) const {
    Observation seen;
    seen.gprs = reply.gprs;
    seen.pc = reply.pc;
    std::size_t next = 0;
    for (const TrackedCsr& tracked : csrs ? std::span(tracked_) : std::span<const TrackedCsr>()) {
        if (register_for(tracked.number, world)) {
            seen.csrs.emplace_back(tracked.number, reply.registers.at(next++));
        }
    }
    const std::uint64_t first = area_.extent().first;
    std::size_t next_memory = 0;
    for (const MachineState::Area& area : state_.areas) {
        std::vector<std::optional<std::uint64_t>> slots;
        const auto& bytes = memory_of(area, world) ? reply.memory.at(next_memory++) : std::nullopt;
        if (bytes) {
            for (const Slot& slot : area_.slots()) {
                const auto from = static_cast<std::size_t>(slot.offset - first);
                slots.emplace_back(little_endian(std::span(*bytes).subspan(from, slot.size)));
            }
        }
        seen.slots.push_back(std::move(slots));
    }
    return seen;
}

Result<Observation> Stepper::observe(World world) {
    auto reply = target_.exchange(full_request(world));
    if (!reply) {
        return fail(reply.error());
    }
    return take_apart(*reply, world);
}

/// The registers of the hart in force.
Result<void> Stepper::read_hart() {
    auto mode = target_.mode(state_.hart);
    if (!mode) {
        return fail(mode.error());
    }
    state_.world = mode->world();
    auto seen = observe(state_.world);
    if (!seen) {
        return fail(seen.error());
    }
    state_.pc = seen->pc;
    state_.gprs = seen->gprs;
    for (const auto& [number, value] : seen->csrs) {
        state_.csrs[number] = value;
    }
    // CSRs that cannot be read in the guest are followed all the same.
    for (const TrackedCsr& tracked : tracked_) {
        state_.csrs.try_emplace(tracked.number, std::nullopt);
    }
    return {};
}

Result<void> Stepper::start(std::uint32_t hart) {
    numbers_ = {};
    harts_.clear();
    std::vector<HartState> others;
    for (const std::uint32_t number : target_.description().harts) {
        harts_.try_emplace(number);
        if (number != hart) {
            state_ = {};
            state_.hart = number;
            SWITCHSCOPE_TRY(read_hart());
            others.push_back(state_);
        }
    }
    harts_.try_emplace(hart);
    state_ = {};
    state_.hart = hart;
    SWITCHSCOPE_TRY(read_hart());
    state_.parked = std::move(others);
    std::ranges::sort(state_.parked, {}, &HartState::hart);
    if (state_.pc != routine_.begin() || state_.world != World::host) {
        return fail("hart " + std::to_string(hart) + " stands at " + hex(state_.pc) + " in " +
                    world_mode_name(state_.world) + "-mode, not at the entry of " +
                    routine_.name());
    }
    SWITCHSCOPE_TRY(meet_area_in_force());
    for (const auto& other : harts_) {
        state_.select_hart(other.first);
        SWITCHSCOPE_TRY(meet_area_in_force());
    }
    state_.select_hart(hart);
    return {};
}

/// The save area of a hart that stands in the routine; of one that does not it is not known.
Result<void> Stepper::meet_area_in_force() {
    const auto index = state_.world == World::host ? routine_.index_of(state_.pc) : std::nullopt;
    const auto address = index ? state_.value(area_pointer_at(routine_, *index)) : std::nullopt;
    if (!address) {
        return {};
    }
    auto area = meet_area(*address, nullptr);
    if (!area) {
        return fail(area.error());
    }
    state_.area = *area;
    return {};
}

Result<void> Stepper::select_hart(std::uint32_t number) {
    if (state_.find_hart(number) == nullptr) {
        return fail("there is no hart " + std::to_string(number) + " in this machine");
    }
    state_.select_hart(number);
    return {};
}

Result<void> Stepper::catch_up(SessionListener& listener) {
    return hart().ran ? account_for_run(listener, if_anything_changed()) : Result<void>{};
}

/// The vCPU's own number and its VM, from the struct around the save area. The hart is in the host.
void Stepper::read_identity(MachineState::Area& area) {
    if (!vcpu_layout_) {
        return;
    }
    Request request;
    request.hart = state_.hart;
    const auto at = [&](std::int64_t offset) {
        return area.address + static_cast<std::uint64_t>(offset);
    };
    request.memory.push_back({AddressSpace::current, at(vcpu_layout_->id), vcpu_layout_->id_size});
    if (vcpu_layout_->vm) {
        request.memory.push_back({AddressSpace::current, at(*vcpu_layout_->vm), 8});
    }
    const auto reply = target_.exchange(request);
    if (!reply || !reply->memory.front()) {
        return; // it stays without a name
    }
    area.vcpu = VcpuIdentity{little_endian(*reply->memory.front()), std::nullopt};
    if (vcpu_layout_->vm && reply->memory.back()) {
        area.vcpu->vm = little_endian(*reply->memory.back());
    }
}

Result<std::uint16_t> Stepper::meet_area(std::uint64_t address, SessionListener* listener) {
    const auto known = std::ranges::find(state_.areas, address, &MachineState::Area::address);
    if (known != state_.areas.end()) {
        return static_cast<std::uint16_t>(known - state_.areas.begin());
    }
    MachineState::Area met;
    met.address = address;
    if (const auto satp = state_.value(Location::csr(csr::satp));
        satp && target_.description().physical_memory) {
        const auto read_word = [&](std::uint64_t where) -> std::optional<std::uint64_t> {
            Request request;
            request.hart = state_.hart;
            request.memory.push_back({AddressSpace::physical, where, 8});
            const auto reply = target_.exchange(request);
            if (!reply || !reply->memory.front()) {
                return std::nullopt;
            }
            return little_endian(*reply->memory.front());
        };
        // Slots stay unread while the guest runs where the struct is not physically contiguous.
        const auto [first, last] = area_.extent();
        const auto begin = translate(*satp, address + first, read_word);
        const auto end = translate(*satp, address + last - 1, read_word);
        if (begin && end && *end - *begin == last - 1 - first) {
            met.physical = *begin - first;
        }
    }
    read_identity(met);
    state_.areas.push_back(met);
    auto seen = observe(World::host);
    if (!seen) {
        return fail(seen.error());
    }
    auto& slots = state_.areas.back().slots;
    slots = seen->slots.back();
    if (slots.empty()) {
        return fail(en("the save area that a0 points to (%1) cannot be read")(hex(address)),
                    en("Is the image that of the running kernel?"));
    }
    if (listener != nullptr) {
        listener->area_met(state_.areas.back());
    }
    return static_cast<std::uint16_t>(state_.areas.size() - 1);
}

std::span<const std::uint8_t> Stepper::code_at(std::uint64_t pc) const {
    const CodeWindow& code = hart().code;
    const std::uint64_t offset = pc - code.address;
    if (pc < code.address || offset + 2 > code.bytes.size()) {
        return {};
    }
    const auto rest = std::span(code.bytes).subspan(static_cast<std::size_t>(offset));
    const std::size_t size = (rest.front() & 3) == 3 ? 4 : 2;
    return rest.size() < size ? std::span<const std::uint8_t>() : rest.first(size);
}

Result<void> Stepper::read_code() {
    // Not past the page: the next one may not be mapped. An instruction that crosses it is read by itself.
    constexpr std::uint64_t page = 4096;
    const auto in_page = static_cast<std::size_t>(page - state_.pc % page);
    hart().code = {};
    for (const std::size_t size : {std::min(code_window, in_page), std::size_t{4}}) {
        Request request;
        request.hart = state_.hart;
        request.memory.push_back({AddressSpace::current, state_.pc, size});
        auto reply = target_.exchange(request);
        if (!reply) {
            return fail(reply.error());
        }
        if (!reply->memory.front()) {
            return {};
        }
        hart().code = {state_.pc, std::move(*reply->memory.front())};
        if (!code_at(state_.pc).empty()) {
            return {};
        }
    }
    return {};
}

Result<Instruction> Stepper::fetch() {
    if (state_.world == World::host) {
        if (const auto index = routine_.index_of(state_.pc)) {
            return routine_.instructions()[*index];
        }
    }
    if (code_at(state_.pc).empty()) {
        SWITCHSCOPE_TRY(read_code());
    }
    const auto bytes = code_at(state_.pc);
    if (auto instruction = decode(bytes, state_.pc)) {
        return instruction;
    }
    // Not readable (the first instruction of a guest whose pages are not there yet) or unknown to the decoder:
    // whatever it does is found out by a full read.
    Instruction unknown;
    unknown.address = state_.pc;
    unknown.mnemonic = "unknown";
    unknown.operation = Operation::ebreak;
    unknown.size = static_cast<std::uint8_t>(bytes.size());
    unknown.encoding = static_cast<std::uint32_t>(little_endian(bytes));
    return unknown;
}

bool Stepper::waits(const Instruction& instruction) const {
    // hstatus.VTW makes a guest's wfi trap to the host at once: that can be stepped.
    constexpr std::uint64_t vtw = 1u << 21;
    const auto hstatus = state_.value(Location::csr(csr::hstatus));
    return instruction.operation == Operation::wfi &&
           (state_.world != World::guest || (hstatus.value_or(0) & vtw) == 0);
}

bool Stepper::is_last_of_span(std::size_t instruction) const {
    const auto span = routine_.span_of(instruction);
    return span && instruction + 1 == routine_.spans()[*span].first + routine_.spans()[*span].count;
}

/// More than the one that a macro of GPRs exchanges with a0, which is read with its instruction.
bool Stepper::span_writes_csrs(std::size_t span) const {
    const MacroSpan& macro = routine_.spans()[span];
    const auto instructions = std::span(routine_.instructions()).subspan(macro.first, macro.count);
    return std::ranges::count(instructions, Operation::csr, &Instruction::operation) > 1;
}

Stepper::Planned Stepper::plan(const Instruction& instruction) {
    Planned planned;
    planned.prediction = predict(instruction, state_, area_);
    planned.step = describe(state_.pc, state_.world);
    Step& step = planned.step;
    step.encoding = instruction.encoding;
    step.size = instruction.size;
    step.effects = planned.prediction.effects;
    if (step.span >= 0) {
        // A change of world is read in full afterwards, as that world has to be read.
        planned.full =
            is_last_of_span(*routine_.index_of(state_.pc)) && !planned.prediction.may_change_world;
    }

    if (planned.full) {
        planned.full_csrs = span_writes_csrs(static_cast<std::size_t>(step.span));
        planned.reads = full_request(state_.world, planned.full_csrs);
        return planned;
    }
    planned.reads.hart = state_.hart;
    planned.reads.gprs = true;
    const auto want_csr = [&](std::uint16_t number) {
        const auto index = register_for(number, state_.world);
        if (index && std::ranges::find(planned.csrs, number) == planned.csrs.end()) {
            planned.reads.registers.push_back(*index);
            planned.csrs.push_back(number);
        }
    };
    for (std::size_t n = 0; n < step.effects.size(); ++n) {
        const Effect& effect = step.effects[n];
        if (effect.at.kind == LocationKind::csr) {
            const auto number = static_cast<std::uint16_t>(effect.at.id);
            want_csr(number);
            for (const std::uint16_t window : windows_beside(number)) {
                if (is_followed(window)) {
                    want_csr(window);
                }
            }
        } else if (effect.at.kind == LocationKind::slot && !planned.stored) {
            const auto& slot = area_.slots()[effect.at.id];
            planned.stored = n;
            planned.reads.memory.push_back({AddressSpace::current,
                                            state_.areas[effect.at.area].address + slot.offset,
                                            slot.size});
        }
    }
    return planned;
}

bool Stepper::may_pipeline(const Planned& planned, const Instruction& instruction) const {
    if (!interrupts_held_off_ || planned.prediction.may_change_world ||
        !planned.prediction.successor || is_trap_vector(state_, *planned.prediction.successor)) {
        return false;
    }
    // Inside the routine the host works on memory it has mapped; elsewhere a load may fault.
    const bool in_routine =
        planned.step.span >= 0 && routine_.index_of(*planned.prediction.successor).has_value();
    // What runs ahead must be known without reading it afterwards.
    return in_routine || (!planned.full && !can_trap(instruction) &&
                          !code_at(*planned.prediction.successor).empty());
}

Result<void> Stepper::finish_world_change(Step& step, std::uint64_t pc, bool ran_ahead) {
    auto mode = target_.mode(state_.hart);
    if (!mode) {
        return fail(mode.error());
    }
    step.world_after = mode->world();
    auto seen = observe(step.world_after);
    if (!seen) {
        return fail(seen.error());
    }
    if (step.trapped) {
        step.effects.clear(); // the instruction did not retire
    }
    step.pc_after = pc;
    if (ran_ahead) {
        // An instruction that cannot trap did, and the one behind it has run: both are in this account.
        step.kind = Step::Kind::run;
        step.corrected = true;
        step.pc_after = seen->pc;
    }
    reconcile(step, state_, *seen, area_);
    step.trapped = step.trapped || (step.world == World::guest && step.world_after != World::guest);
    add_trap_effects(step, state_, *seen);
    step.verified = true;
    return {};
}

bool Stepper::stood_still(const Planned& planned, const Reply& reply) const {
    return reply.pc == state_.pc && planned.prediction.successor &&
           *planned.prediction.successor != reply.pc && !is_trap_vector(state_, reply.pc) &&
           std::ranges::equal(reply.gprs, state_.gprs);
}

Result<void> Stepper::finish(Planned& planned, const Reply& reply, bool ran_ahead) {
    Step& step = planned.step;
    step.pc_after = reply.pc;
    const auto& successor = planned.prediction.successor;
    const bool straight = successor && *successor == reply.pc && !is_trap_vector(state_, reply.pc);
    if (!straight) {
        // sret and mret go where a CSR says; anything else that missed its successor has trapped.
        // An instruction that could not even be read was not fetched, either.
        step.trapped = step.size == 0 || (successor && *successor != reply.pc);
        for (Effect& effect : step.effects) {
            if (effect.at.kind == LocationKind::gpr) {
                effect.after = reply.gprs[effect.at.id];
            }
        }
        return finish_world_change(step, reply.pc, ran_ahead);
    }

    Observation seen;
    if (planned.full) {
        seen = take_apart(reply, state_.world, planned.full_csrs);
    } else {
        seen.gprs = reply.gprs;
        for (std::size_t n = 0; n < planned.csrs.size(); ++n) {
            seen.csrs.emplace_back(planned.csrs[n], reply.registers[n]);
        }
    }
    for (Effect& effect : step.effects) {
        std::optional<std::uint64_t> actual;
        if (effect.at.kind == LocationKind::gpr) {
            actual = seen.gprs[effect.at.id];
        } else if (effect.at.kind == LocationKind::csr) {
            const auto found = std::ranges::find_if(
                seen.csrs, [&](const auto& one) { return one.first == effect.at.id; });
            actual = found == seen.csrs.end() ? std::nullopt : found->second;
        } else {
            continue;
        }
        step.corrected = step.corrected || (effect.after && effect.after != actual);
        effect.after = actual;
    }
    if (planned.stored && !planned.full) {
        Effect& store = step.effects[*planned.stored];
        const auto& bytes = reply.memory.front();
        const auto actual = bytes ? std::optional(little_endian(*bytes)) : std::nullopt;
        step.corrected = step.corrected || (store.after && store.after != actual);
        store.after = actual;
    }
    add_window_effects(step, state_, seen);
    const std::size_t accounted = step.effects.size();
    reconcile(step, state_, seen, area_);
    step.corrected = step.corrected || step.effects.size() != accounted;
    step.verified = planned.full;
    return {};
}

void Stepper::commit(const Step& step, SessionListener& listener) {
    if (numbers_.begins(step, routine_)) {
        numbers_.enter(step.hart);
        last_hart_[step.area] = step.hart;
    }
    if (step.trapped || step.world != step.world_after || step.kind == Step::Kind::run) {
        hart().code = {};
    }
    state_.apply(step);
    if (step.trapped && step.span >= 0) {
        hart().interrupted_at = step.pc;
    } else if (routine_.contains(state_.pc) && state_.world == World::host) {
        hart().interrupted_at.reset();
    }
    listener.stepped(step);
}

/// The host's registers that the guest's stand in front of: what they were before the guest was entered unobserved is
/// not what they are now.
void Stepper::forget_out_of_reach(Step& step) const {
    for (const TrackedCsr& tracked : tracked_) {
        const Location place = Location::csr(tracked.number);
        if (const auto before = state_.value(place); before && !tracked.virtualized) {
            step.effects.push_back({place, before, std::nullopt, std::nullopt});
        }
    }
}

/// The save area that the routine works on, where the hart stands in it.
Result<std::optional<std::uint16_t>> Stepper::meet_area_of(const Observation& seen,
                                                           SessionListener& listener) {
    const auto index = routine_.index_of(seen.pc);
    const auto pointer = index ? std::optional(area_pointer_at(routine_, *index)) : std::nullopt;
    const auto address = !pointer ? std::nullopt
                         : pointer->kind == LocationKind::gpr
                             ? std::optional(seen.gprs[pointer->id])
                             : seen.csr_value(static_cast<std::uint16_t>(pointer->id));
    if (!address) {
        return std::optional<std::uint16_t>{};
    }
    auto met = meet_area(*address, &listener);
    return met ? Result<std::optional<std::uint16_t>>(*met) : fail(met.error());
}

Result<void> Stepper::account_for_run(SessionListener& listener, const Passed& passed) {
    Step step = describe(state_.pc, state_.world);
    step.kind = Step::Kind::run;
    step.verified = true;
    auto mode = target_.mode(state_.hart);
    if (!mode) {
        return fail(mode.error());
    }
    step.world_after = mode->world();
    step.trapped = step.world == World::guest && step.world_after != World::guest;
    auto seen = observe(step.world_after);
    if (!seen) {
        return fail(seen.error());
    }
    step.pc_after = seen->pc;
    reconcile(step, state_, *seen, area_);
    add_trap_effects(step, state_, *seen);
    step.area = passed.area.value_or(state_.area);
    if (step.world_after == World::host) {
        auto area = meet_area_of(*seen, listener);
        if (!area) {
            return fail(area.error());
        }
        step.area = area->value_or(step.area);
    }
    if (step.world_after == World::guest && (step.world != World::guest || passed.entries > 0)) {
        forget_out_of_reach(step);
    }
    const auto is_told = [&](const Location& place) {
        return std::ranges::find(step.effects, place, &Effect::at) != step.effects.end();
    };
    if (passed.written && !is_told(*passed.written)) {
        const auto value = state_.value(*passed.written);
        step.effects.push_back({*passed.written, value, value, std::nullopt});
    }
    hart().ran = false;
    const bool nothing = step.pc == step.pc_after && step.world == step.world_after &&
                         step.area == step.area_before && step.effects.empty();
    if (passed.told_anyway || !nothing) {
        commit(step, listener);
    }
    for (std::uint64_t left = passed.entries; left > 0; --left) {
        numbers_.enter(state_.hart);
    }
    return {};
}

Result<void> Stepper::put(const Location& place, std::uint64_t value) {
    std::vector<std::uint8_t> bytes;
    for (unsigned n = 0; n < place.size; ++n) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * n)));
    }
    switch (place.kind) {
    case LocationKind::gpr:
        return target_.write_gpr(state_.hart, static_cast<unsigned>(place.id), value);
    case LocationKind::csr: {
        const auto index = register_for(static_cast<std::uint16_t>(place.id), state_.world);
        if (!index) {
            constexpr ByWorld runs{en("%1 cannot be written while the host runs"),
                                   en("%1 cannot be written while the guest runs"),
                                   en("%1 cannot be written while the firmware runs")};
            return fail(runs.of(state_.world)(location_name(place, area_)),
                        en("Step on until the other world runs."));
        }
        return target_.write_register(state_.hart, *index, value);
    }
    case LocationKind::slot: {
        if (place.area >= state_.areas.size() || place.id >= area_.slots().size()) {
            return fail(en("there is no such slot"));
        }
        const auto memory = memory_of(state_.areas[place.area], state_.world);
        if (!memory) {
            constexpr ByWorld runs{en("the save area cannot be reached while the host runs"),
                                   en("the save area cannot be reached while the guest runs"),
                                   en("the save area cannot be reached while the firmware runs")};
            return fail(runs.of(state_.world), en("Step on until the host runs."));
        }
        const std::uint64_t offset = area_.slots()[place.id].offset - area_.extent().first;
        return target_.write_memory(memory->space, memory->address + offset, bytes);
    }
    case LocationKind::memory:
        return target_.write_memory(AddressSpace::current, place.id, bytes);
    }
    return fail(en("there is no such place"));
}

Result<void> Stepper::write(const Location& place, std::uint64_t value, SessionListener& listener) {
    SWITCHSCOPE_TRY(put(place, value));
    // Part of no macro and of no half: the routine has not executed anything.
    Step step = describe(state_.pc, state_.world);
    step.kind = Step::Kind::run;
    step.half = Half::none;
    step.span = -1;
    step.verified = true;
    step.world_after = state_.world;
    auto seen = observe(state_.world);
    if (!seen) {
        return fail(seen.error());
    }
    step.pc_after = seen->pc;
    reconcile(step, state_, *seen, area_);
    if (step.effects.empty() && place.kind != LocationKind::memory) {
        return fail(en("%1 keeps its value")(location_name(place, area_)),
                    en("The target has no such bits there, or the value is the one it has."));
    }
    commit(step, listener);
    return {};
}

void Stepper::machine_ran() {
    for (auto& [number, hart] : harts_) {
        hart.ran = true;
        hart.code = {};
    }
}

void Stepper::resume_account(MachineState state, SwitchCounter numbers) {
    state_ = std::move(state);
    numbers_ = std::move(numbers);
    last_hart_.clear();
    for (const std::uint32_t number : target_.description().harts) {
        harts_.try_emplace(number);
    }
    for (auto& [number, hart] : harts_) {
        hart.interrupted_at.reset();
    }
    machine_ran();
}

Result<void> Stepper::go_on_from(MachineState state, SwitchCounter numbers,
                                 SessionListener& listener) {
    resume_account(std::move(state), std::move(numbers));
    return account_for_run(listener);
}

Result<bool> Stepper::arrive(std::uint32_t waiting, const Stop& stop, SessionListener& listener) {
    const bool other = stop.reason == Stop::Reason::breakpoint && stop.hart != waiting &&
                       state_.find_hart(stop.hart) != nullptr;
    state_.select_hart(other ? stop.hart : waiting);
    if (!other) {
        SWITCHSCOPE_TRY(account_for_run(listener));
        return true;
    }
    SWITCHSCOPE_TRY(account_for_run(listener, if_anything_changed()));
    if (state_.world != World::host || !routine_.contains(state_.pc)) {
        return true;
    }
    const HartState& waited_for = *state_.find_hart(waiting);
    const bool waits_for_entry = waited_for.world != World::guest &&
                                 !routine_.contains(waited_for.pc) &&
                                 !harts_[waiting].interrupted_at;
    // Once its vCPU was seen elsewhere it is the hart itself that is waited for.
    const auto last = last_hart_.find(waited_for.area);
    const bool takes_over =
        waited_for.area == state_.area && (last == last_hart_.end() || last->second == waiting);
    return waits_for_entry && state_.pc == routine_.begin() && numbers_.has_entered(waiting) &&
           takes_over;
}

Result<void> Stepper::run(SessionListener& listener, std::stop_token cancel) {
    const std::uint32_t waiting = state_.hart;
    while (true) {
        Request request;
        // Of the hart accounted for last: where it stands on a breakpoint, it is to go on from there. A breakpoint that
        // another has come to meanwhile still has to be told.
        request.hart = state_.hart;
        request.resume = Resume::run;
        auto reply = target_.exchange(request, cancel);
        if (!reply) {
            return fail(reply.error());
        }
        SWITCHSCOPE_TRY(check_alive(*reply));
        machine_ran();
        auto over = arrive(waiting, *reply->stop, listener);
        if (!over || *over) {
            return over ? Result<void>{} : fail(over.error());
        }
        if (cancel.stop_requested()) {
            state_.select_hart(waiting);
            return account_for_run(listener);
        }
    }
}

Result<std::size_t> Stepper::step(Stride stride, std::size_t limit, SessionListener& listener,
                                  std::stop_token cancel) {
    constexpr int patience_with_idle_steps = 1000;
    bool resumed = false;
    int idle = 0;
    std::size_t made = 0;
    while (made < limit) {
        auto instruction = fetch();
        if (!instruction) {
            return fail(instruction.error());
        }
        if (!resumed) {
            if (waits(*instruction)) {
                return made;
            }
            Request request;
            request.hart = state_.hart;
            request.resume = Resume::step;
            request.patience = step_patience;
            auto reply = target_.exchange(request, cancel);
            if (!reply) {
                return fail(reply.error());
            }
            SWITCHSCOPE_TRY(check_alive(*reply));
            if (reply->stop->reason != Stop::Reason::stepped) {
                SWITCHSCOPE_TRY(account_for_run(listener));
                return made + 1;
            }
        }
        Planned planned = plan(*instruction);
        const auto ends_stretch = [&](const Step& step, std::uint64_t next_pc) {
            return cancel.stop_requested() ||
                   begins_new_stretch(step, describe(next_pc, step.world_after), stride);
        };
        const bool go_on = made + 1 < limit && may_pipeline(planned, *instruction) &&
                           !ends_stretch(planned.step, *planned.prediction.successor);
        if (go_on) {
            planned.reads.resume = Resume::step;
            planned.reads.patience = step_patience;
        }
        auto reply = target_.exchange(planned.reads, cancel);
        if (!reply) {
            return fail(reply.error());
        }
        SWITCHSCOPE_TRY(check_alive(*reply));
        if (stood_still(planned, *reply)) {
            // QEMU now and then reports a step when a pending interrupt that is held off made it stop before the
            // instruction. A resume that went out already has then executed this instruction, not the next.
            if (++idle > patience_with_idle_steps) {
                return fail(en("the target reports steps but stays at %1")(hex(state_.pc)),
                            en("Let it run (F5), or start it again."));
            }
            resumed = go_on;
            continue;
        }
        idle = 0;
        SWITCHSCOPE_TRY(finish(planned, *reply, go_on));
        const Step& step = planned.step;
        if (may_move_code(*instruction)) {
            hart().code = {};
        }
        commit(step, listener);
        ++made;
        if (go_on && reply->stop->reason != Stop::Reason::stepped) {
            SWITCHSCOPE_TRY(account_for_run(listener));
            return made + 1;
        }
        resumed = go_on && step.kind == Step::Kind::instruction;
        if (!resumed && (step.kind == Step::Kind::run || ends_stretch(step, step.pc_after))) {
            return made;
        }
    }
    return made;
}

} // namespace switchscope
