// SPDX-License-Identifier: MIT
#include "tests/bench/trace_bench.h"

#include <cstdio>
#include <memory>
#include <thread>

#include "app/machines/demo.h"
#include "app/machines/log_fifo.h"
#include "core/base/hex.h"
#include "core/session/log_plan.h"
#include "gdb/remote_target.h"
#include "tests/bench/measure.h"
#include "tests/support/linux_machine.h"

namespace switchscope::bench {

namespace {

using namespace std::chrono_literals;

/// Counts how often a text goes by, in pieces of any size.
class TextCounter {
  public:
    explicit TextCounter(std::string text) : text_(std::move(text)) {}
    void feed(std::span<const std::uint8_t> bytes) {
        rest_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        std::size_t at = 0;
        for (std::size_t found = 0; (found = rest_.find(text_, at)) != std::string::npos;) {
            at = found + text_.size();
            ++count_;
        }
        rest_.erase(0, std::max(at, rest_.size() - std::min(rest_.size(), text_.size() - 1)));
    }
    std::uint64_t count() const { return count_; }

  private:
    std::string text_, rest_;
    std::uint64_t count_ = 0;
};

/// How often a block was executed, going by the text of QEMU's log alone.
struct Executions {
    explicit Executions(std::uint64_t pc)
        : announced("/" + hex(pc).substr(2) + "/"), left("[" + hex(pc).substr(2) + "]") {}
    TextCounter announced; ///< "Trace 0: 0x... [.../pc/..."
    TextCounter left;      ///< "Stopped execution of TB chain before 0x... [pc]"
    std::uint64_t count() const { return announced.count() - left.count(); }
};

/// The log, read by the tracer, with a second pair of eyes on it.
class Watched final : public LogSource {
  public:
    Watched(std::unique_ptr<LogSource> real, Executions& counter)
        : real_(std::move(real)), counter_(counter) {}
    const std::string& path() const override { return real_->path(); }
    Result<Outcome> read_some(std::span<std::uint8_t> buffer,
                              std::chrono::milliseconds patience) override {
        auto got = real_->read_some(buffer, patience);
        if (got && got->status == Status::data) {
            counter_.announced.feed(buffer.first(got->size));
            counter_.left.feed(buffer.first(got->size));
        }
        return got;
    }

  private:
    std::unique_ptr<LogSource> real_;
    Executions& counter_;
};

struct Ignore final : SessionListener {
    void area_met(const MachineState::Area&) override {}
    void stepped(const Step&) override {}
};

app::DemoOptions demo_for(TraceMode mode) {
    app::DemoOptions options;
    options.timer = false;
    options.for_block_trace = mode == TraceMode::block;
    return options;
}

std::unique_ptr<LiveSession> open_demo_session(TraceMode mode) {
    auto machine = must(app::start_demo_machine(demo_for(mode)));
    const int fd = machine.gdb.release();
    auto target = must(gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "unix socket")));
    LiveSessionOptions options;
    options.open_log = app::LogFifo::make;
    return must(LiveSession::open(std::move(target), *must(Image::open(machine.image)),
                                  std::move(options), machine.process, {}));
}

/// Blocks a second that QEMU writes into the same pipe when what comes out is dropped.
double qemu_alone(TraceMode mode, double duration) {
    auto session = open_demo_session(mode);
    auto fifo = must(app::LogFifo::make());
    Target& target = session->target();
    const Routine& routine = session->facts()->routine;
    must(target.clear_breakpoint(routine.begin()));
    must(target.clear_breakpoint(routine.return_label()));
    must(target.monitor("logfile " + fifo->path()));
    if (mode == TraceMode::instruction) {
        if (must(target.monitor("one-insn-per-tb on")).find("unknown") != std::string::npos) {
            must(target.monitor("singlestep on"));
        }
        must(target.monitor("log in_asm,exec,cpu,nochain"));
    } else {
        for (const std::uint64_t point : split_points(routine)) {
            must(target.set_breakpoint(point));
        }
        must(target.monitor("log exec,cpu"));
    }
    std::jthread running([&](const std::stop_token& stop) {
        Request request;
        request.resume = Resume::run;
        (void)target.exchange(request, stop);
    });
    TextCounter blocks("Trace 0: ");
    std::vector<std::uint8_t> buffer(1 << 20);
    const auto start = Clock::now();
    while (seconds_since(start) < duration) {
        const auto got = must(fifo->read_some(buffer, 20ms));
        blocks.feed(std::span(buffer).first(got.size));
    }
    const double rate = static_cast<double>(blocks.count()) / seconds_since(start);
    running.request_stop();
    while (must(fifo->read_some(buffer, 200ms)).status == LogSource::Status::data) {
    }
    return rate;
}

TraceProgress traced(Session& session, TraceMode mode, double duration) {
    std::stop_source stop;
    std::jthread timer([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(duration));
        stop.request_stop();
    });
    Ignore ignore;
    TraceOptions options;
    options.mode = mode;
    return must(session.trace(options, ignore, stop.get_token()));
}

} // namespace

void trace_demo(int rounds) {
    constexpr double duration = 2.0;
    std::vector<double> alone_instruction, ours_instruction, alone_block, blocks, block_steps,
        block_switches;
    for (int round = 0; round < rounds; ++round) {
        alone_instruction.push_back(qemu_alone(TraceMode::instruction, duration));
        auto session = open_demo_session(TraceMode::instruction);
        ours_instruction.push_back(
            traced(*session, TraceMode::instruction, duration).steps_per_second());
        alone_block.push_back(qemu_alone(TraceMode::block, duration));
        session = open_demo_session(TraceMode::block);
        const double anchors = static_cast<double>(log_anchors(session->facts()->routine).size());
        const auto progress = traced(*session, TraceMode::block, duration);
        block_steps.push_back(progress.steps_per_second());
        block_switches.push_back(static_cast<double>(progress.switches) / progress.seconds);
        blocks.push_back(anchors * block_switches.back());
    }
    std::printf("\nBulk tracing the demo machine (macro variant, no timer), %d rounds in turn\n\n"
                "| how | blocks/s logged | of QEMU alone | steps/s told | switches/s |\n"
                "|---|---:|---:|---:|---:|\n",
                rounds);
    const auto share = [](double ours, double alone) { return 100 * ours / alone; };
    std::printf("| QEMU alone, log of instruction mode | %.0f | 100%% | | |\n",
                median(alone_instruction));
    std::printf("| instruction mode | %.0f | %.0f%% | %.0f | |\n", median(ours_instruction),
                share(median(ours_instruction), median(alone_instruction)),
                median(ours_instruction));
    std::printf("| QEMU alone, log of block mode | %.0f | 100%% | | |\n", median(alone_block));
    std::printf("| block mode | %.0f | %.0f%% | %.0f | %.0f |\n", median(blocks),
                share(median(blocks), median(alone_block)), median(block_steps),
                median(block_switches));
}

void trace_linux(int rounds) {
    constexpr double duration = 10.0;
    const auto vmlinux = test::linux_kernel();
    if (!vmlinux) {
        std::printf("\n%s\n", test::LinuxMachine::missing);
        return;
    }
    const auto kernel = must(Image::open(*vmlinux));
    const auto routine = must(Routine::from_image(*kernel));
    auto machine = must(test::LinuxMachine::start({"-dfilter", log_filter(routine)}));
    if (!machine) {
        std::printf("\n%s\n", test::LinuxMachine::missing);
        return;
    }
    Executions entries(routine.begin());
    auto session = must(test::LinuxMachine::open(std::move(*machine), [&] {
        auto fifo = app::LogFifo::make();
        return fifo ? Result<std::unique_ptr<LogSource>>(
                          std::make_unique<Watched>(std::move(*fifo), entries))
                    : std::move(fifo);
    }));
    // The guest counts its passes in s1: a clock of its work that is none of ours.
    const SaveArea& area = session->facts()->area;
    const std::uint64_t counter = session->state().areas.front().physical.value_or(0) +
                                  area.slots()[*area.index_of("guest_context.s1")].offset;
    const auto passes = [&] {
        Request request;
        request.memory.push_back({AddressSpace::physical, counter, 8});
        const auto bytes = must(session->target().exchange(request)).memory.front();
        std::uint64_t value = 0;
        for (std::size_t n = 8; bytes && n-- > 0;) {
            value = value << 8 | bytes->at(n);
        }
        return static_cast<double>(value);
    };
    std::vector<double> untraced_rate, traced_rate, switch_rate;
    std::uint64_t recorded = 0, corrected = 0;
    for (int round = 0; round < rounds; ++round) {
        must(session->target().clear_breakpoint(routine.begin()));
        must(session->target().clear_breakpoint(routine.return_label()));
        Request run;
        run.resume = Resume::run;
        run.patience = std::chrono::milliseconds(static_cast<int>(1000 * duration));
        double before = passes();
        auto start = Clock::now();
        must(session->target().exchange(run));
        untraced_rate.push_back((passes() - before) / seconds_since(start));

        must(session->target().set_breakpoint(routine.begin()));
        must(session->target().set_breakpoint(routine.return_label()));
        Ignore ignore;
        must(session->advance(Stride::world_switch, ignore, {}));
        before = passes();
        const auto progress = traced(*session, TraceMode::block, duration);
        traced_rate.push_back((passes() - before) / progress.seconds);
        switch_rate.push_back(static_cast<double>(progress.entries) / progress.seconds);
        recorded += progress.entries;
        corrected += progress.corrected;
    }
    std::printf("\nBlock mode on Linux 6.1 with a KVM guest, %d rounds of %.0f s in turn\n\n"
                "| | untraced | traced |\n|---|---:|---:|\n",
                rounds, duration);
    std::printf("| passes of the guest a second (2 to 3 exits each) | %.1f | %.1f (%.0f%%) |\n",
                median(untraced_rate), median(traced_rate),
                100 * median(traced_rate) / median(untraced_rate));
    std::printf("| world switches a second | | %.1f |\n", median(switch_rate));
    std::printf(
        "\n%llu switches recorded, %llu entries of the routine in QEMU's log (%llu more were "
        "announced, and put off by an interrupt), %llu steps corrected\n",
        static_cast<unsigned long long>(recorded), static_cast<unsigned long long>(entries.count()),
        static_cast<unsigned long long>(entries.left.count()),
        static_cast<unsigned long long>(corrected));
}

} // namespace switchscope::bench
