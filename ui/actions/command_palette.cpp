// SPDX-License-Identifier: MIT
#include "ui/actions/command_palette.h"

#include <algorithm>

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

/// Paints the name with the letters that were typed, the reason or else the group, and the key.
class PaletteDelegate : public QStyledItemDelegate {
  public:
    PaletteDelegate(const Theme& theme, const WindowActions& actions, const PaletteModel& model,
                    QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme), actions_(actions), model_(model) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {theme_.ipx(200), theme_.ipx(30)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const PaletteRow& row = model_.row(index.row());
        const QString& why_not = row.why_not;
        const bool chosen = (option.state & QStyle::State_Selected) != 0;
        if (chosen) {
            painter->fillRect(option.rect, theme_.color(Role::raised));
        }
        const qreal pad = theme_.px(12);
        QRectF box = QRectF(option.rect).adjusted(pad, 0, -pad, 0);
        const QString key =
            row.action ? actions_.get(*row.action)->shortcut().toString(QKeySequence::NativeText)
                       : QString();
        painter->setFont(theme_.mono_font(11.5));
        painter->setPen(theme_.color(Role::dim));
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, key);
        box.setRight(box.right() - QFontMetricsF(painter->font()).horizontalAdvance(key) - pad);

        const qreal end = draw_name(*painter, box, row);
        box.setLeft(end + pad);
        painter->setFont(theme_.text_font(12));
        painter->setPen(theme_.color(why_not.isEmpty() ? Role::dim : Role::error));
        const QString& more = why_not.isEmpty() ? row.detail : why_not;
        painter->drawText(
            box, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(more, Qt::ElideRight, static_cast<int>(box.width())));
    }

  private:
    qreal draw_name(QPainter& painter, const QRectF& box, const PaletteRow& row) const {
        qreal x = box.left();
        for (qsizetype n = 0; n < row.name.size(); ++n) {
            const bool typed = std::ranges::find(row.letters, n) != row.letters.end();
            const int weight = typed ? QFont::Bold : QFont::Normal;
            painter.setFont(row.action ? theme_.text_font(13.5, weight)
                                       : theme_.mono_font(12.5, weight));
            painter.setPen(theme_.color(typed                   ? Role::host
                                        : row.why_not.isEmpty() ? Role::text
                                                                : Role::dim));
            const QString letter = row.name.mid(n, 1);
            painter.drawText(QRectF(x, box.top(), box.width(), box.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, letter);
            x += QFontMetricsF(painter.font()).horizontalAdvance(letter);
        }
        return x;
    }

    const Theme& theme_;
    const WindowActions& actions_;
    const PaletteModel& model_;
};

} // namespace

CommandPalette::CommandPalette(const Theme& theme, const WindowActions& actions, QWidget* window)
    : QFrame(window), theme_(theme), actions_(actions), model_(actions), filter_(new QLineEdit),
      list_(new QListView), nothing_(new QLabel) {
    setObjectName(QStringLiteral("palette"));
    keep_translated(this, [this] { setAccessibleName(tr("All actions")); });
    filter_->setObjectName(QStringLiteral("palette_filter"));
    list_->setObjectName(QStringLiteral("palette_list"));
    list_->setModel(&model_);
    list_->setItemDelegate(new PaletteDelegate(theme_, actions_, model_, this));
    list_->setUniformItemSizes(true);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->addWidget(filter_);
    column->addWidget(list_, 1);
    column->addWidget(nothing_, 1);
    nothing_->setObjectName(QStringLiteral("palette_nothing"));
    nothing_->setProperty("role", "dim");
    nothing_->setWordWrap(true);
    nothing_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    nothing_->hide();
    connect(filter_, &QLineEdit::textChanged, this, &CommandPalette::follow_filter);
    connect(list_, &QListView::clicked, this, &CommandPalette::run);
    filter_->installEventFilter(this);
    window->installEventFilter(this);
    connect(&theme_, &Theme::changed, this, &CommandPalette::place);
    hide();
}

void CommandPalette::place() {
    const QSize window = parentWidget()->size();
    const int pad = theme_.ipx(8);
    layout()->setContentsMargins(pad, pad, pad, pad);
    layout()->setSpacing(theme_.ipx(6));
    const int width = std::min(theme_.ipx(640), window.width() - 2 * pad);
    const int height = std::min(theme_.ipx(460), window.height() - theme_.ipx(70));
    setGeometry((window.width() - width) / 2, theme_.ipx(52), width, height);
}

void CommandPalette::toggle() {
    if (isVisible()) {
        hide();
    } else {
        open(false);
    }
}

void CommandPalette::find_place() {
    if (isVisible()) {
        hide();
    }
    open(true);
}

void CommandPalette::open(bool places_alone) {
    focus_before_ = window()->focusWidget();
    place();
    filter_->setPlaceholderText(places_alone
                                    ? tr("Which register, CSR or slot?")
                                    : tr("What do you want to do, or which register to see?"));
    model_.set_places(names_ ? names_() : QStringList(), places_alone);
    filter_->clear();
    follow_filter({}); // also where it is empty already: the reasons may be others
    show();
    raise();
    filter_->setFocus();
}

void CommandPalette::follow_filter(const QString& filter) {
    model_.set_filter(filter);
    list_->setCurrentIndex(model_.index(0));
    const bool nothing = model_.rowCount() == 0;
    list_->setVisible(!nothing);
    nothing_->setVisible(nothing);
    nothing_->setText(tr("Nothing is called \u201c%1\u201d. Actions are found by words of their "
                         "names; registers, CSRs and slots by a part of theirs, once a target is "
                         "open. F1 shows all keys.")
                          .arg(filter));
}

void CommandPalette::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (focus_before_) {
        focus_before_->setFocus();
    }
}

void CommandPalette::move_by(int rows) {
    const int last = model_.rowCount() - 1;
    if (last >= 0) {
        const int row = std::clamp(list_->currentIndex().row() + rows, 0, last);
        list_->setCurrentIndex(model_.index(row));
    }
}

void CommandPalette::run() {
    const QModelIndex chosen = list_->currentIndex();
    if (!chosen.isValid()) {
        return;
    }
    const PaletteRow row = model_.row(chosen.row());
    if (!row.action) {
        hide();
        Q_EMIT place_chosen(row.name);
        return;
    }
    QAction* action = actions_.get(*row.action);
    if (action->isEnabled()) { // else the palette stays, as its row shows why not
        hide();
        action->trigger();
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched == filter_ && event->type() == QEvent::FocusOut && isVisible() &&
        !isAncestorOf(window()->focusWidget())) {
        hide();
    }
    if (watched != filter_ ||
        (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)) {
        return QFrame::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    const int page = std::max(1, list_->height() / theme_.ipx(30) - 1);
    const bool press = event->type() == QEvent::KeyPress;
    switch (key->key()) {
    case Qt::Key_Escape:
        press ? hide() : event->accept();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        press ? run() : event->accept();
        return true;
    case Qt::Key_Up:
        press ? move_by(-1) : event->accept();
        return true;
    case Qt::Key_Down:
        press ? move_by(1) : event->accept();
        return true;
    case Qt::Key_PageUp:
        press ? move_by(-page) : event->accept();
        return true;
    case Qt::Key_PageDown:
        press ? move_by(page) : event->accept();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace switchscope::ui
