// SPDX-License-Identifier: MIT
// What the interpreter says of each mutant, without the static check.
#include "tests/analysis/mutants.h"

#include <cstdio>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/analysis/behaviour.h"
#include "tests/analysis/original.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Mutants : public OfAnOriginal {
  protected:
    void SetUp() override {
        OfAnOriginal::SetUp();
        if (IsSkipped()) {
            return;
        }
        mutants_ = mutants_of(original_->routine, original_->area);
    }
    std::string difference_of(const Mutant& mutant) const {
        return difference(original_->code(), mutant.code(), original_->area);
    }
    const Mutant& mutant(const std::string& kind, const std::string& text) const {
        for (const Mutant& one : mutants_) {
            if (one.kind == kind && one.description.find(text) != std::string::npos) {
                return one;
            }
        }
        throw std::runtime_error("no mutant " + kind + ", " + text);
    }
    std::string difference_of(const std::string& kind, const std::string& text) const {
        return difference_of(mutant(kind, text));
    }

    std::vector<Mutant> mutants_;
};
INSTANTIATE_TEST_SUITE_P(Of, Mutants, testing::Values("macro", "monolithic", "legacy", "linux"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Mutants, start_from_a_routine_that_works) {
    for (const unsigned seed : {1U, 2U}) {
        const Behaviour made = run_switch(original_->code(), original_->area.size(), seed);
        ASSERT_FALSE(made.crash) << *made.crash;
        // The guest changed every register of the host, so only a world switch can have restored
        // them.
        const auto slot = [&](SlotOwner owner, unsigned gpr) {
            return made.at_ret.word(
                original_->area.slots()[*original_->area.index_of_gpr(owner, gpr)].offset);
        };
        EXPECT_EQ(made.at_ret.gprs[s3], slot(SlotOwner::host, s3));
        EXPECT_NE(made.at_ret.gprs[s3], slot(SlotOwner::guest, s3));
        EXPECT_EQ(made.at_sret.csrs.at(csr::sscratch), made.at_ret.area);
        EXPECT_EQ(made.at_sret.csrs.at(csr::stvec), original_->routine.return_label());
    }
}

TEST_P(Mutants, are_judged_by_values_that_are_all_different) {
    const Behaviour made = run_switch(original_->code(), original_->area.size(), 1);
    std::multiset<std::uint64_t> seen;
    for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
        seen.insert(made.at_sret.gprs[gpr]);
        const bool keeps_guests = gpr >= t0 && gpr <= t2;
        if (!keeps_guests && gpr != a0 && gpr < t3) {
            seen.insert(made.at_ret.gprs[gpr]);
        }
        seen.insert(made.at_ret.word(
            original_->area.slots()[*original_->area.index_of_gpr(SlotOwner::guest, gpr)].offset));
    }
    for (const auto number : {csr::sstatus, csr::sepc, csr::hstatus, csr::scounteren}) {
        seen.insert(made.at_sret.csrs.at(number));
    }
    for (const auto number : {csr::sstatus, csr::sepc, csr::stvec, csr::sscratch}) {
        seen.insert(made.at_ret.csrs.at(number));
    }
    EXPECT_EQ(std::set<std::uint64_t>(seen.begin(), seen.end()).size(), seen.size());
}

TEST_P(Mutants, an_unchanged_routine_behaves_the_same) {
    const Mutant same = unchanged(original_->routine);
    EXPECT_EQ(difference_of(same), "");
    const auto decoded = Routine::from_code("same", same.address, same.bytes);
    ASSERT_TRUE(decoded) << decoded.error().message();
    const auto& before = original_->routine.instructions();
    ASSERT_EQ(decoded->instructions().size(), before.size());
    for (std::size_t n = 0; n < before.size(); ++n) {
        EXPECT_EQ(same.origins.at(decoded->instructions()[n].address), n);
        if (before[n].operation != Operation::add_immediate) { // la: the distance changes
            EXPECT_EQ(decoded->instructions()[n].text(), before[n].text());
        }
    }
}

TEST_P(Mutants, are_many_and_most_of_them_behave_differently) {
    struct Count {
        std::size_t made = 0, differ = 0, crash = 0;
    };
    std::map<std::string, Count> counts;
    Count all;
    for (const Mutant& mutant : mutants_) {
        const std::string found = difference_of(mutant);
        for (Count* count : {&counts[mutant.kind], &all}) {
            ++count->made;
            count->differ += found.empty() ? 0U : 1U;
            count->crash += !found.empty() && found.find(" at ") == std::string::npos ? 1U : 0U;
        }
    }
    std::printf("%-32s %6s %6s\n", "mutants", "made", "differ");
    for (const auto& [kind, count] : counts) {
        std::printf("%-32s %6zu %6zu\n", kind.c_str(), count.made, count.differ);
    }
    std::printf("%-32s %6zu %6zu\n", GetParam(), all.made, all.differ);
    EXPECT_GT(all.made, 1000u);
    for (const char* kind : {"dropped", "removed", "other base", "4 bytes", "other CSR",
                             "other world's slot", "slots exchanged", "return label"}) {
        EXPECT_EQ(counts[kind].differ, counts[kind].made) << kind;
    }
    for (const char* kind : {"doubled", "swapped", "register clobbered"}) {
        EXPECT_GT(counts[kind].differ, 0u) << kind;
        EXPECT_LT(counts[kind].differ, counts[kind].made) << kind;
    }
}

TEST_P(Mutants, behave_differently_in_the_expected_way) {
    EXPECT_THAT(difference_of("dropped", "#3 sd tp"), HasSubstr("tp at ret is"));
    EXPECT_THAT(difference_of("slots exchanged", "#3 sd tp"), HasSubstr("tp at ret is"));
    EXPECT_THAT(difference_of("slots exchanged", "and so on the way back"), Not(IsEmpty()));
    EXPECT_EQ(difference_of("doubled", "#3 sd tp"), "");
    EXPECT_EQ(difference_of("swapped", "#3 sd tp"), "");
    EXPECT_EQ(difference_of("moved to the front", "#3 sd tp"), "");
    EXPECT_THAT(difference_of("moved to the end", "#3 sd tp"), HasSubstr("outside the save area"));
    EXPECT_THAT(difference_of("return label", "2 bytes off"), HasSubstr("leaves the code for"));
    EXPECT_THAT(difference_of("return label", "address 4 bytes"),
                HasSubstr("outside the save area"));
    EXPECT_THAT(difference_of("dropped", "csrw sepc"), HasSubstr("sepc at sret is"));
    EXPECT_THAT(difference_of("dropped", "csrw stvec"), HasSubstr("stvec at ret is"));
}

TEST_P(Mutants, have_different_descriptions_that_are_true) {
    std::set<std::string> descriptions;
    const Mutant same = unchanged(original_->routine);
    for (const Mutant& mutant : mutants_) {
        EXPECT_NE(mutant.bytes, same.bytes) << mutant.description;
        EXPECT_TRUE(descriptions.insert(mutant.kind + mutant.description).second)
            << mutant.description;
        for (const std::size_t site : mutant.sites) {
            EXPECT_LT(site, original_->routine.instructions().size());
        }
    }
}

} // namespace
} // namespace switchscope::test
