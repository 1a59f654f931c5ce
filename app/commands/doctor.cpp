// SPDX-License-Identifier: MIT
#include "app/commands/doctor.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "app/machines/demo.h"
#include "app/machines/display.h"
#include "app/machines/log_fifo.h"
#include "app/machines/process.h"
#include "app/machines/started_machine.h"
#include "app/reports/json_text.h"
#include "core/analysis/subject.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/log_plan.h"
#include "gdb/transport.h"

namespace switchscope::app {

namespace {

using Level = Check::Level;

constexpr std::array<const char*, 4> level_names{"ok", "note", "problem", "impossible"};

/// How long an attached machine may take to its next world switch. It runs already, so it need not
/// boot.
constexpr std::chrono::milliseconds switch_patience{10'000};

class Doctor {
  public:
    Doctor(const TargetSpec& target, std::stop_token cancel)
        : target_(target), cancel_(std::move(cancel)) {}

    std::vector<Check> examine() {
        examine_computer();
        examine_image();
        if (subject_) {
            examine_machine();
        }
        return std::move(checks_);
    }

  private:
    void add(const char* name, Level level, std::string finding, std::string remedy = {}) {
        checks_.push_back({subject_name_, name, level, std::move(finding), std::move(remedy)});
    }
    void add(const char* name, Level level, const Error& error) {
        add(name, level, error.what.english(), error.remedy.english());
    }

    void examine_computer();
    void examine_image();
    void examine_routine(const SwitchCode& code);
    void examine_machine();
    bool examine_place(Target& machine);
    void examine_registers(const TargetDescription& machine);
    void examine_log(Target& machine);
    void examine_log_filter();
    void examine_switch(Connection connection);

    const TargetSpec& target_;
    std::stop_token cancel_;
    const char* subject_name_ = "";
    std::vector<Check> checks_;
    KernelImages images_;
    std::optional<KernelPlace> place_;
    std::optional<Subject> subject_;
    std::optional<SwitchCode> placed_code_;
    const SwitchCode* code_ = nullptr;
};

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string version_of(const std::string& program) {
    auto process = ChildProcess::start({{program, "--version"}, {}});
    if (!process || process->ending(std::chrono::milliseconds(5000)).empty()) {
        return {};
    }
    return first_line(process->output());
}

void Doctor::examine_computer() {
    subject_name_ = "computer";
    const bool launch = target_.kind == TargetSpec::Kind::launch && !target_.command.empty();
    const std::string program = launch ? target_.command.front() : qemu_program;
    if (const auto path = find_program(program)) {
        const std::string version = version_of(*path);
        add("QEMU", Level::ok, *path + (version.empty() ? "" : ": " + version));
    } else {
        const bool needed = target_.kind != TargetSpec::Kind::attach;
        add("QEMU", needed ? Level::impossible : Level::note, missing_program(program));
    }
    const auto fifo = LogFifo::make();
    fifo ? add("log pipe", Level::ok, "can be made at " + (*fifo)->path())
         : add("log pipe", Level::problem, fifo.error());
    const std::string display = named_display();
    !display.empty()
        ? add("display", Level::ok, "the window opens at " + display)
        : add("display", Level::note, "there is none for the window",
              "walk and record work without one. For the window use a desktop session or ssh -X.");
}

void Doctor::examine_image() {
    subject_name_ = "image";
    auto kernel = open_kernel(target_);
    if (!kernel) {
        add("file", Level::impossible, kernel.error());
        return;
    }
    images_ = kernel->images;
    const auto add_file = [&](const char* name, const Image& image) {
        const std::string& id = image.build_id();
        add(name, Level::ok,
            image.path().string() + ": RISC-V, 64 bits, " +
                (id.empty() ? "no build id" : "build id " + id));
    };
    add_file("file", *images_.kernel);
    if (images_.module != nullptr) {
        add_file("module", *images_.module);
    }
    for (const Phrase& note : kernel->notes) {
        add("module", Level::note, note.english(), "Name it with --module if it is another one.");
    }
    const std::shared_ptr<const Image> image = images_.with_routine();
    SubjectOptions options;
    options.source = target_.session.sources;
    options.symbols = target_.session.symbols;
    options.at = target_.session.at;
    options.debug_server = target_.session.debug_server;
    auto subject = open_subject(image, options);
    if (!subject) {
        add("routine", Level::impossible, subject.error());
        return;
    }
    subject_ = std::move(*subject);
    if (subject_->debug_file) {
        add("debug file", Level::ok, describe(*subject_->debug_file).english());
    }
    for (const Phrase& one : subject_->passed_over) {
        add("debug file", Level::note, one.english());
    }
    for (const SwitchCode& code : subject_->routines) {
        examine_routine(code);
    }
    const auto wanted = std::ranges::find_if(subject_->routines, [&](const SwitchCode& code) {
        return code.routine.name() == target_.session.routine;
    });
    if (wanted == subject_->routines.end()) {
        add("routine", Level::impossible, "the image has no " + target_.session.routine,
            "Name one that it has with --routine.");
        subject_.reset();
        return;
    }
    code_ = &*wanted;
}

void Doctor::examine_routine(const SwitchCode& code) {
    const Routine& routine = code.routine;
    add("routine", Level::ok,
        routine.name() + " at " + hex(routine.begin()) + ": " +
            std::to_string(routine.sret_index() + 1) + " instructions to the guest, " +
            std::to_string(routine.ret_index() - routine.sret_index()) + " back");
    const Image& image = *subject_->image;
    const auto labels = image.symbols_in(routine.return_label(), routine.return_label() + 1);
    add("return label", Level::ok,
        hex(routine.return_label()) + ", " +
            (labels.empty() ? "from the code, which puts it into stvec"
                            : std::string(labels.front()->name)));
    std::set<std::string> named, shaped;
    for (const MacroSpan& span : routine.spans()) {
        if (span.is_macro()) {
            (span.named_by == MacroSpan::NamedBy::source ? named : shaped).insert(span.name);
        }
    }
    add("parts", Level::ok,
        shaped.empty()
            ? std::to_string(named.size()) + " macros, named by the source"
            : std::to_string(named.size() + shaped.size()) + " phases, " +
                  std::to_string(shaped.size()) + " of them named by what their instructions do");
    if (code.inferred) {
        add("save area", Level::note,
            std::to_string(code.area.slots().size()) + " slots, inferred from the code" +
                (code.why_inferred.empty() ? "" : ": " + code.why_inferred.english()),
            "An image with DWARF (CONFIG_DEBUG_INFO) has all of them.");
    } else {
        add("save area", Level::ok,
            std::to_string(code.area.slots().size()) + " slots of struct " +
                code.area.struct_name() + ", from DWARF");
    }
    const bool named_at_all = std::ranges::any_of(
        routine.spans(), [](const MacroSpan& span) { return !span.file.empty(); });
    if (!code.sources.empty()) {
        add("sources", Level::ok, "found: " + code.sources.begin()->first);
    } else if (named_at_all) {
        add("sources", Level::note, "not found: " + routine.spans().front().file,
            "Give their folder with --source DIR.");
    } else {
        add("sources", Level::note, "the image does not name any",
            "An image with DWARF (CONFIG_DEBUG_INFO) does.");
    }
}

void Doctor::examine_machine() {
    subject_name_ = "machine";
    auto connection = connect_target(target_, images_, cancel_);
    if (!connection) {
        add("connection", Level::impossible, connection.error());
        return;
    }
    Target& machine = *connection->target;
    const TargetDescription& description = machine.description();
    add("connection", Level::ok,
        description.peer + ", " + std::to_string(description.harts.size()) +
            (description.harts.size() == 1 ? " hart" : " harts"));
    examine_registers(description);
    description.physical_memory
        ? add("physical memory", Level::ok, "can be read: slots are shown while the guest runs")
        : add("physical memory", Level::note,
              "cannot be read: slots are not shown while the guest runs",
              "QEMU's own gdb server can read it.");
    description.step_mask ? add("step mask", Level::ok, "interrupts can be held off while stepping")
                          : add("step mask", Level::note,
                                "interrupts cannot be held off: timer interrupts come in between",
                                "QEMU's own gdb server can hold them off.");
    if (!examine_place(machine)) {
        return;
    }
    examine_log(machine);
    if (doctor_status(checks_) < 2) {
        examine_switch(std::move(*connection));
    }
}

/// Finds out where the kernel and its module lie in the machine. From here on the routine has
/// those addresses.
bool Doctor::examine_place(Target& machine) {
    TargetSpec spec = target_;
    if (spec.kind == TargetSpec::Kind::attach && !spec.patience) {
        spec.patience = switch_patience;
    }
    auto place = find_kernel(spec, images_, machine, cancel_);
    if (!place) {
        add("place", Level::impossible, place.error());
        return false;
    }
    place_ = std::move(*place);
    const KernelBase& base = place_->base;
    add("KASLR", Level::ok,
        base.way == KernelBase::Way::linked
            ? words(base.way).english()
            : "offset " + hex(base.offset) + ", " + words(base.way).english());
    if (place_->module) {
        std::string sections;
        for (const char* name : {".text", ".noinstr.text", ".data", ".bss"}) {
            const auto found = place_->module->sections.find(name);
            if (found != place_->module->sections.end()) {
                sections +=
                    (sections.empty() ? "" : ", ") + found->first + " at " + hex(found->second);
            }
        }
        add("module", Level::ok, words(place_->module->way).english() + ": " + sections);
    }
    auto moved = find_switch_code(*place_->image, target_.session);
    if (!moved) {
        add("routine", Level::impossible, moved.error());
        return false;
    }
    placed_code_ = std::move(*moved);
    code_ = &*placed_code_;
    return true;
}

void Doctor::examine_registers(const TargetDescription& machine) {
    const auto served = [&](std::string_view name) {
        return std::ranges::find(machine.registers, name, &TargetDescription::Register::name) !=
               machine.registers.end();
    };
    if (!served("hstatus")) {
        add("H extension", Level::impossible, "the CPU has none: there are no guests",
            "Start QEMU with -cpu rv64,h=true.");
    } else {
        add("H extension", Level::ok, "the CPU has it");
    }
    std::string missing;
    std::size_t count = 0;
    for (const std::uint16_t number : followed_csrs()) {
        const std::string name(csr_name(number));
        if (!served(name)) {
            missing += (missing.empty() ? "" : ", ") + name;
        } else {
            ++count;
        }
    }
    missing.empty()
        ? add("registers", Level::ok, "all " + std::to_string(count) + " followed CSRs are served")
        : add("registers", Level::note, "not served, so not shown: " + missing,
              "A QEMU built for riscv64 with the hypervisor extension serves them.");
}

void Doctor::examine_log(Target& machine) {
    if (!machine.description().monitor) {
        add("monitor", Level::note, "cannot be reached: only --mode step records",
            "QEMU's own gdb server offers it.");
        return;
    }
    const auto version = machine.monitor("info version");
    add("monitor", Level::ok, version ? "of QEMU " + first_line(*version) : "can be reached");
    std::string knob;
    for (const char* name : {"one-insn-per-tb", "singlestep"}) {
        const auto help = machine.monitor(std::string("help ") + name);
        if (help && help->starts_with(name)) {
            knob = name;
            break;
        }
    }
    knob.empty() ? add("instruction log", Level::note,
                       "no command for one instruction at a time: no --mode instruction",
                       "Record with --mode block or step.")
                 : add("instruction log", Level::ok, "by " + knob);
    examine_log_filter();
}

/// The command of the QEMU whose gdb server listens at an address of this computer. Empty where
/// that is not exactly one.
std::vector<std::string> command_of_listener(const gdb::Address& address) {
    const bool tcp = address.kind == gdb::Address::Kind::tcp;
    const std::string port = std::to_string(address.port);
    std::vector<std::vector<std::string>> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        std::ifstream file(entry.path() / "cmdline");
        std::vector<std::string> words;
        for (std::string word; std::getline(file, word, '\0');) {
            words.push_back(word);
        }
        if (words.empty() || words.front().find("qemu") == std::string::npos) {
            continue;
        }
        const bool listens = std::ranges::any_of(words, [&](const std::string& word) {
            return tcp ? word.ends_with(":" + port) || word.find("port=" + port) != word.npos ||
                             word.find(":" + port + ",") != word.npos ||
                             (word == "-s" && address.port == 1234)
                       : word.find(address.path) != word.npos;
        });
        if (listens) {
            found.push_back(std::move(words));
        }
    }
    return found.size() == 1 ? found.front() : std::vector<std::string>{};
}

void Doctor::examine_log_filter() {
    const std::string filter = log_filter(code_->routine);
    if (target_.kind != TargetSpec::Kind::attach) {
        add("block log", Level::ok,
            "is restricted to the routine: -dfilter is added when it is traced");
        return;
    }
    const auto address = gdb::parse_address(target_.address);
    if (!address || !address->is_this_computer()) {
        add("block log", Level::note, "the machine is on another computer: no --mode block",
            "Run switchscope there, or record with --mode step.");
        return;
    }
    const auto command = command_of_listener(*address);
    const auto given = std::ranges::find(command, std::string("-dfilter"));
    const std::string words =
        "To record with --mode block at full speed start QEMU with: -dfilter " + filter;
    if (command.empty()) {
        add("block log", Level::note,
            "is perhaps not restricted to the routine: QEMU's command was not found", words);
    } else if (given == command.end() || std::next(given) == command.end()) {
        add("block log", Level::note, "is not restricted to the routine: --mode block is slower",
            words);
    } else if (*std::next(given) != filter) {
        add("block log", Level::problem,
            "is restricted to other addresses (-dfilter " + *std::next(given) +
                "): --mode block and instruction miss steps",
            words);
    } else {
        add("block log", Level::ok, "is restricted to the routine");
    }
}

void Doctor::examine_switch(Connection connection) {
    LiveSessionOptions options = session_options(target_, images_, *place_);
    options.skip_switches = 0;
    if (target_.kind == TargetSpec::Kind::attach && !target_.patience) {
        options.patience = switch_patience;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto session =
        LiveSession::open(std::move(connection.target), *place_->image, SwitchCode(*placed_code_),
                          std::move(options), std::move(connection.keep_alive), cancel_);
    if (!session) {
        add("world switch", Level::problem, session.error());
        return;
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    add("world switch", Level::ok,
        "reached after " + std::to_string(took.count()) +
            " ms; the routine in the machine has the same code as the image");
}

} // namespace

std::vector<Check> examine(const TargetSpec& target, std::stop_token cancel) {
    return Doctor(target, std::move(cancel)).examine();
}

int doctor_status(const std::vector<Check>& checks) {
    int status = 0;
    for (const Check& check : checks) {
        status = std::max(status, check.level == Level::impossible ? 2
                                  : check.level == Level::problem  ? 1
                                                                   : 0);
    }
    return status;
}

std::string doctor_text(const std::vector<Check>& checks) {
    std::size_t width = 0;
    for (const Check& check : checks) {
        width = std::max(width, check.name.size());
    }
    constexpr std::array<const char*, 4> marks{"OK     ", "note   ", "PROBLEM", "PROBLEM"};
    std::string text, subject;
    for (const Check& check : checks) {
        if (check.subject != subject) {
            subject = check.subject;
            text += (text.empty() ? "" : "\n") + subject + "\n";
        }
        const std::string name = check.name + std::string(width - check.name.size(), ' ');
        text += "  " + std::string(marks.at(static_cast<std::size_t>(check.level))) + "  " + name +
                "  " + check.finding + "\n";
        if (!check.remedy.empty()) {
            text += std::string(2 + 7 + 2 + width + 2, ' ') + "-> " + check.remedy + "\n";
        }
    }
    constexpr std::array<const char*, 3> verdicts{
        "Everything works.", "It works, except for what is marked as a problem.",
        "Nothing works until the last problem is solved."};
    return text + "\n" + verdicts.at(static_cast<std::size_t>(doctor_status(checks))) + "\n";
}

std::string doctor_json(const std::vector<Check>& checks) {
    constexpr std::array<const char*, 3> verdicts{"ok", "problem", "impossible"};
    nlohmann::ordered_json out{
        {"verdict", verdicts.at(static_cast<std::size_t>(doctor_status(checks)))}};
    out["checks"] = nlohmann::ordered_json::array();
    for (const Check& check : checks) {
        out["checks"].push_back({{"subject", check.subject},
                                 {"name", check.name},
                                 {"level", level_names.at(static_cast<std::size_t>(check.level))},
                                 {"finding", check.finding},
                                 {"remedy", check.remedy}});
    }
    return json_text(out, 2) + "\n";
}

} // namespace switchscope::app
