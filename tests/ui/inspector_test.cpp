// SPDX-License-Identifier: MIT
// The inspector in the window: bit fields, the history of writes, and values that are changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

struct InspectorWindow : Window {
    InspectorPanel& inspector() { return *window.session_page()->inspector(); }
    void select(const Location& place) {
        LanesView* lanes = window.session_page()->lanes();
        const CellId cell = *lanes->model()->find(place);
        QTest::mouseClick(lanes->viewport(), Qt::LeftButton, Qt::NoModifier,
                          lanes->geometry_of_cells()->cell(cell).center().toPoint());
    }
    std::string shown() {
        return inspector().findChild<QTextBrowser*>()->toPlainText().toStdString();
    }
    std::string history(int row, int column) {
        return inspector().history().index(row, column).data().toString().toStdString();
    }
    void enter(const char* text) {
        press(Qt::Key_F4);
        QLineEdit* line = inspector().editor()->line();
        ASSERT_TRUE(line->isVisible());
        QTest::keyClicks(line, QLatin1String(text)); // replaces the old text, which is selected
        QTest::keyClick(line, Qt::Key_Return);
        ASSERT_TRUE(settles());
    }
};

TEST_F(InspectorWindow, names_every_bit_field_with_its_meaning_and_marks_what_has_changed) {
    open("macro");
    press(Qt::Key_F10);
    for (int n = 0; n < 5; ++n) {
        press(Qt::Key_F11); // the last step is csrrw t0, sstatus, t0
    }
    select(Location::csr(csr::sstatus));
    const Inspection& seen = inspector().inspection();
    ASSERT_FALSE(seen.fields.empty());
    std::size_t changed = 0;
    for (const InspectorField& field : seen.fields) {
        EXPECT_FALSE(field.meaning.isEmpty()) << field.name.toStdString();
        EXPECT_THAT(shown(), HasSubstr(field.meaning.toStdString()));
        changed += field.changed ? 1 : 0;
    }
    EXPECT_GT(changed, 0u) << shown();
    EXPECT_LT(changed, seen.fields.size());
    press(Qt::Key_F11);
    for (const InspectorField& field : seen.fields) {
        EXPECT_FALSE(field.changed) << "not by the last step: " << field.name.toStdString();
    }
}

TEST_F(InspectorWindow, lists_the_writes_of_a_register_and_a_click_goes_to_one) {
    open("macro");
    for (int n = 0; n < 3; ++n) {
        press(Qt::Key_F5);
    }
    select(Location::gpr(s3));
    const WriteHistory& history_model = inspector().history();
    ASSERT_EQ(history_model.rowCount(), 9)
        << "the guest's, the guest itself, the host's: 3 switches";
    EXPECT_EQ(history(0, WriteHistory::in_switch), "2") << "switches count from 0";
    EXPECT_EQ(history(0, WriteHistory::in_macro), "RESTORE_HOST_GPRS");
    EXPECT_EQ(history(8, WriteHistory::in_macro), "RESTORE_GUEST_GPRS");
    EXPECT_EQ(history(8, WriteHistory::to_value), "5e63");
    EXPECT_EQ(history(8, WriteHistory::from_value), "ffffffff8001b8a8");
    EXPECT_EQ(history(7, WriteHistory::in_macro), "VS \u00b7 guest");
    DataTable* table = inspector().history_table();
    table->scrollTo(history_model.index(8, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                      table->visualRect(history_model.index(8, 0)).center());
    EXPECT_EQ(position(), csrs_swapped + 18);
    EXPECT_EQ(history_model.row_of_cursor(), 8) << "now the others are ahead";
}

TEST_F(InspectorWindow, an_edited_value_is_a_step_of_the_recording) {
    open("macro");
    select(Location::gpr(s3));
    enter("-1");
    EXPECT_EQ(position(), 1u);
    EXPECT_EQ(cell(Location::gpr(s3)).value, ~std::uint64_t{0});
    EXPECT_FALSE(inspector().editor()->isVisible());
    EXPECT_THAT(explained(), HasSubstr("s3 was changed meanwhile"));
    press(Qt::Key_F10);
    EXPECT_EQ(cell(slot("host_context.s3")).value, ~std::uint64_t{0}) << "the switch saves it";
}

TEST_F(InspectorWindow, a_text_that_is_no_number_stays_in_the_line_with_a_message) {
    open("macro");
    select(Location::gpr(s3));
    enter("many");
    EXPECT_TRUE(inspector().editor()->isVisible());
    EXPECT_THAT(find<QLabel>("value_hint")->text().toStdString(), HasSubstr("no number"));
    EXPECT_EQ(position(), 0u);
    QTest::keyClick(inspector().editor()->line(), Qt::Key_Escape);
    EXPECT_FALSE(inspector().editor()->isVisible());
}

TEST_F(InspectorWindow, a_refused_value_is_reported_and_the_session_goes_on) {
    open("macro");
    press(Qt::Key_F11, Qt::ShiftModifier);
    press(Qt::Key_F11, Qt::ShiftModifier); // the trap has just written scause
    window.controller().write(Location::csr(csr::scause), 5);
    ASSERT_TRUE(settles());
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("scause keeps its value"));
    EXPECT_EQ(window.controller().state(), SessionController::State::ready);
}

TEST_F(InspectorWindow, a_value_of_the_past_cannot_be_edited) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_F11, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(available(ActionId::edit_value));
    EXPECT_THAT(tip(ActionId::edit_value), HasSubstr("the cursor is in the past"));
}

} // namespace
} // namespace switchscope::ui
