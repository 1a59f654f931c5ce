// SPDX-License-Identifier: MIT
#include "ui/lanes/legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/language.h"
#include "ui/lanes/lanes_painter.h"
#include "ui/lanes/lanes_view.h"
#include "ui/look/markers.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr double line_units = 23, title_units = 24, sample_units = 112, pad_units = 16;
constexpr std::uint64_t sample_value = 0x5e63, sample_before = 0x1f;

/// A cell that shows one of the states of cells.
struct CellSample {
    CellLook look;
    bool kept = true;
};
struct TickSample {};

LanesOverlay::Sample constexpr all_around = LanesOverlay::Sample::selection;

CellSample value_of(Owner owner) {
    return {{sample_value, std::nullopt, owner, false, false, std::nullopt}};
}

} // namespace

struct Legend::Line {
    std::variant<Owner, CellSample, LanesOverlay::Sample, World, Severity, TickSample> sample;
    QString text;
};

struct Legend::Group {
    QString title;
    std::vector<Line> lines;
    std::size_t column = 0;
};

/// How large everything is: by the theme, or smaller where the window has no space for that.
struct Legend::Measures {
    double fit = 1;
    QSizeF size;
    std::vector<qreal> column_widths;
};

std::vector<Legend::Group> Legend::groups() const {
    using Stroke = LanesOverlay::Sample;
    const CellSample written{{sample_value, std::nullopt, Owner::guest, true, false, {}}};
    const CellSample source{{sample_value, std::nullopt, Owner::guest, false, true, {}}};
    const CellSample before{{sample_value, sample_before, Owner::guest, true, false, {}}};
    const CellSample unknown{{std::nullopt, std::nullopt, Owner::scratch, false, false, {}}};
    std::vector<Group> all{
        {tr("WHOSE A VALUE IS"),
         {{Owner::host, tr("the host's")},
          {Owner::guest, tr("the guest's")},
          {Owner::plumbing, tr("the switch's own: the struct's address, the return label")},
          {Owner::scratch, tr("nobody's: free to be written over")}}},
        {tr("WHO RUNS"),
         {{World::host, tr("the host (HS)")},
          {World::guest, tr("the guest (VS, VU)")},
          {World::firmware, tr("firmware (M)")}}},
        {tr("WHAT HOLDS"),
         {{TickSample{}, tr("proven")},
          {Severity::error, tr("broken: a value is lost or leaks")},
          {Severity::warning, tr("to be looked at")},
          {Severity::note, tr("could not be decided")}}},
        {tr("CELLS"),
         {{written, tr("written by the last step")},
          {before, tr("the same, with what was there before")},
          {source, tr("where the last step took the value")},
          {CellSample{{}, false}, tr("keeps nothing, on purpose")},
          {unknown, tr("not read yet")},
          {Stroke::selection, tr("selected")}},
         1},
        {tr("ARROWS"),
         {{Stroke::move, tr("moved by the last step")},
          {Stroke::swap, tr("swapped by the last step")},
          {Stroke::trail, tr("moved by this macro before")},
          {Stroke::chain, tr("the way the selected value came")}},
         1},
    };
    if (lanes_.arrangement() == Arrangement::compact) { // it has no space for what was there before
        std::erase_if(all.at(3).lines, [&](const Line& line) {
            const auto* cell = std::get_if<CellSample>(&line.sample);
            return cell != nullptr && cell->look.before.has_value();
        });
    }
    return all;
}

Legend::Legend(const Theme& theme, const LanesView& lanes, QWidget* over)
    : QFrame(over), theme_(theme), lanes_(lanes) {
    setObjectName(QStringLiteral("legend"));
    setFocusPolicy(Qt::StrongFocus);
    keep_translated(this, [this] {
        setAccessibleName(tr("Legend"));
        setAccessibleDescription(text());
        setToolTip(tr("Esc or a click puts the legend away"));
        place();
    });
    connect(&theme_, &Theme::changed, this, &Legend::place);
    over->installEventFilter(this);
    hide();
}

QString Legend::text() const {
    QStringList lines;
    for (const Group& group : groups()) {
        lines.append(group.title);
        for (const Line& line : group.lines) {
            lines.append(line.text);
        }
    }
    return lines.join(QLatin1Char('\n'));
}

Legend::Measures Legend::measures() const {
    const auto all = groups();
    std::array<double, 2> lines{}, titles{};
    for (const Group& group : all) {
        lines.at(group.column) += static_cast<double>(group.lines.size());
        titles.at(group.column) += 1;
    }
    const double high = 2 * pad_units + std::max(lines[0] * line_units + titles[0] * title_units,
                                                 lines[1] * line_units + titles[1] * title_units);
    const auto widths_at = [&](double fit) {
        std::vector<qreal> widths(2, 0);
        const QFontMetricsF metrics(theme_.text_font(12.5 * fit));
        for (const Group& group : all) {
            for (const Line& line : group.lines) {
                widths.at(group.column) =
                    std::max(widths.at(group.column), metrics.horizontalAdvance(line.text));
            }
        }
        for (qreal& width : widths) {
            width = std::ceil(width) + theme_.px((sample_units + 12) * fit) + 2;
        }
        return widths;
    };
    // A legend larger than the window would be no help. Then it is drawn smaller.
    const QSizeF space(parentWidget()->size() - QSize(16, 16));
    Measures found;
    for (found.fit = 1; found.fit > 0.3; found.fit -= 0.05) {
        found.column_widths = widths_at(found.fit);
        found.size = {found.column_widths[0] + found.column_widths[1] +
                          theme_.px(3 * pad_units * found.fit),
                      theme_.px(high * found.fit)};
        if (found.size.width() <= space.width() && found.size.height() <= space.height()) {
            break;
        }
    }
    return found;
}

bool Legend::is_whole() const {
    const QSizeF size = measures().size;
    return size.width() <= width() && size.height() <= height() &&
           parentWidget()->rect().contains(geometry());
}

/// In the lower right corner of the lanes, and never outside of the window.
void Legend::place() {
    if (!isVisible()) {
        return;
    }
    const QSize size(static_cast<int>(std::ceil(measures().size.width())),
                     static_cast<int>(std::ceil(measures().size.height())));
    const QRect lanes(lanes_.mapTo(parentWidget(), QPoint()), lanes_.size());
    const QRect space = parentWidget()->rect().adjusted(8, 8, -8, -8);
    QRect box(QPoint(), size);
    box.moveBottomRight(lanes.bottomRight() - QPoint(theme_.ipx(14), theme_.ipx(10)));
    box.moveLeft(std::max(space.left(), std::min(box.left(), space.right() - size.width() + 1)));
    box.moveTop(std::max(space.top(), std::min(box.top(), space.bottom() - size.height() + 1)));
    setGeometry(box);
    update();
}

void Legend::toggle() {
    if (isVisible()) {
        hide();
        return;
    }
    focus_before_ = window()->focusWidget();
    show();
    raise();
    setFocus();
}

void Legend::showEvent(QShowEvent* event) {
    QFrame::showEvent(event);
    place();
    Q_EMIT shown(true);
}

void Legend::hideEvent(QHideEvent* event) {
    const bool had_focus = hasFocus();
    QFrame::hideEvent(event);
    if (had_focus && focus_before_) {
        focus_before_->setFocus();
    }
    Q_EMIT shown(!isHidden());
}

bool Legend::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void Legend::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        hide();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void Legend::mousePressEvent(QMouseEvent*) {
    hide();
}

void Legend::paint_sample(QPainter& painter, LanesPainter& lanes, const LanesStyle& style,
                          const Line& line, const QRectF& box) const {
    const QRectF cell = box.adjusted(0, style.px(2), 0, -style.px(2));
    const auto paint_cell = [&](const CellSample& sample) {
        LaneCell made;
        made.kept = sample.kept;
        made.location.size = 2; // short values
        lanes.paint_cell(made, sample.look, cell, Lane::cpu);
    };
    const qreal mark = style.px(12);
    const auto paint_stroke = [&](LanesOverlay::Sample stroke) {
        const bool around = stroke == all_around;
        if (around) {
            paint_cell(value_of(Owner::guest));
        }
        const QRectF space =
            around ? cell.adjusted(-2, -2, 2, 2) : box.adjusted(style.px(6), 0, -style.px(6), 0);
        LanesOverlay::sample(stroke, Owner::guest, space, style)
            .paint(painter, style, QRegion(space.adjusted(-4, -4, 4, 4).toAlignedRect()));
    };
    if (const auto* owner = std::get_if<Owner>(&line.sample)) {
        paint_cell(value_of(*owner));
    } else if (const auto* sample = std::get_if<CellSample>(&line.sample)) {
        paint_cell(*sample);
    } else if (const auto* stroke = std::get_if<LanesOverlay::Sample>(&line.sample)) {
        paint_stroke(*stroke);
    } else if (const auto* world = std::get_if<World>(&line.sample)) {
        paint_marker(painter, *world, box.center(), mark, theme_.color(role_of(*world)));
    } else if (const auto* severity = std::get_if<Severity>(&line.sample)) {
        paint_severity(painter, *severity, box.center(), mark * 1.2,
                       theme_.color(role_of(*severity)));
    } else {
        paint_tick(painter, box.center(), mark * 1.2, theme_.color(Role::done));
    }
}

void Legend::paintEvent(QPaintEvent*) {
    if (lanes_.model() == nullptr || lanes_.geometry_of_cells() == nullptr) {
        return;
    }
    const Measures now = measures();
    const auto px = [&](double units) { return theme_.px(units * now.fit); };
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath sheet;
    sheet.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(8), px(8));
    painter.fillPath(sheet, theme_.color(Role::window));
    painter.strokePath(sheet, QPen(theme_.color(hasFocus() ? Role::focus : Role::dim), 1.5));
    // Cells look as they do in the lanes. They have no names, because they stand for any register.
    const LanesGeometry& geometry = *lanes_.geometry_of_cells();
    const LanesStyle style(*lanes_.model(), geometry, LanesScale(theme_, now.fit));
    LanesPainter lanes(painter, style, *lanes_.model(), geometry);
    std::array<qreal, 2> below{px(pad_units), px(pad_units)};
    for (const Group& group : groups()) {
        qreal& y = below.at(group.column);
        const qreal x =
            px(pad_units) + (group.column == 0 ? 0 : now.column_widths[0] + px(pad_units));
        painter.setFont(theme_.text_font(11 * now.fit, QFont::Bold));
        painter.setPen(theme_.color(Role::dim));
        painter.drawText(QRectF(x, y, now.column_widths.at(group.column), px(title_units)),
                         Qt::AlignLeft | Qt::AlignVCenter, group.title);
        y += px(title_units);
        for (const Line& line : group.lines) {
            const QRectF box(x, y, px(sample_units), px(line_units));
            paint_sample(painter, lanes, style, line, box);
            painter.setFont(theme_.text_font(12.5 * now.fit));
            painter.setPen(theme_.color(Role::text));
            painter.drawText(QRectF(box.right() + px(12), y, width(), px(line_units)),
                             Qt::AlignLeft | Qt::AlignVCenter, line.text);
            y += px(line_units);
        }
    }
}

} // namespace switchscope::ui
