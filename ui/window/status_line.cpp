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
    // One behind the other, not spread out: in a wide window all of them are close together.
    for (QWidget* widget : std::initializer_list<QWidget*>{progress_, cancel_, target_, image_,
                                                           steps_, speed_, interrupts_}) {
        addWidget(widget);
    }
    for (QLabel* label : {image_, steps_, speed_, interrupts_}) {
        label->setProperty("role", "next");
    }
    for (QLabel* label : {progress_, target_, image_, speed_, interrupts_}) {
        label->setMinimumWidth(1); // or the window could not be narrower than its texts
    }
    addWidget(message_, 1);
    message_->setObjectName(QStringLiteral("status_message"));
    message_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // for the same reason
    message_->hide();
    message_timer_.setSingleShot(true);
    message_timer_.setInterval(said_ms);
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
    const double speed = controller_.target().steps_per_second();
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

/// A sentence takes the place of the usual labels: nobody would notice it among them. In a narrow
/// window the label that matters least is hidden first.
void StatusLine::lay_out() {
    const bool session = controller_.facts() != nullptr;
    const bool message = !message_->text().isEmpty();
    message_->setVisible(message);
    steps_->setVisible(session);
    int left = width() - (progress_->isHidden() ? 0 : progress_->sizeHint().width()) -
               (cancel_->isHidden() ? 0 : cancel_->sizeHint().width()) - steps_->width();
    const bool speed = controller_.target().steps_per_second() > 0;
    for (const auto& [label, wanted] :
         {std::pair(target_, true), {interrupts_, true}, {image_, true}, {speed_, speed}}) {
        constexpr int between = 8; // at most, by the layout
        left -= wanted ? std::min(label->sizeHint().width(), label->maximumWidth()) + between : 0;
        const bool shown = session && !message && wanted && (left >= 0 || label == target_);
        if (label->isHidden() == shown) { // this runs at every step, and costs a layout
            label->setVisible(shown);
        }
    }
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QStatusBar::resizeEvent(event);
    lay_out();
}

void StatusLine::say(const QString& sentence) {
    message_->setText(sentence);
    message_->setToolTip(sentence);
    message_->setAccessibleName(sentence);
    message_timer_.start();
    lay_out();
}

/// The text changes with every step. Its label has a fixed size, or the window would be laid out
/// again each time.
void StatusLine::write_steps(const QString& text) {
    steps_->setText(text);
    const QSize wanted = steps_->sizeHint();
    if (wanted.width() > steps_->maximumWidth() || steps_->maximumWidth() == QWIDGETSIZE_MAX ||
        wanted.height() != steps_->maximumHeight()) {
        steps_->setFixedSize(wanted);
    }
}

/// With another font the steps have another size.
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
    progress_->setText(controller_.target().state() == LiveTarget::State::opening
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
