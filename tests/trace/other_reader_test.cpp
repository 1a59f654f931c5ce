// SPDX-License-Identifier: MIT
// docs/recording-format.md says all there is to know. A reader in another language was written from
// that page and reads the same steps: other_reader.py. It needs the Debian packages
// python3-zstandard and python3-xxhash.
#include <nlohmann/json.hpp>

#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

using nlohmann::json;
using OtherReader = test::RecordingOnDisk;

json as_json(const Location& location) {
    return {{"kind", location.kind},
            {"size", location.size},
            {"area", location.area},
            {"id", location.id}};
}

json as_json(std::optional<std::uint64_t> value) {
    return value ? json(*value) : json();
}

json as_json(const Step& step) {
    json effects = json::array();
    for (const Effect& effect : step.effects) {
        effects.push_back({{"at", as_json(effect.at)},
                           {"before", as_json(effect.before)},
                           {"after", as_json(effect.after)},
                           {"from", effect.from ? as_json(*effect.from) : json()}});
    }
    return {{"kind", step.kind},
            {"world", step.world},
            {"world_after", step.world_after},
            {"half", step.half},
            {"verified", step.verified ? 1 : 0},
            {"corrected", step.corrected ? 1 : 0},
            {"trapped", step.trapped ? 1 : 0},
            {"size", step.size},
            {"encoding", step.encoding},
            {"hart", step.hart},
            {"area", step.area},
            {"area_before", step.area_before},
            {"span", step.span},
            {"switch_number", step.switch_number},
            {"pc", step.pc},
            {"pc_after", step.pc_after},
            {"time", as_json(step.time)},
            {"effects", effects}};
}

std::vector<std::string> read_by_the_other(const std::filesystem::path& file) {
    return test::lines_of(test::run_tool("/usr/bin/python3 " SWITCHSCOPE_SOURCE_DIR
                                         "/tests/trace/other_reader.py " +
                                         test::quoted(file)));
}

TEST_F(OtherReader, reads_the_same_steps_from_what_the_page_says) {
    test::SyntheticSwitches machine(facts, 1, 2, 3);
    std::mt19937_64 random(9);
    std::vector<Step> steps;
    auto to = writer(machine.state(), 300);
    for (int n = 0; n < 3000; ++n) {
        steps.push_back(n % 3 == 0 ? test::any_step(random) : machine.next());
        ASSERT_TRUE(to.append(steps.back()));
        if (n == 1234) {
            MachineState::Area area = machine.state().areas.front();
            area.address += 0x100000;
            area.physical.reset();
            ASSERT_TRUE(to.add_area(area));
        }
    }
    ASSERT_TRUE(to.close());
    const auto lines = read_by_the_other(file);
    ASSERT_EQ(lines.size(), steps.size());
    for (std::size_t n = 0; n < steps.size(); ++n) {
        ASSERT_EQ(json::parse(lines[n]), as_json(steps[n])) << "step " << n;
    }
}

TEST_F(OtherReader, reads_format_1_as_well) {
    file = SWITCHSCOPE_SOURCE_DIR "/tests/trace/fixtures/one-hart-1.0.swrec";
    const auto lines = read_by_the_other(file);
    const auto ours = open();
    ASSERT_TRUE(ours);
    ASSERT_EQ(lines.size(), ours->size());
    for (std::size_t n = 0; n < ours->size(); ++n) {
        ASSERT_EQ(json::parse(lines[n]), as_json(ours->step(n))) << "step " << n;
    }
}

} // namespace
} // namespace switchscope
