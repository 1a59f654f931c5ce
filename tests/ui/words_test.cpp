// SPDX-License-Identifier: MIT
// What core/ says, in Chinese: the catalogue has all of it, and the window says it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include <QFile>
#include <QXmlStreamReader>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/finding.h"
#include "core/isa/registers.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/base/language.h"
#include "ui/base/words.h"

namespace switchscope::ui {
namespace {

namespace fs = std::filesystem;

const fs::path source_dir = SWITCHSCOPE_SOURCE_DIR;

struct Entry {
    std::string context, english, translated;
    bool finished = false;
};

std::vector<Entry> chinese_catalogue() {
    QFile file(
        QString::fromStdString((source_dir / "assets/translations/switchscope_zh_CN.ts").string()));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    std::vector<Entry> entries;
    Entry entry;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            entry.context = xml.readElementText().toStdString();
        } else if (xml.name() == QLatin1String("source")) {
            entry.english = xml.readElementText().toStdString();
        } else if (xml.name() == QLatin1String("translation")) {
            entry.finished = xml.attributes().value(QLatin1String("type")).isEmpty();
            entry.translated = xml.readElementText().toStdString();
            entries.push_back(entry);
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return entries;
}

std::set<std::string> of_core(const std::vector<Entry>& entries) {
    std::set<std::string> english;
    for (const Entry& entry : entries) {
        if (entry.context == "core") {
            english.insert(entry.english);
        }
    }
    return english;
}

std::set<std::string> holes(const std::string& text) {
    std::set<std::string> found;
    static const std::regex hole("%[0-9]");
    for (std::sregex_iterator one(text.begin(), text.end(), hole), end; one != end; ++one) {
        found.insert(one->str());
    }
    return found;
}

/// The texts of en("...") in one source file.
std::set<std::string> said_in(const fs::path& path) {
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    static const std::regex marked(R"re(\ben\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)\))re");
    static const std::regex literal(R"re("((?:[^"\\\n]|\\.)*)")re");
    std::set<std::string> found;
    for (std::sregex_iterator one(text.begin(), text.end(), marked), end; one != end; ++one) {
        const std::string literals = (*one)[1];
        std::string english;
        for (std::sregex_iterator part(literals.begin(), literals.end(), literal); part != end;
             ++part) {
            english += (*part)[1];
        }
        found.insert(std::regex_replace(english, std::regex(R"re(\\")re"), "\""));
    }
    return found;
}

TEST(ChineseCatalogue, is_finished_and_has_the_holes_of_the_english) {
    for (const Entry& entry : chinese_catalogue()) {
        SCOPED_TRACE(entry.context + ": " + entry.english);
        EXPECT_TRUE(entry.finished);
        EXPECT_FALSE(entry.translated.empty());
        EXPECT_EQ(holes(entry.translated), holes(entry.english));
    }
}

TEST(ChineseCatalogue, has_exactly_the_texts_that_are_said_below_the_window) {
    std::set<std::string> said;
    for (const char* floor : {"core", "gdb", "app"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source_dir / floor)) {
            if (entry.path().extension() == ".cpp") {
                said.merge(said_in(entry.path()));
            }
            if (entry.path().extension() == ".h") { // lupdate reads the sources alone
                EXPECT_THAT(said_in(entry.path()),
                            testing::IsSubsetOf({"The host's %1 is saved in its slot, %2."}))
                    << entry.path();
            }
        }
    }
    EXPECT_EQ(of_core(chinese_catalogue()), said) << "./dev translate brings it up to date";
}

TEST(ChineseCatalogue, has_every_text_of_the_tables) {
    const std::set<std::string> known = of_core(chinese_catalogue());
    const auto knows = [&](std::string_view english) {
        return english.empty() || known.contains(std::string(english));
    };
    for (const Csr& csr : csr_table()) {
        EXPECT_TRUE(knows(csr.title)) << csr.name;
        for (const CsrField& field : csr.fields) {
            EXPECT_TRUE(knows(field.meaning)) << csr.name << '.' << field.name;
            for (const CsrValue& value : field.values) {
                EXPECT_TRUE(knows(value.meaning)) << csr.name << '.' << field.name;
            }
        }
    }
    for (const Rule& one : rules()) {
        EXPECT_TRUE(knows(one.summary) && knows(one.help)) << one.id;
    }
}

struct Words : testing::Test {
    Words() { Language::instance().set(QString::fromLatin1(Language::chinese)); }
    ~Words() override { Language::instance().set(QString::fromLatin1(Language::english)); }
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;
};

TEST_F(Words, of_core_are_said_in_the_language_of_the_program) {
    const Phrase phrase =
        en("The host's %1 is saved in its slot, %2.")(gpr_name(ra), std::string("host.ra"));
    EXPECT_EQ(text_of(phrase), QStringLiteral("宿主的 ra 保存到它的槽位 host.ra。"));
    EXPECT_EQ(text_of(trap_cause(23)), QStringLiteral("存储客户机页错误"));
    EXPECT_EQ(text_of(find_csr("pmpaddr17")->summary()),
              QStringLiteral("物理内存保护：规则 17 的地址"));
    Language::instance().set(QString::fromLatin1(Language::english));
    EXPECT_EQ(text_of(phrase), QStringLiteral("The host's ra is saved in its slot, host.ra."));
}

TEST_F(Words, are_marked_and_longer_in_the_pseudo_language) {
    Language::instance().set(QString::fromLatin1(Language::pseudo));
    const QString text = text_of(en("%1 is computed.")(gpr_name(t1)));
    EXPECT_TRUE(text.startsWith(QStringLiteral("[t1 "))) << text.toStdString();
}

TEST_F(Words, are_available_without_qt_in_any_language) {
    Language::instance().set(QString::fromLatin1(Language::english));
    for (const char* language : {"zh", "zh_CN"}) {
        const Catalogue words = words_of(language);
        EXPECT_EQ(Phrase(en("illegal instruction")).in(words), "非法指令") << language;
        EXPECT_EQ(Phrase(std::string("illegal instruction")).in(words), "illegal instruction");
    }
    EXPECT_FALSE(words_of("eo")) << "there is no such catalogue";
    EXPECT_FALSE(words_of("en"));
}

} // namespace
} // namespace switchscope::ui
