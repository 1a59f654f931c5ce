// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/session/target.h"

namespace switchscope::test {

/// A target that answers with what a test put into it, and keeps what it was asked.
class ScriptedTarget final : public Target {
  public:
    struct Hart {
        std::array<std::uint64_t, 32> gprs{};
        std::uint64_t pc = 0;
        Mode mode{Privilege::supervisor, false};
        /// By the target's name; a register that is missing here is refused.
        std::map<std::string, std::uint64_t> registers;
    };
    struct Write {
        std::string place; ///< "x5", "sstatus", "virtual 0x1000 8": where and how many bytes
        std::uint64_t value = 0;
        bool operator==(const Write&) const = default;
    };

    /// `registers`: those that the target has besides GPRs and pc.
    explicit ScriptedTarget(const std::vector<std::string>& registers) {
        for (const std::string& name : registers) {
            described.registers.push_back(
                {name, static_cast<std::uint32_t>(described.registers.size()), 64});
        }
        described.harts = {0};
        described.physical_memory = true;
    }

    std::size_t index_of(const std::string& name) const {
        const auto& all = described.registers;
        const auto found = std::ranges::find(all, name, &TargetDescription::Register::name);
        return static_cast<std::size_t>(found - all.begin());
    }
    void put_word(AddressSpace space, std::uint64_t address, std::uint64_t value,
                  std::size_t size = 8) {
        for (std::size_t n = 0; n < size; ++n) {
            memory[{space, address + n}] = static_cast<std::uint8_t>(value >> (8 * n));
        }
    }

    /// Makes `size` bytes readable, all of them zero.
    void clear_bytes(AddressSpace space, std::uint64_t address, std::size_t size) {
        for (std::size_t n = 0; n < size; ++n) {
            memory[{space, address + n}] = 0;
        }
    }

    // Target
    const TargetDescription& description() const override { return described; }
    Result<Reply> exchange(const Request& request, std::stop_token) override {
        asked.push_back(request);
        Hart& hart = harts[request.hart];
        Reply reply;
        if (request.gprs) {
            reply.gprs = hart.gprs;
            reply.pc = hart.pc;
        }
        for (const std::size_t index : request.registers) {
            const auto found = hart.registers.find(described.registers.at(index).name);
            reply.registers.push_back(found == hart.registers.end() ? std::nullopt
                                                                    : std::optional(found->second));
        }
        for (const Request::Memory& place : request.memory) {
            reply.memory.push_back(bytes(place));
        }
        if (request.resume != Resume::none) {
            if (resumes.empty()) {
                return fail(en("the script has no more resumes"));
            }
            reply.stop = resumes.front()(*this);
            resumes.pop_front();
        }
        return reply;
    }
    Result<Mode> mode(std::uint32_t hart) override {
        ++modes_asked;
        return harts[hart].mode;
    }
    Result<void> write_register(std::uint32_t, std::size_t index, std::uint64_t value) override {
        written.push_back({described.registers.at(index).name, value});
        return {};
    }
    Result<void> write_gpr(std::uint32_t, unsigned number, std::uint64_t value) override {
        written.push_back({"x" + std::to_string(number), value});
        return {};
    }
    Result<void> write_memory(AddressSpace space, std::uint64_t address,
                              const std::vector<std::uint8_t>& data) override {
        written.push_back({(space == AddressSpace::physical ? "physical " : "virtual ") +
                               hex(address) + " " + std::to_string(data.size()),
                           little_endian(data)});
        return {};
    }
    Result<void> set_breakpoint(std::uint64_t address) override {
        breakpoints.insert(address);
        return {};
    }
    Result<void> clear_breakpoint(std::uint64_t address) override {
        breakpoints.erase(address);
        return {};
    }
    Result<void> set_watchpoint(std::uint64_t address, std::size_t size) override {
        watchpoints.insert({address, size});
        return {};
    }
    Result<void> clear_watchpoint(std::uint64_t address, std::size_t size) override {
        watchpoints.erase({address, size});
        return {};
    }
    Result<void> set_step_interrupts(bool) override {
        return step_interrupts_fail ? fail(en("the connection was lost")) : Result<void>{};
    }
    Result<std::string> monitor(const std::string&) override { return std::string(); }
    void hang_up() override {}

    TargetDescription described;
    std::map<std::uint32_t, Hart> harts{{0, {}}};
    std::map<std::pair<AddressSpace, std::uint64_t>, std::uint8_t> memory; ///< what can be read
    /// What each resume leads to, in order.
    std::deque<std::function<Stop(ScriptedTarget&)>> resumes;
    bool step_interrupts_fail = false;
    std::vector<Request> asked;
    int modes_asked = 0;
    std::vector<Write> written;
    std::set<std::uint64_t> breakpoints;
    std::set<std::pair<std::uint64_t, std::size_t>> watchpoints;

  private:
    std::optional<std::vector<std::uint8_t>> bytes(const Request::Memory& place) const {
        std::vector<std::uint8_t> read;
        for (std::size_t n = 0; n < place.size; ++n) {
            const auto found = memory.find({place.space, place.address + n});
            if (found == memory.end()) {
                return std::nullopt;
            }
            read.push_back(found->second);
        }
        return read;
    }
};

} // namespace switchscope::test
