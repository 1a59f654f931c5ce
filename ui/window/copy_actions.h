// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::ui {

class MessageArea;
class RecordingFiles;
class SessionController;
class SessionPage;
class StatusLine;
class Theme;
class WindowActions;

/// The actions that copy a table or the lanes, and the one that saves a picture of the lanes. What
/// was copied is said in `status`, by whatever table of `page` it was.
void add_copy_actions(WindowActions& actions, const Theme& theme, SessionPage& page,
                      StatusLine& status, MessageArea& messages, const RecordingFiles& files,
                      const SessionController& controller);

} // namespace switchscope::ui
