// SPDX-License-Identifier: MIT
#include "ui/picture.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/lanes_view.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(picture)
};

} // namespace

Result<void> save_picture(const LanesView& lanes, const QString& path) {
    const Error not_written{
        Text::tr("the picture could not be written to %1").arg(path).toStdString(),
        Text::tr("Is there room, and may files be made in this folder?").toStdString()};
    QSaveFile file(path); // what was there stays until the new one is whole
    if (!file.open(QIODevice::WriteOnly)) {
        return fail(not_written);
    }
    const QSize size = lanes.picture_size();
    bool written = true;
    if (QFileInfo(path).suffix().compare(QLatin1String("svg"), Qt::CaseInsensitive) == 0) {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setTitle(Text::tr("World switch"));
        svg.setDescription(lanes.accessibleDescription());
        QPainter painter(&svg);
        lanes.paint_picture(painter);
    } else {
        constexpr int ratio = 2;
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        lanes.paint_picture(painter);
        painter.end();
        written = image.save(&file, "PNG");
    }
    if (!written || !file.commit()) {
        return fail(not_written);
    }
    return {};
}

} // namespace switchscope::ui
