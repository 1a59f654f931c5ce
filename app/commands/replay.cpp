// SPDX-License-Identifier: MIT
#include "app/commands/replay.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <ostream>
#include <set>

#include "app/reports/step_text.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/trace/bookmarks.h"
#include "core/trace/recording_writer.h"

namespace switchscope::app {

namespace {

void print_damage(const RecordingFile& recording, std::ostream& out) {
    for (const Damage& damage : recording.damage()) {
        out << "damage: " << damage.what.english() << '\n';
    }
}

std::string made_at(std::uint64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    std::array<char, 32> text{};
    if (::gmtime_r(&time, &parts) == nullptr ||
        std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts) == 0) {
        return "at an unknown time";
    }
    return text.data();
}

/// The cause of an exit of the guest.
std::string cause_of(const Step& step) {
    for (const Effect& effect : step.effects) {
        if (effect.at == Location::csr(csr::scause) && effect.after) {
            return trap_cause_name(*effect.after);
        }
    }
    return "cause not available";
}

/// Prints the number of exits by cause. It counts only the first ones, because `info` must be
/// quick.
void print_exits(const RecordingFile& recording, std::ostream& out) {
    constexpr std::size_t most = 20000;
    std::map<std::string, std::size_t> causes;
    std::size_t exits = 0;
    for (auto at = recording.next(Landmark::exit(), 0); at && exits < most;
         at = recording.next(Landmark::exit(), *at + 1), ++exits) {
        ++causes[cause_of(recording.step(*at))];
    }
    out << "exits of the guest: " << exits << (exits == most ? " and more" : "") << '\n';
    for (const auto& [cause, count] : causes) {
        out << "  " << count << " x " << cause << '\n';
    }
}

/// Prints counts of the switches that `only` selects. Reads every step.
void print_wanted(const RecordingFile& recording, const SwitchFilter& only, std::ostream& out) {
    std::set<std::uint64_t> switches;
    std::map<std::string, std::size_t> causes;
    std::size_t steps = 0;
    SwitchSieve sieve(only, [&](std::size_t, const Step& step, bool wanted) {
        if (!wanted) {
            return;
        }
        ++steps;
        switches.insert(step.switch_number);
        if (step.world == World::guest && step.world_after != World::guest) {
            ++causes[cause_of(step)];
        }
    });
    for (std::size_t n = 0; n < recording.size(); ++n) {
        sieve.next(recording.step(n));
    }
    sieve.finish();
    out << "selected: " << switches.size() << " world switches, " << steps << " steps\n";
    for (const auto& [cause, count] : causes) {
        out << "  " << count << " x " << cause << '\n';
    }
}

std::uint64_t switches_in(const RecordingFile& recording) {
    const auto first = recording.next(Landmark::switch_entry(), 0);
    const auto last = recording.previous(Landmark::switch_entry(), recording.size());
    if (!first || !last) {
        return 0;
    }
    const std::uint64_t begin = recording.step(*first).switch_number;
    return recording.step(*last).switch_number - begin + 1;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string csv_value(std::optional<std::uint64_t> value) {
    return value ? hex(*value) : std::string();
}

void print_csv(std::size_t n, const Step& step, const SessionFacts& facts, std::ostream& out) {
    const std::string name = span_name(step, facts.routine);
    const std::string head = std::to_string(n) + ',' + std::to_string(step.switch_number) + ',' +
                             std::to_string(step.hart) + ',' + world_name(step.world) + ',' +
                             half_name(step.half) + ',' + csv_field(name) + ',' + hex(step.pc) +
                             ',' + csv_field(instruction_text(step)) + ',';
    if (step.effects.empty()) {
        out << head << ",,,\n";
    }
    for (const Effect& effect : step.effects) {
        out << head << csv_field(location_name(effect.at, facts.area)) << ','
            << csv_value(effect.before) << ',' << csv_value(effect.after) << ','
            << (effect.from ? csv_field(location_name(*effect.from, facts.area)) : "") << '\n';
    }
}

/// Opens a recording, and calls `opened` with it and `take(n, step)` for each step.
template <class Open, class Take>
Result<void> for_each_step(const std::filesystem::path& file, std::ostream& warnings,
                           const std::stop_token& cancel, Open opened, Take take) {
    const auto recording = SWITCHSCOPE_TRY(RecordingFile::open(file, RecordingFile::Check::whole));
    print_damage(*recording, warnings);
    opened(*recording);
    for (std::size_t n = 0; n < recording->size() && !cancel.stop_requested(); ++n) {
        take(n, recording->step(n));
    }
    return {};
}

} // namespace

Result<void> print_info(const std::filesystem::path& file, const SwitchFilter& only,
                        std::ostream& out) {
    const auto opened = SWITCHSCOPE_TRY(RecordingFile::open(file, RecordingFile::Check::whole));
    const RecordingFile& recording = *opened;
    const SessionFacts& facts = *recording.facts();
    const RecordingHeader& header = recording.header();
    out << file.string() << ": made " << made_at(header.made_at) << " by " << header.producer
        << ", mode " << header.mode << '\n'
        << facts.title << " · " << facts.target << '\n'
        << "image: " << facts.image_path << ", build id "
        << (facts.build_id.empty() ? "none" : facts.build_id) << '\n'
        << "routine: " << facts.routine.name() << " at " << hex(facts.routine.begin()) << ", "
        << facts.routine.instructions().size() << " instructions\n"
        << "save area: struct " << facts.area.struct_name() << ", " << facts.area.slots().size()
        << " slots; " << recording.start().areas.size() << " known\n";
    for (std::size_t n = 0; n < recording.start().areas.size(); ++n) {
        out << "  " << vcpu_name(n, recording.start().areas[n]) << '\n';
    }
    out << "CSRs followed: " << header.start.csrs.size() << '\n'
        << "interrupts while stepping: " << (facts.interrupts_held_off ? "held off" : "let in")
        << '\n';
    if (only.takes_all()) {
        out << "world switches: " << switches_in(recording) << '\n';
    }
    out << "steps: " << recording.size() << " in " << recording.chunks() << " chunks, "
        << recording.bytes() << " bytes\n";
    if (only.takes_all()) {
        print_exits(recording, out);
    } else {
        print_wanted(recording, only, out);
    }
    if (recording.closed()) {
        out << "ended properly; index " << (recording.index_used() ? "used" : "made anew") << '\n';
    } else {
        out << "not ended: it is being recorded, or its recorder was killed; the newest "
            << recording.tail_steps() << " steps are in " << tail_path(file).string() << '\n';
    }
    if (const auto bookmarks = Bookmarks::load(file)) {
        for (const Bookmark& bookmark : bookmarks->all()) {
            out << "bookmark: step " << bookmark.position << ", " << bookmark.name << '\n';
        }
    }
    print_damage(recording, out);
    return {};
}

Result<void> replay(const std::filesystem::path& file, const PrintOptions& options,
                    std::ostream& out, std::ostream& warnings, const std::stop_token& cancel) {
    std::optional<StepPrinter> printer;
    SWITCHSCOPE_TRY(for_each_step(
        file, warnings, cancel,
        [&](const RecordingFile& recording) {
            printer.emplace(recording.facts(), recording.start(), options, out);
        },
        [&](std::size_t, const Step& step) { printer->stepped(step); }));
    printer->finish();
    return {};
}

Result<void> export_steps(const std::filesystem::path& file, ExportFormat format,
                          const SwitchFilter& only, std::ostream& out, std::ostream& warnings,
                          const std::stop_token& cancel) {
    std::shared_ptr<const SessionFacts> facts;
    std::optional<RunningProvenance> provenance;
    SwitchSieve sieve(only, [&](std::size_t n, const Step& step, bool wanted) {
        if (format == ExportFormat::json) {
            provenance->apply(step, n);
        }
        if (wanted && format == ExportFormat::csv) {
            print_csv(n, step, *facts, out);
        } else if (wanted) {
            out << step_json(n, step, facts->routine, facts->area, *provenance) << '\n';
        }
    });
    SWITCHSCOPE_TRY(for_each_step(
        file, warnings, cancel,
        [&](const RecordingFile& recording) {
            facts = recording.facts();
            provenance.emplace(facts->routine, facts->area, recording.start());
            if (format == ExportFormat::csv) {
                out << "n,switch,hart,world,half,macro,pc,text,at,before,after,from\n";
            }
        },
        [&](std::size_t, const Step& step) { sieve.next(step); }));
    sieve.finish();
    return {};
}

Result<void> repair(const std::filesystem::path& file, const std::filesystem::path& repaired,
                    std::ostream& out) {
    const auto damaged = SWITCHSCOPE_TRY(RecordingFile::open(file, RecordingFile::Check::whole));
    RecordingHeader header = damaged->header();
    header.id = 0;
    header.start = damaged->start();
    RecordingWriter writer = SWITCHSCOPE_TRY(RecordingWriter::create(repaired, std::move(header)));
    for (std::size_t n = 0; n < damaged->size(); ++n) {
        SWITCHSCOPE_TRY(writer.append(damaged->step(n)));
    }
    SWITCHSCOPE_TRY(writer.close());
    print_damage(*damaged, out);
    if (damaged->damage().empty()) {
        out << file.string() << " is intact"
            << (damaged->closed() ? "" : ", but its recording was never ended") << '\n';
    }
    out << damaged->size() << " steps are in " << repaired.string() << '\n';
    return {};
}

} // namespace switchscope::app
