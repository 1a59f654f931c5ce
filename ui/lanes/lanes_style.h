// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QFont>
#include <QFontMetricsF>

#include "ui/lanes/lanes_geometry.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_scale.h"
#include "ui/look/shaped_text.h"

namespace switchscope::ui {

/// The fonts of the lanes, as large as the height of the rows and the width of the lanes allow.
/// They are chosen once for a geometry, because measuring all names takes longer than drawing what
/// a step changes.
struct LanesStyle {
    LanesStyle(const LanesModel& model, const LanesGeometry& geometry, const LanesScale& scale);

    const Theme& theme() const { return scale.theme(); }
    qreal px(double units) const { return scale.px(units); }
    bool offsets_fit() const { return offset_width > 0; }
    int digits_in(qreal width) const; ///< how many digits of a value fit

    LanesScale scale;
    QFont header, label, value, small, small_mono;
    QFontMetricsF header_metrics, label_metrics, value_metrics, small_metrics, small_mono_metrics;
    qreal offset_width = 0;        ///< 0: there is no space for offsets
    bool addresses_fit = false;    ///< in the order of memory: the address of each slot
    qreal register_name_width = 0; ///< of the longest name
    // The same fonts, prepared for drawing.
    std::optional<ShapedText> header_text, label_text, value_text, small_text, small_mono_text;

  private:
    void choose(const LanesModel& model, const LanesGeometry& geometry);
    void take_size(double size);
};

} // namespace switchscope::ui
