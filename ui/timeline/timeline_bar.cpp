// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_bar.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/base/format.h"
#include "ui/base/language.h"

namespace switchscope::ui {

namespace {

constexpr double nearer = 0.5, farther = 2.0, wheel_factor = 0.8;

} // namespace

TimelineBar::TimelineBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), tracks_(theme), painter_(theme_, tracks_) {
    setObjectName(QStringLiteral("timeline"));
    keep_translated(this, [this] { setAccessibleName(tr("Timeline")); });
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent); // so that Qt does not erase it first
    connect(&theme_, &Theme::changed, this, [this] {
        updateGeometry();
        lay_out();
        update();
    });
}

QSize TimelineBar::sizeHint() const {
    const qreal above = tracks_area().top();
    return {theme_.ipx(400), static_cast<int>(above + tracks_.height() + theme_.px(8))};
}

void TimelineBar::show_session(std::shared_ptr<const SessionFacts> facts, bool over) {
    tracks_.show_session(facts.get());
    translate(std::move(facts), over);
}

void TimelineBar::translate(std::shared_ptr<const SessionFacts> facts, bool over) {
    model_ = facts ? std::make_unique<TimelineModel>(std::move(facts)) : nullptr;
    if (model_) {
        model_->set_over(over);
    }
    updateGeometry();
    lay_out();
    update();
}

void TimelineBar::show_moment(const Timeline& timeline, const SwitchIndex& index,
                              const CurrentSwitch& now) {
    if (!model_) {
        return;
    }
    model_->update(timeline, index, now);
    hart_ = timeline.state().hart;
    const std::size_t harts = tracks_.harts().size();
    tracks_.show_moment(timeline);
    if (tracks_.harts().size() != harts) {
        updateGeometry();
    }
    lay_out();
    range_changed();
}

void TimelineBar::follow_check(const Recording& recording, std::size_t end) {
    const std::size_t before = tracks_.summary().seen();
    tracks_.summary().follow(recording, end);
    if (tracks_.summary().seen() != before) { // most calls sum up nothing: one comes a step
        tracks_.lay_out(tracks_area());
        repaint_changes();
    }
}

void TimelineBar::add_finding(std::size_t step) {
    tracks_.summary().add_finding(step);
    update();
}

void TimelineBar::fold(bool folded) {
    if (folded != folded_) {
        folded_ = folded;
        updateGeometry();
        lay_out();
        update();
    }
}

void TimelineBar::zoom(double factor) {
    if (model_) {
        tracks_.range().zoom(factor, static_cast<double>(model_->position()));
        range_changed();
    }
}

void TimelineBar::zoom_to_switch() {
    if (model_ && !model_->bands().empty()) {
        const auto begin = static_cast<double>(model_->bands().front().begin);
        const auto end = std::max(static_cast<double>(model_->recorded_end()), begin + 1);
        const double air = (end - begin) * 0.02;
        tracks_.range().show(begin - air, end + air);
        range_changed();
    }
}

void TimelineBar::show_whole() {
    tracks_.range().show_whole();
    range_changed();
}

void TimelineBar::range_changed() {
    tracks_.lay_out(tracks_area());
    setAccessibleDescription(model_ ? model_->title() + QStringLiteral(". ") + range_text()
                                    : QString());
    repaint_changes();
}

QString TimelineBar::range_text() const {
    if (!model_) {
        return {};
    }
    const TimelineRange& range = tracks_.range();
    return range.is_whole()
               ? tr("all %1 steps").arg(grouped(model_->end()))
               : tr("steps %1 to %2 of %3")
                     .arg(grouped(static_cast<std::uint64_t>(std::max(range.from(), 0.0)) + 1),
                          grouped(std::min(static_cast<std::uint64_t>(std::ceil(range.to())),
                                           static_cast<std::uint64_t>(model_->end()))),
                          grouped(model_->end()));
}

TimelineAreas TimelineBar::areas() const {
    return timeline_areas(theme_, width(), tracks_.height(), folded_);
}

QRectF TimelineBar::tracks_area() const {
    return areas().tracks;
}

void TimelineBar::lay_out() {
    if (!model_) {
        boxes_.clear();
        return;
    }
    boxes_.lay_out(model_->bands(), areas().bands);
    tracks_.lay_out(tracks_area());
}

void TimelineBar::mark(std::vector<Mark> marks) {
    marks_ = std::move(marks);
    update();
}

qreal TimelineBar::cursor_x() const {
    const qreal start = areas().bands.left();
    return model_ ? x_of(model_->position()).value_or(start) : start;
}

std::optional<qreal> TimelineBar::x_of(std::size_t position) const {
    return model_ ? boxes_.x_of(position, *model_) : std::nullopt;
}

const TimelineBar::Mark* TimelineBar::mark_at(const QPointF& point) const {
    const auto hit = [&](const std::optional<qreal>& x, qreal top) {
        return x && QRectF(*x - theme_.px(3), top, theme_.px(16), theme_.px(16)).contains(point);
    };
    const auto [title, bands, tracks] = areas();
    for (const Mark& mark : marks_) {
        if ((!folded_ && hit(x_of(mark.position), bands.bottom() - theme_.px(8))) ||
            hit(tracks_.x_of(mark.position, tracks), tracks.top() - theme_.px(5))) {
            return &mark;
        }
    }
    return nullptr;
}

void TimelineBar::resizeEvent(QResizeEvent*) {
    lay_out();
}

void TimelineBar::want_in_bands(qreal x) {
    if (const auto position = boxes_.position_at(x, *model_)) {
        Q_EMIT position_wanted(*position);
    }
}

/// Wants the moment under the mouse. Where many steps share a pixel, nobody means a single one of
/// them, so the entry of its switch is wanted instead.
void TimelineBar::want_in_tracks(qreal x) {
    constexpr double far = 8; // steps a pixel
    const double step = tracks_.step_at(x, tracks_area());
    const double each = tracks_.steps_per_pixel(tracks_area());
    const auto position =
        std::min(static_cast<std::size_t>(each > far ? step : std::round(step)), model_->end());
    Q_EMIT position_wanted(each > far ? model_->entry_before(position) : position);
}

TimelinePicture::Band TimelineBar::band_now(std::size_t index) const {
    const TimelineBand& band = model_->bands().at(index);
    return {boxes_.box(index),
            band.text,
            band.role,
            band.strong,
            band.begin == band.end,
            model_->position() > band.begin && model_->position() <= band.end,
            std::min(static_cast<qreal>(band.end - band.begin) /
                         static_cast<qreal>(std::max(band.length, std::size_t{1})),
                     1.0)};
}

TimelinePicture TimelineBar::picture_now() const {
    TimelinePicture picture;
    picture.size = size();
    picture.areas = areas();
    picture.folded = folded_;
    picture.focused = hasFocus();
    if (!model_) {
        return picture;
    }
    const TimelineAreas& areas = picture.areas;
    picture.has_session = true;
    picture.title = model_->title();
    picture.range = range_text();
    if (!folded_) {
        for (std::size_t n = 0; n < boxes_.count(); ++n) {
            picture.bands.push_back(band_now(n));
        }
        picture.cursor_in_bands = std::clamp(cursor_x(), areas.bands.left(), areas.bands.right());
    }
    for (const Mark& mark : marks_) {
        picture.flags.push_back({mark.role, mark.letter,
                                 folded_ ? std::nullopt : x_of(mark.position),
                                 tracks_.x_of(mark.position, areas.tracks)});
    }
    picture.cursor_in_tracks = tracks_.x_of(model_->position(), areas.tracks);
    if (drag_ == Drag::range) {
        picture.chosen = {drag_from_, drag_to_};
    }
    picture.track_changes = tracks_.changes();
    picture.from = tracks_.range().from();
    picture.to = tracks_.range().to();
    picture.harts = tracks_.harts();
    picture.hart = hart_;
    if (!model_->bands().empty() && model_->current_switch()) {
        picture.ring = tracks_.ring_around(model_->bands().front().begin, model_->recorded_end(),
                                           hart_, areas.tracks);
    }
    return picture;
}

void TimelineBar::repaint_changes() {
    TimelinePicture picture = picture_now();
    update(painter_.changed_pixels(shown_, picture));
    shown_ = std::move(picture);
}

void TimelineBar::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    shown_ = picture_now();
    // Each rectangle is painted with a clip of its own. Under a clip of many rectangles, Qt cuts
    // each stroke at all of them, which takes longer than painting the strokes several times.
    for (const QRect& part : event->region()) {
        painter.setClipRect(part);
        painter_.paint(painter, shown_, part);
    }
}

void TimelineBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !model_) {
        return;
    }
    const QPointF at = event->position();
    for (std::size_t n = 0; n < tracks_.harts().size(); ++n) {
        if (tracks_.name_box(n, tracks_area()).contains(at)) {
            Q_EMIT hart_wanted(tracks_.harts().at(n));
            return;
        }
    }
    const bool in_tracks = on_tracks(at);
    if (in_tracks && event->modifiers().testFlag(Qt::ShiftModifier)) {
        drag_ = Drag::range;
        drag_from_ = drag_to_ = at.x();
        return;
    }
    drag_ = in_tracks ? Drag::tracks : Drag::bands;
    in_tracks ? want_in_tracks(at.x()) : want_in_bands(at.x());
}

bool TimelineBar::on_tracks(const QPointF& point) const {
    return point.y() >= tracks_area().top() - theme_.px(8);
}

/// The menu is about the moment under the cursor. A menu that was asked for with the mouse moves
/// the cursor to the mouse first.
void TimelineBar::contextMenuEvent(QContextMenuEvent* event) {
    if (!model_) {
        return;
    }
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QPoint point = event->pos();
        on_tracks(point) ? want_in_tracks(point.x()) : want_in_bands(point.x());
    } else {
        at = mapToGlobal(QPointF(cursor_x(), tracks_area().top()).toPoint());
    }
    event->accept();
    Q_EMIT menu_wanted(at);
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event) {
    if (!model_ || !event->buttons().testFlag(Qt::LeftButton)) {
        return;
    }
    const qreal x =
        std::clamp(event->position().x(), areas().bands.left(), areas().bands.right() - 1);
    switch (drag_) {
    case Drag::bands:
        want_in_bands(x);
        break;
    case Drag::tracks:
        want_in_tracks(x);
        break;
    case Drag::range:
        drag_to_ = x;
        update();
        break;
    case Drag::none:
        break;
    }
}

void TimelineBar::mouseReleaseEvent(QMouseEvent*) {
    const bool chosen = drag_ == Drag::range && std::abs(drag_to_ - drag_from_) >= theme_.px(3);
    if (chosen && model_) {
        tracks_.range().show(tracks_.step_at(drag_from_, tracks_area()),
                             tracks_.step_at(drag_to_, tracks_area()));
        range_changed();
    }
    drag_ = Drag::none;
    update();
}

void TimelineBar::mouseDoubleClickEvent(QMouseEvent* event) {
    if (model_ && on_tracks(event->position())) {
        show_whole();
    }
}

/// With Ctrl the wheel zooms, and the step under the mouse stays there. Without Ctrl it scrolls by
/// a tenth of what is shown.
void TimelineBar::wheelEvent(QWheelEvent* event) {
    if (!model_) {
        return;
    }
    const QPoint turned = event->angleDelta();
    const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / 120.0;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        tracks_.range().zoom(std::pow(wheel_factor, notches),
                             tracks_.step_at(event->position().x(), tracks_area()));
    } else {
        tracks_.range().scroll(-notches * tracks_.range().span() / 10);
    }
    range_changed();
    event->accept();
}

void TimelineBar::keyPressEvent(QKeyEvent* event) {
    const bool plain =
        (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier &&
        model_ != nullptr;
    const double span = tracks_.range().span();
    switch (plain ? event->key() : Qt::Key_unknown) {
    case Qt::Key_Left:
        if (model_->position() > 0) {
            Q_EMIT position_wanted(model_->position() - 1);
        }
        break;
    case Qt::Key_Right:
        if (model_->position() < model_->end()) {
            Q_EMIT position_wanted(model_->position() + 1);
        }
        break;
    case Qt::Key_Home:
        Q_EMIT position_wanted(0);
        break;
    case Qt::Key_End:
        Q_EMIT position_wanted(model_->end());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Up:
        zoom(nearer);
        break;
    case Qt::Key_Minus:
    case Qt::Key_Down:
        zoom(farther);
        break;
    case Qt::Key_0:
        show_whole();
        break;
    case Qt::Key_PageUp:
        tracks_.range().scroll(-span / 2);
        range_changed();
        break;
    case Qt::Key_PageDown:
        tracks_.range().scroll(span / 2);
        range_changed();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

QString TimelineBar::tip_at(const QPoint& point) const {
    if (const Mark* mark = mark_at(point)) {
        return mark->text;
    }
    for (std::size_t n = 0; n < boxes_.count() && !folded_; ++n) {
        if (boxes_.box(n).contains(point)) {
            const TimelineBand& band = model_->bands().at(n);
            const QString when =
                band.begin == band.end
                    ? tr("not executed yet")
                    : tr("steps %1 to %2").arg(grouped(band.begin + 1), grouped(band.end));
            return QStringLiteral("%1\n%2").arg(band.text, when);
        }
    }
    const QString tip = tracks_.tip_at(point, tracks_area());
    if (!tip.isEmpty() || point.y() > theme_.px(timeline_title_units)) {
        return tip;
    }
    return model_->title() + QLatin1Char('\n') + range_text() + QLatin1Char('\n') +
           tr("Ctrl and the wheel zoom, Shift and a drag zoom to a stretch, the wheel scrolls; a "
              "double click shows all");
}

bool TimelineBar::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && model_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tip_at(help->pos());
        tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace switchscope::ui
