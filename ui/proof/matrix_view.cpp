// SPDX-License-Identifier: MIT
#include "ui/proof/matrix_view.h"

#include <algorithm>
#include <utility>

#include <QHeaderView>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

#include "ui/base/language.h"
#include "ui/look/markers.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr double row_units = 17.5, header_units = 20;

class CellDelegate : public QStyledItemDelegate {
  public:
    CellDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const auto& model = *static_cast<const MatrixModel*>(index.model());
        const bool host =
            index.data(MatrixModel::owner_role).toInt() == static_cast<int>(SlotOwner::host);
        const Owner owner = host ? Owner::host : Owner::guest;
        const QColor color = theme_.color(role_of(owner));
        const QRectF box(option.rect);
        const QString text = index.data().toString();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (model.is_heading(index.row())) {
            paint_marker(*painter, owner, {box.left() + theme_.px(10), box.center().y() + 1},
                         theme_.px(7), color);
            painter->setFont(theme_.text_font(11.5, QFont::Bold));
            painter->setPen(color);
            painter->drawText(box.adjusted(theme_.px(20), 0, 0, 0),
                              Qt::AlignLeft | Qt::AlignVCenter, text);
            painter->fillRect(QRectF(box.left(), box.bottom(), box.width(), 1),
                              theme_.tint(role_of(owner), 0.35));
        } else {
            paint_cell(*painter, option, index, text, color);
        }
        painter->restore();
    }

  private:
    void paint_cell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                    const QString& text, const QColor& color) const {
        const QRectF box(option.rect);
        const bool marked = index.data(MatrixModel::finding_role).toBool();
        const bool missing = index.data(MatrixModel::missing_role).toBool();
        QPainterPath plate;
        plate.addRoundedRect(box.adjusted(1.5, 0.5, -1.5, -0.5), theme_.px(3), theme_.px(3));
        if (marked) {
            painter.fillPath(plate, theme_.tint(Role::error, 0.16));
        }
        if (option.state.testFlag(QStyle::State_Selected)) {
            QPen pen(theme_.color(Role::focus), theme_.px(1.2));
            pen.setDashPattern({3, 2});
            painter.strokePath(plate, pen);
        }
        const bool name = index.column() == MatrixModel::place;
        painter.setFont(name ? theme_.text_font(11.5, QFont::DemiBold) : theme_.mono_font(11));
        painter.setPen(name                                  ? color
                       : index.column() == MatrixModel::slot ? theme_.color(Role::dim)
                       : missing                             ? theme_.color(Role::dim)
                                                             : theme_.color(Role::text));
        const QRectF room = box.adjusted(theme_.px(6), 0, -theme_.px(4), 0);
        const QFontMetricsF metrics(painter.font());
        // "ADDRESS +1" says how many more instructions there are. Where that does not fit, only the
        // address is shown.
        const bool fits =
            metrics.horizontalAdvance(text) <= room.width() - (marked ? theme_.px(12) : 0);
        const QString shown = fits || name ? metrics.elidedText(text, Qt::ElideRight, room.width())
                                           : text.section(QLatin1Char(' '), 0, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, shown);
        if (marked) {
            const qreal end = room.left() + metrics.horizontalAdvance(shown);
            paint_severity(
                painter, Severity::error,
                {std::min(end + theme_.px(9), box.right() - theme_.px(7)), box.center().y()},
                theme_.px(10), theme_.color(Role::error));
        }
    }

    const Theme& theme_;
};

} // namespace

MatrixView::MatrixView(const Theme& theme, QWidget* parent) : QTableView(parent), theme_(theme) {
    setObjectName(QStringLiteral("matrix"));
    keep_translated(this, [this] {
        setAccessibleName(tr("What is saved and restored, by which instruction"));
    });
    setModel(&model_);
    setItemDelegate(new CellDelegate(theme_, this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAutoScroll(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QTableView::clicked, this, &MatrixView::ask_for);
    connect(this, &QTableView::activated, this, &MatrixView::ask_for);
    connect(&theme_, &Theme::changed, this, &MatrixView::lay_out);
    lay_out();
}

void MatrixView::show_session(std::shared_ptr<const SessionFacts> facts,
                              const CheckReport& report) {
    quiet_ = true;
    model_.show_session(std::move(facts), report);
    clearSpans();
    for (int row = 0; row < model_.rowCount(); ++row) {
        if (model_.is_heading(row)) {
            setSpan(row, 0, 1, MatrixModel::column_count);
        }
    }
    quiet_ = false;
}

void MatrixView::show_instruction(std::size_t instruction) {
    quiet_ = true;
    const QModelIndex cell = model_.cell_of(instruction);
    if (cell.isValid()) {
        setCurrentIndex(cell);
    } else {
        clearSelection();
    }
    quiet_ = false;
}

void MatrixView::lay_out() {
    verticalHeader()->setDefaultSectionSize(theme_.ipx(row_units));
    horizontalHeader()->setFixedHeight(theme_.ipx(header_units));
    viewport()->update();
}

int MatrixView::height_of_rows() const {
    const int header = horizontalHeader()->isHidden() ? 0 : theme_.ipx(header_units);
    return header + model_.rowCount() * theme_.ipx(row_units);
}

void MatrixView::set_width(int width) {
    const bool roomy = width >= theme_.ipx(205);
    // A narrow view does without the offsets, which the lanes have as well, and without the
    // headings, which do not fit.
    setColumnHidden(MatrixModel::slot, !roomy);
    horizontalHeader()->setVisible(roomy);
    const int address =
        QFontMetrics(theme_.mono_font(11)).horizontalAdvance(QStringLiteral("00000")) +
        theme_.ipx(11);
    const int slot = roomy ? theme_.ipx(46) : 0;
    const int place = std::clamp(width - slot - 2 * address, theme_.ipx(30), theme_.ipx(72));
    const int half = (width - slot - place) / 2;
    setColumnWidth(MatrixModel::place, place);
    setColumnWidth(MatrixModel::slot, slot);
    setColumnWidth(MatrixModel::saved, half);
    setColumnWidth(MatrixModel::restored, half);
}

void MatrixView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (!quiet_ && hasFocus()) {
        ask_for(current);
    }
}

void MatrixView::ask_for(const QModelIndex& index) {
    if (const auto instruction = model_.instruction(index)) {
        Q_EMIT instruction_wanted(*instruction);
    }
}

} // namespace switchscope::ui
