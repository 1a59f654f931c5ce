// SPDX-License-Identifier: MIT
#include "gdb/expectation.h"

#include <utility>

namespace switchscope::gdb {

namespace {

// From one monitor command: a stub that prints for ever must not keep us.
constexpr std::size_t most_output_packets = 1'000'000;

constexpr English stub_remedy =
    en("Check that a gdb server listens there and that no other program uses it, and connect "
       "again.");

Phrase milliseconds(std::chrono::milliseconds time) {
    return verbatim(std::to_string(time.count()) + " ms");
}

bool says_ended(std::string_view stop_reply) {
    return stop_reply.starts_with('W') || stop_reply.starts_with('X');
}

} // namespace

Result<Expectation::Next> Expectation::hang_up() {
    return fail(en("the connection to %1 ended while %2")(subject_.peer, doing()));
}

// --- A reply -------------------------------------------------------------------------------------

AwaitedReply::AwaitedReply(const Subject& subject, bool only)
    : Expectation(subject), only_(only),
      monitor_(subject.batch.payload(subject.index).starts_with("qRcmd,")) {
    deadline_ = Clock::now() + subject.options.reply_timeout;
    subject.batch.begin_reply(subject.index);
}

Result<Expectation::Next> AwaitedReply::before_wait() {
    if (subject_.options.cancel.stop_requested()) {
        return fail(en("cancelled while %1")(doing()));
    }
    return Next::wait;
}

Result<Expectation::Next> AwaitedReply::silence() {
    return fail(en("%1 did not answer within %2 while %3")(
        subject_.peer, milliseconds(subject_.options.reply_timeout), doing()));
}

Result<Expectation::Next> AwaitedReply::packet(std::string_view payload) {
    auto& [peer, options, batch, index] = subject_;
    const std::string_view request = batch.payload(index);
    if (is_stop_reply(payload) && request != "?") {
        // No reply looks like this. QEMU 7.2 sends one unasked, ahead of its first reply, when a
        // connection stops a target that ran.
        if (says_ended(payload)) {
            return fail(en("the target ended (%1) while %2")(printable(payload, 40), doing()));
        }
        return more(Next::drop);
    }
    if (monitor_) {
        return monitor_text(payload);
    }
    if (is_output(payload)) {
        return more(Next::print);
    }
    if (!reply_fits(request, payload, batch.reply_size(index))) {
        return fail(en("%1 sent \"%2\", which does not answer what was asked: %3. Later answers "
                       "could be taken for those to other requests, so the connection was ended")(
                        peer, printable(payload, 60), doing()),
                    stub_remedy);
    }
    batch.add_to_reply(index, payload);
    if (payload.empty()) {
        batch.set_unsupported(index);
    } else if (is_error_reply(payload)) {
        batch.set_refused(index);
    }
    return Next::done;
}

Result<Expectation::Next> AwaitedReply::monitor_text(std::string_view payload) {
    auto& [peer, options, batch, index] = subject_;
    const bool more_follows = is_output(payload);
    if (payload.empty()) {
        batch.set_unsupported(index);
        return Next::done;
    }
    if (payload == "OK") {
        return Next::done;
    }
    if (is_error_reply(payload)) {
        batch.set_refused(index);
        batch.add_to_reply(index, payload);
        return Next::done;
    }
    const auto bytes = parse_hex_bytes(more_follows ? payload.substr(1) : payload);
    if (!bytes) {
        return fail(en("%1 sent \"%2\" where text in hex was expected, while %3")(
                        peer, printable(payload, 60), doing()),
                    stub_remedy);
    }
    batch.add_to_reply(index, {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (batch.reply(index).size() > options.monitor_limit) {
        return fail(
            en("%1 printed more than %2 bytes while %3")(peer, options.monitor_limit, doing()),
            en("Give the monitor a command that prints less, and connect again."));
    }
    return more_follows ? more(Next::wait) : Next::done;
}

/// Another packet that is not the end of the reply yet.
Result<Expectation::Next> AwaitedReply::more(Next what) {
    const Deadline now = Clock::now();
    const bool too_many = packets_ >= most_output_packets;
    ++packets_;
    if (too_many || (!monitor_ && now > deadline_)) {
        return fail(
            en("%1 sent %2 packets, but no answer, while %3")(subject_.peer, packets_, doing()),
            stub_remedy);
    }
    if (monitor_) { // a command may print for long
        deadline_ = now + subject_.options.reply_timeout;
    }
    return what;
}

// --- A stop --------------------------------------------------------------------------------------

AwaitedStop::AwaitedStop(const Subject& subject, const RunOptions& run)
    : Expectation(subject), run_(run) {
    if (run.patience.count() > 0) {
        deadline_ = Clock::now() + run.patience;
    }
    subject.batch.begin_reply(subject.index);
}

Result<Expectation::Next> AwaitedStop::before_wait() {
    return !interrupted_ && run_.cancel.stop_requested() ? interrupt() : Next::wait;
}

Result<Expectation::Next> AwaitedStop::interrupt() {
    interrupted_ = true;
    deadline_ = Clock::now() + subject_.options.interrupt_timeout;
    return Next::interrupt;
}

Result<Expectation::Next> AwaitedStop::silence() {
    if (interrupted_) {
        return fail(en("%1 did not stop within %2 after it was interrupted while %3")(
            subject_.peer, milliseconds(subject_.options.interrupt_timeout), doing()));
    }
    timed_out_ = true;
    return interrupt();
}

Result<Expectation::Next> AwaitedStop::packet(std::string_view payload) {
    Batch& batch = subject_.batch;
    if (is_stop_reply(payload)) {
        auto stop = parse_stop_reply(payload);
        if (!stop) {
            return fail(en("%1 while %2")(stop.error().what, doing()), stub_remedy);
        }
        batch.add_to_reply(subject_.index, payload);
        stop_ = std::move(*stop);
        stop_.after_interrupt = interrupted_;
        stop_.after_timeout = timed_out_;
        return Next::done;
    }
    if (payload.empty()) {
        batch.set_unsupported(subject_.index);
        return Next::done;
    }
    if (is_error_reply(payload)) {
        batch.add_to_reply(subject_.index, payload);
        batch.set_refused(subject_.index);
        return Next::done;
    }
    if (payload.starts_with('F')) { // the program asks for a file of ours
        return Next::refuse_files;
    }
    return is_output(payload) ? Next::print : Next::wait;
}

// --- An end --------------------------------------------------------------------------------------

AwaitedEnd::AwaitedEnd(const Subject& subject) : Expectation(subject) {
    deadline_ = Clock::now() + subject.options.reply_timeout;
}

Result<Expectation::Next> AwaitedEnd::packet(std::string_view payload) {
    return is_stop_reply(payload) || payload == "OK" ? Next::done : Next::wait;
}

Result<Expectation::Next> AwaitedEnd::silence() {
    return fail(en("%1 did not end within %2 while %3")(
        subject_.peer, milliseconds(subject_.options.reply_timeout), doing()));
}

} // namespace switchscope::gdb
