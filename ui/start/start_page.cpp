// SPDX-License-Identifier: MIT
#include "ui/start/start_page.h"

#include <algorithm>

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/link_button.h"

namespace switchscope::ui {

namespace {

/// Two lanes, and an arrow from one to the other.
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
      heading_(new QLabel), lessons_heading_(new QLabel),
      lesson_flow_(new CardFlow(CardFlow::Width::shared)),
      progress_(new ElidedLabel(Qt::ElideMiddle)), cancel_(new QPushButton),
      attach_(new QPushButton), open_recording_(new QPushButton), drop_hint_(new QLabel),
      recent_(new QWidget), recent_heading_(new QLabel),
      card_flow_(new CardFlow(CardFlow::Width::shared)),
      button_flow_(new CardFlow(CardFlow::Width::own)), column_(new QWidget(this)) {
    setObjectName(QStringLiteral("start_page"));
    setAttribute(Qt::WA_StyledBackground);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true); // else the scroll area would not ask heightForWidth()
    setSizePolicy(policy);
    keep_translated(this, [this, attach] { write(*attach); });
    add_cards(choices);
    add_lessons();
    connect(cancel_, &QPushButton::clicked, cancel, &QAction::trigger);
    connect(attach_, &QPushButton::clicked, attach, &QAction::trigger);
    connect(open_recording_, &QPushButton::clicked, open_recording, &QAction::trigger);
    build();
    connect(&theme_, &Theme::changed, this, &StartPage::lay_out);
    connect(&Language::instance(), &Language::changed, this, &StartPage::write_lessons);
    lay_out();
    show_idle();
}

void StartPage::write(const QAction& attach) {
    about_->setText(tr("An oscilloscope for RISC-V KVM world switches: step one, instruction "
                       "by instruction or macro by macro, and see every value leave the host "
                       "and the guest come in."));
    heading_->setText(tr("OPEN A TARGET"));
    lessons_heading_->setText(tr("TAKE A LESSON"));
    cancel_->setText(tr("Cancel"));
    attach_->setText(tr("Attach to a machine\u2026  %1")
                         .arg(attach.shortcut().toString(QKeySequence::NativeText)));
    open_recording_->setText(tr("Open a recording\u2026  Ctrl+O"));
    recent_heading_->setText(tr("RECENT RECORDINGS"));
    drop_hint_->setText(tr("or drop a .swrec file anywhere on this window"));
}

void StartPage::add_cards(const std::vector<TargetChoice>& choices) {
    for (const TargetChoice& choice : choices) {
        auto* card = new ChoiceCard(theme_, choice);
        card_flow_->addWidget(card);
        cards_.push_back(card);
        connect(card, &QAbstractButton::clicked, this,
                [this, id = text_of(choice.id)] { Q_EMIT chosen(id); });
    }
}

void StartPage::add_lessons() {
    for (const LessonInfo& lesson : lessons_) {
        const int n = static_cast<int>(lesson_buttons_.size());
        auto* button = new ChoiceButton(theme_, QString::number(n + 1));
        button->setObjectName(QStringLiteral("start_lesson_%1").arg(n));
        lesson_flow_->addWidget(button);
        lesson_buttons_.push_back(button);
        connect(button, &QAbstractButton::clicked, this,
                [this, id = text_of(lesson.id)] { Q_EMIT lesson_chosen(id); });
    }
}

void StartPage::build() {
    title_->setProperty("role", "title");
    about_->setProperty("role", "lead");
    about_->setWordWrap(true);
    heading_->setProperty("role", "heading");
    lessons_heading_->setProperty("role", "heading");
    lessons_heading_->setVisible(!lessons_.empty());
    open_recording_->setObjectName(QStringLiteral("button_open_recording"));
    drop_hint_->setProperty("role", "dim");
    drop_hint_->setWordWrap(true);
    attach_->setObjectName(QStringLiteral("button_attach"));
    recent_heading_->setProperty("role", "heading");
    auto* progress_row = new QHBoxLayout;
    progress_row->addWidget(cancel_);
    progress_row->addWidget(progress_, 1);
    auto* recent_column = new QVBoxLayout(recent_);
    recent_column->setContentsMargins(0, 8, 0, 0);
    recent_column->setSpacing(2);
    recent_column->addWidget(recent_heading_);
    recent_->hide();
    auto* inner = new QVBoxLayout(column_);
    auto* title_row = new QHBoxLayout;
    title_row->addWidget(logo_);
    title_row->addWidget(title_);
    title_row->addStretch();
    inner->addLayout(title_row);
    inner->addWidget(about_);
    inner->addSpacing(8);
    inner->addWidget(heading_);
    inner->addLayout(card_flow_);
    inner->addWidget(lessons_heading_);
    inner->addLayout(lesson_flow_);
    button_flow_->addWidget(attach_);
    button_flow_->addWidget(open_recording_);
    inner->addSpacing(8);
    inner->addLayout(button_flow_);
    inner->addWidget(drop_hint_);
    inner->addWidget(recent_);
    inner->addLayout(progress_row);
}

void StartPage::lay_out() {
    logo_->setFixedSize(theme_.ipx(74), theme_.ipx(56));
    auto* inner = static_cast<QVBoxLayout*>(column_->layout());
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(theme_.ipx(12));
    for (CardFlow* flow : {card_flow_, lesson_flow_, button_flow_}) {
        flow->setSpacing(theme_.ipx(12));
    }
    card_flow_->set_least_width(theme_.ipx(270));
    lesson_flow_->set_least_width(theme_.ipx(250));
    write_lessons();
    progress_->setMinimumHeight(theme_.ipx(32));
    updateGeometry();
    place_column();
}

void StartPage::write_lessons() {
    for (std::size_t n = 0; n < lessons_.size(); ++n) {
        lesson_buttons_[n]->show_text(
            lessons_[n].title.in(Language::instance().code().toStdString()));
    }
}

int StartPage::margin() const {
    return theme_.ipx(24);
}

int StartPage::column_width(int page_width) const {
    return std::min(page_width - 2 * margin(), theme_.ipx(1180));
}

QSize StartPage::minimumSizeHint() const {
    return {column_->layout()->minimumSize().width() + 2 * margin(), 0};
}

int StartPage::heightForWidth(int width) const {
    return column_->layout()->totalHeightForWidth(column_width(width)) + 2 * margin();
}

/// A little above the middle.
void StartPage::place_column() {
    const int wide = column_width(width());
    const int high = heightForWidth(width()) - 2 * margin();
    const int above = std::max(margin(), (height() - high) * 2 / 5);
    column_->setGeometry((width() - wide) / 2, above, wide, high);
}

bool StartPage::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry(); // the scroll area asks for the height again
        place_column();
    }
    return done;
}

void StartPage::resizeEvent(QResizeEvent*) {
    place_column();
}

void StartPage::show_recent(const std::vector<std::filesystem::path>& recordings) {
    for (QPushButton* link : recent_links_) {
        delete link;
    }
    recent_links_.clear();
    for (const std::filesystem::path& path : recordings) {
        const QString name = text_of(path.filename().string());
        auto* link = new LinkButton(name);
        link->setObjectName(QStringLiteral("recent_") + name);
        link->setToolTip(text_of(path.string()));
        connect(link, &QPushButton::clicked, this,
                [this, path] { Q_EMIT recording_chosen(text_of(path.string())); });
        recent_->layout()->addWidget(link);
        recent_links_.push_back(link);
    }
    recent_->setVisible(!recordings.empty());
}

void StartPage::take_focus() {
    const auto last = std::ranges::find_if(
        cards_, [this](const ChoiceCard* card) { return card->choice().id == opened_last_; });
    if (last != cards_.end()) {
        (*last)->setFocus();
    } else if (!cards_.empty()) {
        cards_.front()->setFocus();
    }
}

/// Qt's buttons leave Enter to a dialog around them. Here it does what Space does.
void StartPage::keyPressEvent(QKeyEvent* event) {
    auto* button = qobject_cast<QAbstractButton*>(window()->focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && button != nullptr && isAncestorOf(button)) {
        button->click();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void StartPage::show_opening(const std::string& what, qint64 elapsed_ms) {
    QString name = text_of(what);
    for (ChoiceCard* card : cards_) {
        card->setEnabled(false);
        if (card->choice().id == what) {
            opened_last_ = what;
            name = text_of(card->choice().name);
        }
    }
    for (ChoiceButton* button : lesson_buttons_) {
        button->setEnabled(false);
    }
    const QString seconds = elapsed_ms >= 500
                                ? tr(" %1 s").arg(static_cast<double>(elapsed_ms) / 1000, 0, 'f', 1)
                                : QString();
    progress_->set_whole(tr("Opening %1\u2026%2").arg(name, seconds));
    cancel_->show();
}

void StartPage::show_idle() {
    const bool were_disabled = !cards_.empty() && !cards_.front()->isEnabled();
    for (ChoiceCard* card : cards_) {
        card->setEnabled(true);
    }
    for (ChoiceButton* button : lesson_buttons_) {
        button->setEnabled(true);
    }
    if (were_disabled && isVisible()) {
        take_focus(); // a card loses it when it is disabled
    }
    progress_->set_whole({});
    cancel_->hide();
}

void StartPage::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    // Faint lanes at both sides hint at what the program is about.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal row = theme_.px(22);
    const qreal cell_width = theme_.px(120);
    const int rows = static_cast<int>(height() / row) + 1;
    if (column_->x() < theme_.px(24) + cell_width + theme_.px(12)) {
        return; // they would lie behind the letters
    }
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
