// SPDX-License-Identifier: MIT
#include "tests/ui/support/contact_sheet.h"

#include <algorithm>
#include <cstdlib>

#include <QPainter>

namespace switchscope::test {

namespace {

constexpr int gap = 4;

/// On average over the pixels and channels of `square`.
double difference_in(const QImage& one, const QImage& other, const QRect& square) {
    long sum = 0;
    for (int y = square.top(); y <= square.bottom(); ++y) {
        const auto* left = reinterpret_cast<const QRgb*>(one.constScanLine(y));
        const auto* right = reinterpret_cast<const QRgb*>(other.constScanLine(y));
        for (int x = square.left(); x <= square.right(); ++x) {
            sum += std::abs(qRed(left[x]) - qRed(right[x])) +
                   std::abs(qGreen(left[x]) - qGreen(right[x])) +
                   std::abs(qBlue(left[x]) - qBlue(right[x]));
        }
    }
    return static_cast<double>(sum) / (3.0 * square.width() * square.height());
}

} // namespace

void ContactSheet::add(const QImage& picture, const QString& caption) {
    QImage plain = picture;
    plain.setDevicePixelRatio(1);
    tiles_.push_back({plain.scaled(tile, Qt::KeepAspectRatio, Qt::SmoothTransformation), caption});
}

QRect ContactSheet::place(std::size_t index) const {
    const int column = static_cast<int>(index) % columns;
    const int row = static_cast<int>(index) / columns;
    return {QPoint(column * (tile.width() + gap), row * (tile.height() + gap)), tile};
}

QImage ContactSheet::image() const {
    const int count = static_cast<int>(tiles_.size());
    const int wide = std::min(count, columns);
    const int high = (count + columns - 1) / columns;
    QImage sheet(wide * (tile.width() + gap) - gap, high * (tile.height() + gap) - gap,
                 QImage::Format_RGB32);
    sheet.fill(Qt::gray);
    QPainter painter(&sheet);
    for (std::size_t index = 0; index < tiles_.size(); ++index) {
        painter.drawImage(place(index).topLeft(), tiles_[index].picture);
    }
    return sheet;
}

QString ContactSheet::caption_at(QPoint at) const {
    for (std::size_t index = 0; index < tiles_.size(); ++index) {
        if (place(index).contains(at)) {
            return tiles_[index].caption;
        }
    }
    return {};
}

SheetDifference compare_sheets(const QImage& accepted, const QImage& now) {
    SheetDifference found;
    if (accepted.size() != now.size()) {
        found.other_size = true;
        return found;
    }
    const QImage before = accepted.convertToFormat(QImage::Format_RGB32);
    const QImage after = now.convertToFormat(QImage::Format_RGB32);
    constexpr int side = SheetDifference::square;
    for (int y = 0; y < after.height(); y += side) {
        for (int x = 0; x < after.width(); x += side) {
            const QRect square = QRect(x, y, side, side).intersected(after.rect());
            if (difference_in(before, after, square) > SheetDifference::tolerance) {
                found.squares.push_back(square);
            }
        }
    }
    return found;
}

QImage marked(const QImage& now, const SheetDifference& difference) {
    QImage picture = now.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setPen(QPen(QColor(255, 0, 255), 1));
    for (const QRect& square : difference.squares) {
        painter.drawRect(square.adjusted(0, 0, -1, -1));
    }
    return picture;
}

} // namespace switchscope::test
