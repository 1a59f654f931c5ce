// SPDX-License-Identifier: MIT
#include "ui/window/status_line.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QEvent>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/words.h"

namespace switchscope::ui {

StatusLine::StatusLine(const WindowActions& actions, SessionController& controller, QWidget* parent)
    : QStatusBar(parent), controller_(controller), progress_(new QLabel), cancel_(new QPushButton),
      target_(new QLabel), steps_(new QLabel), speed_(new QLabel), interrupts_(new QLabel),
      image_(new QLabel), message_(new QLabel) {
    keep_translated(this, [this] { cancel_->setText(tr("Cancel  Esc")); });
    setSizeGripEnabled(false);
    // One after the other with lines between them: in a wide window nothing is far from the rest.
    for (QWidget* widget : std::initializer_list<QWidget*>{progress_, cancel_, target_, image_,
                                                           steps_, speed_, interrupts_}) {
        addWidget(widget);
    }
    for (QLabel* label : {image_, steps_, speed_, interrupts_}) {
        label->setProperty("role", "next");
    }
    for (QLabel* label : {progress_, target_, image_, speed_, interrupts_}) {
        label->setMinimumWidth(1); // the window may be as small as its screen is
    }
    addWidget(message_, 1);
    message_->setObjectName(QStringLiteral("status_message"));
    message_->setSizePolicy(QSizePolicy::Ignored,
                            QSizePolicy::Preferred); // the window need not grow
    message_->hide();
    message_timer_.setSingleShot(true);
    message_timer_.setInterval(told_ms);
    connect(&message_timer_, &QTimer::timeout, this, [this] {
        message_->clear();
        lay_out();
    });
    keep_translated(this, [this] { progress_->setAccessibleName(tr("Progress")); });
    speed_->setObjectName(QStringLiteral("status_speed"));
    image_->setObjectName(QStringLiteral("status_image"));
    cancel_->setObjectName(QStringLiteral("button_cancel"));
    cancel_->setProperty("role", "link");
    connect(cancel_, &QPushButton::clicked, actions.get(ActionId::cancel), &QAction::trigger);
    end_progress();
}

void StatusLine::show_moment() {
    const SessionFacts* facts = controller_.facts();
    const Timeline* timeline = controller_.timeline();
    if (facts == nullptr || timeline == nullptr) {
        lay_out();
        return;
    }
    const RecordingFile* file = controller_.file();
    target_->setText(file != nullptr ? tr("recording of %1").arg(title_text(facts->title))
                                     : title_text(facts->title));
    target_->setToolTip(file != nullptr ? text_of(file->path().string()) : text_of(facts->target));
    write_steps(
        timeline->at_end()
            ? tr("step %1").arg(grouped(timeline->position()))
            : tr("step %1 of %2").arg(grouped(timeline->position()), grouped(timeline->size())));
    const double speed = controller_.steps_per_second();
    speed_->setText(speed <= 0 ? QString()
                               : tr("%1 steps/s").arg(grouped(static_cast<std::uint64_t>(speed))));
    interrupts_->setText(facts->interrupts_held_off ? tr("interrupts held off")
                                                    : tr("interrupts let in"));
    interrupts_->setToolTip(
        facts->interrupts_held_off
            ? tr("While stepping, no interrupt is delivered and virtual time stands still")
            : tr("While stepping, interrupts are delivered and time goes on"));
    image_->setText(text_of(facts->image));
    lay_out();
}

/// What is always told makes room for what is told now: both at once would be neither. Where it is narrow, what matters
/// least goes first.
void StatusLine::lay_out() {
    const bool session = controller_.facts() != nullptr;
    const bool told = !message_->text().isEmpty();
    message_->setVisible(told);
    steps_->setVisible(session);
    int room = width() - (progress_->isHidden() ? 0 : progress_->sizeHint().width()) -
               (cancel_->isHidden() ? 0 : cancel_->sizeHint().width()) - steps_->width();
    const bool speed = controller_.steps_per_second() > 0;
    for (const auto& [label, wanted] :
         {std::pair(target_, true), {interrupts_, true}, {image_, true}, {speed_, speed}}) {
        constexpr int between = 8; // what the layout leaves between two of them, at most
        room -= wanted ? std::min(label->sizeHint().width(), label->maximumWidth()) + between : 0;
        const bool shown = session && !told && wanted && (room >= 0 || label == target_);
        if (label->isHidden() == shown) { // asked at every step
            label->setVisible(shown);
        }
    }
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QStatusBar::resizeEvent(event);
    lay_out();
}

void StatusLine::tell(const QString& what) {
    message_->setText(what);
    message_->setToolTip(what);
    message_->setAccessibleName(what);
    message_timer_.start();
    lay_out();
}

/// Changes with every step: in a label of fixed size, or each time the window would lay itself out anew.
void StatusLine::write_steps(const QString& text) {
    steps_->setText(text);
    const QSize wanted = steps_->sizeHint();
    if (wanted.width() > steps_->maximumWidth() || steps_->maximumWidth() == QWIDGETSIZE_MAX ||
        wanted.height() != steps_->maximumHeight()) {
        steps_->setFixedSize(wanted);
    }
}

/// Other letters: what was measured with those before is not as large any more.
void StatusLine::changeEvent(QEvent* event) {
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        steps_->setMinimumSize(0, 0);
        steps_->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
        steps_->ensurePolished();
        write_steps(steps_->text());
        lay_out();
    }
}

void StatusLine::show_progress(qint64 elapsed_ms, qulonglong steps) {
    const QString seconds = QString::number(static_cast<double>(elapsed_ms) / 1000, 'f', 1);
    progress_->setText(controller_.state() == SessionController::State::opening
                           ? tr("\u25f4 starting the target: %1 s").arg(seconds)
                           : tr("\u25f4 running: %1 s, %2 steps").arg(seconds, grouped(steps)));
    progress_->show();
    cancel_->show();
    lay_out();
}

void StatusLine::end_progress() {
    progress_->hide();
    cancel_->hide();
    lay_out();
}

} // namespace switchscope::ui
