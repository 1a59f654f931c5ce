// SPDX-License-Identifier: MIT
// The window on the real demo machine: what a user does first, and what happens when QEMU dies.
#include <algorithm>
#include <csignal>
#include <set>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/machines/target_provider.h"
#include "core/isa/registers.h"
#include "tests/support/processes.h"
#include "tests/ui/support/window_driver.h"
#include "ui/base/language.h"
#include "ui/base/words.h"
#include "ui/window/status_line.h"

namespace switchscope::ui {
namespace {

using State = SessionController::State;
using testing::HasSubstr;

using DemoWindow = test::WindowOn<app::TargetProvider>;

/// The window in Chinese.
struct ChineseDemoWindow : DemoWindow {
    ChineseDemoWindow() { Language::instance().set(QString::fromLatin1(Language::chinese)); }
    ~ChineseDemoWindow() override {
        Language::instance().set(QString::fromLatin1(Language::english));
    }
    ChineseDemoWindow(const ChineseDemoWindow&) = delete;
    ChineseDemoWindow& operator=(const ChineseDemoWindow&) = delete;

    /// Keeps a text if it contains English: a word outside of `code` that occurs only in sentences.
    void listen(const QString& text) {
        static const QRegularExpression code(QStringLiteral("`[^`]*`"));
        static const QRegularExpression english(
            QStringLiteral("\\b(the|of|is|are|was|its|it|to|in|at|by|from|with|has|now|for|where|"
                           "not|no|page|mode|register|interrupt|fault|value|guest|host|step|"
                           "steps|before|switch)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        QString spoken = text;
        spoken.remove(code);
        spoken.remove(
            QRegularExpression(QStringLiteral("[\\w.]*(host|guest)[_.][\\w.]*"))); // slots
        if (spoken.contains(english)) {
            heard.insert(text.toStdString());
        }
    }
    void listen_to_table(const QAbstractItemModel& model) {
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                listen(model.index(row, column).data().toString());
                listen(model.index(row, column).data(Qt::ToolTipRole).toString());
            }
        }
    }
    void listen_to_inspector() {
        const Inspection& seen = window.session_page()->inspector()->inspection();
        for (const InspectorRow& row : seen.rows) {
            listen(row.key);
            listen(row.mono ? QString() : row.value);
        }
        for (const InspectorField& field : seen.fields) {
            listen(field.value);
            listen(field.meaning);
        }
    }
    void listen_to_lanes() {
        LanesView* lanes = window.session_page()->lanes();
        for (const LaneGroup& group : lanes->model()->groups()) {
            listen(group.title);
        }
        for (const LaneRow& row : lanes->model()->rows()) {
            for (const LaneCell& one : row.cells) {
                listen(one.reason);
            }
        }
    }
    void listen_to_moment() {
        const SessionPage& page = *window.session_page();
        EXPECT_FALSE(page.explain()->sentence().isEmpty());
        listen(page.explain()->sentence());
        listen(page.timeline()->model()->title());
        listen_to_inspector();
        if (const auto cell = page.lanes()->selected()) {
            listen(page.lanes()->tip_for(*cell));
        }
    }

    std::set<std::string> heard;
};

TEST_F(ChineseDemoWindow, explains_a_whole_switch_without_an_english_sentence) {
    for (const TargetChoice& choice : provider.choices()) {
        listen(text_of(choice.name).section(QLatin1Char(':'), 0, 0));
        listen(text_of(choice.description));
    }
    click("card_macro");
    listen_to_lanes();
    LanesView* lanes = window.session_page()->lanes();
    std::size_t steps = 0;
    while (window.controller().timeline()->state().world == World::host) {
        press(Qt::Key_F11);
        listen_to_moment();
        ++steps;
    }
    while (window.controller().timeline()->state().world == World::guest) {
        press(Qt::Key_F10);
    }
    listen_to_moment();
    const Routine& routine = window.controller().facts()->routine;
    while (routine.contains(window.controller().timeline()->state().pc)) {
        press(Qt::Key_F11);
        listen_to_moment();
        ++steps;
    }
    listen_to_moment();
    EXPECT_EQ(steps, routine.instructions().size());
    // The inspector describes every place.
    for (std::size_t row = 0; row < lanes->model()->rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            lanes->select(CellId{row, lane});
            window.session_page()->show_moment();
            listen_to_moment();
        }
    }
    for (int n = 0; n < 4; ++n) { // each guest, with an exit of its own
        press(Qt::Key_F5);
        listen_to_moment();
    }
    run(ActionId::panel_exits);
    const ExitsModel& exits = window.session_page()->panels()->exits();
    EXPECT_GE(exits.rowCount(), 4);
    listen_to_table(exits);
    EXPECT_THAT(heard, testing::IsEmpty());
}

TEST_F(ChineseDemoWindow, reports_the_end_of_qemu_in_chinese) {
    click("card_macro");
    for (const pid_t qemu : test::qemus_below(getpid())) {
        kill(qemu, SIGKILL);
    }
    press(Qt::Key_F10);
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("被信号 9"));
}

TEST_F(DemoWindow, a_recording_of_a_real_machine_reads_the_same_from_its_file) {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "demo.swrec";
    SessionController& controller = window.controller();
    click("card_macro");
    press(Qt::Key_F5);
    controller.record_to(file);
    press(Qt::Key_F5);
    press(Qt::Key_F10);
    const std::size_t steps = controller.timeline()->size();
    const MachineState state = controller.timeline()->state();
    window.open_recording(file); // this ends the session of the machine
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return controller.file() != nullptr || window.banner()->isVisible(); }, 30000));
    ASSERT_NE(controller.file(), nullptr) << window.banner()->what().toStdString();
    ASSERT_EQ(controller.timeline()->size(), steps);
    controller.go_to(steps);
    EXPECT_EQ(controller.timeline()->state(), state);
    EXPECT_EQ(controller.switches().count(), 3u);
    EXPECT_TRUE(QTest::qWaitFor([&] { return controller.file()->closed(); }, 5000));
}

TEST_F(DemoWindow, a_switch_is_stepped_macro_by_macro_and_its_slots_light_up) {
    click("card_macro");
    ASSERT_EQ(window.controller().state(), State::ready);
    press(Qt::Key_F10); // SAVE_HOST_GPRS
    EXPECT_EQ(window.controller().timeline()->position(), 23u);
    EXPECT_TRUE(cell(slot("host_context.s11")).written);
    EXPECT_EQ(cell(slot("host_context.ra")).value, cell(Location::gpr(ra)).value);
    press(Qt::Key_F10); // SAVE_HOST_AND_RESTORE_GUEST_CSRS
    EXPECT_EQ(cell(Location::csr(csr::stvec)).value,
              window.controller().facts()->routine.return_label());
    EXPECT_EQ(window.controller().timeline()->position(), 34u);
    press(Qt::Key_F10); // RESTORE_GUEST_GPRS
    EXPECT_EQ(window.controller().timeline()->position(), 65u);
    EXPECT_EQ(cell(Location::gpr(s3)).value, 0x5e53u);
    press(Qt::Key_F10); // sret
    EXPECT_EQ(world(), "VS \u00b7 guest");
    press(Qt::Key_F10); // the guest
    EXPECT_EQ(world(), "HS \u00b7 host");
    press(Qt::Key_F10); // SAVE_GUEST_GPRS
    EXPECT_EQ(cell(slot("guest_context.s3")).value, 0x5e53u);
    press(Qt::Key_F10); // SAVE_GUEST_AND_RESTORE_HOST_CSRS
    press(Qt::Key_F10); // RESTORE_HOST_GPRS
    press(Qt::Key_F10); // ret
    EXPECT_EQ(cell(slot("host_context.s11")).value, cell(Location::gpr(s11)).value);
    const std::size_t end = window.controller().timeline()->position();
    press(Qt::Key_F10, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(window.controller().timeline()->position(), end - 1);
    press(Qt::Key_F5);
    press(Qt::Key_F5);
    EXPECT_EQ(window.controller().timeline()->state().pc,
              window.controller().facts()->routine.begin());
}

TEST_F(DemoWindow, every_variant_opens) {
    for (const TargetChoice& choice : provider.choices()) {
        window.open(choice.id);
        ASSERT_TRUE(settles());
        ASSERT_EQ(window.controller().state(), State::ready) << choice.id;
        press(Qt::Key_F5);
        EXPECT_GT(window.controller().timeline()->position(), 131u) << choice.id;
        const auto* status = window.findChild<StatusLine*>();
        EXPECT_THAT(status->target_text().toStdString(), testing::StartsWith("Demo machine, "));
        run(ActionId::language_chinese);
        EXPECT_FALSE(status->target_text().contains(QStringLiteral("Demo"))) << choice.id;
        EXPECT_TRUE(window.windowTitle().startsWith(status->target_text())) << choice.id;
        run(ActionId::language_english);
    }
    EXPECT_EQ(test::qemus_below(getpid()).size(), 1u) << "the machines before are gone";
}

TEST_F(DemoWindow, every_variant_is_proven_and_its_recorded_switches_agree) {
    for (const TargetChoice& choice : provider.choices()) {
        if (choice.broken) {
            continue; // it is broken on purpose, see the next test
        }
        window.open(choice.id);
        ASSERT_TRUE(settles());
        const FindingsModel& proof = window.session_page()->findings()->model();
        EXPECT_TRUE(proof.proven()) << choice.id << ": " << proof.verdict().toStdString();
        press(Qt::Key_F5);
        press(Qt::Key_F5);
        EXPECT_EQ(proof.recorded_switches(), 2u) << choice.id;
        EXPECT_TRUE(proof.proven()) << choice.id;
        EXPECT_EQ(proof.recorded_verdict().toStdString(), "All 2 recorded switches agree.");
        EXPECT_FALSE(window.actions().get(ActionId::next_finding)->isEnabled());
    }
}

TEST_F(DemoWindow, the_broken_variant_has_one_finding_the_lost_s4) {
    click("card_broken");
    const FindingsModel& proof = window.session_page()->findings()->model();
    ASSERT_EQ(proof.findings(), 1u);
    EXPECT_FALSE(proof.proven());
    const FindingEntry found = proof.entries().front();
    EXPECT_EQ(found.id, "host-register-lost:__kvm_riscv_switch_to:s4");
    press(Qt::Key_F5);
    press(Qt::Key_F5);
    ASSERT_EQ(proof.findings(), 1u) << "the recorded switches say the same";
    EXPECT_EQ(proof.entries().front().id, found.id);
}

TEST_F(DemoWindow, the_inspector_says_where_a_restored_register_came_from) {
    click("card_macro");
    press(Qt::Key_F10);
    press(Qt::Key_F10);
    press(Qt::Key_F10); // RESTORE_GUEST_GPRS
    LanesView* lanes = window.session_page()->lanes();
    lanes->select(lanes->model()->find(Location::gpr(s3)));
    window.session_page()->show_moment();
    const Inspection& seen = window.session_page()->inspector()->inspection();
    const auto origin = std::ranges::find(seen.rows, QStringLiteral("origin"), &InspectorRow::key);
    ASSERT_NE(origin, seen.rows.end());
    EXPECT_EQ(origin->value.toStdString(), "the guest's s3");
    ASSERT_EQ(seen.chain.size(), 1u);
    EXPECT_EQ(seen.chain.front().step, 51u);
    EXPECT_THAT(seen.chain.front().text.toStdString(), testing::StartsWith("ld s3, "));
    EXPECT_THAT(lanes->tip_for(*lanes->selected()).toStdString(),
                HasSubstr("The guest's s3, brought here by `ld s3, "));
    EXPECT_EQ(lanes->model()->chain().size(), 1u) << "the lanes show the way";
    EXPECT_EQ(window.session_page()->routine()->chain().size(), 1u) << "the routine does, too";
}

TEST_F(DemoWindow, the_death_of_qemu_is_reported_and_can_be_mended) {
    click("card_macro");
    press(Qt::Key_F10);
    const auto qemus = test::qemus_below(getpid());
    ASSERT_EQ(qemus.size(), 1u);
    kill(*qemus.begin(), SIGKILL);
    press(Qt::Key_F10);
    EXPECT_EQ(window.controller().state(), State::gone);
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("QEMU was killed"));
    EXPECT_EQ(window.controller().timeline()->position(), 23u) << "what was recorded stays";
    click("banner_offer");
    EXPECT_EQ(window.controller().state(), State::ready);
    press(Qt::Key_F10);
    EXPECT_EQ(window.controller().timeline()->position(), 23u);
}

} // namespace
} // namespace switchscope::ui
