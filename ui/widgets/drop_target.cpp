// SPDX-License-Identifier: MIT
#include "ui/widgets/drop_target.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QUrl>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

/// The path of the file that is dragged. Empty: it is not one local file. Whether it is a recording
/// shows when it is opened.
QString dragged_file(const QDropEvent& event) {
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

DropTarget::DropTarget(const Theme& theme, QWidget* window) : QWidget(window), theme_(theme) {
    setObjectName(QStringLiteral("drop_hint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto* drag = static_cast<QDropEvent*>(event);
        const QString path = dragged_file(*drag);
        if (path.isEmpty()) {
            return false;
        }
        name_ = QFileInfo(path).fileName();
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        show_over_window();
        return true;
    }
    case QEvent::DragLeave:
        hide();
        return true;
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        const QString path = dragged_file(*drop);
        hide();
        if (path.isEmpty()) {
            return false;
        }
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        Q_EMIT dropped(path);
        return true;
    }
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void DropTarget::show_over_window() {
    setGeometry(parentWidget()->rect());
    setAccessibleName(tr("Drop to open %1").arg(name_));
    raise();
    show();
}

void DropTarget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme_.color(Role::window);
    veil.setAlphaF(0.78F);
    painter.fillRect(rect(), veil);
    const qreal edge = theme_.px(14);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), theme_.px(12),
                         theme_.px(12));
    painter.strokePath(frame, QPen(theme_.color(Role::host), theme_.px(2.5), Qt::DashLine));
    const QPointF center = QRectF(rect()).center();
    const QString text = tr("Drop to open %1").arg(name_);
    painter.setFont(theme_.text_font(20, QFont::DemiBold));
    const qreal half_width =
        QFontMetricsF(painter.font()).horizontalAdvance(text) / 2 + theme_.px(40);
    QPainterPath plate;
    plate.addRoundedRect(
        QRectF(center.x() - half_width, center.y() - theme_.px(82), 2 * half_width, theme_.px(150)),
        theme_.px(12), theme_.px(12));
    painter.fillPath(plate, theme_.color(Role::raised));
    const qreal icon = theme_.px(52);
    paint_icon(painter, Icon::open,
               QRectF(center.x() - icon / 2, center.y() - icon - theme_.px(6), icon, icon),
               theme_.color(Role::host));
    painter.setPen(theme_.color(Role::text));
    painter.drawText(QRectF(0, center.y() + theme_.px(4), width(), theme_.px(40)), Qt::AlignCenter,
                     text);
}

} // namespace switchscope::ui
