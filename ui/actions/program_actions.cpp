// SPDX-License-Identifier: MIT
#include "ui/actions/program_actions.h"

#include "ui/actions/command_palette.h"
#include "ui/actions/keys_overlay.h"
#include "ui/actions/shortcut_dialog.h"
#include "ui/actions/window_actions.h"

namespace switchscope::ui {

void add_program_actions(WindowActions& actions, const Theme& theme, CommandPalette& palette,
                         KeysOverlay& keys, QWidget& window) {
    actions.add({ActionId::palette, can_be_had, [&actions, &palette] {
                     actions.settle(); // its rows show the reasons of now
                     palette.toggle();
                 }});
    actions.add({ActionId::shortcuts, can_be_had, [&actions, &theme, &window] {
                     (new ShortcutDialog(theme, actions, &window))->open();
                 }});
    actions.add({ActionId::keys, can_be_had, [&keys] { keys.toggle(); }});
    actions.add({ActionId::quit, can_be_had, [&window] { window.close(); }});
}

} // namespace switchscope::ui
