// SPDX-License-Identifier: MIT
#include "ui/session/session_controller.h"

#include <utility>

namespace switchscope::ui {

SessionController::SessionController(SessionProvider& provider, QObject* parent)
    : QObject(parent), provider_(provider), thread_(results()), target_(thread_, cursor_, notices_),
      file_(cursor_, notices_), recorder_(cursor_, target_, notices_),
      bookmarks_(cursor_, file_, recorder_, notices_), breakpoints_(cursor_, target_, notices_) {}

/// They come through the event queue: the parts are there by then.
SessionResults<> SessionController::results() {
    return {
        [this](Result<Opened> result) { take_opened(std::move(result)); },
        [this](Result<std::shared_ptr<RecordingFile>> result) { take_file(std::move(result)); },
        [this](SessionEvents events) { target_.take_advanced(std::move(events)); },
        [this](const Result<void>& result) { target_.take_finished(result); },
        [this](const Phrase& what) { Q_EMIT notices_.noted(what, {}); },
        [this](const Result<void>& result) { target_.take_written(result); },
        [this](const Stopped& stop) { target_.take_stopped(stop); },
        [this](const Result<std::string>& result) { target_.take_answer(result); },
        [this](const std::vector<Traffic>& more) { target_.take_traffic(more); },
    };
}

void SessionController::open(const std::string& choice) {
    open_prepared(
        choice, [&provider = provider_, choice](std::stop_token cancel) -> Result<PreparedSession> {
            auto session = SWITCHSCOPE_TRY(provider.open(choice, std::move(cancel)));
            return PreparedSession{std::move(session), nullptr};
        });
}

void SessionController::open_prepared(const std::string& choice, SessionOpener opener) {
    choice_ = opening_ = choice;
    carried_ = {};
    target_.begin_opening();
    thread_.post([number = thread_.number(), opener = std::move(opener), cancel = thread_.token()](
                     SessionWorker& worker) { worker.open(number, opener, cancel); });
}

void SessionController::restart() {
    if (!choice_.empty()) {
        BreakpointSet kept = breakpoints_.uncounted();
        open(choice_);
        carried_ = std::move(kept);
    }
}

void SessionController::open_file(const std::filesystem::path& path) {
    target_.cancel();
    opening_ = path.filename().string();
    if (timeline() == nullptr) {
        target_.begin_opening();
    }
    thread_.post([number = thread_.number(), path](SessionWorker& worker) {
        worker.open_file(number, path);
    });
}

void SessionController::close() {
    const std::string choice = choice_;
    close_target();
    choice_ = choice; // it can be started again
    target_.end_opening(LiveTarget::State::none);
}

void SessionController::close_target() {
    target_.close();
    forget_recording();
    choice_.clear();
}

void SessionController::forget_recording() {
    recorder_.forget(); // first: it writes what is recorded
    file_.forget();
    target_.forget();
    cursor_.forget();
    bookmarks_.forget();
    breakpoints_.show({});
}

void SessionController::take_opened(Result<Opened> result) {
    if (!result) {
        const bool cancelled = thread_.cancelled();
        target_.end_opening(facts() != nullptr ? LiveTarget::State::gone : LiveTarget::State::none);
        if (!cancelled) {
            Q_EMIT notices_.failed(result.error().what, result.error().remedy);
        }
        return;
    }
    forget_recording();
    breakpoints_.show(std::exchange(carried_, {}));
    cursor_.show(result->facts, result->recording);
    target_.take_over(result->recording, result->can_reconnect);
    recorder_.begin();
    target_.end_opening(LiveTarget::State::ready);
    Q_EMIT opened();
    Q_EMIT cursor_.moved();
}

void SessionController::take_file(Result<std::shared_ptr<RecordingFile>> result) {
    if (!result) {
        if (target_.state() == LiveTarget::State::opening) {
            target_.end_opening(LiveTarget::State::none);
        }
        Q_EMIT notices_.noted(result.error().what, result.error().remedy);
        return;
    }
    close_target();
    cursor_.show((*result)->facts(), *result);
    file_.show(std::move(*result));
    target_.end_opening(LiveTarget::State::recorded);
    Q_EMIT opened();
    Q_EMIT cursor_.moved();
    // Behind these: the window takes old messages away when another recording is shown.
    bookmarks_.load();
    if (file_.get()->closed()) {
        file_.note_damage();
    }
}

} // namespace switchscope::ui
