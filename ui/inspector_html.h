// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "ui/inspector_model.h"
#include "ui/theme.h"

namespace switchscope::ui {

/// What is known of a place, as rich text for a panel so many pixels wide. Steps are links "step:POSITION".
class InspectorHtml {
  public:
    InspectorHtml(const Theme& theme, const Inspection& inspection, int width)
        : theme_(theme), inspection_(inspection), width_(width) {}

    QString text() const;

  private:
    QString rows() const;
    QString fields() const;
    QString chain() const;
    QString heading(const QString& text) const;
    QString value(const InspectorRow& row) const;
    QString step(const InspectorStep& step) const;
    QString line_below(const InspectorStep& step) const;
    QString ink(Role role) const { return theme_.color(role).name(); }
    QString small() const { return QStringLiteral("%1px").arg(theme_.ipx(12)); }

    const Theme& theme_;
    const Inspection& inspection_;
    int width_;
};

} // namespace switchscope::ui
