// SPDX-License-Identifier: MIT
#include "ui/lanes/picture.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/lanes/lanes_view.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

struct PictureText {
    Q_DECLARE_TR_FUNCTIONS(picture)
};

/// The caption above the lanes. It has as many lines as the sentence needs.
class CaptionPainter {
  public:
    CaptionPainter(const Theme& theme, const PictureCaption& caption, int width)
        : theme_(theme), caption_(caption), width_(width) {
        const QRectF space(0, 0, width - 2 * pad(), 10000);
        height_ = static_cast<int>(pad() * 2 + head_height() +
                                   QFontMetricsF(theme_.text_font(13.5))
                                       .boundingRect(space, Qt::TextWordWrap, caption_.sentence)
                                       .height());
    }
    int height() const { return height_; }

    void paint(QPainter& painter) const {
        painter.fillRect(QRect(0, 0, width_, height_), theme_.color(Role::raised));
        const QRectF head(pad(), pad(), width_ - 2 * pad(), head_height());
        painter.setFont(theme_.mono_font(14, QFont::Bold));
        painter.setPen(theme_.color(Role::text));
        painter.drawText(head, Qt::AlignLeft | Qt::AlignTop, caption_.instruction);
        painter.setFont(theme_.text_font(12.5));
        painter.setPen(theme_.color(Role::dim));
        painter.drawText(head, Qt::AlignRight | Qt::AlignTop, caption_.moment);
        painter.setFont(theme_.text_font(13.5));
        painter.setPen(theme_.color(Role::text));
        painter.drawText(QRectF(pad(), head.bottom(), head.width(), height_ - head.bottom()),
                         static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignTop) |
                             static_cast<int>(Qt::TextWordWrap),
                         caption_.sentence);
    }

  private:
    qreal pad() const { return theme_.px(12); }
    qreal head_height() const { return theme_.px(24); }

    const Theme& theme_;
    const PictureCaption& caption_;
    int width_;
    int height_ = 0;
};

void paint_all(QPainter& painter, const LanesView& lanes, const CaptionPainter& caption) {
    caption.paint(painter);
    painter.translate(0, caption.height());
    lanes.paint_picture(painter);
}

} // namespace

Result<void> save_picture(const LanesView& lanes, const Theme& theme, const PictureCaption& caption,
                          const QString& path) {
    const Error not_written{
        verbatim(PictureText::tr("the picture could not be written to %1").arg(path).toStdString()),
        verbatim(
            PictureText::tr("Is there room, and may files be made in this folder?").toStdString())};
    QSaveFile file(path); // what was there stays until the new one is whole
    if (!file.open(QIODevice::WriteOnly)) {
        return fail(not_written);
    }
    const CaptionPainter above(theme, caption, lanes.picture_size().width());
    const QSize size = lanes.picture_size() + QSize(0, above.height());
    bool written = true;
    if (QFileInfo(path).suffix().compare(QLatin1String("svg"), Qt::CaseInsensitive) == 0) {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setTitle(PictureText::tr("World switch"));
        svg.setDescription(
            QStringLiteral("%1: %2 %3").arg(caption.moment, caption.instruction, caption.sentence));
        QPainter painter(&svg);
        paint_all(painter, lanes, above);
    } else {
        constexpr int ratio = 2;
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        paint_all(painter, lanes, above);
        painter.end();
        written = image.save(&file, "PNG");
    }
    if (!written || !file.commit()) {
        return fail(not_written);
    }
    return {};
}

} // namespace switchscope::ui
