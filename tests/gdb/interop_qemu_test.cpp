// SPDX-License-Identifier: MIT
// The client against a real qemu-system-riscv64 with a program of ten instructions.
#include <algorithm>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "child.h"
#include "gdb/remote_target.h"

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using test::TinyProgram;
using testing::HasSubstr;

class Qemu : public testing::TestWithParam<bool> {
  protected:
    void SetUp() override {
        ASSERT_TRUE(test::have_program("qemu-system-riscv64"))
            << "needs Debian's package qemu-system-misc";
        if (GetParam()) {
            port_ = test::free_port();
        }
        qemu_ = std::make_unique<test::Child>(test::qemu_arguments(dir_, 2, port_));
        target_ = connect();
        ASSERT_NE(target_, nullptr);
    }

    std::unique_ptr<RemoteTarget> connect() {
        RemoteTargetOptions options;
        options.retry_for = 20s;
        options.client.reply_timeout = 20s;
        const std::string address =
            port_ != 0 ? "tcp:127.0.0.1:" + std::to_string(port_) : "unix:" + dir_.file("gdb");
        auto target = RemoteTarget::connect(address, options);
        if (!target) {
            ADD_FAILURE() << target.error().message();
            return nullptr;
        }
        return std::move(*target);
    }

    Reply exchange(const Request& request, std::stop_token cancel = {}) {
        auto reply = target_->exchange(request, std::move(cancel));
        if (!reply) {
            ADD_FAILURE() << reply.error().message();
            return {};
        }
        return *reply;
    }
    Reply state(std::uint32_t hart = 0) {
        Request request;
        request.hart = hart;
        request.gprs = true;
        return exchange(request);
    }
    Stop resume(Resume how, std::uint32_t hart = 0, std::chrono::milliseconds patience = 20s) {
        Request request;
        request.hart = hart;
        request.resume = how;
        request.patience = patience;
        return exchange(request).stop.value_or(Stop{});
    }
    /// Runs hart 0 to an address of the program. Hart 1 would come there as well, so it is put to
    /// sleep.
    void run_to(std::uint64_t address) {
        ASSERT_TRUE(target_->write_pc(1, TinyProgram::wfi));
        ASSERT_TRUE(target_->set_breakpoint(address));
        EXPECT_EQ(resume(Resume::run).reason, Stop::Reason::breakpoint);
        ASSERT_TRUE(target_->clear_breakpoint(address));
        EXPECT_EQ(state().pc, address);
    }
    std::size_t index_of(const std::string& name) const {
        const auto& registers = target_->description().registers;
        const auto found = std::find_if(registers.begin(), registers.end(),
                                        [&](const auto& info) { return info.name == name; });
        EXPECT_NE(found, registers.end()) << name;
        return static_cast<std::size_t>(found - registers.begin());
    }

    test::TempDir dir_;
    std::uint16_t port_ = 0;
    std::unique_ptr<test::Child> qemu_;
    std::unique_ptr<RemoteTarget> target_;
};

TEST_P(Qemu, describes_itself) {
    const TargetDescription& description = target_->description();
    EXPECT_EQ(description.harts.size(), 2U);
    EXPECT_TRUE(description.physical_memory);
    EXPECT_TRUE(description.monitor);
    EXPECT_TRUE(description.step_mask);
    EXPECT_GT(description.registers.size(), 100U);
    EXPECT_EQ(description.registers[index_of("hstatus")].bits, 64U);
    EXPECT_EQ(state().pc, 0x1000U);
}

TEST_P(Qemu, steps_reads_and_takes_breakpoints) {
    run_to(TinyProgram::loop);
    Request request;
    request.gprs = true;
    request.memory = {{AddressSpace::current, TinyProgram::data, 8}};
    request.resume = Resume::step;
    for (std::uint64_t step = 0; step < 30; ++step) {
        const Reply reply = exchange(request);
        const std::uint64_t round = step / 3;
        EXPECT_EQ(reply.pc, TinyProgram::loop + 4 * (step % 3));
        EXPECT_EQ(reply.gprs[10], round + (step % 3 > 0 ? 1 : 0));
        ASSERT_TRUE(reply.memory[0]);
        EXPECT_EQ(reply.memory[0]->at(0), round + (step % 3 > 1 ? 1 : 0));
        ASSERT_TRUE(reply.stop);
        EXPECT_EQ(reply.stop->reason, Stop::Reason::stepped);
        EXPECT_EQ(reply.stop->hart, 0U);
    }
    // A breakpoint on which the hart stands does not hold it there.
    ASSERT_TRUE(target_->set_breakpoint(TinyProgram::loop));
    for (std::uint64_t round = 11; round < 15; ++round) {
        EXPECT_EQ(resume(Resume::run).reason, Stop::Reason::breakpoint);
        EXPECT_EQ(state().gprs[10], round);
        EXPECT_EQ(state().pc, TinyProgram::loop);
    }
}

TEST_P(Qemu, steps_each_hart_alone) {
    const std::uint64_t before = state(0).pc;
    EXPECT_EQ(resume(Resume::step, 1).hart, 1U);
    EXPECT_EQ(state(0).pc, before);
    EXPECT_EQ(state(1).pc, before + 4);
}

TEST_P(Qemu, reads_physical_memory_and_restores_the_mode) {
    Request request;
    request.memory = {{AddressSpace::physical, TinyProgram::start, 40},
                      {AddressSpace::current, TinyProgram::start, 40},
                      {AddressSpace::current, 0x10, 8},
                      {AddressSpace::physical, TinyProgram::start, 300'000}};
    const Reply reply = exchange(request);
    ASSERT_EQ(reply.memory.size(), 4U);
    EXPECT_EQ(reply.memory[0], test::tiny_program().bytes);
    EXPECT_EQ(reply.memory[1], test::tiny_program().bytes);
    EXPECT_FALSE(reply.memory[2]);
    ASSERT_TRUE(reply.memory[3]);
    EXPECT_EQ(reply.memory[3]->size(), 300'000U);
    EXPECT_EQ(target_->client().ask("qqemu.PhyMemMode").value(), "0");
}

TEST_P(Qemu, writes_memory_and_registers) {
    std::vector<std::uint8_t> bytes(5000);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 7);
    }
    ASSERT_TRUE(target_->write_memory(AddressSpace::current, TinyProgram::data, bytes));
    Request request;
    request.memory = {{AddressSpace::physical, TinyProgram::data, bytes.size()}};
    EXPECT_EQ(exchange(request).memory[0], bytes);
    ASSERT_TRUE(target_->write_gpr(0, 10, 0x123456789abcdef0));
    ASSERT_TRUE(target_->write_pc(0, TinyProgram::loop));
    ASSERT_TRUE(target_->write_register(0, index_of("sscratch"), 42));
    request.memory.clear();
    request.gprs = true;
    request.registers = {index_of("sscratch"), index_of("hstatus")};
    const Reply reply = exchange(request);
    EXPECT_EQ(reply.gprs[10], 0x123456789abcdef0U);
    EXPECT_EQ(reply.pc, TinyProgram::loop);
    EXPECT_EQ(reply.registers[0], 42U);
    EXPECT_TRUE(reply.registers[1]);
}

TEST_P(Qemu, knows_the_mode) {
    auto mode = target_->mode(0);
    ASSERT_TRUE(mode) << mode.error().message();
    EXPECT_EQ(mode->world(), World::firmware);
    EXPECT_FALSE(mode->virtualized);
    // The debugger puts a hart into HS mode. V comes from the monitor, and of the right hart.
    ASSERT_TRUE(target_->write_register(1, index_of("priv"), 1));
    mode = target_->mode(1);
    ASSERT_TRUE(mode) << mode.error().message();
    EXPECT_EQ(mode->world(), World::host);
    EXPECT_EQ(target_->mode(0)->world(), World::firmware);
}

TEST_P(Qemu, interrupts_a_step_of_wfi) {
    ASSERT_TRUE(target_->write_pc(0, TinyProgram::wfi));
    const Stop stop = resume(Resume::step, 0, 200ms);
    EXPECT_EQ(stop.reason, Stop::Reason::timed_out);
    EXPECT_EQ(stop.signal, 2);
    EXPECT_GE(state().pc, TinyProgram::wfi);
}

TEST_P(Qemu, is_interrupted_from_another_thread) {
    for (int round = 0; round < 5; ++round) {
        std::stop_source cancel;
        std::jthread canceller([&] {
            std::this_thread::sleep_for(30ms);
            cancel.request_stop();
        });
        Request request;
        request.gprs = true;
        request.resume = Resume::run;
        const Reply reply = exchange(request, cancel.get_token());
        ASSERT_TRUE(reply.stop);
        EXPECT_EQ(reply.stop->reason, Stop::Reason::interrupted);
    }
    EXPECT_NE(state().pc, 0x1000U);
}

TEST_P(Qemu, stops_at_a_watchpoint) {
    run_to(TinyProgram::loop);
    ASSERT_TRUE(target_->set_watchpoint(TinyProgram::data, 8));
    EXPECT_EQ(resume(Resume::run).reason, Stop::Reason::watchpoint);
    EXPECT_TRUE(target_->clear_watchpoint(TinyProgram::data, 8));
}

TEST_P(Qemu, runs_monitor_commands) {
    auto text = target_->monitor("info registers");
    ASSERT_TRUE(text) << text.error().message();
    EXPECT_THAT(*text, HasSubstr("mhartid"));
    EXPECT_EQ(parse_virtualization(*text), false);
    EXPECT_TRUE(target_->set_step_interrupts(true));
    EXPECT_EQ(target_->client().ask("qqemu.sstep").value(), "0x1");
    EXPECT_TRUE(target_->set_step_interrupts(false));
    EXPECT_EQ(target_->client().ask("qqemu.sstep").value(), "0x7");
}

TEST_P(Qemu, connects_again_to_a_running_machine) {
    run_to(TinyProgram::loop);
    ASSERT_TRUE(target_->leave(Parting::let_run));
    target_.reset();
    std::this_thread::sleep_for(50ms);
    target_ = connect();
    ASSERT_NE(target_, nullptr);
    const Reply first = state();
    EXPECT_GT(first.gprs[10], 1U);
    EXPECT_EQ(resume(Resume::step).reason, Stop::Reason::stepped);
    EXPECT_NE(state().pc, first.pc);
}

TEST_P(Qemu, ends_when_killed) {
    ASSERT_TRUE(target_->kill());
    EXPECT_FALSE(target_->connected());
    EXPECT_TRUE(qemu_->wait(10s));
}

TEST_P(Qemu, says_that_it_went_away) {
    state();
    qemu_->kill();
    Request request;
    request.gprs = true;
    const auto reply = target_->exchange(request);
    ASSERT_FALSE(reply);
    EXPECT_THAT(reply.error().what.english(), HasSubstr("reading the registers (g)"));
    EXPECT_FALSE(target_->connected());
}

TEST_P(Qemu, says_that_it_went_away_while_it_ran) {
    std::jthread killer([this] {
        std::this_thread::sleep_for(100ms);
        qemu_->kill();
    });
    Request request;
    request.resume = Resume::run;
    const auto reply = target_->exchange(request);
    ASSERT_FALSE(reply);
    EXPECT_THAT(reply.error().what.english(), HasSubstr("ended while continuing"));
}

std::string socket_name(const testing::TestParamInfo<bool>& kind) {
    return kind.param ? "tcp" : "unix";
}
INSTANTIATE_TEST_SUITE_P(Over, Qemu, testing::Bool(), socket_name);

} // namespace
} // namespace switchscope::gdb
