// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "ui/look/theme.h"

namespace switchscope::ui {

/// Lengths and fonts of the lanes: those of the theme, enlarged by the zoom of the lanes.
class LanesScale {
  public:
    LanesScale(const Theme& theme, double zoom = 1) : theme_(&theme), zoom_(zoom) {}

    static constexpr double smallest_zoom = 0.5, largest_zoom = 3, zoom_step = 1.1;

    const Theme& theme() const { return *theme_; }
    double zoom() const { return zoom_; }
    qreal px(double units) const { return theme_->px(units * zoom_); }
    QFont text_font(double units, int weight = QFont::Normal) const {
        return theme_->text_font(readable(units), weight);
    }
    QFont mono_font(double units, int weight = QFont::Normal) const {
        return theme_->mono_font(readable(units), weight);
    }

  private:
    double readable(double units) const { return std::max(units * zoom_, 4.0); }

    const Theme* theme_;
    double zoom_;
};

} // namespace switchscope::ui
