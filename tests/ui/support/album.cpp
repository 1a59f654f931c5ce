// SPDX-License-Identifier: MIT
#include "tests/ui/support/album.h"

#include <cstdio>
#include <set>

#include <QBuffer>

namespace switchscope::test {

namespace {

constexpr int jpeg_quality = 75;

bool write(const QImage& image, const QString& path) {
    // Sheets are JPEG files, which are small: the repository keeps them for ever. They need not be
    // exact, because people look at them and comparisons are tolerant.
    if (!image.save(path, nullptr, path.endsWith(QLatin1String(".jpg")) ? jpeg_quality : -1)) {
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
        return false;
    }
    std::printf("%s\n", qPrintable(path));
    return true;
}

/// As it comes back from a file, so that the loss of JPEG is on both sides.
QImage through_file(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPG", jpeg_quality);
    return QImage::fromData(bytes, "JPG");
}

} // namespace

Album::Album(const QString& written, bool pictures) : written_(written), pictures_(pictures) {
    QDir().mkpath(written);
}

bool Album::add(const QString& sheet, const QString& name, const QImage& picture) {
    sheets_[sheet].add(picture, name);
    return !pictures_ || write(picture, written_.filePath(name + QStringLiteral(".png")));
}

void Album::hold_against(const QDir& folder, const Complain& complain) const {
    for (const auto& [name, sheet] : sheets_) {
        const QImage before(folder.filePath(name + QStringLiteral(".jpg")));
        if (before.isNull()) {
            complain(name, QStringLiteral("was never accepted"));
            continue;
        }
        const QImage now = through_file(sheet.image());
        const SheetDifference difference = compare_sheets(before, now);
        if (!difference) {
            continue;
        }
        std::set<QString> where;
        for (const QRect& square : difference.squares) {
            where.insert(sheet.caption_at(square.center()));
        }
        const QString path = written_.filePath(name + QStringLiteral("-differs.png"));
        marked(now, difference).save(path);
        complain(name,
                 difference.other_size
                     ? QStringLiteral("has another number of pictures than was accepted")
                     : QStringLiteral("%1 places differ, in %2; see %3")
                           .arg(difference.squares.size())
                           .arg(QStringList(where.begin(), where.end()).join(QStringLiteral(", ")),
                                path));
    }
    for (const QString& file : folder.entryList({QStringLiteral("*.jpg")})) {
        if (!sheets_.contains(file.chopped(4))) {
            complain(file.chopped(4), QStringLiteral("was accepted, and is not taken any more"));
        }
    }
}

bool Album::accept(const QString& folder) const {
    QDir().mkpath(folder);
    bool written = true;
    hold_against(QDir(folder), [&](const QString& name, const QString&) {
        const QString path = QDir(folder).filePath(name + QStringLiteral(".jpg"));
        const auto sheet = sheets_.find(name);
        written =
            (sheet == sheets_.end() ? QFile::remove(path) : write(sheet->second.image(), path)) &&
            written;
    });
    return written;
}

bool Album::compare_with(const QString& folder) const {
    bool same = true;
    hold_against(QDir(folder), [&](const QString& name, const QString& what) {
        same = false;
        std::fprintf(stderr, "%s: %s\n", qPrintable(name), qPrintable(what));
    });
    return same;
}

} // namespace switchscope::test
