// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

#include "ui/look/color_roles.h"

namespace switchscope::ui {

enum class ThemeMode : std::uint8_t { system, dark, light };

/// Colours, sizes and fonts of the window, from one table. Every painted widget asks here, so a change of theme or
/// zoom is one signal.
class Theme : public QObject {
    Q_OBJECT
  public:
    explicit Theme(QObject* parent = nullptr);

    ThemeMode mode() const { return mode_; }
    bool dark() const { return dark_; }
    void set_mode(ThemeMode mode);
    /// Dark after light and the other way round; leaves `system` for the opposite of what it shows.
    void toggle();
    /// The system's palette may have changed: follows it in ThemeMode::system.
    void follow_system(const QPalette& palette);

    static constexpr double smallest_scale = 1.0, largest_scale = 2.0, scale_step = 0.1;
    double scale() const { return scale_; }
    void set_scale(double scale); ///< clamped to smallest_scale..largest_scale

    bool reduced_motion() const { return reduced_motion_; }
    void set_reduced_motion(bool reduced);

    QColor color(Role role) const { return color(role, dark_); }
    static QColor color(Role role, bool dark);
    /// `role` thinned over the window's colour: 0 is the window, 1 the role.
    QColor tint(Role role, double strength) const;

    qreal px(double units) const { return units * scale_; } ///< length at 100% -> now
    int ipx(double units) const;                            ///< the same in whole pixels
    QFont text_font(double units = 13, int weight = QFont::Normal) const;
    QFont mono_font(double units = 12.5, int weight = QFont::Normal) const;

    QString stylesheet() const;
    QPalette palette() const;

  Q_SIGNALS:
    void changed();

  private:
    bool wanted_dark() const;

    ThemeMode mode_ = ThemeMode::system;
    bool system_dark_ = false;
    bool dark_ = false;
    bool reduced_motion_ = false;
    double scale_ = 1.0;
};

} // namespace switchscope::ui
