// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_view.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/lanes/pointer.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

LanesView::LanesView(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), theme_(theme) {
    setObjectName(QStringLiteral("lanes"));
    keep_translated(this, [this] { name_for_readers(); });
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // the view covers all of its pixels itself
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setDuration(arrow_ms);
    animation_.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&animation_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        if (animation_.state() == QAbstractAnimation::Running) {
            show_arrow(value.toDouble());
        }
    });
    connect(&animation_, &QVariantAnimation::finished, this, [this] { show_arrow(1); });
    connect(&theme_, &Theme::changed, this, [this] {
        if (theme_.reduced_motion()) {
            set_arrow(1);
        }
        lay_out();
    });
}

void LanesView::name_for_readers() {
    switch (arrangement_) {
    case Arrangement::memory:
        return setAccessibleName(
            tr("World switch: the save area in the order of memory, and the CPU"));
    case Arrangement::compact:
        return setAccessibleName(tr("World switch, compact: host slots, CPU, guest slots"));
    default:
        return setAccessibleName(tr("World switch: host slots, CPU, guest slots"));
    }
}

void LanesView::show_session(std::shared_ptr<const SessionFacts> facts) {
    animation_.stop();
    arrow_ = 1;
    selected_.reset();
    pointed_.clear();
    last_effects_.clear();
    position_ = 0;
    style_.reset();
    geometry_.reset();
    model_ = facts ? std::make_unique<LanesModel>(std::move(facts)) : nullptr;
    lay_out();
}

void LanesView::show_moment(const Timeline& timeline, const CurrentSwitch& now) {
    if (!model_) {
        return;
    }
    model_->update(timeline, now);
    world_ = timeline.state().world;
    last_effects_.clear();
    if (const Step* last = timeline.last_step()) {
        std::ranges::copy_if(last->effects, std::back_inserter(last_effects_),
                             [&](const Effect& effect) {
                                 return is_seen_by(timeline.state().hart, *last, effect.at);
                             });
    }
    // Only one step ahead is a movement that people should see. Anything else is another moment.
    const bool one_ahead = timeline.position() == position_ + 1;
    position_ = timeline.position();
    animation_.stop();
    arrow_ = 1;
    if (one_ahead && !model_->moves().empty() && !theme_.reduced_motion() && isVisible()) {
        arrow_ = 0;
        animation_.start();
    }
    reveal_last_step();
    repaint_changes();
}

void LanesView::show_arrow(double grown) {
    arrow_ = grown;
    repaint_changes();
}

void LanesView::set_arrow(double grown) {
    animation_.stop();
    show_arrow(std::clamp(grown, 0.0, 1.0));
}

LanesOverlay LanesView::overlay_now(double arrow, bool focused) const {
    return {*model_, *geometry_, *style_, {selected_, focused, arrow}, overlay_};
}

/// Asks Qt for the pixels that look different from those on screen.
void LanesView::repaint_changes() {
    if (!model_ || !geometry_ || !style_) {
        return;
    }
    std::vector<CellLook> looks = LanesPainter::looks_of(*model_, *style_, arrow_ >= 1);
    LanesOverlay overlay = overlay_now(arrow_, hasFocus());
    QRegion changed = overlay.difference(overlay_);
    for (std::size_t n = 0; n < looks.size() && n < looks_.size(); ++n) {
        if (looks.at(n) != looks_.at(n)) {
            const QRectF box = geometry_->cell({n / 3, static_cast<Lane>(n % 3)});
            changed += LanesPainter::reach_of(box, *style_).toAlignedRect();
        }
    }
    for (const LanesGeometry::Header& header : geometry_->headers()) {
        const bool shows_address = header.lane == Lane::host && arrangement_ == Arrangement::memory;
        if ((header.lane == Lane::cpu && world_ != painted_world_) ||
            (shows_address && model_->area_address() != painted_address_)) {
            // Titles stay in sight when the lanes scroll.
            changed += header.box.translated(0, scrolled().y()).toAlignedRect();
        }
    }
    looks_ = std::move(looks);
    overlay_ = std::move(overlay);
    painted_world_ = world_;
    painted_address_ = model_->area_address();
    if (!changed.isEmpty()) {
        viewport()->update(changed.translated(-scrolled().toPoint()));
    }
}

void LanesView::take_selection(std::optional<CellId> cell) {
    selected_ = cell;
    repaint_changes();
}

void LanesView::select(std::optional<CellId> cell) {
    if (cell) {
        reveal(*cell);
    }
    take_selection(cell);
}

void LanesView::point_at(std::vector<Location> places) {
    pointed_ = std::move(places);
    if (const auto cells = pointed_cells(); !cells.empty() && geometry_) {
        reveal(cells.front());
    }
    viewport()->update();
}

void LanesView::paint_pointers(QPainter& painter) const {
    for (const CellId cell : pointed_cells()) {
        paint_pointer(painter, geometry_->cell(cell), cell.lane == Lane::guest, theme_);
    }
}

std::vector<CellId> LanesView::pointed_cells() const {
    std::vector<CellId> cells;
    for (const Location& place : pointed_) {
        if (const auto cell = model_ ? model_->find(place) : std::nullopt) {
            cells.push_back(*cell);
        }
    }
    return cells;
}

void LanesView::show_chain(const std::vector<ChainMove>& moves, Owner owner) {
    if (model_) {
        model_->show_chain(moves, owner);
        repaint_changes();
    }
}

void LanesView::arrange(Arrangement arrangement) {
    if (arrangement == arrangement_) {
        return;
    }
    arrangement_ = arrangement;
    name_for_readers();
    lay_out();
    if (selected_) {
        reveal(*selected_);
    }
    Q_EMIT view_changed();
}

void LanesView::set_zoom(double zoom, std::optional<QPointF> anchor) {
    zoom = std::clamp(std::round(zoom * 100) / 100, LanesScale::smallest_zoom,
                      LanesScale::largest_zoom);
    if (std::abs(zoom - zoom_) < 1e-6) {
        return;
    }
    const QSizeF before = geometry_ ? geometry_->size() : QSizeF();
    const QPointF at = anchor.value_or(QRectF(viewport()->rect()).center());
    const QPointF there = to_content(at);
    zoom_ = zoom;
    lay_out();
    if (geometry_ && !before.isEmpty()) {
        const QSizeF now = geometry_->size();
        horizontalScrollBar()->setValue(
            static_cast<int>(std::lround(there.x() * now.width() / before.width() - at.x())));
        verticalScrollBar()->setValue(
            static_cast<int>(std::lround(there.y() * now.height() / before.height() - at.y())));
    }
    Q_EMIT view_changed();
}

QJsonObject LanesView::save_view() const {
    return {{QStringLiteral("arrangement"),
             QLatin1String(arrangement_names.at(static_cast<std::size_t>(arrangement_)))},
            {QStringLiteral("zoom"), zoom_}};
}

void LanesView::restore_view(const QJsonObject& json) {
    const QString name = json.value(QStringLiteral("arrangement")).toString();
    for (std::size_t n = 0; n < arrangement_names.size(); ++n) {
        if (name == QLatin1String(arrangement_names.at(n))) {
            arrange(static_cast<Arrangement>(n));
        }
    }
    set_zoom(json.value(QStringLiteral("zoom")).toDouble(zoom_));
}

void LanesView::lay_out() {
    viewport()->update();
    if (!model_) {
        return;
    }
    const QSize space = viewport()->size();
    const LanesScale scale(theme_, zoom_);
    geometry_.emplace(*model_, scale, QSizeF(space), arrangement_);
    style_.emplace(*model_, *geometry_, scale);
    looks_.clear();
    overlay_ = {};
    const QSize wanted = geometry_->size().toSize();
    horizontalScrollBar()->setRange(0, std::max(0, wanted.width() - space.width()));
    horizontalScrollBar()->setPageStep(space.width());
    verticalScrollBar()->setRange(0, std::max(0, wanted.height() - space.height()));
    verticalScrollBar()->setPageStep(space.height());
    verticalScrollBar()->setSingleStep(theme_.ipx(20));
    horizontalScrollBar()->setSingleStep(theme_.ipx(20));
    reveal_last_step();
    repaint_changes();
}

void LanesView::resizeEvent(QResizeEvent*) {
    lay_out();
}

/// Paints all of it. Moving the pixels would move those, too, that a step has asked for and that
/// are not painted yet.
void LanesView::scrollContentsBy(int, int) {
    viewport()->update();
}

QPointF LanesView::scrolled() const {
    return {static_cast<qreal>(horizontalScrollBar()->value()),
            static_cast<qreal>(verticalScrollBar()->value())};
}

void LanesView::reveal(CellId cell) {
    if (geometry_) {
        const QRectF box = geometry_->cell(cell);
        reveal(box.adjusted(0, -theme_.px(30), 0, theme_.px(30)), box.center());
    }
}

/// Shows what the last step wrote, and where that came from if there is space for both.
void LanesView::reveal_last_step() {
    const auto written = model_->last_written();
    if (!geometry_ || !written) {
        return;
    }
    QRectF box = geometry_->cell(*written);
    QPointF focus = box.center();
    for (const LaneMove& move : model_->moves()) {
        const QRectF from = geometry_->cell(move.from);
        const QRectF to = geometry_->cell(move.to);
        box = box.united(from).united(to);
        focus = {(from.center().x() + to.center().x()) / 2, to.center().y()};
    }
    reveal(box.adjusted(0, -theme_.px(30), 0, theme_.px(30)), focus);
}

/// Scrolls as little as needed to show all of `box`. Where the box is larger than the view, `focus`
/// goes to the middle.
void LanesView::reveal(const QRectF& box, const QPointF& focus) {
    // `covered`: something else covers so much of the beginning.
    const auto bring = [](QScrollBar* bar, qreal begin, qreal end, qreal middle, int space,
                          int covered) {
        if (end - begin > space - covered) {
            bar->setValue(static_cast<int>(middle) - (space + covered) / 2);
        } else if (begin < bar->value() + covered) {
            bar->setValue(static_cast<int>(begin) - covered);
        } else if (end > bar->value() + space) {
            bar->setValue(static_cast<int>(end) - space);
        }
    };
    const int titles = static_cast<int>(std::ceil(geometry_->header_height()));
    bring(verticalScrollBar(), box.top(), box.bottom(), focus.y(), viewport()->height(), titles);
    bring(horizontalScrollBar(), box.left(), box.right(), focus.x(), viewport()->width(), 0);
}

void LanesView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    for (const QRect& part : event->region()) {
        painter.fillRect(part, theme_.color(Role::window));
    }
    if (!model_ || !geometry_ || looks_.empty()) {
        return;
    }
    const QPoint origin = scrolled().toPoint();
    const QRegion part = event->region().translated(origin);
    painter.translate(-origin);
    LanesPainter(painter, *style_, *model_, *geometry_).paint(part, world_, looks_);
    overlay_.paint(painter, *style_, part);
    paint_pointers(painter);
    painter.translate(origin);
    paint_titles(painter, event->region());
}

QRect LanesView::titles_in_sight() const {
    const bool covers = geometry_ && verticalScrollBar()->value() > 0;
    return covers ? QRect(0, 0, viewport()->width(),
                          static_cast<int>(std::ceil(geometry_->header_height())))
                  : QRect();
}

/// The titles of the lanes stay where they are while the cells scroll below them.
void LanesView::paint_titles(QPainter& painter, const QRegion& part) const {
    const QRect strip = titles_in_sight();
    if (!part.intersects(strip)) {
        return;
    }
    painter.fillRect(strip, theme_.color(Role::window));
    painter.translate(-horizontalScrollBar()->value(), 0);
    const QRect all(0, 0, geometry_->size().toSize().width(), strip.height());
    LanesPainter(painter, *style_, *model_, *geometry_).paint_headers(all, world_);
}

QSize LanesView::picture_size() const {
    return geometry_ ? geometry_->size().toSize().expandedTo(viewport()->size())
                     : viewport()->size();
}

void LanesView::paint_picture(QPainter& painter) const {
    const QRect all(QPoint(), picture_size());
    painter.fillRect(all, theme_.color(Role::window));
    if (model_ && geometry_) {
        LanesPainter(painter, *style_, *model_, *geometry_)
            .paint(all, world_, LanesPainter::looks_of(*model_, *style_, true));
        overlay_now(1, false).paint(painter, *style_, all);
        paint_pointers(painter);
    }
}

void LanesView::mousePressEvent(QMouseEvent* event) {
    if (!geometry_ || event->button() != Qt::LeftButton) {
        return;
    }
    const auto cell = cell_under(event->position());
    take_selection(cell && model_->cell(*cell).kept ? cell : std::nullopt);
    Q_EMIT selection_changed();
    take_selected();
}

std::optional<CellId> LanesView::cell_under(const QPointF& point) const {
    return geometry_ && !titles_in_sight().contains(point.toPoint())
               ? geometry_->cell_at(to_content(point))
               : std::nullopt;
}

/// The menu is about the selected cell, so a click with the right button selects its cell.
void LanesView::contextMenuEvent(QContextMenuEvent* event) {
    if (!geometry_) {
        return;
    }
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const auto cell = cell_under(event->pos());
        take_selection(cell && model_->cell(*cell).kept ? cell : std::nullopt);
        Q_EMIT selection_changed();
    } else if (selected_) {
        reveal(*selected_);
        const QPointF below = geometry_->cell(*selected_).bottomLeft() - scrolled();
        at = viewport()->mapToGlobal(below.toPoint());
    }
    event->accept();
    Q_EMIT menu_wanted(at);
}

void LanesView::take_selected() {
    if (selected_) {
        Q_EMIT place_taken(model_->cell(*selected_).location);
    }
}

void LanesView::wheelEvent(QWheelEvent* event) {
    if ((event->modifiers() & Qt::ControlModifier) == 0) {
        return QAbstractScrollArea::wheelEvent(event);
    }
    constexpr double notch = 120; // of a wheel; a touchpad reports parts of one
    set_zoom(zoom_ * std::pow(LanesScale::zoom_step, event->angleDelta().y() / notch),
             event->position());
    event->accept();
}

void LanesView::keyPressEvent(QKeyEvent* event) {
    switch (event->modifiers() == Qt::NoModifier ? event->key() : 0) {
    case Qt::Key_Up:
        return move_selection(-1, 0);
    case Qt::Key_Down:
        return move_selection(1, 0);
    case Qt::Key_Left:
        return move_selection(0, -1);
    case Qt::Key_Right:
        return move_selection(0, 1);
    case Qt::Key_Return:
        return take_selected();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LanesView::move_selection(int down, int right) {
    if (!model_ || model_->rows().empty() || !geometry_) {
        return;
    }
    const auto cell = selected_ ? geometry_->neighbour(*model_, *selected_, down, right)
                                : std::optional(model_->last_written().value_or(CellId{}));
    if (cell) {
        select(cell);
        Q_EMIT selection_changed();
    }
}

QString LanesView::tip_for(CellId id) const {
    const LaneCell& cell = model_->cell(id);
    if (!cell.kept) {
        return cell.reason;
    }
    QString tip = QStringLiteral("%1 = %2").arg(cell.label, hex_value(cell.value));
    for (const Effect& effect : last_effects_) {
        if (effect.at == cell.location) {
            tip = QStringLiteral("%1: %2 \u2192 %3")
                      .arg(cell.label, hex_value(effect.before), hex_value(effect.after));
        }
    }
    if (const auto address = model_->address_of(id)) {
        tip += QStringLiteral("\n") +
               tr("at offset 0x%1, address %2").arg(cell.offset, hex_value(address));
    }
    return describe_ ? tip + QStringLiteral("\n") + describe_(cell.location) : tip;
}

QString LanesView::tip_at(const QPointF& point) const {
    if (!geometry_) {
        return {};
    }
    if (titles_in_sight().contains(point.toPoint())) {
        return {};
    }
    if (const auto cell = cell_under(point)) {
        return tip_for(*cell);
    }
    const LanePiece* piece = geometry_->piece_at(to_content(point));
    return piece != nullptr ? piece->tip : QString();
}

bool LanesView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tip_at(help->pos());
        tip.isEmpty() ? QToolTip::hideText()
                      : QToolTip::showText(help->globalPos(), tip, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LanesView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    repaint_changes();
}

void LanesView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    repaint_changes();
}

} // namespace switchscope::ui
