// SPDX-License-Identifier: MIT
// A session over scripted targets: what connections have to leave behind, and what harts did
// meanwhile.
#include "core/session/live_session.h"

#include <chrono>
#include <deque>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/session/vcpu_layout.h"
#include "tests/session/demo_code.h"
#include "tests/session/scripted_target.h"

namespace switchscope {
namespace {

using test::ScriptedTarget;

class Scripted : public test::DemoCode {
  protected:
    void SetUp() override {
        DemoCode::SetUp();
        ASSERT_TRUE(area && routine);
        auto opened = Image::open(SWITCHSCOPE_DEMO_DIR "/demo-macro.elf");
        ASSERT_TRUE(opened);
        image = *opened;
        layout = VcpuLayout::from_image(*image, *area, routine->begin());
        ASSERT_TRUE(layout);
    }

    /// A machine with the demo's code and two save areas, that comes to the entry when it is let
    /// run.
    std::unique_ptr<ScriptedTarget> machine(std::uint32_t harts = 1) const {
        std::vector<std::string> names;
        for (const std::uint16_t csr : followed_csrs()) {
            names.push_back(csr_name(csr));
        }
        auto made = std::make_unique<ScriptedTarget>(names);
        made->described.step_mask = true;
        made->described.physical_memory = false;
        made->described.harts.clear();
        for (std::uint32_t hart = 0; hart < harts; ++hart) {
            made->described.harts.push_back(hart);
            made->harts[hart].pc = elsewhere();
            made->harts[hart].gprs[a0] = first_area;
            for (const std::string& name : names) {
                made->harts[hart].registers[name] = 0;
            }
            made->harts[hart].registers["sscratch"] = first_area;
        }
        const auto code = image->read(routine->begin(), routine->end() - routine->begin());
        for (std::size_t n = 0; n < code->size(); ++n) {
            made->memory[{AddressSpace::current, routine->begin() + n}] = (*code)[n];
        }
        put_area(*made, first_area, 7);
        put_area(*made, second_area, 8);
        made->resumes.push_back(come_to(0, routine->begin()));
        return made;
    }
    void put_area(ScriptedTarget& made, std::uint64_t address, std::uint64_t vcpu) const {
        made.clear_bytes(AddressSpace::current, address, area->size());
        made.put_word(AddressSpace::current, address + static_cast<std::uint64_t>(layout->id), vcpu,
                      layout->id_size);
    }
    /// A resume that ends with that hart on a breakpoint at `pc`.
    static std::function<Stop(ScriptedTarget&)> come_to(std::uint32_t hart, std::uint64_t pc) {
        return [hart, pc](ScriptedTarget& running) {
            running.harts[hart].pc = pc;
            Stop stop;
            stop.reason = Stop::Reason::breakpoint;
            stop.hart = hart;
            return stop;
        };
    }

    void open(std::unique_ptr<ScriptedTarget> first) {
        target = first.get();
        LiveSessionOptions options;
        options.later_patience = later_patience;
        options.connect = [this](std::stop_token) -> Result<Connection> {
            if (next.empty()) {
                return fail(en("nobody is there"));
            }
            target = next.front().get();
            Connection connection{std::move(next.front()), nullptr};
            next.pop_front();
            return connection;
        };
        auto opened = LiveSession::open(std::move(first), *image, std::move(options), nullptr, {});
        ASSERT_TRUE(opened) << opened.error().message();
        session = std::move(*opened);
    }

    std::shared_ptr<const Image> image;
    std::optional<VcpuLayout> layout;
    std::deque<std::unique_ptr<ScriptedTarget>> next; ///< what is connected to again
    ScriptedTarget* target = nullptr;                 ///< the one that the session has
    std::unique_ptr<LiveSession> session;
    test::Heard heard;
    std::chrono::milliseconds later_patience{0};
};

constexpr std::uint64_t reset_vector = 0x1000;

void put_at_reset(ScriptedTarget& machine, std::uint32_t hart) {
    machine.harts[hart].pc = reset_vector;
    machine.harts[hart].mode = {Privilege::machine, false};
}

/// A resume that ends with that hart on the breakpoint where machines begin.
std::function<Stop(ScriptedTarget&)> come_to_reset(std::uint32_t hart,
                                                   std::vector<std::uint32_t> reset) {
    return [hart, reset = std::move(reset)](ScriptedTarget& running) {
        for (const std::uint32_t one : reset) {
            put_at_reset(running, one);
        }
        Stop stop;
        stop.reason = Stop::Reason::breakpoint;
        stop.hart = hart;
        return stop;
    };
}

TEST_F(Scripted, session_begins_at_the_entry_with_its_save_area) {
    open(machine());
    EXPECT_EQ(session->state().pc, routine->begin());
    ASSERT_EQ(session->state().areas.size(), 1u);
    EXPECT_EQ(session->state().areas[0].address, first_area);
    EXPECT_EQ(session->state().areas[0].vcpu, (VcpuIdentity{7, {}}));
    EXPECT_TRUE(target->breakpoints.contains(routine->begin()));
    EXPECT_TRUE(target->breakpoints.contains(routine->return_label()));
}

TEST_F(Scripted, session_has_its_state_when_a_new_connection_is_lost_at_once) {
    open(machine());
    const MachineState before = session->state();
    next.push_back(machine());
    next.back()->step_interrupts_fail = true;
    EXPECT_FALSE(session->reconnect(heard, {}));
    EXPECT_EQ(session->state(), before);
    EXPECT_TRUE(session->interrupts_held_off());
    EXPECT_FALSE(session->reconnect(heard, {})) << "nobody is there";
    next.push_back(machine());
    const auto back = session->reconnect(heard, {});
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(heard.steps.size(), 1u);
}

TEST_F(Scripted, session_knows_whose_save_area_it_meets_over_a_new_connection) {
    open(machine());
    next.push_back(machine());
    next.back()->harts[0].gprs[a0] = second_area;
    const auto back = session->reconnect(heard, {});
    ASSERT_TRUE(back) << back.error().message();
    ASSERT_EQ(session->state().areas.size(), 2u);
    EXPECT_EQ(session->state().area, 1u);
    EXPECT_EQ(session->state().areas[1].vcpu, (VcpuIdentity{8, {}}));
    EXPECT_EQ(heard.areas.size(), 1u);
}

TEST_F(Scripted, hart_that_comes_by_while_another_is_waited_for_is_accounted_for) {
    open(machine(2));
    ASSERT_TRUE(session->select_hart(1));
    target->harts[0].pc = elsewhere();
    target->resumes.push_back(come_to(0, routine->return_label()));
    target->resumes.push_back(come_to(1, elsewhere() + 0x40));
    const auto went = session->advance(Stride::half, heard, {});
    ASSERT_TRUE(went) << went.error().message();
    ASSERT_EQ(heard.steps.size(), 2u);
    EXPECT_EQ(heard.steps[0].hart, 0u);
    EXPECT_EQ(heard.steps[0].pc_after, routine->return_label());
    EXPECT_EQ(heard.steps[1].hart, 1u);
    EXPECT_EQ(session->state().hart, 1u);
}

TEST_F(Scripted, hart_that_ran_is_caught_up_with_before_it_goes_to_a_breakpoint) {
    open(machine(2));
    ASSERT_TRUE(session->select_hart(1));
    // Hart 0 is seen at the return label, inside the routine, and runs on from there unseen.
    target->resumes.push_back(come_to(0, routine->return_label()));
    target->resumes.push_back([&](ScriptedTarget& running) {
        running.harts[0].pc = elsewhere() + 0x10;
        return come_to(1, elsewhere() + 0x40)(running);
    });
    ASSERT_TRUE(session->advance(Stride::half, heard, {}));
    heard.steps.clear();
    ASSERT_TRUE(session->select_hart(0));
    ASSERT_EQ(session->state().pc, routine->return_label()) << "nobody has looked since";

    // A breakpoint in the second half has that half stepped, where a hart stands at its beginning.
    BreakpointSet set;
    set.add(Breakpoint::at_instruction(address(100)));
    ASSERT_TRUE(session->set_breakpoints(std::move(set)));
    target->resumes.push_back(come_to(0, elsewhere() + 0x80));
    std::stop_source stop;
    target->resumes.push_back([&](ScriptedTarget&) {
        stop.request_stop();
        Stop interrupted;
        interrupted.reason = Stop::Reason::interrupted;
        return interrupted;
    });
    const auto hit = session->run_to_breakpoint(heard, stop.get_token());
    ASSERT_TRUE(hit) << hit.error().message();
    ASSERT_FALSE(heard.steps.empty());
    EXPECT_EQ(heard.steps.front().kind, Step::Kind::run);
    EXPECT_EQ(heard.steps.front().pc_after, elsewhere() + 0x10) << "where it stood in the meantime";
    for (const Step& step : heard.steps) {
        EXPECT_EQ(step.kind, Step::Kind::run) << "the half was not stepped from where it is not";
    }
}

// With one thread for all harts, a hart can make its first step long after others were followed.
TEST_F(Scripted, hart_that_begins_late_is_no_reset) {
    auto made = machine(3);
    put_at_reset(*made, 2);
    open(std::move(made));
    ASSERT_TRUE(session->select_hart(1)); // in C code
    target->resumes.push_back(come_to_reset(2, {}));
    target->resumes.push_back(come_to(1, routine->return_label()));
    const auto went = session->advance(Stride::half, heard, {});
    ASSERT_TRUE(went) << went.error().message();
    EXPECT_TRUE(heard.notes.empty()) << heard.notes.front();
    EXPECT_EQ(session->state().hart, 1u);
    EXPECT_EQ(session->state().pc, routine->return_label());
}

TEST_F(Scripted, hart_that_nobody_has_started_can_be_stepped_without_a_reset) {
    auto made = machine(2);
    put_at_reset(*made, 1);
    made->clear_bytes(AddressSpace::current, reset_vector, 64);
    made->put_word(AddressSpace::current, reset_vector, 0x297, 4); // auipc t0, 0
    open(std::move(made));
    ASSERT_TRUE(session->select_hart(1));
    target->resumes.push_back([](ScriptedTarget& running) {
        running.harts[1].pc += 4;
        running.harts[1].gprs[t0] = reset_vector;
        Stop stop;
        stop.reason = Stop::Reason::stepped;
        stop.hart = 1;
        return stop;
    });
    const auto went = session->advance(Stride::instruction, heard, {});
    ASSERT_TRUE(went) << went.error().message();
    EXPECT_TRUE(heard.notes.empty()) << heard.notes.front();
    EXPECT_EQ(session->state().pc, reset_vector + 4);
}

TEST_F(Scripted, reset_ends_with_the_hart_that_comes_to_the_routine_first) {
    open(machine(2));
    ASSERT_TRUE(session->select_hart(1)); // in C code
    target->resumes.push_back(come_to_reset(1, {0, 1}));
    target->resumes.push_back(come_to_reset(0, {})); // it is let run later than hart 1
    target->resumes.push_back([&](ScriptedTarget& running) {
        running.harts[0].mode.privilege = Privilege::supervisor;
        return come_to(0, routine->begin())(running);
    });
    auto went = session->advance(Stride::half, heard, {});
    ASSERT_TRUE(went) << went.error().message();
    ASSERT_EQ(heard.notes.size(), 1u);
    EXPECT_THAT(heard.notes.front(), testing::HasSubstr("The machine was reset"));
    EXPECT_EQ(session->state().hart, 0u) << "hart 1 may never come";
    EXPECT_EQ(session->state().pc, routine->begin());
    EXPECT_TRUE(target->resumes.empty());

    // Hart 1 is still at the beginning. That it goes on from there is no second reset.
    ASSERT_TRUE(session->select_hart(1));
    ASSERT_EQ(session->state().pc, reset_vector);
    target->resumes.push_back(come_to_reset(1, {}));
    target->resumes.push_back([&](ScriptedTarget& running) {
        running.harts[1].mode.privilege = Privilege::supervisor;
        running.harts[1].gprs[a0] = second_area;
        return come_to(1, routine->begin())(running);
    });
    while (session->state().pc != routine->begin()) {
        went = session->advance(Stride::half, heard, {});
        ASSERT_TRUE(went) << went.error().message();
    }
    EXPECT_EQ(heard.notes.size(), 1u);
    EXPECT_EQ(session->state().hart, 1u);
}

TEST_F(Scripted, wait_for_a_hart_ends_though_others_come_by_for_ever) {
    later_patience = std::chrono::milliseconds(300);
    open(machine(2));
    ASSERT_TRUE(session->select_hart(1));
    std::function<Stop(ScriptedTarget&)> come_by = [&](ScriptedTarget& running) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        running.resumes.push_back(come_by);
        return come_to(0, routine->begin())(running);
    };
    target->resumes.push_back(come_by);
    const auto went = session->advance(Stride::half, heard, {});
    ASSERT_FALSE(went);
    EXPECT_THAT(went.error().what.english(),
                testing::MatchesRegex("hart 1 did not come back to __kvm_riscv_switch_to within "
                                      "300 ms; other harts came by [0-9]+ times meanwhile"));
    EXPECT_THAT(went.error().remedy.english(), testing::HasSubstr("--patience"));
}

TEST_F(Scripted, wait_for_a_hart_ends_where_nothing_happens_any_more) {
    later_patience = std::chrono::milliseconds(1500);
    open(machine(2));
    ASSERT_TRUE(session->select_hart(1));
    std::chrono::milliseconds given{0};
    target->resumes.push_back([&](ScriptedTarget& running) {
        given = running.asked.back().patience;
        running.harts[1].pc += 8;
        Stop stop;
        stop.reason = Stop::Reason::timed_out;
        return stop;
    });
    const auto went = session->advance(Stride::half, heard, {});
    ASSERT_FALSE(went);
    EXPECT_EQ(went.error().what.english(),
              "hart 1 did not come back to __kvm_riscv_switch_to within 1500 ms");
    EXPECT_GT(given.count(), 1000);
    EXPECT_LE(given.count(), 1500);
    EXPECT_EQ(heard.steps.size(), 1u) << "what it did meanwhile is known";
}

} // namespace
} // namespace switchscope
