// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/support/moment.h"
#include "tests/ui/support/window_driver.h"

namespace switchscope::test {

/// A window on the synthetic machine.
struct Window : WindowOn<SyntheticProvider> {
    std::string explained() {
        return (window.session_page()->explain()->instruction() + QStringLiteral(" | ") +
                window.session_page()->explain()->sentence())
            .toStdString();
    }
};

} // namespace switchscope::test
