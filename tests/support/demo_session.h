// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/machines/demo.h"
#include "core/trace/memory_recording.h"

namespace switchscope::test {

/// A real demo machine under QEMU, and everything it did since its first world switch.
class DemoRun : public SessionListener {
  public:
    explicit DemoRun(const app::DemoOptions& options) {
        auto opened = app::open_demo(options, {});
        if (!opened) {
            ADD_FAILURE() << opened.error().message();
            return;
        }
        session = std::move(*opened);
        facts = session->facts();
        recording = std::make_unique<MemoryRecording>(session->state());
    }

    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }

    /// False, with a failure noted, when the target could not go on.
    bool advance(Stride stride) {
        if (!session) {
            return false;
        }
        const auto result = session->advance(stride, *this, {});
        if (!result) {
            ADD_FAILURE() << result.error().message();
        }
        return result.has_value();
    }

    std::unique_ptr<Session> session;
    std::shared_ptr<const SessionFacts> facts;
    std::unique_ptr<MemoryRecording> recording;
};

inline app::DemoOptions demo(const std::string& variant, const std::string& guests = {},
                             bool timer = true) {
    app::DemoOptions options;
    options.variant = variant;
    options.guests = guests;
    options.timer = timer;
    return options;
}

/// The variants that are not broken on purpose: what has to hold of a world switch holds on them.
inline std::vector<std::string> correct_variants() {
    std::vector<std::string> ids;
    for (const app::DemoVariant& variant : app::demo_variants()) {
        if (variant.correct) {
            ids.emplace_back(variant.id);
        }
    }
    return ids;
}

} // namespace switchscope::test
