// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stop_token>
#include <thread>

namespace switchscope::app {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a request to stop. A second signal ends the program at
/// once. Make the watch before any other thread: threads inherit the blocked signals.
class InterruptWatch {
  public:
    /// `on_interrupt` is called on another thread.
    explicit InterruptWatch(std::function<void()> on_interrupt = {});
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    bool interrupted() const { return source_.stop_requested(); }

  private:
    std::stop_source source_;
    std::function<void()> on_interrupt_;
    std::thread thread_;
};

} // namespace switchscope::app
