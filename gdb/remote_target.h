// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/session/target.h"
#include "gdb/client.h"
#include "gdb/general_registers.h"
#include "gdb/mode_reader.h"

namespace switchscope::gdb {

/// What becomes of the machine when its RemoteTarget goes.
enum class Parting : std::uint8_t {
    hang_up,      ///< it stays as it is: for one that ends with its connection
    let_run,      ///< breakpoints removed, step mask as it was found, and it runs on
    leave_halted, ///< the same, but it stays stopped where it is
};

struct RemoteTargetOptions {
    /// The most time that one attempt to connect may take.
    std::chrono::milliseconds connect_timeout{5000};
    /// How long to wait for a socket that is not there yet, because the target is just starting.
    /// Zero: it must be there.
    std::chrono::milliseconds retry_for{0};
    Parting parting = Parting::hang_up;
    ClientOptions client;

    /// The same limit for everything that the stub is waited for: to connect, for an answer, and to
    /// stop when it is interrupted.
    void set_timeout(std::chrono::milliseconds limit) {
        connect_timeout = client.reply_timeout = client.interrupt_timeout = limit;
    }
};

/// A RISC-V machine behind a gdb stub.
///
/// Harts are the stub's threads, in its order. A register that the stub refuses to read is an empty
/// value (QEMU answers E14: CSRs come and go with the mode). So is memory that cannot be read.
/// Breakpoints are software breakpoints, or hardware ones where the stub refuses those.
/// After an Error, connected() says whether the connection can still be used. If so, the stub
/// refused something.
class RemoteTarget final : public Target {
  public:
    /// `address` as parse_address() reads it.
    static Result<std::unique_ptr<RemoteTarget>> connect(std::string_view address,
                                                         const RemoteTargetOptions& options = {});
    static Result<std::unique_ptr<RemoteTarget>> connect(std::unique_ptr<Transport> transport,
                                                         const RemoteTargetOptions& options = {});

    ~RemoteTarget() override;
    RemoteTarget(const RemoteTarget&) = delete;
    RemoteTarget& operator=(const RemoteTarget&) = delete;

    const TargetDescription& description() const override { return description_; }

    /// One write, the replies in order, and the stop where the request resumes.
    /// Resume::run first steps harts off the breakpoint on which they stand: QEMU would stop there
    /// again.
    Result<Reply> exchange(const Request& request, std::stop_token cancel = {}) override;

    /// As ModeReader reads it. Call it when the world may have changed, not at each step.
    Result<Mode> mode(std::uint32_t hart) override;
    Result<void> write_register(std::uint32_t hart, std::size_t register_index,
                                std::uint64_t value) override;
    Result<void> write_memory(AddressSpace space, std::uint64_t address,
                              const std::vector<std::uint8_t>& bytes) override;
    Result<void> set_breakpoint(std::uint64_t address) override;
    Result<void> clear_breakpoint(std::uint64_t address) override;
    Result<void> set_watchpoint(std::uint64_t address, std::size_t size) override;
    Result<void> clear_watchpoint(std::uint64_t address, std::size_t size) override;
    Result<void> set_step_interrupts(bool let_in) override;
    Result<std::string> monitor(const std::string& command) override;
    void hang_up() override { client_->hang_up(); }

    std::vector<Traffic> traffic(std::uint64_t from) const override;

    /// x0 cannot be written.
    Result<void> write_gpr(std::uint32_t hart, unsigned number, std::uint64_t value) override;
    Result<void> write_pc(std::uint32_t hart, std::uint64_t value);
    /// Ends the target; QEMU exits.
    Result<void> kill() { return client_->kill(); }
    /// Ends the connection as `parting` says.
    Result<void> leave(Parting parting);

    bool connected() const { return client_->state() != Client::State::gone; }
    /// For the packet log, and for what the port does not offer.
    Client& client() { return *client_; }

  private:
    /// A request that was sent: where its replies are in the batch, and the stop where it resumed.
    struct Sent {
        std::optional<std::size_t> general;
        std::size_t registers = 0; ///< the first one; the others follow
        std::size_t memory = 0;    ///< the first read of the first piece; the others follow
        std::optional<Stop> stop;
    };

    RemoteTarget(std::unique_ptr<Client> client, const GeneralRegisters& general, bool has_monitor,
                 Parting parting);
    static Result<std::unique_ptr<RemoteTarget>> over(std::unique_ptr<Client> client,
                                                      Parting parting);
    void describe(bool has_monitor);
    Result<void> check(const Request& request) const;
    Result<const ThreadId*> thread_of(std::uint32_t hart) const;
    Result<const RegisterInfo*> other_register(std::size_t index) const;
    Sent plan(const Request& request, const ThreadId& thread);
    Result<Sent> send(const Request& request, Resume resume, std::stop_token cancel);
    Result<void> gather(const Request& request, const Sent& sent, Reply& reply);
    Result<void> gather_registers(const Request& request, std::size_t first, Reply& reply) const;
    Result<void> gather_memory(const Request& request, std::size_t first, Reply& reply) const;
    Result<Stop> run(const Request& request, const Reply& reply, std::stop_token cancel);
    Result<std::optional<Stop>> step_off(std::uint32_t hart, std::optional<std::uint64_t>& pc,
                                         const Request& request, const std::stop_token& cancel);
    Stop stop_from(const StopReply& stop, Resume resume, std::uint32_t hart) const;

    std::unique_ptr<Client> client_;
    Parting parting_;
    TargetDescription description_;
    GeneralRegisters general_;
    ModeReader mode_reader_;
    std::vector<const RegisterInfo*> others_;        ///< parallel to description_.registers
    std::map<std::uint64_t, PointType> breakpoints_; ///< by address
    std::set<std::pair<std::uint64_t, std::size_t>> watchpoints_; ///< address, bytes
    std::vector<bool> at_hit_; ///< by hart: stopped at a breakpoint and not moved since
    std::vector<std::optional<std::uint64_t>> pc_; ///< by hart: read, and not moved since
    Batch batch_; ///< of the last send(); a member so that its memory is reused
};

} // namespace switchscope::gdb
