// SPDX-License-Identifier: MIT
// Values changed from outside, the monitor and the traffic of a session on the real demo machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "tests/support/demo_session.h"

namespace switchscope {
namespace {

using test::demo;
using test::DemoRun;

TEST(Write, a_register_that_was_changed_is_what_the_switch_saves) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    const auto written = run.session->write(Location::gpr(s3), 0x1234, run);
    ASSERT_TRUE(written) << written.error().message();
    ASSERT_EQ(run.recording->size(), 1u);
    const Step step = run.recording->step(0);
    EXPECT_EQ(step.kind, Step::Kind::run);
    EXPECT_EQ(step.half, Half::none) << "no part of the switch";
    EXPECT_EQ(step.pc, step.pc_after);
    ASSERT_EQ(step.effects.size(), 1u);
    EXPECT_EQ(step.effects.front().at, Location::gpr(s3));
    EXPECT_EQ(step.effects.front().after, 0x1234u);
    EXPECT_EQ(explain(step, run.facts->routine, run.facts->area).english(),
              "The hart stands where it stood; s3 was changed meanwhile.");
    ASSERT_TRUE(run.advance(Stride::macro));
    const auto slot = Location::slot(0, *run.facts->area.index_of_gpr(SlotOwner::host, s3));
    EXPECT_EQ(run.session->state().value(slot), 0x1234u);
}

TEST(Write, a_slot_that_was_changed_is_what_the_guest_gets) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    ASSERT_TRUE(run.advance(Stride::macro));
    const auto slot = Location::slot(0, *run.facts->area.index_of_gpr(SlotOwner::guest, s4));
    ASSERT_TRUE(run.session->write(slot, 0xabcd, run));
    ASSERT_TRUE(run.advance(Stride::half));
    EXPECT_EQ(run.session->state().world, World::guest);
    EXPECT_EQ(run.session->state().gprs[s4], 0xabcdu);
}

TEST(Write, a_csr_takes_the_bits_it_has) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    ASSERT_TRUE(run.session->write(Location::csr(csr::sscratch), 0x77, run));
    EXPECT_EQ(run.session->state().value(Location::csr(csr::sscratch)), 0x77u);
}

TEST(Write, what_cannot_be_written_is_refused_and_the_session_goes_on) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    EXPECT_FALSE(run.session->write(Location::gpr(zero), 1, run));
    EXPECT_FALSE(run.session->write(Location::slot(7, 0), 1, run));
    const auto same = run.session->write(Location::gpr(s3), run.session->state().gprs[s3], run);
    ASSERT_FALSE(same);
    EXPECT_THAT(same.error().what.english(), testing::HasSubstr("s3 keeps its value"));
    EXPECT_TRUE(run.recording->empty());
    EXPECT_TRUE(run.advance(Stride::macro));
}

TEST(Monitor, answers_and_its_traffic_is_reported) {
    DemoRun run(demo("macro", {}, false));
    ASSERT_TRUE(run.session);
    const auto before = run.session->traffic(0);
    ASSERT_FALSE(before.empty());
    const auto said = run.session->monitor("info version");
    ASSERT_TRUE(said) << said.error().message();
    EXPECT_THAT(*said, testing::MatchesRegex("[0-9]+\\.[0-9]+(.|\n)*"));
    const auto more = run.session->traffic(before.back().sequence + 1);
    ASSERT_GE(more.size(), 2u);
    EXPECT_TRUE(more.front().sent);
    EXPECT_THAT(more.front().text, testing::HasSubstr("qRcmd"));
}

} // namespace
} // namespace switchscope
