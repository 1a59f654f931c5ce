// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

#include "core/model/provenance.h"

namespace switchscope::ui {

/// The shape that says the same as an owner's colour: square host, disc guest, diamond switch, dash scratch.
void paint_marker(QPainter& painter, Owner owner, const QPointF& center, qreal size,
                  const QColor& color);
/// The same for a world; a triangle for firmware.
void paint_marker(QPainter& painter, World world, const QPointF& center, qreal size,
                  const QColor& color);

} // namespace switchscope::ui
