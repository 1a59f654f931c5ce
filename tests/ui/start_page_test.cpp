// SPDX-License-Identifier: MIT
// The start page in every size, scale and language. Cards flow, nothing is cut off, and it never
// scrolls sideways.
#include <QScrollArea>
#include <QScrollBar>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/desktop/lessons.h"
#include "app/machines/target_provider.h"
#include "tests/ui/support/window_driver.h"
#include "ui/base/language.h"
#include "ui/widgets/link_button.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::IsEmpty;

/// The demo machine's own targets and lessons.
struct StartPageWindow : testing::Test {
    app::TargetProvider provider{app::TargetSpec{}};
    app::LessonPlayer player;
    MainWindow window{provider, nullptr, &player};

    StartPageWindow() { window.show(); }
    ~StartPageWindow() override {
        Language::instance().set(QString::fromLatin1(Language::english));
    }
    StartPageWindow(const StartPageWindow&) = delete;
    StartPageWindow& operator=(const StartPageWindow&) = delete;

    StartPage& page() { return *window.start_page(); }
    QScrollArea& scroll() {
        return *window.findChild<QScrollArea*>(QStringLiteral("start_scroll"));
    }
    void look(QSize size, double scale) {
        window.theme().set_scale(scale);
        window.resize(size);
        QApplication::processEvents();
        QTest::qWait(1);
    }
    /// The number of cards in each row.
    std::vector<int> rows_of_cards() {
        std::map<int, int> rows;
        for (const ChoiceCard* card : page().cards()) {
            ++rows[card->y()];
        }
        std::vector<int> counts;
        for (const auto& [y, count] : rows) {
            counts.push_back(count);
        }
        return counts;
    }
    /// What cannot be read or reached.
    std::vector<std::string> wrong() {
        std::vector<std::string> found;
        if (scroll().horizontalScrollBar()->maximum() > 0) {
            found.emplace_back("it scrolls sideways");
        }
        const int below = page().height() - scroll().viewport()->height();
        if (below > 0 && scroll().verticalScrollBar()->maximum() < below) {
            found.emplace_back("the lowest part cannot be scrolled to");
        }
        for (const QWidget* widget : page().findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->isWindow()) {
                continue;
            }
            const QRect place(widget->mapTo(&page(), QPoint()), widget->size());
            const int least = widget->hasHeightForWidth() ? widget->heightForWidth(place.width())
                                                          : widget->minimumSizeHint().height();
            const auto name = widget->objectName() + QStringLiteral(" ") + widget->accessibleName();
            if (!page().rect().contains(place) || place.height() < least ||
                place.width() < widget->minimumSizeHint().width()) {
                found.push_back("cut off: " + name.toStdString() + " " +
                                std::to_string(place.width()) + "x" +
                                std::to_string(place.height()) + ", wants " +
                                std::to_string(widget->minimumSizeHint().width()) + "x" +
                                std::to_string(least));
            }
        }
        return found;
    }
};

TEST_F(StartPageWindow, cards_go_four_then_two_and_two_then_one_below_the_other) {
    look({1600, 1000}, 1);
    EXPECT_EQ(rows_of_cards(), (std::vector{4}));
    look({1600, 1000}, 2);
    EXPECT_EQ(rows_of_cards(), (std::vector{2, 2}));
    look({900, 600}, 2);
    EXPECT_EQ(rows_of_cards(), (std::vector{1, 1, 1, 1}));
    look({1600, 1000}, 1);
    EXPECT_EQ(rows_of_cards(), (std::vector{4})) << "and back";
}

TEST_F(StartPageWindow, is_whole_in_every_size_zoom_and_language) {
    std::vector<std::filesystem::path> many;
    for (int n = 0; n < 12; ++n) {
        many.emplace_back("/recordings/" + std::to_string(n) +
                          std::string(static_cast<std::size_t>(n) * 20, 'w') + ".swrec");
    }
    page().show_recent(many);
    std::vector<std::string> found;
    for (const char* language : {Language::english, Language::chinese, Language::pseudo}) {
        Language::instance().set(QString::fromLatin1(language));
        for (const QSize size : {QSize(2560, 1440), QSize(1600, 1000), QSize(900, 600)}) {
            for (const double scale : {1.0, 1.5, 2.0}) {
                look(size, scale);
                EXPECT_EQ(window.size(), size);
                for (const std::string& what : wrong()) {
                    found.push_back(std::string(language) + " " + std::to_string(size.width()) +
                                    " " + std::to_string(scale) + ": " + what);
                }
            }
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

TEST_F(StartPageWindow, the_middle_of_a_long_name_is_left_out_and_its_ends_can_be_read) {
    page().show_recent({"/recordings/first-" + std::string(300, 'w') + "-last.swrec"});
    look({900, 600}, 1);
    const auto* link = page().findChild<LinkButton*>();
    ASSERT_NE(link, nullptr);
    const QString seen = link->seen_text();
    EXPECT_TRUE(seen.startsWith(QStringLiteral("first-w"))) << seen.toStdString();
    EXPECT_TRUE(seen.endsWith(QStringLiteral("w-last.swrec"))) << seen.toStdString();
    EXPECT_LT(seen.size(), link->text().size());
    EXPECT_LE(link->geometry().right(), link->parentWidget()->width());
}

TEST_F(StartPageWindow, the_tab_key_scrolls_to_what_it_focuses) {
    look({900, 600}, 2);
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    page().take_focus();
    const ChoiceCard* last = page().cards().back();
    for (std::size_t n = 1; n < page().cards().size(); ++n) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
    }
    ASSERT_EQ(window.focusWidget(), last);
    const QRect seen(QPoint(), scroll().viewport()->size());
    EXPECT_TRUE(seen.intersects(QRect(last->mapTo(scroll().viewport(), QPoint()), last->size())));
    EXPECT_GT(scroll().verticalScrollBar()->value(), 0);
}

} // namespace
} // namespace switchscope::ui
