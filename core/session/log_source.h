// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "core/base/error.h"

namespace switchscope {

/// Where a target's log arrives: implemented by app::LogFifo, and by fakes in tests. One thread
/// uses it.
class LogSource {
  public:
    enum class Status : std::uint8_t {
        data,    ///< `size` bytes, at least one
        nothing, ///< none came in time
        ended,   ///< nobody has it open for writing any more
    };
    struct Outcome {
        Status status = Status::nothing;
        std::size_t size = 0;
    };
    virtual ~LogSource() = default;
    /// What the target has to open for writing. It has no `%` and no control character: QEMU could
    /// not be told such a name.
    virtual const std::string& path() const = 0;
    virtual Result<Outcome> read_some(std::span<std::uint8_t> buffer,
                                      std::chrono::milliseconds patience) = 0;
};

} // namespace switchscope
