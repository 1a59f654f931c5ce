// SPDX-License-Identifier: MIT
#include "gdb/remote_target.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_stub.h"

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using test::FakeStub;
using testing::AllOf;
using testing::HasSubstr;

class RemoteTargetTest : public testing::Test {
  protected:
    RemoteTargetTest() {
        auto ends = std::move(*make_socket_pair());
        mine_ = std::move(ends.first);
        stub_ = std::make_unique<FakeStub>(std::move(ends.second));
    }
    std::string connect() {
        stub_->start();
        auto target = RemoteTarget::connect(std::move(mine_));
        if (!target) {
            return target.error().message();
        }
        target_ = std::move(*target);
        connected_at_ = stub_->requests().size();
        return "";
    }
    /// What was asked since connect().
    std::vector<std::string> asked() const {
        const auto all = stub_->requests();
        return {all.begin() + static_cast<std::ptrdiff_t>(connected_at_), all.end()};
    }
    std::size_t index_of(const std::string& name) const {
        const auto& registers = target_->description().registers;
        return static_cast<std::size_t>(
            std::find_if(registers.begin(), registers.end(),
                         [&](const auto& info) { return info.name == name; }) -
            registers.begin());
    }
    void answer_packet(const std::string& request, const std::string& payload) {
        stub_->instead = [request, payload](std::string_view text) {
            return text == request ? std::optional(encode_packet(payload)) : std::nullopt;
        };
    }

    std::unique_ptr<Transport> mine_;
    std::unique_ptr<FakeStub> stub_;
    std::unique_ptr<RemoteTarget> target_;
    std::size_t connected_at_ = 0;
};

TEST_F(RemoteTargetTest, describes_the_machine) {
    ASSERT_EQ(connect(), "");
    const TargetDescription& description = target_->description();
    EXPECT_THAT(description.peer, HasSubstr("QEMU at socket pair"));
    EXPECT_EQ(description.harts, (std::vector<std::uint32_t>{0, 1}));
    ASSERT_EQ(description.registers.size(), 3U);
    EXPECT_EQ(description.registers[1].name, "sstatus");
    EXPECT_EQ(description.registers[1].number, 322U);
    EXPECT_TRUE(description.physical_memory);
    EXPECT_TRUE(description.monitor);
    EXPECT_TRUE(description.step_mask);
}

TEST_F(RemoteTargetTest, exchanges_in_order_with_the_resume_last) {
    ASSERT_EQ(connect(), "");
    Request request;
    request.hart = 1;
    request.gprs = true;
    request.registers = {index_of("time"), index_of("sstatus")};
    request.memory = {{AddressSpace::physical, 0x80000000, 0x801},
                      {AddressSpace::current, 0x10, 8},
                      {AddressSpace::current, 0x80000000, 8}};
    request.resume = Resume::step;
    const auto reply = target_->exchange(request);
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_THAT(asked(), testing::ElementsAre("Hgp1.2", "g", "pc49", "p142", "m10,8", "m80000000,8",
                                              "Qqemu.PhyMemMode:1", "m80000000,800", "m80000800,1",
                                              "Qqemu.PhyMemMode:0", "vCont;s:p1.2"));
    EXPECT_EQ(reply->gprs[1], 0x8000000000001001U);
    EXPECT_EQ(reply->gprs[31], 0x800000000000101fU);
    EXPECT_EQ(reply->pc, 0x8000000000001020U);
    EXPECT_EQ(reply->registers[0], std::nullopt) << "refused, not an error";
    EXPECT_EQ(reply->registers[1], 0x2aU);
    ASSERT_TRUE(reply->memory[0]);
    EXPECT_EQ(reply->memory[0]->size(), 0x801U);
    EXPECT_EQ(reply->memory[0]->back(), 0);
    EXPECT_FALSE(reply->memory[1]) << "not readable, not an error";
    ASSERT_TRUE(reply->memory[2]);
    EXPECT_EQ(reply->memory[2]->at(7), 7);
    ASSERT_TRUE(reply->stop);
    EXPECT_EQ(reply->stop->reason, Stop::Reason::stepped);
    EXPECT_EQ(reply->stop->hart, 0U) << "as the stub says";
    EXPECT_EQ(stub_->disturbances(), 0);
}

TEST_F(RemoteTargetTest, steps_off_a_breakpoint_before_it_runs) {
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(target_->set_breakpoint(0x2a));
    ASSERT_TRUE(target_->set_breakpoint(0x2a));
    answer_packet("vCont;c", "T05thread:p01.02;");
    Request request;
    request.resume = Resume::run;
    auto reply = target_->exchange(request);
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_EQ(reply->stop->reason, Stop::Reason::breakpoint);
    EXPECT_EQ(reply->stop->hart, 1U);
    EXPECT_THAT(asked(),
                testing::ElementsAre("Z0,2a,4", "Hgp1.1", "p20", "vCont;s:p1.1", "g", "vCont;c"));
    connected_at_ = stub_->requests().size();
    ASSERT_TRUE(target_->exchange(request));
    EXPECT_THAT(asked(), testing::ElementsAre("Hgp1.1", "p20", "vCont;s:p1.1", "Hgp1.2", "p20",
                                              "vCont;s:p1.2", "Hgp1.1", "g", "vCont;c"));
    ASSERT_TRUE(target_->clear_breakpoint(0x2a));
    ASSERT_TRUE(target_->clear_breakpoint(0x2a));
    connected_at_ = stub_->requests().size();
    ASSERT_TRUE(target_->exchange(request));
    EXPECT_THAT(asked(), testing::ElementsAre("vCont;c"));
}

TEST_F(RemoteTargetTest, takes_hardware_breakpoints_where_software_ones_are_refused) {
    for (const char* refusal : {"E01", ""}) {
        SCOPED_TRACE(refusal);
        ASSERT_EQ(target_ ? "" : connect(), "");
        connected_at_ = stub_->requests().size();
        answer_packet("Z0,2a,4", refusal);
        ASSERT_TRUE(target_->set_breakpoint(0x2a));
        ASSERT_TRUE(target_->clear_breakpoint(0x2a));
        EXPECT_THAT(asked(), testing::ElementsAre("Z0,2a,4", "Z1,2a,4", "z1,2a,4"));
    }
    stub_->instead = [](std::string_view text) {
        return text.starts_with('Z') ? std::optional(encode_packet("E28")) : std::nullopt;
    };
    EXPECT_THAT(target_->set_breakpoint(0x2a).error().what.english(), HasSubstr("E28"));
    connected_at_ = stub_->requests().size();
    ASSERT_TRUE(target_->clear_breakpoint(0x2a));
    EXPECT_THAT(asked(), testing::IsEmpty()) << "none was set";
}

TEST_F(RemoteTargetTest, says_why_it_stopped) {
    ASSERT_EQ(connect(), "");
    Request run;
    run.resume = Resume::run;
    run.patience = 20ms;
    EXPECT_EQ(target_->exchange(run)->stop->reason, Stop::Reason::timed_out);
    run.patience = 0ms;
    std::stop_source cancel;
    cancel.request_stop();
    EXPECT_EQ(target_->exchange(run, cancel.get_token())->stop->reason, Stop::Reason::interrupted);
    answer_packet("vCont;c", "T05watch:80001000;thread:p01.01;");
    EXPECT_EQ(target_->exchange(run)->stop->reason, Stop::Reason::watchpoint);
    answer_packet("vCont;c", "T0bthread:p01.01;");
    EXPECT_EQ(target_->exchange(run)->stop->reason, Stop::Reason::other);
    EXPECT_TRUE(target_->connected());
    answer_packet("vCont;c", "W00");
    EXPECT_EQ(target_->exchange(run)->stop->reason, Stop::Reason::exited);
    EXPECT_FALSE(target_->connected());
}

TEST_F(RemoteTargetTest, asks_the_monitor_for_the_virtualization_bit_where_priv_lacks_it) {
    ASSERT_EQ(connect(), "");
    auto mode = target_->mode(1); // priv is 1; the stub's info registers say V = 1
    ASSERT_TRUE(mode) << mode.error().message();
    EXPECT_EQ(mode->privilege, Privilege::supervisor);
    EXPECT_TRUE(mode->virtualized);
    EXPECT_EQ(mode->world(), World::guest);
    std::string choose = "qRcmd,";
    append_hex_text(choose, "cpu 1");
    EXPECT_THAT(asked(), testing::Contains(choose));
    connected_at_ = stub_->requests().size();
    answer_packet("p46", "0300000000000000");
    EXPECT_EQ(target_->mode(1)->world(), World::firmware);
    EXPECT_THAT(asked(), testing::ElementsAre("p46")) << "M mode: V is 0, no more to ask";
}

TEST_F(RemoteTargetTest, takes_the_virtualization_bit_from_priv_once_it_is_seen_there) {
    ASSERT_EQ(connect(), "");
    answer_packet("p46", "0500000000000000");
    EXPECT_TRUE(target_->mode(0)->virtualized);
    connected_at_ = stub_->requests().size();
    answer_packet("p46", "0100000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::host);
    EXPECT_THAT(asked(), testing::ElementsAre("p46"));
    answer_packet("p46", "0200000000000000");
    EXPECT_THAT(target_->mode(0).error().what.english(),
                AllOf(HasSubstr("priv"), HasSubstr("mode hart 0")));
    answer_packet("p46", "E14");
    EXPECT_FALSE(target_->mode(0));
}

TEST_F(RemoteTargetTest, holds_the_virtualization_bit_of_priv_against_the_monitor_once) {
    ASSERT_EQ(connect(), "");
    std::string info = "qRcmd,";
    append_hex_text(info, "info registers");
    stub_->monitor_text = "CPU#0\r\n priv          S\r\n V             0\r\n pc            00\r\n";
    EXPECT_EQ(target_->mode(0)->world(), World::host);
    EXPECT_EQ(target_->mode(0)->world(), World::host);
    EXPECT_EQ(std::ranges::count(asked(), info), 2) << "no guest was seen: bit 2 may be elsewhere";
    answer_packet("p46", "0500000000000000");
    EXPECT_THAT(target_->mode(0).error().what.english(), HasSubstr("monitor"))
        << "two answers to one question";
    stub_->monitor_text = "CPU#0\r\n priv          S\r\n V             1\r\n pc            00\r\n";
    EXPECT_EQ(target_->mode(0)->world(), World::guest);
    connected_at_ = stub_->requests().size();
    EXPECT_EQ(target_->mode(0)->world(), World::guest);
    answer_packet("p46", "0100000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::host);
    EXPECT_THAT(asked(), testing::ElementsAre("p46", "p46"));
}

TEST_F(RemoteTargetTest, takes_no_guest_for_the_host_where_nothing_tells_them_apart) {
    stub_->monitor = false;
    ASSERT_EQ(connect(), "");
    const auto mode = target_->mode(0); // priv is 1
    ASSERT_FALSE(mode);
    EXPECT_THAT(mode.error().what.english(), HasSubstr("cannot tell host from guest"));
    EXPECT_TRUE(target_->connected());
    answer_packet("p46", "0300000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::firmware) << "V is 0 in M mode";
    answer_packet("p46", "0500000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::guest);
    answer_packet("p46", "0100000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::host) << "now it is known where V is";
}

TEST_F(RemoteTargetTest, takes_the_virtualization_bit_from_the_register_virt) {
    stub_->documents["rest.xml"] = R"(<feature><reg name="priv" bitsize="64" regnum="70"/>)"
                                   R"(<reg name="virt" bitsize="64"/></feature>)";
    stub_->monitor = false;
    ASSERT_EQ(connect(), "");
    answer_packet("p47", "0100000000000000");
    EXPECT_EQ(target_->mode(0)->world(), World::guest);
}

TEST_F(RemoteTargetTest, writes_registers_and_memory) {
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(target_->write_register(0, index_of("sstatus"), 0x0102));
    ASSERT_TRUE(target_->write_gpr(0, 10, 7));
    ASSERT_TRUE(target_->write_pc(0, 0x80000000));
    ASSERT_TRUE(target_->write_memory(AddressSpace::physical, 0x80000000, {1, 2}));
    EXPECT_THAT(asked(),
                testing::ElementsAre("Hgp1.1", "P142=0201000000000000", "Pa=0700000000000000",
                                     "P20=0000008000000000", "Qqemu.PhyMemMode:1",
                                     "M80000000,2:0102", "Qqemu.PhyMemMode:0"));
    EXPECT_FALSE(target_->write_gpr(0, 0, 1));
    EXPECT_FALSE(target_->write_gpr(0, 32, 1));
    EXPECT_FALSE(target_->write_register(0, 99, 1));
    EXPECT_FALSE(target_->write_pc(9, 1));
}

TEST_F(RemoteTargetTest, refuses_what_is_not_there) {
    ASSERT_EQ(connect(), "");
    Request request;
    request.hart = 2;
    EXPECT_THAT(target_->exchange(request).error().what.english(), HasSubstr("no hart 2"));
    request.hart = 0;
    request.registers = {17};
    EXPECT_THAT(target_->exchange(request).error().what.english(), HasSubstr("index 17"));
    EXPECT_TRUE(target_->connected());
}

TEST_F(RemoteTargetTest, names_registers_that_are_missing_from_the_reply) {
    ASSERT_EQ(connect(), "");
    Request request;
    request.gprs = true;
    answer_packet("g", std::string(160, '0'));
    EXPECT_THAT(target_->exchange(request).error().what.english(),
                AllOf(HasSubstr("80 bytes"), HasSubstr("a0")));
    answer_packet("g", std::string(16, 'x') + std::string(512, '0'));
    EXPECT_THAT(target_->exchange(request).error().what.english(), HasSubstr("zero"));
    answer_packet("g", "E14");
    EXPECT_THAT(target_->exchange(request).error().what.english(),
                HasSubstr("reading the registers"));
}

TEST_F(RemoteTargetTest, refuses_another_architecture) {
    stub_->documents["target.xml"] = "<target><architecture>i386:x86-64</architecture>"
                                     "<feature><reg name='rax' bitsize='64'/></feature></target>";
    EXPECT_THAT(connect(), AllOf(HasSubstr("i386:x86-64"), HasSubstr("RISC-V")));
}

TEST_F(RemoteTargetTest, refuses_a_machine_without_its_registers) {
    stub_->documents["cpu.xml"] = "<feature><reg name='zero' bitsize='64'/></feature>";
    EXPECT_THAT(connect(), HasSubstr("no register ra"));
}

TEST_F(RemoteTargetTest, refuses_registers_of_an_odd_size) {
    std::string& xml = stub_->documents["cpu.xml"];
    xml.replace(xml.find("\"64\""), 4, "\"24\"");
    EXPECT_THAT(connect(), AllOf(HasSubstr("zero"), HasSubstr("24 bits")));
}

TEST_F(RemoteTargetTest, finds_the_general_registers_wherever_they_are) {
    // Another register in front of them, by number: everything moves by 4 bytes.
    stub_->documents["target.xml"] =
        R"(<target><feature><reg name="odd" bitsize="32" regnum="0"/></feature>)"
        R"(<xi:include href="cpu.xml"/></target>)";
    ASSERT_EQ(connect(), "");
    Request request;
    request.gprs = true;
    answer_packet("g", "ffffffff" + std::string(16, '0') + "0700000000000000" +
                           std::string(std::size_t{31} * 16, '0'));
    const auto reply = target_->exchange(request);
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_EQ(reply->gprs[1], 7U);
}

} // namespace
} // namespace switchscope::gdb
