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

/// Where each group goes: in the order of the table, one column after the other as they fill. Each
/// group has a title, and a gap in front of it.
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

/// Where the sheet lies in the window, and how large everything in it is.
struct KeysOverlay::Measures {
    std::vector<Place> places; ///< of the groups
    double fit = 1;            ///< in a window that is smaller than the sheet, all is drawn smaller
    QRectF sheet;
    qreal pad = 0, line = 0, column_width = 0;
};

KeysOverlay::Measures KeysOverlay::measures() const {
    Measures all;
    all.places = place_groups();
    const double longest = std::ranges::max(all.places, {}, &Place::below).below;
    const double units_high = 74 + line_units * longest;
    all.fit = std::min(1.0, (height() - 12.0) / theme_.px(units_high));
    all.pad = theme_.px(26 * all.fit);
    all.line = theme_.px(line_units * all.fit);
    const QSizeF size(std::min(theme_.px(1160 * all.fit), width() - 20.0),
                      theme_.px(units_high * all.fit));
    all.sheet = QRectF((width() - size.width()) / 2, (height() - size.height()) / 2, size.width(),
                       size.height());
    all.column_width = (all.sheet.width() - (columns + 1) * all.pad) / columns;
    return all;
}

void KeysOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme_.color(Role::window);
    veil.setAlphaF(0.72F);
    painter.fillRect(rect(), veil);
    const Measures all = measures();
    const auto px = [&](double units) { return theme_.px(units * all.fit); };
    QPainterPath shape;
    shape.addRoundedRect(all.sheet, px(12), px(12));
    painter.fillPath(shape, theme_.color(Role::panel));
    painter.strokePath(shape, QPen(theme_.color(Role::outline), px(1.5)));
    painter.setFont(theme_.text_font(18 * all.fit, QFont::Bold));
    painter.setPen(theme_.color(Role::text));
    painter.drawText(
        QRectF(all.sheet.left() + all.pad, all.sheet.top() + px(14), all.sheet.width(), px(32)),
        Qt::AlignLeft | Qt::AlignVCenter, tr("Keys"));

    const qreal top = all.sheet.top() + px(56);
    std::array<qreal, columns> below{top, top, top};
    const ActionSpec* before = nullptr;
    for (const ActionSpec& spec : action_table()) {
        const auto column = all.places.at(static_cast<std::size_t>(spec.group)).column;
        const qreal x =
            all.sheet.left() + all.pad + static_cast<qreal>(column) * (all.column_width + all.pad);
        qreal& y = below.at(column);
        if (before == nullptr || before->group != spec.group) {
            y += y > top ? all.line / 2 : 0;
            painter.setFont(theme_.text_font(11 * all.fit, QFont::Bold));
            painter.setPen(theme_.color(Role::dim));
            painter.drawText(QRectF(x, y, all.column_width, all.line),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             action_group_title(spec.group).toUpper());
            y += all.line;
        }
        before = &spec;
        paint_line(painter, all, spec, QRectF(x, y, all.column_width, all.line));
        y += all.line;
    }
}

/// The name of an action, and its key as the cap of one.
void KeysOverlay::paint_line(QPainter& painter, const Measures& all, const ActionSpec& spec,
                             const QRectF& box) const {
    const auto px = [&](double units) { return theme_.px(units * all.fit); };
    painter.setFont(theme_.text_font(13 * all.fit));
    painter.setPen(theme_.color(Role::text));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, action_text(spec));
    const QString keys = actions_.get(spec.id)->shortcut().toString(QKeySequence::NativeText);
    if (keys.isEmpty()) {
        return;
    }
    painter.setFont(theme_.mono_font(11.5 * all.fit));
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(keys) + px(14);
    const QRectF cap(box.right() - width, box.top() + px(3), width, box.height() - px(6));
    QPainterPath key;
    key.addRoundedRect(cap, px(4), px(4));
    painter.fillPath(key, theme_.color(Role::raised));
    painter.strokePath(key, QPen(theme_.color(Role::outline), 1));
    painter.drawText(cap, Qt::AlignCenter, keys);
}

} // namespace switchscope::ui
