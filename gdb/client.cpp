// SPDX-License-Identifier: MIT
#include "gdb/client.h"

#include <algorithm>
#include <stop_token>
#include <utility>

namespace switchscope::gdb {

namespace {

// QEMU answers E22 to more.
constexpr std::size_t most_memory_chunk = 0x800;
constexpr std::size_t glued_reply_bytes = std::size_t{32} * 1024;

constexpr std::string_view to_physical = "Qqemu.PhyMemMode:1";
constexpr std::string_view to_current = "Qqemu.PhyMemMode:0";

std::string point_request(char verb, PointType type, std::uint64_t address, std::size_t size) {
    std::string request{verb, static_cast<char>('0' + static_cast<int>(type)), ','};
    append_hex(request, address);
    request.push_back(',');
    append_hex(request, size);
    return request;
}

std::string write_request(std::uint64_t address, std::span<const std::uint8_t> bytes) {
    std::string request = "M";
    append_hex(request, address);
    request.push_back(',');
    append_hex(request, bytes.size());
    request.push_back(':');
    append_hex_bytes(request, bytes);
    return request;
}

} // namespace

Client::Client(std::unique_ptr<Transport> transport, const ClientOptions& options)
    : link_(std::move(transport), options) {}

Result<std::unique_ptr<Client>> Client::connect(std::unique_ptr<Transport> transport,
                                                const ClientOptions& options) {
    std::unique_ptr<Client> client(new Client(std::move(transport), options));
    const std::stop_callback on_cancel(options.cancel, [&link = client->link_] { link.wake(); });
    auto said = shake_hands(client->link_, options.limits);
    if (!said) {
        return fail(said.error().while_doing(en("connecting to %1")(client->peer())));
    }
    client->said_ = std::move(*said);
    client->link_.ignore_cancel();
    client->link_.set_reply_timeout(options.reply_timeout);
    return client;
}

// --- Batches -------------------------------------------------------------------------------------

Result<std::optional<StopReply>> Client::exchange(Batch& batch, const RunOptions& run) {
    const std::optional<ThreadId> thread = batch.thread();
    const bool select = thread && thread != selected_;
    if (thread && !select) {
        batch.skip_selection();
    }
    auto stop = link_.exchange(batch, run);
    if (select) {
        selected_ = batch.ok(0) ? thread : std::nullopt;
    }
    // A stub chooses the thread that stopped.
    if (stop && *stop && (*stop)->thread != selected_) {
        selected_.reset();
    }
    if (stop && select && !batch.ok(0)) {
        return refusal(batch, 0);
    }
    return stop;
}

std::size_t Client::read_chunk() const {
    return std::min(most_memory_chunk, capabilities().packet_size / 2);
}

std::size_t Client::write_chunk() const {
    // `M` + 16 digits + `,` + 4 digits + `:` and the frame.
    return std::min(most_memory_chunk, (capabilities().packet_size - 32) / 2);
}

void Client::add_select_thread(Batch& batch, const ThreadId& thread) {
    scratch_ = "Hg";
    append_thread_id(scratch_, thread, capabilities().multiprocess);
    batch.add_selection(scratch_, thread);
}

std::size_t Client::add_read_memory(Batch& batch, MemorySpace space, std::uint64_t address,
                                    std::size_t size) {
    const bool physical = space == MemorySpace::physical;
    const std::size_t first = batch.size();
    std::size_t glued_bytes = 0;
    bool open = false;
    while (size > 0) {
        if (physical && !open) {
            batch.add(to_physical);
            open = true;
            glued_bytes = 0;
        }
        const std::size_t now = std::min(size, read_chunk());
        batch.add_read_memory(address, now, physical);
        address += now;
        size -= now;
        glued_bytes += 2 * now;
        // The mode is one for all of QEMU. It is back before anything else can be asked, whatever
        // the reads bring.
        if (physical && (size == 0 || glued_bytes >= glued_reply_bytes)) {
            batch.add_glued(to_current);
            open = false;
        }
    }
    return first;
}

Result<std::optional<std::vector<std::uint8_t>>>
Client::take_memory(const Batch& batch, std::size_t& at, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    std::span<std::uint8_t> rest(bytes);
    std::size_t to_come = size;
    bool readable = true;
    for (; to_come > 0; ++at) {
        if (!batch.payload(at).starts_with('m')) { // a switch of the memory mode
            continue;
        }
        const std::size_t now = batch.reply_size(at) / 2;
        to_come -= now;
        readable = readable && !batch.refused(at);
        if (!readable) {
            continue;
        }
        const std::string_view reply = batch.reply(at);
        if (reply.size() != 2 * now) {
            return fail(
                en("the target sent only %1 bytes: %2")(reply.size() / 2, batch.describe(at)));
        }
        if (!decode_hex(reply, rest.first(now))) {
            return fail(en("the target sent \"%1\", which is no memory in hex: %2")(
                printable(reply, 40), batch.describe(at)));
        }
        rest = rest.subspan(now);
    }
    if (at < batch.size() && batch.payload(at) == to_current) {
        ++at;
    }
    return readable ? std::optional(std::move(bytes)) : std::nullopt;
}

void Client::add_step(Batch& batch, const ThreadId& thread) {
    const bool one_request = capabilities().vcont_step;
    scratch_ = one_request ? "vCont;s:" : "Hc";
    append_thread_id(scratch_, thread, capabilities().multiprocess);
    if (one_request) {
        batch.add_resume(scratch_);
        return;
    }
    batch.add(scratch_);
    batch.add_resume("s");
}

void Client::add_continue(Batch& batch) {
    if (capabilities().vcont_continue) {
        batch.add_resume("vCont;c");
        return;
    }
    batch.add(capabilities().multiprocess ? "Hcp-1.-1" : "Hc-1");
    batch.add_resume("c");
}

// --- Single requests -----------------------------------------------------------------------------

Result<void> Client::check_ok(const Batch& batch, std::size_t index) const {
    if (batch.ok(index)) {
        return {};
    }
    return refusal(batch, index);
}

Result<void> Client::ask_for_ok(std::string_view payload) {
    single_.clear();
    single_.add(payload);
    SWITCHSCOPE_TRY(exchange(single_));
    return check_ok(single_, 0);
}

Result<std::string> Client::read_general(const ThreadId& thread) {
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t g = single_.add_read_general();
    SWITCHSCOPE_TRY(exchange(single_));
    if (single_.refused(g) || single_.unsupported(g)) {
        return refusal(single_, g);
    }
    return std::string(single_.reply(g));
}

Result<std::vector<std::uint8_t>> Client::bytes_of(const RegisterInfo& info,
                                                   std::string_view reply) const {
    auto bytes = parse_hex_bytes(reply);
    if (!bytes || bytes->size() != info.bytes()) {
        return fail(en("reading register \"%1\" of %2 bits: %3 answered \"%4\"")(
            printable(info.name, 60), info.bits, peer(), printable(reply, 60)));
    }
    return *std::move(bytes);
}

Result<std::vector<std::uint8_t>> Client::read_register(const ThreadId& thread,
                                                        const RegisterInfo& info) {
    if (!can_read_one_) {
        return read_out_of_all(thread, info);
    }
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t p = single_.add_read_register(info.number);
    SWITCHSCOPE_TRY(exchange(single_));
    if (single_.refused(p)) {
        return fail(refusal(single_, p)
                        .value()
                        .while_doing(en("reading register \"%1\"")(printable(info.name, 60))));
    }
    if (single_.unsupported(p)) {
        can_read_one_ = false;
        return read_out_of_all(thread, info);
    }
    return bytes_of(info, single_.reply(p));
}

Result<std::vector<std::uint8_t>> Client::read_out_of_all(const ThreadId& thread,
                                                          const RegisterInfo& info) {
    const std::string shown = printable(info.name, 60);
    auto all = read_general(thread);
    if (!all) {
        return fail(all.error().while_doing(en("reading register \"%1\"")(shown)));
    }
    const std::size_t offset = 2 * layout().offset_in_g(info);
    if (offset + 2 * info.bytes() > all->size()) {
        return fail(
            en("register \"%1\" cannot be read: it begins at byte %2 of the registers, but "
               "%3 sends only %4 bytes of them")(shown, offset / 2, peer(), all->size() / 2));
    }
    return bytes_of(info, std::string_view(*all).substr(offset, 2 * info.bytes()));
}

Result<std::vector<std::uint8_t>> Client::read_register(const ThreadId& thread,
                                                        std::string_view name) {
    const RegisterInfo* info = layout().find(name);
    if (info == nullptr) {
        return fail(en("%1 has no register \"%2\"")(peer(), printable(name, 60)));
    }
    return read_register(thread, *info);
}

Result<std::optional<std::uint64_t>> Client::read_number(const ThreadId& thread,
                                                         const RegisterInfo& info) {
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t p = single_.add_read_register(info.number);
    SWITCHSCOPE_TRY(exchange(single_));
    return parse_little_endian(single_.reply(p));
}

Result<void> Client::write_register(const ThreadId& thread, const RegisterInfo& info,
                                    std::span<const std::uint8_t> bytes) {
    const std::string shown = printable(info.name, 60);
    if (bytes.size() != info.bytes()) {
        return fail(en("register \"%1\" has %2 bytes; %3 cannot be written to it")(
            shown, info.bytes(), bytes.size()));
    }
    if (!can_write_one_) {
        return write_among_all(thread, info, bytes);
    }
    std::string request = "P";
    append_hex(request, info.number);
    request.push_back('=');
    append_hex_bytes(request, bytes);
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t p = single_.add(request);
    SWITCHSCOPE_TRY(exchange(single_));
    if (single_.unsupported(p)) {
        can_write_one_ = false;
        return write_among_all(thread, info, bytes);
    }
    if (!single_.ok(p)) {
        return fail(refusal(single_, p).value().while_doing(en("writing register \"%1\"")(shown)));
    }
    return {};
}

Result<void> Client::write_among_all(const ThreadId& thread, const RegisterInfo& info,
                                     std::span<const std::uint8_t> bytes) {
    const std::string shown = printable(info.name, 60);
    auto all = read_general(thread);
    if (!all) {
        return fail(all.error().while_doing(en("writing register \"%1\"")(shown)));
    }
    const std::size_t offset = 2 * layout().offset_in_g(info);
    if (offset + 2 * bytes.size() > all->size()) {
        return fail(en("%1 has no way to write register \"%2\"")(peer(), shown));
    }
    std::string digits;
    append_hex_bytes(digits, bytes);
    all->replace(offset, digits.size(), digits);
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t g = single_.add("G" + *all);
    SWITCHSCOPE_TRY(exchange(single_));
    return check_ok(single_, g);
}

Result<std::vector<std::uint8_t>> Client::read_memory(MemorySpace space, std::uint64_t address,
                                                      std::size_t size) {
    if (space == MemorySpace::physical && !capabilities().physical_memory) {
        return fail(en("%1 cannot read physical memory")(peer()));
    }
    single_.clear();
    std::size_t at = add_read_memory(single_, space, address, size);
    SWITCHSCOPE_TRY(exchange(single_));
    auto bytes = SWITCHSCOPE_TRY(take_memory(single_, at, size));
    if (bytes) {
        return *std::move(bytes);
    }
    std::size_t refused = 0;
    while (!single_.refused(refused)) {
        ++refused;
    }
    return refusal(single_, refused);
}

Result<void> Client::write_memory(MemorySpace space, std::uint64_t address,
                                  std::span<const std::uint8_t> bytes) {
    const bool physical = space == MemorySpace::physical;
    if (physical && !capabilities().physical_memory) {
        return fail(en("%1 cannot write physical memory")(peer()));
    }
    while (!bytes.empty()) {
        const auto now = bytes.first(std::min(bytes.size(), write_chunk()));
        single_.clear();
        if (physical) {
            single_.add(to_physical);
        }
        const std::size_t m = single_.add_glued(write_request(address, now));
        if (physical) {
            single_.add_glued(to_current);
        }
        SWITCHSCOPE_TRY(exchange(single_));
        SWITCHSCOPE_TRY(check_ok(single_, m));
        address += now.size();
        bytes = bytes.subspan(now.size());
    }
    return {};
}

Result<void> Client::set_point(PointType type, std::uint64_t address, std::size_t size) {
    return ask_for_ok(point_request('Z', type, address, size));
}

Result<void> Client::clear_point(PointType type, std::uint64_t address, std::size_t size) {
    return ask_for_ok(point_request('z', type, address, size));
}

Result<StopReply> Client::step(const ThreadId& thread, const RunOptions& run) {
    single_.clear();
    add_step(single_, thread);
    auto stop = SWITCHSCOPE_TRY(exchange(single_, run));
    return *std::move(stop);
}

Result<StopReply> Client::resume(const RunOptions& run) {
    single_.clear();
    add_continue(single_);
    auto stop = SWITCHSCOPE_TRY(exchange(single_, run));
    return *std::move(stop);
}

Result<std::string> Client::monitor(std::string_view command) {
    const std::size_t most = (capabilities().packet_size - 16) / 2;
    if (command.size() > most) {
        return fail(
            en("the monitor command has %1 bytes, and the target takes %2")(command.size(), most),
            en("Give a shorter command."));
    }
    std::string request = "qRcmd,";
    append_hex_text(request, command);
    single_.clear();
    single_.add(request);
    SWITCHSCOPE_TRY(exchange(single_));
    if (single_.refused(0) || single_.unsupported(0)) {
        return refusal(single_, 0);
    }
    return std::string(single_.reply(0));
}

Result<void> Client::set_step_interrupts(bool let_in) {
    const Capabilities& can = capabilities();
    if (!can.step_mask) {
        return fail(en("%1 has no setting for interrupts while stepping")(peer()),
                    en("Connect to QEMU's own gdb server, which has it."));
    }
    std::string request = "Qqemu.sstep=";
    append_hex(request,
               can.step_enable_bit | (let_in ? 0U : can.step_no_irq_bit | can.step_no_timer_bit));
    step_mask_set_ = true;
    return ask_for_ok(request);
}

Result<void> Client::restore_step_mask() {
    if (!step_mask_set_ || said_.step_mask.empty()) {
        return {};
    }
    step_mask_set_ = false;
    return ask_for_ok("Qqemu.sstep=" + said_.step_mask);
}

Result<void> Client::detach() {
    std::string request = "D";
    if (capabilities().multiprocess && !threads().empty() && threads()[0].process > 0) {
        request.push_back(';');
        append_hex(request, static_cast<std::uint64_t>(threads()[0].process));
    }
    SWITCHSCOPE_TRY(ask_for_ok(request));
    hang_up();
    return {};
}

} // namespace switchscope::gdb
