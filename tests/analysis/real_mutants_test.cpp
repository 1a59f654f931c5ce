// SPDX-License-Identifier: MIT
// A few mutants on the real machine: it loses what the interpreter predicted.
#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>

#include "core/isa/registers.h"
#include "tests/analysis/behaviour.h"
#include "tests/analysis/mutants.h"
#include "tests/analysis/original.h"
#include "tests/analysis/recorded.h"
#include "tests/support/demo_session.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

/// The mutant with the layout and the compressed instructions of the original. Only 4-byte
/// instructions may differ.
std::vector<std::uint8_t> in_place(const Original& original, const Mutant& mutant) {
    const Mutant same = unchanged(original.routine);
    if (mutant.bytes.size() != same.bytes.size()) {
        throw std::runtime_error("of another size: " + mutant.description);
    }
    auto bytes = original.bytes;
    for (const auto& [address, n] : same.origins) {
        const auto from = static_cast<std::ptrdiff_t>(address - same.address);
        const auto changed = mutant.bytes.begin() + from;
        if (std::equal(changed, changed + 4, same.bytes.begin() + from)) {
            continue;
        }
        const Instruction& instruction = original.routine.instructions().at(n);
        if (instruction.size != 4) {
            throw std::runtime_error("changes a compressed instruction: " + mutant.description);
        }
        std::copy(changed, changed + 4,
                  bytes.begin() +
                      static_cast<std::ptrdiff_t>(instruction.address - original.routine.begin()));
    }
    return bytes;
}

/// A demo machine with another switch routine, which exists as long as this object.
class PatchedDemo {
  public:
    PatchedDemo(const Original& original, const std::string& variant,
                const std::vector<std::uint8_t>& bytes) {
        std::string elf = read_file(original.image->path());
        const auto found = std::ranges::search(elf, original.bytes, {},
                                               [](char c) { return static_cast<std::uint8_t>(c); });
        if (found.empty()) {
            throw std::runtime_error("the routine is not in the file as it is in memory");
        }
        std::ranges::transform(bytes, found.begin(), [](auto byte) { return char(byte); });
        write_file(folder_ / ("demo-" + variant + ".elf"), elf);
        setenv("SWITCHSCOPE_DEMO_DIR", folder_.path().c_str(), 1);
    }
    ~PatchedDemo() { unsetenv("SWITCHSCOPE_DEMO_DIR"); }
    PatchedDemo(const PatchedDemo&) = delete;
    PatchedDemo& operator=(const PatchedDemo&) = delete;

  private:
    TemporaryDirectory folder_;
};

/// The registers of both worlds that one recorded world switch changed by mistake, in words. This
/// uses only states of the machine: at the entry, at both ends of the guest, and at the return.
class Contract {
  public:
    Contract(const SaveArea& area, bool legacy) : area_(area) {
        csrs_ = {csr::sstatus, csr::stvec, csr::sscratch};
        if (legacy) {
            csrs_.insert(csrs_.end(), {csr::hstatus, csr::scounteren});
        }
    }

    std::string broken_by(const Recording& recording, const Routine& routine) const {
        Timeline timeline(recording);
        MachineState entry, before_sret, first_of_guest, trap;
        std::string text;
        while (!timeline.at_end() && text.empty()) {
            const MachineState before = timeline.state();
            const Step& step = recording.step(timeline.position());
            timeline.forward(Stride::instruction);
            if (step.world != World::host || !routine.contains(step.pc)) {
                continue;
            }
            if (step.pc == routine.begin()) {
                entry = before;
            } else if (step.pc == routine.instructions()[routine.sret_index()].address) {
                before_sret = before;
                first_of_guest = timeline.state();
                text += guest_entered_with(entry, before_sret, first_of_guest);
            } else if (step.pc == routine.return_label()) {
                trap = before;
            } else if (step.pc == routine.instructions()[routine.ret_index()].address) {
                text += guest_saved_as(trap, timeline.state());
                text += host_left_with(entry, timeline.state());
            }
        }
        return text;
    }

  private:
    static void compare(std::string& text, const std::string& what,
                        std::optional<std::uint64_t> wanted, std::optional<std::uint64_t> got) {
        if (wanted && got && *wanted != *got) {
            text += what + " is " + hex(*got) + " instead of " + hex(*wanted) + "; ";
        }
    }
    std::optional<std::uint64_t> slot(const MachineState& state,
                                      std::optional<std::size_t> index) const {
        return index ? state.areas.at(state.area).slots.at(*index) : std::nullopt;
    }
    std::optional<std::uint64_t> guest_csr(const MachineState& state, unsigned number) const {
        const auto value = slot(state, area_.index_of_csr(SlotOwner::guest, number));
        return value ? std::optional(kept_in_csr(number, *value)) : value;
    }
    static std::optional<std::uint64_t> csr_of(const MachineState& state, unsigned number) {
        const auto value = state.value(Location::csr(number));
        return value ? std::optional(kept_in_csr(number, *value)) : value;
    }

    std::string guest_entered_with(const MachineState& entry, const MachineState& before_sret,
                                   const MachineState& guest) const {
        std::string text;
        for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
            compare(text, std::string(gpr_name(gpr)) + " in the guest",
                    slot(entry, area_.index_of_gpr(SlotOwner::guest, gpr)), guest.gprs[gpr]);
        }
        compare(text, "pc in the guest", guest_csr(entry, csr::sepc), guest.pc);
        for (const auto number : csrs_) {
            compare(text, csr_name(number) + " at sret", guest_csr(entry, number),
                    csr_of(before_sret, number));
        }
        return text;
    }
    std::string guest_saved_as(const MachineState& trap, const MachineState& after) const {
        std::string text;
        for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
            compare(text, "slot of the guest's " + std::string(gpr_name(gpr)), trap.gprs[gpr],
                    slot(after, area_.index_of_gpr(SlotOwner::guest, gpr)));
        }
        for (const auto number : {csr::sepc, csr::sstatus}) {
            compare(text, "slot of the guest's " + csr_name(number), csr_of(trap, number),
                    guest_csr(after, number));
        }
        return text;
    }
    std::string host_left_with(const MachineState& entry, const MachineState& after) const {
        std::string text;
        for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
            const bool caller_saved = gpr == a0 || (gpr >= t0 && gpr <= t2) || gpr >= t3;
            if (!caller_saved) {
                compare(text, std::string(gpr_name(gpr)) + " in the host", entry.gprs[gpr],
                        after.gprs[gpr]);
            }
        }
        compare(text, "pc in the host", entry.gprs[ra], after.pc);
        for (const auto number : csrs_) {
            compare(text, csr_name(number) + " in the host", csr_of(entry, number),
                    csr_of(after, number));
        }
        return text;
    }

    const SaveArea& area_;
    std::vector<std::uint16_t> csrs_;
};

struct Example {
    const char* variant;
    const char* kind;
    Half half;
    const char* text;    ///< in the mutant's description
    const char* change;  ///< behind it
    const char* machine; ///< what the real machine shows; empty: nothing
};

void PrintTo(const Example& example, std::ostream* out) {
    *out << example.variant << ", " << example.kind << ", " << example.text;
}

constexpr auto out = Half::host_to_guest;
constexpr auto back = Half::guest_to_host;

class RealMutants : public testing::TestWithParam<Example> {};
INSTANTIATE_TEST_SUITE_P(
    Demo, RealMutants,
    testing::Values(
        Example{"macro", "dropped", out, "sd sp", "", "sp in the host"},
        Example{"macro", "dropped", out, "ld s5", "", "s5 in the guest"},
        Example{"macro", "dropped", back, "sd t5", "", "slot of the guest's t5"},
        Example{"macro", "neighbouring slot", out, "sd gp", "", "gp in the host"},
        Example{"macro", "other register", out, "ld s8", "becomes ld s9", "s8 in the guest"},
        Example{"macro", "4 bytes", back, "ld ra", "becomes lwu", "ra in the host"},
        Example{"macro", "4 bytes", out, "sd gp", "becomes sw", "gp in the host"},
        Example{"macro", "other CSR", back, "csrw stvec", "becomes csrw scounteren",
                "stvec in the host"},
        Example{"macro", "other world's slot", back, "ld t2", "", "sstatus in the host"},
        Example{"legacy", "dropped", out, "csrrw t2, scounteren", "", "scounteren at sret"},
        Example{"legacy", "dropped", out, "csrrw t1, hstatus", "", "hstatus at sret"},
        // This one does no harm, and none is seen.
        Example{"macro", "swapped", out, "sd gp", "", ""},
        Example{"legacy", "swapped", out, "csrrw t0, sstatus", "", ""}));

TEST_P(RealMutants, lose_what_the_interpreter_predicts) {
    const Example& example = GetParam();
    const std::string variant = example.variant;
    const Original original = read_original(*original_path(variant));
    const auto mutants = mutants_of(original.routine, original.area);
    const auto mutant = std::ranges::find_if(mutants, [&](const Mutant& one) {
        const bool on_the_way_back = one.sites.front() > original.routine.sret_index();
        return one.kind == example.kind && on_the_way_back == (example.half == back) &&
               one.description.find(example.change, one.description.find(example.text)) !=
                   std::string::npos;
    });
    ASSERT_TRUE(mutant != mutants.end());
    SCOPED_TRACE(mutant->description);
    const auto bytes = in_place(original, *mutant);
    const Code code{original.routine.begin(), bytes};
    const std::string foretold = difference(original.code(), code, original.area);

    const PatchedDemo patched(original, variant, bytes);
    auto options = demo(variant, {}, false);
    options.session.skip_switches = 0; // there may be no later ones
    DemoRun run(options);
    ASSERT_TRUE(run.session);
    const Contract contract(original.area, variant == "legacy");
    std::string seen;
    constexpr std::size_t switches = 8;
    // two halves and the C code of each
    for (std::size_t n = 0; n < 3 * switches && seen.empty(); ++n) {
        ASSERT_TRUE(run.advance(Stride::half));
        seen = contract.broken_by(*run.recording, original.routine);
    }
    if (std::string(example.machine).empty()) {
        EXPECT_EQ(seen, "");
        EXPECT_EQ(foretold, "");
    } else {
        EXPECT_THAT(seen, HasSubstr(example.machine));
        EXPECT_NE(foretold, "") << "the machine shows: " << seen;
    }
    const Comparison made = compare_with(*run.recording, original.routine, original.area, code);
    EXPECT_EQ(made.disagreement, "");
    EXPECT_GT(made.instructions, original.routine.sret_index());
    RecordProperty("seen", seen);
    RecordProperty("foretold", foretold);
}

} // namespace
} // namespace switchscope::test
