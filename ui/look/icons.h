// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QPainter>

namespace switchscope::ui {

class Theme;

/// Pictograms, drawn as paths. They are sharp at any scale, have the theme's colours and need no
/// installed font.
enum class Icon : std::uint8_t {
    none,
    back_instruction,
    back_macro,
    instruction,
    macro,
    half,
    world_switch,
    to_start,
    to_end,
    cancel,
    zoom_in,
    zoom_out,
    theme,
    motion,
    keys,
    menu,
    open,
    record,
    restart,
    quit,
    proven,
    finding,
    previous_finding,
    next_finding,
    inspector,
};

void paint_icon(QPainter& painter, Icon icon, const QRectF& box, const QColor& color);
QIcon make_icon(Icon icon, const Theme& theme);
QIcon make_icon(Icon icon, const QColor& color); ///< the same colour when disabled

} // namespace switchscope::ui
