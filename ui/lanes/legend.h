// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QFrame>
#include <QPointer>

#include "core/analysis/finding.h"
#include "core/model/provenance.h"
#include "ui/lanes/lanes_overlay.h"

namespace switchscope::ui {

class LanesPainter;
class LanesView;
class Theme;

/// Says what the colours, shapes and arrows of the lanes mean, in a corner over the lanes. The
/// painters of the lanes draw its samples. It stays while the user steps; Esc or a click closes it.
class Legend : public QFrame {
    Q_OBJECT
  public:
    /// A child of `over`, which also has the `lanes`: it lies over them.
    Legend(const Theme& theme, const LanesView& lanes, QWidget* over);

    void toggle();
    QString text() const; ///< all of it, line by line, for screen readers
    /// Whether every line fits.
    bool is_whole() const;

  Q_SIGNALS:
    void shown(bool is);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Line;
    struct Group;
    struct Measures;

    std::vector<Group> groups() const;
    Measures measures() const;
    void place();
    void paint_sample(QPainter& painter, LanesPainter& lanes, const LanesStyle& style,
                      const Line& line, const QRectF& box) const;

    const Theme& theme_;
    const LanesView& lanes_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
