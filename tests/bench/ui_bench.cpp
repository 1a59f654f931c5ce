// SPDX-License-Identifier: MIT
// How fast the window answers: ui_bench [STEPS]. The window on screen, the demo's first macro, a
// step's repaint at 2560x1440, and a cursor that is dragged through a recording of STEPS steps (10
// million). With --where it tells which widgets a step's time goes to, of usual steps and of the
// slowest.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <optional>
#include <string_view>
#include <vector>

#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>

#include "app/machines/target_provider.h"
#include "core/trace/recording_writer.h"
#include "tests/bench/event_account.h"
#include "tests/bench/measure.h"
#include "tests/support/synthetic_switches.h"
#include "ui/window/main_window.h"
#include "ui/window/run.h"

namespace switchscope {
namespace {

using bench::Clock;
using bench::cpu_seconds;
using bench::EventAccount;
using bench::give_up;
using bench::must;
using bench::seconds_since;
using ui::MainWindow;

void wait_until(const char* what, const std::function<bool()>& done) {
    if (!QTest::qWaitFor(done, 60000)) {
        give_up(std::string("waited a minute in vain for ") + what);
    }
}

bool told_all = true;

void tell(const std::string& what, double value, const std::string& unit, double limit,
          bool at_least = false) {
    const bool kept = at_least ? value >= limit : value <= limit;
    told_all = told_all && kept;
    std::cout << what << ": " << value << ' ' << unit << " ("
              << (at_least ? "at least " : "at most ") << limit << (kept ? ")" : "): MISSED")
              << '\n';
}

/// The slowest of a hundred.
double percentile_99(std::vector<double> values) {
    std::ranges::sort(values);
    return values.at(values.size() * 99 / 100);
}

/// Processor time until what has changed is in the window's pixels.
double repaint_ms(const std::function<void()>& change) {
    const double begin = cpu_seconds();
    change();
    QApplication::processEvents(); // paints what has changed, and nothing else
    return 1000 * (cpu_seconds() - begin);
}

/// Which widgets the time of usual steps and of the slowest goes to.
void tell_where(MainWindow& window, EventAccount& application, std::size_t begin, std::size_t end) {
    struct Measured {
        double ms;
        EventAccount::Times times;
    };
    std::vector<Measured> steps;
    for (std::size_t position = begin; position < end; ++position) {
        application.begin();
        const double began = cpu_seconds();
        window.controller().cursor().go_to(position);
        const double moved = 1000 * (cpu_seconds() - began);
        const double all = moved + repaint_ms([] {});
        steps.push_back({all, application.end()});
        steps.back().times["(handlers of the cursor's move, with events they send)"] = moved;
    }
    std::ranges::sort(steps, {}, &Measured::ms);
    const auto mean_of = [&](const char* what, std::size_t from, std::size_t to) {
        std::vector<EventAccount::Times> accounts;
        for (std::size_t n = from; n < to; ++n) {
            accounts.push_back(steps.at(n).times);
        }
        std::cout << "  " << what << ", " << steps.at((from + to) / 2).ms << " ms, of which:\n"
                  << bench::table_of(accounts, 0.005);
    };
    const std::size_t count = steps.size();
    mean_of("the middle fifth of the steps", count * 2 / 5, count * 3 / 5);
    mean_of("the slowest of fifty", count - count / 50, count);
}

/// The frames in which a step's value travels along its arrow.
void measure_flight(MainWindow& window, std::size_t end) {
    ui::LanesView* lanes = window.session_page()->lanes();
    std::vector<double> frames;
    for (std::size_t position = end - std::min<std::size_t>(end, 100); position < end; ++position) {
        window.controller().cursor().go_to(position);
        QApplication::processEvents();
        for (double grown = 0; grown <= 1 && !lanes->model()->moves().empty(); grown += 0.1) {
            frames.push_back(repaint_ms([&] { lanes->set_arrow(grown); }));
        }
    }
    tell("a frame of an arrow's growth, 99 of 100", percentile_99(frames), "ms", 4);
    std::cout << "  median " << bench::median(frames) << " ms\n";
}

void measure_start(EventAccount& application, bool where) {
    const auto begin = Clock::now();
    app::TargetProvider provider;
    MainWindow window(provider, nullptr);
    window.theme().set_reduced_motion(true);
    window.show();
    wait_until("the window", [&] { return QTest::qWaitForWindowExposed(&window); });
    window.repaint();
    tell("window on screen", seconds_since(begin), "s", 0.5);

    const auto opened = Clock::now();
    window.open("macro");
    wait_until("the demo", [&] { return !window.controller().target().busy(); });
    window.controller().target().forward(Stride::macro);
    wait_until("the first macro", [&] { return !window.controller().target().busy(); });
    window.repaint();
    tell("demo's first macro highlighted, from the click on", seconds_since(opened), "s", 1.5);

    window.resize(2560, 1440);
    QApplication::processEvents();
    for (int n = 0; n < 3; ++n) {
        window.controller().target().forward(Stride::world_switch);
        wait_until("a switch", [&] { return !window.controller().target().busy(); });
    }
    std::vector<double> steps;
    const std::size_t end = window.controller().timeline()->size();
    for (std::size_t position = end - std::min<std::size_t>(end, 500); position < end; ++position) {
        steps.push_back(repaint_ms([&] { window.controller().cursor().go_to(position); }));
    }
    tell("a step and its repaint at 2560x1440, 99 of 100", percentile_99(steps), "ms", 8);
    std::cout << "  median " << bench::median(steps) << " ms, the slowest at";
    for (int n = 0; n < 5; ++n) {
        const auto slowest = std::ranges::max_element(steps);
        const auto number = static_cast<std::size_t>(slowest - steps.begin());
        std::cout << ' ' << end - steps.size() + number << " (" << *slowest << " ms)";
        *slowest = 0;
    }
    std::cout << '\n';
    if (where) {
        tell_where(window, application, end - steps.size(), end);
    }
    measure_flight(window, end);
}

std::filesystem::path make_recording(const std::filesystem::path& folder, std::size_t steps) {
    const auto facts = test::demo_facts();
    test::SyntheticSwitches machine(facts);
    RecordingHeader header;
    header.producer = "ui_bench";
    header.harts = {0};
    header.facts = facts;
    header.start = machine.state();
    const auto path = folder / "long.swrec";
    auto writer = must(RecordingWriter::create(path, header, {.overwrite = true}));
    for (std::size_t n = 0; n < steps; ++n) {
        must(writer.append(machine.next()));
    }
    must(writer.close());
    return path;
}

void measure_scrubbing(std::size_t steps) {
    const QTemporaryDir folder;
    const auto path = make_recording(folder.path().toStdString(), steps);
    app::TargetProvider provider;
    MainWindow window(provider, nullptr);
    window.theme().set_reduced_motion(true);
    window.resize(2560, 1440);
    window.show();
    window.open_recording(path);
    wait_until("the recording", [&] { return window.controller().file() != nullptr; });
    wait_until("its check", [&] { return !window.session_page()->findings()->model().checking(); });

    // As a hand drags it: along all that is recorded, a few pixels a frame.
    ui::TimelineBar* bar = window.session_page()->timeline();
    bar->show_whole();
    const QRectF area = bar->tracks_area();
    const auto drag = [&](QEvent::Type type, const QPointF& at) {
        QMouseEvent event(type, at, bar->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton,
                          Qt::NoModifier);
        QApplication::sendEvent(bar, &event);
    };
    drag(QEvent::MouseButtonPress, area.topLeft() + QPointF(1, 2));
    std::vector<double> frames;
    constexpr int count = 300;
    for (int n = 0; n < count; ++n) {
        const QPointF at(area.left() + area.width() * n / count, area.center().y());
        frames.push_back(repaint_ms([&] { drag(QEvent::MouseMove, at); }));
    }
    drag(QEvent::MouseButtonRelease, area.center());
    double sum = 0;
    for (const double frame : frames) {
        sum += frame;
    }
    tell("scrubbing " + std::to_string(steps) + " steps", 1000.0 * count / sum, "frames/s", 30,
         true);
    std::cout << "  99 of 100 frames within " << percentile_99(frames) << " ms\n";
}

} // namespace
} // namespace switchscope

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    switchscope::bench::EventAccount application(argc, argv);
    switchscope::ui::prepare_application(application);
    std::size_t steps = 10'000'000;
    bool where = false;
    for (int n = 1; n < argc; ++n) {
        const std::string_view argument(argv[n]);
        where = where || argument == "--where";
        steps = argument == "--where" ? steps : std::strtoull(argv[n], nullptr, 10);
    }
    switchscope::measure_start(application, where);
    if (steps > 0) {
        switchscope::measure_scrubbing(steps);
    }
    return switchscope::told_all ? 0 : 1;
}
