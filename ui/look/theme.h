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

/// Colours, sizes and fonts of the window. Every painted widget asks here, so a change of theme or
/// scale is one signal.
class Theme : public QObject {
    Q_OBJECT
  public:
    explicit Theme(QObject* parent = nullptr);

    ThemeMode mode() const { return mode_; }
    bool dark() const { return dark_; }
    void set_mode(ThemeMode mode);
    /// Makes the window light where it is dark, and the other way round. ThemeMode::system ends.
    void toggle();
    /// Follows the system's palette, which may have changed, in ThemeMode::system.
    void follow_system(const QPalette& palette);

    static constexpr double smallest_scale = 1.0, largest_scale = 2.0, scale_step = 0.1;
    double scale() const { return scale_; }
    void set_scale(double scale); ///< clamped to smallest_scale..largest_scale

    bool reduced_motion() const { return reduced_motion_; }
    void set_reduced_motion(bool reduced);

    QColor color(Role role) const { return color(role, dark_); }
    static QColor color(Role role, bool dark);
    /// A mix of the window's colour and that of `role`: at 0 it is the window's, at 1 the role's.
    QColor tint(Role role, double strength) const;

    /// Pixels for a length that is given in pixels at 100 %.
    qreal px(double units) const { return units * scale_; }
    int ipx(double units) const; ///< the same in whole pixels
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
