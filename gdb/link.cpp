// SPDX-License-Identifier: MIT
#include "gdb/link.h"

#include <algorithm>
#include <stop_token>
#include <utility>

namespace switchscope::gdb {

namespace {

using Direction = PacketLogEntry::Direction;
using What = PacketLogEntry::What;

constexpr English ended_remedy = en("Start the target again if it has ended, and connect again.");
constexpr English damage_remedy =
    en("Bytes are lost or changed on the way to the target. Check the connection, and connect "
       "again.");
constexpr int most_repeats = 3;

} // namespace

Link::Link(std::unique_ptr<Transport> transport, const LinkOptions& options)
    : transport_(std::move(transport)), options_(options), log_(options.log_capacity),
      decoder_(options.packet_limit) {
    options_.reply_timeout = std::max(options.reply_timeout, options.start_timeout);
}

Link::~Link() {
    transport_->close();
}

Expectation::Subject Link::subject(Batch& batch, std::size_t index) const {
    return {peer(), options_, batch, index};
}

// --- The end of the connection -------------------------------------------------------------------

tl::unexpected<Error> Link::lose(Phrase what, Phrase remedy) {
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

void Link::hang_up() {
    if (state() != State::gone) {
        options_.explain_end = {};
        lose(en("hung up"));
    }
}

Result<void> Link::check_connected() const {
    if (state() == State::gone) {
        return fail(en("the connection to %1 has ended before: %2")(peer(), gone_because_),
                    ended_remedy);
    }
    return {};
}

tl::unexpected<Error> Link::refusal(const Batch& batch, std::size_t index) const {
    if (batch.unsupported(index)) {
        return fail(en("%1 does not support %2")(peer(), batch.describe(index)));
    }
    return fail(en("%1 refused a request: %2 was answered with \"%3\"")(
        peer(), batch.describe(index), printable(batch.reply(index), 60)));
}

// --- Bytes in ------------------------------------------------------------------------------------

/// What the bytes that came already hold; none: nothing whole.
std::optional<Link::Incoming> Link::decode() {
    using Kind = Incoming::Kind;
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
                return Incoming{Kind::nak};
            }
            break;
        case PacketEvent::Kind::bad_checksum:
            log_.add(Direction::received, What::damaged, {});
            return Incoming{Kind::damaged};
        case PacketEvent::Kind::oversized:
            return Incoming{Kind::oversized};
        case PacketEvent::Kind::ack:
        case PacketEvent::Kind::interrupt:
            break;
        }
    }
    return std::nullopt;
}

Result<Link::Incoming> Link::receive(Deadline deadline) {
    using Kind = Incoming::Kind;
    while (true) {
        if (const auto incoming = decode()) {
            return *incoming;
        }
        const ReadOutcome read = SWITCHSCOPE_TRY(transport_->read_some(buffer_, deadline));
        switch (read.status) {
        case ReadOutcome::Status::data:
            pending_ = std::span<const std::uint8_t>(buffer_).first(read.size);
            break;
        case ReadOutcome::Status::timed_out:
            return Incoming{Kind::timed_out};
        case ReadOutcome::Status::woken:
            return Incoming{Kind::woken};
        case ReadOutcome::Status::closed:
            return Incoming{Kind::closed};
        }
        // A stub that sends signs or notifications for ever must not outlast the deadline.
        if (deadline != no_deadline && Clock::now() > deadline && !decoder_.inside_packet() &&
            std::none_of(pending_.begin(), pending_.end(),
                         [](std::uint8_t byte) { return byte == '$'; })) {
            return Incoming{Kind::timed_out};
        }
    }
}

/// Packets that came behind the last reply belong to no request: an unasked stop, or output.
Result<void> Link::drop_strays() {
    while (const auto incoming = decode()) {
        if (incoming->kind != Incoming::Kind::packet) {
            continue;
        }
        log_.add(Direction::received, What::note, "nothing had been asked: dropped");
        if (incoming->payload.starts_with('W') || incoming->payload.starts_with('X')) {
            return lose(en("the target has ended (%1)")(printable(incoming->payload, 40)));
        }
    }
    return {};
}

void Link::print(std::string_view hex) {
    if (!console_) {
        return;
    }
    if (const auto bytes = parse_hex_bytes(hex)) {
        console_(std::string(bytes->begin(), bytes->end()));
    }
}

// --- Bytes out -----------------------------------------------------------------------------------

/// `index`: the request that is under way, for the message.
Result<void> Link::write(std::string_view bytes, const Batch& batch, std::size_t index) {
    auto written = transport_->write_all(bytes, Clock::now() + options_.reply_timeout);
    if (!written) {
        return lose(en("%1 while %2")(written.error().what, batch.describe(index)));
    }
    return {};
}

Result<void> Link::send(const Batch& batch, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) {
        log_.add(Direction::sent, What::packet, batch.payload(i));
    }
    return write(batch.wire(first, last), batch, first);
}

Result<void> Link::send_sign(char sign, const Expectation& expected) {
    log_.add(Direction::sent, sign == '-' ? What::nak : What::ack, {});
    return write(std::string_view(&sign, 1), expected.batch(), expected.index());
}

Result<void> Link::send_interrupt(const Expectation& expected) {
    log_.add(Direction::sent, What::interrupt, {});
    state_ = State::interrupted;
    return write(std::string_view(&interrupt_byte, 1), expected.batch(), expected.index());
}

/// There is no file service: -1, and the number that the protocol gives to an unknown error.
Result<void> Link::refuse_files(const Expectation& expected) {
    constexpr std::string_view answer = "F-1,270f";
    log_.add(Direction::sent, What::packet, answer);
    return write(encode_packet(answer), expected.batch(), expected.index());
}

// --- The loop ------------------------------------------------------------------------------------

/// Does what an expectation wants next. True: it has what it waited for.
Result<bool> Link::act(const Expectation& expected, Result<Expectation::Next> next,
                       std::string_view payload) {
    using Next = Expectation::Next;
    if (!next) {
        return lose(std::move(next.error().what), std::move(next.error().remedy));
    }
    switch (*next) {
    case Next::wait:
        break;
    case Next::done:
        return true;
    case Next::interrupt:
        SWITCHSCOPE_TRY(send_interrupt(expected));
        break;
    case Next::print:
        print(payload.substr(1));
        break;
    case Next::drop:
        log_.add(Direction::received, What::note, "nothing had been resumed: dropped");
        break;
    case Next::refuse_files:
        SWITCHSCOPE_TRY(refuse_files(expected));
        break;
    }
    return false;
}

/// Takes in what comes until `expected` has what it waits for.
Result<void> Link::wait_for(Expectation& expected) {
    using Kind = Incoming::Kind;
    int repeats = 0;
    for (bool done = false; !done;) {
        SWITCHSCOPE_TRY(act(expected, expected.before_wait()));
        auto incoming = receive(expected.deadline());
        if (!incoming) {
            return lose(en("%1 while %2")(incoming.error().what, expected.doing()));
        }
        const bool can_repeat = acks_ != Acks::none && repeats < most_repeats;
        switch (incoming->kind) {
        case Kind::woken: // before_wait() sees what for
            break;
        case Kind::timed_out:
            done = SWITCHSCOPE_TRY(act(expected, expected.silence()));
            break;
        case Kind::closed:
            done = SWITCHSCOPE_TRY(act(expected, expected.hang_up()));
            break;
        case Kind::oversized:
            return lose(en("%1 sent a packet longer than %2 bytes while %3")(
                            peer(), options_.packet_limit, expected.doing()),
                        en("Check that a gdb server listens there, and connect again."));
        case Kind::damaged:
            if (!can_repeat || !expected.may_ask_again()) {
                return lose(en("%1 sent a damaged packet (wrong checksum) while %2")(
                                peer(), expected.doing()),
                            damage_remedy);
            }
            // A sign would stop a running QEMU. But the packet of a target that ran is its stop.
            ++repeats;
            SWITCHSCOPE_TRY(send_sign('-', expected));
            break;
        case Kind::nak:
            if (!can_repeat || !expected.may_send_again()) {
                return lose(en("%1 received a damaged packet while %2, and it could not be sent "
                               "again")(peer(), expected.doing()),
                            damage_remedy);
            }
            ++repeats;
            SWITCHSCOPE_TRY(send(expected.batch(), expected.index(), expected.index()));
            break;
        case Kind::packet:
            if (acks_ == Acks::each) {
                SWITCHSCOPE_TRY(send_sign('+', expected));
            }
            done = SWITCHSCOPE_TRY(
                act(expected, expected.packet(incoming->payload), incoming->payload));
            break;
        }
    }
    return {};
}

// --- Requests ------------------------------------------------------------------------------------

Result<std::optional<StopReply>> Link::exchange(Batch& batch, const RunOptions& run) {
    SWITCHSCOPE_TRY(check_connected());
    SWITCHSCOPE_TRY(drop_strays());
    const std::size_t size = batch.size();
    for (std::size_t first = batch.begin(); first < size;) {
        const std::size_t last = acks_ == Acks::each ? first : batch.last_of_write(first);
        const bool resumes = batch.has_resume() && last + 1 == size;
        if (resumes) {
            state_ = State::running;
        }
        SWITCHSCOPE_TRY(send(batch, first, last));
        if (resumes && run.single_step) {
            pacer_.sent();
            transport_->set_naps(pacer_.naps());
        }
        const std::size_t replies_end = resumes ? last : last + 1;
        for (std::size_t i = first; i < replies_end; ++i) {
            AwaitedReply reply(subject(batch, i), i == last);
            SWITCHSCOPE_TRY(wait_for(reply));
        }
        first = last + 1;
    }
    if (!batch.has_resume()) {
        return std::optional<StopReply>{};
    }
    auto stop = wait_for_stop(batch, size - 1, run);
    if (run.single_step) {
        pacer_.stopped();
        transport_->set_naps(false);
    }
    std::optional<StopReply> stopped = SWITCHSCOPE_TRY(std::move(stop));
    return stopped;
}

Result<StopReply> Link::wait_for_stop(Batch& batch, std::size_t index, const RunOptions& run) {
    const auto wake_up = [this] { wake(); };
    std::optional<std::stop_callback<decltype(wake_up)>> on_cancel;
    if (run.cancel.stop_possible()) {
        on_cancel.emplace(run.cancel, wake_up);
    }
    AwaitedStop awaited(subject(batch, index), run);
    SWITCHSCOPE_TRY(wait_for(awaited));
    if (batch.refused(index) || batch.unsupported(index)) {
        state_ = State::idle;
        return refusal(batch, index);
    }
    StopReply stop = awaited.take();
    if (stop.kind == StopReply::Kind::signal) {
        state_ = State::idle;
    } else {
        lose(en("the target ended (%1) while %2")(printable(batch.reply(index), 40),
                                                  awaited.doing()));
    }
    return stop;
}

Result<std::string> Link::ask(std::string_view payload) {
    single_.clear();
    single_.add(payload);
    SWITCHSCOPE_TRY(exchange(single_));
    return std::string(single_.reply(0));
}

Result<void> Link::kill() {
    SWITCHSCOPE_TRY(check_connected());
    single_.clear();
    single_.add("k");
    SWITCHSCOPE_TRY(send(single_, 0, 0));
    acks_ = Acks::none; // nobody is left to take a sign
    AwaitedEnd awaited(subject(single_, 0));
    SWITCHSCOPE_TRY(wait_for(awaited));
    options_.explain_end = {};
    lose(en("the target was killed"));
    return {};
}

} // namespace switchscope::gdb
