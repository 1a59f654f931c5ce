// SPDX-License-Identifier: MIT
#include "ui/actions/look_actions.h"

#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct LookActionsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

QString why_no_chinese() {
    return Language::can_be_shown(QString::fromLatin1(Language::chinese))
               ? QString()
               : LookActionsText::tr(
                     "no font here has Chinese characters; install one, such as Debian's "
                     "fonts-droid-fallback");
}

} // namespace

void add_look_actions(WindowActions& actions, Theme& theme) {
    actions.add({ActionId::zoom_in, can_be_had,
                 [&theme] { theme.set_scale(theme.scale() + Theme::scale_step); }});
    actions.add({ActionId::zoom_out, can_be_had,
                 [&theme] { theme.set_scale(theme.scale() - Theme::scale_step); }});
    actions.add({ActionId::zoom_reset, can_be_had, [&theme] { theme.set_scale(1); }});
    actions.add({ActionId::theme, can_be_had, [&theme] { theme.toggle(); }});
    actions.add(
        {ActionId::theme_system, can_be_had, [&theme] { theme.set_mode(ThemeMode::system); }});
    actions.add({ActionId::motion, can_be_had,
                 [&theme] { theme.set_reduced_motion(!theme.reduced_motion()); },
                 [&theme] { return theme.reduced_motion(); }});
    actions.add({ActionId::language_english, can_be_had,
                 [] { Language::instance().set(QString::fromLatin1(Language::english)); }});
    actions.add({ActionId::language_chinese, why_no_chinese,
                 [] { Language::instance().set(QString::fromLatin1(Language::chinese)); }});
    QObject::connect(&theme, &Theme::changed, &actions, &WindowActions::changed);
}

} // namespace switchscope::ui
