// SPDX-License-Identifier: MIT
#include "gdb/target_xml.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace switchscope::gdb {
namespace {

using testing::HasSubstr;
using Documents = std::map<std::string, std::string>;

Result<RegisterLayout> read(const Documents& documents, const TargetXmlLimits& limits = {}) {
    return read_target_xml(
        [&](const std::string& name) -> Result<std::string> {
            const auto found = documents.find(name);
            if (found == documents.end()) {
                return fail(en("no document %1")(name));
            }
            return found->second;
        },
        limits);
}

/// The error of reading a single document.
std::string error_of(const std::string& body, const TargetXmlLimits& limits = {}) {
    const auto layout = read({{"target.xml", body}}, limits);
    return layout ? "no error" : layout.error().message();
}

TEST(TargetXml, numbers_registers_on_across_includes) {
    const auto layout = read({
        {"target.xml", R"(<?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd"><target>
            <architecture>riscv:rv64</architecture><osabi>none</osabi>
            <xi:include href="a.xml"/><xi:include href="b.xml"/></target>)"},
        {"a.xml", R"(<feature name="A"><reg name="zero" bitsize="64"/><reg name="ra" bitsize="64"/>
            <reg name="far" bitsize="32" regnum="70"/></feature>)"},
        {"b.xml", R"(<!-- text --><feature name="B"><union id="u"/><reg name="next" bitsize="8"/>
            <reg name="low" bitsize="128" regnum="3"/></feature>)"},
    });
    ASSERT_TRUE(layout) << layout.error().message();
    EXPECT_EQ(layout->architecture, "riscv:rv64");
    EXPECT_EQ(layout->os_abi, "none");
    ASSERT_EQ(layout->registers().size(), 5U);
    EXPECT_EQ(layout->find("ra")->number, 1U);
    EXPECT_EQ(layout->find("far")->number, 70U);
    EXPECT_EQ(layout->find("next")->number, 71U);
    EXPECT_EQ(layout->find("next")->feature, "B");
    EXPECT_EQ(layout->find_number(3)->name, "low");
    EXPECT_EQ(layout->find("none"), nullptr);
    // `g` sends them by number: zero, ra, low, far, next.
    EXPECT_EQ(layout->offset_in_g(*layout->find("low")), 16U);
    EXPECT_EQ(layout->offset_in_g(*layout->find("far")), 32U);
    EXPECT_EQ(layout->offset_in_g(*layout->find("next")), 36U);
}

// QEMU 11.1 with `-cpu max`: priv has no number of its own, and those of the CSRs begin behind it.
TEST(TargetXml, numbers_csrs_behind_the_vector_registers) {
    std::string vectors;
    for (int n = 0; n < 32; ++n) {
        vectors += "<reg name=\"v" + std::to_string(n) + "\" bitsize=\"128\" regnum=\"" +
                   std::to_string(65 + n) + "\" type=\"riscv_vector\" group=\"vector\"/>";
    }
    const auto layout = read({
        {"target.xml", R"(<target><architecture>riscv:rv64</architecture>
            <xi:include href="riscv-vector.xml"/><xi:include href="riscv-64bit-virtual.xml"/>
            <xi:include href="riscv-csr.xml"/></target>)"},
        {"riscv-vector.xml",
         R"(<feature name="org.gnu.gdb.riscv.vector"><vector id="longs" type="uint64" count="2"/>
            <union id="riscv_vector"><field name="l" type="longs"/></union>)" +
             vectors + "</feature>"},
        {"riscv-64bit-virtual.xml", R"(<feature name="org.gnu.gdb.riscv.virtual">
            <reg name="priv" bitsize="64"/></feature>)"},
        {"riscv-csr.xml", R"(<feature name="org.gnu.gdb.riscv.csr">
            <reg name="fflags" bitsize="64" regnum="99" type="int"/>
            <reg name="sstatus" bitsize="64" regnum="354" type="int"/></feature>)"},
    });
    ASSERT_TRUE(layout) << layout.error().message();
    EXPECT_EQ(layout->registers().size(), 35U);
    EXPECT_EQ(layout->find("v31")->number, 96U);
    EXPECT_EQ(layout->find("v31")->bits, 128U);
    EXPECT_EQ(layout->find("priv")->number, 97U);
    EXPECT_EQ(layout->find("sstatus")->number, 354U);
}

TEST(TargetXml, reads_a_feature_inside_the_target) {
    const auto layout =
        read({{"target.xml",
               R"(<target><feature name="f"><reg name="r" bitsize="32"/></feature></target>)"}});
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->find("r")->bits, 32U);
}

TEST(TargetXml, refuses_two_registers_with_one_number) {
    EXPECT_THAT(error_of(R"(<target><feature><reg name="a" bitsize="8" regnum="1"/>
                            <reg name="b" bitsize="8" regnum="0"/><reg name="c" bitsize="8"/>
                            </feature></target>)"),
                testing::AllOf(HasSubstr("\"c\" has the number 1"), HasSubstr("\"a\" has already"),
                               HasSubstr("reading the target description")));
}

TEST(TargetXml, refuses_sizes_and_numbers_that_cannot_be) {
    for (const char* size : {"", "0", "-8", "99999999", "65537", "64x", "4294967297"}) {
        EXPECT_THAT(
            error_of(std::string(R"(<target><feature><reg name="r" bitsize=")") + size +
                     R"("/></feature></target>)"),
            testing::AllOf(HasSubstr("\"r\" has a size of \"" + std::string(size) + "\" bits"),
                           HasSubstr("1 to 65536 are possible")))
            << size;
    }
    for (const char* number : {"-1", "", "x", "4294967295", "99999999999"}) {
        EXPECT_THAT(
            error_of(std::string(R"(<target><feature><reg name="r" bitsize="8" regnum=")") +
                     number + R"("/></feature></target>)"),
            testing::AllOf(HasSubstr("\"r\" has the number \"" + std::string(number) + "\""),
                           HasSubstr("0 to 16777215 are possible")))
            << number;
    }
    EXPECT_THAT(error_of(R"(<target><feature><reg bitsize="8"/></feature></target>)"),
                HasSubstr("no usable name"));
}

TEST(TargetXml, refuses_too_many_registers_and_too_long_documents) {
    std::string body = "<target><feature>";
    for (int i = 0; i < 100'000; ++i) {
        body += "<reg name=\"r\" bitsize=\"8\"/>";
    }
    TargetXmlLimits limits;
    limits.document_bytes = 10'000'000;
    EXPECT_THAT(error_of(body + "</feature></target>", limits),
                HasSubstr("more than 8192 registers"));
    EXPECT_THAT(error_of(body + "</feature></target>"), HasSubstr("longer than 1048576 bytes"));
}

TEST(TargetXml, refuses_includes_without_end) {
    EXPECT_THAT(error_of(R"(<target><xi:include href="target.xml"/></target>)"),
                HasSubstr("\"target.xml\" includes itself"));
    EXPECT_THAT(read({{"target.xml", R"(<target><xi:include href="a.xml"/></target>)"},
                      {"a.xml", R"(<feature><xi:include href="target.xml"/></feature>)"}})
                    .error()
                    .what.english(),
                HasSubstr("includes itself"));
    Documents chain{{"target.xml", R"(<target><xi:include href="0"/></target>)"}};
    for (int i = 0; i < 20; ++i) {
        chain[std::to_string(i)] =
            R"(<feature><xi:include href=")" + std::to_string(i + 1) + R"("/></feature>)";
    }
    EXPECT_THAT(read(chain).error().what.english(), HasSubstr("deeper than 8"));
    std::string wide = "<target>";
    Documents many;
    for (int i = 0; i < 100; ++i) {
        wide += R"(<xi:include href=")" + std::to_string(i) + R"("/>)";
        many[std::to_string(i)] = "<feature/>";
    }
    many["target.xml"] = wide + "</target>";
    EXPECT_THAT(read(many).error().what.english(), HasSubstr("more than 64 documents"));
    EXPECT_THAT(error_of(R"(<target><xi:include href="a:0,ff"/></target>)"),
                HasSubstr("names no document"));
    EXPECT_THAT(error_of(R"(<target><xi:include href="gone.xml"/></target>)"),
                HasSubstr("gone.xml"));
}

TEST(TargetXml, refuses_what_is_not_xml) {
    for (const char* body :
         {"", "nonsense", "<target>", "<target><feature></target>", "<a", "\xff\xfe"}) {
        EXPECT_THAT(error_of(body), HasSubstr("is not XML")) << body;
    }
    EXPECT_THAT(error_of("<html/>"), HasSubstr("<html>"));
}

TEST(TargetXml, expands_no_entities) {
    const auto layout = read({{"target.xml", R"(<!DOCTYPE target [<!ENTITY a "aaaaaaaaaa">
        <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><target><architecture>&b;</architecture></target>)"}});
    ASSERT_TRUE(layout) << layout.error().message();
    EXPECT_EQ(layout->architecture, "&b;");
}

TEST(TargetXml, survives_deep_nesting) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) {
        deep += "<a>";
    }
    EXPECT_THAT(error_of(deep), HasSubstr("is not XML"));
}

} // namespace
} // namespace switchscope::gdb
