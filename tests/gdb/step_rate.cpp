// SPDX-License-Identifier: MIT
// Steps per second over the remote protocol: a bare loop of `vCont;s`, against exchanges that read
// what the view of a world switch needs. Run by hand: gdb_step_rate [steps] [tcp]
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "child.h"
#include "gdb/remote_target.h"

using namespace switchscope;
using namespace switchscope::gdb;

namespace {

using Seconds = std::chrono::duration<double>;

/// The least that a client can do: it sends a packet and waits for the `#xx` of the reply.
double bare_loop(const Address& address, int steps) {
    ConnectOptions how;
    how.retry_until = Clock::now() + std::chrono::seconds(5);
    auto transport = connect_to(address, how);
    if (!transport) {
        std::fprintf(stderr, "%s\n", transport.error().message().c_str());
        std::exit(1);
    }
    std::array<std::uint8_t, 4096> buffer{};
    const auto ask = [&](const std::string& request) {
        (void)(*transport)->write_all(request, no_deadline);
        std::size_t tail = 0; // bytes seen of "#xx"
        while (tail < 3) {
            auto read = (*transport)->read_some(buffer, no_deadline);
            if (!read || read->status != ReadOutcome::Status::data) {
                std::exit(1);
            }
            for (std::size_t i = 0; i < read->size; ++i) {
                tail = buffer[i] == '#' ? 1 : (tail == 0 ? 0 : tail + 1);
            }
        }
    };
    ask(encode_packet("qSupported:multiprocess+"));
    ask(encode_packet("?"));
    const std::string step = encode_packet("vCont;s:p1.1");
    const auto begin = Clock::now();
    for (int i = 0; i < steps; ++i) {
        ask(step);
    }
    return steps / Seconds(Clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv) {
    const int steps = argc > 1 ? std::atoi(argv[1]) : 10000;
    const bool tcp = argc > 2;
    const test::TempDir dir;
    const std::uint16_t port = tcp ? test::free_port() : std::uint16_t{0};
    test::Child qemu(test::qemu_arguments(dir, 1, port));
    Address address;
    address.kind = tcp ? Address::Kind::tcp : Address::Kind::unix_socket;
    address.host = "127.0.0.1";
    address.port = port;
    address.path = dir.file("gdb");
    std::printf("bare loop of vCont;s              %8.0f steps/s\n", bare_loop(address, steps));

    RemoteTargetOptions options;
    options.retry_for = std::chrono::seconds(5);
    auto target = RemoteTarget::connect(address.text(), options);
    if (!target) {
        std::fprintf(stderr, "%s\n", target.error().message().c_str());
        return 1;
    }
    const auto measure = [&](const char* what, const Request& request) {
        const auto begin = Clock::now();
        for (int i = 0; i < steps; ++i) {
            if (auto reply = (*target)->exchange(request); !reply) {
                std::fprintf(stderr, "%s\n", reply.error().message().c_str());
                std::exit(1);
            }
        }
        std::printf("%-32s  %8.0f exchanges/s\n", what,
                    steps / Seconds(Clock::now() - begin).count());
    };
    Request request;
    request.resume = Resume::step;
    measure("step", request);
    request.memory = {{AddressSpace::current, test::TinyProgram::data, 8}};
    measure("8 bytes + step", request);
    request.gprs = true;
    measure("g + 8 bytes + step", request);
    request.memory[0].size = 1024;
    measure("g + 1 KiB + step", request);
    request.memory[0].space = AddressSpace::physical;
    measure("g + 1 KiB physical + step", request);
    request.memory.clear();
    for (std::size_t i = 0; i < 30; ++i) {
        request.registers.push_back(i);
    }
    measure("g + 30 registers + step", request);
    request.registers.clear();
    request.resume = Resume::none;
    measure("g alone", request);
    if (auto done = (*target)->kill(); !done) {
        std::fprintf(stderr, "%s\n", done.error().message().c_str());
    }
    return 0;
}
