// SPDX-License-Identifier: MIT
#include "app/commands/interrupt.h"

#include <csignal>
#include <utility>

#include <pthread.h>
#include <unistd.h>

namespace switchscope::app {

namespace {

/// The signals for which the thread waits. SIGUSR1 ends that thread.
sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGUSR1);
    return signals;
}

} // namespace

InterruptWatch::InterruptWatch(std::function<void()> on_interrupt)
    : on_interrupt_(std::move(on_interrupt)) {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    thread_ = std::thread([this, signals] {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal != SIGUSR1) {
            if (source_.stop_requested()) {
                _exit(130);
            }
            source_.request_stop();
            if (on_interrupt_) {
                on_interrupt_();
            }
        }
    });
}

InterruptWatch::~InterruptWatch() {
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
}

} // namespace switchscope::app
