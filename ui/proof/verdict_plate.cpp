// SPDX-License-Identifier: MIT
#include "ui/proof/verdict_plate.h"

#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "ui/look/markers.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

VerdictPlate::VerdictPlate(const Theme& theme, const FindingsModel& model, QWidget* parent)
    : QWidget(parent), theme_(theme), model_(model) {
    setObjectName(QStringLiteral("verdict"));
    const auto renew = [this] {
        setAccessibleName(text());
        updateGeometry();
        update();
    };
    connect(&theme_, &Theme::changed, this, renew);
    connect(&model_, &FindingsModel::verdict_changed, this, renew);
}

QString VerdictPlate::text() const {
    const QString recorded = model_.recorded_verdict();
    return recorded.isEmpty() ? model_.verdict() : model_.verdict() + QLatin1Char('\n') + recorded;
}

QRectF VerdictPlate::text_box(qreal width) const {
    const QRectF room(theme_.px(32), theme_.px(8), width - theme_.px(32 + 10), 10000);
    return QFontMetricsF(theme_.text_font(13))
        .boundingRect(room, static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::TextWordWrap),
                      text());
}

int VerdictPlate::heightForWidth(int width) const {
    return static_cast<int>(std::ceil(text_box(width).height() + theme_.px(16)));
}

void VerdictPlate::paintEvent(QPaintEvent*) {
    if (!model_.checked()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Severity worst = model_.proven() ? Severity::note : model_.entries().front().severity;
    const Role role = model_.proven() ? Role::done : role_of(worst);
    QPainterPath plate;
    plate.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme_.px(6), theme_.px(6));
    painter.fillPath(plate, theme_.tint(role, 0.12));
    painter.strokePath(plate, QPen(theme_.tint(role, 0.5), 1));
    const QRectF box = text_box(width());
    const QPointF mark(theme_.px(17), box.top() + QFontMetricsF(theme_.text_font(13)).height() / 2);
    if (model_.proven()) {
        paint_tick(painter, mark, theme_.px(14), theme_.color(role));
    } else {
        paint_severity(painter, worst, mark, theme_.px(14), theme_.color(role));
    }
    painter.setFont(theme_.text_font(13));
    painter.setPen(theme_.color(Role::text));
    painter.drawText(box.adjusted(0, 0, 2, 2),
                     static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::TextWordWrap), text());
}

} // namespace switchscope::ui
