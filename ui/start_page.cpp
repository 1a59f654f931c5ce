// SPDX-License-Identifier: MIT
#include "ui/start_page.h"

#include <algorithm>

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/language.h"
#include "ui/theme.h"

namespace switchscope::ui {

constexpr int cards_in_a_row = 3;

ChoiceCard::ChoiceCard(const Theme& theme, TargetChoice choice, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), choice_(std::move(choice)) {
    setObjectName(QStringLiteral("card_") + text_of(choice_.id));
    setAccessibleName(text_of(choice_.name));
    setAccessibleDescription(text_of(choice_.description));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ChoiceCard::sizeHint() const {
    return {theme_.ipx(340), theme_.ipx(116)};
}

void ChoiceCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isEnabled() && (underMouse() || hasFocus());
    const QRectF box = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    QPainterPath shape;
    shape.addRoundedRect(box, theme_.px(9), theme_.px(9));
    painter.fillPath(shape, theme_.color(lit ? Role::raised : Role::cell));
    painter.strokePath(
        shape, QPen(theme_.color(lit ? Role::host : Role::outline), hasFocus() ? theme_.px(2) : 1));
    const Role ink = isEnabled() ? Role::text : Role::faint;
    const qreal pad = theme_.px(18);
    // A switch in small: host, arrow, guest.
    const QRectF host(box.left() + pad, box.top() + pad + theme_.px(2), theme_.px(9),
                      theme_.px(14));
    const QRectF guest = host.translated(theme_.px(24), 0);
    painter.fillRect(host, theme_.color(isEnabled() ? Role::host : Role::faint));
    painter.fillRect(guest, theme_.color(isEnabled() ? Role::guest : Role::faint));
    paint_icon(painter, Icon::instruction,
               QRectF(host.right() + theme_.px(1), host.top(), theme_.px(14), theme_.px(14)),
               theme_.color(Role::dim));
    if (choice_.broken) {
        paint_icon(painter, Icon::finding,
                   QRectF(box.right() - pad - theme_.px(16), box.top() + pad, theme_.px(16),
                          theme_.px(16)),
                   theme_.color(isEnabled() ? Role::error : Role::faint));
    }
    painter.setFont(theme_.text_font(16, QFont::Bold));
    painter.setPen(theme_.color(ink));
    const qreal left = guest.right() + theme_.px(14);
    painter.drawText(
        QRectF(left, box.top() + pad - theme_.px(4), box.right() - left, theme_.px(26)),
        Qt::AlignLeft | Qt::AlignVCenter, text_of(choice_.name));
    painter.setFont(theme_.text_font(13));
    painter.setPen(theme_.color(isEnabled() ? Role::dim : Role::faint));
    painter.drawText(box.adjusted(pad, theme_.px(46), -pad, -theme_.px(10)),
                     static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignTop) |
                         static_cast<int>(Qt::TextWordWrap),
                     text_of(choice_.description));
}

void ChoiceCard::enterEvent(QEnterEvent*) {
    update();
}

void ChoiceCard::leaveEvent(QEvent*) {
    update();
}

namespace {

/// Two lanes and what goes between them.
class Logo : public QWidget {
  public:
    explicit Logo(const Theme& theme) : theme_(theme) {}

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal unit = height() / 7.0;
        const auto cell = [&](qreal x, int row, Role role, double strength) {
            QPainterPath path;
            path.addRoundedRect(QRectF(x, unit * (0.4 + 2.15 * row), unit * 2.4, unit * 1.6),
                                unit * 0.4, unit * 0.4);
            painter.fillPath(path, theme_.tint(role, strength));
        };
        for (int row = 0; row < 3; ++row) {
            cell(unit * 0.2, row, Role::host, row == 1 ? 1 : 0.45);
            cell(unit * 6.4, row, Role::guest, row == 1 ? 1 : 0.45);
        }
        const QPointF tip(unit * 6.0, unit * 3.35);
        painter.setPen(QPen(theme_.color(Role::text), unit * 0.42));
        painter.drawLine(QPointF(unit * 3.0, tip.y()), tip - QPointF(unit, 0));
        QPainterPath head(tip);
        head.lineTo(tip + QPointF(-unit * 1.3, -unit * 0.8));
        head.lineTo(tip + QPointF(-unit * 1.3, unit * 0.8));
        head.closeSubpath();
        painter.fillPath(head, theme_.color(Role::text));
    }

  private:
    const Theme& theme_;
};

} // namespace

StartPage::StartPage(const Theme& theme, const std::vector<TargetChoice>& choices,
                     const std::vector<LessonInfo>& lessons, QAction* cancel, QAction* attach,
                     QAction* open_recording, QWidget* parent)
    : QWidget(parent), theme_(theme), lessons_(lessons),
      title_(new QLabel(QStringLiteral("Switchscope"))), logo_(new Logo(theme)), about_(new QLabel),
      heading_(new QLabel), lessons_heading_(new QLabel), lesson_grid_(new QGridLayout),
      progress_(new QLabel), cancel_(new QPushButton), attach_(new QPushButton),
      open_recording_(new QPushButton), drop_hint_(new QLabel), grid_(new QGridLayout),
      column_(new QWidget(this)) {
    setObjectName(QStringLiteral("start_page"));
    setAttribute(Qt::WA_StyledBackground);
    keep_translated(this, [this, attach] {
        about_->setText(tr("An oscilloscope for RISC-V KVM world switches: step one, instruction "
                           "by instruction or macro by macro, and see every value leave the host "
                           "and the guest come in."));
        heading_->setText(tr("OPEN A TARGET"));
        lessons_heading_->setText(tr("TAKE A LESSON"));
        cancel_->setText(tr("Cancel"));
        attach_->setText(tr("Attach to a machine\u2026  %1")
                             .arg(attach->shortcut().toString(QKeySequence::NativeText)));
        open_recording_->setText(tr("Open a recording\u2026  Ctrl+O"));
        drop_hint_->setText(tr("or drop a .swrec file anywhere on this window"));
    });
    title_->setProperty("role", "title");
    about_->setProperty("role", "lead");
    about_->setWordWrap(true);
    heading_->setProperty("role", "heading");
    for (const TargetChoice& choice : choices) {
        auto* card = new ChoiceCard(theme_, choice);
        const int n = static_cast<int>(cards_.size());
        grid_->addWidget(card, n / cards_in_a_row, n % cards_in_a_row);
        cards_.push_back(card);
        connect(card, &QAbstractButton::clicked, this,
                [this, id = text_of(choice.id)] { Q_EMIT chosen(id); });
    }
    lessons_heading_->setProperty("role", "heading");
    lessons_heading_->setVisible(!lessons_.empty());
    for (const LessonInfo& lesson : lessons_) {
        const int n = static_cast<int>(lesson_buttons_.size());
        auto* button = new ChoiceButton(theme, QString::number(n + 1));
        button->setObjectName(QStringLiteral("start_lesson_%1").arg(n));
        lesson_grid_->addWidget(button, n / cards_in_a_row, n % cards_in_a_row);
        lesson_grid_->setColumnStretch(n % cards_in_a_row, 1);
        lesson_buttons_.push_back(button);
        connect(button, &QAbstractButton::clicked, this,
                [this, id = text_of(lesson.id)] { Q_EMIT lesson_chosen(id); });
    }
    auto* progress_row = new QHBoxLayout;
    progress_row->addWidget(progress_);
    progress_row->addWidget(cancel_);
    progress_row->addStretch();
    connect(cancel_, &QPushButton::clicked, cancel, &QAction::trigger);
    open_recording_->setObjectName(QStringLiteral("button_open_recording"));
    drop_hint_->setProperty("role", "dim");
    attach_->setObjectName(QStringLiteral("button_attach"));
    connect(attach_, &QPushButton::clicked, attach, &QAction::trigger);
    connect(open_recording_, &QPushButton::clicked, open_recording, &QAction::trigger);
    auto* inner = new QVBoxLayout(column_);
    auto* title_row = new QHBoxLayout;
    title_row->addWidget(logo_);
    title_row->addWidget(title_);
    title_row->addStretch();
    inner->addLayout(title_row);
    inner->addWidget(about_);
    inner->addSpacing(8);
    inner->addWidget(heading_);
    inner->addLayout(grid_);
    inner->addWidget(lessons_heading_);
    inner->addLayout(lesson_grid_);
    auto* recording_row = new QHBoxLayout;
    recording_row->addWidget(attach_);
    recording_row->addWidget(open_recording_);
    recording_row->addStretch();
    inner->addSpacing(8);
    inner->addLayout(recording_row);
    inner->addWidget(drop_hint_);
    inner->addLayout(progress_row);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addWidget(column_, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    connect(&theme_, &Theme::changed, this, &StartPage::lay_out);
    connect(&Language::instance(), &Language::changed, this, &StartPage::write_lessons);
    lay_out();
    show_idle();
}

void StartPage::lay_out() {
    logo_->setFixedSize(theme_.ipx(74), theme_.ipx(56));
    column_->setFixedWidth(theme_.ipx(1020));
    column_->layout()->setSpacing(theme_.ipx(12));
    grid_->setSpacing(theme_.ipx(12));
    lesson_grid_->setSpacing(theme_.ipx(12));
    write_lessons();
    progress_->setMinimumHeight(theme_.ipx(32));
    for (ChoiceCard* card : cards_) {
        card->setMinimumHeight(card->sizeHint().height()); // the text below must not squeeze them
        card->updateGeometry();
    }
}

void StartPage::write_lessons() {
    for (std::size_t n = 0; n < lessons_.size(); ++n) {
        lesson_buttons_[n]->show_text(
            lessons_[n].title.in(Language::instance().code().toStdString()));
    }
}

/// A layout that is centred is not asked how high it is at its width: the text that wraps would squeeze the rest.
void StartPage::fit() {
    const int height = column_->layout()->totalHeightForWidth(column_->maximumWidth());
    if (height > 0 && height != column_->minimumHeight()) {
        column_->setMinimumHeight(height);
    }
}

bool StartPage::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) {
        fit();
    }
    return done;
}

void StartPage::show_opening(const std::string& what, qint64 elapsed_ms) {
    QString name = text_of(what);
    for (ChoiceCard* card : cards_) {
        card->setEnabled(false);
        if (card->choice().id == what) {
            name = text_of(card->choice().name);
        }
    }
    for (ChoiceButton* button : lesson_buttons_) {
        button->setEnabled(false);
    }
    const QString seconds = elapsed_ms >= 500
                                ? tr(" %1 s").arg(static_cast<double>(elapsed_ms) / 1000, 0, 'f', 1)
                                : QString();
    progress_->setText(tr("Opening %1\u2026%2").arg(name, seconds));
    cancel_->show();
}

void StartPage::show_idle() {
    for (ChoiceCard* card : cards_) {
        card->setEnabled(true);
    }
    for (ChoiceButton* button : lesson_buttons_) {
        button->setEnabled(true);
    }
    progress_->clear();
    cancel_->hide();
}

void StartPage::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    // Three lanes, very quiet, behind everything: what the program is about.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal row = theme_.px(22);
    const qreal cell_width = theme_.px(120);
    const int rows = static_cast<int>(height() / row) + 1;
    for (int n = 0; n < rows; ++n) {
        const qreal y = n * row + theme_.px(4);
        const double fade = 0.05 + 0.05 * ((n * 7) % 5) / 5.0;
        for (const bool host : {true, false}) {
            const qreal x = host ? theme_.px(24) : width() - theme_.px(24) - cell_width;
            QPainterPath cell;
            cell.addRoundedRect(QRectF(x, y, cell_width, row - theme_.px(6)), theme_.px(4),
                                theme_.px(4));
            painter.fillPath(cell, theme_.tint(host ? Role::host : Role::guest, fade));
        }
    }
}

} // namespace switchscope::ui
