// SPDX-License-Identifier: MIT
#include "core/isa/registers.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchscope {
namespace {

using testing::Eq;
using testing::Optional;

TEST(Registers, abi_names_and_numbers_are_each_others_inverse) {
    for (unsigned number = 0; number < gpr_count; ++number) {
        EXPECT_THAT(gpr_number(gpr_name(number)), Optional(number));
        EXPECT_THAT(gpr_number("x" + std::to_string(number)), Optional(number));
    }
    EXPECT_EQ(gpr_name(Gpr::a0), "a0");
    EXPECT_EQ(gpr_name(31), "t6");
    EXPECT_THAT(gpr_number("fp"), Optional(8U));
}

TEST(Registers, other_texts_and_numbers_are_no_registers) {
    for (const char* name :
         {"", "x", "x32", "x00", "x07", "x-1", "x1 ", "X1", "a8", "ft0", "x999"}) {
        EXPECT_THAT(gpr_number(name), Eq(std::nullopt)) << name;
    }
    EXPECT_EQ(gpr_name(32), "");
}

TEST(CsrTable, is_sorted_by_number_without_duplicate_names) {
    std::set<std::string_view> names;
    unsigned previous = 0;
    for (const Csr& csr : csr_table()) {
        EXPECT_GT(csr.number, previous) << csr.name;
        EXPECT_LT(csr.number, 0x1000) << csr.name;
        EXPECT_FALSE(csr.summary().empty()) << csr.name;
        EXPECT_TRUE(names.insert(csr.name).second) << csr.name;
        previous = csr.number;
    }
}

TEST(CsrTable, fields_fit_64_bits_do_not_overlap_and_have_a_meaning) {
    for (const Csr& csr : csr_table()) {
        std::uint64_t taken = 0;
        for (const CsrField& field : csr.fields) {
            ASSERT_GE(field.width, 1) << csr.name << '.' << field.name;
            ASSERT_LE(field.lsb + field.width, 64) << csr.name << '.' << field.name;
            const std::uint64_t bits = field.extract(~0ULL) << field.lsb;
            EXPECT_EQ(taken & bits, 0U) << csr.name << '.' << field.name;
            taken |= bits;
            EXPECT_FALSE(field.meaning.empty()) << csr.name << '.' << field.name;
            EXPECT_NE(field.meaning.text().back(), '.') << csr.name << '.' << field.name;
        }
    }
}

TEST(CsrTable, values_of_fields_are_numbers_that_fit_the_field) {
    for (const Csr& csr : csr_table()) {
        for (const CsrField& field : csr.fields) {
            for (const CsrValue& value : field.values) {
                EXPECT_LE(value.number, field.extract(~0ULL)) << csr.name << '.' << field.name;
                EXPECT_FALSE(value.text().empty()) << csr.name << '.' << field.name;
                EXPECT_EQ(field.value_name(value.number), value.text());
            }
        }
    }
}

TEST(CsrTable, is_found_by_number_and_by_name) {
    for (const Csr& csr : csr_table()) {
        EXPECT_EQ(find_csr(csr.number), &csr);
        EXPECT_EQ(find_csr(csr.name), &csr);
        EXPECT_EQ(csr_name(csr.number), csr.name);
    }
    EXPECT_EQ(find_csr(0x7ffU), nullptr);
    EXPECT_EQ(find_csr(0x12345U), nullptr);
    EXPECT_EQ(find_csr(""), nullptr);
    EXPECT_EQ(find_csr("sstatusx"), nullptr);
    EXPECT_EQ(csr_name(0x123), "csr0x123");
}

TEST(CsrTable, has_every_csr_that_the_program_reasons_about) {
    EXPECT_EQ(find_csr("sstatus")->number, csr::sstatus);
    EXPECT_EQ(find_csr("vsatp")->number, csr::vsatp);
    EXPECT_EQ(find_csr("hgatp")->number, csr::hgatp);
    EXPECT_EQ(find_csr("scounteren")->number, csr::scounteren);
}

TEST(CsrTable, pairs_vs_registers_with_s_registers) {
    EXPECT_THAT(supervisor_alias(csr::vsstatus), Optional(csr::sstatus));
    EXPECT_THAT(supervisor_alias(csr::vsatp), Optional(csr::satp));
    EXPECT_THAT(virtual_supervisor_of(csr::sscratch), Optional(csr::vsscratch));
    EXPECT_THAT(virtual_supervisor_of(0xdb0), Optional(0xeb0)) << "stopi, vstopi";
    for (const std::uint16_t alone : {csr::scounteren, csr::senvcfg}) {
        EXPECT_THAT(virtual_supervisor_of(alone), Eq(std::nullopt)) << alone;
    }
    for (const std::uint16_t alone : {csr::sstatus, csr::hstatus, csr::mstatus, csr::hvip}) {
        EXPECT_THAT(supervisor_alias(alone), Eq(std::nullopt)) << alone;
    }
    EXPECT_THAT(supervisor_alias(0), Eq(std::nullopt));
}

TEST(CsrTable, extracts_the_fields_of_an_hstatus) {
    const std::uint64_t hstatus = 0x2002001c0; // the value of Linux just before it enters a guest
    const auto value = [&](std::string_view name) -> std::uint64_t {
        for (const CsrField& field : find_csr("hstatus")->fields) {
            if (field.name == name) {
                return field.extract(hstatus);
            }
        }
        ADD_FAILURE() << "no field " << name;
        return 0;
    };
    EXPECT_EQ(value("GVA"), 1U);
    EXPECT_EQ(value("SPV"), 1U);
    EXPECT_EQ(value("SPVP"), 1U);
    EXPECT_EQ(value("VTW"), 1U);
    EXPECT_EQ(value("VSXL"), 2U);
    EXPECT_EQ(value("HU"), 0U);
}

TEST(CsrTable, names_values_of_fields_and_causes_of_traps) {
    const CsrField& mode = find_csr("hgatp")->fields.back();
    EXPECT_EQ(mode.value_name(mode.extract(8ULL << 60)).english(), "Sv39x4");
    EXPECT_TRUE(mode.value_name(7).empty());
    EXPECT_EQ(mode.extract(~0ULL), 0xfU);

    EXPECT_EQ(trap_cause_name(10), "virtual supervisor ecall");
    EXPECT_EQ(trap_cause_name(20), "instruction guest-page fault");
    EXPECT_EQ(trap_cause_name(21), "load guest-page fault");
    EXPECT_EQ(trap_cause_name(22), "virtual instruction");
    EXPECT_EQ(trap_cause_name(23), "store guest-page fault");
    EXPECT_EQ(trap_cause_name(0x8000000000000005), "supervisor timer interrupt");
    EXPECT_EQ(trap_cause_name(0x800000000000000a), "virtual supervisor external interrupt");
    EXPECT_EQ(trap_cause_name(14), "exception 14");
    EXPECT_EQ(trap_cause_name(0x8000000000000100), "interrupt 256");
}

} // namespace
} // namespace switchscope
