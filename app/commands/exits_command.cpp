// SPDX-License-Identifier: MIT
#include "app/commands/exits_command.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/commands/cli.h"
#include "app/commands/interrupt.h"
#include "app/reports/json_text.h"
#include "core/base/hex.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

using nlohmann::ordered_json;

constexpr std::array worlds{World::host, World::guest, World::firmware};

template <class... Values> std::string formatted(const char* format, Values... values) {
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

/// A share as "12.3 %"; "-" where `all` is 0.
std::string share(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? "     -"
                    : formatted("%4.1f %%",
                                100.0 * static_cast<double>(part) / static_cast<double>(all));
}

std::string count_line(const char* indent, std::uint64_t count, std::uint64_t all) {
    return indent + formatted("%9llu  ", static_cast<unsigned long long>(count)) +
           share(count, all) + "  ";
}

template <class Part>
std::string worlds_line(const char* what, const ExitCounts& counts, std::uint64_t all, Part part) {
    std::string line = what;
    for (const World world : worlds) {
        const std::uint64_t count = part(counts.of(world));
        line += std::string(world == World::host ? " " : ", ") + world_name(world) + " " +
                std::to_string(count) + (all == 0 ? "" : " (" + share(count, all) + ")");
    }
    return line + "\n";
}

ordered_json counts_json(const ExitCounts& counts) {
    ordered_json json;
    json["exits"] = counts.exits;
    json["causes"] = ordered_json::array();
    for (const ExitCounts::Cause& cause : counts.causes) {
        ordered_json one;
        one["cause"] = cause.name;
        one["scause"] = cause.cause ? ordered_json(hex(*cause.cause)) : ordered_json(nullptr);
        one["count"] = cause.count;
        one["subjects"] = ordered_json::array();
        for (const ExitCounts::Subject& subject : cause.subjects) {
            one["subjects"].push_back({{"subject", subject.name}, {"count", subject.count}});
        }
        one["other_subjects"] = cause.other;
        json["causes"].push_back(std::move(one));
    }
    for (const World world : worlds) {
        const ExitCounts::World& counted = counts.of(world);
        json["worlds"][world_name(world)] = {{"instructions", counted.instructions},
                                             {"unobserved_runs", counted.runs},
                                             {"nanoseconds", counts.timed
                                                                 ? ordered_json(counted.nanoseconds)
                                                                 : ordered_json(nullptr)}};
    }
    return json;
}

/// Prints the progress of a long count every two seconds.
class Progress {
  public:
    explicit Progress(std::ostream& notes) : notes_(notes) {}

    void operator()(std::size_t done, std::size_t all) {
        const auto now = std::chrono::steady_clock::now();
        if (now - printed_ >= std::chrono::seconds(2)) {
            notes_ << "counted " << done << " of " << all << " steps\n" << std::flush;
            printed_ = now;
        }
    }

  private:
    std::ostream& notes_;
    std::chrono::steady_clock::time_point printed_ = std::chrono::steady_clock::now();
};

} // namespace

std::string exits_text(const ExitCounts& counts) {
    constexpr std::size_t shown = 12;
    std::string text = "exits of the guest: " + std::to_string(counts.exits) + "\n";
    for (const ExitCounts::Cause& cause : counts.causes) {
        text += count_line("", cause.count, counts.exits) + cause.name + "\n";
        std::uint64_t more = cause.other;
        for (std::size_t n = 0; n < cause.subjects.size(); ++n) {
            const ExitCounts::Subject& subject = cause.subjects[n];
            if (n < shown) {
                text += count_line("    ", subject.count, counts.exits) + subject.name + "\n";
            } else {
                more += subject.count;
            }
        }
        if (more != 0) {
            text += count_line("    ", more, counts.exits) + "further ones\n";
        }
    }
    text += worlds_line("instructions watched:", counts, counts.instructions(),
                        [](const ExitCounts::World& world) { return world.instructions; });
    if (std::ranges::any_of(counts.worlds, [](const auto& world) { return world.runs != 0; })) {
        text += worlds_line("stretches that ran unobserved, not in these shares:", counts, 0,
                            [](const ExitCounts::World& world) { return world.runs; });
    }
    if (counts.timed) {
        text += worlds_line("time in nanoseconds:", counts, counts.nanoseconds(),
                            [](const ExitCounts::World& world) { return world.nanoseconds; });
    }
    return text;
}

std::string exits_line(const ExitCounts& counts) {
    std::string line;
    for (const ExitCounts::Cause& cause : counts.causes) {
        line += (line.empty() ? "" : ", ") + std::to_string(cause.count) + " " + cause.name;
    }
    return line.empty() ? "none" : line;
}

Result<void> print_exits(const ExitsOptions& options, std::ostream& out, std::ostream& notes,
                         const std::stop_token& cancel) {
    const auto recording = RecordingFile::open(options.file);
    if (!recording) {
        return fail(recording.error());
    }
    for (const Damage& damage : (*recording)->damage()) {
        notes << "damage: " << damage.what.english() << '\n';
    }
    Progress progress(notes);
    const ExitStatistics statistics = count_exits(
        **recording, [&](std::size_t done, std::size_t all) { progress(done, all); }, cancel);
    if (cancel.stop_requested()) {
        notes << "cancelled: these are the exits of the first part of the recording\n";
    }
    const auto lanes = statistics.lanes();
    const auto is_wanted = [&](const ExitStatistics::Lane& lane) {
        return (!options.hart || lane.first == *options.hart) &&
               (!options.vcpu || lane.second == *options.vcpu);
    };
    if (!lanes.empty() && std::ranges::none_of(lanes, is_wanted)) {
        std::string there;
        for (const auto& [hart, vcpu] : lanes) {
            there += (there.empty() ? "" : ", ") + ("hart " + std::to_string(hart)) +
                     " with vCPU " + std::to_string(vcpu);
        }
        return fail(en("%1 has nothing of that hart and vCPU")(options.file.string()),
                    en("It has: %1.")(verbatim(there)));
    }
    const ExitCounts counts = statistics.counts(options.hart, options.vcpu);
    if (!options.json) {
        out << exits_text(counts);
        return {};
    }
    ordered_json json = counts_json(counts);
    json["complete"] = !cancel.stop_requested();
    json["lanes"] = ordered_json::array();
    for (const auto& lane : lanes) {
        if (is_wanted(lane)) {
            ordered_json one{{"hart", lane.first}, {"vcpu", lane.second}};
            one.update(counts_json(statistics.counts(lane.first, lane.second)));
            json["lanes"].push_back(std::move(one));
        }
    }
    out << json_text(json, 2) << '\n';
    return {};
}

ExitsCommand::ExitsCommand(CLI::App& program)
    : command_(program.add_subcommand(
          "exits", "Say why the guests of a recording exited, how often, and what each world "
                   "executed")) {
    command_->add_option("file", options_.file, "The recording (.swrec)")->required();
    command_->add_option("--hart", options_.hart, "Only what this hart did");
    command_->add_option("--vcpu", options_.vcpu, "Only this vCPU, numbered from 0 as they appear");
    command_->add_flag("--json", options_.json, "Print JSON");
}

std::optional<int> ExitsCommand::run() const {
    if (!command_->parsed()) {
        return std::nullopt;
    }
    InterruptWatch watch;
    const auto printed = print_exits(options_, std::cout, std::cerr, watch.token());
    if (!printed) {
        return report(printed.error());
    }
    return watch.interrupted() ? interrupted : success;
}

} // namespace switchscope::app
