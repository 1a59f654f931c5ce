// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "ui/actions/actions.h"

namespace switchscope::ui {

class SessionController;
class LessonGuide;
class SessionPage;

/// What decides which actions can be had now.
struct Circumstances {
    const SessionController& controller;
    const SessionPage& page;
    const LessonGuide& guide;
    bool running_told =
        false; ///< the window speaks of the target that runs: until then keys are queued
};

/// Why an action cannot be had now, as the end of a sentence ("no target is open"); empty where it can.
/// Those of the group `proof` are not known here: the panel of the findings offers them itself.
QString why_not(ActionId id, const Circumstances& now);

} // namespace switchscope::ui
