// SPDX-License-Identifier: MIT
#include "ui/timeline_bar.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/format.h"
#include "ui/language.h"

namespace switchscope::ui {

namespace {

constexpr double edge_units = 12, title_units = 25, bands_units = 30;
constexpr double nearer = 0.5, farther = 2.0, wheel_factor = 0.8;

} // namespace

TimelineBar::TimelineBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), tracks_(theme) {
    setObjectName(QStringLiteral("timeline"));
    keep_translated(this, [this] { setAccessibleName(tr("Timeline")); });
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent); // paints all of itself
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
    if (tracks_.summary().seen() != before) { // told at every step
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

/// What the lanes show of the recording.
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

QRectF TimelineBar::bands_area() const {
    return {theme_.px(edge_units), theme_.px(title_units + 5), width() - theme_.px(2 * edge_units),
            folded_ ? 0 : theme_.px(bands_units)};
}

QRectF TimelineBar::tracks_area() const {
    const qreal top = folded_ ? theme_.px(title_units + 4) : bands_area().bottom() + theme_.px(15);
    return {theme_.px(edge_units), top, width() - theme_.px(2 * edge_units), tracks_.height()};
}

void TimelineBar::lay_out() {
    boxes_.clear();
    if (!model_) {
        return;
    }
    // Widths follow the square root: the guest may run for thousands of steps, `sret` is one.
    const auto weight = [](const TimelineBand& band) {
        return std::clamp(std::sqrt(static_cast<double>(band.length)), 1.2, 9.0);
    };
    double sum = 0;
    for (const TimelineBand& band : model_->bands()) {
        sum += weight(band);
    }
    const QRectF area = bands_area();
    qreal x = area.left();
    for (const TimelineBand& band : model_->bands()) {
        const qreal band_width = area.width() * weight(band) / std::max(sum, 1.0);
        boxes_.emplace_back(x, area.top(), band_width, area.height());
        x += band_width;
    }
    tracks_.lay_out(tracks_area());
}

void TimelineBar::mark(std::vector<Mark> marks) {
    marks_ = std::move(marks);
    update();
}

qreal TimelineBar::cursor_x() const {
    return model_ ? x_of(model_->position()).value_or(bands_area().left()) : bands_area().left();
}

std::optional<qreal> TimelineBar::x_of(std::size_t position) const {
    if (!model_ || boxes_.empty()) {
        return std::nullopt;
    }
    const bool before = position < model_->bands().front().begin;
    const auto last =
        std::ranges::find_if(model_->bands().rbegin(), model_->bands().rend(),
                             [](const TimelineBand& band) { return band.end > band.begin; });
    const std::size_t end = last == model_->bands().rend() ? model_->position() : last->end;
    if (before || position > std::max(end, model_->position())) {
        return std::nullopt;
    }
    qreal x = boxes_.front().left();
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = model_->bands().at(n);
        if (band.begin >= position || band.end == band.begin) {
            break;
        }
        const qreal done = static_cast<qreal>(std::min(position, band.end) - band.begin);
        x = boxes_.at(n).left() +
            boxes_.at(n).width() * std::min(done / static_cast<qreal>(band.length), 1.0);
    }
    return x;
}

std::optional<QRectF> TimelineBar::ring() const {
    const QRectF area = tracks_area();
    const auto lane = std::ranges::find(tracks_.harts(), hart_);
    if (model_->bands().empty() || !model_->current_switch() || lane == tracks_.harts().end()) {
        return std::nullopt;
    }
    const auto begin = static_cast<double>(model_->bands().front().begin);
    const auto end = static_cast<double>(model_->recorded_end());
    const QRectF steps = tracks_.steps_area(area);
    const double per_step = steps.width() / tracks_.range().span();
    const qreal left = steps.left() + (begin - tracks_.range().from()) * per_step;
    const qreal right = steps.left() + (end - tracks_.range().from()) * per_step;
    if (right <= steps.left() || left >= steps.right() || right - left <= theme_.px(5)) {
        return std::nullopt;
    }
    const QRectF own = tracks_.lane(static_cast<std::size_t>(lane - tracks_.harts().begin()), area);
    return QRectF(left, own.top() - theme_.px(1.5), right - left, own.height() + theme_.px(3));
}

TimelineBar::BandLook TimelineBar::look_of_band(std::size_t index) const {
    const TimelineBand& band = model_->bands().at(index);
    return {boxes_.at(index),
            band.text,
            band.role,
            band.strong,
            band.begin == band.end,
            model_->position() > band.begin && model_->position() <= band.end,
            std::min(static_cast<qreal>(band.end - band.begin) /
                         static_cast<qreal>(std::max(band.length, std::size_t{1})),
                     1.0)};
}

TimelineBar::Look TimelineBar::look_now() const {
    Look look;
    if (!model_) {
        return look;
    }
    look.title = model_->title();
    look.range = range_text();
    if (!folded_) {
        for (std::size_t n = 0; n < boxes_.size(); ++n) {
            look.bands.push_back(look_of_band(n));
        }
        look.cursor_in_bands = std::clamp(cursor_x(), bands_area().left(), bands_area().right());
    }
    look.cursor_in_tracks = tracks_.x_of(model_->position(), tracks_area());
    look.changes = tracks_.changes();
    look.from = tracks_.range().from();
    look.to = tracks_.range().to();
    look.harts = tracks_.harts();
    look.hart = hart_;
    look.ring = ring();
    return look;
}

/// Asks for the pixels that look other than those on screen.
void TimelineBar::repaint_changes() {
    Look look = look_now();
    QRegion changed;
    if (look.title != look_.title || look.range != look_.range) {
        changed += title_area().toAlignedRect();
    }
    const auto reach_of_band = [](const BandLook& band) {
        return band.box.adjusted(-1, -1, 1, 1).toAlignedRect();
    };
    for (std::size_t n = 0; n < std::max(look.bands.size(), look_.bands.size()); ++n) {
        const BandLook* now = n < look.bands.size() ? &look.bands.at(n) : nullptr;
        const BandLook* before = n < look_.bands.size() ? &look_.bands.at(n) : nullptr;
        if (now == nullptr || before == nullptr || !(*now == *before)) {
            changed += now != nullptr ? reach_of_band(*now) : QRect();
            changed += before != nullptr ? reach_of_band(*before) : QRect();
        }
    }
    if (!marks_.empty() && !folded_ && !changed.isEmpty()) { // of another switch: other marks
        changed +=
            QRectF(0, bands_area().bottom() - theme_.px(9), width(), theme_.px(18)).toAlignedRect();
    }
    if (look.changes != look_.changes || look.from != look_.from || look.to != look_.to ||
        look.harts != look_.harts || look.hart != look_.hart || look.ring != look_.ring) {
        changed += reach_of_tracks();
    }
    const auto moved = [&](const std::optional<qreal>& now, const std::optional<qreal>& before,
                           const QRectF& area) {
        if (now != before) {
            changed += now ? reach_of_cursor(*now, area) : QRect();
            changed += before ? reach_of_cursor(*before, area) : QRect();
        }
    };
    moved(look.cursor_in_bands, look_.cursor_in_bands, bands_area());
    moved(look.cursor_in_tracks, look_.cursor_in_tracks, tracks_area());
    look_ = std::move(look);
    update(changed);
}

void TimelineBar::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    look_ = look_now();
    for (const QRect& part : event->region()) {
        painter.setClipRect(part);
        paint_part(painter, part);
    }
}

void TimelineBar::paint_part(QPainter& painter, const QRect& part) const {
    painter.fillRect(part, theme_.color(Role::panel));
    painter.fillRect(QRectF(0, 0, width(), 1), theme_.color(Role::outline));
    if (!model_) {
        return;
    }
    if (title_area().intersects(part)) {
        paint_title(painter);
    }
    for (const BandLook& band : look_.bands) {
        if (band.box.adjusted(-1, -1, 1, 1).intersects(part)) {
            paint_band(painter, band);
        }
    }
    if (reach_of_tracks().intersects(part)) {
        paint_tracks(painter, part);
    }
    paint_marks(painter);
    if (look_.cursor_in_bands) {
        paint_cursor(painter, *look_.cursor_in_bands, bands_area());
    }
    if (look_.cursor_in_tracks) {
        paint_cursor(painter, *look_.cursor_in_tracks, tracks_area());
    }
}

QRectF TimelineBar::title_area() const {
    return {theme_.px(edge_units), theme_.px(4), width() - theme_.px(2 * edge_units),
            theme_.px(20)};
}

/// The range gives way to the title where both do not fit.
void TimelineBar::paint_title(QPainter& painter) const {
    const QRectF line = title_area();
    painter.setFont(theme_.text_font(11, QFont::Bold));
    painter.setPen(theme_.color(Role::dim));
    const QFontMetricsF bold(painter.font());
    const QString title = look_.title.toUpper();
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(title, Qt::ElideRight, line.width()));
    painter.setFont(theme_.text_font(11));
    if (bold.horizontalAdvance(title) + theme_.px(20) +
            QFontMetricsF(painter.font()).horizontalAdvance(look_.range) <
        line.width()) {
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, look_.range);
    }
}

/// With the marks of exits above them and the cursor's knob.
QRect TimelineBar::reach_of_tracks() const {
    const qreal top = tracks_area().top() - theme_.px(9);
    return QRectF(0, top, width(), height() - top).toAlignedRect();
}

void TimelineBar::paint_tracks(QPainter& painter, const QRectF& part) const {
    const QRectF area = tracks_area();
    tracks_.paint(painter, area, part, hart_);
    // The switch of the cursor, so that one sees what the bands above are of.
    if (look_.ring) {
        painter.save();
        painter.setClipRect(tracks_.steps_area(area).adjusted(0, -theme_.px(3), 0, theme_.px(3)),
                            Qt::IntersectClip);
        QPainterPath shape;
        shape.addRoundedRect(*look_.ring, theme_.px(3), theme_.px(3));
        painter.strokePath(shape, QPen(theme_.tint(Role::text, 0.7), theme_.px(1.2)));
        painter.restore();
    }
    if (drag_ == Drag::range) {
        const QRectF chosen(std::min(drag_from_, drag_to_), area.top() - theme_.px(3),
                            std::abs(drag_to_ - drag_from_), area.height() + theme_.px(4));
        QColor veil = theme_.color(Role::focus);
        veil.setAlphaF(0.18F);
        painter.fillRect(chosen, veil);
        painter.setPen(QPen(theme_.color(Role::focus), theme_.px(1)));
        painter.drawRect(chosen);
    }
}

QRect TimelineBar::reach_of_cursor(qreal x, const QRectF& area) const {
    return QRectF(x - theme_.px(7), area.top() - theme_.px(9), theme_.px(14),
                  area.height() + theme_.px(12))
        .toAlignedRect();
}

void TimelineBar::paint_cursor(QPainter& painter, qreal x, const QRectF& area) const {
    const QColor color = theme_.color(hasFocus() ? Role::focus : Role::text);
    painter.fillRect(QRectF(x - theme_.px(1), area.top() - theme_.px(4), theme_.px(2),
                            area.height() + theme_.px(6)),
                     color);
    QPainterPath knob;
    knob.moveTo(x - theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x + theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x, area.top());
    knob.closeSubpath();
    painter.fillPath(knob, color);
    if (hasFocus()) {
        painter.strokePath(knob, QPen(theme_.color(Role::focus), theme_.px(2)));
    }
}

void TimelineBar::paint_mark(QPainter& painter, const Mark& mark, qreal x, qreal top) const {
    const qreal size = theme_.px(mark.letter.isEmpty() ? 9 : 13);
    const QRectF flag(std::min(x, width() - size), top, size,
                      theme_.px(mark.letter.isEmpty() ? 8 : 12));
    const QColor color = theme_.color(mark.role);
    painter.fillRect(QRectF(x - theme_.px(0.75), top, theme_.px(1.5), theme_.px(16)), color);
    if (mark.letter.isEmpty()) {
        QPainterPath pennant(flag.topLeft());
        pennant.lineTo(flag.right(), flag.center().y());
        pennant.lineTo(flag.bottomLeft());
        pennant.closeSubpath();
        painter.fillPath(pennant, color);
        return;
    }
    painter.fillRect(flag, color);
    painter.setFont(theme_.text_font(9.5, QFont::Bold));
    painter.setPen(theme_.color(Role::window));
    painter.drawText(flag, Qt::AlignCenter, mark.letter);
}

/// In the bands those of this switch, in the lanes all that are in sight.
void TimelineBar::paint_marks(QPainter& painter) const {
    for (const Mark& mark : marks_) {
        if (const auto x = folded_ ? std::nullopt : x_of(mark.position)) {
            paint_mark(painter, mark, *x, bands_area().bottom() - theme_.px(8));
        }
        if (const auto x = tracks_.x_of(mark.position, tracks_area())) {
            const QRectF area = tracks_area();
            painter.fillRect(QRectF(*x - theme_.px(0.75), area.top() - theme_.px(2), theme_.px(1.5),
                                    area.height()),
                             theme_.color(mark.role));
            paint_mark(painter, mark, *x, area.top() - theme_.px(5));
        }
    }
}

const TimelineBar::Mark* TimelineBar::mark_at(const QPointF& point) const {
    const auto hit = [&](const std::optional<qreal>& x, qreal top) {
        return x && QRectF(*x - theme_.px(3), top, theme_.px(16), theme_.px(16)).contains(point);
    };
    for (const Mark& mark : marks_) {
        if ((!folded_ && hit(x_of(mark.position), bands_area().bottom() - theme_.px(8))) ||
            hit(tracks_.x_of(mark.position, tracks_area()), tracks_area().top() - theme_.px(5))) {
            return &mark;
        }
    }
    return nullptr;
}

void TimelineBar::paint_band(QPainter& painter, const BandLook& band) const {
    const QRectF box = band.box.adjusted(0.5, 0, -0.5, 0);
    QPainterPath shape;
    shape.addRoundedRect(box, theme_.px(3), theme_.px(3));
    painter.fillPath(shape, theme_.color(Role::cell));
    painter.strokePath(shape, QPen(theme_.tint(Role::outline, 0.8), 1));
    if (!band.planned) {
        painter.save();
        painter.setClipRect(QRectF(box.left(), box.top(), box.width() * band.done, box.height()),
                            Qt::IntersectClip);
        painter.fillPath(shape, band.strong ? theme_.color(band.role)
                                            : theme_.tint(band.role, band.current ? 0.42 : 0.24));
        painter.restore();
    }
    const bool on_strong = band.strong && !band.planned;
    painter.setFont(
        theme_.text_font(11, band.current || on_strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(on_strong      ? theme_.color(Role::window)
                   : band.planned ? theme_.color(Role::dim)
                   : band.current ? theme_.color(Role::text)
                                  : theme_.color(band.role));
    const qreal room = box.width() - theme_.px(8);
    const QFontMetricsF metrics(painter.font());
    if (room > theme_.px(34) || metrics.horizontalAdvance(band.text) <= room) {
        painter.drawText(box, Qt::AlignCenter,
                         metrics.elidedText(band.text, Qt::ElideMiddle, room));
    }
}

void TimelineBar::resizeEvent(QResizeEvent*) {
    lay_out();
}

void TimelineBar::want_in_bands(qreal x) {
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = model_->bands().at(n);
        const QRectF& box = boxes_.at(n);
        if (x < box.left() || x > box.right()) {
            continue;
        }
        const qreal part = (x - box.left()) / box.width();
        const auto steps =
            static_cast<std::size_t>(std::lround(part * static_cast<qreal>(band.length)));
        Q_EMIT position_wanted(std::min(band.begin + steps, std::max(band.end, band.begin)));
        return;
    }
}

/// The moment under the mouse. From afar nobody means a single step: the entry of its switch.
void TimelineBar::want_in_tracks(qreal x) {
    constexpr double far = 8; // steps a pixel
    const double step = tracks_.step_at(x, tracks_area());
    const double each = tracks_.steps_per_pixel(tracks_area());
    const auto position =
        std::min(static_cast<std::size_t>(each > far ? step : std::round(step)), model_->end());
    Q_EMIT position_wanted(each > far ? model_->entry_before(position) : position);
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

/// The menu is about the cursor: where it is asked for with the mouse, the cursor comes there.
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
        std::clamp(event->position().x(), bands_area().left(), bands_area().right() - 1);
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

/// Ctrl zooms about the mouse; without it what is shown moves by a part of its length.
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
    for (std::size_t n = 0; n < boxes_.size() && !folded_; ++n) {
        if (boxes_.at(n).contains(point)) {
            const TimelineBand& band = model_->bands().at(n);
            const QString when =
                band.begin == band.end
                    ? tr("not executed yet")
                    : tr("steps %1 to %2").arg(grouped(band.begin + 1), grouped(band.end));
            return QStringLiteral("%1\n%2").arg(band.text, when);
        }
    }
    const QString tip = tracks_.tip_at(point, tracks_area());
    if (!tip.isEmpty() || point.y() > title_units * theme_.scale()) {
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
