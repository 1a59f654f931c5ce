// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

#include "core/analysis/finding.h"
#include "core/model/provenance.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

/// An owner's shape says the same as its colour. A square is the host, a disc the guest, a diamond
/// the switch and a dash scratch.
void paint_marker(QPainter& painter, Owner owner, const QPointF& center, qreal size,
                  const QColor& color);
/// The same for a world. Firmware is a triangle.
void paint_marker(QPainter& painter, World world, const QPointF& center, qreal size,
                  const QColor& color);

/// A finding's shape says how severe it is. An error is a cross on a disc, and a warning an
/// exclamation mark in a triangle. What is not known is a question mark in a ring.
void paint_severity(QPainter& painter, Severity severity, const QPointF& center, qreal size,
                    const QColor& color);
/// Errors and warnings share a colour, because one more colour would be taken for a world's. Their
/// shapes differ.
Role role_of(Severity severity);
/// The sign for what is proven.
void paint_tick(QPainter& painter, const QPointF& center, qreal size, const QColor& color);

} // namespace switchscope::ui
