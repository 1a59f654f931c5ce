// SPDX-License-Identifier: MIT
#include "ui/session/session_thread.h"

namespace switchscope::ui {

namespace {

/// A function for the worker's thread: it has `take` called on the thread of `receiver`, unless
/// `current` is the number of another session by then.
template <class Value>
auto deliver(QObject* receiver, const SessionNumber& current, std::function<void(Value)> take) {
    return [receiver, &current, take = std::move(take)](SessionNumber number, Value value) {
        QMetaObject::invokeMethod(
            receiver,
            [&current, take, number, value = std::move(value)]() mutable {
                if (number == current) {
                    take(std::move(value));
                }
            },
            Qt::QueuedConnection);
    };
}

} // namespace

SessionThread::SessionThread(const SessionResults<>& results)
    : worker_(new SessionWorker(deliver_to(results))) {
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    thread_.setObjectName(QStringLiteral("session"));
    thread_.start();
}

SessionThread::~SessionThread() {
    stop_.request_stop();
    thread_.quit();
    thread_.wait();
}

WorkerSink SessionThread::deliver_to(const SessionResults<>& results) {
    return {deliver(this, number_, results.opened),   deliver(this, number_, results.file_opened),
            deliver(this, number_, results.advanced), deliver(this, number_, results.finished),
            deliver(this, number_, results.noted),    deliver(this, number_, results.written),
            deliver(this, number_, results.stopped),  deliver(this, number_, results.answered),
            deliver(this, number_, results.traffic)};
}

void SessionThread::begin_session() {
    stop_.request_stop();
    ++number_;
}

std::stop_token SessionThread::begin_work() {
    stop_ = std::stop_source();
    return stop_.get_token();
}

} // namespace switchscope::ui
