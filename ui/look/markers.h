// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

#include "core/analysis/finding.h"
#include "core/model/provenance.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// The shape that says the same as an owner's colour: square host, disc guest, diamond switch, dash scratch.
void paint_marker(QPainter& painter, Owner owner, const QPointF& center, qreal size,
                  const QColor& color);
/// The same for a world; a triangle for firmware.
void paint_marker(QPainter& painter, World world, const QPointF& center, qreal size,
                  const QColor& color);

/// The shape that says the same as a finding's colour: a cross on a disc for an error, a mark of exclamation in a
/// triangle for a warning, a mark of question in a ring for what is not known.
void paint_severity(QPainter& painter, Severity severity, const QPointF& center, qreal size,
                    const QColor& color);
/// Not a colour of its own, which would be taken for a world's: the shape tells an error from a warning.
Role role_of(Severity severity);
/// What is proven: a tick.
void paint_tick(QPainter& painter, const QPointF& center, qreal size, const QColor& color);

} // namespace switchscope::ui
