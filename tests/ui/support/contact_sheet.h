// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QColor>
#include <QImage>
#include <QRect>
#include <QString>

namespace switchscope::test {

/// Small pictures side by side, to be glanced at by people and compared with what was accepted: a moment of the window
/// in both themes, scales and languages.
class ContactSheet {
  public:
    static constexpr QSize tile{320, 200}; ///< pixels; a picture of another shape leaves room in it
    static constexpr int columns = 4;

    /// `caption`: which one it is, for the words about a difference.
    void add(const QImage& picture, const QString& caption);
    bool empty() const { return tiles_.empty(); }
    QImage image() const;
    /// The caption of the tile at a place of the image; empty between tiles.
    QString caption_at(QPoint at) const;

  private:
    struct Tile {
        QImage picture;
        QString caption;
    };
    QRect place(std::size_t index) const;

    std::vector<Tile> tiles_;
};

/// Where two pictures of the same size differ, as squares of `square` pixels, in reading order. Tolerant: a square
/// counts when its pixels differ by more than `tolerance` (of 255) on average over all channels, so that another
/// digit or another smoothing of a letter does not, but another place, colour or word does.
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
