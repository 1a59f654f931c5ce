// SPDX-License-Identifier: MIT
// The static check, compared with the interpreter. It finds each mutant that behaves differently,
// at its place, and no other.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include <gtest/gtest.h>

#include "core/analysis/checker.h"
#include "core/analysis/layout_inference.h"
#include "core/isa/registers.h"
#include "tests/analysis/behaviour.h"
#include "tests/analysis/mutants.h"
#include "tests/analysis/original.h"

namespace switchscope::test {
namespace {

std::string text_of(const CheckReport& report, const Routine& routine) {
    std::string text;
    for (const Finding& finding : report.findings) {
        text += "\n      " + finding.id;
        if (finding.instruction) {
            text += " at `" + routine.instructions()[*finding.instruction].text() + "`";
        }
        text += ": " + finding.message.english();
    }
    for (const Unfollowed& one : report.not_followed) {
        text += "\n      not followed: " + one.what.english();
    }
    return text;
}

/// Whether two instructions of the original use the same slot or register.
bool share_a_place(const Instruction& one, const Instruction& other) {
    const auto uses = [&](const std::optional<std::uint8_t>& gpr) {
        return gpr && gpr != zero && gpr != a0 &&
               (gpr == other.rd || gpr == other.rs1 || gpr == other.rs2);
    };
    const bool slot = one.memory && other.memory && one.memory->offset == other.memory->offset;
    const bool csr = one.csr && other.csr && one.csr->number == other.csr->number;
    return slot || csr || uses(one.rd) || uses(one.rs1) || uses(one.rs2);
}

bool names(const Finding& finding, const Instruction& instruction, const SaveArea& area) {
    const auto offset = [&](std::size_t slot) {
        return static_cast<std::int64_t>(area.slots()[slot].offset);
    };
    if (finding.slot && instruction.memory && instruction.memory->offset == offset(*finding.slot)) {
        return true;
    }
    if (!finding.place) {
        return false;
    }
    const std::uint64_t id = finding.place->id;
    return finding.place->kind == LocationKind::csr
               ? instruction.csr && instruction.csr->number == id
               : finding.place->kind == LocationKind::gpr &&
                     (instruction.rd == id || instruction.rs2 == id || instruction.rs1 == id);
}

/// Maps instructions of the mutant to those of the original.
class Way {
  public:
    Way(const Mutant& mutant, const Routine& mutated) : mutant_(mutant), mutated_(mutated) {}

    /// Whether an instruction of the mutant is one that was changed. A lost instruction is none of
    /// its neighbours.
    bool leads_to_site(const std::vector<std::size_t>& instructions) const {
        return std::ranges::any_of(instructions, [&](std::size_t instruction) {
            const auto place = original(instruction);
            return place && std::ranges::any_of(mutant_.sites, [&](std::size_t site) {
                       return *place == site ||
                              (mutant_.lost && (*place + 1 == site || site + 1 == *place));
                   });
        });
    }

    /// None where the return label of the mutant lies within an instruction.
    std::optional<std::size_t> original(std::size_t instruction) const {
        const auto found = mutant_.origins.find(mutated_.instructions().at(instruction).address);
        return found == mutant_.origins.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    const Mutant& mutant_;
    const Routine& mutated_;
};

/// Whether the finding leads a reader to the changed instruction.
bool leads_there(const Finding& finding, const Mutant& mutant, const Way& way,
                 const Original& original) {
    std::vector<std::size_t> pointed_at;
    if (finding.instruction) {
        pointed_at.push_back(*finding.instruction);
    }
    for (const Finding::Related& related : finding.related) {
        pointed_at.push_back(related.instruction);
    }
    if (way.leads_to_site(pointed_at)) {
        return true;
    }
    // A lost instruction has no place. Another one of the same register or slot is a good place,
    // too.
    const auto at = finding.instruction ? way.original(*finding.instruction) : std::nullopt;
    const auto& code = original.routine.instructions();
    return mutant.lost && at && std::ranges::any_of(mutant.sites, [&](std::size_t site) {
               return names(finding, code[site], original.area) &&
                      share_a_place(code[site], code[*at]);
           });
}

/// The kinds that compute values. The check does not follow these: it may say so at the place,
/// without a finding.
bool may_decline(const std::string& kind) {
    return kind == "register clobbered" || kind == "pointer clobbered" || kind == "other base" ||
           kind == "CSR access: write, set, clear" || kind == "return label";
}

/// The results of the check, by kind of mutant.
struct Score {
    std::size_t made = 0, differ = 0, found = 0, declined = 0, located = 0, false_alarms = 0;
};

class Scores {
  public:
    template <class Change> void count(const std::string& kind, Change change) {
        change(by_kind_[kind]);
        change(all_);
    }
    void print(const std::string& name) const {
        std::printf("%-32s %6s %6s %6s %8s %8s %12s\n", "mutants", "made", "differ", "found",
                    "declined", "located", "false alarms");
        for (const auto& [kind, score] : by_kind_) {
            print_line(kind, score);
        }
        print_line(name, all_);
    }
    const Score& all() const { return all_; }

  private:
    static void print_line(const std::string& name, const Score& score) {
        std::printf("%-32s %6zu %6zu %6zu %8zu %8zu %12zu\n", name.c_str(), score.made,
                    score.differ, score.found, score.declined, score.located, score.false_alarms);
    }
    std::map<std::string, Score> by_kind_;
    Score all_;
};

class Mutation : public OfAnOriginal {
  protected:
    void judge(const Mutant& mutant) {
        const std::string difference =
            test::difference(original_->code(), mutant.code(), original_->area);
        const bool differs = !difference.empty();
        scores_.count(mutant.kind, [&](Score& score) {
            ++score.made;
            score.differ += differs ? 1U : 0U;
        });
        const auto complain = [&](const std::string& what) {
            ADD_FAILURE() << mutant.kind << ": " << mutant.description << "\n    " << what
                          << "\n    interpreter: " << (differs ? difference : "the same");
        };
        const auto routine = Routine::from_code("mutant", mutant.address, mutant.bytes);
        if (!routine) {
            return complain("not decoded: " + routine.error().message());
        }
        const CheckReport report = check_routine(*routine, original_->area);
        if (!differs) {
            if (!report.proven()) {
                scores_.count(mutant.kind, [](Score& score) { ++score.false_alarms; });
                complain("false alarm:" + text_of(report, *routine));
            }
            return;
        }
        const Way way(mutant, *routine);
        std::vector<std::size_t> declined_at;
        for (const Unfollowed& one : report.not_followed) {
            if (one.instruction) {
                declined_at.push_back(*one.instruction);
            }
        }
        const bool declined = may_decline(mutant.kind) && way.leads_to_site(declined_at);
        if (report.findings.empty() && !declined) {
            return complain("nothing found" + text_of(report, *routine));
        }
        const bool located =
            declined || std::ranges::any_of(report.findings, [&](const Finding& finding) {
                return leads_there(finding, mutant, way, *original_);
            });
        scores_.count(mutant.kind, [&](Score& score) {
            score.found += report.findings.empty() ? 0U : 1U;
            score.declined += report.findings.empty() ? 1U : 0U;
            score.located += located ? 1U : 0U;
        });
        if (!located) {
            complain("not located:" + text_of(report, *routine));
        }
    }

    Scores scores_;
};
INSTANTIATE_TEST_SUITE_P(Of, Mutation, testing::Values("macro", "legacy", "linux"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Mutation, every_mutant_that_behaves_differently_is_found_at_its_place) {
    const auto start = std::chrono::steady_clock::now();
    for (const Mutant& mutant : mutants_of(original_->routine, original_->area)) {
        judge(mutant);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    scores_.print(GetParam());
    const Score& all = scores_.all();
    EXPECT_GE(all.made, 1000u);
    EXPECT_EQ(all.found + all.declined, all.differ);
    EXPECT_EQ(all.located, all.differ);
    EXPECT_EQ(all.false_alarms, 0u);
    const auto record = [](const char* name, std::size_t value) {
        RecordProperty(name, static_cast<int>(value));
    };
    record("made", all.made);
    record("differ", all.differ);
    record("found", all.found);
    record("declined", all.declined);
    record("located", all.located);
    record("milliseconds", static_cast<std::size_t>(took.count() * 1000));
}

TEST_P(Mutation, every_mutant_is_found_without_dwarf_as_well) {
    std::size_t differ = 0, missed = 0;
    for (const Mutant& mutant : mutants_of(original_->routine, original_->area)) {
        const auto routine = Routine::from_code("mutant", mutant.address, mutant.bytes);
        ASSERT_TRUE(routine) << routine.error().message();
        const auto area = infer_save_area(*routine);
        ASSERT_TRUE(area) << area.error().message();
        const bool proven = check_routine(*routine, *area).proven();
        if (test::difference(original_->code(), mutant.code(), original_->area).empty()) {
            EXPECT_TRUE(proven) << "false alarm: " << mutant.description;
            continue;
        }
        ++differ;
        // Without DWARF host_sscratch, host_stvec and host_scounteren have no names. Two of them
        // that are exchanged in both halves are just another layout.
        if (proven) {
            ++missed;
            EXPECT_EQ(mutant.kind, "slots exchanged") << mutant.description;
        }
    }
    EXPECT_GT(differ, 1000U);
    EXPECT_LE(missed, 2U);
}

TEST_P(Mutation, the_routine_itself_is_proven) {
    const Mutant same = unchanged(original_->routine);
    const auto expanded = Routine::from_code("expanded", same.address, same.bytes);
    ASSERT_TRUE(expanded) << expanded.error().message();
    for (const Routine& routine : {original_->routine, *expanded}) {
        const CheckReport report = check_routine(routine, original_->area);
        EXPECT_TRUE(report.proven()) << text_of(report, routine);
    }
}

} // namespace
} // namespace switchscope::test
