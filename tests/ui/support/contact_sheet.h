// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QColor>
#include <QImage>
#include <QRect>
#include <QString>

namespace switchscope::test {

/// Small pictures side by side: a moment of the window in both themes, scales and languages. People
/// look at them, and they are compared with accepted ones.
class ContactSheet {
  public:
    /// Pixels of a tile. A picture of another shape does not fill it.
    static constexpr QSize tile{320, 200};
    static constexpr int columns = 4;

    /// `caption` names the picture in messages about differences.
    void add(const QImage& picture, const QString& caption);
    bool empty() const { return tiles_.empty(); }
    QImage image() const;
    /// The caption of the tile at a place of the image. Empty: no tile is there.
    QString caption_at(QPoint at) const;

  private:
    struct Tile {
        QImage picture;
        QString caption;
    };
    QRect place(std::size_t index) const;

    std::vector<Tile> tiles_;
};

/// Where two pictures of the same size differ, as squares of `square` pixels, in reading order. A
/// square counts when its pixels differ by more than `tolerance` (of 255) on average over all
/// channels. Thereby another digit or another smoothing of a letter is no difference, but another
/// place, colour or word is.
struct SheetDifference {
    static constexpr int square = 10;
    static constexpr double tolerance = 8;

    bool other_size = false;
    std::vector<QRect> squares;
    explicit operator bool() const { return other_size || !squares.empty(); }
};

SheetDifference compare_sheets(const QImage& accepted, const QImage& now);

/// `now`, with a frame around each square that differs.
QImage marked(const QImage& now, const SheetDifference& difference);

} // namespace switchscope::test
