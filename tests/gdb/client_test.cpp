// SPDX-License-Identifier: MIT
#include "gdb/client.h"

#include <algorithm>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_stub.h"

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using test::FakeStub;
using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using State = Client::State;

const ThreadId first_hart{1, 1};
const ThreadId second_hart{1, 2};

class ClientTest : public testing::Test {
  protected:
    ClientTest() {
        auto ends = std::move(*make_socket_pair());
        mine_ = std::move(ends.first);
        stub_ = std::make_unique<FakeStub>(std::move(ends.second));
        options_.reply_timeout = 2s;
        options_.interrupt_timeout = 2s;
    }

    /// Connects. Returns the error's message where that fails.
    std::string connect() {
        stub_->start();
        auto client = Client::connect(std::move(mine_), options_);
        if (!client) {
            return client.error().message();
        }
        client_ = std::move(*client);
        return "";
    }
    /// From now on each request with this prefix is answered with these bytes as they are.
    void answer(const std::string& prefix, const std::string& raw) {
        stub_->instead = [prefix, raw](std::string_view request) {
            return request.starts_with(prefix) ? std::optional(raw) : std::nullopt;
        };
    }
    void answer_packet(const std::string& prefix, const std::string& payload) {
        answer(prefix, encode_packet(payload));
    }
    std::string read_memory_error(std::uint64_t address = 0x80000000, std::size_t size = 8) {
        auto bytes = client_->read_memory(MemorySpace::current, address, size);
        return bytes ? "no error" : bytes.error().message();
    }

    std::unique_ptr<Transport> mine_;
    std::unique_ptr<FakeStub> stub_;
    ClientOptions options_;
    std::unique_ptr<Client> client_;
};

TEST_F(ClientTest, learns_what_the_stub_can_do) {
    ASSERT_EQ(connect(), "");
    EXPECT_EQ(client_->state(), State::idle);
    EXPECT_TRUE(client_->capabilities().physical_memory);
    EXPECT_TRUE(client_->capabilities().step_mask);
    EXPECT_TRUE(client_->capabilities().vcont_step);
    EXPECT_EQ(client_->threads(), (std::vector{first_hart, second_hart}));
    EXPECT_EQ(client_->layout().find("pc")->number, 32U);
    EXPECT_EQ(client_->layout().find("time")->number, 3145U);
    EXPECT_EQ(client_->first_stop().signal, 5);
    EXPECT_THAT(stub_->requests(), Not(Contains(AnyOf("QStartNoAckMode", "bs", "bc"))));
}

TEST_F(ClientTest, asks_for_the_step_bits_once) {
    for (const char* more : {"", ";QStartNoAckMode+"}) {
        auto ends = std::move(*make_socket_pair());
        FakeStub stub(std::move(ends.second));
        stub.supported += more;
        stub.start();
        const auto client = Client::connect(std::move(ends.first), options_);
        ASSERT_TRUE(client) << client.error().message();
        EXPECT_TRUE((*client)->capabilities().step_mask);
        const auto requests = stub.requests();
        EXPECT_EQ(std::count(requests.begin(), requests.end(), "qqemu.sstepbits"), 1);
    }
}

TEST_F(ClientTest, reads_target_xml_before_any_register) {
    // QEMU 7.2 answers nothing to a register read before that.
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(client_->read_general(first_hart));
    ASSERT_TRUE(client_->read_register(first_hart, "sstatus"));
    const auto requests = stub_->requests();
    const auto first = [&](std::string_view prefix) {
        return std::find_if(requests.begin(), requests.end(),
                            [&](const std::string& one) { return one.starts_with(prefix); });
    };
    ASSERT_NE(first("g"), requests.end());
    EXPECT_LT(first("qXfer:features:read:target.xml"), std::min(first("g"), first("p")));
}

TEST_F(ClientTest, switches_acknowledgements_off_only_where_that_is_offered) {
    stub_->supported += ";QStartNoAckMode+";
    ASSERT_EQ(connect(), "");
    EXPECT_THAT(stub_->requests(), Contains("QStartNoAckMode"));
    EXPECT_TRUE(client_->read_memory(MemorySpace::current, 0x80000000, 8));
}

TEST_F(ClientTest, acknowledges_each_reply_of_a_stub_that_wants_it) {
    stub_->qemu = false;
    stub_->wants_acks = true;
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(client_->step(first_hart));
    auto requests = stub_->requests();
    const auto packets =
        std::count_if(requests.begin(), requests.end(), [](const auto& r) { return r != "+"; });
    const auto acks = std::count(requests.begin(), requests.end(), "+");
    EXPECT_GE(acks, packets - 1); // the last may still be on its way
    EXPECT_LE(acks, packets);
}

TEST_F(ClientTest, sends_nothing_behind_a_resume) {
    ASSERT_EQ(connect(), "");
    Batch batch;
    batch.add_read_general();
    client_->add_read_memory(batch, MemorySpace::current, 0x80000000, 8);
    client_->add_continue(batch);
    std::stop_source cancel;
    std::jthread canceller([&] {
        std::this_thread::sleep_for(50ms);
        cancel.request_stop();
    });
    const auto stop = client_->exchange(batch, {0ms, cancel.get_token()});
    ASSERT_TRUE(stop) << stop.error().message();
    ASSERT_TRUE(*stop);
    EXPECT_TRUE((*stop)->after_interrupt);
    EXPECT_FALSE((*stop)->after_timeout);
    EXPECT_EQ(stub_->disturbances(), 0);
    EXPECT_EQ(stub_->requests().back(), "^C");
}

TEST_F(ClientTest, drains_the_stop_of_a_target_that_ran) {
    stub_->greeting = encode_packet("T02thread:p01.01;");
    ASSERT_EQ(connect(), "");
    EXPECT_EQ(client_->read_memory(MemorySpace::current, 0x80000000, 2).value(),
              (std::vector<std::uint8_t>{0, 1}));
}

TEST_F(ClientTest, reads_memory_in_chunks) {
    ASSERT_EQ(connect(), "");
    const auto bytes = client_->read_memory(MemorySpace::current, 0x80000000, 300'000);
    ASSERT_TRUE(bytes) << bytes.error().message();
    ASSERT_EQ(bytes->size(), 300'000U);
    for (std::size_t i = 0; i < bytes->size(); ++i) {
        ASSERT_EQ((*bytes)[i], static_cast<std::uint8_t>(i));
    }
    EXPECT_THAT(stub_->requests(), Contains("m80000800,800"));
}

TEST_F(ClientTest, respects_a_small_packet_size) {
    stub_->supported = "PacketSize=80;qXfer:features:read+;multiprocess+";
    ASSERT_EQ(connect(), "");
    EXPECT_TRUE(client_->read_memory(MemorySpace::current, 0x80000000, 1000));
    EXPECT_TRUE(client_->write_memory(MemorySpace::current, 0x80000000,
                                      std::vector<std::uint8_t>(1000, 7)));
    for (const std::string& request : stub_->requests()) {
        if (!request.starts_with("qSupported")) {
            EXPECT_LE(request.size() + 4, 0x80U) << request;
        }
    }
}

TEST_F(ClientTest, restores_the_memory_mode_in_the_same_write) {
    ASSERT_EQ(connect(), "");
    answer_packet("m", "E14");
    EXPECT_FALSE(client_->read_memory(MemorySpace::physical, 0x80000000, 8));
    EXPECT_EQ(client_->state(), State::idle);
    const auto requests = stub_->requests();
    ASSERT_GE(requests.size(), 3U);
    EXPECT_THAT(std::vector(requests.end() - 3, requests.end()),
                testing::ElementsAre("Qqemu.PhyMemMode:1", "m80000000,8", "Qqemu.PhyMemMode:0"));
}

TEST_F(ClientTest, gives_a_stub_that_just_starts_more_time_than_later) {
    options_.reply_timeout = 50ms;
    options_.start_timeout = 5s;
    stub_->instead = [](std::string_view request) -> std::optional<std::string> {
        if (request.starts_with("qSupported") || request == "qThing") {
            std::this_thread::sleep_for(300ms);
        }
        return std::nullopt;
    };
    ASSERT_EQ(connect(), "");
    EXPECT_THAT(client_->ask("qThing").error().what.english(), HasSubstr("within 50 ms"));
}

TEST_F(ClientTest, gathers_monitor_output) {
    ASSERT_EQ(connect(), "");
    EXPECT_EQ(client_->monitor("info registers").value(), "CPU#0\n V      =   1\n");
    answer_packet("qRcmd", "4869");
    EXPECT_EQ(client_->monitor("x").value(), "Hi");
    answer_packet("qRcmd", "");
    EXPECT_THAT(client_->monitor("x").error().what.english(), HasSubstr("does not support"));
    answer_packet("qRcmd", "nonsense");
    EXPECT_THAT(client_->monitor("x").error().what.english(),
                AllOf(HasSubstr("nonsense"), HasSubstr("monitor command \"x\"")));
}

TEST_F(ClientTest, interrupts_a_step_that_does_not_end) {
    ASSERT_EQ(connect(), "");
    stub_->instead = [this](std::string_view request) -> std::optional<std::string> {
        if (request.starts_with("vCont;s")) {
            return stub_->usual("vCont;c");
        }
        return std::nullopt;
    };
    const auto stop = client_->step(first_hart, {30ms, {}});
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_TRUE(stop->after_timeout);
    EXPECT_EQ(stop->signal, 2);
    EXPECT_EQ(client_->state(), State::idle);
    EXPECT_TRUE(client_->read_general(first_hart));
}

TEST_F(ClientTest, selects_the_thread_only_when_it_changes) {
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(client_->read_general(second_hart));
    ASSERT_TRUE(client_->read_general(second_hart));
    auto requests = stub_->requests();
    EXPECT_EQ(std::count(requests.begin(), requests.end(), "Hgp1.2"), 1);
    ASSERT_TRUE(client_->step(second_hart)); // the stub reports the first hart
    ASSERT_TRUE(client_->read_general(second_hart));
    requests = stub_->requests();
    EXPECT_EQ(std::count(requests.begin(), requests.end(), "Hgp1.2"), 2);
}

TEST_F(ClientTest, selects_the_thread_when_a_batch_is_sent_not_when_it_is_planned) {
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(client_->read_general(second_hart));
    Batch batch;
    client_->add_select_thread(batch, second_hart); // it is the selected one now
    batch.add_read_general();
    ASSERT_TRUE(client_->read_general(first_hart)); // but not any more when the batch goes out
    const std::size_t before = stub_->requests().size();
    ASSERT_TRUE(client_->exchange(batch));
    const auto requests = stub_->requests();
    EXPECT_THAT(std::vector(requests.begin() + static_cast<std::ptrdiff_t>(before), requests.end()),
                testing::ElementsAre("Hgp1.2", "g"));
}

TEST_F(ClientTest, takes_no_thread_for_selected_that_was_only_planned) {
    ASSERT_EQ(connect(), "");
    Batch batch;
    client_->add_select_thread(batch, second_hart);
    batch.clear(); // it never goes out
    ASSERT_TRUE(client_->read_general(second_hart));
    EXPECT_THAT(stub_->requests(), Contains("Hgp1.2"));
}

TEST_F(ClientTest, asks_again_after_a_refused_thread) {
    ASSERT_EQ(connect(), "");
    answer_packet("Hg", "E22");
    EXPECT_THAT(client_->read_general(first_hart).error().what.english(),
                HasSubstr("choosing a thread"));
    stub_->instead = {};
    EXPECT_TRUE(client_->read_general(first_hart));
    const auto requests = stub_->requests();
    EXPECT_EQ(std::count(requests.begin(), requests.end(), "Hgp1.1"), 2);
}

TEST_F(ClientTest, reads_one_register_out_of_all_where_the_stub_has_no_other) {
    ASSERT_EQ(connect(), "");
    answer_packet("p", "");
    const auto ra = client_->read_register(first_hart, "ra");
    ASSERT_TRUE(ra) << ra.error().message();
    EXPECT_EQ(ra->front(), 1);
    EXPECT_THAT(client_->read_register(first_hart, "sstatus").error().what.english(),
                AllOf(HasSubstr("sstatus"), HasSubstr("264 bytes")));
    EXPECT_THAT(client_->read_register(first_hart, "nonesuch").error().what.english(),
                HasSubstr("no register \"nonesuch\""));
}

TEST_F(ClientTest, writes_registers_by_number) {
    ASSERT_EQ(connect(), "");
    const std::vector<std::uint8_t> value{1, 2, 3, 4, 5, 6, 7, 8};
    const RegisterInfo& info = *client_->layout().find("sstatus");
    ASSERT_TRUE(client_->write_register(first_hart, info, value));
    EXPECT_THAT(stub_->requests(), Contains("P142=0102030405060708"));
    EXPECT_FALSE(client_->write_register(first_hart, info, std::span(value).first(4)));
}

TEST_F(ClientTest, sets_the_step_mask_by_the_stubs_own_bits) {
    ASSERT_EQ(connect(), "");
    ASSERT_TRUE(client_->set_step_interrupts(true));
    ASSERT_TRUE(client_->set_step_interrupts(false));
    EXPECT_THAT(stub_->requests(), AllOf(Contains("Qqemu.sstep=1"), Contains("Qqemu.sstep=7")));
}

// --- Stubs that misbehave ------------------------------------------------------------------------

TEST_F(ClientTest, names_replies_that_are_not_what_was_asked_for) {
    ASSERT_EQ(connect(), "");
    answer_packet("m", "0102");
    EXPECT_THAT(read_memory_error(), AllOf(HasSubstr("only 2 bytes"), HasSubstr("m80000000,8")));
    answer_packet("m", "");
    EXPECT_THAT(read_memory_error(), HasSubstr("m80000000,8"));
    answer_packet("m", "E14");
    EXPECT_THAT(read_memory_error(), AllOf(HasSubstr("E14"), HasSubstr("m80000000,8")));
    answer_packet("p", "0102");
    EXPECT_THAT(client_->read_register(first_hart, "sstatus").error().what.english(),
                AllOf(HasSubstr("sstatus"), HasSubstr("64 bits"), HasSubstr("0102")));
    answer_packet("p", "E14");
    EXPECT_THAT(client_->read_register(first_hart, "sstatus").error().what.english(),
                AllOf(HasSubstr("sstatus"), HasSubstr("E14")));
    answer_packet("Z", "E22");
    EXPECT_THAT(
        client_->set_point(PointType::software_breakpoint, 0x80000000, 4).error().what.english(),
        AllOf(HasSubstr("setting a breakpoint at 0x80000000"), HasSubstr("E22")));
    EXPECT_EQ(client_->state(), State::idle) << "a refusal is not the end";
}

TEST_F(ClientTest, notices_a_reply_that_is_missing_among_others) {
    ASSERT_EQ(connect(), "");
    answer("Hg", "");
    const auto registers = client_->read_general(second_hart);
    ASSERT_FALSE(registers);
    EXPECT_THAT(registers.error().what.english(), HasSubstr("Hgp1.2"));
    EXPECT_EQ(client_->state(), State::gone);
}

TEST_F(ClientTest, refuses_a_list_that_has_a_thread_twice) {
    answer_packet("qfThreadInfo", "mp1.1,p1.1");
    EXPECT_THAT(connect(), HasSubstr("list of threads"));
}

TEST_F(ClientTest, refuses_an_endless_list_of_threads) {
    int next = 1;
    stub_->instead = [&next](std::string_view request) -> std::optional<std::string> {
        if (request != "qfThreadInfo" && request != "qsThreadInfo") {
            return std::nullopt;
        }
        std::string list = "m";
        append_hex(list, static_cast<std::uint64_t>(next++));
        return encode_packet(list);
    };
    EXPECT_THAT(connect(), HasSubstr("more than 1024 threads"));
}

TEST_F(ClientTest, refuses_a_list_of_threads_that_is_always_empty) {
    stub_->instead = [](std::string_view request) -> std::optional<std::string> {
        return request.find("ThreadInfo") == 2 ? std::optional(encode_packet("m")) : std::nullopt;
    };
    EXPECT_THAT(connect(), HasSubstr("does not end"));
}

TEST_F(ClientTest, names_a_missing_document) {
    stub_->documents.erase("cpu.xml");
    EXPECT_THAT(connect(), AllOf(HasSubstr("no document \"cpu.xml\""), HasSubstr("E00")));
}

TEST_F(ClientTest, refuses_a_document_without_end) {
    answer_packet("qXfer", "m");
    EXPECT_THAT(connect(), AllOf(HasSubstr("target.xml"), HasSubstr("does not end")));
}

TEST_F(ClientTest, refuses_an_endless_document) {
    answer_packet("qXfer", "m" + std::string(2000, ' '));
    EXPECT_THAT(connect(), AllOf(HasSubstr("target.xml"), HasSubstr("does not end")));
}

TEST_F(ClientTest, refuses_too_many_registers) {
    std::string& xml = stub_->documents["rest.xml"];
    xml = "<feature>";
    for (int i = 0; i < 100'000; ++i) {
        xml += "<reg name='r' bitsize='8'/>";
    }
    xml += "</feature>";
    options_.limits.target_xml.document_bytes = 10'000'000;
    EXPECT_THAT(connect(), HasSubstr("more than 8192 registers"));
}

TEST_F(ClientTest, refuses_an_absurd_packet_size) {
    stub_->supported = "PacketSize=1";
    EXPECT_THAT(connect(), HasSubstr("longest packet"));
}

TEST_F(ClientTest, refuses_a_target_that_has_ended) {
    answer_packet("?", "W00");
    EXPECT_THAT(connect(), HasSubstr("ended already"));
}

/// What a session does, up to its end or an error.
Result<void> session(Client& client) {
    SWITCHSCOPE_TRY(client.read_general(first_hart));
    SWITCHSCOPE_TRY(client.read_memory(MemorySpace::physical, 0x80000000, 5000));
    SWITCHSCOPE_TRY(client.set_point(PointType::software_breakpoint, 0x80000000, 4));
    SWITCHSCOPE_TRY(client.step(first_hart));
    SWITCHSCOPE_TRY(client.monitor("info version"));
    SWITCHSCOPE_TRY(
        client.write_memory(MemorySpace::current, 0x80000000, std::vector<std::uint8_t>(16, 1)));
    Batch batch;
    batch.add_read_general();
    client.add_step(batch, first_hart);
    SWITCHSCOPE_TRY(client.exchange(batch));
    return client.detach();
}

class Misbehaving : public ClientTest {
  protected:
    /// Runs session() against a stub that sends `bytes` instead of its n-th answer, for each n
    /// until the session gets through.
    void at_each_moment(const std::string& bytes, const std::string& expected) {
        int moments = 0;
        for (int n = 0; n < 200; ++n) {
            auto ends = std::move(*make_socket_pair());
            FakeStub stub(std::move(ends.second));
            int seen = 0;
            stub.instead = [&](std::string_view) {
                return seen++ == n ? std::optional(bytes) : std::nullopt;
            };
            stub.start();
            auto client = Client::connect(std::move(ends.first), options_);
            auto done = client ? session(**client) : fail(client.error());
            if (done) {
                EXPECT_GT(moments, 20);
                return;
            }
            ++moments;
            EXPECT_THAT(done.error().what.english(), HasSubstr(expected)) << "at request " << n;
            EXPECT_THAT(done.error().what.english(), HasSubstr("(")) << "does not name the request";
            if (client) {
                EXPECT_EQ((*client)->state(), State::gone);
            }
        }
        FAIL() << "the session never got through";
    }
};

TEST_F(Misbehaving, hangs_up_at_each_moment) {
    at_each_moment(FakeStub::hang_up, "ended while");
}

TEST_F(Misbehaving, falls_silent_at_each_moment) {
    options_.reply_timeout = 200ms;
    options_.interrupt_timeout = 200ms;
    // A resume is not among them: it may take for ever.
    int n = 0;
    for (const char* silent :
         {"qSupported", "?", "vCont?", "qXfer", "qfThreadInfo", "g", "Z0", "qRcmd", "M", "D"}) {
        auto ends = std::move(*make_socket_pair());
        FakeStub stub(std::move(ends.second));
        stub.instead = [&](std::string_view request) {
            return request.starts_with(silent) ? std::optional(std::string()) : std::nullopt;
        };
        stub.start();
        auto client = Client::connect(std::move(ends.first), options_);
        const auto done = client ? session(**client) : fail(client.error());
        ASSERT_FALSE(done) << silent;
        EXPECT_THAT(done.error().what.english(), AllOf(HasSubstr("did not answer within 200 ms"),
                                                       HasSubstr(std::string("(") + silent)));
        ++n;
    }
    EXPECT_EQ(n, 10);
}

TEST_F(Misbehaving, sends_an_endless_packet_at_each_moment) {
    options_.packet_limit = 10'000;
    at_each_moment("$" + std::string(20'000, 'x'), "longer than 10000 bytes");
}

TEST_F(Misbehaving, sends_nonsense_at_each_moment_without_harm) {
    options_.reply_timeout = 40ms;
    options_.interrupt_timeout = 40ms;
    for (const char* nonsense : {"nonsense", "O", "E01", "", "l", "m", "T05", "OK", "F1", "xx"}) {
        for (int n = 0; n < 30; ++n) {
            auto ends = std::move(*make_socket_pair());
            FakeStub stub(std::move(ends.second));
            int seen = 0;
            stub.instead = [&](std::string_view) {
                return seen++ == n ? std::optional(encode_packet(nonsense)) : std::nullopt;
            };
            stub.start();
            auto client = Client::connect(std::move(ends.first), options_);
            if (client) {
                // The stop reply of a step may have become nonsense: its patience ends it.
                std::stop_source cancel;
                (void)(*client)->read_general(first_hart);
                (void)(*client)->step(first_hart, {20ms, cancel.get_token()});
                (void)(*client)->monitor("x");
            }
        }
    }
}

TEST(ClientOverMemory, carries_a_whole_session) {
    auto ends = make_memory_pair();
    FakeStub stub(std::move(ends.second));
    stub.start();
    auto client = Client::connect(std::move(ends.first));
    ASSERT_TRUE(client) << client.error().message();
    const auto done = session(**client);
    EXPECT_TRUE(done) << done.error().message();
}

} // namespace
} // namespace switchscope::gdb
