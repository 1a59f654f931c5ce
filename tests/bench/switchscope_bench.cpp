// SPDX-License-Identifier: MIT
// Steps per second on the demo machine, side by side in one run: the bare protocol, our stepper
// with all effects, and gdb-multiarch doing what a world-switch view needs. Rounds take turns, so
// that a busy machine slows all alike.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "app/machines/demo.h"
#include "core/base/hex.h"
#include "core/image/image.h"
#include "core/model/routine.h"
#include "gdb/remote_target.h"
#include "tests/bench/gdb_script.h"
#include "tests/bench/measure.h"
#include "tests/bench/trace_bench.h"

namespace switchscope {
namespace {

using namespace bench;

class Counter final : public SessionListener {
  public:
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step& step) override {
        steps += step.kind == Step::Kind::instruction ? 1 : 0;
        switches = step.switch_number + 1;
    }
    std::size_t steps = 0;
    std::uint64_t switches = 0;
};

std::unique_ptr<LiveSession> open_session() {
    auto machine = must(app::start_demo_machine({}));
    const int fd = machine.gdb.release();
    auto target = must(gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "unix socket")));
    return must(LiveSession::open(std::move(target), *must(Image::open(machine.image)), {},
                                  machine.process, {}));
}

/// `vCont;s` and its stop reply, nothing else read.
double bare_loop(double duration) {
    auto session = open_session();
    Request step;
    step.resume = Resume::step;
    std::size_t steps = 0;
    const auto start = Clock::now();
    while (seconds_since(start) < duration) {
        must(session->target().exchange(step));
        ++steps;
    }
    return static_cast<double>(steps) / seconds_since(start);
}

/// Whole switches, guest included, every effect known and checked.
double our_stepper(double duration) {
    auto session = open_session();
    Counter counter;
    const auto start = Clock::now();
    while (seconds_since(start) < duration) {
        must(session->advance(Stride::world_switch, counter, {}));
    }
    return static_cast<double>(counter.steps) / seconds_since(start);
}

/// gdb-multiarch from the routine's entry towards the sret: `stepi`, and what `reads` asks for at
/// each step.
double gdb_loop(std::size_t steps, const std::string& reads) {
    const double seconds = gdb_seconds(
        must(app::demo_image("macro")),
        "hbreak *&__kvm_riscv_switch_to\ncontinue\nset $vcpu = $a0\nset $n = 0\n",
        "while $n < " + std::to_string(steps) + "\nstepi\n" + reads + "set $n = $n + 1\nend\n");
    return static_cast<double>(steps) / seconds;
}

void single_stepping(int rounds) {
    std::vector<Contestant> all{
        {"bare vCont;s loop, nothing read", [] { return bare_loop(2.0); }, {}},
        {"switchscope, every effect, checked", [] { return our_stepper(2.0); }, {}},
        {"gdb stepi", [] { return gdb_loop(60, ""); }, {}},
        {"gdb stepi + all registers + struct",
         [] { return gdb_loop(60, "info all-registers\nx/128gx $vcpu\n"); },
         {}}};
    for (int round = 0; round < rounds; ++round) {
        for (Contestant& one : all) {
            one.rates.push_back(one.measure());
        }
    }
    std::printf("Single-stepping the demo machine (macro variant), %d rounds in turn\n\n", rounds);
    std::printf("| how | steps/s (median) | min | max | of bare |\n|---|---:|---:|---:|---:|\n");
    for (const Contestant& one : all) {
        std::printf("| %s | %.0f | %.0f | %.0f | %.0f%% |\n", one.name.c_str(), one.median(),
                    *std::ranges::min_element(one.rates), *std::ranges::max_element(one.rates),
                    100 * one.median() / all[0].median());
    }
    std::printf("\nswitchscope : gdb with full state = %.0f : 1\n",
                all[1].median() / all[3].median());
}

} // namespace
} // namespace switchscope

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    if (argc <= 2 || std::string(argv[2]) != "trace") {
        switchscope::single_stepping(rounds);
    }
    switchscope::bench::trace_demo(rounds);
    switchscope::bench::trace_linux(rounds);
    return 0;
}
