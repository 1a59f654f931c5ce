// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "core/session/log_source.h"

namespace switchscope::app {

/// A named pipe in a private folder, to which a QEMU on this computer writes its log. Nothing is
/// stored: QEMU waits until we read. The object removes pipe and folder in the end. QEMU may still
/// write then; it ignores the signal for that.
class LogFifo final : public LogSource {
  public:
    static Result<std::unique_ptr<LogSource>> make();
    ~LogFifo() override;
    LogFifo(const LogFifo&) = delete;
    LogFifo& operator=(const LogFifo&) = delete;

    const std::string& path() const override { return path_; }
    Result<Outcome> read_some(std::span<std::uint8_t> buffer,
                              std::chrono::milliseconds patience) override;

  private:
    LogFifo(std::string folder, std::string path, int fd)
        : folder_(std::move(folder)), path_(std::move(path)), fd_(fd) {}

    std::string folder_;
    std::string path_;
    int fd_ = -1;
};

} // namespace switchscope::app
