// SPDX-License-Identifier: MIT
#include "ui/status_line.h"

#include <QAction>

#include "ui/format.h"
#include "ui/language.h"
#include "ui/window_actions.h"

namespace switchscope::ui {

StatusLine::StatusLine(const WindowActions& actions, SessionController& controller, QWidget* parent)
    : QStatusBar(parent), controller_(controller), progress_(new QLabel), cancel_(new QPushButton),
      target_(new QLabel), steps_(new QLabel), speed_(new QLabel), interrupts_(new QLabel),
      image_(new QLabel) {
    keep_translated(this, [this] { cancel_->setText(tr("Cancel  Esc")); });
    setSizeGripEnabled(false);
    for (QWidget* widget : std::initializer_list<QWidget*>{progress_, cancel_, target_, steps_,
                                                           speed_, interrupts_}) {
        addWidget(widget);
    }
    addPermanentWidget(image_);
    keep_translated(this, [this] { progress_->setAccessibleName(tr("Progress")); });
    cancel_->setObjectName(QStringLiteral("button_cancel"));
    cancel_->setProperty("role", "link");
    connect(cancel_, &QPushButton::clicked, actions.get(ActionId::cancel), &QAction::trigger);
    end_progress();
}

void StatusLine::show_moment() {
    const SessionFacts* facts = controller_.facts();
    const Timeline* timeline = controller_.timeline();
    for (QLabel* label : {target_, steps_, speed_, interrupts_, image_}) {
        label->setVisible(facts != nullptr);
    }
    if (facts == nullptr || timeline == nullptr) {
        return;
    }
    target_->setText(text_of(facts->target));
    target_->setToolTip(text_of(facts->title));
    write_steps(
        timeline->at_end()
            ? tr("step %1").arg(grouped(timeline->position()))
            : tr("step %1 of %2").arg(grouped(timeline->position()), grouped(timeline->size())));
    const double speed = controller_.steps_per_second();
    speed_->setVisible(speed > 0);
    speed_->setText(tr("%1 steps/s").arg(grouped(static_cast<std::uint64_t>(speed))));
    interrupts_->setText(facts->interrupts_held_off ? tr("interrupts held off")
                                                    : tr("interrupts let in"));
    interrupts_->setToolTip(
        facts->interrupts_held_off
            ? tr("While stepping, no interrupt is delivered and virtual time stands still")
            : tr("While stepping, interrupts are delivered and time goes on"));
    image_->setText(text_of(facts->image));
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

void StatusLine::show_progress(qint64 elapsed_ms, qulonglong steps) {
    const QString seconds = QString::number(static_cast<double>(elapsed_ms) / 1000, 'f', 1);
    progress_->setText(controller_.state() == SessionController::State::opening
                           ? tr("\u25f4 starting the target: %1 s").arg(seconds)
                           : tr("\u25f4 running: %1 s, %2 steps").arg(seconds, grouped(steps)));
    progress_->show();
    cancel_->show();
}

void StatusLine::end_progress() {
    progress_->hide();
    cancel_->hide();
}

} // namespace switchscope::ui
