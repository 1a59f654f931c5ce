// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "gdb/batch.h"
#include "gdb/expectation.h"
#include "gdb/link_options.h"
#include "gdb/packet.h"
#include "gdb/packet_log.h"
#include "gdb/protocol.h"
#include "gdb/step_pacer.h"
#include "gdb/transport.h"

namespace switchscope::gdb {

/// Who acknowledges what.
enum class Acks : std::uint8_t {
    each,     ///< every packet is acknowledged at once, and one request goes out at a time
    implicit, ///< QEMU: the next `$` acknowledges; a lone `+` could hit a running target
    none,     ///< no-ack mode
};

/// The connection to a stub: it sends requests and brings their replies, whatever they mean. Bytes,
/// acknowledgements, repeats, deadlines and the packet log belong here.
///
/// One thread uses it; state(), log() and wake() work from any.
/// Errors: where the stub refused something, state() stays idle. After silence, a hang-up or
/// nonsense the answers could no longer be matched to the requests, so the link ends the connection
/// and state() is gone.
class Link {
  public:
    enum class State : std::uint8_t {
        idle,        ///< the target is stopped, nothing is under way
        running,     ///< resumed; no stop reply yet
        interrupted, ///< as running, and asked to stop
        gone,        ///< no connection any more
    };

    explicit Link(std::unique_ptr<Transport> transport, const LinkOptions& options = {});
    ~Link();
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    State state() const { return state_.load(); }
    const std::string& peer() const { return transport_->name(); }
    PacketLog& log() { return log_; }
    const PacketLog& log() const { return log_; }
    /// Called with what the target prints (`O` packets) while it runs.
    void on_console(std::function<void(std::string_view)> callback) {
        console_ = std::move(callback);
    }
    void set_acks(Acks acks) { acks_ = acks; }
    /// Makes a wait look at its stop token again.
    void wake() { transport_->wake(); }
    /// The connection is made: LinkOptions::cancel means nothing from now on.
    void ignore_cancel() { options_.cancel = {}; }
    /// From now on an answer may take so long.
    void set_reply_timeout(std::chrono::milliseconds limit) { options_.reply_timeout = limit; }

    /// Sends all requests, a resume last, and gathers the replies, in order. Returns the stop reply
    /// where there is a resume. A resume that the stub refuses is an Error, and the target is still
    /// stopped. Requests beyond what buffers on the way hold go out in several writes.
    Result<std::optional<StopReply>> exchange(Batch& batch, const RunOptions& run = {});
    /// Sends one request whose answer is one packet, and returns that. It may be empty.
    Result<std::string> ask(std::string_view payload);
    /// Sends `k`, and waits until the target has ended; state() is gone afterwards.
    Result<void> kill();
    /// Ends the connection and nothing else; state() is gone afterwards.
    void hang_up();

    /// Ends the connection because of an error, and returns it.
    tl::unexpected<Error> lose(Phrase what, Phrase remedy = {});
    /// The stub refused this request, or does not know it: the Error that says so.
    tl::unexpected<Error> refusal(const Batch& batch, std::size_t index) const;

  private:
    struct Incoming {
        enum class Kind : std::uint8_t {
            packet,
            nak,
            damaged,
            oversized,
            timed_out,
            woken,
            closed,
        };
        Kind kind = Kind::packet;
        std::string_view payload = {};
    };

    Expectation::Subject subject(Batch& batch, std::size_t index) const;
    Result<void> check_connected() const;
    Result<void> drop_strays();
    std::optional<Incoming> decode();
    Result<Incoming> receive(Deadline deadline);
    Result<void> write(std::string_view bytes, const Batch& batch, std::size_t index);
    Result<void> send(const Batch& batch, std::size_t first, std::size_t last);
    Result<void> send_sign(char sign, const Expectation& expected);
    Result<void> send_interrupt(const Expectation& expected);
    Result<void> refuse_files(const Expectation& expected);
    Result<void> wait_for(Expectation& expected);
    Result<bool> act(const Expectation& expected, Result<Expectation::Next> next,
                     std::string_view payload = {});
    Result<StopReply> wait_for_stop(Batch& batch, std::size_t index, const RunOptions& run);
    void print(std::string_view hex);

    std::unique_ptr<Transport> transport_;
    LinkOptions options_;
    PacketLog log_;
    PacketDecoder decoder_;
    std::atomic<State> state_{State::idle};
    Phrase gone_because_;
    Acks acks_ = Acks::each;
    std::function<void(std::string_view)> console_;
    std::array<std::uint8_t, 16384> buffer_{};
    std::span<const std::uint8_t> pending_; ///< the part of buffer_ that is not decoded yet
    Batch single_;
    StepPacer pacer_;
};

} // namespace switchscope::gdb
