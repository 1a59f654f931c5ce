// SPDX-License-Identifier: MIT
#include "gdb/remote_target.h"

#include <algorithm>
#include <utility>

namespace switchscope::gdb {

namespace {

constexpr std::size_t breakpoint_size = 4;

// The pieces of a request in this order, so that the switches of the memory mode stand together.
constexpr AddressSpace memory_order[] = {AddressSpace::current, AddressSpace::physical};

MemorySpace space_of(AddressSpace space) {
    return space == AddressSpace::physical ? MemorySpace::physical : MemorySpace::current;
}

std::vector<std::uint8_t> little_endian(std::uint64_t value, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    return bytes;
}

/// A stub without a monitor refuses qRcmd, or does not know it.
Result<bool> find_monitor(Client& client) {
    Batch batch;
    std::string request = "qRcmd,";
    append_hex_text(request, "info version");
    batch.add(request);
    SWITCHSCOPE_TRY(client.exchange(batch));
    return !batch.unsupported(0) && !batch.refused(0);
}

} // namespace

// --- The connection ------------------------------------------------------------------------------

Result<std::unique_ptr<RemoteTarget>> RemoteTarget::connect(std::string_view address,
                                                            const RemoteTargetOptions& options) {
    const Address parsed = SWITCHSCOPE_TRY(parse_address(address));
    const ConnectOptions how{options.connect_timeout, Clock::now() + options.retry_for};
    auto transport = SWITCHSCOPE_TRY(connect_to(parsed, how));
    return connect(std::move(transport), options);
}

Result<std::unique_ptr<RemoteTarget>> RemoteTarget::connect(std::unique_ptr<Transport> transport,
                                                            const RemoteTargetOptions& options) {
    auto client = SWITCHSCOPE_TRY(Client::connect(std::move(transport), options.client));
    const std::string peer = client->peer();
    auto target = over(std::move(client), options.parting);
    if (!target) {
        return fail(target.error().while_doing(en("connecting to %1")(peer)));
    }
    return target;
}

Result<std::unique_ptr<RemoteTarget>> RemoteTarget::over(std::unique_ptr<Client> client,
                                                         Parting parting) {
    const GeneralRegisters general = SWITCHSCOPE_TRY(GeneralRegisters::find(client->layout()));
    if (client->threads().empty()) {
        return fail(en("the target has no harts"));
    }
    const bool has_monitor = SWITCHSCOPE_TRY(find_monitor(*client));
    return std::unique_ptr<RemoteTarget>(
        new RemoteTarget(std::move(client), general, has_monitor, parting));
}

RemoteTarget::RemoteTarget(std::unique_ptr<Client> client, const GeneralRegisters& general,
                           bool has_monitor, Parting parting)
    : client_(std::move(client)), parting_(parting), general_(general),
      mode_reader_(*client_, has_monitor) {
    for (const RegisterInfo& info : client_->layout().registers()) {
        if (!general_.contains(info) && info.bits <= 64) {
            others_.push_back(&info);
        }
    }
    const std::size_t harts = client_->threads().size();
    at_hit_.assign(harts, false);
    pc_.assign(harts, std::nullopt);
    describe(has_monitor);
}

void RemoteTarget::describe(bool has_monitor) {
    const Capabilities& can = client_->capabilities();
    const bool qemu = can.physical_memory || can.step_mask;
    description_.peer = (qemu ? "QEMU at " : "gdb stub at ") + client_->peer();
    for (const RegisterInfo* info : others_) {
        description_.registers.push_back({info->name, info->number, info->bits});
    }
    for (std::uint32_t hart = 0; hart < client_->threads().size(); ++hart) {
        description_.harts.push_back(hart);
    }
    description_.physical_memory = can.physical_memory;
    description_.monitor = has_monitor;
    description_.step_mask = can.step_mask;
}

RemoteTarget::~RemoteTarget() {
    if (parting_ != Parting::hang_up && connected()) {
        (void)leave(parting_); // whoever wants to know what became of it calls it before
    }
}

Result<void> RemoteTarget::leave(Parting parting) {
    if (parting == Parting::hang_up) {
        hang_up();
        return {};
    }
    // The stub may refuse something: somebody else may have removed a breakpoint meanwhile. That
    // must not keep the machine here.
    for (const auto& [address, type] : std::exchange(breakpoints_, {})) {
        (void)client_->clear_point(type, address, breakpoint_size);
    }
    (void)client_->restore_step_mask();
    if (parting == Parting::leave_halted) {
        hang_up();
        return {};
    }
    return client_->detach();
}

Result<const ThreadId*> RemoteTarget::thread_of(std::uint32_t hart) const {
    const std::vector<ThreadId>& threads = client_->threads();
    if (hart >= threads.size()) {
        return fail(en("there is no hart %1: the target has %2")(hart, threads.size()));
    }
    return &threads[hart];
}

Result<const RegisterInfo*> RemoteTarget::other_register(std::size_t index) const {
    if (index >= others_.size()) {
        return fail(en("there is no register with the index %1")(index));
    }
    return others_[index];
}

// --- Exchanges -----------------------------------------------------------------------------------

Stop RemoteTarget::stop_from(const StopReply& stop, Resume resume, std::uint32_t hart) const {
    constexpr int trap = 5;
    Stop out;
    out.signal = stop.signal;
    out.hart = hart;
    if (stop.thread) {
        const std::vector<ThreadId>& threads = client_->threads();
        const auto found = std::find(threads.begin(), threads.end(), *stop.thread);
        if (found != threads.end()) {
            out.hart = static_cast<std::uint32_t>(found - threads.begin());
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

/// Puts what `request` reads into the batch.
RemoteTarget::Sent RemoteTarget::plan(const Request& request, const ThreadId& thread) {
    Sent sent;
    batch_.clear();
    if (request.gprs || !request.registers.empty() || !request.memory.empty()) {
        client_->add_select_thread(batch_, thread);
    }
    if (request.gprs) {
        sent.general = batch_.add_read_general();
    }
    sent.registers = batch_.size();
    for (const std::size_t index : request.registers) {
        batch_.add_read_register(others_[index]->number);
    }
    sent.memory = batch_.size();
    for (const AddressSpace space : memory_order) {
        for (const Request::Memory& piece : request.memory) {
            if (piece.space == space) {
                client_->add_read_memory(batch_, space_of(space), piece.address, piece.size);
            }
        }
    }
    return sent;
}

/// `resume` instead of the request's own.
Result<RemoteTarget::Sent> RemoteTarget::send(const Request& request, Resume resume,
                                              std::stop_token cancel) {
    const ThreadId& thread = *SWITCHSCOPE_TRY(thread_of(request.hart));
    Sent sent = plan(request, thread);
    if (resume == Resume::step) {
        client_->add_step(batch_, thread);
        at_hit_[request.hart] = false;
    } else if (resume == Resume::run) {
        client_->add_continue(batch_);
        at_hit_.assign(at_hit_.size(), false);
    }
    if (resume != Resume::none) {
        pc_.assign(pc_.size(), std::nullopt); // plain `s` lets the others go on, too
    }
    const auto stop = SWITCHSCOPE_TRY(
        client_->exchange(batch_, {request.patience, std::move(cancel), resume == Resume::step}));
    if (stop) {
        sent.stop = stop_from(*stop, resume, request.hart);
    }
    return sent;
}

Result<void> RemoteTarget::gather(const Request& request, const Sent& sent, Reply& reply) {
    if (sent.general) {
        const std::size_t at = *sent.general;
        if (batch_.refused(at) || batch_.unsupported(at)) {
            return client_->refusal(batch_, at);
        }
        SWITCHSCOPE_TRY(general_.read(batch_.reply(at), reply));
        if (request.resume == Resume::none) {
            pc_[request.hart] = reply.pc;
        }
    }
    SWITCHSCOPE_TRY(gather_registers(request, sent.registers, reply));
    return gather_memory(request, sent.memory, reply);
}

Result<void> RemoteTarget::gather_registers(const Request& request, std::size_t first,
                                            Reply& reply) const {
    reply.registers.reserve(request.registers.size());
    for (std::size_t i = 0; i < request.registers.size(); ++i) {
        const std::size_t at = first + i;
        const std::string_view text = batch_.reply(at);
        const auto value = parse_little_endian(text);
        const bool no_value_now = text.starts_with('x');
        if (!value && !no_value_now && !batch_.refused(at) && !batch_.unsupported(at)) {
            return fail(en("the target sent \"%1\", which is no value of a register: %2")(
                printable(text, 60), batch_.describe(at)));
        }
        reply.registers.push_back(value);
    }
    return {};
}

Result<void> RemoteTarget::gather_memory(const Request& request, std::size_t first,
                                         Reply& reply) const {
    reply.memory.resize(request.memory.size());
    std::size_t at = first;
    for (const AddressSpace space : memory_order) {
        for (std::size_t i = 0; i < request.memory.size(); ++i) {
            const Request::Memory& piece = request.memory[i];
            if (piece.space == space) {
                reply.memory[i] = SWITCHSCOPE_TRY(Client::take_memory(batch_, at, piece.size));
            }
        }
    }
    return {};
}

Result<void> RemoteTarget::check(const Request& request) const {
    for (const std::size_t index : request.registers) {
        SWITCHSCOPE_TRY(other_register(index));
    }
    for (const Request::Memory& piece : request.memory) {
        if (piece.space == AddressSpace::physical && !description_.physical_memory) {
            return fail(en("%1 cannot read physical memory")(description_.peer));
        }
    }
    return {};
}

Result<Reply> RemoteTarget::exchange(const Request& request, std::stop_token cancel) {
    SWITCHSCOPE_TRY(check(request));
    // Whether a hart stands on a breakpoint must be known before it can run.
    const bool careful = request.resume == Resume::run && !breakpoints_.empty();
    Reply reply;
    const Sent sent =
        SWITCHSCOPE_TRY(send(request, careful ? Resume::none : request.resume, cancel));
    SWITCHSCOPE_TRY(gather(request, sent, reply));
    reply.stop = sent.stop;
    if (careful) {
        reply.stop = SWITCHSCOPE_TRY(run(request, reply, std::move(cancel)));
    }
    if (reply.stop && request.resume == Resume::run &&
        reply.stop->reason == Stop::Reason::breakpoint) {
        at_hit_[reply.stop->hart] = true;
    }
    return reply;
}

// --- Off a breakpoint ----------------------------------------------------------------------------

/// Steps `hart` once if its pc is at a breakpoint. Returns a stop where the whole run ends by that.
/// `pc` goes in if it is known. It comes out as the place from which the hart was stepped, or
/// empty.
Result<std::optional<Stop>> RemoteTarget::step_off(std::uint32_t hart,
                                                   std::optional<std::uint64_t>& pc,
                                                   const Request& request,
                                                   const std::stop_token& cancel) {
    if (!pc) {
        const ThreadId& thread = *SWITCHSCOPE_TRY(thread_of(hart));
        pc = SWITCHSCOPE_TRY(client_->read_number(thread, general_.pc()));
    }
    if (!pc || !breakpoints_.contains(*pc)) {
        pc.reset();
        return std::optional<Stop>{};
    }
    Request step;
    step.hart = hart;
    step.patience = request.patience;
    const Sent sent = SWITCHSCOPE_TRY(send(step, Resume::step, cancel));
    if (sent.stop && sent.stop->reason == Stop::Reason::stepped) {
        return std::optional<Stop>{};
    }
    return sent.stop;
}

Result<Stop> RemoteTarget::run(const Request& request, const Reply& reply, std::stop_token cancel) {
    // QEMU now and then reports a step that was not made, because a pending interrupt that is held
    // off kept it from being made. The breakpoint is then hit once more, at once, and that is no
    // news. Reading the pc just in front of the resume costs no time.
    constexpr int patience_with_idle_steps = 100;
    std::optional<std::uint64_t> known = request.gprs ? std::optional(reply.pc) : pc_[request.hart];
    for (int idle = 0;; ++idle) {
        std::optional<std::uint64_t> from;
        for (std::uint32_t hart = 0; hart < pc_.size(); ++hart) {
            const bool asked = hart == request.hart;
            if (!asked && !at_hit_[hart]) {
                continue;
            }
            std::optional<std::uint64_t> pc = asked ? known : pc_[hart];
            if (const auto stop = SWITCHSCOPE_TRY(step_off(hart, pc, request, cancel))) {
                return *stop;
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
        const Sent sent = SWITCHSCOPE_TRY(send(rest, Resume::run, cancel));
        Reply now;
        SWITCHSCOPE_TRY(gather(rest, sent, now));
        const Stop stop = sent.stop.value_or(Stop{});
        const bool stood_still = from && now.pc == *from && stop.hart == request.hart &&
                                 stop.reason == Stop::Reason::breakpoint;
        if (!stood_still || idle == patience_with_idle_steps) {
            return stop;
        }
        known = from;
    }
}

// --- The rest of the port ------------------------------------------------------------------------

Result<Mode> RemoteTarget::mode(std::uint32_t hart) {
    SWITCHSCOPE_TRY(thread_of(hart));
    return mode_reader_.read(hart);
}

Result<void> RemoteTarget::write_register(std::uint32_t hart, std::size_t register_index,
                                          std::uint64_t value) {
    const RegisterInfo& info = *SWITCHSCOPE_TRY(other_register(register_index));
    const ThreadId& thread = *SWITCHSCOPE_TRY(thread_of(hart));
    return client_->write_register(thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_gpr(std::uint32_t hart, unsigned number, std::uint64_t value) {
    if (number == 0 || number > 31) {
        return fail(en("there is no general register x%1 that can be written")(number));
    }
    const ThreadId& thread = *SWITCHSCOPE_TRY(thread_of(hart));
    const RegisterInfo& info = general_.gpr(number);
    return client_->write_register(thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_pc(std::uint32_t hart, std::uint64_t value) {
    const ThreadId& thread = *SWITCHSCOPE_TRY(thread_of(hart));
    const RegisterInfo& info = general_.pc();
    at_hit_[hart] = false;
    pc_[hart].reset();
    return client_->write_register(thread, info, little_endian(value, info.bytes()));
}

Result<void> RemoteTarget::write_memory(AddressSpace space, std::uint64_t address,
                                        const std::vector<std::uint8_t>& bytes) {
    return client_->write_memory(space_of(space), address, bytes);
}

Result<void> RemoteTarget::set_breakpoint(std::uint64_t address) {
    // QEMU counts: a breakpoint that was set twice must be cleared twice.
    if (breakpoints_.contains(address)) {
        return {};
    }
    // A stub may have one kind only, and none that writes into code can be in ROM.
    PointType type = PointType::software_breakpoint;
    auto set = client_->set_point(type, address, breakpoint_size);
    if (!set) {
        type = PointType::hardware_breakpoint;
        if (!client_->set_point(type, address, breakpoint_size)) {
            return set; // the first refusal is the one to report
        }
    }
    breakpoints_.emplace(address, type);
    return {};
}

Result<void> RemoteTarget::clear_breakpoint(std::uint64_t address) {
    const auto set = breakpoints_.find(address);
    if (set == breakpoints_.end()) {
        return {};
    }
    SWITCHSCOPE_TRY(client_->clear_point(set->second, address, breakpoint_size));
    breakpoints_.erase(set);
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
    mode_reader_.forget_monitor_cpu(); // the command may choose another one
    return client_->monitor(command);
}

} // namespace switchscope::gdb
