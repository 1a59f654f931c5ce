// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/location.h"

namespace switchscope {

/// What a target reported about itself when the connection was made.
struct TargetDescription {
    struct Register {
        std::string name;         ///< as the target names it: "sstatus", "priv"
        std::uint32_t number = 0; ///< the target's own number for it
        std::uint32_t bits = 0;
    };
    std::string peer;                 ///< "qemu-system-riscv64 over unix:/run/...", for messages
    std::vector<Register> registers;  ///< without the GPRs and the pc, which are always there
    std::vector<std::uint32_t> harts; ///< the ids used in all calls, from 0, in the target's order
    bool physical_memory = false;     ///< AddressSpace::physical can be asked for
    bool monitor = false;             ///< monitor() works
    bool step_mask = false;           ///< interrupts can be let in or held off while stepping
};

enum class AddressSpace : std::uint8_t {
    current, ///< virtual, as the hart translates addresses now
    physical,
};

enum class Resume : std::uint8_t { none, step, run };

/// What to read from a stopped hart and, behind the reads, how to let it go on. One exchange is one
/// round trip where the target allows it: the cheaper the request, the faster the stepping.
struct Request {
    struct Memory {
        AddressSpace space = AddressSpace::current;
        std::uint64_t address = 0;
        std::size_t size = 0; ///< in bytes
    };
    std::uint32_t hart = 0;
    bool gprs = false;                  ///< x0..x31 and pc
    std::vector<std::size_t> registers; ///< indices into TargetDescription::registers
    std::vector<Memory> memory;
    Resume resume = Resume::none;
    /// How long the resume may take before the hart is interrupted; zero: no limit.
    std::chrono::milliseconds patience{0};
};

struct Stop {
    enum class Reason : std::uint8_t {
        stepped,
        breakpoint,
        watchpoint,
        interrupted, ///< by us, because the exchange was cancelled
        timed_out,   ///< by us, because the patience ran out
        exited,      ///< the target ended
        other,
    };
    Reason reason = Reason::other;
    std::uint32_t hart = 0;
    int signal = 0;
    std::uint64_t address = 0; ///< watchpoint: the address that is about to be written
};

struct Reply {
    std::array<std::uint64_t, 32> gprs{};
    std::uint64_t pc = 0;
    /// Parallel to Request::registers; none: the target refused to read it.
    std::vector<std::optional<std::uint64_t>> registers;
    /// Parallel to Request::memory; none: it could not be read.
    std::vector<std::optional<std::vector<std::uint8_t>>> memory;
    std::optional<Stop> stop; ///< set when the request resumed
};

/// One thing that went between the program and its target, for people to read.
struct Traffic {
    std::uint64_t sequence = 0; ///< counts from 0
    std::chrono::nanoseconds since_connect{0};
    bool sent = false; ///< by us
    std::string text;  ///< printable; long ones are cut
};

enum class Privilege : std::uint8_t { user = 0, supervisor = 1, machine = 3 };

struct Mode {
    Privilege privilege = Privilege::machine;
    bool virtualized = false; ///< the V bit
    World world() const {
        return virtualized ? World::guest
                           : (privilege == Privilege::machine ? World::firmware : World::host);
    }
};

/// The port through which a session drives a machine: implemented by gdb::RemoteTarget, and by
/// fakes in tests.
///
/// Calls come from one thread. A wait ends when `cancel` is asked to stop, from any thread. An
/// Error means that the connection cannot be used any more, unless a call says otherwise. A read
/// that the target refuses is no Error but an empty value.
class Target {
  public:
    virtual ~Target() = default;

    virtual const TargetDescription& description() const = 0;
    virtual Result<Reply> exchange(const Request& request, std::stop_token cancel = {}) = 0;
    /// Privilege and V bit of the stopped hart, asked of the target.
    virtual Result<Mode> mode(std::uint32_t hart) = 0;
    /// `register_index` as in Request::registers.
    virtual Result<void> write_register(std::uint32_t hart, std::size_t register_index,
                                        std::uint64_t value) = 0;
    /// The general register x`number`, 1..31.
    virtual Result<void> write_gpr(std::uint32_t hart, unsigned number, std::uint64_t value);
    virtual Result<void> write_memory(AddressSpace space, std::uint64_t address,
                                      const std::vector<std::uint8_t>& bytes) = 0;
    /// Execution breakpoints, at virtual addresses. They stop all harts, and hit in every world.
    virtual Result<void> set_breakpoint(std::uint64_t address) = 0;
    virtual Result<void> clear_breakpoint(std::uint64_t address) = 0;
    /// Write watchpoints: `size` bytes at a virtual address, as the world that writes there
    /// translates it. They stop all harts in front of the instruction that writes. The target does
    /// not get past that instruction while they are set.
    virtual Result<void> set_watchpoint(std::uint64_t address, std::size_t size) = 0;
    virtual Result<void> clear_watchpoint(std::uint64_t address, std::size_t size) = 0;
    /// Lets interrupts and timers in while single-stepping, or holds them off.
    virtual Result<void> set_step_interrupts(bool let_in) = 0;
    /// A command to the target's own monitor; the text that it printed.
    virtual Result<std::string> monitor(const std::string& command) = 0;
    /// What went over the connection since the entry `from`, as far as it is still kept, oldest
    /// first.
    virtual std::vector<Traffic> traffic(std::uint64_t from) const;
    /// Ends the connection and nothing else. Every call afterwards is an Error.
    virtual void hang_up() = 0;
};

} // namespace switchscope
