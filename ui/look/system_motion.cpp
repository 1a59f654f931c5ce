// SPDX-License-Identifier: MIT
#include "ui/look/system_motion.h"

#include <QStyle>

namespace switchscope::ui {

namespace {

bool reduced = false;

} // namespace

bool wants_no_motion(const QStyle& style) {
    return style.styleHint(QStyle::SH_Widget_Animate) == 0 ||
           style.styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void set_system_reduces_motion(bool reduces) {
    reduced = reduces;
}

bool system_reduces_motion() {
    return reduced;
}

} // namespace switchscope::ui
