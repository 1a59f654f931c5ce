// SPDX-License-Identifier: MIT
// What a breakpoint costs whose condition does not hold: ours beside those of gdb-multiarch, on the
// same machine, the demo's, at the same place. Rounds take turns.
#include <cstdio>
#include <thread>

#include "app/machines/demo.h"
#include "gdb/remote_target.h"
#include "tests/bench/gdb_script.h"
#include "tests/bench/measure.h"

namespace switchscope::bench {
namespace {

struct Ignore final : SessionListener {
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step&) override {}
};

/// Microseconds for each time that `text` is passed over.
double ours(const std::string& text, double duration) {
    app::DemoOptions options;
    options.timer = false;
    auto session = must(app::open_demo(options, {}));
    BreakpointSet set;
    set.add(must(Breakpoint::parse(text, session->facts()->routine, session->facts()->area)));
    must(session->set_breakpoints(set));
    std::stop_source stop;
    std::jthread timer([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(duration));
        stop.request_stop();
    });
    Ignore ignore;
    const auto start = Clock::now();
    if (must(session->run_to_breakpoint(ignore, stop.get_token()))) {
        give_up(text + " held");
    }
    return seconds_since(start) * 1e6 /
           static_cast<double>(session->breakpoints().entries().front().passed);
}

/// The same by gdb: `count` misses, then one that stops.
double gdbs(const std::string& place, const std::string& condition, int count) {
    const auto image = must(app::demo_image("macro"));
    const std::string commands = "hbreak *&__kvm_riscv_switch_to\ncontinue\ndelete\nset $n = 0\n"
                                 "hbreak *(" +
                                 place + ") if (" + condition +
                                 ") || $n++ == " + std::to_string(count) + "\n";
    return gdb_seconds(image, commands, "continue\n") * 1e6 / count;
}

} // namespace
} // namespace switchscope::bench

int main(int argc, char** argv) {
    using namespace switchscope::bench;
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    // The return label has no symbol in the macro variant: the second half begins 66 instructions
    // behind the entry.
    const std::string label = "(char *)&__kvm_riscv_switch_to + 0x108";
    std::vector<Contestant> all{
        {"switchscope: guest-exit if s3 == 1", [] { return ours("guest-exit if s3 == 1", 2); }, {}},
        {"switchscope: guest-exit if cause == 1",
         [] { return ours("guest-exit if cause == 1", 2); },
         {}},
        {"switchscope: guest-exit if guest_context.s3 == 1",
         [] { return ours("guest-exit if guest_context.s3 == 1", 2); },
         {}},
        {"switchscope: guest-entry if s3 == 1",
         [] { return ours("guest-entry if s3 == 1", 2); },
         {}},
        {"switchscope: write:guest_context.sepc if s3 == 1",
         [] { return ours("write:guest_context.sepc if s3 == 1", 2); },
         {}},
        {"gdb: at the return label if $s3 == 1", [&] { return gdbs(label, "$s3 == 1", 500); }, {}},
        {"gdb: at the return label if $scause == 1",
         [&] { return gdbs(label, "$scause == 1", 500); },
         {}}};
    for (int round = 0; round < rounds; ++round) {
        for (Contestant& one : all) {
            one.rates.push_back(one.measure());
        }
    }
    std::printf("A breakpoint whose condition does not hold, %d rounds in turn\n\n", rounds);
    std::printf("| how | µs a miss (median) |\n|---|---:|\n");
    for (const Contestant& one : all) {
        std::printf("| %s | %.0f |\n", one.name.c_str(), one.median());
    }
    return 0;
}
