// SPDX-License-Identifier: MIT
// Runs the tests of the window without a display. A warning that Qt or the window logs fails the
// test that caused it.
#include <mutex>

#include <QApplication>
#include <QStringList>
#include <gtest/gtest.h>

#include "ui/window/run.h"

namespace {

std::mutex warnings_mutex;
QStringList warnings;

/// Whether a message comes from Qt's offscreen platform itself.
bool is_of_the_platform(const QString& text) {
    return text.contains(QLatin1String("XDG_RUNTIME_DIR")) ||
           text.contains(QLatin1String("This plugin does not support"));
}

void take_message(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg && !is_of_the_platform(text)) {
        const std::lock_guard lock(warnings_mutex);
        warnings.append(text);
    }
}

class NoWarnings : public testing::EmptyTestEventListener {
    void OnTestEnd(const testing::TestInfo&) override {
        const std::lock_guard lock(warnings_mutex);
        for (const QString& text : std::as_const(warnings)) {
            ADD_FAILURE() << "logged: " << text.toStdString();
        }
        warnings.clear();
    }
};

} // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    qInstallMessageHandler(take_message);
    QApplication application(argc, argv);
    switchscope::ui::prepare_application(application);
    testing::UnitTest::GetInstance()->listeners().Append(new NoWarnings);
    return RUN_ALL_TESTS();
}
