// SPDX-License-Identifier: MIT
#include "ui/window/loss_question.h"

#include <utility>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/session/session_controller.h"
#include "ui/window/message_area.h"
#include "ui/window/presenter.h"
#include "ui/window/recording_files.h"

namespace switchscope::ui {

LossQuestion::LossQuestion(WindowActions& actions, MessageArea& messages, RecordingFiles& files,
                           Presenter& presenter, const SessionController& controller)
    : messages_(messages), files_(files), presenter_(presenter), controller_(controller) {
    actions.add({ActionId::ask_before_loss, can_be_had, [this] { wanted_ = !wanted_; },
                 [this] { return wanted_; }});
    connect(&messages_, &MessageArea::answered, this, &LossQuestion::take_answer);
    connect(&messages_, &MessageArea::dismissed, this, [this] { go_on_ = {}; });
}

bool LossQuestion::would_ask() const {
    return wanted_ && controller_.recorder().unsaved() > 0;
}

void LossQuestion::ask_before(const ScreenText& without_saving, std::function<void()> go_on) {
    if (!would_ask()) {
        go_on();
        return;
    }
    presenter_.present(false); // messages do not show while the lanes fill the screen
    go_on_ = std::move(go_on);
    const std::size_t steps = controller_.recorder().unsaved();
    messages_.ask(
        [steps] {
            return steps == 1 ? tr("One step of this session is in no file.")
                              : tr("%1 steps of this session are in no file.").arg(grouped(steps));
        },
        [] { return tr("They are lost unless they are saved first."); }, save_words(),
        without_saving);
}

ScreenText LossQuestion::save_words() {
    return [] { return tr("Save Recording\u2026"); };
}

void LossQuestion::take_answer(bool save) {
    if (!save) {
        go_on_without_saving();
        return;
    }
    files_.save_all([this, go_on = go_on_] {
        messages_.clear();
        if (go_on) {
            go_on();
        }
    });
}

void LossQuestion::go_on_without_saving() {
    if (messages_.banner()->never_again()->isChecked()) {
        wanted_ = false;
    }
    messages_.clear();
    if (const auto go_on = std::exchange(go_on_, {})) {
        go_on();
    }
}

} // namespace switchscope::ui
