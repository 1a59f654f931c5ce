// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QPainter>

namespace switchscope::ui {

class Theme;

/// Pictograms drawn as paths: sharp at any scale, in the theme's colours, and not at the mercy of installed fonts.
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
QIcon make_icon(Icon icon, const QColor& color); ///< the same whether enabled or not

} // namespace switchscope::ui
