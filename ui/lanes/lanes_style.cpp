// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_style.h"

#include <algorithm>

#include "ui/base/format.h"

namespace switchscope::ui {

LanesStyle::LanesStyle(const LanesModel& model, const LanesGeometry& geometry,
                       const LanesScale& the_scale)
    : scale(the_scale),
      header(
          scale.text_font(geometry.arrangement() == Arrangement::compact ? 11.5 : 13, QFont::Bold)),
      small(scale.text_font(10.5)), header_metrics(header), label_metrics(header),
      value_metrics(header), small_metrics(small), small_mono_metrics(header) {
    choose(model, geometry);
    header_text.emplace(header);
    label_text.emplace(label);
    value_text.emplace(value);
    small_text.emplace(small);
    small_mono_text.emplace(small_mono);
}

void LanesStyle::take_size(double size) {
    label = scale.text_font(size, QFont::DemiBold);
    value = scale.mono_font(size);
    small_mono = scale.mono_font(size - 1.5);
    label_metrics = QFontMetricsF(label);
    value_metrics = QFontMetricsF(value);
    small_mono_metrics = QFontMetricsF(small_mono);
    offset_width = small_mono_metrics.horizontalAdvance(QStringLiteral("0000"));
}

/// Where space is short, offsets go first: letters must stay large enough to read.
void LanesStyle::choose(const LanesModel& model, const LanesGeometry& geometry) {
    const bool compact = geometry.arrangement() == Arrangement::compact;
    const bool memory = geometry.arrangement() == Arrangement::memory;
    const double smallest = 11;
    const double largest = 14;
    take_size(smallest);
    if (model.rows().empty()) {
        return;
    }
    // Any row will do, because a column has one width. The width of slots comes from the titles: in
    // the order of memory, slots that are not kept have no cell.
    const QRectF cpu = geometry.cell({0, Lane::cpu});
    qreal slot_width = 0;
    for (const LanesGeometry::Header& one : geometry.headers()) {
        slot_width = one.lane == Lane::host ? one.box.width() : slot_width;
    }
    const double by_height = std::clamp(cpu.height() / px(1) * 0.76, smallest, largest);
    for (double size = by_height; size >= smallest; size -= 0.5) {
        take_size(size);
        qreal widest = 0;
        register_name_width = 0;
        for (const LaneRow& row : model.rows()) {
            widest = std::max({widest, label_metrics.horizontalAdvance(row.cell(Lane::host).label),
                               label_metrics.horizontalAdvance(row.cell(Lane::guest).label)});
            register_name_width = std::max(
                register_name_width, label_metrics.horizontalAdvance(row.cell(Lane::cpu).label));
        }
        const qreal digits = value_metrics.horizontalAdvance(hex_value(0));
        const bool cpu_fits = register_name_width + digits + px(18 + 11 + 8) <= cpu.width();
        if (compact) { // values are cut where they do not fit
            if (cpu_fits && digits + px(14) <= slot_width) {
                return;
            }
            continue;
        }
        const qreal size_width =
            memory ? small_mono_metrics.horizontalAdvance(QStringLiteral("8")) + px(10) : 0;
        const qreal used = widest + offset_width + size_width + digits + px(20 + 14 + 10);
        addresses_fit =
            memory &&
            used + small_mono_metrics.horizontalAdvance(hex_value(0)) + px(12) <= slot_width;
        if (used <= slot_width && cpu_fits) {
            return;
        }
        if (size - 0.5 < smallest && used > slot_width) {
            offset_width = 0;
        }
    }
}

int LanesStyle::digits_in(qreal width) const {
    return static_cast<int>(width / value_metrics.horizontalAdvance(QLatin1Char('0')));
}

} // namespace switchscope::ui
