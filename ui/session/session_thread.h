// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>
#include <utility>

#include <QObject>
#include <QThread>

#include "ui/session/session_worker.h"

namespace switchscope::ui {

/// The thread that the session lives on. The GUI thread posts work to it, and takes the results of
/// the session that was asked for last; results of earlier sessions are dropped. Only the
/// destructor waits, until the work at hand is cancelled.
class SessionThread : public QObject {
  public:
    /// `results` are called on the GUI thread, through its event queue.
    explicit SessionThread(const SessionResults<>& results);
    ~SessionThread() override;

    /// Calls `work(SessionWorker&)` on the thread, behind the work that was posted before.
    template <class Work> void post(Work work) {
        QMetaObject::invokeMethod(
            worker_, [worker = worker_, work = std::move(work)] { work(*worker); },
            Qt::QueuedConnection);
    }

    /// Another session is asked for: cancels the work at hand, and drops what still comes of it.
    void begin_session();
    SessionNumber number() const { return number_; } ///< of the session asked for last

    std::stop_token begin_work(); ///< what the next work is cancelled by
    std::stop_token token() const { return stop_.get_token(); }
    void cancel() { stop_.request_stop(); } ///< the work at hand
    bool cancelled() const { return stop_.stop_requested(); }

  private:
    WorkerSink deliver_to(const SessionResults<>& results);

    QThread thread_;
    SessionNumber number_ = 0;
    SessionWorker* worker_; ///< lives on thread_, and is deleted when that ends
    std::stop_source stop_;
};

} // namespace switchscope::ui
