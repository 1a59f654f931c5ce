// SPDX-License-Identifier: MIT
// A running Linux that is attached to: how long until the first step is there, and whose time that
// is; and how fast it is stepped beside the bare protocol. attach_bench [ROUNDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/machines/open_target.h"
#include "core/image/image.h"
#include "gdb/remote_target.h"
#include "tests/bench/measure.h"
#include "tests/support/listening_machine.h"

namespace switchscope::bench {
namespace {

using test::ListeningMachine;

struct Counter final : SessionListener {
    std::size_t steps = 0;
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step& step) override {
        steps += step.kind == Step::Kind::instruction ? 1u : 0u;
    }
};

/// Milliseconds since `start`, which becomes now.
double lap(Clock::time_point& start) {
    const auto now = Clock::now();
    const double taken = std::chrono::duration<double, std::milli>(now - start).count();
    start = now;
    return taken;
}

std::unique_ptr<gdb::RemoteTarget> connect_to(const ListeningMachine& machine) {
    gdb::RemoteTargetOptions options;
    options.parting = gdb::Parting::let_run;
    return must(gdb::RemoteTarget::connect(machine.address(), options));
}

struct Opening {
    std::vector<double> image, routine, connection, arrival, step, all;
};

void open_once(const ListeningMachine& machine, Opening& times) {
    const auto begin = Clock::now();
    auto at = begin;
    const auto image = must(Image::open(machine.image()));
    times.image.push_back(lap(at));
    auto code = must(find_switch_code(*image, {}));
    times.routine.push_back(lap(at));
    auto target = connect_to(machine);
    times.connection.push_back(lap(at));
    auto session =
        must(LiveSession::open(std::move(target), *image, std::move(code), {}, nullptr, {}));
    times.arrival.push_back(lap(at));
    Counter counter;
    must(session->advance(Stride::instruction, counter, {}));
    times.step.push_back(lap(at));
    times.all.push_back(std::chrono::duration<double, std::milli>(at - begin).count());
}

double bare(const ListeningMachine& machine) {
    auto session = must(LiveSession::open(connect_to(machine), *must(Image::open(machine.image())),
                                          {}, nullptr, {}));
    Request step;
    step.resume = Resume::step;
    std::size_t steps = 0;
    const auto start = Clock::now();
    while (seconds_since(start) < 2.0) {
        must(session->target().exchange(step));
        ++steps;
    }
    return static_cast<double>(steps) / seconds_since(start);
}

/// The routine of every switch, and the guest, instruction by instruction; C code runs.
double ours(const ListeningMachine& machine) {
    auto session = must(LiveSession::open(connect_to(machine), *must(Image::open(machine.image())),
                                          {}, nullptr, {}));
    Counter counter;
    double seconds = 0;
    while (seconds < 2.0) {
        const auto start = Clock::now();
        must(session->advance(Stride::half, counter, {}));  // to the guest
        must(session->advance(Stride::macro, counter, {})); // which exits
        must(session->advance(Stride::half, counter, {}));  // back to C
        seconds += seconds_since(start);
        must(session->advance(Stride::world_switch, counter, {}));
    }
    return static_cast<double>(counter.steps) / seconds;
}

void run(int rounds) {
    const auto machine = ListeningMachine::linux_kvm();
    if (!machine) {
        std::printf("%s\n", test::LinuxMachine::missing);
        return;
    }
    {
        app::TargetSpec booting;
        booting.kind = app::TargetSpec::Kind::attach;
        booting.address = machine->address();
        booting.image = machine->image();
        booting.skip = 20;
        must(app::open_target(booting, {}));
    }
    Opening times;
    std::vector<Contestant> all{
        {"bare vCont;s loop, nothing read", [&] { return bare(*machine); }, {}},
        {"switchscope, every effect, checked", [&] { return ours(*machine); }, {}}};
    for (int round = 0; round < rounds; ++round) {
        open_once(*machine, times);
        for (Contestant& one : all) {
            one.rates.push_back(one.measure());
        }
    }
    std::printf("A running Linux 6.1, attached to: from the start to the first step, %d rounds\n\n",
                rounds);
    std::printf("| what | whose time | ms (median) | max |\n|---|---|---:|---:|\n");
    const auto row = [&](const char* what, const char* whose, const std::vector<double>& values) {
        std::printf("| %s | %s | %.1f | %.1f |\n", what, whose, median(values),
                    *std::ranges::max_element(values));
    };
    row("open vmlinux", "ours", times.image);
    row("find routine, line rows and struct", "ours", times.routine);
    row("connect, read target.xml", "both", times.connection);
    row("run to a world switch, read all", "QEMU's", times.arrival);
    row("the first step", "both", times.step);
    row("all of it", "", times.all);
    std::printf("\nSingle-stepping it, in turn\n\n");
    std::printf("| how | steps/s (median) | of bare |\n|---|---:|---:|\n");
    for (const Contestant& one : all) {
        std::printf("| %s | %.0f | %.0f%% |\n", one.name.c_str(), one.median(),
                    100 * one.median() / all[0].median());
    }
}

} // namespace
} // namespace switchscope::bench

int main(int argc, char** argv) {
    switchscope::bench::run(argc > 1 ? std::atoi(argv[1]) : 5);
    return 0;
}
