// SPDX-License-Identifier: MIT
#include "gdb/transport.h"

#include <array>
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "child.h"

namespace switchscope::gdb {
namespace {

using namespace std::chrono_literals;
using Status = ReadOutcome::Status;
using testing::HasSubstr;
using Ends = std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>;

Ends memory_ends() {
    return make_memory_pair();
}
Ends socket_ends() {
    return *make_socket_pair();
}
Ends pipe_ends() {
    int there[2];
    int back[2];
    EXPECT_EQ(pipe(there), 0);
    EXPECT_EQ(pipe(back), 0);
    return {make_fd_transport(back[0], there[1], "pipe"),
            make_fd_transport(there[0], back[1], "pipe")};
}

std::string read_all(Transport& transport, std::size_t size) {
    std::array<std::uint8_t, 7> buffer{};
    std::string out;
    while (out.size() < size) {
        const auto read = transport.read_some(buffer, Clock::now() + 5s);
        if (!read || read->status != Status::data) {
            break;
        }
        out.append(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(read->size));
    }
    return out;
}

class EveryTransport : public testing::TestWithParam<Ends (*)()> {
  protected:
    Ends ends_ = GetParam()();
    std::array<std::uint8_t, 16> buffer_{};
};

TEST_P(EveryTransport, carries_bytes_both_ways) {
    ASSERT_TRUE(ends_.first->write_all("hello there", Clock::now() + 1s));
    EXPECT_EQ(read_all(*ends_.second, 11), "hello there");
    ASSERT_TRUE(ends_.second->write_all("back", Clock::now() + 1s));
    EXPECT_EQ(read_all(*ends_.first, 4), "back");
}

TEST_P(EveryTransport, times_out) {
    const auto begin = Clock::now();
    const auto read = ends_.first->read_some(buffer_, Clock::now() + 30ms);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->status, Status::timed_out);
    EXPECT_GE(Clock::now() - begin, 29ms);
}

TEST_P(EveryTransport, is_woken_from_another_thread) {
    std::jthread waker([this] {
        std::this_thread::sleep_for(20ms);
        ends_.first->wake();
    });
    const auto read = ends_.first->read_some(buffer_, no_deadline);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->status, Status::woken);
    waker.join();
    EXPECT_EQ(ends_.first->read_some(buffer_, Clock::now() + 5ms)->status, Status::timed_out);
}

TEST_P(EveryTransport, remembers_a_wake_up_that_nobody_waited_for) {
    ends_.first->wake();
    EXPECT_EQ(ends_.first->read_some(buffer_, no_deadline)->status, Status::woken);
}

TEST_P(EveryTransport, reports_a_hang_up_and_survives_writing_after_it) {
    ends_.second.reset();
    EXPECT_EQ(ends_.first->read_some(buffer_, no_deadline)->status, Status::closed);
    Result<void> written;
    for (int i = 0; i < 3 && written; ++i) {
        written = ends_.first->write_all("x", Clock::now() + 1s);
    }
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().what.english(), HasSubstr("ended"));
}

TEST_P(EveryTransport, fails_politely_after_it_was_closed) {
    ends_.first->close();
    EXPECT_EQ(ends_.first->read_some(buffer_, no_deadline)->status, Status::closed);
    EXPECT_FALSE(ends_.first->write_all("x", Clock::now() + 1s));
    ends_.first->wake();
}

std::string kind_name(const testing::TestParamInfo<Ends (*)()>& kind) {
    return kind.index == 0 ? "memory" : kind.index == 1 ? "socket" : "pipe";
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryTransport,
                         testing::Values(memory_ends, socket_ends, pipe_ends), kind_name);

TEST(SocketTransport, gives_up_writing_at_the_deadline) {
    auto ends = socket_ends();
    const auto written = ends.first->write_all(std::string(10'000'000, 'x'), Clock::now() + 50ms);
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().what.english(), HasSubstr("did not take"));
}

TEST(PipeTransport, leaves_the_signal_mask_as_it_was) {
    sigset_t before;
    sigset_t after;
    pthread_sigmask(SIG_SETMASK, nullptr, &before);
    auto ends = pipe_ends();
    ends.second.reset();
    EXPECT_FALSE(ends.first->write_all("x", Clock::now() + 1s));
    pthread_sigmask(SIG_SETMASK, nullptr, &after);
    EXPECT_EQ(sigismember(&before, SIGPIPE), sigismember(&after, SIGPIPE));
}

TEST(Addresses, are_read) {
    EXPECT_EQ(parse_address("unix:/run/a b")->path, "/run/a b");
    EXPECT_EQ(parse_address("tcp:localhost:1234")->port, 1234);
    EXPECT_EQ(parse_address("tcp:localhost:1234")->host, "localhost");
    EXPECT_EQ(parse_address(":1234")->host, "localhost");
    EXPECT_EQ(parse_address("[::1]:1")->host, "::1");
    for (const char* text : {"unix:/a", "localhost:1234", "[::1]:80"}) {
        EXPECT_EQ(parse_address(text)->text(), text);
    }
    for (const char* bad :
         {"", "host", "host:", "host:0", "host:65536", "host:12x", "::1:1", "unix:"}) {
        const auto address = parse_address(bad);
        ASSERT_FALSE(address) << bad;
        EXPECT_THAT(address.error().what.english(), HasSubstr(bad));
        EXPECT_FALSE(address.error().remedy.empty());
    }
}

TEST(Connecting, names_the_address_that_nobody_listens_on) {
    const test::TempDir dir;
    Address address{Address::Kind::unix_socket, dir.file("none"), {}, 0};
    auto transport = connect_to(address);
    ASSERT_FALSE(transport);
    EXPECT_THAT(transport.error().what.english(), HasSubstr(dir.file("none")));
    address = {Address::Kind::tcp, {}, "127.0.0.1", test::free_port()};
    transport = connect_to(address);
    ASSERT_FALSE(transport);
    EXPECT_THAT(transport.error().what.english(), HasSubstr(address.text()));
    address.path = std::string(200, 'a');
    address.kind = Address::Kind::unix_socket;
    EXPECT_THAT(connect_to(address).error().what.english(), HasSubstr("longer than"));
}

TEST(Connecting, waits_for_a_socket_that_is_not_there_yet) {
    const test::TempDir dir;
    const std::string path = dir.file("late");
    std::jthread server([&] {
        std::this_thread::sleep_for(100ms);
        const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        path.copy(where.sun_path, sizeof where.sun_path - 1);
        bind(fd, reinterpret_cast<const sockaddr*>(&where), sizeof where);
        listen(fd, 1);
        const int peer = accept(fd, nullptr, nullptr);
        close(peer);
        close(fd);
    });
    ConnectOptions options;
    options.retry_until = Clock::now() + 5s;
    const auto transport = connect_to({Address::Kind::unix_socket, path, {}, 0}, options);
    ASSERT_TRUE(transport) << transport.error().message();
    std::array<std::uint8_t, 4> buffer{};
    EXPECT_EQ((*transport)->read_some(buffer, Clock::now() + 5s)->status, Status::closed);
}

} // namespace
} // namespace switchscope::gdb
