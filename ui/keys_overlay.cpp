// SPDX-License-Identifier: MIT
#include "ui/keys_overlay.h"

#include <algorithm>
#include <array>

#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>

#include "ui/actions.h"
#include "ui/theme.h"
#include "ui/window_actions.h"

namespace switchscope::ui {

namespace {

constexpr double line_units = 25; // height of a line at 100%

} // namespace

KeysOverlay::KeysOverlay(const Theme& theme, const WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions) {
    setObjectName(QStringLiteral("keys_overlay"));
    setAccessibleName(tr("Keys"));
    setFocusPolicy(Qt::StrongFocus);
    parent->installEventFilter(this);
    hide();
}

void KeysOverlay::toggle() {
    setGeometry(parentWidget()->rect());
    setVisible(!isVisible());
    if (isVisible()) {
        focus_before_ = window()->focusWidget();
        raise();
        setFocus();
    }
}

void KeysOverlay::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (focus_before_) {
        focus_before_->setFocus();
    }
}

bool KeysOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void KeysOverlay::keyPressEvent(QKeyEvent* event) {
    event->accept();
    hide();
}

void KeysOverlay::mousePressEvent(QMouseEvent*) {
    hide();
}

void KeysOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme_.color(Role::window);
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);
    // Two columns: what moves through time and the proof, and the rest. Each group has a title and some air behind it.
    const auto column_of = [](ActionGroup group) { return group > ActionGroup::proof ? 1 : 0; };
    std::array<double, 2> lines{};
    const ActionSpec* before = nullptr;
    for (const ActionSpec& spec : action_table()) {
        const bool new_group = before == nullptr || before->group != spec.group;
        lines.at(static_cast<std::size_t>(column_of(spec.group))) += new_group ? 2.5 : 1;
        before = &spec;
    }
    const double units_high = 74 + line_units * std::max(lines[0], lines[1]);
    // A sheet that is larger than the window would be no help: then it is drawn smaller.
    const double fit = std::min(1.0, (height() - 12.0) / theme_.px(units_high));
    const auto px = [&](double units) { return theme_.px(units * fit); };
    const qreal line = px(line_units);
    const qreal height_wanted = px(units_high);
    const QSizeF size(std::min(px(880), width() - 20.0), height_wanted);
    const QRectF sheet((width() - size.width()) / 2, (height() - size.height()) / 2, size.width(),
                       size.height());
    QPainterPath shape;
    shape.addRoundedRect(sheet, px(12), px(12));
    painter.fillPath(shape, theme_.color(Role::panel));
    painter.strokePath(shape, QPen(theme_.color(Role::outline), px(1.5)));
    const qreal pad = px(26);
    painter.setFont(theme_.text_font(18 * fit, QFont::Bold));
    painter.setPen(theme_.color(Role::text));
    painter.drawText(QRectF(sheet.left() + pad, sheet.top() + px(14), sheet.width(), px(32)),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("Keys"));

    const qreal column_width = (sheet.width() - 3 * pad) / 2;
    const qreal top = sheet.top() + px(56);
    std::array<qreal, 2> below{top, top};
    before = nullptr;
    for (const ActionSpec& spec : action_table()) {
        const auto column = static_cast<std::size_t>(column_of(spec.group));
        const qreal x = sheet.left() + pad + static_cast<qreal>(column) * (column_width + pad);
        qreal& y = below.at(column);
        if (before == nullptr || before->group != spec.group) {
            y += y > top ? line / 2 : 0;
            painter.setFont(theme_.text_font(11 * fit, QFont::Bold));
            painter.setPen(theme_.color(Role::dim));
            painter.drawText(QRectF(x, y, column_width, line), Qt::AlignLeft | Qt::AlignVCenter,
                             action_group_title(spec.group).toUpper());
            y += line;
        }
        before = &spec;
        painter.setFont(theme_.text_font(13 * fit));
        painter.setPen(theme_.color(Role::text));
        painter.drawText(QRectF(x, y, column_width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         action_text(spec));
        const QString keys = actions_.get(spec.id)->shortcut().toString(QKeySequence::NativeText);
        painter.setFont(theme_.mono_font(11.5 * fit));
        if (keys.isEmpty()) {
            y += line;
            continue;
        }
        const qreal key_width = QFontMetricsF(painter.font()).horizontalAdvance(keys) + px(14);
        const QRectF cap(x + column_width - key_width, y + px(3), key_width, line - px(6));
        QPainterPath key;
        key.addRoundedRect(cap, px(4), px(4));
        painter.fillPath(key, theme_.color(Role::raised));
        painter.strokePath(key, QPen(theme_.color(Role::outline), 1));
        painter.drawText(cap, Qt::AlignCenter, keys);
        y += line;
    }
}

} // namespace switchscope::ui
