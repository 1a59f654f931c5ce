// SPDX-License-Identifier: MIT
#include "ui/widgets/banner.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

Banner::Banner(const Theme& theme, QWidget* parent)
    : QFrame(parent), theme_(theme), text_(new QLabel), remedy_(new QLabel),
      never_again_(new QCheckBox), before_(new QPushButton), offer_(new QPushButton),
      dismiss_(new QPushButton) {
    setObjectName(QStringLiteral("banner"));
    keep_translated(this, [this] { setAccessibleName(tr("Message")); });
    never_again_->setObjectName(QStringLiteral("banner_never_again"));
    never_again_->hide();
    before_->setObjectName(QStringLiteral("banner_before"));
    before_->setProperty("role", "primary");
    before_->hide();
    dismiss_->setObjectName(QStringLiteral("banner_dismiss"));
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
    row->addWidget(never_again_);
    row->addWidget(before_);
    row->addWidget(offer_);
    row->addWidget(dismiss_);
    connect(offer_, &QPushButton::clicked, this, &Banner::offer_taken);
    connect(before_, &QPushButton::clicked, this, &Banner::offer_before_taken);
    connect(dismiss_, &QPushButton::clicked, this, &Banner::dismiss);
    connect(&theme_, &Theme::changed, this, &Banner::lay_out);
    lay_out();
    hide();
    keep_translated(this, [this] { write(); });
}

void Banner::lay_out() {
    layout()->setContentsMargins(theme_.ipx(46), theme_.ipx(9), theme_.ipx(12), theme_.ipx(9));
    layout()->setSpacing(theme_.ipx(8));
}

/// Sets all texts. The language may have changed since the message was shown.
void Banner::write() {
    never_again_->setText(tr("Do not ask again"));
    dismiss_->setText(asks_ ? tr("Stay here") : tr("Dismiss"));
    text_->setText(what_.text());
    const QString remedy = remedy_words_.text();
    remedy_->setText(remedy);
    remedy_->setVisible(!remedy.isEmpty());
    for (const auto& [button, words] :
         {std::pair(before_, &before_words_), std::pair(offer_, &offer_words_)}) {
        const QString text = words->text();
        button->setText(text);
        button->setVisible(!text.isEmpty());
    }
    setAccessibleDescription(what_.text() + QStringLiteral(" ") + remedy);
}

void Banner::show_kind(bool question) {
    asks_ = question;
    setProperty("kind", question ? QStringLiteral("notice") : QString());
    offer_->setProperty("role", question ? QString() : QStringLiteral("primary"));
    for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(offer_)}) {
        style()->unpolish(widget);
        style()->polish(widget);
    }
    never_again_->setVisible(question);
    write();
}

void Banner::show_error(const ScreenText& what, const ScreenText& remedy, const ScreenText& offer) {
    what_ = what;
    remedy_words_ = remedy;
    offer_words_ = offer;
    before_words_ = {};
    show_kind(false);
    show();
}

void Banner::offer_before(const ScreenText& offer) {
    before_words_ = offer;
    write();
}

void Banner::ask(const ScreenText& what, const ScreenText& remedy, const ScreenText& save,
                 const ScreenText& go_on) {
    show_error(what, remedy, go_on);
    offer_before(save);
    show_kind(true);
    never_again_->setChecked(false);
}

void Banner::dismiss() {
    hide();
    Q_EMIT dismissed();
}

/// Buttons of Qt ignore Enter and Esc, so both come here.
void Banner::keyPressEvent(QKeyEvent* event) {
    auto* button = qobject_cast<QAbstractButton*>(window()->focusWidget());
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               button != nullptr && isAncestorOf(button)) {
        button->click();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void Banner::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = theme_.color(asks_ ? Role::host : Role::error);
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
                     asks_ ? QStringLiteral("?") : QStringLiteral("!"));
}

} // namespace switchscope::ui
