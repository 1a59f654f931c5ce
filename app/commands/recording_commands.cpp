// SPDX-License-Identifier: MIT
#include "app/commands/recording_commands.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/commands/cli.h"
#include "app/commands/exits_command.h"
#include "app/commands/interrupt.h"
#include "app/commands/target_options.h"

namespace switchscope::app {

namespace {

std::string modes_help() {
    std::string help = "How:";
    for (const RecordMode& mode : record_modes()) {
        help += " " + std::string(mode.id) + " (" + std::string(mode.description) + ")";
    }
    return help;
}

std::vector<std::string> mode_ids() {
    std::vector<std::string> ids;
    for (const RecordMode& mode : record_modes()) {
        ids.emplace_back(mode.id);
    }
    return ids;
}

constexpr std::array<std::pair<const char*, ExportFormat>, 2> step_formats{
    {{"json", ExportFormat::json}, {"csv", ExportFormat::csv}}};

std::string formats_help() {
    std::string help = "What: json (a line a step), csv (a line an effect)";
    for (const PageFormat& format : page_formats()) {
        help += ", " + std::string(format.id) + " (" + std::string(format.description) + ")";
    }
    return help;
}

std::vector<std::string> format_ids() {
    std::vector<std::string> ids;
    ids.reserve(step_formats.size() + page_formats().size());
    for (const auto& [id, format] : step_formats) {
        ids.emplace_back(id);
    }
    for (const PageFormat& format : page_formats()) {
        ids.emplace_back(format.id);
    }
    return ids;
}

int status_of(const Result<void>& result, const InterruptWatch& watch) {
    if (!result) {
        return report(result.error());
    }
    return watch.interrupted() ? interrupted : success;
}

} // namespace

RecordingCommands::RecordingCommands(CLI::App& program)
    : record_(program.add_subcommand("record", "Record world switches to a file")),
      info_(program.add_subcommand("info", "Print what is in a recording")),
      replay_(program.add_subcommand("replay", "Print a recording, as walk prints a machine")),
      export_(program.add_subcommand(
          "export", "Make a page, a picture or data of a recording, or a page of a script")),
      repair_(program.add_subcommand("repair", "Save what is intact of a damaged recording")) {
    record_->add_option("-o,--output", record_options_.file, "The file to make (.swrec)")
        ->required();
    record_->add_flag("--force", record_options_.overwrite, "Overwrite an existing file");
    record_->add_option("--mode", record_options_.mode, modes_help())
        ->check(CLI::IsMember(mode_ids()))
        ->capture_default_str();
    auto* switches = record_->add_option("--switches", switches_, "How many world switches")
                         ->check(CLI::PositiveNumber);
    record_->add_option("--seconds", seconds_, "How long; without either until Ctrl+C")
        ->check(CLI::PositiveNumber)
        ->excludes(switches);
    record_
        ->add_option("--until", record_options_.until,
                     "Up to the step with which a condition holds, such as "
                     "'cause == 23 && guest_context.a7 >= 0x10'")
        ->option_text("CONDITION");
    record_
        ->add_option("--from", record_options_.from,
                     "Begin where this breakpoint stops the machine:\n" + breakpoint_help())
        ->option_text("BREAKPOINT");
    add_target_options(*record_, record_options_.target);

    for (CLI::App* command : {info_, replay_, repair_}) {
        command->add_option("file", file_, "The recording (.swrec)")->required();
    }
    add_print_options(*replay_, print_);
    add_filter_options(*replay_, print_.only);
    add_filter_options(*info_, only_);
    add_filter_options(*export_, only_, false); // --hart is among the options of the target
    export_->add_option("file", file_, "The recording (.swrec)");
    export_->add_option("--script", play_.script,
                        "A script (.js) whose notes are exported as well: a lesson");
    add_play_options(*export_, play_);
    export_->add_option("--format", format_, formats_help() + "; json, of a script html")
        ->check(CLI::IsMember(format_ids()))
        ->option_text("FORMAT");
    export_
        ->add_option("--switches", page_.switches,
                     "Which world switches: 3, 3..7 or 3.. (all but json, csv)")
        ->option_text("A..B");
    export_->add_option("--step", page_.step, "Which moment: after so many steps (svg, png)");
    export_->add_option("--macro", page_.macro, "Which macro to animate (gif)");
    export_->add_flag("--light", page_.light, "On white, not on black (svg, png, gif)");
    export_->add_option("--scale", page_.scale, "How many pixels a unit of the picture takes")
        ->check(CLI::Range(0.25, 8.0));
    export_->add_option("-o,--output", output_, "Write to this file, not to the terminal");
    repair_->add_option("-o,--output", output_, "The file to make")->required();
}

int RecordingCommands::run_record() const {
    InterruptWatch watch;
    RecordOptions options = record_options_;
    if (switches_ != 0) {
        options.switches = switches_;
    }
    if (seconds_ != 0) {
        options.duration = std::chrono::seconds(seconds_);
    }
    RecordSummary summary;
    const auto recorded = record(options, watch.token(), summary);
    if (summary.bytes != 0) {
        std::printf("%llu steps, %llu world switches in %.1f s: %s, %llu bytes\n",
                    static_cast<unsigned long long>(summary.steps),
                    static_cast<unsigned long long>(summary.switches), summary.seconds,
                    options.file.c_str(), static_cast<unsigned long long>(summary.bytes));
        std::printf("exits of the guest: %s\n", exits_line(summary.exits).c_str());
        if (summary.corrected != 0) {
            std::printf("%llu steps were corrected: QEMU's log contradicted them\n",
                        static_cast<unsigned long long>(summary.corrected));
        }
        std::fflush(stdout);
        // Ctrl+C is the usual end of a recording, so it is no failure.
        return recorded ? success : report(recorded.error());
    }
    return status_of(recorded, watch);
}

Result<void> RecordingCommands::write_export(std::ostream& out,
                                             const std::stop_token& cancel) const {
    if (const PageFormat* page = find_page_format(format_)) {
        const std::string made = SWITCHSCOPE_TRY(export_page(file_, *page, page_, std::cerr));
        out << made;
        return {};
    }
    const std::string wanted = format_.empty() ? step_formats.front().first : format_;
    const auto* const format = std::ranges::find(
        step_formats, wanted, [](const auto& one) { return std::string(one.first); });
    SwitchFilter only = only_;
    if (export_->count("--hart") > 0) {
        only.hart = play_.target.session.hart;
    }
    return export_steps(file_, format->second, only, out, std::cerr, cancel);
}

int RecordingCommands::run_export() const {
    if (file_.empty() || target_given(*export_) || !play_.recording.empty()) {
        return report(
            {en("there is nothing to export: give a recording, or a script with --script"),
             en("switchscope export run.swrec --format html, or: "
                "switchscope export --script lesson.js --demo macro --format html")});
    }
    InterruptWatch watch;
    if (output_.empty()) {
        return status_of(write_export(std::cout, watch.token()), watch);
    }
    std::ofstream out(output_, std::ios::trunc | std::ios::binary);
    const auto exported = write_export(out, watch.token());
    out.close();
    if (exported && !out) {
        return report({en("writing %1 failed")(output_.string()),
                       en("Is there space, and may files be made in that folder?")});
    }
    return status_of(exported, watch);
}

int RecordingCommands::run_script(int argc, char** argv) const {
    ScriptPlay play = play_;
    play.target_given = target_given(*export_);
    if (!file_.empty() && play.target.kind == TargetSpec::Kind::launch) {
        // CLI11 took the first word of the machine's command for the recording.
        play.target.command.insert(play.target.command.begin(), file_.string());
    } else if (!file_.empty() && play.recording.empty()) {
        play.recording = file_;
    }
    const PageFormat* format = find_page_format(format_.empty() ? "html" : format_);
    if (format == nullptr) {
        return report(
            {en("a script cannot be exported as %1")(format_),
             en("json and csv are formats of recordings; html, svg, png, gif and markdown "
                "show the notes of a script.")});
    }
    return run_script_export(argc, argv, play, *format, page_, output_);
}

std::optional<int> RecordingCommands::run(int argc, char** argv) const {
    if (record_->parsed()) {
        return run_record();
    }
    if (export_->parsed()) {
        return play_.script.empty() ? run_export() : run_script(argc, argv);
    }
    if (info_->parsed()) {
        const auto printed = print_info(file_, only_, std::cout);
        return printed ? success : report(printed.error());
    }
    if (replay_->parsed()) {
        InterruptWatch watch;
        return status_of(replay(file_, print_, std::cout, std::cerr, watch.token()), watch);
    }
    if (repair_->parsed()) {
        const auto repaired = repair(file_, output_, std::cout);
        return repaired ? success : report(repaired.error());
    }
    return std::nullopt;
}

} // namespace switchscope::app
