// SPDX-License-Identifier: MIT
// How long `switchscope check` takes for a whole kernel and how much memory, beside gdb merely
// loading it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/analysis/fixture.h"
#include "tests/bench/measure.h"
#include "tests/support/linux_kernel.h"

namespace {

using switchscope::bench::Clock;

struct Row {
    std::string name;
    std::vector<std::string> command;
    std::vector<double> milliseconds;
    long most_kilobytes = 0;
};

/// Runs a command with its output thrown away; false where it did not end with status 0.
bool run_once(Row& row) {
    std::vector<char*> arguments;
    for (std::string& one : row.command) {
        arguments.push_back(one.data());
    }
    arguments.push_back(nullptr);
    const auto start = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, 0);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    row.milliseconds.push_back(1000 * switchscope::bench::seconds_since(start));
    row.most_kilobytes = std::max(row.most_kilobytes, used.ru_maxrss);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

int main() {
    constexpr int rounds = 5;
    const auto kernel = switchscope::test::linux_kernel();
    const std::filesystem::path image = kernel ? *kernel : switchscope::test::demo_elf("macro");
    if (!kernel) {
        std::printf("%s: the demo machine is checked instead\n",
                    switchscope::test::no_linux_kernel);
    }
    const std::string path = image.string();
    std::vector<Row> rows{
        {"switchscope check", {SWITCHSCOPE_PROGRAM, "check", path}, {}, 0},
        {"gdb, loads it", {"gdb-multiarch", "-nx", "-batch", path}, {}, 0},
        {"gdb, loads it and finds the struct",
         {"gdb-multiarch", "-nx", "-batch", "-ex", "ptype /o struct kvm_vcpu_arch", path},
         {},
         0},
    };
    for (int round = 0; round < rounds; ++round) {
        for (Row& row : rows) {
            if (!run_once(row)) {
                std::fprintf(stderr, "%s did not work on %s\n", row.command[0].c_str(),
                             path.c_str());
                return 1;
            }
        }
    }
    std::printf("\nchecking %s (%.0f MB), %d rounds taking turns\n\n", image.filename().c_str(),
                static_cast<double>(std::filesystem::file_size(image)) / 1e6, rounds);
    std::printf("| how | ms (median) | min | max | memory, MB |\n|---|---:|---:|---:|---:|\n");
    for (const Row& row : rows) {
        const auto [least, most] = std::ranges::minmax(row.milliseconds);
        std::printf("| %s | %.0f | %.0f | %.0f | %.0f |\n", row.name.c_str(),
                    switchscope::bench::median(row.milliseconds), least, most,
                    static_cast<double>(row.most_kilobytes) / 1024);
    }
    return 0;
}
