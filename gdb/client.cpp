// SPDX-License-Identifier: MIT
#include "gdb/client.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace switchscope::gdb {

namespace {

using Direction = PacketLogEntry::Direction;
using What = PacketLogEntry::What;

constexpr English ended_remedy = en("Start the target again if it has ended, and connect again.");

// What one write may ask for: less than the smallest buffer on the way holds (a pipe's 64 KiB), in either direction,
// so that neither side ever waits for the other to read.
constexpr std::size_t group_packets = 64;
constexpr std::size_t group_bytes = std::size_t{32} * 1024;
constexpr std::size_t group_reply_bytes = std::size_t{48} * 1024;
// QEMU answers E22 to more.
constexpr std::size_t most_memory_chunk = 0x800;
constexpr std::size_t glued_reply_bytes = std::size_t{32} * 1024;
constexpr int most_repeats = 3;
constexpr std::size_t most_output_packets = 1'000'000; // from one monitor command

/// Whether a reply can belong to the request: a reply that was left out or that came twice shifts all others, and what
/// follows would be taken for what it is not.
bool fits(std::string_view request, std::string_view reply, std::size_t expected_size) {
    if (reply.empty() || is_error_reply(reply) || request.empty()) {
        return true;
    }
    const auto all_of = [reply](std::string_view allowed) {
        return reply.find_first_not_of(allowed) == std::string_view::npos;
    };
    switch (request[0]) {
    case 'm':
        return reply.size() % 2 == 0 && reply.size() <= expected_size &&
               all_of("0123456789abcdefABCDEF");
    case 'g':
    case 'p':
        return reply.size() % 2 == 0 && all_of("0123456789abcdefABCDEFxX");
    case 'H':
    case 'Q':
    case 'Z':
    case 'z':
    case 'M':
    case 'P':
    case 'G':
        return reply == "OK";
    default:
        return true;
    }
}

std::string milliseconds_text(std::chrono::milliseconds time) {
    return std::to_string(time.count()) + " ms";
}

} // namespace

// --- Batch -----------------------------------------------------------------------------------------------------------

void Batch::clear() {
    slots_.clear();
    wire_.clear();
    replies_.clear();
    resume_ = false;
}

std::size_t Batch::add(std::string_view payload, std::size_t reply_size) {
    assert(!resume_);
    Slot slot;
    slot.wire_begin = wire_.size();
    append_packet(wire_, payload);
    slot.wire_end = wire_.size();
    slot.reply_size = reply_size;
    slots_.push_back(slot);
    return slots_.size() - 1;
}

std::size_t Batch::add_glued(std::string_view payload, std::size_t reply_size) {
    const std::size_t index = add(payload, reply_size);
    slots_[index].glued = index > 0;
    return index;
}

std::size_t Batch::add_read_general() {
    return add("g", 2048);
}

std::size_t Batch::add_read_register(std::uint32_t number) {
    scratch_ = "p";
    append_hex(scratch_, number);
    return add(scratch_);
}

std::size_t Batch::add_read_memory(std::uint64_t address, std::size_t size, bool glued) {
    scratch_ = "m";
    append_hex(scratch_, address);
    scratch_.push_back(',');
    append_hex(scratch_, size);
    return glued ? add_glued(scratch_, 2 * size) : add(scratch_, 2 * size);
}

void Batch::add_resume(std::string_view payload) {
    add(payload);
    resume_ = true;
}

std::string_view Batch::reply(std::size_t index) const {
    const Slot& slot = slots_[index];
    return std::string_view(replies_).substr(slot.reply_begin, slot.reply_end - slot.reply_begin);
}

std::string_view Batch::payload(std::size_t index) const {
    const Slot& slot = slots_[index];
    return std::string_view(wire_).substr(slot.wire_begin + 1, slot.wire_end - slot.wire_begin - 4);
}

std::string_view Batch::wire(std::size_t first, std::size_t last) const {
    return std::string_view(wire_).substr(slots_[first].wire_begin,
                                          slots_[last].wire_end - slots_[first].wire_begin);
}

std::string Batch::describe(std::size_t index) const {
    return describe_request(payload(index));
}

// --- Making the connection -------------------------------------------------------------------------------------------

Client::Client(std::unique_ptr<Transport> transport, const ClientOptions& options)
    : transport_(std::move(transport)), options_(options), log_(options.log_capacity),
      decoder_(options.packet_limit) {}

Client::~Client() {
    transport_->close();
}

Result<std::unique_ptr<Client>> Client::connect(std::unique_ptr<Transport> transport,
                                                const ClientOptions& options) {
    std::unique_ptr<Client> client(new Client(std::move(transport), options));
    const std::stop_callback on_cancel(options.cancel,
                                       [waiting = client->transport_.get()] { waiting->wake(); });
    if (auto done = client->handshake(); !done) {
        return fail(done.error().while_doing(en("connecting to %1")(client->peer())));
    }
    client->connecting_ = false;
    return client;
}

Result<void> Client::handshake() {
    auto answer = ask("qSupported:multiprocess+;swbreak+;hwbreak+;vContSupported+;error-message+;"
                      "xmlRegisters=i386,arm,mips");
    if (!answer) {
        return fail(std::move(answer).error());
    }
    features_ = parse_features(*answer);
    auto capabilities = capabilities_from(features_);
    if (!capabilities) {
        return lose(capabilities.error().what);
    }
    capabilities_ = *capabilities;
    SWITCHSCOPE_TRY(negotiate_acks());
    SWITCHSCOPE_TRY(ask_for_stop());
    answer = ask("vCont?");
    if (!answer) {
        return fail(std::move(answer).error());
    }
    add_vcont_actions(capabilities_, *answer);
    SWITCHSCOPE_TRY(probe_qemu());
    // QEMU answers no register read before the description has been read.
    if (capabilities_.target_xml) {
        auto layout = read_target_xml(
            [this](const std::string& name) { return read_document(name); }, options_.target_xml);
        if (!layout) {
            if (state() == State::gone) {
                return fail(std::move(layout).error());
            }
            return lose(layout.error().what, layout.error().remedy);
        }
        layout_ = std::move(*layout);
    }
    auto threads = list_threads();
    if (!threads) {
        return fail(std::move(threads).error());
    }
    return {};
}

Result<void> Client::negotiate_acks() {
    if (capabilities_.no_ack_mode) {
        auto answer = ask("QStartNoAckMode");
        if (!answer) {
            return fail(std::move(answer).error());
        }
        if (*answer == "OK") {
            acks_ = Acks::none;
        }
        return {};
    }
    // QEMU is known by a query of its own. It takes the next `$` for an acknowledgement, so that requests may follow
    // each other in one write; gdbserver without no-ack mode would send every reply again and again.
    auto bits = ask("qqemu.sstepbits");
    if (!bits) {
        return fail(std::move(bits).error());
    }
    if (!bits->empty() && !is_error_reply(*bits)) {
        acks_ = Acks::implicit;
    }
    return {};
}

Result<void> Client::ask_for_stop() {
    auto answer = ask("?");
    if (!answer) {
        return fail(std::move(answer).error());
    }
    auto stop = parse_stop_reply(*answer);
    if (!stop) {
        return lose("asked why it is stopped, the target answered \"" + printable(*answer, 60) +
                    "\"");
    }
    first_stop_ = std::move(*stop);
    if (first_stop_.kind != StopReply::Kind::signal) {
        return lose(en("the target has ended already"), en("Start it again."));
    }
    return {};
}

Result<void> Client::probe_qemu() {
    auto mode = ask("qqemu.PhyMemMode");
    if (!mode) {
        return fail(std::move(mode).error());
    }
    capabilities_.physical_memory = *mode == "0" || *mode == "1";
    if (*mode == "1") { // left behind by a client that died
        auto restored = ask("Qqemu.PhyMemMode:0");
        if (!restored) {
            return fail(std::move(restored).error());
        }
    }
    auto bits = ask("qqemu.sstepbits");
    if (!bits) {
        return fail(std::move(bits).error());
    }
    if (!is_error_reply(*bits)) {
        add_step_bits(capabilities_, *bits);
    }
    if (capabilities_.step_mask) {
        auto mask = ask("qqemu.sstep");
        if (!mask) {
            return fail(std::move(mask).error());
        }
        if (mask->starts_with("0x")) {
            found_step_mask_ = mask->substr(2);
        }
    }
    return {};
}

Result<std::string> Client::read_document(const std::string& name) {
    const std::string shown = "\"" + printable(name, 60) + "\"";
    // Room for the frame and the leading `l` or `m`.
    const std::size_t chunk =
        std::min<std::size_t>(capabilities_.packet_size - 8, std::size_t{16} * 1024);
    std::string document;
    for (std::size_t round = 0;; ++round) {
        std::string request = "qXfer:features:read:" + name + ":";
        append_hex(request, document.size());
        request.push_back(',');
        append_hex(request, chunk);
        auto answer = ask(request);
        if (!answer) {
            return answer;
        }
        const std::string_view text = *answer;
        if (is_error_reply(text) || text.empty()) {
            return fail("the target has no document " + shown +
                        (text.empty() ? "" : " (it answered " + printable(text, 60) + ")"));
        }
        if (text[0] != 'l' && text[0] != 'm') {
            return fail("asked for the document " + shown + ", the target answered \"" +
                        printable(text, 60) + "\"");
        }
        document += text.substr(1);
        if (text[0] == 'l') {
            return document;
        }
        if (text.size() == 1 || document.size() > options_.target_xml.document_bytes ||
            round >= 10000) {
            return fail("the document " + shown + " does not end");
        }
    }
}

// --- Bytes in and out ------------------------------------------------------------------------------------------------

std::string Client::within(std::chrono::milliseconds time) const {
    return "within " + milliseconds_text(time);
}

tl::unexpected<Error> Client::lose(Phrase what, Phrase remedy) {
    state_ = State::gone;
    log_.add(Direction::received, What::note, what.english());
    transport_->close();
    Error error{std::move(what), remedy.empty() ? Phrase(ended_remedy) : std::move(remedy)};
    if (options_.explain_end) {
        error = options_.explain_end(std::move(error));
    }
    if (gone_because_.empty()) {
        gone_because_ = error.what;
    }
    return fail(std::move(error));
}

Result<Client::Incoming> Client::receive(Deadline deadline) {
    using Kind = Incoming::Kind;
    while (true) {
        while (const auto event = decoder_.next(pending_)) {
            switch (event->kind) {
            case PacketEvent::Kind::packet:
                log_.add(Direction::received, What::packet, event->payload);
                return Incoming{Kind::packet, event->payload};
            case PacketEvent::Kind::notification: // none was asked for
                log_.add(Direction::received, What::notification, event->payload);
                break;
            case PacketEvent::Kind::nak:
                log_.add(Direction::received, What::nak, {});
                if (acks_ != Acks::none) {
                    return Incoming{Kind::nak, {}};
                }
                break;
            case PacketEvent::Kind::bad_checksum:
                log_.add(Direction::received, What::damaged, {});
                return Incoming{Kind::damaged, {}};
            case PacketEvent::Kind::oversized:
                return Incoming{Kind::oversized, {}};
            case PacketEvent::Kind::ack:
            case PacketEvent::Kind::interrupt:
                break;
            }
        }
        auto read = transport_->read_some(buffer_, deadline);
        if (!read) {
            return fail(std::move(read).error());
        }
        switch (read->status) {
        case ReadOutcome::Status::data:
            pending_ = std::span<const std::uint8_t>(buffer_).first(read->size);
            break;
        case ReadOutcome::Status::timed_out:
            return Incoming{Kind::timed_out, {}};
        case ReadOutcome::Status::woken:
            return Incoming{Kind::woken, {}};
        case ReadOutcome::Status::closed:
            return Incoming{Kind::closed, {}};
        }
        // A stub that sends signs or notifications for ever must not outlast the deadline.
        if (deadline != no_deadline && Clock::now() > deadline && !decoder_.inside_packet() &&
            std::none_of(pending_.begin(), pending_.end(),
                         [](std::uint8_t byte) { return byte == '$'; })) {
            return Incoming{Kind::timed_out, {}};
        }
    }
}

Result<void> Client::send_group(const Batch& batch, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) {
        log_.add(Direction::sent, What::packet, batch.payload(i));
    }
    auto written =
        transport_->write_all(batch.wire(first, last), Clock::now() + options_.reply_timeout);
    if (!written) {
        return lose(en("%1 while %2")(written.error().what, batch.describe(first)));
    }
    return {};
}

Result<void> Client::send_sign(char sign, const std::string& doing) {
    log_.add(Direction::sent, sign == '-' ? What::nak : What::ack, {});
    auto written =
        transport_->write_all(std::string_view(&sign, 1), Clock::now() + options_.reply_timeout);
    if (!written) {
        return lose(en("%1 while %2")(written.error().what, doing));
    }
    return {};
}

Result<void> Client::send_interrupt(const std::string& doing) {
    log_.add(Direction::sent, What::interrupt, {});
    state_ = State::interrupted;
    auto written = transport_->write_all(std::string_view(&interrupt_byte, 1),
                                         Clock::now() + options_.reply_timeout);
    if (!written) {
        return lose(en("%1 while interrupting the target, %2")(written.error().what, doing));
    }
    return {};
}

void Client::output(std::string_view hex) {
    if (!console_) {
        return;
    }
    if (const auto bytes = parse_hex_bytes(hex)) {
        console_(std::string(bytes->begin(), bytes->end()));
    }
}

/// Packets that came behind the last reply belong to no request: an unsolicited stop, or output.
Result<void> Client::drop_strays() {
    while (const auto event = decoder_.next(pending_)) {
        if (event->kind != PacketEvent::Kind::packet) {
            continue;
        }
        log_.add(Direction::received, What::packet, event->payload);
        log_.add(Direction::received, What::note, "nothing had been asked: dropped");
        if (event->payload.starts_with('W') || event->payload.starts_with('X')) {
            return lose(en("the target has ended (%1)")(printable(event->payload, 40)));
        }
    }
    return {};
}

// --- Exchanges -------------------------------------------------------------------------------------------------------

Result<std::optional<StopReply>> Client::exchange(Batch& batch, const RunOptions& run) {
    if (state() == State::gone) {
        return fail(en("the connection to %1 has ended before: %2")(peer(), gone_because_),
                    ended_remedy);
    }
    SWITCHSCOPE_TRY(drop_strays());
    const std::size_t size = batch.size();
    std::size_t first = 0;
    while (first < size) {
        std::size_t last = first;
        std::size_t reply_bytes = batch.slots_[first].reply_size;
        while (acks_ != Acks::each && last + 1 < size) {
            const Batch::Slot& next = batch.slots_[last + 1];
            const bool full = last + 1 - first >= group_packets ||
                              reply_bytes + next.reply_size > group_reply_bytes ||
                              next.wire_end - batch.slots_[first].wire_begin > group_bytes;
            // A whole glued run is taken at once, so look at it when it begins.
            if (full && !next.glued) {
                break;
            }
            reply_bytes += next.reply_size;
            ++last;
        }
        const bool resumes = batch.has_resume() && last + 1 == size;
        if (resumes) {
            state_ = State::running;
        }
        SWITCHSCOPE_TRY(send_group(batch, first, last));
        if (resumes && run.single_step) {
            pacer_.sent();
            transport_->set_naps(pacer_.naps());
        }
        const std::size_t plain_end = resumes ? last : last + 1;
        for (std::size_t i = first; i < plain_end; ++i) {
            SWITCHSCOPE_TRY(wait_reply(batch, i, i == last));
        }
        first = last + 1;
    }
    if (!batch.has_resume()) {
        return std::optional<StopReply>{};
    }
    auto stop = wait_stop(batch, size - 1, run);
    if (run.single_step) {
        pacer_.stopped();
        transport_->set_naps(false);
    }
    if (!stop) {
        return fail(std::move(stop).error());
    }
    return std::optional<StopReply>(std::move(*stop));
}

Result<void> Client::wait_reply(Batch& batch, std::size_t index, bool last_outstanding) {
    using Kind = Incoming::Kind;
    batch.slots_[index].reply_begin = batch.replies_.size();
    batch.slots_[index].reply_end = batch.replies_.size();
    int repeats = 0;
    std::size_t packets = 0;
    const bool monitor = batch.payload(index).starts_with("qRcmd,");
    Deadline deadline = Clock::now() + options_.reply_timeout;
    while (true) {
        auto incoming = receive(deadline);
        if (!incoming) {
            return lose(en("%1 while %2")(incoming.error().what, batch.describe(index)));
        }
        // Only where a single request is open is it clear which packet is meant.
        const bool can_repeat = acks_ != Acks::none && last_outstanding && repeats < most_repeats;
        switch (incoming->kind) {
        case Kind::timed_out:
            return lose(en("%1 did not answer within %2 while %3")(
                peer(), milliseconds_text(options_.reply_timeout), batch.describe(index)));
        case Kind::closed:
            return lose(en("the connection to %1 ended while %2")(peer(), batch.describe(index)));
        case Kind::oversized:
            return lose(peer() + " sent a packet longer than " +
                        std::to_string(options_.packet_limit) + " bytes while " +
                        batch.describe(index));
        case Kind::woken:
            if (connecting_ && options_.cancel.stop_requested()) {
                return lose(en("cancelled while %1")(batch.describe(index)));
            }
            break;
        case Kind::damaged:
            if (!can_repeat) {
                return lose(peer() + " sent a damaged packet (wrong checksum) while " +
                            batch.describe(index));
            }
            ++repeats;
            SWITCHSCOPE_TRY(send_sign('-', batch.describe(index)));
            break;
        case Kind::nak:
            if (!can_repeat) {
                return lose(peer() + " asked for a packet again that it cannot have while " +
                            batch.describe(index));
            }
            ++repeats;
            SWITCHSCOPE_TRY(send_group(batch, index, index));
            break;
        case Kind::packet: {
            auto done = take_reply(batch, index, incoming->payload);
            if (!done) {
                return fail(std::move(done).error());
            }
            if (acks_ == Acks::each) {
                SWITCHSCOPE_TRY(send_sign('+', batch.describe(index)));
            }
            if (*done) {
                return {};
            }
            if (monitor && packets < most_output_packets) { // a command may print for long
                deadline = Clock::now() + options_.reply_timeout;
            } else if (packets >= most_output_packets || Clock::now() > deadline) {
                return lose(peer() + " sent " + std::to_string(packets + 1) +
                            " packets, but no answer while " + batch.describe(index));
            }
            ++packets;
            break;
        }
        }
    }
}

Result<bool> Client::take_reply(Batch& batch, std::size_t index, std::string_view payload) {
    Batch::Slot& slot = batch.slots_[index];
    const std::string_view request = batch.payload(index);
    if (is_stop_reply(payload) && request != "?") {
        // No reply looks like this: a target that ran when we came reports that it stops, ahead of the reply.
        if (payload[0] == 'W' || payload[0] == 'X') {
            return lose(en("the target ended (%1) while %2")(printable(payload, 40),
                                                             batch.describe(index)));
        }
        was_running_ = was_running_ || connecting_;
        log_.add(Direction::received, What::note, "nothing had been resumed: dropped");
        return false;
    }
    if (request.starts_with("Hg") && payload != "OK") {
        selected_.reset();
    }
    const bool output_packet = payload.starts_with('O') && payload != "OK";
    if (request.starts_with("qRcmd,")) {
        std::string_view text = output_packet ? payload.substr(1) : payload;
        if (!output_packet && (text == "OK" || text.empty() || is_error_reply(text))) {
            slot.refused = is_error_reply(text);
            slot.unsupported = text.empty();
            if (slot.refused) {
                batch.replies_ += text;
                slot.reply_end = batch.replies_.size();
            }
            return true;
        }
        const auto bytes = parse_hex_bytes(text);
        if (!bytes) {
            return lose(peer() + " answered \"" + printable(payload, 60) +
                        "\", which is not hex, while " + batch.describe(index));
        }
        batch.replies_.append(bytes->begin(), bytes->end());
        slot.reply_end = batch.replies_.size();
        if (slot.reply_end - slot.reply_begin > options_.monitor_limit) {
            return lose(peer() + " printed more than " + std::to_string(options_.monitor_limit) +
                        " bytes while " + batch.describe(index));
        }
        return !output_packet;
    }
    if (output_packet) {
        output(payload.substr(1));
        return false;
    }
    if (!fits(request, payload, slot.reply_size)) {
        return lose(peer() + " answered \"" + printable(payload, 60) +
                    "\", which cannot be meant, while " + batch.describe(index));
    }
    batch.replies_ += payload;
    slot.reply_end = batch.replies_.size();
    slot.refused = is_error_reply(payload);
    slot.unsupported = payload.empty();
    return true;
}

void Client::note_stop(const StopReply& stop) {
    state_ = State::idle;
    // A stub makes the thread that stopped the selected one.
    if (!stop.thread || !selected_ || *stop.thread != *selected_) {
        selected_.reset();
    }
}

Result<StopReply> Client::wait_stop(const Batch& batch, std::size_t index, const RunOptions& run) {
    using Kind = Incoming::Kind;
    const auto wake = [this] { transport_->wake(); };
    std::optional<std::stop_callback<decltype(wake)>> on_cancel;
    if (run.cancel.stop_possible()) {
        on_cancel.emplace(run.cancel, wake);
    }
    const bool limited = run.patience.count() > 0;
    Deadline deadline = limited ? Clock::now() + run.patience : no_deadline;
    bool interrupted = false;
    bool timed_out = false;
    int repeats = 0;
    while (true) {
        if (!interrupted && (timed_out || run.cancel.stop_requested())) {
            interrupted = true;
            SWITCHSCOPE_TRY(send_interrupt(batch.describe(index)));
            deadline = Clock::now() + options_.interrupt_timeout;
        }
        auto incoming = receive(deadline);
        if (!incoming) {
            return lose(en("%1 while %2")(incoming.error().what, batch.describe(index)));
        }
        switch (incoming->kind) {
        case Kind::timed_out:
            if (interrupted) {
                return lose(en("%1 did not stop within %2 after it was interrupted while %3")(
                    peer(), milliseconds_text(options_.interrupt_timeout), batch.describe(index)));
            }
            timed_out = true;
            continue;
        case Kind::woken:
            continue;
        case Kind::closed:
            return lose(en("the connection to %1 ended while %2")(peer(), batch.describe(index)));
        case Kind::oversized:
            return lose(peer() + " sent a packet longer than " +
                        std::to_string(options_.packet_limit) + " bytes while " +
                        batch.describe(index));
        case Kind::damaged:
            // A damaged stop reply: the target does not run any more, so a sign cannot stop it.
            if (acks_ == Acks::none || ++repeats > most_repeats) {
                return lose(peer() + " sent a damaged packet (wrong checksum) while " +
                            batch.describe(index));
            }
            SWITCHSCOPE_TRY(send_sign('-', batch.describe(index)));
            continue;
        case Kind::nak:
            if (++repeats > most_repeats || interrupted) {
                return lose(peer() + " refused a packet again and again while " +
                            batch.describe(index));
            }
            SWITCHSCOPE_TRY(send_group(batch, index, index));
            continue;
        case Kind::packet:
            break;
        }
        const std::string_view payload = incoming->payload;
        if (acks_ == Acks::each) {
            SWITCHSCOPE_TRY(send_sign('+', batch.describe(index)));
        }
        if (is_stop_reply(payload)) {
            auto stop = parse_stop_reply(payload);
            if (!stop) {
                return lose(en("%1 while %2")(stop.error().what, batch.describe(index)));
            }
            if (stop->kind != StopReply::Kind::signal) {
                lose(en("the target ended (%1) while %2")(printable(payload, 40),
                                                          batch.describe(index)));
                return stop;
            }
            note_stop(*stop);
            stop->after_interrupt = interrupted;
            stop->after_timeout = timed_out;
            return stop;
        }
        if (payload.empty() || is_error_reply(payload)) {
            state_ = State::idle;
            return fail((payload.empty()
                             ? "the target does not know how to do this: "
                             : "the target answered " + printable(payload, 60) + " to ") +
                        batch.describe(index));
        }
        if (payload.starts_with('F')) {
            // The program asks for a file of ours: no such service (-1, errno "unknown").
            scratch_.clear();
            append_packet(scratch_, "F-1,270f");
            log_.add(Direction::sent, What::packet, "F-1,270f");
            auto written = transport_->write_all(scratch_, Clock::now() + options_.reply_timeout);
            if (!written) {
                return lose(written.error().what.english() + " while " + batch.describe(index));
            }
        } else if (payload.starts_with('O') && payload != "OK") {
            output(payload.substr(1));
        }
    }
}

// --- Requests --------------------------------------------------------------------------------------------------------

tl::unexpected<Error> Client::refusal(const Batch& batch, std::size_t index) const {
    const std::string_view reply = batch.reply(index);
    if (batch.unsupported(index)) {
        return fail(peer() + " does not support " + batch.describe(index));
    }
    return fail(peer() + " answered \"" + printable(reply, 60) + "\" to " + batch.describe(index));
}

Result<void> Client::expect_ok(const Batch& batch, std::size_t index) const {
    if (batch.ok(index)) {
        return {};
    }
    return refusal(batch, index);
}

Result<std::string> Client::ask(std::string_view payload) {
    single_.clear();
    single_.add(payload);
    SWITCHSCOPE_TRY(exchange(single_));
    return std::string(single_.reply(0));
}

std::size_t Client::read_chunk() const {
    return std::min(most_memory_chunk, capabilities_.packet_size / 2);
}

std::size_t Client::write_chunk() const {
    // `M` + 16 digits + `,` + 4 digits + `:` and the frame.
    return std::min(most_memory_chunk, (capabilities_.packet_size - 32) / 2);
}

void Client::add_select_thread(Batch& batch, const ThreadId& thread) {
    if (selected_ == thread) {
        return;
    }
    scratch_ = "Hg";
    append_thread_id(scratch_, thread, capabilities_.multiprocess);
    batch.add(scratch_);
    selected_ = thread; // until take_reply() sees it refused
}

void Client::add_read_memory(Batch& batch, MemorySpace space, std::uint64_t address,
                             std::size_t size, std::vector<MemoryChunks>& chunks) {
    const bool physical = space == MemorySpace::physical;
    std::size_t glued_bytes = 0;
    bool open = false;
    while (size > 0) {
        if (physical && !open) {
            batch.add("Qqemu.PhyMemMode:1");
            open = true;
            glued_bytes = 0;
        }
        const std::size_t now = std::min(size, read_chunk());
        const std::size_t index = batch.add_read_memory(address, now, physical);
        if (!chunks.empty() && chunks.back().first + chunks.back().count == index) {
            ++chunks.back().count;
        } else {
            chunks.push_back({index, 1});
        }
        address += now;
        size -= now;
        glued_bytes += 2 * now;
        // The mode is one for all of QEMU: it is back before anything else can be asked, whatever the reads bring.
        if (physical && (size == 0 || glued_bytes >= glued_reply_bytes)) {
            batch.add_glued("Qqemu.PhyMemMode:0");
            open = false;
        }
    }
}

Result<std::optional<std::vector<std::uint8_t>>>
Client::memory_from(const Batch& batch, std::span<const MemoryChunks> chunks, std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    std::span<std::uint8_t> rest(bytes);
    for (const MemoryChunks& run : chunks) {
        for (std::size_t i = run.first; i < run.first + run.count; ++i) {
            const std::string_view reply = batch.reply(i);
            if (batch.refused(i)) {
                return std::optional<std::vector<std::uint8_t>>{};
            }
            const std::size_t now = reply.size() / 2;
            if (reply.size() % 2 != 0 || now > rest.size() || !decode_hex(reply, rest.first(now))) {
                return fail("the reply \"" + printable(reply, 40) +
                            "\" is no memory: " + batch.describe(i));
            }
            rest = rest.subspan(now);
            const bool whole = batch.slots_[i].reply_size == 2 * now;
            if (!whole) {
                return fail("the reply has only " + std::to_string(now) +
                            " bytes: " + batch.describe(i));
            }
        }
    }
    return std::optional(std::move(bytes));
}

void Client::add_step(Batch& batch, const ThreadId& thread) {
    if (capabilities_.vcont_step) {
        scratch_ = "vCont;s:";
        append_thread_id(scratch_, thread, capabilities_.multiprocess);
        batch.add_resume(scratch_);
        return;
    }
    scratch_ = "Hc";
    append_thread_id(scratch_, thread, capabilities_.multiprocess);
    batch.add(scratch_);
    batch.add_resume("s");
}

void Client::add_continue(Batch& batch) {
    if (capabilities_.vcont_continue) {
        batch.add_resume("vCont;c");
        return;
    }
    batch.add(capabilities_.multiprocess ? "Hcp-1.-1" : "Hc-1");
    batch.add_resume("c");
}

Result<std::string> Client::read_general(const ThreadId& thread) {
    single_.clear();
    add_select_thread(single_, thread);
    const std::size_t g = single_.add_read_general();
    SWITCHSCOPE_TRY(exchange(single_));
    if (g > 0 && !single_.ok(0)) {
        return refusal(single_, 0);
    }
    if (single_.refused(g) || single_.unsupported(g)) {
        return refusal(single_, g);
    }
    return std::string(single_.reply(g));
}

Result<std::vector<std::uint8_t>> Client::read_register(const ThreadId& thread,
                                                        const RegisterInfo& info) {
    const std::string shown = "register \"" + printable(info.name, 60) + "\"";
    std::string text;
    if (can_read_one_) {
        single_.clear();
        add_select_thread(single_, thread);
        const std::size_t p = single_.add_read_register(info.number);
        SWITCHSCOPE_TRY(exchange(single_));
        if (p > 0 && !single_.ok(0)) {
            return refusal(single_, 0);
        }
        if (single_.refused(p)) {
            return fail(Error(refusal(single_, p).value()).while_doing(en("reading %1")(shown)));
        }
        can_read_one_ = !single_.unsupported(p);
        text = single_.reply(p);
    }
    if (!can_read_one_) {
        auto all = read_general(thread);
        if (!all) {
            return fail(all.error().while_doing(en("reading %1")(shown)));
        }
        const std::size_t offset = 2 * layout_.offset_in_g(info);
        if (offset + 2 * info.bytes() > all->size()) {
            return fail("reading " + shown + ": " + peer() + " sends only " +
                        std::to_string(all->size() / 2) +
                        " bytes of registers, and this one begins at " +
                        std::to_string(offset / 2));
        }
        text = all->substr(offset, 2 * info.bytes());
    }
    auto bytes = parse_hex_bytes(text);
    if (!bytes || bytes->size() != info.bytes()) {
        return fail("reading " + shown + " of " + std::to_string(info.bits) + " bits: " + peer() +
                    " answered \"" + printable(text, 60) + "\"");
    }
    return *std::move(bytes);
}

Result<std::vector<std::uint8_t>> Client::read_register(const ThreadId& thread,
                                                        std::string_view name) {
    const RegisterInfo* info = layout_.find(name);
    if (info == nullptr) {
        return fail(peer() + " has no register \"" + printable(name, 60) + "\"");
    }
    return read_register(thread, *info);
}

Result<void> Client::write_register(const ThreadId& thread, const RegisterInfo& info,
                                    std::span<const std::uint8_t> bytes) {
    const std::string shown = "writing register \"" + printable(info.name, 60) + "\"";
    if (bytes.size() != info.bytes()) {
        return fail(shown + ": it has " + std::to_string(info.bytes()) + " bytes, not " +
                    std::to_string(bytes.size()));
    }
    if (can_write_one_) {
        std::string request = "P";
        append_hex(request, info.number);
        request.push_back('=');
        append_hex_bytes(request, bytes);
        single_.clear();
        add_select_thread(single_, thread);
        const std::size_t p = single_.add(request);
        SWITCHSCOPE_TRY(exchange(single_));
        if (p > 0 && !single_.ok(0)) {
            return refusal(single_, 0);
        }
        if (single_.ok(p)) {
            return {};
        }
        if (!single_.unsupported(p)) {
            return fail(Error(refusal(single_, p).value()).while_doing(shown));
        }
        can_write_one_ = false;
    }
    auto all = read_general(thread);
    if (!all) {
        return fail(all.error().while_doing(shown));
    }
    const std::size_t offset = 2 * layout_.offset_in_g(info);
    if (offset + 2 * bytes.size() > all->size()) {
        return fail(shown + ": " + peer() + " has no way to write it");
    }
    std::string digits;
    append_hex_bytes(digits, bytes);
    all->replace(offset, digits.size(), digits);
    single_.clear();
    single_.add("G" + *all);
    SWITCHSCOPE_TRY(exchange(single_));
    return expect_ok(single_, 0);
}

Result<std::vector<std::uint8_t>> Client::read_memory(MemorySpace space, std::uint64_t address,
                                                      std::size_t size) {
    if (space == MemorySpace::physical && !capabilities_.physical_memory) {
        return fail(peer() + " cannot read physical memory");
    }
    single_.clear();
    std::vector<MemoryChunks> chunks;
    add_read_memory(single_, space, address, size, chunks);
    SWITCHSCOPE_TRY(exchange(single_));
    auto bytes = memory_from(single_, chunks, size);
    if (!bytes) {
        return fail(std::move(bytes).error());
    }
    if (*bytes) {
        return **std::move(bytes);
    }
    for (std::size_t i = 0; i < single_.size(); ++i) {
        if (single_.refused(i)) {
            return refusal(single_, i);
        }
    }
    return fail("the memory could not be read");
}

Result<void> Client::write_memory(MemorySpace space, std::uint64_t address,
                                  std::span<const std::uint8_t> bytes) {
    const bool physical = space == MemorySpace::physical;
    if (physical && !capabilities_.physical_memory) {
        return fail(peer() + " cannot write physical memory");
    }
    while (!bytes.empty()) {
        const auto now = bytes.first(std::min(bytes.size(), write_chunk()));
        single_.clear();
        if (physical) {
            single_.add("Qqemu.PhyMemMode:1");
        }
        std::string request = "M";
        append_hex(request, address);
        request.push_back(',');
        append_hex(request, now.size());
        request.push_back(':');
        append_hex_bytes(request, now);
        const std::size_t m = single_.add_glued(request);
        if (physical) {
            single_.add_glued("Qqemu.PhyMemMode:0");
        }
        SWITCHSCOPE_TRY(exchange(single_));
        SWITCHSCOPE_TRY(expect_ok(single_, m));
        address += now.size();
        bytes = bytes.subspan(now.size());
    }
    return {};
}

namespace {

std::string point_request(char verb, PointType type, std::uint64_t address, std::size_t size) {
    std::string request{verb, static_cast<char>('0' + static_cast<int>(type)), ','};
    append_hex(request, address);
    request.push_back(',');
    append_hex(request, size);
    return request;
}

} // namespace

Result<void> Client::set_point(PointType type, std::uint64_t address, std::size_t size) {
    single_.clear();
    single_.add(point_request('Z', type, address, size));
    SWITCHSCOPE_TRY(exchange(single_));
    return expect_ok(single_, 0);
}

Result<void> Client::clear_point(PointType type, std::uint64_t address, std::size_t size) {
    single_.clear();
    single_.add(point_request('z', type, address, size));
    SWITCHSCOPE_TRY(exchange(single_));
    return expect_ok(single_, 0);
}

Result<StopReply> Client::step(const ThreadId& thread, const RunOptions& run) {
    single_.clear();
    add_step(single_, thread);
    auto stop = exchange(single_, run);
    if (!stop) {
        return fail(std::move(stop).error());
    }
    return **std::move(stop);
}

Result<StopReply> Client::resume(const RunOptions& run) {
    single_.clear();
    add_continue(single_);
    auto stop = exchange(single_, run);
    if (!stop) {
        return fail(std::move(stop).error());
    }
    return **std::move(stop);
}

Result<std::string> Client::monitor(std::string_view command) {
    if (command.size() > (capabilities_.packet_size - 16) / 2) {
        return fail("the monitor command is longer than the target takes (" +
                    std::to_string((capabilities_.packet_size - 16) / 2) + " bytes)");
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

Result<std::vector<ThreadId>> Client::list_threads() {
    std::vector<ThreadId> threads;
    std::string request = "qfThreadInfo";
    // A stub may send empty lists; one that never sends `l` must not keep us here.
    for (std::size_t round = 0; round <= options_.thread_limit; ++round) {
        auto answer = ask(request);
        if (!answer) {
            return fail(std::move(answer).error());
        }
        std::string_view rest = *answer;
        if (rest == "l") {
            threads_ = threads;
            return threads;
        }
        if (rest.empty() && round == 0) { // a stub without threads
            threads_ = {first_stop_.thread.value_or(ThreadId{ThreadId::any, 1})};
            return threads_;
        }
        if (!rest.starts_with('m')) {
            return lose("asked for its threads, " + peer() + " answered \"" + printable(rest, 60) +
                        "\"");
        }
        rest.remove_prefix(1);
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            const auto id = parse_thread_id(rest.substr(0, comma));
            if (!id || std::find(threads.begin(), threads.end(), *id) != threads.end()) {
                return lose("the list of threads of " + peer() + " makes no sense: \"" +
                            printable(*answer, 60) + "\"");
            }
            if (threads.size() >= options_.thread_limit) {
                return lose(peer() + " lists more than " + std::to_string(options_.thread_limit) +
                            " threads");
            }
            threads.push_back(*id);
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        }
        request = "qsThreadInfo";
    }
    return lose("the list of threads of " + peer() + " does not end");
}

Result<void> Client::set_step_interrupts(bool let_in) {
    if (!capabilities_.step_mask) {
        return fail(peer() + " cannot be told whether interrupts come in while stepping");
    }
    unsigned mask = capabilities_.step_enable_bit;
    if (!let_in) {
        mask |= capabilities_.step_no_irq_bit | capabilities_.step_no_timer_bit;
    }
    std::string request = "Qqemu.sstep=";
    append_hex(request, mask);
    single_.clear();
    single_.add(request);
    step_mask_set_ = true;
    SWITCHSCOPE_TRY(exchange(single_));
    return expect_ok(single_, 0);
}

Result<void> Client::restore_step_mask() {
    if (!step_mask_set_ || found_step_mask_.empty()) {
        return {};
    }
    step_mask_set_ = false;
    single_.clear();
    single_.add("Qqemu.sstep=" + found_step_mask_);
    SWITCHSCOPE_TRY(exchange(single_));
    return expect_ok(single_, 0);
}

void Client::hang_up() {
    if (state() != State::gone) {
        options_.explain_end = {};
        lose(en("hung up"));
    }
}

Result<void> Client::kill() {
    if (state() == State::gone) {
        return fail(en("the connection to %1 has ended before: %2")(peer(), gone_because_));
    }
    single_.clear();
    single_.add("k");
    SWITCHSCOPE_TRY(send_group(single_, 0, 0));
    const Deadline deadline = Clock::now() + options_.reply_timeout;
    bool ended = false;
    while (!ended) {
        auto incoming = receive(deadline); // no reply, an X packet or an OK; the end counts
        if (incoming && incoming->kind == Incoming::Kind::timed_out) {
            return lose(peer() + " did not end " + within(options_.reply_timeout) + " while " +
                        single_.describe(0));
        }
        ended = !incoming || incoming->kind == Incoming::Kind::closed ||
                (incoming->kind == Incoming::Kind::packet &&
                 (is_stop_reply(incoming->payload) || incoming->payload == "OK"));
    }
    options_.explain_end = {};
    lose(en("the target was killed"));
    return {};
}

Result<void> Client::detach() {
    std::string request = "D";
    if (capabilities_.multiprocess && !threads_.empty() && threads_[0].process > 0) {
        request.push_back(';');
        append_hex(request, static_cast<std::uint64_t>(threads_[0].process));
    }
    auto answer = ask(request);
    if (!answer) {
        return fail(std::move(answer).error());
    }
    if (*answer != "OK") {
        return refusal(single_, 0);
    }
    hang_up();
    return {};
}

} // namespace switchscope::gdb
