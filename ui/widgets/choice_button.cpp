// SPDX-License-Identifier: MIT
#include "ui/widgets/choice_button.h"

#include <cmath>

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPainterPath>
#include <QTextDocument>

#include "ui/base/format.h"
#include "ui/look/icons.h"
#include "ui/look/markdown_html.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr double button_pad_units = 9;

} // namespace

ChoiceButton::ChoiceButton(const Theme& theme, const QString& sign, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), sign_(sign) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceButton::show_text(const std::string& markdown, Mark mark) {
    html_ = markdown_html(markdown, theme_);
    mark_ = mark;
    setAccessibleName(QStringLiteral("%1. %2").arg(sign_, text_of(markdown)));
    setAccessibleDescription(mark == Mark::right   ? tr("right")
                             : mark == Mark::wrong ? tr("wrong")
                                                   : QString());
    updateGeometry();
    update();
}

qreal ChoiceButton::text_left() const {
    return theme_.px(2 * button_pad_units + 18);
}

int ChoiceButton::heightForWidth(int width) const {
    QTextDocument text;
    text.setDocumentMargin(0);
    text.setHtml(html_);
    text.setTextWidth(std::max(width - text_left() - theme_.px(button_pad_units), theme_.px(40)));
    return static_cast<int>(std::ceil(text.size().height() + theme_.px(2 * button_pad_units)));
}

QSize ChoiceButton::sizeHint() const {
    return {theme_.ipx(180), heightForWidth(std::max(width(), theme_.ipx(180)))};
}

void ChoiceButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Role role = mark_ == Mark::right   ? Role::done
                      : mark_ == Mark::wrong ? Role::error
                                             : Role::host;
    const bool lit = isEnabled() && (underMouse() || hasFocus());
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme_.px(6), theme_.px(6));
    painter.fillPath(shape, mark_ != Mark::none ? theme_.tint(role, 0.16)
                                                : theme_.color(lit ? Role::raised : Role::cell));
    painter.strokePath(shape, QPen(theme_.color(mark_ != Mark::none || lit ? role : Role::outline),
                                   hasFocus() ? theme_.px(2) : 1));
    const qreal pad = theme_.px(button_pad_units);
    const QRectF sign(pad, pad + theme_.px(1), theme_.px(16), theme_.px(16));
    if (mark_ == Mark::none) {
        painter.setFont(theme_.text_font(13, QFont::Bold));
        painter.setPen(theme_.color(Role::host));
        painter.drawText(sign, Qt::AlignCenter, sign_);
    } else {
        paint_icon(painter, mark_ == Mark::right ? Icon::proven : Icon::finding, sign,
                   theme_.color(role));
    }
    QTextDocument text;
    text.setDocumentMargin(0);
    text.setHtml(html_);
    text.setTextWidth(width() - text_left() - pad);
    painter.translate(text_left(), pad);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, theme_.color(Role::text));
    text.documentLayout()->draw(&painter, context);
}

void ChoiceButton::enterEvent(QEnterEvent*) {
    update();
}

void ChoiceButton::leaveEvent(QEvent*) {
    update();
}

} // namespace switchscope::ui
