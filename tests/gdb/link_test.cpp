// SPDX-License-Identifier: MIT
// The link alone, over memory and without a stub: a test writes what a stub would send before it
// asks, or when it sees a write. So nothing here depends on threads or on time, but for the
// deadlines.
#include "gdb/link.h"

#include <algorithm>
#include <array>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using State = Link::State;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* damaged = "$00#ff";
constexpr const char* stopped = "T05thread:p01.01;";

/// A memory transport that keeps each write, and calls `after_write` with it.
class RecordingTransport final : public Transport {
  public:
    explicit RecordingTransport(std::unique_ptr<Transport> inner) : inner_(std::move(inner)) {}

    std::vector<std::string> writes;
    std::function<void(std::string_view)> after_write;

    Result<void> write_all(std::string_view bytes, Deadline deadline) override {
        writes.emplace_back(bytes);
        auto done = inner_->write_all(bytes, deadline);
        if (after_write) {
            after_write(bytes);
        }
        return done;
    }
    Result<ReadOutcome> read_some(std::span<std::uint8_t> buffer, Deadline deadline) override {
        return inner_->read_some(buffer, deadline);
    }
    void wake() override { inner_->wake(); }
    void close() override { inner_->close(); }
    const std::string& name() const override { return inner_->name(); }

  private:
    std::unique_ptr<Transport> inner_;
};

class LinkTest : public testing::Test {
  protected:
    LinkTest() {
        options_.reply_timeout = 5s;
        options_.interrupt_timeout = 5s;
    }

    /// Made when it is first used, with the options as they are then.
    Link& link() {
        if (!link_) {
            auto ends = make_memory_pair();
            auto mine = std::make_unique<RecordingTransport>(std::move(ends.first));
            transport_ = mine.get();
            stub_ = std::move(ends.second);
            link_ = std::make_unique<Link>(std::move(mine), options_);
            link_->set_acks(Acks::implicit);
        }
        return *link_;
    }
    const std::vector<std::string>& writes() { return transport_->writes; }

    /// What the stub sends, byte by byte as it is.
    void stub_sends(const std::string& bytes) {
        link();
        ASSERT_TRUE(stub_->write_all(bytes, no_deadline));
    }
    void stub_sends_packet(const std::string& payload) { stub_sends(encode_packet(payload)); }
    /// What the stub sends when the link has written `bytes`.
    void stub_answers(const std::string& bytes, const std::string& payload) {
        link();
        transport_->after_write = [this, bytes, payload](std::string_view written) {
            if (written == bytes) {
                stub_sends_packet(payload);
            }
        };
    }

    /// The error of reading two bytes; empty where there is none.
    std::string error_of_reading() {
        Batch batch;
        batch.add_read_memory(0x80000000, 2);
        const auto done = link().exchange(batch);
        return done ? "" : done.error().message();
    }
    /// The stop behind a `vCont;c`.
    Result<StopReply> resume(const RunOptions& run = {}) {
        Batch batch;
        batch.add_resume("vCont;c");
        const auto stop = SWITCHSCOPE_TRY(link().exchange(batch, run));
        EXPECT_TRUE(stop);
        return stop.value_or(StopReply{});
    }
    std::vector<std::string> log_texts() {
        std::vector<std::string> texts;
        for (const PacketLogEntry& entry : link().log().entries()) {
            texts.push_back(entry.text);
        }
        return texts;
    }

    LinkOptions options_;
    std::unique_ptr<Link> link_;
    RecordingTransport* transport_ = nullptr;
    std::unique_ptr<Transport> stub_;
};

const std::string read_request = encode_packet("m80000000,2");
const std::string resume_request = encode_packet("vCont;c");

// --- Requests and replies ------------------------------------------------------------------------

TEST_F(LinkTest, sends_all_requests_in_one_write_with_the_resume_last) {
    Batch batch;
    const std::size_t g = batch.add_read_general();
    const std::size_t m = batch.add_read_memory(0x80000000, 2);
    batch.add_resume("vCont;s:p1.1");
    stub_sends_packet("0011223344556677");
    stub_sends_packet("0102");
    stub_sends_packet(stopped);
    const auto stop = link().exchange(batch, {0ms, {}, true});
    ASSERT_TRUE(stop) << stop.error().message();
    ASSERT_TRUE(*stop);
    EXPECT_EQ((*stop)->signal, 5);
    EXPECT_EQ(batch.reply(g), "0011223344556677");
    EXPECT_EQ(batch.reply(m), "0102");
    EXPECT_THAT(writes(),
                ElementsAre(encode_packet("g") + read_request + encode_packet("vCont;s:p1.1")))
        << "whatever follows a resume could stop the target";
    EXPECT_EQ(link().state(), State::idle);
}

TEST_F(LinkTest, leaves_a_selection_out_that_is_not_needed) {
    Batch batch;
    batch.add_selection("Hgp1.2", {1, 2});
    batch.add_read_memory(0x80000000, 2);
    batch.skip_selection();
    stub_sends_packet("0102");
    ASSERT_TRUE(link().exchange(batch));
    EXPECT_THAT(writes(), ElementsAre(read_request));
    EXPECT_EQ(batch.reply(1), "0102");
}

TEST_F(LinkTest, keeps_a_refusal_and_an_unknown_request_apart) {
    Batch batch;
    const std::size_t refused = batch.add_read_memory(0, 2);
    const std::size_t unknown = batch.add("qNothing");
    stub_sends_packet("E14");
    stub_sends_packet("");
    ASSERT_TRUE(link().exchange(batch));
    EXPECT_TRUE(batch.refused(refused));
    EXPECT_FALSE(batch.unsupported(refused));
    EXPECT_TRUE(batch.unsupported(unknown));
    EXPECT_FALSE(batch.refused(unknown));
    EXPECT_THAT(link().refusal(batch, refused).value().what.english(),
                AllOf(HasSubstr("reading 2 bytes at 0x0 (m0,2)"), HasSubstr("\"E14\"")));
    EXPECT_THAT(link().refusal(batch, unknown).value().what.english(),
                HasSubstr("does not support"));
    EXPECT_EQ(link().state(), State::idle);
}

TEST_F(LinkTest, ends_the_connection_where_a_reply_cannot_belong_to_the_request) {
    for (const std::string& reply :
         {std::string("010"), std::string("zzzz"), std::string("010203"), std::string("OK")}) {
        link_.reset();
        stub_sends_packet(reply);
        EXPECT_THAT(error_of_reading(),
                    AllOf(HasSubstr("sent \"" + reply + "\""), HasSubstr("does not answer"),
                          HasSubstr("reading 2 bytes at 0x80000000 (m80000000,2)"),
                          HasSubstr("connect again")));
        EXPECT_EQ(link().state(), State::gone);
    }
}

TEST_F(LinkTest, gathers_the_text_of_a_monitor_command) {
    stub_sends_packet("O4865");
    stub_sends_packet("O6c6c6f");
    stub_sends_packet("OK");
    EXPECT_EQ(link().ask("qRcmd,78").value(), "Hello");
    stub_sends_packet("4869");
    EXPECT_EQ(link().ask("qRcmd,78").value(), "Hi");
}

TEST_F(LinkTest, bounds_the_text_of_a_monitor_command) {
    options_.monitor_limit = 1000;
    for (int i = 0; i < 1000; ++i) {
        stub_sends_packet("O4869");
    }
    EXPECT_THAT(link().ask("qRcmd,78").error().what.english(),
                AllOf(HasSubstr("more than 1000 bytes"), HasSubstr("monitor command \"x\"")));
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, refuses_a_packet_past_the_limit) {
    options_.packet_limit = 10'000;
    stub_sends("$" + std::string(20'000, '0'));
    EXPECT_THAT(error_of_reading(), AllOf(HasSubstr("longer than 10000 bytes"),
                                          HasSubstr("reading 2 bytes at 0x80000000")));
    EXPECT_EQ(link().state(), State::gone);
}

// --- Acknowledgements ----------------------------------------------------------------------------

TEST_F(LinkTest, acknowledges_each_reply_and_sends_one_request_at_a_time) {
    link().set_acks(Acks::each);
    Batch batch;
    batch.add_read_memory(0x80000000, 2);
    batch.add_read_memory(0x80000000, 2);
    batch.add_resume("vCont;c");
    stub_sends("+" + encode_packet("0102") + "+" + encode_packet("0304") + "+" +
               encode_packet(stopped));
    ASSERT_TRUE(link().exchange(batch));
    EXPECT_THAT(writes(), ElementsAre(read_request, "+", read_request, "+", resume_request, "+"));
}

TEST_F(LinkTest, sends_no_sign_where_none_is_wanted) {
    for (const Acks acks : {Acks::implicit, Acks::none}) {
        link_.reset();
        link().set_acks(acks);
        stub_sends_packet("0102");
        EXPECT_EQ(error_of_reading(), "");
        EXPECT_THAT(writes(), ElementsAre(read_request));
    }
}

TEST_F(LinkTest, sends_a_request_again_that_the_stub_did_not_understand) {
    stub_sends("-" + encode_packet("0102"));
    EXPECT_EQ(error_of_reading(), "");
    EXPECT_THAT(writes(), ElementsAre(read_request, read_request));
}

TEST_F(LinkTest, gives_up_on_a_request_that_the_stub_never_understands) {
    stub_sends("----");
    EXPECT_THAT(error_of_reading(),
                AllOf(HasSubstr("received a damaged packet while reading 2 bytes"),
                      HasSubstr("Check the connection")));
    EXPECT_EQ(writes().size(), 4U);
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, sends_no_request_again_while_others_wait_for_their_replies) {
    Batch batch;
    batch.add_read_memory(0x80000000, 2);
    batch.add_read_memory(0x80000000, 2);
    stub_sends("-");
    EXPECT_FALSE(link().exchange(batch));
    EXPECT_EQ(writes().size(), 1U) << "which of the two is meant is not known";
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, ignores_naks_in_no_ack_mode) {
    link().set_acks(Acks::none);
    stub_sends("-" + encode_packet("0102"));
    EXPECT_EQ(error_of_reading(), "");
    EXPECT_THAT(writes(), ElementsAre(read_request));
}

// --- Damage --------------------------------------------------------------------------------------

TEST_F(LinkTest, asks_again_for_a_damaged_reply) {
    stub_sends(damaged + encode_packet("0102"));
    EXPECT_EQ(link().ask("m80000000,2").value(), "0102");
    EXPECT_THAT(writes(), ElementsAre(read_request, "-"));
}

TEST_F(LinkTest, gives_up_on_a_reply_that_stays_damaged) {
    stub_sends(std::string(damaged) + damaged + damaged + damaged);
    EXPECT_THAT(error_of_reading(),
                AllOf(HasSubstr("wrong checksum"), HasSubstr("reading 2 bytes at 0x80000000"),
                      HasSubstr("Check the connection")));
    EXPECT_THAT(writes(), ElementsAre(read_request, "-", "-", "-"));
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, asks_for_no_damaged_reply_again_while_others_are_due) {
    Batch batch;
    batch.add_read_memory(0x80000000, 2);
    batch.add_read_memory(0x80000000, 2);
    stub_sends(damaged);
    EXPECT_FALSE(link().exchange(batch));
    EXPECT_EQ(writes().size(), 1U);
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, gives_up_on_a_damaged_reply_in_no_ack_mode) {
    link().set_acks(Acks::none);
    stub_sends(damaged);
    EXPECT_THAT(error_of_reading(), HasSubstr("wrong checksum"));
    EXPECT_THAT(writes(), ElementsAre(read_request));
}

TEST_F(LinkTest, asks_again_for_a_damaged_stop) {
    stub_sends("$T05#00" + encode_packet(stopped));
    const auto stop = resume();
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_EQ(stop->signal, 5);
    EXPECT_THAT(writes(), ElementsAre(resume_request, "-"));
}

// --- Silence -------------------------------------------------------------------------------------

TEST_F(LinkTest, gives_up_on_a_silent_stub) {
    options_.reply_timeout = 30ms;
    EXPECT_THAT(error_of_reading(),
                HasSubstr("memory did not answer within 30 ms while reading 2 bytes at 0x80000000 "
                          "(m80000000,2)"));
    EXPECT_EQ(link().state(), State::gone);
    EXPECT_THAT(error_of_reading(), HasSubstr("has ended before: memory did not answer"));
    EXPECT_EQ(writes().size(), 1U);
}

TEST_F(LinkTest, gives_up_on_a_stub_that_sends_everything_but_an_answer) {
    options_.reply_timeout = 100ms;
    for (int i = 0; i < 1000; ++i) {
        stub_sends("+" + encode_packet(stopped));
    }
    EXPECT_THAT(error_of_reading(), HasSubstr("while reading 2 bytes"));
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, interrupts_a_target_that_runs_for_too_long) {
    stub_answers("\x03", "T02thread:p01.01;");
    const auto stop = resume({20ms, {}, false});
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_EQ(stop->signal, 2);
    EXPECT_TRUE(stop->after_interrupt);
    EXPECT_TRUE(stop->after_timeout);
    EXPECT_THAT(writes(), ElementsAre(resume_request, "\x03"));
    EXPECT_EQ(link().state(), State::idle);
}

TEST_F(LinkTest, interrupts_a_target_when_it_is_asked_to) {
    stub_answers("\x03", "T02thread:p01.01;");
    std::stop_source cancel;
    cancel.request_stop();
    const auto stop = resume({0ms, cancel.get_token(), false});
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_TRUE(stop->after_interrupt);
    EXPECT_FALSE(stop->after_timeout);
    EXPECT_THAT(writes(), ElementsAre(resume_request, "\x03"));
}

TEST_F(LinkTest, gives_up_on_a_target_that_does_not_stop) {
    options_.interrupt_timeout = 50ms;
    const auto stop = resume({20ms, {}, false});
    ASSERT_FALSE(stop);
    EXPECT_THAT(stop.error().what.english(),
                HasSubstr("did not stop within 50 ms after it was interrupted while continuing"));
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, ends_when_the_making_of_the_connection_is_cancelled) {
    std::stop_source cancel;
    cancel.request_stop();
    options_.cancel = cancel.get_token();
    EXPECT_THAT(error_of_reading(), HasSubstr("cancelled while reading 2 bytes"));
    EXPECT_EQ(link().state(), State::gone);
    link_.reset();
    link().ignore_cancel();
    stub_sends_packet("0102");
    EXPECT_EQ(error_of_reading(), "");
}

// --- Stops ---------------------------------------------------------------------------------------

TEST_F(LinkTest, drops_a_stop_in_front_of_a_reply) {
    stub_sends_packet("T02thread:p01.01;");
    stub_sends_packet("0102");
    EXPECT_EQ(link().ask("m80000000,2").value(), "0102");
    EXPECT_THAT(log_texts(), Contains("nothing had been resumed: dropped"));
}

TEST_F(LinkTest, drops_packets_behind_the_last_reply) {
    stub_sends_packet("0102");
    stub_sends_packet("T02thread:p01.01;");
    stub_sends_packet("0909");
    EXPECT_EQ(link().ask("m80000000,2").value(), "0102");
    stub_sends_packet("0304");
    EXPECT_EQ(link().ask("m80000000,2").value(), "0304") << "no reply is shifted";
    EXPECT_THAT(log_texts(), Contains("nothing had been asked: dropped"));
}

TEST_F(LinkTest, ends_where_the_target_ends_unasked) {
    stub_sends_packet("W00");
    EXPECT_THAT(error_of_reading(), HasSubstr("the target ended (W00) while reading 2 bytes"));
    EXPECT_EQ(link().state(), State::gone);
    link_.reset();
    stub_sends(encode_packet("0102") + encode_packet("X09"));
    EXPECT_EQ(error_of_reading(), "");
    EXPECT_THAT(error_of_reading(), HasSubstr("the target has ended (X09)"));
    EXPECT_EQ(link().state(), State::gone);
}

TEST_F(LinkTest, reports_the_end_of_a_running_target_as_a_stop) {
    stub_sends_packet("W07");
    const auto stop = resume();
    ASSERT_TRUE(stop) << stop.error().message();
    EXPECT_EQ(stop->kind, StopReply::Kind::exited);
    EXPECT_EQ(stop->signal, 7);
    EXPECT_EQ(link().state(), State::gone);
    EXPECT_THAT(error_of_reading(), HasSubstr("W07"));
}

TEST_F(LinkTest, keeps_the_connection_where_a_resume_is_refused) {
    stub_sends_packet("E22");
    auto stop = resume();
    ASSERT_FALSE(stop);
    EXPECT_THAT(stop.error().what.english(), AllOf(HasSubstr("E22"), HasSubstr("continuing")));
    EXPECT_EQ(link().state(), State::idle);
    stub_sends_packet("");
    stop = resume();
    ASSERT_FALSE(stop);
    EXPECT_THAT(stop.error().what.english(), HasSubstr("does not support continuing"));
    EXPECT_EQ(link().state(), State::idle);
}

TEST_F(LinkTest, answers_file_requests_and_passes_output_on) {
    std::string printed;
    link().on_console([&](std::string_view text) { printed += text; });
    stub_sends_packet("O4869");
    stub_sends_packet("Fwrite,1,2,3");
    stub_sends_packet(stopped);
    ASSERT_TRUE(resume());
    EXPECT_EQ(printed, "Hi");
    EXPECT_THAT(writes(), ElementsAre(resume_request, encode_packet("F-1,270f")));
}

// --- The end -------------------------------------------------------------------------------------

TEST_F(LinkTest, reports_what_was_under_way_when_the_stub_hangs_up) {
    link();
    stub_->close();
    EXPECT_THAT(error_of_reading(), HasSubstr("the connection to memory has ended while reading"));
    EXPECT_EQ(link().state(), State::gone);
    link_.reset();
    link();
    transport_->after_write = [this](std::string_view) { stub_->close(); };
    const auto stop = resume();
    ASSERT_FALSE(stop);
    EXPECT_THAT(stop.error().what.english(), HasSubstr("ended while continuing"));
}

TEST_F(LinkTest, asks_what_became_of_the_program_at_the_other_end) {
    options_.explain_end = [](Error error) {
        return Error{en("%1 (QEMU crashed)")(error.what), error.remedy};
    };
    link();
    stub_->close();
    EXPECT_THAT(error_of_reading(), HasSubstr("(QEMU crashed)"));
    EXPECT_THAT(error_of_reading(), HasSubstr("(QEMU crashed)")) << "later as well";
}

TEST_F(LinkTest, hangs_up_without_a_word) {
    link().hang_up();
    EXPECT_EQ(link().state(), State::gone);
    EXPECT_THAT(error_of_reading(), HasSubstr("has ended before: hung up"));
    EXPECT_THAT(writes(), IsEmpty());
}

TEST_F(LinkTest, kills_the_target) {
    for (const char* answer : {"OK", "X09"}) {
        link_.reset();
        stub_answers(encode_packet("k"), answer);
        EXPECT_TRUE(link().kill());
        EXPECT_EQ(link().state(), State::gone);
    }
    link_.reset();
    link();
    transport_->after_write = [this](std::string_view) { stub_->close(); };
    EXPECT_TRUE(link().kill()) << "QEMU ends without an answer";
    EXPECT_FALSE(link().kill()) << "it has ended before";
}

TEST_F(LinkTest, reports_a_target_that_does_not_end_when_killed) {
    options_.reply_timeout = 30ms;
    const auto done = link().kill();
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().what.english(), HasSubstr("did not end within 30 ms"));
    EXPECT_EQ(link().state(), State::gone);
}

// --- The log -------------------------------------------------------------------------------------

TEST_F(LinkTest, keeps_the_last_packets_in_a_log) {
    options_.log_capacity = 4;
    std::vector<std::string> observed;
    link().log().observe([&](const PacketLogEntry& entry) { observed.push_back(entry.text); });
    for (int i = 0; i < 3; ++i) {
        stub_sends_packet("0001");
        EXPECT_EQ(error_of_reading(), "");
    }
    EXPECT_EQ(observed, (std::vector<std::string>{"m80000000,2", "0001", "m80000000,2", "0001",
                                                  "m80000000,2", "0001"}));
    const auto entries = link().log().entries();
    ASSERT_EQ(entries.size(), 4U);
    EXPECT_EQ(entries.back().text, "0001");
    EXPECT_EQ(entries.back().sequence, link().log().count() - 1);
    EXPECT_EQ(entries[2].direction, PacketLogEntry::Direction::sent);
    EXPECT_EQ(entries[3].direction, PacketLogEntry::Direction::received);
    EXPECT_LE(entries[2].since_connect, entries[3].since_connect);
}

} // namespace
} // namespace switchscope::gdb
