// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace switchscope::ui {

class CommandPalette;
class KeysOverlay;
class Theme;
class WindowActions;

/// The actions about actions (the palette, the sheet of keys, the dialog that changes keys), and
/// the one that closes the window.
void add_program_actions(WindowActions& actions, const Theme& theme, CommandPalette& palette,
                         KeysOverlay& keys, QWidget& window);

} // namespace switchscope::ui
