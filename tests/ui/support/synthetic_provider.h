// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/session/session.h"
#include "core/trace/memory_recording.h"

namespace switchscope::test {

/// Executes world switches inside this process. The instructions are decoded from a real ELF file,
/// their effects come from predict(), and the values are made up. What the target does is chosen by
/// name:
///
/// | choice   | behaviour |
/// |----------|-----------|
/// | macro    | makes one switch after the other for ever |
/// | broken   | the same with a routine that stores the host's s4 into the slot of s3 |
/// | silent   | the first advance() never ends by itself; it waits for its stop token |
/// | dies     | the sixth instruction is an Error |
/// | unopened | open() is an Error |
/// | slow     | open() waits for its stop token |
class SyntheticProvider : public SessionProvider {
  public:
    std::vector<TargetChoice> choices() const override;
    Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                          std::stop_token cancel) override;

    int opened() const { return opened_; } ///< the number of calls of open()
  private:
    std::atomic<int> opened_{0};
};

/// The facts alone, for tests of models. Aborts the test program when the ELF file cannot be read.
std::shared_ptr<const SessionFacts> synthetic_facts();
std::shared_ptr<const SessionFacts> broken_facts(); ///< the facts of "broken"
/// A recording of the first `steps` instructions.
MemoryRecording synthetic_recording(std::size_t steps);
MemoryRecording broken_recording(std::size_t steps); ///< a recording of "broken"

} // namespace switchscope::test
