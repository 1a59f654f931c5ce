// SPDX-License-Identifier: MIT
#include "ui/lanes_view.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/format.h"
#include "ui/lanes_painter.h"
#include "ui/language.h"
#include "ui/pointer.h"
#include "ui/theme.h"

namespace switchscope::ui {

LanesView::LanesView(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), theme_(theme) {
    setObjectName(QStringLiteral("lanes"));
    keep_translated(
        this, [this] { setAccessibleName(tr("World switch: host slots, CPU, guest slots")); });
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setDuration(arrow_ms);
    animation_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&animation_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        arrow_ = value.toDouble();
        viewport()->update();
    });
    connect(&theme_, &Theme::changed, this, [this] { lay_out(); });
}

void LanesView::show_session(std::shared_ptr<const SessionFacts> facts) {
    animation_.stop();
    selected_.reset();
    pointed_.clear();
    last_effects_.clear();
    position_ = 0;
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
    last_effects_ = timeline.last_step() ? timeline.last_step()->effects : std::vector<Effect>{};
    // One step ahead is a movement to be seen; anything else is another moment.
    const bool one_ahead = timeline.position() == position_ + 1;
    position_ = timeline.position();
    animation_.stop();
    arrow_ = 1;
    if (one_ahead && !model_->moves().empty() && !theme_.reduced_motion() && isVisible()) {
        arrow_ = 0;
        animation_.start();
    }
    reveal_last_step();
    viewport()->update();
}

void LanesView::select(std::optional<CellId> cell) {
    selected_ = cell;
    if (cell) {
        reveal(*cell);
    }
    viewport()->update();
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
        viewport()->update();
    }
}

void LanesView::lay_out() {
    if (!model_) {
        viewport()->update();
        return;
    }
    const QSize room = viewport()->size();
    geometry_.emplace(*model_, theme_, QSizeF(room));
    const QSize wanted = geometry_->size().toSize();
    horizontalScrollBar()->setRange(0, std::max(0, wanted.width() - room.width()));
    horizontalScrollBar()->setPageStep(room.width());
    verticalScrollBar()->setRange(0, std::max(0, wanted.height() - room.height()));
    verticalScrollBar()->setPageStep(room.height());
    verticalScrollBar()->setSingleStep(theme_.ipx(20));
    horizontalScrollBar()->setSingleStep(theme_.ipx(20));
    reveal_last_step();
    viewport()->update();
}

void LanesView::resizeEvent(QResizeEvent*) {
    lay_out();
}

QPointF LanesView::to_content(const QPointF& point) const {
    return point + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

void LanesView::reveal(CellId cell) {
    if (geometry_) {
        const QRectF box = geometry_->cell(cell);
        reveal(box.adjusted(0, -theme_.px(30), 0, theme_.px(30)), box.center());
    }
}

/// What the last step wrote, and where it came from when there is room for both.
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

/// Scrolls as little as shows all of `box`; where it is larger than the view, `focus` goes to the middle.
void LanesView::reveal(const QRectF& box, const QPointF& focus) {
    const auto bring = [](QScrollBar* bar, qreal begin, qreal end, qreal middle, int room) {
        if (end - begin > room) {
            bar->setValue(static_cast<int>(middle) - room / 2);
        } else if (begin < bar->value()) {
            bar->setValue(static_cast<int>(begin));
        } else if (end > bar->value() + room) {
            bar->setValue(static_cast<int>(end) - room);
        }
    };
    bring(verticalScrollBar(), box.top(), box.bottom(), focus.y(), viewport()->height());
    bring(horizontalScrollBar(), box.left(), box.right(), focus.x(), viewport()->width());
}

void LanesView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme_.color(Role::window));
    if (!model_ || !geometry_) {
        return;
    }
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    LanesPainter(painter, theme_, *model_, *geometry_)
        .paint({world_, selected_, hasFocus(), arrow_});
    paint_pointers(painter);
}

QSize LanesView::picture_size() const {
    return geometry_ ? geometry_->size().toSize().expandedTo(viewport()->size())
                     : viewport()->size();
}

void LanesView::paint_picture(QPainter& painter) const {
    painter.fillRect(QRect(QPoint(), picture_size()), theme_.color(Role::window));
    if (model_ && geometry_) {
        LanesPainter(painter, theme_, *model_, *geometry_).paint({world_, selected_, false, 1});
        paint_pointers(painter);
    }
}

void LanesView::mousePressEvent(QMouseEvent* event) {
    if (!geometry_ || event->button() != Qt::LeftButton) {
        return;
    }
    const auto cell = geometry_->cell_at(to_content(event->position()));
    selected_ = cell && model_->cell(*cell).kept ? cell : std::nullopt;
    viewport()->update();
    Q_EMIT selection_changed();
    take_selected();
}

void LanesView::take_selected() {
    if (selected_) {
        Q_EMIT place_taken(model_->cell(*selected_).location);
    }
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

void LanesView::move_selection(int rows, int lanes) {
    if (!model_ || model_->rows().empty()) {
        return;
    }
    CellId cell = selected_.value_or(model_->last_written().value_or(CellId{}));
    if (selected_) {
        const auto last = static_cast<int>(model_->rows().size()) - 1;
        // Over what is not kept, to the next one that is.
        int row = static_cast<int>(cell.row);
        int lane = static_cast<int>(cell.lane);
        do {
            row += rows;
            lane += lanes;
            if (row < 0 || row > last || lane < 0 || lane > static_cast<int>(Lane::guest)) {
                return;
            }
            cell = {static_cast<std::size_t>(row), static_cast<Lane>(lane)};
        } while (!model_->cell(cell).kept);
    }
    select(cell);
    Q_EMIT selection_changed();
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
    return describe_ ? tip + QStringLiteral("\n") + describe_(cell.location) : tip;
}

bool LanesView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip && geometry_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto cell = geometry_->cell_at(to_content(help->pos()))) {
            QToolTip::showText(help->globalPos(), tip_for(*cell), viewport());
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LanesView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LanesView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace switchscope::ui
