// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::ui {

class Theme;
class WindowActions;

/// The actions of the rooms below this one: theme, size of everything, motion, language.
void add_look_actions(WindowActions& actions, Theme& theme);

} // namespace switchscope::ui
