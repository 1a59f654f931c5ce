// SPDX-License-Identifier: MIT
#include "ui/routine_view.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/markers.h"

namespace switchscope::ui {

namespace {

constexpr double head_units = 32, line_units = 16.5, gap_units = 6, guest_units = 30;

} // namespace

RoutineView::RoutineView(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), theme_(theme) {
    setObjectName(QStringLiteral("routine"));
    setAccessibleName(tr("Routine: macros and instructions"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme_, &Theme::changed, this, [this] { lay_out(); });
}

QSize RoutineView::sizeHint() const {
    return {theme_.ipx(308), theme_.ipx(600)};
}

void RoutineView::show_session(std::shared_ptr<const SessionFacts> facts) {
    model_ = facts ? std::make_unique<RoutineModel>(std::move(facts)) : nullptr;
    opened_.clear();
    closed_.clear();
    current_.reset();
    focused_ = 0;
    lay_out();
}

void RoutineView::show_moment(const CurrentSwitch& now) {
    if (!model_) {
        return;
    }
    model_->update(now);
    if (model_->current_band() != current_) {
        current_ = model_->current_band();
        closed_.clear(); // what was closed was closed for its own time
        lay_out();
    }
    reveal_next();
    viewport()->update();
}

bool RoutineView::is_open(std::size_t band) const {
    const bool worth_it = model_ && model_->bands().at(band).lines.size() > 1;
    return worth_it && (opened_.contains(band) || (current_ == band && !closed_.contains(band)));
}

void RoutineView::lay_out() {
    boxes_.clear();
    qreal y = theme_.px(2);
    const qreal width = viewport()->width() - theme_.px(12);
    const qreal left = theme_.px(10);
    for (std::size_t band = 0; model_ && band < model_->bands().size(); ++band) {
        Box box;
        box.head = {left, y, width - left, theme_.px(head_units)};
        box.whole = box.head;
        if (is_open(band)) {
            const auto lines = static_cast<qreal>(model_->bands().at(band).lines.size());
            box.whole.setHeight(box.head.height() + lines * theme_.px(line_units) + theme_.px(5));
        }
        y = box.whole.bottom() + theme_.px(gap_units);
        if (band == model_->last_band_before_guest()) {
            box.guest = {left, y - theme_.px(2), width - left, theme_.px(guest_units)};
            y = box.guest.bottom() + theme_.px(4);
        }
        boxes_.push_back(box);
    }
    const int room = viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(y + theme_.px(4)) - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(theme_.ipx(line_units));
    viewport()->update();
}

QRectF RoutineView::line_box(std::size_t band, std::size_t line) const {
    const QRectF& head = boxes_.at(band).head;
    return {head.left(), head.bottom() + theme_.px(line_units) * static_cast<qreal>(line),
            head.width(), theme_.px(line_units)};
}

void RoutineView::reveal_next() {
    QRectF target;
    if (current_ && *current_ < boxes_.size()) {
        target = boxes_.at(*current_).head;
        const auto& lines = model_->bands().at(*current_).lines;
        const auto next = std::ranges::find_if(lines, &RoutineLine::next);
        if (next != lines.end() && is_open(*current_)) {
            target = line_box(*current_, static_cast<std::size_t>(next - lines.begin()));
        }
    } else if (model_->in_guest() && model_->last_band_before_guest()) {
        target = boxes_.at(*model_->last_band_before_guest()).guest;
    } else {
        return;
    }
    const qreal air = theme_.px(3 * line_units); // what comes next can be read as well
    QScrollBar* bar = verticalScrollBar();
    if (target.top() - air < bar->value()) {
        bar->setValue(static_cast<int>(target.top() - air));
    } else if (target.bottom() + air > bar->value() + viewport()->height()) {
        bar->setValue(static_cast<int>(target.bottom() + air) - viewport()->height());
    }
}

Role RoutineView::role_of_band(const RoutineBand& band) const {
    switch (band.kind) {
    case MacroSpan::Kind::save_host_gprs:
    case MacroSpan::Kind::restore_host_gprs:
    case MacroSpan::Kind::return_to_host:
        return Role::host;
    case MacroSpan::Kind::swap_to_guest_csrs:
    case MacroSpan::Kind::swap_to_host_csrs:
        return Role::plumbing;
    case MacroSpan::Kind::restore_guest_gprs:
    case MacroSpan::Kind::enter_guest:
    case MacroSpan::Kind::save_guest_gprs:
        return Role::guest;
    case MacroSpan::Kind::other:
        break;
    }
    return Role::scratch;
}

void RoutineView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme_.color(Role::panel));
    if (!model_ || boxes_.empty()) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -verticalScrollBar()->value());
    for (std::size_t band = 0; band < boxes_.size(); ++band) {
        paint_band(painter, band);
        if (!boxes_.at(band).guest.isEmpty()) {
            paint_guest(painter, boxes_.at(band).guest);
        }
    }
}

void RoutineView::paint_band(QPainter& painter, std::size_t index) const {
    const RoutineBand& band = model_->bands().at(index);
    const QRectF box = boxes_.at(index).whole.adjusted(0.5, 0.5, -0.5, -0.5);
    const bool current = band.progress == Progress::current;
    QPainterPath outline;
    outline.addRoundedRect(box, theme_.px(6), theme_.px(6));
    painter.fillPath(outline, theme_.color(current ? Role::cell : Role::panel));
    const QColor edge = current ? theme_.color(role_of_band(band)) : theme_.color(Role::outline);
    painter.strokePath(outline, QPen(edge, current ? theme_.px(1.5) : 1));
    if (hasFocus() && focused_ == index) {
        QPen pen(theme_.color(Role::focus), theme_.px(1.5));
        pen.setDashPattern({3, 2});
        painter.strokePath(outline, pen);
    }
    paint_head(painter, index);
    if (is_open(index)) {
        for (std::size_t line = 0; line < band.lines.size(); ++line) {
            paint_line(painter, band.lines.at(line), line_box(index, line));
        }
    }
}

void RoutineView::paint_head(QPainter& painter, std::size_t index) const {
    const RoutineBand& band = model_->bands().at(index);
    const QRectF head = boxes_.at(index).head;
    const qreal pad = theme_.px(9);
    const qreal bar_height = theme_.px(3);
    const QRectF text(head.left() + pad, head.top(), head.width() - 2 * pad,
                      head.height() - bar_height - theme_.px(3));
    const qreal mark = theme_.px(12);
    qreal x = text.left();
    if (band.progress == Progress::done) {
        QPainterPath tick(QPointF(x + 1, text.center().y() + theme_.px(0.5)));
        tick.lineTo(x + mark * 0.35, text.center().y() + theme_.px(4));
        tick.lineTo(x + mark * 0.85, text.center().y() - theme_.px(3.5));
        painter.strokePath(tick, QPen(theme_.color(Role::done), theme_.px(1.8), Qt::SolidLine,
                                      Qt::RoundCap, Qt::RoundJoin));
    } else if (band.progress == Progress::current) {
        paint_icon(painter, Icon::instruction,
                   QRectF(x - theme_.px(2), text.center().y() - theme_.px(7), theme_.px(14),
                          theme_.px(14)),
                   theme_.color(role_of_band(band)));
    } else {
        painter.setPen(QPen(theme_.color(Role::faint), theme_.px(1.2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(x + theme_.px(5), text.center().y()), theme_.px(3),
                            theme_.px(3));
    }
    x += mark + theme_.px(5);
    const QString count = QStringLiteral("%1/%2").arg(band.done).arg(band.lines.size());
    painter.setFont(theme_.mono_font(11));
    painter.setPen(theme_.color(Role::dim));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
    const qreal count_width = QFontMetricsF(painter.font()).horizontalAdvance(count);
    painter.setFont(
        theme_.mono_font(11.5, band.progress == Progress::current ? QFont::Bold : QFont::Normal));
    painter.setPen(theme_.color(band.progress == Progress::pending ? Role::dim : Role::text));
    const QRectF name_box(x, text.top(), text.right() - x - count_width - theme_.px(6),
                          text.height());
    // The names differ at their ends as well as at their beginnings.
    painter.drawText(
        name_box, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(band.name, Qt::ElideMiddle, name_box.width()));

    const QRectF bar(head.left() + pad, head.bottom() - bar_height - theme_.px(4),
                     head.width() - 2 * pad, bar_height);
    const qreal part = band.lines.empty()
                           ? 0
                           : static_cast<qreal>(band.done) / static_cast<qreal>(band.lines.size());
    QPainterPath track;
    track.addRoundedRect(bar, bar_height / 2, bar_height / 2);
    painter.fillPath(track, theme_.color(Role::outline));
    if (part > 0) {
        QPainterPath filled;
        filled.addRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * part, bar.height()),
                              bar_height / 2, bar_height / 2);
        painter.fillPath(
            filled,
            theme_.color(band.progress == Progress::done ? Role::done : role_of_band(band)));
    }
}

void RoutineView::paint_line(QPainter& painter, const RoutineLine& line, const QRectF& box) const {
    if (line.next) {
        const QRectF strip = box.adjusted(theme_.px(6), 0, -theme_.px(6), 0);
        QPainterPath path;
        path.addRoundedRect(strip, theme_.px(3), theme_.px(3));
        painter.fillPath(path, theme_.color(Role::raised));
        paint_icon(painter, Icon::instruction,
                   QRectF(strip.left() + theme_.px(2), box.center().y() - theme_.px(6.5),
                          theme_.px(13), theme_.px(13)),
                   theme_.color(Role::text));
    }
    const bool past = line.executed && !line.next;
    const bool address_fits = box.width() >= theme_.px(220);
    if (address_fits) {
        painter.setFont(theme_.mono_font(11));
        painter.setPen(theme_.color(past ? Role::faint : Role::dim));
        painter.drawText(box.adjusted(theme_.px(24), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         line.address);
    }
    painter.setFont(theme_.mono_font(11.5, line.next ? QFont::Bold : QFont::Normal));
    painter.setPen(theme_.color(past ? Role::faint : line.next ? Role::text : Role::dim));
    const QRectF text = box.adjusted(theme_.px(address_fits ? 66 : 24), 0, -theme_.px(20), 0);
    painter.drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(line.text, Qt::ElideRight, text.width()));
    if (past) {
        const QPointF at(box.right() - theme_.px(17), box.center().y());
        QPainterPath tick(at);
        tick.lineTo(at + QPointF(theme_.px(2.5), theme_.px(2.5)));
        tick.lineTo(at + QPointF(theme_.px(7), -theme_.px(3)));
        painter.strokePath(tick, QPen(theme_.tint(Role::done, 0.6), theme_.px(1.3), Qt::SolidLine,
                                      Qt::RoundCap, Qt::RoundJoin));
    }
}

void RoutineView::paint_guest(QPainter& painter, const QRectF& box) const {
    const bool ran = model_->guest_steps() > 0;
    const Role role = ran || model_->in_guest() ? Role::guest : Role::dim;
    QString text = tr("guest runs (VS)");
    if (ran) {
        text += QStringLiteral(" \u00b7 ") +
                (model_->guest_steps() == 1
                     ? tr("1 instruction")
                     : tr("%1 instructions").arg(grouped(model_->guest_steps())));
        text += model_->guest_unwatched() ? tr(" and more") : QString();
    }
    painter.setFont(theme_.text_font(12, model_->in_guest() ? QFont::Bold : QFont::Normal));
    const qreal mark = theme_.px(8);
    const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * mark;
    const qreal x = box.center().x() - width / 2;
    const qreal y = box.center().y();
    if (model_->in_guest()) {
        QPainterPath plate;
        plate.addRoundedRect(
            QRectF(x - theme_.px(10), y - theme_.px(11), width + theme_.px(20), theme_.px(22)),
            theme_.px(11), theme_.px(11));
        painter.fillPath(plate, theme_.tint(Role::guest, 0.22));
        painter.strokePath(plate, QPen(theme_.color(Role::guest), theme_.px(1.2)));
    }
    painter.setPen(QPen(theme_.tint(role, 0.6), theme_.px(1.2)));
    painter.drawLine(QPointF(box.left(), y), QPointF(x - theme_.px(12), y));
    painter.drawLine(QPointF(x + width + theme_.px(12), y), QPointF(box.right(), y));
    paint_marker(painter, Owner::guest, {x + mark / 2, y}, mark, theme_.color(role));
    painter.setPen(theme_.color(role));
    painter.drawText(QRectF(x + 2 * mark, box.top(), width, box.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

void RoutineView::resizeEvent(QResizeEvent*) {
    lay_out();
    if (model_) {
        reveal_next();
    }
}

std::optional<std::size_t> RoutineView::band_at(const QPointF& point) const {
    const QPointF at = point + QPointF(0, verticalScrollBar()->value());
    for (std::size_t band = 0; band < boxes_.size(); ++band) {
        if (boxes_.at(band).whole.contains(at)) {
            return band;
        }
    }
    return std::nullopt;
}

void RoutineView::toggle(std::size_t band) {
    if (is_open(band)) {
        opened_.erase(band);
        closed_.insert(band);
    } else {
        opened_.insert(band);
        closed_.erase(band);
    }
    lay_out();
}

void RoutineView::mousePressEvent(QMouseEvent* event) {
    const auto band = band_at(event->position());
    if (!band || event->button() != Qt::LeftButton) {
        return;
    }
    focused_ = *band;
    const QPointF at = event->position() + QPointF(0, verticalScrollBar()->value());
    if (boxes_.at(*band).head.contains(at)) {
        toggle(*band);
    }
}

void RoutineView::keyPressEvent(QKeyEvent* event) {
    if (!model_ || boxes_.empty() || event->modifiers() != Qt::NoModifier) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        focused_ = focused_ > 0 ? focused_ - 1 : 0;
        break;
    case Qt::Key_Down:
        focused_ = std::min(focused_ + 1, boxes_.size() - 1);
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
        toggle(focused_);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    viewport()->update();
}

void RoutineView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RoutineView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool RoutineView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) {
        return QAbstractScrollArea::viewportEvent(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto band = band_at(help->pos());
    if (!band) {
        QToolTip::hideText();
        return true;
    }
    QString tip = model_->bands().at(*band).tip;
    const qreal below =
        help->pos().y() + verticalScrollBar()->value() - boxes_.at(*band).head.bottom();
    if (is_open(*band) && below >= 0) {
        const auto line = static_cast<std::size_t>(below / theme_.px(line_units));
        const auto& lines = model_->bands().at(*band).lines;
        if (line < lines.size()) {
            tip = lines.at(line).tip;
        }
    }
    QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
}

} // namespace switchscope::ui
