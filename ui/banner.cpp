// SPDX-License-Identifier: MIT
#include "ui/banner.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include "ui/language.h"
#include "ui/theme.h"

namespace switchscope::ui {

Banner::Banner(const Theme& theme, QWidget* parent)
    : QFrame(parent), theme_(theme), text_(new QLabel), remedy_(new QLabel),
      offer_(new QPushButton), dismiss_(new QPushButton) {
    setObjectName(QStringLiteral("banner"));
    keep_translated(this, [this] { setAccessibleName(tr("Message")); });
    keep_translated(this, [this] { dismiss_->setText(tr("Dismiss")); });
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    remedy_->setWordWrap(true);
    remedy_->setProperty("role", "dim");
    offer_->setObjectName(QStringLiteral("banner_offer"));
    offer_->setProperty("role", "primary");
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(text_);
    texts->addWidget(remedy_);
    auto* row = new QHBoxLayout(this);
    row->addLayout(texts, 1);
    row->addWidget(offer_);
    row->addWidget(dismiss_);
    connect(offer_, &QPushButton::clicked, this, &Banner::offer_taken);
    connect(dismiss_, &QPushButton::clicked, this, &QWidget::hide);
    connect(&theme_, &Theme::changed, this, &Banner::lay_out);
    lay_out();
    hide();
}

void Banner::lay_out() {
    layout()->setContentsMargins(theme_.ipx(46), theme_.ipx(9), theme_.ipx(12), theme_.ipx(9));
    layout()->setSpacing(theme_.ipx(8));
}

void Banner::show_error(const QString& what, const QString& remedy, const QString& offer) {
    what_ = what;
    text_->setText(what);
    remedy_->setText(remedy);
    remedy_->setVisible(!remedy.isEmpty());
    offer_->setText(offer);
    offer_->setVisible(!offer.isEmpty());
    setAccessibleDescription(what + QStringLiteral(" ") + remedy);
    show();
}

void Banner::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = theme_.color(Role::error);
    const QPointF center(theme_.px(24), height() / 2.0);
    const qreal r = theme_.px(10);
    QPainterPath triangle(center + QPointF(0, -r));
    triangle.lineTo(center + QPointF(r * 1.12, r * 0.9));
    triangle.lineTo(center + QPointF(-r * 1.12, r * 0.9));
    triangle.closeSubpath();
    painter.strokePath(triangle,
                       QPen(color, theme_.px(1.8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setFont(theme_.text_font(12, QFont::Bold));
    painter.setPen(color);
    painter.drawText(QRectF(center.x() - r, center.y() - r * 0.75, 2 * r, 1.7 * r), Qt::AlignCenter,
                     QStringLiteral("!"));
}

} // namespace switchscope::ui
