// SPDX-License-Identifier: MIT
#include "ui/routine/routine_view.h"

#include "ui/base/language.h"

#include <algorithm>
#include <utility>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace switchscope::ui {

namespace {

constexpr double view_gap_units = 6, guest_units = 30;

} // namespace

RoutineView::RoutineView(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), theme_(theme) {
    setObjectName(QStringLiteral("routine"));
    keep_translated(this, [this] { setAccessibleName(tr("Routine: macros and instructions")); });
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // so that Qt paints nothing behind it
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
    highlights_ = {};
    lay_out();
}

void RoutineView::translate(std::shared_ptr<const SessionFacts> facts) {
    model_ = facts ? std::make_unique<RoutineModel>(std::move(facts)) : nullptr;
    lay_out();
}

void RoutineView::mark(const std::vector<RoutineFinding>& marks) {
    if (model_) {
        model_->mark(marks);
        viewport()->update();
    }
}

void RoutineView::show_instruction(std::optional<std::size_t> instruction,
                                   std::vector<std::size_t> related) {
    highlights_.selected = instruction;
    highlights_.related = std::move(related);
    const auto place = model_ && instruction ? model_->place_of(*instruction) : std::nullopt;
    if (place) {
        opened_.insert(place->band);
        closed_.erase(place->band);
        focused_ = place->band;
        lay_out();
        const RoutineBox& box = boxes_.at(place->band);
        reveal(box.open ? box.line(place->line, theme_) : box.head);
    }
    viewport()->update();
}

void RoutineView::show_breakpoints(const std::vector<BreakpointPlace>& places) {
    if (model_) {
        model_->show_breakpoints(places);
        viewport()->update();
    }
}

void RoutineView::show_pc() {
    if (model_ && current_) {
        closed_.erase(*current_);
        lay_out();
        reveal_next();
    }
}

void RoutineView::select(std::optional<std::size_t> instruction) {
    highlights_.selected = instruction;
    highlights_.related.clear();
    viewport()->update();
    Q_EMIT selection_changed();
}

QRectF RoutineView::box_of(std::size_t instruction) const {
    const auto place = model_ ? model_->place_of(instruction) : std::nullopt;
    return place && boxes_.at(place->band).open ? boxes_.at(place->band)
                                                      .line(place->line, theme_)
                                                      .translated(0, -verticalScrollBar()->value())
                                                : QRectF();
}

void RoutineView::show_chain(std::vector<std::size_t> instructions, Role role) {
    if (instructions == highlights_.chain &&
        (role == highlights_.chain_role || instructions.empty())) {
        return; // most calls change nothing: one comes at every step
    }
    highlights_.chain = std::move(instructions);
    highlights_.chain_role = role;
    viewport()->update();
}

void RoutineView::show_moment(const CurrentSwitch& now) {
    if (!model_) {
        return;
    }
    const RoutineChanges changes = model_->update(now);
    const std::vector<RoutineBox> before = boxes_;
    if (model_->current_band() != current_) {
        current_ = model_->current_band();
        closed_.clear(); // who closed a band did so only while it was current
        lay_out_boxes();
    }
    // Scrolling moves the pixels that are on screen. Therefore it comes first, and the updates
    // behind it name pixels by where they are now.
    reveal_next();
    update_moved(before);
    update_changes(changes);
}

/// Asks for the pixels of those bands that have moved, opened or closed.
void RoutineView::update_moved(const std::vector<RoutineBox>& before) {
    QRegion changed;
    for (std::size_t band = 0; band < boxes_.size() && band < before.size(); ++band) {
        const RoutineBox& was = before.at(band);
        const RoutineBox& is = boxes_.at(band);
        if (was.whole != is.whole || was.open != is.open) {
            changed += RoutineBox::reach(was.whole, theme_);
            changed += RoutineBox::reach(is.whole, theme_);
        }
        if (was.guest != is.guest) {
            changed += was.guest.toAlignedRect();
            changed += is.guest.toAlignedRect();
        }
    }
    viewport()->update(changed.translated(0, -verticalScrollBar()->value()));
}

void RoutineView::update_changes(const RoutineChanges& changes) {
    QRegion changed;
    for (const std::size_t band : changes.bands) {
        changed += RoutineBox::reach(boxes_.at(band).whole, theme_);
    }
    for (const std::size_t band : changes.heads) {
        changed += RoutineBox::reach(boxes_.at(band).head, theme_);
    }
    for (const RoutinePlace& place : changes.lines) {
        if (boxes_.at(place.band).open) {
            changed += RoutineBox::reach(boxes_.at(place.band).line(place.line, theme_), theme_);
        }
    }
    for (const RoutineBox& box : boxes_) {
        if (changes.guest && !box.guest.isEmpty()) {
            changed += box.guest.toAlignedRect();
        }
    }
    viewport()->update(changed.translated(0, -verticalScrollBar()->value()));
}

void RoutineView::scrollContentsBy(int dx, int dy) {
    viewport()->scroll(dx, dy);
}

bool RoutineView::is_open(std::size_t band) const {
    const bool worth_it = model_ && model_->bands().at(band).lines.size() > 1;
    return worth_it && (opened_.contains(band) || (current_ == band && !closed_.contains(band)));
}

void RoutineView::lay_out() {
    lay_out_boxes();
    viewport()->update();
}

void RoutineView::lay_out_boxes() {
    boxes_.clear();
    qreal y = theme_.px(2);
    const qreal width = viewport()->width() - theme_.px(12);
    const qreal left = theme_.px(10);
    for (std::size_t band = 0; model_ && band < model_->bands().size(); ++band) {
        RoutineBox box;
        box.open = is_open(band);
        box.head = {left, y, width - left, theme_.px(RoutineBox::head_units)};
        box.whole = box.head;
        if (box.open) {
            const auto lines = static_cast<qreal>(model_->bands().at(band).lines.size());
            box.whole.setHeight(box.head.height() + lines * theme_.px(RoutineBox::line_units) +
                                theme_.px(5));
        }
        y = box.whole.bottom() + theme_.px(view_gap_units);
        if (band == model_->last_band_before_guest()) {
            box.guest = {left, y - theme_.px(2), width - left, theme_.px(guest_units)};
            y = box.guest.bottom() + theme_.px(4);
        }
        boxes_.push_back(box);
    }
    const int room = viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(y + theme_.px(4)) - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(theme_.ipx(RoutineBox::line_units));
}

void RoutineView::reveal_next() {
    QRectF target;
    if (current_ && *current_ < boxes_.size()) {
        target = boxes_.at(*current_).head;
        const auto& lines = model_->bands().at(*current_).lines;
        const auto next = std::ranges::find_if(lines, &RoutineLine::next);
        if (next != lines.end() && is_open(*current_)) {
            target =
                boxes_.at(*current_).line(static_cast<std::size_t>(next - lines.begin()), theme_);
        }
    } else if (model_->in_guest() && model_->last_band_before_guest()) {
        target = boxes_.at(*model_->last_band_before_guest()).guest;
    } else {
        return;
    }
    reveal(target);
}

void RoutineView::reveal(const QRectF& target) {
    // Three lines around the target stay in sight, so that one can read what comes next.
    const qreal air = theme_.px(3 * RoutineBox::line_units);
    QScrollBar* bar = verticalScrollBar();
    if (target.top() - air < bar->value()) {
        bar->setValue(static_cast<int>(target.top() - air));
    } else if (target.bottom() + air > bar->value() + viewport()->height()) {
        bar->setValue(static_cast<int>(target.bottom() + air) - viewport()->height());
    }
}

void RoutineView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    for (const QRect& part : event->region()) {
        painter.fillRect(part, theme_.color(Role::panel));
    }
    if (!model_ || boxes_.empty()) {
        return;
    }
    painter.translate(0, -verticalScrollBar()->value());
    RoutineHighlights highlights = highlights_;
    highlights.focused_band = hasFocus() ? std::optional(focused_) : std::nullopt;
    RoutinePainter(painter, theme_, *model_, highlights)
        .paint(boxes_, event->region().translated(0, verticalScrollBar()->value()));
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
    } else if (const auto instruction = instruction_at(event->position())) {
        const QRectF& box = boxes_.at(*band).whole;
        if (at.x() < box.left() + theme_.px(6 + RoutineBox::gutter_units)) {
            Q_EMIT breakpoint_wanted(*instruction);
        } else {
            select(instruction);
            Q_EMIT instruction_clicked(*instruction);
        }
    }
}

void RoutineView::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Mouse) {
        if (const auto instruction = instruction_at(event->pos())) {
            select(instruction);
        }
    }
    Q_EMIT menu_wanted(event->globalPos());
}

std::optional<std::size_t> RoutineView::instruction_at(const QPointF& point) const {
    const auto band = band_at(point);
    if (!band || !boxes_.at(*band).open) {
        return std::nullopt;
    }
    const RoutineBox& box = boxes_.at(*band);
    const qreal below = point.y() + verticalScrollBar()->value() - box.head.bottom();
    const auto line =
        static_cast<std::size_t>(std::max(below, 0.0) / theme_.px(RoutineBox::line_units));
    return below >= 0 && line < model_->bands().at(*band).lines.size()
               ? std::optional(model_->instruction_at({*band, line}))
               : std::nullopt;
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
    if (const auto instruction = instruction_at(help->pos())) {
        const RoutinePlace place = *model_->place_of(*instruction);
        const RoutineLine& line = model_->bands().at(place.band).lines.at(place.line);
        tip = line.finding ? line.tip + QStringLiteral("\n\n") + line.finding_text : line.tip;
    }
    QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
}

} // namespace switchscope::ui
