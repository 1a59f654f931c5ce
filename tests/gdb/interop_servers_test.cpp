// SPDX-License-Identifier: MIT
// The client against other stubs: gdbserver and lldb-server, each with a native program.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "child.h"
#include "gdb/client.h"
#include "gdb/remote_target.h"

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Server {
    const char* program;
    const char* package;
    std::vector<std::string> arguments; ///< PORT stands for the port
    std::string name;
};

void PrintTo(const Server& server, std::ostream* out) {
    *out << server.name;
}

class OtherServer : public testing::TestWithParam<Server> {
  protected:
    void SetUp() override {
        ASSERT_TRUE(test::have_program(GetParam().program))
            << "needs Debian's package " << GetParam().package;
        port_ = test::free_port();
        std::vector<std::string> arguments{GetParam().program};
        for (std::string argument : GetParam().arguments) {
            if (const auto at = argument.find("PORT"); at != std::string::npos) {
                argument.replace(at, 4, std::to_string(port_));
            }
            arguments.push_back(argument);
        }
        server_ = std::make_unique<test::Child>(arguments);
    }
    std::unique_ptr<Transport> transport() {
        ConnectOptions options;
        options.retry_until = Clock::now() + 20s;
        auto made = connect_to({Address::Kind::tcp, {}, "127.0.0.1", port_}, options);
        EXPECT_TRUE(made) << made.error().message();
        return std::move(*made);
    }
    void connect() {
        ClientOptions options;
        options.reply_timeout = 20s;
        auto client = Client::connect(transport(), options);
        ASSERT_TRUE(client) << client.error().message();
        client_ = std::move(*client);
        thread_ = client_->threads().at(0);
    }
    std::uint64_t number(std::string_view name) {
        const auto bytes = client_->read_register(thread_, name);
        if (!bytes) {
            ADD_FAILURE() << bytes.error().message();
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(bytes->size(), 8); ++i) {
            value |= std::uint64_t{(*bytes)[i]} << (8 * i);
        }
        return value;
    }

    std::uint16_t port_ = 0;
    std::unique_ptr<test::Child> server_;
    std::unique_ptr<Client> client_;
    ThreadId thread_;
};

TEST_P(OtherServer, names_its_registers) {
    connect();
    EXPECT_TRUE(client_->capabilities().no_ack_mode);
    EXPECT_FALSE(client_->capabilities().physical_memory);
    ASSERT_NE(client_->layout().find("rip"), nullptr);
    EXPECT_NE(number("rip"), 0U);
    EXPECT_NE(number("rsp"), 0U);
    EXPECT_FALSE(client_->read_general(thread_)->empty());
    EXPECT_THAT(client_->read_register(thread_, "nonesuch").error().what.english(),
                HasSubstr("nonesuch"));
}

TEST_P(OtherServer, steps_and_reads_memory) {
    connect();
    std::uint64_t pc = number("rip");
    for (int i = 0; i < 20; ++i) {
        const auto code = client_->read_memory(MemorySpace::current, pc, 64);
        ASSERT_TRUE(code) << code.error().message();
        const auto stop = client_->step(thread_, {10s, {}});
        ASSERT_TRUE(stop) << stop.error().message();
        EXPECT_EQ(stop->signal, 5);
        EXPECT_NE(number("rip"), pc);
        pc = number("rip");
    }
    const auto long_read =
        client_->read_memory(MemorySpace::current, number("rsp") & ~0xfffULL, 4096);
    ASSERT_TRUE(long_read) << long_read.error().message();
    EXPECT_FALSE(client_->read_memory(MemorySpace::current, 0x10, 8));
    EXPECT_EQ(client_->state(), Client::State::idle);
}

TEST_P(OtherServer, writes_a_register_and_memory) {
    connect();
    const RegisterInfo& rbx = *client_->layout().find("rbx");
    const std::vector<std::uint8_t> value{1, 2, 3, 4, 5, 6, 7, 8};
    const auto written = client_->write_register(thread_, rbx, value);
    ASSERT_TRUE(written) << written.error().message();
    EXPECT_EQ(number("rbx"), 0x0807060504030201U);
    const std::uint64_t stack = number("rsp") - 64;
    ASSERT_TRUE(client_->write_memory(MemorySpace::current, stack, value));
    EXPECT_EQ(client_->read_memory(MemorySpace::current, stack, 8).value(), value);
}

TEST_P(OtherServer, stops_at_a_breakpoint) {
    connect();
    // One step finds the next instruction. Putting the pc back takes the step back.
    const RegisterInfo& rip = *client_->layout().find("rip");
    const std::uint64_t start = number("rip");
    ASSERT_TRUE(client_->step(thread_, {10s, {}}));
    const std::uint64_t next = number("rip");
    std::vector<std::uint8_t> bytes;
    for (unsigned i = 0; i < 8; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(start >> (8 * i)));
    }
    ASSERT_TRUE(client_->write_register(thread_, rip, bytes));
    const auto set = client_->set_point(PointType::software_breakpoint, next, 1);
    ASSERT_TRUE(set) << set.error().message();
    const auto stop = client_->resume({10s, {}});
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_EQ(stop->kind, StopReply::Kind::signal);
    EXPECT_EQ(stop->signal, 5);
    EXPECT_EQ(number("rip"), next);
    EXPECT_TRUE(client_->clear_point(PointType::software_breakpoint, next, 1));
}

TEST_P(OtherServer, pipelines_reads_and_a_step) {
    connect();
    Batch batch;
    for (int round = 0; round < 10; ++round) {
        batch.clear();
        client_->add_select_thread(batch, thread_);
        const std::size_t g = batch.add_read_general();
        const std::size_t m = batch.add_read_memory(number("rsp"), 16);
        client_->add_step(batch, thread_);
        const auto stop = client_->exchange(batch, {10s, {}});
        ASSERT_TRUE(stop) << stop.error().message();
        ASSERT_TRUE(*stop);
        EXPECT_GT(batch.reply(g).size(), 200U);
        EXPECT_EQ(batch.reply(m).size(), 32U);
    }
}

TEST_P(OtherServer, is_interrupted) {
    connect();
    const auto stop = client_->resume({300ms, {}}); // the program sleeps
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_EQ(stop->kind, StopReply::Kind::signal);
    EXPECT_TRUE(stop->after_timeout);
    EXPECT_NE(number("rip"), 0U);
}

TEST_P(OtherServer, is_killed) {
    connect();
    const auto done = client_->kill();
    EXPECT_TRUE(done) << done.error().message();
    EXPECT_EQ(client_->state(), Client::State::gone);
}

TEST_P(OtherServer, is_no_riscv_machine) {
    const auto target = RemoteTarget::connect(transport());
    ASSERT_FALSE(target);
    EXPECT_THAT(target.error().message(), HasSubstr("RISC-V"));
}

const Server gdbserver{
    "gdbserver", "gdbserver", {"127.0.0.1:PORT", "/bin/sleep", "60"}, "gdbserver"};
const Server lldb_server{"lldb-server",
                         "lldb",
                         {"gdbserver", "127.0.0.1:PORT", "--", "/bin/sleep", "60"},
                         "lldb_server"};

std::string server_name(const testing::TestParamInfo<Server>& server) {
    return server.param.name;
}
INSTANTIATE_TEST_SUITE_P(With, OtherServer, testing::Values(gdbserver, lldb_server), server_name);

} // namespace
} // namespace switchscope::gdb
