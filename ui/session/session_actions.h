// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QString>

namespace switchscope::ui {

class SessionController;
class SessionCursor;
class WindowActions;

/// The actions that let the target go on, that move the cursor in the recording, and that end what
/// is going on.
void add_session_actions(WindowActions& actions, SessionController& controller);

/// Why an action that needs a recording cannot be had, as the end of a sentence; empty: one is
/// shown.
QString why_no_recording(const SessionCursor& cursor);
/// The same as a row's why_not.
std::function<QString()> needs_recording(const SessionController& controller);

/// Why the target cannot be let run to a place, as the end of a sentence; empty: it can.
QString why_no_run(const SessionController& controller);

} // namespace switchscope::ui
