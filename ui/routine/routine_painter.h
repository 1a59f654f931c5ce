// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QPainter>
#include <QRectF>
#include <QRegion>

#include "ui/look/theme.h"
#include "ui/routine/routine_model.h"

namespace switchscope::ui {

/// Where a band lies, in the coordinates of the content, which do not change when it is scrolled.
struct RoutineBox {
    QRectF whole, head;
    QRectF guest; ///< the guest's divider below the band; empty if the guest comes elsewhere
    bool open = false;

    static constexpr double head_units = 32, line_units = 16.5; ///< heights at 100%
    static constexpr double gutter_units = 20; ///< width of the strip with breakpoints
    QRectF line(std::size_t number, const Theme& theme) const;
    /// The pixels that are painted for a band, a head or a line, its outline included.
    static QRect reach(const QRectF& box, const Theme& theme);
};

/// What is highlighted in the panel and not in the model. Instructions are given by their index in
/// the routine.
struct RoutineHighlights {
    std::optional<std::size_t> focused_band; ///< has the keyboard
    std::optional<std::size_t> selected;     ///< the selected instruction
    std::vector<std::size_t> related;        ///< instructions that have a part in its finding
    std::vector<std::size_t> chain;          ///< instructions that moved the inspected value
    Role chain_role = Role::text;            ///< the colour of that value's owner
};

/// Paints a RoutineModel.
class RoutinePainter {
  public:
    RoutinePainter(QPainter& painter, const Theme& theme, const RoutineModel& model,
                   const RoutineHighlights& highlights)
        : painter_(painter), theme_(theme), model_(model), highlights_(highlights) {}

    /// Paints what lies in `part`, which has the coordinates of `boxes`.
    void paint(const std::vector<RoutineBox>& boxes, const QRegion& part);

  private:
    void paint_band(std::size_t band, const RoutineBox& box, const QRegion& part);
    void paint_head(std::size_t band, const RoutineBox& box);
    void paint_progress(const RoutineBand& band, const QRectF& head);
    void paint_state(const RoutineBand& band, const QRectF& text);
    void paint_line(const RoutineLine& line, std::size_t instruction, const QRectF& box);
    void paint_gutter(const RoutineLine& line, const QRectF& strip);
    void paint_columns(const RoutineLine& line, const QRectF& box, bool past, bool looked_at);
    void paint_line_ground(const RoutineLine& line, std::size_t instruction, const QRectF& strip);
    void paint_guest(const QRectF& box);
    bool has(const std::vector<std::size_t>& all, std::size_t instruction) const;
    bool closed_band_has(const std::vector<std::size_t>& all, std::size_t band,
                         const RoutineBox& box) const;
    void paint_edge(const QRectF& box, Role role);

    QPainter& painter_;
    const Theme& theme_;
    const RoutineModel& model_;
    const RoutineHighlights& highlights_;
};

} // namespace switchscope::ui
