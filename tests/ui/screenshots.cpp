// SPDX-License-Identifier: MIT
// Takes pictures of the window in its typical moments, without a display.
//   screenshots --accept ACCEPTED DIRECTORY
//     writes each picture in full size. Contact sheets that differ from those in ACCEPTED replace
//     them.
//   screenshots --compare ACCEPTED DIRECTORY
//     makes only the sheets and compares them with those in ACCEPTED. Differences go to DIRECTORY.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTemporaryDir>
#include <unistd.h>

#include "app/desktop/lessons.h"
#include "app/machines/target_provider.h"
#include "core/isa/registers.h"
#include "core/trace/recording_writer.h"
#include "tests/support/processes.h"
#include "tests/support/synthetic_switches.h"
#include "tests/ui/support/album.h"
#include "tests/ui/support/synthetic_provider.h"
#include "ui/base/language.h"
#include "ui/window/main_window.h"
#include "ui/window/run.h"
#include "ui/window/status_line.h"

namespace {

using namespace switchscope;
using namespace switchscope::ui;
using test::Album;

bool wait_until(const std::function<bool()>& done) {
    QElapsedTimer waited;
    waited.start();
    while (!done()) {
        if (waited.elapsed() > 30000) {
            return false;
        }
        QApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    return true;
}

class Photographer {
  public:
    Photographer(SessionProvider& provider, Album& album, LessonProvider* lessons = nullptr)
        : window_(provider, nullptr, lessons), album_(album) {
        window_.theme().set_reduced_motion(true);
        // The speed of the steps and the folder of the build differ each time.
        for (const auto* name : {"status_speed", "status_image"}) {
            for (QLabel* label : window_.findChildren<QLabel*>(QLatin1String(name))) {
                label->setFixedWidth(0);
            }
        }
        window_.show();
    }

    bool open_file(const std::filesystem::path& path) {
        window_.open_recording(path);
        return wait_until([&] {
            const RecordingFile* file = window_.controller().file();
            return file != nullptr && file->path() == path;
        });
    }
    void go_to(std::size_t position) { window_.controller().cursor().go_to(position); }
    bool wait_for_check() {
        return wait_until([&] { return !window_.session_page()->findings()->model().checking(); });
    }
    MainWindow& window() { return window_; }

    bool open(const std::string& choice) {
        window_.open(choice);
        return wait_until(
            [&] { return window_.controller().target().state() != LiveTarget::State::opening; });
    }

    bool go(Stride stride, int times = 1) {
        for (int n = 0; n < times; ++n) {
            window_.controller().target().forward(stride);
            if (!wait_until([&] { return !window_.controller().target().busy(); })) {
                return false;
            }
        }
        return true;
    }

    const SaveArea& area() { return window_.controller().facts()->area; }

    void select(const std::optional<Location>& location) {
        LanesView* lanes = window_.session_page()->lanes();
        lanes->select(location ? lanes->model()->find(*location) : std::nullopt);
        window_.session_page()->show_moment();
    }

    void do_action(ActionId id) { window_.actions().run(id); }

    bool keys(const QString& name) {
        window_.keys()->toggle();
        const bool taken = take(name);
        window_.keys()->toggle();
        return taken;
    }

    bool keys_zoomed(const QString& name) {
        window_.keys()->toggle();
        const bool saved = save(name, {.size = {1280, 720}, .scale = 2});
        window_.keys()->toggle();
        return saved;
    }

    /// Lets the machine die during a step.
    bool complain() {
        for (const pid_t qemu : test::qemus_below(getpid())) {
            kill(qemu, SIGKILL);
        }
        window_.controller().target().forward(Stride::instruction);
        return wait_until(
            [&] { return window_.controller().target().state() == LiveTarget::State::gone; });
    }

    /// Takes the moment in both themes, at both scales and in both languages. Each two of these
    /// settings meet once.
    bool take(const QString& name) {
        struct Look {
            const char* suffix;
            const char* language;
            ThemeMode theme;
            double scale;
        };
        static constexpr std::array looks{
            Look{"-dark", Language::english, ThemeMode::dark, 1},
            Look{"-light-200", Language::english, ThemeMode::light, 2},
            Look{"-chinese-light", Language::chinese, ThemeMode::light, 1},
            Look{"-chinese-dark-200", Language::chinese, ThemeMode::dark, 2}};
        const QString before = Language::instance().code();
        const bool taken = std::ranges::all_of(looks, [&](const Look& look) {
            Language::instance().set(QString::fromLatin1(look.language));
            // A change of language checks the recording again.
            return wait_for_check() && picture(name, name + QLatin1String(look.suffix),
                                               {.theme = look.theme, .scale = look.scale});
        });
        Language::instance().set(before);
        return taken;
    }

    /// Takes one picture in a size of its own.
    bool save(const QString& name, const Shot& shot) {
        return picture(QStringLiteral("other-sizes"), name, shot);
    }

  private:
    bool picture(const QString& sheet, const QString& name, const Shot& shot) {
        settle(shot);
        return album_.add(sheet, name, render_window(window_, shot));
    }

    /// Resets what depends on how fast the pictures before were taken. These are messages that
    /// disappear by themselves, and the place to which the lanes were scrolled.
    void settle(const Shot& shot) {
        (void)render_window(window_, shot);
        for (StatusLine* line : window_.findChildren<StatusLine*>()) {
            line->say({});
        }
        if (LanesView* lanes = window_.session_page()->lanes()) {
            lanes->horizontalScrollBar()->setValue(0);
            lanes->verticalScrollBar()->setValue(0);
            QResizeEvent again(lanes->viewport()->size(), lanes->viewport()->size());
            QApplication::sendEvent(lanes->viewport(), &again);
        }
    }

    MainWindow window_;
    Album& album_;
};

/// In every size in which it has to be readable.
bool take_in_all_sizes(Photographer& camera, const QString& name) {
    return camera.take(name) &&
           camera.save(name + QStringLiteral("-small"), {.size = {1280, 720}}) &&
           camera.save(name + QStringLiteral("-small-zoomed"), {.size = {1280, 720}, .scale = 2});
}

bool take_proof(Photographer& camera) {
    camera.do_action(ActionId::proof);
    const bool taken = take_in_all_sizes(camera, QStringLiteral("proven"));
    camera.do_action(ActionId::proof);
    return taken;
}

bool take_recorded_proof(Photographer& camera) {
    camera.do_action(ActionId::proof);
    const bool taken = camera.take(QStringLiteral("proven-recorded"));
    camera.do_action(ActionId::proof);
    return taken;
}

/// Each arrangement of the lanes, larger and smaller, and a value under way.
bool take_arrangements(Photographer& camera) {
    LanesView* lanes = camera.window().session_page()->lanes();
    bool taken = true;
    for (const auto& [id, name] : {std::pair(ActionId::lanes_memory, "lanes-memory"),
                                   std::pair(ActionId::lanes_compact, "lanes-compact"),
                                   std::pair(ActionId::lanes_by_register, "lanes-by-register")}) {
        camera.do_action(id);
        const QString shot = QLatin1String(name);
        taken = taken && camera.take(shot) &&
                camera.save(shot + QStringLiteral("-large"), {.size = {3200, 2000}, .scale = 2}) &&
                camera.save(shot + QStringLiteral("-small"), {.size = {1280, 720}}) &&
                camera.save(shot + QStringLiteral("-wide"), {.size = {2560, 1440}});
        camera.do_action(ActionId::language_chinese);
        taken = taken && camera.save(shot + QStringLiteral("-chinese"), {});
        camera.do_action(ActionId::language_english);
        (void)render_window(camera.window(), {});
        lanes->set_arrow(0.6);
        taken = taken && camera.save(shot + QStringLiteral("-under-way"), {});
        lanes->set_arrow(1);
    }
    lanes->set_zoom(2);
    taken = taken && camera.save(QStringLiteral("lanes-zoomed"), {});
    lanes->set_zoom(1);
    return taken;
}

bool take_chain(Photographer& camera) {
    // The guest's a0 takes the longest way: over sscratch and t1 into its slot.
    if (!camera.go(Stride::macro, 2)) {
        return false;
    }
    camera.select(Location::slot(0, *camera.area().index_of_gpr(SlotOwner::guest, a0)));
    const bool taken = take_in_all_sizes(camera, QStringLiteral("chain"));
    camera.select(std::nullopt);
    return taken;
}

/// Takes a layout in a small window.
bool take_layout(Photographer& camera, const QString& name) {
    return camera.take(name) &&
           camera.save(name + QStringLiteral("-small"), {.size = {1280, 720}}) &&
           camera.save(name + QStringLiteral("-small-zoomed"), {.size = {1280, 720}, .scale = 2});
}

/// The panels around the lanes in each layout, the palette, another language, presenting.
bool take_panels(Photographer& camera) {
    Panels& panels = *camera.window().session_page()->panels();
    camera.do_action(ActionId::layout_debug);
    panels.watch(QStringLiteral("guest_context.a0"));
    panels.watch(QStringLiteral("sscratch"));
    panels.watch(QStringLiteral("s3"));
    SessionController& controller = camera.window().controller();
    controller.breakpoints().toggle(24);
    const SessionFacts& facts = *controller.facts();
    for (const char* spec : {"guest-exit if cause == 23 after 2", "write:guest_context.a0 by code",
                             "macro:SAVE_GUEST_GPRS vcpu 0 off"}) {
        controller.breakpoints().add(*Breakpoint::parse(spec, facts.routine, facts.area));
    }
    bool taken = take_layout(camera, QStringLiteral("layout-debug"));
    controller.bookmarks().set(controller.timeline()->position(),
                               "here the guest's a0 is on its way");
    controller.bookmarks().set(40, "CSRs swapped");
    camera.do_action(ActionId::layout_trace);
    camera.do_action(ActionId::compare_previous);
    taken = taken && take_layout(camera, QStringLiteral("layout-trace"));
    panels.exits_panel()->mode()->click();
    taken = taken && camera.take(QStringLiteral("exit-counts"));
    panels.exits_panel()->mode()->click();
    camera.do_action(ActionId::layout_teach);
    taken = taken && take_layout(camera, QStringLiteral("layout-teach"));
    camera.do_action(ActionId::palette);
    camera.window().palette()->filter()->setText(QStringLiteral("run"));
    taken = taken && camera.take(QStringLiteral("palette"));
    camera.window().palette()->toggle();
    camera.do_action(ActionId::presenter);
    taken = taken && camera.save(QStringLiteral("presenting"), {.scale = 1.5});
    camera.do_action(ActionId::presenter);
    camera.window().theme().set_scale(1);
    return taken;
}

bool take_findings(Album& album) {
    test::SyntheticProvider provider;
    Photographer camera(provider, album);
    if (!camera.open("broken") || !camera.go(Stride::macro) ||
        !camera.take(QStringLiteral("findings-badge"))) {
        return false;
    }
    camera.do_action(ActionId::next_finding);
    return take_in_all_sizes(camera, QStringLiteral("findings")) &&
           camera.save(QStringLiteral("findings-tall"), {.size = {1600, 1600}}) &&
           camera.go(Stride::world_switch, 2) && camera.take(QStringLiteral("findings-recorded"));
}

/// A recording of made-up switches; true when it is there.
bool make_recording(const std::filesystem::path& path, std::size_t steps, std::uint32_t harts = 1) {
    const auto facts = test::demo_facts();
    test::SyntheticSwitches machine(facts, 1, harts, static_cast<std::uint16_t>(harts));
    RecordingHeader header;
    header.producer = "screenshots";
    for (std::uint32_t hart = 0; hart < harts; ++hart) {
        header.harts.push_back(hart);
    }
    header.facts = facts;
    header.start = machine.state();
    auto writer = RecordingWriter::create(path, header, {.overwrite = true});
    for (std::size_t n = 0; writer && n < steps; ++n) {
        if (!writer->append(machine.next())) {
            return false;
        }
    }
    return writer && writer->close();
}

bool take_drop_hint(Photographer& camera) {
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/boot.swrec"))});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &dragged, Qt::LeftButton,
                          Qt::NoModifier);
    QApplication::sendEvent(&camera.window(), &enter);
    const bool taken = camera.take(QStringLiteral("drop-hint"));
    QDragLeaveEvent leave;
    QApplication::sendEvent(&camera.window(), &leave);
    return taken;
}

bool take_harts(Photographer& camera, const std::filesystem::path& path) {
    if (!camera.open_file(path) || !camera.wait_for_check()) {
        return false;
    }
    camera.go_to(123'456);
    SessionController& controller = camera.window().controller();
    controller.bookmarks().set(123'000, "a bookmark");
    camera.do_action(ActionId::marker_a);
    bool taken = camera.take(QStringLiteral("harts"));
    camera.do_action(ActionId::timeline_switch);
    camera.do_action(ActionId::timeline_out);
    camera.do_action(ActionId::timeline_out);
    taken = taken && camera.take(QStringLiteral("harts-near"));
    camera.do_action(ActionId::timeline_switch);
    camera.do_action(ActionId::layout_trace);
    taken = taken && camera.take(QStringLiteral("harts-switch"));
    camera.do_action(ActionId::layout_teach);
    camera.do_action(ActionId::timeline_all);
    return taken;
}

bool take_recordings(Album& album) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    if (!make_recording(path / "short.swrec", 4000) ||
        !make_recording(path / "harts.swrec", 300'000, 2) ||
        !make_recording(path / "big.swrec", 300'000)) {
        return false;
    }
    test::SyntheticProvider provider;
    Photographer camera(provider, album);
    if (!take_drop_hint(camera) || !camera.open_file(path / "short.swrec")) {
        return false;
    }
    camera.go_to(1234);
    if (!camera.take(QStringLiteral("recorded"))) {
        return false;
    }
    camera.go_to(4000);
    if (!camera.take(QStringLiteral("recorded-end")) || !camera.open_file(path / "big.swrec")) {
        return false;
    }
    camera.go_to(183'456);
    camera.do_action(ActionId::proof);
    if (!camera.wait_for_check() || !camera.take(QStringLiteral("big-timeline"))) {
        return false;
    }
    camera.do_action(ActionId::proof);
    if (!take_harts(camera, path / "harts.swrec") || !camera.open("macro") ||
        !camera.go(Stride::world_switch, 2)) {
        return false;
    }
    camera.window().controller().recorder().record_to(path / "session.swrec");
    return camera.go(Stride::macro) && camera.take(QStringLiteral("recording-to-file"));
}

/// A lesson: its text, a place that is asked for and missed, choices, the list, in Chinese.
bool take_lessons(SessionProvider& provider, LessonProvider& lessons, Album& album) {
    Photographer camera(provider, album, &lessons);
    LessonGuide& guide = camera.window().guide();
    const auto lead = [&](const char* id) {
        guide.start(id);
        return wait_until([&] {
            return guide.state() == LessonGuide::State::leading && guide.lesson().id == id;
        });
    };
    if (!lead("1-one-switch.js")) {
        return false;
    }
    guide.answer_place(Location::slot(0, *camera.area().index_of("host_context.sp")));
    bool taken = take_in_all_sizes(camera, QStringLiteral("lesson-place"));
    guide.give_up();
    guide.go(2);
    taken = taken && camera.take(QStringLiteral("lesson-note"));
    taken = taken && lead("3-the-way-home.js");
    while (guide.note()->question == std::nullopt && guide.index() + 1 < guide.count()) {
        guide.next();
    }
    guide.answer_choice(0);
    taken = taken && take_in_all_sizes(camera, QStringLiteral("lesson-choices"));
    guide.answer_choice(1);
    taken = taken && camera.take(QStringLiteral("lesson-answered"));
    camera.window().session_page()->lesson()->show_list();
    taken = taken && camera.take(QStringLiteral("lesson-list"));
    taken = taken && lead("7-find-the-bug.js");
    guide.go(4);
    guide.answer_place(Location::slot(0, *camera.area().index_of("host_context.s4")));
    taken = taken && camera.take(QStringLiteral("lesson-bug"));
    camera.do_action(ActionId::start_page);
    return taken && camera.take(QStringLiteral("start-page-lessons")) &&
           camera.save(QStringLiteral("start-page-lessons-zoomed"), {.scale = 2}) &&
           camera.save(QStringLiteral("start-page-lessons-small"), {.size = {1280, 720}});
}

bool take_legend(Photographer& camera) {
    camera.do_action(ActionId::legend);
    const bool taken = camera.take(QStringLiteral("legend"));
    camera.do_action(ActionId::legend);
    return taken;
}

bool take_all(SessionProvider& provider, LessonProvider& lessons, Album& album) {
    Photographer camera(provider, album, &lessons);
    if (!camera.take(QStringLiteral("start-page")) || !camera.open(provider.choices().front().id)) {
        return false;
    }
    return camera.take(QStringLiteral("entry")) && camera.go(Stride::instruction, 12) &&
           camera.take(QStringLiteral("save-host")) && camera.go(Stride::macro) &&
           camera.go(Stride::instruction, 6) && camera.take(QStringLiteral("csr-swap")) &&
           camera.go(Stride::macro) && camera.go(Stride::instruction, 18) &&
           camera.take(QStringLiteral("restore-guest")) &&
           camera.save(QStringLiteral("restore-guest-high-dpi"), {.pixel_ratio = 2}) &&
           camera.save(QStringLiteral("restore-guest-small"), {.size = {1100, 700}}) &&
           take_legend(camera) && take_arrangements(camera) && take_proof(camera) &&
           camera.go(Stride::half) && camera.go(Stride::instruction, 5) &&
           camera.take(QStringLiteral("guest")) && camera.go(Stride::half) &&
           camera.take(QStringLiteral("trapped")) && take_chain(camera) &&
           camera.go(Stride::world_switch, 3) && camera.go(Stride::instruction, 30) &&
           camera.take(QStringLiteral("third-switch")) && take_recorded_proof(camera) &&
           take_panels(camera) && camera.keys(QStringLiteral("keys")) &&
           camera.keys_zoomed(QStringLiteral("keys-zoomed")) && camera.complain() &&
           camera.take(QStringLiteral("error-banner"));
}

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    prepare_application(application);
    const QStringList arguments = QApplication::arguments().mid(1);
    const bool compare = arguments.value(0) == QLatin1String("--compare");
    const bool accept = arguments.value(0) == QLatin1String("--accept");
    if (arguments.size() != 3 || (!compare && !accept)) {
        std::fprintf(stderr, "screenshots --accept|--compare ACCEPTED DIRECTORY\n");
        return 2;
    }
    Album album(arguments.last(), !compare);
    // The target that is photographed: the real demo machine, the same every time.
    app::TargetSpec demo;
    demo.timer = false;
    app::TargetProvider provider(demo);
    app::LessonPlayer lessons;
    if (!take_lessons(provider, lessons, album) || !take_recordings(album) ||
        !take_findings(album) || !take_all(provider, lessons, album)) {
        return 2;
    }
    if (accept) {
        return album.accept(arguments.at(1)) ? 0 : 2;
    }
    if (album.compare_with(arguments.at(1))) {
        return 0;
    }
    std::fprintf(stderr, "The window looks otherwise than was accepted. Look at the pictures named "
                         "above; where they are "
                         "as they should be, ./dev screenshot accepts them.\n");
    return 1;
}
