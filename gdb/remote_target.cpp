// SPDX-License-Identifier: MIT
#include "gdb/remote_target.h"

#include <algorithm>
#include <utility>

namespace switchscope::gdb {

namespace {

constexpr std::size_t breakpoint_size = 4;

constexpr std::array<std::string_view, 32> abi_names = {
    "zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "fp", "s1", "a0",
    "a1",   "a2", "a3", "a4", "a5",  "a6",  "a7", "s2", "s3", "s4", "s5",
    "s6",   "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"};

const RegisterInfo* find_general(const RegisterLayout& layout, std::size_t number) {
    if (const RegisterInfo* found = layout.find(abi_names.at(number))) {
        return found;
    }
    if (number == 8) {
        if (const RegisterInfo* found = layout.find("s0")) {
            return found;
        }
    }
    return layout.find("x" + std::to_string(number));
}

MemorySpace space_of(AddressSpace space) {
    return space == AddressSpace::physical ? MemorySpace::physical : MemorySpace::current;
}

} // namespace

Result<std::unique_ptr<RemoteTarget>> RemoteTarget::connect(std::string_view address,
                                                            const RemoteTargetOptions& options) {
    auto parsed = parse_address(address);
    if (!parsed) {
        return fail(std::move(parsed).error());
    }
    ConnectOptions how{options.connect_timeout, Clock::now() + options.retry_for};
    auto transport = connect_to(*parsed, how);
    if (!transport) {
        return fail(std::move(transport).error());
    }
    return connect(std::move(*transport), options);
}

Result<std::unique_ptr<RemoteTarget>> RemoteTarget::connect(std::unique_ptr<Transport> transport,
                                                            const RemoteTargetOptions& options) {
    auto client = Client::connect(std::move(transport), options.client);
    if (!client) {
        return fail(std::move(client).error());
    }
    std::unique_ptr<RemoteTarget> target(new RemoteTarget(std::move(*client), options.parting));
    if (auto done = target->learn(); !done) {
        return fail(done.error().while_doing(en("connecting to %1")(target->client_->peer())));
    }
    return target;
}

RemoteTarget::~RemoteTarget() {
    if (parting_ != Parting::hang_up && connected()) {
        (void)leave(parting_); // whoever wants to know calls it before
    }
}

Result<void> RemoteTarget::leave(Parting parting) {
    if (parting == Parting::hang_up) {
        hang_up();
        return {};
    }
    // What the stub refuses (somebody else may have removed a breakpoint meanwhile) must not keep the machine here.
    for (const std::uint64_t address : std::exchange(breakpoints_, {})) {
        (void)client_->clear_point(PointType::software_breakpoint, address, breakpoint_size);
    }
    (void)client_->restore_step_mask();
    if (parting == Parting::leave_halted) {
        hang_up();
        return {};
    }
    return client_->detach();
}

Result<void> RemoteTarget::learn() {
    SWITCHSCOPE_TRY(learn_general_registers());
    const RegisterLayout& layout = client_->layout();
    for (const RegisterInfo& info : layout.registers()) {
        const bool general = std::find(general_.begin(), general_.end(), &info) != general_.end();
        if (!general && info.bits <= 64) {
            others_.push_back(&info);
            description_.registers.push_back({info.name, info.number, info.bits});
        }
    }
    priv_ = layout.find("priv");
    virt_ = layout.find("virt");

    const Capabilities& can = client_->capabilities();
    description_.physical_memory = can.physical_memory;
    description_.step_mask = can.step_mask;
    const bool qemu = can.physical_memory || can.step_mask;
    description_.peer = (qemu ? "QEMU at " : "gdb stub at ") + client_->peer();

    harts_ = client_->threads();
    if (harts_.empty()) {
        return fail("the target has no harts");
    }
    at_hit_.assign(harts_.size(), false);
    pc_.assign(harts_.size(), std::nullopt);
    for (std::uint32_t hart = 0; hart < harts_.size(); ++hart) {
        description_.harts.push_back(hart);
    }
    batch_.clear();
    std::string probe = "qRcmd,";
    append_hex_text(probe, "info version");
    batch_.add(probe);
    SWITCHSCOPE_TRY(client_->exchange(batch_));
    description_.monitor = !batch_.unsupported(0) && !batch_.refused(0);
    return {};
}

Result<void> RemoteTarget::learn_general_registers() {
    const RegisterLayout& layout = client_->layout();
    if (layout.registers().empty()) {
        return fail(
            "the target does not describe its registers",
            "A stub that sends a target description (target.xml) is needed, as QEMU's does.");
    }
    if (!layout.architecture.empty() && !layout.architecture.starts_with("riscv")) {
        return fail("the target is a " + printable(layout.architecture, 40) + ", not RISC-V",
                    "Connect to a RISC-V machine: qemu-system-riscv64 with its gdb server on.");
    }
    for (std::size_t i = 0; i < general_count; ++i) {
        const RegisterInfo* info = i == pc_index ? layout.find("pc") : find_general(layout, i);
        const std::string name = i == pc_index ? std::string("pc") : std::string(abi_names.at(i));
        if (info == nullptr) {
            return fail("the target's description has no register " + name);
        }
        if (info->bits != 64 && info->bits != 32) {
            return fail("the target's register " + name + " has " + std::to_string(info->bits) +
                        " bits, neither 64 nor 32");
        }
        if (i > 0 && info->bits != general_[0]->bits) {
            return fail("the target's registers " + name + " and " + general_[0]->name +
                        " differ in size");
        }
        general_.at(i) = info;
        general_offset_.at(i) = 2 * layout.offset_in_g(*info);
    }
    general_digits_ = 2 * general_[0]->bytes();
    return {};
}

Result<const ThreadId*> RemoteTarget::thread_of(std::uint32_t hart) const {
    if (hart >= harts_.size()) {
        return fail("there is no hart " + std::to_string(hart) + ": the target has " +
                    std::to_string(harts_.size()));
    }
    return &harts_[hart];
}

Stop RemoteTarget::stop_from(const StopReply& stop, Resume resume, std::uint32_t hart) const {
    constexpr int trap = 5;
    Stop out;
    out.signal = stop.signal;
    out.hart = hart;
    if (stop.thread) {
        const auto found = std::find(harts_.begin(), harts_.end(), *stop.thread);
        if (found != harts_.end()) {
            out.hart = static_cast<std::uint32_t>(found - harts_.begin());
        }
    }
    if (stop.kind != StopReply::Kind::signal) {
        out.reason = Stop::Reason::exited;
    } else if (stop.cause == StopReply::Cause::watchpoint) {
        out.reason = Stop::Reason::watchpoint;
        out.address = stop.watch_address.value_or(0);
    } else if (stop.cause == StopReply::Cause::breakpoint) {
        out.reason = Stop::Reason::breakpoint;
    } else if (stop.signal == trap && stop.cause == StopReply::Cause::none) {
        out.reason = resume == Resume::step ? Stop::Reason::stepped : Stop::Reason::breakpoint;
    } else if (stop.after_interrupt) {
        out.reason = stop.after_timeout ? Stop::Reason::timed_out : Stop::Reason::interrupted;
    }
    return out;
}

Result<std::optional<Stop>> RemoteTarget::send(const Request& request, Resume resume,
                                               std::stop_token cancel) {
    auto thread = thread_of(request.hart);
    if (!thread) {
        return fail(std::move(thread).error());
    }
    batch_.clear();
    memory_at_.resize(request.memory.size());
    const bool reads = request.gprs || !request.registers.empty() || !request.memory.empty();
    select_at_ = none;
    if (reads) {
        client_->add_select_thread(batch_, **thread);
        select_at_ = batch_.empty() ? none : 0;
    }
    general_at_ = request.gprs ? batch_.add_read_general() : none;
    registers_at_ = batch_.size();
    for (const std::size_t index : request.registers) {
        batch_.add_read_register(others_[index]->number);
    }
    for (const AddressSpace space : {AddressSpace::current, AddressSpace::physical}) {
        for (std::size_t i = 0; i < request.memory.size(); ++i) {
            const Request::Memory& piece = request.memory[i];
            if (piece.space == space) {
                memory_at_[i].clear();
                client_->add_read_memory(batch_, space_of(space), piece.address, piece.size,
                                         memory_at_[i]);
            }
        }
    }
    if (resume == Resume::step) {
        client_->add_step(batch_, **thread);
        at_hit_[request.hart] = false;
    } else if (resume == Resume::run) {
        client_->add_continue(batch_);
        at_hit_.assign(at_hit_.size(), false);
    }
    if (resume != Resume::none) {
        pc_.assign(pc_.size(), std::nullopt); // plain `s` lets the others go on, too
    }
    auto stop =
        client_->exchange(batch_, {request.patience, std::move(cancel), resume == Resume::step});
    if (!stop) {
        return fail(std::move(stop).error());
    }
    if (!*stop) {
        return std::optional<Stop>{};
    }
    return std::optional<Stop>(stop_from(**stop, resume, request.hart));
}

Result<void> RemoteTarget::gather_general(Reply& reply) const {
    const std::string_view text = batch_.reply(general_at_);
    if (batch_.refused(general_at_) || batch_.unsupported(general_at_)) {
        return fail("the target answered \"" + printable(text, 60) + "\" to " +
                    batch_.describe(general_at_));
    }
    for (std::size_t i = 0; i < general_count; ++i) {
        if (general_offset_[i] + general_digits_ > text.size()) {
            return fail("the target sent " + std::to_string(text.size() / 2) +
                        " bytes of registers, too few to hold " + general_[i]->name);
        }
        const auto value = parse_little_endian(text.substr(general_offset_[i], general_digits_));
        if (!value) {
            return fail("the target sent no value for the register " + general_[i]->name + ": \"" +
                        printable(text.substr(general_offset_[i], general_digits_), 40) + "\"");
        }
        (i == pc_index ? reply.pc : reply.gprs.at(i)) = *value;
    }
    return {};
}

Result<void> RemoteTarget::gather(const Request& request, Reply& reply) {
    if (select_at_ != none && !batch_.ok(select_at_)) {
        return fail("the target answered \"" + printable(batch_.reply(select_at_), 60) + "\" to " +
                    batch_.describe(select_at_));
    }
    if (general_at_ != none) {
        SWITCHSCOPE_TRY(gather_general(reply));
        if (request.resume == Resume::none) {
            pc_[request.hart] = reply.pc;
        }
    }
    reply.registers.reserve(request.registers.size());
    for (std::size_t i = 0; i < request.registers.size(); ++i) {
        const std::size_t at = registers_at_ + i;
        const std::string_view text = batch_.reply(at);
        const auto value = parse_little_endian(text);
        // `xx`: it has no value now.
        if (!value && !batch_.refused(at) && !batch_.unsupported(at) && !text.starts_with('x')) {
            return fail("the target answered \"" + printable(text, 60) + "\" to " +
                        batch_.describe(at));
        }
        reply.registers.push_back(value);
    }
    reply.memory.reserve(request.memory.size());
    for (std::size_t i = 0; i < request.memory.size(); ++i) {
        auto bytes = Client::memory_from(batch_, memory_at_[i], request.memory[i].size);
        if (!bytes) {
            return fail(std::move(bytes).error());
        }
        reply.memory.push_back(std::move(*bytes));
    }
    return {};
}

Result<Reply> RemoteTarget::exchange(const Request& request, std::stop_token cancel) {
    for (const std::size_t index : request.registers) {
        if (index >= others_.size()) {
            return fail("there is no register with the index " + std::to_string(index));
        }
    }
    for (const Request::Memory& piece : request.memory) {
        if (piece.space == AddressSpace::physical && !description_.physical_memory) {
            return fail(description_.peer + " cannot read physical memory");
        }
    }
    // Whether a hart stands on a breakpoint must be known before it can run.
    const bool careful = request.resume == Resume::run && !breakpoints_.empty();
    Reply reply;
    auto stop = send(request, careful ? Resume::none : request.resume, cancel);
    if (!stop) {
        return fail(std::move(stop).error());
    }
    SWITCHSCOPE_TRY(gather(request, reply));
    reply.stop = *stop;
    if (careful) {
        auto ran = run(request, reply, std::move(cancel));
        if (!ran) {
            return fail(std::move(ran).error());
        }
        reply.stop = *ran;
    }
    if (reply.stop && request.resume == Resume::run &&
        reply.stop->reason == Stop::Reason::breakpoint) {
        at_hit_[reply.stop->hart] = true;
    }
    return reply;
}

/// Steps `hart` once if its pc is at a breakpoint. A stop where the whole run ends by that. `pc`: if it is known; where
/// the hart was stepped from, afterwards.
Result<std::optional<Stop>> RemoteTarget::step_off(std::uint32_t hart,
                                                   std::optional<std::uint64_t>& pc,
                                                   const Request& request,
                                                   const std::stop_token& cancel) {
    if (!pc) {
        auto read = read_number(hart, *general_[pc_index]);
        if (!read) {
            return fail(std::move(read).error());
        }
        pc = *read;
    }
    if (!pc || !breakpoints_.contains(*pc)) {
        pc.reset();
        return std::optional<Stop>{};
    }
    Request step;
    step.hart = hart;
    step.patience = request.patience;
    auto stop = send(step, Resume::step, cancel);
    if (!stop) {
        return fail(std::move(stop).error());
    }
    if (*stop && (*stop)->reason == Stop::Reason::stepped) {
        return std::optional<Stop>{};
    }
    return *stop;
}

Result<Stop> RemoteTarget::run(const Request& request, const Reply& reply, std::stop_token cancel) {
    // QEMU now and then reports a step that a pending interrupt, which is held off, kept from being made. The breakpoint
    // is then hit once more, at once, and that is no news. Reading the pc just in front of the resume costs no time.
    constexpr int patience_with_idle_steps = 100;
    std::optional<std::uint64_t> known = request.gprs ? std::optional(reply.pc) : pc_[request.hart];
    for (int idle = 0;; ++idle) {
        std::optional<std::uint64_t> from;
        for (std::uint32_t hart = 0; hart < harts_.size(); ++hart) {
            const bool asked = hart == request.hart;
            if (!asked && !at_hit_[hart]) {
                continue;
            }
            std::optional<std::uint64_t> pc = asked ? known : pc_[hart];
            auto stop = step_off(hart, pc, request, cancel);
            if (!stop) {
                return fail(std::move(stop).error());
            }
            if (*stop) {
                return **stop;
            }
            if (asked) {
                from = pc;
            }
        }
        Request rest;
        rest.hart = request.hart;
        rest.patience = request.patience;
        rest.gprs = from.has_value();
        rest.resume = Resume::run;
        auto stop = send(rest, Resume::run, cancel);
        if (!stop) {
            return fail(std::move(stop).error());
        }
        Reply now;
        SWITCHSCOPE_TRY(gather(rest, now));
        const bool stood_still = from && now.pc == *from && (*stop)->hart == request.hart &&
                                 (*stop)->reason == Stop::Reason::breakpoint;
        if (!stood_still || idle == patience_with_idle_steps) {
            return **stop;
        }
        known = from;
    }
}

Result<std::optional<std::uint64_t>> RemoteTarget::read_number(std::uint32_t hart,
                                                               const RegisterInfo& info) {
    auto thread = thread_of(hart);
    if (!thread) {
        return fail(std::move(thread).error());
    }
    batch_.clear();
    client_->add_select_thread(batch_, **thread);
    const std::size_t at = batch_.add_read_register(info.number);
    SWITCHSCOPE_TRY(client_->exchange(batch_));
    if (at > 0 && !batch_.ok(0)) {
        return fail("the target answered \"" + printable(batch_.reply(0), 60) + "\" to " +
                    batch_.describe(0));
    }
    return parse_little_endian(batch_.reply(at));
}

/// The V bit by QEMU's monitor; none: the hart has no H extension, or there is no such monitor.
Result<std::optional<bool>> RemoteTarget::monitor_virtualization(std::uint32_t hart) {
    if (!description_.monitor) {
        return std::optional<bool>{};
    }
    batch_.clear();
    std::string request;
    if (monitor_hart_ != hart && harts_.size() > 1) {
        // The monitor has a current CPU of its own. Its numbers count from 0, the thread ids from 1.
        request = "qRcmd,";
        append_hex_text(request, "cpu " + std::to_string(harts_[hart].thread - 1));
        batch_.add(request);
    }
    request = "qRcmd,";
    append_hex_text(request, "info registers");
    const std::size_t at = batch_.add(request, 8192);
    SWITCHSCOPE_TRY(client_->exchange(batch_));
    monitor_hart_ = hart;
    return parse_virtualization(batch_.reply(at));
}

Result<Mode> RemoteTarget::mode(std::uint32_t hart) {
    const std::string doing = "asking in which mode hart " + std::to_string(hart) + " is";
    if (priv_ == nullptr) {
        return fail(doing + ": the target's description has no register priv",
                    "Use a QEMU whose description has it (7 and newer do).");
    }
    auto read = read_number(hart, *priv_);
    if (!read) {
        return fail(read.error().while_doing(doing));
    }
    if (!*read) {
        return fail(doing + ": the target would not read its register priv");
    }
    const std::uint64_t priv = **read;
    constexpr std::uint64_t level = 3;
    constexpr std::uint64_t v_bit = 4;
    if ((priv & level) == 2 || (priv & ~(level | v_bit)) != 0) {
        return fail(doing + ": priv has the value " + std::to_string(priv) + ", which is no mode");
    }
    Mode mode;
    mode.privilege = static_cast<Privilege>(priv & level);
    if (mode.privilege == Privilege::machine) {
        return mode; // V is 0 in M mode
    }
    if ((priv & v_bit) != 0) {
        priv_tells_v_ = true;
    }
    if (priv_tells_v_) {
        mode.virtualized = (priv & v_bit) != 0;
        return mode;
    }
    if (virt_ != nullptr) {
        auto virt = read_number(hart, *virt_);
        if (!virt) {
            return fail(virt.error().while_doing(doing));
        }
        if (*virt) {
            mode.virtualized = (**virt & 1) != 0;
            return mode;
        }
    }
    // Bit 2 clear: V is 0, or this QEMU does not put V there.
    auto told = monitor_virtualization(hart);
    if (!told) {
        return fail(told.error().while_doing(doing));
    }
    mode.virtualized = told->value_or(false);
    return mode;
}

namespace {

std::vector<std::uint8_t> little_endian(std::uint64_t value, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    return bytes;
}

} // namespace

Result<void> RemoteTarget::write_register(std::uint32_t hart, std::size_t register_index,
                                          std::uint64_t value) {
    if (register_index >= others_.size()) {
        return fail("there is no register with the index " + std::to_string(register_index));
    }
    auto thread = thread_of(hart);
    if (!thread) {
        return fail(std::move(thread).error());
    }
    const RegisterInfo& info = *others_[register_index];
    return client_->write_register(**thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_gpr(std::uint32_t hart, unsigned number, std::uint64_t value) {
    if (number == 0 || number > 31) {
        return fail("there is no general register x" + std::to_string(number) +
                    " that can be written");
    }
    auto thread = thread_of(hart);
    if (!thread) {
        return fail(std::move(thread).error());
    }
    const RegisterInfo& info = *general_.at(number);
    return client_->write_register(**thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_pc(std::uint32_t hart, std::uint64_t value) {
    auto thread = thread_of(hart);
    if (!thread) {
        return fail(std::move(thread).error());
    }
    const RegisterInfo& info = *general_[pc_index];
    at_hit_[hart] = false;
    pc_[hart].reset();
    return client_->write_register(**thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_memory(AddressSpace space, std::uint64_t address,
                                        const std::vector<std::uint8_t>& bytes) {
    return client_->write_memory(space_of(space), address, bytes);
}

Result<void> RemoteTarget::set_breakpoint(std::uint64_t address) {
    // QEMU counts: a breakpoint set twice must be cleared twice.
    if (breakpoints_.contains(address)) {
        return {};
    }
    SWITCHSCOPE_TRY(client_->set_point(PointType::software_breakpoint, address, breakpoint_size));
    breakpoints_.insert(address);
    return {};
}

Result<void> RemoteTarget::clear_breakpoint(std::uint64_t address) {
    if (!breakpoints_.contains(address)) {
        return {};
    }
    SWITCHSCOPE_TRY(client_->clear_point(PointType::software_breakpoint, address, breakpoint_size));
    breakpoints_.erase(address);
    return {};
}

Result<void> RemoteTarget::set_watchpoint(std::uint64_t address, std::size_t size) {
    if (watchpoints_.contains({address, size})) {
        return {};
    }
    SWITCHSCOPE_TRY(client_->set_point(PointType::write_watchpoint, address, size));
    watchpoints_.emplace(address, size);
    return {};
}

Result<void> RemoteTarget::clear_watchpoint(std::uint64_t address, std::size_t size) {
    if (!watchpoints_.contains({address, size})) {
        return {};
    }
    SWITCHSCOPE_TRY(client_->clear_point(PointType::write_watchpoint, address, size));
    watchpoints_.erase({address, size});
    return {};
}

Result<void> RemoteTarget::set_step_interrupts(bool let_in) {
    return client_->set_step_interrupts(let_in);
}

std::vector<Traffic> RemoteTarget::traffic(std::uint64_t from) const {
    std::vector<Traffic> all;
    for (PacketLogEntry& entry : client_->log().entries()) {
        if (entry.sequence >= from) {
            all.push_back({entry.sequence, entry.since_connect,
                           entry.direction == PacketLogEntry::Direction::sent,
                           std::move(entry.text)});
        }
    }
    return all;
}

Result<std::string> RemoteTarget::monitor(const std::string& command) {
    monitor_hart_.reset(); // the command may choose another CPU
    return client_->monitor(command);
}

} // namespace switchscope::gdb
