// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QTest>

#include "tests/trace/on_disk.h"
#include "tests/ui/support/synthetic_provider.h"
#include "ui/window/main_window.h"

namespace switchscope::test {

/// A window on a recording that was made for it, of several harts and vCPUs.
struct WindowOnFile : RecordingOnDisk {
    SyntheticProvider provider;
    std::unique_ptr<ui::MainWindow> window;
    std::unique_ptr<MemoryRecording> memory; ///< has the same steps as the file

    void open_recording(std::uint32_t of_harts, std::uint16_t of_vcpus, std::size_t steps) {
        harts = of_harts;
        vcpus = of_vcpus;
        memory = record(steps);
        window = std::make_unique<ui::MainWindow>(provider, nullptr);
        window->theme().set_reduced_motion(true);
        window->resize(1600, 1000);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        window->open_recording(file);
        ASSERT_TRUE(QTest::qWaitFor([&] { return controller().file() != nullptr; }, 10000));
    }
    ui::SessionController& controller() { return window->controller(); }
};

} // namespace switchscope::test
