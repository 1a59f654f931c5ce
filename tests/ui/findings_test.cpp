// SPDX-License-Identifier: MIT
// What the proof says, as the list, the matrix and the routine panel have it.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"
#include "ui/proof/findings_model.h"
#include "ui/proof/matrix_model.h"
#include "ui/routine/routine_model.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

/// A model that Qt's own tester watches while it shows one routine after the other.
struct Findings : testing::Test {
    FindingsModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    std::string code_of(const FindingEntry& entry) {
        return broken_facts()->routine.instructions().at(*entry.instruction).text();
    }
};

TEST_F(Findings, nothing_is_claimed_without_a_routine) {
    EXPECT_FALSE(model.proven());
    EXPECT_TRUE(model.verdict().isEmpty());
    EXPECT_FALSE(model.neighbour(std::nullopt, 1));
}

TEST_F(Findings, a_good_routine_is_proven_and_the_properties_are_counted) {
    model.show_session(synthetic_facts());
    EXPECT_TRUE(model.proven());
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_GT(model.report().clauses, 100u);
    EXPECT_EQ(model.verdict().toStdString(),
              "This routine is proven correct: " + std::to_string(model.report().clauses) +
                  " properties hold.");
}

TEST_F(Findings, a_store_to_the_wrong_slot_is_a_finding_with_rule_and_instruction) {
    model.show_session(synthetic_facts());
    model.show_session(broken_facts());
    EXPECT_FALSE(model.proven());
    ASSERT_EQ(model.findings(), 2u);
    const FindingEntry& store = model.entries().at(0);
    EXPECT_EQ(store.kind().toStdString(), "error host-register-lost");
    EXPECT_EQ(code_of(store), "sd s4, 0xc8(a0)");
    EXPECT_EQ(code_of(model.entries().at(1)), "ld s4, 0xd0(a0)");
    EXPECT_THAT(model.index(0).data().toString().toStdString(),
                HasSubstr("After the switch s3 holds the host's s4"));
    EXPECT_THAT(model.index(0).data(Qt::AccessibleTextRole).toString().toStdString(),
                testing::StartsWith("error host-register-lost: "));
    EXPECT_THAT(model.verdict().toStdString(), HasSubstr("2 findings"));
}

TEST_F(Findings, the_next_finding_after_the_last_is_the_first) {
    model.show_session(broken_facts());
    EXPECT_EQ(model.neighbour(std::nullopt, 1), 0);
    EXPECT_EQ(model.neighbour(0, 1), 1);
    EXPECT_EQ(model.neighbour(1, 1), 0);
    EXPECT_EQ(model.neighbour(0, -1), 1);
    EXPECT_EQ(model.neighbour(std::nullopt, -1), 1);
}

TEST_F(Findings, recorded_switches_of_a_good_routine_agree) {
    model.show_session(synthetic_facts());
    const Moment moment(second_entry);
    QSignalSpy changed(&model, &FindingsModel::verdict_changed);
    model.follow(moment.recording);
    EXPECT_EQ(model.recorded_switches(), 1u);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_TRUE(model.proven());
    EXPECT_EQ(model.recorded_verdict().toStdString(), "The recorded switch agrees.");
    model.follow(moment.recording);
    EXPECT_EQ(model.recorded_switches(), 1u) << "seen already";
}

TEST_F(Findings, a_finding_of_the_proof_is_counted_when_it_happens) {
    model.show_session(broken_facts());
    const MemoryRecording recording = broken_recording(2 * second_entry);
    model.follow(recording);
    EXPECT_EQ(model.recorded_switches(), 2u);
    EXPECT_EQ(model.findings(), 2u) << "one mistake is one entry";
    const FindingEntry& store = model.entries().at(0);
    EXPECT_EQ(store.times, 2u);
    ASSERT_TRUE(store.step);
    EXPECT_EQ(recording.step(*store.step).pc,
              broken_facts()->routine.instructions().at(*store.instruction).address);
    EXPECT_LT(*store.step, host_saved) << "the first of them";
}

TEST_F(Findings, a_finding_that_only_the_recording_shows_has_its_own_entry) {
    // The code is that of the good routine. Only the recording shows that the target does something
    // else.
    model.show_session(synthetic_facts());
    ASSERT_TRUE(model.proven());
    QSignalSpy inserted(&model, &FindingsModel::rowsInserted);
    model.follow(broken_recording(second_entry));
    EXPECT_GT(inserted.size(), 0);
    ASSERT_GT(model.findings(), 0u);
    EXPECT_FALSE(model.proven());
    EXPECT_EQ(model.entries().front().times, 1u);
    EXPECT_TRUE(model.entries().front().step);
}

struct Matrix : testing::Test {
    MatrixModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    void show(const std::shared_ptr<const SessionFacts>& facts) {
        model.show_session(facts, check_routine(facts->routine, facts->area));
    }
    int row_of(const char* name, int from = 0) {
        for (int row = from; row < model.rowCount(); ++row) {
            if (model.index(row, MatrixModel::place).data().toString() == QLatin1String(name)) {
                return row;
            }
        }
        ADD_FAILURE() << name;
        return 0;
    }
    std::string code_of(const SessionFacts& facts, int row, int column) {
        const auto instruction = model.instruction(model.index(row, column));
        return instruction ? facts.routine.instructions().at(*instruction).text() : "none";
    }
};

TEST_F(Matrix, keeps_the_rules_of_qt_models_across_sessions_and_without_one) {
    for (const auto& facts : {broken_facts(), synthetic_facts()}) {
        show(facts);
        EXPECT_GT(model.rowCount(), 40);
        EXPECT_TRUE(model.is_heading(0));
    }
    model.show_session(nullptr, {});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(Matrix, lists_both_worlds_registers_with_what_saves_and_restores_them) {
    const auto facts = synthetic_facts();
    show(facts);
    EXPECT_EQ(model.rowCount(), 2 + 23 + 3 + 31 + 2) << "headings, GPRs and CSRs of host and guest";
    const int host = row_of("s3");
    EXPECT_EQ(code_of(*facts, host, MatrixModel::saved), "sd s3, 0xc8(a0)");
    EXPECT_EQ(code_of(*facts, host, MatrixModel::restored), "ld s3, 0xc8(a0)");
    const int guest = row_of("s3", row_of("guest"));
    EXPECT_EQ(code_of(*facts, guest, MatrixModel::saved), "sd s3, 0x3f8(a0)");
    EXPECT_EQ(model.index(guest, MatrixModel::slot).data().toString().toStdString(), "03f8");
    EXPECT_FALSE(model.instruction(model.index(guest, MatrixModel::slot)));
    EXPECT_TRUE(model.is_heading(row_of("guest")));
}

TEST_F(Matrix, shows_what_is_missing_and_where_the_findings_are) {
    const auto facts = broken_facts();
    show(facts);
    const QModelIndex missing = model.index(row_of("s4"), MatrixModel::saved);
    EXPECT_TRUE(missing.data(MatrixModel::missing_role).toBool());
    EXPECT_EQ(missing.data(Qt::ToolTipRole).toString().toStdString(), "No instruction saves it");
    const QModelIndex twice = model.index(row_of("s3"), MatrixModel::saved);
    EXPECT_TRUE(twice.data(MatrixModel::finding_role).toBool());
    EXPECT_TRUE(twice.data().toString().endsWith(QLatin1String(" +1")));
    EXPECT_FALSE(
        model.index(row_of("ra"), MatrixModel::saved).data(MatrixModel::finding_role).toBool());
}

TEST(RoutineMarks, stand_at_the_line_and_at_its_band_and_can_be_replaced) {
    RoutineModel model(broken_facts());
    model.mark({{15, Severity::error, QStringLiteral("lost")}});
    EXPECT_EQ(model.bands().at(0).finding, Severity::error);
    EXPECT_EQ(model.bands().at(0).lines.at(15).finding, Severity::error);
    EXPECT_EQ(model.bands().at(0).lines.at(15).finding_text.toStdString(), "lost");
    EXPECT_FALSE(model.bands().at(0).lines.at(14).finding);
    EXPECT_FALSE(model.bands().at(1).finding);
    model.mark({});
    EXPECT_FALSE(model.bands().at(0).finding);
    EXPECT_TRUE(model.bands().at(0).lines.at(15).finding_text.isEmpty());
}

} // namespace
} // namespace switchscope::ui
