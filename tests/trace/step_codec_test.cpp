// SPDX-License-Identifier: MIT
// What writer and reader of records expect of a step, and the bytes that come of it.
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/trace/step_decoder.h"
#include "core/trace/step_encoder.h"
#include "tests/support/synthetic_switches.h"

namespace switchscope {
namespace {

using testing::ElementsAre;
using testing::Optional;

constexpr std::uint32_t no_shape = StepModel::none;

class Model : public testing::Test {
  protected:
    Model() {
        keyframe.gprs[Gpr::a0] = 0x1234'5678'9abc;
        keyframe.csrs[csr::sepc] = 0x80;
        keyframe.areas.push_back({0x1000, std::nullopt, {7, 8, std::nullopt}});
        keyframe.parked.emplace_back().hart = 1;
        keyframe.parked.front().gprs[Gpr::a0] = 0xb0b;
    }

    /// The shape of a step of a hart that writes `at` with what came from `from`.
    static StepModel::Shape shape_of(const Location& at, std::optional<Location> from = {},
                                     std::uint32_t hart = 0) {
        StepModel::Shape shape;
        shape.step.hart = hart;
        shape.step.effects.push_back({at, std::nullopt, std::nullopt, from});
        return shape;
    }
    /// A step of this shape takes place; the value that its effect was expected to write.
    static std::optional<std::uint64_t> step(StepModel& model, std::uint32_t shape,
                                             std::optional<std::uint64_t> after,
                                             const StepModel::Addresses& addresses = {}) {
        Step now = model.shape(shape).step;
        const auto expected = model.expect(shape, 0, addresses);
        Effect& effect = now.effects.front();
        effect.before = model.value_at(model.shape(shape).effects.front());
        effect.after = after;
        if (effect.at.kind == LocationKind::memory) {
            effect.at.id = addresses.at;
        }
        model.learn(shape, 0, effect);
        model.finish_step(shape, now);
        return expected;
    }

    MachineState keyframe;
};

TEST_F(Model, expects_the_shape_that_followed_last_time) {
    StepModel model(keyframe);
    const std::uint32_t a = model.add_shape(shape_of(Location::gpr(Gpr::a1)));
    const std::uint32_t b = model.add_shape(shape_of(Location::gpr(Gpr::a2)));
    std::vector<std::uint32_t> expected;
    for (const std::uint32_t shape : {a, b, a, a, a, b}) {
        expected.push_back(model.expected_shape());
        step(model, shape, 1);
    }
    EXPECT_THAT(expected, ElementsAre(no_shape, no_shape, no_shape, b, a, a));
    EXPECT_EQ(model.steps(), 6u);
}

TEST_F(Model, expects_a_moved_value_from_where_it_came_cut_to_the_size_of_the_place) {
    StepModel model(keyframe);
    const Location a0 = Location::gpr(Gpr::a0);
    EXPECT_THAT(step(model, model.add_shape(shape_of(Location::slot(0, 2), a0)), 1),
                Optional(0x1234'5678'9abcu));
    EXPECT_THAT(step(model, model.add_shape(shape_of(Location::slot(0, 2, 4), a0)), 1),
                Optional(0x5678'9abcu));
    // A place that holds nothing gives nothing.
    const Location unknown = Location::csr(csr::stval);
    EXPECT_THAT(step(model, model.add_shape(shape_of(Location::slot(0, 1), unknown)), 1),
                Optional(8u));
}

TEST_F(Model, expects_what_the_effect_wrote_last_time_and_at_first_what_the_place_holds) {
    StepModel model(keyframe);
    const std::uint32_t shape = model.add_shape(shape_of(Location::csr(csr::sepc)));
    const std::uint32_t other = model.add_shape(shape_of(Location::csr(csr::sepc)));
    EXPECT_THAT(step(model, shape, 0x90), Optional(0x80u));
    EXPECT_EQ(model.shape(shape).effects.front().last_added, 0x10u);
    EXPECT_THAT(step(model, other, 0xa0), Optional(0x90u));
    EXPECT_THAT(step(model, shape, std::nullopt), Optional(0x90u));
    EXPECT_THAT(step(model, shape, 1), std::nullopt);
}

TEST_F(Model, knows_a_register_by_its_hart_and_a_slot_for_all_harts) {
    StepModel model(keyframe);
    const Location a0 = Location::gpr(Gpr::a0), slot = Location::slot(0, 0);
    const auto first = [&](const Location& at, std::uint32_t hart) {
        return step(model, model.add_shape(shape_of(at, std::nullopt, hart)), hart + 40);
    };
    EXPECT_THAT(first(a0, 0), Optional(0x1234'5678'9abcu));
    EXPECT_THAT(first(a0, 1), Optional(0xb0bu));
    EXPECT_THAT(first(slot, 0), Optional(7u));
    EXPECT_THAT(first(slot, 1), Optional(40u));
    EXPECT_THAT(first(Location::slot(0, 1, 4), 1), Optional(8u)) << "a keyframe has no sizes";
}

TEST_F(Model, knows_a_register_by_its_number_alone_in_format_1) {
    keyframe.parked.clear();
    StepModel model(keyframe, {}, format_of_one_hart);
    const Location a0 = Location::gpr(Gpr::a0);
    step(model, model.add_shape(shape_of(a0, std::nullopt, 0)), 40);
    EXPECT_THAT(step(model, model.add_shape(shape_of(a0, std::nullopt, 1)), 41), Optional(40u));
}

TEST_F(Model, knows_memory_by_its_address_and_size) {
    StepModel model(keyframe);
    const std::uint32_t wide = model.add_shape(shape_of(Location::memory(0, 8)));
    const std::uint32_t narrow = model.add_shape(shape_of(Location::memory(0, 4)));
    EXPECT_EQ(step(model, wide, 1, {0x8000, 0}), std::nullopt);
    EXPECT_EQ(step(model, narrow, 2, {0x8000, 0}), std::nullopt);
    EXPECT_EQ(model.value_at(model.shape(wide).effects.front()), 1u);
    step(model, wide, 3, {0x8008, 0});
    EXPECT_EQ(model.shape(wide).effects.front().addresses.at, 0x8008u);
    // A new shape begins at the address that was used last.
    const std::uint32_t later = model.add_shape(shape_of(Location::memory(0, 8)));
    EXPECT_EQ(model.shape(later).effects.front().addresses.at, 0x8008u);
}

TEST_F(Model, numbers_switches_by_hart) {
    StepModel model(keyframe, {9, {{0, 8}, {1, 9}}});
    EXPECT_EQ(model.last_number(0), 8u);
    EXPECT_EQ(model.last_number(1), 9u);
    EXPECT_EQ(model.last_number(2), 0u);
    StepModel::Shape next = shape_of(Location::gpr(Gpr::a1));
    next.switch_code = SwitchNumberCode::next;
    const std::uint32_t shape = model.add_shape(next);
    Step now = model.shape(shape).step;
    now.switch_number = 10;
    now.time = 77;
    model.finish_step(shape, now);
    EXPECT_EQ(model.numbers(), (SwitchNumbers{10, {{0, 10}, {1, 9}}}));
    EXPECT_EQ(model.last_time(), 77u);
}

/// A mixture of all that a record can have. Plain arithmetic makes it, so that it is the same with
/// every compiler.
std::vector<Step> mixed_steps(std::size_t count) {
    std::uint64_t state = 1;
    const auto random = [&](std::uint64_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 33) % below;
    };
    const auto place = [&]() -> Location {
        const std::uint64_t kind = random(4), id = random(6), size = std::uint64_t{1} << random(4);
        switch (kind) {
        case 0:
            return Location::gpr(static_cast<unsigned>(1 + id));
        case 1:
            return Location::csr(csr::sstatus + static_cast<unsigned>(id));
        case 2:
            return Location::slot(0, id, static_cast<std::uint8_t>(size));
        default:
            return Location::memory(0x8000 + 8 * id, static_cast<std::uint8_t>(size * size));
        }
    };
    const auto value = [&]() -> std::optional<std::uint64_t> {
        const std::uint64_t kind = random(6), any = random(1u << 30);
        return kind == 0 ? std::nullopt : std::optional(kind == 1 ? any << 33 : any >> 6 * kind);
    };
    std::vector<Step> steps;
    for (std::size_t n = 0; n < count; ++n) {
        Step& step = steps.emplace_back();
        step.pc = 0x1000 + 4 * random(12);
        step.pc_after = step.pc + 4;
        step.size = 4;
        step.encoding = static_cast<std::uint32_t>(step.pc * 3);
        step.hart = static_cast<std::uint32_t>(random(2));
        step.verified = random(8) == 0;
        step.world_after = random(9) == 0 ? World::guest : World::host;
        step.half = static_cast<Half>(random(3));
        step.span = static_cast<std::int16_t>(static_cast<int>(random(3)) - 1);
        step.switch_number = n / 40 + (random(30) == 0 ? 5 : 0);
        if (random(5) == 0) {
            step.time = 1000 * n + (random(4) == 0 ? 1 : 0);
        }
        for (std::uint64_t left = random(4); left > 0; --left) {
            Effect& effect = step.effects.emplace_back();
            effect.at = place();
            effect.before = value();
            effect.after = value();
            if (random(2) == 0) {
                effect.from = place();
            }
        }
    }
    return steps;
}

MachineState two_harts() {
    MachineState state;
    state.areas.push_back({0x1000, std::nullopt, {7, 8, std::nullopt, 9, 10, 11}});
    state.parked.emplace_back().hart = 1;
    return state;
}

/// The format is fixed: a change of this number is another format, which needs another version.
TEST(Records, have_the_bytes_that_format_2_gave_them) {
    StepEncoder encoder(two_harts());
    ByteWriter records;
    for (const Step& step : mixed_steps(3000)) {
        encoder.encode(step, records);
    }
    MachineState::Area met{0x2000, 0x8000'2000, {1, std::nullopt}, VcpuIdentity{3, 4}};
    encoder.encode(met, records);
    EXPECT_EQ(records.size(), 104165u);
    EXPECT_EQ(checksum(records.view()), 0x9a6f'f6ea'ee7c'd302u);
}

TEST(Records, leave_writer_and_reader_with_the_same_model) {
    const std::vector<Step> steps = mixed_steps(3000);
    StepEncoder encoder(two_harts());
    ByteWriter records;
    for (const Step& step : steps) {
        encoder.encode(step, records);
    }
    StepDecoder decoder(two_harts(), {}, {9, 9});
    ByteReader in(records.view());
    for (const Step& step : steps) {
        ASSERT_EQ(decoder.decode(in), StepDecoder::Found::step);
        ASSERT_EQ(decoder.step(), step);
    }
    EXPECT_TRUE(in.at_end());
    const StepModel &written = encoder.model(), &read = decoder.model();
    EXPECT_EQ(read.numbers(), written.numbers());
    EXPECT_EQ(read.shapes(), written.shapes());
    ASSERT_EQ(read.cells().size(), written.cells().size());
    for (std::size_t n = 0; n < written.cells().size(); ++n) {
        const StepModel::Cell &a = read.cells()[n], &b = written.cells()[n];
        ASSERT_EQ(std::tie(a.at, a.hart, a.value, a.first, a.last),
                  std::tie(b.at, b.hart, b.value, b.first, b.last));
    }
}

TEST(Records, of_a_step_that_is_as_expected_take_one_byte) {
    Step step;
    step.pc = 0x1000;
    step.pc_after = 0x1004;
    step.size = 4;
    step.effects.push_back({Location::slot(0, 0), 7, 0, Location::gpr(Gpr::a0)});
    StepEncoder encoder(two_harts());
    ByteWriter records;
    const auto size_of_next = [&] {
        const std::size_t before = records.size();
        encoder.encode(step, records);
        step.effects.front().before = step.effects.front().after;
        return records.size() - before;
    };
    EXPECT_GT(size_of_next(), 10u) << "a shape";
    EXPECT_EQ(size_of_next(), 1u) << "a known shape, by its number";
    EXPECT_EQ(size_of_next(), 1u) << "the expected shape";
    step.effects.front().after = 0x1234'5678'9abc'def0;
    EXPECT_GT(size_of_next(), 8u) << "a value";
}

} // namespace
} // namespace switchscope
