// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "gdb/batch.h"
#include "gdb/handshake.h"
#include "gdb/link.h"
#include "gdb/packet_log.h"
#include "gdb/protocol.h"
#include "gdb/target_xml.h"
#include "gdb/transport.h"

namespace switchscope::gdb {

struct ClientOptions : LinkOptions {
    HandshakeLimits limits;
};

enum class PointType : std::uint8_t {
    software_breakpoint = 0,
    hardware_breakpoint = 1,
    write_watchpoint = 2,
    read_watchpoint = 3,
    access_watchpoint = 4,
};

enum class MemorySpace : std::uint8_t { current, physical };

/// A client of a gdb stub, in its all-stop mode: what may be asked of this stub, and how. The link
/// below it brings the answers; what is said there of threads and errors holds here.
class Client {
  public:
    using State = Link::State;

    /// Makes the connection, as shake_hands() does.
    static Result<std::unique_ptr<Client>> connect(std::unique_ptr<Transport> transport,
                                                   const ClientOptions& options = {});

    State state() const { return link_.state(); }
    const std::string& peer() const { return link_.peer(); }
    const Capabilities& capabilities() const { return said_.capabilities; }
    const RegisterLayout& layout() const { return said_.layout; }
    /// The threads as they were at connect time.
    const std::vector<ThreadId>& threads() const { return said_.threads; }
    /// Why the target was stopped at connect time.
    const StopReply& first_stop() const { return said_.first_stop; }
    PacketLog& log() { return link_.log(); }
    const PacketLog& log() const { return link_.log(); }
    /// Called with what the target prints (`O` packets) while it runs.
    void on_console(std::function<void(std::string_view)> callback) {
        link_.on_console(std::move(callback));
    }

    /// As Link::exchange(). The thread that the batch is about is chosen in the same write, unless
    /// the stub has chosen it already. A stub that refuses the thread is an Error.
    Result<std::optional<StopReply>> exchange(Batch& batch, const RunOptions& run = {});

    /// Makes an empty batch one about `thread`.
    void add_select_thread(Batch& batch, const ThreadId& thread);
    /// Adds reads of `size` bytes in chunks that the stub takes, and returns the index of the
    /// first request. Physical reads are wrapped in a switch of the memory mode that cannot be left
    /// half done.
    std::size_t add_read_memory(Batch& batch, MemorySpace space, std::uint64_t address,
                                std::size_t size);
    /// The `size` bytes that add_read_memory() asked for with the requests from `at` on; `at` is
    /// then behind the last of them. None: not readable. Error: the reply has another size.
    static Result<std::optional<std::vector<std::uint8_t>>>
    take_memory(const Batch& batch, std::size_t& at, std::size_t size);
    /// `vCont;s:p1.2`, or what the stub has instead.
    void add_step(Batch& batch, const ThreadId& thread);
    void add_continue(Batch& batch);

    // One request each. A refusal is an Error here.

    /// The reply of `g`: hex, or x where a register has no value now.
    Result<std::string> read_general(const ThreadId& thread);
    /// The register's bytes in the target's order: by `p`, or out of `g` where the stub has no `p`.
    Result<std::vector<std::uint8_t>> read_register(const ThreadId& thread,
                                                    const RegisterInfo& info);
    Result<std::vector<std::uint8_t>> read_register(const ThreadId& thread, std::string_view name);
    /// A register of up to 64 bits as a number, by `p`. None: the stub would not read it now.
    Result<std::optional<std::uint64_t>> read_number(const ThreadId& thread,
                                                     const RegisterInfo& info);
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
    /// QEMU: lets interrupts and timers in while single-stepping, or holds them off.
    Result<void> set_step_interrupts(bool let_in);
    /// Sets the step mask that was found when the connection was made.
    Result<void> restore_step_mask();
    /// Ends the connection and nothing else; state() is gone afterwards.
    void hang_up() { link_.hang_up(); }
    /// Ends the target; state() is gone afterwards.
    Result<void> kill() { return link_.kill(); }
    /// Lets the target run on without us; state() is gone afterwards.
    Result<void> detach();
    /// Any other request whose answer is one packet. An empty answer is returned as such.
    Result<std::string> ask(std::string_view payload) { return link_.ask(payload); }

    /// The stub refused this request, or does not know it: the Error that says so.
    tl::unexpected<Error> refusal(const Batch& batch, std::size_t index) const {
        return link_.refusal(batch, index);
    }

    /// The most bytes one `m`, or one `M`, may carry.
    std::size_t read_chunk() const;
    std::size_t write_chunk() const;

  private:
    Client(std::unique_ptr<Transport> transport, const ClientOptions& options);
    Result<void> check_ok(const Batch& batch, std::size_t index) const;
    Result<void> ask_for_ok(std::string_view payload);
    Result<std::vector<std::uint8_t>> read_out_of_all(const ThreadId& thread,
                                                      const RegisterInfo& info);
    Result<void> write_among_all(const ThreadId& thread, const RegisterInfo& info,
                                 std::span<const std::uint8_t> bytes);
    Result<std::vector<std::uint8_t>> bytes_of(const RegisterInfo& info,
                                               std::string_view reply) const;

    Link link_;
    Introduction said_;
    bool step_mask_set_ = false;
    std::optional<ThreadId> selected_; ///< by Hg; none: not known
    bool can_read_one_ = true;         ///< `p` has not been found missing
    bool can_write_one_ = true;        ///< the same for `P`
    Batch single_;
    std::string scratch_;
};

} // namespace switchscope::gdb
