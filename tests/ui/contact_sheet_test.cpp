// SPDX-License-Identifier: MIT
#include "tests/ui/support/contact_sheet.h"

#include <QPainter>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/support/album.h"

namespace switchscope::test {
namespace {

/// Something like a panel with a row of rectangles for words; `moved` pixels to the right.
QImage panel(QSize size, const QColor& words, int moved = 0) {
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(QColor(20, 24, 30));
    QPainter painter(&picture);
    for (int y = 40; y < size.height() - 20; y += 40) {
        painter.fillRect(QRect(100 + moved, y, size.width() / 3, 12), words);
    }
    return picture;
}

QImage sheet_of(std::initializer_list<QImage> pictures) {
    ContactSheet sheet;
    int number = 0;
    for (const QImage& picture : pictures) {
        sheet.add(picture, QStringLiteral("picture %1").arg(number++));
    }
    return sheet.image();
}

const QSize window{1600, 1000};

TEST(ContactSheet, the_same_moment_at_twice_the_size_is_the_same_picture) {
    const QImage one = sheet_of({panel(window, Qt::white)});
    QImage large(window * 2, QImage::Format_RGB32);
    QPainter painter(&large);
    painter.scale(2, 2);
    painter.drawImage(0, 0, panel(window, Qt::white));
    painter.end();
    EXPECT_FALSE(compare_sheets(one, sheet_of({large})));
}

TEST(ContactSheet, another_place_or_another_colour_makes_a_difference) {
    const QImage accepted = sheet_of({panel(window, Qt::white)});
    EXPECT_FALSE(compare_sheets(accepted, sheet_of({panel(window, Qt::white)})));
    EXPECT_TRUE(compare_sheets(accepted, sheet_of({panel(window, Qt::white, 24)})));
    EXPECT_TRUE(compare_sheets(accepted, sheet_of({panel(window, QColor(230, 159, 0))})));
}

TEST(ContactSheet, another_digit_or_a_softer_letter_makes_no_difference) {
    QImage other = panel(window, Qt::white);
    QPainter painter(&other);
    painter.fillRect(QRect(1200, 400, 8, 4), Qt::white);    // a stroke
    painter.fillRect(QRect(100, 40, 1, 12), Qt::lightGray); // an edge
    painter.end();
    EXPECT_FALSE(compare_sheets(sheet_of({panel(window, Qt::white)}), sheet_of({other})));
}

TEST(ContactSheet, a_difference_names_the_picture_it_is_in) {
    ContactSheet sheet;
    for (int n = 0; n < 6; ++n) {
        sheet.add(panel(window, Qt::white, n == 5 ? 24 : 0), QStringLiteral("picture %1").arg(n));
    }
    const QImage same = panel(window, Qt::white);
    const SheetDifference found =
        compare_sheets(sheet_of({same, same, same, same, same, same}), sheet.image());
    ASSERT_TRUE(found);
    for (const QRect& square : found.squares) {
        EXPECT_EQ(sheet.caption_at(square.center()), QStringLiteral("picture 5"));
    }
    EXPECT_NE(marked(sheet.image(), found), sheet.image());
}

TEST(ContactSheet, an_added_or_a_missing_picture_is_a_difference) {
    const QImage one = panel(window, Qt::white);
    EXPECT_TRUE(compare_sheets(sheet_of({one}), sheet_of({one, one})).other_size);
}

TEST(Album, compares_with_accepted_sheets_and_reports_missing_ones) {
    const QTemporaryDir folder;
    const QString accepted = folder.filePath(QStringLiteral("accepted"));
    Album before(folder.filePath(QStringLiteral("before")), false);
    ASSERT_TRUE(
        before.add(QStringLiteral("start"), QStringLiteral("dark"), panel(window, Qt::white)));
    ASSERT_TRUE(
        before.add(QStringLiteral("end"), QStringLiteral("dark"), panel(window, Qt::white)));
    ASSERT_TRUE(before.accept(accepted));
    EXPECT_TRUE(before.compare_with(accepted));

    Album after(folder.filePath(QStringLiteral("after")), false);
    ASSERT_TRUE(after.add(QStringLiteral("start"), QStringLiteral("dark"), panel(window, Qt::red)));
    testing::internal::CaptureStderr();
    EXPECT_FALSE(after.compare_with(accepted));
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_NE(said.find("start: "), std::string::npos);
    EXPECT_NE(said.find("places differ, in dark; see "), std::string::npos) << said;
    EXPECT_NE(said.find("end: was accepted, and is not taken any more"), std::string::npos) << said;
    EXPECT_FALSE(QImage(folder.filePath(QStringLiteral("after/start-differs.png"))).isNull());

    ASSERT_TRUE(after.accept(accepted));
    EXPECT_TRUE(after.compare_with(accepted));
    EXPECT_EQ(QDir(accepted).entryList(QDir::Files), QStringList{QStringLiteral("start.jpg")});
}

} // namespace
} // namespace switchscope::test
