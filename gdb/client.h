// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "gdb/packet.h"
#include "gdb/packet_log.h"
#include "gdb/protocol.h"
#include "gdb/step_pacer.h"
#include "gdb/target_xml.h"
#include "gdb/transport.h"

namespace switchscope::gdb {

/// Requests that go out together, and then their replies. Made once and reused: after the first rounds neither adding
/// nor exchanging takes memory.
///
///     one write:   $g#67 $m80000000,8#.. $vCont;s:p1.1#..
///     in order:    <-- registers, <-- bytes,   ...   <-- T05thread:p01.01;
///
/// A resume is always the last: whatever a stub reads while its target runs can stop it (QEMU: even a `+`).
class Batch {
  public:
    void clear();
    bool empty() const { return slots_.empty(); }
    std::size_t size() const { return slots_.size(); }

    /// Adds a request and returns its index; nothing is added behind a resume. `reply_size`: the bytes its answer is
    /// expected to have, so that no more is asked for at once than buffers on the way can hold.
    std::size_t add(std::string_view payload, std::size_t reply_size = 64);
    /// Like add(), and never sent apart from the request before.
    std::size_t add_glued(std::string_view payload, std::size_t reply_size = 64);
    std::size_t add_read_general();                                                           ///< g
    std::size_t add_read_register(std::uint32_t number);                                      ///< p
    std::size_t add_read_memory(std::uint64_t address, std::size_t size, bool glued = false); ///< m
    void add_resume(std::string_view payload);
    bool has_resume() const { return resume_; }

    // After the exchange.
    /// The reply as it was; for qRcmd the text of all the monitor's output.
    std::string_view reply(std::size_t index) const;
    /// It was E and a number or text.
    bool refused(std::size_t index) const { return slots_[index].refused; }
    /// It was empty: the stub does not know this request.
    bool unsupported(std::size_t index) const { return slots_[index].unsupported; }
    bool ok(std::size_t index) const { return reply(index) == "OK"; }
    /// The request in words.
    std::string describe(std::size_t index) const;

  private:
    friend class Client;
    struct Slot {
        std::size_t wire_begin = 0;
        std::size_t wire_end = 0;
        std::size_t reply_size = 0; ///< as expected
        std::size_t reply_begin = 0;
        std::size_t reply_end = 0;
        bool glued = false;
        bool refused = false;
        bool unsupported = false;
    };
    std::string_view payload(std::size_t index) const;
    std::string_view wire(std::size_t first, std::size_t last) const;

    std::vector<Slot> slots_;
    std::string wire_;
    std::string replies_;
    std::string scratch_;
    bool resume_ = false;
};

struct ClientOptions {
    /// How long an answer to anything but a resume may take.
    std::chrono::milliseconds reply_timeout{5000};
    /// How long the target may take to stop once it was interrupted.
    std::chrono::milliseconds interrupt_timeout{5000};
    std::size_t packet_limit = PacketDecoder::default_limit;
    std::size_t monitor_limit =
        std::size_t{16} * 1024 * 1024; ///< bytes of text from one monitor command
    std::size_t thread_limit = 1024;
    std::size_t log_capacity = 512; ///< packets
    std::stop_token cancel;         ///< ends the making of the connection
    /// Given what ended the connection, says more about it: what became of the program at the other end.
    std::function<Error(Error)> explain_end;
    TargetXmlLimits target_xml;
};

/// How a resume may end early.
struct RunOptions {
    std::chrono::milliseconds patience{0}; ///< then the target is interrupted; zero: no limit
    std::stop_token cancel;                ///< interrupts the target when asked to stop
    bool single_step = false; ///< the resume executes one instruction: its stop is near
};

enum class PointType : std::uint8_t {
    software_breakpoint = 0,
    hardware_breakpoint = 1,
    write_watchpoint = 2,
    read_watchpoint = 3,
    access_watchpoint = 4,
};

enum class MemorySpace : std::uint8_t { current, physical };

/// A client of a gdb stub, in its all-stop mode. One thread uses it; state(), log() and a stop token work from any.
///
/// Errors: where the connection can still be used (the stub refused something), state() stays idle. After silence,
/// hang-up or nonsense the answers could no longer be told apart, so the connection is closed and state() is gone.
class Client {
  public:
    enum class State : std::uint8_t {
        idle,        ///< the target is stopped, nothing is under way
        running,     ///< resumed; no stop reply yet
        interrupted, ///< as running, and asked to stop
        gone,        ///< no connection any more
    };

    /// Asks the stub what it can do, switches acknowledgements off where it offers that, takes in the stop that a
    /// running target reports, and reads the target description and the threads.
    /// Breakpoints that an earlier client left are removed by this in QEMU (`?` does it).
    static Result<std::unique_ptr<Client>> connect(std::unique_ptr<Transport> transport,
                                                   const ClientOptions& options = {});
    ~Client();

    State state() const { return state_.load(); }
    const std::string& peer() const { return transport_->name(); }
    const Capabilities& capabilities() const { return capabilities_; }
    const std::vector<Feature>& features() const { return features_; }
    const RegisterLayout& layout() const { return layout_; }
    /// The threads as they were at connect time or at the last list_threads().
    const std::vector<ThreadId>& threads() const { return threads_; }
    /// Why the target was stopped at connect time.
    const StopReply& first_stop() const { return first_stop_; }
    /// It ran when the connection was made, and was stopped by that.
    bool was_running() const { return was_running_; }
    PacketLog& log() { return log_; }
    const PacketLog& log() const { return log_; }
    /// Called with what the target prints (`O` packets) while it runs.
    void on_console(std::function<void(std::string_view)> callback) {
        console_ = std::move(callback);
    }

    /// Sends all requests, a resume last, and gathers the replies, in order. The stop reply where there is a resume;
    /// a resume that the stub refuses is an Error, and the target is still stopped.
    /// Requests beyond what buffers on the way hold are sent in several writes.
    Result<std::optional<StopReply>> exchange(Batch& batch, const RunOptions& run = {});

    /// Adds what makes `thread` the one that reads and writes are about, if it is not already.
    void add_select_thread(Batch& batch, const ThreadId& thread);
    /// Adds reads of `size` bytes in chunks the stub takes; the indices of the chunks' replies are consecutive from
    /// the one returned. Physical reads are wrapped in a switch of the memory mode that cannot be left half done.
    struct MemoryChunks {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    void add_read_memory(Batch& batch, MemorySpace space, std::uint64_t address, std::size_t size,
                         std::vector<MemoryChunks>& chunks);
    /// The bytes of chunks that add_read_memory added. None: not readable. Error: not what was asked for.
    static Result<std::optional<std::vector<std::uint8_t>>>
    memory_from(const Batch& batch, std::span<const MemoryChunks> chunks, std::size_t size);
    /// `vCont;s:p1.2`, or what the stub has instead.
    void add_step(Batch& batch, const ThreadId& thread);
    void add_continue(Batch& batch);

    // One request each. A refusal is an Error here.
    /// The reply of `g`: hex, or x where a register has no value now.
    Result<std::string> read_general(const ThreadId& thread);
    /// The register's bytes, target order; by `p`, or out of `g` where the stub has no `p`.
    Result<std::vector<std::uint8_t>> read_register(const ThreadId& thread,
                                                    const RegisterInfo& info);
    Result<std::vector<std::uint8_t>> read_register(const ThreadId& thread, std::string_view name);
    Result<void> write_register(const ThreadId& thread, const RegisterInfo& info,
                                std::span<const std::uint8_t> bytes);
    Result<std::vector<std::uint8_t>> read_memory(MemorySpace space, std::uint64_t address,
                                                  std::size_t size);
    Result<void> write_memory(MemorySpace space, std::uint64_t address,
                              std::span<const std::uint8_t> bytes);
    /// `size`: of the instruction for breakpoints, of the watched memory for watchpoints; in bytes.
    Result<void> set_point(PointType type, std::uint64_t address, std::size_t size);
    Result<void> clear_point(PointType type, std::uint64_t address, std::size_t size);
    Result<StopReply> step(const ThreadId& thread, const RunOptions& run = {});
    Result<StopReply> resume(const RunOptions& run = {});
    /// Runs a command of the stub's own monitor and returns what it printed.
    Result<std::string> monitor(std::string_view command);
    Result<std::vector<ThreadId>> list_threads();
    /// QEMU: lets interrupts and timers in while single-stepping, or holds them off.
    Result<void> set_step_interrupts(bool let_in);
    /// The same as it was when the connection was made.
    Result<void> restore_step_mask();
    /// Ends the connection and nothing else; state() is gone afterwards.
    void hang_up();
    /// Ends the target; state() is gone afterwards.
    Result<void> kill();
    /// Lets the target run on without us; state() is gone afterwards.
    Result<void> detach();
    /// Any other request whose answer is one packet. An empty answer is returned as such.
    Result<std::string> ask(std::string_view payload);

    /// The most bytes one `m`, or one `M`, may carry.
    std::size_t read_chunk() const;
    std::size_t write_chunk() const;

  private:
    enum class Acks : std::uint8_t {
        each,     ///< every packet is acknowledged at once, one request at a time
        implicit, ///< QEMU: the next `$` acknowledges; a lone `+` could hit a running target
        none,     ///< no-ack mode
    };
    struct Incoming {
        enum class Kind : std::uint8_t {
            packet,
            nak,
            damaged,
            oversized,
            timed_out,
            woken,
            closed
        };
        Kind kind = Kind::packet;
        std::string_view payload;
    };

    Client(std::unique_ptr<Transport> transport, const ClientOptions& options);
    Result<void> handshake();
    Result<void> negotiate_acks();
    Result<void> ask_for_stop();
    Result<void> probe_qemu();
    Result<std::string> read_document(const std::string& name);

    Result<Incoming> receive(Deadline deadline);
    Result<void> send_group(const Batch& batch, std::size_t first, std::size_t last);
    Result<void> send_sign(char sign, const std::string& doing);
    Result<void> wait_reply(Batch& batch, std::size_t index, bool last_outstanding);
    /// True: the reply is complete.
    Result<bool> take_reply(Batch& batch, std::size_t index, std::string_view payload);
    Result<StopReply> wait_stop(const Batch& batch, std::size_t index, const RunOptions& run);
    Result<void> send_interrupt(const std::string& doing);
    Result<void> drop_strays();
    void output(std::string_view hex);
    void note_stop(const StopReply& stop);

    /// Ends the connection and says so.
    tl::unexpected<Error> lose(Phrase what, Phrase remedy = {});
    tl::unexpected<Error> refusal(const Batch& batch, std::size_t index) const;
    Result<void> expect_ok(const Batch& batch, std::size_t index) const;
    std::string within(std::chrono::milliseconds time) const;

    std::unique_ptr<Transport> transport_;
    ClientOptions options_;
    PacketLog log_;
    PacketDecoder decoder_;
    std::atomic<State> state_{State::idle};
    Phrase gone_because_;
    Acks acks_ = Acks::each;
    Capabilities capabilities_;
    std::vector<Feature> features_;
    RegisterLayout layout_;
    std::vector<ThreadId> threads_;
    StopReply first_stop_;
    bool was_running_ = false;
    bool connecting_ = true;
    std::string found_step_mask_; ///< in hex, as the target told it; empty: it has none
    bool step_mask_set_ = false;
    std::optional<ThreadId> selected_; ///< by Hg; none: not known
    bool can_read_one_ = true;         ///< `p` has not been found missing
    bool can_write_one_ = true;        ///< the same for `P`
    std::function<void(std::string_view)> console_;
    std::array<std::uint8_t, 16384> buffer_{};
    std::span<const std::uint8_t> pending_; ///< the part of buffer_ not decoded yet
    Batch single_;
    StepPacer pacer_;
    std::string scratch_;
};

} // namespace switchscope::gdb
