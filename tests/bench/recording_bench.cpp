// SPDX-License-Identifier: MIT
// How the recording file scales: recording_bench [STEPS [FILE]]. A real recording of the demo
// machine, made first, is repeated with other values until the file has as many steps. Written,
// opened with and without its index, and searched, each in a process of its own.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "app/commands/walk.h"
#include "app/machines/demo.h"
#include "core/trace/recording_file.h"
#include "core/trace/recording_writer.h"
#include "tests/bench/measure.h"

namespace switchscope {
namespace {

using bench::Clock;
using bench::give_up;
using bench::must;

double milliseconds_since(Clock::time_point start) {
    return 1000 * bench::seconds_since(start);
}

/// Takes one lap of real steps.
class Lap final : public SessionListener {
  public:
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step& step) override { steps.push_back(step); }
    std::vector<Step> steps;
};

/// The same switches with other values: moves keep their meaning, as equal values stay equal.
void change_values(Step& step, std::uint64_t lap, std::uint64_t switches) {
    constexpr std::uint64_t small = 4096; // flags, counts: those come back in reality, too
    const auto changed = [&](std::optional<std::uint64_t>& value) {
        if (value && *value > small) {
            *value += lap * 0x1038;
        }
    };
    step.switch_number += lap * switches;
    for (Effect& effect : step.effects) {
        if (effect.at.kind != LocationKind::csr) {
            changed(effect.before);
            changed(effect.after);
        }
    }
}

struct Table {
    static void row(const char* what, const std::string& value) {
        std::printf("| %s | %s |\n", what, value.c_str());
        std::fflush(stdout);
    }
};

std::string text(const char* format, double value) {
    char line[64];
    std::snprintf(line, sizeof line, format, value);
    return line;
}

/// Median and 99th percentile of the times of `count` calls.
void time_calls(const char* what, int count, const std::function<void()>& call) {
    std::vector<double> times;
    for (int n = 0; n < count; ++n) {
        const auto start = Clock::now();
        call();
        times.push_back(milliseconds_since(start));
    }
    std::ranges::sort(times);
    Table::row(what, text("%.2f ms, ", times[times.size() / 2]) +
                         text("99%% within %.2f ms", times[times.size() * 99 / 100]));
}

std::string peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return text("%.0f MB", std::stod(line.substr(6)) / 1024);
        }
    }
    return "unknown";
}

void in_own_process(const std::function<void()>& body) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        body();
        std::fflush(stdout);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) {
        give_up("a measurement failed");
    }
}

void write_file(const std::filesystem::path& file, std::uint64_t wanted) {
    auto session = must(app::open_demo({}, {}));
    RecordingHeader header;
    header.producer = "recording_bench";
    header.facts = session->facts();
    header.start = session->state();
    Lap lap;
    constexpr std::size_t switches = 300;
    must(app::walk_switches(*session, switches, lap, {}, [] {}));

    auto writer = must(RecordingWriter::create(file, std::move(header), {true}));
    Clock::duration spent{};
    std::vector<Step> block;
    for (std::uint64_t number = 0; writer.size() < wanted; ++number) {
        block = lap.steps;
        for (Step& step : block) {
            change_values(step, number, switches);
        }
        block.resize(std::min<std::uint64_t>(block.size(), wanted - writer.size()));
        const auto start = Clock::now();
        for (const Step& step : block) {
            must(writer.append(step));
        }
        spent += Clock::now() - start;
    }
    const auto start = Clock::now();
    must(writer.close());
    spent += Clock::now() - start;
    const double steps = static_cast<double>(wanted);
    Table::row("steps", text("%.0f", steps));
    Table::row("steps a second, appended on one core",
               text("%.0f", steps / std::chrono::duration<double>(spent).count()));
    Table::row("bytes a step", text("%.2f", static_cast<double>(writer.bytes()) / steps));
}

void read_file(const std::filesystem::path& file) {
    auto start = Clock::now();
    const auto recording = must(RecordingFile::open(file));
    const double opened = milliseconds_since(start);
    Table::row(recording->index_used() ? "opened with the index" : "opened without the index",
               text("%.0f ms", opened));
    if (!recording->index_used()) {
        Table::row("memory at most, opened without the index", peak_memory());
        return;
    }
    std::mt19937_64 random(1);
    const auto anywhere = [&] { return random() % (recording->size() + 1); };
    const auto& slots = recording->facts()->area.slots();
    const auto any_slot = [&] {
        const std::size_t slot = random() % slots.size();
        return Landmark::write(Location::slot(0, slot, slots[slot].size));
    };
    std::uint64_t kept = 0;
    time_calls("state anywhere", 5000, [&] { kept += recording->state_at(anywhere()).pc; });
    time_calls("step anywhere", 5000,
               [&] { kept += recording->step(std::min(anywhere(), recording->size() - 1)).pc; });
    time_calls("previous write of a slot", 5000,
               [&] { kept += recording->previous(any_slot(), anywhere()).value_or(0); });
    time_calls("next write of a slot", 5000,
               [&] { kept += recording->next(any_slot(), anywhere()).value_or(0); });
    time_calls("next exit with a cause", 5000,
               [&] { kept += recording->next(Landmark::exit(10), anywhere()).value_or(0); });
    start = Clock::now();
    const std::size_t some = std::min<std::size_t>(recording->size(), 2000000);
    for (std::size_t n = 0; n < some; ++n) {
        kept += recording->step(n).pc;
    }
    Table::row("steps a second, read in order",
               text("%.0f", static_cast<double>(some) * 1000 / milliseconds_since(start)));
    Table::row("memory at most, reading", peak_memory());
    if (kept == 0) {
        std::puts("nothing was read");
    }
}

int run(std::uint64_t steps, std::filesystem::path file) {
    const bool given = !file.empty();
    if (!given) {
        file = std::filesystem::temp_directory_path() /
               ("switchscope-bench-" + std::to_string(getpid()) + ".swrec");
    }
    std::printf("A recording file of the demo machine (macro variant), its switches repeated\n\n"
                "| what | measured |\n|---|---:|\n");
    in_own_process([&] { write_file(file, steps); });
    in_own_process([&] { read_file(file); });
    // As a recorder that was killed would leave it: no index, no footer.
    std::filesystem::path without = file;
    {
        const auto recording = must(RecordingFile::open(file));
        without += ".cut";
        std::filesystem::copy_file(file, without,
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(without, std::filesystem::file_size(file) - footer_size - 1);
    }
    in_own_process([&] { read_file(without); });
    std::filesystem::remove(without);
    if (!given) {
        std::filesystem::remove(file);
    }
    return 0;
}

} // namespace
} // namespace switchscope

int main(int argc, char** argv) {
    const std::uint64_t steps = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10000000;
    return switchscope::run(steps, argc > 2 ? argv[2] : "");
}
