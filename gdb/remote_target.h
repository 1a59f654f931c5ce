// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/session/target.h"
#include "gdb/client.h"

namespace switchscope::gdb {

/// What becomes of the machine when its RemoteTarget goes.
enum class Parting : std::uint8_t {
    hang_up,      ///< it stays as it is: for one that ends with its connection
    let_run,      ///< breakpoints removed, step mask as it was found, and it runs on
    leave_halted, ///< the same, but it stays stopped where it is
};

struct RemoteTargetOptions {
    /// The most time one attempt to connect may take.
    std::chrono::milliseconds connect_timeout{5000};
    /// How long a socket may not be there yet (a target that is just starting); zero: it must be there.
    std::chrono::milliseconds retry_for{0};
    Parting parting = Parting::hang_up;
    ClientOptions client;
};

/// A RISC-V machine behind a gdb stub.
///
/// Harts are the stub's threads, in its order. A register that the stub refuses to read (QEMU's E14: CSRs come and go
/// with the mode) and memory that cannot be read are empty values. An Error leaves the connection usable exactly if
/// connected() still holds; then it was something the stub refused.
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

    /// One write, the replies in order, and where the request resumes, the stop.
    /// Resume::run first steps harts off the breakpoint they are standing on, as QEMU would stop there again.
    Result<Reply> exchange(const Request& request, std::stop_token cancel = {}) override;

    /// From the registers `priv` and, on newer QEMU, `virt` or bit 2 of `priv`; else the V bit is taken from the
    /// monitor's `info registers` (about 1 ms). Call it when the world may have changed, not at each step.
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
    RemoteTarget(std::unique_ptr<Client> client, Parting parting)
        : client_(std::move(client)), parting_(parting) {}
    Result<void> learn();
    Result<void> learn_general_registers();
    Result<const ThreadId*> thread_of(std::uint32_t hart) const;
    Result<std::optional<Stop>> send(const Request& request, Resume resume, std::stop_token cancel);
    Result<void> gather(const Request& request, Reply& reply);
    Result<void> gather_general(Reply& reply) const;
    Result<Stop> run(const Request& request, const Reply& reply, std::stop_token cancel);
    Result<std::optional<Stop>> step_off(std::uint32_t hart, std::optional<std::uint64_t>& pc,
                                         const Request& request, const std::stop_token& cancel);
    Stop stop_from(const StopReply& stop, Resume resume, std::uint32_t hart) const;
    Result<std::optional<std::uint64_t>> read_number(std::uint32_t hart, const RegisterInfo& info);
    Result<std::optional<bool>> monitor_virtualization(std::uint32_t hart);

    static constexpr std::size_t general_count = 33; ///< x0 to x31, pc
    static constexpr std::size_t pc_index = 32;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::unique_ptr<Client> client_;
    Parting parting_;
    TargetDescription description_;
    std::vector<ThreadId> harts_;
    std::array<const RegisterInfo*, general_count> general_{};
    std::array<std::size_t, general_count> general_offset_{}; ///< in the text of the reply of `g`
    std::size_t general_digits_ = 16;                         ///< hex digits of each
    std::vector<const RegisterInfo*> others_; ///< parallel to description_.registers
    const RegisterInfo* priv_ = nullptr;
    const RegisterInfo* virt_ = nullptr;
    bool priv_tells_v_ = false; ///< bit 2 was seen set
    std::set<std::uint64_t> breakpoints_;
    std::set<std::pair<std::uint64_t, std::size_t>> watchpoints_; ///< address, bytes
    std::vector<bool> at_hit_; ///< by hart: stopped at a breakpoint and not moved since
    std::vector<std::optional<std::uint64_t>> pc_; ///< by hart: read, and not moved since
    std::optional<std::uint32_t> monitor_hart_;

    // Of the exchange under way; kept for their memory.
    Batch batch_;
    std::size_t select_at_ = none;
    std::size_t general_at_ = none;
    std::size_t registers_at_ = none;
    std::vector<std::vector<Client::MemoryChunks>> memory_at_;
};

} // namespace switchscope::gdb
