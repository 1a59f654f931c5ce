// SPDX-License-Identifier: MIT
#include "ui/actions/keys_overlay.h"

#include <algorithm>
#include <array>

#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>

#include "ui/actions/actions.h"
#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr double line_units = 25; // height of a line at 100%
constexpr int columns = 3;

struct Place {
    std::size_t column = 0;
    double below = 0; ///< the end of the group in its column, in lines
};

/// Where each group goes: in the order of the table, from column to column as they fill. Each has a title and some air
/// in front of it.
std::vector<Place> place_groups() {
    std::vector<double> heights;
    double sum = 0;
    for (const ActionSpec& spec : action_table()) {
        heights.resize(static_cast<std::size_t>(spec.group) + 1, 1.5);
        heights.back() += 1;
    }
    for (const double height : heights) {
        sum += height;
    }
    std::vector<Place> places;
    std::size_t column = 0;
    double below = 0;
    for (const double height : heights) {
        if (below + height / 2 > sum / columns && column + 1 < columns) {
            ++column;
            below = 0;
        }
        below += height;
        places.push_back({column, below});
    }
    return places;
}

} // namespace

KeysOverlay::KeysOverlay(const Theme& theme, const WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions) {
    setObjectName(QStringLiteral("keys_overlay"));
    keep_translated(this, [this] { setAccessibleName(tr("Keys")); });
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
    const auto places = place_groups();
    const double longest = std::ranges::max(places, {}, &Place::below).below;
    const double units_high = 74 + line_units * longest;
    // A sheet that is larger than the window would be no help: then it is drawn smaller.
    const double fit = std::min(1.0, (height() - 12.0) / theme_.px(units_high));
    const auto px = [&](double units) { return theme_.px(units * fit); };
    const qreal line = px(line_units);
    const qreal height_wanted = px(units_high);
    const QSizeF size(std::min(px(1160), width() - 20.0), height_wanted);
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

    const qreal column_width = (sheet.width() - (columns + 1) * pad) / columns;
    const qreal top = sheet.top() + px(56);
    std::array<qreal, columns> below{top, top, top};
    const ActionSpec* before = nullptr;
    for (const ActionSpec& spec : action_table()) {
        const auto column = places.at(static_cast<std::size_t>(spec.group)).column;
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
