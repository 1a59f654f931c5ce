// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

#include "app/machines/open_target.h"
#include "tests/support/listening_machine.h"

namespace switchscope::test {

/// What attaches to a machine of the tests. It may boot for two minutes: computers are busy.
inline app::TargetSpec
attach_to(const ListeningMachine& machine,
          std::optional<std::chrono::milliseconds> patience = std::chrono::seconds(120)) {
    app::TargetSpec spec;
    spec.kind = app::TargetSpec::Kind::attach;
    spec.address = machine.address();
    spec.image = machine.image();
    spec.patience = patience;
    return spec;
}

} // namespace switchscope::test
