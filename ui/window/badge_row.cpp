// SPDX-License-Identifier: MIT
#include "ui/window/badge_row.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/look/markers.h"

namespace switchscope::ui {

namespace {

struct BadgeRowText {
    Q_DECLARE_TR_FUNCTIONS(badges)
};

Badge world_badge(World world) {
    switch (world) {
    case World::guest:
        return {world_text(world), BadgeRowText::tr("The guest's instructions run: V = 1"),
                Role::guest, Badge::Shape::world, true};
    case World::firmware:
        return {world_text(world), BadgeRowText::tr("Firmware runs, in M-mode"), Role::firmware,
                Badge::Shape::world, true};
    case World::host:
        break;
    }
    return {world_text(world), BadgeRowText::tr("The host's instructions run: HS-mode, V = 0"),
            Role::host, Badge::Shape::world, true};
}

/// As much of a file's name as fits into a badge.
QString file_name(const std::filesystem::path& path) {
    constexpr qsizetype most = 24;
    const QString name = text_of(path.filename().string());
    return name.size() <= most ? name
                               : name.left(most / 2 - 1) + QChar(0x2026) + name.right(most / 2);
}

/// The file that is being written, beside what the target does.
Badge file_badge(const LiveFileCopy& file) {
    Badge badge{BadgeRowText::tr("REC %1").arg(file_name(file.path())),
                BadgeRowText::tr("Every step goes into %1, which has %2 so far; Ctrl+R ends it")
                    .arg(text_of(file.path().string()), byte_size(file.bytes())),
                Role::error, Badge::Shape::dot};
    badge.brief = BadgeRowText::tr("REC");
    return badge;
}

Badge state_badge(const SessionController& controller) {
    using State = LiveTarget::State;
    switch (controller.target().state()) {
    case State::opening:
        return {BadgeRowText::tr("Starting"), BadgeRowText::tr("The target is being started"),
                Role::dim, Badge::Shape::ring};
    case State::advancing:
        return {BadgeRowText::tr("Running"), BadgeRowText::tr("The target runs; Esc stops it"),
                Role::done, Badge::Shape::dot};
    case State::gone:
        return {BadgeRowText::tr("Target gone"),
                BadgeRowText::tr("The target has ended; the recording stays"), Role::error,
                Badge::Shape::cross};
    case State::recorded:
        return {BadgeRowText::tr("Recorded \u00b7 %1").arg(file_name(controller.file()->path())),
                BadgeRowText::tr("No target: this is the recording %1")
                    .arg(text_of(controller.file()->path().string())),
                Role::plumbing, Badge::Shape::ring};
    case State::none:
    case State::ready:
        break;
    }
    if (controller.timeline() != nullptr && !controller.timeline()->at_end()) {
        return {BadgeRowText::tr("In the past"),
                BadgeRowText::tr("The cursor stands in the recording; the target waits at its end"),
                Role::plumbing, Badge::Shape::ring};
    }
    return {BadgeRowText::tr("Live"),
            BadgeRowText::tr("The cursor is where the target is; every step can be gone back to"),
            Role::done, Badge::Shape::dot};
}

} // namespace

std::vector<Badge> badges_for(const SessionController& controller, const FindingsModel& proof) {
    if (controller.timeline() == nullptr) {
        return {};
    }
    const MachineState& state = controller.timeline()->state();
    std::vector<Badge> badges{world_badge(state.world)};
    badges.front().brief = QLatin1String(world_name(state.world));
    badges.push_back(
        {BadgeRowText::tr("hart %1").arg(state.hart), BadgeRowText::tr("Hardware thread")});
    if (!state.parked.empty()) {
        badges.back().text += QStringLiteral(" \u25be");
        badges.back().brief = badges.back().text;
        badges.back().tip =
            BadgeRowText::tr("The hart that is followed, one of %1: a click lists them")
                .arg(state.parked.size() + 1);
        badges.back().click = Badge::Click::harts;
    }
    if (state.area < state.areas.size()) {
        const std::uint64_t address = state.areas.at(state.area).address;
        const QString vcpu = BadgeRowText::tr("vCPU %1").arg(state.area);
        badges.push_back({BadgeRowText::tr("%1 @ %2").arg(vcpu, short_address(address)),
                          BadgeRowText::tr("Its save area lies at %1").arg(hex_value(address)),
                          Role::text});
        badges.back().brief = vcpu;
    }
    if (const std::size_t count = proof.findings(); count > 0) {
        badges.push_back(
            {count == 1 ? BadgeRowText::tr("1 finding")
                        : BadgeRowText::tr("%1 findings").arg(count),
             BadgeRowText::tr("The routine breaks what a world switch must keep: a click lists it"),
             Role::error, Badge::Shape::finding, true});
        badges.back().brief = QString::number(count);
        badges.back().click = Badge::Click::findings;
    }
    if (const LiveFileCopy* file = controller.recorder().writing()) {
        badges.push_back(file_badge(*file));
    }
    badges.push_back(state_badge(controller));
    return badges;
}

BadgeRow::BadgeRow(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setObjectName(QStringLiteral("badges"));
    keep_translated(this, [this] { setAccessibleName(BadgeRow::tr("State")); });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme_, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

bool BadgeRow::show_badges(std::vector<Badge> badges, World world) {
    if (badges == badges_ && world == world_) {
        return false;
    }
    badges_ = std::move(badges);
    world_ = world;
    QStringList texts;
    for (const Badge& badge : badges_) {
        texts.append(badge.text);
    }
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
    return true;
}

void BadgeRow::set_brief(bool brief) {
    if (brief != brief_) {
        brief_ = brief;
        updateGeometry();
        update();
    }
}

const QString& BadgeRow::text_of_badge(const Badge& badge) const {
    return brief_ ? badge.brief : badge.text;
}

std::vector<QRectF> BadgeRow::boxes() const {
    std::vector<QRectF> boxes;
    const QFontMetricsF metrics(theme_.text_font(12.5, QFont::DemiBold));
    qreal x = 1;
    for (const Badge& badge : badges_) {
        const QString& text = text_of_badge(badge);
        const bool shape = badge.shape != Badge::Shape::none;
        if (text.isEmpty() && !shape) {
            boxes.emplace_back();
            continue;
        }
        const qreal mark = !shape ? 0 : theme_.px(text.isEmpty() ? 9 : 15);
        const qreal width = metrics.horizontalAdvance(text) + mark + theme_.px(24);
        boxes.emplace_back(x, 1, width, theme_.px(28));
        x += width + theme_.px(7);
    }
    return boxes;
}

QSize BadgeRow::sizeHint() const {
    const auto all = boxes();
    const qreal width = all.empty() ? 0 : all.back().right() + 1; // the last one is never left out
    return {static_cast<int>(width) + 1, theme_.ipx(28) + 2};
}

void BadgeRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto all = boxes();
    for (std::size_t n = 0; n < all.size(); ++n) {
        const Badge& badge = badges_.at(n);
        const QRectF& box = all.at(n);
        if (box.isEmpty()) {
            continue;
        }
        const QColor color = theme_.color(badge.role);
        QPainterPath pill;
        pill.addRoundedRect(box, box.height() / 2, box.height() / 2);
        painter.fillPath(pill,
                         badge.strong ? theme_.tint(badge.role, 0.24) : theme_.color(Role::raised));
        if (badge.strong) {
            painter.strokePath(pill, QPen(color, theme_.px(1.4)));
        }
        qreal x = box.left() + theme_.px(12);
        const QPointF mark(x + theme_.px(4.5), box.center().y());
        const qreal r = theme_.px(4);
        painter.setPen(QPen(color, theme_.px(1.8), Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        switch (badge.shape) {
        case Badge::Shape::none:
            break;
        case Badge::Shape::world:
            paint_marker(painter, world_, mark, theme_.px(9), color);
            break;
        case Badge::Shape::dot: {
            QPainterPath dot;
            dot.addEllipse(mark, r, r);
            painter.fillPath(dot, color);
            break;
        }
        case Badge::Shape::finding:
            paint_severity(painter, Severity::error, mark, theme_.px(11), color);
            break;
        case Badge::Shape::ring:
            painter.drawEllipse(mark, r, r);
            break;
        case Badge::Shape::cross:
            painter.drawLine(mark - QPointF(r, r), mark + QPointF(r, r));
            painter.drawLine(mark + QPointF(-r, r), mark + QPointF(r, -r));
            break;
        }
        x += badge.shape == Badge::Shape::none ? 0 : theme_.px(15);
        painter.setFont(theme_.text_font(12.5, QFont::DemiBold));
        painter.setPen(badge.strong ? color : theme_.color(Role::text));
        painter.drawText(QRectF(x, box.top(), box.right() - x, box.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text_of_badge(badge));
    }
}

const Badge* BadgeRow::badge_at(const QPoint& point) const {
    const auto all = boxes();
    const auto found =
        std::ranges::find_if(all, [&](const QRectF& box) { return box.contains(point); });
    return found == all.end() ? nullptr
                              : &badges_.at(static_cast<std::size_t>(found - all.begin()));
}

void BadgeRow::mousePressEvent(QMouseEvent* event) {
    const Badge* badge = badge_at(event->pos());
    if (badge == nullptr) {
        return;
    }
    switch (badge->click) {
    case Badge::Click::findings:
        Q_EMIT findings_clicked();
        break;
    case Badge::Click::harts: {
        const auto box = boxes().at(static_cast<std::size_t>(badge - badges_.data()));
        Q_EMIT harts_clicked(mapToGlobal(box.bottomLeft().toPoint()));
        break;
    }
    case Badge::Click::nothing:
        break;
    }
}

bool BadgeRow::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const Badge* badge = badge_at(help->pos())) {
            QToolTip::showText(help->globalPos(), badge->tip, this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace switchscope::ui
